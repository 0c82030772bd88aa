"""A disk that is full or fails: one sentence, no half state, and the next run completes (R2, R7, R8)."""

import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from casework.workplace import Workplace
from models import database
from tests.faults.kit import ROOT, asked, halves, ledger, planned, sound
from tests.faults.many import Many, many

NOTICE = date(2018, 6, 11)
"""Monday."""
GRIFFIE = str(Path(sys.executable).with_name("griffie"))
MOST = 400
"""Calls of one kind at which a fault is injected, at most; a run has fewer."""

Tell = Callable[[str, str, str], None]

pytestmark = pytest.mark.parametrize("either_place", ["sqlite"], indirect=True)  # PostgreSQL writes in its own process


def a_morning(home: Path, *before: str, limit: int | None = None) -> subprocess.CompletedProcess[str]:
    """Return how a check with its delivery ended, as a person types it, under a tool or with a limit on files."""
    command = [*before, GRIFFIE, "check", "--as-of", NOTICE.isoformat(), "--yes"]
    environment = {**os.environ, "GRIFFIE_HOME": str(home), "PYTHONDONTWRITEBYTECODE": "1"}

    def limited() -> None:
        if limit is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    return subprocess.run(
        command,
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=limited,
    )


@contextmanager
def a_copy(place: Workplace, folder: Path) -> Iterator[Workplace]:
    """Give a copy of a register, to be broken."""
    home = Path(shutil.copytree(place.home, folder / "copy"))
    engine = database.make_engine(f"sqlite:///{home / 'register.db'}")
    yield replace(place, engine=engine, home=home)
    engine.dispose()
    shutil.rmtree(home)


def broken_and_mended(place: Workplace, ended: subprocess.CompletedProcess[str], expected: object) -> None:
    """A run that was broken left no half; the next one completes what is owed."""
    assert "Traceback" not in ended.stdout + ended.stderr
    if ended.returncode > 0:
        said = [line for line in ended.stderr.splitlines() if line.strip()]
        assert len(said) == 1, ended.stderr
        assert said[0].endswith((".", ".log")), said
    assert halves(place) == []
    assert sound(place)
    again = a_morning(place.home)
    assert again.returncode == 0, again.stderr
    assert ledger(place) == expected
    assert {row[0] for row in asked(place, "SELECT state FROM message WHERE state <> 'dropped'")} == {"written"}
    assert halves(place) == []
    assert sound(place)


def prepared(place: Workplace) -> dict[tuple[object, ...], int]:
    """Return what the ledger is to hold after the morning."""
    many(place, Many(desks=3, cases=3))
    return dict.fromkeys((row for row in planned(place) if row[1] == "notice"), 1)


def test_a_full_disk_is_told_in_a_sentence_and_leaves_no_half(either_place: Workplace, tmp_path: Path) -> None:
    expected = prepared(either_place)
    with a_copy(either_place, tmp_path) as copy:
        ended = a_morning(copy.home, limit=60_000)
        assert ended.returncode > 0
        broken_and_mended(copy, ended, expected)


def at_each_call(place: Workplace, folder: Path, calls: str, fault: str) -> tuple[int, int]:
    """Return at how many calls of a kind a fault was injected, and how many runs it broke; each was mended."""
    expected = prepared(place)
    broken = 0
    for n in range(1, MOST):
        with a_copy(place, folder) as copy:
            log = folder / "strace.log"
            watch = ("strace", "-f", "-qq", "-o", str(log), "-P", str(copy.home / "register.db"))
            wal = ("-P", str(copy.home / "register.db-wal"), "-e", f"trace={calls}")
            ended = a_morning(copy.home, *watch, *wal, "-e", f"inject={calls}:{fault}:when={n}")
            injected = "INJECTED" in log.read_text() or ended.returncode < 0 or "SIGKILL" in log.read_text()
            broken += ended.returncode != 0
            broken_and_mended(copy, ended, expected)
        if not injected:
            return n - 1, broken
    pytest.fail("more calls than were expected")


FAULTS = {
    "R2": ("fdatasync,fsync", "signal=KILL", "SIGKILL at each sync"),
    "R7": ("pwrite64,write", "error=ENOSPC", "disk full at each write"),
    "R8": ("fdatasync,fsync", "error=EIO", "disk error at each sync"),
}
"""What strace injects into which calls on the register's files."""


@pytest.mark.faults
@pytest.mark.parametrize("figure", FAULTS)
def test_a_fault_at_each_call(either_place: Workplace, tmp_path: Path, figure: str, came_to: Tell) -> None:
    calls, fault, what = FAULTS[figure]
    times, broken = at_each_call(either_place, tmp_path, calls, fault)
    assert times > 0
    told = f"{what}, {times} of them: {broken} runs ended early, no half state, each next run completed"
    came_to(figure, "sqlite", told)
