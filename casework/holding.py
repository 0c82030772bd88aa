"""What may leave now: each message when everything in it may, by what holds its rungs back on that day and hour.

The check has put apart what it knew to leave on another day. Here the day itself is looked at: a recess announced since
then, a day on which nobody works, a window of hours, and whether the mailbox has had its one mail of the day. What may
not leave today moves to the message of the day on which it may; a letter whose bytes are kept is never taken apart.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from functools import reduce

from sqlmodel import Session, col, select

from casework.posting import LEAVES, installation_mark
from casework.record import key, write_act
from casework.values import Hand
from casework.variants import Variant, held_until, rungs_by_variant
from models.cases import Case, Round
from models.reminders import Message, Reminder
from notifications import outbox
from notifications.outbox import Candidate
from procedure.amsterdam import AMSTERDAM, instant
from procedure.days import Days
from procedure.holding import ORDINARY, Holding
from procedure.rulebook import Rulebook
from procedure.vocabulary import RoundKind, Verb
from procedure.watching import SENDING

ONE_A_DAY = "voor deze postbus is er vandaag al een bericht"
MOVED = "gaat mee in een ander bericht"

AT_ONCE = 500
"""About how many messages are looked at together; all of one mailbox always are."""

_DAY = timedelta(days=1)

Held = tuple[Reminder, Holding]
"""A reminder, and what holds it back."""


@dataclass(frozen=True, slots=True)
class LeavingNow:
    """What may leave at a moment, and what its rungs hold back until another."""

    ids: tuple[int, ...]
    later: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Until:
    """From which day what is held back may leave, and why not sooner."""

    day: date
    why: str
    clock: time | None = None
    """The hour, where the daily post of that day leaves too early or too late for it."""


@dataclass(slots=True)
class _Now:
    """The moment of a delivery, what holds each rung back, and what was moved by it."""

    session: Session
    hand: Hand
    days: Days
    holdings: dict[Variant, Holding]
    clock: time
    works: bool
    """Whether the day is a working day."""
    later: list[int] = field(default_factory=list)
    act_id: int | None = None

    @property
    def on(self) -> date:
        return self.hand.on

    @property
    def tomorrow(self) -> date:
        return self.days.next_working_day(self.on + _DAY)


def leaving_now(
    session: Session,
    candidates: Sequence[Candidate],
    hand: Hand,
    rulebook: Rulebook,
    *,
    enough: Callable[[Sequence[int]], bool] = lambda _: False,
) -> LeavingNow:
    """Return which messages may leave now, at most one daily mail to a mailbox; the others wait, or were put apart.

    ``enough`` says of those that were found whether it may be left at that; then the others were not looked at.

    Raises:
        BeyondCalendar: what is held back would leave after the calendar's end.
    """
    rungs = rungs_by_variant(rulebook.ladder_for)
    holdings = {at: rung.holding(at[1]) for at, rung in rungs.items()}
    works = rulebook.days.is_working_day(hand.on)
    if not works and all(one == ORDINARY for one in holdings.values()):
        return LeavingNow(())
    now = _Now(session, hand, rulebook.days, holdings, hand.at.astimezone(AMSTERDAM).time(), works)
    may: list[int] = []
    for piece in _pieces(candidates):
        may += _of(now, piece)
        if enough(may):
            break
    return LeavingNow(tuple(may), tuple(dict.fromkeys(now.later)))


def _pieces(candidates: Sequence[Candidate]) -> Iterator[list[Candidate]]:
    """Give candidates in pieces, those to one mailbox together, the longest waiting first."""
    by_mailbox: dict[int, list[Candidate]] = defaultdict(list)
    for one in candidates:
        by_mailbox[one.mailbox_id].append(one)
    piece: list[Candidate] = []
    for those in by_mailbox.values():
        piece += those
        if len(piece) >= AT_ONCE:
            yield piece
            piece = []
    if piece:
        yield piece


def _of(now: _Now, piece: Sequence[Candidate]) -> list[int]:
    """Return which of some messages, all there are to their mailboxes, may leave now."""
    told = _told(now, [one.id for one in piece if one.daily])
    fresh = {one.id: one.mailbox_id for one in piece if one.daily and one.wordless}
    first = _one_a_day(now, {one: box for one, box in fresh.items() if _stays(now, one, told)}, told)
    return [
        one.id
        for one in piece
        if (one.id in first if one.id in fresh else _may_again(now, told.get(one.id, ())))
        and (not one.daily or _in_hours(now, one.id, told.get(one.id, ()), fresh=one.id in fresh))
    ]


def _may_again(now: _Now, held: Sequence[Held]) -> bool:
    """Return whether a letter, or what was tried before, may leave today: no recess keeps it, but free days do."""
    return now.works or (bool(held) and not any(holding.free_days for _, holding in held))


def _told(now: _Now, ids: Iterable[int]) -> dict[int, list[Held]]:
    """Return the reminders of which messages tell, each with what holds it back."""
    rows = now.session.exec(
        select(Reminder, col(Case.chamber), Round.sequence)
        .join(Round, col(Round.id) == Reminder.round_id)
        .join(Case, col(Case.id) == Round.case_id)
        .where(col(Reminder.message_id).in_(list(ids)), col(Reminder.outcome).in_(LEAVES))
        .order_by(col(Reminder.id))
    )
    kinds = {True: RoundKind.FIRST, False: RoundKind.FURTHER}
    told: dict[int, list[Held]] = defaultdict(list)
    for row, chamber, sequence in rows:
        holding = now.holdings.get((row.rung, chamber, kinds[sequence == 1]), ORDINARY)
        told[key(row.message_id)].append((row, holding))
    return told


def _stays(now: _Now, message_id: int, told: dict[int, list[Held]]) -> bool:
    """Return whether anything of a message may leave today; what may not is put into the message of its own day."""
    held = told.get(message_id)
    if not held:
        return now.works
    waits = [one for one in held if one[1].first_day(now.on, now.days) != now.on]
    if waits:
        _put_apart(
            now, message_id, waits, lambda one: Until(one.first_day(now.on, now.days), one.why(now.on, now.days))
        )
        held[:] = [one for one in held if one not in waits]
        if not held:
            _over(now, message_id)
    return bool(held)


def _one_a_day(now: _Now, fresh: dict[int, int], told: dict[int, list[Held]]) -> set[int]:
    """Return the one message to each mailbox that leaves today; what else was to leave is told in it, or tomorrow."""
    served = outbox.served(now.session, set(fresh.values()), besides=set(fresh), day=now.on)
    first: dict[int, int] = {}
    for one, mailbox in fresh.items():
        held = told.get(one, [])
        if mailbox in served and held:
            _put_apart(now, one, held, lambda holding: Until(holding.first_day(now.tomorrow, now.days), ONE_A_DAY))
            _over(now, one)
        elif mailbox in first and held:
            _join(now, one, held, first[mailbox])
            told[first[mailbox]] += held
        else:
            first.setdefault(mailbox, one)
    return set(first.values())


def _in_hours(now: _Now, message_id: int, held: Sequence[Held], *, fresh: bool) -> bool:
    """Return whether a message may leave in this hour; one that may not waits for it, or for another day."""
    of_all = reduce(Holding.joined, (holding for _, holding in held), Holding(free_days=False))
    together = replace(of_all, recesses=frozenset())  # what a recess keeps was put apart before
    day, clock = together.first_moment(now.on, now.clock, now.days)
    if (day, clock) == (now.on, now.clock) or together.hours is None:
        return True
    hours, why = together.hours, f"het vertrekt tussen {together.hours}"
    if day != now.on and fresh:
        opens = None if hours.opens <= SENDING[0] < hours.closes else hours.opens  # where the daily post does not do
        _put_apart(now, message_id, held, lambda one: Until(one.first_day(now.on + _DAY, now.days), why, opens))
        _over(now, message_id)
    else:
        _wait(now, message_id, day, clock, why if fresh else "")
    return False


def _wait(now: _Now, message_id: int, day: date, clock: time, why: str) -> None:
    """Let a message wait for an hour, with the reason in its note; what an earlier try left there stays."""
    message = now.session.get_one(Message, message_id)
    message.try_at = _moment(now, day, clock)
    if why:
        message.note = held_until(day, why, clock)
    now.session.add(message)
    now.session.flush()
    now.later.append(message_id)


def _moment(now: _Now, day: date, clock: time) -> datetime:
    """Return the instant of an hour, as far from now as it is from the day and hour of the delivery."""
    return now.hand.at + (instant(day, clock) - instant(now.on, now.clock))


def _put_apart(now: _Now, message_id: int, held: Iterable[Held], until: Callable[[Holding], Until]) -> None:
    """Put reminders into the message of the day on which they may leave, with the reason."""
    message = now.session.get_one(Message, message_id)
    for row, holding in held:
        then = until(holding)
        posting = outbox.Posting(
            mailbox_id=message.mailbox_id,
            sender_id=message.sender_id,
            notice=message.notice,
            on=now.on,
            act_id=_act(now),
            mark=installation_mark(now.session),
            leaves_on=then.day,
            apart_from=message_id,
        )
        other = outbox.queue(now.session, posting, working_day=now.days.next_working_day)
        row.message_id, row.leaves_on = key(other.id), other.send_on
        row.reason = held_until(other.send_on, then.why)
        if then.clock is not None and other.try_at is None:
            other.try_at = _moment(now, other.send_on, then.clock)
        now.session.add_all((row, other))
        now.later.append(key(other.id))
    now.session.flush()


def _join(now: _Now, message_id: int, held: Iterable[Held], first: int) -> None:
    """Let a message that leaves today tell what another was to tell."""
    _act(now)
    for row, _ in held:
        row.message_id = first
        now.session.add(row)
    now.session.flush()
    _over(now, message_id)


def _over(now: _Now, message_id: int) -> None:
    """Drop a message of which nothing is left."""
    outbox.drop(now.session, message_id, MOVED, at=now.hand.at)


def _act(now: _Now) -> int:
    """Return the act that tells that messages changed: whoever put one of them into words looks at it anew."""
    if now.act_id is None:
        now.act_id = key(write_act(now.session, now.hand, Verb.SEND, "uitgaande post herschikt").id)
    return now.act_id
