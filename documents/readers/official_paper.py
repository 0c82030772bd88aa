"""What the head of an official paper says of it, and the sheet on which its words are set."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from documents.readers.official_print import Run, Sheet, children, plain, run_of
from documents.readers.text import Stated
from documents.values import Anomaly
from procedure.errors import NotAnIdentifier
from procedure.identifiers import Dossier, SessionYear
from procedure.vocabulary import Chamber

if TYPE_CHECKING:
    from lxml.etree import _Element

_NAMED = re.compile(r"(?P<which>Eerste|Tweede)\s+Kamer")
_BY_NAME = {"Eerste": Chamber.EK, "Tweede": Chamber.TK}
_BY_DIGIT = {"1": Chamber.EK, "2": Chamber.TK}
_YEAR = re.compile(r"\d{4}\s?[-–/]\s?\d{2,4}")
_HYPHEN = re.compile(r"\s*-\s*")
_TREATY = re.compile(r"\(\s*R\s*(\d+)\s*\)")
_LETTER_HEADING = re.compile(r"(?:\w+\s+)?(?:BRIEF|BRIEVEN|UITSTELBRIEF|UITSTELBERICHT)\b")


class Paper:
    """An official paper while it is read: what it says of itself, its words, and what it has wrong."""

    def __init__(self) -> None:
        """Begin with an empty sheet, of which nothing is known."""
        self.sheet = Sheet()
        self.chamber: Chamber | None = None
        self.session_year: str | None = None
        self.dossiers: list[str] = []
        self.dossier_titles: list[str] = []
        self.number: str | None = None
        self.title: str | None = None
        self.adopted_on: date | None = None
        self.anomalies: list[Anomaly] = []

    @property
    def stated(self) -> Stated:
        """What the paper says of itself, as a value."""
        return Stated(
            self.chamber,
            tuple(self.dossiers),
            tuple(self.dossier_titles),
            self.number,
            self.session_year,
            self.title,
            self.adopted_on,
        )

    def wrong(self, code: str, text: str) -> None:
        """Keep what the paper has wrong."""
        self.anomalies.append(Anomaly(code, text))

    def say_chamber(self, named: str | None, digit: str | None) -> None:
        """Take the chamber from its name, else from its digit; a second saying that differs is told."""
        said = named_chamber(named) or _BY_DIGIT.get(plain(digit))
        if self.chamber and said and said is not self.chamber:
            self.wrong("chamber_differs", f"de kop noemt de {self.chamber.label}, het nummer de {said.label}")
        self.chamber = self.chamber or said

    def say_year(self, words: str | None) -> None:
        """Take the parliamentary year."""
        found = _YEAR.search(words or "")
        self.session_year = session_year(found[0]) if found else None

    def say_dossier(self, shown: str, title: str) -> str:
        """Take a dossier with its title, and return its number as it is set; a stray hyphen is told and left out."""
        number = _TREATY.sub(r"(R\1)", _HYPHEN.sub("-", shown))
        if number.endswith("-"):
            self.wrong("dossier_slip", shown)
            number = number.rstrip("- ")
        known = dossier(number)
        if known:
            self.dossiers.append(known)
            self.dossier_titles.append(title)
        else:
            self.wrong("unknown_dossier", shown)
        return number

    def say_title(self, words: str | None) -> None:
        """Take the title, unless it is the heading over the only letter."""
        self.title = words if words and not _LETTER_HEADING.match(words) else None

    def set_dossier(self, number: _Element | None, title: Run) -> None:
        """Set a dossier and its title on one line; the parts of its number stand apart, whatever is between them."""
        parts = " ".join(plain(text) for text in map(str, number.itertext())) if number is not None else ""
        self.sheet.title(Run(self.say_dossier(plain(parts), title.words)) + title)

    def set_item(self, element: _Element) -> list[_Element]:
        """Set an item of a list, its mark before its first paragraph, and return what stands under that."""
        mark = element.find("li.nr")
        parts = [part for part in children(element) if part is not mark]
        shown = run_of(mark) if mark is not None else Run("")
        if parts and parts[0].tag == "al":
            shown += run_of(parts.pop(0))
        self.sheet.block([shown])
        return parts


def named_chamber(text: str | None) -> Chamber | None:
    """Return the chamber that a text names, or None."""
    found = _NAMED.search(text or "")
    return _BY_NAME[found["which"]] if found else None


def dossier(text: str) -> str | None:
    """Return the canonical number of a dossier, or None where the text is none."""
    try:
        return str(Dossier.parse(text))
    except NotAnIdentifier:
        return None


def session_year(text: str) -> str | None:
    """Return a parliamentary year in its canonical form, or None where the text is none."""
    try:
        return str(SessionYear.parse(text))
    except NotAnIdentifier:
        return None


def day_of(text: str | None) -> date | None:
    """Return the day of an attribute, or None where it is none."""
    try:
        return date.fromisoformat(plain(text))
    except ValueError:
        return None
