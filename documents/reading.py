"""From bytes to what the paper says: the parts found one after another, and put together."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from documents import readers
from documents.answered import with_exchange
from documents.answering import with_addressee
from documents.clean import lines_of, paragraph_lines, words_of
from documents.commitments import commitments_in
from documents.composition import members_in
from documents.dates import dutch
from documents.due import Counting
from documents.errors import NoText
from documents.exchange import letters_named
from documents.footnotes import Note, take_footnotes
from documents.front import Front, identity_in_foot, read_front, split_numbers
from documents.identity import Parts, chamber_of, committees_of, doc_type_of, edossiers_of, report_title_of, reports
from documents.letters import Found, parted, read_letter, starts_of_letters, with_term
from documents.marked import notes_among, state, whole_of
from documents.marks import confidential_mark
from documents.members_questions import answered_in
from documents.notices import opens
from documents.references import find
from documents.restoring import restore
from documents.values import CHAIR, Anomaly, Footnote, Reading
from procedure.vocabulary import LetterKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from documents.citations import Reference
    from documents.clean import Line
    from documents.readers.text import Text
    from documents.values import Commitment, Letter, Member
    from procedure.rulebook import Rulebook
    from procedure.vocabulary import Chamber


_LIST = re.compile(r"LIJST\s+VAN\s+VRAGEN", re.IGNORECASE)
"""Questions of a committee about facts, printed with their answers."""


def read(data: bytes, *, name: str, rulebook: Rulebook) -> Reading:
    """Return what a paper says. A paper without a letter or digit in it is refused."""
    text = readers.text_of(data, name=name)
    if not any(character.isalnum() for character in text.content):
        raise NoText(name=name)
    parts = take_apart(text)
    references = _in_series(find(whole_of(text)), parts.front.dossiers)
    report = report_title_of(parts)
    chamber = chamber_of(parts, text.content)
    letters = tuple(with_term(found.letter, rulebook, chamber) for found in parts.letters)
    front = parts.front
    if (report or _LIST.match(front.title or "")) and not letters:
        letters, front.printed_after = letters_named(front.introduction, front.printed_after), ()
    if not report and not letters and (put := answered_in(front.introduction)):
        letters, front.title, front.introduction = (put.answer,), put.title, put.before
    own = letters if report else tuple(with_addressee(letter) for letter in letters[:1])
    committees = committees_of(parts, own)
    members, slips = members_in(parts.footnotes, committees)
    found_wrong = (
        *text.anomalies,
        *parts.misread,
        *(wrong for found in parts.letters for wrong in found.anomalies),
        *(() if report else _not_read(letters[1:])),
        *slips,
    )
    return Reading(
        file=name,
        sha256=hashlib.sha256(data).hexdigest(),
        doc_type=doc_type_of(report, own, front),
        chamber=chamber,
        dossiers=front.dossiers,
        dossier_titles=front.dossier_titles,
        number=front.number,
        reprint=front.reprint,
        edossiers=edossiers_of(references, report=report is not None),
        session_year=front.session_year,
        title=front.title,
        adopted_on=front.adopted_on,
        adopted_line=front.adopted_line,
        clerk=front.clerk,
        clerk_capacity=front.clerk_capacity,
        chair=front.chair or _chair(own, members),
        chair_capacity=front.chair_capacity,
        committees=committees,
        letters=tuple(map(with_exchange, own)),
        introduction=_text_or_none(front.introduction),
        closing=_text_or_none(front.printed_after),
        references=references,
        commitments=_commitments(own, parts, rulebook, chamber),
        composition=tuple(members),
        footnotes=parts.footnotes,
        anomalies=found_wrong,
        confidential=confidential_mark(text.content),
        attachments=text.attachments,
    )


def take_apart(text: Text) -> Parts:
    """Return the front, the letters and the footnotes of a text; where the file marks footnotes, print has none."""
    printed, misread = restore(lines_of(text.content))
    words = words_of(printed)
    lines, notes = split_numbers(parted(printed)), list[Note]()
    if not text.notes:
        lines, notes = take_footnotes(lines, words)
    notes += notes_among(lines, text.notes)
    starts = starts_of_letters(lines)
    front_end = starts[0] if starts else len(lines)
    front = read_front(lines[:front_end], words)
    identity_in_foot(text.content, front)
    differences = state(front, text.stated)
    if _is_letterhead(front) and not (starts and opens(lines[starts[0]].text)):
        front, starts = replace(front, introduction=()), [0, *starts[1:]]
    bounds = list(pairwise([*starts, len(lines)]))
    letters = tuple(read_letter(lines[start:end], words) for start, end in bounds)
    footnotes = tuple(_placed(notes, bounds, lines, letters))
    return Parts(front, letters, footnotes, (*misread, *differences))


def _is_letterhead(front: Front) -> bool:
    """What stands before the only letter is its own letterhead, unless a committee reports there."""
    return not front.is_printed and not reports(front) and front.clerk is None


def _placed(
    notes: Sequence[Note], bounds: Sequence[tuple[int, int]], lines: Sequence[Line], letters: tuple[Found, ...]
) -> Iterator[Footnote]:
    """Give the footnotes with their places: after a paragraph of a letter, at its end, or in the front."""
    begins: dict[int, list[int]] = {}
    for note in notes:
        place = bisect_left([end for _, end in bounds], note.before_line)
        if place == len(bounds) or note.before_line <= bounds[place][0]:
            yield Footnote(note.mark, note.text)
            continue
        start = bounds[place][0]
        begin, stop = start + letters[place].body_from, start + letters[place].body_to
        if not begin < note.before_line <= stop:
            yield Footnote(note.mark, note.text, place)
            continue
        if place not in begins:
            begins[place] = [begin + group[0] for group in paragraph_lines(lines[begin:stop])]
        yield Footnote(note.mark, note.text, place, max(0, bisect_left(begins[place], note.before_line) - 1))


def _not_read(others: Sequence[Letter]) -> Iterator[Anomaly]:
    """Give what is to be told of each further letter in a paper that is read as one letter: an enclosed one too."""
    for letter in others:
        if letter.body:
            sender = f"van de {letter.sender}" if letter.sender else "van een onbekende afzender"
            day = f"van {dutch(letter.dated_on)}" if letter.dated_on else "zonder datum"
            yield Anomaly("another_letter", f"het stuk bevat ook een brief {sender} {day}; die is niet gelezen")


def _chair(letters: tuple[Letter, ...], members: list[Member]) -> str | None:
    """Return who signed for the committee; the Voorzitter of the Chamber and a clerk do not chair it."""
    requests = [x for x in letters if x.kind is LetterKind.REQUEST and _of_committee(x.sender or "")]
    signed = [x.sender_name for x in requests if x.sender_name]
    listed = [member.name for member in members if member.role == CHAIR]
    return next(iter((*signed, *listed)), None)


def _in_series(references: Sequence[Reference], dossiers: tuple[str, ...]) -> tuple[Reference, ...]:
    """Return the references with "21 501-30" told as the dossier that it is where the paper stands in it itself."""
    return tuple(
        replace(one, dossier=f"{one.dossier}-{one.number}", number=None, candidates=())
        if one.number and f"{one.dossier}-{one.number}" in dossiers
        else one
        for one in references
    )


def _of_committee(office: str) -> bool:
    return "oorzitter" in office and "ommissie" in office


def _commitments(
    letters: tuple[Letter, ...], parts: Parts, rulebook: Rulebook, chamber: Chamber | None
) -> tuple[Commitment, ...]:
    found: list[Commitment] = []
    for letter in letters:
        counting = Counting(rulebook, letter.dated_on, chamber) if letter.dated_on else None
        promises = letter.kind is not LetterKind.REQUEST
        term = letter.term.clause if letter.kind is LetterKind.DEFERRAL and letter.term else None
        found += commitments_in(letter.body, counting, promises=promises, term=term)
    found += commitments_in((note.text for note in parts.footnotes), None, promises=False)
    return tuple(found)


def _text_or_none(told: tuple[str, ...]) -> str | None:
    return "\n\n".join(told) or None
