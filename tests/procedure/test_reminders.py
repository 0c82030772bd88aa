"""The ladder as it is loaded by default: which rung stands on which day, and what rests do to it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.reference import packaged_rulebook
from procedure.reminders import Plan, Rest, attention, plan, rest_after_open_deferral
from procedure.rulebook import Rulebook
from procedure.vocabulary import Audience, Mode
from tests.weekdays import day

BOOK: Rulebook = packaged_rulebook()


def planned(due: date, *, set_on: date | None = None, registered_on: date | None = None, **over: object) -> Plan:
    start = set_on or due - timedelta(days=14)
    return plan(
        BOOK.ladder,
        due,
        set_on=start,
        registered_on=registered_on or start,
        days=BOOK.days,
        **over,  # type: ignore[arg-type]
    )


def rungs(plan: Plan) -> list[tuple[str, date]]:
    return [(one.rung.code, one.fire_on) for one in plan.owed]


@pytest.mark.parametrize(
    ("due", "notice", "first_rappel"),
    [
        ("Thu 2018-06-14", "Mon 2018-06-11", "Fri 2018-06-15"),
        ("Fri 2018-06-15", "Tue 2018-06-12", "Mon 2018-06-18"),
        ("Sun 2018-07-01", "Wed 2018-06-27", "Mon 2018-07-02"),
        ("Tue 2018-04-03", "Tue 2018-03-27", "Wed 2018-04-04"),  # Good Friday and Easter Monday do not count
    ],
)
def test_working_days_before_and_after_the_last_day(due: str, notice: str, first_rappel: str) -> None:
    found = dict(rungs(planned(day(due))))
    assert (found["notice"], found["first_rappel"]) == (day(notice), day(first_rappel))
    assert found["due"] == day(due)
    assert found["second_rappel"] == day(due) + timedelta(days=10)
    assert found["escalation"] == day(due) + timedelta(days=21)


def test_a_term_of_less_than_ten_days_is_not_announced() -> None:
    short = planned(day("Thu 2018-06-14"), set_on=day("Tue 2018-06-05"))
    long = planned(day("Thu 2018-06-14"), set_on=day("Mon 2018-06-04"))
    assert ("notice" in dict(rungs(short)), "notice" in dict(rungs(long))) == (False, True)


def test_what_lies_before_the_registration_is_listed_not_owed() -> None:
    found = planned(day("Thu 2018-06-14"), registered_on=day("Wed 2018-06-13"))
    assert [one.rung.code for one in found.too_early] == ["notice"]
    assert rungs(found)[0] == ("due", day("Thu 2018-06-14"))


def test_escalation_waits_ten_days_after_a_rappel_that_left() -> None:
    found = planned(day("Thu 2018-06-14"), rappel_left_on=day("Mon 2018-07-02"))
    assert dict(rungs(found))["escalation"] == day("Thu 2018-07-12")


def test_a_rest_moves_what_it_covers_to_the_day_after_it() -> None:
    found = planned(day("Thu 2018-06-14"), rests=(Rest(day("Tue 2018-06-12"), day("Wed 2018-06-20")),))
    assert rungs(found)[:3] == [(code, day("Thu 2018-06-21")) for code in ("notice", "due", "first_rappel")]


def test_a_rest_of_the_desk_lets_its_rungs_lapse_and_leaves_the_clerks() -> None:
    found = planned(day("Thu 2018-06-14"), rests=(Rest(day("Tue 2018-06-12"), day("Tue 2018-06-26"), desk_only=True),))
    assert [code for code, _ in rungs(found)] == ["second_rappel", "escalation"]


def test_a_postponement_without_a_date_asks_the_clerk_after_ten_working_days() -> None:
    found = rest_after_open_deferral(BOOK.ladder, day("Tue 2018-06-12"), BOOK.days)
    assert found is not None
    rest, asked = found
    assert (rest.last, asked.fire_on, asked.rung.audience) == (day("Tue 2018-06-26"),) * 2 + (Audience.CLERK,)


def test_a_case_without_a_date_comes_back_every_four_weeks_to_the_clerk() -> None:
    first = attention(BOOK.ladder, day("Thu 2018-05-31"), BOOK.days)
    assert first is not None
    assert (first.fire_on, first.rung.audience) == (day("Thu 2018-06-28"), Audience.CLERK)


def test_the_minister_is_never_mailed_and_only_the_rappel_letter_waits_for_a_person() -> None:
    assert {rung.audience for rung in BOOK.ladder} == {Audience.DESK, Audience.CLERK}
    assert [rung.code for rung in BOOK.ladder if rung.mode is Mode.BY_HAND] == ["second_rappel"]


def test_every_rung_names_its_source() -> None:
    assert all(rung.source.strip() for rung in BOOK.ladder)


@given(
    due=st.dates(date(2015, 1, 1), date(2028, 1, 1)),
    span=st.integers(0, 90),
    late=st.integers(-30, 30),
    rest=st.tuples(st.integers(-20, 20), st.integers(0, 40), st.booleans()),
)
def test_the_ladder_rises_with_the_days_and_never_falls_into_a_rest(
    due: date, span: int, late: int, rest: tuple[int, int, bool]
) -> None:
    first = due + timedelta(days=rest[0])
    resting = Rest(first, first + timedelta(days=rest[1]), rest[2])
    registered = due + timedelta(days=late)
    found = planned(due, set_on=due - timedelta(days=span), registered_on=registered, rests=(resting,))
    ranks = [one.rung.rank for one in found.owed]
    assert ranks == sorted(ranks)
    assert all(one.due_on == due and one.fire_on >= registered for one in found.owed)
    for one in found.owed:
        covered = resting.first <= one.fire_on <= resting.last
        assert not covered or (resting.desk_only and one.rung.audience is Audience.CLERK)
    assert {one.rung.code for one in found.owed}.isdisjoint(one.rung.code for one in found.too_early)
