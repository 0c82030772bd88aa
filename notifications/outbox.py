"""The outbox: what is to leave, who holds it, and how each try ended.

Every function works in its caller's transaction. A message is claimed by one conditional statement before it is sent,
and settled after: so of several senders one wins, and what a sender left behind when it died is seen and taken over.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Protocol, cast

from sqlalchemy import ColumnElement, Executable, Update, and_, bindparam, func, insert, or_, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from models.canon import sent
from models.reminders import Attempt, Message
from notifications.errors import NotClaimed
from notifications.lock import ABORTED
from notifications.mail import message_id_for
from notifications.outcomes import Outcome
from notifications.parcels import Parcel, channel_of
from notifications.verdicts import Verdict, judge
from procedure.amsterdam import instant
from procedure.vocabulary import ReminderState

UNCLAIMED = (ReminderState.QUEUED, ReminderState.HELD)
"""States in which nothing is rendered yet: more may still be put into the message."""

AGAIN = (ReminderState.TEMPORARY_FAILURE, ReminderState.UNSURE)
"""States from which the same bytes are sent again."""


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
    return [Candidate(_known(row_id), box, daily, wordless) for row_id, box, daily, wordless in session.exec(may_leave)]


def next_try(session: Session) -> datetime | None:
    """Return the earliest instant for which a message waits: to be tried again, or to leave; None when none does."""
    waits = col(Message.state).in_((*AGAIN, ReminderState.QUEUED))
    return session.exec(select(func.min(Message.try_at)).where(waits)).one()


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept at a first claim, and sent by every try: the address (which decides the channel) and the bytes."""

    address: str
    subject: str
    raw: bytes


def claim(session: Session, message_id: int, *, at: datetime, first: Kept | None = None) -> bool:
    """Return whether a message, by its row id, is now in this sender's hands: it may leave, and no other has it.

    ``first`` is kept with a first claim; a message whose bytes are kept already is then not claimed.
    """
    if first is None:
        return _done(session, message_id, _CLAIM, at=at)
    kept = {"address": first.address, "subject_": first.subject, "raw_": first.raw}
    return _done(session, message_id, _FIRST_CLAIM, at=at, channel_=channel_of(first.address), **kept)


def _may_leave(at: datetime) -> ColumnElement[bool]:
    again = and_(col(Message.state).in_(AGAIN), or_(col(Message.try_at).is_(None), col(Message.try_at) <= at))
    return or_(col(Message.state) == ReminderState.QUEUED, again)


def parcel(message: Message, *, at: datetime) -> Parcel:
    """Return a message whose bytes are kept, as it is handed to a carrier at an instant.

    Raises:
        NotClaimed: no bytes are kept yet.
    """
    if message.raw is None or message.to_address is None:
        raise NotClaimed(message_id=message.message_id, state=message.state.label)
    return Parcel(message.message_id, message.channel, message.to_address, message.raw, on=message.send_on, at=at)


class Named(Protocol):
    """A message, as its row or as a value, by which a try is settled."""

    @property
    def id(self) -> int | None:
        """Return the row's id."""

    @property
    def message_id(self) -> str:
        """Return the Message-ID."""


def settle(session: Session, message: Named, outcome: Outcome, *, at: datetime, run_id: str | None) -> Verdict:
    """Return what a try, claimed at an instant, came to; it is recorded, and the next one planned where one comes.

    Raises:
        NotClaimed: the message is not in the hands of who claimed it then.
    """
    row_id = _known(message.id)
    tries, first_at, doubts = session.connection().execute(_TRIES, {"row": row_id}).one()
    since = at - first_at if first_at else timedelta()
    verdict = judge(outcome, message_id=message.message_id, tries=tries + 1, since_first=since, doubted=doubts > 0)
    wait = verdict.wait
    settled = _done(
        session,
        row_id,
        _SETTLE,
        at=at,
        state_=verdict.state,
        note_=verdict.note,
        try_at_=None if wait is None else at + wait,
        settled_at_=at if wait is None else None,
    )
    if not settled:
        raise NotClaimed(message_id=message.message_id, state=session.get_one(Message, row_id).state.label)
    _record(session, row_id, tries + 1, verdict.state, verdict.answer, at=at, run_id=run_id)
    return verdict


