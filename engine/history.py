"""The run history for what was done elsewhere: each act as a run that has already ended."""

from collections.abc import Mapping

from casework.history import Unwritten
from config.clock import AMSTERDAM
from engine.api import Api
from procedure.vocabulary import Verb
from procedure.wording import hour, long_date

UPDATED = "Zaak bijwerken"

FLOW_OF: Mapping[Verb, str] = {
    Verb.REQUEST: "Verzoek inschrijven",
    Verb.FURTHER: "Verzoek inschrijven",
    Verb.RECEIVE: "Brief ontvangen",
    Verb.DEFER: "Uitstel vastleggen",
    Verb.REFUSE_DEFERRAL: "Uitstel vastleggen",
    Verb.TAKE_IN: "Post innemen",
    Verb.CHECK: "Termijnen nalopen",
    Verb.SEND: "Herinneringen versturen",
    Verb.CONFIRM_SERVER: "Herinneringen versturen",
    Verb.ADOPT: "Verslag vaststellen en publiceren",
    Verb.PUBLISH: "Verslag vaststellen en publiceren",
    Verb.REPRINT: "Verslag vaststellen en publiceren",
    Verb.LOAD_OFFICE: "Kantoorgegevens laden",
    Verb.FEED: "Agenda's en nieuws bijwerken",
    Verb.RECOMPUTE: "Termijnen herberekenen",
}
"""The flow under which an act stands in the list; what has no flow of its own is an update of its case."""

ELSEWHERE = "{actor} deed dit op {day} om {hour}, buiten Prefect om; hier achteraf bijgeschreven."


def write_run(api: Api, act: Unwritten) -> str:
    """Write a finished run for an act and return its id; the same act again returns the same run."""
    flow = api.post("/flows/", {"name": FLOW_OF.get(act.verb, UPDATED)})
    made = api.post(
        "/flow_runs/",
        {
            "flow_id": flow["id"],
            "name": act.title,
            "tags": sorted(act.tags),
            "idempotency_key": f"act:{act.act_id}",
            "state": {"type": "COMPLETED", "name": "Completed", "message": _told(act)},
        },
    )
    return str(made["id"])


def _told(act: Unwritten) -> str:
    at = act.at.astimezone(AMSTERDAM)
    return ELSEWHERE.format(actor=act.actor, day=long_date(at.date()), hour=hour(at))
