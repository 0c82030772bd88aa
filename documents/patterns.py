"""Named patterns of Dutch parliamentary print, each in time linear in the text."""

from __future__ import annotations

import re
from datetime import date

from documents.dates import MONTHS

_SHORT = {
    "jan": 1,
    "feb": 2,
    "mrt": 3,
    "apr": 4,
    "jun": 6,
    "jul": 7,
    "aug": 8,
    "sep": 9,
    "sept": 9,
    "okt": 10,
    "nov": 11,
    "dec": 12,
}
_NUMBER_OF = {name: place for place, name in enumerate(MONTHS, 1)} | _SHORT

MONTH = "(?:" + "|".join(MONTHS) + r"|(?:jan|feb|mrt|apr|jun|jul|aug|sept?|okt|nov|dec)\.?)"
WEEKDAY = r"(?:(?:maan|dins|woens|donder|vrij|zater|zon)dag\s+)?"
DATE = rf"{WEEKDAY}(?P<day>\d{{1,2}})\s+(?P<month>{MONTH})\s+(?P<year>\d{{4}})"
ANY_DATE = rf"(?:\d{{1,2}}\s+{MONTH}\s+\d{{4}}|\d{{1,2}}[-/]\d{{1,2}}[-/]\d{{4}})"
PLACE = r"(?:(?:['’]s|[’']S)[- ](?:Gravenhage|GRAVENHAGE)|Den\ Haag|DEN\ HAAG|[A-Z][a-z]+(?:[- ][A-Z][a-z]+)?)"

_DATE = re.compile(DATE, re.IGNORECASE)
_NUMERIC = re.compile(r"(?<!\d)(\d{1,2})[-/](\d{1,2})[-/](\d{4})(?!\d)")

PORTFOLIO_WORDS = frozenset(
    """algemene buitenlandse binnenlandse zaken handel ontwikkelingssamenwerking ontwikkelingshulp justitie veiligheid
    rechtsbescherming koninkrijksrelaties koninkrijksaangelegenheden onderwijs cultuur wetenschap wetenschappen
    wetenschapsbeleid basis primair voortgezet media emancipatie financiën financien fiscaliteit belastingdienst
    toeslagen douane herstel defensie infrastructuur milieu waterstaat verkeer openbaar vervoer economische klimaat
    energie landbouw innovatie natuur voedselkwaliteit visserij voedselzekerheid stikstof sociale werkgelegenheid
    volksgezondheid welzijn sport medische langdurige maatschappelijke maatschappelijk werk zorg jeugd jeugdzorg
    preventie wonen wijken rijksdienst volkshuisvesting ruimtelijke ordening milieubeheer milieuhygiëne
    vreemdelingenzaken integratie asiel migratie immigratie armoedebeleid participatie pensioenen digitalisering
    digitale groene groei mijnbouw grote steden bestuurlijke vernieuwing technologie recreatie groningen
    natuurbeheer kunsten bouwnijverheid nederlands-antilliaanse antilliaanse surinaamse maatschappelijk
    """.split()  # noqa: SIM905 - a paragraph of words reads better than a list of them
)
"""The words of which names of portfolios are made; a word after a comma or a space must be one of these."""

_WORD = r"[A-ZÀ-Ý][\wÀ-ÿ’'-]+"
_KNOWN = "(?:" + "|".join(sorted(w.capitalize() for w in PORTFOLIO_WORDS)) + r")\b-?"
_NO_OFFICE = r"(?!(?:[Mm]inister|[Ss]taatssecretaris|[Vv]oorzitter|[Gg]riffier)s?\b)"
PORTFOLIO = rf"{_WORD}(?:\s*,\s+{_KNOWN}|\s+(?:en|&)\s+{_NO_OFFICE}{_WORD}|\s+{_KNOWN})*"
_OF = r"\s+(?:van|voor)\s+"
OFFICE = (
    rf"(?:[Mm]inister-[Pp]resident(?:\s*,\s+[Mm]inister{_OF}{PORTFOLIO})?"
    rf"|(?:[Mm]inisters?|[Ss]taatssecretaris(?:sen)?){_OF}{PORTFOLIO}(?:\s+en{_OF}{PORTFOLIO})?)"
)
NAME = (
    r"(?:(?:[Pp]rof\.|[Dd]r\.|[Mm]r\.|[Dd]rs\.|[Ii]r\.|[Ii]ng\.|[Mm]w\.|[Mm]evr\.|[Mm]evrouw|[Dd]hr\.)\s*)*"
    r"(?:(?:[A-ZÀ-Ý][a-zà-ÿ]{0,2}\.\s?)+|(?:[A-ZÀ-Ý][\wà-ÿ’'-]+\s)?)"
    r"(?:(?:[Vv]an|[Dd]e|[Dd]en|[Dd]er|[Tt]er|[Tt]en|[Tt]e|[Hh]et|[’']t|[Oo]p|[Ii]n)\s+(?:de\s+|der\s+|den\s+|het\s+|[’']t\s+)?)?"
    r"[A-ZÀ-Ý][\wÀ-ÿ’'-]+(?:[- ](?:[Vv]an\s|[Dd]e\s|[Dd]er\s|[Dd]en\s)*[A-ZÀ-Ý][\wÀ-ÿ’'-]+)?"
)

OFFICE_FOUND = re.compile(OFFICE)


def date_of(found: re.Match[str]) -> date | None:
    """Return the day of a match of ``DATE``, or None where the calendar has no such day."""
    month = _NUMBER_OF[found["month"].rstrip(".").lower()]
    return _day(int(found["year"]), month, int(found["day"]))


def first_date(text: str) -> date | None:
    """Return the first day with a year that a text names, in words or in figures."""
    if found := _DATE.search(text):
        return date_of(found)
    if numeric := _NUMERIC.search(text):
        return _day(int(numeric[3]), int(numeric[2]), int(numeric[1]))
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
