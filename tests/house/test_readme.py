"""The README holds: its commands run in the order given, and say what it says they say."""

import re
import shlex
from pathlib import Path

import pytest

from desk.catalogue import COMMANDS as COMMANDS_THERE_ARE
from desk.cli import main

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text()
COMMANDS = re.findall(r"^\$ griffie (.+)$", README, re.MULTILINE)


def test_the_commands_of_the_readme_run_and_say_what_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GRIFFIE_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(ROOT)
    said = []
    for command in COMMANDS:
        assert main(shlex.split(command)) == 0, capsys.readouterr().err
        said.append(capsys.readouterr().out)
    term, request, _, cases, reply, show, publish = said
    assert "donderdag 14 juni 2018" in term
    assert "EK-2018-001" in request
    assert "donderdag 14 juni 2018" in request
    assert len(list((tmp_path / "home" / "outgoing").glob("*.eml"))) == 1
    assert "EK-2018-001" in cases
    assert "6 dagen te laat" in reply
    assert "verwijst naar de brief van 31 mei 2018" in " ".join(reply.split())
    assert "aankondiging" in show
    assert "34964, A" in publish
    made = (tmp_path / "home" / "published" / "EK-2018-001").iterdir()
    assert sorted(one.suffix for one in made) == [".docx", ".pdf", ".txt"]


def test_every_command_is_described() -> None:
    described = set(re.findall(r"`griffie (\w+)", (ROOT / "docs" / "commands.md").read_text()))
    assert described == set(COMMANDS_THERE_ARE)


@pytest.mark.parametrize("target", ["run", "test", "demo"])
def test_the_makefile_has_what_the_readme_names(target: str) -> None:
    assert f"`make {target}`" in README or f"make {target} " in README
    assert re.search(rf"^{target}:.*##", (ROOT / "Makefile").read_text(), re.MULTILINE)
