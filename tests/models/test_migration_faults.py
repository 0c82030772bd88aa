"""Migrations with rows in the register: up, down and up again, and killed half-way; nothing is lost (R22)."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from casework.importing import import_lines
from casework.workplace import Workplace
from models.database import MIGRATIONS, is_current, make_engine, prepare
from models.dump import read_rows, tables_in_order
from tests.builders import a_hand
from tests.house.test_migrations import catalogue, run

ROOT = Path(__file__).parents[2]

REVISIONS = [script.revision for script in ScriptDirectory(str(MIGRATIONS)).walk_revisions()][1:]
"""Every migration before the newest, the latest first."""

MIGRATE = """
import sys
from models.database import make_engine, prepare
engine = make_engine(sys.argv[1])
import alembic.command
print("begun", flush=True)
prepare(engine)
"""

FEW = 60
"""Cases: of these about a thousand rows, in every table that an import fills."""


def fill(place: Workplace, cases: int) -> None:
    """Put so many cases into a register, a third of them open."""
    base = {"committee": "IA-JBZ", "ministry": "BZ", "requested_on": "2018-05-31", "term": "binnen vier weken"}
    answered = {"answered_on": "2018-06-20", "deferred_to": "2018-07-02", "dossiers": ["34964"]}
    lines = [(number, base | {"mark": str(number)} | (answered if number % 3 else {})) for number in range(cases)]
    import_lines(place, [lines], a_hand(date(2018, 6, 20)), name="lijst", refuse=lambda *one: pytest.fail(str(one)))


Held = dict[str, list[dict[str, Any]]]
"""Of each table its rows, in the order of their key."""


def held(connection: Connection) -> Held:
    return {one.name: [json.loads(line) for line in read_rows(connection, one)] for one in tables_in_order(connection)}


def as_in(lower: Held, rows: Held) -> Held:
    """Return of rows what an older register has room for: its tables, and of those its columns."""
    found: Held = {}
    for name, kept in lower.items():
        columns = kept[0].keys() if kept else set[str]()
        found[name] = [{column: row[column] for column in row.keys() & columns} for row in rows[name]]
    return found


def state(engine: Engine) -> tuple[Held, set[str]]:
    with engine.connect() as connection:
        return held(connection), catalogue(connection)


def take_down(engine: Engine, revision: str) -> None:
    with engine.begin() as connection:
        run(command.downgrade, connection, revision)


def down_and_up(place: Workplace, revision: str, cases: int) -> int:
    """Return how many rows a register held that went down to a revision and up again without losing one."""
    fill(place, cases)
    rows, guards = state(place.engine)
    total = sum(map(len, rows.values()))
    assert total > 15 * cases

    take_down(place.engine, revision)
    lower, _ = state(place.engine)
    assert as_in(lower, rows) == lower
    assert not prepare(place.engine), "it was a register all the time"

    again, guards_again = state(place.engine)
    assert guards_again == guards
    assert as_in(lower, again) == lower
    assert {name for name in again if name not in lower and again[name]} == set()
    return total


@pytest.mark.parametrize("revision", REVISIONS)
def test_no_row_or_guard_is_lost_on_the_way_down_and_up(place: Workplace, revision: str) -> None:
    down_and_up(place, revision, FEW)


@contextmanager
def migrating(url: str) -> Iterator["subprocess.Popen[str]"]:
    """Give a process that is about to migrate a register."""
    process = subprocess.Popen([sys.executable, "-c", MIGRATE, url], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    process.stdout.readline()
    yield process
    process.communicate()


def kills(place: Workplace, another: Callable[[], str], count: int, cases: int) -> None:
    """Kill a migration at random moments; after each the register is as it was, or brought up to date."""
    fill(place, cases)
    _, newer = state(place.engine)
    take_down(place.engine, REVISIONS[-1])
    rows, older = state(place.engine)
    place.engine.dispose()

    with migrating(another()) as process:
        begun = time.monotonic()
        process.wait()
    longest, chosen = time.monotonic() - begun, Random(22)  # noqa: S311 - moments, no secrets
    for _ in range(count):
        url = another()
        with migrating(url) as process:
            time.sleep(chosen.uniform(0, longest))
            if process.poll() is None:
                os.kill(process.pid, signal.SIGKILL)
        engine = make_engine(url)
        there, guards = state(engine)
        assert guards == (newer if is_current(engine) else older)
        assert as_in(rows, there) == rows
        prepare(engine)
        assert state(engine)[1] == newer
        engine.dispose()


def copies_of(place: Workplace, folder: Path, request: pytest.FixtureRequest) -> Callable[[], str]:
    """Return how a copy of a register is made; it gives its address."""
    if place.engine.dialect.name == "postgresql":
        copy: Callable[[str], str] = request.getfixturevalue("postgres_copy")
        return lambda: copy(str(place.engine.url.database))
    numbers = iter(range(1_000))
    return lambda: f"sqlite:///{shutil.copy(place.home / 'register.db', folder / f'copy{next(numbers)}.db')}"


@pytest.fixture
def another(place: Workplace, tmp_path: Path, request: pytest.FixtureRequest) -> Callable[[], str]:
    """Makes a copy of the register of the test and returns its address."""
    return copies_of(place, tmp_path, request)


@pytest.fixture
def place(either_place: Workplace) -> Workplace:
    """A workplace with the small office, on SQLite and on PostgreSQL in turn."""
    return either_place


def test_a_migration_that_is_killed_is_all_or_nothing(place: Workplace, another: Callable[[], str]) -> None:
    kills(place, another, 2, FEW)
