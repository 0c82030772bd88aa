"""Citations of numbered papers (kamerstukken) in running text: which five figures are one, and which merely look it."""

from __future__ import annotations

import re

from documents.citations import Candidate, Reference, ReferenceKind
from documents.grammar import HEAD, INTERNAL, SURE, UNIT, Item, dossier_or_none, internal_at, item_at
from documents.places import Places

_OFFICIAL = re.compile(
    r"(?<![\w-])kst-(?P<dossier>\d{5}(?:-\d{2}(?=-))?(?:-(?:\(R\d{3,4}\)|[IVX]+[A-E]?|[A-M])(?=-))?|C[XLVI]{2,7})"
    r"-(?P<number>\d{1,4}|[A-Z]{1,2})(?:-n\d)?(?!\w)",
    re.IGNORECASE,
)
_CUE = re.compile(
    r"(?:kamer-?\s*stuk(?:ken)?(?:\s?nummers?|nrs?\.?)?|\bstuk(?:ken)?|\bgedr\s?\.\s*st(?:uk(?:ken)?)?\s?\.?|\b(?:kamer)?dossiers?(?:nummers?)?"
    r"|\bwetsvoorstel(?:len)?|\b(?:TK|EK)|\bt\.v\.v\.|\b(?:Eerste|Tweede)\s+Kamer|\bvergaderjaar\s+\d{4}\s?[-–/]\s?\d{2,4})"
    r"(?:\s+(?:met\s+)?(?:nummers?|nrs?\.?|dossier))?(?:\s+I{1,2}(?:/I{1,2})?)?\s*,?\s*(?:(?:19|20)\d{2}\s?[-–/]\s?\d{2,4})?\s*[,:(]?\s*$",
    re.IGNORECASE,
)
_LOOKALIKE = re.compile(
    r"(?:\b(?:postbus|stcrt|staatscourant|stb|staatsblad|trb|tractatenblad|pb\s?eu|pb|publicatieblad|issn|isbn|ecli|bwbr|kvk|tel|telefoon|fax|blz|pagina"
    r"|artikel|eur|euro|iban|rolnummer|zaaknummer|kenmerk)|€)\s?\.?\s*(?:\d{4}\s*,?\s*)?(?:,?\s*nr\s?\.?\s*)?$",
    re.IGNORECASE,
)
_MAY_CUE = re.compile(r"stuk|st\.|dossier|voorstel|[TE]K|t\.v\.v|Kamer|vergaderjaar", re.IGNORECASE)
_LIST_GOES_ON = re.compile(r"\s*(?:,|;|\ben\b|/|,?\s*\ben\b\s+[Kk]amerstuk(?:ken)?|,\s*[Kk]amerstuk(?:ken)?)\s*")
_BEFORE = 60
_LONG_ROMAN = 4
_MARGIN = 20
"""Characters of white space and brackets around a citation that is the whole text."""


def find(text: str) -> list[Reference]:
    """Return every paper that a text cites, in order, a list giving one for each; look-alikes are refused."""
    found = _official(text)
    covered = Places([(one.start, one.end) for one in found])
    end_of_last = -1
    position = 0
    while head := HEAD.search(text, position):
        start, position = head.start(), head.end()
        if start in covered:
            continue
        before = text[max(0, start - _BEFORE) : start]
        near = end_of_last >= 0 and start - end_of_last <= _BEFORE
        listed = near and bool(_LIST_GOES_ON.fullmatch(text, end_of_last, start))
        item = item_at(text, head)
        if item.bare and not (listed or _cued(before) or _stands_alone(text, start, item.end)):
            position = item.end  # what does not speak for the first of a list does not speak for the rest of it
            continue
        if not listed and _LOOKALIKE.search(before):
            continue
        found += _references(text, start, item)
        position = end_of_last = item.end
    covered = Places([(one.start, one.end) for one in found])
    return found + _internal(text, covered)


def _references(text: str, start: int, item: Item) -> list[Reference]:
    """Return one reference for each paper of a citation, all with the place of the whole."""
    found = []
    cited_as = text[start : item.end]
    for place, (dossier, number) in enumerate(item.papers):
        candidates = [Candidate(str(dossier), number)]
        if item.others:
            other, its_number = item.others[place]
            candidates.append(Candidate(str(other), its_number))
        found.append(
            Reference(
                cited_as=cited_as,
                start=start,
                end=item.end,
                kind=ReferenceKind.PAPER,
                dossier=str(dossier),
                number=number,
                candidates=tuple(candidates) if item.others else (),
                confidence=item.confidence,
            )
        )
    return found


def _cued(before: str) -> bool:
    """Return whether the words before five figures announce a paper; the cheap look comes first."""
    return bool(_MAY_CUE.search(before) and _CUE.search(before))


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Five figures without more count where they are the whole text, or stand in brackets of their own."""
    if UNIT.match(text, end):
        return False
    if start <= _MARGIN and not text[:start].strip(" ([\n") and not text[end : end + _MARGIN + 1].strip(" )].;\n"):
        return True
    return text[max(0, start - 2) : start].rstrip().endswith("(") and text[end : end + 2].lstrip()[:1] == ")"


def _official(text: str) -> list[Reference]:
    """Return the papers cited by the name under which they are published (kst-34964-A)."""
    found = []
    for match in _OFFICIAL.finditer(text):
        dossier = dossier_or_none(match["dossier"].upper())
        if dossier is not None:
            number = match["number"].upper() if match["number"].isalpha() else match["number"]
            found.append(
                Reference(match[0], match.start(), match.end(), ReferenceKind.PAPER, str(dossier), number, (), SURE)
            )
    return found


def _internal(text: str, covered: Places) -> list[Reference]:
    """Return the papers of the Eerste Kamer's own dossiers, which have roman numbers."""
    found: list[Reference] = []
    for head in INTERNAL.finditer(text):
        start = head.start()
        if start in covered:
            continue
        item = internal_at(text, head)
        numbered = any(number for _, number in item.papers)
        long = len(head["dossier"]) >= _LONG_ROMAN
        if not numbered and not long:
            continue
        sure = numbered and long and not item.bare
        if sure or _cued(text[max(0, start - _BEFORE) : start]) or _stands_alone(text, start, item.end):
            found += _references(text, start, item)
    return found
