"""In time, near, late by so many days: on a day, at an instant, and once answered."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procedure.deadlines import Standing, days_late, standing
from procedure.vocabulary import StandingState

DUE = date(2018, 6, 14)
NOON = datetime(2018, 6, 14, 12, tzinfo=ZoneInfo("Europe/Amsterdam"))


@pytest.mark.parametrize(
    ("on", "state", "late"),
    [
        (date(2018, 5, 31), StandingState.IN_TIME, 0),
        (date(2018, 6, 10), StandingState.IN_TIME, 0),
        (date(2018, 6, 11), StandingState.NEAR, 0),
        (date(2018, 6, 14), StandingState.NEAR, 0),  # the last day counts whole
        (date(2018, 6, 15), StandingState.LATE, 1),
        (date(2018, 6, 20), StandingState.LATE, 6),
    ],
)
def test_an_open_term_stands_as_its_day_says(on: date, state: StandingState, late: int) -> None:
    assert standing(DUE, on=on) == Standing(state, late, late=late > 0)


@pytest.mark.parametrize(
    ("answered", "state", "late"),
    [
        (date(2018, 6, 14), StandingState.ANSWERED_IN_TIME, 0),
        (date(2018, 6, 1), StandingState.ANSWERED_IN_TIME, 0),
        (date(2018, 6, 15), StandingState.ANSWERED_LATE, 1),
        (date(2018, 6, 20), StandingState.ANSWERED_LATE, 6),  # the consultation of 2018
    ],
)
def test_an_answer_fixes_the_lateness_however_long_ago(answered: date, state: StandingState, late: int) -> None:
    assert standing(DUE, answered_on=answered, on=date(2020, 1, 1)) == Standing(state, late, late=late > 0)


def test_without_a_date_nothing_is_ever_late() -> None:
    assert standing(None, on=DUE) == Standing(StandingState.NO_DATE)
    assert standing(None, answered_on=DUE, on=DUE) == Standing(StandingState.ANSWERED)
    assert days_late(None, DUE) == 0


def test_past_its_hour_a_term_is_late_within_the_day() -> None:
    just, past = NOON, NOON + timedelta(seconds=1)
    assert not standing(DUE, NOON, on=DUE, at=just).late
    assert standing(DUE, NOON, on=DUE, at=past) == Standing(StandingState.LATE, 0, late=True)
    assert standing(DUE, NOON, answered_on=DUE, on=DUE, at=past).state is StandingState.ANSWERED_IN_TIME


def test_the_day_is_that_of_amsterdam_to_the_second() -> None:
    zone = ZoneInfo("Europe/Amsterdam")
    last, first = (datetime(2018, 6, 14, 21, 59, 59, tzinfo=ZoneInfo("UTC")) + timedelta(seconds=n) for n in (0, 1))
    assert days_late(DUE, last.astimezone(zone).date()) == 0
    assert days_late(DUE, first.astimezone(zone).date()) == 1


@given(st.dates(date(1966, 1, 1), date(2100, 1, 1)), st.integers(-400, 400))
def test_lateness_is_whole_civil_days_and_never_negative(due: date, n: int) -> None:
    assert days_late(due, due + timedelta(days=n)) == max(0, n)
