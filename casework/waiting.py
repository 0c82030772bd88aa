"""What stays in the outbox until it may be tried again."""

from datetime import datetime

from sqlalchemy import ColumnElement, and_
from sqlmodel import Session, col, func, select

from models.reminders import Message
from notifications.claims import AGAIN
from procedure.amsterdam import AMSTERDAM
from procedure.vocabulary import ReminderState
from procedure.wording import hour, short_date


def waits(session: Session, again: datetime | None) -> str:
    """Return in words how many messages wait for their next try, or for the moment at which they may leave at all.

    And until when the first does; nothing without one.
    """
    if again is None:
        return ""
    tried = _count(session, col(Message.state).in_(AGAIN))
    held = _count(session, and_(col(Message.state) == ReminderState.QUEUED, col(Message.try_at).is_not(None)))
    said = [(tried, "een nieuwe poging"), (held, "het uur waarop vertrek mag")]
    local = again.astimezone(AMSTERDAM)
    waiting = " en ".join(f"{_waiting(count)} op {what}" for count, what in said if count)
    return f"niets te versturen; {waiting}, op zijn vroegst {short_date(local)}, {hour(local)}"


def _count(session: Session, condition: ColumnElement[bool]) -> int:
    return session.exec(select(func.count()).select_from(Message).where(condition)).one()


def _waiting(count: int) -> str:
    return "1 bericht wacht" if count == 1 else f"{count} berichten wachten"
