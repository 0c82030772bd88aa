"""What the seals are made over: for each table, in which order its rows are sealed and which columns.

A **strand** is one kind of happening in one table: rows that were added, voided or emptied. Rows of most tables are
sealed under the act that brought them; where rows may come between acts (a try to deliver, a run written afterwards),
or bear no act of their own, they are sealed in the order of their numbers, with the next seal.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from sqlalchemy import Table
from sqlmodel import SQLModel

from models.canon import Writer, as_json, hashed, name_part, row_bytes, rows_bytes, sent, writer
from models.register import (
    APPEND_ONLY,
    ERASABLE,
    FACTS,
    REFERENCE,
    SETTLED,
    Act,
    ActCase,
    ActOutcome,
    ActRun,
    Attempt,
    CaseCommittee,
    ImportLine,
    LadderRung,
    MailServer,
    Message,
    ObligationMailbox,
    ReportMember,
    ReportRound,
    Seal,
)

BY_ACT: dict[type[SQLModel], str] = {
    **dict.fromkeys(FACTS, "act_id"),
    Act: "id",
    ActCase: "act_id",
    ActOutcome: "act_id",
    MailServer: "act_id",
    ImportLine: "act_id",
}
"""Tables that are sealed under their act, and the column that names it."""

BY_PARENT: dict[type[SQLModel], str] = {
    CaseCommittee: "case_id",
    ObligationMailbox: "obligation_id",
    ReportRound: "report_id",
    ReportMember: "report_id",
}
"""Tables without a number of their own, sealed in the order of the row that they belong to."""

BETWEEN_ACTS = frozenset({str(one.__tablename__) for one in (ActRun, Attempt, Message)})
"""Tables that get rows without an act: until the next act they wait for their seal."""

LATER = ("void_act_id", "erased_act_id", "erased")
"""Columns that tell what a later act did to a row; it is sealed with that act."""

CAME_LATER: dict[type[SQLModel], dict[str, Any]] = {
    LadderRung: {
        **dict.fromkeys(("chamber", "kind", "tone", "hours"), ""),
        "held_in_recess": False,
        "held_on_free_days": True,
        "may_opt_out": False,
    }
}
"""Columns that a table got after rows of it were sealed, each with the value of those rows: it stands for nothing, and
is left out like what is null, so that the seals hold."""

EMPTY = frozenset({None, "", "{}", "[]"})

_WITH_MESSAGE = "attempt x LEFT JOIN message m ON m.id = x.message_id"

Finish = Callable[[dict[str, Any]], None]


@dataclass(frozen=True, slots=True)
class Strand:
    """One kind of happening in one table."""

    name: str
    table: str
    position: str
    """The column in whose order the rows are sealed."""
    by_act: bool
    key: tuple[str, ...]
    columns: tuple[str, ...]
    """What is asked of each row besides position and key, in the order of the canonical bytes."""
    parts: tuple[str, ...]
    """The name of the strand and those of the columns, as they stand in the canonical bytes."""
    writers: tuple[tuple[int, Writer], ...]
    """How the values at some places of a row are written; the others stay as they are."""
    source: str
    """The tables that are asked."""
    finish: Finish | None = None
    """Puts hashes in the place of words that may be taken away."""

    def rows(self) -> str:
        """Return the question for all rows in their order: of each its place, its key and its columns."""
        return self._asked((self.position, *self.key, *self.columns), f"{_x(self.position)} IS NOT NULL")

    def new_rows(self, after: int | None) -> str:
        """Return the question for the columns alone of the rows after a place, or of all, in their order."""
        since = f"{_x(self.position)} IS NOT NULL" if after is None else f"{_x(self.position)} > {after:d}"
        return self._asked(self.columns, since)

    def _asked(self, names: Iterable[str], since: str) -> str:
        asked = ", ".join(_x(name) if "." not in name else name for name in names)
        order = ", ".join(_x(name) for name in dict.fromkeys((self.position, *self.key)))
        return f"SELECT {asked} FROM {self.source} WHERE {since} ORDER BY {order}"  # noqa: S608 - names of our own

    def written(self, row: Sequence[Any]) -> bytes:
        """Return the canonical bytes of a row, one of all."""
        return self._written(row[1 + len(self.key) :])

    def written_all(self, rows: Sequence[Sequence[Any]]) -> list[bytes]:
        """Return the canonical bytes of rows of which the columns alone were asked for, many at once."""
        if self.finish is not None or not rows:
            return [self._written(row) for row in rows]
        columns = list[Sequence[Any]](zip(*rows, strict=True))
        for place, write in self.writers:
            columns[place] = [None if value is None else write(value) for value in columns[place]]
        return rows_bytes(self.parts[0], self.parts[1:], columns, len(rows))

    def _written(self, columns: Sequence[Any]) -> bytes:
        values = list(columns)
        for place, write in self.writers:
            if values[place] is not None:
                values[place] = write(values[place])
        if self.finish is None:
            return row_bytes(self.parts[0], self.parts[1:], values)
        named = dict(zip(self.columns, values, strict=True))
        self.finish(named)
        return row_bytes(self.parts[0], map(name_part, named), named.values())

    def key_of(self, row: Sequence[Any]) -> str:
        """Return the key of a row, as a person names it."""
        return "-".join(str(value) for value in row[1 : 1 + len(self.key)])


def _x(name: str) -> str:
    return f'x."{name}"'


@cache
def strands() -> tuple[Strand, ...]:
    """Return every strand that a seal covers, in the order of their names."""
    kinds: tuple[type[SQLModel], ...] = (*FACTS, *APPEND_ONLY, *SETTLED)
    added = [_added(one) for one in kinds if one is not Seal]
    voided = [_voided(one) for one in FACTS]
    emptied = [_emptied(one, columns) for one, columns in ERASABLE.items()]
    return tuple(sorted((*added, *voided, *emptied), key=lambda one: one.name))


@cache
def reference_strands() -> tuple[Strand, ...]:
    """Return the strands over which reference data is sealed, each table whole."""
    tables = sorted((_table(one) for one in REFERENCE), key=lambda one: one.name)
    return tuple(_strand(one.name, one, _key(one)[0], one.columns.keys()) for one in tables)


def _added(kind: type[SQLModel]) -> Strand:
    table = _table(kind)
    names = SETTLED.get(kind) or [name for name in table.columns.keys() if name not in LATER]  # noqa: SIM118
    position = BY_ACT.get(kind) or BY_PARENT.get(kind, "id")
    make = partial(_strand, table.name, table, position, by_act=kind in BY_ACT)
    if kind is Message:  # its address and bytes come with the first try to deliver it, and are sealed with that
        return make([name for name in names if name not in ERASABLE[kind]])
    if kind is Attempt:
        return make([*names, "m.to_address", "m.raw", "m.erased_act_id"], source=_WITH_MESSAGE, finish=_offered)
    if kind in ERASABLE:
        return make([*names, "erased_act_id", "erased"], finish=partial(_words_as_hashes, ERASABLE[kind]))
    return make(names)


def _voided(kind: type[SQLModel]) -> Strand:
    table = _table(kind)
    return _strand(f"{table.name}.voided", table, "void_act_id", [*_key(table), "void_act_id"], by_act=True)


def _emptied(kind: type[SQLModel], words: tuple[str, ...]) -> Strand:
    table = _table(kind)
    names = [*_key(table), "erased_act_id", "erased", *words]
    finish = partial(_nothing_left, words)
    return _strand(f"{table.name}.erased", table, "erased_act_id", names, by_act=True, finish=finish)


def _strand(
    name: str,
    table: Table,
    position: str,
    names: Iterable[str],
    *,
    by_act: bool = False,
    source: str = "",
    finish: Finish | None = None,
) -> Strand:
    columns = tuple(sorted(names))
    return Strand(
        name=name,
        table=table.name,
        position=position,
        by_act=by_act,
        key=_key(table),
        columns=columns,
        parts=tuple(name_part(one) for one in (name, *columns)),
        writers=tuple(_writers(table, columns)),
        source=source or f'"{table.name}" x',
        finish=finish,
    )


def _writers(table: Table, columns: Sequence[str]) -> Iterable[tuple[int, Writer]]:
    """Return how values are written that do not stay as they are, by their places."""
    later = {_table(kind).name: plain for kind, plain in CAME_LATER.items()}.get(table.name, {})
    for place, name in enumerate(columns):
        write = None if "." in name else writer(table.columns[name])
        if name in later:
            yield place, partial(_said, later[name], write)
        elif write is not None:
            yield place, write


def _said(plain: Any, write: Writer | None, value: Any) -> Any:
    """Return a value of a column that came later, or None for the one by which it says nothing."""
    return None if value == plain else write(value) if write else value


def words_hashed(row: SQLModel, words: Iterable[str]) -> dict[str, str]:
    """Return the hashes that stand for words of a row in its canonical bytes, by column."""
    found = {name: getattr(row, name) for name in words}
    hashes = {name: hashed(as_json(one) if isinstance(one, dict) else one) for name, one in found.items()}
    return {name: one for name, one in hashes.items() if one is not None}


def _words_as_hashes(words: tuple[str, ...], row: dict[str, Any]) -> None:
    """Put in the place of each word that may be taken away its hash: of what is there, or as it was kept."""
    act, kept = row.pop("erased_act_id"), row.pop("erased")
    for name in words:
        row[name] = hashed(row[name]) if act is None else _kept(kept, name)


def _kept(kept: str | None, name: str) -> str:
    found = json.loads(kept or "{}")
    return str(found.get(name, "")) if isinstance(found, dict) else ""


def _nothing_left(words: tuple[str, ...], row: dict[str, Any]) -> None:
    """Say of an emptied row how many of its words are left."""
    left = [row.pop(name) for name in words]
    row["left"] = sum(one not in EMPTY for one in left)


def _offered(row: dict[str, Any]) -> None:
    """Hold the hash of what a try offered against the address and bytes of its message, while they are there."""
    there, emptied = sent(row.pop("m.to_address"), row.pop("m.raw")), row.pop("m.erased_act_id")
    if row["sent_sha256"] not in {None, there} and not (there is None and emptied is not None):
        row["sent_sha256"] = f"{row['sent_sha256']}, not {there}"


def _table(kind: type[SQLModel]) -> Table:
    return SQLModel.metadata.tables[str(kind.__tablename__)]


def _key(table: Table) -> tuple[str, ...]:
    return tuple(table.primary_key.columns.keys())
