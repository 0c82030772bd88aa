"""Opening the register, writing in it and reading from it, on real databases and with real processes."""

import os
import sqlite3
import stat
import subprocess
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from alembic.operations import Operations
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError, OperationalError

from models import database
from models.database import is_current, make_engine, prepare, reading, transaction
from models.errors import Busy, HalfMigrated, ModelsError, NewerDatabase, NotARegister, UnknownDatabase, Unreachable
from models.turns import begin_in_turn

COUNT = text("SELECT count(*) FROM dossier")
ADD = text("INSERT INTO dossier (number, title, edossier) VALUES (:number, '', false)")


class Interrupted(Exception):
    """Something that goes wrong in the middle."""


@pytest.fixture
def new_file(tmp_path: Path) -> Path:
    return tmp_path / "a home with spaces" / "deeper" / "register.db"


@pytest.mark.parametrize(
    "url",
    ["", "register.db", "sqlite://", "sqlite:///:memory:", "mysql://root@server/griffie", "http://example.org"],
)
def test_an_address_that_names_no_database_is_refused_in_one_sentence(url: str) -> None:
    with pytest.raises(UnknownDatabase, match=r"is geen database te vinden; verwacht wordt sqlite:///"):
        make_engine(url)


@pytest.mark.parametrize(
    "url",
    [
        "mysql://root:geheim@server/griffie",
        "mysql://server/griffie?password=geheim",
        "postgresql://root:geheim@server:poort/griffie",
        "postgresql://root:geheim@[::1/griffie",
        "geheim",
    ],
)
def test_a_refused_address_does_not_show_its_password(url: str) -> None:
    with pytest.raises(UnknownDatabase) as refused:
        make_engine(url)

    assert "geheim" not in f"{refused.value} {refused.value.facts} {refused.value.__cause__}"


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg"])
def test_an_address_of_postgresql_is_reached_through_psycopg(scheme: str) -> None:
    assert make_engine(f"{scheme}://griffier@server/register").url.drivername == "postgresql+psycopg"


def test_a_database_that_does_not_answer_is_named_without_its_password(tmp_path: Path) -> None:
    engine = make_engine(f"postgresql://griffier:geheim@/register?host={tmp_path}")

    with pytest.raises(Unreachable, match="is niet te openen") as refused:
        prepare(engine)

    assert "geheim" not in str(refused.value)


def test_a_new_register_is_made_once(new_file: Path) -> None:
    engine = make_engine(f"sqlite:///{new_file}")

    assert not is_current(engine)
    assert prepare(engine)
    assert is_current(engine)
    assert not prepare(engine)


def test_asking_whether_a_register_is_current_makes_no_file(new_file: Path) -> None:
    assert not is_current(make_engine(f"sqlite:///{new_file}"))
    assert not new_file.parent.exists()


def test_reading_where_no_register_is_makes_no_file(tmp_path: Path) -> None:
    with pytest.raises(DBAPIError), reading(make_engine(f"sqlite:///{tmp_path / 'register.db'}")):
        pass

    assert not list(tmp_path.iterdir())


def test_a_new_register_can_be_read_by_its_owner_only(new_file: Path) -> None:
    before = os.umask(0o022)
    try:
        engine = make_engine(f"sqlite:///{new_file}")
        prepare(engine)
        with transaction(engine) as session:
            session.connection().execute(ADD, {"number": "34964"})
            beside = {file.name: stat.S_IMODE(file.stat().st_mode) for file in new_file.parent.iterdir()}
    finally:
        os.umask(before)

    assert beside == {"register.db": 0o600, "register.db-wal": 0o600, "register.db-shm": 0o600}
    assert stat.S_IMODE(new_file.parent.stat().st_mode) == 0o700


def test_the_folder_of_somebody_else_is_left_as_it_is(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)

    prepare(make_engine(f"sqlite:///{tmp_path / 'register.db'}"))

    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o755


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),  # FULL
        ("foreign_keys", 1),
        ("busy_timeout", 30_000),
        ("recursive_triggers", 1),
    ],
)
def test_every_connection_to_a_file_is_safe(sqlite_url: str, pragma: str, value: object) -> None:
    with make_engine(sqlite_url).connect() as connection:
        assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value


