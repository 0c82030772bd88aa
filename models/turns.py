"""Writers take turns: one at a time on SQLite and on PostgreSQL, each waiting for no longer than its patience."""

import sqlite3
import time

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import OperationalError

BUSY_SECONDS = 30
"""How long a writer waits for another."""

WRITERS = 0x6772_6966
"""The advisory lock that writers on PostgreSQL take in turn ("grif")."""

LOCK_NOT_AVAILABLE = "55P03"
"""PostgreSQL's code for a lock that was waited for too long."""

_MANY_REMOVED, _GOOD_PART = 1_000, 0.05
"""From how many rows removed, and from which part of a table, it is cleared up at once."""

_HELD = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED})
"""SQLite's codes for a register that another is busy with; waiting helps against no other."""

_LOOK_AGAIN = 0.004
"""Seconds between two looks whether SQLite is free."""


def begin_in_turn(connection: Connection, patience: float) -> None:
    """Begin to write as soon as nobody else does.

    SQLite itself looks ever more seldom while it waits, in the end ten times a second: of several writers each would
    wait for long after the one before it was done.
    """
    driver = connection.connection.driver_connection
    until = time.monotonic() + patience
    driver.execute("PRAGMA busy_timeout = 0")  # type: ignore[union-attr]
    try:
        while True:
            try:
                driver.execute("BEGIN IMMEDIATE")  # type: ignore[union-attr]
            except sqlite3.OperationalError as problem:
                held = problem.sqlite_errorcode & 0xFF in _HELD  # without what an extended code adds
                if not held or time.monotonic() >= until:
                    connection.exec_driver_sql("BEGIN IMMEDIATE")  # for its error, told as every other
                    return
                time.sleep(_LOOK_AGAIN)
            else:
                return
    finally:
        driver.execute(f"PRAGMA busy_timeout = {round(patience * 1000)}")  # type: ignore[union-attr]


def take_turn(connection: Connection, patience: float) -> None:
    """Wait for the lock of the writers, for so many seconds; what comes after it waits as long as it takes."""
    wait = text("SELECT set_config('lock_timeout', :most, true)")
    connection.execute(wait, {"most": f"{max(1, round(patience * 1000))}ms"})
    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": WRITERS})
    connection.execute(wait, {"most": "0"})


def waited_too_long(problem: OperationalError) -> bool:
    """Return whether a writer found the register kept by another for as long as it was to wait."""
    return getattr(problem.orig, "sqlstate", None) == LOCK_NOT_AVAILABLE or "locked" in str(problem.orig)


def tidy(engine: Engine, table: str, *, removed: int) -> bool:
    """Return whether what deleted rows left in a table was cleared away, and the table looked at anew.

    PostgreSQL reads the front of an index slowly from which many rows went. Clearing it costs as much as the table is
    large, so it is done where what went is a good part of that; by itself PostgreSQL waits for a fifth. It runs outside
    any transaction, and stops no reader and no writer. SQLite needs none of it.
    """
    if engine.dialect.name != "postgresql" or removed < _MANY_REMOVED:
        return False
    with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        size = text("SELECT reltuples FROM pg_class WHERE oid = to_regclass(:table)")
        stood = connection.execute(size, {"table": table}).scalar_one()
        if removed < stood * _GOOD_PART:
            return False
        connection.exec_driver_sql(f'VACUUM (ANALYZE) "{table}"')
    return True
