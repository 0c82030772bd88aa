"""The chain of seals and anonymising, as a person meets them."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from models import guards

Griffie = Callable[..., Any]


def past_the_guards(home: Path, statement: str) -> None:
    """Change the register by raw SQL."""
    with closing(sqlite3.connect(home / "register.db")) as connection:
        for name in guards.sqlite_guards():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(statement)
        connection.commit()


def test_a_register_that_was_left_alone_is_intact_and_its_head_is_printed(griffie: Griffie, a_case: str) -> None:
    ran = griffie("audit", "verify")
    assert ran.code == 0, ran.err
    told = griffie("audit", "verify", "--json").json
    assert "De keten klopt" in ran.out
    assert told["head"] in ran.out
    assert (told["intact"], told["fault"], told["seals"]) == (True, None, 2)


def test_a_head_that_was_kept_is_found_again(griffie: Griffie, a_case: str) -> None:
    kept = griffie("audit", "verify", "--json").json["head"]
    griffie("note", a_case, "gebeld", "--as-of", "2018-06-01")
    ran = griffie("audit", "verify", "--head", kept)
    assert ran.code == 0, ran.err
    assert "bewaarde hoofd staat in de keten" in ran.out


def test_a_changed_row_is_named_with_exit_code_two(griffie: Griffie, a_case: str, home: Path) -> None:
    past_the_guards(home, "UPDATE term SET due_on = '2018-06-15'")
    ran = griffie("audit", "verify")
    assert (ran.code, ran.out) == (2, "")
    assert "Rij 1 van term is gewijzigd" in ran.err
    told = griffie("audit", "verify", "--json")
    assert told.code == 2
    assert told.json["fault"]["table"] == "term"


def test_a_head_from_elsewhere_is_told_as_a_cut_tail(griffie: Griffie, a_case: str) -> None:
    ran = griffie("audit", "verify", "--head", "0" * 64)
    assert ran.code == 2
    assert "eind is afgeknipt" in " ".join(ran.err.split())


@pytest.mark.parametrize("head", ["", "abc", "g" * 64, "0" * 63])
def test_what_is_no_head_is_refused_in_one_sentence(griffie: Griffie, head: str) -> None:
    ran = griffie("audit", "verify", "--head", head)
    assert ran.code == 2
    assert "64 tekens" in ran.err


def test_anonymising_asks_first_and_shows_afterwards(
    griffie: Griffie, a_case: str, dump: Callable[[], list[str]]
) -> None:
    griffie("close", a_case, "--as", "withdrawn", "--reason", "ingetrokken", "--as-of", "2018-06-20")
    before = dump()
    words = ("anonymise", a_case, "--reason", "bewaartermijn verstreken", "--as-of", "2020-06-20")
    asked = griffie(*words, GRIFFIE_RETENTION_YEARS="2")
    assert asked.code == 2
    assert "bevestig met --yes" in " ".join(asked.err.split())
    assert dump() == before
    done = griffie(*words, "--yes", GRIFFIE_RETENTION_YEARS="2")
    assert done.code == 0, done.err
    page = griffie("show", a_case).out
    assert "geanonimiseerd op zaterdag 20 juni 2020" in " ".join(page.split())
    assert griffie("audit", "verify").code == 0


def test_anonymising_too_soon_is_refused(griffie: Griffie, a_case: str) -> None:
    griffie("close", a_case, "--as", "withdrawn", "--reason", "ingetrokken", "--as-of", "2018-06-20")
    ran = griffie("anonymise", a_case, "--reason", "x", "--as-of", "2020-06-20", "--yes")
    assert ran.code == 2
    assert "20 juni 2028" in ran.err
