"""A year of the office in one process, from one seed: whatever happens in it, every promise is kept (R10)."""

import os
import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from tempfile import mkdtemp

import pytest

from casework.auditing import audit
from casework.opening import open_workplace
from casework.workplace import Workplace
from config.reference import packaged_tables
from tests.conftest import MEMORY, ROOM, SEEDED
from tests.faults.kit import halves, sound
from tests.faults.year.days import LAST
from tests.faults.year.judge import judged
from tests.faults.year.register import ledger_of
from tests.faults.year.world import World

A_MONTH, A_QUARTER = date(2018, 2, 9), date(2018, 3, 16)
"""Fridays: so far the short forms go."""

SEEDS = range(1, 21)
A_YEAR = int(os.environ.get("FAULTS_YEAR", "500"))
"""Requests in each simulated year: ten thousand in all. ``FAULTS_YEAR`` sets another number."""

Tell = Callable[[str, str, str], None]


def lived_through(place: Workplace, seed: int, requests: int, last: date = LAST) -> World:
    """Return a world after its year: no promise was broken, the chain of seals fits, and the register is sound."""
    url = place.engine.url.render_as_string(hide_password=False)
    world = World(url, place, seed, requests, last).lived()
    broken = judged(world.events, list(ledger_of(place)))
    assert broken == [], f"seed {seed}, {requests} requests: {len(broken)} breaches; {broken[0]}"
    assert halves(place) == []
    assert sound(place)
    assert audit(place).fault is None
    assert world.clerk.did["request"] == requests
    return world


@contextmanager
def an_office(template: Path) -> Iterator[Workplace]:
    """Give a new office on SQLite, in memory where there is room: what is durable is for other tests."""
    roomy = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM
    home = Path(mkdtemp(prefix="griffie-year-", dir=MEMORY if roomy else None))
    try:
        shutil.copytree(template, home, dirs_exist_ok=True)
        place = open_workplace(f"sqlite:///{home / 'register.db'}", home, tables=packaged_tables, at=SEEDED)
        yield place
        place.engine.dispose()
    finally:
        shutil.rmtree(home)


@dataclass
class Tally:
    """What the years of one database came to."""

    requests: Counter[int] = field(default_factory=Counter)
    """How many years of so many requests."""
    seeds: set[int] = field(default_factory=set)
    figures: Counter[str] = field(default_factory=Counter)
    begun: float = field(default_factory=time.monotonic)

    def adds(self, world: World) -> None:
        """Add a year."""
        self.requests[world.requests] += 1
        self.seeds.add(world.seed)
        self.figures += Counter(
            reminders=world.reminders,
            kills=world.killed.total(),
            outages=len(world.outages),
            extra=world.post.got - len(world.post.ids),
            at_once=world.together,
            holds=world.clerk.did["hold"],
            post=world.clerk.did["post"],
        )

    def told(self) -> str:
        """Return it in a sentence."""
        years = ", ".join(f"{count} × {requests} requests" for requests, count in sorted(self.requests.items()))
        told, minutes = self.figures, (time.monotonic() - self.begun) / 60
        return (
            f"simulated years: {years}; "
            f"{told['reminders']} reminders, {told['kills']} kills, "
            f"{told['outages']} outages, {told['holds']} holds, {told['post']} papers in the intake box, "
            f"{told['at_once']} mornings of two workers at once, {minutes:.0f} minutes: "
            f"every promise kept, {told['extra']} extra DATA, chains and databases sound"
        )


@pytest.fixture(scope="module")
def tallies(came_to: Tell) -> Iterator[dict[str, Tally]]:
    """What the years come to, by database; told once all of them were lived through."""
    found: dict[str, Tally] = {}
    yield found
    for where, tally in found.items():
        if not tally.seeds:
            continue  # none of them kept its promises
        came_to("R10", f"{where}, seeds {min(tally.seeds)} to {max(tally.seeds)}", tally.told())


def test_every_promise_is_kept_in_a_quarter_of_a_year(small_office: Path, seed: int) -> None:
    with an_office(small_office) as place:
        world = lived_through(place, seed, 24, A_QUARTER)
    assert world.killed.total() > 0
    assert world.together > 0


@pytest.mark.parametrize("either_place", ["postgresql"], indirect=True)
def test_every_promise_is_kept_on_postgres_too(either_place: Workplace, seed: int) -> None:
    lived_through(either_place, seed, 8, A_MONTH)


def test_the_same_seed_gives_the_same_log_byte_for_byte(small_office: Path, seed: int) -> None:
    logs = []
    for _ in range(2):
        with an_office(small_office) as place:
            logs.append(lived_through(place, seed, 8, A_MONTH).log().encode())
    assert b"Handed(" in logs[0]
    assert logs[0] == logs[1]


@pytest.mark.faults
@pytest.mark.parametrize("of", SEEDS)
def test_every_promise_is_kept_in_twenty_years(small_office: Path, of: int, tallies: dict[str, Tally]) -> None:
    tally = tallies.setdefault("sqlite", Tally())
    with an_office(small_office) as place:
        tally.adds(lived_through(place, of, A_YEAR))


@pytest.mark.faults
@pytest.mark.parametrize("either_place", ["postgresql"], indirect=True)
@pytest.mark.parametrize("of", SEEDS[:2])
def test_every_promise_is_kept_in_years_on_postgres(
    either_place: Workplace, of: int, tallies: dict[str, Tally]
) -> None:
    tally = tallies.setdefault("postgresql", Tally())
    tally.adds(lived_through(either_place, of, A_YEAR // 10))


@pytest.mark.faults
def test_the_same_seed_gives_the_same_year(small_office: Path, seed: int) -> None:
    logs = []
    for _ in range(2):
        with an_office(small_office) as place:
            logs.append(lived_through(place, seed, 150).log().encode())
    assert logs[0] == logs[1]
