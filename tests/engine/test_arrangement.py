"""What the engine decides without a server: whether it may start, how Prefect is set, what forms and links say."""

import logging
import os
import socket
import stat
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from casework import lookup
from casework.workplace import Workplace
from config import clock
from desk import cli
from engine.children import start
from engine.choices import choices
from engine.errors import AlreadyUp, BadAuth, NoProject, OpenToOthers, PortTaken
from engine.forms import patched
from engine.history import FLOW_OF, UPDATED
from engine.links import case_url
from engine.quiet import Diary, configure
from engine.room import only_one, port_free
from engine.settings import Arrangement, checked, environment, is_loopback
from engine.up import up
from models.offices import Committee
from procedure.vocabulary import Verb
from tests.engine.live import free_port

EVERYWHERE = "0.0.0.0"  # noqa: S104 - refused, which is the point


@pytest.mark.parametrize(
    ("host", "alone"),
    [
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("::1", True),
        ("localhost", True),
        (EVERYWHERE, False),
        ("192.168.1.20", False),
        ("griffie.example.org", False),
    ],
)
def test_only_loopback_is_reached_by_this_machine_alone(host: str, alone: bool) -> None:
    assert is_loopback(host) is alone


def test_an_address_that_others_reach_needs_a_password(tmp_path: Path) -> None:
    with pytest.raises(OpenToOthers, match="GRIFFIE_API_AUTH"):
        checked(Arrangement(tmp_path, host=EVERYWHERE))
    assert checked(Arrangement(tmp_path, host=EVERYWHERE, auth="griffie:geheim")).auth


def test_half_a_password_and_a_folder_without_project_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadAuth):
        checked(Arrangement(tmp_path, auth="griffie"))
    with pytest.raises(NoProject):
        checked(Arrangement(tmp_path, root=tmp_path))


def test_the_command_refuses_an_open_address_with_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GRIFFIE_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("GRIFFIE_API_AUTH", raising=False)
    assert cli.main(["up", "--host", EVERYWHERE, "--port", str(free_port())]) == 2
    assert capsys.readouterr().err.count("GRIFFIE_API_AUTH") == 1


def test_a_port_on_which_another_listens_is_refused() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(PortTaken, match="--port"):
            port_free("127.0.0.1", other.getsockname()[1])


def test_a_second_start_on_the_same_home_says_where_the_first_runs(tmp_path: Path) -> None:
    arrangement = Arrangement(tmp_path, port=4321)
    with only_one(arrangement), pytest.raises(AlreadyUp, match=r"http://127\.0\.0\.1:4321"), only_one(arrangement):
        pass
    with only_one(arrangement):
        pass


def test_home_and_logs_are_for_their_owner_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "home"
    monkeypatch.setenv("GRIFFIE_HOME", str(home))
    before = os.umask(0o022)
    try:
        assert up(host=EVERYWHERE, port=free_port()) == 2  # refused, after the home was made
        arrangement = Arrangement(home)
        with only_one(arrangement):
            child = start("server", ["-c", "print('gestart')"], os.environ, arrangement.logs / "server.log", tmp_path)
            child.process.wait(30)
            child.stop(0)
    finally:
        os.umask(before)
    for made in (home, arrangement.logs, arrangement.folder):
        assert stat.S_IMODE(made.stat().st_mode) == 0o700, made
    assert child.tail() == "gestart"
    assert stat.S_IMODE(child.log.stat().st_mode) == 0o600


def test_a_log_that_was_open_to_others_is_closed_to_them(tmp_path: Path) -> None:
    log = tmp_path / "server.log"
    log.touch(mode=0o644)
    log.chmod(0o644)
    child = start("server", ["-c", ""], os.environ, log, tmp_path)
    child.process.wait(30)
    child.stop(0)
    assert stat.S_IMODE(log.stat().st_mode) == 0o600


def test_settings_of_another_server_do_not_leak_in(tmp_path: Path) -> None:
    around = {"PREFECT_API_URL": "https://elsewhere.example.org/api", "PREFECT_API_KEY": "x", "PATH": "/bin"}
    made = environment(Arrangement(tmp_path, port=4321), around)
    assert made["PREFECT_API_URL"] == "http://127.0.0.1:4321/api"
    assert "PREFECT_API_KEY" not in made
    assert made["PATH"].endswith("/bin")
    assert str(tmp_path) in made["PREFECT_SERVER_DATABASE_CONNECTION_URL"]


