"""Names, numbers and subjects as they are compared, however they are spelled."""

import re
import unicodedata

LEAST_LETTERS = 5
"""Words shorter than this say nothing of a subject."""

LEAST_OF_A_MARK = 4
"""Letters and figures that a mark has at least, to tell one letter from another."""

_COMMON = """
aanbieding aangaande aanleiding antwoord antwoorden april augustus beantwoording besproken betreffende betreft
bewindspersoon brief briefs brieven commissie commissies december deelantwoord dezelfde eerste februari generaal
gesproken gesteld gestelde gevraagd hebben heeft hierbij hierover inzake januari kabinet kamer kamers kennisgeving
leden lopende maart minister ministerie nader nadere namens november oktober onder onderwerp overleg reactie
regering schriftelijk schriftelijke september staatssecretaris stand staten stelling stukken toezegging toezending
tussen tweede uitstel vaste verslag verzoek volgende voorzitter vraag vragen waarbij waarin waarop worden wordt
zaken zoals
"""
COMMON_WORDS = frozenset(_COMMON.split())
"""Words that stand in letters on any subject."""


def folded_mark(mark: str) -> str:
    """Return a letter's number as it is compared; nothing where it could be any letter's (no figure, too short)."""
    folded = fold(mark)
    return folded if len(folded) >= LEAST_OF_A_MARK and any(one.isdigit() for one in folded) else ""


def fold(name: str) -> str:
    """Return what the spellings of a name have in common: lower case, letters and figures only."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return "".join(one for one in plain if one.isalnum())


def words_of(text: str) -> frozenset[str]:
    """Return the words of a text that tell one subject from another."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    found = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", plain)
    return frozenset(one for one in found if len(one) >= LEAST_LETTERS and one not in COMMON_WORDS)
