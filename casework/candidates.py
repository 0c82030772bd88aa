"""Which open cases a paper may belong to: all of them, asked for at once, and the clues that the paper gives."""

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import CursorResult, Select, exists, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from casework.facts.rounds import OPEN_STAGES
from casework.matching import Candidate, Clues, Match, Owes, match
from casework.subjects import is_unnamed
from casework.words import fold, words_of
from documents.citations import ReferenceKind
from documents.values import Letter as ReadLetter
from documents.values import Reading
from models.cases import (
    Case,
    CaseCommittee,
    CaseDossier,
    Dossier,
    Obligation,
    Round,
    RoundCache,
    RoundLetter,
    Settlement,
)
from models.letters import Letter, LetterDate
from models.offices import CommitteeName, Office
from procedure.vocabulary import Access, Extent, LetterKind

OPENING = 3
"""In so many paragraphs a reply says what it is about and what it answers."""

_CASE = re.compile(r"\b(?:EK|TK)-\d{4}-\d{3,}\b")
_BETWEEN_MARKS = re.compile(r"\s*[,;/]\s*|\s+en\s+")

LaterRound = aliased(Round)


def matched(
    session: Session, reading: Reading | None, sender: Office | None, *, dated: date | None, access: Access
) -> Match:
    """Return how a paper matches the open cases of the register."""
    return match(clues_of(reading, sender, dated=dated, access=access), open_cases(session))


def clues_of(reading: Reading | None, sender: Office | None, *, dated: date | None, access: Access) -> Clues:
    """Return what a paper says of the letter that it answers; of one without text only who sent it, and when."""
    office, ministry = (sender.id, sender.ministry_id) if sender else (None, None)
    discreet = access is Access.CONFIDENTIAL
    letter = reading.letters[0] if reading and reading.letters else None
    if reading is None or letter is None:
        return Clues(office_id=office, ministry_id=ministry, dated_on=dated, discreet=discreet)
    said = _said(letter)
    own = {*reading.dossiers, *reading.edossiers}
    return Clues(
        office_id=office,
        ministry_id=ministry,
        dated_on=dated,
        chamber=reading.chamber,
        cases=frozenset(_CASE.findall(said)),
        your_marks=_your_marks(letter),
        own_mark=letter.mark or "",
        dates=frozenset(one.dated_on for one in letter.in_reply_to if one.dated_on is not None),
        dossiers=frozenset(own | _cited(reading)),
        own_dossiers=frozenset(own),
        words=words_of(said),
        committees=tuple(fold(one) for one in reading.committees),
        discreet=discreet,
    )


def _said(letter: ReadLetter) -> str:
    """Return the words in which a letter says what it is about: its subject, its marks, its opening."""
    return "\n".join((letter.subject or "", letter.your_mark or "", *letter.body[:OPENING]))


def _your_marks(letter: ReadLetter) -> tuple[str, ...]:
    """Return the numbers that a paper gives as ours, in its letterhead or where it names our letter."""
    given = (letter.your_mark, *(one.mark for one in letter.in_reply_to))
    parts = (part for mark in given if mark for part in (mark, *_BETWEEN_MARKS.split(mark)))
    return tuple(dict.fromkeys(part.strip() for part in parts if part.strip()))


def _cited(reading: Reading) -> set[str]:
    cited = {one.dossier for one in reading.references if one.dossier}
    return cited | {one.number for one in reading.references if one.kind is ReferenceKind.EDOSSIER and one.number}


def open_cases(session: Session) -> list[Candidate]:
    """Return every case in whose latest round an answer is owed, with all that a paper could name of it.

    A handful of questions however many cases are open: nothing is asked case by case.
    """
    owing = _owing(session)
    ours, theirs, asked = _letters(session)
    dossiers, committees = _dossiers(session), _committees(session)
    rows = _rows(
        session,
        _in_open_rounds(
            select(
                col(Round.id),
                col(Case.id),
                col(Case.number),
                col(Case.chamber),
                col(Case.subject),
                col(Case.access),
                col(RoundCache.requested_on),
            )
        ),
    )
    return [
        Candidate(
            number=number,
            case_id=case_id,
            chamber=chamber,
            subject="" if access is Access.CONFIDENTIAL or is_unnamed(subject) else subject,
            requested_on=requested_on,
            asked=frozenset(asked[round_id]),
            our_marks=frozenset(ours[round_id]),
            their_marks=frozenset(theirs[round_id]),
            dossiers=frozenset(dossiers[case_id]),
            committees=frozenset(committees[case_id]),
            owing=tuple(owing[round_id]),
        )
        for round_id, case_id, number, chamber, subject, access, requested_on in rows
    ]


