"""Words for the terminal: days as one says them, counted nouns, wrapped lines, and tables that fit the window."""

import shutil
import textwrap
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import NamedTuple

from procedure.amsterdam import AMSTERDAM
from procedure.wording import long_date, plain_date, short_date

LEAST_WIDTH = 40
"""Below this many characters a table is no longer squeezed."""

PAGE_WIDTH = 110
"""Sentences are wrapped at this many characters, however wide the window."""

NOTHING = "–"


def long_day(day: date | str | None) -> str:
    """Return a civil day as ``donderdag 14 juni 2018``, or a dash where there is none."""
    found = _date(day)
    return long_date(found) if found else NOTHING


def plain_day(day: date | str | None) -> str:
    """Return a civil day as ``14 juni 2018``, or a dash where there is none."""
    found = _date(day)
    return plain_date(found) if found else NOTHING


def short_day(day: date | str | None) -> str:
    """Return a civil day for a column, as ``do 14-06-2018``, or a dash where there is none."""
    found = _date(day)
    return f"{short_date(found)[:2]} {found:%d-%m-%Y}" if found else NOTHING


def moment(instant: str | datetime | None) -> str:
    """Return an instant for a timeline, as ``14-06-2018 09:30`` on a clock in Amsterdam, or a dash."""
    if not instant:
        return NOTHING
    found = instant if isinstance(instant, datetime) else datetime.fromisoformat(instant)
    return f"{found.astimezone(AMSTERDAM):%d-%m-%Y %H:%M}"


def counted(count: int, one: str, more: str) -> str:
    """Return a number with its noun: ``1 dag``, ``6 dagen``."""
    return f"{count} {one if count == 1 else more}"


def one_line(text: str) -> str:
    """Return a text on one line, its runs of white space as single spaces."""
    return " ".join(text.split())


def width() -> int:
    """Return the width of the terminal in characters."""
    return max(shutil.get_terminal_size((PAGE_WIDTH, 24)).columns, LEAST_WIDTH)


def wrapped(text: str, *, indent: str = "", hang: str | None = None) -> str:
    """Return a sentence wrapped to the window, its later lines under the first unless ``hang`` says otherwise."""
    return textwrap.fill(
        one_line(text),
        width=min(width(), PAGE_WIDTH),
        initial_indent=indent,
        subsequent_indent=" " * len(indent) if hang is None else hang,
        break_long_words=False,
        break_on_hyphens=False,
    )


class Column(NamedTuple):
    """A column of a table; one that may shrink gives way when the window is narrow."""

    head: str
    right: bool = False
    shrinks: bool = False


def table(columns: Sequence[Column], rows: Iterable[Sequence[str]], *, room: int | None = None) -> str:
    """Return rows under their heads, fitted to the window: what may shrink is cut with an ellipsis.

    A window that is too narrow for the columns that may not shrink gets lines longer than itself, never a lost date.
    """
    cells = [[one_line(cell) for cell in row] for row in rows]
    widths = [
        max(len(cell) for cell in (column.head, *others)) for column, *others in zip(columns, *cells, strict=True)
    ]
    _squeeze(widths, columns, room or width())
    lines = [_row([column.head for column in columns], columns, widths), "  ".join("─" * each for each in widths)]
    lines += [_row(row, columns, widths) for row in cells]
    return "\n".join(line.rstrip() for line in lines)


def _squeeze(widths: list[int], columns: Sequence[Column], room: int) -> None:
    shrinking = [place for place, column in enumerate(columns) if column.shrinks]
    least = 8
    while shrinking and sum(widths) + 2 * (len(widths) - 1) > room:
        widest = max(shrinking, key=lambda place: widths[place])
        if widths[widest] <= least:
            return
        widths[widest] -= 1


def _row(cells: Sequence[str], columns: Sequence[Column], widths: Sequence[int]) -> str:
    shown = (cell if len(cell) <= room else f"{cell[: room - 1]}…" for cell, room in zip(cells, widths, strict=True))
    return "  ".join(
        cell.rjust(room) if column.right else cell.ljust(room)
        for cell, column, room in zip(shown, columns, widths, strict=True)
    )


def _date(day: date | str | None) -> date | None:
    if isinstance(day, str):
        return date.fromisoformat(day[:10]) if day else None
    return day