def test_prefect_is_closed_silent_and_finds_its_own_api(tmp_path: Path) -> None:
    made = environment(Arrangement(tmp_path, port=4321), {})
    assert made["PREFECT_SERVER_CSRF_PROTECTION_ENABLED"] == "true"
    assert "*" not in made["PREFECT_SERVER_CORS_ALLOWED_ORIGINS"]
    assert made["PREFECT_SERVER_ANALYTICS_ENABLED"] == "false"
    assert made["PREFECT_SERVER_UI_V2_ENABLED"] == "false"
    assert made["PREFECT_SERVER_UI_API_URL"] == "/api"
    assert "PREFECT_API_AUTH_STRING" not in made
    assert environment(Arrangement(tmp_path, auth="a:b"), {})["PREFECT_SERVER_API_AUTH_STRING"] == "a:b"


def test_another_database_for_prefect_is_taken_from_the_surroundings(tmp_path: Path) -> None:
    around = {"PREFECT_SERVER_DATABASE_CONNECTION_URL": "postgresql+asyncpg://x/prefect"}
    assert environment(Arrangement(tmp_path), around) | around == environment(Arrangement(tmp_path), around)


SCHEMA = {
    "properties": {
        "committees": {"type": "array", "items": {"type": "string"}, "default": [], "title": "committees"},
        "further": {"type": "string", "default": "", "title": "further"},
        "dated": {"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}], "default": None, "title": "dated"},
    }
}


def test_a_form_has_dutch_labels_plain_dates_and_the_registers_choices() -> None:
    fields = patched(SCHEMA, {"committees": ["Financiën"], "cases": ["EK-2018-001"]})["properties"]
    assert fields["committees"]["title"] == "Commissies (de eerste is leidend)"
    assert fields["committees"]["items"] == {"type": "string", "enum": ["Financiën"]}
    assert fields["further"]["enum"] == ["", "EK-2018-001"]
    assert fields["dated"] == {"type": "string", "format": "date", "title": "Dagtekening"}


def test_patching_a_form_again_follows_the_register() -> None:
    once = patched(SCHEMA, {"committees": ["Financiën"], "cases": ["EK-2018-001"]})
    assert patched(once, {"committees": ["Financiën"], "cases": ["EK-2018-001"]}) == once
    assert patched(once, {}) == patched(SCHEMA, {})


def test_the_small_office_gives_every_list_of_the_forms(place: Workplace) -> None:
    listed = choices(place, on=clock.today())
    assert "Immigratie en Asiel / JBZ-Raad (EK IA-JBZ)" in listed["committees"]
    assert listed["offices"]
    assert listed["cases"] == listed["open_cases"] == []


def _named(committee: Committee) -> str:
    return f"{committee.chamber} {committee.code})"


def test_every_committee_that_a_form_offers_is_one_that_the_register_takes(place: Workplace) -> None:
    listed = choices(place, on=clock.today())["committees"]
    with place.transaction() as session:
        found = [_named(lookup.find_committee(session, name, on=clock.today())) for name in listed]
    assert "Financiën (EK FIN)" in listed
    assert "Financiën (TK FIN)" in listed
    assert [name.rpartition(" (")[2] for name in listed] == found


def test_every_verb_has_a_flow_to_stand_under() -> None:
    assert {FLOW_OF.get(verb, UPDATED) for verb in Verb} >= {UPDATED, "Verzoek inschrijven", "Termijnen nalopen"}


def test_a_link_opens_every_run_of_a_case() -> None:
    at = "http://127.0.0.1:4200"
    assert parse_qs(urlsplit(case_url(at, "EK-2018-001", days=30)).query) == {
        "tag": ["case:EK-2018-001"],
        "type": ["span"],
        "seconds": ["-2592000"],
    }


@pytest.mark.parametrize(
    ("message", "level", "kept"),
    [
        ("Executing deployment step: set_working_directory", logging.INFO, False),
        ("View at http://127.0.0.1:4200/runs/flow-run/x", logging.INFO, False),
        ("Finished in state Completed('Zaak EK-2018-001')", logging.INFO, False),
        ("Zaak EK-2018-001 is ingeschreven.", logging.INFO, True),
        ("Finished in state Failed('Er is geen stuk 9.')", logging.ERROR, True),
        ("Deployment step 'x' went wrong", logging.ERROR, True),
    ],
)
def test_the_log_of_a_run_is_kept_free_of_housekeeping(message: str, level: int, kept: bool) -> None:
    assert Diary().filter(logging.LogRecord("prefect.flow_runs", level, "", 0, message, (), None)) is kept


def test_the_filter_stands_in_the_configuration_that_prefect_reads(tmp_path: Path) -> None:
    configure(tmp_path)
    text = (tmp_path / "logging.yml").read_text(encoding="utf-8")
    assert "engine.quiet.Diary" in text
    assert text.count("filters: [diary]") == text.count("engine.quiet.OneLine") == 1
