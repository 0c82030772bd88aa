"""Which days count: weekends, feast days, days equated by decree, and the recess of each chamber.

The feast days of article 3 of the Algemene termijnenwet are computed; days equated by royal decree (art. 3, third
paragraph) and recesses are data, each with its source. Outside its coverage the calendar refuses to answer.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from procedure.errors import BeyondCalendar
from procedure.vocabulary import Chamber, Labelled

_SATURDAY, _SUNDAY = 5, 6
_KINGS_DAY_SINCE, _QUEENS_DAY_EARLIER_SINCE = 2014, 1980
_YEAR = timedelta(days=366)


class FreeDay(Labelled):
    """Why a day is no working day."""

    SATURDAY = "saturday", "zaterdag"
    SUNDAY = "sunday", "zondag"
    NEW_YEAR = "new_year", "Nieuwjaarsdag"
    GOOD_FRIDAY = "good_friday", "Goede Vrijdag"
    EASTER_MONDAY = "easter_monday", "tweede Paasdag"
    QUEENS_DAY = "queens_day", "Koninginnedag"
    KINGS_DAY = "kings_day", "Koningsdag"
    LIBERATION_DAY = "liberation_day", "Bevrijdingsdag"
    ASCENSION_DAY = "ascension_day", "Hemelvaartsdag"
    WHIT_MONDAY = "whit_monday", "tweede Pinksterdag"
    CHRISTMAS_DAY = "christmas_day", "eerste Kerstdag"
    BOXING_DAY = "boxing_day", "tweede Kerstdag"
    DECREE = "decree", "bij besluit met een feestdag gelijkgesteld"


class RecessKind(Labelled):
    """The recesses by name; which of them a chamber has differs."""

    SUMMER = "summer", "zomerreces"
    AUTUMN = "autumn", "herfstreces"
    CHRISTMAS = "christmas", "kerstreces"
    SPRING = "spring", "voorjaarsreces"
    MAY = "may", "meireces"
    ELECTION = "election", "verkiezingsreces"


@dataclass(frozen=True, slots=True)
class DecreeDay:
    """A day that a royal decree equates with a feast day (Atw art. 3, third paragraph)."""

    day: date
    source: str
    checked_on: date


@dataclass(frozen=True, slots=True)
class DecreeCoverage:
    """A period, both days included, of which all decree days are known."""

    first: date
    last: date
    source: str
    checked_on: date


@dataclass(frozen=True, slots=True)
class Recess:
    """A recess of one chamber, first and last day included, as the chamber announced it."""

    chamber: Chamber
    kind: RecessKind
    first: date
    last: date
    source: str
    checked_on: date


@dataclass(frozen=True, slots=True)
class Days:
    """The calendar that the rules count with, from ``first`` to ``last`` day included."""

    first: date
    last: date
    decree_days: tuple[DecreeDay, ...] = ()
    decree_coverage: tuple[DecreeCoverage, ...] = ()
    recesses: tuple[Recess, ...] = ()
    good_friday: bool = True
    _free: dict[int, FreeDay] = field(init=False, repr=False, compare=False)
    _working: list[int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Lay out the free days once; they are asked for by ordinal."""
        free = {each.day.toordinal(): FreeDay.DECREE for each in self.decree_days}
        for year in range(self.first.year, self.last.year + 1):
            free.update((day.toordinal(), why) for day, why in feast_days(year).items())
        if not self.good_friday:
            free = {day: why for day, why in free.items() if why is not FreeDay.GOOD_FRIDAY}
        object.__setattr__(self, "_free", free)
        object.__setattr__(self, "_working", [])

    def without_good_friday(self) -> "Days":
        """Return the same calendar for a rule that does not equate Good Friday with a feast day."""
        return replace(self, good_friday=False)

    def covers(self, day: date) -> bool:
        """Tell whether the calendar has data for the day."""
        return self.first <= day <= self.last

    def why_not(self, day: date) -> FreeDay | None:
        """Return why the day is no working day, the feast before the weekend; None where it is one."""
        self._require(day)
        feast = self._free.get(day.toordinal())
        if feast is not None:
            return feast
        return {_SATURDAY: FreeDay.SATURDAY, _SUNDAY: FreeDay.SUNDAY}.get(day.weekday())

    def is_working_day(self, day: date) -> bool:
        """Tell whether the day is no Saturday, Sunday, feast day or day equated with one."""
        self._require(day)
        return day.weekday() < _SATURDAY and day.toordinal() not in self._free

    def next_working_day(self, day: date) -> date:
        """Return the day itself where it is a working day, else the first that is one after it."""
        while not self.is_working_day(day):
            day += timedelta(days=1)
        return day

    def working_day_before(self, day: date) -> date:
        """Return the last working day before the day."""
        return self.add_working_days(day, -1)

    def add_working_days(self, day: date, n: int) -> date:
        """Return the n-th working day after the day (before it where n is negative), the day itself not counted."""
        self._require(day)
        if n == 0:
            return day
        working = self._working or self._lay_out()
        ordinal = day.toordinal()
        at = bisect_right(working, ordinal) + n - 1 if n > 0 else bisect_left(working, ordinal) + n
        if not 0 <= at < len(working):
            outside = self.last + timedelta(days=1) if n > 0 else self.first - timedelta(days=1)
            raise BeyondCalendar(first=self.first, last=self.last, day=outside)
        return date.fromordinal(working[at])

    def working_days_between(self, after: date, last: date) -> int:
        """Return how many working days lie after the one day, up to and including the other."""
        self._require(after)
        self._require(last)
        working = self._working or self._lay_out()
        return bisect_right(working, last.toordinal()) - bisect_right(working, after.toordinal())

    def free_days_between(self, after: date, before: date) -> Iterator[tuple[date, FreeDay]]:
        """Give each day strictly between the two that is no working day, with its reason."""
        for ordinal in range(after.toordinal() + 1, before.toordinal()):
            day = date.fromordinal(ordinal)
            why = self.why_not(day)
            if why is not None:
                yield day, why

    def years_without_decrees(self, first: date, last: date) -> tuple[int, ...]:
        """Return the years touched, from first to last day, of which the decree days are not known."""
        return tuple(
            year
            for year in range(first.year, last.year + 1)
            if not any(known.first.year <= year <= known.last.year for known in self.decree_coverage)
        )

    def recess_on(self, day: date, chamber: Chamber) -> Recess | None:
        """Return the chamber's recess in which the day falls; None where none is known."""
        return next((each for each in self._of(chamber) if each.first <= day <= each.last), None)

    def recess_named(self, kind: RecessKind, chamber: Chamber, *, after: date) -> Recess | None:
        """Return the chamber's first recess of that kind to begin after the day, within a year; None if unknown."""
        coming = (each for each in self._of(chamber) if each.kind is kind and after < each.first <= after + _YEAR)
        return min(coming, key=lambda each: each.first, default=None)

    def recess_of_year(self, kind: RecessKind, chamber: Chamber, *, year: int) -> Recess | None:
        """Return the chamber's recess of that kind that begins in the year; None if unknown."""
        return next((each for each in self._of(chamber) if each.kind is kind and each.first.year == year), None)

    def _of(self, chamber: Chamber) -> Iterator[Recess]:
        return (each for each in self.recesses if each.chamber is chamber)

    def _require(self, day: date) -> None:
        if not self.first <= day <= self.last:
            raise BeyondCalendar(first=self.first, last=self.last, day=day)

    def _lay_out(self) -> list[int]:
        """Fill the list of all working days by ordinal; modulo 7 that is 1 on Monday, 5 on Friday."""
        free = self._free
        self._working.extend(
            day
            for day in range(self.first.toordinal(), self.last.toordinal() + 1)
            if 0 < day % 7 <= _SATURDAY and day not in free
        )
        return self._working


