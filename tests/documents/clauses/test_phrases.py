"""Three hundred phrases with dates in every form of print, each with the day it sets: none is read wrongly.

A phrase that is not understood may set no day; "34" is never a year, "31/5/18" never 2118, "5/6" never 6 May.
"""

from datetime import date
from pathlib import Path

from config.reference import packaged_rulebook
from documents.clauses import term
from tests.weekdays import day

LINES = Path(__file__).with_name("phrases.txt").read_text(encoding="utf-8").split("\n\n", 1)[1].splitlines()
UNREAD = 3
"""So many of the phrases may set no day where they should: one in a hundred."""


def day_or_none(text: str) -> date | None:
    """Read a day with its weekday; "-" is no day."""
    return None if text.strip() == "-" else day(text)


def test_of_three_hundred_phrases_none_sets_a_wrong_day() -> None:
    rulebook, wrong, unread = packaged_rulebook(), [], []
    for line in LINES:
        dated, due, words = day_or_none(line[:14]), day_or_none(line[16:30]), line[32:]
        assert dated is not None
        found = term(words, dated=dated, rulebook=rulebook).due_on
        if found is None and due is not None:
            unread.append(words)
        elif found != due:
            wrong.append((words, found, due))
    assert len(LINES) >= 300
    assert wrong == []
    assert len(unread) <= UNREAD, unread


def test_most_phrases_that_set_no_day_hold_figures_that_look_like_one() -> None:
    without = [line[32:] for line in LINES if day_or_none(line[16:30]) is None]
    assert len(without) >= 25
    assert sum(any(figure.isdigit() for figure in words) for words in without) * 2 >= len(without)
