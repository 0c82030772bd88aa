"""What was left behind in the outbox: whether a delivery of this moment would find anything that may leave."""

from collections.abc import Sequence
from datetime import time

from sqlmodel import Session, col, select

from casework import clocks
from casework.delivery import leaving
from casework.errors import ClockInDoubt
from casework.facts.rulebook import load_rulebook
from casework.record import key
from casework.to_leave import WAITING
from casework.values import Hand
from casework.workplace import Workplace
from models.moves import Restoration
from models.reminders import MailServer, Message
from notifications import claims
from notifications.lock import in_live_hands
from procedure.amsterdam import instant
from procedure.watching import sends_what_was_left


def could_leave(place: Workplace, hand: Hand, *, server: str, confirmed: bool = False) -> int:
    """Return how many messages a delivery of this moment would take up; nothing is recorded, and nothing leaves.

    The steps are those of the delivery, in a transaction that is thrown away. None is counted that somebody is sending
    now; and none at all where the delivery would only be refused: by a clock in doubt, or because the mail server
    (``server``, empty where nothing leaves the house) or a restored register waits for its confirmation. What has no
    moment of its own on this day waits for the hours in which what was left is sent.

    Raises:
        BeyondCalendar: what is held back would leave after the calendar's end.
    """
    if not _anything_waits(place):
        return 0
    with place.transaction() as session:
        asks_first = not confirmed and _is_unconfirmed(session, server)
        found = () if asks_first else _taken_up(session, place, hand)
        session.rollback()
    return len(found) if found and _clock_is_trusted(place, hand) else 0


def _anything_waits(place: Workplace) -> bool:
    with place.reading() as connection, Session(bind=connection) as session:
        return session.exec(select(Message.id).where(col(Message.state).in_(WAITING)).limit(1)).first() is not None


def _is_unconfirmed(session: Session, server: str) -> bool:
    """Return whether a person must first confirm the mail server, or that a restored register sends again."""
    if server and session.get(MailServer, server) is None:
        return True
    return session.exec(select(Restoration.id).where(col(Restoration.void_act_id).is_(None))).first() is not None


def _taken_up(session: Session, place: Workplace, hand: Hand) -> Sequence[int]:
    held = in_live_hands(session.connection(), place.home)
    claims.rescue(session, at=hand.at, left=lambda ids: [one for one in ids if one not in held])
    ids = [one for one in leaving(session, hand).ids if one not in held]
    if not ids or sends_what_was_left(hand.at, load_rulebook(session, on=hand.on).days):
        return ids
    its_moment_came = col(Message.try_at) >= instant(hand.on, time())
    return [key(one) for one in session.exec(select(Message.id).where(col(Message.id).in_(ids), its_moment_came))]


def _clock_is_trusted(place: Workplace, hand: Hand) -> bool:
    try:
        clocks.question(place, hand)
    except ClockInDoubt:
        return False
    return True
