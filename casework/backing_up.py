"""A backup in one file, while the work goes on: every table as it is at one moment, and the files of the office."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from casework.workplace import Workplace
from models.database import HEAD
from models.dump import read_rows, tables_in_order
from sources.archive import SETTINGS, TABLES, Writer

FOLDERS = ("papers", "published", "templates", "inbox", "outgoing")
"""What is kept of the home folder. Prefect's own history, the logs and the export of the rules are not."""

PASSING = ".new-"
"""How the store names what it is still writing."""


@dataclass(frozen=True, slots=True)
class BackedUp:
    """A backup that was made: where, of what, and what to look at."""

    file: Path
    digest: str
    """The sha256 of its manifest, which holds those of everything else."""
    size: int
    rows: dict[str, int]
    files: int
    left_out: tuple[str, ...]
    """Settings that are secret, and are not in it."""
    damaged: tuple[str, ...] = field(default=())
    """Papers of which the bytes are no longer those that were put in."""


def back_up(
    place: Workplace, out: Path, *, at: datetime, settings: Sequence[str] = (), left_out: Sequence[str] = ()
) -> BackedUp:
    """Return the backup of an office, written beside its place and named at the end.

    The tables are those of one moment, whoever writes meanwhile. Papers are in the store before a row speaks of them,
    so that those of that moment are all there. ``settings`` are the lines of the settings file without its secrets.

    Raises:
        BackupNotWritten: nothing can be written there.
    """
    with Writer(out) as archive:
        rows = _tables(place, archive)
        if settings:
            archive.lines(SETTINGS, (f"{line}\n".encode() for line in settings))
        files, damaged = _files(place, archive)
        facts = {
            "head": HEAD,
            "made_at": at.isoformat(),
            "database": place.engine.dialect.name,
            "settings_left_out": list(left_out),
        }
        digest = archive.finish(facts)
    return BackedUp(out, digest, out.stat().st_size, rows, files, tuple(left_out), tuple(damaged))


def _tables(place: Workplace, archive: Writer) -> dict[str, int]:
    """Return how many rows of each table were written, all of one moment."""
    with place.reading() as connection:
        return {
            one.name: archive.lines(f"{TABLES}{one.name}.jsonl", read_rows(connection, one))
            for one in tables_in_order(connection)
        }


def _files(place: Workplace, archive: Writer) -> tuple[int, list[str]]:
    """Return how many files were written, and the papers among them that are damaged."""
    count, damaged = 0, []
    for folder in FOLDERS:
        for path in _within(place.home / folder):
            with _there(path) as file:
                if file is None:
                    continue
                digest = archive.file(path.relative_to(place.home), file)
                count += 1
                if folder == "papers" and digest != path.name:
                    damaged.append(path.name)
    return count, damaged


def _within(folder: Path) -> Iterator[Path]:
    """Return the files in a folder, its own before those deeper down: what moves down meanwhile is met there.

    Links are not followed, and what the store is still writing is passed over.
    """
    deeper: list[Path] = []
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except (FileNotFoundError, NotADirectoryError):
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            deeper.append(Path(entry.path))
        elif entry.is_file(follow_symlinks=False) and not entry.name.startswith(PASSING):
            yield Path(entry.path)
    for one in deeper:
        yield from _within(one)


@contextmanager
def _there(path: Path) -> Iterator[BinaryIO | None]:
    """Give a file, or None where it was taken away meanwhile."""
    try:
        file = path.open("rb")
    except FileNotFoundError:
        yield None
        return
    with file:
        yield file
