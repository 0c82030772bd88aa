"""Papers from outside, read in a process of their own: with a limit on time and memory, and nothing but JSON back.

One child serves file after file, for starting one takes longer than reading a letter. It ends by itself when its asker
is gone, and another takes its place when a file was too much for it.
"""

import atexit
import json
import os
import pickle
import selectors
import struct
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from documents import errors
from documents.values import Reading
from procedure.rulebook import Rulebook
from sources.errors import ReaderDoesNotStart
from sources.parcel import unpacked

SECONDS = 10
"""Of the clock and of the processor, for one file."""
MEGABYTES = 500
"""Of address space, for all that the child holds."""
LARGEST = 20_000_000
"""Bytes; nothing larger is handed to the child (the reader says the same)."""

_HERE = Path(__file__).resolve().parent.parent
_READ = """import sys
sys.path.insert(0, sys.argv[1])
from sources.guarded_child import main
main(float(sys.argv[2]), int(sys.argv[3]))"""
"""The child runs the code that its asker runs, wherever that lies, and sees no variable of the surroundings."""

_CHUNK = 1 << 16
_LENGTH = struct.Struct(">Q")
_A_MOMENT = 0.2
_FAULT = 1
_LONGEST_ANSWER = 400_000_000


class _Gone(Exception):
    """The child died, or was ended because its time was over."""


