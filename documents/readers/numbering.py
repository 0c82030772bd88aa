"""The figures that a word processor sets before the items of a list, which its file does not spell out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_LEVEL = re.compile(r"%(\d)")
_TYPED = re.compile(r"[–—•·▪-]\s")
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_LETTERS = 26
DASH = "–"
"""What stands before an item of a list without figures, whatever drop or arrow the file has for it."""


@dataclass(frozen=True, slots=True)
class Level:
    """How the items of one level of a list begin: the way of counting, the pattern ("%1."), the first figure."""

    way: str
    pattern: str
    start: int = 1


@dataclass(slots=True)
class Counter:
    """How far a list has counted, level by level."""

    levels: dict[int, Level]
    counts: dict[int, int] = field(default_factory=dict)

    def next(self, depth: int) -> str:
        """Return what stands before the next item of a level; the levels under it begin again."""
        level = self.levels.get(depth)
        if level is None or level.way == "none":
            return ""
        self.counts[depth] = self.counts.get(depth, level.start - 1) + 1
        self.counts = {at: count for at, count in self.counts.items() if at <= depth}
        if level.way == "bullet":
            return DASH
        return _LEVEL.sub(lambda found: self._figure(int(found[1]) - 1), level.pattern)

    def _figure(self, depth: int) -> str:
        level = self.levels.get(depth)
        return figure(self.counts.get(depth, level.start if level else 1), level.way if level else "decimal")


def marked(mark: str, text: str) -> str:
    """Return an item of a list with its mark; one that was typed before it already is not set twice."""
    typed = text.startswith(mark) or (mark == DASH and _TYPED.match(text))
    return text if typed else f"{mark} {text}"


def figure(count: int, way: str) -> str:
    """Return a number in a way of counting: figures, letters or roman."""
    if way.endswith("Letter") and 0 < count <= _LETTERS:
        letter = chr(ord("a") + count - 1)
        return letter.upper() if way.startswith("upper") else letter
    if way.endswith("Roman"):
        rest, roman = count, ""
        for value, sign in _ROMAN:
            times, rest = divmod(rest, value)
            roman += sign * times
        return roman.upper() if way.startswith("upper") else roman
    return str(count)
