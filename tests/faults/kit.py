"""What the faults stand on: a mail server that notes what it got, a warm process to be killed, and the invariants."""

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import text

from casework.workplace import Workplace

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Sink:
    """A running mail server, and what it wrote down."""

    port: int
    log: Path

    @property
    def url(self) -> str:
        """Return its address for the settings."""
        return f"smtp://127.0.0.1:{self.port}"

    def got(self) -> Counter[str]:
        """Return how often it got each Message-ID, texts that it had in full."""
        return Counter(line.split()[0] for line in self.log.read_text().splitlines())

    def is_well_again(self) -> None:
        """Let it take every mail from now on."""
        self.log.with_suffix(".well").touch()


@contextmanager
def a_sink(folder: Path, behave: str = "well") -> Iterator[Sink]:
    """Give a mail server that behaves badly until it is well again."""
    log = folder / f"{behave}.log"
    command = [sys.executable, str(HERE / "sink.py"), str(log), "--behave", behave]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield Sink(int(process.stdout.readline()), log)
        finally:
            process.kill()


class Warm:
    """The warm process."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        """Take the process."""
        self._process = process

    def ask(self, day: date, minute: int, *after: float | None, **more: Any) -> dict[str, Any]:
        """Return what became of an order: a morning on a day, in as many children as there are times to kill them."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        order = {"day": day.isoformat(), "minute": minute, "after": after or (None,), **more}
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        found: dict[str, Any] = json.loads(self._process.stdout.readline())
        assert not found["failed"], order
        return found


@contextmanager
def a_warm_process(place: Workplace, sink: Sink) -> Iterator[Warm]:
    """Give a warm process for a register."""
    url = place.engine.url.render_as_string(hide_password=False)
    command = [sys.executable, "-m", "tests.faults.warm", url, str(place.home), sink.url]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        try:
            yield Warm(process)
        finally:
            process.kill()


def asked(place: Workplace, question: str) -> list[Any]:
    """Return the rows that answer a question."""
    with place.reading() as connection:
        return list(connection.execute(text(question)))


def planned(place: Workplace) -> set[tuple[Any, ...]]:
    """Return the key of every reminder that is still to come."""
    return {tuple(row) for row in asked(place, "SELECT round_id, rung, due_on, mailbox_id FROM agenda")}


def ledger(place: Workplace) -> Counter[tuple[Any, ...]]:
    """Return the key of every reminder that was decided, with how often it stands there."""
    return Counter(tuple(row) for row in asked(place, "SELECT round_id, rung, due_on, mailbox_id FROM reminder"))


def halves(place: Workplace) -> list[Any]:
    """Return every state of which one half is there and the other is not; there must be none at any moment.

    A mail that failed for good may stand alone: what it told is owed anew, and told in another.
    What was dropped and did not arrive may be planned again: it is owed after a hold.
    """
    return asked(
        place,
        """
        SELECT 'owed without a message', r.id FROM reminder r
        WHERE r.outcome IN ('owed', 'by_hand') AND r.message_id IS NULL
        UNION ALL
        SELECT 'message without a reminder', m.id FROM message m
        WHERE m.state NOT IN ('dropped', 'failed') AND NOT EXISTS (SELECT 1 FROM reminder r WHERE r.message_id = m.id)
        UNION ALL
        SELECT 'both planned and decided', r.id FROM reminder r JOIN agenda a ON a.round_id = r.round_id
        AND a.rung = r.rung AND a.due_on = r.due_on AND a.mailbox_id = r.mailbox_id
        LEFT JOIN message m ON m.id = r.message_id WHERE r.outcome <> 'dropped'
        OR m.state NOT IN ('queued', 'held', 'temporary_failure', 'dropped', 'failed')
        UNION ALL
        SELECT 'sent without a try', m.id FROM message m
        WHERE m.state = 'sent' AND NOT EXISTS (SELECT 1 FROM attempt t WHERE t.message_id = m.id AND t.outcome = 'sent')
        UNION ALL
        SELECT 'address without bytes', m.id FROM message m WHERE (m.raw IS NULL) <> (m.to_address IS NULL)
        """,
    )


def sound(place: Workplace) -> bool:
    """Return whether the database itself finds nothing wrong."""
    if place.engine.dialect.name != "sqlite":
        return asked(place, "SELECT count(*) FROM pg_index WHERE NOT indisvalid")[0][0] == 0
    return asked(place, "PRAGMA integrity_check") == [("ok",)] and not asked(place, "PRAGMA foreign_key_check")
