"""Many rows at once, as the databases take them fastest: one prepared statement, or PostgreSQL's COPY.

Values are those of the columns: days and instants as ISO text, JSON as text. The guards stand; nothing is passed by.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, text

Row = Sequence[Any]


def put_rows(connection: Connection, table: str, columns: Sequence[str], rows: Sequence[Row]) -> None:
    """Add rows to a table."""
    if not rows:
        return
    named = ", ".join(f'"{column}"' for column in columns)
    driver: Any = connection.connection.driver_connection
    if connection.dialect.name == "postgresql":
        with driver.cursor() as cursor, cursor.copy(f'COPY "{table}" ({named}) FROM STDIN') as copy:
            for row in rows:
                copy.write_row(row)
        return
    places = ", ".join("?" * len(columns))
    driver.executemany(f'INSERT INTO "{table}" ({named}) VALUES ({places})', rows).close()  # noqa: S608 - our own names


def last_ids(connection: Connection, tables: Iterable[str]) -> dict[str, int]:
    """Return the highest id of each table; nought for an empty one. It holds while this transaction writes alone."""
    return {
        table: connection.execute(text(f'SELECT max(id) FROM "{table}"')).scalar() or 0  # noqa: S608 - our own names
        for table in tables
    }


def go_on_after(connection: Connection, last: dict[str, int]) -> None:
    """Let the ids of tables go on after those given out here: PostgreSQL counts beside its tables."""
    if connection.dialect.name != "postgresql":
        return
    for table, number in last.items():
        if number:
            asked = text("SELECT setval(pg_get_serial_sequence(:table, 'id'), :last)")
            connection.execute(asked, {"table": f'"{table}"', "last": number})


def instant_text(connection: Connection, moment: datetime | None) -> str | None:
    """Return an instant as the database keeps it."""
    if moment is None:
        return None
    in_utc = moment.astimezone(UTC)
    return in_utc.isoformat() if connection.dialect.name == "postgresql" else in_utc.strftime("%Y-%m-%d %H:%M:%S.%f")
