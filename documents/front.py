"""The front of a printed paper: title block, the committee's own sentences, and who put their names to it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from documents.clean import Line, join, paragraphs
from documents.patterns import DATE, NAME, first_date
from procedure.errors import NotAnIdentifier
from procedure.identifiers import CHAPTER, Dossier, SessionYear
from procedure.vocabulary import Chamber

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

_CHAMBER = re.compile(r"(?P<which>Eerste|Tweede) Kamer der Staten-Generaal(?:\s+[12])?")
_YEAR = re.compile(
    r"(?:Vergaderjaar|Zitting)\s+(?P<year>\d{4}\s?[-–/]\s?\d{2,4})(?:\s+(?P<number>Nr\.\s*\d+\w?|[A-Z]{1,2}))?",
    re.IGNORECASE,
)
_DOSSIER_LINE = re.compile(
    rf"(?P<dossier>\d{{2}}[ .\u00a0]?\d{{3}}(?:-\d{{2}})?(?:[ -]{CHAPTER}(?=\s|$))?(?:\s\(R\d{{3,4}}\))?"
    r"|C[XLVI]{2,7}(?=\s))"
    r"(?:\s+(?P<title>\D.*)|(?P<second>\s*/\s*(?:\d|C).*))?"
)
_SECOND = re.compile(r"\s*/\s*(?P<rest>\S.*)")
_TREATY = re.compile(r"\(?(?P<treaty>R\s?\d{3,4})\)?")
_KIND = r"(?:VERSLAG|BRIEF|BRIEVEN|MOTIE|LIJST|NADER|UITSTELBRIEF)"
_NUMBER_LINE = re.compile(
    rf"(?P<number>[Nn]r\.\s*\d{{1,4}}[a-z]?|[A-Z]{{1,2}}(?=\d?(?:\s|$)))\d?(?:\s+(?P<reprint>HERDRUK\d*))?(?:\s+(?P<rest>{_KIND}\b.*))?"
)
_TITLE = re.compile(
    r"(?P<title>(?:NADER\s+)?(?:VERSLAG|Verslag)\s+(?:VAN|van|schriftelijk|houdende)\b.*?)(?:\s+(?P<adopted>Vastgesteld.*))?",
    re.DOTALL,
)
_ADOPTED = re.compile(r"Vastgesteld\s*,?\s*(?:d\.d\.\s*)?(?P<rest>.*)", re.DOTALL)
_PLAIN_DATE = re.compile(DATE, re.IGNORECASE)
_CAPITALS = re.compile(r"[^a-zà-ÿ]*")
_SIGNED = re.compile(
    rf"(?P<capacity>De\s+(?:(?:adjunct-|wnd\.\s|waarnemend\s|fungerend\s|plv\.\s|plaatsvervangend\s)?)(?P<role>voorzitter|griffier)"
    rf"(?:s)?\s+(?:van|voor)\s[^.;]{{3,200}}?)\s*,\s*(?P<name>{NAME})\.?(?=\s*$|\s*\n|\s+De\s)"
)
_FOOT = re.compile(
    rf"(?P<which>Eerste|Tweede)\s+Kamer\s*,\s+(?:vergaderjaar|zitting)\s+(?P<year>\d{{4}}\s?[-–/]\s?\d{{2,4}})\s*,\s*"
    rf"(?P<dossier>\d{{2}}[ .]?\d{{3}}(?:-\d{{2}})?(?:[ -]{CHAPTER})?)[^,\n]{{0,40}}?\s*,\s*"
    r"(?:nr\.\s*(?P<number>\d{1,4}[a-z]?)|(?P<letter>[A-Z]{1,2}))\b"
)
_TITLE_LINES = 14
_LONGEST_TITLE_LINE = 300


@dataclass(slots=True)
class Front:
    """What stands before the first letter of a printed paper."""

    chamber: Chamber | None = None
    session_year: str | None = None
    dossiers: tuple[str, ...] = ()
    dossier_titles: tuple[str, ...] = ()
    number: str | None = None
    reprint: str | None = None
    title: str | None = None
    adopted_on: date | None = None
    adopted_line: str | None = None
    clerk: str | None = None
    clerk_capacity: str | None = None
    chair: str | None = None
    chair_capacity: str | None = None
    introduction: tuple[str, ...] = ()
    printed_after: tuple[str, ...] = ()

    @property
    def is_printed(self) -> bool:
        """Whether the paper has the title block of print."""
        return bool(self.dossiers or self.title or self.session_year or self.adopted_on)


def split_numbers(lines: Sequence[Line]) -> list[Line]:
    """Return the lines with a number and a title that share one ("A VERSLAG VAN …") given a line each."""
    whole: list[Line] = []
    for line in lines:
        found = _NUMBER_LINE.fullmatch(line.text) if len(line.text) < _LONGEST_TITLE_LINE else None
        if found and found["rest"]:
            whole += [Line(line.text[: found.start("rest")].strip(), line.new_page), Line(found["rest"])]
        else:
            whole.append(line)
    return whole


def read_front(lines: Sequence[Line], words: frozenset[str]) -> Front:
    """Return what the front says; lines that belong to no part of the title block are the introduction."""
    front = Front()
    position = 0
    while position < len(lines):
        taken = _take(lines, position, front)
        if not taken:
            break
        position += taken
    _take_sentences(list(lines[position:]), front, words)
    return front


def identity_in_foot(content: str, front: Front) -> None:
    """Add what the running foot of a page says to a front whose head was lost."""
    found = _FOOT.search(content)
    if not found:
        return
    front.chamber = front.chamber or _chamber(found["which"])
    front.session_year = front.session_year or _session_year(found["year"])
    if not front.dossiers:
        front.dossiers, front.dossier_titles = (str(Dossier.parse(found["dossier"])),), ("",)
    front.number = front.number or found["number"] or found["letter"]


def _take(lines: Sequence[Line], position: int, front: Front) -> int:
    """Take one part of the title block and return over how many lines it went; 0 where the sentences begin."""
    line = lines[position].text
    if not line or (line in {"1", "2"} and position < _TITLE_LINES):
        return 1
    if len(line) > _LONGEST_TITLE_LINE:
        return 0
    if _take_line(line, front):
        return 1
    if front.title is None and (found := _DOSSIER_LINE.fullmatch(line)):
        return _take_dossier(lines, position, front, found)
    if front.title is None and _TITLE.match(line):
        return _take_title(lines, position, front)
    return 0


def _take_line(line: str, front: Front) -> bool:
    """Take a part that has a line of its own: chamber, year, number, reprint or adoption."""
    if found := _CHAMBER.fullmatch(line):
        front.chamber = _chamber(found["which"])
    elif found := _YEAR.fullmatch(line):
        front.session_year = _session_year(found["year"])
        front.number = _number(found["number"]) if found["number"] else front.number
    elif found := _NUMBER_LINE.fullmatch(line):
        front.number, front.reprint = _number(found["number"]), found["reprint"] or front.reprint
    elif line.startswith("HERDRUK"):
        front.reprint = line
    elif _ADOPTED.fullmatch(line):
        _set_adopted(front, line)
    else:
        return False
    return True


def _take_dossier(lines: Sequence[Line], position: int, front: Front, found: re.Match[str]) -> int:
    """Take a dossier line with its title, which goes on until a blank line, another dossier or a number."""
    end = position + 1
    if (two := _SECOND.fullmatch(found["second"] or found["title"] or "")) and (
        second := _DOSSIER_LINE.fullmatch(two["rest"])
    ):
        front.dossiers, front.dossier_titles = (
            (*front.dossiers, _canonical(found["dossier"])),
            (*front.dossier_titles, ""),
        )
        return _take_dossier(lines, position, front, second)
    title = [found["title"]] if found["title"] else []
    if not title and end < len(lines) and (treaty := _TREATY.fullmatch(lines[end].text)):
        dossier, end = f"{found['dossier']} ({treaty['treaty'].replace(' ', '')})", end + 1
    else:
        dossier = found["dossier"]
    while end < len(lines) and end - position < _TITLE_LINES and lines[end].text and not _ends_title(lines[end].text):
        title.append(lines[end].text)
        end += 1
    front.dossiers += (_canonical(dossier),)
    front.dossier_titles += (join(title),)
    return end - position


def _ends_title(line: str) -> bool:
    return bool(
        _DOSSIER_LINE.fullmatch(line)
        or _NUMBER_LINE.fullmatch(line)
        or _ADOPTED.fullmatch(line)
        or _TITLE.fullmatch(line)
    ) or bool(re.match(rf"{_KIND}\b", line))


def _take_title(lines: Sequence[Line], position: int, front: Front) -> int:
    end = position + 1
    while (
        end < len(lines) and lines[end].text and _CAPITALS.fullmatch(lines[end].text) and end - position < _TITLE_LINES
    ):
        end += 1
    found = _TITLE.fullmatch(join([line.text for line in lines[position:end]]))
    if found:
        front.title = found["title"].strip()
        if found["adopted"]:
            _set_adopted(front, found["adopted"])
    return end - position


def _set_adopted(front: Front, line: str) -> None:
    front.adopted_on = first_date(line)
    day = _PLAIN_DATE.search(line)
    if day is None or line.replace("Vastgesteld", "").strip(" .") != day[0]:
        front.adopted_line = line


def _take_sentences(lines: list[Line], front: Front, words: frozenset[str]) -> None:
    """Take the sentences of the committee and the names under them."""
    text = "\n".join(line.text for line in lines)
    signed = list(_SIGNED.finditer(text))
    for found in signed:
        capacity, name = " ".join(found["capacity"].split()).replace(" ,", ","), " ".join(found["name"].split())
        if found["role"] == "griffier" and front.clerk is None:
            front.clerk, front.clerk_capacity = name, capacity
        elif found["role"] == "voorzitter" and front.chair is None:
            front.chair, front.chair_capacity = name, capacity
    first, last = (signed[0].start(), signed[-1].end()) if signed else (len(text), len(text))
    front.introduction = _paragraphs(text[:first], words)
    front.printed_after = _paragraphs(text[last:], words)


def _paragraphs(text: str, words: frozenset[str]) -> tuple[str, ...]:
    return tuple(paragraphs([Line(line.strip()) for line in text.split("\n")], words))


def _canonical(dossier: str) -> str:
    return str(Dossier.parse(dossier))


def _chamber(which: str) -> Chamber:
    return Chamber.EK if which == "Eerste" else Chamber.TK


def _number(printed: str) -> str:
    return re.sub(r"^[Nn]r\.\s*", "", printed)


def _session_year(printed: str) -> str | None:
    try:
        return str(SessionYear.parse(printed))
    except NotAnIdentifier:
        return None
