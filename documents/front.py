"""The front of a printed paper: title block, the committee's own sentences, and who put their names to it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from documents.clean import Line, join, paragraphs
from documents.patterns import DATE, NAME, first_date
from documents.worn import figures_of, roman_of
from procedure.errors import NotAnIdentifier
from procedure.identifiers import CHAPTER, Dossier, SessionYear
from procedure.vocabulary import Chamber

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

_CHAMBER = re.compile(r"(?P<which>Eerste|Tweede) Kamer der Staten-Generaal(?:\s+[12])?")
_YEAR = re.compile(
    r"(?:Ver-?gader-?jaar|Zitting)\s*(?P<year>\d{4}\s?[-–/]\s?\d{2,4})(?:\s+(?P<number>Nr\.\s*\d+\w?|[A-Z]{1,2}))?",
    re.IGNORECASE,
)
_DOSSIER_LINE = re.compile(
    rf"(?P<dossier>\d{{2}}[ .\u00a0]?\d{{3}}(?:-\d{{2}})?(?:[ -]{CHAPTER}(?=\s|$))?(?:\s?\(R\s?\d{{3,4}}\))?"
    r"|C[XLVI]{2,7}(?=\s))"
    r"(?:\s+(?P<title>\D.*)|(?P<second>\s*/\s*(?:\d|C).*))?"
)
_SECOND = re.compile(r"\s*/\s*(?P<rest>\S.*)")
_GAP_OF_TREATY = re.compile(r"\s?\(R\s?(\d{3,4})\)")
_TREATY = re.compile(r"\(?(?P<treaty>R\s?\d{3,4})\)?")
_WORN_DOSSIER = re.compile(
    r"(?P<number>(?=(?:\W?\w){0,4}\d{2})[\dlIOoQSB]{2}[ .]?[\dlIOoQSB]{3})(?P<gap>[ .-]?)"
    r"(?P<chapter>[IVXlivx1|]{1,6}|[A-HJ-M])?"
)
_CHAPTER_LINE = re.compile(
    rf"(?:[Hh]oof-?dstuk|HOOFDSTUK|[Hh]fd?st\.?)\s+(?P<chapter>{CHAPTER}|[IVXl1|]{{1,6}})(?P<part>\s[A-E](?=\s))?(?=[\s.,:(]|$)\W*(?P<title>.*)"
)
_KIND = r"(?:VERSLAG|BRIEF|BRIEVEN|MOTIE|LIJST|NADER|UITSTELBRIEF)"
_NUMBER_LINE = re.compile(
    rf"(?P<number>[Nn]rs?\s?[.,]?\s*[\dlIO]{{1,4}}(?:\s?-\s?\d{{1,4}}|\s+en\s+\d{{1,4}}|[a-z])?|[A-Z]{{1,2}}(?=\d?(?:\s|$)))\d?(?:\s+(?P<reprint>HERDRUK\d*))?(?:\s+(?P<rest>{_KIND}\b.*))?"
)
_TITLE = re.compile(
    r"(?P<title>(?:(?:(?:NADER|VOORLOPIG|AANVULLEND)\s+){0,2}(?:EIND)?VERSLAG|Verslag)\s+(?:VAN|HOUDENDE|van|schriftelijk|houdende)\b.*?"
    r"|(?:NADERE\s+)?(?:MEMORIE\s+VAN\s+(?:ANTWOORD|TOELICHTING)|NOTA\s+NAAR\s+AANLEIDING\s+VAN|LIJST\s+VAN\s+(?:VRAGEN|ANTWOORDEN))\b.*?)"
    r"(?:\s+(?P<adopted>Vastgesteld.*))?",
    re.DOTALL,
)
_NR_LINE = re.compile(r"[Nn]rs?\s?[.,]?\s?[\dlIO]{1,4}(?:\s?-\s?\d{1,4}|[a-z])?")
_NR = re.compile(r"[Nn]rs?\s?[.,]?\s*(?P<figures>[\dlIO]+)(?P<letter>[a-km-z])?")
_ADOPTED_ON = re.compile(rf"Vastgesteld\s*,?\s*(?:d\.d\.\s*)?{DATE}.{{0,20}}", re.IGNORECASE)
_ADOPTED = re.compile(r"Vastgesteld\s*,?\s*(?:d\.d\.\s*)?(?P<rest>.*)", re.DOTALL)
_PLAIN_DATE = re.compile(DATE, re.IGNORECASE)
_CAPITALS = re.compile(r"[^a-zà-ÿ]*")
_SIGNED = re.compile(
    rf"(?P<capacity>De\s+(?:(?:adjunct-|wnd\.\s|waarnemend\s|fungerend\s|plv\.\s|plaatsvervangend\s)?)(?P<role>voorzitter|griffier)"
    rf"(?:s)?\s+(?:van|voor)\s[^.;]{{3,200}}?)\s*,\s*(?P<name>{NAME})\.?(?=\s*$|\s*\n|\s+De\s)"
)
_FOOT = re.compile(
    r"(?:^[ \t]*|(?<=[.?!»”]\s))"
    rf"(?P<which>Eerste|Tweede)\s+Kamer\s*,\s+(?:vergaderjaar|zitting)\s+(?P<year>\d{{4}}\s?[-–/]\s?\d{{2,4}})\s*,\s*"
    rf"(?P<dossier>\d{{2}}[ .]?\d{{3}}(?:-\d{{2}})?(?:[ -]{CHAPTER})?)[^,\n]{{0,40}}?\s*,\s*"
    r"(?:nr\.\s*(?P<number>\d{1,4}[a-z]?)|(?P<letter>[A-Z]{1,2}))\b",
    re.MULTILINE,
)
"""At the beginning of a line, or after a sentence where lines are lost; within a sentence a paper is cited so."""
_FOOT_LINE = re.compile(
    r"^[ \t]*(?P<which>Eerste|Tweede)\s?Kamer\s?[,.]\s?"
    r"(?:vergaderjaar|zitting)\s?(?P<year>\d{4}\s?[-–/]\s?\d{2,4})\s?[,.]\s?"
    r"(?P<dossiers>[^\n]{5,60}?)\s?,\s?(?:nrs?\s?[.,]?\s?(?P<number>\d{1,4}[a-z]?)(?:\s?[-–]\s?\d{1,4}|\s+en\s+\d{1,4})?|(?P<letter>[A-Z]{1,2}))\W*$",
    re.MULTILINE,
)
_FOOT_DOSSIER = re.compile(
    r"(?P<number>\d{2}[ .]?\d{3}(?:-\d{2})?)"
    rf"(?:[ -]?\s?(?:(?:hoofdstuk|hfdst\.?|hfst\.?)\s+)?(?P<chapter>{CHAPTER})(?![\w]))?"
    r"(?:\s?\(?(?P<treaty>R\s?\d{3,4})\)?)?"
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
    loose: list[str] = []
    while position < len(lines):
        taken = _take(lines, position, front)
        if not taken and not _goes_on(lines, position, front):
            break
        loose += [] if taken else [lines[position].text]
        position += taken or 1
    if not front.dossiers and loose:
        front.dossier_titles = (join(loose),)
    _take_sentences(list(lines[position:]), front, words)
    return front


def identity_in_foot(content: str, front: Front) -> None:
    """Add what the running foot of a page says to a front whose head was lost."""
    foot = _FOOT_LINE.search(content)
    if foot and (named := _dossiers_of_foot(foot["dossiers"])):
        _complete(front, named, foot)
    found = _FOOT.search(content)
    if not found:
        return
    front.chamber = front.chamber or _chamber(found["which"])
    front.session_year = front.session_year or _session_year(found["year"])
    if not front.dossiers:
        front.dossiers, front.dossier_titles = (str(Dossier.parse(found["dossier"])),), front.dossier_titles or ("",)
    front.number = front.number or found["number"] or found["letter"]


def _dossiers_of_foot(printed: str) -> tuple[str, ...]:
    return tuple(
        _canonical(
            found["number"]
            + (f" {found['chapter']}" if found["chapter"] else "")
            + (f" ({found['treaty'].replace(' ', '')})" if found["treaty"] else "")
        )
        for found in _FOOT_DOSSIER.finditer(printed)
    )


def _complete(front: Front, named: tuple[str, ...], foot: re.Match[str]) -> None:
    """Add to the head of a paper what its own foot says: whatever the head lost, and chapters of its dossiers."""
    if front.chamber not in {None, _chamber(foot["which"])}:
        return
    front.chamber = _chamber(foot["which"])
    front.session_year = front.session_year or _session_year(foot["year"])
    front.number = front.number or foot["number"] or foot["letter"]
    if not front.dossiers:
        front.dossiers, front.dossier_titles = named, front.dossier_titles or ("",) * len(named)
    whole = {Dossier.parse(one).number: one for one in reversed(named)}
    front.dossiers = tuple(whole.get(one, one) for one in front.dossiers)


def _take(lines: Sequence[Line], position: int, front: Front) -> int:
    """Take one part of the title block and return over how many lines it went; 0 where the sentences begin."""
    line = lines[position].text
    if not line or (line in {"1", "2"} and position < _TITLE_LINES):
        return 1
    if len(line) > _LONGEST_TITLE_LINE:
        return 0
    if _take_line(line, front):
        return 1
    if front.title is None and (found := _DOSSIER_LINE.fullmatch(_unworn(line))):
        return _take_dossier(lines, position, front, found)
    if front.title is None and _TITLE.match(line):
        return _take_title(lines, position, front)
    return 0


def _goes_on(lines: Sequence[Line], position: int, front: Front) -> bool:
    """Return whether the title block goes on after a line that is no part of it: a title of the budget, or of a series.

    A title block without a dossier or a title ends in a short line over the letter: what the letter is about.
    """
    ahead = [line.text for line in lines[position + 1 : position + _TITLE_LINES] if line.text]
    if len(lines[position].text) >= _LONGEST_TITLE_LINE:
        return False
    if not ahead:
        return bool(front.session_year) and not front.dossiers and not lines[position].text.endswith(".")
    return front.title is None and any(
        (_CAPITALS.fullmatch(text) and _TITLE.fullmatch(text))
        or _NR_LINE.fullmatch(text)
        or _ADOPTED_ON.fullmatch(text)
        for text in ahead
    )


def _unworn(line: str) -> str:
    """Return a line that is a dossier's number with its figures put back ("23 9OO VII", "22300X11")."""
    found = _WORN_DOSSIER.fullmatch(line)
    if not found or (found["chapter"] and not found["gap"] and found["chapter"].isdecimal()):
        return line
    chapter = found["chapter"] or ""
    chapter = chapter if chapter.isalpha() and chapter.isupper() else roman_of(chapter)
    return f"{figures_of(found['number'])}{' ' if chapter else ''}{chapter}"


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
    chapter = _chapter_of(found["title"] or "", lines[end : end + 2]) if found["dossier"][-1].isdigit() else None
    if chapter:
        title, end = [chapter.title] if chapter.title else [], end + chapter.lines
        dossier = f"{found['dossier']} {chapter.number}"
    elif not title and end < len(lines) and (treaty := _TREATY.fullmatch(lines[end].text)):
        dossier, end = f"{found['dossier']} ({treaty['treaty'].replace(' ', '')})", end + 1
    else:
        dossier = found["dossier"]
    while end < len(lines) and end - position < _TITLE_LINES and lines[end].text and not _ends_title(lines[end].text):
        title.append(lines[end].text)
        end += 1
    front.dossiers += (_canonical(dossier),)
    front.dossier_titles += (join(title),)
    return end - position


