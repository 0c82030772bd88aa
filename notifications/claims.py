"""Who holds a message, and how each try ended: claimed before it is sent, settled after.

Every function works in its caller's transaction. A claim is one conditional statement, so of several senders one wins;
what a sender left behind when it died is seen and taken over.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, cast

from sqlalchemy import ColumnElement, Executable, Update, and_, bindparam, func, insert, or_, update
from sqlmodel import Session, col, select

from models.canon import sent
from models.reminders import Attempt, Message
from notifications.errors import NotClaimed
from notifications.lock import ABORTED
from notifications.outcomes import Outcome
from notifications.parcels import Parcel, channel_of
from notifications.pauses import tried_for
from notifications.verdicts import Verdict, judge
from procedure.vocabulary import ReminderState

UNCLAIMED = (ReminderState.QUEUED, ReminderState.HELD)
"""States in which nothing is rendered yet: more may still be put into the message."""

AGAIN = (ReminderState.TEMPORARY_FAILURE, ReminderState.UNSURE)
"""States from which the same bytes are sent again."""


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
        return done(session, message_id, _CLAIM, at=at)
    kept = {"address": first.address, "subject_": first.subject, "raw_": first.raw}
    return done(session, message_id, _FIRST_CLAIM, at=at, channel_=channel_of(first.address), **kept)


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
    row_id = known(message.id)
    before = session.connection().execute(_TRIES, {"row": row_id}).all()
    tries, doubted = len(before) + 1, any(one.outcome is ReminderState.UNSURE for one in before)
    tried = tried_for([*(one.at for one in before), at])
    verdict = judge(outcome, message_id=message.message_id, tries=tries, tried=tried, doubted=doubted)
    wait = verdict.wait
    settled = done(
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
    _record(session, row_id, tries, verdict.state, verdict.answer, at=at, run_id=run_id)
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
    rescued = list(left([known(row_id) for row_id in under_way])) if under_way else []
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


def done(session: Session, row_id: int, statement: Executable, **values: Any) -> bool:
    """Return whether a statement changed its row; what the session knows of it is read anew when it is looked at."""
    outcome = session.connection().execute(statement, {"row": row_id, **values})
    loaded = session.identity_map.get(session.identity_key(Message, row_id))
    if loaded is not None:
        session.expire(loaded)
    return outcome.rowcount == 1


def known(row_id: int | None) -> int:
    """Return the id of a row that stands in the database, which every row here does."""
    return cast("int", row_id)


MESSAGE, _TRIED = Message.__table__, Attempt.__table__  # type: ignore[attr-defined]
_AT = bindparam("at", type_=MESSAGE.c.claimed_at.type)


def _claiming(*only: ColumnElement[bool]) -> Update:
    """Return the claim of a row; one that another transaction holds is passed by, not waited for.

    SQLite has one writer at a time, and knows no such rows.
    """
    again = and_(MESSAGE.c.state.in_(AGAIN), or_(MESSAGE.c.try_at.is_(None), MESSAGE.c.try_at <= _AT))
    may_leave = or_(MESSAGE.c.state == ReminderState.QUEUED, again)
    free = select(MESSAGE.c.id).where(MESSAGE.c.id == bindparam("row"), may_leave, *only)
    claimed = update(MESSAGE).where(MESSAGE.c.id.in_(free.with_for_update(skip_locked=True)))
    return claimed.values(state=ReminderState.SENDING, claimed_at=_AT)


# What is done for every message is written out once: putting a statement together costs more than carrying it out.
_CLAIM = _claiming()
_FIRST_CLAIM = _claiming(MESSAGE.c.raw.is_(None)).values(
    to_address=bindparam("address"),
    channel=bindparam("channel_"),
    subject=bindparam("subject_"),
    raw=bindparam("raw_"),
)
_SETTLE = (
    update(MESSAGE)
    .where(MESSAGE.c.id == bindparam("row"), MESSAGE.c.state == ReminderState.SENDING, MESSAGE.c.claimed_at == _AT)
    .values({name: bindparam(f"{name}_") for name in ("state", "note", "try_at", "settled_at")})
)
_TRIES = select(_TRIED.c.at, _TRIED.c.outcome).where(_TRIED.c.message_id == bindparam("row")).order_by(_TRIED.c.n)
_OFFERED = select(MESSAGE.c.to_address, MESSAGE.c.raw).where(MESSAGE.c.id == bindparam("row"))
_ATTEMPT = insert(_TRIED)
