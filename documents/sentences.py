"""Running text cut into sentences, abbreviations of Dutch official prose kept whole."""

from __future__ import annotations

import re
from string import ascii_uppercase

_END = re.compile(r"(?<=[.!?])[»”\"')]{0,2}(?:\d{1,2})?\s+(?=[«“\"'‘(]?[A-ZÀ-Ý0-9])")
_ABBREVIATED = (
    "nr.", "nrs.", "jl.", "a.s.", "d.d.", "dd.", "blz.", "p.", "art.", "o.a.", "m.b.t.", "i.v.m.", "t.a.v.", "t.b.v.",
    "t.o.v.", "c.q.", "resp.", "incl.", "excl.", "bijv.", "bv.", "mr.", "dr.", "drs.", "ir.", "prof.", "ing.", "St.",
    "Stb.", "Stcrt.", "Trb.", "Kamerst.", "Gedr.", "hfdst.", "enz.", "ca.", "vgl.", "mw.", "dhr.", "v.",
    *(f"{letter}." for letter in ascii_uppercase),
)  # fmt: skip
_ABBREVIATION = re.compile(rf"\b(?:{'|'.join(map(re.escape, _ABBREVIATED))})$")
_LONGEST = 8
_CLOSED = re.compile(r"[.?!:;][»”\"')]{0,2}\d{0,2}$")


def is_closed(line: str) -> bool:
    """Return whether a line of print ends a sentence or a part of one: not after an abbreviation."""
    return bool(_CLOSED.search(line)) and not _is_abbreviated(line, 0, len(line))


def sentences(text: str) -> list[str]:
    """Return the sentences of a paragraph in order, their words unaltered."""
    found: list[str] = []
    start = 0
    for end in _END.finditer(text):
        if _is_abbreviated(text, start, end.start()):
            continue
        found.append(text[start : end.start()].strip() + end[0].rstrip())
        start = end.end()
    rest = text[start:].strip()
    return [*found, rest] if rest else found


def _is_abbreviated(text: str, start: int, end: int) -> bool:
    """Return whether an abbreviation stands before a place; most words are told by their last letters."""
    if not text.endswith(_ABBREVIATED, start, end):
        return False
    return _ABBREVIATION.search(text[max(start, end - _LONGEST) : end]) is not None
