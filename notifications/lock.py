"""The locks on delivering: what a sender holds while it sends dies with its process, whatever happens to it.

On PostgreSQL several deliver at once: each holds a lock on every message that it has in its hands, kept by the server
for a connection of its own. On SQLite one process delivers at a time: the system holds its lock on a file in the home.
"""

import fcntl
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from sqlalchemy import text

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine
    from sqlmodel import Session

DELIVERING = 0x6772_6965
"""The class of advisory locks on messages, beside the lock of writers."""

ABORTED = "de verzending is afgebroken; of het bericht aankwam is onzeker"
"""What is told of a message whose sender died while it had it in its hands."""

FILE = "delivery.lock"

_LOOKS, _PAUSE = 5, 0.02
"""How often, and after how many seconds, the file is tried again: somebody may just be asking who holds it."""

_NOTICE_A_LOST_MACHINE = (
    "SET tcp_keepalives_idle = 30",
    "SET tcp_keepalives_interval = 10",
    "SET tcp_keepalives_count = 3",
)
"""So that the server lets go within a minute of a machine that fell off the network; a dead process it sees at once."""


class Grip(Protocol):
    """What one deliverer holds fast while it sends. Threads of one deliverer may share it."""

    def takes(self, message_id: int) -> bool:
        """Return whether a message, by its row id, is now this deliverer's to send; nobody waits."""

    def lets_go(self, message_id: int) -> None:
        """Let another take the message."""

    def left(self, session: "Session", message_ids: Iterable[int]) -> list[int]:
        """Return which messages nobody alive holds; until the transaction ends nobody can take them either."""


@contextmanager
def delivery_lock(engine: "Engine", home: Path) -> Iterator[Grip | None]:
    """Give what a deliverer holds its messages with; None where another delivers and only one may."""
    if engine.dialect.name == "postgresql":
        with _on_server(engine) as held:
            yield held
    else:
        with _on_file(home / FILE) as ours:
            yield _OnlyOne() if ours else None


def in_live_hands(connection: "Connection", home: Path) -> "Holding":
    """Return, for whoever only looks, which messages are in the hands of a process that lives."""
    if connection.dialect.name == "postgresql":
        held = connection.execute(
            text(
                "SELECT objid FROM pg_locks WHERE locktype = 'advisory' AND classid = :kind AND objsubid = 2 "
                "AND granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
            ),
            {"kind": DELIVERING},
        )
        return Holding(frozenset(held.scalars()))
    return Holding(None if _is_locked(home / FILE) else frozenset())


class Holding:
    """Which messages are held, by their row ids; None is all of them, for one deliverer holds whatever is under way."""

    def __init__(self, ids: frozenset[int] | None) -> None:
        """Take the ids."""
        self._ids = ids

    def __contains__(self, message_id: int) -> bool:
        return self._ids is None or message_id in self._ids


class _OnlyOne:
    """The only deliverer: every message is its own, and whatever is under way was left by one that died."""

    def takes(self, message_id: int) -> bool:  # noqa: ARG002 - nobody else can have it
        return True

    def lets_go(self, message_id: int) -> None:
        """Hold on to the file; it is what keeps others out."""

    def left(self, session: "Session", message_ids: Iterable[int]) -> list[int]:  # noqa: ARG002 - as above
        return list(message_ids)


@contextmanager
def _on_file(path: Path) -> Iterator[bool]:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab") as file:  # closing it, or the end of the process, lets go
        for look in range(_LOOKS):
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                time.sleep(_PAUSE if look + 1 < _LOOKS else 0)
            else:
                yield True
                return
        yield False


def _is_locked(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    return False


class _OneOfSeveral:
    """One deliverer among others on one server, with a connection on which its locks hang."""

    def __init__(self, connection: "Connection") -> None:
        self._connection = connection
        self._in_turn = threading.Lock()

    def takes(self, message_id: int) -> bool:
        return self._ask("SELECT pg_try_advisory_lock(:kind, :message)", message_id)

    def lets_go(self, message_id: int) -> None:
        self._ask("SELECT pg_advisory_unlock(:kind, :message)", message_id)

    def left(self, session: "Session", message_ids: Iterable[int]) -> list[int]:
        free = text("SELECT pg_try_advisory_xact_lock(:kind, :message)")
        return [
            one
            for one in message_ids
            if session.connection().execute(free, {"kind": DELIVERING, "message": one}).scalar()
        ]

    def _ask(self, question: str, message_id: int) -> bool:
        with self._in_turn:
            said = self._connection.execute(text(question), {"kind": DELIVERING, "message": message_id})
            return bool(said.scalar())


@contextmanager
def _on_server(engine: "Engine") -> Iterator[_OneOfSeveral]:
    # Autocommit: no transaction stays open for as long as the sending takes.
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for setting in _NOTICE_A_LOST_MACHINE:
            connection.execute(text(setting))
        try:
            yield _OneOfSeveral(connection)
        finally:
            connection.detach()  # closed for good below, and with it every lock: also where unlocking could not be said
