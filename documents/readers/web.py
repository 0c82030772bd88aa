"""Web pages (HTML): what a reader of the page sees, as print; menus and scripts left out, footnotes aside."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from documents.errors import Damaged
from documents.readers.kinds import Kind
from documents.readers.numbering import Counter, Level
from documents.readers.sheet import Sheet, Words

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from documents.readers.text import Text

_ASIDE = frozenset(
    """head script style noscript template nav form button select textarea input iframe object embed svg math audio
    video canvas map dialog datalist title meta link""".split()  # noqa: SIM905 - a list of words
)
_BLOCKS = frozenset(
    """html body p div section article main header footer address blockquote pre h1 h2 h3 h4 h5 h6 ul ol li dl dt dd
    table thead tbody tfoot tr td th caption figure figcaption hr fieldset legend center details summary aside
    hgroup""".split()  # noqa: SIM905 - as above
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "caption", "summary", "dt"})
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_MARK = re.compile(r"\s*\[?\s*(?P<mark>\d{1,3}|\*{1,3}|[ivx]{1,5})\s*\]?\s*")
_BACK = re.compile(
    r"(?:\s*\[?\s*(?:\d{1,3}|\*{1,3}|[ivx]{1,5}|\W{1,3})\s*\]?\s*|.{0,12}(?:terug|omhoog).{0,30})", re.IGNORECASE
)
_SKIP = re.compile(
    r"\s*(?:(?:ga|spring)\s+)?(?:direct\s+)?naar\s+(?:de\s+)?(?:hoofd)?(?:inhoud|navigatie|menu)\s*|\s*skip to.{0,30}",
    re.IGNORECASE,
)
_HOLDERS = frozenset({"li", "p", "div", "aside", "dd", "td", "tr", "section"})
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset", re.IGNORECASE)
_DECLARED = re.compile(r"\A\s*<\?xml[^>]{0,200}\?>")
_WAYS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}


def text_of(data: bytes) -> Text:
    """Return the text of a web page, in the encoding that it names, else UTF-8 where it is that."""
    try:
        words = None if _CHARSET.search(data[:4096]) else data.decode("utf-8-sig")
    except UnicodeDecodeError:
        words = None
    return page_of(data if words is None else words)


def page_of(page: bytes | str) -> Text:
    """Return the text of a page; words that are not shown are not in it."""
    from lxml import etree, html  # noqa: PLC0415 - other kinds need not pay for it

    plain = _DECLARED.sub("", page).encode() if isinstance(page, str) else page
    parser = html.HTMLParser(
        no_network=True, huge_tree=False, remove_comments=True, encoding="utf-8" if isinstance(page, str) else None
    )
    try:
        root = html.document_fromstring(plain, parser=parser)
        return _Reader(root).text()
    except (etree.ParserError, ValueError, RecursionError) as broken:
        raise Damaged(found=Kind.HTML.value) from broken


class _Reader:
    """One page while it is read."""

    def __init__(self, root: HtmlElement) -> None:
        """Find the footnotes first: they stand where their marks point."""
        self._root = root
        self._sheet = Sheet()
        self._words = Words()
        self._item = ""
        self._notes, self._holders = _footnotes(root)

    def text(self) -> Text:
        """Return the whole page."""
        self._walk(self._root)
        self._end()
        return self._sheet.text()

    def _end(self, *, apart: bool = False) -> None:
        """End the paragraph that grows, if there is a word in it."""
        if any(line.strip() for line in self._words.lines) or self._words.notes:
            self._words.apart = self._words.apart or apart
            self._words.mark(self._item)
            self._item = ""
            self._sheet.paragraph(self._words)
        self._words = Words()

    def _walk(self, element: HtmlElement) -> None:
        """Set an element with all that is shown of it."""
        tag = element.tag
        if not isinstance(tag, str) or tag in _ASIDE or element in self._holders or _is_unseen(element):
            return
        if tag == "br":
            self._words.turn()
        elif element in self._notes:
            self._words.note(*self._notes[element])
        elif tag == "table" and not element.findall(".//table"):
            self._table(element)
        elif tag in _BLOCKS:
            self._block(element)
        else:
            self._inside(element)

    def _inside(self, element: HtmlElement) -> None:
        self._words.say(element.text)
        for child in element:
            self._walk(child)
            self._words.say(child.tail)

    def _block(self, element: HtmlElement) -> None:
        self._end()
        if element.tag in {"hr", "blockquote", "table"} or (
            element.tag == "p" and not element.text_content().strip("\u00a0 \n\r\t")
        ):
            self._sheet.gap()
        counter = _counter(element)
        self._words.say(element.text)
        for child in element:
            if counter and child.tag == "li" and child not in self._holders:
                self._end()
                self._item = counter.next(0)
                self._inside(child)
                self._end(apart=True)
                self._item = ""
            else:
                self._walk(child)
            self._words.say(child.tail)
        self._end(apart=element.tag in _HEADINGS)

    def _table(self, table: HtmlElement) -> None:
        self._end()
        self._sheet.gap()
        for row in table.iter("tr"):
            self._sheet.row([self._cell(cell) for cell in row if cell.tag in {"td", "th"}])
        self._sheet.gap()

    def _cell(self, cell: HtmlElement) -> list[Words]:
        """Return the paragraphs of a cell; they are read as a page of their own."""
        outer, self._sheet, self._words = self._sheet, _Gathered(), Words()
        self._inside(cell)
        self._end()
        found, self._sheet = self._sheet, outer
        return found.paragraphs


class _Gathered(Sheet):
    """Paragraphs kept as they come, for a cell of a table."""

    def __init__(self) -> None:
        """Begin without paragraphs."""
        super().__init__()
        self.paragraphs: list[Words] = []

    def paragraph(self, words: Words) -> None:
        """Keep a paragraph that has a word in it."""
        if words.text:
            self.paragraphs.append(words)

    def row(self, cells: list[list[Words]]) -> None:
        """Keep the cells of a table within a cell, one after another."""
        for cell in cells:
            for words in cell:
                self.paragraph(words)


def _counter(element: HtmlElement) -> Counter | None:
    """Return how the items of a list are counted, or None where the element is no list."""
    if element.tag not in {"ol", "ul"} or "none" in (element.get("style") or ""):
        return None
    way = "bullet" if element.tag == "ul" else _WAYS.get(element.get("type") or "1", "decimal")
    start = element.get("start") or "1"
    return Counter({0: Level(way, "%1.", int(start) if start.isdecimal() else 1)})


def _is_unseen(element: HtmlElement) -> bool:
    """Return whether a reader of the page does not see an element, or sees it as furniture: a link past the menu."""
    if element.get("hidden") is not None or _HIDDEN.search(element.get("style") or ""):
        return True
    return (
        element.tag == "a" and (element.get("href") or "")[:1] == "#" and bool(_SKIP.fullmatch(element.text_content()))
    )


def _footnotes(root: HtmlElement) -> tuple[dict[HtmlElement, tuple[str, str]], set[HtmlElement]]:
    """Return the marks of footnotes with mark and text, and the elements in which the notes stand.

    A footnote is a link within the page whose words are a figure, to an element further on that begins with that
    figure, or links back, or is an item of a list.
    """
    targets = {
        name: one
        for one in root.iter()
        if isinstance(one.tag, str)
        for name in (one.get("id"), one.get("name"))
        if name
    }
    order = {one: place for place, one in enumerate(root.iter())}
    notes: dict[HtmlElement, tuple[str, str]] = {}
    holders: set[HtmlElement] = set()
    for link in root.iter("a"):
        found = _MARK.fullmatch(link.text_content())
        target = (
            targets.get((link.get("href") or "").removeprefix("#"))
            if (link.get("href") or "").startswith("#")
            else None
        )
        if not found or target is None or order[target] <= order[link] or link in holders:
            continue
        holder = next((one for one in (target, *target.iterancestors()) if one.tag in _HOLDERS), None)
        if holder is None or link in set(holder.iter()):
            continue
        text = _text_of_note(holder, found["mark"])
        if text:
            notes[link] = (found["mark"], text)
            holders.add(holder)
    return notes, holders


def _text_of_note(holder: HtmlElement, mark: str) -> str:
    """Return the words of a note without its mark and without the links that lead back."""
    words: list[str] = []
    _say(holder, words)
    text = " ".join("".join(words).split())
    return re.sub(rf"^(?:X\s+)?(?:Noot\s+)?\[?{re.escape(mark)}\]?[.)]?\s+", "", text)


def _say(element: HtmlElement, words: list[str]) -> None:
    """Add the words of an element; of a link back to the text, which is a mark or an arrow, none."""
    back = element.tag == "a" and (element.get("href") or "").startswith("#")
    if not isinstance(element.tag, str) or element.tag in _ASIDE or (back and _BACK.fullmatch(element.text_content())):
        return
    words.append(element.text or "")
    for child in element:
        _say(child, words)
        words.append(child.tail or "")
    if element.tag in _BLOCKS:
        words.append(" ")
