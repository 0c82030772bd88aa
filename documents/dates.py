"""Days as Dutch print writes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip


def dutch(day: date | None) -> str:
    """Return a day as print writes it, without leading zero: 7 mei 2018; nothing where there is no day."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}" if day else ""


def listed(parts: list[str]) -> str:
    """Return an enumeration as one writes it: a, b en c."""
    return " en ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))
