"""Sealing what a transaction wrote, just before it is kept, under the lock of the one writer.

The digest of a seal is the SHA-256 over the digest of the seal before it and the canonical bytes of every row that the
transaction wrote, however it was written: the rows are read back from the database by the ids of its acts.
"""

from base64 import b64encode
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import closing
from functools import cache
from hashlib import sha256
from struct import pack
from typing import Any
from zlib import crc32

from sqlalchemy import Connection, Delete, Insert, Table, TextClause, Update, event, insert, text
from sqlmodel import Session, select

from models.canon import in_order
from models.register import REFERENCE
from models.seals import Seal
from models.strands import Strand, reference_strands, strands

MARK = 4
"""How many bytes of a mark point at a row."""

PORTION = 2_000
"""How many rows are taken from the database at once."""

_CHANGED = "griffie_reference_changed"
_REFERENCE = frozenset(str(one.__tablename__) for one in REFERENCE)

BOTTOM = -(2**62)
"""Before every number."""

_NEWEST = text("SELECT (SELECT max(id) FROM act), (SELECT max(last_act_id) FROM seal)")


class Link:
    """The digest of one seal, while it is made or made again."""

    def __init__(self, previous: str) -> None:
        """Begin with the seal before it."""
        self._hash = sha256(previous.encode("ascii"))

    def take(self, written: bytes) -> bytes:
        """Take in the canonical bytes of a row; return the mark that points at it."""
        self._hash.update(written)
        self._hash.update(b"\n")
        return crc32(written).to_bytes(MARK, "big")

    def take_all(self, written: Sequence[bytes]) -> bytes:
        """Take in the canonical bytes of rows in their order; return their marks in a row."""
        self._hash.update(b"\n".join((*written, b"")))
        return pack(f">{len(written)}I", *map(crc32, written))

    def close(self, last_act_id: int, *parts: Mapping[str, Any]) -> str:
        """Return the digest, after the other parts of the seal: bounds, marks, and reference data as it stood."""
        self._hash.update(in_order([last_act_id, *parts]).encode("ascii"))
        return self._hash.hexdigest()


def watch(session: Session) -> None:
    """Notice, from now on, whether reference data is changed in a session."""
    event.listen(session, "after_flush", _note_rows)
    event.listen(session, "do_orm_execute", _note_statement)


def _note_rows(session: Any, _context: object) -> None:
    for row in (*session.new, *session.dirty, *session.deleted):
        if row.__tablename__ in _REFERENCE:
            session.info[_CHANGED] = True
            return


def _note_statement(asked: Any) -> None:
    statement = asked.statement
    if isinstance(statement, Insert | Update | Delete) and isinstance(statement.table, Table):
        asked.session.info[_CHANGED] = asked.session.info.get(_CHANGED) or statement.table.name in _REFERENCE


def seal(session: Session) -> None:
    """Seal what the transaction of a session wrote; without a new act there is nothing to seal."""
    session.flush()
    connection = session.connection()
    newest, last = connection.execute(_NEWEST).one()
    if newest is None or newest == last:
        return
    previous, until = _before(connection, last)
    link, marks, reached = Link(previous), dict[str, str](), dict(until)
    for strand, after, end in _with_rows(connection, BOTTOM if last is None else last, until):
        marks[strand.name] = _taken(connection, strand, link, after)
        if not strand.by_act:
            reached[strand.table] = end
    reference = _reference(connection) if session.info.get(_CHANGED) else {}
    digest = link.close(newest, reached, marks, reference)
    made = {"last_act_id": newest, "digest": digest, "previous": previous}
    connection.execute(insert(Seal), made | {"until": reached, "marks": marks, "reference": reference})


def _before(connection: Connection, last: int | None) -> tuple[str, dict[str, int]]:
    """Return the digest of the seal before, and how far each table was sealed by its numbers."""
    row = connection.execute(select(Seal.digest, Seal.until).where(Seal.last_act_id == last)).one_or_none()
    return ("", {}) if row is None else (row.digest, row.until)


def _with_rows(connection: Connection, last: int, until: Mapping[str, int]) -> Iterator[tuple[Strand, int, int]]:
    """Give each strand with something to seal: after which place, and up to which; asked in one statement."""
    ends = connection.execute(_probe(), {"last": last}).one()
    for strand, end in zip(strands(), ends, strict=True):
        after = last if strand.by_act else until.get(strand.table, BOTTOM)
        if end is not None and end > (0 if strand.by_act else after):
            yield strand, after, int(end)


@cache
def _probe() -> TextClause:
    """Return the question of how far each strand reaches; of those under acts, whether there is anything new (1)."""
    return text(f"SELECT {', '.join(map(_end, strands()))}")


def _end(strand: Strand) -> str:
    table, position = f'"{strand.table}"', f'"{strand.position}"'
    if strand.by_act:
        return f"(SELECT 1 FROM {table} WHERE {position} > :last LIMIT 1)"  # noqa: S608 - names of our own
    return f"(SELECT max({position}) FROM {table})"  # noqa: S608 - as above


def _taken(connection: Connection, strand: Strand, link: Link, after: int | None = None) -> str:
    """Return the marks of the rows of a strand after a place, or of all; the link has then taken in these rows."""
    portions = _portions(connection, strand.new_rows(after))
    return b64encode(b"".join(link.take_all(strand.written_all(rows)) for rows in portions)).decode("ascii")


def asked(connection: Connection, strand: Strand) -> Generator[tuple[Any, ...], None, None]:
    """Give all rows of a strand in their order."""
    with closing(_portions(connection, strand.rows(), kept_as=f"strand {strand.name}")) as portions:
        for rows in portions:
            yield from rows


def _portions(
    connection: Connection, question: str, *, kept_as: str = ""
) -> Generator[list[tuple[Any, ...]], None, None]:
    """Give the rows that answer a question, a portion at a time; PostgreSQL keeps the rest where that has a name.

    The driver itself is asked, by a question without values from outside: a large check seals twenty thousand rows.
    """
    driver: Any = connection.connection.dbapi_connection
    streamed = kept_as and connection.dialect.name == "postgresql"
    cursor = driver.cursor(name=kept_as) if streamed else driver.cursor()
    with closing(cursor):
        cursor.execute(question)
        while rows := cursor.fetchmany(PORTION):
            yield rows


def _reference(connection: Connection) -> dict[str, dict[str, str]]:
    """Return digest and marks of each table of reference data as it stands."""
    found = {}
    for strand in reference_strands():
        link = Link("")
        marks = _taken(connection, strand, link)
        found[strand.table] = {"digest": link.close(0, {}, {}, {}), "marks": marks}
    return found
