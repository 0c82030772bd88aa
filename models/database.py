"""The database under the register: opening it, writing in one transaction, reading, and bringing it up to date.

SQLite by default, PostgreSQL by its address. One process writes at a time on either (SQLite by its own lock, PostgreSQL
by an advisory lock), so that a verb may read first and write on what it read. Neither SQLModel nor Alembic is imported
until it is needed: lists are read without them.
"""

import os
import re
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import URL, ExceptionContext, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DatabaseError, OperationalError
from sqlalchemy.pool import NullPool, Pool, QueuePool

from models.errors import (
    Busy,
    HalfMigrated,
    NewerDatabase,
    NoSuchVersion,
    NotARegister,
    NotEmpty,
    UnknownDatabase,
    Unreachable,
)
from models.turns import BUSY_SECONDS, begin_in_turn, take_turn, waited_too_long
from procedure.troubles import in_dutch, of_sqlite

if TYPE_CHECKING:
    from sqlmodel import Session

HEAD = "0006"
"""The newest migration; a house test compares it with the migrations folder."""

MIGRATIONS = Path(__file__).parent / "migrations"

_READING, _PATIENCE = "griffie_reading", "griffie_patience"
_ONE_AT_A_TIME = threading.Lock()
"""Alembic keeps its context in module globals: threads of one process migrate in turn."""

_SCHEME = re.compile(r"(?:sqlite|postgres(?:ql)?)(?:\+[a-z0-9]+)?://")
_DRIVERS = {"postgres": "postgresql+psycopg", "postgresql": "postgresql+psycopg", "sqlite": "sqlite+pysqlite"}
_PRAGMAS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA synchronous = FULL",
    "PRAGMA recursive_triggers = ON",  # so that INSERT OR REPLACE meets the guard on deletion
)


def make_engine(url: str, *, busy_seconds: float = BUSY_SECONDS) -> Engine:
    """Return an engine for a database address; nothing is opened or made yet.

    ``busy_seconds`` is how long a writer waits for another before it gives up.

    Raises:
        UnknownDatabase: the address is malformed, or names neither a SQLite file nor PostgreSQL.
    """
    address = _address(url)
    if address.get_backend_name() == "sqlite":
        return _sqlite(address, busy_seconds)
    engine = create_engine(
        address,
        pool_pre_ping=True,
        pool_size=5,
        connect_args={"connect_timeout": BUSY_SECONDS},
        execution_options={_PATIENCE: busy_seconds},
        hide_parameters=True,  # what a letter says, and to whom, stays out of the log of a failure
    )
    event.listen(engine, "handle_error", _without_detail)
    return engine


def _without_detail(failure: ExceptionContext) -> None:
    """Leave out of PostgreSQL's complaint its detail, which quotes the row that it refuses."""
    cause, told = failure.original_exception, failure.sqlalchemy_exception
    complaint = getattr(getattr(cause, "diag", None), "message_primary", None)
    if complaint and told is not None:
        cause.args = (complaint,)
        told.args = (f"({type(cause).__name__}) {complaint}",)


def _address(url: str) -> URL:
    try:
        address = make_url(url)
    except (ArgumentError, ValueError):
        scheme = _SCHEME.match(url)
        # Nothing else of it is repeated, nor by the cause: what cannot be read may hold a password anywhere.
        raise UnknownDatabase(url=f"{scheme[0] if scheme else ''}…") from None
    address = address.set(drivername=_DRIVERS.get(address.drivername, address.drivername))
    known = address.drivername in _DRIVERS.values()
    if not known or (address.drivername.startswith("sqlite") and address.database in {None, "", ":memory:"}):
        raise UnknownDatabase(url=shown(address))
    return address


def _sqlite(address: URL, busy_seconds: float, pool: type[Pool] = NullPool) -> Engine:
    # No pool: a connection costs a fraction of a millisecond, and none is left open in a forked or ended process.
    opener = _opener(Path(str(address.database)), busy_seconds)
    patience = {_PATIENCE: busy_seconds}
    engine = create_engine(address, poolclass=pool, creator=opener, execution_options=patience, hide_parameters=True)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # The driver itself begins no transaction: so the schema takes part in it, and a writer waits at its start.
        if connection.get_execution_options().get(_READING, False):
            connection.exec_driver_sql("BEGIN")
        else:
            begin_in_turn(connection, busy_seconds)

    return engine