def _record(
    session: Session, row_id: int, n: int, state: ReminderState, answer: str, *, at: datetime, run_id: str | None
) -> None:
    address, raw = session.connection().execute(_OFFERED, {"row": row_id}).one()
    tried = {"message_id": row_id, "n": n, "at": at, "outcome": state, "answer": answer, "run_id": run_id}
    session.connection().execute(_ATTEMPT, {**tried, "sent_sha256": sent(address, raw)})


def rescue(session: Session, *, at: datetime, left: Callable[[Iterable[int]], Iterable[int]]) -> list[int]:
    """Return the row ids of messages whose sender died; they may be claimed again at once, under the same Message-ID.

    ``left`` returns which of the messages under way nobody alive holds. What was claimed without bytes was never
    offered to anybody, and simply waits again.
    """
    under_way = session.exec(select(Message.id).where(col(Message.state) == ReminderState.SENDING)).all()
    rescued = list(left([_known(row_id) for row_id in under_way])) if under_way else []
    for row_id in rescued:
        message = session.get_one(Message, row_id)
        begun = message.raw is not None
        message.state = ReminderState.UNSURE if begun else ReminderState.QUEUED
        message.note = ABORTED if begun else ""
        message.try_at = None
        session.add(message)
        session.flush()
        if begun:
            tries = session.exec(select(func.count()).where(col(Attempt.message_id) == row_id)).one()
            _record(session, row_id, tries + 1, ReminderState.UNSURE, ABORTED, at=at, run_id=None)
    return rescued


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
    return _done(session, row_id, update(_MESSAGE).where(_MESSAGE.c.id == bindparam("row"), condition).values(**values))


def _done(session: Session, row_id: int, statement: Executable, **values: Any) -> bool:
    """Return whether a statement changed its row; what the session knows of it is read anew when it is looked at."""
    outcome = session.connection().execute(statement, {"row": row_id, **values})
    loaded = session.identity_map.get(session.identity_key(Message, row_id))
    if loaded is not None:
        session.expire(loaded)
    return outcome.rowcount == 1


def _known(row_id: int | None) -> int:
    """Return the id of a row that stands in the database, which every row here does."""
    return cast("int", row_id)


_MESSAGE, _TRIED = Message.__table__, Attempt.__table__  # type: ignore[attr-defined]
_AT = bindparam("at", type_=_MESSAGE.c.claimed_at.type)


def _claiming(*only: ColumnElement[bool]) -> Update:
    """Return the claim of a row; one that another transaction holds is passed by, not waited for.

    SQLite has one writer at a time, and knows no such rows.
    """
    again = and_(_MESSAGE.c.state.in_(AGAIN), or_(_MESSAGE.c.try_at.is_(None), _MESSAGE.c.try_at <= _AT))
    may_leave = or_(_MESSAGE.c.state == ReminderState.QUEUED, again)
    free = select(_MESSAGE.c.id).where(_MESSAGE.c.id == bindparam("row"), may_leave, *only)
    claimed = update(_MESSAGE).where(_MESSAGE.c.id.in_(free.with_for_update(skip_locked=True)))
    return claimed.values(state=ReminderState.SENDING, claimed_at=_AT)


# What is done for every message is written out once: putting a statement together costs more than carrying it out.
_CLAIM = _claiming()
_FIRST_CLAIM = _claiming(_MESSAGE.c.raw.is_(None)).values(
    to_address=bindparam("address"),
    channel=bindparam("channel_"),
    subject=bindparam("subject_"),
    raw=bindparam("raw_"),
)
_SETTLE = (
    update(_MESSAGE)
    .where(_MESSAGE.c.id == bindparam("row"), _MESSAGE.c.state == ReminderState.SENDING, _MESSAGE.c.claimed_at == _AT)
    .values({name: bindparam(f"{name}_") for name in ("state", "note", "try_at", "settled_at")})
)
_DOUBTED = func.count().filter(_TRIED.c.outcome == ReminderState.UNSURE)
_TRIES = select(func.count(), func.min(_TRIED.c.at), _DOUBTED).where(_TRIED.c.message_id == bindparam("row"))
_OFFERED = select(_MESSAGE.c.to_address, _MESSAGE.c.raw).where(_MESSAGE.c.id == bindparam("row"))
_ATTEMPT = insert(_TRIED)
