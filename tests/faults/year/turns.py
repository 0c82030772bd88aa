"""Processes that die, and processes that work at once: in one real process, and the same each time for one seed.

A process is a workplace of its own on an engine of its own. It comes by *moments*: before a transaction, before and
after its commit, before and after a mail is handed over. At any of them it may be killed, and at any of them that lies
outside a transaction another process may be let go first.
"""

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING, Protocol

from casework.workplace import Workplace

if TYPE_CHECKING:
    from sqlmodel import Session


class Killed(BaseException):
    """A process died: nothing of Griffie may catch it."""


class Diary(Protocol):
    """Who notes what the register has committed."""

    def seen(self, session: "Session") -> object:
        """Return what a transaction is about to commit."""

    def committed(self, seen: object, process: "Process") -> None:
        """Note it, now that a process has committed it."""


class Turns:
    """Works that are done at once, one of them at a time; who goes on is drawn at every moment."""

    def __init__(self, chance: Random) -> None:
        """Take the chance by which it is drawn."""
        self._chance = chance
        self._back = threading.Semaphore(0)
        self._go: dict[str, threading.Semaphore] = {}

    def all(self, works: Mapping[str, Callable[[], None]]) -> dict[str, BaseException]:
        """Return what was raised in each work, once all have come to their end."""
        raised: dict[str, BaseException] = {}
        living = sorted(works)
        self._go = {who: threading.Semaphore(0) for who in living}
        threads = [threading.Thread(target=self._one, args=(who, works[who], raised, living)) for who in living]
        for thread in threads:
            thread.start()
        while living:
            self._go[self._chance.choice(living)].release()
            self._back.acquire()
        for thread in threads:
            thread.join()
        return raised

    def _one(self, who: str, work: Callable[[], None], raised: dict[str, BaseException], living: list[str]) -> None:
        self._go[who].acquire()
        try:
            work()
        except BaseException as problem:  # noqa: BLE001 - a killed process among them; the test looks at each
            raised[who] = problem
        living.remove(who)
        self._back.release()

    def give(self, who: str) -> None:
        """Let another go first, perhaps."""
        self._back.release()
        self._go[who].acquire()


@dataclass
class Process:
    """One process's way through its moments."""

    who: str
    left: int | None = None
    """After so many moments it dies; None: never."""
    only: str = ""
    """Only moments in whose name this stands count; empty: all of them."""
    turns: Turns | None = None
    then: Callable[[], None] | None = None
    """What is noted once its act stands in the register."""
    dies: Callable[[str], None] | None = None
    """How its death is noted, before anybody else goes on."""

    def comes(self, where: str) -> None:
        """Come by a moment; within a transaction nobody else can go first.

        Raises:
            Killed: here it dies.
        """
        if self.left is not None and self.only in where:
            self.left -= 1
            if self.left == 0:
                if self.dies is not None:
                    self.dies(where)
                raise Killed(where)
        if self.turns is not None and where != "before the commit":
            self.turns.give(self.who)


@dataclass(frozen=True, slots=True)
class Mortal(Workplace):
    """A workplace whose process may die at every commit."""

    process: Process | None = None
    diary: Diary | None = None

    @contextmanager
    def transaction(self) -> Iterator["Session"]:
        """Give a writing transaction of the real workplace, with its moments."""
        assert self.process is not None
        assert self.diary is not None
        self.process.comes("before a transaction")
        with Workplace.transaction(self) as session:
            yield session
            seen = self.diary.seen(session)
            self.process.comes("before the commit")
        self.diary.committed(seen, self.process)
        self.process.comes("after the commit")
