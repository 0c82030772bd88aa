"""The promises of the house: what the rooms are, how large a module may be, and that everything has its reason."""

import re
import tomllib
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from setuptools import find_packages

ROOT = Path(__file__).parents[2]
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text())
ROOMS: list[str] = PROJECT["tool"]["importlinter"]["root_packages"]
LAYERS: list[str] = PROJECT["tool"]["importlinter"]["contracts"][0]["layers"]

NOT_OURS = {"tests", "docs", "benchmarks", "build"}
MOST_LINES = 400
GENERATED = ROOT / "models" / "migrations" / "versions"
"""A migration is written by Alembic from the models and never read as prose."""


def modules() -> list[Path]:
    return [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py")) if GENERATED not in path.parents]


def names_of(paths: list[Path]) -> list[str]:
    return [str(path.relative_to(ROOT)) for path in paths]


def test_every_folder_with_code_is_a_room_of_the_import_contract() -> None:
    folders = {path.parent.name for path in ROOT.glob("*/__init__.py")} - NOT_OURS

    assert folders == set(ROOMS)


def test_every_room_has_its_place_among_the_layers() -> None:
    assert sorted(room.strip() for layer in LAYERS for room in layer.split("|")) == sorted(ROOMS)


def test_every_room_is_installed() -> None:
    include: list[str] = PROJECT["tool"]["setuptools"]["packages"]["find"]["include"]

    assert {name for name in find_packages(str(ROOT), include=include) if "." not in name} == set(ROOMS)


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_is_ours(room: str) -> None:
    file = import_module(room).__file__

    assert file is not None
    assert Path(file).is_relative_to(ROOT)


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_says_what_it_is_for(room: str) -> None:
    assert re.match(r"[A-Z].+[.:]", (import_module(room).__doc__ or "").splitlines()[0])


def test_no_module_is_too_long_to_read() -> None:
    long = {name: len((ROOT / name).read_text().splitlines()) for name in names_of(modules())}

    assert {name: lines for name, lines in long.items() if lines > MOST_LINES} == {}


def test_every_module_opens_with_why_it_exists() -> None:
    assert [name for name in names_of(modules()) if not (ROOT / name).read_text().startswith('"""')] == []


def test_every_dependency_has_its_reason() -> None:
    text = (ROOT / "pyproject.toml").read_text()
    lists = re.findall(r"^(?:dependencies|dev) = \[\n(.*?)^\]", text, re.MULTILINE | re.DOTALL)
    lines = [line.strip() for found in lists for line in found.splitlines() if line.strip().startswith('"')]

    assert len(lists) == 2
    assert [line for line in lines if not re.search(r'",\s+# \w+', line)] == []


def test_every_style_rule_that_is_not_followed_has_its_reason() -> None:
    text = (ROOT / "pyproject.toml").read_text()
    (ignored,) = re.findall(r"^ignore = \[\n(.*?)^\]", text, re.MULTILINE | re.DOTALL)

    assert [line for line in ignored.splitlines() if not re.search(r'",\s+# \w+', line)] == []


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_the_lock_pins_everything_by_hash_and_names_no_index(name: str) -> None:
    text = (ROOT / name).read_text()
    pinned = re.findall(r"^([a-z0-9][a-z0-9._-]*(?:\[[a-z0-9,]+\])?)==\S+.*?(?=^\S|\Z)", text, re.MULTILINE | re.DOTALL)
    entries = re.split(r"^(?=[a-zA-Z0-9])", text, flags=re.MULTILINE)[1:]

    assert len(pinned) > 50
    assert [entry.split()[0] for entry in entries if "==" not in entry or "--hash=sha256:" not in entry] == []
    assert not re.search(r"index-url|find-links|https?://", text)


def test_both_locks_agree() -> None:
    def pins(name: str) -> dict[str, str]:
        return dict(re.findall(r"^([a-zA-Z0-9._\[\],-]+)==(\S+)", (ROOT / name).read_text(), re.MULTILINE))

    both, everything = pins("requirements.lock"), pins("requirements-dev.lock")

    assert {name: everything.get(name) for name in both} == both


@pytest.mark.parametrize("file", sorted((ROOT / "config" / "data").glob("*.toml")), ids=lambda file: file.stem)
def test_no_number_is_without_its_parent(file: Path) -> None:
    tables: dict[str, Any] = tomllib.loads(file.read_text())
    sourced = [(name, row) for name, rows in tables.items() if isinstance(rows, list) for row in rows]
    rules = [(name, row) for name, row in sourced if name not in {"committee", "ministry"}]

    assert [(name, row) for name, row in rules if not str(row.get("source", "")).strip()] == []


def test_every_migration_is_installed() -> None:
    assert (GENERATED / "__init__.py").is_file()
    assert (GENERATED.parent / "__init__.py").is_file()
    assert PROJECT["tool"]["setuptools"]["package-data"]["models"] == ["migrations/*.mako"]


def test_the_clock_is_read_in_one_place() -> None:
    excused = [name for name in names_of(modules()) if "TID251" in (ROOT / name).read_text()]

    assert excused == ["config/clock.py"]
