"""The outbox: what is to leave, and what waits, is held, or is dropped. Claiming and settling stand in `claims`.

Every function works in its caller's transaction.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, func, or_, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from models.reminders import Message
from notifications.claims import AGAIN, MESSAGE, UNCLAIMED, done, known
from notifications.mail import message_id_for
from procedure.amsterdam import instant
from procedure.vocabulary import ReminderState


@dataclass(frozen=True, slots=True)
class Posting:
    """What is to be queued: from which mailbox to which, which notice, from which civil day on, and by which act."""

    mailbox_id: int
    sender_id: int
    notice: str
    on: date
    act_id: int
    mark: str
    """The installation's mark, which stands in every Message-ID."""
    daily: bool = True
    """False for a letter that a person sends: it does not wait for the next day's digest."""
    resend_of: int | None = None
    leaves_on: date | None = None
    """The first day on which it may leave, where that is not the first working day: what holds back may differ."""
    apart_from: int | None = None
    """The message from which it is put apart; it joins neither that one nor what was left over before it."""


def queue(session: Session, posting: Posting, *, working_day: Callable[[date], date]) -> Message:
    """Return the message in which a notice leaves: the mailbox's daily one that nobody has claimed, or a new one.

    At most one daily mail a day goes to a mailbox: where today's has left, or an earlier one is still being tried, it
    is the next working day's. ``working_day`` returns the first working day on or after a day.

    Raises:
        BadHeader: the mark does not fit in a Message-ID.
    """
    ordinary = working_day(posting.on)
    day = posting.leaves_on or ordinary
    if not posting.daily:
        return _new(session, posting, day)
    while True:
        tried_today = day == ordinary and _being_tried(session, posting.mailbox_id, day)
        taken = tried_today or _taken(session, posting.mailbox_id, day)
        # Asked in this order, so that what another check makes in between is not taken for a mail that has left.
        waiting = _waiting(session, posting, day, with_left_over=day == ordinary and not posting.apart_from)
        if waiting is not None:
            return waiting
        if taken:
            day = working_day(day + timedelta(days=1))
            continue
        try:
            with session.begin_nested():
                return _new(session, posting, day)
        except IntegrityError:
            if not _taken(session, posting.mailbox_id, day):
                raise  # not because another check made the day's message in the meantime


def queue_all(session: Session, postings: Sequence[Posting], *, working_day: Callable[[date], date]) -> list[Message]:
    """Return the messages in which daily notices leave, in their order; to one mailbox each is for a day of its own.

    As `queue` does one by one; but mailboxes to which nothing else goes are asked about, and given a message, at once.
    """
    days = [posting.leaves_on or working_day(posting.on) for posting in postings]
    if not days:
        return []
    busy = _busy(session, {posting.mailbox_id for posting in postings}, min(days))
    fresh = [
        None if posting.mailbox_id in busy else _message(posting, day, serial=1)
        for posting, day in zip(postings, days, strict=True)
    ]
    session.add_all([message for message in fresh if message is not None])
    session.flush()
    return [
        message or queue(session, posting, working_day=working_day)
        for message, posting in zip(fresh, postings, strict=True)
    ]


def _busy(session: Session, mailboxes: set[int], first: date) -> set[int]:
    """Return to which of the mailboxes something may still leave, or was made for or claimed on the day or later."""
    still = col(Message.state).in_((*UNCLAIMED, *AGAIN, ReminderState.SENDING))
    since = or_(col(Message.send_on) >= first, col(Message.claimed_at) >= instant(first, time()))
    asked = select(Message.mailbox_id).where(col(Message.mailbox_id).in_(mailboxes), or_(still, since))
    return set(session.exec(asked.distinct()))


def _waiting(session: Session, posting: Posting, day: date, *, with_left_over: bool) -> Message | None:
    """Return the mailbox's daily message that may still take in more, held fast until the transaction ends.

    It is the one for the day, or one that should have left before and leaves on the first working day: what is held
    back for longer, or for less, must not move with it.
    """
    for_the_day = col(Message.send_on) == day
    left_over = col(Message.send_on) < posting.on
    unclaimed = select(Message).where(
        col(Message.mailbox_id) == posting.mailbox_id,
        col(Message.daily),
        or_(for_the_day, left_over) if with_left_over else for_the_day,
        col(Message.state).in_(UNCLAIMED),
        col(Message.raw).is_(None),
        col(Message.id) != (posting.apart_from or 0),
    )
    first = unclaimed.order_by(col(Message.send_on)).limit(1).with_for_update()
    return session.exec(first.execution_options(populate_existing=True)).first()


def served(session: Session, mailboxes: set[int], *, besides: set[int], day: date) -> set[int]:
    """Return which mailboxes have had their daily mail of a day, or have one on its way or still being tried."""
    asked = select(Message.mailbox_id).where(
        col(Message.mailbox_id).in_(mailboxes),
        col(Message.daily),
        col(Message.id).not_in(besides),
        or_(
            col(Message.state).in_((*AGAIN, ReminderState.SENDING)),
            and_(col(Message.state) != ReminderState.DROPPED, claimed_on(day)),
        ),
    )
    return set(session.exec(asked.distinct()))


