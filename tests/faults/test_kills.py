"""A process that is killed anywhere between check and delivery loses nothing and doubles nothing (R1, R2, R11)."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest

from casework.workplace import Workplace
from tests.faults.kit import Sink, Warm, a_sink, a_warm_process, asked, halves, ledger, planned, sound
from tests.faults.many import Many, many

FIRST = date(2018, 6, 11)
"""Monday: the day on which the first case owes its first reminder."""

Tell = Callable[[str, str, str], None]


@dataclass
class Storm:
    """Mornings, day after day, of which many are killed half-way."""

    warm: Warm
    chance: random.Random
    children: int = 1
    kills: int = 0
    runs: int = 0
    usual: float = 0.3
    """How long a morning takes that nobody kills, in seconds, as lately seen."""

    def a_day(self, day: date, wanted: int) -> None:
        """Make a day's morning until one gets to its end; of those before, so many are killed."""
        before = self.kills
        for minute in range(1, 600):
            left = wanted - (self.kills - before)
            dying = min(self.children, max(left, 0))
            after = [self.chance.uniform(0, self.usual) if n < dying else None for n in range(self.children)]
            found = self.warm.ask(day, minute, *after)
            self.runs += self.children
            self.kills += found["killed"]
            if not dying:
                self.usual = 0.5 * self.usual + 0.5 * found["took"]
                return
        pytest.fail("a morning never came to its end")


def eventful(place: Workplace) -> list[date]:
    """Return the days on which something comes due, or may leave that came due in a weekend."""
    owed = {date.fromisoformat(str(row[0])) for row in asked(place, "SELECT DISTINCT fire_on FROM agenda")}
    return sorted(owed | {day + timedelta(days=max(0, 7 - day.weekday()) % 7) for day in owed if day.weekday() >= 5})


def lived_through(
    place: Workplace, sink: Sink, wanted: Many, kills: int, chance: random.Random, *, children: int = 1
) -> tuple[Storm, int]:
    """Return the storm after every day of it, and how many reminders it had; nothing is lost or doubled then."""
    many(place, wanted)
    expected, days = planned(place), eventful(place)
    working = [day for day in days if day.weekday() < 5]
    with a_warm_process(place, sink) as warm:
        storm = Storm(warm, chance, children)
        for n, day in enumerate(days):
            owed = kills * (working.index(day) + 1) // len(working) - storm.kills if day in working else 0
            storm.a_day(day, max(owed, 0))
            if n % 10 == 0:
                assert halves(place) == []
    got = sink.got()
    messages = dict(map(tuple, asked(place, "SELECT message_id, state FROM message WHERE state <> 'dropped'")))
    decided = ledger(place)
    assert set(decided) == expected, "lost, or never owed"
    assert max(decided.values()) == 1
    assert set(messages.values()) == {"sent"}
    assert set(got) == set(messages), "confirmed by the mail server, and known here as sent"
    assert sum(got.values()) - len(got) <= storm.kills
    assert max(got.values()) <= 1 + storm.kills
    assert halves(place) == []
    assert sound(place)
    return storm, len(expected)


@pytest.mark.parametrize(("kills", "wanted"), [(25, Many(desks=6, cases=9))])
def test_no_kill_loses_or_doubles_a_reminder(
    either_place: Workplace, tmp_path: Path, seed: int, kills: int, wanted: Many
) -> None:
    with a_sink(tmp_path) as sink:
        storm, _ = lived_through(either_place, sink, wanted, kills, random.Random(seed))  # noqa: S311
    assert storm.kills == kills


@pytest.mark.faults
def test_a_thousand_kills(either_place: Workplace, tmp_path: Path, seed: int, came_to: Tell) -> None:
    wanted = Many(desks=12, cases=4000, days=200)
    with a_sink(tmp_path) as sink:
        storm, reminders = lived_through(either_place, sink, wanted, 1000, random.Random(seed))  # noqa: S311
        extra = sum(sink.got().values()) - len(sink.got())
        most = max(sink.got().values())
    assert storm.kills >= 1000
    assert reminders >= 20_000
    came_to(
        "R1",
        either_place.engine.dialect.name,
        f"{storm.kills} SIGKILLs in {storm.runs} mornings, {reminders} reminders, seed {seed}: 0 lost, 0 double, "
        f"{extra} extra DATA ({extra / storm.kills:.2f} a kill, at most {most} of one Message-ID), database sound",
    )


@pytest.mark.parametrize("either_place", ["postgresql"], indirect=True)
def test_of_several_workers_that_are_killed_each_message_leaves_once(
    either_place: Workplace, tmp_path: Path, seed: int
) -> None:
    with a_sink(tmp_path) as sink:
        chance = random.Random(seed)  # noqa: S311
        lived_through(either_place, sink, Many(desks=8, cases=8), 4, chance, children=3)


@pytest.mark.faults
@pytest.mark.parametrize("children", [2, 4])
def test_several_workers_and_many_kills(
    either_place: Workplace, tmp_path: Path, seed: int, children: int, came_to: Tell
) -> None:
    wanted = Many(desks=30, cases=600, days=20)
    with a_sink(tmp_path) as sink:
        chance = random.Random(seed)  # noqa: S311
        storm, reminders = lived_through(either_place, sink, wanted, 200, chance, children=children)
        extra = sum(sink.got().values()) - len(sink.got())
    came_to(
        "R11",
        f"{either_place.engine.dialect.name}, {children} workers",
        f"{storm.kills} SIGKILLs, {reminders} reminders, seed {seed}: 0 lost, 0 double, {extra} extra DATA",
    )


def killed_at_each_commit(place: Workplace, sink: Sink) -> int:
    """Return how many commits there were to be killed at, just before and just after; no half was left by any."""
    many(place, Many(desks=2, cases=3))
    expected = planned(place)
    commits = 0
    with a_warm_process(place, sink) as warm:
        for n, day in enumerate(eventful(place)):
            for when in ("before", "after"):
                killed = warm.ask(day, 1 + (when == "after"), commit=n % 10 + 1, when=when)["killed"]
                commits += killed
                assert halves(place) == []
            warm.ask(day, 9)
    assert set(ledger(place)) == expected
    assert sum(sink.got().values()) - len(sink.got()) <= commits
    assert sound(place)
    return commits


def test_a_kill_at_a_commit_leaves_both_halves_or_none(either_place: Workplace, tmp_path: Path) -> None:
    with a_sink(tmp_path) as sink:
        assert killed_at_each_commit(either_place, sink) >= 8
