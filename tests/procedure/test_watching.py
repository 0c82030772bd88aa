"""When a register is ill, and when that is said: once a day while it lasts, and once when it is over."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.reference import packaged_rulebook
from procedure.amsterdam import AMSTERDAM
from procedure.watching import AGAIN_AFTER, Alarm, Bell, overdue, ready_at, sends_what_was_left, unsent_for

DAYS = packaged_rulebook().days
NOON = datetime(2018, 6, 11, 12, tzinfo=UTC)  # Mon
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


def here(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2018, 6, day, hour, minute, tzinfo=AMSTERDAM)


@pytest.mark.parametrize(("hours", "expected"), [(24, False), (26, False), (26.1, True), (27, True), (-5, False)])
def test_after_more_than_26_hours_without_a_check_a_register_is_ill(hours: float, *, expected: bool) -> None:
    at = NOON + hours * HOUR
    assert overdue(NOON, NOON - 999 * HOUR, at) is expected
    assert overdue(None, NOON, at) is expected


@pytest.mark.parametrize(
    ("ready", "at", "minutes"),
    [
        (here(11, 11), here(11, 11, 31), 31),  # Mon
        (here(11, 12), here(11, 12, 45), 45),
        (here(8, 11), here(11, 11, 10), 10),  # waited from Fri, over the weekend: counted from Mon 11:00
        (here(11, 11), here(11, 10, 59), None),
        (here(11, 11), here(11, 18), None),
        (here(9, 11), here(9, 12), None),  # Sat
        (here(11, 13), here(11, 12), 0),
    ],
)
def test_a_message_is_late_only_while_mail_leaves(ready: datetime, at: datetime, minutes: int | None) -> None:
    assert unsent_for(ready, at, DAYS) == (None if minutes is None else minutes * MINUTE)


def test_a_message_may_leave_from_eleven_on_its_day() -> None:
    assert ready_at(here(9, 11), here(11, 0).date()) == here(11, 11)
    assert ready_at(here(11, 14), here(11, 0).date()) == here(11, 14)


looks = st.lists(st.tuples(st.timedeltas(timedelta(), timedelta(hours=30)), st.booleans(), st.booleans()), max_size=60)


@given(looks)
def test_an_alarm_is_told_at_most_once_a_day_while_it_lasts_and_once_when_it_is_over(
    steps: list[tuple[timedelta, bool, bool]],
) -> None:
    alarm, at, told, open_alarm = Alarm(), NOON, [], False
    for later, ill, arrives in steps:
        at += later
        bell = alarm.bell(at, ill=ill)
        alarm = alarm.after(bell, at, ill=ill, arrived=arrives)
        if bell is Bell.QUIET or not arrives:
            continue
        if bell is Bell.OVER:
            assert open_alarm
            assert not ill
            open_alarm, told = False, []
        else:
            assert ill
            assert not told or at - told[-1] >= AGAIN_AFTER
            open_alarm, told = True, [*told, at]


def test_an_alarm_that_nobody_took_is_tried_again_after_ten_minutes() -> None:
    first = Alarm().after(Bell.RING, NOON, ill=True, arrived=False)
    assert first.bell(NOON + 9 * MINUTE, ill=True) is Bell.QUIET
    assert first.bell(NOON + 11 * MINUTE, ill=True) is Bell.RING
    assert first.since == NOON


def test_a_clock_that_was_set_back_does_not_silence_an_alarm() -> None:
    told = Alarm(since=NOON, told_at=NOON)
    assert told.bell(NOON - timedelta(days=365), ill=True) is Bell.RING


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (here(11, 11, 19), False),  # Mon: the check of the day comes first
        (here(11, 11, 20), True),
        (here(11, 17, 59), True),
        (here(11, 18), False),
        (here(9, 12), False),  # Sat
    ],
)
def test_what_was_left_is_sent_on_a_working_day_once_its_check_has_had_time(at: datetime, *, expected: bool) -> None:
    assert sends_what_was_left(at, DAYS) is expected
