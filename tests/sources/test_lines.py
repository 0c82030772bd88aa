"""What is written as CSV is read back as it was, and no spreadsheet takes a cell of it for a formula (S10)."""

import csv
from itertools import product
from pathlib import Path

from sources.lines import Report

STARTS = (
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\n",
    "\r\n",
    "\x00",
    "\x00=",
    "＝",
    "＋",
    "－",
    "＠",
    '"',
    "'",
    ";",
    ",",
    " ",
    "a",
)
ENDS = (
    "",
    "1+1",
    "cmd|' /C calc'!A0",
    'SOM("A1")',
    "A1;B1",
    "A1,B1",
    "regel\nregel",
    "regel\rregel",
    "é\u2028",
    '"',
    '""',
    "'",
)
CELLS = [f"{start}{end}" for start, end in product(STARTS, ENDS)]
"""Cells that a spreadsheet might reckon with, or that might end before their time."""


def written(path: Path, cells: list[str]) -> list[str]:
    """Return each cell as it is read back, after being written as mark and as reason."""
    with Report(path) as report:
        for number, cell in enumerate(cells, 1):
            report.write(number, cell, cell)
    with path.open(encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file, strict=True)
    assert head == ["line", "mark", "reason"]
    assert [row[0] for row in rows] == [str(number) for number in range(1, len(cells) + 1)]
    assert [row[1] for row in rows] == [row[2] for row in rows]
    return [row[1] for row in rows]


def reckons(cell: str) -> bool:
    """Return whether a spreadsheet would take a cell for a formula, or for something other than it shows."""
    return cell[:1] in set("=+-@＝＋－＠\t\r\n\x00")


def told_apart(cells: list[str], back: list[str]) -> int:
    """Return how many cells got a quote before them; each is otherwise as it was, and none is reckoned with."""
    assert not any(map(reckons, back))
    assert back == [f"'{cell}" if reckons(cell) else cell for cell in cells]
    return sum(map(reckons, cells))


def test_a_cell_is_read_back_as_it_was_but_for_a_quote_before_a_formula(tmp_path: Path) -> None:
    assert told_apart(CELLS, written(tmp_path / "geweigerd.csv", CELLS)) > len(CELLS) / 2