@contextmanager
def keeping_connections(engine: Engine) -> Iterator[Engine]:
    """Give an engine over the same register for many small transactions on end, which keeps its connections meanwhile.

    SQLite writes its log back whenever the last connection closes: once at the end now, not after each transaction.
    """
    if engine.dialect.name != "sqlite":
        yield engine
        return
    keeping = _sqlite(engine.url, engine.get_execution_options()[_PATIENCE], QueuePool)

    @event.listens_for(keeping, "checkout")
    def checkout(connection: DBAPIConnection, *_: object) -> None:
        connection.cursor().execute("PRAGMA query_only = OFF")  # whoever had it before may only have been reading

    try:
        yield keeping
    finally:
        keeping.dispose()


def _opener(file: Path, busy_seconds: float = BUSY_SECONDS) -> Callable[[], sqlite3.Connection]:
    """Return a function that opens the file; a file that is not there is an error, never made in passing."""

    def connect() -> sqlite3.Connection:
        opened = sqlite3.connect(
            f"file:{quote(str(file.absolute()))}?mode=rw",
            uri=True,
            timeout=busy_seconds,
            isolation_level=None,
            check_same_thread=False,
        )
        for pragma in _PRAGMAS:
            opened.execute(pragma).close()
        return opened

    return connect


@contextmanager
def transaction(engine: Engine) -> Iterator["Session"]:
    """Give a session that may write, alone: all of it is kept and sealed at the end, or nothing if anything is raised.

    Raises:
        Busy: another process kept the register for itself for longer than a writer waits (half a minute).
    """
    from sqlmodel import Session  # noqa: PLC0415  half a second, which reading commands do not pay

    from models.sealing import seal, watch  # noqa: PLC0415  as above

    with Session(engine) as session, session.begin():
        _begin_writing(session.connection, engine)
        watch(session)
        yield session
        begun = session.get_transaction()
        if begun is not None and begun.is_active:  # not where the caller has given it up
            seal(session)


