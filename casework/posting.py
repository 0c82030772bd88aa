"""From which mailbox to which a notice goes, and putting it into the outbox."""

from collections.abc import Callable, Iterable
from datetime import date

from sqlmodel import Session, col, select

from casework import lookup
from casework.errors import NoMailbox
from casework.record import key
from casework.remembered import remembered
from models.acts import Installation
from models.cases import CaseCommittee
from models.offices import Committee, MailboxPurpose
from models.reminders import Message, Outcome, Reminder
from notifications import outbox
from procedure.vocabulary import ReminderState

LEAVES = (Outcome.OWED, Outcome.BY_HAND)
"""Outcomes of which a message tells: what is owed, and what stands ready for the chair."""


def clerk_mailbox(session: Session, case_id: int) -> int:
    """Return the mailbox of the clerk of the committee that leads a case; raises NoMailbox."""
    return _committee_mailbox(session, case_id, MailboxPurpose.CLERK, MailboxPurpose.SENDER)


def sender_mailbox(session: Session, case_id: int) -> int:
    """Return the mailbox from which a case's reminders come; raises NoMailbox."""
    return _committee_mailbox(session, case_id, MailboxPurpose.SENDER)


def _committee_mailbox(session: Session, case_id: int, *purposes: MailboxPurpose) -> int:
    committee = lead(session, case_id)
    for purpose in purposes:
        found = lookup.mailbox_of(session, committee_id=committee.id, purpose=purpose)
        if found is not None:
            return found
    raise NoMailbox(owner=f"commissie {committee.chamber} {committee.code}", purpose=purposes[0].label)


@remembered
def lead(session: Session, case_id: int) -> Committee:
    """Return the committee that leads a case."""
    return session.exec(
        select(Committee)
        .join(CaseCommittee, col(CaseCommittee.committee_id) == Committee.id)
        .where(CaseCommittee.case_id == case_id, CaseCommittee.rank == 0)
    ).one()


@remembered
def installation_mark(session: Session) -> str:
    """Return the mark of this register, which stands in every Message-ID."""
    return session.exec(select(Installation.mark)).one()


@remembered
def told_by(session: Session, message: Message) -> list[Reminder]:
    """Return the reminders of which a message tells, those that were dropped since left out."""
    return list(
        session.exec(
            select(Reminder)
            .where(Reminder.message_id == message.id, col(Reminder.outcome).in_(LEAVES))
            .order_by(col(Reminder.round_id), col(Reminder.rank))
        )
    )


def take_apart(
    session: Session, message: Message, reason: str, *, on: date, working_day: Callable[[date], date]
) -> None:
    """Drop a message that certainly did not arrive, and put what it still owes into a new one, to be worded anew."""
    rest = told_by(session, message)
    message.state, message.note = ReminderState.DROPPED, reason
    session.add(message)
    session.flush()
    if rest:
        again(session, message, rest, on=on, act_id=message.act_id, working_day=working_day)


def again(
    session: Session,
    message: Message,
    rows: Iterable[Reminder],
    *,
    on: date,
    act_id: int,
    working_day: Callable[[date], date],
) -> Message:
    """Return a new message in which reminders leave that an earlier one did not bring."""
    made = outbox.queue(
        session,
        outbox.Posting(
            mailbox_id=message.mailbox_id,
            sender_id=message.sender_id,
            notice=message.notice,
            on=on,
            act_id=act_id,
            mark=installation_mark(session),
            daily=message.daily,
            resend_of=message.id,
        ),
        working_day=working_day,
    )
    for row in rows:
        row.message_id = key(made.id)
        session.add(row)
    session.flush()
    return made
