"""Stretches of a text that are already spoken for."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Places:
    """Stretches from a first character up to the one after the last; whether one holds a place is asked fast."""

    def __init__(self, stretches: Iterable[tuple[int, int]]) -> None:
        """Keep the stretches in order; where they overlap, the furthest end counts."""
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(stretches):
            self._starts.append(start)
            self._ends.append(max(end, self._ends[-1] if self._ends else end))

    def __contains__(self, place: int) -> bool:
        before = bisect_right(self._starts, place)
        return before > 0 and place < self._ends[before - 1]
