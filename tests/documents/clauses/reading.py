"""What the words of a term mean in a letter of Thursday 31 May 2018."""

from datetime import date

from config.reference import packaged_rulebook
from documents.clauses import term
from procedure.deadlines import Term
from procedure.vocabulary import Chamber

RULEBOOK = packaged_rulebook()
LETTER = date(2018, 5, 31)


def read(words: str, dated: date = LETTER, *, chamber: Chamber = Chamber.EK) -> Term:
    """Return what the words mean in a letter of that day."""
    return term(words, dated=dated, chamber=chamber, rulebook=RULEBOOK)
