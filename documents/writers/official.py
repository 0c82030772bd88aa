"""The report as official XML, in the modern dialect, with its metadata record.

Letters are runs of paragraphs under a heading, lines that belong together (an address, a signature) stand in a group,
a footnote stands at its mark. ``documents.schema`` holds the rules of the form.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby, takewhile
from typing import TYPE_CHECKING

from lxml import etree

from documents.patterns import DATE
from documents.writers.anchors import Ref
from documents.writers.layout import DIGITS, Role, classic, text_of
from documents.writers.official_notes import hung
from documents.writers.official_record import fields, need, session_year_of, titled
from documents.writers.printable import printable
from procedure.identifiers import Dossier
from procedure.vocabulary import Chamber

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from lxml.etree import _Element

    from documents.values import Reading
    from documents.writers.anchors import Words
    from documents.writers.layout import Block, Note, Sheet

_SCHEMA = {"{http://www.w3.org/2001/XMLSchema-instance}noNamespaceSchemaLocation": "kamerstuk.xsd"}
_HEADINGS = {Role.HEADING: "vet", Role.SUBHEADING: "cur"}
_HEAD = frozenset({Role.CHAMBER, Role.SESSION, Role.DOSSIER, Role.TITLE, Role.ADOPTED})
_DAY = re.compile(DATE, re.IGNORECASE)
_RUNNING = frozenset({"al", "titel", "tussenkop", "stuknr", "datumtekst", "dossiernummer"})
_REPRINT = re.compile(r"HERDRUK\d*\s+")
_WHITE = re.compile(r"[ \t\r\n\x85\u2028]+")


def metadata(reading: Reading) -> bytes:
    """Return the metadata record of a report as a file of its own."""
    reading = titled(reading)
    need(reading)
    root = etree.Element("metadata_gegevens")
    _record(root, "metadata", reading, hung(classic(reading))[0])
    return _file(root)


def paper(reading: Reading, template: Callable[[Reading], Sheet]) -> bytes:
    """Return the report as official XML; one that lacks what identifies every official paper is refused."""
    reading = titled(reading)
    need(reading)
    sheet = template(reading)
    root = etree.Element("officiele-publicatie", _SCHEMA)
    parts = hung(sheet)
    _record(etree.SubElement(root, "metadata"), "meta", reading, parts[0])
    whole = etree.SubElement(root, "kamerstuk")
    writer = _Writer(sheet.notes)
    _head(whole, reading)
    head = [block for block in parts[0] if block.role in _HEAD]
    writer.dossiers(whole, [block for block in head if block.role is Role.DOSSIER], reading)
    stuk = etree.SubElement(whole, "stuk")
    writer.identity(stuk, head, reading)
    text = etree.SubElement(etree.SubElement(etree.SubElement(stuk, "algemeen"), "vrije-tekst"), "tekst", status="goed")
    writer.blocks(text, (block for part in parts for block in part if block.role not in _HEAD))
    return _file(root)


def _record(parent: _Element, name: str, reading: Reading, front: list[Block]) -> None:
    for field in fields(replace(reading, title=_title(front)), _titles(front)):
        if content := _one_line(field.content):
            etree.SubElement(parent, name, name=field.name, scheme=field.scheme, content=content)


def _title(front: list[Block]) -> str:
    """Return the title of the report without the word of a reprint and without the marks of footnotes."""
    line = next(block.lines[0] for block in front if block.role is Role.TITLE)
    return _REPRINT.sub("", _one_line("".join(piece for piece in line if isinstance(piece, str))))


def _titles(front: list[Block]) -> list[str]:
    """Return the titles of the dossiers without the marks of their footnotes."""
    lines = [block.lines[0] for block in front if block.role is Role.DOSSIER]
    titles = ["".join(piece for piece in line if isinstance(piece, str)) for line in lines]
    return list(dict.fromkeys(filter(None, map(_one_line, titles))))


def _head(whole: _Element, reading: Reading) -> None:
    year = session_year_of(reading)
    lines = {
        "vergaderjaar": f"Vergaderjaar {year.spoken}" if year else "",
        "kameraanduiding": f"{reading.chamber.label} der Staten-Generaal" if reading.chamber else "",
        "kamernummer": _digit(reading),
        "documenttype": "Kamerstukken",
    }
    head = etree.SubElement(whole, "kamerstukkop")
    for name, words in lines.items():
        etree.SubElement(head, "tekstregel", inhoud=name).text = words


def _digit(reading: Reading) -> str:
    return DIGITS[reading.chamber] if reading.chamber else ""


class _Writer:
    """Sets blocks as elements, and the footnotes that their words call inside them."""

    def __init__(self, notes: tuple[Note, ...]) -> None:
        self._notes = notes

    def dossiers(self, whole: _Element, blocks: list[Block], reading: Reading) -> None:
        """Set the dossiers; of those that share a title the last bears it, as on its line in print."""
        titled = {block.label.split(" / ")[-1]: block.lines[0] for block in blocks}
        for number in reading.dossiers:
            dossier = Dossier.parse(number)
            element = etree.SubElement(whole, "dossier")
            _dossier_number(etree.SubElement(element, "dossiernummer"), dossier)
            self._words(etree.SubElement(element, "titel"), titled.get(dossier.spoken, ()))

    def identity(self, stuk: _Element, head: list[Block], reading: Reading) -> None:
        """Set number, reprint, title and adoption."""
        words = next(block.lines[0] for block in head if block.role is Role.TITLE)
        marks = tuple(takewhile(lambda piece: isinstance(piece, Ref), words))
        title = words[len(marks) :]
        reprint = len(f"{reading.reprint} ") if reading.reprint else 0
        number = etree.SubElement(stuk, "stuknr")
        number.text = "Nr. " if reading.chamber is Chamber.TK else ""
        own = etree.SubElement(number, "ondernummer", kamer=_digit(reading))
        own.text = reading.number
        self._words(number, marks, after=own)
        if reprint:
            self._words(number, (" ", *_part(title, 0, reprint - 1)), after=number[-1])
        self._words(etree.SubElement(stuk, "titel"), _part(title, reprint, None))
        adopted = next((block.lines[0] for block in head if block.role is Role.ADOPTED), None)
        if adopted:
            self._adoption(etree.SubElement(stuk, "datumtekst"), adopted, reading)

    def _adoption(self, element: _Element, words: Words, reading: Reading) -> None:
        """Set the words of adoption, the day among them marked as one."""
        found = _DAY.search(text_of(words))
        if found is None or reading.adopted_on is None:
            self._words(element, words)
            return
        self._words(element, _part(words, 0, found.start()))
        day = etree.SubElement(element, "datum", isodatum=reading.adopted_on.isoformat())
        day.text = found[0]
        self._words(element, _part(words, found.end(), None), after=day)

    def blocks(self, parent: _Element, blocks: Iterable[Block]) -> None:
        """Set blocks in order, the items that follow each other as one list."""
        for role, run in groupby(blocks, lambda block: block.role):
            if role is Role.ITEM:
                self._list(parent, run)
            else:
                for block in run:
                    self._block(parent, block)

    def _list(self, parent: _Element, items: Iterable[Block]) -> None:
        attributes = {"type": "expliciet", "start": "1", "level": "single", "nr-sluiting": ""}
        listed = etree.SubElement(parent, "lijst", attributes)
        for item in items:
            element = etree.SubElement(listed, "li")
            etree.SubElement(element, "li.nr").text = _one_line(item.label)
            for line in item.lines:
                self._words(etree.SubElement(element, "al"), line)

    def _block(self, parent: _Element, block: Block) -> None:
        if look := _HEADINGS.get(block.role):
            heading = etree.SubElement(parent, "tussenkop", kopopmaak=look)
            self._words(heading, tuple(piece for line in block.lines for piece in (" ", *line))[1:])
            return
        holder = etree.SubElement(parent, "al-groep") if len(block.lines) > 1 else parent
        for line in block.lines:
            self._words(etree.SubElement(holder, "al"), line)

    def _words(self, element: _Element, words: Words, *, after: _Element | None = None) -> None:
        """Set words at the end of an element (or behind one of its parts); each call of a footnote holds the note."""
        for piece in words:
            if isinstance(piece, Ref):
                after = self._note(element, piece)
            elif after is None:
                element.text = (element.text or "") + _spaced(piece)
            else:
                after.tail = (after.tail or "") + _spaced(piece)

    def _note(self, element: _Element, ref: Ref) -> _Element:
        note = etree.SubElement(element, "noot", id=f"noot-{ref.note + 1}", type="voet")
        etree.SubElement(note, "noot.nr").text = _one_line(ref.mark)
        etree.SubElement(note, "noot.al").text = _one_line(self._notes[ref.note].text)
        return note


def _dossier_number(element: _Element, dossier: Dossier) -> None:
    """Set the parts of a dossier's number, with what print has between them."""
    number = etree.SubElement(element, "dossiernr")
    number.text = Dossier(dossier.number).spoken
    last = number
    if dossier.sub:
        last.tail = "-"
        last = etree.SubElement(element, "raadnr")
        last.text = dossier.sub
    if dossier.chapter:
        last.tail = " "
        last = etree.SubElement(element, "begrotingshoofdstuk")
        last.text = dossier.chapter
    if dossier.treaty:
        last.tail = " ("
        last = etree.SubElement(element, "rijkswetnr")
        last.text = dossier.treaty
        last.tail = ")"


def _part(words: Words, start: int, end: int | None) -> Words:
    """Return the words between two places, counted as print shows them."""
    found: list[str | Ref] = []
    place = 0
    for piece in words:
        length = len(piece.mark if isinstance(piece, Ref) else piece)
        if isinstance(piece, Ref):
            inside = place >= start and (end is None or place < end)
            found += [piece] if inside else []
        else:
            found.append(piece[max(0, start - place) : None if end is None else max(0, end - place)])
        place += length
    return tuple(found)


def _spaced(text: str) -> str:
    """Return a text as XML can hold it, its white space as single spaces."""
    return _WHITE.sub(" ", printable(text))


def _one_line(text: str) -> str:
    return _spaced(text).strip()


def _file(root: _Element) -> bytes:
    _indent(root, "\n")
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True) + b"\n"


def _indent(element: _Element, margin: str) -> None:
    """Set the parts of an element on lines of their own, where that puts no white space between words."""
    if element.tag in _RUNNING or not len(element):
        return
    element.text = f"{margin}  "
    for part in element:
        _indent(part, f"{margin}  ")
        part.tail = f"{margin}  "
    element[-1].tail = margin
