"""A warm process that makes mornings: each in a child of its own, which may be killed at any moment.

    python warm.py URL HOME SMTP_URL

It reads orders, a line of JSON each: ``day``, ``minute`` (so that each try has an instant of its own), and ``after``,
one entry for each child that is to run at once: after how many seconds it is killed, or null. It answers with a line of
JSON: ``killed`` and ``failed`` (how many) and ``took`` (seconds). An order may also say ``commit`` and ``when``
(``before`` or ``after``): the child then kills itself there.
"""

import json
import os
import signal
import sys
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from casework import delivery, morning
from casework.values import Hand
from casework.workplace import Workplace
from models import register
from models.database import make_engine
from notifications.carrier import carrier_for
from notifications.transports import smtp
from sources.store import Store

READY = (smtp, register)
"""Imported before the first child, so that none of them pays for it."""


def morning_of(url: str, home: Path, smtp_url: str, order: dict[str, Any]) -> None:
    """Make a morning: check, then deliver."""
    engine = make_engine(url)
    if order.get("commit"):
        dies_at_commit(order["commit"], order["when"])
    place = Workplace(engine, home, Store(home / "papers"))
    on = date.fromisoformat(order["day"])
    at = datetime(on.year, on.month, on.day, 9, tzinfo=UTC) + timedelta(minutes=order["minute"])
    hand = Hand(actor="griffier", on=on, at=at)
    morning.check(place, hand)
    with carrier_for(smtp_url, home / "outgoing", "", ()) as carrier:
        delivery.deliver(place, carrier, hand, confirmed=True)


def dies_at_commit(commit: int, when: str) -> None:
    """Let the process kill itself just before its n-th commit, or once it is done."""
    done = [0]

    @event.listens_for(Engine, "commit")
    def before(_: Any) -> None:
        done[0] += 1
        if when == "before" and done[0] == commit:
            os.kill(os.getpid(), signal.SIGKILL)

    @event.listens_for(Engine, "begin")
    def after(_: Any) -> None:
        if when == "after" and done[0] == commit:
            os.kill(os.getpid(), signal.SIGKILL)


def child(url: str, home: Path, smtp_url: str, order: dict[str, Any]) -> int:
    """Return the process that makes a morning."""
    pid = os.fork()
    if pid:
        return pid
    try:
        morning_of(url, home, smtp_url, order)
        os._exit(0)
    except BaseException as problem:  # noqa: BLE001 - whatever it is, the test must hear of it
        print(repr(problem), file=sys.stderr, flush=True)  # noqa: T201
        os._exit(1)


def carried_out(url: str, home: Path, smtp_url: str, order: dict[str, Any]) -> dict[str, Any]:
    """Return what became of an order."""
    begun = time.monotonic()
    running = {child(url, home, smtp_url, order): after for after in order["after"]}
    killed = failed = 0
    while running:
        for pid, after in list(running.items()):
            if after is not None and time.monotonic() - begun >= after:
                os.kill(pid, signal.SIGKILL)
            ended, status = os.waitpid(pid, os.WNOHANG)
            if ended:
                del running[pid]
                killed += os.WIFSIGNALED(status)
                failed += os.WIFEXITED(status) and os.WEXITSTATUS(status) != 0
        time.sleep(0.0005)
    return {"killed": killed, "failed": failed, "took": time.monotonic() - begun}


if __name__ == "__main__":
    where = (sys.argv[1], Path(sys.argv[2]), sys.argv[3])
    for line in sys.stdin:
        print(json.dumps(carried_out(*where, json.loads(line))), flush=True)  # noqa: T201
