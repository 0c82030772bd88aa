"""What date does this clause mean: from the words of a term to the clause they are, and on to its date."""

from datetime import date

from documents.clauses.find import find_new_term, find_promised, find_term, find_terms
from documents.clauses.parse import parse, parse_for_any_day
from procedure.deadlines import Term, reckon
from procedure.rulebook import Rulebook
from procedure.vocabulary import Chamber

__all__ = ["find_new_term", "find_promised", "find_term", "find_terms", "parse", "parse_for_any_day", "term"]


def term(
    text: str,
    *,
    dated: date,
    received: date | None = None,
    chamber: Chamber | None = None,
    rulebook: Rulebook,
    rule: str | None = None,
) -> Term:
    """Return what the words of a term mean in a letter of this date: its last day, or none, with the reasons.

    Where no chamber is named the Senate is taken: it matters for a recess only.

    Raises:
        UnknownRule: the rule named is not in force on the letter's date.
        BeyondCalendar: the rule needs to know a day that the calendar does not have.
    """
    clause = parse(text, dated=dated)
    return reckon(clause, dated=dated, received=received, chamber=chamber or Chamber.EK, rulebook=rulebook, rule=rule)
