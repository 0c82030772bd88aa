"""A report that prints questions and answers instead of letters: the letters that its introduction names."""

from __future__ import annotations

import re

from documents.parties import offices_in
from documents.patterns import ANY_DATE, DATE, first_date
from documents.values import Letter, Signatory
from documents.worn import mended
from procedure.vocabulary import LetterKind

_PUT = re.compile(
    rf"(?:\b[Oo]p|\b(?:bij|in|per)\s+(?:haar\s+)?(?:brief|schrijven)\s+van)\s+(?P<date>{DATE})[^.]{{0,160}}?"
    r"\b(?:voorgelegd|voorlegde|toegezonden|verzonden|gezonden|gestuurd|gesteld)\b"
)
_PUT_FIRST = re.compile(rf"\b(?:voorgelegd|voorlegde|gesteld)\b[^.]{{0,120}}?\bop\s+(?P<date>{DATE})")
_ANSWERED = re.compile(
    rf"\b(?:[Bb]ij|[Ii]n|[Pp]er)\s+(?:zijn\s+|haar\s+|de\s+)?brief\s+van\s+(?P<date>{DATE})[^.]{{0,160}}?\b(?:beantwoord|geantwoord|antwoord)"
    rf"|\b(?:beantwoord|geantwoord)\b[^.]{{0,80}}?\b(?:op|bij\s+brief\s+van)\s+(?P<date2>{ANY_DATE})"
    rf"|\bantwoorden\b[^.]{{0,120}}?\bop\s+(?P<date3>{ANY_DATE})[^.]{{0,60}}?\bontvangen\b"
)
_LONGEST_HEADING = 120
_SECOND_PART = re.compile(
    r"(?:II\.?\s+)?(?:Antwoord(?:en)?|Reactie|Beantwoording)\s+(?:/\s*[Rr]eactie\s+)?van\s+de\b|II\.?\s+\S|ANTWOORDEN\b"
)


def letters_named(introduction: tuple[str, ...], printed: tuple[str, ...]) -> tuple[Letter, ...]:
    """Return the request and the reply that an introduction names, with the questions and answers printed under it."""
    told = mended(" ".join(introduction))
    put = _PUT.search(told) or _PUT_FIRST.search(told)
    answered = _ANSWERED.search(told)
    if not put and not answered:
        return ()
    offices = offices_in(told)
    asked = offices_in(put[0]) if put else []
    addressee = (asked or offices)[:1]
    cut = _cut(printed)
    found = []
    if put:
        found.append(
            Letter(
                LetterKind.REQUEST, addressees=tuple(addressee), dated_on=first_date(put["date"]), body=printed[:cut]
            )
        )
    if answered:
        day = first_date(answered["date"] or answered["date2"] or answered["date3"])
        by = offices_in(answered[0]) or addressee
        signed = tuple(Signatory(office, None) for office in by[:1])
        found.append(Letter(LetterKind.REPLY, signatories=signed, dated_on=day, body=printed[cut:] if put else printed))
    return tuple(found)


def _cut(printed: tuple[str, ...]) -> int:
    """Return with which paragraph the answers begin; a table of contents names them too: the last counts."""
    headings = [place for place, one in enumerate(printed) if len(one) < _LONGEST_HEADING and _SECOND_PART.match(one)]
    return headings[-1] if headings else len(printed)
