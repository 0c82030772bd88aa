"""What Prefect demands of flow files, and what the house promises of deployments."""

import ast
import sys
from importlib.metadata import packages_distributions
from operator import itemgetter
from pathlib import Path
from typing import Any

import pytest
import yaml
from prefect.flows import Flow, load_flow_from_entrypoint
from prefect.utilities.callables import parameter_schema

from engine.forms import LABELS

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted((ROOT / "flows").glob("[!_]*.py"))
HELPERS = {f"flows.{path.stem}" for path in (ROOT / "flows").glob("_[!_]*.py")}
ROOMS = {
    "procedure",
    "documents",
    "models",
    "notifications",
    "sources",
    "casework",
    "config",
    "flows",
    "engine",
    "desk",
}
DEPLOYMENTS: list[dict[str, Any]] = yaml.safe_load((ROOT / "prefect.yaml").read_text(encoding="utf-8"))["deployments"]
SCHEDULED = [entry for entry in DEPLOYMENTS if "schedules" in entry]
ENTRYPOINTS = sorted({entry["entrypoint"] for entry in DEPLOYMENTS})


def loaded(entrypoint: str, monkeypatch: pytest.MonkeyPatch) -> Flow[..., Any]:
    """Return a flow as a worker loads it, without the path entries and the module that this leaves behind."""
    monkeypatch.chdir(ROOT)
    monkeypatch.syspath_prepend(str(ROOT))
    flow = load_flow_from_entrypoint(entrypoint, use_placeholder_flow=False)
    sys.modules.pop(Path(entrypoint.partition(":")[0]).stem, None)
    return flow


def test_every_flow_file_has_a_deployment() -> None:
    assert {f"flows/{path.name}:{path.stem}" for path in FILES} == set(ENTRYPOINTS)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_flow_file_hides_another_module(path: Path) -> None:
    assert path.stem not in sys.stdlib_module_names | set(packages_distributions()) | ROOMS


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_flow_file_is_thin_and_asks_no_other_flow_file(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    imported = {node.module for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ImportFrom)}
    assert len(source.splitlines()) <= 80
    assert {module for module in imported if module and module.startswith("flows")} <= HELPERS
    assert not [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ImportFrom) and node.level]


@pytest.mark.parametrize("entrypoint", ENTRYPOINTS)
def test_every_entrypoint_is_an_async_flow_with_a_dutch_name(entrypoint: str, monkeypatch: pytest.MonkeyPatch) -> None:
    flow = loaded(entrypoint, monkeypatch)
    assert flow.isasync
    assert flow.name[0].isupper()
    assert "_" not in flow.name
    assert not flow.retries, "a refusal must not be repeated, and a crash never is"


@pytest.mark.parametrize("entrypoint", ENTRYPOINTS)
def test_every_parameter_has_a_label_and_a_help_text(entrypoint: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, field in parameter_schema(loaded(entrypoint, monkeypatch)).properties.items():
        assert name in LABELS
        assert field["description"].endswith("."), name


@pytest.mark.parametrize("entry", DEPLOYMENTS, ids=itemgetter("entrypoint", "name"))
def test_every_deployment_says_what_it_is_for_and_checks_its_form(entry: dict[str, Any]) -> None:
    assert entry["description"].strip()
    assert entry["tags"]
    assert not [tag for tag in entry["tags"] if "," in tag]
    assert entry["enforce_parameter_schema"] is True
    assert entry["work_pool"]["name"] == "griffie"


@pytest.mark.parametrize("entry", SCHEDULED, ids=itemgetter("entrypoint", "name"))
def test_every_schedule_keeps_to_amsterdam_outside_the_hours_of_a_clock_change(entry: dict[str, Any]) -> None:
    assert entry["concurrency_limit"] == {"limit": 1, "collision_strategy": "CANCEL_NEW"}
    for schedule in entry["schedules"]:
        hours = schedule["cron"].split()[1]
        assert schedule["timezone"] == "Europe/Amsterdam"
        assert schedule["slug"]
        assert int(hours.partition("-")[0]) >= 3


@pytest.mark.parametrize("entry", [e for e in DEPLOYMENTS if e not in SCHEDULED], ids=itemgetter("entrypoint", "name"))
def test_what_a_person_starts_is_never_called_off(entry: dict[str, Any]) -> None:
    assert entry.get("concurrency_limit", {}).get("collision_strategy") != "CANCEL_NEW"


def test_the_check_runs_every_day_and_the_post_before_it() -> None:
    crons = {entry["entrypoint"]: [one["cron"] for one in entry["schedules"]] for entry in SCHEDULED}
    assert crons["flows/check_deadlines.py:check_deadlines"] == ["0 11 * * *"]
    assert crons["flows/ingest_post.py:ingest_post"] == ["30 8 * * 1-5", "40 10 * * 1-5"]


def test_prefect_yaml_names_no_path_of_a_machine() -> None:
    text = (ROOT / "prefect.yaml").read_text(encoding="utf-8")
    assert "pull:" not in text
    assert str(ROOT) not in text
