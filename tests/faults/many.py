"""A register with many desks and cases, made in one go: one case is registered by its verb, and its rows are copied."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, Table, func, insert, select

from casework.workplace import Workplace
from models.register import metadata
from tests.builders import registered

PIECE = 1000
"""Rows in one statement."""


@dataclass(frozen=True, slots=True)
class Many:
    """How many desks and cases there are; the dates of each next case lie a step later, over so many steps."""

    desks: int
    cases: int
    days: int = 1
    step: int = 1
    """In days."""


def many(place: Workplace, wanted: Many) -> None:
    """Fill the register: EK-2018-001 as it is registered, and copies of it, each addressed to the next desk in turn."""
    registered(place)
    with place.transaction() as session:
        connection = session.connection()
        desks = _desks(connection, wanted.desks)
        _cases(connection, wanted, desks)


def table(name: str) -> Table:
    """Return a table of the register."""
    return metadata.tables[name]


def _desks(connection: Connection, count: int) -> list[tuple[int, int]]:
    """Return the offices that were added, each with its ministry's desk, by their ids."""
    ministry, office, mailbox = (_next(connection, name) for name in ("ministry", "office", "mailbox"))
    ids = range(count)
    _put(connection, "ministry", [{"id": ministry + n, "code": f"M{n:05}", "name": f"Ministerie {n}"} for n in ids])
    titles = [f"Minister van Zaken {n}" for n in ids]
    _put(
        connection,
        "office",
        [{"id": office + n, "ministry_id": ministry + n, "title": titles[n]} for n in ids],
    )
    _put(
        connection,
        "mailbox",
        [{"id": mailbox + n, "ministry_id": ministry + n, "committee_id": None, "purpose": "desk"} for n in ids],
    )
    addresses = [{"mailbox_id": mailbox + n, "address": f"desk{n}@example.org"} for n in ids]
    _put(connection, "mailbox_address", addresses)
    return [(office + n, mailbox + n) for n in ids]


def _cases(connection: Connection, wanted: Many, desks: list[tuple[int, int]]) -> None:
    first = {"case": _next(connection, "case"), "round": _next(connection, "round")}
    patterns = {name: _rows(connection, name) for name in TABLES}
    for start in range(0, wanted.cases, PIECE):
        made: dict[str, list[dict[str, Any]]] = {name: [] for name in TABLES}
        for n in range(start, min(start + PIECE, wanted.cases)):
            office, mailbox = desks[n % len(desks)]
            own = {"case_id": first["case"] + n, "round_id": first["round"] + n, "office_id": office}
            _another(made, patterns, n, own | {"mailbox_id": mailbox}, timedelta(days=n % wanted.days * wanted.step))
        for name, rows in made.items():
            _put(connection, name, rows)


def _another(
    made: dict[str, list[dict[str, Any]]],
    patterns: dict[str, list[dict[str, Any]]],
    n: int,
    own: dict[str, int],
    later: timedelta,
) -> None:
    """Add the rows of one more case to those that are made."""
    desk, serial = patterns["obligation"][0]["mailbox_id"], patterns["case"][0]["serial"] + n + 1
    for name, rows in patterns.items():
        made[name].extend(_copy(row, own, later, desk=desk) for row in rows)
    subject = f"Verzoek over onderwerp {n}"
    made["case"][-1] |= {"id": own["case_id"], "serial": serial, "number": f"EK-2018-{serial:03}", "subject": subject}
    made["round"][-1] |= {"id": own["round_id"]}


def _copy(row: dict[str, Any], own: dict[str, int], later: timedelta, *, desk: int) -> dict[str, Any]:
    """Return a row of the first case as a row of another; what goes to the clerk goes to the same clerk."""
    copy = {name: _moved(value, later) for name, value in row.items() if name != "id"}
    changed = own.keys() & copy.keys() - ({"mailbox_id"} if copy.get("mailbox_id") != desk else set())
    return copy | {name: own[name] for name in changed}


TABLES = ("case", "case_committee", "round", "round_letter", "obligation", "term", "round_cache", "agenda")
"""What a case consists of; the letter itself is shared by all."""


def _moved(value: Any, later: timedelta) -> Any:
    return value + later if isinstance(value, date) else value


def _next(connection: Connection, name: str) -> int:
    return int(connection.execute(select(func.coalesce(func.max(table(name).c.id), 0))).scalar_one()) + 1


def _rows(connection: Connection, name: str) -> list[dict[str, Any]]:
    return [dict(row) for row in connection.execute(select(table(name))).mappings()]


def _put(connection: Connection, name: str, rows: list[dict[str, Any]]) -> None:
    for start in range(0, len(rows), PIECE):
        connection.execute(insert(table(name)), rows[start : start + PIECE])
