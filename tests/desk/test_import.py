"""Reading in cases in bulk, as a person does it: what went in, what was refused and why, and going on after a kill."""

import csv
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.desk.running import Griffie

GRIFFIE = Path(sys.executable).with_name("griffie")


def a_line(mark: str, **over: Any) -> dict[str, Any]:
    line = {"chamber": "EK", "committee": "IA-JBZ", "ministry": "BZ", "requested_on": "2018-05-31", "mark": mark}
    return {**line, **over}


@pytest.fixture
def listed(tmp_path: Path) -> Callable[..., Path]:
    """Writes lines into a file of JSON lines."""

    def write(*lines: dict[str, Any] | str) -> Path:
        file = tmp_path / "lijst.jsonl"
        file.write_text("".join(f"{line if isinstance(line, str) else json.dumps(line)}\n" for line in lines))
        return file

    return write


def test_all_lines_are_in(griffie: Griffie, listed: Callable[..., Path]) -> None:
    ran = griffie("import", listed(a_line("1"), a_line("2", answered_on="2018-06-20")))

    assert (ran.code, ran.err) == (0, "")
    assert "2 ingelezen" in ran.out
    assert "2 al bekend" in griffie("import", listed(a_line("1"), a_line("2", answered_on="2018-06-20"))).out


def test_some_were_refused_and_the_others_are_in(griffie: Griffie, listed: Callable[..., Path], tmp_path: Path) -> None:
    report = tmp_path / "geweigerd.jsonl"
    file = listed(a_line("1"), "geen json", "", a_line("=2", ministry="Justtie"), "[]", a_line("5"))
    ran = griffie("import", file, "--report", report, "--json")

    assert ran.code == 2
    assert (ran.json["imported"], ran.json["refused"]) == (2, 3)
    rows = [json.loads(line) for line in report.read_text().splitlines()]
    assert [(row["line"], row["mark"]) for row in rows] == [(2, ""), (4, "=2"), (5, "")]
    assert "bedoelt u" in rows[1]["reason"]


def test_a_report_in_csv_reckons_nothing(griffie: Griffie, listed: Callable[..., Path], tmp_path: Path) -> None:
    marks = ["=1+1", "+1", "-1", "@a", 'met "aanhaling"', "a;b,c"]
    report = tmp_path / "geweigerd.csv"
    griffie("import", listed(*(a_line(mark, committee="geen") for mark in marks)), "--report", report)

    with report.open(newline="") as opened:
        head, *rows = csv.reader(opened)
    assert head == ["line", "mark", "reason"]
    assert [row[1] for row in rows] == ["'=1+1", "'+1", "'-1", "'@a", 'met "aanhaling"', "a;b,c"]


def test_without_a_report_the_first_refusals_are_shown(griffie: Griffie, listed: Callable[..., Path]) -> None:
    ran = griffie("import", listed(*(a_line(str(number), committee="geen") for number in range(15))))

    assert (ran.code, len(ran.err.splitlines())) == (2, 11)
    assert ran.err.startswith("Regel 1: ")
    assert "nog 5 geweigerde regels" in ran.err


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("lijst.txt", "de naam eindigt niet op .jsonl of .csv"),
        ("lijst.csv", "een kolom heet 'komitee'"),
        ("nergens/lijst.csv", "het bestand bestaat niet"),
    ],
)
def test_a_file_that_cannot_be_used_changes_nothing(
    griffie: Griffie, tmp_path: Path, dump: Callable[[], list[str]], name: str, said: str
) -> None:
    before, file = dump(), tmp_path / name
    if file.parent.is_dir():
        file.write_text("mark,komitee\n1,x\n")
    ran = griffie("import", file, "--report", tmp_path / "geweigerd.csv")

    assert (ran.code, len(ran.err.splitlines())) == (2, 1)
    assert said in ran.err
    assert (dump(), (tmp_path / "geweigerd.csv").exists()) == (before, False)


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (b"1;2018-05-31;IA-JBZ\n", "heeft 3 cellen en de kop 4"),
        (b"1;2018-05-31;IA-JBZ;\xff\n", "geen tekst in UTF-8"),
        (b'1;2018-05-31;IA-JBZ;"half\n', "geen CSV"),
    ],
)
def test_a_line_of_csv_that_is_none_is_refused_by_its_number(
    griffie: Griffie, tmp_path: Path, cells: bytes, said: str
) -> None:
    file = tmp_path / "lijst.csv"
    file.write_bytes(b"\xef\xbb\xbfmark;requested_on;committee;ministry\n0;2018-05-31;IA-JBZ;BZ\n" + cells)
    ran = griffie("import", file, "--json")

    assert (ran.code, ran.json["imported"], ran.json["refused"]) == (2, 1, 1)
    assert ran.err.startswith("Regel 3: ")
    assert said in ran.err


