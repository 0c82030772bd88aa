"""What a request is, with every name found and every date checked: as the clerk says, else as the letter does."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from casework import lookup
from casework.doubts import CASE, Doubt, chamber_doubt, paper_doubts, term_doubt, unknown_committees
from casework.errors import (
    AmbiguousName,
    DueBeforeLetter,
    NoAddressee,
    NoCommittee,
    NoDate,
    NoText,
    UnknownName,
)
from casework.papers import Handed, check_dates, known_office
from casework.subjects import unnamed_subject
from casework.terms import TermIn, clerk_term, dates_only, term_from_letter
from casework.values import Hand, RequestOrder
from models.cases import Case, CaseCommittee, Obligation, Round, RoundCache
from models.offices import Committee, Office
from procedure.rulebook import Rulebook
from procedure.vocabulary import Access, Chamber
from procedure.wording import plain_date

SUBJECT_LENGTH = 200
TERM = "termijn"


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as it will be registered: every name found, every date checked."""

    committees: tuple[Committee, ...]
    offices: tuple[Office, ...]
    dated: date
    printed: str
    subject: str
    term: TermIn | None
    warnings: tuple[str, ...]
    doubts: tuple[Doubt, ...] = ()


def asked_of(session: Session, handed: Handed, order: RequestOrder, hand: Hand, rulebook: Rulebook) -> Asked:
    """Return the request with every name and date resolved; refuses what is missing."""
    _refuse_without_facts(handed, order)
    read = handed.letter
    dated = order.dated or (read.dated_on if read else None)
    if dated is None:
        raise NoDate(file=handed.name)
    warnings = [*handed.warnings, *check_dates(hand, dated=dated, received=None)]
    committees, unknown = _committees(session, handed, order, dated)
    offices = _offices(session, handed, order, dated)
    chamber = committees[0].chamber
    term: TermIn | None
    if order.due is not None and order.due < dated:
        raise DueBeforeLetter(due=order.due, dated=dated)
    if order.due is not None or order.term:
        term = clerk_term(order.term, order.due, dated=dated, chamber=chamber, rulebook=rulebook)
    else:
        term = term_from_letter(read, handed.reading, dated=dated, chamber=chamber, rulebook=rulebook)
    doubts = _doubts(handed, order, term, chamber=chamber, unknown=unknown)
    if term is not None and handed.access is Access.CONFIDENTIAL:
        term = dates_only(term)
    if term is not None:
        if not any(one.field == TERM for one in doubts):
            warnings.extend(term.warnings)
        if term.term.due_on is not None and term.term.due_on < dated:
            raise DueBeforeLetter(due=term.term.due_on, dated=dated)
    warnings.extend(_seen_before(session, committees[0], offices, dated))
    printed = order.dated.isoformat() if order.dated else plain_date(dated)
    subject = _subject(handed, order, offices, dated)
    return Asked(committees, offices, dated, printed, subject, term, tuple(warnings), doubts)


def _doubts(
    handed: Handed, order: RequestOrder, term: TermIn | None, *, chamber: Chamber, unknown: list[str]
) -> tuple[Doubt, ...]:
    """Return what was read with doubt and not settled by what the clerk said beside the letter."""
    read = handed.letter
    found = [one for one in paper_doubts(handed.reading) if order.dated is None or one.field != "dagtekening"]
    if read is not None and term is not None and not order.term and order.due is None:
        day = "--received" if term.term.assumed and not term.term.needs_review else "--due"
        doubtful = term_doubt(
            read, term, settle=f"`griffie correct {CASE} {day} DATUM --reason …`; met dezelfde dag bevestigt u hem"
        )
        found += [doubtful] if doubtful else []
    found += unknown_committees(unknown)
    if order.chamber is None and not order.committees:
        found += chamber_doubt(handed.reading, chamber)
    return tuple(one.discreet() for one in found) if handed.access is Access.CONFIDENTIAL else tuple(found)


def _seen_before(session: Session, lead: Committee, offices: tuple[Office, ...], dated: date) -> list[str]:
    """Return a warning for each case that the same committee opened by a letter of the same day to the same office."""
    rows = session.exec(
        select(Case.number)
        .join(CaseCommittee, col(CaseCommittee.case_id) == Case.id)
        .join(Round, col(Round.case_id) == Case.id)
        .join(RoundCache, col(RoundCache.round_id) == Round.id)
        .join(Obligation, col(Obligation.round_id) == Round.id)
        .where(
            CaseCommittee.committee_id == lead.id,
            RoundCache.requested_on == dated,
            col(Obligation.office_id).in_([one.id for one in offices]),
        )
    ).all()
    return [
        f"Zaak {number} komt uit een brief van dezelfde dag aan dezelfde bewindspersoon."
        for number in dict.fromkeys(rows)
    ]


def _refuse_without_facts(handed: Handed, order: RequestOrder) -> None:
    """A paper without text needs every fact that would have been read in it."""
    if handed.reading is not None:
        return
    facts = {"--committee": order.committees, "--to": order.to, "--dated": order.dated, "--subject": order.subject}
    missing = [option for option, given in facts.items() if not given]
    if missing:
        raise NoText(file=handed.name, problem=handed.problem, needed=", ".join(missing))


def _committees(
    session: Session, handed: Handed, order: RequestOrder, on: date
) -> tuple[tuple[Committee, ...], list[str]]:
    """Return the committees that ask, the leading one first, as the clerk says, else as the letter does.

    Beside them stand the names that the letter gives and the register does not know, or knows more than once.
    """
    if order.committees:
        found = [lookup.find_committee(session, name, chamber=order.chamber, on=on) for name in order.committees]
        return tuple({one.id: one for one in found}.values()), []
    named = handed.reading.committees if handed.reading else ()
    chamber = order.chamber or (handed.reading.chamber if handed.reading else None)
    read: list[Committee] = []
    unknown: list[str] = []
    several: list[AmbiguousName] = []
    for name in named:
        try:
            read.append(lookup.find_committee(session, name, chamber=chamber, on=on))
        except (UnknownName, AmbiguousName) as problem:
            if len(named) == 1:
                raise
            several += [problem] if isinstance(problem, AmbiguousName) else []
            unknown.append(name)
    if not read:
        raise several[0] if several else NoCommittee(file=handed.name)
    return tuple({one.id: one for one in read}.values()), unknown


def _offices(session: Session, handed: Handed, order: RequestOrder, on: date) -> tuple[Office, ...]:
    """Return the offices addressed: as the clerk says, else as the letter does."""
    if order.to:
        found = [lookup.find_office(session, name, on=on) for name in order.to]
    else:
        named = handed.letter.addressees if handed.letter else ()
        found = [office for office in (known_office(session, name, on=on) for name in named) if office is not None]
        if len(found) < len(named) and found:
            unknown = next(name for name in named if known_office(session, name, on=on) is None)
            lookup.find_office(session, unknown, on=on)
    if not found:
        example = session.exec(select(Office.title).order_by(col(Office.id))).first() or "Minister van …"
        raise NoAddressee(file=handed.name, example=example)
    return tuple({one.id: one for one in found}.values())


def _subject(handed: Handed, order: RequestOrder, offices: tuple[Office, ...], dated: date) -> str:
    """Return what the case is about: as said, else the letter's own subject line, else who wrote to whom and when."""
    read = handed.letter.subject if handed.letter and handed.access is Access.OPEN else None
    subject = order.subject or read or unnamed_subject(dated, [one.title for one in offices])
    return " ".join(subject.split())[:SUBJECT_LENGTH]
