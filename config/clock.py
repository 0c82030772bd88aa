"""The only place that reads the clock. Below the door, moments are arguments."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def now() -> datetime:
    """Return this instant, aware, as a clock in Amsterdam shows it."""
    return datetime.now(AMSTERDAM)  # noqa: TID251 - the one place


def today() -> date:
    """Return the civil day in Amsterdam."""
    return now().date()


def end_of(day: date) -> datetime:
    """Return the last instant of a civil day in Amsterdam, aware: what is due that day is in time until then."""
    return datetime.combine(day, time.max, AMSTERDAM)
