"""The reference data that come with the program."""

import json
from pathlib import Path

import pytest

from casework.office import EXPORT
from config import reference
from config.errors import BadRulebook


def test_the_packaged_tables_hold_the_rules_and_the_small_office() -> None:
    assert set(reference.packaged_tables()) == {
        "calendar",
        "decree_coverage",
        "decree_day",
        "recess",
        "rule",
        "rung",
        "committee",
        "ministry",
    }


def test_the_packaged_rulebook_has_the_ladder_of_the_contract() -> None:
    ladder = reference.packaged_rulebook().ladder

    assert [rung.code for rung in ladder if rung.ladder == "term"] == [
        "notice",
        "due",
        "first_rappel",
        "second_rappel",
        "escalation",
    ]


def test_no_two_files_bear_a_table_of_one_name() -> None:
    import tomllib  # noqa: PLC0415

    names = [name for file in reference.DATA.glob("*.toml") for name in tomllib.loads(file.read_text())]

    assert len(names) == len(set(names))


def test_a_mailbox_of_the_small_office_reaches_nobody() -> None:
    text = (reference.DATA / "office.toml").read_text()

    assert text.count("@") == text.count("@example.org")


def test_without_an_office_the_packaged_rules_hold(tmp_path: Path) -> None:
    assert reference.read_rulebook(tmp_path) == reference.packaged_rulebook()


def test_the_rules_of_an_office_are_read_from_its_export(tmp_path: Path) -> None:
    tables = reference.packaged_rulebook().to_tables() | {"rung": []}
    reference.rulebook_export(tmp_path).write_text(json.dumps(tables))

    assert reference.read_rulebook(tmp_path).ladder == ()


@pytest.mark.parametrize("text", ["", "{", "[]", '{"calendar": {"first": "nooit"}}'])
def test_an_export_that_cannot_be_read_is_refused(tmp_path: Path, text: str) -> None:
    reference.rulebook_export(tmp_path).write_text(text)

    with pytest.raises(BadRulebook, match="`griffie office load` schrijft het opnieuw"):
        reference.read_rulebook(tmp_path)


def test_who_writes_the_export_and_who_reads_it_mean_the_same_file() -> None:
    assert reference.EXPORT == EXPORT
