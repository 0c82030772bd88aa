"""Files that a command reads and writes, with a sentence where one cannot be opened."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from desk.errors import BadLine, CannotWrite, NoFile
from desk.syntax import not_json
from procedure.troubles import in_dutch

STANDARD = "-"
"""The name for standard input and standard output."""

LARGEST = 64 * 1024 * 1024
"""A file over this many bytes is not read into memory: no letter is that large."""


def bytes_of(name: str) -> bytes:
    """Return the content of a file, or of standard input for ``-``; raises NoFile."""
    if name == STANDARD:
        return sys.stdin.buffer.read()
    path = Path(name)
    try:
        if path.is_dir():
            raise NoFile(name=name, problem="is een map")
        if path.stat().st_size > LARGEST:
            raise NoFile(name=name, problem=f"is groter dan {LARGEST // 1024 // 1024} MB")
        return path.read_bytes()
    except FileNotFoundError:
        raise NoFile(name=name, problem="bestaat niet") from None
    except OSError as problem:
        raise NoFile(name=name, problem=f"kan niet worden geopend ({in_dutch(problem)})") from None


def text_of(name: str) -> str:
    """Return the text of a file in UTF-8, or of standard input for ``-``; raises NoFile."""
    try:
        return bytes_of(name).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NoFile(name=name, problem="is geen tekst in UTF-8") from None


def json_lines(name: str) -> Iterator[tuple[int, dict[str, Any] | BadLine]]:
    """Return each line of a stream with its number (from 1): the object on it, or what is wrong with it.

    Lines are read one by one, so that an endless stream is answered while it flows. Blank lines are passed over.
    """
    if name == STANDARD:
        yield from _objects(sys.stdin)
        return
    yield from _objects(text_of(name).splitlines())


def _objects(lines: Any) -> Iterator[tuple[int, dict[str, Any] | BadLine]]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            found = json.loads(line)
        except ValueError as problem:
            yield number, BadLine(number=number, problem=not_json(problem), expected='{"…": "…"}')
            continue
        if isinstance(found, dict):
            yield number, found
        else:
            yield number, BadLine(number=number, problem="geen object", expected='{"…": "…"}')


def write_out(name: str | None, data: bytes) -> None:
    """Write a file, or to standard output where no file (or ``-``) is named; raises CannotWrite."""
    if name is None or name == STANDARD:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    write_bytes(Path(name), data)


def write_bytes(path: Path, data: bytes) -> None:
    """Write a file whole, or not at all; raises CannotWrite."""
    passing = path.with_name(f".{path.name}.deel")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        passing.write_bytes(data)
        passing.replace(path)
    except OSError as problem:
        raise CannotWrite(name=str(path), problem=in_dutch(problem)) from None
