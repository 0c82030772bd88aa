"""From bytes to what the paper says: the parts found one after another, and put together."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from documents import readers
from documents.citations import ReferenceKind
from documents.clean import Line, lines_of, paragraphs, words_of
from documents.commitments import commitments_in
from documents.committees import committees_in
from documents.composition import members_in
from documents.due import Counting
from documents.errors import NoText
from documents.exchange import letters_named
from documents.footnotes import Note, take_footnotes
from documents.front import Front, identity_in_foot, read_front, split_numbers
from documents.letters import Found, parted, read_letter, starts_of_letters, with_term
from documents.marks import confidential_mark
from documents.references import find
from documents.values import CHAIR, Footnote, Reading
from procedure.vocabulary import Chamber, DocType, LetterKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from documents.citations import Reference
    from documents.values import Commitment, Letter, Member
    from procedure.rulebook import Rulebook

_REPORT = re.compile(
    r"\bVERSLAG\s+(?:VAN\s+EEN|VAN\s+HET)?\s*(?P<further>(?:\w+\s+)?NADER\s+)?SCHRIFTELIJK\s+OVERLEG", re.IGNORECASE
)
_REPORTS = re.compile(
    r"\bbreng(?:t|en)\b.{0,60}\bverslag\s+uit\b.{0,60}?\b(?:gevoerde?\s+)?(?P<further>nader\s+)?schriftelijk\s+overleg"
    r"|\b(?P<further2>nader\s+)?schriftelijk\s+overleg\s+gevoerd\b|\bverslag\s+uit\s+te\s+brengen\s+van\s+een\s+schriftelijk\s+overleg"
    r"|\bvragen\s+(?:en\s+opmerkingen\s+)?(?:ter\s+beantwoording\s+)?.{0,80}voorgelegd\b.{0,200}\bafgedrukt\b",
    re.IGNORECASE | re.DOTALL,
)
_CHAMBER_NAMED = re.compile(r"(?P<which>Eerste|Tweede)\s+Kamer\b")
_SITE = re.compile(r"\bwww\.(?P<which>eerste|tweede)kamer\.nl|\b(?P<europe>www\.europapoort\.nl)")
_OPENING = 3
_BY_KIND = {
    LetterKind.REQUEST: DocType.REQUEST,
    LetterKind.REPLY: DocType.REPLY,
    LetterKind.PARTIAL_REPLY: DocType.PARTIAL_REPLY,
    LetterKind.DEFERRAL: DocType.DEFERRAL,
    LetterKind.LETTER: DocType.GOVERNMENT_LETTER,
}


@dataclass(frozen=True, slots=True)
class Parts:
    """A paper taken apart: its front, its letters and its footnotes with their places."""

    front: Front
    letters: tuple[Found, ...]
    footnotes: tuple[Footnote, ...]


def read(data: bytes, *, name: str, rulebook: Rulebook) -> Reading:
    """Return what a paper says. A paper without a letter or digit in it is refused."""
    text = readers.text_of(data, name=name)
    if not any(character.isalnum() for character in text.content):
        raise NoText(name=name)
    parts = take_apart(text.content)
    references = tuple(find(text.content))
    report = _report_title(parts)
    chamber = _chamber(parts, text.content)
    letters = tuple(with_term(found.letter, rulebook, chamber) for found in parts.letters)
    front = parts.front
    if report and not letters:
        letters, front.printed_after = letters_named(front.introduction, front.printed_after), ()
    own = letters if report else letters[:1]
    committees = _committees(parts, own)
    members, slips = members_in(parts.footnotes, committees)
    found_wrong = (*text.anomalies, *(wrong for found in parts.letters for wrong in found.anomalies), *slips)
    return Reading(
        file=name,
        sha256=hashlib.sha256(data).hexdigest(),
        doc_type=_doc_type(report, own, front),
        chamber=chamber,
        dossiers=front.dossiers,
        dossier_titles=front.dossier_titles,
        number=front.number,
        reprint=front.reprint,
        edossiers=_edossiers(references, report=report is not None),
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
    return not front.is_printed and not _REPORTS.search("\n".join(front.introduction)) and front.clerk is None


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


def _report_title(parts: Parts) -> re.Match[str] | None:
    """Return the words by which a paper says that it is the report of a written consultation."""
    title = _REPORT.search(parts.front.title) if parts.front.title else None
    return title or _REPORTS.search("\n".join(parts.front.introduction))


def _doc_type(report: re.Match[str] | None, letters: tuple[Letter, ...], front: Front) -> DocType:
    if report:
        return (
            DocType.NADER_VSO
            if any(v for k, v in report.groupdict().items() if k.startswith("further"))
            else DocType.VSO
        )
    if not letters or front.title:
        return DocType.OTHER
    first = letters[0]
    if first.kind is LetterKind.LETTER and not (
        first.sender and re.search(r"[Mm]inister|[Ss]taatssecretaris", first.sender)
    ):
        return DocType.OTHER
    return _BY_KIND[first.kind]


def _chamber(parts: Parts, content: str) -> Chamber | None:
    """Return the chamber: of the title block, else of the addresses, else the only one that the text names.

    Where chair and clerk both put their names under a report it is the Tweede Kamer's: elsewhere the clerk signs alone.
    """
    if parts.front.chamber:
        return parts.front.chamber
    for found in parts.letters:
        for office in (*found.letter.addressees, found.letter.sender or "", *found.letter.address):
            if named := _CHAMBER_NAMED.search(office):
                return _which(named["which"])
    named_in_text = {found["which"].lower() for found in _CHAMBER_NAMED.finditer(content)}
    named_in_text = named_in_text or {found["which"] or "eerste" for found in _SITE.finditer(content)}
    if named_in_text:
        return _which(named_in_text.pop()) if len(named_in_text) == 1 else None
    return Chamber.TK if parts.front.chair_capacity and parts.front.clerk_capacity else None


def _which(ordinal: str) -> Chamber:
    return Chamber.EK if ordinal.lower() == "eerste" else Chamber.TK


def _committees(parts: Parts, letters: tuple[Letter, ...]) -> tuple[str, ...]:
    """Return the committees whose paper this is, or that it answers."""
    front = parts.front
    named = [*front.introduction, front.clerk_capacity or "", front.chair_capacity or ""]
    for letter in letters:
        named += (
            [*(signed.office or "" for signed in letter.signatories), *letter.addressees]
            if letter.kind is LetterKind.REQUEST
            else []
        )
        named += letter.body[:_OPENING] if not front.introduction else ()
    return committees_in("\n\n".join(named))


def _edossiers(references: tuple[Reference, ...], *, report: bool) -> tuple[str, ...]:
    if not report:
        return ()
    return tuple(dict.fromkeys(r.number for r in references if r.kind is ReferenceKind.EDOSSIER and r.number))


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
