"""Who stands on a letter: offices as printed, in the roles in which the letter names them."""

from __future__ import annotations

import re

from documents.offices import portfolio_at, portfolios_in
from documents.patterns import OFFICE, OFFICE_FOUND, PORTFOLIO
from documents.sentences import sentences
from documents.worn import mended

_CHAMBER_CHAIR = r"[Vv]oorzitter\s+van\s+de\s+(?:Eerste|Tweede)\s+Kamer(?:\s+der\s+Staten-Generaal)?"
_PARTY = re.compile(rf"{_CHAMBER_CHAIR}|{OFFICE}")
_ON_BEHALF = re.compile(
    r"\b(?:[Mm]ede\s+namens|[Nn]amens\s+(?=de\s+(?:[Mm]inister|[Ss]taatssecretaris)))\s*(?:ook\s+)?"
)
_COLLEAGUES = re.compile(
    rf"(?:mijn|onze|zijn|haar|hun)\s+(?:(?:hier(?:voor|boven)\s?)?genoemde\s+)?(?:ambtgeno(?:ot|te|ten)|collega(?:['’]s)?)\s*,?"
    rf"\s+(?:de\s+[Mm]inisters?\s+)?(?:van|voor)\s+(?P<first>{PORTFOLIO})(?:\s+en\s+(?:van|voor)\s+(?P<second>{PORTFOLIO}))?"
)
_ARTICLE = re.compile(r"(?:de|het|mijn\s+ambtgeno(?:ot|te),?\s+de)\s+")
_NEXT = re.compile(r"\s*,?\s+en\s+(?:mede\s+)?(?:namens\s+)?|\s*,\s+(?:alsmede\s+|mede\s+)?(?:namens\s+)?")
_COPY = re.compile(
    r"\b[Ii]n\s+(?:af|ko)schrift\b|\bafschrift(?:en)?\s+(?:van\s+deze\s+brief|hiervan|daarvan)|\bafschrift\s+(?:aan|naar)"
    r"|\bkopie\s+van\s+deze\s+brief|^[Cc]\.?[Cc]\.?\s?:|\b[Cc]c\s?:",
)
_MAY_BE_COPY = re.compile(r"[Cc]\.?[Cc]\.?\s?:|afschrift|koschrift|kopie")
"""In every text with a match of the pattern above: cheap, as it is put to all paragraphs of a letter."""
_NOT_THIS_LETTER = re.compile(r"\b(?:ontvangt|bied|treft|zend)\s+(?:ik\s+)?u\b.{0,40}\bin\s+afschrift\b")
_FORESAID = re.compile(
    r"\b(?:voornoemde|(?:voor|laatst|eerst|boven)?genoemde|betrokken)\s+(?P<title>[Mm]inister|[Ss]taatssecretaris)\b"
)
_PLURAL = re.compile(r"(?P<title>[Mm]inisters|[Ss]taatssecretarissen)\s+(?P<of>van|voor)\s+")
_MANY = re.compile(rf"(?:de\s+)?{_PLURAL.pattern}")
_SINGULAR = {"ministers": "Minister", "staatssecretarissen": "Staatssecretaris"}
_SPACES = re.compile(r"\s+")
_ONE_OF = re.compile(r"(?P<title>[Mm]inister|[Ss]taatssecretaris)\s+(?:van|voor)\s+")
_AND_OF = re.compile(r"\s+en\s+(?P<of>van|voor)\s+")


def plain(office: str) -> str:
    """Return an office as one line of words, without white space before its commas."""
    return _SPACES.sub(" ", office).replace(" ,", ",").strip(" ,")


def offices_in(text: str) -> list[str]:
    """Return the offices that a text names, in order; a plural ("Ministers van X en van Y") gives each."""
    found: list[str] = []
    for match in OFFICE_FOUND.finditer(text):
        found.extend(_each(plain(match[0])))
    return found


def _each(office: str) -> list[str]:
    plural = _PLURAL.match(office)
    if not plural:
        return _two_of_one(office)
    title = _SINGULAR[plural["title"].lower()]
    known, end = portfolios_in(office, plural.end())
    if len(known) > 1 and end == len(office):
        return [f"{title} {of} {name}" for of, name in [(plural["of"], known[0][1]), *known[1:]]]
    parts = re.split(r"\s+en\s+(?=van\s|voor\s)", office[plural.start("of") :])
    return [f"{title} {part}" for part in parts]


