"""One line of a bulk import: every value read and checked by itself, before any name is looked up."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from typing import Any

from casework.asked import SUBJECT_LENGTH
from casework.errors import CaseworkError
from notifications.errors import BadAddress
from notifications.mail import single_address
from procedure.vocabulary import Chamber

KEYS = (
    "chamber",
    "committee",
    "ministry",
    "subject",
    "dossiers",
    "requested_on",
    "term",
    "due_on",
    "deferred_to",
    "answered_on",
    "mark",
    "notify",
)
"""The names that a line may have (contract: keys of an imported line)."""

_KNOWN = frozenset(KEYS)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x9f]")
"""Control characters that are left where blanks were put together; what divides the values here is none of them."""

_BETWEEN = re.compile(r"\s*[;,|]\s*")
_CHAMBERS = {"ek": Chamber.EK, "tk": Chamber.TK, "eerste kamer": Chamber.EK, "tweede kamer": Chamber.TK, "": None}
LONGEST_MARK = 200


class BadField(CaseworkError):
    """A value of a line that cannot be used."""

    message = "Bij {field}: {problem}."


@dataclass(slots=True)
class Line:
    """A line that can be used: its values as they are kept. It is not changed; frozen it would cost twice as much."""

    number: int
    chamber: Chamber | None
    committee: str
    ministry: str
    subject: str
    dossiers: tuple[str, ...]
    requested_on: date
    term: str
    due_on: date | None
    deferred_to: date | None
    answered_on: date | None
    mark: str
    """The sender's own number; empty where there is none."""
    notify: tuple[str, ...]
    digest: str
    """What the line says, as a hash."""

    @property
    def known_as(self) -> str:
        """Return by what the line is known when it comes again: its mark, else all that it says."""
        return self.mark or f"#{self.digest}"


def line_of(number: int, given: Mapping[str, Any], *, on: date) -> Line:
    """Return a line, checked; ``on`` is the day on which it is read in.

    Raises:
        BadField: a value is missing, or cannot be used.
    """
    if not given.keys() <= _KNOWN:
        unknown = next(name for name in given if name not in _KNOWN)
        raise BadField(field=str(unknown), problem=f"dit veld is er niet; wat hier kan staan is {', '.join(KEYS)}")
    get = given.get
    chamber, committee = _text("chamber", get("chamber")), _needed("committee", get("committee"))
    ministry, subject = _needed("ministry", get("ministry")), _text("subject", get("subject"))[:SUBJECT_LENGTH]
    dossiers, notify = _texts("dossiers", get("dossiers")), _texts("notify", get("notify"))
    requested_on = _day("requested_on", get("requested_on"))
    if requested_on is None:
        raise BadField(field="requested_on", problem="ontbreekt; verwacht wordt een dag als 2018-05-31")
    term, mark = _text("term", get("term")), _text("mark", get("mark"))
    due_on, deferred_to = _day("due_on", get("due_on")), _day("deferred_to", get("deferred_to"))
    answered_on = _day("answered_on", get("answered_on"))
    said = "\x1e".join(
        (
            *(chamber, committee, ministry, subject, term, mark, "\x1f".join(dossiers), "\x1f".join(notify)),
            *(str(requested_on), str(due_on), str(deferred_to), str(answered_on)),
        )
    )
    line = Line(
        number,
        _chamber(chamber),
        committee,
        ministry,
        subject,
        dossiers,
        requested_on,
        term,
        due_on,
        deferred_to,
        answered_on,
        mark,
        notify,
        blake2b(_bytes(said), digest_size=12).hexdigest(),
    )
    _check(line, said, on)
    return line


def _check(line: Line, said: str, on: date) -> None:
    if _CONTROL.search(said):
        raise BadField(field="regel", problem="bevat een stuurteken; verwacht wordt gewone tekst")
    if line.term and line.due_on is not None:
        raise BadField(field="due_on", problem="geef term of due_on, niet allebei")
    if len(line.mark) > LONGEST_MARK:
        raise BadField(field="mark", problem=f"is langer dan {LONGEST_MARK} tekens")
    if line.requested_on > on:
        raise BadField(field="requested_on", problem=f"{line.requested_on} ligt na {on}, de dag van inlezen")
    if line.answered_on is not None and line.answered_on > on:
        raise BadField(field="answered_on", problem=f"{line.answered_on} ligt na {on}, de dag van inlezen")
    for name in ("due_on", "deferred_to", "answered_on"):
        day = getattr(line, name)
        if day is not None and day < line.requested_on:
            raise BadField(field=name, problem=f"{day} ligt vóór het verzoek van {line.requested_on}")
    for address in line.notify:
        try:
            single_address("notify", address)
        except BadAddress:
            raise BadField(field="notify", problem=f"{address!r} is geen e-mailadres") from None


def _bytes(said: str) -> bytes:
    try:
        return said.encode()
    except UnicodeEncodeError:
        raise BadField(field="regel", problem="is geen tekst in UTF-8") from None


def _chamber(text: str) -> Chamber | None:
    try:
        return _CHAMBERS[text.casefold()]
    except KeyError:
        raise BadField(field="chamber", problem=f"{text!r} is geen Kamer; verwacht wordt EK of TK") from None


def _text(field: str, value: Any) -> str:
    """Return a text on one line; a number is taken as it is written."""
    if value is None:
        return ""
    if type(value) is int:
        return str(value)
    if not isinstance(value, str):
        raise BadField(field=field, problem=f"{value!r} is geen tekst")
    return " ".join(value.split())


def _needed(field: str, value: Any) -> str:
    text = _text(field, value)
    if not text:
        raise BadField(field=field, problem="ontbreekt; verwacht wordt een naam of code")
    return text


def _texts(field: str, value: Any) -> tuple[str, ...]:
    """Return several texts: a list, or one text with commas or semicolons between."""
    if value is None or value == "":
        return ()
    found = [_text(field, one) for one in value] if isinstance(value, list) else _BETWEEN.split(_text(field, value))
    return tuple(dict.fromkeys(one for one in found if one))


def _day(field: str, value: Any) -> date | None:
    if value is None or value == "":
        return None
    try:
        return date.fromisoformat(value.strip())
    except (ValueError, AttributeError):
        raise BadField(field=field, problem=f"{value!r} is geen dag; verwacht wordt een dag als 2018-05-31") from None