def claimed_on(day: date) -> ColumnElement[bool]:
    """Return whether a sender last took a message into its hands on a civil day."""
    after = instant(day + timedelta(days=1), time())
    return and_(col(Message.claimed_at) >= instant(day, time()), col(Message.claimed_at) < after)


def _taken(session: Session, mailbox_id: int, day: date) -> bool:
    """Return whether a day's daily mail to a mailbox is there already: made for that day, or claimed on it."""
    there = or_(col(Message.send_on) == day, claimed_on(day))
    return _any_daily(session, mailbox_id, day, and_(col(Message.state) != ReminderState.DROPPED, there))


def _being_tried(session: Session, mailbox_id: int, day: date) -> bool:
    """Return whether a daily mail to a mailbox is on its way or waits for its next try, which is within hours."""
    return _any_daily(session, mailbox_id, day, col(Message.state).in_((*AGAIN, ReminderState.SENDING)))


def _any_daily(session: Session, mailbox_id: int, until: date, condition: ColumnElement[bool]) -> bool:
    daily = and_(col(Message.mailbox_id) == mailbox_id, col(Message.daily), col(Message.send_on) <= until)
    return session.exec(select(Message.id).where(daily, condition).limit(1)).first() is not None


def _new(session: Session, posting: Posting, day: date) -> Message:
    before = session.exec(
        select(func.count()).where(
            col(Message.mailbox_id) == posting.mailbox_id,
            col(Message.send_on) == day,
            col(Message.notice) == posting.notice,
        )
    ).one()
    message = _message(posting, day, serial=before + 1)
    session.add(message)
    session.flush()
    return message


def _message(posting: Posting, day: date, *, serial: int) -> Message:
    return Message(
        message_id=message_id_for(posting.mark, posting.notice, posting.mailbox_id, day, serial),
        mailbox_id=posting.mailbox_id,
        sender_id=posting.sender_id,
        notice=posting.notice,
        daily=posting.daily,
        send_on=day,
        state=ReminderState.QUEUED,
        resend_of=posting.resend_of,
        act_id=posting.act_id,
    )


@dataclass(frozen=True, slots=True)
class Candidate:
    """A message that may leave, as far as the outbox knows."""

    id: int
    mailbox_id: int
    daily: bool
    wordless: bool
    """Whether nothing was offered yet: more may be put into it, or taken out."""


def candidates(session: Session, *, on: date, at: datetime) -> list[Candidate]:
    """Return the messages that may leave on a civil day, at an instant; the longest waiting first."""
    in_time = or_(col(Message.state) != ReminderState.QUEUED, col(Message.send_on) <= on)
    asked = select(col(Message.id), col(Message.mailbox_id), col(Message.daily), col(Message.raw).is_(None))
    may_leave = asked.where(_may_leave(at), in_time).order_by(col(Message.send_on), col(Message.id))
    return [Candidate(known(row_id), box, daily, wordless) for row_id, box, daily, wordless in session.exec(may_leave)]


def next_try(session: Session) -> datetime | None:
    """Return the earliest instant for which a message waits: to be tried again, or to leave; None when none does."""
    waits = col(Message.state).in_((*AGAIN, ReminderState.QUEUED))
    return session.exec(select(func.min(Message.try_at)).where(waits)).one()


def _may_leave(at: datetime) -> ColumnElement[bool]:
    again = and_(col(Message.state).in_(AGAIN), or_(col(Message.try_at).is_(None), col(Message.try_at) <= at))
    return or_(col(Message.state) == ReminderState.QUEUED, again)


def drop(session: Session, message_id: int, note: str, *, at: datetime) -> bool:
    """Return whether a message that may leave has been dropped instead: nothing of it is owed any more."""
    return _changed(session, message_id, _may_leave(at), state=ReminderState.DROPPED, note=note, try_at=None)


def hold(session: Session, ids: Iterable[int], reason: str) -> list[int]:
    """Return which messages are held back now, until they are released."""
    return [each for each in ids if _moved(session, each, (ReminderState.QUEUED,), ReminderState.HELD, reason)]


def release(session: Session, ids: Iterable[int]) -> list[int]:
    """Return which messages may leave again."""
    return [each for each in ids if _moved(session, each, (ReminderState.HELD,), ReminderState.QUEUED, "")]


def _moved(session: Session, row_id: int, states: Iterable[ReminderState], to: ReminderState, note: str) -> bool:
    changes = {"state": to, "note": note, "try_at": None}
    return _changed(session, row_id, col(Message.state).in_(states), **changes)


def _changed(session: Session, row_id: int, condition: ColumnElement[bool], **values: Any) -> bool:
    """Return whether the row was as expected and has been changed: asked and done in one statement."""
    return done(session, row_id, update(MESSAGE).where(MESSAGE.c.id == bindparam("row"), condition).values(**values))
