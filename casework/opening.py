"""Opening an office: its folders, and its database, made and filled where there is none yet."""

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from casework.errors import NoHome
from casework.workplace import Workplace
from models import queries
from models.database import make_engine, prepare
from models.errors import ModelsError
from procedure.troubles import in_dutch
from sources.store import Store

FOLDERS = ("papers", "inbox", "outgoing", "published")


def make_home(home: Path) -> None:
    """Make the home folder with its folders, for its owner only, where they are not there; raises NoHome."""
    try:
        for folder in (home, *(home / name for name in FOLDERS)):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as problem:
        raise NoHome(home=home, problem=in_dutch(problem)) from problem


def open_workplace(
    database_url: str, home: Path, *, tables: Callable[[], Mapping[str, Any]], at: datetime
) -> Workplace:
    """Return the workplace at this address; a database that is not there is made, with the small office in ``tables``.

    Raises:
        ModelsError: the address is no database, or one that a newer version made.
        NoHome: the folder cannot be made or used.
    """
    engine = make_engine(database_url)
    make_home(home)
    try:
        made = prepare(engine)
    except ModelsError:
        engine.dispose()  # no connection stays open to a register that we do not use
        raise
    place = Workplace(engine, home, Store(home / "papers"), made)
    with place.reading() as connection:
        filled = bool(queries.ask(connection, queries.INSTALLATION))
    if not filled:
        from casework.seeding import seed  # noqa: PLC0415  (only a new register needs the tables of SQLModel here)

        seed(place, tables(), at=at)
    return place
