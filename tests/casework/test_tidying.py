"""Clearing up after a check of PostgreSQL: it may fail, and the check stands."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from casework import morning
from casework.opening import open_workplace
from config.reference import packaged_tables
from tests.builders import DUE, a_hand, registered
from tests.conftest import SEEDED

MANY = text(
    "INSERT INTO agenda (fire_on, round_id, rung, mailbox_id, due_on, rank, by_hand, chamber, kind) "
    "SELECT fire_on, round_id, rung, mailbox_id, due_on + n, rank, by_hand, chamber, kind "
    "FROM agenda, generate_series(1, 1200) AS n WHERE rung = 'notice'"
)
IMPATIENT = "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET lock_timeout = 200', current_database()); END $$"
AS_A_CLEANER = "LOCK TABLE agenda IN SHARE UPDATE EXCLUSIVE MODE"


@pytest.mark.parametrize("held", [True, False])
def test_a_check_stands_with_its_seal_though_the_agenda_cannot_be_cleared(
    postgres_copy: Callable[[str], str], small_office_on_postgres: str, home: Path, *, held: bool
) -> None:
    url = postgres_copy(small_office_on_postgres)
    place = open_workplace(url, home, tables=packaged_tables, at=SEEDED)
    registered(place)
    with place.transaction() as session:
        session.execute(MANY)
        session.execute(text(IMPATIENT))
    place.engine.dispose()  # so that the next connections are impatient
    with place.engine.connect() as other:
        if held:
            other.exec_driver_sql(AS_A_CLEANER)
        done = morning.check(place, a_hand(DUE))
    place.engine.dispose()
    assert (done.data["skipped"], done.data["reminders_total"]) == (1, 1202)
    assert (morning.NOT_TIDIED in done.warnings) is held
    assert done.data["head"] in (home / "logs" / "zegels.log").read_text(encoding="ascii")
