"""What becomes of runs at both ends: those a stop would leave unfinished, and those a crash left behind."""

import os
import socket
import time
from collections.abc import Callable
from typing import Any

from engine.api import Api
from engine.settings import POOL

ACTIVE = ("PENDING", "RUNNING", "CANCELLING")
LOOK_EVERY_SECONDS = 0.5
CANCEL_SECONDS = 8.0

Run = dict[str, Any]


def active(api: Api) -> list[Run]:
    """Return the runs of our pool that a process should be working on."""
    found: list[Run] = api.post(
        "/flow_runs/filter",
        {
            "sort": "START_TIME_DESC",
            "limit": 200,
            "flow_runs": {"state": {"type": {"any_": list(ACTIVE)}}},
            "work_pools": {"name": {"any_": [POOL]}},
        },
    )
    return found


def set_state(api: Api, run: Run, kind: str, message: str) -> None:
    """Give a run a state, whatever its present one allows."""
    state = {"type": kind, "name": kind.capitalize(), "message": message}
    api.post(f"/flow_runs/{run['id']}/set_state", {"state": state, "force": True})


def finish(api: Api, *, patience: float, hurried: Callable[[], bool]) -> int:
    """Take no new runs, let the active ones end, cancel the rest; return how many were cancelled."""
    api.patch(f"/work_pools/{POOL}", {"is_paused": True})
    if _gone(api, patience, hurried):
        return 0
    cut_short = active(api)
    for run in cut_short:
        set_state(api, run, "CANCELLING", "Griffie wordt gestopt.")
    if not _gone(api, CANCEL_SECONDS, lambda: False):
        for run in active(api):
            set_state(api, run, "CANCELLED", "Griffie werd gestopt terwijl deze run liep; start hem opnieuw.")
    return len(cut_short)


def _gone(api: Api, patience: float, hurried: Callable[[], bool]) -> bool:
    until = time.monotonic() + patience
    while active(api):
        if time.monotonic() > until or hurried():
            return False
        time.sleep(LOOK_EVERY_SECONDS)
    return True


def close_orphans(api: Api) -> int:
    """Settle the runs of this machine whose process is gone, before the worker starts; return how many there were.

    One that had not begun is planned anew. One that had is closed as crashed: what it did stands in the register, and
    running it again does no harm.
    """
    orphans = [run for run in active(api) if not _alive(run)]
    for run in orphans:
        if run["state_type"] == "PENDING":
            set_state(api, run, "SCHEDULED", "Opnieuw ingepland na een onderbreking.")
        else:
            set_state(api, run, "CRASHED", "Griffie stopte onverwacht terwijl deze run liep; hij mag opnieuw.")
    return len(orphans)


def _alive(run: Run) -> bool:
    """Return whether a run's process may still be there; one on another machine is left to its own worker."""
    host, _, number = str(run.get("infrastructure_pid") or "").rpartition(":")
    if not number.isdigit():
        return False
    if host and host != socket.gethostname():
        return True
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
