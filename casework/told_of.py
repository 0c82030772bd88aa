"""What a notice tells of a case beside its days: what was answered in part, who asks with whom, what is not certain."""

from collections.abc import Iterable, Mapping
from datetime import date

from sqlmodel import Session, col, select

from casework import lookup
from casework.facts.rounds import Owing, RoundView
from casework.open_doubts import TERM_FIELDS, open_doubts
from models.cases import Case, CaseCommittee
from models.offices import Committee
from models.reminders import Message, Outcome, Reminder
from procedure.vocabulary import Access, Extent, ReminderState

LEFT = (ReminderState.SENT, ReminderState.WRITTEN, ReminderState.DELIVERED)
"""States of a message that has left for good."""


def part_on(owing: Iterable[Owing]) -> date | None:
    """Return the date of the last letter in which an office that still owes the rest answered a part."""
    days = (one.answered_on for one in owing if one.extent is Extent.PART and one.answered_on)
    return max(days, default=None)


def has_been_reminded(session: Session, stands: RoundView, row: Reminder) -> bool:
    """Return whether a reminder about the same due date, owed on an earlier day, has left for a desk of the round."""
    return (
        session.exec(
            select(Reminder.id)
            .join(Message, col(Message.id) == Reminder.message_id)
            .where(
                Reminder.round_id == stands.round_id,
                Reminder.due_on == row.due_on,
                Reminder.owed_on < row.owed_on,
                Reminder.outcome == Outcome.OWED,
                col(Reminder.mailbox_id).in_([one.mailbox_id for one in stands.owing]),
                col(Message.state).in_(LEFT),
            )
        ).first()
        is not None
    )


def jointly(session: Session, case_id: int, *, on: date) -> tuple[str, ...]:
    """Return the names, on a day, of the committees that ask together with the one that leads."""
    rows = session.exec(
        select(Committee)
        .join(CaseCommittee, col(CaseCommittee.committee_id) == Committee.id)
        .where(CaseCommittee.case_id == case_id, CaseCommittee.rank > 0)
        .order_by(col(CaseCommittee.rank))
    )
    return tuple(lookup.committee_name(session, one, on) for one in rows)


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
    found = open_doubts(session.connection(), [stands.case_id])
    waits = any(text.startswith(TERM_FIELDS) for text in found.get(stands.case_id, ()))
    return stands.agreed.clause if waits else ""