class Hasty(sqlite3.Connection):
    """SQLite as it may also be built: it does not wait for the disk unless it is told to."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        """Open, and be in a hurry."""
        super().__init__(*arguments, **options)
        self.execute("PRAGMA synchronous = NORMAL")


def test_a_file_is_synced_in_full_though_sqlite_itself_would_not(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database.sqlite3, "connect", partial(sqlite3.connect, factory=Hasty))

    with make_engine(sqlite_url).connect() as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2


def test_a_statement_that_fails_does_not_tell_what_it_would_have_written(engine: Engine) -> None:
    told_to_nobody = "31-05-2018"[::-1]

    def add_twice() -> None:
        with transaction(engine) as session:
            for _ in range(2):
                session.connection().execute(ADD, {"number": told_to_nobody})

    with pytest.raises(DBAPIError) as failed:
        add_twice()

    told = "".join(traceback.format_exception(failed.value))
    assert "INSERT INTO dossier" in told
    assert told_to_nobody not in told


def test_a_transaction_keeps_all_of_it(engine: Engine) -> None:
    with transaction(engine) as session:
        session.connection().execute(ADD, {"number": "34964"})
        session.connection().execute(ADD, {"number": "E180019"})

    with reading(engine) as connection:
        assert connection.execute(COUNT).scalar() == 2


def test_a_transaction_that_fails_keeps_nothing(engine: Engine) -> None:
    def add_and_fail() -> None:
        with transaction(engine) as session:
            session.connection().execute(ADD, {"number": "34964"})
            raise Interrupted

    with pytest.raises(Interrupted):
        add_and_fail()

    with reading(engine) as connection:
        assert connection.execute(COUNT).scalar() == 0


def test_nothing_can_be_written_while_reading(engine: Engine) -> None:
    with reading(engine) as connection, pytest.raises(DBAPIError):
        connection.execute(ADD, {"number": "34964"})

    with transaction(engine) as session:
        session.connection().execute(ADD, {"number": "34964"})


def test_a_reader_sees_one_moment_though_others_write_meanwhile(engine: Engine) -> None:
    with reading(engine) as connection:
        before = connection.execute(COUNT).scalar()
        with transaction(engine) as session:
            session.connection().execute(ADD, {"number": "34964"})

        assert connection.execute(COUNT).scalar() == before


def test_a_writer_that_waits_too_long_is_told_so(register_url: str) -> None:
    engine = make_engine(register_url, busy_seconds=0.05)

    with transaction(engine), pytest.raises(Busy, match=r"al 0\.05 seconden bezet"), transaction(engine):
        pass
    engine.dispose()


def test_only_a_register_that_another_keeps_is_waited_for(sqlite_url: str) -> None:
    engine, begun = make_engine(sqlite_url), time.monotonic()
    with engine.begin() as connection, pytest.raises(OperationalError, match="within a transaction"):
        begin_in_turn(connection, 20)
    engine.dispose()
    assert time.monotonic() - begun < 10


WRITER = """
import sys
from sqlalchemy import text
from models.database import make_engine, transaction
engine = make_engine(sys.argv[1])
for n in range(25):
    with transaction(engine) as session:
        seen = session.connection().execute(text("SELECT count(*) FROM dossier")).scalar()
        add = text("INSERT INTO dossier (number, title, edossier) VALUES (:number, '', false)")
        session.connection().execute(add, {"number": f"{seen:05}"})
