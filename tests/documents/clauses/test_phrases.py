"""Three hundred phrases with dates in every form of print, each with the day it sets: none is read wrongly.

A phrase that is not understood may set no day; "34" is never a year, "31/5/18" never 2118, "5/6" never 6 May.
"""

from datetime import date
from pathlib import Path

from config.reference import packaged_rulebook
from documents.clauses import term

LINES = Path(__file__).with_name("phrases.txt").read_text(encoding="utf-8").split("\n\n", 1)[1].splitlines()
UNREAD = 3
"""So many of the phrases may set no day where they should: one in a hundred."""


def day(text: str) -> date | None:
    """Read "Thu 2018-06-14", and see that the weekday is right; "-" is no day."""
    if text.strip() == "-":
        return None
    weekday, iso = text.split()
    read = date.fromisoformat(iso)
    assert f"{read:%a}" == weekday
    return read


def test_of_three_hundred_phrases_none_sets_a_wrong_day() -> None:
    rulebook, wrong, unread = packaged_rulebook(), [], []
    for line in LINES:
        dated, due, words = day(line[:14]), day(line[16:30]), line[32:]
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
    without = [line[32:] for line in LINES if day(line[16:30]) is None]
    assert len(without) >= 25
    assert sum(any(figure.isdigit() for figure in words) for words in without) * 2 >= len(without)
