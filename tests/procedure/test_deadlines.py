"""What a clause comes to: bounds, doubts, hours, recess, and never a day before the letter."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procedure.clauses import (
    Anchor,
    CivilDay,
    Clause,
    Doubt,
    Feast,
    InRecess,
    Limit,
    OnFeast,
    Part,
    Period,
    PeriodKind,
    Point,
    Silence,
    Span,
    Stretch,
    Unit,
    Unsaid,
    Weekday,
    on_day,
)
from procedure.days import RecessKind
from procedure.errors import UnknownRule
from procedure.vocabulary import Bound, ClauseKind, Firmness
from tests.procedure.clauses import TWO_WEEKS, a_clause, a_term, codes
from tests.weekdays import day

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def test_two_weeks_after_the_letter_of_31_may_end_on_14_june() -> None:
    term = a_term(a_clause(TWO_WEEKS))
    assert term.due_on == day("Thu 2018-06-14")
    assert (term.kind, term.firmness, term.bound) == (ClauseKind.RELATIVE, Firmness.HARD, Bound.INCLUSIVE)
    assert (term.needs_review, term.assumed, term.warnings) == (False, False, ())
    assert (term.rule_name, term.rule_version) == ("calendar", 1)


@pytest.mark.parametrize(
    ("point", "bound", "due"),
    [
        (CivilDay(13, 9, 2018), Bound.EXCLUSIVE, "Wed 2018-09-12"),
        (CivilDay(13, 9, 2018), Bound.INCLUSIVE, "Thu 2018-09-13"),
        (CivilDay(13, 9), Bound.INCLUSIVE, "Thu 2018-09-13"),
        (CivilDay(1, 12), Bound.EXCLUSIVE, "Fri 2018-11-30"),
        (CivilDay(15, 1), Bound.INCLUSIVE, "Tue 2019-01-15"),
        (Weekday(4), Bound.INCLUSIVE, "Fri 2018-06-01"),
        (Weekday(3), Bound.INCLUSIVE, "Thu 2018-06-07"),  # the letter's own weekday: the one to come
        (Weekday(1, 1), Bound.INCLUSIVE, "Tue 2018-06-05"),
        (Period(PeriodKind.MONTH, 6), Bound.INCLUSIVE, "Sat 2018-06-30"),
        (Period(PeriodKind.MONTH, 5), Bound.INCLUSIVE, "Thu 2018-05-31"),
        (Period(PeriodKind.MONTH, 6, part=Part.END), Bound.EXCLUSIVE, "Sat 2018-06-30"),
        (Period(PeriodKind.MONTH, 6, part=Part.MIDDLE), Bound.INCLUSIVE, "Fri 2018-06-15"),
        (Period(PeriodKind.MONTH, 6), Bound.EXCLUSIVE, "Thu 2018-05-31"),
        (Period(PeriodKind.MONTH, 6, part=Part.SECOND_HALF), Bound.EXCLUSIVE, "Fri 2018-06-15"),
        (Period(PeriodKind.QUARTER, 2, 2019), Bound.INCLUSIVE, "Sun 2019-06-30"),
        (Period(PeriodKind.QUARTER, 4, 2025), Bound.EXCLUSIVE, "Tue 2025-09-30"),
        (Period(PeriodKind.HALF_YEAR, 1, 2019), Bound.INCLUSIVE, "Sun 2019-06-30"),
        (Period(PeriodKind.YEAR, year=2019, part=Part.FIRST_HALF), Bound.INCLUSIVE, "Sun 2019-06-30"),
        (Period(PeriodKind.YEAR, year=2019, part=Part.END), Bound.EXCLUSIVE, "Tue 2019-12-31"),
        (Period(PeriodKind.YEAR, ahead=0, part=Part.END), Bound.INCLUSIVE, "Mon 2018-12-31"),
        (Period(PeriodKind.MONTH, ahead=1), Bound.INCLUSIVE, "Sat 2018-06-30"),
        (Period(PeriodKind.WEEK, ahead=0), Bound.INCLUSIVE, "Fri 2018-06-01"),
        (Period(PeriodKind.WEEK, ahead=1), Bound.INCLUSIVE, "Fri 2018-06-08"),
        (Period(PeriodKind.WEEK, ahead=1, part=Part.END), Bound.INCLUSIVE, "Fri 2018-06-08"),
        (Period(PeriodKind.WEEK, 26), Bound.INCLUSIVE, "Sun 2018-07-01"),
        (Period(PeriodKind.WEEK, 3), Bound.INCLUSIVE, "Sun 2019-01-20"),
        (Period(PeriodKind.WEEK, 53, 2020), Bound.INCLUSIVE, "Sun 2021-01-03"),
        (OnFeast(Feast.PRINSJESDAG), Bound.EXCLUSIVE, "Mon 2018-09-17"),
        (OnFeast(Feast.PRINSJESDAG, 2025), Bound.INCLUSIVE, "Tue 2025-09-16"),
        (OnFeast(Feast.CHRISTMAS), Bound.EXCLUSIVE, "Mon 2018-12-24"),
        (OnFeast(Feast.EASTER), Bound.EXCLUSIVE, "Sat 2019-04-20"),
        (OnFeast(Feast.WHITSUN, 2019), Bound.INCLUSIVE, "Sun 2019-06-09"),
        (OnFeast(Feast.ASCENSION, 2019), Bound.INCLUSIVE, "Thu 2019-05-30"),
        (Stretch(CivilDay(1, 6), CivilDay(15, 6)), Bound.INCLUSIVE, "Fri 2018-06-15"),
        (Span(48, Unit.HOURS, Anchor.DATED), Bound.INCLUSIVE, "Sat 2018-06-02"),
        (Span(2, Unit.WEEKS, Anchor.OCCASION, from_day=CivilDay(12, 6)), Bound.INCLUSIVE, "Tue 2018-06-26"),
        (Span(1, Unit.WEEKS, back=True, from_day=CivilDay(28, 6)), Bound.INCLUSIVE, "Thu 2018-06-21"),
    ],
    ids=str,
)
def test_each_point_in_time_has_its_last_day(point: Point, bound: Bound, due: str) -> None:
    assert a_term(a_clause(point, bound)).due_on == day(due)


@pytest.mark.parametrize(
    ("point", "kind", "review"),
    [
        (Unsaid(Silence.VAGUE), ClauseKind.NONE, False),
        (Unsaid(Silence.NONE), ClauseKind.NONE, False),
        (Unsaid(Silence.NOT_BEFORE), ClauseKind.NONE, False),
        (Unsaid(Silence.PERIODIC), ClauseKind.PERIODIC, False),
        (Unsaid(Silence.SEASON), ClauseKind.SEASON, True),
        (Unsaid(Silence.OCCASION), ClauseKind.EVENT, True),
        (Unsaid(Silence.AMPLE), ClauseKind.EVENT, True),
        (Period(PeriodKind.MONTH, 6, part=Part.START), ClauseKind.SEASON, False),
        (Period(PeriodKind.YEAR, year=2019, part=Part.MIDDLE), ClauseKind.SEASON, False),
        (Period(PeriodKind.WEEK, 53, 2019), ClauseKind.ABSOLUTE, True),
        (Period(PeriodKind.YEAR, year=20180), ClauseKind.ABSOLUTE, True),
        (CivilDay(31, 6, 2018), ClauseKind.ABSOLUTE, True),
        (CivilDay(29, 2), ClauseKind.ABSOLUTE, True),  # neither 2018 nor 2019 has one
        (CivilDay(1, 6, 218), ClauseKind.ABSOLUTE, True),
        (InRecess(RecessKind.SUMMER), ClauseKind.RECESS, True),
        (Span(2, Unit.WEEKS, Anchor.OCCASION), ClauseKind.EVENT, True),
        (Span(2, Unit.WEEKS, Anchor.OCCASION, back=True), ClauseKind.EVENT, True),
        (Span(99, Unit.YEARS, Anchor.DATED), ClauseKind.RELATIVE, True),
        (Stretch(CivilDay(20, 6), CivilDay(15, 6)), ClauseKind.RANGE, True),
        (OnFeast(Feast.EASTER, 9999), ClauseKind.EVENT, True),
    ],
    ids=str,
)
def test_words_without_a_day_get_none(point: Point, kind: ClauseKind, review: bool) -> None:
    term = a_term(a_clause(point))
    assert (term.due_on, term.due_at, term.soft_due_on) == (None, None, None)
    assert (term.kind, term.needs_review) == (kind, review)


def test_a_weekday_that_disagrees_is_shown_and_not_repaired() -> None:
    right, wrong = (a_term(a_clause(CivilDay(14, 6, year, weekday=3))) for year in (2018, 2019))
    assert (right.due_on, right.needs_review) == (day("Thu 2018-06-14"), False)
    assert (wrong.due_on, wrong.needs_review) == (day("Fri 2019-06-14"), True)
    assert codes(wrong) == ["weekday_differs"]


@pytest.mark.parametrize(
    ("point", "bound"),
    [
        (CivilDay(1, 5, 2018), Bound.INCLUSIVE),
        (CivilDay(31, 5, 2018), Bound.EXCLUSIVE),
        (Span(3, Unit.WEEKS, back=True, from_day=CivilDay(5, 6)), Bound.INCLUSIVE),
        (Period(PeriodKind.YEAR, year=2017), Bound.INCLUSIVE),
    ],
    ids=str,
)
def test_a_day_before_the_letter_is_no_due_date(point: Point, bound: Bound) -> None:
    term = a_term(a_clause(point, bound))
    assert (term.due_on, term.needs_review) == (None, True)
    assert "before_letter" in codes(term)


def test_a_day_whose_year_had_to_be_filled_in_far_ahead_is_doubted() -> None:
    assert codes(a_term(a_clause(CivilDay(1, 5)))) == ["far_off"]
    assert codes(a_term(a_clause(CivilDay(31, 5)))) == ["same_day"]
    assert codes(a_term(a_clause(Period(PeriodKind.MONTH, 4, part=Part.END)))) == ["far_off"]


@pytest.mark.parametrize(("dated", "doubted"), [("Mon 2018-09-03", True), ("Tue 2018-09-04", False)])
@pytest.mark.parametrize("point", [CivilDay(1, 7), Period(PeriodKind.MONTH, 7)], ids=str)
def test_three_hundred_days_ahead_is_not_yet_far(point: Point, dated: str, doubted: bool) -> None:
    shift = timedelta(days=30) if isinstance(point, Period) else timedelta(days=0)
    assert ("far_off" in codes(a_term(a_clause(point), dated=day(dated) + shift))) is doubted


def test_a_feast_of_the_letter_s_own_day_is_that_of_next_year() -> None:
    letter = day("Tue 2018-09-18")
    assert a_term(a_clause(OnFeast(Feast.PRINSJESDAG)), dated=letter).due_on == day("Tue 2019-09-17")
    assert a_term(a_clause(OnFeast(Feast.PRINSJESDAG)), dated=day("Mon 2018-09-17")).due_on == letter


def test_a_day_named_beside_vague_words_is_told_once() -> None:
    ample = a_term(a_clause(Unsaid(Silence.AMPLE, "ruim", CivilDay(14, 6))))
    vague = a_term(a_clause(Unsaid(Silence.VAGUE, "spoedig", CivilDay(14, 6))))
    assert (codes(ample), ample.needs_review) == (["outer_day", "no_day_ample"], True)
    assert (codes(vague), vague.needs_review) == (["outer_day"], False)


def test_before_the_first_day_of_the_calendar_no_working_day_is_named() -> None:
    term = a_term(a_clause(CivilDay(1, 1, 1966)), dated=day("Sat 1966-01-01"))
    assert (term.due_on, term.warnings[0].facts["before"]) == (day("Sat 1966-01-01"), day("Sat 1966-01-01"))


def test_a_stretch_of_one_day_is_that_day() -> None:
    term = a_term(a_clause(Stretch(CivilDay(15, 6), CivilDay(15, 6))))
    assert (term.due_on, term.soft_due_on, term.needs_review) == (day("Fri 2018-06-15"), None, False)


def test_receipt_counts_where_it_is_known_and_is_assumed_where_not() -> None:
    clause = a_clause(Span(4, Unit.WEEKS, Anchor.RECEIVED))
    known, unknown = a_term(clause, received=date(2018, 6, 4)), a_term(clause)
    assert (known.due_on, known.assumed, known.warnings) == (day("Mon 2018-07-02"), False, ())
    assert (unknown.due_on, unknown.assumed, codes(unknown)) == (day("Thu 2018-06-28"), True, ["received_unknown"])
    early = a_term(clause, received=date(2018, 5, 28))
    assert (early.needs_review, codes(early)) == (True, ["received_early"])


@pytest.mark.parametrize(
    ("clock", "bound", "due", "at"),
    [
        (time(12), Bound.INCLUSIVE, "Fri 2018-06-15", "2018-06-15T12:00:00+02:00"),
        (time(12), Bound.EXCLUSIVE, "Fri 2018-06-15", "2018-06-15T12:00:00+02:00"),
        (time(0), Bound.EXCLUSIVE, "Thu 2018-06-14", "2018-06-15T00:00:00+02:00"),
    ],
)
def test_an_hour_makes_the_clause_an_instant_of_that_day(clock: time, bound: Bound, due: str, at: str) -> None:
    term = a_term(Clause("woorden", Limit(CivilDay(15, 6, 2018), bound, clock)))
    assert (term.due_on, term.due_at) == (day(due), datetime.fromisoformat(at))


def test_midnight_at_the_end_of_a_day_still_belongs_to_it() -> None:
    term = a_term(Clause("woorden", Limit(CivilDay(15, 6, 2018), Bound.INCLUSIVE, time(0), end_of_day=True)))
    assert term.due_on == day("Fri 2018-06-15")
    assert term.due_at == datetime(2018, 6, 16, tzinfo=AMSTERDAM)


@pytest.mark.parametrize(
    ("named", "clock", "at", "review"),
    [
        (CivilDay(28, 10, 2018), time(2, 30), "2018-10-28T02:30:00+02:00", False),  # comes twice: the first
        (CivilDay(31, 3, 2019), time(2, 30), "2019-03-31T03:30:00+02:00", True),  # never comes
        (CivilDay(30, 11, 2018), time(17), "2018-11-30T17:00:00+01:00", False),
    ],
)
def test_an_hour_is_that_of_amsterdam_in_summer_and_winter(named: CivilDay, clock: time, at: str, review: bool) -> None:
    term = a_term(Clause("woorden", Limit(named, Bound.INCLUSIVE, clock)))
    assert term.due_at is not None
    assert (term.due_at.isoformat(), term.needs_review) == (at, review)


def test_the_longer_of_two_lengths_is_due_and_the_shorter_is_the_softer() -> None:
    term = a_term(a_clause(Span(2, Unit.WEEKS, Anchor.DATED, most=3)))
    assert (term.kind, term.due_on, term.soft_due_on) == (
        ClauseKind.RANGE,
        day("Thu 2018-06-21"),
        day("Thu 2018-06-14"),
    )


def test_of_two_limits_the_hard_one_is_due() -> None:
    softer = Limit(CivilDay(1, 6, 2018), Bound.INCLUSIVE)
    term = a_term(a_clause(CivilDay(4, 6, 2018), softer=softer))
    assert (term.due_on, term.soft_due_on, term.needs_review) == (day("Mon 2018-06-04"), day("Fri 2018-06-01"), False)
    turned = a_term(a_clause(CivilDay(1, 6, 2018), softer=Limit(CivilDay(4, 6, 2018), Bound.INCLUSIVE)))
    assert (turned.needs_review, codes(turned)) == (True, ["softer_later"])


def test_a_term_given_twice_must_agree_with_itself() -> None:
    twice = a_clause(CivilDay(14, 6, 2018), restated=Limit(TWO_WEEKS, Bound.INCLUSIVE))
    assert not a_term(twice).needs_review
    assert codes(a_term(twice, dated=day("Fri 2018-06-01"))) == ["restated_differs"]


def test_of_several_hard_limits_the_first_to_come_is_due_and_a_person_looks() -> None:
    also = (Limit(CivilDay(10, 6, 2018), Bound.EXCLUSIVE), Limit(Unsaid(Silence.OCCASION), Bound.EXCLUSIVE))
    term = a_term(a_clause(TWO_WEEKS, also=also))
    assert (term.due_on, term.needs_review, codes(term)[0]) == (day("Sat 2018-06-09"), True, "doubt_several")


def test_a_part_of_the_day_is_told_but_asks_nobody() -> None:
    term = a_term(a_clause(CivilDay(14, 6, 2018), doubts=(Doubt.PART_OF_DAY,)))
    assert (term.needs_review, codes(term)) == (False, ["doubt_part_of_day"])
    assert a_term(a_clause(CivilDay(14, 6, 2018), doubts=(Doubt.PLAIN_VOOR,))).needs_review


@pytest.mark.parametrize(
    ("firmness", "point", "expected"),
    [
        (Firmness.HARD, CivilDay(14, 6), Firmness.HARD),
        (Firmness.SOFT, CivilDay(14, 6), Firmness.SOFT),
        (Firmness.CONDITIONAL, CivilDay(14, 6), Firmness.CONDITIONAL),
        (Firmness.HARD, Period(PeriodKind.WEEK, ahead=1), Firmness.SOFT),
        (Firmness.CONDITIONAL, Period(PeriodKind.WEEK, ahead=1), Firmness.CONDITIONAL),
        (Firmness.HARD, Unsaid(Silence.SEASON), Firmness.VAGUE),
    ],
)
def test_firmness_is_that_of_the_words_unless_the_point_is_softer(
    firmness: Firmness, point: Point, expected: Firmness
) -> None:
    assert a_term(a_clause(point, firmness=firmness)).firmness is expected


def test_a_date_given_as_a_date_is_its_own_clause() -> None:
    term = a_term(on_day(day("Mon 2018-06-18")))
    assert (term.due_on, term.clause) == (day("Mon 2018-06-18"), "uiterlijk 2018-06-18")
    assert a_term(on_day(day("Tue 2019-06-18"), "op deze dag")).due_on == day("Tue 2019-06-18")
    assert on_day(day("Mon 2018-06-18"), "op deze dag") == a_clause(CivilDay(18, 6, 2018), words="op deze dag")


def test_an_unknown_rule_is_refused() -> None:
    with pytest.raises(UnknownRule):
        a_term(a_clause(TWO_WEEKS), rule="feestdagen")


DAYS_OF_LIFE = st.dates(date(1966, 2, 1), date(2055, 12, 31))
POINTS: st.SearchStrategy[Point] = st.one_of(
    st.builds(CivilDay, st.integers(1, 31), st.integers(1, 12), st.one_of(st.none(), st.integers(1960, 2099))),
    st.builds(Weekday, st.integers(0, 6), st.sampled_from([None, 0, 1])),
    st.builds(Span, st.integers(0, 40), st.sampled_from(Unit), st.sampled_from(Anchor)),
    st.builds(
        Period,
        st.just(PeriodKind.MONTH),
        st.integers(1, 12),
        st.one_of(st.none(), st.integers(1960, 2099)),
        st.none(),
        st.sampled_from(Part),
    ),
    st.builds(Period, st.just(PeriodKind.WEEK), st.integers(1, 53)),
    st.builds(OnFeast, st.sampled_from(Feast)),
    st.builds(InRecess, st.sampled_from(RecessKind)),
)


@given(DAYS_OF_LIFE, POINTS, st.sampled_from(Bound), st.sampled_from(["calendar", "atw", "working_days"]))
def test_a_due_date_is_never_before_the_letter(dated: date, point: Point, bound: Bound, rule: str) -> None:
    term = a_term(a_clause(point, bound), dated=dated, rule=rule)
    assert term.due_on is None or term.due_on >= dated
    assert term.soft_due_on is None or term.soft_due_on >= dated
    assert term.due_on is not None or term.steps or term.warnings
