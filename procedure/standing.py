"""How a term stands on a day: in time, near, late, or answered."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from procedure.vocabulary import StandingState

NEAR = timedelta(days=3)
"""A term is near from three days before its last day (house choice: the clerk's list marks it)."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a term stands: ``days_late`` in whole civil days, ``late`` also within the day of a term with an hour."""

    state: StandingState
    days_late: int = 0
    late: bool = False


def days_late(due_on: date | None, day: date) -> int:
    """Return by how many whole civil days a day lies after the due date; 0 when in time or without a date."""
    return max(0, (day - due_on).days) if due_on is not None else 0


def standing(
    due_on: date | None,
    due_at: datetime | None = None,
    *,
    answered_on: date | None = None,
    on: date,
    at: datetime | None = None,
) -> Standing:
    """Return how a term stands on a day, and at an instant where its hour matters.

    The last day counts whole, until midnight in the Netherlands. An answer of the last day itself is in time also
    where the term names an hour: a printed date does not tell the hour.
    """
    if answered_on is not None:
        late = days_late(due_on, answered_on)
        if due_on is None:
            return Standing(StandingState.ANSWERED)
        return Standing(StandingState.ANSWERED_LATE if late else StandingState.ANSWERED_IN_TIME, late, late=late > 0)
    if due_on is None:
        return Standing(StandingState.NO_DATE)
    late = days_late(due_on, on)
    if late or (due_at is not None and at is not None and at > due_at):
        return Standing(StandingState.LATE, late, late=True)
    return Standing(StandingState.NEAR if due_on - on <= NEAR else StandingState.IN_TIME)
