"""The head of a letter: address, place, day and the labelled lines of a letterhead, whatever their order."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from documents.clean import join
from documents.patterns import DATE, OFFICE, PLACE, date_of, first_date
from procedure.vocabulary import Language
from procedure.wording import WEEKDAYS

if TYPE_CHECKING:
    from datetime import date

_SALUTATION = re.compile(r"(?:Zeer\s+)?(?:Geachte|Hooggeachte|Hoogedelgestrenge|Excellentie|Beste|Waarde)\b")
_LABEL = re.compile(
    r"(?P<label>(?i:(?:Plaats\s+en\s+)?Datum|Betreft|Betreffende|Onderwerp|Ons\s+kenmerk|Onze\s+referentie|Uw\s+kenmerk|Uw\s+referentie|Uw\s+brief(?:\s+van|\s*\(kenmerk\))?"
    r"|Kenmerk|Referentie|Bijlagen?|Contactpersoon|Telefoon|E-mail|Doorkiesnummer|Afdeling|Directie|Bezoekadres|Postadres"
    r"|Retouradres|In\s+afschrift\s+aan|Afschrift\s+aan|C\.?C\.?))(?:\s*:\s*|\s+|$)(?P<value>.*)",
)
_DATE_LABEL = re.compile(r"Datum|datum:?\s+\d|Plaats\s+en\s+datum\b")
_WEEKDAYS = WEEKDAYS[Language.NL]
_DATELINE = re.compile(
    rf"(?:(?P<place>{PLACE})\s*,\s*)?(?:d\.?d\.?\s*)?(?:(?P<weekday>(?:{'|'.join(_WEEKDAYS)}))\s+)?{DATE}\.?",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"(?:Aan|AAN)(?::|\s+|$)")
_BARE_ADDRESS = re.compile(
    rf"(?:De\s+)?(?:heer\s+)?(?:{OFFICE}|[Vv]oorzitter\s+van\s+de\s+(?:Eerste|Tweede)\s+Kamer.*)$"
)
_STREET = re.compile(
    r"(?:Postbus\b|\d{4}\s?[A-Z]{2}\b|>|Binnenhof\b|Kazernestraat\b|DEN\s+HAAG$|Den\s+Haag$|(?:de|De)\s+heer\b|mevrouw\b|Mevrouw\b"
    r"|(?:mw|Mw|dhr|Dhr|mr|drs|dr|prof|ir)\.\s|(?:[A-Z][\w'’.-]*\s+){0,3}[\w'’-]*(?:straat|weg|laan|plein|kade|gracht|hof|singel)\s+\d"
    r"|t\.a\.v\.|p/a\b|[\w.]+@|www\.|(?:T|F|E)\s+[\d(+\w]|Plein\s+\d|Turfmarkt\b|Ministerie\b)",
)
_TO = re.compile(r"(?:Aan|AAN):?\s*")
_AND_TO = re.compile(
    r"\s*(?:,|;|\s+en)\s+(?:aan\s+)?(?=(?:de|het)\s+(?:[Mm]inister|[Ss]taatssecretaris|[Vv]oorzitter))"
)
_ARTICLE = re.compile(r"(?:de|het|De|Het|DE|HET|mevrouw|de heer)\s+")
_WHOLE_ADDRESS = re.compile(r"Kamer\s+der\s+Staten-Generaal\W*$")
"""With these words the address of a chamber is over, though print sets no blank line under it."""
_HEADER_LINES = 70
_LONGEST_HEAD_LINE = 110


@dataclass(slots=True)
class Head:
    """What the head of a letter gives, and on which line its body begins."""

    address: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    place: str | None = None
    dated_on: date | None = None
    impossible_date: str | None = None
    wrong_weekday: str | None = None
    fields: dict[str, str] = field(default_factory=dict)
    body_from: int = 0


def is_address(line: str) -> bool:
    """Return whether a line opens an address ("Aan de Voorzitter …")."""
    return bool(
        re.match(r"(?:Aan|AAN)(?::?\s+(?:de|het|De|DE|dhr|mevrouw|Voorzitter|Minister|Staatssecretaris)\b|:?$)", line)
    )


def is_dateline(line: str) -> bool:
    """Return whether a line is a place and a day, or the label of a date."""
    return bool(_DATELINE.fullmatch(line) or _DATE_LABEL.match(line))


def is_label(line: str) -> bool:
    """Return whether a line is one of those with a label in a letterhead ("Ons kenmerk 2018-0001")."""
    return bool(_LABEL.match(line))


def head_of(lines: list[str]) -> Head:
    """Return the head of a letter; the body begins at the salutation, or else after the last line of the head."""
    head = Head()
    greeting = next((i for i, line in enumerate(lines[:_HEADER_LINES]) if _SALUTATION.match(line)), None)
    certain = greeting if greeting is not None else _date_in_head(lines)
    position = 0
    while position < len(lines) and (greeting is None or position < greeting):
        taken = _take(lines, position, head, greeting)
        if not taken and position >= certain:
            break
        position += taken or 1
    head.body_from = position
    return head


def _date_in_head(lines: list[str]) -> int:
    """Return on which line the date of a head stands, over which every line belongs to the head; 0 where none does."""
    for position, line in enumerate(lines[:_HEADER_LINES]):
        if len(line) > _LONGEST_HEAD_LINE:
            return 0
        if is_dateline(line):
            return position
    return 0


def _take(lines: list[str], position: int, head: Head, greeting: int | None) -> int:
    """Take one thing off the head of a letter and return over how many lines it went; 0 where the body begins."""
    line = lines[position]
    if not line:
        return 1
    if _opens_address(line, head, has_greeting=greeting is not None):
        return _take_address(lines, position, head)
    if dateline := _DATELINE.fullmatch(line):
        _set_date(head, dateline)
        return 1
    if label := _LABEL.match(line):
        return _take_field(lines, position, head, label)
    return 1 if _STREET.match(line) else 0


def _opens_address(line: str, head: Head, *, has_greeting: bool) -> bool:
    if _ADDRESS.match(line):
        return is_address(line) or has_greeting
    return not head.addressees and bool(_BARE_ADDRESS.match(line)) and not _DATELINE.fullmatch(line)


def _set_date(head: Head, found: re.Match[str]) -> None:
    head.place = found["place"].replace("DEN HAAG", "Den Haag") if found["place"] else head.place
    head.dated_on = date_of(found)
    if head.dated_on is None:
        head.impossible_date = found[0]
    elif (named := found["weekday"]) and named.lower() != _WEEKDAYS[head.dated_on.weekday()]:
        head.wrong_weekday = found[0]


def _take_address(lines: list[str], position: int, head: Head) -> int:
    """Take the lines of an address, up to a blank line, a street, a date or a label."""
    end = position + 1
    while end < len(lines) and lines[end] and not _ends_address(lines[end]):
        if len(lines[end]) > _LONGEST_HEAD_LINE or _WHOLE_ADDRESS.search(lines[end - 1]):
            break
        end += 1
    printed = tuple(lines[position:end])
    text = _TO.sub("", join(list(printed)).strip(), count=1)
    if not text and end < len(lines):
        return 1 + _take_address(["Aan", *lines[position + 1 :]], 1, head) if lines[end] else 1
    head.address += printed
    head.addressees += tuple(filter(None, (_without_article(one) for one in _AND_TO.split(text))))
    return end - position


def _without_article(office: str) -> str:
    article = _ARTICLE.match(office)
    return office[article.end() if article else 0 :].strip(" ,;")


def _ends_address(line: str) -> bool:
    return bool(_ADDRESS.match(line) or _DATELINE.fullmatch(line) or _LABEL.match(line) or _STREET.match(line))


def _take_field(lines: list[str], position: int, head: Head, label: re.Match[str]) -> int:
    """Take a labelled line; a label alone on its line has its value on the next."""
    name, value, taken = " ".join(label["label"].split()).lower(), label["value"].strip(), 1
    if not value and position + 1 < len(lines) and lines[position + 1] and not _LABEL.match(lines[position + 1]):
        value, taken = lines[position + 1], 2
    if name in {"betreft", "betreffende", "onderwerp"}:
        while position + taken < len(lines) and _goes_on(lines[position + taken]):
            value, taken = join([value, lines[position + taken]]), taken + 1
    if name.endswith("datum") and (whole := _DATELINE.fullmatch(value)):
        _set_date(head, whole)
    elif name.endswith("datum"):
        head.dated_on = first_date(value)
        head.impossible_date = value if value and head.dated_on is None else None
    elif value:
        head.fields.setdefault(name, value)
    return taken


def _goes_on(line: str) -> bool:
    return bool(line) and not _ends_address(line) and not _SALUTATION.match(line)