def _begin_writing(connect: Callable[[], Connection], engine: Engine) -> Connection:
    patience = engine.get_execution_options()[_PATIENCE]
    try:
        connection = connect()
        if engine.dialect.name == "postgresql":
            take_turn(connection, patience)
    except OperationalError as problem:
        if not waited_too_long(problem):
            raise
        raise Busy(url=_shown(engine), seconds=patience) from problem
    return connection


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Give a connection on which one moment of the register is seen, and on which nothing can be written."""
    if engine.dialect.name == "postgresql":
        seen = engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        with seen.connect() as connection:
            yield connection
        return
    with engine.execution_options(**{_READING: True}).connect() as connection:
        connection.exec_driver_sql("PRAGMA query_only = ON")
        yield connection


def is_current(engine: Engine) -> bool:
    """Return whether the database is at our newest migration; false too when there is none yet. Reads one row."""
    if _missing_file(engine):
        return False
    with _reaching(engine), reading(engine) as connection:
        return _versions(connection) == [HEAD] and inspect(connection).has_table("act")


def prepare(engine: Engine) -> bool:
    """Make the register, or bring it up to date; True when it was made now. Safe from several processes at once.

    All of it is one transaction: a failure half-way leaves the database as it was.

    Raises:
        NewerDatabase: a later version of Griffie migrated it.
        HalfMigrated: it holds tables without a known version.
        NotARegister: it holds something else.
        Unreachable: it cannot be opened.
    """
    if is_current(engine):
        return False
    _make_file(engine)
    with _reaching(engine):
        return _migrate(engine)


def make_empty(engine: Engine) -> None:
    """Make the place of a SQLite register, where that is one; the tables come with `make_at`.

    Raises:
        Unreachable: it cannot be made.
    """
    _make_file(engine)


def make_at(connection: Connection, revision: str) -> None:
    """Make a register in an empty database as a migration would have it; in the transaction of the caller.

    Raises:
        NotEmpty: something is there already.
        NoSuchVersion: this version of Griffie does not have the migration.
    """
    found = inspect(connection).get_table_names()
    if found:
        raise NotEmpty(url=_shown(connection.engine), found=", ".join(sorted(found)[:3]))
    if revision not in known_versions():
        raise NoSuchVersion(found=revision, known=HEAD)
    bring_up_to_date(connection, revision)


def bring_up_to_date(connection: Connection, revision: str = "head") -> None:
    """Bring a register to a migration; in the transaction of the caller."""
    with _ONE_AT_A_TIME:
        _upgrade(connection, revision)


def known_versions() -> set[str]:
    """Return every migration that this version has."""
    from alembic.script import ScriptDirectory  # noqa: PLC0415  only when there is something to migrate

    return {script.revision for script in ScriptDirectory(str(MIGRATIONS)).walk_revisions()}


def _migrate(engine: Engine) -> bool:
    known = known_versions()
    with _ONE_AT_A_TIME, engine.begin() as connection:
        _begin_writing(lambda: connection, engine)
        new = _is_new(connection, known)
        _upgrade(connection, "head")
    return new


def _upgrade(connection: Connection, revision: str) -> None:
    from alembic import command  # noqa: PLC0415  only when there is something to migrate
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def _is_new(connection: Connection, known: set[str]) -> bool:
    """Return whether the database is empty; refuses one that we cannot bring up to date."""
    url = _shown(connection.engine)
    tables = set(inspect(connection).get_table_names()) - {"alembic_version"}
    versions = _versions(connection)
    if versions is None and tables:
        raise NotARegister(url=url, found=", ".join(sorted(tables)[:3]))
    for version in versions or ():
        if version not in known:
            raise NewerDatabase(url=url, found=version, known=HEAD)
    if tables and len(versions or ()) != 1:
        raise HalfMigrated(url=url, found=f"{len(tables)} tabellen, {len(versions or ())} versies")
    if versions and not tables:
        raise HalfMigrated(url=url, found=f"versie {versions[0]} zonder tabellen")
    return not tables


def _versions(connection: Connection) -> list[str] | None:
    """Return the migrations that the database says it has; None when it says nothing."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return list(connection.execute(text("SELECT version_num FROM alembic_version")).scalars())


def _missing_file(engine: Engine) -> bool:
    return engine.dialect.name == "sqlite" and not Path(str(engine.url.database)).exists()


def _make_file(engine: Engine) -> None:
    """Make the SQLite file, readable for its owner only, and set it to write ahead; nothing to do elsewhere."""
    if engine.dialect.name != "sqlite":
        return
    file = Path(str(engine.url.database))
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as problem:
        raise Unreachable(url=_shown(engine), reason=in_dutch(problem)) from problem
    with _reaching(engine):
        _write_ahead(_opener(file))


def _write_ahead(connect: Callable[[], sqlite3.Connection]) -> None:
    """Set the file to write ahead, which it remembers; SQLite does not wait by itself when another process does too."""
    patience = time.monotonic() + BUSY_SECONDS
    while True:
        opened = connect()
        try:
            if opened.execute("PRAGMA journal_mode = WAL").fetchone() == ("wal",):
                return
        except sqlite3.OperationalError:
            if time.monotonic() > patience:
                raise
        finally:
            opened.close()
        time.sleep(0.02)


@contextmanager
def _reaching(engine: Engine) -> Iterator[None]:
    """Turn a database that cannot be opened into one sentence."""
    try:
        yield
    except (DatabaseError, sqlite3.DatabaseError) as problem:
        cause = getattr(problem, "orig", None) or problem
        raise Unreachable(url=_shown(engine), reason=of_sqlite(str(cause))) from problem


def _shown(engine: Engine) -> str:
    """Return the address as it may be shown: of a file its path, of a server without its password."""
    return str(engine.url.database) if engine.dialect.name == "sqlite" else shown(engine.url)


def shown(address: URL) -> str:
    """Return a database's address as it may be read by anybody: a password in it, wherever it stands, is starred."""
    starred = {name: "***" if "pass" in name else value for name, value in address.query.items()}
    return address.set(query=starred).render_as_string(hide_password=True)
