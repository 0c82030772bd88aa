"""Going over the chain of seals: every row is read back and sealed anew, and the first that does not fit is named.

The chain shows what was changed, deleted, put in or put elsewhere. That its end was cut off it cannot show by itself:
for that the last digest, the **head**, has to be kept by somebody else.
"""

import json
from base64 import b64decode
from binascii import Error
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import Connection, text

from models.sealing import BOTTOM, MARK, Link, asked
from models.strands import BETWEEN_ACTS, Strand, reference_strands, strands

STEP = 100
"""After how many seals it is told that they were gone over."""

CHANGED, MISSING, PUT_IN = "changed", "missing", "put_in"
BROKEN, UNSEALED, CUT = "broken_seal", "unsealed", "cut"


@dataclass(frozen=True, slots=True)
class Fault:
    """The first thing that does not fit: a row by its table and key, or a seal by its act (then without a table)."""

    kind: str
    act: int
    """The newest act of the seal; nought where the chain as a whole is too short."""
    table: str = ""
    key: str = ""
    """The key of the row; of a missing one, that of the row before it (empty: it was the first)."""


@dataclass(slots=True)
class Verdict:
    """What going over the chain came to."""

    head: str = ""
    """The digest of the last seal that fits; empty where there is none."""
    act: int = 0
    """The newest act of that seal."""
    seals: int = 0
    rows: int = 0
    waiting: int = 0
    """Rows that were written since the last act, and are sealed with the next."""
    kept_at: int | None = None
    """The newest act of the seal that was kept elsewhere, where it was found."""
    fault: Fault | None = None
    reference: dict[str, Any] = field(default_factory=dict)
    """Reference data as an act last left it, and that act."""
    loaded_at: int = 0


def seal_count(connection: Connection) -> int:
    """Return how many seals there are to go over."""
    return int(connection.execute(text("SELECT count(*) FROM seal")).scalar_one())


def verify(connection: Connection, *, kept: str = "", told: Callable[[], None] = lambda: None) -> Verdict:
    """Return what going over the whole chain came to, up to the first fault.

    ``kept`` is a head that was kept elsewhere: where the chain does not hold it any more, its end was cut off.
    ``told`` is called after every ``STEP`` seals.
    """
    with ExitStack() as opened:
        threads = [_Thread(opened.enter_context(closing(asked(connection, one))), one) for one in strands()]
        seals = opened.enter_context(closing(_seals(connection)))
        verdict = _gone_over(seals, threads, kept, told)
        if verdict.fault is None:
            verdict.fault = _left_over(threads, verdict) or _reference_fault(connection, verdict)
    if verdict.fault is None and kept and verdict.kept_at is None:
        verdict.fault = Fault(CUT, verdict.act)
    return verdict


def _gone_over(seals: Iterable["_Sealed"], threads: list["_Thread"], kept: str, told: Callable[[], None]) -> Verdict:
    """Return what the seals themselves came to, up to the first fault."""
    verdict = Verdict()
    for seal in seals:
        verdict.fault = _fault(seal, verdict, threads)
        if verdict.fault is not None:
            return verdict
        verdict.head, verdict.act, verdict.seals = seal.digest, seal.act, verdict.seals + 1
        if kept == seal.digest:
            verdict.kept_at = seal.act
        if seal.reference:
            verdict.reference, verdict.loaded_at = seal.reference, seal.act
        if verdict.seals % STEP == 0:
            told()
    return verdict


@dataclass(frozen=True, slots=True)
class _Sealed:
    """A seal as it was read; what cannot be read in it is empty, and will not fit."""

    act: int
    digest: str
    previous: str
    until: dict[str, Any]
    marks: dict[str, Any]
    reference: dict[str, Any]


_SEALS = text(
    "SELECT last_act_id, digest, previous, until, marks, reference FROM seal ORDER BY last_act_id"
).execution_options(stream_results=True)


