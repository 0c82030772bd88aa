"""What the test itself knows of each case: who asked what of whom, until when, and what came of it.

It is told by the clerk of the simulation, never by the register; of the ladder it knows what docs and ladder say.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from tests.faults.year.days import DAY, shifted
from tests.faults.year.events import Acted, Key

RANKS = {"notice": 1, "due": 2, "first_rappel": 3, "second_rappel": 4, "escalation": 5}
"""The rungs of a term, the most urgent last."""

TO_THE_CLERK = {"second_rappel", "escalation", "attention"}
LONG_ENOUGH = timedelta(days=10)
"""A term that is announced is at least so long."""

COMES_BACK = timedelta(days=28)
"""A case without a date comes back to the clerk so often."""

AFTER_RAPPEL = timedelta(days=10)


def first_day_of(rung: str, due: date) -> date:
    """Return the first day on which a rung may be owed about an agreed day."""
    if rung == "notice":
        return shifted(due, -3)
    if rung == "first_rappel":
        return shifted(due, 1)
    return due + timedelta(days={"second_rappel": 10, "escalation": 21}.get(rung, 0))


@dataclass(frozen=True, slots=True)
class Term:
    """An agreed day (or none), when it was set, and whether a postponement set it."""

    due: date | None
    set_on: date
    deferral: bool = False


@dataclass
class Known:
    """A case."""

    number: str
    requested: date
    registered: date
    clerk: str
    desks: dict[str, str]
    """The offices that owe an answer, each with the address of its desk."""
    terms: list[Term]
    clause_days: int = 0
    """The length of the term in days from the letter's date, where its words say so."""
    answered: set[str] = field(default_factory=set)
    closed: bool = False
    rappel_left: date | None = None
    heard: date | None = None
    """When the clerk last heard that the case has no date."""
    rests_until: date | None = None
    """The last day on which the case rests, as a person asked; the days of its term run on."""
    moved: bool = True
    """Whether anything happened since it was last held against the ledger."""
    acted_at: int = 0
    """After how many events the clerk last acted on it."""
    looks_again_on: date = date.min
    """The next day on which anything comes due."""

    @property
    def is_open(self) -> bool:
        """Return whether an answer is owed."""
        return not self.closed and bool(self.owing)

    @property
    def owing(self) -> list[str]:
        """Return the offices that owe an answer."""
        return [one for one in self.desks if one not in self.answered]

    @property
    def term(self) -> Term:
        """Return the term in force."""
        return self.terms[-1]

    @property
    def deferred(self) -> bool:
        """Return whether a postponement is in force."""
        return any(one.deferral for one in self.terms)

    def resting(self, on: date) -> bool:
        """Return whether the case rests on a day: nobody is told of it, and what falls in the rest comes after it."""
        return self.rests_until is not None and on <= self.rests_until

    def open_to(self) -> tuple[str, ...]:
        """Return who may be told of the case."""
        if not self.is_open:
            return ()
        return tuple(sorted({self.clerk, *(self.desks[one] for one in self.owing)}))

    def undo_deferral(self) -> None:
        """Take back the latest postponement."""
        last = max((n for n, one in enumerate(self.terms) if one.deferral), default=None)
        if last is not None:
            del self.terms[last]

    def acted(self, day: date, verb: str, said: str = "") -> Acted:
        """Return what the clerk did, with how the case stands since."""
        self.moved = True
        due, set_on = self.term.due, self.term.set_on
        return Acted(day, verb, self.number, said, due, set_on, self.open_to(), self.rests_until)

    def due_rungs(self, on: date) -> Iterator[tuple[str, str]]:
        """Give every rung that is due on a day, with the address that it is for."""
        due, set_on = self.term.due, self.term.set_on
        if due is None:
            if max(self.registered, self.heard or self.registered) + COMES_BACK <= on:
                yield "attention", self.clerk
            return
        for rung in RANKS:
            day = first_day_of(rung, due)
            if rung == "notice" and due - set_on < LONG_ENOUGH:
                continue
            if rung == "second_rappel" and self.rappel_left is not None and self.rappel_left >= day:
                continue  # the letter has left: nobody is told that it is ready
            if rung == "escalation" and self.rappel_left is not None:
                day = max(day, self.rappel_left + AFTER_RAPPEL)
            if self.registered <= day <= on:
                boxes = [self.clerk] if rung in TO_THE_CLERK else [self.desks[one] for one in self.owing]
                yield from ((rung, box) for box in dict.fromkeys(boxes))

    def owed(self, on: date) -> list[Key]:
        """Return the most urgent rung for each address that is due on a day; nothing in a rest, all of it after."""
        if not self.is_open or self.resting(on):
            return []
        highest = {box: rung for rung, box in self.due_rungs(on)}
        return [(self.number, rung, self.term.due or on, box) for box, rung in highest.items()]

    def next_day(self, after: date) -> date:
        """Return the next day on which anything comes due; a day far off where nothing does."""
        far = date(2100, 1, 1)
        if not self.is_open:
            return far
        after_rest = [self.rests_until + DAY] if self.rests_until else []
        if self.term.due is None:
            return max(max(self.registered, self.heard or self.registered) + COMES_BACK, *after_rest, after)
        days = [first_day_of(rung, self.term.due) for rung in RANKS]
        days += [self.rappel_left + AFTER_RAPPEL] if self.rappel_left else []
        days = [day for day in days if not self.resting(day)]
        return min((day for day in (*days, *after_rest) if day > after), default=far)
