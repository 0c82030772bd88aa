"""Where a footnote hangs: its mark, glued to a word in print ("JBZ-Raad2"), told apart from digits of the word itself.

A mark is certain where it stands glued to the end of a word exactly once in the part of the report (its front, or one
letter) to which its footnote belongs. Anything less certain stays text, and its note is printed where print had it.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from documents.dates import MONTHS
from documents.sentences import is_closed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Ref:
    """A mark in the text that calls a footnote; ``note`` is its place among the notes of the sheet."""

    mark: str
    note: int


Words: TypeAlias = tuple[str | Ref, ...]
"""Running text, with its certain marks set apart."""

_FIGURES = re.compile(
    r"(?<=[^\s\d])(?P<glued>\d{1,3})(?![\w%°]|[.,:/\-–]\d)|(?<!\d)(?P<long>\d{4,6})(?![\w%°]|[.,:/\-–]\d)"
)
"""Figures that stick to something before them, or that are too many to be one number."""
_WORD_BEFORE = re.compile(r"(?P<word>[^\W\d_]+)(?P<closed>[.,;:!?]?)$")
_BRACKET_BEFORE = re.compile(r"[^\W_]{2}[.,]?[)\]»”\"]+[.,;:]?$")
_YEAR_BEFORE = re.compile(
    rf"\b(?:{'|'.join(MONTHS)}|jaar|medio|eind|begin|in|sinds|vanaf|tot|uit|over|van|na|voor)\s$", re.IGNORECASE
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_COMMISSION_BEFORE = re.compile(r"\bCOM\s?\(\d{4}\)\s?(?:\d{1,3}(?:,|\sen|\st/m)\s)*$")
_COMMISSION_FIGURES = 3
"""The European Commission numbers its papers to three figures a year."""
_LOOK_BACK = 40
_NUMBERED = {"vitamine", "groep", "klasse", "type", "fase", "bijlage", "covid"}
"""Words that may themselves be numbered without a space; units and formulas ("m2", "CO2") are too short to bear one."""
_SHORTEST = 3
_SHORTEST_CAPITALS = 4


def with_refs(texts: Sequence[str], marks: Mapping[int, str]) -> tuple[list[Words], frozenset[int]]:
    """Return the texts of one part with each certain mark made a reference, and the notes that have found theirs.

    Args:
        texts: the paragraphs and lines of the part, in order.
        marks: the mark of each footnote that belongs to the part, by its place among the notes of the sheet.
    """
    found: dict[int, list[tuple[int, int]]] = {note: [] for note in _alone(marks)}
    holders = {marks[note]: note for note in found}
    for place, text in enumerate(texts if holders else ()):
        for start, mark in _marks_in(text):
            if mark in holders:
                found[holders[mark]].append((place, start))
    hung: dict[int, list[tuple[int, int]]] = {}
    for note, places in found.items():
        if len(places) == 1:
            place, start = places[0]
            hung.setdefault(place, []).append((start, note))
    words = [tuple(_pieces(text, sorted(hung.get(place, ())), marks)) for place, text in enumerate(texts)]
    return words, frozenset(note for refs in hung.values() for _, note in refs)


def _alone(marks: Mapping[int, str]) -> list[int]:
    """Return the notes whose mark no other note of the part bears."""
    borne = Counter(marks.values())
    return [note for note, mark in marks.items() if borne[mark] == 1]


def _marks_in(text: str) -> Iterator[tuple[int, str]]:
    """Give each place where figures may be the mark of a footnote, with the mark."""
    for found in _FIGURES.finditer(text):
        start, figures = found.start(), found[0]
        before = text[max(0, start - _LOOK_BACK) : start]
        if found["glued"]:
            if _may_bear(before, text) or _BRACKET_BEFORE.search(before):
                yield start, figures
        elif _COMMISSION_BEFORE.search(before):
            yield start + _COMMISSION_FIGURES, figures[_COMMISSION_FIGURES:]
        elif (year := _YEAR.match(figures)) and _YEAR_BEFORE.search(before):
            yield start + year.end(), figures[year.end() :]


def _may_bear(before: str, text: str) -> bool:
    """Return whether what stands before the figures is a word that has no figures of its own (as "CO2" and "D66")."""
    found = _WORD_BEFORE.search(before)
    if not found:
        return False
    word, closed = found["word"], found["closed"]
    if closed:
        return len(word) > 1 and (closed == "," or is_closed(word + closed))
    if word.lower() in _NUMBERED or len(word) < _SHORTEST:
        return False
    return word[-1].islower() or (text.upper() == text and len(word) >= _SHORTEST_CAPITALS)


def _pieces(text: str, refs: Sequence[tuple[int, int]], marks: Mapping[int, str]) -> Iterator[str | Ref]:
    done = 0
    for at, note in refs:
        yield text[done:at]
        yield Ref(marks[note], note)
        done = at + len(marks[note])
    if text[done:]:
        yield text[done:]
