"""A reading as JSON between two processes, whole: what the commands print, and the steps that explain its terms."""

from dataclasses import replace
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any

from documents.jsonable import from_json, to_json
from documents.values import Reading
from procedure import amsterdam, clauses, days, vocabulary
from procedure.counting import Step
from procedure.deadlines import Term

_ENUMS = (clauses, days, vocabulary)
"""Where the enumerations stand that a step may hold."""


def packed(reading: Reading) -> dict[str, Any]:
    """Return a reading as plain values from which the same reading comes back."""
    return {"reading": to_json(reading), "terms": [[_told(t.steps), _told(t.warnings)] for t in _terms(reading)]}


def unpacked(parcel: Any) -> Reading:
    """Return the reading in a parcel; one that is not whole is refused, and nothing in it is run.

    Raises:
        NotAReading: a field of the reading is absent or not what it should be.
        ValueError: the steps of its terms are not those of its terms.
    """
    reading = from_json(parcel["reading"])
    told = iter(parcel["terms"])

    def whole(term: Term | None) -> Term | None:
        if term is None:
            return None
        steps, warnings = next(told)
        return replace(term, steps=_steps(steps), warnings=_steps(warnings), due_at=_here(term.due_at))

    letters = tuple(replace(letter, term=whole(letter.term)) for letter in reading.letters)
    promised = tuple(replace(one, term=whole(one.term)) for one in reading.commitments)
    return replace(reading, letters=letters, commitments=promised)


def _terms(reading: Reading) -> list[Term]:
    terms = [*(letter.term for letter in reading.letters), *(promised.term for promised in reading.commitments)]
    return [term for term in terms if term]


def _told(steps: tuple[Step, ...]) -> list[Any]:
    return [[step.code, {name: _plain(value) for name, value in step.facts.items()}] for step in steps]


def _steps(told: Any) -> tuple[Step, ...]:
    return tuple(Step(str(code), {str(name): _fact(value) for name, value in facts.items()}) for code, facts in told)


def _plain(value: Any) -> Any:
    """Return a fact as JSON has it; what JSON has not is an object with the name of its kind."""
    if isinstance(value, Enum):
        return {type(value).__name__: value.value}
    if isinstance(value, datetime):
        return {"at": value.isoformat()}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    return value


def _fact(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_fact(one) for one in value)
    if not isinstance(value, dict):
        return value
    ((kind, held),) = value.items()
    if kind == "at":
        return _here(datetime.fromisoformat(held))
    return date.fromisoformat(held) if kind == "day" else _enum(kind)(held)


def _here(at: datetime | None) -> datetime | None:
    return at.astimezone(amsterdam.AMSTERDAM) if at else None


@cache
def _enum(name: str) -> type[Enum]:
    found = next((getattr(module, name) for module in _ENUMS if hasattr(module, name)), None)
    if isinstance(found, type) and issubclass(found, Enum):
        return found
    raise ValueError(name)
