"""OpenDocument text (ODT): its paragraphs as print, frames and the head of the first page too, its footnotes aside."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from documents.errors import Damaged
from documents.headers import is_address, is_dateline, is_label
from documents.readers.kinds import Kind
from documents.readers.numbering import Counter, Level
from documents.readers.packed import Package
from documents.readers.sheet import Sheet, Words

if TYPE_CHECKING:
    from lxml.etree import _Element

    from documents.readers.text import Text

_SPACE = "urn:oasis:names:tc:opendocument:xmlns:"
OFFICE, TEXT, TABLE, DRAW, STYLE = (
    f"{{{_SPACE}{name}:1.0}}" for name in ("office", "text", "table", "drawing", "style")
)
_EXTENDED = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
_PARAGRAPHS = {TEXT + "p", TEXT + "h"}
_ASIDE = {
    *(TEXT + name for name in ("tracked-changes", "note", "sequence-decls", "bibliography-mark", "table-of-content")),
    *(OFFICE + name for name in ("annotation", "annotation-end", "forms")),
}
_SIGNS = {TEXT + "tab": " "}
_WAYS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "": "none"}
_FOOT = re.compile(r"(?:Eerste|Tweede) Kamer\s?, (?:vergaderjaar|zitting)", re.IGNORECASE)
_MOST_SPACES = 100


def text_of(data: bytes) -> Text:
    """Return the text of an OpenDocument file; what was struck out, and comments, are not in it."""
    try:
        return _Reader(Package(data, found=Kind.ODT.value)).text()
    except (ValueError, RecursionError) as broken:
        raise Damaged(found=Kind.ODT.value) from broken


class _Reader:
    """One OpenDocument file while it is read."""

    def __init__(self, package: Package) -> None:
        """Open the content, and the styles beside it."""
        self._root = package.need("content.xml")
        self._styles = package.xml("styles.xml")
        self._lists = {
            one.get(STYLE + "name", ""): _levels(one)
            for root in (self._styles, self._root)
            if root is not None
            for one in root.iter(TEXT + "list-style")
        }
        self._sheet = Sheet()

    def text(self) -> Text:
        """Return the whole: the letterhead of the first page, the body, a foot that names the paper."""
        body = self._root.find(f"{OFFICE}body/{OFFICE}text")
        if body is None:
            raise Damaged(found=Kind.ODT.value)
        head = self._edge("header")
        lines = [line for words in head for line in words.settle()]
        if any(is_address(line) or is_dateline(line) or is_label(line) for line in lines):
            for words in head:
                self._sheet.paragraph(words)
            self._sheet.gap()
        self._blocks(body)
        for words in self._edge("footer"):
            if _FOOT.search(words.text):
                self._sheet.gap()
                self._sheet.paragraph(words)
        return self._sheet.text()

    def _edge(self, what: str) -> list[Words]:
        """Return the paragraphs of the head or foot of the first page."""
        if self._styles is None:
            return []
        named = (f"{STYLE}{what}-first", f"{_EXTENDED}{what}-first", f"{STYLE}{what}")
        found = next((one for name in named for one in self._styles.iter(name)), None)
        parts = found.iter(*_PARAGRAPHS) if found is not None else ()
        return [words for one in parts for words in self._paragraph(one)]

    def _blocks(self, parent: _Element) -> None:
        """Set paragraphs, lists and tables in order, whatever they are wrapped in."""
        for child in parent:
            if child.tag in _PARAGRAPHS:
                for words in self._paragraph(child):
                    self._sheet.paragraph(words)
            elif child.tag == TEXT + "list":
                self._list(child, self._lists.get(child.get(TEXT + "style-name", ""), {}), 0)
            elif child.tag == TABLE + "table":
                self._sheet.gap()
                for row in child.iter(TABLE + "table-row"):
                    self._sheet.row([self._cell(cell) for cell in row.iterfind(TABLE + "table-cell")])
                self._sheet.gap()
            elif child.tag not in _ASIDE and isinstance(child.tag, str):
                self._blocks(child)

    def _cell(self, cell: _Element) -> list[Words]:
        return [words for one in cell.iter(*_PARAGRAPHS) for words in self._paragraph(one) if words.text]

    def _list(self, parent: _Element, levels: dict[int, Level], depth: int) -> None:
        """Set the items of a list, each with the figure that is printed before it."""
        counter = Counter(levels)
        for item in parent.iterfind(TEXT + "list-item"):
            mark = counter.next(depth) if levels else ""
            for child in item:
                if child.tag == TEXT + "list":
                    self._list(child, self._lists.get(child.get(TEXT + "style-name", ""), levels), depth + 1)
                elif child.tag in _PARAGRAPHS:
                    words = Words(apart=True)
                    self._gather(child, words, [])
                    words.mark(mark)
                    self._sheet.paragraph(words)
                    mark = ""
                else:
                    self._blocks(child)

    def _paragraph(self, paragraph: _Element) -> list[Words]:
        """Return the paragraphs in the frames that hang on one, and itself."""
        words = Words(apart=paragraph.tag == TEXT + "h")
        frames: list[_Element] = []
        self._gather(paragraph, words, frames)
        boxed = [one for box in frames for inner in box.iter(*_PARAGRAPHS) for one in self._paragraph(inner)]
        return [*boxed, *([Words()] if boxed else []), words]

    def _gather(self, parent: _Element, words: Words, frames: list[_Element]) -> None:
        """Add what stands inside an element to a paragraph; frames are set aside, footnotes hung on their word."""
        words.say(parent.text)
        for child in parent:
            if child.tag == TEXT + "note":
                self._note(child, words)
            elif child.tag == TEXT + "s":
                words.say(" " * min(_MOST_SPACES, int(child.get(TEXT + "c", "1"))))
            elif child.tag in _SIGNS:
                words.say(_SIGNS[child.tag])
            elif child.tag == TEXT + "line-break":
                words.turn()
            elif child.tag == DRAW + "text-box":
                frames.append(child)
            elif child.tag not in _ASIDE and isinstance(child.tag, str):
                self._gather(child, words, frames)
            words.say(child.tail)

    def _note(self, note: _Element, words: Words) -> None:
        mark = note.findtext(TEXT + "note-citation") or ""
        parts: list[str] = []
        for paragraph in note.iterfind(f"{TEXT}note-body//{TEXT}p"):
            inside = Words()
            self._gather(paragraph, inside, [])
            parts.append(inside.text)
        words.note(mark.strip(), " ".join(filter(None, parts)))


def _levels(style: _Element) -> dict[int, Level]:
    """Return how each level of a list counts."""
    levels: dict[int, Level] = {}
    for one in style:
        if not isinstance(one.tag, str):
            continue
        depth = int(one.get(TEXT + "level", "1")) - 1
        if one.tag == TEXT + "list-level-style-number":
            way = _WAYS.get(one.get(STYLE + "num-format", "1"), "decimal")
            shown = int(one.get(TEXT + "display-levels", "1"))
            figures = ".".join(f"%{at + 1}" for at in range(max(0, depth + 1 - shown), depth + 1))
            pattern = f"{one.get(STYLE + 'num-prefix', '')}{figures}{one.get(STYLE + 'num-suffix', '')}"
            levels[depth] = Level(way, pattern, int(one.get(TEXT + "start-value", "1")))
        else:
            levels[depth] = Level("bullet", "")
    return levels
