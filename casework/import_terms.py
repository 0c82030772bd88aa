"""The terms of imported lines: each clause is reckoned once for a day, and the ladder of each date planned once."""

import json
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, TypeVar

from casework.errors import DueBeforeLetter
from casework.terms import as_a_clerk_gives, clerk_term
from documents import clauses
from procedure import reminders as ladder
from procedure.deadlines import reckon
from procedure.reminders import Owed
from procedure.rulebook import Rulebook
from procedure.vocabulary import Chamber, Language, RoundKind
from procedure.wording import explain

if TYPE_CHECKING:
    from procedure.clauses import Clause

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")

_NL, _EN = Language.NL.value, Language.EN.value

MOST_TERMS = 32_768
"""So many reckoned terms are kept, about a kilobyte each: five clauses on each working day of twenty-five years."""


@dataclass(slots=True)
class SetTerm:
    """A reckoned term as its row keeps it, and its day."""

    clause: str
    due_on: date | None
    due_iso: str | None
    due_at_text: str | None
    soft_iso: str | None
    firmness: str
    rule_name: str
    rule_version: int
    calendar: str
    explanation: str
    warnings: tuple[str, ...]


class Terms:
    """Terms and plans as they were reckoned so far."""

    def __init__(self, rulebook: Rulebook, on: date, as_text: Callable[[datetime | None], str | None]) -> None:
        """Take the rules of the day on which the lines are read in; ``as_text`` writes an instant as it is kept."""
        self._rulebook, self._on, self._as_text = rulebook, on, as_text
        self._timeless: dict[str, tuple[Clause | None]] = {}
        self._clauses: dict[tuple[str, date, Chamber], SetTerm] = {}
        self._days: dict[tuple[date, Chamber, int], SetTerm] = {}
        self._plans: dict[tuple[date, int, Chamber], tuple[Owed, ...]] = {}
        self._longest = max((rung.min_span for rung in rulebook.ladder), default=0)

    def of_clause(self, clause: str, dated: date, chamber: Chamber) -> SetTerm:
        """Return the term that a clause sets in a letter of this day.

        Raises:
            DueBeforeLetter: it sets a day before the letter's own.
        """
        return _kept(self._clauses, (clause, dated, chamber), lambda: self._reckoned(clause, None, dated, chamber))

    def of_day(self, day: date, dated: date, chamber: Chamber) -> SetTerm:
        """Return the term that ends on a day; its reasons do not hang on the day of the letter, only on its rule."""
        version = self._rulebook.rule(on=dated).version
        return _kept(self._days, (day, chamber, version), lambda: self._reckoned("", day, dated, chamber))

    def _reckoned(self, clause: str, day: date | None, dated: date, chamber: Chamber) -> SetTerm:
        timeless = None if day else _kept(self._timeless, clause, lambda: (clauses.parse_for_any_day(clause),))[0]
        given = (
            as_a_clerk_gives(reckon(timeless, dated=dated, chamber=chamber, rulebook=self._rulebook))
            if timeless is not None
            else clerk_term(clause, day, dated=dated, chamber=chamber, rulebook=self._rulebook)
        )
        term, days = given.term, self._rulebook.days
        if term.due_on is not None and term.due_on < dated:
            raise DueBeforeLetter(due=term.due_on, dated=dated)
        return SetTerm(
            clause=term.clause,
            due_on=term.due_on,
            due_iso=term.due_on.isoformat() if term.due_on else None,
            due_at_text=self._as_text(term.due_at),
            soft_iso=term.soft_due_on.isoformat() if term.soft_due_on else None,
            firmness=term.firmness.value,
            rule_name=term.rule_name,
            rule_version=term.rule_version,
            calendar=f"{days.first}..{days.last}",
            explanation=json.dumps({_NL: given.explanation, _EN: explain(term, Language.EN)}),
            warnings=given.warnings,
        )

    def plan(self, agreed: SetTerm | None, set_on: date, chamber: Chamber) -> tuple[tuple[Owed, ...], date | None]:
        """Return what an unanswered case owes from now on, and when it comes back to the clerk where no day is agreed.

        Rungs of before the day of reading in are not owed, as for a letter that is registered late.
        """
        if agreed is None or agreed.due_on is None:
            owed = ladder.attention(self._rulebook.ladder_for(chamber, RoundKind.FIRST), self._on, self._rulebook.days)
            return ((owed,), owed.fire_on) if owed else ((), None)
        due = agreed.due_on
        span = min((due - set_on).days, self._longest)
        return _kept(self._plans, (due, span, chamber), lambda: self._planned(due, set_on, chamber)), None

    def _planned(self, due: date, set_on: date, chamber: Chamber) -> tuple[Owed, ...]:
        days, rungs = self._rulebook.days, self._rulebook.ladder_for(chamber, RoundKind.FIRST)
        return ladder.plan(rungs, due, set_on=set_on, registered_on=self._on, days=days).owed


def _kept(kept: dict[K, T], at: K, find: Callable[[], T]) -> T:
    """Return what is kept under this key, or find it now; the oldest makes room."""
    found = kept.get(at)
    if found is None:
        if len(kept) >= MOST_TERMS:
            del kept[next(iter(kept))]
        found = kept[at] = find()
    return found
