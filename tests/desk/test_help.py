"""Every command and every option says what it is for."""

import argparse
import re

import pytest

from desk.catalogue import COMMANDS, GROUPS, overview
from desk.cli import main, parser_of

PROMISED = {
    "reading": ["term", "cite", "read", "compose", "letter"],
    "a case": ["request", "receive", "defer", "correct", "void", "hold", "close", "reopen", "note", "dossier"],
    "questions": ["answers"],
    "years later": ["anonymise"],
    "the report": ["adopt", "publish"],
    "the morning": ["check", "deliver", "send"],
    "keeping and moving": ["backup", "restore", "import"],
    "operating": ["report", "recompute", "watch", "audit"],
    "the rest": ["cases", "show", "feeds", "office", "prefer", "demo", "up"],
}


def test_every_promised_command_exists() -> None:
    assert sorted(COMMANDS) == sorted(name for names in PROMISED.values() for name in names)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_of_a_command_has_help_in_words(name: str) -> None:
    bare = [action.dest for action in parser_of(name)._actions if not (action.help or "").strip()]
    assert bare == []


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_described_in_its_own_help(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([name, "--help"]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith(f"Gebruik: griffie {name}")
    assert " ".join((parser_of(name).description or "").split()) in " ".join(printed.split())


@pytest.mark.parametrize("name", COMMANDS)
def test_no_help_is_in_the_english_of_argparse(name: str) -> None:
    printed = parser_of(name).format_help()
    assert not re.search(r"\b(usage|options|positional arguments|show this help)\b", printed)


def test_the_overview_names_every_command_once_under_its_group() -> None:
    lines = overview().splitlines()
    for group, commands in GROUPS.items():
        assert f"{group}:" in lines
        for name, entry in commands.items():
            assert sum(line.split()[:1] == [name] and line.endswith(entry.summary) for line in lines) == 1


@pytest.mark.parametrize("words", [[], ["--help"], ["-h"]])
def test_griffie_alone_prints_the_overview(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 0
    assert capsys.readouterr().out.strip() == overview()


@pytest.mark.parametrize(
    ("name", "option", "variable"),
    [("term", "lang", "GRIFFIE_LANG"), ("up", "host", "GRIFFIE_HOST"), ("up", "port", "GRIFFIE_PORT")],
)
def test_an_option_with_an_environment_variable_names_it(name: str, option: str, variable: str) -> None:
    helped = {action.dest: action.help for action in parser_of(name)._actions}
    assert variable in str(helped[option])


NOT_ACTING = ("term", "cite", "read", "compose", "letter", "cases", "show", "report", "watch", "audit", "backup")
ACTING = set(COMMANDS) - {*NOT_ACTING, "demo", "up"}


@pytest.mark.parametrize("name", sorted(ACTING))
def test_every_acting_command_says_by_whom_on_which_day_and_as_data(name: str) -> None:
    assert {"by", "as_of", "json"} <= {action.dest for action in parser_of(name)._actions}


def test_no_option_may_be_shortened() -> None:
    assert all(not parser_of(name).allow_abbrev for name in COMMANDS)
    assert isinstance(parser_of("term"), argparse.ArgumentParser)
