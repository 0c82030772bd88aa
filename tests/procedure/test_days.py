"""The calendar: feast days against two other opinions, decree days, working days, recess, and where it ends."""

from bisect import bisect_right
from datetime import date, timedelta

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.reference import packaged_rulebook
from procedure.days import (
    Days,
    DecreeCoverage,
    DecreeDay,
    FreeDay,
    Recess,
    RecessKind,
    easter_sunday,
    feast_days,
    prinsjesdag,
)
from procedure.errors import BeyondCalendar
from procedure.vocabulary import Chamber
from tests.weekdays import day

DAYS = packaged_rulebook().days
YEARS = range(1966, 2101)
EVERY_DAY = st.dates(date(1966, 2, 1), date(2100, 11, 30))


def gauss(year: int) -> date:
    """Return Easter Sunday by the method of Gauss, a third opinion."""
    k, a, b, c = year // 100, year % 19, year % 4, year % 7
    p = (13 + 8 * k) // 25
    d = (19 * a + (15 - p + k - k // 4) % 30) % 30
    e = (2 * b + 4 * c + 6 * d + (4 + k - k // 4) % 7) % 7
    if (d, e) == (29, 6):
        return date(year, 4, 19)
    if (d, e) == (28, 6) and (11 * (15 - p + k - k // 4) + 11) % 30 < 19:
        return date(year, 4, 18)
    return date(year, 3, 22) + timedelta(days=d + e)


def test_easter_agrees_with_gauss_in_every_year_of_the_calendar() -> None:
    assert [year for year in YEARS if easter_sunday(year) != gauss(year)] == []


@pytest.mark.parametrize("year", YEARS)
def test_the_feast_days_are_those_of_the_holidays_library_and_the_fifth_of_may(year: int) -> None:
    known = set(holidays.NL(years=year, categories=("public", "optional")))
    sundays = {easter_sunday(year), easter_sunday(year) + timedelta(days=49)}
    assert set(feast_days(year)) == (known - sundays) | {date(year, 5, 5)}


@pytest.mark.parametrize(
    ("royal", "why"),
    [
        ("Fri 2018-04-27", FreeDay.KINGS_DAY),
        ("Sat 2014-04-26", FreeDay.KINGS_DAY),
        ("Sat 2025-04-26", FreeDay.KINGS_DAY),
        ("Sat 2031-04-26", FreeDay.KINGS_DAY),
        ("Sat 2098-04-26", FreeDay.KINGS_DAY),
        ("Tue 2013-04-30", FreeDay.QUEENS_DAY),
        ("Sat 2006-04-29", FreeDay.QUEENS_DAY),
        ("Mon 1972-05-01", FreeDay.QUEENS_DAY),
    ],
)
def test_the_birthday_of_the_monarch_moves_when_it_falls_on_a_sunday(royal: str, why: FreeDay) -> None:
    assert feast_days(day(royal).year)[day(royal)] is why


@pytest.mark.parametrize(
    ("coinciding", "why"),
    [
        ("Thu 2016-05-05", FreeDay.ASCENSION_DAY),  # Ascension Day on Liberation Day
        ("Mon 2038-04-26", FreeDay.EASTER_MONDAY),  # the day before King's Day
        ("Thu 2043-05-07", FreeDay.ASCENSION_DAY),
        ("Thu 2027-05-06", FreeDay.ASCENSION_DAY),
        ("Sun 2024-05-05", FreeDay.LIBERATION_DAY),  # the feast is named, not the Sunday
        ("Sat 2024-05-04", FreeDay.SATURDAY),
        ("Sun 2018-06-17", FreeDay.SUNDAY),
        ("Fri 2018-03-30", FreeDay.GOOD_FRIDAY),
        ("Fri 2018-05-11", FreeDay.DECREE),
        ("Fri 2026-01-02", FreeDay.DECREE),
    ],
)
def test_a_free_day_says_why(coinciding: str, why: FreeDay) -> None:
    assert DAYS.why_not(day(coinciding)) is why


def test_good_friday_is_a_working_day_for_a_rule_that_says_so() -> None:
    good_friday = day("Fri 2018-03-30")
    assert (DAYS.is_working_day(good_friday), DAYS.without_good_friday().is_working_day(good_friday)) == (False, True)


@pytest.mark.parametrize(
    ("start", "n", "end"),
    [
        ("Thu 2018-06-14", -3, "Mon 2018-06-11"),  # the notice of a term
        ("Thu 2018-06-14", 1, "Fri 2018-06-15"),  # its first rappel
        ("Thu 2018-06-14", 0, "Thu 2018-06-14"),
        ("Fri 2018-06-15", 1, "Mon 2018-06-18"),
        ("Sat 2018-06-16", 1, "Mon 2018-06-18"),
        ("Sun 2018-06-17", -1, "Fri 2018-06-15"),
        ("Thu 2018-03-29", 2, "Wed 2018-04-04"),  # over Good Friday and Easter
        ("Mon 2018-05-14", -2, "Tue 2018-05-08"),  # over the decree day and Ascension Day
        ("Thu 2018-05-31", 10, "Thu 2018-06-14"),
        ("Thu 2026-12-24", 5, "Mon 2027-01-04"),
    ],
)
def test_working_days_are_counted_forwards_and_backwards(start: str, n: int, end: str) -> None:
    assert DAYS.add_working_days(day(start), n) == day(end)


@given(EVERY_DAY, st.integers(1, 15))
def test_forwards_and_backwards_undo_each_other_on_working_days(start: date, n: int) -> None:
    working = DAYS.next_working_day(start)
    assert DAYS.add_working_days(DAYS.add_working_days(working, n), -n) == working


def test_the_next_working_day_is_the_same_as_in_an_independent_table() -> None:
    free = {each.day for each in DAYS.decree_days}
    free |= {day for year in YEARS for day in holidays.NL(years=year, categories=("public", "optional"))}
    free |= {date(year, 5, 5) for year in YEARS}
    all_days = [DAYS.first + timedelta(days=n) for n in range((DAYS.last - DAYS.first).days + 1)]
    working = [each for each in all_days if each.weekday() < 5 and each not in free]
    wrong = [
        each
        for each in all_days[:-5]
        if DAYS.next_working_day(each) != working[bisect_right(working, each - timedelta(days=1))]
    ]
    assert wrong == []


def test_a_bridge_day_is_the_friday_or_monday_between_a_feast_and_a_weekend() -> None:
    for each in DAYS.decree_days:
        beside = {each.day - timedelta(days=1), each.day + timedelta(days=1)}
        assert beside & feast_days(each.day.year).keys() or each.day == date(2018, 12, 31), each.day


@pytest.mark.parametrize("outside", ["Fri 1965-12-31", "Sat 2101-01-01"])
def test_outside_the_calendar_there_is_no_answer(outside: str) -> None:
    with pytest.raises(BeyondCalendar) as refused:
        DAYS.is_working_day(day(outside))
    assert refused.value.facts == {"first": DAYS.first, "last": DAYS.last, "day": day(outside)}


@pytest.mark.parametrize(("start", "n"), [("Fri 2100-12-31", 1), ("Fri 1966-01-07", -9)])
def test_a_count_that_leaves_the_calendar_stops(start: str, n: int) -> None:
    with pytest.raises(BeyondCalendar) as refused:
        DAYS.add_working_days(day(start), n)
    outside = refused.value.facts["day"]
    assert outside == (day("Sat 2101-01-01") if n > 0 else day("Fri 1965-12-31"))


def test_years_whose_decrees_are_not_known_are_named() -> None:
    assert DAYS.years_without_decrees(date(2019, 12, 20), date(2023, 1, 5)) == (2020, 2021, 2022)
    assert DAYS.years_without_decrees(date(2026, 1, 1), date(2028, 12, 31)) == ()


@pytest.mark.parametrize(
    ("opening", "year"),
    [("Tue 2018-09-18", 2018), ("Tue 2025-09-16", 2025), ("Tue 2015-09-15", 2015), ("Tue 2026-09-15", 2026)],
)
def test_prinsjesdag_is_the_third_tuesday_of_september(opening: str, year: int) -> None:
    assert prinsjesdag(year) == day(opening)


def test_a_recess_is_that_of_the_chamber_itself() -> None:
    inside = day("Wed 2010-07-14")
    recess = DAYS.recess_on(inside, Chamber.EK)
    assert recess is not None
    assert (recess.first, recess.last) == (day("Thu 2010-07-08"), day("Mon 2010-09-13"))
    assert DAYS.recess_on(inside, Chamber.TK) is None
    assert (DAYS.recess_on(recess.first, Chamber.EK), DAYS.recess_on(recess.last, Chamber.EK)) == (recess, recess)
    assert DAYS.recess_on(recess.first - timedelta(days=1), Chamber.EK) is None
    assert DAYS.recess_on(recess.last + timedelta(days=1), Chamber.EK) is None


def test_a_recess_that_is_not_in_the_table_is_unknown_however_many_come_later() -> None:
    assert DAYS.recess_named(RecessKind.SUMMER, Chamber.TK, after=day("Fri 2011-04-01")) is None
    coming = DAYS.recess_named(RecessKind.SUMMER, Chamber.TK, after=day("Fri 2022-04-01"))
    assert coming is not None
    assert coming.first == day("Fri 2022-07-08")
    assert DAYS.recess_of_year(RecessKind.MAY, Chamber.TK, year=2024) is not None
    assert DAYS.recess_of_year(RecessKind.MAY, Chamber.EK, year=2024) is None


def test_a_decree_day_makes_a_working_day_free_and_belongs_to_the_value() -> None:
    plain = Days(date(2020, 1, 1), date(2020, 12, 31))
    bridge = DecreeDay(day("Fri 2020-05-22"), "a decree", date(2020, 1, 1))
    covered = DecreeCoverage(date(2020, 1, 1), date(2020, 12, 31), "a decree", date(2020, 1, 1))
    with_bridge = Days(date(2020, 1, 1), date(2020, 12, 31), (bridge,), (covered,))
    assert (plain.is_working_day(bridge.day), with_bridge.is_working_day(bridge.day)) == (True, False)
    assert plain != with_bridge
    assert with_bridge.years_without_decrees(bridge.day, bridge.day) == ()


def a_recess(first: str, kind: RecessKind = RecessKind.SUMMER) -> Recess:
    """Return a recess of a week of the Eerste Kamer."""
    begins = day(first)
    return Recess(Chamber.EK, kind, begins, begins + timedelta(days=6), "a page", begins)


def test_the_recess_that_is_meant_is_the_first_to_begin_after_the_letter_within_a_year() -> None:
    later, sooner, other = (
        a_recess("Mon 2018-07-30"),
        a_recess("Mon 2018-07-02"),
        a_recess("Mon 2018-06-18", RecessKind.MAY),
    )
    days = Days(date(2018, 1, 1), date(2020, 12, 31), recesses=(later, sooner, other))

    def meant(letter: str) -> Recess | None:
        return days.recess_named(RecessKind.SUMMER, Chamber.EK, after=day(letter))

    assert meant("Thu 2018-05-31") == sooner
    assert meant("Mon 2018-07-02") == later  # begun on the letter's own day: the next
    assert meant("Mon 2018-07-30") is None
    assert meant("Sat 2017-07-01") == sooner  # 366 days
    assert meant("Fri 2017-06-30") is None  # a day more
    assert days.recess_named(RecessKind.SUMMER, Chamber.TK, after=day("Thu 2018-05-31")) is None


def test_a_calendar_of_its_own_knows_each_working_day_from_its_first_to_its_last_and_no_other() -> None:
    first, last = day("Mon 2018-03-26"), day("Thu 2018-05-10")
    days = Days(first, day("Wed 2018-05-09"))
    free = {day(text) for text in ("Fri 2018-03-30", "Mon 2018-04-02", "Fri 2018-04-27", "Sat 2018-05-05")}
    span = [first + timedelta(days=n) for n in range((last - first).days)]
    working = [each for each in span if each.weekday() < 5 and each not in free]
    assert [days.add_working_days(first, n) for n in range(len(working))] == working
    assert [days.add_working_days(working[-1], -n) for n in range(len(working))] == working[::-1]
    assert days.working_days_between(first, working[-1]) == len(working) - 1
    for start, n in ((working[-1], 1), (first, -1), (first, len(working))):
        with pytest.raises(BeyondCalendar):
            days.add_working_days(start, n)


def test_the_working_days_between_two_days_leave_out_the_first_and_count_the_last() -> None:
    assert DAYS.working_days_between(day("Thu 2018-03-29"), day("Wed 2018-04-04")) == 2
    assert DAYS.working_days_between(day("Fri 2018-06-15"), day("Sun 2018-06-17")) == 0
