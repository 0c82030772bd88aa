"""Weeks, months, quarters, half years and years, and the parts of them: their first and last days."""

from datetime import date

import pytest

from procedure.clauses import Feast, Part, Period, PeriodKind
from procedure.feasts import day_of_feast
from procedure.periods import PeriodDays, days_of_period

THURSDAY = date(2018, 5, 31)
MONTH, WEEK, QUARTER, HALF, YEAR = (
    PeriodKind.MONTH, PeriodKind.WEEK, PeriodKind.QUARTER, PeriodKind.HALF_YEAR, PeriodKind.YEAR,
)  # fmt: skip


def days(first: str, last: str, **other: bool) -> PeriodDays:
    """Return a period from the one day to the other."""
    return PeriodDays(date.fromisoformat(first), date.fromisoformat(last), **other)


@pytest.mark.parametrize(
    ("period", "found"),
    [
        (Period(MONTH, 6), days("2018-06-01", "2018-06-30", filled_in=True)),
        (Period(MONTH, 5), days("2018-05-01", "2018-05-31", filled_in=True)),  # not yet over
        (Period(MONTH, 4), days("2019-04-01", "2019-04-30", filled_in=True)),  # over
        (Period(MONTH, 2, 2020), days("2020-02-01", "2020-02-29")),
        (Period(MONTH, ahead=0), days("2018-05-01", "2018-05-31")),
        (Period(MONTH, ahead=1), days("2018-06-01", "2018-06-30")),
        (Period(MONTH, ahead=8), days("2019-01-01", "2019-01-31")),
        (Period(MONTH), days("2018-05-01", "2018-05-31")),
        (Period(MONTH, 6, part=Part.END), days("2018-06-30", "2018-06-30", whole=False, filled_in=True)),
        (Period(MONTH, 6, 2018, part=Part.MIDDLE), days("2018-06-15", "2018-06-15", whole=False)),
        (Period(MONTH, 5, part=Part.MIDDLE), days("2019-05-15", "2019-05-15", whole=False, filled_in=True)),
        (Period(MONTH, 6, 2018, part=Part.START), days("2018-06-01", "2018-06-30", vague=True)),
        (Period(MONTH, 6, 2018, part=Part.FIRST_HALF), days("2018-06-01", "2018-06-15")),
        (Period(MONTH, 6, 2018, part=Part.SECOND_HALF), days("2018-06-16", "2018-06-30")),
        (Period(QUARTER, 1, 2019), days("2019-01-01", "2019-03-31")),
        (Period(QUARTER, 4), days("2018-10-01", "2018-12-31", filled_in=True)),
        (Period(QUARTER, 1), days("2019-01-01", "2019-03-31", filled_in=True)),
        (Period(QUARTER, ahead=0), days("2018-04-01", "2018-06-30")),
        (Period(QUARTER, ahead=1), days("2018-07-01", "2018-09-30")),
        (Period(QUARTER, ahead=3), days("2019-01-01", "2019-03-31")),
        (Period(QUARTER, 2, 2019, part=Part.FIRST_HALF), days("2019-04-01", "2019-06-30", vague=True)),
        (Period(QUARTER, 2, 2019, part=Part.MIDDLE), days("2019-04-01", "2019-06-30", vague=True)),
        (Period(QUARTER, 2, 2019, part=Part.END), days("2019-06-30", "2019-06-30", whole=False)),
        (Period(HALF, 1, 2019), days("2019-01-01", "2019-06-30")),
        (Period(HALF, 2, 2019, part=Part.FIRST_HALF), days("2019-07-01", "2019-09-30")),
        (Period(HALF, 2, 2019, part=Part.SECOND_HALF), days("2019-10-01", "2019-12-31")),
        (Period(HALF, ahead=0), days("2018-01-01", "2018-06-30")),
        (Period(YEAR, year=2019), days("2019-01-01", "2019-12-31")),
        (Period(YEAR, ahead=0), days("2018-01-01", "2018-12-31")),
        (Period(YEAR, ahead=1, part=Part.FIRST_HALF), days("2019-01-01", "2019-06-30")),
        (Period(YEAR, year=2019, part=Part.SECOND_HALF), days("2019-07-01", "2019-12-31")),
        (Period(YEAR, year=2019, part=Part.MIDDLE), days("2019-01-01", "2019-12-31", vague=True)),
        (Period(WEEK, 22), days("2018-05-28", "2018-06-03", filled_in=True)),  # the letter's own
        (Period(WEEK, 21), days("2019-05-20", "2019-05-26", filled_in=True)),
        (Period(WEEK, 1, 2019), days("2018-12-31", "2019-01-06")),
        (Period(WEEK, 53, 2020), days("2020-12-28", "2021-01-03")),
        (Period(WEEK, 26, 2018, part=Part.START), days("2018-06-25", "2018-07-01", vague=True)),
        (Period(WEEK, ahead=0), days("2018-05-28", "2018-06-01", soft=True)),
        (Period(WEEK), days("2018-05-28", "2018-06-01", soft=True)),
        (Period(WEEK, ahead=2), days("2018-06-11", "2018-06-15", soft=True)),
        (Period(WEEK, ahead=1, part=Part.START), days("2018-06-04", "2018-06-08", vague=True, soft=True)),
        (Period(WEEK, ahead=1, part=Part.END), days("2018-06-08", "2018-06-08", soft=True, whole=False)),
    ],
    ids=str,
)
def test_a_period_has_its_first_and_last_day(period: Period, found: PeriodDays) -> None:
    assert days_of_period(period, THURSDAY) == found


def test_the_week_whose_sunday_is_the_letter_s_own_day_is_not_yet_over() -> None:
    assert days_of_period(Period(WEEK, 22), date(2018, 6, 3)) == days("2018-05-28", "2018-06-03", filled_in=True)
    assert days_of_period(Period(WEEK, 22), date(2018, 6, 4)) == days("2019-05-27", "2019-06-02", filled_in=True)


@pytest.mark.parametrize(
    "period",
    [
        Period(WEEK, 53, 2018),
        Period(WEEK, 0, 2018),
        Period(MONTH, 13, 2018),
        Period(YEAR, year=1),
        Period(YEAR, year=9999),
    ],
    ids=str,
)
def test_a_period_that_does_not_exist_has_no_days(period: Period) -> None:
    with pytest.raises(ValueError, match=r"\d|month"):
        days_of_period(period, THURSDAY)


@pytest.mark.parametrize(
    ("feast", "year", "day"),
    [
        (Feast.PRINSJESDAG, 2018, date(2018, 9, 18)),
        (Feast.CHRISTMAS, 2018, date(2018, 12, 25)),
        (Feast.EASTER, 2018, date(2018, 4, 1)),
        (Feast.ASCENSION, 2018, date(2018, 5, 10)),
        (Feast.WHITSUN, 2018, date(2018, 5, 20)),
    ],
)
def test_a_feast_of_two_days_is_named_by_its_first(feast: Feast, year: int, day: date) -> None:
    assert day_of_feast(feast, year) == day
