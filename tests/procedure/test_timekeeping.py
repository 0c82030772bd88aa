"""A clock is doubted when somebody set it, and never because time went by."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procedure.timekeeping import TOLERANCE, ClockDoubt, Doubt, Reading, doubt, in_turn

NOON = datetime(2018, 6, 11, 12, tzinfo=UTC)  # Mon
LAST = Reading(NOON, 5000.0, "boot-1")
HOUR, DAY, YEAR = timedelta(hours=1), timedelta(days=1), timedelta(days=365)

spans = st.timedeltas(timedelta(), timedelta(days=4000))
set_by = st.timedeltas(TOLERANCE + timedelta(seconds=1), timedelta(days=4000))
recorded = st.none() | spans.map(lambda ago: NOON - ago)


def later(gone: timedelta, *, moved: timedelta = timedelta(), boot: str = "boot-1") -> Reading:
    """The clocks after some time, of which the wall clock was moved."""
    return Reading(NOON + gone + moved, LAST.running + gone.total_seconds(), boot)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (later(HOUR), None),
        (later(40 * DAY), None),
        (later(40 * DAY, boot="boot-2"), None),  # the machine was off: an outage, caught up with
        (later(HOUR, moved=timedelta(minutes=9)), None),
        (later(HOUR, moved=DAY), Doubt(ClockDoubt.SET_FORWARD, DAY)),
        (later(2 * HOUR, moved=-HOUR), Doubt(ClockDoubt.SET_BACK, HOUR)),
        (later(HOUR, moved=-YEAR), Doubt(ClockDoubt.SET_BACK, YEAR)),
        (later(HOUR, moved=-DAY, boot="boot-2"), Doubt(ClockDoubt.BEHIND, DAY - HOUR)),
    ],
)
def test_a_clock_that_was_set_is_told_from_time_that_went_by(now: Reading, expected: Doubt | None) -> None:
    assert doubt(now, last=LAST, recorded_at=NOON) == expected


def test_without_a_known_start_or_a_check_only_the_diary_counts() -> None:
    unknown = Reading(NOON, 1.0, "")
    assert doubt(Reading(NOON + DAY, 2.0, ""), last=unknown, recorded_at=NOON) is None
    assert doubt(later(DAY), last=None, recorded_at=None) is None
    assert doubt(later(-DAY), last=None, recorded_at=NOON) == Doubt(ClockDoubt.BEHIND, DAY)


@given(gone=spans, before=recorded, boot=st.sampled_from(["boot-1", "boot-2", ""]))
def test_a_mere_gap_is_never_doubted(gone: timedelta, before: datetime | None, boot: str) -> None:
    assert doubt(later(gone, boot=boot), last=LAST, recorded_at=before) is None


@given(gone=spans, moved=set_by, before=recorded)
def test_a_clock_that_was_set_within_one_start_is_always_doubted(
    gone: timedelta, moved: timedelta, before: datetime | None
) -> None:
    forward = doubt(later(gone, moved=moved), last=LAST, recorded_at=before)
    back = doubt(later(gone, moved=-moved), last=LAST, recorded_at=before)
    assert (forward and forward.kind, back and back.kind) == (ClockDoubt.SET_FORWARD, ClockDoubt.SET_BACK)


@given(moved=set_by, boot=st.sampled_from(["boot-2", ""]))
def test_a_clock_before_the_last_act_is_always_doubted(moved: timedelta, boot: str) -> None:
    found = doubt(later(timedelta(), moved=-moved, boot=boot), last=LAST, recorded_at=NOON)
    assert found == Doubt(ClockDoubt.BEHIND, moved)


@given(st.lists(spans.map(lambda ago: NOON - ago), min_size=1))
def test_the_diary_never_goes_back(clocks: list[datetime]) -> None:
    kept: list[datetime] = []
    for clock in clocks:
        kept.append(in_turn(clock, kept[-1] if kept else None))
    assert kept == sorted(kept)
    assert all(at >= clock for at, clock in zip(kept, clocks, strict=True))
