"""How far a long command has come, on one line of a terminal; into a file or a pipe it says nothing."""

import sys
from types import TracebackType
from typing import Self

SHOWN_FROM = 2
"""Fewer pieces of work than this are done before a line could be read."""


class Progress:
    """A line on standard error that is rewritten at each step and wiped at the end."""

    def __init__(self, what: str, total: int) -> None:
        """Begin at nought of so many."""
        self._what, self._total, self._done = what, total, 0
        self._shown = total >= SHOWN_FROM and sys.stderr.isatty()

    def __enter__(self) -> Self:
        """Show the line."""
        self._show()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Wipe the line, so that it is in nobody's way."""
        if self._shown:
            print("\r\033[K", end="", file=sys.stderr, flush=True)

    def step(self, count: int = 1) -> None:
        """Count more pieces of work as done."""
        self._done += count
        self._show()

    def _show(self) -> None:
        if self._shown:
            print(f"\r\033[K{self._what}: {self._done} van {self._total}", end="", file=sys.stderr, flush=True)
