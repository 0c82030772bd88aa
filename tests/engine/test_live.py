"""What a server with our pinned versions must show: deployments, scheduled runs, and acts as a diary (R24)."""

import subprocess
import sys
from datetime import timedelta

import pytest
from httpx import HTTPStatusError

from config import clock
from engine.deployments import described
from procedure.wording import plain_date, short_date
from tests.engine import letters
from tests.engine.live import ROOT, Json, Live, alive, surroundings, until

REGISTER = "Verzoek inschrijven/brief verzonden"
RECEIVE = "Brief ontvangen/brief binnengekomen"
SEND = "Herinneringen versturen/met de hand"
INGEST = "Post innemen/met de hand"
CHECK = "Termijnen nalopen/met de hand"

DEPLOYED = [f"{entry['entrypoint'].partition(':')[2]}/{entry['name']}" for entry in described(ROOT)]


@pytest.fixture(scope="module")
def deployed(live: Live) -> str:
    """What Prefect's own command prints when it makes the deployments of prefect.yaml."""
    done = subprocess.run(
        [sys.executable, "-m", "prefect", "deploy", "--all", "--no-prompt"],
        cwd=ROOT,
        env=surroundings(live.home) | {"PREFECT_API_URL": live.arrangement.api, "COLUMNS": "300"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def every_minute(live: Live, deployed: str) -> str:
    """A deployment that a schedule starts at the next full minute; the id of the deployment."""
    deployment = live.deployments()[SEND]["id"]
    schedule = {"schedule": {"cron": "* * * * *", "timezone": "Europe/Amsterdam"}, "active": True, "slug": "proef"}
    live.api.post(f"/deployments/{deployment}/schedules", [schedule])
    return str(deployment)


@pytest.fixture(scope="module")
def registered(live: Live, every_minute: str) -> Json:
    """The run in which a request of today was registered from the form."""
    number = live.drop("verzoek.txt", letters.request(plain_date(clock.today())))
    return live.run(REGISTER, paper=number, by="M. de Bruin")


def case_of(run: Json) -> str:
    return next(tag.removeprefix("case:") for tag in run["tags"] if tag.startswith("case:"))


def test_the_server_is_healthy_once_ready_is_printed(live: Live) -> None:
    assert live.ready
    assert live.api.healthy()


def test_prefects_own_command_makes_every_deployment(live: Live, deployed: str) -> None:
    assert deployed.count("successfully created") == len(DEPLOYED)
    found = live.deployments()
    assert len(found) == len(DEPLOYED)
    assert {one["entrypoint"].partition(":")[2] + "/" + one["name"] for one in found.values()} == set(DEPLOYED)


def test_every_schedule_has_runs_made_ahead(live: Live, deployed: str) -> None:
    scheduled = {one["id"] for one in live.deployments().values() if one["schedules"]}
    assert scheduled

    def without() -> set[str]:
        ahead = live.runs(flow_runs={"state": {"type": {"any_": ["SCHEDULED"]}}}, sort="EXPECTED_START_TIME_ASC")
        return scheduled - {run["deployment_id"] for run in ahead}

    assert until(lambda: not without()), f"no run is planned for {without()}"


def test_a_run_from_the_form_registers_a_request_and_tells_what_came_of_it(live: Live, registered: Json) -> None:
    due = short_date(clock.today() + timedelta(weeks=2))
    case = case_of(registered)
    assert registered["state_type"] == "COMPLETED", registered["state"]["message"]
    assert registered["name"] == f"{case} · verzoek ingeschreven · antwoord uiterlijk {due}"
    assert {f"case:{case}", "ministry:JenV", "outcome:waiting"} <= set(registered["tags"])
    assert registered["parameters"]["paper"] > 0
    assert letters.SUBJECT not in str(registered["parameters"])
    assert case in live.griffie("cases")


def test_the_log_of_a_run_holds_sentences_and_no_housekeeping(live: Live, registered: Json) -> None:
    where = {"logs": {"flow_run_id": {"any_": [registered["id"]]}}, "sort": "TIMESTAMP_ASC"}
    until(lambda: len(live.api.post("/logs/filter", where)) > 1)
    told = [line["message"] for line in live.api.post("/logs/filter", where)]
    assert any(case_of(registered) in line for line in told)
    assert not [line for line in told if line.startswith(("Beginning", "Executing", "Finished"))]


def test_a_wrong_value_is_refused_before_there_is_a_run(live: Live, registered: Json) -> None:
    before = len(live.runs())
    with pytest.raises(HTTPStatusError) as refused:
        live.submit(REGISTER, paper="het eerste")
    assert refused.value.response.status_code == 409
    assert len(live.runs()) == before


def test_a_refusal_of_the_register_fails_with_a_dutch_sentence_and_no_traceback(live: Live, registered: Json) -> None:
    refused = live.run(REGISTER, paper=4711)
    assert refused["state_name"] == "Failed"
    assert refused["name"] == "stuk 4711 · niet ingeschreven"
    assert refused["state"]["message"].startswith("Er wacht geen stuk met nummer 4711")
    assert "outcome:refused" in refused["tags"]
    assert "Traceback" not in str(refused)


def test_the_same_paper_twice_does_no_harm(live: Live, registered: Json) -> None:
    again = live.run(REGISTER, **registered["parameters"])
    assert again["state_type"] == "FAILED"
    assert live.griffie("cases").count("EK-") == 1


def test_a_check_tells_its_day_and_what_it_found(live: Live, registered: Json) -> None:
    day = clock.today() + timedelta(weeks=2)
    shown = live.run(CHECK, day=day.isoformat(), dry_run=True)
    assert shown["state_type"] == "COMPLETED", shown["state"]["message"]
    assert short_date(day) in shown["name"]
    assert f"case:{case_of(registered)}" in shown["tags"]


def test_a_check_brings_calendars_and_news_up_to_date(live: Live, registered: Json) -> None:
    checked = live.run(CHECK)
    assert checked["state_type"] == "COMPLETED", checked["state"]["message"]
    assert case_of(registered) in (live.home / "feeds" / "alles.atom").read_text("utf-8")
    keys = [path.stem[-40:] for path in (live.home / "feeds").glob("agenda-*.ics")]
    assert len(keys) >= 2
    assert not any(key in f"{checked}" for key in keys)


def test_a_day_to_come_is_refused_unless_it_is_only_shown(live: Live, registered: Json) -> None:
    refused = live.run(CHECK, day=(clock.today() + timedelta(days=1)).isoformat())
    assert refused["state_type"] == "FAILED"
    assert "ligt in de toekomst" in refused["state"]["message"] or "na vandaag" in refused["state"]["message"]


def test_what_was_done_on_the_command_line_appears_once_as_a_finished_run(live: Live, registered: Json) -> None:
    case = case_of(registered)
    live.griffie("note", case, "Gebeld met de desk.", "--by", "M. de Bruin")

    def notes() -> list[Json]:
        return [run for run in live.tagged(f"case:{case}") if "antekening" in run["name"]]

    until(notes, within=30)
    (note,) = notes()
    assert note["state_type"] == "COMPLETED"
    assert note["name"].startswith(f"{case} · ")
    assert "M. de Bruin" in note["state"]["message"]
    assert "ministry:JenV" in note["tags"]


def test_the_forms_offer_what_the_register_holds(live: Live, registered: Json) -> None:
    def fields() -> Json:
        schema: Json = live.deployments()[RECEIVE]["parameter_openapi_schema"]["properties"]
        return schema

    case = case_of(registered)
    until(lambda: case in fields()["cases"]["items"].get("enum", []), within=90)
    assert case in fields()["cases"]["items"]["enum"]
    assert fields()["sender"]["title"] == "Afzender"
    assert "Minister van Justitie en Veiligheid" in fields()["sender"]["enum"]
    assert fields()["received"]["format"] == "date"


def test_a_scheduled_run_appears_and_runs_by_itself(live: Live, every_minute: str) -> None:
    def done() -> list[Json]:
        mine = {"deployments": {"id": {"any_": [every_minute]}}}
        return [run for run in live.runs(**mine) if run["auto_scheduled"] and run["state_type"] == "COMPLETED"]

    until(done, within=150)
    assert done(), "no scheduled run ever ran"
    assert done()[0]["name"].endswith(" · niets te versturen")


def test_a_stop_leaves_no_run_unfinished_and_no_process_and_the_next_start_goes_on(live: Live) -> None:
    under_way = live.submit(INGEST)
    until(lambda: live.api.get(f"/flow_runs/{under_way}")["state_type"] != "SCHEDULED")

    of_old = {"name": "elk uur", "flow_id": live.deployments()[SEND]["flow_id"]}
    live.api.post("/deployments/", of_old | {"schedules": [{"schedule": {"cron": "20 * * * *"}, "active": True}]})

    assert live.stop() == 0

    assert not alive(live.home)
    assert not {"RUNNING", "PENDING", "CANCELLING"} & live.states()

    live.start()

    assert "Herinneringen versturen/elk uur" not in live.deployments()
    assert live.api.get(f"/flow_runs/{under_way}")["state_type"] in {"COMPLETED", "CANCELLED", "SCHEDULED"}
    assert live.run(INGEST)["state_type"] == "COMPLETED"
