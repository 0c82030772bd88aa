"""The ladder of reminders: on which days a term owes one, and to whom.

Rungs are rows with a source. They stand on the *agreed* date; the original date only counts for lateness. Three ladders
exist: ``term`` (a date is agreed), ``no_date`` (the request names none) and ``open_deferral`` (put off without a date).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from procedure.days import Days
from procedure.holding import Holding, Hours
from procedure.vocabulary import Audience, Chamber, Mode, RoundKind

Unit = Literal["working_days", "days"]

TERM, NO_DATE, OPEN_DEFERRAL = "term", "no_date", "open_deferral"

RAPPEL = "second_rappel"
"""The rung whose letter is made ready for the chair and leaves only by hand."""

ESCALATION = "escalation"
"""The rung that waits at least ten days after a rappel that left."""

RUNG_NAMES: Mapping[str, str] = {
    "notice": "aankondiging",
    "due": "laatste dag",
    "first_rappel": "eerste rappel",
    RAPPEL: "tweede rappel",
    ESCALATION: "advies mondeling overleg",
    "attention": "zaak zonder termijn",
    OPEN_DEFERRAL: "uitstel zonder datum",
}
"""What a person calls the rungs of the ladder that is loaded by default."""


def rung_name(code: str) -> str:
    """Return a rung's name for a person; one that an office added goes by its own code."""
    return RUNG_NAMES.get(code, code)


DAYS_AFTER_RAPPEL = 10
"""A ministry gets this many days after a rappel before the clerk is advised to escalate (house ladder)."""


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of a ladder, as an office keeps it."""

    ladder: str
    code: str
    rank: int
    offset: int
    unit: Unit
    audience: Audience
    mode: Mode
    min_span: int
    source: str
    stale_after: int | None = None
    """So many days after its own day it is too old to send; None: never."""
    chamber: Chamber | None = None
    """For whose rounds it is; None: for those of both chambers."""
    kind: RoundKind | None = None
    """For which kind of round it is; None: for every kind."""
    tone: str = ""
    """The template of what it says; empty: the one that goes with its code."""
    held_in_recess: bool = False
    held_on_free_days: bool = True
    hours: Hours | None = None
    """The hours (Amsterdam) within which it leaves by itself; None: any."""
    may_opt_out: bool = False
    """Whether the owner of a mailbox may say that it wants this rung no more."""

    def is_stale(self, fire_on: date, on: date) -> bool:
        """Return whether a reminder of this rung that came due on the one day is too old to send on the other."""
        return self.stale_after is not None and (on - fire_on).days > self.stale_after

    def holding(self, chamber: Chamber) -> Holding:
        """Return what holds this rung back in a round of a chamber."""
        recesses = frozenset({chamber}) if self.held_in_recess else frozenset[Chamber]()
        return Holding(free_days=self.held_on_free_days, recesses=recesses, hours=self.hours)

    def fits(self, chamber: Chamber, kind: RoundKind) -> bool:
        """Return whether this rung is for such a round."""
        return self.chamber in (None, chamber) and self.kind in (None, kind)

    def day(self, anchor: date, days: Days) -> date:
        """Return the civil day on which this rung is owed, counted from the anchor; an offset of nought is the anchor.

        Raises:
            BeyondCalendar: working days are counted past what the calendar knows.
        """
        if self.unit == "working_days" and self.offset:
            return days.add_working_days(anchor, self.offset)
        return anchor + timedelta(days=self.offset)


def ladder_for(ladder: Iterable[Rung], chamber: Chamber, kind: RoundKind) -> tuple[Rung, ...]:
    """Return the rungs of a round of this chamber and kind, in the order of the ladder.

    Of several with one code the one made for such a round counts: for chamber and kind, for the chamber, for the kind.
    """
    found: dict[tuple[str, str], Rung] = {}
    for rung in ladder:
        at = (rung.ladder, rung.code)
        if rung.fits(chamber, kind) and (at not in found or _closeness(rung) > _closeness(found[at])):
            found[at] = rung
    return tuple(found.values())


def _closeness(rung: Rung) -> tuple[bool, bool]:
    return (rung.chamber is not None, rung.kind is not None)


@dataclass(frozen=True, slots=True)
class Owed:
    """A reminder that will be owed: on this day, by this rung, for this due date."""

    fire_on: date
    rung: Rung
    due_on: date


@dataclass(frozen=True, slots=True)
class Rest:
    """Days on which the ladder rests, both ends included."""

    first: date
    last: date
    desk_only: bool = False
    """True after a postponement without a date: the desk is left alone, and nothing is caught up with it."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a term owes from now on, and what it would have owed before the case was known here."""

    owed: tuple[Owed, ...]
    too_early: tuple[Owed, ...]


def plan(
    ladder: Iterable[Rung],
    due_on: date,
    *,
    set_on: date,
    registered_on: date,
    days: Days,
    rests: tuple[Rest, ...] = (),
    rappel_left_on: date | None = None,
) -> Plan:
    """Return every rung that an agreed date owes, in the order of its days.

    ``set_on`` is the day on which this date was set (the letter's date, or the postponement's): the notice beforehand
    is for terms of ten days or more. A rung whose day lies before the case was registered is not owed.

    Raises:
        BeyondCalendar: a rung in working days lies past what the calendar knows.
    """
    owed: list[Owed] = []
    early: list[Owed] = []
    for rung in ladder:
        if rung.ladder != TERM or (due_on - set_on).days < rung.min_span:
            continue
        day = rung.day(due_on, days)
        if rung.code == ESCALATION and rappel_left_on is not None:
            day = max(day, rappel_left_on + timedelta(days=DAYS_AFTER_RAPPEL))
        if day < registered_on:
            early.append(Owed(day, rung, due_on))
            continue
        rested = _after_rest(day, rung, rests)
        if rested is not None:
            owed.append(Owed(rested, rung, due_on))
    return Plan(tuple(sorted(owed, key=_order)), tuple(sorted(early, key=_order)))


def _after_rest(day: date, rung: Rung, rests: tuple[Rest, ...]) -> date | None:
    """Return the day itself, the first day after the rest that it falls in or before, or None when it lapses there.

    What was owed before a rest and has not left yet rests too: nobody is reminded late, in the middle of it.
    """
    for rest in sorted(rests, key=lambda one: one.last):
        if day > rest.last:
            continue
        if rest.desk_only and rung.audience is Audience.DESK:
            return None
        day = rest.last + timedelta(days=1)
    return day


def after_rests(owed: Owed, rests: tuple[Rest, ...]) -> Owed:
    """Return a question to the clerk on its day, or on the first day after the rest that it falls in or before."""
    day = _after_rest(owed.fire_on, owed.rung, rests)
    return owed if day is None else replace(owed, fire_on=day)


def _order(owed: Owed) -> tuple[date, int]:
    return (owed.fire_on, owed.rung.rank)


def attention(ladder: Iterable[Rung], after: date, days: Days) -> Owed | None:
    """Return when a case without a due date comes back to the clerk, never to the ministry; None without a rung."""
    for rung in ladder:
        if rung.ladder == NO_DATE:
            day = rung.day(after, days)
            return Owed(day, rung, day)
    return None


def rest_after_open_deferral(ladder: Iterable[Rung], deferred_on: date, days: Days) -> tuple[Rest, Owed] | None:
    """Return the rest after a postponement without a date, and the question to the clerk at its end."""
    for rung in ladder:
        if rung.ladder == OPEN_DEFERRAL:
            day = rung.day(deferred_on, days)
            return Rest(deferred_on, day, desk_only=True), Owed(day, rung, day)
    return None
