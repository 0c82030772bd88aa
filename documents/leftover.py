"""Words by which an answer says that something of what was asked is still to come."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from documents.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Sequence

_LATER = re.compile(
    r"\b(?:op\s+een\s+later\s+(?:moment|tijdstip)|separaat|afzonderlijk|nader|later|alsnog|nog\s+niet|kom(?:en)?\s+(?:ik|wij)\b.{0,60}\bterug"
    r"|volg(?:t|en)\b|in\s+een\s+(?:aparte|afzonderlijke|volgende|tweede)\s+brief)",
    re.IGNORECASE | re.DOTALL,
)
_ASKED = re.compile(r"\b(?:vragen|vraag|beantwoord\w*|beantwoording)\b", re.IGNORECASE)
_DONE = re.compile(
    r"\b(?:eerder|reeds|al|inmiddels|toen|destijds)\b.{0,60}\b(?:beantwoord|geantwoord)\b", re.IGNORECASE
)


def left_over(body: Sequence[str]) -> tuple[int, str] | None:
    """Return the first sentence that leaves a question for later, with its paragraph (from 0); None where none does.

    It is a hint for a person, not a verdict: the words are those of partial answers, and of some whole ones.
    """
    for place, paragraph in enumerate(body):
        for sentence in sentences(paragraph):
            if _ASKED.search(sentence) and _LATER.search(sentence) and not _DONE.search(sentence):
                return place, sentence
    return None