def _two_of_one(office: str) -> list[str]:
    """Return "Minister van A en van B" as two offices where A and B are each a portfolio, for nobody bears both."""
    cut = _AND_OF.search(office)
    if not cut:
        return [office]
    first = portfolio_at(office, found.end()) if (found := _ONE_OF.match(office)) else None
    second = portfolio_at(office, cut.end())
    if found and first and second and first[1] == cut.start() and second[1] == len(office):
        return [office[: cut.start()], f"{found['title']} {cut['of']} {office[cut.end() :]}"]
    return [office]


def on_behalf_of(body: str) -> tuple[str, ...]:
    """Return the offices on whose behalf a letter says that it also speaks ("mede namens"), in order."""
    found: list[str] = []
    position = 0
    body = mended(body) if "amens" in body else ""
    while start := _ON_BEHALF.search(body, position):
        listed, end = _list_at(body, start.end())
        found.extend(listed)
        position = max(end, start.end())
    return tuple(dict.fromkeys(found))


def _list_at(text: str, position: int) -> tuple[list[str], int]:
    """Return the offices of an enumeration ("de Minister van A en de Minister van B") at a position, and its end."""
    if colleagues := _COLLEAGUES.match(text, position):
        return _colleagues(text, colleagues)
    if many := _MANY.match(text, position):
        known, end = portfolios_in(text, many.end())
        if len(known) > 1:
            title = _SINGULAR[many["title"].lower()]
            return [f"{title} {of} {name}" for of, name in [(many["of"], known[0][1]), *known[1:]]], end
    found: list[str] = []
    while True:
        article = _ARTICLE.match(text, position)
        office = OFFICE_FOUND.match(text, article.end() if article else position)
        if not office:
            return found, position
        found.extend(_each(plain(office[0])))
        following = _NEXT.match(text, office.end())
        if not following:
            return found, office.end()
        position = following.end()


def _colleagues(text: str, found: re.Match[str]) -> tuple[list[str], int]:
    """Return the offices of "mijn ambtgenoten van A en B", and where their enumeration ends."""
    begins = found.start("first")
    known, end = portfolios_in(text, begins)
    if known:
        said = re.search(r"(van|voor)\s+$", text[:begins])
        first = (said[1] if said else known[0][0], known[0][1])
        return [f"Minister {of} {name}" for of, name in [first, *known[1:]]], end
    return [f"Minister van {plain(part)}" for part in found.groups() if part], found.end()


def copied_to(paragraphs: tuple[str, ...]) -> tuple[str, ...]:
    """Return to whom a letter says that a copy of it goes; "voornoemde Minister" is the last one named before."""
    found: list[str] = []
    named: dict[str, str] = {}
    told: list[str] = []
    may_be = [_MAY_BE_COPY.search(paragraph) is not None for paragraph in paragraphs]
    if not any(may_be):
        return ()
    for paragraph, may in zip(paragraphs, may_be, strict=True):
        for sentence in sentences(paragraph):
            copy = _COPY.search(sentence) if may else None
            if copy and not _NOT_THIS_LETTER.search(sentence):
                found.extend(_parties(sentence[copy.end() :]) or _foresaid(sentence, told, named) or _parties(sentence))
            told.append(sentence)
    return tuple(dict.fromkeys(found))


def _parties(text: str) -> list[str]:
    found: list[str] = []
    for match in _PARTY.finditer(text):
        found.extend(_each(plain(match[0])))
    return found


def _foresaid(sentence: str, told: list[str], named: dict[str, str]) -> list[str]:
    """Return the office of a title that was named last; the sentences told are looked through once and then let go."""
    meant = _FORESAID.search(sentence)
    if not meant:
        return []
    for office in offices_in(" ".join(told)):
        named["minister" if office.lower().startswith("minister") else "staatssecretaris"] = office
    told.clear()
    last = named.get(meant["title"].lower())
    return [last] if last else []


def in_title_case(heading: str) -> str:
    """Return the name of an office out of a heading in capitals as running text prints it."""
    small = {"van", "voor", "en", "de", "der", "het", "commissie", "vaste", "commissies"}
    words = re.split(r"([\s,/-]+)", heading.lower())
    return "".join(word if word in small else word[:1].upper() + word[1:] for word in words)
