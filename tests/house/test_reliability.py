"""The list of figures in docs/reliability.md is whole, and what each row says can be run and read again."""

import re
import subprocess
from pathlib import Path

import pytest

from tests.house.test_rooms import ROOT

ROW = re.compile(r"^\| (\w+) \| ([^|]+) \| `([^`]+)` \| ([^|]+) \|$", re.MULTILINE)
ROWS = {found[1]: found for found in ROW.finditer((ROOT / "docs" / "reliability.md").read_text())}

FIGURES = [
    *("R1", "R2", "R3", "R4", "R5", "R6", "R7", "R8", "R9", "R10", "R11", "R12", "R13", "R14", "R15", "R16", "R17"),
    *("R18", "R19", "R20", "R21", "R22", "R23", "R24", "D15", "D16", "D17", "D18", "D19", "D20", "D21"),
    *("S6", "S7", "S10", "S11", "S12", "S14", "S15", "S18", "S20", "S22"),
]
BENCHMARKS = ["checking", "dispatch", "importing", "seals"]
TOGETHER = {"S20": ("R11", "D21")}
"""A figure that consists of others."""

TO_COME: set[str] = set()
"""Figures whose test is not here yet; one that has come is no longer named here."""


def files_of(figure: str) -> list[Path]:
    return [ROOT / word for word in ROWS[figure][3].split() if word.endswith(".py")]


def test_every_figure_and_benchmark_has_its_row() -> None:
    assert list(ROWS) == [*FIGURES, *BENCHMARKS]


@pytest.mark.parametrize("figure", [*FIGURES, *BENCHMARKS])
def test_what_a_row_runs_is_there_and_names_the_figure(figure: str) -> None:
    files = files_of(figure)
    assert files
    assert all(file.is_file() for file in files) is (figure not in TO_COME)
    wanted = TOGETHER.get(figure, (figure,)) if figure in FIGURES else ()
    texts = [file.read_text() for file in files if file.is_file()]
    assert [name for name in wanted if figure not in TO_COME and not any(name in text for text in texts)] == []


@pytest.mark.parametrize("figure", [one for one in FIGURES if one not in TO_COME])
def test_a_row_says_that_a_result_stands_among_the_faults_where_one_does(figure: str) -> None:
    table = (ROOT / "docs" / "faults.md").read_text()
    stands = all(f"\n| {name} | " in table for name in TOGETHER.get(figure, (figure,)))
    assert ("(faults.md)" in ROWS[figure][4]) is stands


@pytest.mark.parametrize("figure", [*FIGURES, *BENCHMARKS])
def test_make_figure_runs_what_stands_in_its_row(figure: str) -> None:
    [script] = re.findall(r"sed -n '([^']+)' docs/reliability\.md", (ROOT / "Makefile").read_text())
    command = ["sed", "-n", script.replace("$(F)", figure), str(ROOT / "docs" / "reliability.md")]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == f"{ROWS[figure][3]}\n"
