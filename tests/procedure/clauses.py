"""Clauses, and what they come to in a letter of Thursday 31 May 2018."""

from dataclasses import replace
from datetime import date
from typing import Any

from config.reference import packaged_rulebook
from procedure.clauses import (
    Anchor,
    Clause,
    Limit,
    Point,
    Span,
    Unit,
)
from procedure.deadlines import Term, reckon
from procedure.vocabulary import Bound, Chamber

RULEBOOK = packaged_rulebook()
LETTER = date(2018, 5, 31)
TWO_WEEKS = Span(2, Unit.WEEKS, Anchor.DATED)


def a_clause(point: Point, bound: Bound | None = Bound.INCLUSIVE, **other: Any) -> Clause:
    """Return a clause with this limit."""
    return replace(Clause("woorden", Limit(point, bound)), **other)


def a_term(
    clause: Clause,
    *,
    dated: date = LETTER,
    received: date | None = None,
    chamber: Chamber = Chamber.EK,
    rule: str | None = None,
) -> Term:
    """Return what a clause comes to in a letter of Thursday 31 May 2018."""
    return reckon(clause, dated=dated, received=received, chamber=chamber, rulebook=RULEBOOK, rule=rule)


def codes(term: Term) -> list[str]:
    """Return what a term warns of."""
    return [step.code for step in term.warnings]
