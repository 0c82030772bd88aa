"""What a notice tells of a case beside its days: what was answered in part, who asks with whom, what is not certain."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from sqlalchemy import select as columns
from sqlmodel import Session, col, select

from casework import lookup
from casework.facts.rounds import Owing, RoundView
from casework.open_doubts import TERM_FIELDS, open_doubts
from casework.remembered import learn, remembered
from models.cases import Case, CaseCommittee
from models.offices import Committee
from models.reminders import Message, Outcome, Reminder
from procedure.vocabulary import Access, Extent, ReminderState

LEFT = (ReminderState.SENT, ReminderState.WRITTEN, ReminderState.DELIVERED)
"""States of a message that has left for good."""

_Reminded = tuple[date, date, int]
"""A reminder that has left: about which due date, owed when, to which mailbox."""


def part_on(owing: Iterable[Owing]) -> date | None:
    """Return the date of the last letter in which an office that still owes the rest answered a part."""
    days = (one.answered_on for one in owing if one.extent is Extent.PART and one.answered_on)
    return max(days, default=None)


def has_been_reminded(session: Session, stands: RoundView, row: Reminder) -> bool:
    """Return whether a reminder about the same due date, owed on an earlier day, has left for a desk of the round."""
    desks = {one.mailbox_id for one in stands.owing}
    return any(
        due_on == row.due_on and owed_on < row.owed_on and mailbox in desks
        for due_on, owed_on, mailbox in _reminded(session, stands.round_id)
    )


@remembered
def _reminded(session: Session, round_id: int) -> list[_Reminded]:
    return _all_reminded(session, [round_id])[round_id]


def _all_reminded(session: Session, rounds: Collection[int]) -> dict[int, list[_Reminded]]:
    """Return what has left of each round: about which due date, owed when, and to whom."""
    left = (
        columns(col(Reminder.round_id), col(Reminder.due_on), col(Reminder.owed_on), col(Reminder.mailbox_id))
        .join(Message, col(Message.id) == Reminder.message_id)
        .where(col(Reminder.round_id).in_(rounds), col(Reminder.outcome) == Outcome.OWED, col(Message.state).in_(LEFT))
    )
    found: dict[int, list[_Reminded]] = {one: [] for one in rounds}
    for round_id, due_on, owed_on, mailbox in session.execute(left):
        found[round_id].append((due_on, owed_on, mailbox))
    return found


def jointly(session: Session, case_id: int, *, on: date) -> tuple[str, ...]:
    """Return the names, on a day, of the committees that ask together with the one that leads."""
    return tuple(lookup.committee_name(session, one, on) for one in _joined(session, case_id))


@remembered
def _joined(session: Session, case_id: int) -> list[Committee]:
    return _all_joined(session, [case_id])[case_id]


def _all_joined(session: Session, cases: Collection[int]) -> dict[int, list[Committee]]:
    """Return the committees that ask in each case beside the one that leads."""
    asked = (
        select(CaseCommittee.case_id, Committee)
        .join(Committee, col(Committee.id) == CaseCommittee.committee_id)
        .where(col(CaseCommittee.case_id).in_(cases), CaseCommittee.rank > 0)
        .order_by(col(CaseCommittee.rank))
    )
    found: dict[int, list[Committee]] = {one: [] for one in cases}
    for case_id, committee in session.exec(asked):
        found[case_id].append(committee)
    return found


@remembered
def _doubts(session: Session, case_id: int) -> list[str]:
    return open_doubts(session.connection(), [case_id]).get(case_id, [])


def learn_told_of(session: Session, cases: Collection[int], rounds: Collection[int]) -> None:
    """Ask at once what notices of many cases and rounds will tell; the session is remembering."""
    for round_id, reminded in _all_reminded(session, rounds).items():
        learn(session, _reminded, reminded, round_id)
    for case_id, joined in _all_joined(session, cases).items():
        learn(session, _joined, joined, case_id)
    doubts = open_doubts(session.connection(), list(cases))
    for case_id in cases:
        learn(session, _doubts, doubts.get(case_id, []), case_id)


def unconfirmed(session: Session, cases: Mapping[int, str]) -> tuple[str, ...]:
    """Return a warning for each case, by its id and number, of which the agreed day waits for confirmation."""
    found = open_doubts(session.connection(), list(cases))
    return tuple(
        f"Zaak {number}: de termijn wacht op bevestiging; `griffie show {number}` zegt wat er te bevestigen is."
        for case, number in cases.items()
        if any(text.startswith(TERM_FIELDS) for text in found.get(case, ()))
    )


def clause_in_doubt(session: Session, case: Case, stands: RoundView) -> str:
    """Return the words of the agreed term where its day waits for the clerk's confirmation; else nothing."""
    if stands.agreed is None or case.access is Access.CONFIDENTIAL:
        return ""
    waits = any(text.startswith(TERM_FIELDS) for text in _doubts(session, stands.case_id))
    return stands.agreed.clause if waits else ""