def _in_open_rounds(asked: Select[Any]) -> Select[Any]:
    """Return a question about cases and rounds, narrowed to the latest rounds in which an answer is owed."""
    later = exists().where(col(LaterRound.case_id) == Round.case_id, col(LaterRound.sequence) > Round.sequence)
    return (
        asked.select_from(Round)
        .join(Case, col(Case.id) == Round.case_id)
        .join(RoundCache, col(RoundCache.round_id) == Round.id)
        .where(col(RoundCache.stage).in_(sorted(OPEN_STAGES)), ~later)
    )


def _rows(session: Session, asked: Select[Any]) -> CursorResult[Any]:
    """Return plain rows: in a register with thousands of open cases the bookkeeping of rows is what takes time."""
    session.flush()
    return session.connection().execute(asked)


def _owing(session: Session) -> dict[int, list[Owes]]:
    settled = exists().where(
        col(Settlement.obligation_id) == Obligation.id,
        col(Settlement.extent) == Extent.WHOLE,
        col(Settlement.void_act_id).is_(None),
    )
    asked = _in_open_rounds(
        select(col(Obligation.round_id), col(Office.id), col(Office.ministry_id), col(Office.title))
    )
    rows = _rows(
        session,
        asked.join(Obligation, col(Obligation.round_id) == Round.id)
        .join(Office, col(Office.id) == Obligation.office_id)
        .where(col(Obligation.void_act_id).is_(None), ~settled)
        .order_by(col(Obligation.rank), col(Obligation.id)),
    )
    found: dict[int, list[Owes]] = defaultdict(list)
    for round_id, *office in rows:
        found[round_id].append(Owes(*office))
    return found


_Texts = dict[int, set[str]]


def _letters(session: Session) -> tuple[_Texts, _Texts, dict[int, set[date]]]:
    """Return per round the marks of what we sent, of what came in, and the dates of all its letters."""
    rows = _rows(
        session,
        _in_open_rounds(
            select(col(RoundLetter.round_id), col(RoundLetter.used_as), col(Letter.mark), col(LetterDate.dated_on))
        )
        .join(RoundLetter, col(RoundLetter.round_id) == Round.id)
        .join(Letter, col(Letter.id) == RoundLetter.letter_id)
        .join(LetterDate, col(LetterDate.letter_id) == Letter.id)
        .where(col(RoundLetter.void_act_id).is_(None), col(LetterDate.void_act_id).is_(None)),
    )
    ours: _Texts = defaultdict(set)
    theirs: _Texts = defaultdict(set)
    dates: dict[int, set[date]] = defaultdict(set)
    for round_id, used_as, mark, dated_on in rows:
        dates[round_id].add(dated_on)
        if mark:
            (ours if used_as is LetterKind.REQUEST else theirs)[round_id].add(mark)
    return ours, theirs, dates


def _dossiers(session: Session) -> _Texts:
    rows = _rows(
        session,
        _in_open_rounds(select(col(CaseDossier.case_id), col(Dossier.number)))
        .join(CaseDossier, col(CaseDossier.case_id) == Case.id)
        .join(Dossier, col(Dossier.id) == CaseDossier.dossier_id)
        .where(col(CaseDossier.void_act_id).is_(None)),
    )
    return _grouped((case_id, number) for case_id, number in rows)


def _committees(session: Session) -> _Texts:
    """Return per case what its committees are or were called, as names are compared."""
    names = _grouped(
        (committee_id, fold(name))
        for committee_id, name in _rows(session, select(col(CommitteeName.committee_id), col(CommitteeName.name)))
    )
    rows = _rows(
        session,
        _in_open_rounds(select(col(CaseCommittee.case_id), col(CaseCommittee.committee_id))).join(
            CaseCommittee, col(CaseCommittee.case_id) == Case.id
        ),
    )
    return _grouped((case_id, name) for case_id, committee_id in rows for name in names[committee_id])


def _grouped(pairs: Iterable[tuple[int, str]]) -> _Texts:
    found: _Texts = defaultdict(set)
    for owner, text in pairs:
        found[owner].add(text)
    return found
