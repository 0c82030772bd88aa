"""What would leave of the outbox, and to whom: the list that a person looks at before a restored register sends."""

from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from casework import lookup
from casework.outgoing import notice_of
from casework.posting import told_by
from models.cases import Case, Round
from models.reminders import Message
from notifications.render import render
from procedure.reminders import rung_name
from procedure.vocabulary import ReminderState

WAITING = (
    ReminderState.QUEUED,
    ReminderState.HELD,
    ReminderState.SENDING,
    ReminderState.TEMPORARY_FAILURE,
    ReminderState.UNSURE,
)
"""States of a message that may still leave."""


def would_leave(session: Session, *, on: date) -> list[dict[str, Any]]:
    """Return every message that may still leave, the longest waiting first, as it stands on a day.

    A message that is worded goes to the address and under the subject it was given; another as it would be worded now.
    """
    rows = session.exec(
        select(Message).where(col(Message.state).in_(WAITING)).order_by(col(Message.send_on), col(Message.id))
    )
    return [_one(session, row, on) for row in rows]


def _one(session: Session, message: Message, on: date) -> dict[str, Any]:
    told, reached = told_by(session, message), lookup.reached(session, message.mailbox_id, on)
    cases = session.exec(
        select(Case.number)
        .join(Round, col(Round.case_id) == Case.id)
        .where(col(Round.id).in_([row.round_id for row in told]))
        .order_by(col(Case.id))
    ).all()
    return {
        "message_id": message.message_id,
        "state": message.state.value,
        "send_on": message.send_on.isoformat(),
        "mailbox": lookup.mailbox_name(session, message.mailbox_id),
        "recipient": message.to_address or (reached.address if reached else None),
        "subject": message.subject or _subject(session, message, on),
        "cases": list(dict.fromkeys(cases)),
        "rungs": list(dict.fromkeys(row.rung for row in told)),
    }


def _subject(session: Session, message: Message, on: date) -> str:
    notice = notice_of(session, message, on=on)
    return render(notice).subject if notice is not None else ""


def in_words(one: dict[str, Any]) -> str:
    """Return a message of the list in a sentence."""
    to, subject = one["recipient"] or one["mailbox"], one["subject"] or "zonder inhoud"
    rungs = ", ".join(rung_name(rung) for rung in one["rungs"])
    state = ReminderState(one["state"]).label
    return f"{to}: {subject} ({', '.join(one['cases'])} {rungs}; {state})."
