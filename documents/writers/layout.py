"""The report as blocks in the order of print: what every form sets, each in its own way.

The first pages follow the reports of the Eerste Kamer: chamber, parliamentary year, dossiers, letter and title, day of
adoption, the committee's sentences, names; then the letters, each under its heading. One function per template.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import takewhile
from typing import TYPE_CHECKING

from documents.consultation import introduction_of
from documents.dates import dutch
from documents.headings import heading_of
from documents.writers.anchors import Ref, Words, with_refs
from documents.writers.paragraphs import contents_of, is_heading, item_of
from procedure.identifiers import Dossier, SessionYear
from procedure.vocabulary import Chamber

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from documents.values import Footnote, Letter, Reading


DIGITS = {Chamber.EK: "1", Chamber.TK: "2"}
"""The figure that print sets beside the name of a chamber."""


class Role(StrEnum):
    """What a block is in the report."""

    CHAMBER = "chamber"
    SESSION = "session"
    DOSSIER = "dossier"
    TITLE = "title"
    ADOPTED = "adopted"
    HEADING = "heading"
    SUBHEADING = "subheading"
    ADDRESS = "address"
    DATE = "date"
    TEXT = "text"
    ITEM = "item"
    SIGNATURE = "signature"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Block:
    """One block of print: its label ("34 964", "–", or none) and its lines; ``note`` for the text of a footnote."""

    role: Role
    lines: tuple[Words, ...]
    label: str = ""
    level: int = 0
    note: int | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: its mark as printed, its text, and whether its mark in the text is certain (``Ref``)."""

    mark: str
    text: str
    called: bool


@dataclass(frozen=True, slots=True)
class Part:
    """The front of the report, one letter, or what is printed after the letters."""

    blocks: tuple[Block, ...]
    is_letter: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """The whole report, ready to be set.

    ``running`` is the line at the foot of each page, ``dated_on`` the last day that the paper names as its own: of its
    adoption, else of its last letter.
    """

    name: str
    parts: tuple[Part, ...]
    notes: tuple[Note, ...]
    running: str
    chamber: Chamber | None = None
    author: str | None = None
    dated_on: date | None = None


def classic(reading: Reading) -> Sheet:
    """Return the report in the form of the Eerste Kamer until autumn 2025."""
    notes = _by_place(reading)
    drafts = [[*_front(reading), *notes.get((None, None), ())]]
    contents = contents_of([letter.body for letter in reading.letters])
    drafts += [list(_letter(letter, notes, contents, place)) for place, letter in enumerate(reading.letters)]
    drafts.append([Block(Role.TEXT, ((part,),)) for part in _parts(reading.closing)])
    called = set[int]()
    for place, draft in enumerate(drafts):
        drafts[place], hung = _with_refs(draft)
        called |= hung
    called |= _hang_on_number(drafts[0], reading, called)
    return Sheet(
        name=_name(reading),
        parts=tuple(
            Part(blocks, is_letter=0 < place <= len(reading.letters))
            for place, blocks in enumerate(_with_levels(drafts))
        ),
        notes=tuple(Note(note.mark, note.text, number in called) for number, note in enumerate(reading.footnotes)),
        running=_running(reading),
        chamber=reading.chamber,
        author=f"{reading.chamber.label} der Staten-Generaal" if reading.chamber else None,
        dated_on=reading.adopted_on or max((one.dated_on for one in reading.letters if one.dated_on), default=None),
    )


def since_2025(reading: Reading) -> Sheet:
    """Return the report in the form since autumn 2025: the committee's sentences name the letters that follow.

    Sentences that the reading has already are the committee's own and stay as they are.
    """
    return classic(reading if reading.introduction else replace(reading, introduction=introduction_of(reading)))


def _front(reading: Reading) -> Iterator[Block]:
    yield from _title_block(reading)
    yield from _texts(_parts(reading.introduction))
    if reading.chair_capacity and reading.chair:
        yield _lines(Role.SIGNATURE, f"{reading.chair_capacity},\n{reading.chair}")
    if reading.clerk_capacity and reading.clerk:
        yield _lines(Role.SIGNATURE, f"{reading.clerk_capacity},\n{reading.clerk}")


