"""The safety net: a run that sends what was left behind, made only where something could leave now."""

from datetime import UTC, datetime, timedelta
from urllib.parse import quote

from casework.left_behind import could_leave
from casework.values import Hand
from casework.workplace import Workplace
from config.clock import AMSTERDAM
from engine.api import Api
from engine.place import carrier
from engine.settings import BY_SCHEDULE
from procedure.wording import short_date

DELIVERS, NET = "Herinneringen versturen", "vangnet"
CHECKS = "Termijnen nalopen"
"""The flow that delivers too, after its check."""

UNENDED = ("SCHEDULED", "PENDING", "RUNNING", "CANCELLING")
EVERY = timedelta(hours=1)
PAST_THE_HOUR = timedelta(minutes=20)
"""A look falls well after eleven, when the check of the day runs."""


def hour_of(at: datetime) -> datetime:
    """Return the beginning of the hour, from twenty past to twenty past, in which an instant lies."""
    return (at.astimezone(UTC) - PAST_THE_HOUR).replace(minute=0, second=0, microsecond=0) + PAST_THE_HOUR


def rescue(api: Api, place: Workplace, hand: Hand, *, confirmed: bool = False) -> str | None:
    """Return the run that sends what was left behind; None where nothing could leave, or a run on its way sends it.

    However often, and by whom, one hour makes one run.
    """
    with carrier(place) as through:
        server = through.server
    if not could_leave(place, hand, server=server, confirmed=confirmed):
        return None
    hour = hour_of(hand.at)
    if _on_its_way(api, DELIVERS, before=hour + EVERY) or _on_its_way(api, CHECKS, before=hand.at):
        return None
    deployment = api.get(f"/deployments/name/{quote(DELIVERS)}/{quote(NET)}")
    here = hand.at.astimezone(AMSTERDAM)
    made = api.post(
        f"/deployments/{deployment['id']}/create_flow_run",
        {
            "name": f"{short_date(here.date())} {here:%H:%M} · wat bleef liggen",
            "parameters": {"by": BY_SCHEDULE},
            "idempotency_key": f"left behind {hour.astimezone(AMSTERDAM).isoformat()}",
            "state": {"type": "SCHEDULED"},
        },
    )
    return str(made["id"])


def _on_its_way(api: Api, flow: str, *, before: datetime) -> bool:
    """Return whether a run of a flow is under way, or planned to begin before an instant."""
    where = {"state": {"type": {"any_": list(UNENDED)}}, "expected_start_time": {"before_": before.isoformat()}}
    asked = {"limit": 1, "flows": {"name": {"any_": [flow]}}, "flow_runs": where}
    return bool(api.post("/flow_runs/filter", asked))
