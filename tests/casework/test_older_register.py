"""A register made before the ladder knew chambers and kinds, brought up to date: running cases go on as they were."""

from datetime import date

import pytest
from alembic import command

from casework import delivery, morning
from casework.office import load_in
from casework.preferring import PreferOrder, opt_out
from casework.workplace import Workplace
from models.database import prepare
from models.verifying import verify
from notifications.carrier import Carrier
from notifications.transports.memory import Memory
from tests.builders import DUE, REQUESTED, a_hand, received, registered, reminders
from tests.house.test_migrations import run

MON_11_JUNE = date(2018, 6, 11)

FURTHER = (
    "INSERT INTO round (case_id, sequence, registered_on, act_id) SELECT case_id, 2, registered_on, act_id FROM round"
)
OF_THAT_ROUND = "UPDATE agenda SET round_id = (SELECT max(id) FROM round) WHERE rung = 'escalation'"


LADDER_AS_IT_WAS = "UPDATE rung SET tone = '', may_opt_out = (1 = 0)"


@pytest.fixture
def place(either_place: Workplace) -> Workplace:
    """A register of version 0005, on both databases: one case, of which the notice is owed and has not left."""
    with either_place.transaction() as session:
        session.connection().exec_driver_sql(LADDER_AS_IT_WAS)
        load_in(session, {"ministry": [{"code": "JenV", "name": "Justitie"}]}, a_hand(REQUESTED))
    registered(either_place)
    morning.check(either_place, a_hand(MON_11_JUNE))
    with either_place.engine.begin() as connection:
        run(command.downgrade, connection, "0005")
    return either_place


def asked(place: Workplace, question: str) -> list[tuple[object, ...]]:
    with place.reading() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(question)]


def test_the_seals_hold_and_the_next_one_fits_on(place: Workplace) -> None:
    assert not prepare(place.engine)
    with place.reading() as connection:
        before = verify(connection)
    received(place)
    with place.reading() as connection:
        after = verify(connection, kept=before.head)
    assert (before.fault, after.fault) == (None, None)
    assert (after.kept_at, after.seals) == (before.act, before.seals + 1)


def test_what_was_planned_is_planned_for_the_sort_of_its_round(place: Workplace) -> None:
    with place.engine.begin() as connection:
        connection.exec_driver_sql(FURTHER)
        connection.exec_driver_sql(OF_THAT_ROUND)
        planned = [tuple(row) for row in connection.exec_driver_sql("SELECT fire_on, rung, due_on FROM agenda")]
    prepare(place.engine)
    sorts = dict.fromkeys(("due", "first_rappel", "second_rappel"), ("EK", "first")) | {"escalation": ("EK", "further")}
    assert {row[0]: row[1:] for row in asked(place, "SELECT rung, chamber, kind FROM agenda")} == sorts
    assert sorted(asked(place, "SELECT fire_on, rung, due_on FROM agenda")) == sorted(planned)


def test_what_was_owed_may_leave_and_what_was_planned_is_owed_on_its_day(place: Workplace) -> None:
    prepare(place.engine)
    mailed = Memory()
    assert asked(place, "SELECT count(*) FROM reminder WHERE leaves_on = owed_on") == [(1,)]
    for day in (MON_11_JUNE, DUE):
        morning.check(place, a_hand(day))
        delivery.deliver(place, Carrier(mailed, None, ""), a_hand(day))
    assert reminders(place) == [("notice", "2018-06-11", "sent"), ("due", "2018-06-14", "sent")]
    assert len(mailed.parcels) == 2


def test_a_mailbox_may_opt_out_once_the_office_says_so(place: Workplace) -> None:
    prepare(place.engine)
    with place.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE rung SET may_opt_out = (1 = 1) WHERE code = 'due'")
    opt_out(place, PreferOrder("due", "mevrouw Jansen", ministry="JenV"), a_hand(MON_11_JUNE))
    morning.check(place, a_hand(DUE))
    assert reminders(place)[-1] == ("due", "2018-06-14", "skipped")


def test_what_waits_for_monday_leaves_on_monday(either_place: Workplace) -> None:
    registered(either_place, term="binnen zestien dagen na dagtekening")
    morning.check(either_place, a_hand(date(2018, 6, 16)))  # Saturday
    with either_place.engine.begin() as connection:
        run(command.downgrade, connection, "0005")
    prepare(either_place.engine)
    waiting = "SELECT rung FROM reminder WHERE outcome = 'owed' AND leaves_on = '2018-06-18'"
    assert asked(either_place, waiting) == [("due",)]


def test_a_register_that_an_older_version_has_no_room_for_is_not_taken_down(either_place: Workplace) -> None:
    opt_out(either_place, PreferOrder("notice", "mevrouw Jansen", ministry="JenV"), a_hand(REQUESTED))
    with pytest.raises(ValueError, match="terug naar 0005 kan niet"), either_place.engine.begin() as connection:
        run(command.downgrade, connection, "0005")
    assert asked(either_place, "SELECT rung FROM preference") == [("notice",)]
