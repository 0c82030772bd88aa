"""Notices and answers as the Tweede Kamer prints them among the questions of its members: who, and when received.

The Aanhangsel tot de Handelingen prints no letter but its words, under one line: "Mededeling van Minister Smit
(Defensie). (Ontvangen 3 mei 1976)". A notice (mededeling) says that the answer will not be there in time (Reglement
van Orde of 1966, art. 107; of 1993, art. 134).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from documents import dates, offices
from documents.clean import Line, paragraphs
from documents.parties import offices_in, on_behalf_of
from documents.patterns import first_date
from documents.values import Letter, Signatory
from documents.worn import looks_of, mended, near
from procedure.vocabulary import LetterKind

if TYPE_CHECKING:
    from collections.abc import Sequence

_VAN = r"v[ao][nu]"
_OPENS = re.compile(rf"(?:[^\w\s]\s?)?(?P<what>(?:(?:Nader|Aanvullend)\s)?[MANa][\w-]{{6,13}})\s?{_VAN}\s")
_NOTICE, _ANSWER = looks_of("Mededeling"), looks_of("Antwoord")
_MINISTER = r"(?i:[mn][iíl1]n[iíl1][s5][tl][eco][rn]s?|[s5][tl]aa[tl]ss?[ec][ce]r[ec][tl]ar[iíl1][s5])"
_PRESIDENT = r"-?[Pp]r[eco]s[il1]d[eco]nt"
_RECEIVED = r"[OQ0o][nu]t-?\s?v[ao][nu]-?\s?[gq][eco][nu]\s"
_HEAD = re.compile(
    rf"(?P<heading>\W{{0,3}}(?:Nader\s|Aanvullend\s)?[\w-]{{7,14}}\s?{_VAN}\s+(?P<who>.{{5,600}}?))[\s.,]*"
    rf"[(\[{{]?\s?(?P<received>{_RECEIVED}\s*"
    r"[\dlIO]{1,2}[ .]{0,2}\w[\w-]{2,11}[ .]{0,2}[1lI]\s?9\s?[\dlIO]\s?[\dlIO]|"
    rf"{_RECEIVED}.{{6,30}}?\d{{2,4}}(?=\s?[)\]}}]))\s?[)\]}}.]{{0,2}}\s*",
    re.DOTALL,
)
_BEARER = re.compile(
    rf"(?P<title>{_MINISTER}(?P<first>{_PRESIDENT})?)\s*(?:de\s+heer\s+|mevrouw\s+|mr\.\s+|drs\.\s+|dr\.\s+|ir\.\s+|prof\.\s+)*"
    r"(?P<name>[^\W\d_][^()\[\]]{1,60}?)\s?[(\[{]\s?(?P<portfolio>[^()\[\]]{4,140}?)\s?(?:[)\]}]|[.,;]?\s*$)"
)
_FIRST_AMONG = re.compile(rf"{_MINISTER}{_PRESIDENT}\s+(?P<name>[^\W\d_][^()\[\],;]{{1,40}}?)\W*$")
_MANY = re.compile(r"\b[Mm]inisters\s+(?=[A-Z])")
_MORE = re.compile(r"\s+en\s+(?P<name>[A-ZÀ-Ý][^()\[\]]{1,60}?)\s?\((?P<portfolio>[^()\[\]]{4,140}?)\)")
_NAMENS = re.compile(r"[\s,.]*\b(?:mede|tevens)?\s?namens\b", re.IGNORECASE)
_PRIME_MINISTER = "Minister-President"
_WHO = re.compile(_MINISTER)
_WHO_WITHIN, _ALONE, _WORN_IN_NOTICE = 70, 30, 2
_HEAD_LINES = 14
_LONGEST_HEAD = 900


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice or an answer as found: the letter that it is, its words still to be read, and the receipt as printed."""

    letter: Letter
    body: tuple[Line, ...]
    received: str


def opens(line: str) -> bool:
    """Return whether a line opens a notice or an answer of a minister."""
    found = _OPENS.match(line)
    if found is None or _kind_of(found) is None:
        return False
    return len(line) < _ALONE or _WHO.search(line, 0, _WHO_WITHIN) is not None


def _kind_of(found: re.Match[str]) -> LetterKind | None:
    """Return what a line opens: a notice that an answer comes later, or the answer; None where it is neither."""
    looks = looks_of(found["what"].split()[-1])
    if near(looks, _NOTICE, _WORN_IN_NOTICE):
        return LetterKind.DEFERRAL
    return LetterKind.REPLY if near(looks, _ANSWER, 1) else None


def is_notice(letter: Letter) -> bool:
    """Return whether a letter stands among the questions of the Tweede Kamer: its heading is the line of a notice."""
    found = _OPENS.match(letter.heading) if letter.heading else None
    return found is not None and _kind_of(found) is not None


def notice_at(lines: Sequence[Line]) -> Notice | None:
    """Return the notice with which some lines begin; None where they do not, or where it names no day of receipt."""
    if not lines or not opens(lines[0].text):
        return None
    head = ""
    for taken, line in enumerate(lines[:_HEAD_LINES], 1):
        head = f"{head} {line.text}".strip()
        if found := _HEAD.match(head[:_LONGEST_HEAD]):
            rest = head[found.end() :]
            body = ((Line(rest),) if rest else ()) + tuple(lines[taken:])
            return Notice(_letter(found, body), body, " ".join(found["received"].split()))
    return None


def _letter(found: re.Match[str], body: tuple[Line, ...]) -> Letter:
    received = first_date(dates.restored(mended(found["received"])))
    who = mended(found["who"])
    cut = namens.start() if (namens := _NAMENS.search(who)) else len(who)
    others = _bearers(who[cut:]) if "(" in who[cut:] else ()
    named = on_behalf_of(f"{who[cut:]}.") if cut < len(who) else ()
    said = on_behalf_of(mended("\n".join(paragraphs(list(body)))))
    return Letter(
        kind=(_kind_of(opened) if (opened := _OPENS.match(found[0])) else None) or LetterKind.DEFERRAL,
        heading=" ".join(found["heading"].split()).rstrip(" .,"),
        signatories=_bearers(who[:cut]),
        dated_on=received,
        received_on=received,
        on_behalf_of=tuple(dict.fromkeys((*(one.office for one in others if one.office), *(named or said)))),
    )


def _bearers(who: str) -> tuple[Signatory, ...]:
    """Return who is named with name and portfolio ("Minister Smit (Defensie)"); of a plural each."""
    many = _MANY.search(who)
    found: list[Signatory] = []
    for one in _BEARER.finditer(_MANY.sub("Minister ", who) if many else who):
        office = offices.office_of(one["title"], one["portfolio"])
        if one["first"]:
            office = f"{_PRIME_MINISTER}, {office}"
        found.append(Signatory(office, _name(one["name"])))
    if many:
        found += [
            Signatory(offices.office_of("minister", m["portfolio"]), _name(m["name"])) for m in _MORE.finditer(who)
        ]
    if not found and (first := _FIRST_AMONG.search(who)):
        return (Signatory(_PRIME_MINISTER, _name(first["name"])),)
    return tuple(found) or tuple(Signatory(office, None) for office in offices_in(who))


def _name(printed: str) -> str:
    return " ".join(printed.split()).strip(" ,.")
