"""What a paragraph of a letter is, by its shape: an item of a list, a heading, a line of a table of contents, text."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_ITEM = re.compile(r"(?P<label>[–—•·▪‣◦\uf0b7\uf0a7-]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]{1,2}) (?=\S)")
_HEADING = re.compile(r"(?:(?:[IVX]{1,5}|[A-Z]|\d{1,2}(?:\.\d{1,2})*)[.)]?\s+)?[«“\"‘']?[A-ZÀ-Ý]\S*(?:\s\S+){0,11}")
_OPENS_OR_CLOSES = re.compile(
    r"(?:Zeer\s)?(?:[Gg]eachte|Hooggeachte|Hoogachtend|Met\s(?:vriendelijke|de\smeeste)|Excellentie)\b"
)
_CONTENTS = re.compile(r"(?:INHOUDSOPGAVE|Inhoudsopgave|Inhoud)")
_LONGEST_HEADING = 90
_ENDS_TEXT = ".?!:;,…»”\"'–-"


def item_of(text: str) -> tuple[str, str] | None:
    """Return the label of an item of a list and its words ("1.", "Hoeveel sluizen?"); None for any other paragraph."""
    found = _ITEM.match(text)
    return (found["label"], text[found.end() :]) if found else None


def is_heading(text: str, following: str) -> bool:
    """Return whether a paragraph is a heading: one short line that ends no sentence, with a paragraph under it."""
    return (
        len(text) <= _LONGEST_HEADING
        and text[-1:] not in _ENDS_TEXT
        and bool(_HEADING.fullmatch(text))
        and not _OPENS_OR_CLOSES.match(text)
        and following[:1].isalnum()
        and not following[:1].islower()
    )


def contents_of(bodies: Sequence[Sequence[str]]) -> frozenset[tuple[int, int]]:
    """Return the places, by letter and paragraph, of the lines of tables of contents: headings that come again."""
    still = Counter(text for body in bodies for text in body)
    found: set[tuple[int, int]] = set()
    within = False
    for letter, body in enumerate(bodies):
        for place, text in enumerate(body):
            still[text] -= 1
            if within and still[text] > 0:
                found.add((letter, place))
            else:
                within = bool(_CONTENTS.fullmatch(text))
    return frozenset(found)
