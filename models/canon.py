"""One way to write a row down as bytes, the same on both databases: what the seals are made over.

A row is a JSON object: under the name of its strand its columns by name. What is null is left out, so that a column may
be added to a table later without touching the seals that stand. Words that may be taken away stand there as their hash.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from json.encoder import encode_basestring_ascii as _quoted
from typing import Any

from sqlalchemy import JSON, Boolean, Column, Date, DateTime, LargeBinary

from models.columns import UtcDateTime

Writer = Callable[[Any], Any]

in_order = json.JSONEncoder(separators=(",", ":"), sort_keys=True, default=repr).encode
"""Return a value as JSON in ASCII, objects in the order of their names."""


def name_part(name: str) -> str:
    """Return how a name stands before its value in the canonical bytes of a row."""
    return f"{_quoted(name)}:"


def row_bytes(strand: str, names: Iterable[str], values: Iterable[Any]) -> bytes:
    """Return the canonical bytes of a row: its strand and its columns in their order, those that are null left out.

    The strand and the names come as ``name_part`` gives them; the values are whole numbers and texts.
    """
    told = [
        f"{name}{value}" if type(value) is int else f"{name}{_quoted(str(value))}"
        for name, value in zip(names, values, strict=True)
        if value is not None
    ]
    return f"{{{strand}{{{','.join(told)}}}}}".encode("ascii")


def rows_bytes(strand: str, names: Iterable[str], columns: Iterable[Sequence[Any]], count: int) -> list[bytes]:
    """Return the canonical bytes of so many rows that are given column by column: the same as of each row by itself.

    What is alike in all of them is written once.
    """
    form, told = b"", list[Sequence[Any]]()
    for name, column in zip(names, columns, strict=True):
        kinds = set(map(type, column))
        if kinds == {type(None)} or (kinds in _PLAIN and len(set(column)) == 1):
            form += _pair(name, column[0]).replace(b"%", b"%%")
        elif kinds == {int}:
            form += b",%b%%d" % name.encode("ascii")
            told.append(column)
        else:
            form += b"%b"
            told.append([_pair(name, value) for value in column])
    whole = b"{%b{%b}}" % (strand.encode("ascii"), form.removeprefix(b","))
    rows = zip(*told, strict=True) if told else [()] * count
    written = [whole % row for row in rows]
    # A column that may be null brings its comma along, also where it stands first.
    return [one.replace(b"{,", b"{", 1) for one in written] if form.startswith(b"%b") else written


_PLAIN = ({int}, {str})
"""Kinds of values that are alike when they are equal."""


def _pair(name: str, value: Any) -> bytes:
    """Return a column as it stands behind the one before it; nothing where it is null."""
    if value is None:
        return b""
    return (f",{name}{value}" if type(value) is int else f",{name}{_quoted(str(value))}").encode("ascii")


def hashed(value: Any) -> str | None:
    """Return the hash of words or bytes that a row may lose, as it stands in the row's canonical bytes."""
    if value is None:
        return None
    data = value if isinstance(value, bytes) else str(value).encode("utf-8", "surrogatepass")
    return sha256(data).hexdigest()


def sent(address: str | None, raw: bytes | None) -> str | None:
    """Return the hash of what was offered to whom, or None while a message has no bytes yet."""
    if raw is None:
        return None
    return sha256(f"{address}\n".encode("utf-8", "surrogatepass") + bytes(raw)).hexdigest()


def writer(column: Column[Any]) -> Writer | None:
    """Return how a raw value of a column is written, whichever database gave it; None where it stays as it is."""
    kind = column.type
    if isinstance(kind, JSON):
        return as_json
    if isinstance(kind, UtcDateTime | DateTime):
        return _instant
    if isinstance(kind, Date):
        return _day
    if isinstance(kind, Boolean):
        return _truth
    return hashed if isinstance(kind, LargeBinary) else None


def as_json(value: Any) -> Any:
    """Return JSON in its one canonical form: SQLite hands it over as text, PostgreSQL read."""
    if value is None:
        return None
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except ValueError:
            return value
    return in_order(value)


def _instant(value: Any) -> Any:
    return value.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f") if isinstance(value, datetime) else value


def _day(value: Any) -> Any:
    return value if value is None or isinstance(value, str) else value.isoformat()


def _truth(value: Any) -> Any:
    return int(value) if isinstance(value, bool) else value
