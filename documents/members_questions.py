"""Questions of members with their answers, as the Aanhangsel prints them: no letter, but the words of one.

Under the description of the questions stands one line on the answer: "Antwoord van Minister Smit (Defensie) (ontvangen
3 mei 2021)". It has a day of receipt only. Reglement van Orde of the Tweede Kamer, section on written questions.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from documents import offices
from documents.parties import on_behalf_of
from documents.patterns import DATE, first_date
from documents.values import Letter, Signatory
from procedure.vocabulary import LetterKind

_ASKED = re.compile(rf"Vragen\s+van\s+(?:het\s+lid|de\s+leden)\b[^\n]{{10,900}}?\(\s?ingezonden\s+{DATE}\s?\)\.?")
_ANSWERED = re.compile(
    r"(?P<heading>Antwoord\s+van\s+(?P<who>(?:de\s+)?(?:Minister|Staatssecretaris)\b[^\n]{5,600}?)\s?"
    rf"\(\s?ontvangen\s+(?P<received>{DATE})\s?\))\.?"
)
_BEARER = re.compile(
    r"(?P<title>Minister-[Pp]resident|Minister|Staatssecretaris)\s+(?P<name>[^\W\d_][^()\n]{1,60}?)\s?\((?P<portfolio>[^()\n]{4,140})\)"
)
_BEHALF = re.compile(r"[\s,.]*\b(?:mede\s+)?namens\b")


@dataclass(frozen=True, slots=True)
class Answered:
    """Questions as found: their description, the paragraphs before it, and the answer as the letter it stands for."""

    title: str
    before: tuple[str, ...]
    answer: Letter


def answered_in(paragraphs: tuple[str, ...]) -> Answered | None:
    """Return the questions and their answer where a paper prints both; None where it is another paper."""
    asked = next((place for place, one in enumerate(paragraphs) if _ASKED.fullmatch(one)), None)
    if asked is None or asked + 1 == len(paragraphs):
        return None
    found = _ANSWERED.match(paragraphs[asked + 1])
    if not found:
        return None
    rest = paragraphs[asked + 1][found.end() :].strip()
    body = (*((rest,) if rest else ()), *paragraphs[asked + 2 :])
    return Answered(paragraphs[asked], paragraphs[:asked], _answer(found, body))


def _answer(found: re.Match[str], body: tuple[str, ...]) -> Letter:
    received = first_date(found["received"])
    cut = behalf.start() if (behalf := _BEHALF.search(found["who"])) else len(found["who"])
    signed = [
        Signatory(offices.office_of(one["title"], one["portfolio"]), " ".join(one["name"].split()))
        for one in _BEARER.finditer(found["who"], 0, cut)
    ]
    return Letter(
        kind=LetterKind.REPLY,
        heading=" ".join(found["heading"].split()),
        signatories=tuple(signed),
        dated_on=received,
        received_on=received,
        on_behalf_of=on_behalf_of(f"{found['who'][cut:]}."),
        body=body,
    )
