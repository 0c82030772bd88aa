"""The number of a dossier, and the letters that number its papers in the Eerste Kamer.

They stand apart from the other identifiers so that looking for citations loads nothing else.
"""

import re
from dataclasses import dataclass
from functools import total_ordering
from typing import Self

from procedure.errors import NotAnIdentifier

ROMAN = r"(?=[IVXLC])(?:C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
CHAPTER = r"(?:(?=[IVX])(?:X{0,2})(?:IX|IV|V?I{0,3})[A-E]?|[A-HJ-M])"
"""A budget chapter: roman up to XXIX, some split with a letter (IIA, IXB); single letters are the budget funds."""

_DOSSIER = re.compile(
    rf"(?P<number>\d{{2}}[ .\u00a0]?\d{{3}})(?:-(?P<sub>\d{{2}}))?(?:[ -](?P<chapter>{CHAPTER}))?"
    r"(?:[ -]?\((?P<treaty>R\d{3,4})\))?"
)
_ROMAN_DOSSIER = re.compile(rf"{ROMAN}")
_LETTERS = re.compile(r"[A-Z]+")
_LETTERS_IN_ALPHABET = 26


def rank_of_letters(letters: str) -> int:
    """Return the place of an Eerste Kamer letter in its dossier: A is 1, Z is 26, AA is 27 (bijective base 26)."""
    if not _LETTERS.fullmatch(letters):
        raise NotAnIdentifier(text=letters, kind="letter of a paper", example="A, Z or AB")
    rank = 0
    for letter in letters:
        rank = rank * _LETTERS_IN_ALPHABET + ord(letter) - ord("A") + 1
    return rank


def letters_of_rank(rank: int) -> str:
    """Return the Eerste Kamer letter of a place in its dossier; ``rank_of_letters`` is its inverse."""
    if rank < 1:
        raise NotAnIdentifier(text=str(rank), kind="place in a dossier", example="1")
    letters = ""
    while rank:
        rank, last = divmod(rank - 1, _LETTERS_IN_ALPHABET)
        letters = chr(ord("A") + last) + letters
    return letters


def next_letters(letters: str | None) -> str:
    """Return the letter that follows, Z being followed by AA; A where the dossier has none yet."""
    return letters_of_rank(rank_of_letters(letters) + 1) if letters else "A"


@total_ordering
@dataclass(frozen=True, slots=True)
class Dossier:
    """A dossier of papers: ``34775``, ``34775-VI``, ``21501-02``, ``34589 (R2077)`` or the internal ``CXXIV``."""

    number: str
    sub: str | None = None
    chapter: str | None = None
    treaty: str | None = None

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the dossier that a text names, with or without spaces, dots and hyphens."""
        plain = " ".join(text.split())
        if found := _DOSSIER.fullmatch(plain):
            number = re.sub(r"\D", "", found["number"])
            return cls(number, found["sub"], found["chapter"], found["treaty"])
        if _ROMAN_DOSSIER.fullmatch(plain):
            return cls(plain)
        raise NotAnIdentifier(text=text, kind="dossiernummer", example="34775-VI, 21501-02 of CXXIV")

    @property
    def spoken(self) -> str:
        """The form in running text: ``34 775 VI``, ``21 501-02``."""
        number = f"{self.number[:2]} {self.number[2:]}" if self.number.isdigit() else self.number
        chapter = f" {self.chapter}" if self.chapter else ""
        return f"{number}{self._sub}{chapter}{self._treaty}"

    @property
    def _sub(self) -> str:
        return f"-{self.sub}" if self.sub else ""

    @property
    def _treaty(self) -> str:
        return f" ({self.treaty})" if self.treaty else ""

    def __str__(self) -> str:
        chapter = f"-{self.chapter}" if self.chapter else ""
        return f"{self.number}{self._sub}{chapter}{self._treaty}"

    def __lt__(self, other: Self) -> bool:
        return self._order < other._order

    @property
    def _order(self) -> tuple[bool, str, str, str, str]:
        return not self.number.isdigit(), self.number, self.sub or "", self.chapter or "", self.treaty or ""
