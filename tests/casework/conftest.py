"""The verbs are tested on both databases; what is said here of one holds for the other."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from casework.opening import open_workplace
from casework.workplace import Workplace
from config.reference import packaged_tables
from models.database import make_engine
from tests.casework.backups import a_backup, at, work
from tests.conftest import SEEDED


@pytest.fixture
def place(either_place: Workplace) -> Workplace:
    """A workplace with the small office, on SQLite and on PostgreSQL in turn."""
    return either_place


@pytest.fixture(scope="session")
def worked_home(small_office: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home, with its register on SQLite, in which something of every kind has happened; to copy."""
    home = Path(shutil.copytree(small_office, tmp_path_factory.mktemp("worked") / "home"))
    with at(home) as place:
        work(place)
    return home


@pytest.fixture(scope="session")
def worked_on_postgres(postgres_server: str, small_office: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The name of a PostgreSQL database in which the same has happened; to copy."""
    home = Path(shutil.copytree(small_office, tmp_path_factory.mktemp("worked_postgres") / "home"))
    beside, name = make_engine(postgres_server), "register_worked"
    with beside.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'"))
    beside.dispose()
    url = beside.url.set(database=name).render_as_string(hide_password=False)
    place = open_workplace(url, home, tables=packaged_tables, at=SEEDED)
    work(place)
    place.engine.dispose()
    return name


@pytest.fixture(params=["sqlite", "postgresql"])
def worked(request: pytest.FixtureRequest, worked_home: Path, tmp_path: Path) -> Iterator[Workplace]:
    """An office in which something of every kind has happened, on either database in turn."""
    home, url = Path(shutil.copytree(worked_home, tmp_path / "home")), ""
    if request.param == "postgresql":
        copy: Callable[[str], str] = request.getfixturevalue("postgres_copy")
        url = copy(request.getfixturevalue("worked_on_postgres"))
    with at(home, url) as place:
        yield place


@pytest.fixture
def sample(worked_home: Path, tmp_path: Path) -> Path:
    """A backup of that office."""
    with at(worked_home) as place:
        a_backup(place, tmp_path / "sample.zip")
    return tmp_path / "sample.zip"
