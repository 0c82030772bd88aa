"""Marks that say who may see a paper."""

from __future__ import annotations

import re

_DEGREE = r"(?:vertrouwelijk|confidentieel|geheim)"
_ALONE = re.compile(
    rf"\W*(?:(?:strikt|zeer|commercieel|bedrijfs|departementaal|dep\.|persoonlijk(?:\s+en)?|stg\.?|staatsgeheim|eu)[\s-]*)*"
    rf"{_DEGREE}(?:e\s+(?:brief|bijlage|stukken)\b.{{0,60}})?(?:\s+(?:ter\s+inzage|ter\s+vertrouwelijke\s+inzage).{{0,60}})?\W*",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    rf"(?:Rubricering|Classificatie|Merking|(?:Ons\s+|Uw\s+)?[Kk]enmerk|Referentie|Status)\s*:?\s.{{0,40}}?\b{_DEGREE}\b.{{0,40}}"
    rf"|(?:Betreft|Onderwerp)\s*:?\s*\W?(?:strikt\s+)?{_DEGREE}e?\b.{{0,80}}",
    re.IGNORECASE,
)
_BODY = re.compile(r"\s*(?:Zeer\s+)?(?:Geachte|Hooggeachte|Excellentie)\b")
_HEAD_LINES = 45
_LONGEST_HEAD_LINE = 130


def confidential_mark(text: str) -> str | None:
    """Return the words by which a paper marks itself confidential, or None.

    Only the letterhead, the heading and the sender's mark count: a letter may speak of confidential papers and be open.
    """
    for line in text.split("\n", _HEAD_LINES)[:_HEAD_LINES]:
        if _BODY.match(line) or len(line) > _LONGEST_HEAD_LINE:
            return None
        if _ALONE.fullmatch(line.strip()) or _LABELLED.fullmatch(line.strip()):
            return line.strip()
    return None
