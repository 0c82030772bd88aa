"""From which mailbox to which a notice goes, and putting it into the outbox."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from casework import lookup
from casework.errors import NoMailbox
from casework.record import key
from casework.remembered import remembered
from models.acts import Act, Installation
from models.cases import CaseCommittee, Round
from models.offices import Committee, Mailbox, MailboxPurpose
from models.reminders import Message, Outcome, Reminder
from notifications import outbox
from procedure.vocabulary import ReminderState

_OF_THE_CLERK = (MailboxPurpose.CLERK, MailboxPurpose.SENDER)

LEAVES = (Outcome.OWED, Outcome.BY_HAND)
"""Outcomes of which a message tells: what is owed, and what stands ready for the chair."""


def clerk_mailbox(session: Session, case_id: int) -> int:
    """Return the mailbox of the clerk of the committee that leads a case; raises NoMailbox."""
    return _committee_mailbox(session, case_id, MailboxPurpose.CLERK, MailboxPurpose.SENDER)


def sender_mailbox(session: Session, case_id: int) -> int:
    """Return the mailbox from which a case's reminders come; raises NoMailbox."""
    return _committee_mailbox(session, case_id, MailboxPurpose.SENDER)


def postings(session: Session, act: Act, found: Sequence[tuple[int, date, int]], *, on: date) -> list[outbox.Posting]:
    """Return what an act queues: for each mailbox and day on which it leaves, with the first round of which it tells.

    It comes from the committee that leads that case; what a committee's own mailboxes get is for the clerk,
    a desk and who else is reminded read a reminder. Raises NoMailbox.
    """
    purposes = dict(_both(session.execute(select(col(Mailbox.id), col(Mailbox.purpose)))))
    rounds = {first_round for _, _, first_round in found}
    senders = dict(_both(session.execute(_senders().where(col(Round.id).in_(rounds)))))
    mark = installation_mark(session)
    return [
        outbox.Posting(
            mailbox_id=mailbox,
            sender_id=senders.get(first_round) or sender_mailbox(session, _case_of(session, first_round)),
            notice="clerk" if purposes[mailbox] in _OF_THE_CLERK else "reminder",
            on=on,
            act_id=key(act.id),
            mark=mark,
            leaves_on=leaves_on,
        )
        for mailbox, leaves_on, first_round in found
    ]


def _both(rows: Iterable[Any]) -> Iterable[tuple[int, Any]]:
    return ((row[0], row[1]) for row in rows)


def _senders() -> Any:
    """Return the question for rounds with the mailbox from which their committee writes."""
    return (
        select(col(Round.id), col(Mailbox.id))
        .join(CaseCommittee, col(CaseCommittee.case_id) == Round.case_id)
        .join(Mailbox, col(Mailbox.committee_id) == CaseCommittee.committee_id)
        .where(CaseCommittee.rank == 0, Mailbox.purpose == MailboxPurpose.SENDER)
    )


def _case_of(session: Session, round_id: int) -> int:
    return session.get_one(Round, round_id).case_id


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
