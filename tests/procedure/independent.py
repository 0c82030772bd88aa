"""Terms reckoned a second time, in another way: a table of all days and plain loops over it.

Nothing of ``procedure`` or of the files it is fed with is used here: Easter comes from Gauss and from the tables of
epacts, the feast days and the days equated by decree are written out again, days are numbered by hand, and months
have their lengths in a table. What both agree on was reckoned twice.
"""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache

FIRST, LAST = 1966, 2100

MONTH_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

ZONES = {
    "UTC": ("UTC0", 0, 0),
    "Europe/Amsterdam": ("CET-1CEST,M3.5.0,M10.5.0/3", 1, 2),
    "America/New_York": ("EST5EDT,M3.2.0,M11.1.0", -5, -4),
    "Asia/Tokyo": ("JST-9", 9, 9),
    "Pacific/Kiritimati": ("<+14>-14", 14, 14),
}
"""Where a machine can stand: the zone as POSIX writes it (no table of zones is needed), its hours east in winter and
in summer."""

DECREES = {
    2017: ("28-4", "26-5"),
    2018: ("11-5", "24-12", "31-12"),
    2019: ("31-5", "27-12"),
    2022: ("27-5",),
    2023: ("28-4", "19-5"),
    2024: ("10-5", "27-12"),
    2025: ("30-5",),
    2026: ("2-1", "15-5"),
    2027: ("7-5",),
    2028: ("28-4", "26-5"),
}
"""The days equated with a feast day, as the decrees print them; of the decree for 2020-2022 one day is known."""

YEARS_WITH_DECREES = {2017, 2018, 2019, 2023, 2024, 2025, 2026, 2027, 2028}


