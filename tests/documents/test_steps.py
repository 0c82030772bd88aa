"""Twice the text takes twice the steps: counted in calls, which are the same on every machine."""

import sys
from types import FrameType

import pytest

from documents import find, read
from procedure.rulebook import Rulebook

HOSTILE = (
    *("34 567 / ", "34 567, A, ", "12 345 ", "nrs. 1, 2 en ", "Kamerstukken II ", "COM(2016)1, ", "CXX "),
    *("Minister van Aa en ", "Aan de ", "BRIEF VAN DE ", "1. a\n", "a) b\n", "– c\n", "1 Samenstelling: A (B), "),
    *("mede namens de Minister van Aa en ", "in afschrift aan voornoemde Minister. ", "ik zal uw Kamer vóór 1 juni "),
    *("m-\n", "A. ", "commissie voor Aa, Bb en ", "uw brief van 1 juni 2018 ", "\n\n", "\f1\n"),
)
SIZE = 2000


def calls(text: str, rulebook: Rulebook) -> int:
    """Return how many calls a reading takes, of our own functions and of others."""
    made = 0

    def note(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal made
        made += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        read(text.encode(), name="x", rulebook=rulebook)
    finally:
        sys.setprofile(before)
    return made


@pytest.mark.parametrize("phrase", HOSTILE)
def test_twice_a_hostile_text_takes_twice_the_steps(phrase: str, rulebook: Rulebook) -> None:
    once, twice = ((phrase * (size // len(phrase)))[:size] for size in (SIZE, 2 * SIZE))
    read(f"Brief\n\n{twice}".encode(), name="x", rulebook=rulebook)  # what is loaded on first use does not count
    assert calls(f"Brief\n\n{twice}", rulebook) <= 2.4 * calls(f"Brief\n\n{once}", rulebook) + 500


@pytest.mark.parametrize("phrase", ["34 567 / ", "34 567, nrs. 1, ", "1, "])
def test_a_list_without_end_is_no_single_citation(phrase: str) -> None:
    text = f"Kamerstukken 34 567, nrs. {phrase * 3000}34 568, A"
    longest = max(len(reference.cited_as) for reference in find(text))
    assert longest < len(text) // 10
    assert find(text)[-1].cited_as.endswith("34 568, A")
