"""The rows of printed pages as one text: running heads and feet left out, blank lines where print leaves room."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from documents.readers.pdf_page import Page, Row, body_size, find_rows
from documents.readers.text import Note, Text
from documents.sentences import is_closed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_EDGE = 3
"""Rows from the top and from the bottom of a page among which a running head or foot stands."""
_IDENTIFIES = re.compile(r"(?:Eerste|Tweede) Kamer\s?, (?:vergaderjaar|zitting)", re.IGNORECASE)
_COUNTS = re.compile(r"(?i)\b(?:pagina|blad|bladzijde|page)\b")
_BARE = re.compile(r"[-–—]?\s*(\d{1,4})\s*[-–—]?")
_IS_FOOT = re.compile(
    r".*\b(?:Eerste|Tweede) Kamer\s?, (?:vergaderjaar|zitting)\b.*|.*\bISSN\b.*|kst-\S+"
    r"|Pagina \d+ (?:van|/) \d+|[-–]?\s?\d{1,3}\s?[-–]?",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"(?<!\d)\d{1,4}(?!\d)")
_NOTE = re.compile(r"(?P<mark>\d{1,2}|\*{1,3})[).]?(?:\s+(?=\S)|(?=[A-ZÀ-Ý«“]))")
_SMALLER = 0.93
_ROOM = 1.3
"""Times the usual distance between lines: more is room left between paragraphs."""
_INDENT = (0.8, 4.0)
_MOST_AHEAD = 5
"""How many higher than the last the figure of a note may be: some stand on pages whose notes were lost."""


def sheet_of(pages: Sequence[Page]) -> Text:
    """Return pages as one text with form feeds between them, the footnotes that stand under them aside."""
    body = body_size(pages)
    for page in pages:
        find_rows(page, body)
    _drop_furniture(pages)
    _drop_repeated_columns(pages)
    sheet = _Sheet(body, _leading(pages))
    for number, page in enumerate(pages):
        sheet.add(page, first=number == 0)
    return Text("\n".join(sheet.lines).rstrip("\n") + "\n", notes=tuple(sheet.notes))


def _drop_furniture(pages: Sequence[Page]) -> None:
    """Leave out what comes back at the edge of pages; the foot of the first page stays where it names the paper."""
    seen: Counter[str] = Counter()
    for number, page in enumerate(pages):
        seen.update({key for _, key in _edges(page, number)})
    most = max(2, (len(pages) - 1) / 2)
    room = _ROOM * _leading(pages)
    for number, page in enumerate(pages):
        furniture = _outside({place for place, key in _edges(page, number) if seen[key] >= most}, page.rows, room)
        kept = _identity(page, furniture) if number == 0 else set()
        page.rows = [row for place, row in enumerate(page.rows) if place not in furniture - kept]


def _outside(repeated: set[int], rows: Sequence[Row], room: float) -> set[int]:
    """Return which repeated rows stand outside the text: from the edge of the page inwards, up to where room is left.

    A line of the text may come back at the same height; it has the next line close to it.
    """
    count = len(rows)
    head = next((place for place in range(count) if place not in repeated), count)
    foot = next((count - place for place in range(count, 0, -1) if place - 1 not in repeated), count)
    while head and head < count and rows[head - 1].y - rows[head].y <= room:
        head -= 1
    while foot and foot < count and rows[count - foot - 1].y - rows[count - foot].y <= room:
        foot -= 1
    return {place for place in repeated if place < head or place >= count - foot}


def _edges(page: Page, number: int) -> Iterator[tuple[int, str]]:
    """Give the rows at the edges of a page, each with what would be the same on another page.

    That is its words at their height, or its words with one figure that counts the pages: at the foot, or in a head
    that says so. The first line of a page is always as high, and "Vraag 3" may be followed there by "Vraag 4".
    """
    count = len(page.rows)
    for place, row in enumerate(page.rows):
        top, bottom = place < _EDGE, place >= count - _EDGE
        if not (top or bottom):
            continue
        height = round(row.y)
        yield place, f"{row.text} {height}"
        if not top or _COUNTS.search(row.text) or _BARE.fullmatch(row.text):
            for found in _DIGITS.finditer(row.text):
                counted = f"{row.text[: found.start()]}#{int(found[0]) - number}{row.text[found.end() :]}"
                yield place, f"{counted} {height}"


def _identity(page: Page, furniture: set[int]) -> set[int]:
    """Return which furniture of the first page stays: its head, and a foot that names the paper."""
    count = len(page.rows)
    return {
        place
        for place in furniture
        if (place < count - _EDGE and not _COUNTS.search(page.rows[place].text))
        or _IDENTIFIES.search(page.rows[place].text)
    }


def _furniture_below(rows: Sequence[Row]) -> int:
    """Return how many rows at the end of a page are no part of its text: an imprint, a page number."""
    count = 0
    while count < min(_EDGE, len(rows) - 1) and _IS_FOOT.fullmatch(rows[-1 - count].text):
        count += 1
    return count


def _drop_repeated_columns(pages: Sequence[Page]) -> None:
    """Leave out of later pages the lines of a letterhead column that an earlier page had."""
    seen: set[str] = set()
    for page in pages:
        page.aside = [row for row in page.aside if row.text not in seen]
        seen.update(row.text for row in page.aside)


def _leading(pages: Sequence[Page]) -> float:
    """Return the usual distance between two lines."""
    gaps = Counter(
        round((above.y - below.y) * 2) / 2
        for page in pages
        for above, below in pairwise(page.rows)
        if 0 < above.y - below.y < 3 * above.size
    )
    if not gaps:
        return 12.0
    most = max(gaps.values())
    return min(gap for gap, count in gaps.items() if count * 2 >= most)


class _Sheet:
    """The text as it grows page by page, and its footnotes."""

    def __init__(self, body: float, leading: float) -> None:
        """Begin with nothing set."""
        self.lines: list[str] = []
        self.notes: list[Note] = []
        self._body, self._leading = body, leading
        self._full = 0
        self._goes_on = False

    def add(self, page: Page, *, first: bool) -> None:
        """Set a page: the letterhead column of the first before its text, of a later page after it."""
        below = _furniture_below(page.rows)
        rows, foot = self._parted(page.rows[: len(page.rows) - below])
        begins = len(self.lines)
        if first and page.aside:
            self._set(page.aside)
            self.lines.append("")
        self._full = max((len(row.text) for row in rows if abs(row.size - self._body) < 1), default=0)
        places = self._set(rows, turned=not first)
        self._take_notes(rows, foot, places or [max(0, len(self.lines) - 1)])
        if below:
            self.lines += ["", *(row.text for row in page.rows[-below:])]
        if page.aside and not first:
            self.lines += ["", *(row.text for row in page.aside)]
        if not first and len(self.lines) > begins:
            self.lines[begins] = "\f" + self.lines[begins]

    def _parted(self, rows: list[Row]) -> tuple[list[Row], list[Row]]:
        """Return the rows of the text, and those of the footnotes under it."""
        start = len(rows)
        while start and rows[start - 1].size < _SMALLER * self._body:
            start -= 1
        foot = rows[start:]
        if not start and not self._goes_on:
            return rows, []
        begins = next((place for place, row in enumerate(foot) if self._mark_of(row, self._last)), None)
        if begins is None:
            return (rows[:start], foot) if self._goes_on and foot else (rows, [])
        return (rows[:start], foot) if self._goes_on else (rows[: start + begins], foot[begins:])

    @property
    def _last(self) -> int:
        return max((int(note.mark) for note in self.notes if note.mark.isdecimal()), default=0)

    @staticmethod
    def _mark_of(row: Row, last: int) -> str | None:
        """Return the mark with which a note begins on a row, or None where it goes on or is none."""
        found = _NOTE.match(row.text)
        mark = row.lone_mark or (found["mark"] if found else None)
        if mark is None or (mark.isdecimal() and not last < int(mark) <= last + _MOST_AHEAD):
            return None
        return mark

    def _take_notes(self, rows: list[Row], foot: list[Row], places: list[int]) -> None:
        """Take the footnotes under a page; a row without a mark goes on with the note before it."""
        from documents.clean import join  # noqa: PLC0415 - rows of a note run on as those of a paragraph do

        parts: list[tuple[str, list[str]]] = []
        last = self._last
        for row in foot:
            mark = self._mark_of(row, last)
            if mark:
                parts.append((mark, [row.text.removeprefix(mark).lstrip(" .)")]))
                last = int(mark) if mark.isdecimal() else last
            elif parts:
                parts[-1][1].append(row.text)
            elif self.notes:
                note = self.notes.pop()
                self.notes.append(Note(note.mark, join([note.text, row.text]), note.after_line))
        for mark, text in parts:
            place = next((where for row, where in zip(rows, places, strict=False) if _has(row, mark)), places[-1])
            self.notes.append(Note(mark, join(text), place))
        self._goes_on = bool(foot) and not is_closed(foot[-1].text)

    def _set(self, rows: list[Row], *, turned: bool = False) -> list[int]:
        """Set rows as lines, a blank one where print leaves room; return on which line each came."""
        places: list[int] = []
        for place, row in enumerate(rows):
            before = rows[place - 1] if place else None
            if (before and self._is_apart(before, row)) or (not before and turned and self._ended()):
                self.lines.append("")
            places.append(len(self.lines))
            self.lines.append(row.text)
        return places

    def _is_apart(self, before: Row, row: Row) -> bool:
        size = max(before.size, row.size) / self._body
        if before.y - row.y > _ROOM * self._leading * max(1.0, size):
            return True
        indent = (row.x - before.x) / row.size
        return _INDENT[0] <= indent <= _INDENT[1] and is_closed(before.text) and row.text[:1].isupper()

    def _ended(self) -> bool:
        """Return whether the page before ended with its paragraph: a closed sentence on a line that is not full."""
        last = next((line for line in reversed(self.lines) if line), "")
        return is_closed(last) and len(last) < 0.8 * self._full


def _has(row: Row, mark: str) -> bool:
    if mark in row.marks:
        return True
    return bool(
        re.search(rf"(?:(?<=[^\W\d_])|(?<=[.,;:?!»”\")\]])|(?<=\b(?:19|20)\d\d)){re.escape(mark)}(?!\d)", row.text)
    )
