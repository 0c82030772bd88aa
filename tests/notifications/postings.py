"""A posting for a desk whose mailbox stands in the register, and what its tests count by."""

from datetime import UTC, date, datetime, timedelta

from sqlmodel import Session

from models.acts import Act
from models.offices import Mailbox, MailboxPurpose, Ministry
from models.reminders import Message
from notifications.outbox import Posting
from procedure.vocabulary import Verb

MONDAY = date(2018, 6, 11)
AT = datetime(2018, 6, 11, 9, 0, tzinfo=UTC)


def working_day(day: date) -> date:
    """Return the first weekday on or after a day."""
    return day + timedelta(days=(7 - day.weekday()) if day.weekday() >= 5 else 0)


def in_register(session: Session) -> Posting:
    """Return a posting after putting its mailboxes and its act into the register."""
    act = Act(at=AT, on_day=MONDAY, actor="griffier", verb=Verb.CHECK, ground="nagelopen", payload={})
    ministries = [Ministry(code=code, name=code) for code in ("JenV", "BZ")]
    session.add_all([act, *ministries])
    session.flush()
    desk, sender = [Mailbox(ministry_id=each.id, purpose=MailboxPurpose.DESK) for each in ministries]
    session.add_all([desk, sender])
    session.flush()
    assert act.id
    assert desk.id
    assert sender.id
    return Posting(desk.id, sender.id, "reminder", MONDAY, act.id, "proef.griffie")


def row(message: Message) -> int:
    assert message.id is not None
    return message.id
