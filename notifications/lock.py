"""The lock on delivering: one process sends at a time, and the lock dies with its process, whatever happens to it."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine, text

DELIVERERS = 0x6772_6965
"""The advisory lock of whoever delivers, beside the one of writers."""


@contextmanager
def delivery_lock(engine: Engine, home: Path) -> Iterator[bool]:
    """Give True to the one process that may deliver now, False to any other; nobody waits.

    On PostgreSQL the server holds it for a connection of its own; elsewhere the system holds it on a file in the home.
    """
    held = _on_server(engine) if engine.dialect.name == "postgresql" else _on_file(home / "delivery.lock")
    with held as ours:
        yield ours


@contextmanager
def _on_file(path: Path) -> Iterator[bool]:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab") as file:  # closing it, or the end of the process, lets go
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


@contextmanager
def _on_server(engine: Engine) -> Iterator[bool]:
    key = {"key": DELIVERERS}
    # Autocommit: no transaction stays open for as long as the sending takes.
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        ours = bool(connection.execute(text("SELECT pg_try_advisory_lock(:key)"), key).scalar())
        try:
            yield ours
        finally:
            connection.detach()  # closed for good below, and with it the lock: also where unlocking could not be said
