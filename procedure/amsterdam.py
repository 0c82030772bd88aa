"""Instants in the Netherlands."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def instant(day: date, clock: time) -> datetime:
    """Return the instant of an hour in the Netherlands: of one that comes twice the first, of one left out the next."""
    return datetime.combine(day, clock, AMSTERDAM).astimezone(UTC).astimezone(AMSTERDAM)