"""


def test_two_processes_that_read_and_then_write_never_tread_on_each_other(register_url: str) -> None:
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, register_url]) for _ in range(2)]

    assert [writer.wait(timeout=120) for writer in writers] == [0, 0]
    engine = make_engine(register_url)
    with reading(engine) as connection:
        numbers = list(connection.execute(text("SELECT number FROM dossier ORDER BY number")).scalars())
    engine.dispose()
    assert numbers == [f"{n:05}" for n in range(50)]


def test_several_threads_write_in_turn(register_url: str) -> None:
    engine = make_engine(register_url)

    def write(name: int) -> None:
        for n in range(5):
            with transaction(engine) as session:
                session.connection().execute(ADD, {"number": f"{name}-{n}"})

    threads = [threading.Thread(target=write, args=(name,)) for name in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with reading(engine) as connection:
        assert connection.execute(COUNT).scalar() == 20
    engine.dispose()


MAKER = "import sys; from models.database import *; print(prepare(make_engine(sys.argv[1])))"


def test_of_several_processes_that_start_at_once_one_makes_the_register(new_file: Path) -> None:
    command = [sys.executable, "-c", MAKER, f"sqlite:///{new_file}"]
    makers = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(4)]

    assert sorted(maker.communicate(timeout=120)[0].strip() for maker in makers) == ["False", "False", "False", "True"]


@contextmanager
def broken_half_way() -> Iterator[None]:
    """Let a migration fail after some fifty tables, when it comes to its guards."""

    def fail(*_: object) -> None:
        raise Interrupted

    with pytest.MonkeyPatch.context() as broken:
        broken.setattr(Operations, "execute", fail)
        yield


def test_a_migration_that_fails_half_way_leaves_no_table(new_file: Path) -> None:
    engine = make_engine(f"sqlite:///{new_file}")
    with broken_half_way(), pytest.raises(Interrupted):
        prepare(engine)

    with closing(sqlite3.connect(new_file)) as left:
        assert left.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
    assert prepare(engine)


def test_a_migration_on_postgresql_that_fails_half_way_leaves_no_table(
    postgres_copy: Callable[[str], str],
) -> None:
    engine = make_engine(postgres_copy("template0"))
    with broken_half_way(), pytest.raises(Interrupted):
        prepare(engine)

    with engine.connect() as connection:
        tables = "SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public'"
        assert connection.execute(text(tables)).scalar() == 0
    assert prepare(engine)
    engine.dispose()


@pytest.mark.parametrize(
    ("change", "refusal", "sentence"),
    [
        ("UPDATE alembic_version SET version_num = '9999'", NewerDatabase, "nieuwere versie van Griffie"),
        ("DELETE FROM alembic_version", HalfMigrated, "half bijgewerkt"),
        ("INSERT INTO alembic_version VALUES ('0000')", NewerDatabase, "nieuwere versie van Griffie"),
        ("DROP TABLE alembic_version", NotARegister, "is geen register van Griffie"),
    ],
)
def test_a_database_that_is_not_ours_to_change_is_refused_and_left_alone(
    engine: Engine, change: str, refusal: type[ModelsError], sentence: str
) -> None:
    with engine.begin() as connection:
        connection.execute(text(change))
        tables = database.inspect(connection).get_table_names()

    with pytest.raises(refusal, match=sentence):
        prepare(engine)

    with engine.connect() as connection:
        assert database.inspect(connection).get_table_names() == tables


def test_a_version_without_tables_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "register.db"
    with closing(sqlite3.connect(file)) as made:
        made.executescript(
            "CREATE TABLE alembic_version (version_num VARCHAR); INSERT INTO alembic_version VALUES ('0000')"
        )

    with pytest.raises(NewerDatabase):
        prepare(make_engine(f"sqlite:///{file}"))


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "register.db"
    file.write_text("Geachte griffier, " * 100)

    with pytest.raises(Unreachable, match=f"{file} is niet te openen: het bestand is geen SQLite-database"):
        prepare(make_engine(f"sqlite:///{file}"))

    assert file.read_text().startswith("Geachte griffier")


def test_reading_the_register_imports_neither_sqlmodel_nor_alembic(sqlite_url: str) -> None:
    code = (
        "import sys; from models.database import *; engine = make_engine(sys.argv[1]); assert is_current(engine)\n"
        "with reading(engine): pass\n"
        "assert not {'sqlmodel', 'alembic', 'pydantic'} & set(sys.modules), sys.modules.keys()"
    )

    subprocess.run([sys.executable, "-c", code, sqlite_url], check=True)
