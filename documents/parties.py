"""Who stands on a letter: offices as printed, in the roles in which the letter names them."""

from __future__ import annotations

import re

from documents.patterns import OFFICE, OFFICE_FOUND, PORTFOLIO
from documents.sentences import sentences

_CHAMBER_CHAIR = r"[Vv]oorzitter\s+van\s+de\s+(?:Eerste|Tweede)\s+Kamer(?:\s+der\s+Staten-Generaal)?"
_PARTY = re.compile(rf"{_CHAMBER_CHAIR}|{OFFICE}")
_ON_BEHALF = re.compile(
    r"\b(?:[Mm]ede\s+namens|[Nn]amens\s+(?=de\s+(?:[Mm]inister|[Ss]taatssecretaris)))\s*(?:ook\s+)?"
)
_COLLEAGUES = re.compile(
    rf"(?:mijn|onze)\s+(?:ambtgeno(?:ot|te|ten)|collega(?:['’]s)?)\s+(?:van|voor)\s+(?P<first>{PORTFOLIO})"
    rf"(?:\s+en\s+(?:van|voor)\s+(?P<second>{PORTFOLIO}))?"
)
_ARTICLE = re.compile(r"(?:de|het|mijn\s+ambtgeno(?:ot|te),?\s+de)\s+")
_NEXT = re.compile(r"\s*,?\s+en\s+(?:mede\s+)?(?:namens\s+)?|\s*,\s+(?:alsmede\s+|mede\s+)?(?:namens\s+)?")
_COPY = re.compile(
    r"\bin\s+(?:af|ko)schrift\b|\bafschrift(?:en)?\s+(?:van\s+deze\s+brief|hiervan|daarvan)|\bafschrift\s+(?:aan|naar)"
    r"|\bkopie\s+van\s+deze\s+brief|^[Cc]\.?[Cc]\.?\s?:|\b[Cc]c\s?:",
)
_NOT_THIS_LETTER = re.compile(r"\b(?:ontvangt|bied|treft|zend)\s+(?:ik\s+)?u\b.{0,40}\bin\s+afschrift\b")
_FORESAID = re.compile(
    r"\b(?:voornoemde|(?:voor|laatst|eerst|boven)?genoemde|betrokken)\s+(?P<title>[Mm]inister|[Ss]taatssecretaris)\b"
)
_PLURAL = re.compile(r"(?P<title>[Mm]inisters|[Ss]taatssecretarissen)\s+(?P<of>van|voor)\s+")
_SINGULAR = {"ministers": "Minister", "staatssecretarissen": "Staatssecretaris"}
_SPACES = re.compile(r"\s+")


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
        return [office]
    title = _SINGULAR[plural["title"].lower()]
    parts = re.split(r"\s+en\s+(?=van\s|voor\s)", office[plural.start("of") :])
    return [f"{title} {part}" for part in parts]


def on_behalf_of(body: str) -> tuple[str, ...]:
    """Return the offices on whose behalf a letter says that it also speaks ("mede namens"), in order."""
    found: list[str] = []
    position = 0
    while start := _ON_BEHALF.search(body, position):
        listed, end = _list_at(body, start.end())
        found.extend(listed)
        position = max(end, start.end())
    return tuple(dict.fromkeys(found))


def _list_at(text: str, position: int) -> tuple[list[str], int]:
    """Return the offices of an enumeration ("de Minister van A en de Minister van B") at a position, and its end."""
    if colleagues := _COLLEAGUES.match(text, position):
        return [f"Minister van {plain(part)}" for part in colleagues.groups() if part], colleagues.end()
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


def copied_to(paragraphs: tuple[str, ...]) -> tuple[str, ...]:
    """Return to whom a letter says that a copy of it goes; "voornoemde Minister" is the last one named before."""
    found: list[str] = []
    before = ""
    for paragraph in paragraphs:
        for sentence in sentences(paragraph):
            copy = _COPY.search(sentence)
            if copy and not _NOT_THIS_LETTER.search(sentence):
                found.extend(_parties(sentence[copy.end() :]) or _foresaid(sentence, before) or _parties(sentence))
            before = f"{before} {sentence}"
    return tuple(dict.fromkeys(found))


def _parties(text: str) -> list[str]:
    found: list[str] = []
    for match in _PARTY.finditer(text):
        found.extend(_each(plain(match[0])))
    return found


def _foresaid(sentence: str, before: str) -> list[str]:
    meant = _FORESAID.search(sentence)
    if not meant:
        return []
    same = [office for office in offices_in(before) if office.lower().startswith(meant["title"].lower())]
    return same[-1:]


def in_title_case(heading: str) -> str:
    """Return the name of an office out of a heading in capitals as running text prints it."""
    small = {"van", "voor", "en", "de", "der", "het", "commissie", "vaste", "commissies"}
    words = re.split(r"([\s,/-]+)", heading.lower())
    return "".join(word if word in small else word[:1].upper() + word[1:] for word in words)
