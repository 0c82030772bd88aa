"""From bytes to what the paper says: the parts found one after another, and put together."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from documents import readers
from documents.clean import Line, lines_of, paragraphs, words_of
from documents.commitments import commitments_in
from documents.composition import members_in
from documents.due import Counting
from documents.errors import NoText
from documents.exchange import letters_named
from documents.footnotes import Note, take_footnotes
from documents.front import Front, identity_in_foot, read_front, split_numbers
from documents.identity import Parts, chamber_of, committees_of, doc_type_of, edossiers_of, report_title_of, reports
from documents.letters import Found, parted, read_letter, starts_of_letters, with_term
from documents.marks import confidential_mark
from documents.references import find
from documents.values import CHAIR, Footnote, Reading
from procedure.vocabulary import LetterKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from documents.values import Commitment, Letter, Member
    from procedure.rulebook import Rulebook
    from procedure.vocabulary import Chamber


def read(data: bytes, *, name: str, rulebook: Rulebook) -> Reading:
    """Return what a paper says. A paper without a letter or digit in it is refused."""
    text = readers.text_of(data, name=name)
    if not any(character.isalnum() for character in text.content):
        raise NoText(name=name)
    parts = take_apart(text.content)
    references = tuple(find(text.content))
    report = report_title_of(parts)
    chamber = chamber_of(parts, text.content)
    letters = tuple(with_term(found.letter, rulebook, chamber) for found in parts.letters)
    front = parts.front
    if report and not letters:
        letters, front.printed_after = letters_named(front.introduction, front.printed_after), ()
    own = letters if report else letters[:1]
    committees = committees_of(parts, own)
    members, slips = members_in(parts.footnotes, committees)
    found_wrong = (*text.anomalies, *(wrong for found in parts.letters for wrong in found.anomalies), *slips)
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
        letters=own,
        introduction=_text_or_none(front.introduction),
        closing=_text_or_none(front.printed_after),
        references=references,
        commitments=_commitments(own, parts, rulebook, chamber),
        composition=tuple(members),
        footnotes=parts.footnotes,
        anomalies=found_wrong,
        confidential=confidential_mark(text.content),
    )


def take_apart(content: str) -> Parts:
    """Return the front, the letters and the footnotes of a text."""
    printed = lines_of(content)
    words = words_of(printed)
    lines, notes = take_footnotes(split_numbers(parted(printed)), words)
    starts = starts_of_letters(lines)
    front_end = starts[0] if starts else len(lines)
    front = read_front(lines[:front_end], words)
    identity_in_foot(content, front)
    if _is_letterhead(front):
        front, starts = replace(front, introduction=()), [0, *starts[1:]]
    bounds = list(pairwise([*starts, len(lines)]))
    letters = tuple(read_letter(lines[start:end], words) for start, end in bounds)
    footnotes = tuple(_placed(note, bounds, lines, letters) for note in notes)
    return Parts(front, letters, footnotes)


def _is_letterhead(front: Front) -> bool:
    """What stands before the only letter is its own letterhead, unless a committee reports there."""
    return not front.is_printed and not reports(front) and front.clerk is None


def _placed(
    note: Note, bounds: Sequence[tuple[int, int]], lines: Sequence[Line], letters: tuple[Found, ...]
) -> Footnote:
    """Return a footnote with its place: after a paragraph of a letter, at its end, or in the front."""
    for place, (start, end) in enumerate(bounds):
        if start < note.before_line <= end:
            begin, stop = start + letters[place].body_from, start + letters[place].body_to
            if not begin < note.before_line <= stop:
                return Footnote(note.mark, note.text, place)
            before = len(paragraphs(list(lines[begin : note.before_line])))
            return Footnote(note.mark, note.text, place, max(0, before - 1))
    return Footnote(note.mark, note.text)


def _chair(letters: tuple[Letter, ...], members: list[Member]) -> str | None:
    signed = [x.sender_name for x in letters if x.kind is LetterKind.REQUEST and x.sender_name]
    listed = [member.name for member in members if member.role == CHAIR]
    return next(iter((*signed, *listed)), None)


def _commitments(
    letters: tuple[Letter, ...], parts: Parts, rulebook: Rulebook, chamber: Chamber | None
) -> tuple[Commitment, ...]:
    found: list[Commitment] = []
    for letter in letters:
        counting = Counting(rulebook, letter.dated_on, chamber) if letter.dated_on else None
        found += commitments_in(letter.body, counting, promises=letter.kind is not LetterKind.REQUEST)
    found += commitments_in((note.text for note in parts.footnotes), None, promises=False)
    return tuple(found)


def _text_or_none(told: tuple[str, ...]) -> str | None:
    return "\n\n".join(told) or None
