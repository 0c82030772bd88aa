"""What the calendar does to a term: weekends, decrees, recess, and where the calendar ends."""

from dataclasses import replace
from datetime import date

import pytest

from procedure.clauses import (
    CivilDay,
    InRecess,
    Point,
)
from procedure.days import Days, RecessKind
from procedure.deadlines import reckon
from procedure.errors import BeyondCalendar
from procedure.vocabulary import Bound, Chamber, ClauseKind, Firmness
from tests.procedure.clauses import RULEBOOK, TWO_WEEKS, a_clause, a_term, codes
from tests.weekdays import day


def test_a_committee_letter_that_ends_on_a_sunday_stays_there_and_says_so() -> None:
    term = a_term(a_clause(CivilDay(1, 7, 2018)))
    assert (term.due_on, term.needs_review) == (day("Sun 2018-07-01"), False)
    assert term.warnings[0].facts["before"] == day("Fri 2018-06-29")
    assert term.steps[-1] == term.warnings[0]


@pytest.mark.parametrize(
    ("rule", "due"),
    [("calendar", "Sun 2018-07-01"), ("atw", "Mon 2018-07-02"), ("working_days", "Mon 2018-07-02")],
)
def test_a_named_day_moves_only_under_a_rule_that_moves_it(rule: str, due: str) -> None:
    assert a_term(a_clause(CivilDay(1, 7, 2018)), rule=rule).due_on == day(due)
    before = a_term(a_clause(CivilDay(1, 7, 2018), Bound.EXCLUSIVE), rule=rule)
    assert before.due_on == day("Sat 2018-06-30")  # never past the day before which it must be


def test_a_decree_that_is_not_known_is_warned_of_never_passed_over() -> None:
    span = a_term(a_clause(TWO_WEEKS), dated=day("Mon 2021-05-03"), rule="atw")
    named = a_term(a_clause(CivilDay(15, 5, 2021)), dated=day("Mon 2021-05-03"), rule="atw")
    assert "decrees_unknown" in codes(span)
    assert "decrees_unknown" in codes(named)
    assert "decrees_unknown" not in codes(a_term(a_clause(TWO_WEEKS), rule="atw"))


def test_a_date_in_recess_is_told_and_not_moved() -> None:
    inside = a_term(a_clause(CivilDay(14, 7, 2010)), dated=day("Tue 2010-06-01"))
    assert (inside.due_on, codes(inside)) == (day("Wed 2010-07-14"), ["in_recess"])
    other = a_term(a_clause(CivilDay(14, 7, 2010)), dated=day("Tue 2010-06-01"), chamber=Chamber.TK)
    assert codes(other) == []


@pytest.mark.parametrize(
    ("point", "chamber", "due"),
    [
        (InRecess(RecessKind.SUMMER), Chamber.TK, "Thu 2022-07-07"),
        (InRecess(RecessKind.SUMMER, chamber=Chamber.TK), Chamber.EK, "Thu 2022-07-07"),
        (InRecess(RecessKind.SUMMER, 2023), Chamber.TK, "Thu 2023-07-06"),
    ],
)
def test_before_a_recess_is_the_day_before_its_first_softly(point: Point, chamber: Chamber, due: str) -> None:
    term = a_term(a_clause(point, Bound.EXCLUSIVE), dated=day("Fri 2022-04-01"), chamber=chamber)
    assert (term.due_on, term.firmness, term.kind) == (day(due), Firmness.SOFT, ClauseKind.RECESS)


def test_a_recess_table_that_was_not_checked_for_a_year_is_told() -> None:
    old = replace(RULEBOOK.days.recesses[0], first=date(2030, 7, 5), last=date(2030, 9, 2), checked_on=date(2028, 1, 1))
    book = replace(RULEBOOK, days=replace(RULEBOOK.days, recesses=(old,)))
    clause = a_clause(InRecess(old.kind), Bound.EXCLUSIVE)
    assert codes(reckon(clause, dated=date(2030, 5, 1), rulebook=book))[0] == "recess_stale"
    assert "recess_stale" not in codes(
        reckon(clause, dated=date(2030, 5, 1), rulebook=replace(book, days=fresh(book.days)))
    )


def test_a_recess_table_is_old_after_a_year_and_a_day() -> None:
    row = replace(
        RULEBOOK.days.recesses[0], first=date(2030, 7, 5), last=date(2030, 9, 2), checked_on=date(2029, 4, 30)
    )
    book = replace(RULEBOOK, days=replace(RULEBOOK.days, recesses=(row,)))
    clause = a_clause(InRecess(row.kind), Bound.EXCLUSIVE)
    told = [codes(reckon(clause, dated=date(2030, 5, n), rulebook=book)) for n in (1, 2)]
    assert ["recess_stale" in each for each in told] == [False, True]  # 366 days, 367 days


def fresh(days: Days) -> Days:
    """Return the calendar with its recess table checked in 2030."""
    return replace(days, recesses=tuple(replace(each, checked_on=date(2030, 1, 1)) for each in days.recesses))


def test_beyond_the_calendar_plain_counting_goes_on_and_says_so_and_the_law_refuses() -> None:
    late = day("Thu 2100-12-30")
    assert codes(a_term(a_clause(TWO_WEEKS), dated=late)) == ["beyond_calendar"]
    with pytest.raises(BeyondCalendar):
        a_term(a_clause(TWO_WEEKS), dated=late, rule="atw")