@dataclass(frozen=True, slots=True)
class _Chapter:
    """The chapter of the budget that a dossier is about, what follows it as title, and on how many lines."""

    number: str
    title: str
    lines: int


def _chapter_of(title: str, following: Sequence[Line]) -> _Chapter | None:
    """Return the chapter that stands behind a dossier of the budget, or on one of the two lines under it."""
    if on_line := _CHAPTER_LINE.fullmatch(title):
        return _Chapter(_chapter_number(on_line), on_line["title"], 0)
    for place, line in enumerate(following if not title else (), 1):
        if found := _CHAPTER_LINE.fullmatch(line.text):
            above = join([one.text for one in following[: place - 1]])
            return _Chapter(_chapter_number(found), " ".join(filter(None, (above, found["title"]))), place)
    return None


def _chapter_number(found: re.Match[str]) -> str:
    return roman_of(found["chapter"]) + (found["part"] or "").strip()


def _ends_title(line: str) -> bool:
    return bool(
        _DOSSIER_LINE.fullmatch(_unworn(line))
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
    return str(Dossier.parse(_GAP_OF_TREATY.sub(r" (R\1)", dossier)))


def _chamber(which: str) -> Chamber:
    return Chamber.EK if which == "Eerste" else Chamber.TK


def _number(printed: str) -> str:
    """Return the number of a paper; of papers printed together, the first."""
    if not (found := _NR.match(printed)):
        return printed
    return figures_of(found["figures"]) + (found["letter"] or "")


def _session_year(printed: str) -> str | None:
    try:
        return str(SessionYear.parse(printed))
    except NotAnIdentifier:
        return None
