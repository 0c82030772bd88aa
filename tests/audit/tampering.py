"""Whoever gets at the database past the guards: changes, deletes, puts in and swaps rows by raw SQL.

Each deed is done in a transaction that is rolled back afterwards, so that one register serves for all of them.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import Connection, Engine, Table, and_, create_engine, delete, func, insert, select, text, update
from sqlalchemy.exc import DatabaseError

from models import guards, register
from models.strands import BETWEEN_ACTS, LATER, Strand, strands
from models.verifying import Fault, verify

Row = dict[str, Any]

DEEDS = ("change", "delete", "put in", "swap")


@contextmanager
def past_the_guards(engine: Engine) -> Iterator[Connection]:
    """Give a connection on which nothing is guarded, checked or referred to, and from which nothing is kept."""
    bare = create_engine(engine.url)
    with bare.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SET session_replication_role = replica"))
        else:
            connection.exec_driver_sql("PRAGMA ignore_check_constraints = ON")
            connection.exec_driver_sql("BEGIN")
            for name in guards.sqlite_guards():
                connection.exec_driver_sql(f"DROP TRIGGER {name}")
        yield connection
        connection.rollback()
    bare.dispose()


def sealed_rows(connection: Connection) -> list[tuple[Strand, Row]]:
    """Return every row that is under a seal, with the strand that tells of its being added."""
    found = []
    for strand in strands():
        if "." not in strand.name:
            table = register.metadata.tables[strand.table]
            found += [(strand, dict(row)) for row in connection.execute(select(table)).mappings()]
    return found


def found_out(connection: Connection, deed: str, strand: Strand, row: Row, rng: Random) -> Fault | None:
    """Return what going over the chain finds after a deed to a row; raises ``Refused`` where it cannot be done."""
    with connection.begin_nested() as trial:
        table = register.metadata.tables[strand.table]
        try:
            _DO[deed](connection, table, strand, row, rng)
        except DatabaseError as problem:
            trial.rollback()
            raise Refused(deed, strand.name) from problem
        fault = verify(connection).fault
        trial.rollback()
    return fault


class Refused(Exception):
    """A deed that the database itself does not allow, guards or no guards."""


def _change(connection: Connection, table: Table, strand: Strand, row: Row, rng: Random) -> None:
    names = [name for name in strand.columns if name in row and name not in (*strand.key, *LATER)]
    rng.shuffle(names)
    for name in names or strand.key:
        if row[name] is None:
            continue
        changed = update(table).where(_is(table, row)).values(**{name: another(row[name])})
        if _done(connection, changed):
            return
    raise Refused("change", strand.name)


def _done(connection: Connection, statement: Any) -> bool:
    try:
        with connection.begin_nested():
            connection.execute(statement)
    except DatabaseError:
        return False
    return True


def _delete(connection: Connection, table: Table, _strand: Strand, row: Row, _rng: Random) -> None:
    connection.execute(delete(table).where(_is(table, row)))


def _put_in(connection: Connection, table: Table, strand: Strand, row: Row, _rng: Random) -> None:
    """Put in a copy under another number, with as many other values as the database asks for."""
    copy = dict(row)
    if "id" in row:
        last = connection.execute(select(func.max(table.c.id))).scalar_one()
        first = connection.execute(select(func.min(table.c.id))).scalar_one()
        copy["id"] = first - 1 if strand.name in BETWEEN_ACTS else last + 1
    names = [name for name in row if name not in {"id", strand.position, *LATER}]
    for name in ("", *names, strand.position):
        if name:
            copy[name] = copy[name] if copy[name] is None else another(copy[name])
        if _done(connection, insert(table).values(**copy)):
            return
    raise Refused("put in", strand.name)


def _swap(connection: Connection, table: Table, strand: Strand, row: Row, rng: Random) -> None:
    """Let two rows change places: each gets what the other says."""
    others = [dict(one) for one in connection.execute(select(table)).mappings()]
    rng.shuffle(others)
    told = [name for name in strand.columns if name in row and name not in {*strand.key, *LATER}]
    for other in others:
        names = [name for name in told if row[name] != other[name]]
        if not told and row[strand.key[0]] != other[strand.key[0]] and row[strand.key[-1]] != other[strand.key[-1]]:
            names = [strand.key[-1]]
        if names:
            for one in (row, other):
                connection.execute(delete(table).where(_is(table, one)))
            for one, to in ((row, other), (other, row)):
                connection.execute(insert(table).values(**one | {name: to[name] for name in names}))
            return
    raise Refused("swap", strand.name)


def _is(table: Table, row: Row) -> Any:
    return and_(*(table.c[name] == row[name] for name in table.primary_key.columns.keys()))  # noqa: SIM118


def another(value: Any) -> Any:  # noqa: PLR0911 - one line for each kind
    """Return a value of the same kind that is not this one."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 100_000  # no key that is there already
    if isinstance(value, datetime):
        return value + timedelta(seconds=1)
    if isinstance(value, date):
        return value + timedelta(days=1)
    if isinstance(value, dict):
        return {**value, "x": 1}
    if isinstance(value, list):
        return [*value, 1]
    if isinstance(value, bytes):
        return value + b"x"
    if type(value) is not str:  # a word out of a list
        return next(one for one in type(value) if one is not value)
    return value[:-1] + ("0" if value[-1:] != "0" else "1") if value else "x"


_DO = {"change": _change, "delete": _delete, "put in": _put_in, "swap": _swap}


def cut(connection: Connection, seals: int) -> None:
    """Cut off the end of the register: so many seals, and every row that stands under them."""
    rows = connection.execute(text("SELECT last_act_id, until FROM seal ORDER BY last_act_id DESC")).all()
    act, until = rows[seals]
    until = json.loads(until) if isinstance(until, str) else until
    for strand in strands():
        table = register.metadata.tables[strand.table]
        past = table.c[strand.position] > (act if strand.by_act else until.get(strand.table, 0))
        if "." in strand.name:
            connection.execute(update(table).where(past).values(**{strand.position: None}))
        else:
            connection.execute(delete(table).where(past))
    connection.execute(text("DELETE FROM seal WHERE last_act_id > :act"), {"act": act})
