"""The hazards of reckoning with days, each with its figures: clocks, midnights, leap days, Easter, decrees, the end."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import holidays
import pytest
from dateutil.easter import easter

from config.clock import end_of
from config.reference import packaged_rulebook
from procedure.amsterdam import AMSTERDAM, instant
from procedure.clauses import Anchor, CivilDay, Clause, Limit, Span, Unit
from procedure.counting import count
from procedure.days import FreeDay, easter_sunday, feast_days
from procedure.deadlines import reckon
from procedure.errors import BeyondCalendar, UnknownRule
from procedure.rules import CountingRule
from procedure.standing import days_late
from procedure.vocabulary import Bound, Chamber
from tests.procedure.independent import (
    DECREES,
    FIRST,
    LAST,
    YEARS_WITH_DECREES,
    easter_by_epacts,
    easter_by_gauss,
    is_leap,
    table,
    weekday_of,
)
from tests.weekdays import day

RULEBOOK = packaged_rulebook()
DAYS = RULEBOOK.days
CALENDAR, ATW, WORKING = (RULEBOOK.rule(name, on=date(2018, 6, 14)) for name in ("calendar", "atw", "working_days"))
YEARS = range(FIRST, LAST + 1)
BRIDGING = Path(__file__).with_name("bridging_letters.txt").read_text(encoding="utf-8").split("\n\n")[1].splitlines()


# D1, D2, D3: the clock


@pytest.mark.parametrize("letter", ["Sun 2026-03-15", "Sun 2026-03-29", "Sun 2026-10-11", "Sun 2026-10-25"])
def test_a_day_of_23_or_25_hours_is_a_day(letter: str) -> None:
    assert count(day(letter), 14, Unit.DAYS, rule=CALENDAR, days=DAYS).day == day(letter) + timedelta(days=14)
    assert count(day(letter), 336, Unit.HOURS, rule=CALENDAR, days=DAYS).day == day(letter) + timedelta(days=14)


@pytest.mark.parametrize(
    ("named", "clock", "at"),
    [
        ("Sun 2026-10-25", time(2, 30), "2026-10-25T02:30:00+02:00"),  # comes twice: the first
        ("Sun 2026-03-29", time(2, 30), "2026-03-29T03:30:00+02:00"),  # never comes
        ("Sun 2026-03-29", time(1, 59), "2026-03-29T01:59:00+01:00"),
        ("Sun 2026-10-25", time(3), "2026-10-25T03:00:00+01:00"),
    ],
)
def test_an_hour_that_comes_twice_is_its_first_and_one_that_never_comes_is_the_next(
    named: str, clock: time, at: str
) -> None:
    found = instant(day(named), clock)
    assert found.isoformat() == at
    assert found.tzinfo is AMSTERDAM


def test_a_reply_is_late_from_midnight_in_amsterdam_at_a_thousand_instants_around_it() -> None:
    due = [date(2026, 1, 1) + timedelta(days=n) for n in range(0, 365, 3)]
    shifts = [timedelta(minutes=m) for m in (-180, -121, -60, -1, 0, 1, 59, 120, 179)]
    instants = 0
    for each in due:
        midnight = datetime.combine(each + timedelta(days=1), time(0), AMSTERDAM).astimezone(UTC)
        assert days_late(each, (midnight - timedelta(seconds=1)).astimezone(AMSTERDAM).date()) == 0
        for shift in shifts:
            stamped = (midnight + shift).astimezone(AMSTERDAM)
            assert days_late(each, stamped.date()) == (shift >= timedelta(0))
            assert (stamped <= end_of(each)) == (shift < timedelta(0))
            instants += 1
    assert instants >= 1_000


def test_half_past_ten_at_night_in_utc_is_the_day_after_in_amsterdam_in_summer() -> None:
    stamped = datetime(2018, 6, 14, 22, 30, tzinfo=UTC).astimezone(AMSTERDAM)
    assert days_late(date(2018, 6, 14), stamped.date()) == 1


# D4, D5: the year's end and the leap day


def test_no_letter_around_the_turn_of_a_year_ends_otherwise_than_by_the_table() -> None:
    known, wrong = table(), []
    for at, (_, month, of_month) in enumerate(known.days[:-14]):
        if month == 12 or (month == 1 and of_month <= 15):
            letter = known.day(at)
            assert letter is not None
            plain = count(letter, 14, Unit.DAYS, rule=CALENDAR, days=DAYS).day
            rolled = count(letter, 14, Unit.DAYS, rule=ATW, days=DAYS).day
            if (plain, rolled) != (known.day(at + 14), known.day(known.atw(at, 14, "days"))):
                wrong.append(letter)
    assert wrong == []
    assert count(day("Thu 2026-12-24"), 2, Unit.WEEKS, rule=CALENDAR, days=DAYS).day == day("Thu 2027-01-07")


def test_the_leap_day_is_counted_in_every_leap_year_and_2100_has_none() -> None:
    for year in YEARS:
        end = count(date(year, 2, 15), 2, Unit.WEEKS, rule=CALENDAR, days=DAYS).day
        assert end == (date(year, 2, 29) if is_leap(year) else date(year, 3, 1))
        if is_leap(year):
            assert count(date(year, 2, 29), 1, Unit.YEARS, rule=CALENDAR, days=DAYS).day == date(year + 1, 2, 28)
            four_on = date(year + 4, 2, 29 if is_leap(year + 4) else 28)
            assert count(date(year, 2, 29), 4, Unit.YEARS, rule=CALENDAR, days=DAYS).day == four_on
    assert count(day("Mon 2100-02-15"), 2, Unit.WEEKS, rule=CALENDAR, days=DAYS).day == day("Mon 2100-03-01")


# D6 to D9, D12: feast days


def test_easter_and_the_feasts_that_hang_on_it_agree_in_five_ways_for_every_year() -> None:
    differing, compared = [], 0
    for year in YEARS:
        found = easter_sunday(year)
        known = holidays.NL(years=year, categories=("public", "optional"))
        ways = {date(year, *easter_by_gauss(year)), date(year, *easter_by_epacts(year)), easter(year)}
        for after in (-2, 1, 39, 50):
            compared += 1
            if ways != {found} or found + timedelta(days=after) not in known:
                differing.append((year, after))
    assert (differing, compared) == ([], 540)


def test_the_birthday_of_the_monarch_is_moved_in_exactly_these_years() -> None:
    kings = {each for year in range(2014, 2101) for each, why in feast_days(year).items() if why is FreeDay.KINGS_DAY}
    queens = {each for year in range(1966, 2014) for each, why in feast_days(year).items() if why is FreeDay.QUEENS_DAY}
    assert [each.year for each in sorted(kings) if each.day == 26] == [
        *(2014, 2025, 2031, 2036, 2042, 2053, 2059, 2064, 2070, 2081, 2087, 2092, 2098),
    ]
    assert [each.isoformat() for each in sorted(queens) if (each.month, each.day) != (4, 30)] == [
        *("1967-05-01", "1972-05-01", "1978-05-01"),  # Mondays: before 1980 a day later
        *("1989-04-29", "1995-04-29", "2000-04-29", "2006-04-29"),  # Saturdays
    ]
    assert (len(kings), len(queens)) == (87, 48)
    assert all(each.weekday() != 6 for each in kings | queens)


def test_no_letter_of_21_april_is_due_on_liberation_day() -> None:
    letters = [date(year, 4, 21) for year in range(1982, 2101) if weekday_of(year, 4, 21) < 5]
    ends = [count(each, 14, Unit.DAYS, rule=ATW, days=DAYS).day for each in letters]
    assert len(letters) == 85
    assert [end for end in ends if (end.month, end.day) <= (5, 5)] == []
    assert count(day("Tue 2026-04-21"), 14, Unit.DAYS, rule=ATW, days=DAYS).day == day("Wed 2026-05-06")


@pytest.mark.parametrize(
    ("letter", "end", "passed"),
    [
        ("Thu 2016-04-21", "Fri 2016-05-06", 1),  # Ascension Day is Liberation Day
        ("Mon 2038-04-12", "Wed 2038-04-28", 2),  # Easter Monday, and King's Day the day after
        ("Tue 2043-04-21", "Wed 2043-05-06", 1),  # between Liberation Day and Ascension Day lies one working day
        ("Thu 2043-04-23", "Fri 2043-05-08", 1),
        ("Wed 2027-04-21", "Mon 2027-05-10", 5),  # Liberation Day, Ascension Day, the decree day, the weekend
    ],
)
def test_feasts_that_meet_are_passed_over_one_by_one(letter: str, end: str, passed: int) -> None:
    counted = count(day(letter), 14, Unit.DAYS, rule=ATW, days=DAYS)
    assert counted.day == day(end)
    assert sum(step.code == "rolled" for step in counted.steps) == passed


def test_ascension_day_falls_on_liberation_day_in_these_years_alone() -> None:
    together = [y for y in range(1966, 2200) if easter_sunday(y) + timedelta(days=39) == date(y, 5, 5)]
    assert together == [2005, 2016, 2157, 2168]
    assert feast_days(2157)[day("Thu 2157-05-05")] is FreeDay.ASCENSION_DAY


def test_good_friday_is_a_setting_of_the_rule() -> None:
    plain = replace(ATW, good_friday=False)
    days = RULEBOOK.days_for(plain)
    for year in YEARS:
        good_friday = easter_sunday(year) - timedelta(days=2)
        letter = good_friday - timedelta(days=14)
        assert count(letter, 14, Unit.DAYS, rule=plain, days=days).day == good_friday
        assert count(letter, 14, Unit.DAYS, rule=ATW, days=RULEBOOK.days_for(ATW)).day > good_friday
    assert days.good_friday is False
    assert RULEBOOK.days_for(ATW) is DAYS


# D10, D11: decrees, and where the data end


def test_the_decree_days_are_those_of_the_decrees() -> None:
    printed = {
        date(year, int(month), int(of_month))
        for year, each in DECREES.items()
        for of_month, month in (text.split("-") for text in each)
    }
    assert {each.day for each in DAYS.decree_days} == printed
    assert sum(each.day.year in YEARS_WITH_DECREES for each in DAYS.decree_days) == 17
    assert {year for year in YEARS if not DAYS.years_without_decrees(date(year, 1, 1), date(year, 12, 31))} == (
        YEARS_WITH_DECREES
    )


@pytest.mark.parametrize("line", BRIDGING)
def test_a_letter_that_a_decree_or_the_fifth_of_may_moves_is_moved(line: str) -> None:
    letter, end, otherwise = (day(text) for text in line.split("  "))
    assert count(letter, 14, Unit.DAYS, rule=ATW, days=DAYS).day == end
    assert count(letter, 14, Unit.DAYS, rule=CALENDAR, days=DAYS).day <= otherwise < end


def test_those_letters_are_forty_one() -> None:
    assert len(set(BRIDGING)) == 41


@pytest.mark.parametrize("rule", ["atw", "working_days"])
def test_every_year_without_a_decree_is_warned_of_and_no_other(rule: str) -> None:
    clause = Clause("binnen twee weken", Limit(Span(2, Unit.WEEKS, Anchor.DATED), Bound.INCLUSIVE))
    warned = {
        year
        for year in YEARS
        for term in [reckon(clause, dated=date(year, 6, 1), rulebook=RULEBOOK, rule=rule)]
        if "decrees_unknown" in {step.code for step in term.warnings}
    }
    assert warned == set(YEARS) - YEARS_WITH_DECREES


@pytest.mark.parametrize("rule", [ATW, WORKING])
@pytest.mark.parametrize(("letter", "amount"), [("Mon 2100-12-20", 14), ("Thu 2100-12-30", 3), ("Fri 1965-12-31", 3)])
def test_beyond_the_data_a_rule_that_needs_them_refuses(rule: CountingRule, letter: str, amount: int) -> None:
    with pytest.raises(BeyondCalendar, match="1966-01-01 tot en met 2100-12-31"):
        count(day(letter), amount, Unit.DAYS, rule=rule, days=DAYS)


def test_no_rule_is_in_force_for_a_letter_from_before_the_data() -> None:
    for rule in RULEBOOK.rules:
        assert RULEBOOK.rule(rule.name, on=date(1966, 1, 1)) == rule
        with pytest.raises(UnknownRule):
            RULEBOOK.rule(rule.name, on=date(1965, 12, 31))


# D13, a recess


@pytest.mark.parametrize("rule", ["calendar", "atw", "working_days"])
@pytest.mark.parametrize("chamber", list(Chamber))
def test_a_recess_moves_no_date_and_is_told_only_in_the_chamber_that_has_it(rule: str, chamber: Chamber) -> None:
    inside = [(each, each.first + (each.last - each.first) // 2) for each in DAYS.recesses]
    assert {each.chamber for each, _ in inside} == set(Chamber)
    for _, middle in inside:
        clause = Clause("uiterlijk", Limit(CivilDay(middle.day, middle.month, middle.year), Bound.INCLUSIVE))
        asked = {"dated": middle - timedelta(days=20), "chamber": chamber, "rule": rule}
        with_recess = reckon(clause, rulebook=RULEBOOK, **asked)
        without = reckon(clause, rulebook=replace(RULEBOOK, days=replace(DAYS, recesses=())), **asked)
        assert with_recess.due_on == without.due_on
        assert with_recess.due_on is not None
        told = "in_recess" in {step.code for step in with_recess.warnings}
        assert told == (DAYS.recess_on(with_recess.due_on, chamber) is not None)
