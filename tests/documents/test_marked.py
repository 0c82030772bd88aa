"""What a file states of a paper goes before what its print gave, and a difference between the two is told."""

from datetime import date

import pytest

from documents.front import Front
from documents.marked import state
from documents.readers.text import Stated
from procedure.vocabulary import Chamber


def a_front() -> Front:
    """Return the front of a report as print gave it."""
    return Front(
        chamber=Chamber.EK, number="A", session_year="2018-2019", dossiers=("35901",), adopted_on=date(2019, 3, 18)
    )


@pytest.mark.parametrize(
    ("stated", "told"),
    [
        (Stated(), []),
        (Stated(chamber=Chamber.EK, number="A", session_year="2018-2019", dossiers=("35901",)), []),
        (Stated(number="B"), ["het nummer: in de tekst A, volgens het bestand B"]),
        (Stated(chamber=Chamber.TK), ["de kamer: in de tekst EK, volgens het bestand TK"]),
        (Stated(dossiers=("35902", "35901")), ["het dossier: in de tekst 35901, volgens het bestand 35902, 35901"]),
        (
            Stated(adopted_on=date(2019, 3, 19)),
            ["de vaststelling: in de tekst 2019-03-18, volgens het bestand 2019-03-19"],
        ),
    ],
)
def test_a_difference_between_text_and_statement_is_told(stated: Stated, told: list[str]) -> None:
    found = state(a_front(), stated)
    assert {one.code for one in found} <= {"differs"}
    assert [one.text for one in found] == told


def test_the_statement_wins_and_what_it_leaves_open_stays_as_printed() -> None:
    front = a_front()
    state(front, Stated(number="B", dossiers=("35902",), dossier_titles=("Sluisdeuren",)))
    assert (front.number, front.dossiers, front.dossier_titles) == ("B", ("35902",), ("Sluisdeuren",))
    assert (front.chamber, front.session_year, front.adopted_on) == (Chamber.EK, "2018-2019", date(2019, 3, 18))
