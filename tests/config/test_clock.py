"""The clock is read in Amsterdam, and nowhere else."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from config import clock


def test_an_instant_is_aware() -> None:
    assert clock.now().utcoffset() in {timedelta(hours=1), timedelta(hours=2)}


def test_today_is_the_civil_day_of_now() -> None:
    assert clock.now().date() <= clock.today() <= clock.now().date()


@pytest.mark.parametrize(
    ("day", "offset"),
    [
        ("2018-06-14", "+02:00"),  # Thu, summer
        ("2018-12-20", "+01:00"),  # Thu, winter
        ("2018-03-25", "+02:00"),  # Sun, the clock goes forward
        ("2018-10-28", "+01:00"),  # Sun, the clock goes back
    ],
)
def test_a_day_ends_at_midnight_in_amsterdam(day: str, offset: str) -> None:
    assert clock.end_of(date.fromisoformat(day)).isoformat() == f"{day}T23:59:59.999999{offset}"


def test_the_ends_of_days_follow_one_another() -> None:
    days = [date(2018, 3, 20) + timedelta(days=n) for n in range(10)]

    assert all(one < other for one, other in pairwise(map(clock.end_of, days)))


def test_the_clocks_of_a_machine_tell_the_same_start_and_time_since_it() -> None:
    first, second = clock.reading(), clock.reading()

    assert (first.boot, first.wall) <= (second.boot, second.wall)
    assert first.running <= second.running
    assert abs((second.wall - first.wall).total_seconds() - (second.running - first.running)) < 60
