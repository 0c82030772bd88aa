"""The numbers of the field as values: papers, dossiers, cases, promises and parliamentary years.

Each value parses the forms that print uses, keeps its parts, goes back to one canonical string (``str``), gives the
form in which a Dutch text names it (``spoken``), and sorts in the order of print.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import total_ordering
from typing import Self

from procedure.dossiers import CHAPTER, ROMAN, Dossier, letters_of_rank, next_letters, rank_of_letters
from procedure.errors import NotAnIdentifier
from procedure.vocabulary import Chamber

__all__ = [
    "CHAPTER",
    "ROMAN",
    "CaseNumber",
    "CommitmentNumber",
    "Dossier",
    "EDossier",
    "PaperNumber",
    "SessionYear",
    "letters_of_rank",
    "next_letters",
    "rank_of_letters",
]

_OB = re.compile(r"kst-(?P<dossier>.+)-(?P<number>\d{1,4}[a-z]?|[A-Z]{1,2})(?:-n(?P<edition>\d))?", re.IGNORECASE)
_PAPER = re.compile(r"(?P<dossier>.+?)(?:,\s*(?:nr\.?\s*|letter\s+)?(?P<number>\d{1,4}[a-z]?|[A-Z]{1,2}))?")
_LETTERS = re.compile(r"[A-Z]+")
_CENTURY = 100


@total_ordering
@dataclass(frozen=True, slots=True)
class PaperNumber:
    """A numbered paper (kamerstuk): its dossier and an Eerste Kamer letter or a Tweede Kamer number, or neither."""

    dossier: Dossier
    number: str | None = None

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the paper that a text or official id names: ``34 964, A``, ``30573, nr. 153``, ``kst-34964-A-n1``."""
        plain = " ".join(text.split())
        found = _OB.fullmatch(plain) or _PAPER.fullmatch(plain)
        if not found:
            raise NotAnIdentifier(text=text, kind="nummer van een stuk", example="34964, A of 30573, nr. 153")
        return cls(Dossier.parse(found["dossier"]), found["number"])

    @property
    def chamber(self) -> Chamber | None:
        """The chamber that numbers so: the Eerste Kamer gives letters, the Tweede Kamer figures."""
        if self.number is None:
            return None
        return Chamber.EK if _LETTERS.fullmatch(self.number) else Chamber.TK

    @property
    def spoken(self) -> str:
        """The form in running text: ``34 964, A`` or ``30 573, nr. 153``."""
        if self.number is None:
            return self.dossier.spoken
        mark = "" if self.chamber is Chamber.EK else "nr. "
        return f"{self.dossier.spoken}, {mark}{self.number}"

    def __str__(self) -> str:
        if self.number is None:
            return str(self.dossier)
        mark = "" if self.chamber is Chamber.EK else "nr. "
        return f"{self.dossier}, {mark}{self.number}"

    def __lt__(self, other: Self) -> bool:
        return self._order < other._order

    @property
    def _order(self) -> tuple[Dossier, int, int, str]:
        if self.number is None:
            return self.dossier, 0, 0, ""
        if self.chamber is Chamber.EK:
            return self.dossier, 1, rank_of_letters(self.number), ""
        return self.dossier, 2, int(re.sub(r"\D", "", self.number)), self.number


@dataclass(frozen=True, slots=True, order=True)
class CaseNumber:
    """The number of a case: chamber, year of registration and serial, ``EK-2018-001``; never made from a dossier."""

    chamber: Chamber
    year: int
    serial: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the case number that a text is; case does not matter, the serial has at least three figures."""
        found = re.fullmatch(r"(EK|TK)-(\d{4})-(\d{3,})", text.strip().upper())
        if not found or not int(found[3]):
            raise NotAnIdentifier(text=text, kind="zaaknummer", example="EK-2018-001")
        return cls(Chamber(found[1]), int(found[2]), int(found[3]))

    def __str__(self) -> str:
        return f"{self.chamber.value}-{self.year}-{self.serial:03d}"


@dataclass(frozen=True, slots=True, order=True)
class CommitmentNumber:
    """The number of a promise in the register of the Eerste Kamer: ``T02538``, leading zeros included."""

    serial: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the number of a promise that a text is."""
        found = re.fullmatch(r"T(\d{5})", text.strip().upper())
        if not found:
            raise NotAnIdentifier(text=text, kind="nummer van een toezegging", example="T02538")
        return cls(int(found[1]))

    def __str__(self) -> str:
        return f"T{self.serial:05d}"


@dataclass(frozen=True, slots=True, order=True)
class EDossier:
    """A European dossier of the Eerste Kamer: two figures of the year and a serial, ``E180019``."""

    year: int
    serial: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the European dossier that a text is."""
        found = re.fullmatch(r"E(\d{2})(\d{4})", text.strip().upper())
        if not found:
            raise NotAnIdentifier(text=text, kind="E-dossier", example="E180019")
        return cls(2000 + int(found[1]), int(found[2]))

    def __str__(self) -> str:
        return f"E{self.year % _CENTURY:02d}{self.serial:04d}"


@dataclass(frozen=True, slots=True, order=True)
class SessionYear:
    """A parliamentary year (vergaderjaar), named after the years in which it begins and ends: ``2017-2018``."""

    start: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the parliamentary year of ``2017-2018``, ``2017–2018``, ``2008/09`` or ``20172018``."""
        found = re.fullmatch(r"(\d{4})\s?[-–/]?\s?(\d{4}|\d{2})", text.strip())
        if not found or (int(found[1]) + 1) % 10 ** len(found[2]) != int(found[2]):
            raise NotAnIdentifier(text=text, kind="vergaderjaar", example="2017-2018")
        return cls(int(found[1]))

    @classmethod
    def of(cls, day: date) -> Self:
        """Return the parliamentary year of a day: it begins on the third Tuesday of September (Grondwet, art. 65)."""
        first = date(day.year, 9, 1)
        opening = first + timedelta(days=(1 - first.weekday()) % 7 + 14)
        return cls(day.year if day >= opening else day.year - 1)

    @property
    def spoken(self) -> str:
        """The form in print, with an en dash: ``2017–2018``."""
        return f"{self.start}–{self.start + 1}"

    def __str__(self) -> str:
        return f"{self.start}-{self.start + 1}"
