"""Machine-read print: the words behind what a scan makes of them.

A scan keeps the hyphen of a line end inside the line ("Bin-nenlandse"), loses spaces ("de Ministervan") and takes one
sign for another that looks like it ("l985", "9OO"). Closed vocabularies (offices, months, parties) are told by what
their spellings look like; running text is left as it stands.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_BROKEN = re.compile(r"-(?<=[a-zß-ÿ]-)\s?(?!(?:en|of|van|de|den|der|ter|ten|te|het|in|op)\b)(?=[a-zß-ÿ])")
_BROKEN_CAPITALS = re.compile(r"-(?<=[A-ZÀ-Þ]-)\s?(?!(?:EN|OF|VAN|DE|DEN|DER)\b)(?=[A-ZÀ-Þ]{2})")
_FIGURES = str.maketrans(
    {"O": "0", "o": "0", "Q": "0", "l": "1", "I": "1", "i": "1", "|": "1", "!": "1", "S": "5", "B": "8"}
)
_LOOKS = str.maketrans(
    {"1": "i", "l": "i", "j": "i", "|": "i", "!": "i", "0": "o", "5": "s", "8": "b", "c": "e", "6": "b"}
)
_TOGETHER = (("rn", "m"), ("in", "m"), ("ni", "m"), ("ri", "n"), ("vv", "w"), ("ii", "u"))
"""Letters that stand so close in print that a scan takes them for one."""
_ROMAN = str.maketrans({"1": "I", "l": "I", "i": "I", "|": "I", "x": "X", "v": "V"})
_LETTERS = re.compile(r"[^a-z0-9|!]")


def mended(text: str) -> str:
    """Return a text without the hyphens that a line end left inside a word; for recognising, not for printing."""
    return _BROKEN.sub("", text) if "-" in text else text


def mended_capitals(heading: str) -> str:
    """Return a heading in capitals with its broken words made whole."""
    return _BROKEN_CAPITALS.sub("", heading) if "-" in heading else heading


@lru_cache(maxsize=4096)
def looks_of(word: str) -> str:
    """Return what a word looks like: its letters and figures, those that a scan confuses made one, no accents."""
    plain = unicodedata.normalize("NFKD", word.lower())
    looks = _LETTERS.sub("", plain).translate(_LOOKS)
    for seen, meant in _TOGETHER:
        looks = looks.replace(seen, meant)
    return looks


def figures_of(printed: str) -> str:
    """Return figures of print with the letters that a scan takes for them read as figures."""
    return printed.translate(_FIGURES)


def roman_of(printed: str) -> str:
    """Return a roman number with the signs that a scan takes for its letters read as letters."""
    return printed.translate(_ROMAN)


def near(left: str, right: str, away: int) -> bool:
    """Return whether two words are no more than some letters apart; most that are not are told without counting."""
    if abs(len(left) - len(right)) > away or len(set(left) ^ set(right)) > 2 * away:
        return False
    return left == right or apart(left, right) <= away


@lru_cache(maxsize=4096)
def apart(left: str, right: str) -> int:
    """Return how many letters must be put in, left out or changed to make one word the other (Levenshtein)."""
    row = list(range(len(right) + 1))
    for place, letter in enumerate(left, 1):
        corner, row[0] = row[0], place
        for at, other in enumerate(right, 1):
            corner, row[at] = row[at], min(row[at] + 1, row[at - 1] + 1, corner + (letter != other))
    return row[-1]
