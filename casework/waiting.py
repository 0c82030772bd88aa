"""What stays in the outbox until it may be tried again."""

from datetime import datetime

from sqlmodel import Session, col, func, select

from models.reminders import Message
from notifications.outbox import AGAIN
from procedure.amsterdam import AMSTERDAM
from procedure.wording import hour, short_date


def waits(session: Session, again: datetime | None) -> str:
    """Return in words how many messages wait for their next try, and until when the first does; nothing without one."""
    if again is None:
        return ""
    count = session.exec(select(func.count()).select_from(Message).where(col(Message.state).in_(AGAIN))).one()
    local = again.astimezone(AMSTERDAM)
    waiting = "1 bericht wacht" if count == 1 else f"{count} berichten wachten"
    return f"niets te versturen; {waiting} op een nieuwe poging, op zijn vroegst {short_date(local)}, {hour(local)}"
