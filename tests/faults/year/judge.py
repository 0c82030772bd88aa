"""The judge of a simulated year: events and ledger in, every breach of a promise out, each in a sentence.

It knows nothing of Griffie but the words of the register; working days and the days of the rungs are the test's own.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from tests.faults.year.days import works
from tests.faults.year.events import Acted, Boxed, Event, Handed, Killed, Row, State, Swept
from tests.faults.year.model import LONG_ENOUGH, RANKS, first_day_of

WAITS_FOR_A_PERSON = "second_rappel"
"""The rung whose letter leaves by hand."""

UNDER_WAY = {"sending", "unsure"}
"""States of a message that may have arrived; it cannot be called back."""

BY_HAND = "rappel."
"""So begins the Message-ID of a letter that a person sends."""

TOLD = {"sent", *UNDER_WAY}
"""States of a message that arrived, or may have arrived."""

ENDED = {"gone", "failed"}
"""States of a message of which nothing more is to come by itself."""


def judged(events: Sequence[Event], ledger: Sequence[Row]) -> list[str]:
    """Return every breach, in no order of weight."""
    return [
        *once_each(events, ledger),
        *once_told(events, ledger),
        *none_after_its_end(events),
        *none_in_a_rest(events, ledger),
        *none_past_post(events),
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
        if handed.answer == "sent" and message_id not in killed_since:  # else nobody here knows that it arrived
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


def once_told(events: Iterable[Event], ledger: Iterable[Row]) -> Iterator[str]:
    """Give every reminder that is owed once more, in another mail, after a mail server had confirmed it."""
    swept = (row for event in events if isinstance(event, Swept) for row in event.rows)
    confirmed: dict[tuple[str, str, date, str], str] = {}
    for row in (*swept, *ledger):
        key = row.case, row.rung, row.due, row.to
        if confirmed.get(key, row.message_id) != row.message_id:
            yield f"owed again after {confirmed[key]} was confirmed: {row}"
        if row.state == "sent":
            confirmed[key] = row.message_id


@dataclass
class _Case:
    """How a case stood after each act on it."""

    at: list[int] = field(default_factory=list)
    acts: list[Acted] = field(default_factory=list)

    def stood(self, moment: int) -> Acted | None:
        """Return how it stood at a moment."""
        found = bisect_right(self.at, moment)
        return self.acts[found - 1] if found else None

    def resting(self, on: date) -> Acted | None:
        """Return the act by which it rested on a day from the beginning; None where it did not."""
        before = [act for act in self.acts if act.day < on]
        return before[-1] if before and _rests(before[-1], on) else None


def none_after_its_end(events: Sequence[Event]) -> Iterator[str]:
    """Give every mail that was claimed after its case was answered, withdrawn, or agreed anew.

    What was under way before cannot be called back: the same bytes may go again until somebody confirms them.
    """
    cases: dict[str, _Case] = defaultdict(_Case)
    for event, moment, _ in _handed(events, cases):
        for case, due in event.told:
            yield from _allowed(event, case, due, cases[case].stood(moment))


def _handed(events: Iterable[Event], cases: dict[str, _Case]) -> Iterator[tuple[Handed, int, date]]:
    """Give every mail that was handed over, with the moment and the day on which it was first claimed.

    What was done to each case until then is put into ``cases``.
    """
    claimed: dict[str, tuple[int, date]] = {}
    states: dict[str, str] = {}
    for moment, event in enumerate(events):
        match event:
            case Acted():
                cases[event.case].at.append(moment)
                cases[event.case].acts.append(event)
            case State():
                if event.state == "sending" and states.get(event.message_id) not in UNDER_WAY:
                    claimed[event.message_id] = moment, event.day
                states[event.message_id] = event.state
            case Handed():
                yield event, *claimed.get(event.message_id, (moment, event.day))


def _allowed(event: Handed, case: str, due: str, stood: Acted | None) -> Iterator[str]:
    if stood is None:
        yield f"told of a case that nobody registered: {case} in {event}"
    elif event.to not in stood.open_to:
        yield f"claimed after «{stood.verb}» in {case}: {event}"
    elif due and due != str(stood.due):
        yield f"claimed about {due} when {stood.due} was agreed in {case}: {event}"


def none_in_a_rest(events: Sequence[Event], ledger: Iterable[Row]) -> Iterator[str]:
    """Give every mail that was claimed while its case rested, and every reminder that came to be owed meanwhile.

    A letter that a person sends is no reminder of the ladder; what was under way before cannot be called back.
    """
    cases: dict[str, _Case] = defaultdict(_Case)
    for event, moment, day in _handed(events, cases):
        if not event.message_id.startswith(BY_HAND):
            stood = [cases[case].stood(moment) for case, _ in event.told]
            yield from (f"claimed in the rest of {one.case}: {event}" for one in stood if one and _rests(one, day))
    for row in ledger:
        if row.outcome != "dropped" and not row.message_id.startswith(BY_HAND) and cases[row.case].resting(row.owed_on):
            yield f"owed in a rest: {row}"


def _rests(act: Acted, on: date) -> bool:
    return act.rests_until is not None and on <= act.rests_until


def none_past_post(events: Iterable[Event]) -> Iterator[str]:
    """Give every mail that was claimed, even once more, while a paper of its ministry waited in the intake box."""
    waits: dict[str, int] = {}
    then: dict[str, frozenset[str]] = {}
    for event in events:
        match event:
            case Boxed():
                waits[event.to] = event.waits
            case State(state="sending"):
                then[event.message_id] = frozenset(to for to, count in waits.items() if count)
            case Handed() if event.to in then.get(event.message_id, ()):
                yield f"claimed while post of its ministry waited: {event}"


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

    Of several rungs to one address about one day only the most urgent is asked for; so it is after an outage. What goes
    to a ministry of which post waits in the box waits too; where that post is filed, it leaves by the next day's sweep.
    """
    ended: dict[str, date] = {}
    post: dict[str, Boxed] = {}
    for event in events:
        if isinstance(event, State) and event.state in ENDED:
            ended[event.message_id] = event.day
        if isinstance(event, Boxed):
            post[event.to] = event
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
        held = {to for to, last in post.items() if last.waits or last.day == event.day}
        yield from (f"neither sent nor failed after {event.day}: {one}" for one, to in event.waiting if to not in held)


def _satisfies(row: Row, rung: str, due: date, event: Swept, ended_today: set[str]) -> bool:
    """Return whether a row of the ledger is what is due, or more urgent.

    One that was dropped counts while its mail may have arrived, until the check after the day on which that was given
    up. A letter that waits for a person does not: the clerk has been told, and it still waits.
    """
    if rung == "attention":
        return row.rung == rung and (event.day - row.owed_on).days < 28 and row.outcome != "dropped"
    if row.due != due or RANKS.get(row.rung, 0) < RANKS[rung]:
        return False
    told = UNDER_WAY if row.rung == WAITS_FOR_A_PERSON else TOLD
    return row.outcome in {"owed", "by_hand"} or (
        row.outcome == "dropped" and (row.state in told or row.message_id in ended_today)
    )


def _spared(event: Swept) -> Iterator[str]:
    """Give everybody who is told on one day of two rungs about one agreed day of one case."""
    told = Counter(
        (row.case, row.due, row.to)
        for row in event.rows
        if row.owed_on == event.day and row.outcome in {"owed", "by_hand"} and row.rung in RANKS
    )
    yield from (f"more than the most urgent rung on {event.day}: {key}" for key, count in told.items() if count > 1)
