"""How office data change rows: added, changed, or ended by what follows; and what is said about it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Protocol

from sqlmodel import Session, SQLModel

from casework.office_file import Named


class _InPeriod(Protocol):
    valid_from: date | None
    valid_to: date | None


@dataclass(slots=True)
class Changes:
    """What a load does to the register, in sentences."""

    session: Session
    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)

    @property
    def lines(self) -> tuple[str, ...]:
        """Return every change as a sentence."""
        return tuple(
            f"{word}: {what}."
            for word, found in (("Nieuw", self.added), ("Gewijzigd", self.changed), ("Beëindigd", self.ended))
            for what in found
        )

    def add(self, row: SQLModel, what: str) -> None:
        """Add a row, and say so."""
        self.session.add(row)
        self.session.flush()
        self.added.append(what)

    def set(self, row: SQLModel, what: str, **values: Any) -> None:
        """Change the fields of a row that differ, and say so."""
        differing = {name: value for name, value in values.items() if getattr(row, name) != value}
        if not differing:
            return
        for name, value in differing.items():
            setattr(row, name, value)
        self.session.add(row)
        self.session.flush()
        self.changed.append(what)

    def end(self, row: Any, last: date, what: str, *, field_name: str = "valid_to") -> None:
        """Let a row hold up to a day, and say so."""
        setattr(row, field_name, last)
        self.session.add(row)
        self.session.flush()
        self.ended.append(f"{what} (tot en met {last})")


def in_turn(
    changes: Changes,
    rows: Sequence[Any],
    given: Named,
    *,
    field_name: str,
    shown: Callable[[str], str],
    make: Callable[[], SQLModel],
) -> None:
    """Write a value that holds one at a time: a new one ends the one before it, and needs a day to do so."""
    same = next((row for row in rows if row.valid_from == given.period.first), None)
    if given.period.first is None and rows:
        now = next((row for row in rows if row.valid_to is None), same)
        if now is not None and getattr(now, field_name) == given.value:
            return
        if same is None or len(rows) > 1 or same.valid_to is None:
            raise given.where.bad(
                "from", f"ontbreekt; er staat al iets anders, dus noem de dag waarop {given.value!r} ingaat"
            )
    if same is not None:
        changes.set(same, shown(given.value), **{field_name: given.value, "valid_to": given.period.last})
        return
    if given.period.first is not None:
        end_before(changes, rows, given.period.first, lambda row: shown(getattr(row, field_name)))
    row: Any = make()
    later = [other.valid_from for other in rows if _later(other, given.period.first)]
    if row.valid_to is None and later:
        row.valid_to = min(later) - timedelta(days=1)
    changes.add(row, shown(given.value))


def _later(row: _InPeriod, first: date | None) -> bool:
    return row.valid_from is not None and (first is None or row.valid_from > first)


def end_before(
    changes: Changes,
    rows: Iterable[Any],
    first: date,
    shown: Callable[[Any], str],
    *,
    names: tuple[str, str] = ("valid_from", "valid_to"),
) -> None:
    """End every row that began before the day and still held on it; ``names`` are those of its period."""
    for row in rows:
        began, ended = (getattr(row, name) for name in names)
        if (began is None or began < first) and (ended is None or ended >= first):
            changes.end(row, first - timedelta(days=1), shown(row), field_name=names[1])
