"""When a reminder that is owed may leave: not on free days, in a recess or at night, where its rung says so.

What is held back is not lost: it leaves on the first day, and in the first hour, on which it may. A recess that is not
in the calendar holds nothing.
"""

from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from typing import Self

from procedure.days import Days
from procedure.vocabulary import Chamber

HELD_UNTIL = "vastgehouden tot"
"""How the words begin that a reminder or a message bears which is held back."""

_DAY = timedelta(days=1)

TWICE_OR_NEVER = (time(2), time(3))
"""Hours of the night (Amsterdam) that one day of the year lacks and another has twice."""


@dataclass(frozen=True, slots=True)
class Hours:
    """The hours of a day (Amsterdam) within which a mail may leave: from the first, up to but without the second."""

    opens: time
    closes: time

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the hours in ``07:00-20:00``.

        Raises:
            ValueError: the text is something else, closes before it opens, or begins or ends in the hour of the
                night that comes twice when the clock goes back, and not at all when it goes forward.
        """
        opens, dash, closes = text.partition("-")
        found = cls(_clock(opens), _clock(closes))
        doubtful = any(TWICE_OR_NEVER[0] <= each < TWICE_OR_NEVER[1] for each in (found.opens, found.closes))
        if not dash or found.closes <= found.opens or doubtful:
            raise ValueError(text)
        return found

    def __str__(self) -> str:
        """Return the hours as they are written in the ladder."""
        return f"{self.opens:%H:%M}-{self.closes:%H:%M}"

    def within(self, other: "Hours") -> "Hours":
        """Return the hours that two have in common; where they have none, those that open last."""
        opens, closes = max(self.opens, other.opens), min(self.closes, other.closes)
        return Hours(opens, closes) if opens < closes else max(self, other, key=lambda one: one.opens)


def _clock(text: str) -> time:
    found = time.fromisoformat(text.strip())
    if found.tzinfo is not None:
        raise ValueError(text)
    return found


@dataclass(frozen=True, slots=True)
class Holding:
    """What holds a mail back; without more said, the days that are no working days."""

    free_days: bool = True
    recesses: frozenset[Chamber] = frozenset()
    """The chambers in whose recess it does not leave."""
    hours: Hours | None = None
    """The hours within which it leaves; None: at any hour."""

    def first_day(self, day: date, days: Days) -> date:
        """Return the first day, from the given one on, on which the mail may leave.

        Raises:
            BeyondCalendar: no such day is known to the calendar.
        """
        while True:
            recess = self._recess(day, days)
            if recess is not None:
                day = recess + _DAY
            elif self.free_days and not days.is_working_day(day):
                day += _DAY
            else:
                return day

    def first_moment(self, day: date, clock: time, days: Days) -> tuple[date, time]:
        """Return the first day and hour (Amsterdam), from the given ones on, at which the mail may leave."""
        opens, closes = (self.hours.opens, self.hours.closes) if self.hours else (time(), time.max)
        if self.hours and clock >= closes:
            day, clock = day + _DAY, opens
        first = self.first_day(day, days)
        return (first, opens) if first != day else (day, max(clock, opens))

    def why(self, day: date, days: Days) -> str:
        """Return in a few Dutch words why the mail does not leave on a day; empty where it may."""
        for chamber in sorted(self.recesses):
            recess = days.recess_on(day, chamber)
            if recess is not None:
                return f"{recess.kind.label} van de {chamber.label}"
        free = days.why_not(day) if self.free_days else None
        return free.label if free else ""

    def joined(self, other: "Holding") -> "Holding":
        """Return what holds back a mail that tells of two: it leaves when both may."""
        hours = self.hours.within(other.hours) if self.hours and other.hours else self.hours or other.hours
        return replace(
            self, free_days=self.free_days or other.free_days, recesses=self.recesses | other.recesses, hours=hours
        )

    def _recess(self, day: date, days: Days) -> date | None:
        """Return the last day of a recess that holds the mail on a day; None where none does."""
        return max(
            (found.last for chamber in self.recesses if (found := days.recess_on(day, chamber))),
            default=None,
        )


ORDINARY = Holding()
"""Mail leaves on working days, at any hour: what holds where a ladder says nothing else."""
