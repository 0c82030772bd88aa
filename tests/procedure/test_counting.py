"""Counting forwards and backwards: named cases of the Termijnenwet, months, and what holds for any length."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.reference import packaged_rulebook
from procedure.clauses import Unit
from procedure.counting import add_months, count, count_back, last_of_month, latest_start
from procedure.errors import BeyondCalendar
from procedure.rules import CountingRule
from procedure.sending import latest_day_to_send
from procedure.vocabulary import Bound
from tests.procedure.agreement import differences_backwards
from tests.procedure.independent import table
from tests.weekdays import day

RULEBOOK = packaged_rulebook()
DAYS = RULEBOOK.days
CALENDAR, ATW, WORKING = (RULEBOOK.rule(name, on=date(2018, 6, 14)) for name in ("calendar", "atw", "working_days"))
FREE = frozenset(
    {each for year in range(1966, 2101) for each in holidays.NL(years=year, categories=("public", "optional"))}
    | {date(year, 5, 5) for year in range(1966, 2101)}
    | {each.day for each in DAYS.decree_days}
)
LETTERS = st.dates(date(1966, 6, 1), date(2099, 1, 31))


def works(each: date) -> bool:
    """Tell whether a day is a working day, without the calendar under test."""
    return each.weekday() < 5 and each not in FREE


def every_day(first: date = date(1966, 1, 1), last: date = date(2100, 11, 30)) -> Iterator[date]:
    """Give every day that a letter may bear."""
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


@pytest.mark.parametrize(
    ("start", "amount", "unit", "end"),
    [
        ("Thu 2018-05-31", 2, Unit.WEEKS, "Thu 2018-06-14"),  # the golden case
        ("Sat 2018-06-16", 2, Unit.WEEKS, "Mon 2018-07-02"),  # art. 1: Saturday to Monday
        ("Sun 2018-06-17", 2, Unit.WEEKS, "Mon 2018-07-02"),
        ("Fri 2018-03-16", 2, Unit.WEEKS, "Tue 2018-04-03"),  # Good Friday, and on over Easter
        ("Tue 2026-04-21", 2, Unit.WEEKS, "Wed 2026-05-06"),  # 5 May every year, not only in lustrum years
        ("Fri 2026-05-01", 2, Unit.WEEKS, "Mon 2026-05-18"),  # the decree day after Ascension Day
        ("Thu 2018-03-29", 3, Unit.DAYS, "Wed 2018-04-04"),  # art. 2: two working days
        ("Thu 2018-03-29", 2, Unit.DAYS, "Tue 2018-04-03"),  # too short for art. 2
        ("Fri 2018-06-15", 3, Unit.DAYS, "Tue 2018-06-19"),
        ("Fri 2018-06-15", 1, Unit.DAYS, "Mon 2018-06-18"),
        ("Thu 2018-05-31", 90, Unit.DAYS, "Wed 2018-08-29"),
        ("Sun 2018-06-03", 90, Unit.DAYS, "Mon 2018-09-03"),
        ("Sun 2018-06-03", 91, Unit.DAYS, "Sun 2018-09-02"),  # art. 4: more than 90 days
        ("Sat 2018-06-02", 12, Unit.WEEKS, "Mon 2018-08-27"),
        ("Sat 2018-06-02", 13, Unit.WEEKS, "Sat 2018-09-01"),  # art. 4: more than 12 weeks
        ("Wed 2018-05-30", 3, Unit.MONTHS, "Thu 2018-08-30"),
        ("Sat 2018-06-02", 3, Unit.MONTHS, "Mon 2018-09-03"),
        ("Sat 2018-06-02", 4, Unit.MONTHS, "Tue 2018-10-02"),
        ("Sat 2018-05-05", 4, Unit.MONTHS, "Wed 2018-09-05"),
        ("Sun 2018-06-17", 1, Unit.YEARS, "Mon 2019-06-17"),
        ("Sat 2018-06-16", 1, Unit.YEARS, "Sun 2019-06-16"),  # art. 4: years
        ("Fri 2018-06-15", 24, Unit.HOURS, "Sat 2018-06-16"),  # art. 4: hours
        ("Thu 2026-12-24", 2, Unit.WEEKS, "Thu 2027-01-07"),
    ],
)
def test_the_termijnenwet_rolls_stretches_and_lets_be(start: str, amount: int, unit: Unit, end: str) -> None:
    assert count(day(start), amount, unit, rule=ATW, days=DAYS).day == day(end)


def test_forty_one_letters_of_2017_to_2028_end_otherwise_than_by_the_holidays_library_alone() -> None:
    public = {each for year in range(2016, 2030) for each in holidays.NL(years=year)}

    def naive(each: date) -> date:
        while each.weekday() > 4 or each in public:
            each += timedelta(days=1)
        return each

    covered = [each for each in DAYS.decree_days if not DAYS.years_without_decrees(each.day, each.day)]
    days = replace(DAYS, decree_days=tuple(covered))
    letters = [each for each in every_day(date(2017, 1, 1), date(2028, 12, 31)) if each.weekday() < 5]
    differ = [x for x in letters if count(x, 14, Unit.DAYS, rule=ATW, days=days).day != naive(x + timedelta(days=14))]
    assert len(differ) == 41


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("Wed 2018-01-31", 1, "Wed 2018-02-28"),
        ("Fri 2020-01-31", 1, "Sat 2020-02-29"),
        ("Sat 2020-02-29", 12, "Sun 2021-02-28"),
        ("Thu 2018-05-31", 1, "Sat 2018-06-30"),
        ("Mon 2018-12-31", 2, "Thu 2019-02-28"),
        ("Sat 2018-03-31", -1, "Wed 2018-02-28"),
        ("Sun 2100-01-31", 1, "Sun 2100-02-28"),  # 2100 is no leap year
    ],
)
def test_months_clamp_to_the_end_of_the_month(start: str, months: int, end: str) -> None:
    assert add_months(day(start), months) == day(end)


def test_a_clamped_month_says_so() -> None:
    steps = count(day("Wed 2018-01-31"), 1, Unit.MONTHS, rule=CALENDAR, days=DAYS).steps
    assert [step.code for step in steps] == ["count", "clamped"]


@given(LETTERS, st.integers(-30, 30))
def test_months_on_is_the_same_day_or_the_last_of_its_month(start: date, months: int) -> None:
    end = add_months(start, months)
    assert end.day == start.day or end == last_of_month(end.year, end.month)
    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == months


LENGTHS = st.one_of(
    st.tuples(st.integers(1, 100), st.just(Unit.DAYS)),
    st.tuples(st.integers(1, 16), st.just(Unit.WEEKS)),
    st.tuples(st.integers(1, 7), st.just(Unit.MONTHS)),
    st.tuples(st.integers(1, 30), st.just(Unit.WORKING_DAYS)),
    st.tuples(st.integers(1, 3), st.just(Unit.YEARS)),
)
RULES = st.sampled_from([CALENDAR, ATW, WORKING])


@given(LETTERS, LENGTHS, RULES)
def test_a_term_never_ends_before_it_begins_and_never_on_a_day_that_does_not_count(
    start: date, length: tuple[int, Unit], rule: CountingRule
) -> None:
    counted = count(start, *length, rule=rule, days=DAYS)
    assert counted.day > start
    if rule.roll and rule.touches(*length):
        assert works(counted.day)


@given(LETTERS, LENGTHS, RULES)
def test_forwards_of_backwards_is_never_later_than_the_target_and_a_day_more_is(
    target: date, length: tuple[int, Unit], rule: CountingRule
) -> None:
    start = latest_start(target, *length, rule=rule, days=DAYS)
    assert count(start, *length, rule=rule, days=DAYS).day <= target
    assert count(start + timedelta(days=1), *length, rule=rule, days=DAYS).day > target


@pytest.mark.parametrize("rule", ["calendar", "atw", "working_days"])
def test_at_the_end_of_the_calendar_the_last_start_is_still_that_of_the_table(rule: str) -> None:
    every_day = range(len(table().days))
    assert differences_backwards(rule, 14, Unit.DAYS, every_day[-30:]) == []


def test_a_term_reckoned_backwards_does_not_roll() -> None:
    assert count_back(day("Sun 2018-07-01"), 2, Unit.WEEKS, days=DAYS).day == day("Sun 2018-06-17")
    assert count_back(day("Mon 2018-06-18"), 2, Unit.WORKING_DAYS, days=DAYS).day == day("Thu 2018-06-14")


def test_to_have_the_answer_before_a_debate_the_letter_leaves_in_time() -> None:
    dispatch = latest_day_to_send(day("Mon 2018-03-12"), 2, Unit.WEEKS, rulebook=RULEBOOK, bound=Bound.EXCLUSIVE)
    assert (dispatch.send_on, dispatch.due_on) == (day("Sun 2018-02-25"), day("Sun 2018-03-11"))
    assert dispatch.steps[-1].facts["before"] == day("Fri 2018-02-23")
    rolling = latest_day_to_send(day("Fri 2018-03-30"), 2, Unit.WEEKS, rulebook=RULEBOOK, rule="atw")
    assert (rolling.send_on, rolling.due_on) == (day("Thu 2018-03-15"), day("Thu 2018-03-29"))


def test_each_day_that_a_count_skips_is_named_once_with_its_reason() -> None:
    counted = count(day("Thu 2018-03-29"), 3, Unit.DAYS, rule=ATW, days=DAYS)
    skipped = [(step.facts["day"], step.facts["why"].value) for step in counted.steps if step.code == "skipped"]
    assert skipped == [
        (day("Fri 2018-03-30"), "good_friday"),
        (day("Sat 2018-03-31"), "saturday"),
        (day("Sun 2018-04-01"), "sunday"),
        (day("Mon 2018-04-02"), "easter_monday"),
    ]


def test_a_year_without_known_decrees_is_told_where_they_could_move_the_date() -> None:
    assert count(day("Fri 2021-05-07"), 1, Unit.WEEKS, rule=ATW, days=DAYS).unknown_decrees == (2021,)
    assert count(day("Fri 2021-05-07"), 1, Unit.WEEKS, rule=CALENDAR, days=DAYS).unknown_decrees == ()
    assert count(day("Fri 2018-05-04"), 1, Unit.WEEKS, rule=ATW, days=DAYS).unknown_decrees == ()


def test_a_rule_that_needs_a_day_beyond_the_calendar_refuses() -> None:
    with pytest.raises(BeyondCalendar):
        count(day("Thu 2100-12-30"), 2, Unit.WEEKS, rule=ATW, days=DAYS)


def test_without_good_friday_a_term_may_end_on_it() -> None:
    plain = DAYS.without_good_friday()
    assert count(day("Fri 2018-03-16"), 2, Unit.WEEKS, rule=ATW, days=plain).day == day("Fri 2018-03-30")
