"""Files of many lines: JSON lines or CSV, read one at a time, and a report of lines that is written as it comes."""

import csv
import json
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TextIO

from procedure.troubles import in_dutch
from sources.errors import NotLines, ReportNotWritten, UnknownColumn

LONGEST_LINE = 1 << 20
"""Bytes: a line that is longer is no line of a register."""

DELIMITERS = ",;\t"
FORMULAS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n", "\x00")
"""With these a spreadsheet takes a cell for a formula, or drops them and takes what comes next for one."""

CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Broken:
    """A line that cannot be read, and why, in Dutch."""

    reason: str


Given = Mapping[str, Any] | Broken
Numbered = tuple[int, Given]
"""A line with its number in the file, from 1 (of a CSV file the header is line 1)."""


def lines_of(path: Path, known: Iterable[str]) -> Iterator[Numbered]:
    """Return each line of a file as its values by name; ``known`` are the names that there are.

    Raises:
        NotLines: the file cannot be opened, or is neither JSON lines nor CSV.
        UnknownColumn: a column of a CSV file has another name.
    """
    if path.suffix.lower() not in {".jsonl", ".ndjson", ".csv"}:
        raise NotLines(file=path, problem="de naam eindigt niet op .jsonl of .csv")
    try:
        if path.suffix.lower() == ".csv":
            yield from _csv(path, list(known))
        else:
            yield from _json(path)
    except FileNotFoundError:
        raise NotLines(file=path, problem="het bestand bestaat niet") from None
    except OSError as problem:
        raise NotLines(file=path, problem=f"het bestand is niet te lezen ({in_dutch(problem)})") from None


def count_lines(path: Path) -> int:
    """Return about how many lines a file has; nought where it cannot be read."""
    try:
        with path.open("rb") as file:
            return sum(chunk.count(b"\n") for chunk in iter(lambda: file.read(CHUNK), b""))
    except OSError:
        return 0


def _json(path: Path) -> Iterator[Numbered]:
    with path.open("rb") as file:
        number = 0
        while line := file.readline(LONGEST_LINE):
            number += 1
            if len(line) == LONGEST_LINE:
                _pass_over(file)
                yield number, Broken("de regel is te lang")
            elif line.strip():
                yield number, _object(line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line)


def _pass_over(file: Any) -> None:
    while (rest := file.readline(CHUNK)) and not rest.endswith(b"\n"):
        pass


def _object(line: bytes) -> Given:
    try:
        found = json.loads(line)
    except UnicodeDecodeError:
        return Broken("de regel is geen tekst in UTF-8")
    except (ValueError, RecursionError):
        return Broken('de regel is geen JSON; verwacht wordt {"…": "…"}')
    return found if isinstance(found, dict) else Broken('de regel is geen object; verwacht wordt {"…": "…"}')


def _csv(path: Path, known: list[str]) -> Iterator[Numbered]:
    # What is no UTF-8 comes through as lone surrogates, which are refused with their own line.
    with path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as file:
        first = file.readline(LONGEST_LINE)
        names = _header(first, known)
        unknown = [name for name in names[1] if name not in known]
        if unknown:
            raise UnknownColumn(file=path, name=unknown[0], known=", ".join(known))
        yield from _records(csv.reader(file, delimiter=names[0], strict=True), names[1])


def _header(line: str, known: list[str]) -> tuple[str, list[str]]:
    """Return by what the cells are divided, and the names of the columns."""
    tried = [(delimiter, next(csv.reader([line], delimiter=delimiter), [])) for delimiter in DELIMITERS]
    cleaned = [(delimiter, [name.strip().lower() for name in names]) for delimiter, names in tried]
    return max(cleaned, key=lambda one: sum(name in known for name in one[1]))


def _records(reader: Any, names: list[str]) -> Iterator[Numbered]:
    while True:
        number = reader.line_num + 2
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as problem:
            yield number, Broken(f"de regel is geen CSV ({problem})")
            continue
        if not cells:
            continue
        if len(cells) != len(names):
            yield number, Broken(f"de regel heeft {len(cells)} cellen en de kop {len(names)}")
            continue
        yield number, {name: cell for name, cell in zip(names, cells, strict=True) if cell.strip()}


class Report:
    """A report of refused lines, as JSON lines or CSV by its name; named when it is whole."""

    COLUMNS = ("line", "mark", "reason")

    def __init__(self, path: Path) -> None:
        """Keep the place; nothing is made yet."""
        self._path = path

    def __enter__(self) -> Self:
        """Make the passing file; raises ReportNotWritten."""
        try:
            handle, name = tempfile.mkstemp(prefix=f".{self._path.name}.", suffix=".deel", dir=self._path.parent)
        except OSError as problem:
            raise ReportNotWritten(file=self._path, problem=in_dutch(problem)) from None
        self._passing = Path(name)
        self._file: TextIO = os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace", newline="")
        self._csv = csv.writer(self._file) if self._path.suffix.lower() == ".csv" else None
        if self._csv:
            self._csv.writerow(self.COLUMNS)
        return self

    def write(self, line: int, mark: str, reason: str) -> None:
        """Write a refused line; a cell that a spreadsheet would reckon with gets a quote before it."""
        if self._csv:
            self._csv.writerow([line, _cell(mark), _cell(reason)])
        else:
            self._file.write(json.dumps(dict(zip(self.COLUMNS, (line, mark, reason), strict=True))) + "\n")

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Name the report; one that was not finished is taken away."""
        self._file.close()
        if kind is None:
            self._passing.replace(self._path)
        else:
            with suppress(FileNotFoundError):
                self._passing.unlink()


def _cell(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULAS) else text


def in_batches(lines: Iterable[Numbered], size: int) -> Iterator[list[Numbered]]:
    """Return lines a number at a time."""
    given = iter(lines)
    for first in given:
        yield list(chain([first], islice(given, size - 1)))
