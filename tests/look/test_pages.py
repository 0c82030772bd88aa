"""The run list, a form and a run, seen through a browser; the pictures are kept to be looked at."""

import re
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from config import clock
from engine.links import case_url
from procedure.wording import plain_date, short_date
from tests.engine import letters
from tests.engine.live import Json, Live, until

pytestmark = pytest.mark.look

REGISTER = "Verzoek inschrijven/brief verzonden"


@pytest.fixture(scope="module")
def history(live: Live, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A case of two weeks ago, told by acts on the command line; its number."""
    asked, today = clock.today() - timedelta(days=14), clock.today()
    folder = tmp_path_factory.mktemp("letters")
    (folder / "verzoek.txt").write_text(letters.request(plain_date(asked)), encoding="utf-8")
    (folder / "antwoord.txt").write_text(letters.reply(plain_date(today), plain_date(asked)), encoding="utf-8")
    by = ("--by", "M. de Bruin")
    live.griffie("request", str(folder / "verzoek.txt"), "--as-of", asked.isoformat(), *by)
    case = next(iter(re.findall(r"EK-\d{4}-\d{3}", live.griffie("cases"))))
    live.griffie("note", case, "Gebeld met de parlementaire desk.", *by)
    live.griffie("check", *by)
    live.griffie("receive", str(folder / "antwoord.txt"), "--case", case, *by)
    live.griffie("publish", case, "--adopted-on", today.isoformat(), "--clerk", "W. de Boer", *by)
    live.run("Termijnen nalopen/met de hand", dry_run=True)
    until(lambda: len(live.tagged(f"case:{case}")) > 4, within=60)
    return case


@pytest.fixture(scope="module")
def waiting(live: Live) -> int:
    """The number of a request letter that waits in the intake box."""
    return live.drop(
        "brief-aan-de-minister.txt", letters.request(plain_date(clock.today()), subject="Gezinshereniging")
    )


def asked_hosts(page: Page) -> set[str]:
    """Return the set into which every host goes that the page asks something of."""
    hosts: set[str] = set()
    page.on("request", lambda request: hosts.update(host_of(request.url)))
    page.on("websocket", lambda socket: hosts.update(host_of(socket.url)))
    return hosts


def host_of(url: str) -> set[str]:
    """Return the host of an address; data and blobs have none."""
    return {host} if (host := urlsplit(url).hostname) else set()


def test_the_runs_of_a_case_read_like_a_diary(live: Live, page: Page, history: str, shots: Path) -> None:
    hosts = asked_hosts(page)
    page.goto(case_url(live.arrangement.address, history))
    for told in ("verzoek ingeschreven", "antwoord", "gepubliceerd"):
        expect(page.get_by_text(re.compile(f"{history} · .*{told}")).first).to_be_visible(timeout=30_000)
    expect(page.get_by_text("Past 7 days")).to_have_count(0)
    page.screenshot(path=shots / "case.png", full_page=True)
    assert hosts == {"127.0.0.1"}


def test_a_request_is_registered_through_the_form(
    live: Live, page: Page, history: str, waiting: int, shots: Path
) -> None:
    hosts = asked_hosts(page)
    deployment = live.deployments()[REGISTER]["id"]
    before = {run["id"] for run in live.runs()}
    page.goto(f"{live.arrangement.address}/deployments/deployment/{deployment}/run")
    expect(page.get_by_text("Nummer in het postvak")).to_be_visible(timeout=30_000)
    for label in ("Commissies", "Geadresseerden", "Dagtekening", "Uiterste datum", "Vertrouwelijk", "Uw naam"):
        expect(page.get_by_text(label, exact=False).first).to_be_visible()
    page.screenshot(path=shots / "form.png", full_page=True)
    page.locator("input[type=number]").first.fill(str(waiting))
    page.keyboard.press("Tab")
    page.wait_for_timeout(1_000)
    page.get_by_role("button", name="Submit").click()

    def mine() -> list[Json]:
        return [run for run in live.runs() if run["id"] not in before and run["parameters"].get("paper") == waiting]

    until(mine)
    ended = live.ended(mine()[0]["id"])
    assert ended["state_name"] == "Completed", ended["state"]["message"]
    assert ended["name"].endswith(f"antwoord uiterlijk {short_date(clock.today() + timedelta(weeks=2))}")
    page.goto(f"{live.arrangement.address}/runs/flow-run/{ended['id']}?tab=Details")
    expect(page.get_by_text(ended["name"]).first).to_be_visible(timeout=30_000)
    page.screenshot(path=shots / "run.png", full_page=True)
    page.goto(f"{live.arrangement.address}/runs/flow-run/{ended['id']}")
    page.wait_for_timeout(4_000)
    page.screenshot(path=shots / "log.png", full_page=True)
    assert hosts == {"127.0.0.1"}


def test_the_whole_list_and_the_deployments_are_pictured(live: Live, page: Page, history: str, shots: Path) -> None:
    hosts = asked_hosts(page)
    for name, path in (("runs", "/runs"), ("deployments", "/deployments"), ("home", "/")):
        page.goto(f"{live.arrangement.address}{path}")
        page.wait_for_timeout(4_000)
        page.screenshot(path=shots / f"{name}.png", full_page=True)
    assert hosts == {"127.0.0.1"}