def easter_sunday(year: int) -> date:
    """Return Easter Sunday of a Gregorian year (the anonymous algorithm of 1876)."""
    a, (b, c) = year % 19, divmod(year, 100)
    (d, e), (i, k) = divmod(b, 4), divmod(c, 4)
    h = (19 * a + b - d - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    month, day = divmod(h + weekday - 7 * ((a + 11 * h + 22 * weekday) // 451) + 114, 31)
    return date(year, month, day + 1)


def prinsjesdag(year: int) -> date:
    """Return the third Tuesday of September, on which the session opens and the budget is presented (Gw art. 65)."""
    first = date(year, 9, 1)
    return first + timedelta(days=(1 - first.weekday()) % 7 + 14)


def feast_days(year: int) -> dict[date, FreeDay]:
    """Return the recognised feast days of a year, Good Friday among them (Atw art. 3, first and second paragraph).

    The fifth of May is one every year. The birthday of the monarch moves when it falls on a Sunday.
    """
    easter = easter_sunday(year)
    royal, name = _royal_day(year)
    return {
        date(year, 5, 5): FreeDay.LIBERATION_DAY,
        royal: name,
        date(year, 1, 1): FreeDay.NEW_YEAR,
        easter - timedelta(days=2): FreeDay.GOOD_FRIDAY,
        easter + timedelta(days=1): FreeDay.EASTER_MONDAY,
        easter + timedelta(days=39): FreeDay.ASCENSION_DAY,
        easter + timedelta(days=50): FreeDay.WHIT_MONDAY,
        date(year, 12, 25): FreeDay.CHRISTMAS_DAY,
        date(year, 12, 26): FreeDay.BOXING_DAY,
    }


def _royal_day(year: int) -> tuple[date, FreeDay]:
    """Return Koningsdag, or Koninginnedag before 2014; a Sunday moves it a day back (before 1980: a day on)."""
    kings = year >= _KINGS_DAY_SINCE
    day = date(year, 4, 27 if kings else 30)
    if day.weekday() == _SUNDAY:
        day += timedelta(days=-1 if year >= _QUEENS_DAY_EARLIER_SINCE else 1)
    return day, FreeDay.KINGS_DAY if kings else FreeDay.QUEENS_DAY
