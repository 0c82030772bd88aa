"""The report as plain text, in the classic form: a blank line between parts, a paragraph on one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from documents.dates import dutch
from documents.headings import heading_of
from procedure.identifiers import Dossier, SessionYear
from procedure.vocabulary import Chamber

if TYPE_CHECKING:
    from collections.abc import Iterator

    from documents.values import Footnote, Letter, Reading


def classic(reading: Reading) -> bytes:
    """Return the report, as UTF-8, in the order of print: titles, sentences, names, letters, each with its notes."""
    parts = [*_title_block(reading), *_sentences(reading), *_names(reading), *_notes(reading, None, None)]
    for place, letter in enumerate(reading.letters):
        parts += _letter(reading, place, letter)
    if reading.closing:
        parts.append(reading.closing)
    return ("\n\n".join(parts) + "\n").encode()


def _title_block(reading: Reading) -> Iterator[str]:
    if reading.session_year or reading.dossiers:
        if reading.chamber:
            yield f"{reading.chamber.label} der Staten-Generaal"
        if reading.session_year:
            yield f"Vergaderjaar {SessionYear.parse(reading.session_year).spoken}"
    yield from _dossiers(reading)
    number = _number(reading)
    heading = " ".join(part for part in (number, reading.reprint, reading.title) if part)
    if heading:
        yield heading
    if reading.adopted_line or reading.adopted_on:
        yield reading.adopted_line or f"Vastgesteld {dutch(reading.adopted_on)}"


def _dossiers(reading: Reading) -> Iterator[str]:
    """Give a line for each title; dossiers that share one stand on its line ("35 925 VII / 35 925 IV")."""
    titles = (*reading.dossier_titles, *[""] * len(reading.dossiers))
    line: list[str] = []
    for dossier, title in zip(reading.dossiers, titles, strict=False):
        line.append(Dossier.parse(dossier).spoken)
        if title or dossier == reading.dossiers[-1]:
            yield f"{' / '.join(line)} {title}".strip()
            line = []


def _number(reading: Reading) -> str | None:
    if reading.number is None or reading.chamber is Chamber.EK or reading.number.isalpha():
        return reading.number
    return f"Nr. {reading.number}"


def _sentences(reading: Reading) -> Iterator[str]:
    if reading.introduction:
        yield reading.introduction


def _names(reading: Reading) -> Iterator[str]:
    if reading.chair_capacity and reading.chair:
        yield f"{reading.chair_capacity},\n{reading.chair}"
    if reading.clerk_capacity and reading.clerk:
        yield f"{reading.clerk_capacity},\n{reading.clerk}"


def _letter(reading: Reading, place: int, letter: Letter) -> Iterator[str]:
    if letter.heading or letter.signature:
        yield from _head(letter)
    for number, paragraph in enumerate(letter.body):
        yield paragraph
        yield from _notes(reading, place, number)
    if letter.signature:
        yield letter.signature
    yield from _notes(reading, place, None)


def _head(letter: Letter) -> Iterator[str]:
    """Give heading, address and date; a report of questions and answers prints its letters without."""
    if heading := letter.heading or heading_of(letter):
        yield heading
    if address := "\n".join(letter.address) or _address(letter):
        yield address
    if letter.dated_on:
        yield ", ".join(part for part in (letter.place, dutch(letter.dated_on)) if part)


def _address(letter: Letter) -> str:
    """Return the address of a letter that has none printed, unless its heading is one ("BRIEF AAN DE …")."""
    if letter.heading and " AAN " in letter.heading:
        return ""
    return "\n".join(f"Aan de {one}" for one in letter.addressees)


def _notes(reading: Reading, letter: int | None, paragraph: int | None) -> Iterator[str]:
    """Give the footnotes that stand at a place; one whose letter does not exist stands in the front part."""
    for note in reading.footnotes:
        if _place(note, len(reading.letters)) == (letter, paragraph):
            yield f"{note.mark} {note.text}"


def _place(note: Footnote, letters: int) -> tuple[int | None, int | None]:
    if note.letter is None or note.letter >= letters:
        return None, None
    return note.letter, note.paragraph