def _title_block(reading: Reading) -> Iterator[Block]:
    if reading.session_year or reading.dossiers:
        if reading.chamber:
            yield _lines(Role.CHAMBER, f"{reading.chamber.label} der Staten-Generaal")
        if reading.session_year:
            yield _lines(Role.SESSION, f"Vergaderjaar {SessionYear.parse(reading.session_year).spoken}")
    yield from _dossiers(reading)
    heading = " ".join(part for part in (reading.reprint, reading.title) if part)
    if number := _number(reading):
        yield _lines(Role.TITLE, heading, label=number)
    elif heading:
        yield _lines(Role.TITLE, heading)
    if reading.adopted_line or reading.adopted_on:
        yield _lines(Role.ADOPTED, reading.adopted_line or f"Vastgesteld {dutch(reading.adopted_on)}")


def _dossiers(reading: Reading) -> Iterator[Block]:
    """Give a line for each title; dossiers that share one stand on its line ("35 925 VII / 35 925 IV")."""
    titles = (*reading.dossier_titles, *[""] * len(reading.dossiers))
    line: list[str] = []
    for dossier, title in zip(reading.dossiers, titles, strict=False):
        line.append(Dossier.parse(dossier).spoken)
        if title or dossier == reading.dossiers[-1]:
            yield _lines(Role.DOSSIER, title, label=" / ".join(line))
            line = []


def _number(reading: Reading) -> str | None:
    if reading.number is None or reading.chamber is Chamber.EK or reading.number.isalpha():
        return reading.number
    return f"Nr. {reading.number}"


def _letter(
    letter: Letter, notes: dict[Place, list[Block]], contents: frozenset[tuple[int, int]], place: int
) -> Iterator[Block]:
    if letter.heading or letter.signature:
        yield from _head(letter)
    for number, paragraph in enumerate(letter.body):
        following = letter.body[number + 1] if number + 1 < len(letter.body) else ""
        yield _paragraph(paragraph, following, is_contents=(place, number) in contents)
        yield from notes.get((place, number), ())
    if letter.signature:
        yield _lines(Role.SIGNATURE, letter.signature)
    yield from notes.get((place, None), ())


def _head(letter: Letter) -> Iterator[Block]:
    """Give heading, address and date; a report of questions and answers prints its letters without."""
    if heading := letter.heading or heading_of(letter):
        yield _lines(Role.HEADING, heading)
    if address := "\n".join(letter.address) or _address(letter):
        yield _lines(Role.ADDRESS, address)
    if letter.dated_on:
        yield _lines(Role.DATE, ", ".join(part for part in (letter.place, dutch(letter.dated_on)) if part))


def _address(letter: Letter) -> str:
    """Return the address of a letter that has none printed, unless its heading is one ("BRIEF AAN DE …")."""
    if letter.heading and " AAN " in letter.heading:
        return ""
    return "\n".join(f"Aan de {one}" for one in letter.addressees)


def _texts(texts: Sequence[str]) -> Iterator[Block]:
    for number, text in enumerate(texts):
        yield _paragraph(text, texts[number + 1] if number + 1 < len(texts) else "")


def _paragraph(text: str, following: str, *, is_contents: bool = False) -> Block:
    if found := item_of(text):
        return _lines(Role.ITEM, found[1], label=found[0])
    return _lines(Role.SUBHEADING if not is_contents and is_heading(text, following) else Role.TEXT, text)


def _lines(role: Role, text: str, *, label: str = "") -> Block:
    return Block(role, tuple((line,) for line in text.split("\n")), label)


def _parts(text: str | None) -> list[str]:
    return text.split("\n\n") if text else []


Place = tuple[int | None, int | None]
"""A letter (None for the front) and a paragraph of it (None for its end)."""


def _place(note: Footnote, letters: Sequence[Letter]) -> Place:
    """Return where a footnote is printed; one whose letter or paragraph does not exist loses that, never its words."""
    if note.letter is None or not 0 <= note.letter < len(letters):
        return None, None
    known = note.paragraph is not None and 0 <= note.paragraph < len(letters[note.letter].body)
    return note.letter, note.paragraph if known else None


