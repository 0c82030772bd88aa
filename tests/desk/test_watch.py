"""``griffie watch``: healthy or not, by its exit code, in words and as data."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Griffie = Callable[..., Any]


def test_a_register_that_is_checked_is_in_order(griffie: Griffie) -> None:
    assert griffie("check").code == 0
    ran = griffie("watch")
    assert (ran.code, ran.out) == (0, "In orde.\n")
    found = griffie("watch", "--json").json
    assert (found["healthy"], found["problems"], found["alarm"]["bell"]) == (True, [], "quiet")
    assert found["last_check"]["act"] > 0
    assert found["outbox"]["ready"] == 0


def test_one_that_is_not_checked_any_more_is_ill_and_the_alarm_is_written_once(griffie: Griffie, home: Path) -> None:
    for _ in range(3):  # the register of the tests was made in 2018
        ran = griffie("watch", GRIFFIE_ALARM_TO="beheer@example.org")
        assert ran.code == 1
        assert "Niet in orde." in ran.out
        assert "niet nagelopen" in ran.out
    [mail] = (home / "outgoing").glob("*.eml")
    assert "To: beheer@example.org" in mail.read_text()
    assert griffie("watch", "--json").json["healthy"] is False
    assert griffie("check").code == 0
    back = griffie("watch", GRIFFIE_ALARM_TO="beheer@example.org")
    assert (back.code, len(list((home / "outgoing").glob("*.eml")))) == (0, 2)


@pytest.mark.parametrize("wrong", ["beheer", "ftp://example.org", "a b@example.org"])
def test_an_alarm_for_what_is_no_address_is_refused_and_not_shown(griffie: Griffie, wrong: str) -> None:
    ran = griffie("watch", GRIFFIE_ALARM_TO=f"{wrong},x@example.org")
    assert (ran.code, len(ran.err.splitlines())) == (2, 1)
    assert "GRIFFIE_ALARM_TO" in ran.err
    assert wrong not in ran.err
