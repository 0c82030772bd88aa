"""A transport that writes what would be sent as files; nothing is sent, now or later."""

import os
import re
import tempfile
from datetime import date
from pathlib import Path

from notifications.outcomes import Outcome, TryAgain, Written
from notifications.parcels import MAIL, Parcel
from procedure.troubles import in_dutch

_UNSAFE = re.compile(r"[^A-Za-z0-9@._-]")


class Folder:
    """Writes each parcel whole or not at all; a parcel that comes again replaces its own file."""

    stays_here = True

    def __init__(self, folder: Path) -> None:
        """Take the folder; it is made with the first parcel."""
        self._folder = folder

    def deliver(self, parcel: Parcel) -> Outcome:
        """Return where the parcel was written; a disk that fails or is full may do better later."""
        path = file_of(self._folder, parcel.on, parcel.message_id, parcel.channel)
        try:
            write_whole(path, parcel.raw)
        except OSError as problem:
            return TryAgain(f"{path.name} is niet weg te schrijven: {in_dutch(problem)}")
        return Written(str(path))

    def close(self) -> None:
        """Leave the files: nothing is open."""


def file_of(folder: Path, on: date, message_id: str, channel: str) -> Path:
    """Return the file of a parcel: its day, its Message-ID, and an ending by its channel."""
    ending = "eml" if channel == MAIL else "json"
    return folder / f"{on.isoformat()}-{_UNSAFE.sub('_', message_id)}.{ending}"


def write_whole(path: Path, data: bytes, *, mode: int = 0o600) -> None:
    """Write a file so that after any failure it is there whole, or not there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fchmod(file.fileno(), mode)
            os.fsync(file.fileno())
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
        raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
