"""Migrations over ten thousand rows, killed too, and a program of another version than its register (R22, R23)."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import text

from casework import handling
from casework.opening import open_workplace
from casework.workplace import Workplace
from config.reference import packaged_tables
from models import database
from models.database import HEAD, MIGRATIONS, is_current
from models.errors import HalfMigrated, NewerDatabase
from tests.builders import DUE, a_hand, registered, shown
from tests.conftest import SEEDED
from tests.models.test_migration_faults import REVISIONS, copies_of, down_and_up, kills, state, take_down

MANY = 650
"""Cases: with these more than ten thousand rows, in every table that an import fills."""
KILLS = 20

Tell = Callable[[str, str, str], None]


@pytest.mark.faults
@pytest.mark.parametrize("revision", REVISIONS)
def test_none_of_ten_thousand_rows_is_lost_on_the_way_down_and_up(
    place: Workplace, revision: str, came_to: Tell
) -> None:
    rows = down_and_up(place, revision, MANY)
    assert rows >= 10_000
    told = f"{rows} rows down to {revision} and up again: no row and no guard lost"
    came_to("R22", f"{place.engine.dialect.name}, {revision}", told)


@pytest.mark.faults
def test_a_migration_that_is_killed_twenty_times_is_all_or_nothing(
    place: Workplace, tmp_path: Path, request: pytest.FixtureRequest, came_to: Tell
) -> None:
    kills(place, copies_of(place, tmp_path, request), KILLS, MANY)
    told = f"{KILLS} kills: the register is as it was, or brought up to date"
    came_to("R22", f"{place.engine.dialect.name}, kills", told)


def url_of(place: Workplace) -> str:
    return place.engine.url.render_as_string(hide_password=False)


def test_a_register_that_was_half_migrated_is_refused_in_dutch(place: Workplace) -> None:
    with place.engine.begin() as connection:
        connection.execute(text("DELETE FROM alembic_version"))
    with pytest.raises(HalfMigrated, match="half bijgewerkt"):
        open_workplace(url_of(place), place.home, tables=packaged_tables, at=SEEDED)


@contextmanager
def an_older_program(folder: Path, revision: str) -> Iterator[None]:
    """Let the program be one that knows no migration after a revision."""
    older = Path(shutil.copytree(MIGRATIONS, folder / f"migrations-{revision}"))
    for script in ScriptDirectory(str(MIGRATIONS)).walk_revisions():
        if script.revision > revision:
            (older / "versions" / Path(script.path).name).unlink()
    with pytest.MonkeyPatch.context() as program:
        program.setattr(database, "MIGRATIONS", older)
        program.setattr(database, "HEAD", revision)
        yield


def other_versions(place: Workplace, folder: Path, revisions: list[str]) -> None:
    """A program of each older version leaves the register alone; ours brings a register of each up to date first."""
    registered(place)
    rows = state(place.engine)
    for revision in revisions:
        with an_older_program(folder, revision), pytest.raises(NewerDatabase, match="nieuwere versie"):
            open_workplace(url_of(place), place.home, tables=packaged_tables, at=SEEDED)
        assert state(place.engine) == rows
    for revision in revisions:
        take_down(place.engine, revision)
        assert not is_current(place.engine)
        opened = open_workplace(url_of(place), place.home, tables=packaged_tables, at=SEEDED)
        assert is_current(opened.engine)
        handling.note(opened, "EK-2018-001", f"na {revision}", a_hand(DUE))
        opened.engine.dispose()
    assert state(place.engine)[1] == rows[1]
    assert f"na {revisions[-1]}" in str(shown(place)["events"])


def test_a_program_of_another_version_than_its_register_writes_nothing_before_both_agree(
    place: Workplace, tmp_path: Path
) -> None:
    other_versions(place, tmp_path, REVISIONS[:1])


@pytest.mark.faults
def test_a_program_of_any_other_version_than_its_register(place: Workplace, tmp_path: Path, came_to: Tell) -> None:
    other_versions(place, tmp_path, REVISIONS)
    told = (
        f"{len(REVISIONS)} older programs on a register of {HEAD}: refused, nothing changed; "
        f"{len(REVISIONS)} older registers: brought up to date before anything is written"
    )
    came_to("R23", place.engine.dialect.name, told)
