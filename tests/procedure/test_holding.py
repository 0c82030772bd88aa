"""What holds a mail back, and when it may leave; which rung counts in which round."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.reference import packaged_rulebook
from procedure.amsterdam import AMSTERDAM, instant
from procedure.days import Recess, RecessKind
from procedure.holding import ORDINARY, Holding, Hours
from procedure.reminders import Rung, ladder_for
from procedure.rulebook import Rulebook
from procedure.vocabulary import Audience, Chamber, Mode, RoundKind

MON_9_JULY = date(2018, 7, 9)
SUMMER = Recess(Chamber.EK, RecessKind.SUMMER, MON_9_JULY, date(2018, 9, 2), "vergaderschema", date(2018, 1, 2))
DAYS = replace(packaged_rulebook().days, recesses=(SUMMER,))
DAY_HOURS = Hours(time(7), time(20))
IN_RECESS = Holding(recesses=frozenset({Chamber.EK}))


@pytest.mark.parametrize(
    ("holding", "day", "leaves"),
    [
        (ORDINARY, "Thu 2018-06-14", "Thu 2018-06-14"),
        (ORDINARY, "Sat 2018-06-16", "Mon 2018-06-18"),
        (ORDINARY, "Fri 2018-03-30", "Tue 2018-04-03"),  # Good Friday, and Easter Monday after it
        (ORDINARY, "Mon 2018-07-09", "Mon 2018-07-09"),  # a recess holds only what says so
        (Holding(free_days=False), "Sat 2018-06-16", "Sat 2018-06-16"),
        (IN_RECESS, "Fri 2018-07-06", "Fri 2018-07-06"),
        (IN_RECESS, "Mon 2018-07-09", "Mon 2018-09-03"),
        (IN_RECESS, "Sun 2018-09-02", "Mon 2018-09-03"),
        (Holding(recesses=frozenset({Chamber.TK})), "Mon 2018-07-09", "Mon 2018-07-09"),  # the other chamber sits
        (replace(IN_RECESS, free_days=False), "Sat 2018-07-07", "Sat 2018-07-07"),
    ],
)
def test_the_first_day_on_which_a_mail_may_leave(holding: Holding, day: str, leaves: str) -> None:
    asked, expected = (date.fromisoformat(text[4:]) for text in (day, leaves))
    assert (asked.strftime("%a"), expected.strftime("%a")) == (day[:3], leaves[:3])
    assert holding.first_day(asked, DAYS) == expected


@pytest.mark.parametrize(
    ("holding", "at", "leaves"),
    [
        (ORDINARY, "2018-06-14 23:10", "2018-06-14 23:10"),
        (Holding(hours=DAY_HOURS), "2018-06-14 06:59", "2018-06-14 07:00"),
        (Holding(hours=DAY_HOURS), "2018-06-14 07:00", "2018-06-14 07:00"),
        (Holding(hours=DAY_HOURS), "2018-06-14 19:59", "2018-06-14 19:59"),
        (Holding(hours=DAY_HOURS), "2018-06-14 20:00", "2018-06-15 07:00"),
        (Holding(hours=DAY_HOURS), "2018-06-15 21:00", "2018-06-18 07:00"),  # a Friday evening waits for Monday
        (ORDINARY, "2018-06-16 13:00", "2018-06-18 00:00"),
        (replace(IN_RECESS, hours=DAY_HOURS), "2018-07-06 20:30", "2018-09-03 07:00"),
    ],
)
def test_the_first_moment_at_which_a_mail_may_leave(holding: Holding, at: str, leaves: str) -> None:
    asked, expected = datetime.fromisoformat(at), datetime.fromisoformat(leaves)
    assert holding.first_moment(asked.date(), asked.time(), DAYS) == (expected.date(), expected.time())


@pytest.mark.parametrize(
    ("holding", "day", "why"),
    [
        (IN_RECESS, MON_9_JULY, "zomerreces van de Eerste Kamer"),
        (ORDINARY, date(2018, 6, 16), "zaterdag"),
        (ORDINARY, date(2018, 5, 10), "Hemelvaartsdag"),
        (ORDINARY, MON_9_JULY, ""),
        (Holding(free_days=False), date(2018, 6, 16), ""),
    ],
)
def test_why_a_mail_waits_is_told(holding: Holding, day: date, why: str) -> None:
    assert holding.why(day, DAYS) == why


@pytest.mark.parametrize(
    "text",
    [
        "",
        "7-20",
        "07:00",
        "20:00-07:00",
        "07:00-07:00",
        "02:30-20:00",
        "07:00-25:00",
        "00:30-02:00",
        "07:00+01:00-20:00",
    ],
)
def test_hours_that_cannot_be_used_are_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - any text may be the one that is wrong
        Hours.parse(text)


def test_hours_are_written_as_they_are_read() -> None:
    assert str(Hours.parse(" 07:00 - 20:00 ")) == "07:00-20:00"
    assert Hours.parse("07:00-20:00") == DAY_HOURS


@pytest.mark.parametrize(
    ("other", "both"),
    [
        (ORDINARY, Holding(hours=DAY_HOURS)),
        (Holding(hours=Hours(time(9), time(22))), Holding(hours=Hours(time(9), time(20)))),
        (
            Holding(hours=Hours(time(20), time(22))),
            Holding(hours=Hours(time(20), time(22))),
        ),  # none in common: the later
        (
            Holding(free_days=False, recesses=frozenset({Chamber.TK})),
            Holding(recesses=frozenset({Chamber.TK}), hours=DAY_HOURS),
        ),
    ],
)
def test_a_mail_about_two_leaves_when_both_may(other: Holding, both: Holding) -> None:
    assert Holding(hours=DAY_HOURS).joined(other) == both
    assert other.joined(Holding(hours=DAY_HOURS)) == both


HOLDINGS = st.builds(
    Holding,
    free_days=st.booleans(),
    recesses=st.frozensets(st.sampled_from(Chamber)),
    hours=st.none() | st.just(DAY_HOURS) | st.just(Hours(time(0), time(6))),
)


@given(holding=HOLDINGS, day=st.dates(date(2018, 6, 1), date(2018, 9, 30)), clock=st.times())
def test_no_mail_leaves_while_it_is_held_and_none_waits_for_longer(holding: Holding, day: date, clock: time) -> None:
    leaves, at = holding.first_moment(day, clock, DAYS)
    assert (leaves, at) >= (day, clock)
    assert holding.first_moment(leaves, at, DAYS) == (leaves, at)
    assert holding.why(leaves, DAYS) == ""
    assert holding.hours is None or holding.hours.opens <= at < holding.hours.closes
    between = ((leaves - timedelta(days=n)) for n in range(1, (leaves - day).days))
    assert all(holding.why(one, DAYS) for one in between)


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25)])  # Sundays on which the clock changes
def test_hours_are_those_of_the_clock_on_the_wall_when_it_changes(day: date) -> None:
    found, at = Holding(free_days=False, hours=DAY_HOURS).first_moment(day, time(1, 30), DAYS)
    assert (found, at, instant(found, at).astimezone(AMSTERDAM).hour) == (day, time(7), 7)


def a_rung(offset: int, **over: object) -> Rung:
    return replace(
        Rung("term", "notice", 1, offset, "days", Audience.DESK, Mode.AUTO, 0, "gewoonte"),
        **over,  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(
    ("chamber", "kind", "offset"),
    [
        (Chamber.EK, RoundKind.FIRST, -1),
        (Chamber.EK, RoundKind.FURTHER, -2),
        (Chamber.TK, RoundKind.FIRST, -3),
        (Chamber.TK, RoundKind.FURTHER, -4),
    ],
)
def test_of_rungs_with_one_code_the_one_made_for_the_round_counts(
    chamber: Chamber, kind: RoundKind, offset: int
) -> None:
    rungs = [
        a_rung(-4, chamber=Chamber.TK, kind=RoundKind.FURTHER),
        a_rung(-3, chamber=Chamber.TK),
        a_rung(-2, kind=RoundKind.FURTHER),
        a_rung(-1),
    ]
    for ladder in (rungs, rungs[::-1]):
        assert [rung.offset for rung in ladder_for(ladder, chamber, kind)] == [offset]


def test_a_rung_of_another_chamber_alone_is_owed_in_that_chamber_only() -> None:
    ladder = [a_rung(-1, chamber=Chamber.TK), a_rung(0, code="due")]
    assert [rung.code for rung in ladder_for(ladder, Chamber.EK, RoundKind.FIRST)] == ["due"]


def test_a_ladder_with_all_that_an_office_can_say_is_exported_and_read_back() -> None:
    rung = a_rung(
        -1,
        chamber=Chamber.TK,
        kind=RoundKind.FURTHER,
        tone="pressing",
        held_in_recess=True,
        hours=DAY_HOURS,
        may_opt_out=True,
    )
    book: Rulebook = replace(packaged_rulebook(), ladder=(rung,))
    assert Rulebook.from_tables(book.to_tables()) == book


def test_a_rung_is_held_in_the_recess_of_the_rounds_own_chamber() -> None:
    rung = a_rung(-1, held_in_recess=True, held_on_free_days=False, hours=DAY_HOURS)
    assert rung.holding(Chamber.TK) == Holding(free_days=False, recesses=frozenset({Chamber.TK}), hours=DAY_HOURS)
    assert a_rung(-1).holding(Chamber.EK) == ORDINARY