def test_a_line_without_end_is_refused(griffie: Griffie, listed: Callable[..., Path]) -> None:
    ran = griffie("import", listed("[" * (3 << 20), "[" * 100_000, a_line("1")), "--json")

    assert (ran.json["imported"], ran.json["refused"]) == (1, 2)
    assert "Regel 1: de regel is te lang" in ran.err


def many(file: Path, count: int) -> Path:
    """Write so many lines, a tenth of them open."""
    with file.open("w") as opened:
        for number in range(count):
            answered = {"answered_on": "2018-06-20"} if number % 10 else {}
            opened.write(json.dumps(a_line(f"K{number}", term="binnen vier weken", **answered)) + "\n")
    return file


def read_in(home: Path) -> int:
    """Return how many cases a register holds."""
    with closing(sqlite3.connect(f"file:{home / 'register.db'}?mode=ro", uri=True)) as connection:
        return int(connection.execute('SELECT count(*) FROM "case"').fetchone()[0])


def killed(command: list[str], home: Path, when: Callable[[], bool]) -> None:
    """Start an import, and kill it at some moment."""
    process = subprocess.Popen(command, env=os.environ | {"GRIFFIE_HOME": str(home)}, stdout=-3, stderr=-3)
    while process.poll() is None and not when():
        time.sleep(0.02)
    if process.poll() is None:
        os.kill(process.pid, signal.SIGKILL)
    process.wait()


def check_all_once(griffie: Griffie, file: Path, home: Path, count: int) -> None:
    """Read a file in to the end, and see that every line is one case with all its parts."""
    ran = griffie("import", file, "--json")
    assert (ran.code, ran.json["imported"] + ran.json["known"]) == (0, count), ran.err
    with closing(sqlite3.connect(home / "register.db")) as connection:
        for table in ("case", "round", "term", "obligation", "round_cache", "import_line"):
            assert connection.execute(f'SELECT count(*) FROM "{table}"').fetchone() == (count,), table  # noqa: S608
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchone() is None


def test_an_import_that_is_killed_goes_on_where_it_was(griffie: Griffie, home: Path, tmp_path: Path) -> None:
    file = many(tmp_path / "veel.jsonl", 11_000)
    killed([str(GRIFFIE), "import", str(file)], home, lambda: read_in(home) >= 5_000)
    there = read_in(home)

    assert there in {5_000, 10_000, 11_000}
    check_all_once(griffie, file, home, 11_000)


@pytest.mark.faults
def test_an_import_of_a_hundred_thousand_lines_survives_twenty_kills(
    griffie: Griffie, home: Path, tmp_path: Path
) -> None:
    file, chosen = many(tmp_path / "veel.jsonl", 100_000), Random(5)  # noqa: S311 - moments, no secrets
    for _ in range(20):
        until = time.monotonic() + chosen.uniform(1, 8)
        killed([str(GRIFFIE), "import", str(file)], home, lambda until=until: time.monotonic() > until)  # type: ignore[misc]
        assert read_in(home) % 5_000 == 0
    check_all_once(griffie, file, home, 100_000)
