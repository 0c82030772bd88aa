"""News as Atom (RFC 4287): what everybody may know of requests, answers, postponements and published reports.

Its entries are named by tag URIs (RFC 4151) and dated by the act that recorded them; nothing comes from a clock.
lxml writes it: a feed is a dozen elements, and the known libraries for it put in the moment of writing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from lxml import etree

from notifications.notices import one_line, shortened

ATOM = "http://www.w3.org/2005/Atom"

AUTHOR = "Griffie"

LONGEST_LINE = 1000
"""Characters of one line of an entry's text."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One piece of news."""

    path: str
    """What names it within the installation: ``EK-2018-001/1/reply/12``."""
    title: str
    lines: tuple[str, ...]
    category: str
    at: datetime
    """When it was recorded."""


@dataclass(frozen=True, slots=True)
class Source:
    """Whose news it is: the mark of the installation, and since when there has been one."""

    mark: str
    since: datetime

    def tag(self, path: str) -> str:
        """Return a name that is this installation's own, for good."""
        return f"tag:{self.mark}.griffie.invalid,{self.since.astimezone(UTC):%Y}:{path}"


def news(title: str, path: str, entries: Sequence[Entry], source: Source) -> bytes:
    """Return the feed as a file, its entries in the order given (the newest first)."""
    feed = etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM})  # type: ignore[dict-item] # the stubs know no default
    feed.set("{http://www.w3.org/XML/1998/namespace}lang", "nl")
    _put(feed, "id", source.tag(path))
    _put(feed, "title", one_line(title))
    _put(feed, "updated", _instant(max((one.at for one in entries), default=source.since)))
    _put(etree.SubElement(feed, f"{{{ATOM}}}author"), "name", AUTHOR)
    for entry in entries:
        _entry(feed, entry, source)
    return etree.tostring(feed, xml_declaration=True, encoding="utf-8", pretty_print=True)


def _entry(feed: etree._Element, entry: Entry, source: Source) -> None:
    made = etree.SubElement(feed, f"{{{ATOM}}}entry")
    _put(made, "id", source.tag(entry.path))
    _put(made, "title", shortened(one_line(entry.title)))
    _put(made, "published", _instant(entry.at))
    _put(made, "updated", _instant(entry.at))
    etree.SubElement(made, f"{{{ATOM}}}category", {"term": entry.category})
    lines = (shortened(one_line(line), longest=LONGEST_LINE) for line in entry.lines)
    _put(made, "content", "\n".join(lines)).set("type", "text")


def _put(parent: etree._Element, name: str, text: str) -> etree._Element:
    made = etree.SubElement(parent, f"{{{ATOM}}}{name}")
    made.text = text
    return made


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
