"""Official XML of the two chambers, in both dialects; which one it is follows from its root, never from its date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from documents.errors import ForeignXml
from documents.readers import markup, official_modern, official_old
from documents.readers.official_record import Record, settled
from documents.readers.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from lxml.etree import _Element

    from documents.readers.official_paper import Paper

DIALECTS: Mapping[str, Callable[[_Element], Paper]] = {
    "officiele-publicatie": official_modern.printed,
    "kamerwrk": official_old.printed,
}
"""Which root is read how; any other XML is refused by the name of its root."""


def text_of(data: bytes) -> Text:
    """Return the words of an official paper laid out as print, its footnotes aside, and what it states of itself."""
    root = markup.xml(data)
    dialect = DIALECTS.get(root.tag)
    if dialect is None:
        raise ForeignXml(root=root.tag, expected=" of ".join(f"<{name}>" for name in DIALECTS))
    paper = dialect(root)
    stated, differences = settled(paper, Record(root.findall("metadata/meta")))
    return Text(paper.sheet.content, (*paper.anomalies, *differences), tuple(paper.sheet.notes), stated)
