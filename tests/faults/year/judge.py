"""The judge of a simulated year: events and ledger in, every breach of a promise out, each in a sentence.

It knows nothing of Griffie but the words of the register; working days and the days of the rungs are the test's own.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from tests.faults.year.days import works
from tests.faults.year.events import Acted, Event, Handed, Killed, Row, State, Swept
from tests.faults.year.model import LONG_ENOUGH, RANKS, first_day_of

UNDER_WAY = {"sending", "unsure"}
"""States of a message that may have arrived; it cannot be called back."""

BY_HAND = "rappel."
"""So begins the Message-ID of a letter that a person sends."""

TOLD = {"sent", "sending", "unsure", "failed"}
"""States of a message that has at least been on its way."""


def judged(events: Sequence[Event], ledger: Sequence[Row]) -> list[str]:
    """Return every breach, in no order of weight."""
    return [
        *once_each(events, ledger),
        *none_after_its_end(events),
        *none_before_its_day(events, ledger),
        *one_a_day(events),
        *all_that_is_due(events),
    ]


def once_each(events: Sequence[Event], ledger: Sequence[Row]) -> Iterator[str]:
    """Give every reminder that stands twice, every mail without its reminder, and every mail sent once too often."""
    keys = Counter((row.case, row.rung, row.due, row.to) for row in ledger)
    yield from (f"twice in the ledger: {key}" for key, count in keys.items() if count > 1)
    told = {(row.message_id, row.case) for row in ledger}
    last: dict[str, Handed] = {}
    killed_since: set[str] = set()
    states: dict[str, str] = {}
    for event in events:
        match event:
            case State():
                states[event.message_id] = event.state
            case Killed():
                killed_since |= {name for name, one in last.items() if one.who == event.who}
            case Handed():
                before = last.get(event.message_id)
                if before is not None:
                    yield from _again(before, event, killed=event.message_id in killed_since)
                if states.get(event.message_id) != "sending":
                    yield f"handed over without having been claimed: {event}"
                last[event.message_id] = event
                killed_since.discard(event.message_id)
    for message_id, handed in last.items():
        if handed.got and states.get(message_id) != "failed":
            missing = sorted({case for case, _ in handed.told if (message_id, case) not in told})
            yield from (f"told of {case} without a reminder: {handed}" for case in missing)


def _again(before: Handed, event: Handed, *, killed: bool) -> Iterator[str]:
    """Give what is wrong with a mail that is handed over once more."""
    if (before.to, before.sha256) != (event.to, event.sha256):
        yield f"other bytes or another receiver under one Message-ID: {before} and {event}"
    if before.answer == "sent" and not killed:
        yield f"sent again though it was confirmed: {event}"
    if before.answer == "gone" and not killed:
        yield f"sent again though it was refused for good: {event}"


@dataclass
class _Case:
    """How a case stood after each act on it."""

    at: list[int] = field(default_factory=list)
    acts: list[Acted] = field(default_factory=list)

    def stood(self, moment: int) -> Acted | None:
        """Return how it stood at a moment."""
        found = bisect_right(self.at, moment)
        return self.acts[found - 1] if found else None


def none_after_its_end(events: Sequence[Event]) -> Iterator[str]:
    """Give every mail that was claimed after its case was answered, withdrawn, or agreed anew.

    What was under way before cannot be called back: the same bytes may go again until somebody confirms them.
    """
    cases: dict[str, _Case] = defaultdict(_Case)
    claimed: dict[str, int] = {}
    states: dict[str, str] = {}
    for moment, event in enumerate(events):
        match event:
            case Acted():
                cases[event.case].at.append(moment)
                cases[event.case].acts.append(event)
            case State():
                if event.state == "sending" and states.get(event.message_id) not in UNDER_WAY:
                    claimed[event.message_id] = moment
                states[event.message_id] = event.state
            case Handed():
                for case, due in event.told:
                    stood = cases[case].stood(claimed.get(event.message_id, moment))
                    yield from _allowed(event, case, due, stood)


def _allowed(event: Handed, case: str, due: str, stood: Acted | None) -> Iterator[str]:
    if stood is None:
        yield f"told of a case that nobody registered: {case} in {event}"
    elif event.to not in stood.open_to:
        yield f"claimed after «{stood.verb}» in {case}: {event}"
    elif due and due != str(stood.due):
        yield f"claimed about {due} when {stood.due} was agreed in {case}: {event}"


def none_before_its_day(events: Sequence[Event], ledger: Iterable[Row]) -> Iterator[str]:
    """Give every reminder that was owed or left too early, and every mail on a day on which nobody works."""
    agreed: dict[str, set[tuple[date | None, date | None]]] = defaultdict(set)
    handed: dict[str, list[Handed]] = defaultdict(list)
    for event in events:
        if isinstance(event, Acted):
            agreed[event.case].add((event.due, event.set_on))
        elif isinstance(event, Handed):
            handed[event.message_id].append(event)
            if not works(event.day):
                yield f"left on a day on which nobody works: {event}"
    for row in ledger:
        yield from _too_early(row, agreed[row.case])
        for one in handed[row.message_id] if row.message_id else ():
            if one.day < max(row.owed_on, row.leaves_on):
                yield f"left before its day: {row}, {one}"
            if one.to != row.to:
                yield f"went elsewhere: {row}, {one}"


def _too_early(row: Row, agreed: set[tuple[date | None, date | None]]) -> Iterator[str]:
    """Give what is wrong with a row beside the days that were agreed, each with the day on which it was."""
    first = first_day_of(row.rung, row.due)
    if row.owed_on < first:
        yield f"owed before {first}: {row}"
    spans = [row.due - set_on for due, set_on in agreed if due == row.due and set_on is not None]
    if row.rung in RANKS and not spans:
        yield f"about a day that was never agreed: {row}"
    if row.rung == "notice" and spans and max(spans) < LONG_ENOUGH:
        yield f"announced although the term is short: {row}"


def one_a_day(events: Iterable[Event]) -> Iterator[str]:
    """Give every mailbox that got two mails of the ladder on one day."""
    got: dict[tuple[str, object], set[str]] = defaultdict(set)
    for event in events:
        if isinstance(event, Handed) and event.got and not event.message_id.startswith(BY_HAND):
            got[event.to, event.day].add(event.message_id)
    yield from (f"{to} got {sorted(ids)} on {day}" for (to, day), ids in got.items() if len(ids) > 1)


def all_that_is_due(events: Iterable[Event]) -> Iterator[str]:
    """Give what a sweep that came to its end left behind: not in the ledger, or neither sent nor failed.

    Of several rungs to one address about one day only the most urgent is asked for; so it is after an outage.
    """
    ended: dict[str, date] = {}
    for event in events:
        if isinstance(event, State) and event.state == "gone":
            ended[event.message_id] = event.day
        if not isinstance(event, Swept):
            continue
        rows: dict[tuple[str, str], list[Row]] = defaultdict(list)
        for row in event.rows:
            rows[row.case, row.to].append(row)
        for case, rung, due, to in event.owed:
            today = {row.message_id for row in rows[case, to] if ended.get(row.message_id) == event.day}
            if not any(_satisfies(row, rung, due, event, today) for row in rows[case, to]):
                yield f"due and not owed on {event.day}: {rung} of {case} about {due} to {to}"
        yield from _spared(event)
        yield from (f"neither sent nor failed after {event.day}: {one}" for one in event.waiting)


def _satisfies(row: Row, rung: str, due: date, event: Swept, ended_today: set[str]) -> bool:
    """Return whether a row of the ledger is what is due, or more urgent.

    One that was dropped counts while its mail may have arrived, until the check after the day on which that was given
    up.
    """
    if rung == "attention":
        return row.rung == rung and (event.day - row.owed_on).days < 28 and row.outcome != "dropped"
    if row.due != due or RANKS.get(row.rung, 0) < RANKS[rung]:
        return False
    return row.outcome in {"owed", "by_hand"} or (
        row.outcome == "dropped" and (row.state in TOLD or row.message_id in ended_today)
    )


def _spared(event: Swept) -> Iterator[str]:
    """Give everybody who is told on one day of two rungs about one agreed day of one case."""
    told = Counter(
        (row.case, row.due, row.to)
        for row in event.rows
        if row.owed_on == event.day and row.outcome in {"owed", "by_hand"} and row.rung in RANKS
    )
    yield from (f"more than the most urgent rung on {event.day}: {key}" for key, count in told.items() if count > 1)
