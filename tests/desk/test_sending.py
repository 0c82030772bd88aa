"""``griffie term … --before``: when a letter must leave so that its answer is there before a day."""

from collections.abc import Callable
from typing import Any

import pytest

Griffie = Callable[..., Any]
FOUR_WEEKS = "binnen vier weken na dagtekening van deze brief"


def test_to_have_the_answer_before_the_debate_the_last_day_to_send_is_told_with_its_reasons(griffie: Griffie) -> None:
    lines = griffie("term", FOUR_WEEKS, "--before", "2026-03-12").out.splitlines()
    assert lines[0] == "Verstuur de brief uiterlijk woensdag 11 februari 2026."
    assert any("Laatste dag die op tijd is: woensdag 11 maart 2026." in line for line in lines)
    assert any("Een dag later verzonden" in line for line in lines)


def test_the_last_day_to_send_as_data_speaks_the_language_asked_for(griffie: Griffie) -> None:
    found = griffie("term", FOUR_WEEKS, "--before", "2026-03-12", "--rule", "atw", "--lang", "en", "--json").json
    assert list(found) == [
        *("clause", "before", "answer_by", "send_on", "due_on", "warnings", "rule", "explanation"),
    ]
    assert (found["before"], found["answer_by"]) == ("2026-03-12", "2026-03-11")
    assert (found["send_on"], found["due_on"]) == ("2026-02-11", "2026-03-11")  # Wed, Wed
    assert found["rule"] == {"name": "atw", "version": 1}
    assert "Wednesday 11 February 2026" in " ".join(found["explanation"])


def test_a_free_day_and_what_is_not_known_are_told_beside_it(griffie: Griffie) -> None:
    ran = griffie("term", "binnen twee weken na ontvangst", "--before", "2021-05-24", "--rule", "atw", "--json").json
    assert ran["send_on"] == "2021-05-07"  # Fri
    assert [warning.split(";")[0].split(":")[0] for warning in ran["warnings"]] == [
        "De termijn begint na de ontvangst",
        "Gelijkstelling onbekend",
    ]
    weekend = griffie("term", "binnen twee weken", "--before", "2018-03-12")
    assert "de werkdag ervoor is vrijdag 23 februari 2018" in " ".join(weekend.out.split())


@pytest.mark.parametrize(
    "clause", ["uiterlijk 3 maart 2026", "zo spoedig mogelijk", "ten minste twee weken voor 12 maart"]
)
def test_a_clause_without_a_length_from_the_letter_is_refused(clause: str, griffie: Griffie) -> None:
    ran = griffie("term", clause, "--before", "2026-03-12")
    assert ran.code == 2
    assert clause in ran.err
    assert "binnen vier weken" in ran.err


@pytest.mark.parametrize(
    "other", [("--dated", "2026-01-01"), ("--received", "2026-01-01"), ("--jsonl", "-")], ids=lambda pair: pair[0]
)
def test_a_letter_still_to_be_sent_has_no_date_yet(other: tuple[str, str], griffie: Griffie) -> None:
    ran = griffie("term", FOUR_WEEKS, "--before", "2026-03-12", *other)
    assert ran.code == 2
    assert "gaat niet samen" in ran.err
