"""Reading one table of office data: every field is asked for by name, and a bad one is one Dutch sentence."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from typing import Any, TypeVar

from casework.errors import BadOffice

_Kind = TypeVar("_Kind", bound=StrEnum)
_Value = TypeVar("_Value")


@dataclass(slots=True)
class Row:
    """A table of the file, with the words for where it stands; ``done`` refuses fields that nobody asked for."""

    file: str
    where: str
    values: Mapping[str, Any]
    _asked: set[str] = field(default_factory=set)

    def bad(self, name: str, problem: str) -> BadOffice:
        """Return the refusal of a field."""
        at = " ".join(part for part in (self.where, name) if part)
        return BadOffice(file=self.file or "kantoorgegevens", field=at, problem=problem)

    def text(self, name: str, default: str | None = None) -> str:
        """Return a text that is not empty."""
        return self._read(name, "een tekst", _text, default)

    def texts(self, name: str) -> tuple[str, ...]:
        """Return a list of texts; a single text is a list of one."""
        return self._read(name, "een lijst van teksten", _texts, ())

    def day(self, name: str) -> date:
        """Return a day."""
        return self._read(name, "een dag als 2018-06-14", _day, None)

    def maybe_day(self, name: str) -> date | None:
        """Return a day, or None where the field is left out."""
        return self.day(name) if self.has(name) else None

    def whole(self, name: str, default: int | None = None) -> int:
        """Return a whole number."""
        return self._read(name, "een geheel getal", _whole, default)

    def one_of(self, name: str, kind: type[_Kind], default: _Kind | None = None) -> _Kind:
        """Return a word out of a list."""
        return self._read(name, f"een van {', '.join(kind)}", kind, default)

    def truth(self, name: str) -> bool:
        """Return true or false; false where the field is left out."""
        return self._read(name, "true of false", _truth, default=False)

    def rows(self, name: str, naming: Callable[[int, Mapping[str, Any]], str]) -> Iterator["Row"]:
        """Give the tables of a list, each with the words for where it stands."""
        none: tuple[Mapping[str, Any], ...] = ()
        found = self._read(name, f"een of meer tabellen [[{name}]]", _tables, none)
        for number, values in enumerate(found, start=1):
            yield Row(self.file, " ".join(part for part in (self.where, naming(number, values)) if part), values)

    def has(self, name: str) -> bool:
        """Return whether the field is there."""
        self._asked.add(name)
        return name in self.values

    def raw(self, name: str) -> Any:
        """Return the field as it is."""
        self._asked.add(name)
        return self.values.get(name)

    def period(self) -> tuple[date | None, date | None]:
        """Return from which day and up to which day, both included, the table holds."""
        first, last = self.maybe_day("from"), self.maybe_day("to")
        if first and last and last < first:
            raise self.bad("to", f"{last} ligt vóór from ({first})")
        return first, last

    def done(self) -> None:
        """Refuse fields that there are not: a slip of the fingers must not be passed over in silence."""
        for name in self.values:
            if name not in self._asked:
                near = get_close_matches(name, self._asked, n=1)
                meant = f"waarschijnlijk is {near[0]} bedoeld" if near else ""
                known = f"wat hier kan staan is {', '.join(sorted(self._asked))}"
                raise self.bad(name, f"dit veld is er niet; {meant or known}")

    def _read(self, name: str, expected: str, read: Callable[[Any], _Value], default: _Value | None) -> _Value:
        self._asked.add(name)
        if name not in self.values:
            if default is None:
                raise self.bad(name, f"ontbreekt; verwacht wordt {expected}")
            return default
        value = self.values[name]
        try:
            return read(value)
        except (ValueError, TypeError):
            raise self.bad(name, f"{value!r} is niet bruikbaar; verwacht wordt {expected}") from None


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise TypeError(value)
    return " ".join(value.split())


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(_text(one) for one in ([value] if isinstance(value, str) else _list(value)))


def _tables(value: Any) -> tuple[Mapping[str, Any], ...]:
    if not all(isinstance(one, Mapping) for one in _list(value)):
        raise TypeError(value)
    return tuple(value)


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError(value)
    return value


def _day(value: Any) -> date:
    if type(value) is date:
        return value
    if isinstance(value, str):
        return date.fromisoformat(value)
    raise TypeError(value)


def _whole(value: Any) -> int:
    if type(value) is not int:
        raise TypeError(value)
    return value


def _truth(value: Any) -> bool:
    if type(value) is not bool:
        raise TypeError(value)
    return value