def _seals(connection: Connection) -> Generator[_Sealed, None, None]:
    with closing(connection.execute(_SEALS).yield_per(STEP)) as rows:
        for row in rows:
            yield _Sealed(row[0], str(row[1]), str(row[2]), *(_object(value) for value in row[3:]))


def _object(value: Any) -> dict[str, Any]:
    """Return a JSON object as either database gives it; an empty one for anything else."""
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except ValueError:
            return {}
    return value if isinstance(value, dict) else {}


class _Thread:
    """The rows of a strand in their order, of which the next can be looked at."""

    def __init__(self, rows: Iterator[tuple[Any, ...]], strand: Strand) -> None:
        self.strand, self._rows = strand, rows
        self.next = next(self._rows, None)

    def up_to(self, end: int) -> Iterator[tuple[Any, ...]]:
        while self.next is not None and self.next[0] <= end:
            row, self.next = self.next, next(self._rows, None)
            yield row


def _fault(seal: _Sealed, verdict: Verdict, threads: list[_Thread]) -> Fault | None:
    """Return what does not fit in one seal: first the row at which its marks point, else the seal itself."""
    if seal.previous != verdict.head:
        return Fault(BROKEN, seal.act)
    link = Link(seal.previous)
    for thread in threads:
        strand = thread.strand
        end = seal.act if strand.by_act else seal.until.get(strand.table)
        marks = seal.marks.get(strand.name)
        if not isinstance(end, int) or (marks is None and (thread.next is None or thread.next[0] > end)):
            continue
        found = _first_difference(strand, thread.up_to(end), _unpacked(marks), link)
        if isinstance(found, Fault):
            return replace(found, act=seal.act)
        verdict.rows += found
    digest = link.close(seal.act, seal.until, seal.marks, seal.reference)
    return None if digest == seal.digest else Fault(BROKEN, seal.act)


def _unpacked(marks: Any) -> list[bytes]:
    try:
        data = b64decode(marks or "", validate=True)
    except (Error, TypeError, ValueError):
        return []
    return [data[place : place + MARK] for place in range(0, len(data), MARK)]


def _first_difference(strand: Strand, rows: Iterator[tuple[Any, ...]], marks: list[bytes], link: Link) -> Fault | int:
    """Return the first row that its mark does not fit, or how many rows there are where all fit."""
    before, count = "", 0
    for row in rows:
        mark, key = link.take(strand.written(row)), strand.key_of(row)
        if mark != (marks[count] if count < len(marks) else b""):
            if mark in marks[count + 1 :]:
                return Fault(MISSING, 0, strand.table, before)
            after = next(rows, None)
            follows = after is not None and link.take(strand.written(after)) == b"".join(marks[count : count + 1])
            put_in = count == len(marks) or follows
            return Fault(PUT_IN if put_in else CHANGED, 0, strand.table, key)
        before, count = key, count + 1
    return count if count == len(marks) else Fault(MISSING, 0, strand.table, before)


def _left_over(threads: list[_Thread], verdict: Verdict) -> Fault | None:
    """Return the first row under no seal; what may come between acts is counted, and waits for the next."""
    for thread in threads:
        if thread.next is None:
            continue
        if thread.strand.name not in BETWEEN_ACTS:
            return Fault(UNSEALED, verdict.act, thread.strand.table, thread.strand.key_of(thread.next))
        verdict.waiting += sum(1 for _ in thread.up_to(-BOTTOM))
    return None


def _reference_fault(connection: Connection, verdict: Verdict) -> Fault | None:
    """Return the first row of reference data that is not as it stood at the last change by an act."""
    for strand in reference_strands():
        kept, link = _object(verdict.reference.get(strand.table)), Link("")
        with closing(asked(connection, strand)) as rows:
            found = _first_difference(strand, rows, _unpacked(kept.get("marks")), link)
        if isinstance(found, Fault):
            return replace(found, act=verdict.loaded_at)
        if found and link.close(0, {}, {}, {}) != kept.get("digest"):
            return Fault(BROKEN, verdict.loaded_at)
    return None
