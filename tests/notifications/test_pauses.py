"""Pauses between tries: growing, four hours in all, and then the clerk sees that it failed."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifications.outcomes import GiveUp, Outcome, Sent, TryAgain, Unsure, Written
from notifications.pauses import AFTER_DOUBT, AFTER_REFUSAL, WINDOW, pause, tried_for
from notifications.verdicts import judge, spread
from procedure.vocabulary import ReminderState

MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize("table", [AFTER_REFUSAL, AFTER_DOUBT])
def test_pauses_grow_and_make_four_hours_together(table: tuple[timedelta, ...]) -> None:
    assert list(table) == sorted(table)
    assert sum(table, timedelta()) == timedelta(hours=4) == WINDOW


@pytest.mark.parametrize(
    ("tries", "minutes_tried", "minutes"),
    [
        (1, 0, 1),
        (2, 1, 2),
        (5, 10, 5),
        (12, 82, 18),
        (13, 100, 20),
        (19, 220, 20),
        (40, 100, 20),  # the last pause of the table is the longest there is
        (19, 230, 10),  # what is left of the window
    ],
)
def test_the_pause_after_so_many_refusals(tries: int, minutes_tried: int, minutes: int) -> None:
    assert pause(tries, minutes_tried * MINUTE, jitter=0.5) == minutes * MINUTE


@pytest.mark.parametrize(("tries", "minutes"), [(1, 15), (2, 45), (3, 60), (4, 120)])
def test_the_pause_after_a_doubt_is_longer(tries: int, minutes: int) -> None:
    assert pause(tries, timedelta(), jitter=0.5, doubt=True) == minutes * MINUTE


@pytest.mark.parametrize(
    ("moments", "minutes"),
    [
        ((), 0),
        ((0,), 0),
        ((0, 20, 60), 60),
        ((0, 132, 240), 240),
        ((0, 20, 900), 152),  # a night: of it the longest pause, two hours and a tenth
        ((0, 2880), 132),
        ((0, 20, -40, 0), 60),  # a clock that was set back by an hour
    ],
)
def test_for_how_long_a_message_was_tried(moments: tuple[int, ...], minutes: int) -> None:
    began = datetime(2018, 6, 15, 17, tzinfo=UTC)
    assert tried_for([began + one * MINUTE for one in moments]) == minutes * MINUTE


def test_nothing_is_given_up_for_closed_hours_or_an_outage_of_our_own() -> None:
    friday, monday = datetime(2018, 6, 15, 17, 55, tzinfo=UTC), datetime(2018, 6, 18, 5, tzinfo=UTC)
    assert pause(2, tried_for([friday, monday]), jitter=0.5) == 2 * MINUTE


@given(st.lists(st.floats(0, 1), min_size=60, max_size=60), st.booleans())
def test_whatever_the_jitter_a_message_is_given_up_at_the_end_of_the_window(jitters: list[float], doubt: bool) -> None:
    since, tries = timedelta(), 0
    for jitter in jitters:
        tries += 1
        wait = pause(tries, since, jitter=jitter, doubt=doubt)
        if wait is None:
            break
        assert wait > timedelta()
        since += wait
    assert wait is None
    assert WINDOW * (0.9 if doubt else 1) <= since < WINDOW + MINUTE
    assert 3 <= tries <= (5 if doubt else 24)


@given(st.text(max_size=30), st.integers(1, 30))
def test_the_spread_of_a_try_lies_between_nought_and_one_and_stays_so(message_id: str, tries: int) -> None:
    assert 0 <= spread(message_id, tries) < 1
    assert spread(message_id, tries) == spread(message_id, tries)


def test_messages_that_were_refused_together_do_not_return_together() -> None:
    assert len({spread(f"reminder.20180611.{n}.1@proef", 1) for n in range(100)}) == 100


@pytest.mark.parametrize(
    ("outcome", "nth", "state", "note", "waits"),
    [
        (Sent("250 OK"), (1, 0), ReminderState.SENT, "", False),
        (Written("a.eml"), (1, 0), ReminderState.WRITTEN, "", False),
        (GiveUp("550 weg"), (1, 0), ReminderState.FAILED, "550 weg", False),
        (TryAgain("451 druk"), (1, 0), ReminderState.TEMPORARY_FAILURE, "451 druk", True),
        (TryAgain("451 druk"), (20, 4), ReminderState.FAILED, "technisch mislukt: 451 druk", False),
        (Unsure("weg"), (1, 0), ReminderState.UNSURE, "weg", True),
        (Unsure("weg"), (5, 4), ReminderState.FAILED, "technisch mislukt, en of het aankwam is onzeker: weg", False),
    ],
)
def test_what_a_try_means(outcome: Outcome, nth: tuple[int, int], state: ReminderState, note: str, waits: bool) -> None:
    tries, hours = nth
    verdict = judge(outcome, message_id="a@b", tries=tries, tried=timedelta(hours=hours))
    assert (verdict.state, verdict.note, verdict.wait is not None) == (state, note, waits)


def test_a_receiver_that_asks_for_a_longer_wait_gets_it() -> None:
    asked = TryAgain("503", after=timedelta(minutes=30))
    assert judge(asked, message_id="a@b", tries=1, tried=timedelta()).wait == timedelta(minutes=30)
