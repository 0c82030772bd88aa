"""Word (DOCX): its paragraphs as print, text boxes and the head of the first page too, its footnotes aside."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from documents.errors import Damaged
from documents.headers import is_address, is_dateline, is_label
from documents.readers.kinds import Kind
from documents.readers.packed import Package
from documents.readers.sheet import Sheet, Words
from documents.readers.word_lists import Lists, Styles, W, is_on, value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element

    from documents.readers.text import Text

_MAIN = "word/document.xml"
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_ASIDE = {W + name for name in ("pPr", "rPr", "del", "moveFrom", "instrText", "delText", "sectPr", "footnoteRef")}
_SIGNS = {W + "tab": " ", W + "noBreakHyphen": "-", W + "ptab": " "}
_TURNS = {W + "br", W + "cr"}
_BOX = W + "txbxContent"
_FOOT = re.compile(r"(?:Eerste|Tweede) Kamer\s?, (?:vergaderjaar|zitting)", re.IGNORECASE)


def text_of(data: bytes) -> Text:
    """Return the text of a Word file; words that were struck out, and hidden ones, are not in it."""
    try:
        return _Reader(Package(data, found=Kind.DOCX.value)).text()
    except (ValueError, RecursionError) as broken:
        raise Damaged(found=Kind.DOCX.value) from broken


class _Reader:
    """One Word file while it is read."""

    def __init__(self, package: Package) -> None:
        """Open the main part and those beside it."""
        self._package = package
        self._name = self._main()
        self._root = package.need(self._name)
        self._relations = self._related(self._name)
        beside = posixpath.dirname(self._name)
        styles = Styles(package.xml(f"{beside}/styles.xml"))
        self._styles = styles
        self._lists = Lists(package.xml(f"{beside}/numbering.xml"), styles)
        self._notes = {
            kind: self._notes_in(package.xml(f"{beside}/{kind}s.xml"), kind) for kind in ("footnote", "endnote")
        }
        self._count = self._first_note(package.xml(f"{beside}/settings.xml")) - 1
        self._sheet = Sheet()

    def text(self) -> Text:
        """Return the whole: the letterhead of the first page, the body, a foot that names the paper."""
        body = self._root.find(f"{W}body")
        if body is None:
            raise Damaged(found=Kind.DOCX.value)
        for words in self._head():
            self._sheet.paragraph(words)
        self._sheet.gap()
        self._blocks(body)
        for words in self._edge("footer"):
            if _FOOT.search(words.text):
                self._sheet.gap()
                self._sheet.paragraph(words)
        return self._sheet.text()

    def _first_note(self, settings: _Element | None) -> int:
        """Return the figure of the first footnote, where a section or the settings name another than 1."""
        for root in (self._root, settings):
            for one in root.iter(f"{W}footnotePr") if root is not None else ():
                start = value(one, "numStart")
                if start and start.isdecimal():
                    return int(start)
        return 1

    def _main(self) -> str:
        for kind, target in self._related("").values():
            if kind.endswith("/officeDocument"):
                return target.lstrip("/")
        return _MAIN

    def _related(self, name: str) -> dict[str, tuple[str, str]]:
        """Return the parts that a part names, by their ids: what kind each is and where it stands."""
        folder, own = posixpath.split(name)
        root = self._package.xml(posixpath.join(folder, "_rels", f"{own}.rels"))
        if root is None:
            return {}
        return {
            one.get("Id", ""): (one.get("Type", ""), posixpath.normpath(posixpath.join(folder, one.get("Target", ""))))
            for one in root.iterfind(_RELATIONS)
            if one.get("TargetMode") != "External"
        }

    @staticmethod
    def _notes_in(root: _Element | None, kind: str) -> dict[str, _Element]:
        found = root.iterfind(W + kind) if root is not None else ()
        return {one.get(W + "id", ""): one for one in found}

    def _head(self) -> list[Words]:
        """Return the head of the first page where it is a letterhead; one that runs on every page is furniture."""
        words = self._edge("header")
        lines = [line for one in words for line in one.settle()]
        return words if any(is_address(line) or is_dateline(line) or is_label(line) for line in lines) else []

    def _edge(self, what: str) -> list[Words]:
        """Return the paragraphs of the head or foot of the first page."""
        section = next(self._root.iter(W + "sectPr"), None)
        if section is None:
            return []
        named = {one.get(W + "type", "default"): one.get(_R_ID, "") for one in section.iterfind(f"{W}{what}Reference")}
        first = is_on(section, "titlePg") and "first" in named
        part = self._relations.get(named.get("first" if first else "default", ""))
        root = self._package.xml(part[1]) if part else None
        return [words for one in _outer(root) for words in self._paragraph(one)]

    def _blocks(self, parent: _Element) -> None:
        """Set paragraphs and tables in order, whatever they are wrapped in."""
        for child in parent:
            if child.tag == W + "p":
                for words in self._paragraph(child):
                    self._sheet.paragraph(words)
            elif child.tag == W + "tbl":
                self._table(child)
            elif child.tag not in _ASIDE and isinstance(child.tag, str):
                self._blocks(child)

    def _table(self, table: _Element) -> None:
        self._sheet.gap()
        for row in table.iterfind(f".//{W}tr"):
            if next(row.iterancestors(W + "tbl")) is table:
                self._sheet.row(
                    [self._cell(cell) for cell in row.iter(W + "tc") if next(cell.iterancestors(W + "tr")) is row]
                )
        self._sheet.gap()

    def _cell(self, cell: _Element) -> list[Words]:
        return [words for one in _outer(cell) for words in self._paragraph(one) if words.text]

    def _paragraph(self, paragraph: _Element) -> list[Words]:
        """Return the paragraphs in the text boxes that hang on one, and itself."""
        mark = self._lists.mark(paragraph)
        words = Words(apart=self._styles.is_heading(value(paragraph, "pPr/pStyle")))
        boxes: list[_Element] = []
        self._gather(paragraph, words, boxes)
        boxed = [one for box in boxes for inner in _outer(box) for one in self._paragraph(inner)]
        words.mark(mark)
        return [*boxed, *([Words()] if boxed else []), words]

    def _gather(self, parent: Iterable[_Element], words: Words, boxes: list[_Element]) -> None:
        """Add what stands inside an element to a paragraph; text boxes are set aside."""
        for child in parent:
            if child.tag in _ASIDE or (child.tag == W + "r" and is_on(child, "rPr/vanish")):
                continue
            if child.tag == W + "t":
                words.say(child.text)
            elif child.tag in _TURNS:
                words.turn()
            elif child.tag in {W + "footnoteReference", W + "endnoteReference"}:
                self._note(child, words)
            elif child.tag == _BOX:
                boxes.append(child)
            else:
                words.say(_SIGNS.get(child.tag))
                self._gather(list(child)[:1] if child.tag == _CHOICE else child, words, boxes)

    def _note(self, reference: _Element, words: Words) -> None:
        """Hang a footnote on the word before it, under its own mark or the next figure."""
        kind = "footnote" if reference.tag == W + "footnoteReference" else "endnote"
        note = self._notes[kind].get(reference.get(W + "id", ""))
        text = " ".join(one.text for one in self._inside(note)) if note is not None else ""
        if reference.get(W + "customMarkFollows") in {"1", "true", "on"}:
            own = "".join(one.text or "" for one in reference.itersiblings(W + "t")).strip()
            words.notes += [(len(words.lines) - 1, own, text.removeprefix(own).strip())] if own else []
            return
        self._count += 1
        words.note(str(self._count), text)

    def _inside(self, note: _Element) -> Iterator[Words]:
        for paragraph in _outer(note):
            words = Words()
            self._gather(paragraph, words, [])
            if words.text:
                yield words


def _outer(root: _Element | None) -> Iterator[_Element]:
    """Give the paragraphs in an element; those in text boxes come with the paragraph that they hang on."""
    for one in root if root is not None else ():
        if one.tag == W + "p":
            yield one
        else:
            yield from _outer(one)
