"""Office data as a file gives them: read and checked as a whole, before anything is written."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from casework.office_row import Row
from models.offices import MailboxPurpose, MemberRole
from procedure.vocabulary import Chamber

_ADDRESS = re.compile(r"[^@\s<>,;\"]+@[^@\s<>,;\"]+\.[^@\s<>,;\".]+|https://[^\s<>\"]+|chat:[a-z0-9][a-z0-9-]*")
_LOOPBACK = re.compile(r"http://(?:localhost|127\.0\.0\.1|\[::1\])[:/][^\s<>\"]*")

REFERENCE = ("calendar", "decree_coverage", "decree_day", "recess", "rule", "rung")
"""The tables that are rules; they are read by ``casework.office_rules``."""


@dataclass(frozen=True, slots=True)
class Period:
    """From which day up to which, both included; None is open."""

    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Named:
    """A name or an address in a period, and where in the file it stands."""

    value: str
    period: Period
    where: Row


@dataclass(frozen=True, slots=True)
class Seat:
    """A member of a committee."""

    person: str
    party: str
    role: MemberRole
    signs_as: str
    seniority: int | None
    period: Period
    where: Row


@dataclass(frozen=True, slots=True)
class CommitteeIn:
    """A committee with its names, members, mailboxes and aliases."""

    chamber: Chamber
    code: str
    names: tuple[Named, ...]
    members: tuple[Seat, ...]
    boxes: Mapping[MailboxPurpose, tuple[Named, ...]]
    aliases: tuple[str, ...]
    where: Row
    substitutes: tuple[Named, ...] = ()
    """To whom the clerk's mail goes, and in which period."""


@dataclass(frozen=True, slots=True)
class HolderIn:
    """Who holds an office."""

    person: str
    capacity: str
    period: Period
    where: Row


@dataclass(frozen=True, slots=True)
class OfficeIn:
    """An office with its holders and aliases."""

    title: str
    holders: tuple[HolderIn, ...]
    aliases: tuple[str, ...]
    where: Row


@dataclass(frozen=True, slots=True)
class MinistryIn:
    """A ministry with its desk, offices and aliases; no name where the file leaves it as it is."""

    code: str
    name: str
    desk: tuple[Named, ...]
    offices: tuple[OfficeIn, ...]
    aliases: tuple[str, ...]
    where: Row
    substitutes: tuple[Named, ...] = ()
    """To whom the desk's mail goes, and in which period."""


@dataclass(frozen=True, slots=True)
class DossierIn:
    """A dossier and its title."""

    number: str
    title: str
    where: Row


@dataclass(frozen=True, slots=True)
class OfficeFile:
    """All of a file but its rules."""

    committees: tuple[CommitteeIn, ...]
    ministries: tuple[MinistryIn, ...]
    dossiers: tuple[DossierIn, ...]


def read_office(tables: Mapping[str, Any], file: str) -> OfficeFile:
    """Return the office in a file; raises BadOffice with the first field that cannot be used."""
    top = Row(file, "", tables)
    for name in REFERENCE:
        top.has(name)
    found = OfficeFile(
        tuple(_committee(row) for row in top.rows("committee", _committee_words)),
        tuple(_ministry(row) for row in top.rows("ministry", _named("ministerie", "code"))),
        tuple(_dossier(row) for row in top.rows("dossier", _named("dossier", "number"))),
    )
    top.done()
    return found


def _committee_words(number: int, values: Mapping[str, Any]) -> str:
    return f"commissie {values.get('chamber', '')} {values.get('code', number)}".replace("  ", " ")


def _named(what: str, key: str) -> Any:
    return lambda number, values: f"{what} {values.get(key, number)},"


def _committee(row: Row) -> CommitteeIn:
    row.where += ","
    found = CommitteeIn(
        row.one_of("chamber", Chamber),
        row.text("code"),
        tuple(_values(row, "name", "name")),
        tuple(_seat(seat) for seat in row.rows("member", _named("lid", "name"))),
        {purpose: tuple(_addresses(row, purpose.value)) for purpose in (MailboxPurpose.SENDER, MailboxPurpose.CLERK)},
        row.texts("aliases"),
        row,
        tuple(_substitutes(row)),
    )
    row.done()
    return found


def _seat(row: Row) -> Seat:
    seniority = row.whole("seniority") if row.has("seniority") else None
    found = Seat(
        row.text("name"),
        row.text("party"),
        row.one_of("role", MemberRole, MemberRole.MEMBER),
        row.text("signs_as") if row.has("signs_as") else "",
        seniority,
        Period(*row.period()),
        row,
    )
    row.done()
    return found


def _ministry(row: Row) -> MinistryIn:
    found = MinistryIn(
        row.text("code"),
        row.text("name") if row.has("name") else "",
        tuple(_addresses(row, "desk")),
        tuple(_office(office) for office in row.rows("office", _named("ambt", "title"))),
        row.texts("aliases"),
        row,
        tuple(_substitutes(row)),
    )
    row.done()
    return found


def _office(row: Row) -> OfficeIn:
    found = OfficeIn(
        row.text("title"),
        tuple(_holder(holder) for holder in row.rows("holder", _named("bewindspersoon", "name"))),
        row.texts("aliases"),
        row,
    )
    row.done()
    return found


def _holder(row: Row) -> HolderIn:
    capacity = row.text("capacity") if row.has("capacity") else ""
    found = HolderIn(row.text("name"), capacity, Period(*row.period()), row)
    row.done()
    return found


def _dossier(row: Row) -> DossierIn:
    found = DossierIn(row.text("number"), row.text("title") if row.has("title") else "", row)
    row.done()
    return found


def _values(row: Row, name: str, key: str) -> Iterator[Named]:
    """Give what a field says: one text without a period, or a list of tables each with a period."""
    if not row.has(name):
        return
    if isinstance(row.raw(name), str):
        yield Named(row.text(name), Period(None, None), row)
        return
    for each in row.rows(name, lambda number, _values: f"{name} {number},"):
        yield Named(each.text(key), Period(*each.period()), each)
        each.done()


def _substitutes(row: Row) -> Iterator[Named]:
    """Give the addresses that take over, each in a period with both its ends."""
    for each in row.rows("substitute", _named("vervanger", "address")):
        each.period()
        yield _addressed(Named(each.text("address"), Period(each.day("from"), each.day("to")), each), each, "address")
        each.done()


def _addresses(row: Row, name: str) -> Iterator[Named]:
    for found in _values(row, name, "address"):
        yield _addressed(found, row, name)


def _addressed(found: Named, row: Row, name: str) -> Named:
    """Return a value that is an address; raises BadOffice for anything else."""
    if not (_ADDRESS.fullmatch(found.value) or _LOOPBACK.fullmatch(found.value)):
        problem = f"{found.value!r} is geen adres; verwacht wordt een mailadres, een https-adres of chat:naam"
        raise row.bad(name, problem)
    return found
