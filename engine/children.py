"""The processes that ``griffie up`` starts: each in its own group, each ending when its parent does."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

TAIL_LINES = 12
KEPT_LOG_BYTES = 5_000_000


@dataclass(slots=True)
class Child:
    """A running part, its log, and the pipe by which it sees that its parent is gone."""

    part: str
    process: subprocess.Popen[bytes]
    log: Path

    @property
    def code(self) -> int | None:
        """Return the exit code, or None while it runs."""
        return self.process.poll()

    def go(self) -> None:
        """Tell a child that waits at its start line to go on."""
        if self.process.stdin:
            with contextlib.suppress(BrokenPipeError):
                self.process.stdin.write(b"go\n")
                self.process.stdin.flush()

    def tail(self) -> str:
        """Return the last lines of the log."""
        text = self.log.read_text(encoding="utf-8", errors="replace") if self.log.exists() else ""
        return "\n".join(text.rstrip().splitlines()[-TAIL_LINES:])

    def stop(self, patience: float) -> bool:
        """Ask it to end, wait, then end it and all that it started; return whether it went by itself."""
        went = True
        if self.code is None:
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(patience)
            except subprocess.TimeoutExpired:
                went = False
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        if self.process.stdin:
            with contextlib.suppress(BrokenPipeError):
                self.process.stdin.close()
        return went


def start(part: str, command: Sequence[str], environment: Mapping[str, str], log: Path, folder: Path) -> Child:
    """Return the started child: own process group, default signals, output into its log, a pipe to its parent."""
    log.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _opened(log) as output:
        process = subprocess.Popen(  # noqa: S603 - our own modules, no shell
            [sys.executable, *command],
            env=dict(environment),
            cwd=folder,
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=_default_signals,  # noqa: PLW1509 - started before any thread; a shell may have SIGINT ignored
        )
    return Child(part, process, log)


def _opened(log: Path) -> IO[bytes]:
    """Return the log, to be added to; one that has grown too long is set aside first."""
    if log.exists() and log.stat().st_size > KEPT_LOG_BYTES:
        log.replace(log.with_suffix(".1.log"))
    return open(log, "ab", opener=_for_its_owner)


def _for_its_owner(path: str, flags: int) -> int:
    """Open a file that only its owner may read, also one that was made less carefully before."""
    opened = os.open(path, flags, 0o600)
    os.fchmod(opened, 0o600)
    return opened


def _default_signals() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT, signal.SIGTERM})


def wait_for_go() -> bool:
    """Return True at the parent's word, False when the parent is gone; called by a child."""
    return sys.stdin.readline().strip() == "go"


def end_with_parent() -> None:
    """Watch the pipe to the parent and interrupt this process when it closes; called by a child."""

    def watch() -> None:
        with contextlib.suppress(OSError, ValueError):
            while sys.stdin.readline():
                pass
        os.kill(os.getpid(), signal.SIGINT)

    threading.Thread(target=watch, name="parent", daemon=True).start()