def _by_place(reading: Reading) -> dict[Place, list[Block]]:
    """Return the footnotes, each at its place, in the order in which the paper has them."""
    found: dict[Place, list[Block]] = {}
    for number, note in enumerate(reading.footnotes):
        block = replace(_lines(Role.NOTE, note.text, label=note.mark), note=number)
        found.setdefault(_place(note, reading.letters), []).append(block)
    return found


def _with_refs(blocks: list[Block]) -> tuple[list[Block], frozenset[int]]:
    """Return the blocks of one part with their certain marks made references, and the notes that these call."""
    blocks = blocks.copy()
    marks = {block.note: block.label for block in blocks if block.note is not None}
    holders = [number for number, block in enumerate(blocks) if block.role is not Role.NOTE]
    words, called = with_refs([str(line[0]) for number in holders for line in blocks[number].lines], marks)
    rest = iter(words)
    for number in holders:
        blocks[number] = replace(blocks[number], lines=tuple(next(rest) for _ in blocks[number].lines))
    return blocks, called


_OF_NUMBER = re.compile(
    r"De\s+letters?\s+(?P<number>[A-Z]{1,3})\s+(?:heeft|hebben)\s+(?:alleen|uitsluitend)\s+betrekking\b"
)
"""What the footnote says that hangs on the letter of a report in several dossiers: to which of them it belongs."""


def _hang_on_number(front: list[Block], reading: Reading, called: set[int]) -> set[int]:
    """Hang the note on the letter of the report there, before the words of its title; return which note that is."""
    for place, block in enumerate(front):
        if block.role is Role.TITLE:
            for number, note in enumerate(reading.footnotes):
                found = _OF_NUMBER.match(note.text)
                if found and found["number"] == block.label and number not in called and note.letter is None:
                    first, *others = block.lines
                    front[place] = replace(block, lines=((Ref(note.mark, number), *first), *others))
                    return {number}
    return set()


def _with_levels(parts: Sequence[list[Block]]) -> list[tuple[Block, ...]]:
    """Return the blocks with the levels of their headings: the title first, and no level skipped under it."""
    heading = 2 if any(_is_title(block) for part in parts for block in part) else 1
    levelled = []
    for part in parts:
        below = heading + any(block.role is Role.HEADING for block in part)
        levels = {Role.HEADING: heading, Role.SUBHEADING: below}
        levelled.append(
            tuple(replace(block, level=1 if _is_title(block) else levels.get(block.role, 0)) for block in part)
        )
    return levelled


def _is_title(block: Block) -> bool:
    """Return whether a block is the title of the report, and not its number alone."""
    return block.role is Role.TITLE and any(any(line) for line in labelled(block)[1])


def _name(reading: Reading) -> str:
    """Return the name of the file for a reader's window: what it is, and its number where it has one."""
    numbered = " ".join(filter(None, (*(Dossier.parse(one).spoken for one in reading.dossiers[:1]), reading.number)))
    return ", ".join(filter(None, (reading.doc_type.label.capitalize(), numbered)))


def _running(reading: Reading) -> str:
    """Return the line at the foot of a page: "Eerste Kamer, vergaderjaar 2017–2018, 34 964, B"."""
    year = f"vergaderjaar {SessionYear.parse(reading.session_year).spoken}" if reading.session_year else ""
    dossier = Dossier.parse(reading.dossiers[0]).spoken if reading.dossiers else ""
    number = _number(reading) or ""
    known = (reading.chamber.label if reading.chamber else "", year, dossier, number if dossier else "")
    return ", ".join(filter(None, (*known[:3], known[3].replace("Nr.", "nr."))))


def labelled(block: Block) -> tuple[Words, tuple[Words, ...]]:
    """Return the label of a block with the marks that hang on it ("AC2"), and its lines without these."""
    if not block.label or block.role is not Role.TITLE:
        return ((block.label,) if block.label else ()), block.lines
    marks = tuple(takewhile(lambda word: isinstance(word, Ref), block.lines[0]))
    return (block.label, *marks), (block.lines[0][len(marks) :], *block.lines[1:])


def text_of(words: Words) -> str:
    """Return running text as it stands in print, its marks glued to their words."""
    return "".join(word.mark if isinstance(word, Ref) else word for word in words)
