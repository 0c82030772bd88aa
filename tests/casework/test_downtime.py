"""After an outage it can be told which days had no check, and what became of everything that came due on them."""

from datetime import date, timedelta
from typing import Any

import pytest

from casework import handling, morning
from casework.downtime import downtime
from casework.errors import NoDays
from casework.values import DeferOrder
from casework.workplace import Workplace
from procedure.vocabulary import Via
from tests.builders import REQUESTED, a_hand, a_reply, mails, morning_of, received, registered, reminders
from tests.conftest import SEEDED

BEFORE, NOTICE, DUE, FIRST = date(2018, 6, 8), date(2018, 6, 11), date(2018, 6, 14), date(2018, 6, 15)
LATER = date(2018, 6, 20)


def told(place: Workplace, first: date = REQUESTED, last: date = LATER, **over: Any) -> dict[str, Any]:
    return downtime(place, today=date(2018, 12, 1), first=first, last=last, **over)


def by_day(found: dict[str, Any]) -> dict[str, list[tuple[str, str]]]:
    """What came due on each missed day: rung, and what became of it."""
    return {day["day"]: [(one["rung"], one["became"]) for one in day["owed"]] for day in found["missed"] if day["owed"]}


def checked(place: Workplace, first: date, last: date) -> None:
    """Every day from the one to the other has its check."""
    for n in range((last - first).days + 1):
        morning_of(place, first + timedelta(days=n))


def test_a_register_that_was_checked_every_day_has_nothing_to_tell(place: Workplace) -> None:
    registered(place)
    checked(place, REQUESTED, LATER)
    found = told(place)
    assert (found["missed"], found["outages"], found["caught_up"]) == ([], [], 0)


def test_days_without_a_check_name_what_was_caught_up_and_what_was_overtaken(place: Workplace) -> None:
    registered(place)
    checked(place, REQUESTED, BEFORE)
    checked(place, LATER, LATER)
    found = told(place)
    assert [(one["from"], one["until"], one["days"]) for one in found["outages"]] == [("2018-06-09", "2018-06-19", 11)]
    assert by_day(found) == {
        "2018-06-11": [("notice", "overtaken")],
        "2018-06-14": [("due", "overtaken")],
        "2018-06-15": [("first_rappel", "caught_up")],
    }
    [caught] = next(day for day in found["missed"] if day["day"] == "2018-06-15")["caught_up"]
    by = found["outages"][0]["caught_up_by"]
    assert (by["on"], by["by"]) == ("2018-06-20", "griffier")
    assert (caught["caught_up_on"], caught["act"], caught["state"]) == ("2018-06-20", by["act"], "written")
    assert (caught["case"], caught["recipient"]) == ("EK-2018-001", "parlementaire desk JenV")


def test_what_was_answered_or_moved_before_any_check_came_by_is_named_as_lapsed(place: Workplace) -> None:
    registered(place)
    registered(place, about="een ander onderwerp", name="tweede.txt")
    checked(place, REQUESTED, BEFORE)
    received(place, a_reply(dated=DUE), on=FIRST, cases=("EK-2018-001",))
    handling.defer(place, "EK-2018-002", DeferOrder(Via.MAIL, "tijd", to=date(2018, 7, 20)), a_hand(date(2018, 6, 13)))
    checked(place, LATER, LATER)
    found = told(place)
    assert by_day(found) == {
        "2018-06-11": [("notice", "lapsed"), ("notice", "lapsed")],
        "2018-06-14": [("due", "lapsed")],
    }
    assert found["lapsed"] == 3
    assert "antwoord" in found["missed"][5]["lapsed"][0]["reason"]


def test_during_an_outage_what_waits_is_told(place: Workplace) -> None:
    registered(place)
    checked(place, REQUESTED, BEFORE)
    found = downtime(place, today=date(2018, 6, 14), first=REQUESTED)
    assert found["until"] == "2018-06-13"
    assert by_day(found) == {"2018-06-11": [("notice", "waiting")]}
    assert [one["caught_up_by"] for one in found["outages"]] == [None]
    assert by_day(told(place))["2018-06-14"] == [("due", "too_old")]  # half a year on


@pytest.mark.parametrize(("days", "left"), [(90, 1), (91, 0)])
def test_what_came_due_too_long_ago_is_recorded_and_not_sent(place: Workplace, days: int, left: int) -> None:
    registered(place)
    morning_of(place, FIRST + timedelta(days=days))
    desk = [mail for mail in mails(place) if "To: desk" in mail]
    assert len(desk) == left
    states = {rung: state for rung, _, state in reminders(place)}
    assert states["first_rappel"] == ("written" if left else "skipped")
    found = told(place)
    assert found["too_old"] == (0 if left else 3), "where the highest is too old, so is each below it"
    assert ("escalation", "caught_up") in by_day(told(place, last=date(2018, 7, 6)))["2018-07-05"]


def test_the_first_day_is_that_of_the_register_or_of_an_earlier_check(place: Workplace) -> None:
    made = SEEDED.date()
    assert downtime(place, today=date(2018, 1, 5))["first_day"] == made.isoformat()
    morning.check(place, a_hand(made - timedelta(days=3)))
    found = downtime(place, today=date(2018, 1, 5))
    assert (found["from"], found["until"]) == ("2017-12-30", "2018-01-04")
    assert [one["day"] for one in found["missed"]] == [f"2017-12-{n}" for n in (31,)] + [
        f"2018-01-0{n}" for n in (1, 2, 3, 4)
    ]


def test_a_day_that_is_not_over_is_not_missed_yet(place: Workplace) -> None:
    with pytest.raises(NoDays, match="2 december 2018"):
        downtime(place, today=date(2018, 12, 2), last=date(2018, 12, 2))
    with pytest.raises(NoDays):
        told(place, first=LATER, last=DUE)
