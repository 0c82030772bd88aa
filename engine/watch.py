"""What the engine does while it runs: acts done elsewhere into the history, fresh lists in the forms, a safety net."""

import sys
import time
from datetime import datetime
from typing import Any

from httpx import HTTPError
from sqlalchemy.exc import SQLAlchemyError

from casework import history as diary
from casework.errors import CaseworkError
from casework.values import Hand
from casework.watching import watch
from casework.workplace import Workplace
from config import clock
from config.clock import AMSTERDAM
from config.errors import ConfigError
from config.settings import settings
from engine.api import Api
from engine.choices import Choices, choices
from engine.forms import patched
from engine.history import write_run
from engine.place import carrier
from engine.rescue import hour_of, rescue
from engine.settings import BY_SCHEDULE
from models.errors import ModelsError
from notifications.errors import NotificationsError
from procedure.errors import ProcedureError
from procedure.watching import Bell
from procedure.wording import short_date

PLANNED = "· gepland"


class Watch:
    """Looks every few seconds; what the server does not take now is tried again at the next look."""

    every_seconds = 3.0
    forms_every_seconds = 60.0
    guard_every_seconds = 60.0

    def __init__(self, api: Api, place: Workplace, *, confirmed: bool = False) -> None:
        """Keep the connections; the first look also refreshes the forms, and sends what was left behind.

        ``confirmed`` says that a mail server that was not used before may be used.
        """
        self._api = api
        self._place = place
        self._listed: Choices = {}
        self._renewed_at = float("-inf")
        self._guarded_at = float("-inf")
        self._confirmed = confirmed
        self._looked_in: datetime | None = None

    def look(self) -> None:
        """Do what is to be done now."""
        if time.monotonic() - self._guarded_at > self.guard_every_seconds:
            self.guard()
            self._guarded_at = time.monotonic()
        try:
            self.write_history()
            listed = choices(self._place, on=clock.today())
            if listed != self._listed or time.monotonic() - self._renewed_at > self.forms_every_seconds:
                refresh_forms(self._api, listed)
                name_planned(self._api)
                self._listed, self._renewed_at = listed, time.monotonic()
            self.rescue()
        except (ModelsError, SQLAlchemyError) as busy:
            print(f"  Het register antwoordt niet ({busy}); straks opnieuw.", file=sys.stderr, flush=True)  # noqa: T201
        except HTTPError as away:
            print(f"  Prefect antwoordt niet ({away}); straks opnieuw.", file=sys.stderr, flush=True)  # noqa: T201

    def guard(self) -> None:
        """Look whether the terms are still checked, and raise the alarm where they are not; Prefect is not asked."""
        place = self._place
        try:
            found = watch(
                place.home, lambda: place, lambda: carrier(place), to=settings(place.home).alarm_to, at=clock.now()
            )
        except (ConfigError, OSError) as problem:
            print(f"  De bewaking kan niet kijken ({problem}); straks opnieuw.", file=sys.stderr, flush=True)  # noqa: T201
            return
        for said in (*found.health.problems, *found.told) if found.bell is not Bell.QUIET else ():
            print(f"  {said}", file=sys.stderr, flush=True)  # noqa: T201

    def rescue(self) -> None:
        """Once an hour, and at the start: have a run send what was left behind, where anything could leave."""
        now = clock.reading()
        hour = hour_of(now.wall)
        if hour == self._looked_in:
            return
        try:
            rescue(
                self._api,
                self._place,
                Hand(BY_SCHEDULE, now.wall.date(), now.wall, clock=now),
                confirmed=self._confirmed,
            )
        except (CaseworkError, ConfigError, NotificationsError, ProcedureError) as problem:
            print(f"  Wat bleef liggen, kan niet worden verstuurd ({problem}).", file=sys.stderr, flush=True)  # noqa: T201
        self._looked_in = hour

    def write_history(self) -> int:
        """Write every act that no run shows yet; return how many."""
        acts = diary.unwritten(self._place)
        for act in acts:
            diary.written(self._place, act.act_id, write_run(self._api, act))
        return len(acts)


def refresh_forms(api: Api, listed: Choices) -> int:
    """Bring labels and choices of every form up to date; return how many changed."""
    changed = 0
    for deployment in api.post("/deployments/filter", {"limit": 200}):
        before: dict[str, Any] = deployment["parameter_openapi_schema"]
        after = patched(before, listed)
        if after != before:
            api.patch(f"/deployments/{deployment['id']}", {"parameter_openapi_schema": after})
            changed += 1
    return changed


def name_planned(api: Api) -> int:
    """Name the runs that the schedules made ahead by their moment in Amsterdam; return how many needed it."""
    planned = api.post(
        "/flow_runs/filter",
        {
            "sort": "EXPECTED_START_TIME_ASC",
            "limit": 200,
            "flow_runs": {"state": {"name": {"any_": ["Scheduled"]}}, "tags": {"all_": ["auto-scheduled"]}},
        },
    )
    unnamed = [run for run in planned if not run["name"].endswith(PLANNED)]
    for run in unnamed:
        at = datetime.fromisoformat(run["expected_start_time"]).astimezone(AMSTERDAM)
        api.patch(f"/flow_runs/{run['id']}", {"name": f"{short_date(at.date())} {at:%H:%M} {PLANNED}"})
    return len(unnamed)
