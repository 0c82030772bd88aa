"""Which case a paper belongs to, with reasons. Two that fit are left to a person."""

from dataclasses import dataclass

from sqlalchemy import exists
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from casework.facts.rounds import OPEN_STAGES, RoundView, view
from casework.record import key
from documents.values import Letter as ReadLetter
from documents.values import Reading
from models.cases import Case, CaseDossier, Dossier, Round, RoundCache
from models.letters import Letter
from models.offices import Office
from procedure.identifiers import CaseNumber
from procedure.wording import plain_date

LaterRound = aliased(Round)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A case that a paper may belong to, and why."""

    case: Case
    reasons: tuple[str, ...]


def proposals(session: Session, reading: Reading | None, sender: Office | None) -> list[Proposal]:
    """Return the open cases that a paper fits, those with the most reasons first.

    A case fits when its number stands in the paper, or when the sender's ministry owes an answer in it and nothing in
    the paper speaks against it: a reply that names the date or the number of another letter belongs to another case.
    """
    rows = session.exec(
        select(Case, Round)
        .join(Round, col(Round.case_id) == Case.id)
        .join(RoundCache, col(RoundCache.round_id) == Round.id)
        .where(col(RoundCache.stage).in_(list(OPEN_STAGES)))
        .where(~exists().where(col(LaterRound.previous_id) == Round.id))
        .order_by(col(Case.id))
    ).all()
    found: list[Proposal] = []
    for case, rnd in rows:
        reasons = _reasons(session, case, view(session, rnd), reading, sender)
        if reasons:
            found.append(Proposal(case, reasons))
    best = max((len(one.reasons) for one in found), default=0)
    named = [one for one in found if one.reasons[0].startswith("noemt")]
    return named or [one for one in found if len(one.reasons) == best]


def _reasons(
    session: Session,
    case: Case,
    stands: RoundView,
    reading: Reading | None,
    sender: Office | None,
) -> tuple[str, ...]:
    """Return why a paper fits a case; nothing where it does not."""
    letter = reading.letters[0] if reading and reading.letters else None
    reasons: list[str] = []
    if letter is not None and _names(letter, str(case.number)):
        reasons.append(f"noemt zaak {case.number}")
    offices = [one for one in (session.get(Office, owing.office_id) for owing in stands.owing if owing.open) if one]
    if sender is not None and any(one.id == sender.id for one in offices):
        reasons.append(f"de {sender.title} is antwoord verschuldigd")
    elif sender is not None and any(one.ministry_id == sender.ministry_id for one in offices):
        reasons.append("het ministerie van de afzender is antwoord verschuldigd")
    if not reasons:
        return ()
    if letter is not None:
        answers = _answers(session, letter, stands)
        if answers is None:
            return tuple(reasons) if reasons[0].startswith("noemt") else ()
        reasons.extend(answers)
    if reading is not None:
        shared = _dossiers(session, case) & _cited(reading)
        reasons.extend(f"noemt ook dossier {number}" for number in sorted(shared))
    return tuple(reasons)


def _names(letter: ReadLetter, number: str) -> bool:
    said = " ".join((letter.subject or "", letter.your_mark or "", *letter.body[:2]))
    return number in said and bool(CaseNumber.parse(number))


def _answers(session: Session, letter: ReadLetter, stands: RoundView) -> list[str] | None:
    """Return what ties a reply to the request, or None where it names another letter."""
    marks = {row.mark for row in (session.get(Letter, filed.letter_id) for filed in stands.letters) if row and row.mark}
    if letter.your_mark and letter.your_mark in marks:
        return [f"noemt ons kenmerk {letter.your_mark}"]
    dates = {one.dated_on for one in letter.in_reply_to if one.dated_on is not None}
    asked = {filed.dated_on for filed in stands.letters}
    if not dates:
        return []
    common = dates & asked
    return [f"verwijst naar de brief van {plain_date(min(common))}"] if common else None


def _dossiers(session: Session, case: Case) -> set[str]:
    return set(
        session.exec(
            select(Dossier.number)
            .join(CaseDossier, col(CaseDossier.dossier_id) == Dossier.id)
            .where(CaseDossier.case_id == key(case.id), col(CaseDossier.void_act_id).is_(None))
        )
    )


def _cited(reading: Reading) -> set[str]:
    cited = {one.dossier for one in reading.references if one.dossier}
    return cited | set(reading.dossiers) | set(reading.edossiers)
