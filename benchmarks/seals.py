"""What the seals cost: a check that moves many reminders with and without its seal, and going over a long chain.

Ratios within one run: the same check on copies of the same register, in turn with the seal and without it, the best of
each; and going over the chain against reading the same rows with the bare driver. Seconds are those of the processor.
"""

import argparse
import gc
import shutil
import sqlite3
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from casework import handling, morning
from casework.opening import open_workplace
from casework.record import key, write_act
from casework.values import Hand
from casework.workplace import Workplace
from config.reference import packaged_tables
from models import register, sealing
from models.strands import strands
from models.verifying import verify
from procedure.vocabulary import Verb

DUE = date(2026, 6, 15)
"""A Monday, on which every round owes a reminder."""

GOAL_ROWS, GOAL_SECONDS, GOAL_MEMORY = 200_000, 20.0, 64.0


def opened(home: Path) -> Workplace:
    """Return the register in a folder."""
    at = datetime(2026, 6, 1, 9, tzinfo=UTC)
    return open_workplace(f"sqlite:///{home / 'register.db'}", home, tables=packaged_tables, at=at)


def hand(on: date) -> Hand:
    """Return who acts in a benchmark, on a day."""
    return Hand("benchmark", on, datetime(on.year, on.month, on.day, 9, tzinfo=UTC))


def fill(place: Workplace, cases: int) -> None:
    """Put so many cases into a register, each with one reminder that has come due."""
    with place.transaction() as session:
        act = key(write_act(session, hand(DUE - timedelta(days=14)), Verb.REQUEST, "benchmark").id)
        on = DUE - timedelta(days=14)
        numbers = range(1, cases + 1)
        tables = register.metadata.tables
        rows: dict[str, list[dict[str, Any]]] = {
            "case": [
                {
                    "id": n,
                    "number": f"EK-2026-{n:06}",
                    "chamber": "EK",
                    "year": 2026,
                    "serial": n,
                    "subject": f"zaak {n}",
                }
                | {"access": "open", "registered_on": on, "act_id": act}
                for n in numbers
            ],
            "case_committee": [{"case_id": n, "committee_id": 1, "rank": 0} for n in numbers],
            "round": [{"id": n, "case_id": n, "sequence": 1, "registered_on": on, "act_id": act} for n in numbers],
            "round_cache": [{"round_id": n, "stage": "registered"} for n in numbers],
            "agenda": [
                {
                    "fire_on": DUE,
                    "round_id": n,
                    "rung": "due",
                    "mailbox_id": 1,
                    "due_on": DUE,
                    "rank": 2,
                    "by_hand": False,
                }
                for n in numbers
            ],
        }
        for name, values in rows.items():
            session.execute(insert(tables[name]), values)


@contextmanager
def unsealed() -> Iterator[None]:
    """Write without seals, for comparison."""
    made = sealing.seal
    sealing.seal = lambda _session: None
    try:
        yield
    finally:
        sealing.seal = made


def check_alone(place: Workplace) -> None:
    """Do the check of the day without telling the head of the chain."""
    with place.transaction() as session:
        morning.checked(session, hand(DUE))


def seconds_of_check(template: Path, folder: Path, *, sealed: bool) -> float:
    """Return how long the check of a copy takes."""
    home = Path(shutil.copytree(template, folder / "copy"))
    place = opened(home)
    gc.collect()
    begun = time.process_time()
    if sealed:
        check_alone(place)
    else:
        with unsealed():
            check_alone(place)
    took = time.process_time() - begun
    place.engine.dispose()
    shutil.rmtree(home)
    return took


def long_chain(place: Workplace, acts: int) -> None:
    """Write so many notes, each with its act, case and outcome under a seal of its own."""
    for n in range(acts):
        handling.note(place, "EK-2026-000001", f"aantekening {n}", hand(DUE))


def bare_seconds(file: Path) -> float:
    """Return how long it takes to read every sealed row with the bare driver."""
    begun = time.process_time()
    with sqlite3.connect(file) as connection:
        for strand in strands():
            for _ in connection.execute(strand.rows()):
                pass
    return time.process_time() - begun


def main() -> int:
    """Print the figures; exit 1 when a goal is not met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=10_000, help="how many reminders come due (default 10,000)")
    parser.add_argument("--rounds", type=int, default=3, help="how many rounds count (default 3)")
    parser.add_argument(
        "--acts", type=int, default=2_000, help="how many acts the long chain has besides (default 2,000)"
    )
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        place = opened(folder / "home")
        fill(place, chosen.cases)
        place.engine.dispose()
        best = {True: float("inf"), False: float("inf")}
        for _ in range(chosen.rounds):
            for sealed in (True, False):
                best[sealed] = min(best[sealed], seconds_of_check(folder / "home", folder, sealed=sealed))
        print(f"check of {chosen.cases} reminders   with seal {best[True]:.2f} s   without {best[False]:.2f} s")
        print(f"  the seal costs {best[True] - best[False]:.2f} s: {best[True] / best[False]:.2f} times")
        return going_over(folder / "home", chosen)


def going_over(home: Path, chosen: argparse.Namespace) -> int:
    """Print how long it takes to go over a chain of some 200,000 rows, and how much memory; return the exit code."""
    place = opened(home)
    fill_up = max(0, GOAL_ROWS // 3 - chosen.cases)
    with place.transaction() as session:
        act = key(write_act(session, hand(DUE), Verb.NOTE, "benchmark").id)
        terms = [
            {"round_id": 1 + n % chosen.cases, "version": 2 + n // chosen.cases, "kind": "correction", "clause": "c"}
            | {"set_on": DUE, "firmness": "hard", "accepted": True, "rule_name": "calendar", "rule_version": 1}
            | {
                "calendar": "",
                "explanation": {"nl": ["stap"], "en": ["step"]},
                "reason": "r",
                "said_by": "",
                "act_id": act,
            }
            for n in range(fill_up * 3 // 2)
        ]
        session.execute(insert(register.metadata.tables["term"]), terms)
    check_alone(place)
    long_chain(place, chosen.acts)
    begun = time.process_time()
    with place.reading() as connection:
        verdict = verify(connection)
    took = time.process_time() - begun
    tracemalloc.start()
    with place.reading() as connection:
        verify(connection)
    peak = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    bare = bare_seconds(home / "register.db")
    print(
        f"going over {verdict.rows} rows under {verdict.seals} seals: {took:.1f} s, {took / bare:.1f} times a bare read"
    )
    print(f"  at its highest {peak:.0f} MB of Python's memory; fault: {verdict.fault}")
    place.engine.dispose()
    met = verdict.fault is None and took < GOAL_SECONDS and peak < GOAL_MEMORY
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
