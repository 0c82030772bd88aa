"""The ladder as an office changes it, ready for tests: a rung, a recess, loading, delivering at an hour."""

from datetime import UTC, date, datetime
from typing import Any

from casework import delivery, office
from casework.values import Done
from casework.workplace import Workplace
from config.reference import packaged_rulebook, packaged_tables
from tests.builders import (
    a_hand,
    files,
)

NOTICE, FIRST, SECOND, ESCALATION = date(2018, 6, 11), date(2018, 6, 15), date(2018, 6, 24), date(2018, 7, 5)
BOOK = packaged_rulebook()
RECESS = {"chamber": "EK", "kind": "summer", "source": "vergaderschema", "checked_on": date(2018, 1, 2)}


def rung(code: str, **over: Any) -> dict[str, Any]:
    """Return a rung of the packaged ladder, changed."""
    return next(dict(one) for one in packaged_tables()["rung"] if one["code"] == code) | over


def loaded(place: Workplace, *, on: date = date(2018, 1, 3), **tables: Any) -> Done:
    return office.load(place, tables, a_hand(on), file="kantoor.toml")


def recess(first: date, last: date) -> dict[str, Any]:
    return RECESS | {"first": first, "last": last}


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """Return an instant of a day in June (two hours ahead of UTC)."""
    return datetime(day.year, day.month, day.day, hour - 2, minute, tzinfo=UTC)


def delivered(place: Workplace, moment: datetime, on: date) -> Done:
    return delivery.deliver(place, files(place), a_hand(on, at=moment))


def substitute(first: date, last: date, address: str = "vervanger@example.org") -> dict[str, Any]:
    return {"address": address, "from": first, "to": last}
