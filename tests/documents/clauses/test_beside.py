"""Days named by their place beside another, and recesses by their beginning."""

from datetime import date

import pytest

from config.reference import packaged_rulebook
from documents.clauses import term
from procedure.vocabulary import Chamber, ClauseKind, Firmness

RULEBOOK = packaged_rulebook()


@pytest.mark.parametrize(
    "words", ["de dinsdag vóór het debat van 6 juni 2024", "de avond voor het debat van 6 juni 2024"]
)
def test_a_weekday_or_a_part_of_a_day_beside_an_occasion_is_left_to_a_person(words: str) -> None:
    got = term(f"uiterlijk {words}", dated=date(2024, 5, 15), rulebook=RULEBOOK)
    assert got.due_on is None
    assert got.needs_review


def test_a_weekday_with_an_hour_after_it_is_no_day_beside_another() -> None:
    got = term("uiterlijk vrijdag voor 12.00 uur", dated=date(2024, 5, 15), rulebook=RULEBOOK)
    assert got.due_at is not None
    assert got.due_at.isoformat() == "2024-05-17T12:00:00+02:00"


def test_an_hour_after_as_with_a_full_stop_is_read() -> None:
    got = term("uiterlijk vrijdag 17 mei as. om 12u00", dated=date(2024, 5, 1), rulebook=RULEBOOK)
    assert got.due_at is not None
    assert got.due_at.isoformat() == "2024-05-17T12:00:00+02:00"


@pytest.mark.parametrize(
    "words", ["vóór aanvang van het zomerreces", "voor het begin van het zomerreces", "voorafgaand aan het zomerreces"]
)
def test_before_a_recess_begins_is_before_the_recess(words: str) -> None:
    got = term(words, dated=date(2023, 5, 20), rulebook=RULEBOOK, chamber=Chamber.TK)
    assert (got.due_on, got.kind, got.firmness) == (date(2023, 7, 6), ClauseKind.RECESS, Firmness.SOFT)


def test_before_a_recess_without_a_name_is_left_to_a_person() -> None:
    got = term("voor de aanvang van het reces", dated=date(2023, 5, 20), rulebook=RULEBOOK, chamber=Chamber.TK)
    assert (got.due_on, got.needs_review) == (None, True)


def test_a_weekday_in_brackets_after_the_day_is_a_checksum_too() -> None:
    got = term("uiterlijk 15 juni 2018 (donderdag)", dated=date(2018, 5, 31), rulebook=RULEBOOK)
    assert (got.due_on, got.needs_review) == (date(2018, 6, 15), True)
    right = term("uiterlijk 15 juni 2018 (vrijdag)", dated=date(2018, 5, 31), rulebook=RULEBOOK)
    assert (right.due_on, right.needs_review) == (date(2018, 6, 15), False)


def test_of_two_days_joined_by_en_a_person_says_which() -> None:
    got = term("uiterlijk 13 juni en 20 juni 2018", dated=date(2018, 5, 31), rulebook=RULEBOOK)
    assert got.needs_review
