"""Which letters a letter answers, as it names them itself."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from documents import parties
from documents.dates import MONTHS, last_before
from documents.patterns import DATE, MONTH, OFFICE, first_date
from documents.values import InReplyTo
from documents.worn import mended
from procedure.vocabulary import LetterKind

if TYPE_CHECKING:
    from datetime import date

    from documents.values import Letter

_OPENING = 5
"""Paragraphs in which a reply names the letter that it answers."""
_RECENT = r"\d{1,2}\s+(?:" + "|".join(MONTHS) + r")\s+(?:jl|j\.l|jongstleden|laatstleden)\b"
_DAY = rf"(?P<date>(?:{DATE}|\d{{1,2}}[-/]\d{{1,2}}[-/]\d{{4}}|{_RECENT}))"
_YOUR_LETTER = re.compile(
    r"(?<!\b[Mm]ijn\s)(?<!\b[Oo]nze\s)\b(?:(?:[Uu]w|[Dd]e|[Ee]en|[Dd]eze|[Hh]aar|[Hh]un)\s+)?"
    r"(?:[Bb]rief|[Bb]rieven|[Vv]erzoek|[Ss]chrijven|[Vv]ragen)\b(?P<whose>[^.;]{0,160}?)"
    rf"\b(?:van|d\.d\.|dd\.?|d[ae]\s+dato|op|gedateerd|gedagtekend)\s+{_DAY}"
)
_ASKED_ME = re.compile(rf"\b(?:[Uu]w|[Dd]e|[Dd]oor\s+u)\s+op\s+{_DAY}\.?\s+(?:aan\s+)?(?:mij|ons)\b")
_SPLIT_DATE = re.compile(
    rf"\b[Bb]rief\s*,?\s+gedateerd\s+(?P<day>\d{{1,2}})\s+en\s+ingekomen\s+\d{{1,2}}\s+(?P<rest>{MONTH}\s+\d{{4}})"
)
_ASKED_ON = re.compile(
    rf"\b(?:[Cc]ommissie|[Ll]eden|[Uu]w\s+Kamer|[Uu])\b[^.;]{{0,120}}?\bop\s+{_DAY}[^;]{{0,80}}?\b(?:verzocht|gevraagd|vragen|voorgelegd|brief)"
)
_ON_DAY = re.compile(
    rf"\b[Oo]p\s+{_DAY}\.?\s+(?:heeft|hebben|hebt|heb|ontving|deed|deden|stelde|stelden|vroeg|vroegen)\s+(?P<who>[^.;]{{3,200}}?)"
    r"\b(?:vragen|verzocht|gevraagd|verzoek|brief|voorgelegd)\b"
)
_MARK = re.compile(
    r"\b(?:met\s+)?(?:uw\s+|ons\s+)?(?:kenmerk|referentie|nummer)\s*:?\s*(?P<mark>[A-Z0-9][\w./-]*\d[\w./-]*)",
    re.IGNORECASE,
)
_DONE_BY = re.compile(
    r"\b(?:afgedaan|nagekomen|voldaan|beantwoord|gegeven|geïnformeerd|gemeld)\s+(?:met|in|per)\s+(?:(?:de|mijn|onze|een)\s+)?$"
)
"""A letter by which something was done before is not the one that is answered."""
_CLOSE = 40
_YOUR_MARK = re.compile(r"\b[Uu]w\s+kenmerk\s*:?\s*(?P<mark>[A-Z0-9][\w./-]*\d[\w./-]*)")
_ADDRESSED = re.compile(rf"\b(?:aan|tot)\s+(?:de\s+)?(?P<office>{OFFICE})")


def answered_by(letter: Letter, kind: LetterKind) -> tuple[InReplyTo, ...]:
    """Return the letters that a reply says it answers, as it names them; a request and a plain letter answer none."""
    if kind in {LetterKind.REQUEST, LetterKind.LETTER}:
        return ()
    opening = mended(" ".join(letter.body[:_OPENING]))
    found = [
        _named(letter, opening, match)
        for match in _YOUR_LETTER.finditer(opening)
        if not _DONE_BY.search(opening, max(0, match.start() - _CLOSE), match.start())
    ]
    if not found:
        found = [InReplyTo(day) for day in _days_asked(letter, opening)]
    if len(found) == 1 and found[0].mark is None and (marked := _YOUR_MARK.search(opening)):
        found = [replace(found[0], mark=marked["mark"].rstrip("."))]
    if letter.your_mark and not any(one.mark for one in found):
        first = found[0] if found else InReplyTo(first_date(letter.your_mark))
        found[:1] = [replace(first, mark=letter.your_mark)]
    return tuple(dict.fromkeys(found))


def with_addressee(letter: Letter) -> Letter:
    """Return a letter that is printed by itself with whom it answers for: its sender, where it names no other.

    Print leaves out to whom the letter went that is answered; who answers it in his own name was asked. Where the
    letter is known by its mark, or stands in the same paper, nothing is inferred: it says so itself.
    """
    sender = letter.sender
    if sender is None or letter.heading is None:
        return letter
    told = tuple(
        one if one.addressee or one.mark or one.dated_on is None else replace(one, addressee=sender)
        for one in letter.in_reply_to
    )
    return replace(letter, in_reply_to=told)


def _named(letter: Letter, opening: str, match: re.Match[str]) -> InReplyTo:
    """Return a letter that is named with its day: to whom, where it says so, and under which mark."""
    mark = _MARK.search(opening, match.end(), match.end() + 60) or _MARK.search(match["whose"])
    office = _ADDRESSED.search(match["whose"])
    return InReplyTo(
        _day(match["date"], letter.dated_on),
        parties.plain(office["office"]) if office else None,
        mark["mark"].rstrip(".") if mark else None,
    )


def _days_asked(letter: Letter, opening: str) -> list[date | None]:
    """Return the day on which a reply says that it was asked, without a letter being named."""
    if split := _SPLIT_DATE.search(opening):
        return [first_date(f"{split['day']} {split['rest']}")]
    for pattern in (_ASKED_ME, _ASKED_ON, _ON_DAY):
        if said := pattern.search(opening):
            return [_day(said["date"], letter.dated_on)]
    return []


def _day(printed: str, written: date | None) -> date | None:
    """Return the day that print names; one that is lately past ("3 juni jl.") is reckoned from the letter's own."""
    return first_date(printed) or (last_before(printed, written) if written else None)
