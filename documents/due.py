"""The term in a letter's words, as a date: what a request asks, what a deferral or a promise announces."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from procedure.errors import BeyondCalendar
from procedure.vocabulary import Chamber, ClauseKind, LetterKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from procedure.clauses import Clause
    from procedure.deadlines import Term
    from procedure.rulebook import Rulebook


def clause_of(kind: LetterKind, body: Sequence[str], *, dated: date) -> Clause | None:
    """Return the clause by which a letter of this date asks for its answer or puts it off; None where it does not."""
    from documents.clauses import find_new_term, find_term  # noqa: PLC0415 - the grammar is not for every reading

    if kind is LetterKind.REQUEST:
        return find_term("\n\n".join(body), dated=dated)
    if kind in {LetterKind.DEFERRAL, LetterKind.PARTIAL_REPLY}:
        return find_new_term("\n\n".join(body), dated=dated)
    return None


@dataclass(frozen=True, slots=True)
class Counting:
    """What is needed to say which date words mean: the day of the letter, the chamber, and the rules in force."""

    rulebook: Rulebook
    dated: date
    chamber: Chamber | None = None

    def set_by(self, kind: LetterKind, body: Sequence[str]) -> Term | None:
        """Return the term that a request sets, or when a deferral or partial reply says that more will come."""
        return self._counted(clause_of(kind, body, dated=self.dated))

    def promised(self, sentence: str) -> Term | None:
        """Return when a promise says that it will be kept, or None where it does not say."""
        from documents.clauses import find_promised  # noqa: PLC0415 - the grammar of terms is not for every reading

        return self._counted(find_promised(sentence, dated=self.dated))

    def _counted(self, clause: Clause | None) -> Term | None:
        """Return the date of a clause; none outside the calendar, or for a recess of a chamber not known."""
        if clause is None:
            return None
        from procedure.deadlines import reckon  # noqa: PLC0415 - as above

        try:
            term = reckon(clause, dated=self.dated, chamber=self.chamber or Chamber.EK, rulebook=self.rulebook)
        except BeyondCalendar:
            return None
        if self.chamber is None and term.kind is ClauseKind.RECESS:
            return replace(term, due_on=None, soft_due_on=None, needs_review=True)
        return term
