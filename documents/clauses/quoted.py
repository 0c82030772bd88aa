"""What a letter that puts off says of other days than its own: the request it quotes, what was aimed at, what fails.

Those words are blanked, each by a space, so that what is left keeps its place in the letter.
"""

import re
from functools import cache

# Where one thing ends and the next may begin: a sentence, or a joining word with the sender behind it.
_SENDER = r"(?:ik|wij|u\s+(?:ontvangt|kunt|krijgt)|mijn|onze|het\s+kabinet|de\s+regering)"
_VERB = r"(?:zal|zullen|kan|kunnen|ontvangt|verwacht|streef|hoop|beantwoord|antwoord|vraag|verzoek|stuur|zend)"
_BREAK = (
    rf"(?:[.?!]\s+(?=[A-Z])|\n[ \t]*\n|;\s+|[,:]?\s+(?=(?:maar|doch|echter)\s)|,\s+(?=(?:en\s+)?{_SENDER}\b)"
    rf"|,\s+(?=(?:zodat|waardoor|daarom|zo\s+dat)\s)|,\s+(?={_VERB}\s+(?:ik|wij|u)\b)|\s+(?=en\s+{_SENDER}\b)|,\s+(?={_VERB}\s))"
)

_ASKER = r"(?:u|uw\s+(?:Kamer|commissie)|(?:de\s+)?(?:\w+\s+)?commissies?|(?:de\s+|deze\s+)?leden|fracties?)"
_ASKED = (
    rf"\b{_ASKER}\b.{{0,200}}\b(?:vroeg(?:en)?|verzocht(?:en)?|gevraagd|gesteld|voorgelegd|verzoekt|vraagt|verwacht(?!en)|wenst)\b"
    rf"|\b(?:vroeg(?:en)?|verzocht(?:en)?|verzoekt|vraagt|stelde[nt]?|heeft|hebt|hebben)\s+(?:{_ASKER})\b"
    r"|\b(?:is|zijn|werd|werden|wordt)\b.{0,80}\b(?:verzocht|gevraagd|gesteld|voorgelegd)\b|\buw\s+verzoek\s+om\b"
)
_AIMED = (
    r"\b(?:heb|hebben|had|hadden)\b(?!\s+(?:ik\s+|wij\s+)?(?:meer|extra|nog|tot)\b).{0,200}\b(?:gestreefd|gehoopt|getracht|geprobeerd|beoogd|verwacht|toegezegd|bericht|gemeld|aangekondigd|aangegeven"
    r"|gevraagd|verzocht|laten\s+weten|ge[ïi]nformeerd|medegedeeld|meegedeeld)\b"
    r"|\b(?:streefde[n]?|hoopte[n]?|verwachtte[n]?|vroeg|verzocht|zegde[n]?|berichtte|meldde)\s+(?:ik|wij)\b|\b(?:ik|wij)\s+(?:streefde[n]?|hoopte[n]?|verwachtte[n]?|vroeg|verzocht|zegde[n]?|was|waren)\b"
    r"|\b(?:was|waren)\s+(?:ik|wij)\s+voornemens\b"
)
_FAILS = (
    r"\bniet\s+(?:\w+\s+){0,3}?(?:haalbaar|mogelijk|halen|redden|lukken|gehaald|gelukt)\b|\b(?:lukt|lukte)\b.{0,60}\bniet\b"
    r"|\b(?:onhaalbaar|onmogelijk|te\s+(?:kort|krap))\b"
    r"|\b(?:kan|kunnen|zal|zullen)\b.{0,80}\bniet\b\s+(?:\w+\s+){0,2}?(?:tijdig|op\s+tijd|binnen)\b"
)
_NAMED_TERM = (
    r"\b(?:gestelde|gevraagde|verzochte|genoemde|gebruikelijke|deze|die|uw|oorspronkelijke)\s+(?:\w+\s+)?(?:termijn|reactietermijn)"
    r"\s+van\s+[^,.;]{1,30}?\b(?:dagen|weken|week|maanden|maand)\b|\b(?:de|een)\s+termijn\s+van\s+[^,.;]{1,30}?\b(?:dagen|weken|week|maanden|maand)\b(?=[^.;]{0,60}\bniet\b)"
)
_NOT_BEFORE = r"\bniet\s+(?:\w+\s+){0,2}?(?:eerder|vóór|voor)\b"


def without_quoted(text: str) -> str:
    """Return a letter's words with all blanked that is not its sender's word about the days to come."""
    kept: list[str] = []
    start = 0
    for found in (*_pattern(_BREAK).finditer(text), None):
        end = found.end() if found else len(text)
        part = text[start:end]
        kept.append(_blank(part) if _is_quoted(part) else part)
        start = end
    return _pattern(_NAMED_TERM).sub(lambda found: _blank(found[0]), "".join(kept))


def _is_quoted(part: str) -> bool:
    if _pattern(_ASKED).search(part) and not _pattern(_OWN_WORD).search(part):
        return True
    if _pattern(_AIMED).search(part):
        return True
    return bool(_pattern(_FAILS).search(part)) and not _pattern(_NOT_BEFORE).search(part)


_OWN_WORD = rf"\b{_VERB}\s+(?:ik|wij)\b|\b(?:ik|wij)\s+{_VERB}\b|\bu\s+ontvangt\b|\bontvangt\s+u\b|\bkunt\s+u\b"
"""With these a sentence is the sender's own, whatever it says of the request besides."""


def _blank(part: str) -> str:
    """Return as many spaces as the part is long; its end, and its lines, stay."""
    return "".join(
        one if one in "\n.?!;" and place >= len(part.rstrip()) - 1 else " " for place, one in enumerate(part)
    )


@cache
def _pattern(source: str) -> re.Pattern[str]:
    return re.compile(source, re.IGNORECASE if source != _BREAK else 0)
