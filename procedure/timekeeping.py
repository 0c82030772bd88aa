"""Whether a machine's clock can be believed: held against what was recorded last, and the time since its start.

A machine that was off, or a check that did not run, is a gap and no doubt: both clocks tell the same time gone by.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from procedure.vocabulary import Labelled

TOLERANCE = timedelta(minutes=10)
"""A clock that is put right by less is not asked about (house choice: far above drift, far below an hour)."""


class ClockDoubt(Labelled):
    """How a clock disagrees with what is known."""

    BEHIND = "behind", "de klok loopt achter op wat het laatst is vastgelegd"
    SET_BACK = "set_back", "de klok is teruggezet"
    SET_FORWARD = "set_forward", "de klok is vooruitgezet"


@dataclass(frozen=True, slots=True)
class Reading:
    """What the clocks of a machine say at one moment."""

    wall: datetime
    """The instant, aware, as the machine believes it to be."""
    running: float
    """Seconds since the machine was started, sleep included; nobody can set it."""
    boot: str
    """Which start of which machine that is; empty where it cannot be known."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A disagreement: of which kind, and by how much."""

    kind: ClockDoubt
    by: timedelta


def doubt(now: Reading, *, last: Reading | None, recorded_at: datetime | None) -> Doubt | None:
    """Return how the clock disagrees with the last check's clocks or with the last recorded act; None when it does not.

    Within one start of a machine the wall clock has to move as the time since the start does; across starts it may be
    any while later, but never earlier than what was recorded.
    """
    if last is not None and now.boot and now.boot == last.boot:
        drift = (now.wall - last.wall) - timedelta(seconds=now.running - last.running)
        if abs(drift) > TOLERANCE:
            return Doubt(ClockDoubt.SET_FORWARD if drift > timedelta() else ClockDoubt.SET_BACK, abs(drift))
    if recorded_at is not None and now.wall < recorded_at - TOLERANCE:
        return Doubt(ClockDoubt.BEHIND, recorded_at - now.wall)
    return None


def in_turn(at: datetime, before: datetime | None) -> datetime:
    """Return the instant under which something is recorded: never earlier than what was recorded before it."""
    return at if before is None else max(at, before)
