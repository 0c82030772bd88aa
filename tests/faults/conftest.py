"""What each fault came to, for the table in docs/faults.md that `make faults` writes."""

import fcntl
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from casework.workplace import Workplace

ROW = re.compile(r"^\| (\S+) \| ([^|]*) \| (.*) \|$", re.MULTILINE)
HEAD = """# What the faults came to

Written by `make faults` from its own run; each row is from the latest run of its test. Seeds are printed there and can
be given again: `make faults SEED=…`. The goals are those of the tests; a row is only written when they held.

| figure | where | what was done, and what held |
| --- | --- | --- |
"""
TABLE = "FAULTS_TABLE"
"""The setting that names the file of the table; without it none is written."""


@pytest.fixture(scope="session")
def seed() -> int:
    """The seed of what is random, one and the same unless ``FAULTS_SEED`` says otherwise."""
    return int(os.environ.get("FAULTS_SEED", "20181122"))


def _put(table: Path, rows: dict[tuple[str, str], str]) -> None:
    """Put rows into the table in place of those of an earlier run; processes of one run take turns."""
    with table.open("a+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        kept = {(one[1], one[2]): one[3] for one in ROW.finditer(file.read()) if one[1] not in {"figure", "---"}}
        file.truncate(0)
        told = sorted((kept | rows).items(), key=_in_order)
        file.write(HEAD + "".join(f"| {figure} | {where} | {what} |\n" for (figure, where), what in told))


def _in_order(row: tuple[tuple[str, str], str]) -> tuple[str, int, str]:
    figure = row[0][0]
    return figure[0], int(re.sub(r"\D", "", figure) or 0), row[0][1]


@pytest.fixture(scope="session")
def came_to() -> Callable[[str, str, str], None]:
    """Tells what a figure came to, and where; it is printed, and put into the table."""

    def tell(figure: str, where: str, told: str) -> None:
        print(f"{figure} · {where}: {told}")  # noqa: T201
        if TABLE in os.environ:
            _put(Path(os.environ[TABLE]), {(figure, where): told})

    return tell


@pytest.fixture
def place(either_place: "Workplace") -> "Workplace":
    """A workplace with the small office, on SQLite and on PostgreSQL in turn."""
    return either_place
