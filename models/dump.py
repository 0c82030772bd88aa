"""Every table in a logical form: a JSON object a row, the same from SQLite and from PostgreSQL, in order of its key.

The tables are asked of the database itself, not of today's models: so a backup of an older version is read by the
migration it was made at. Days and instants are ISO text (instants in UTC), bytes are base64, JSON is itself.
"""

import base64
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import islice
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    ColumnElement,
    Connection,
    Date,
    DateTime,
    LargeBinary,
    MetaData,
    String,
    Table,
    insert,
    inspect,
    text,
)
from sqlalchemy.types import TypeEngine

from models.errors import BadRow

AT_ONCE = 500
"""Rows that are read or written at a time."""

NOT_OURS = "alembic_version"
"""The one table that a migration keeps for itself."""

Line = bytes
"""A row: a JSON object with its keys in order, ended by a line feed."""


@dataclass(frozen=True, slots=True)
class Rows:
    """A table as it is written out and read back."""

    table: Table
    key: tuple[str, ...]

    @property
    def name(self) -> str:
        """Return the name of the table."""
        return self.table.name


def tables_in_order(connection: Connection) -> list[Rows]:
    """Return every table of a register, each after those that its rows point at."""
    asked = inspect(connection)
    names = [str(name) for name, _ in asked.get_sorted_table_and_fkc_names() if name not in {None, NOT_OURS}]
    return [_rows(connection, name) for name in names]


def _rows(connection: Connection, name: str) -> Rows:
    asked = inspect(connection)
    columns = [_column(found) for found in asked.get_columns(name)]
    key = tuple(asked.get_pk_constraint(name)["constrained_columns"])
    return Rows(Table(name, MetaData(), *columns), key)


def _column(found: Any) -> Column[Any]:
    kind: TypeEngine[Any] = found["type"]
    if isinstance(kind, JSON):
        kind.none_as_null = bool(found["nullable"])
    return Column(found["name"], kind, nullable=found["nullable"])


def read_rows(connection: Connection, rows: Rows) -> Iterator[Line]:
    """Return each row of a table in order of its key; only some of them are in memory at a time."""
    columns = sorted(rows.table.columns, key=lambda column: column.name)
    writers = [(column.name, _writer(column.type)) for column in columns]
    asked = rows.table.select().with_only_columns(*columns).order_by(*_in_order(connection, rows))
    for row in connection.execute(asked, execution_options={"yield_per": AT_ONCE}):
        values = {name: write(value) for (name, write), value in zip(writers, row, strict=True)}
        yield canonical(values) + b"\n"


def _in_order(connection: Connection, rows: Rows) -> list[ColumnElement[Any]]:
    """Return by what a table is ordered: texts by their bytes, whatever the language of the database."""
    columns = [rows.table.c[name] for name in rows.key]
    if connection.dialect.name != "postgresql":
        return list(columns)
    return [column.collate("C") if isinstance(column.type, String) else column for column in columns]


def write_rows(connection: Connection, rows: Rows, lines: Iterable[Line]) -> int:
    """Return how many rows were put into a table, with its guards in place.

    Raises:
        BadRow: a line is no row of this table.
    """
    readers = {column.name: _reader(column.type) for column in rows.table.columns}
    statement, count, given = insert(rows.table), 0, iter(lines)
    while some := list(islice(given, AT_ONCE)):
        connection.execute(statement, [_values(rows.name, readers, line) for line in some])
        count += len(some)
    return count


def set_sequences_on(connection: Connection, rows: Iterable[Rows]) -> None:
    """Let the numbers go on after the highest there is: PostgreSQL counts beside its tables."""
    if connection.dialect.name != "postgresql":
        return
    for one in rows:
        for name in one.key:
            named = {"table": f'"{one.name}"', "column": name}
            sequence = connection.execute(text("SELECT pg_get_serial_sequence(:table, :column)"), named).scalar()
            last = connection.execute(text(f'SELECT max("{name}") FROM "{one.name}"')).scalar() if sequence else None  # noqa: S608
            if last is not None:
                connection.execute(text("SELECT setval(:sequence, :last)"), {"sequence": sequence, "last": last})


def canonical(values: Any) -> bytes:
    """Return a value as JSON in the one way: keys in order, no blanks, letters as they are."""
    return json.dumps(values, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _values(name: str, readers: dict[str, Callable[[Any], Any]], line: Line) -> dict[str, Any]:
    try:
        given = json.loads(line)
        if given.keys() != readers.keys():
            raise BadRow(table=name)
        return {column: read(given[column]) for column, read in readers.items()}
    except (ValueError, TypeError, AttributeError):
        raise BadRow(table=name) from None


def _same(value: Any) -> Any:
    return value


def _writer(kind: TypeEngine[Any]) -> Callable[[Any], Any]:
    if isinstance(kind, DateTime):
        return _instant_as_text
    if isinstance(kind, Date):
        return _day_as_text
    return _bytes_as_text if isinstance(kind, LargeBinary) else _same


def _reader(kind: TypeEngine[Any]) -> Callable[[Any], Any]:
    if isinstance(kind, DateTime):
        return _instant if kind.timezone else _instant_in_utc
    if isinstance(kind, Date):
        return _day
    return _bytes if isinstance(kind, LargeBinary) else _same


def _instant_as_text(value: datetime | None) -> str | None:
    if value is None:
        return None
    return (value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)).isoformat()


def _day_as_text(value: date | None) -> str | None:
    return None if value is None else value.isoformat()


def _bytes_as_text(value: bytes | None) -> str | None:
    return None if value is None else base64.b64encode(value).decode("ascii")


def _instant(value: str | None) -> datetime | None:
    return None if value is None else datetime.fromisoformat(value)


def _instant_in_utc(value: str | None) -> datetime | None:
    """Return an instant as SQLite keeps it: in UTC, without saying so."""
    return None if value is None else datetime.fromisoformat(value).astimezone(UTC).replace(tzinfo=None)


def _day(value: str | None) -> date | None:
    return None if value is None else date.fromisoformat(value)


def _bytes(value: str | None) -> bytes | None:
    return None if value is None else base64.b64decode(value, validate=True)
