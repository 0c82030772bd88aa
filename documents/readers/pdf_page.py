"""A printed page: pieces of text with their places become rows, and the narrow columns of a letterhead stand apart."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_MARK = re.compile(r"\d{1,2}|\*{1,3}")
_SPACES = re.compile(r"[ \t\u00a0]+")
_SMALL = 0.9
"""Of the size of the body: the letters of letterhead columns and footnotes are smaller."""
_RAISED = 0.8
"""Of the size of its line: the figure of a footnote is smaller still."""
_SAME_LINE = 0.3
_SAME_SIZE = 0.75
_RIGHT_PART = 0.62
"""Of the width of a page: where a letterhead column on the right may begin."""
_GUTTER = 20.0
_LEAST_ROWS = 3
"""Lines that make a column; fewer are a stray remark."""
_LEADING = 1.2
_WIDE = 0.7
"""Of the size of letters: the width of a wide one, on average."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of letters in one type, its place from the lower left, and its turn in the file."""

    text: str
    x: float
    y: float
    size: float
    turn: int

    def lines(self) -> list[Piece]:
        """Return the piece; one that holds several lines as that many."""
        parts = [part for part in self.text.split("\n") if part.strip()]
        return [replace(self, text=part, y=self.y - n * _LEADING * self.size) for n, part in enumerate(parts)]


@dataclass(slots=True)
class Row:
    """A line of print: its words, its place, and the marks of footnotes that are raised in it."""

    text: str
    x: float
    y: float
    size: float
    marks: tuple[str, ...] = ()
    lone_mark: str | None = None
    """The figure with which the line begins, where it is set apart from the words after it."""


@dataclass(slots=True)
class Page:
    """The pieces of a page and its width; ``rows`` and ``aside`` once they are found."""

    pieces: list[Piece]
    width: float
    rows: list[Row] = field(default_factory=list)
    aside: list[Row] = field(default_factory=list)


def body_size(pages: Sequence[Page]) -> float:
    """Return the size in which most of a paper is set."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for piece in page.pieces:
            sizes[_half(piece.size)] += len(piece.text)
    return sizes.most_common(1)[0][0] if sizes else 1.0


def find_rows(page: Page, body: float) -> None:
    """Find the rows of a page from top to bottom, and those of its letterhead columns."""
    apart = {piece.turn for piece in _aside(page, body)}
    page.aside = _rows([piece for piece in page.pieces if piece.turn in apart])
    page.rows = _rows([piece for piece in page.pieces if piece.turn not in apart])


def _aside(page: Page, body: float) -> list[Piece]:
    """Return the pieces in small type that stand in a column of their own, beside the text."""
    text = Counter(round(piece.x) for piece in page.pieces if piece.size >= _SMALL * body and len(piece.text) > 1)
    left = text.most_common(1)[0][0] if text else 0.0
    right_from = _RIGHT_PART * page.width
    small = [piece for piece in page.pieces if piece.size < _SMALL * body]
    worded = [piece for piece in small if not _MARK.fullmatch(piece.text.strip())]
    under = [piece for piece in worded if left - _GUTTER <= piece.x < right_from]
    right = [piece for piece in worded if piece.x >= right_from and not _on_line_of(piece, under)]
    outer = [piece for piece in worded if piece.x < left - _GUTTER]
    columns = [column for column in (right, outer) if len({round(piece.y) for piece in column}) >= _LEAST_ROWS]
    found = [piece for column in columns for piece in column]
    turns = {piece.turn for piece in found}
    return [*found, *(piece for piece in small if piece not in worded and piece.turn - 1 in turns)]


def _on_line_of(piece: Piece, others: Iterable[Piece]) -> bool:
    return any(other is not piece and abs(other.y - piece.y) < 1 and other.x < piece.x for other in others)


def _rows(pieces: Sequence[Piece]) -> list[Row]:
    """Return lines of print, from top to bottom; a raised figure belongs to the line that it is raised from."""
    figures = [piece for piece in pieces if _MARK.fullmatch(piece.text.strip())]
    words = [piece for piece in pieces if not _MARK.fullmatch(piece.text.strip())]
    lines: list[list[Piece]] = []
    for piece in sorted(words, key=lambda one: (-one.y, one.x)):
        home = next((line for line in reversed(lines[-4:]) if _belongs(piece, line[0])), None)
        if home is None:
            lines.append([piece])
        else:
            home.append(piece)
    raised: dict[int, list[str]] = {}
    for figure in sorted(figures, key=lambda one: one.x):
        home = next((line for line in lines if _hangs_on(figure, line)), None)
        if home is None:
            home = next((line for line in lines if _belongs(figure, line[0])), None)
        elif figure.size < _RAISED * home[0].size:
            raised.setdefault(id(home), []).append(figure.text.strip())
        if home is None:
            lines.append([figure])
        else:
            home.append(figure)
    rows = [_row(line, tuple(raised.get(id(line), ()))) for line in lines]
    return sorted(rows, key=lambda row: (-row.y, row.x))


def _belongs(piece: Piece, first: Piece) -> bool:
    size = max(piece.size, first.size)
    return abs(piece.y - first.y) <= _SAME_LINE * size and min(piece.size, first.size) >= _SAME_SIZE * size


def _hangs_on(figure: Piece, line: list[Piece]) -> bool:
    """Return whether a figure is raised from a line: smaller, a little higher, and not far before its first word."""
    first = line[0]
    near = -0.1 * first.size <= figure.y - first.y <= 0.7 * first.size
    return figure.size < _RAISED * first.size and near and figure.x >= min(piece.x for piece in line) - 2 * first.size


def _row(line: list[Piece], raised: tuple[str, ...]) -> Row:
    ordered = sorted(line, key=lambda piece: (piece.x, piece.turn))
    text = ordered[0].text
    for before, piece in pairwise(ordered):
        mark = piece.size < _RAISED * before.size and _MARK.fullmatch(piece.text.strip())
        in_turn = piece.turn == before.turn + 1 and piece.x < _latest_end(before)
        text += piece.text if mark or in_turn or _touches(text, piece.text) else f" {piece.text}"
    words = [piece for piece in ordered if not _MARK.fullmatch(piece.text.strip())] or ordered
    first = ordered[0].text.strip()
    alone = first if len(ordered) > 1 and _MARK.fullmatch(first) else None
    size = max(piece.size for piece in words)
    base = next(piece.y for piece in words if piece.size == size)
    return Row(_SPACES.sub(" ", text.replace("\u00ad", "-")).strip(), ordered[0].x, base, size, raised, alone)


def _latest_end(piece: Piece) -> float:
    """Return where a piece ends at the latest: a wide letter each."""
    return piece.x + _WIDE * piece.size * (len(piece.text) + 1)


def _touches(text: str, following: str) -> bool:
    return text.endswith(" ") or following.startswith(" ")


def _half(size: float) -> float:
    return round(size * 2) / 2