class _Child:
    """The process that reads, and the rules that it was given last."""

    def __init__(self, seconds: float, megabytes: int) -> None:
        """Start the process; it loads its readers while we do something else."""
        self._seconds = seconds
        self._process = subprocess.Popen(  # noqa: S603 - ourselves, with nothing from outside on the line
            [sys.executable, "-I", "-c", _READ, str(_HERE), str(seconds), str(megabytes)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={},
            bufsize=0,
        )
        self._rules: Rulebook | None = None
        self._in, self._out = self._process.stdin, self._process.stdout

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    def ask(self, data: bytes, *, name: str, rulebook: Rulebook) -> dict[str, Any]:
        """Return the child's answer about a file; raises ``_Gone`` when none comes in time."""
        rules = b"" if rulebook is self._rules else pickle.dumps(rulebook)
        head = json.dumps({"name": name, "rules": len(rules), "size": len(data)}).encode()
        answer = json.loads(self._exchange(_LENGTH.pack(len(head)) + head + rules + data))
        if not isinstance(answer, dict):
            raise _Gone
        self._rules = rulebook
        return answer

    def _exchange(self, question: bytes) -> bytes:
        """Send a question and return the answer, neither waiting for the child longer than its time."""
        if self._in is None or self._out is None:
            raise _Gone
        until = time.monotonic() + self._seconds
        rest, answer = memoryview(question), bytearray()
        with selectors.DefaultSelector() as ready:
            for pipe, event in ((self._in, selectors.EVENT_WRITE), (self._out, selectors.EVENT_READ)):
                os.set_blocking(pipe.fileno(), False)
                ready.register(pipe, event)
            while not _is_whole(answer):
                events = ready.select(max(0.0, until - time.monotonic()))
                if not events:
                    raise _Gone
                for key, _ in events:
                    if key.fileobj is self._out:
                        answer += self._received()
                    else:
                        rest = rest[self._sent(rest) :]
                        if not rest:
                            ready.unregister(self._in)
        return bytes(answer[_LENGTH.size :])

    def _sent(self, rest: memoryview) -> int:
        try:
            return os.write(self._in.fileno(), rest[:_CHUNK]) if self._in else 0
        except BrokenPipeError:
            raise _Gone from None

    def _received(self) -> bytes:
        part = os.read(self._out.fileno(), _CHUNK) if self._out else b""
        if not part:
            raise _Gone
        return part

    @property
    def failed(self) -> bool:
        """Whether the process ended by itself with a fault of the program, not of a paper."""
        with suppress(subprocess.TimeoutExpired):
            return self._process.wait(_A_MOMENT) == _FAULT
        return False

    def end(self) -> None:
        """End the process, whatever it is doing."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._in, self._out):
            if pipe:
                pipe.close()


class Guard:
    """Reads papers by one child at a time; threads wait for each other."""

    def __init__(self, *, seconds: float = SECONDS, megabytes: int = MEGABYTES) -> None:
        """Begin without a child; the first paper starts one."""
        self._seconds, self._megabytes = seconds, megabytes
        self._child: _Child | None = None
        self._turn = threading.Lock()

    @property
    def pid(self) -> int | None:
        """The number of the child's process, or None where there is none."""
        return self._child.pid if self._child else None

    def warm(self) -> None:
        """Start the child now, so that it is ready when the first paper comes."""
        with self._turn:
            self._child = self._child or _Child(self._seconds, self._megabytes)

    def read(self, data: bytes, *, name: str, rulebook: Rulebook) -> Reading:
        """Return what a paper says; a paper that takes too much time or memory is refused.

        Raises:
            DocumentsError: what ``documents.read`` refuses; ``TooHard`` when the child did not answer.
            ReaderDoesNotStart: no child stays alive, whatever the paper.
        """
        if len(data) > LARGEST:
            raise errors.TooLarge(name=name, size=len(data), limit=LARGEST)
        with self._turn:
            answer = self._answer(data, name=name, rulebook=rulebook)
        if "error" in answer:
            raise _as_error(answer["error"], answer["facts"]) or self._too_hard(name)
        return unpacked(answer)

    def close(self) -> None:
        """End the child, if there is one."""
        with self._turn:
            self._drop()

    def _answer(self, data: bytes, *, name: str, rulebook: Rulebook) -> dict[str, Any]:
        """Return the answer of the child; one that served others before may have died of them, so it is asked anew."""
        for last in (self._child is None, True):
            self._child = self._child or _Child(self._seconds, self._megabytes)
            began = time.monotonic()
            try:
                answer = self._child.ask(data, name=name, rulebook=rulebook)
            except (_Gone, ValueError):
                if last and self._child.failed:
                    self._drop()
                    raise ReaderDoesNotStart from None
                self._drop()
                if last or time.monotonic() - began > self._seconds / 2:
                    break
            except BaseException:
                self._drop()
                raise
            else:
                if answer.get("leaves"):
                    self._drop()
                return answer
        raise self._too_hard(name)

    def _too_hard(self, name: str) -> errors.TooHard:
        return errors.TooHard(name=name, seconds=f"{self._seconds:g}", megabytes=self._megabytes)

    def _drop(self) -> None:
        if self._child:
            self._child.end()
            self._child = None

    def _forget(self) -> None:
        """Leave the child to the process that started it: we are a copy of that one."""
        self._child, self._turn = None, threading.Lock()


def _is_whole(answer: bytearray) -> bool:
    if len(answer) < _LENGTH.size:
        return False
    length: int = _LENGTH.unpack_from(answer)[0]
    if length > _LONGEST_ANSWER:
        raise _Gone
    return len(answer) >= _LENGTH.size + length


def _as_error(kind: Any, facts: Any) -> errors.DocumentsError | None:
    """Return the refusal that the child names, one of those that we know; None where it names no other."""
    found = getattr(errors, str(kind), None)
    if isinstance(found, type) and issubclass(found, errors.DocumentsError) and isinstance(facts, dict):
        try:
            return found(**facts)
        except KeyError:
            return None
    return None


_GUARD = Guard()
atexit.register(_GUARD.close)
os.register_at_fork(after_in_child=_GUARD._forget)  # noqa: SLF001 - the guard of this module


def warm() -> None:
    """Start the reader now, so that it is ready when the first paper comes."""
    _GUARD.warm()


def read(data: bytes, *, name: str, rulebook: Rulebook) -> Reading:
    """Return what a paper from outside says, read at a safe distance.

    Raises:
        DocumentsError: the paper cannot be read, or takes more time or memory than any letter needs.
    """
    return _GUARD.read(data, name=name, rulebook=rulebook)
