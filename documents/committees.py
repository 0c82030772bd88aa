"""Committees as a paper names them, one name for each."""

from __future__ import annotations

import re

from documents.patterns import PORTFOLIO_WORDS

_WORD = r"[A-ZÀ-Ý][\wÀ-ÿ’'-]*"
_KNOWN = "(?:" + "|".join(sorted(w.capitalize() for w in PORTFOLIO_WORDS)) + r")\b-?"
_SP = r"[ \u00a0]+"
_MAY = r"[ \u00a0]*"
_NO_NAME = r"(?!(?:De|Aan|Den|Eerste|Tweede|Voorzitter|Griffier)\b)"
_THE = rf"(?:de{_SP}|het{_SP})?"
_LINK = rf"(?:{_MAY}(?:&|/){_MAY}|{_SP}en{_SP}{_THE}|{_SP}(?:van{_SP}{_THE}|der{_SP}|de{_SP}|het{_SP})?)"
_NAME = rf"{_WORD}(?:{_MAY},{_SP}(?:{_KNOWN}|de{_SP}{_WORD})|{_LINK}{_NO_NAME}{_WORD})*"
_AND_FOR = rf"(?:{_MAY},{_SP}voor{_SP}|{_MAY},?{_SP}en{_SP}(?:de{_SP}(?:vaste{_SP})?commissie{_SP})?voor{_SP})"
_COMMITTEE = re.compile(
    rf"\b(?P<kind>(?:(?:[Vv]aste|[Bb]ijzondere|[Tt]ijdelijke|[Aa]lgemene){_SP})?(?:[A-Z][a-z]+{_SP})?)[Cc]ommissies?{_SP}voor{_SP}"
    rf"(?P<names>(?:de{_SP}|het{_SP})?(?:{_NAME}|[a-z]+(?:{_SP}en{_SP}[a-z]+)?)(?:{_AND_FOR}(?:de{_SP})?{_NAME})*)"
)
_NEXT = re.compile(r"\s*,\s+voor\s+|\s*,?\s+en\s+(?:de\s+(?:vaste\s+)?commissie\s+)?voor\s+")
_NOT_IN_KEY = re.compile(r"\b(?:en|vaste|commissies?|voor|de|het)\b|[^a-zà-ÿ]")


def committees_in(text: str) -> tuple[str, ...]:
    """Return the committees that a text names, as first printed; other spellings of one committee are one."""
    found: dict[str, str] = {}
    for match in _COMMITTEE.finditer(text):
        kind = " ".join(match["kind"].split()).lower()
        for name in _NEXT.split(match["names"]):
            full = " ".join(f"{kind} commissie voor {_plain(name)}".split())
            found.setdefault(key_of(full), full)
    return tuple(found.values())


def key_of(committee: str) -> str:
    """Return what the spellings of one committee have in common: its letters, without "en", "&", "/" and "vaste"."""
    return _NOT_IN_KEY.sub("", committee.lower())


def _plain(name: str) -> str:
    return re.sub(r"(?<=[^\W\d_])\d{1,2}$", "", " ".join(name.split())).replace(" ,", ",").strip(" ,-'’*")
