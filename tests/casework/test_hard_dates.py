"""Dates as they come in life: typed wrong, a year old, put off too late or to a day before the first one."""

from datetime import date

import pytest

from casework import handling
from casework.errors import InTheFuture
from casework.values import DeferOrder
from casework.workplace import Workplace
from models.register import metadata
from procedure.vocabulary import Via
from tests.builders import DUE, REPLIED, REQUESTED, a_deferral, a_hand, a_reply, received, registered, shown

CASE = "EK-2018-001"


def everything(place: Workplace) -> list[str]:
    with place.reading() as connection:
        return [f"{table.name} {row}" for table in metadata.sorted_tables for row in connection.execute(table.select())]


def test_a_letter_of_a_day_to_come_is_refused_and_nothing_changes(place: Workplace) -> None:
    before = everything(place)
    with pytest.raises(InTheFuture, match="1 juni 2018"):
        registered(place, dated=date(2018, 6, 1))
    assert everything(place) == before
    registered(place)
    before = everything(place)
    for paper in (a_reply(dated=date(2018, 6, 21)), a_deferral(dated=date(2018, 6, 21), until=date(2018, 7, 1))):
        with pytest.raises(InTheFuture):
            received(place, paper)
    with pytest.raises(InTheFuture):
        received(place, a_reply(), on=date(2018, 6, 21), dated=date(2018, 6, 22))
    assert everything(place) == before


@pytest.mark.parametrize(
    ("dated", "warned"),
    [
        ("2017-05-29", True),  # Mon, a year and two days before
        ("2017-06-15", False),  # Thu, within the year
    ],
)
def test_a_letter_of_more_than_a_year_ago_is_registered_with_a_warning(
    place: Workplace, dated: str, *, warned: bool
) -> None:
    done = registered(place, dated=date.fromisoformat(dated))
    assert any("meer dan een jaar oud" in said for said in done.warnings) is warned
    assert done.cases == (CASE,)


@pytest.mark.parametrize(
    ("on", "to", "late", "late_agreed"),
    [
        ("2018-06-18", "2018-07-23", 6, 0),  # Mon to Mon, given four days after the term: the first clock runs on
        ("2018-06-05", "2018-06-11", 6, 9),  # Tue to Mon, to a day before the original one
    ],
    ids=["after the term", "to an earlier day"],
)
@pytest.mark.parametrize("by_letter", [True, False], ids=["letter", "telephone"])
def test_a_postponement_out_of_order_keeps_history_and_both_clocks(
    place: Workplace, on: str, to: str, late: int, late_agreed: int, *, by_letter: bool
) -> None:
    registered(place)
    day, until = date.fromisoformat(on), date.fromisoformat(to)
    if by_letter:
        received(place, a_deferral(dated=day, until=until), on=day)
    else:
        handling.defer(place, CASE, DeferOrder(Via.TELEPHONE, "meer tijd", to=until), a_hand(day))
    received(place, a_reply(dated=max(REPLIED, day)), on=max(REPLIED, day))
    found = shown(place)
    assert (found["due_on"], found["agreed_due_on"]) == (DUE.isoformat(), to)
    assert (found["days_late"], found["days_late_agreed"]) == (late, late_agreed)
    assert [(one["kind"], one["due_on"], one["in_force"]) for one in found["terms"]] == [
        ("initial", DUE.isoformat(), True),
        ("deferral", to, True),
    ]
    assert found["requested_on"] == REQUESTED.isoformat()
