"""The last day to send a letter: by the words of its term, for every length and rule, and refused without a length."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.reference import packaged_rulebook
from procedure.clauses import (
    Anchor,
    CivilDay,
    Clause,
    Feast,
    Limit,
    OnFeast,
    Period,
    PeriodKind,
    Point,
    Silence,
    Span,
    Unit,
    Unsaid,
)
from procedure.counting import count
from procedure.errors import BeyondCalendar, NoLength
from procedure.sending import latest_day_to_send, send_with
from procedure.term_json import sending_as_json
from procedure.vocabulary import Bound, Language
from procedure.wording import warnings
from tests.weekdays import day

RULEBOOK = packaged_rulebook()
DEBATE = date(2026, 3, 12)
FOUR_WEEKS = Span(4, Unit.WEEKS, Anchor.DATED)


def a_clause(point: Point) -> Clause:
    """Return a clause with this limit."""
    return Clause("binnen vier weken", Limit(point, Bound.INCLUSIVE))


@pytest.mark.parametrize(
    ("point", "asked", "send", "due", "told"),
    [
        (FOUR_WEEKS, (Bound.EXCLUSIVE, None), "Wed 2026-02-11", "Wed 2026-03-11", []),
        (FOUR_WEEKS, (Bound.INCLUSIVE, None), "Thu 2026-02-12", "Thu 2026-03-12", []),
        (Span(4, Unit.WEEKS), (Bound.EXCLUSIVE, "atw"), "Wed 2026-02-11", "Wed 2026-03-11", []),
        (Span(2, Unit.WEEKS, most=3), (Bound.EXCLUSIVE, None), "Wed 2026-02-18", "Wed 2026-03-11", []),
        (Span(10, Unit.WORKING_DAYS), (Bound.EXCLUSIVE, None), "Wed 2026-02-25", "Wed 2026-03-11", []),
        (Span(1, Unit.WEEKS), (Bound.EXCLUSIVE, "working_days"), "Wed 2026-03-04", "Wed 2026-03-11", []),
        (Span(1, Unit.MONTHS, Anchor.RECEIVED), (Bound.EXCLUSIVE, None), "Wed 2026-02-11", "Wed 2026-03-11",
         ["receipt_as_sent"]),
        (Span(48, Unit.HOURS), (Bound.EXCLUSIVE, None), "Mon 2026-03-09", "Wed 2026-03-11", ["hours_from_unknown"]),
        (Span(4, Unit.DAYS), (Bound.EXCLUSIVE, None), "Sat 2026-03-07", "Wed 2026-03-11", ["send_on_free_day"]),
    ],
    ids=str,
)  # fmt: skip
def test_a_term_in_words_is_reckoned_back_from_the_day_of_the_debate(
    point: Span, asked: tuple[Bound, str | None], send: str, due: str, told: list[str]
) -> None:
    bound, rule = asked
    found = send_with(a_clause(point), DEBATE, rulebook=RULEBOOK, bound=bound, rule=rule)
    assert (found.send_on, found.due_on) == (day(send), day(due))
    assert [step.code for step in found.warnings] == told
    assert found.rule_name == (rule or "calendar")


def test_a_term_after_receipt_is_reckoned_as_if_received_on_the_day_it_is_sent_and_says_so() -> None:
    found = send_with(a_clause(Span(4, Unit.WEEKS, Anchor.RECEIVED)), DEBATE, rulebook=RULEBOOK)
    (told,) = warnings(found)
    assert told.startswith("De termijn begint na de ontvangst; gerekend is alsof de brief op woensdag 11 februari 2026")
    assert "Wednesday 11 February 2026" in warnings(found, Language.EN)[0]


def test_before_the_day_is_what_is_meant_unless_said_otherwise() -> None:
    assert send_with(a_clause(FOUR_WEEKS), DEBATE, rulebook=RULEBOOK).answer_by == day("Wed 2026-03-11")
    assert latest_day_to_send(DEBATE, 4, Unit.WEEKS, rulebook=RULEBOOK).answer_by == DEBATE


@pytest.mark.parametrize(
    "point",
    [
        CivilDay(3, 3, 2026),
        Unsaid(Silence.VAGUE),
        Period(PeriodKind.MONTH, 2),
        OnFeast(Feast.EASTER),
        Span(2, Unit.WEEKS, Anchor.OCCASION),
        Span(2, Unit.WEEKS, back=True, from_day=CivilDay(12, 3)),
        Span(2, Unit.WEEKS, from_day=CivilDay(12, 1)),
        Span(2, Unit.WEEKS, back=True),
        Span(551, Unit.WEEKS),
        Span(2, Unit.WEEKS, most=551),
    ],
    ids=str,
)
def test_words_without_a_length_from_the_letter_are_refused(point: Point) -> None:
    with pytest.raises(NoLength) as refused:
        send_with(a_clause(point), DEBATE, rulebook=RULEBOOK)
    assert str(refused.value) == (
        "Terugrekenen kan alleen met een duur die na de brief begint, als 'binnen vier weken'; "
        "'binnen vier weken' is dat niet."
    )


def test_the_longest_length_that_is_a_term_is_still_reckoned_back_and_two_limits_are_not() -> None:
    longest = send_with(a_clause(Span(550, Unit.WEEKS)), DEBATE, rulebook=RULEBOOK)
    assert longest.send_on == day("Wed 2015-08-26")
    twice = replace(a_clause(FOUR_WEEKS), also=(Limit(CivilDay(1, 3), Bound.EXCLUSIVE),))
    with pytest.raises(NoLength):
        send_with(twice, DEBATE, rulebook=RULEBOOK)


def test_years_whose_decrees_are_not_known_are_told_also_where_only_the_day_too_late_lies_in_them() -> None:
    over = latest_day_to_send(date(2019, 12, 31), 2, Unit.WEEKS, rulebook=RULEBOOK, rule="atw")
    assert over.send_on == day("Tue 2019-12-17")
    assert [(step.code, step.facts) for step in over.warnings] == [("decrees_unknown", {"years": (2020,)})]
    both = latest_day_to_send(date(2022, 1, 5), 4, Unit.WEEKS, rulebook=RULEBOOK, rule="atw")
    assert both.warnings[0].facts == {"years": (2021, 2022)}
    assert latest_day_to_send(date(2018, 3, 1), 2, Unit.WEEKS, rulebook=RULEBOOK, rule="atw").warnings == ()


def test_at_the_end_of_the_calendar_the_last_day_to_send_is_known_or_refused() -> None:
    plain = latest_day_to_send(date(2100, 12, 31), 2, Unit.WEEKS, rulebook=RULEBOOK)
    assert plain.send_on == day("Fri 2100-12-17")
    with pytest.raises(BeyondCalendar):
        latest_day_to_send(date(2100, 12, 31), 2, Unit.WEEKS, rulebook=RULEBOOK, rule="atw")
    with pytest.raises(BeyondCalendar):
        latest_day_to_send(date(1966, 1, 5), 2, Unit.WEEKS, rulebook=RULEBOOK, rule="working_days")


def test_the_last_day_to_send_prints_the_keys_of_the_contract_in_their_order() -> None:
    found = send_with(a_clause(FOUR_WEEKS), DEBATE, rulebook=RULEBOOK)
    printed = sending_as_json(found, clause="binnen vier weken", before=DEBATE, lang=Language.EN)
    assert list(printed) == [
        *("clause", "before", "answer_by", "send_on", "due_on", "warnings", "rule", "explanation"),
    ]
    assert (printed["send_on"], printed["rule"]) == ("2026-02-11", {"name": "calendar", "version": 1})
    assert printed["explanation"][-1] == (
        "Sent a day later the term would end on Thursday 12 March 2026, and that is too late."
    )


LENGTHS = st.one_of(
    st.tuples(st.integers(1, 100), st.sampled_from([Unit.DAYS, Unit.HOURS])),
    st.tuples(st.integers(1, 16), st.just(Unit.WEEKS)),
    st.tuples(st.integers(1, 7), st.just(Unit.MONTHS)),
    st.tuples(st.integers(1, 30), st.just(Unit.WORKING_DAYS)),
    st.tuples(st.integers(1, 3), st.just(Unit.YEARS)),
)


@given(
    st.dates(date(1970, 1, 1), date(2099, 1, 31)),
    LENGTHS,
    st.sampled_from(["calendar", "atw", "working_days"]),
    st.sampled_from(Bound),
)
def test_sent_on_the_last_day_the_answer_is_due_in_time_and_a_day_later_it_is_not(
    target: date, length: tuple[int, Unit], name: str, bound: Bound
) -> None:
    found = latest_day_to_send(target, *length, rulebook=RULEBOOK, bound=bound, rule=name)
    rule = RULEBOOK.rule(name, on=target)
    days = RULEBOOK.days_for(rule)
    assert found.answer_by == target - timedelta(days=bound is Bound.EXCLUSIVE)
    assert count(found.send_on, *length, rule=rule, days=days).day == found.due_on <= found.answer_by
    assert count(found.send_on + timedelta(days=1), *length, rule=rule, days=days).day > found.answer_by
