"""Running text cut into sentences, abbreviations of Dutch official prose kept whole."""

from __future__ import annotations

import re

_END = re.compile(r"(?<=[.!?])[»”\"')]{0,2}(?:\d{1,2})?\s+(?=[«“\"'‘(]?[A-ZÀ-Ý0-9])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:nr|nrs|jl|a\.s|d\.d|dd|blz|p|art|o\.a|m\.b\.t|i\.v\.m|t\.a\.v|t\.b\.v|t\.o\.v|c\.q|resp|incl|excl|bijv|bv"
    r"|mr|dr|drs|ir|prof|ing|St|Stb|Stcrt|Trb|Kamerst|Gedr|hfdst|enz|ca|vgl|mw|dhr|N|v|[A-Z])\.)$",
)
_CLOSED = re.compile(r"[.?!:;][»”\"')]{0,2}\d{0,2}$")


def is_closed(line: str) -> bool:
    """Return whether a line of print ends a sentence or a part of one: not after an abbreviation."""
    return bool(_CLOSED.search(line)) and not _ABBREVIATION.search(line[-8:])


def sentences(text: str) -> list[str]:
    """Return the sentences of a paragraph in order, their words unaltered."""
    found: list[str] = []
    start = 0
    for end in _END.finditer(text):
        if _ABBREVIATION.search(text[max(start, end.start() - 8) : end.start()]):
            continue
        found.append(text[start : end.start()].strip() + end[0].rstrip())
        start = end.end()
    rest = text[start:].strip()
    return [*found, rest] if rest else found
