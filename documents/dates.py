"""Days as Dutch print writes them, and the days behind what a scan makes of them."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from documents.worn import figures_of, looks_of, near

MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
_LOOKS = {looks_of(name): name for name in (*MONTHS, "october")} | {looks_of("october"): "oktober"}
_FIGURE = r"[\dlIO|]"
_WORN = re.compile(
    rf"(?<![\w.-])(?P<day>{_FIGURE}{{1,2}})[ .]{{0,2}}(?P<month>[^\W_](?:[^\W_]|-\s?){{1,9}}?[^\W_])[ .,]{{0,2}}"
    rf"(?P<year>[1lI2]\s?[90O]\s?{_FIGURE}\s?{_FIGURE})(?!\w)"
)
_RECENT = re.compile(
    r"(?<!\d)(?P<day>\d{1,2})\s+(?P<month>" + "|".join(MONTHS) + r")\s+(?:jl\b|j\.l\.|jongstleden|laatstleden|dezer\b)"
)
_PLAIN = re.compile(r"\d{1,2}\s+(?:" + "|".join(MONTHS) + r")\s+\d{4}", re.IGNORECASE)
_FIRST_YEAR, _LAST_YEAR = 1900, 2099
_SHORTEST_WORN = 5


def dutch(day: date | None) -> str:
    """Return a day as print writes it, without leading zero: 7 mei 2018; nothing where there is no day."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}" if day else ""


def listed(parts: list[str]) -> str:
    """Return an enumeration as one writes it: a, b en c."""
    return " en ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))


def restored(line: str) -> str:
    """Return a line with its worn days ("16juni 1993", "l0 mei I985") as print had them; what may be no day stays."""
    return _WORN.sub(_whole, line)


def _whole(found: re.Match[str]) -> str:
    if _PLAIN.fullmatch(found[0]):
        return found[0]
    month = month_of(found["month"])
    figures = figures_of(found["day"]), figures_of("".join(found["year"].split()))
    if month is None or not any(sign.isdecimal() for sign in found["year"][1:]):
        return found[0]
    if not 1 <= int(figures[0]) <= 31 or not _FIRST_YEAR <= int(figures[1]) <= _LAST_YEAR:  # noqa: PLR2004 - days of a month
        return found[0]
    printed = found["month"] if found["month"].lower() == month else month
    return f"{int(figures[0])} {printed} {figures[1]}"


@lru_cache(maxsize=512)
def month_of(word: str) -> str | None:
    """Return the month that a word is, however worn; None where it is none, or may be two."""
    looks = looks_of(word)
    if looks in _LOOKS:
        return _LOOKS[looks]
    if len(looks) < _SHORTEST_WORN:
        return None
    alike = {name for known, name in _LOOKS.items() if near(known, looks, 1)}
    return alike.pop() if len(alike) == 1 else None


def last_before(text: str, written: date) -> date | None:
    """Return the first day that a text names as lately past ("3 juni jl."), reckoned from the day it was written."""
    found = _RECENT.search(text)
    if not found:
        return None
    month = MONTHS.index(found["month"]) + 1
    for year in (written.year, written.year - 1):
        try:
            day = date(year, month, int(found["day"]))
        except ValueError:
            continue
        if day <= written:
            return day
    return None
