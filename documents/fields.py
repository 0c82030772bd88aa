"""The fields of a JSON object, read with their names at hand for a clear complaint."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeVar

from documents.errors import NotAReading
from procedure.vocabulary import Bound, ClauseKind, Firmness

if TYPE_CHECKING:
    from collections.abc import Callable

    from procedure.deadlines import Term

Read = TypeVar("Read")


class Fields:
    """One object; what is absent or null is None or empty, what is of the wrong kind is refused by its path."""

    def __init__(self, path: str, values: Any) -> None:
        """Keep the object; anything else is refused."""
        if not isinstance(values, dict):
            raise NotAReading(field=path or "(geheel)", expected="een object zoals `griffie read` het geeft")
        self.path, self.values = path, values

    def text(self, name: str) -> str | None:
        """Return a text, or None."""
        return self._read(name, "tekst", lambda value: _of(str, value))

    def need(self, name: str) -> str:
        """Return a text that must be there."""
        found = self.text(name)
        if found is None:
            raise NotAReading(field=self._named(name), expected="tekst")
        return found

    def texts(self, name: str) -> tuple[str, ...]:
        """Return a list of texts."""
        return (
            self._read(name, "een lijst van teksten", lambda value: tuple(_of(str, v) for v in _of(list, value))) or ()
        )

    def number(self, name: str) -> int | None:
        """Return a whole number, or None."""
        return self._read(name, "een geheel getal", lambda value: _of(int, value))

    def day(self, name: str) -> date | None:
        """Return a day, or None."""
        return self._read(name, "een datum als 2018-06-14", date.fromisoformat)

    def one_of(self, name: str, kind: Callable[[Any], Read]) -> Read | None:
        """Return a member of an enumeration, or None."""
        return self._read(name, "een bekende waarde", kind)

    def objects(self, name: str) -> tuple[Fields, ...]:
        """Return a list of objects."""
        listed = self._read(name, "een lijst van objecten", lambda value: _of(list, value)) or []
        return tuple(Fields(f"{self._named(name)}[{place}]", one) for place, one in enumerate(listed))

    def term(self, name: str) -> Term | None:
        """Return a term without the sentences that explain it, or None."""
        if self.values.get(name) is None:
            return None
        from procedure.deadlines import Term  # noqa: PLC0415 - only a reading with terms needs it

        one = Fields(self._named(name), self.values[name])
        rule = Fields(f"{one.path}.rule", one.values.get("rule", {}))
        return Term(
            clause=one.need("clause"),
            due_on=one.day("due_on"),
            due_at=one._read("due_at", "een tijdstip", datetime.fromisoformat),
            soft_due_on=one.day("soft_due_on"),
            bound=one.one_of("bound", Bound),
            firmness=one.one_of("firmness", Firmness) or Firmness.VAGUE,
            kind=one.one_of("kind", ClauseKind) or ClauseKind.NONE,
            assumed=bool(one.values.get("assumed")),
            needs_review=bool(one.values.get("needs_review")),
            rule_name=rule.text("name") or "",
            rule_version=rule.number("version") or 0,
        )

    def _read(self, name: str, expected: str, read: Callable[[Any], Read]) -> Read | None:
        value = self.values.get(name)
        if value is None:
            return None
        try:
            return read(value)
        except (ValueError, TypeError) as wrong:
            raise NotAReading(field=self._named(name), expected=expected) from wrong

    def _named(self, name: str) -> str:
        return f"{self.path}.{name}" if self.path else name


def _of(kind: type[Read], value: Any) -> Read:
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise TypeError(value)
    return value
