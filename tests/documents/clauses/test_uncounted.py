"""Lengths that lead to no day, and two limits of which both are named."""

from datetime import date

import pytest

from config.reference import packaged_rulebook
from documents.clauses import term
from procedure.vocabulary import ClauseKind
from procedure.wording import warnings

RULEBOOK = packaged_rulebook()
LETTER = date(2026, 5, 11)


@pytest.mark.parametrize(
    "words", ["binnen anderhalve week", "binnen anderhalve maand", "binnen nul weken", "binnen 0 dagen"]
)
def test_a_length_that_leads_to_no_day_is_seen_and_asks_a_person(words: str) -> None:
    got = term(words, dated=LETTER, rulebook=RULEBOOK)
    assert got.due_on is None
    assert got.kind is ClauseKind.RELATIVE
    assert got.needs_review
    assert warnings(got) == [
        "De woorden noemen een duur die op geen dag uitkomt; een mens moet zeggen welke datum geldt."
    ]


def test_a_year_and_a_half_is_eighteen_months() -> None:
    assert str(term("binnen anderhalf jaar", dated=LETTER, rulebook=RULEBOOK).due_on) == "2027-11-11"


@pytest.mark.parametrize("joined", [", of in elk geval ", " of in ieder geval ", ", of uiterlijk ", " en uiterlijk "])
def test_of_a_length_or_in_any_case_a_day_the_day_is_hard_and_the_length_is_named(joined: str) -> None:
    got = term(f"binnen 14 dagen{joined}vóór de JBZ-Raad van 4 en 5 juni 2026", dated=LETTER, rulebook=RULEBOOK)
    assert (str(got.due_on), str(got.soft_due_on)) == ("2026-06-03", "2026-05-25")


def test_tot_a_day_without_uitstel_stays_before_it() -> None:
    assert str(term("tot 29 juni 2026", dated=LETTER, rulebook=RULEBOOK).due_on) == "2026-06-28"
