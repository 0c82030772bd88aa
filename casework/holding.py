"""What may leave now: each message when everything in it may, by what holds its rungs back on that day and hour.

The check has put apart what it knew to leave on another day. Here the day itself is looked at: a recess announced since
then, a window of hours, a day on which nobody works.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import reduce

from sqlmodel import Session, col, select

from casework.posting import LEAVES, installation_mark
from casework.record import key
from casework.values import Hand
from casework.variants import Variant, held_until, rungs_by_variant
from models.cases import Case, Round
from models.reminders import Message, Reminder
from notifications import outbox
from procedure.amsterdam import AMSTERDAM, instant
from procedure.days import Days
from procedure.holding import ORDINARY, Holding
from procedure.rulebook import Rulebook
from procedure.vocabulary import RoundKind

Held = tuple[Reminder, Holding]
"""A reminder, and what holds it back."""


@dataclass(frozen=True, slots=True)
class _Now:
    """The moment of a delivery, and what holds each rung back."""

    on: date
    clock: time
    at: datetime
    days: Days
    holdings: dict[Variant, Holding]


@dataclass(frozen=True, slots=True)
class LeavingNow:
    """What may leave at a moment, and what its rungs hold back until another."""

    ids: tuple[int, ...]
    later: tuple[int, ...] = ()


def leaving_now(session: Session, ids: Sequence[int], hand: Hand, rulebook: Rulebook) -> LeavingNow:
    """Return which messages may leave now; the others keep waiting, each with the moment of its next try.

    What is held back on the day is put apart from what may leave: it must not keep the rest.

    Raises:
        BeyondCalendar: what is held back would leave after the calendar's end.
    """
    rungs = rungs_by_variant(rulebook.ladder_for)
    holdings = {at: rung.holding(at[1]) for at, rung in rungs.items()}
    works = rulebook.days.is_working_day(hand.on)
    if all(one == ORDINARY for one in holdings.values()):
        return LeavingNow(tuple(ids) if works else ())
    now = _Now(hand.on, hand.at.astimezone(AMSTERDAM).time(), hand.at, rulebook.days, holdings)
    told = _told(session, ids, now)
    may: list[int] = []
    later: list[int] = []
    for message in session.exec(select(Message).where(col(Message.id).in_(ids))).all():
        held = told.get(key(message.id), [])
        if not message.daily or not held:  # what a person sends, or what has nothing left to tell
            may += [key(message.id)] if works else []
            continue
        later += _apart(session, message, held, now)
        (may if _leaves(session, message, held, now) else later).append(key(message.id))
    return LeavingNow(tuple(one for one in ids if one in set(may)), tuple(sorted(later)))


def _apart(session: Session, message: Message, held: list[Held], now: _Now) -> list[int]:
    """Put what may not leave today of a message that is not worded yet into others, by their rows; the rest stays."""
    stays = [one for one in held if one[1].first_day(now.on, now.days) == now.on]
    if not stays or len(stays) == len(held) or message.raw is not None:
        return []
    others = _put_apart(session, message, [one for one in held if one not in stays], now)
    held[:] = stays
    return others


def _leaves(session: Session, message: Message, held: list[Held], now: _Now) -> bool:
    """Return whether a message may leave now; one that may not keeps the moment at which it may, and why."""
    together = reduce(Holding.joined, (holding for _, holding in held))
    day, clock = together.first_moment(now.on, now.clock, now.days)
    if (day, clock) <= (now.on, now.clock):
        return True
    why = together.why(now.on, now.days) or f"het vertrekt tussen {together.hours}"
    message.try_at = now.at + (instant(day, clock) - instant(now.on, now.clock))
    message.note = held_until(day, why, clock)
    session.add(message)
    session.flush()
    return False


def _told(session: Session, ids: Sequence[int], now: _Now) -> dict[int, list[Held]]:
    """Return the reminders of which messages tell, each with what holds it back."""
    rows = session.exec(
        select(Reminder, col(Case.chamber), Round.sequence)
        .join(Round, col(Round.id) == Reminder.round_id)
        .join(Case, col(Case.id) == Round.case_id)
        .where(col(Reminder.message_id).in_(ids), col(Reminder.outcome).in_(LEAVES))
        .order_by(col(Reminder.id))
    )
    kinds = {True: RoundKind.FIRST, False: RoundKind.FURTHER}
    told: dict[int, list[Held]] = defaultdict(list)
    for row, chamber, sequence in rows:
        holding = now.holdings.get((row.rung, chamber, kinds[sequence == 1]), ORDINARY)
        told[key(row.message_id)].append((row, holding))
    return told


def _put_apart(session: Session, message: Message, held: Iterable[Held], now: _Now) -> list[int]:
    """Put reminders that are held back today into the message of the day on which they may leave."""
    others: list[int] = []
    for row, holding in held:
        day = holding.first_day(now.on, now.days)
        posting = outbox.Posting(
            mailbox_id=message.mailbox_id,
            sender_id=message.sender_id,
            notice=message.notice,
            on=now.on,
            act_id=message.act_id,
            mark=installation_mark(session),
            leaves_on=day,
        )
        later = outbox.queue(session, posting, working_day=now.days.next_working_day)
        row.message_id, row.leaves_on = key(later.id), day
        row.reason = held_until(day, holding.why(now.on, now.days))
        session.add(row)
        others.append(key(later.id))
    session.flush()
    return list(dict.fromkeys(others))
