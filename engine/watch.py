"""What the engine does while it runs: writes acts done elsewhere into the history, and keeps the forms' lists fresh."""

import sys
import time
from datetime import datetime
from typing import Any

from httpx import HTTPError
from sqlalchemy.exc import SQLAlchemyError

from casework import history as diary
from casework.workplace import Workplace
from config import clock
from config.clock import AMSTERDAM
from engine.api import Api
from engine.choices import Choices, choices
from engine.forms import patched
from engine.history import write_run
from models.errors import ModelsError
from procedure.wording import short_date

PLANNED = "· gepland"


class Watch:
    """Looks every few seconds; what the server does not take now is tried again at the next look."""

    every_seconds = 3.0
    forms_every_seconds = 60.0

    def __init__(self, api: Api, place: Workplace) -> None:
        """Keep the connections; the first look also refreshes the forms."""
        self._api = api
        self._place = place
        self._listed: Choices = {}
        self._renewed_at = float("-inf")

    def look(self) -> None:
        """Do what is to be done now."""
        try:
            self.write_history()
            listed = choices(self._place, on=clock.today())
            if listed != self._listed or time.monotonic() - self._renewed_at > self.forms_every_seconds:
                refresh_forms(self._api, listed)
                name_planned(self._api)
                self._listed, self._renewed_at = listed, time.monotonic()
        except (ModelsError, SQLAlchemyError) as busy:
            print(f"  Het register antwoordt niet ({busy}); straks opnieuw.", file=sys.stderr, flush=True)  # noqa: T201
        except HTTPError as away:
            print(f"  Prefect antwoordt niet ({away}); straks opnieuw.", file=sys.stderr, flush=True)  # noqa: T201

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