@contextmanager
def standing_in(zone: str) -> Iterator[None]:
    """Let the machine stand in a zone; it is seen to stand there before anything is reckoned."""
    before = os.environ.get("TZ")
    posix, winter, summer = ZONES[zone]
    os.environ["TZ"] = posix
    time.tzset()
    try:
        hours = [time.localtime(at).tm_gmtoff // 3600 for at in (1_768_478_400, 1_784_116_800)]  # 15-1 and 15-7-2026
        assert hours == [winter, summer], f"{zone} was not reached: {hours}"
        yield
    finally:
        if before is None:
            del os.environ["TZ"]
        else:
            os.environ["TZ"] = before
        time.tzset()


def is_leap(year: int) -> bool:
    """Tell whether a year has a 29 February; 2100 has none."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def length_of(year: int, month: int) -> int:
    """Return how many days a month has."""
    return 29 if month == 2 and is_leap(year) else MONTH_LENGTHS[month - 1]


def easter_by_gauss(year: int) -> tuple[int, int]:
    """Return month and day of Easter Sunday by the rule of Gauss, with his two exceptions."""
    k, a, b, c = year // 100, year % 19, year % 4, year % 7
    m = (15 - (13 + 8 * k) // 25 + k - k // 4) % 30
    n = (4 + k - k // 4) % 7
    d = (19 * a + m) % 30
    e = (2 * b + 4 * c + 6 * d + n) % 7
    if (d, e) == (29, 6):
        return 4, 19
    if (d, e) == (28, 6) and (11 * m + 11) % 30 < 19:
        return 4, 18
    return (3, 22 + d + e) if d + e < 10 else (4, d + e - 9)


def easter_by_epacts(year: int) -> tuple[int, int]:
    """Return month and day of Easter Sunday by the epacts of Clavius: the Sunday after the fourteenth of the moon."""
    golden, century = year % 19 + 1, year // 100 + 1
    epact = (11 * golden + 20 + (8 * century + 5) // 25 - 5 - (3 * century // 4 - 12)) % 30
    if epact == 24 or (epact == 25 and golden > 11):
        epact += 1
    full_moon = 44 - epact if epact <= 23 else 74 - epact  # the day of March on which the moon is full
    sunday = full_moon + 1
    while weekday_of(year, 3, 1) != (6 - (sunday - 1)) % 7:
        sunday += 1
    return (3, sunday) if sunday <= 31 else (4, sunday - 31)


def weekday_of(year: int, month: int, day: int) -> int:
    """Return the weekday, Monday being 0, counted on from Saturday 1 January 1966."""
    passed = sum(366 if is_leap(each) else 365 for each in range(FIRST, year))
    passed += sum(length_of(year, each) for each in range(1, month)) + day - 1
    return (5 + passed) % 7


def feasts(year: int) -> set[tuple[int, int]]:
    """Return month and day of each feast day of article 3, and of the days equated with one, as far as known."""
    month, day = easter_by_gauss(year)
    found = {(1, 1), (5, 5), (12, 25), (12, 26)}
    found |= {shifted(year, month, day, after) for after in (-2, 1, 39, 50)}
    if year < 1980:
        found.add((5, 1) if weekday_of(year, 4, 30) == 6 else (4, 30))
    elif year < 2014:
        found.add((4, 29) if weekday_of(year, 4, 30) == 6 else (4, 30))
    else:
        found.add((4, 26) if weekday_of(year, 4, 27) == 6 else (4, 27))
    for printed in DECREES.get(year, ()):
        in_month, of_month = (int(part) for part in reversed(printed.split("-")))
        found.add((in_month, of_month))
    return found


def shifted(year: int, month: int, day: int, n: int) -> tuple[int, int]:
    """Return month and day n days on within a year, walking over the ends of months."""
    day += n
    while day > length_of(year, month):
        day -= length_of(year, month)
        month += 1
    while day < 1:
        month -= 1
        day += length_of(year, month)
    return month, day


@dataclass(frozen=True)
class Table:
    """All days of the calendar in a row, each with the number of the month it is in and whether it is worked on.

    Days are known by their place in the row. ``next_worked`` is the place of the day itself or the first after it that
    is worked on; beyond the end of the row that is None.
    """

    days: list[tuple[int, int, int]]
    worked: list[bool]
    next_worked: list[int | None]
    place: dict[tuple[int, int, int], int]

    def calendar(self, start: int, amount: int, unit: str) -> int | None:
        """Return where a term ends when nothing moves: weeks of seven days, months by number of the day."""
        if unit in ("days", "weeks"):
            end = start + amount * (7 if unit == "weeks" else 1)
            return end if end < len(self.days) else None
        year, month, day = self.days[start]
        for _ in range(amount * (12 if unit == "years" else 1)):
            year, month = (year, month + 1) if month < 12 else (year + 1, 1)
        return self.place.get((year, month, min(day, length_of(year, month))))

    def atw(self, start: int, amount: int, unit: str) -> int | None:
        """Return where a term ends by articles 1, 2 and 4 of the Termijnenwet."""
        end = self.calendar(start, amount, unit)
        if {"days": 90, "weeks": 12, "months": 3}.get(unit, 0) < amount or end is None:
            return end
        if end - start >= 3:
            held, at = 0, start
            while held < 2 or at < end:
                at += 1
                if at >= len(self.days):
                    return None
                held += self.worked[at]
            end = at
        return self.next_worked[end]

    def working(self, start: int, amount: int, unit: str) -> int | None:
        """Return where a term ends when only days worked on count, five of them being a week."""
        if unit in ("months", "years"):
            end = self.calendar(start, amount, unit)
            return None if end is None else self.next_worked[end]
        left, at = amount * (5 if unit == "weeks" else 1), start
        while left:
            at += 1
            if at >= len(self.days):
                return None
            left -= self.worked[at]
        return at

    def years_without_decrees(self, start: int, end: int) -> tuple[int, ...]:
        """Return the years from the one day to the other for which no decree is known."""
        years = range(self.days[start][0], self.days[end][0] + 1)
        return tuple(year for year in years if year not in YEARS_WITH_DECREES)

    def day(self, place: int | None) -> date | None:
        """Return a place as a day; None beyond the end."""
        return None if place is None else date(*self.days[place])


@cache
def table() -> Table:
    """Return the table of all days from 1 January 1966 to 31 December 2100."""
    days: list[tuple[int, int, int]] = []
    worked: list[bool] = []
    for year in range(FIRST, LAST + 1):
        free = feasts(year)
        for month in range(1, 13):
            for day in range(1, length_of(year, month) + 1):
                worked.append((5 + len(days)) % 7 < 5 and (month, day) not in free)
                days.append((year, month, day))
    coming: int | None = None
    next_worked: list[int | None] = [None] * len(days)
    for at in range(len(days) - 1, -1, -1):
        coming = at if worked[at] else coming
        next_worked[at] = coming
    return Table(days, worked, next_worked, {each: at for at, each in enumerate(days)})
