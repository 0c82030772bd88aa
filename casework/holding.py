"""What may leave now: each message when everything in it may, by what holds its rungs back on that day and hour.

The check has put apart what it knew to leave on another day. Here the day itself is looked at: a recess announced since
then, a window of hours, a day on which nobody works.
"""

from collections.abc import Iterable
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


@dataclass(frozen=True, slots=True)
class _Now:
    """The moment of a delivery, and what holds each rung back."""

    on: date
    clock: time
    at: datetime
    days: Days
    holdings: dict[Variant, Holding]


def leaving_now(session: Session, ids: list[int], hand: Hand, rulebook: Rulebook) -> list[int]:
    """Return which messages may leave now; the others keep waiting, each with the moment of its next try.

    What is held back on the day is put apart from what may leave: it must not keep the rest.

    Raises:
        BeyondCalendar: what is held back would leave after the calendar's end.
    """
    rungs = rungs_by_variant(rulebook.ladder_for)
    holdings = {at: rung.holding(at[1]) for at, rung in rungs.items()}
    if all(one == ORDINARY for one in holdings.values()):
        return ids if rulebook.days.is_working_day(hand.on) else []
    now = _Now(hand.on, hand.at.astimezone(AMSTERDAM).time(), hand.at, rulebook.days, holdings)
    return [one for one in ids if _leaves(session, session.get_one(Message, one), now)]


def _leaves(session: Session, message: Message, now: _Now) -> bool:
    """Return whether a message may leave now; of one that is not worded yet, what may not is put into another."""
    held = _held(session, message, now)
    if not message.daily or not held:  # what a person sends, or what has nothing left to tell
        return now.days.is_working_day(now.on)
    may = [one for one in held if one[1].first_day(now.on, now.days) == now.on]
    if may and len(may) < len(held) and message.raw is None:
        _put_apart(session, message, [one for one in held if one not in may], now)
        held = may
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


def _held(session: Session, message: Message, now: _Now) -> list[tuple[Reminder, Holding]]:
    """Return the reminders of which a message tells, each with what holds it back."""
    rows = session.exec(
        select(Reminder, col(Case.chamber), Round.sequence)
        .join(Round, col(Round.id) == Reminder.round_id)
        .join(Case, col(Case.id) == Round.case_id)
        .where(Reminder.message_id == message.id, col(Reminder.outcome).in_(LEAVES))
        .order_by(col(Reminder.id))
    )
    kinds = {True: RoundKind.FIRST, False: RoundKind.FURTHER}
    return [
        (row, now.holdings.get((row.rung, chamber, kinds[sequence == 1]), ORDINARY)) for row, chamber, sequence in rows
    ]


def _put_apart(session: Session, message: Message, held: Iterable[tuple[Reminder, Holding]], now: _Now) -> None:
    """Put reminders that are held back today into the message of the day on which they may leave."""
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
    session.flush()
