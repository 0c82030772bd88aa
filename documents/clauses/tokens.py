"""Text cut into words, numbers and marks, each with its place in the text."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

_COMBINING = "̀-ͯ"
_SOFT_HYPHEN = "\u00ad"

# In order of likelihood: an abbreviation with dots ("a.s."), "t/m", the OCR's "v66r", a word (also one with a hyphen,
# or broken off at the end of a line), a number, any other mark.
_TOKEN = (
    r"(?:[A-Za-z]\.)+[A-Za-z]\b\.?|[Tt]/[Mm]\b|\b[vV][o0ó]?[6ó]{1,2}r\b"
    rf"|[^\W\d_](?:[^\W\d_]|[{_COMBINING}{_SOFT_HYPHEN}])*(?:-(?:[ \t]*\r?\n[ \t]*)?[a-z]+)*"
    r"|\d+|[^\w\s]"
)
_BROKEN_OFF = r"-(?:[ \t]*\r?\n[ \t]*)?"


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or mark: as printed, folded (lower case, no accents), and where it stands."""

    raw: str
    text: str
    start: int
    end: int
    number: int | None = None
    accented: bool = False


NOTHING = Token("", "", -1, -1)
"""Stands past the end, so that a reader may always look ahead."""

_AHEAD = 40


@dataclass(frozen=True, slots=True)
class Line:
    """The tokens of a clause, padded at the end, and the date of the letter that they stand in."""

    tokens: tuple[Token, ...]
    dated: date

    @property
    def length(self) -> int:
        """Return how many tokens there are, the padding not counted."""
        return len(self.tokens) - _AHEAD

    def text(self, i: int) -> str:
        """Return the folded text of a token; empty outside the line."""
        return self.tokens[i].text if 0 <= i < len(self.tokens) else ""

    def follows(self, i: int, *words: str) -> bool:
        """Tell whether these words stand here one after the other."""
        return all(self.text(i + n) == word for n, word in enumerate(words))

    def touches(self, i: int) -> bool:
        """Tell whether the token follows the one before it without a space."""
        return i > 0 and self.tokens[i].start == self.tokens[i - 1].end


def read_line(text: str, dated: date) -> Line:
    """Return the tokens of a text."""
    return Line((*_tokens(text), *(NOTHING for _ in range(_AHEAD))), dated)


def fold(raw: str) -> str:
    """Return a word in lower case, without accents, dots, hyphens or the break at a line's end."""
    word = raw.lower()
    if "-" in word and len(word) > 1:
        word = _pattern(_BROKEN_OFF).sub("", word)
    if len(word) > 1:
        word = word.replace(".", "")
    if word.isascii():
        return "voor" if "6" in word or "0" in word else word
    plain = unicodedata.normalize("NFKD", word.replace(_SOFT_HYPHEN, ""))
    plain = "".join(each for each in plain if not unicodedata.combining(each))
    return "voor" if "6" in plain else plain.replace("\u2019", "'").replace("\u2018", "'").replace("\u2013", "-")


def _tokens(text: str) -> Iterator[Token]:
    for found in _pattern(_TOKEN).finditer(text):
        raw = found.group()
        if raw.isdecimal():
            yield Token(raw, raw, found.start(), found.end(), int(raw[:9]))
        else:
            yield Token(raw, fold(raw), found.start(), found.end(), None, not raw.isascii() or "6" in raw)


@cache
def _pattern(source: str) -> re.Pattern[str]:
    return re.compile(source)
