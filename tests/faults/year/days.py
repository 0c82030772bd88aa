"""The working days of the simulated year, listed by hand: nothing of Griffie's own calendar is used to judge it."""

from datetime import date, timedelta

FIRST, LAST = date(2018, 1, 3), date(2018, 12, 31)
"""The simulated year: Wednesday to Monday."""

KNOWN_UNTIL = date(2019, 4, 1)

FREE = frozenset(
    {
        date(2018, 1, 1),
        date(2018, 3, 30),  # Good Friday
        date(2018, 4, 2),
        date(2018, 4, 27),
        date(2018, 5, 5),
        date(2018, 5, 10),
        date(2018, 5, 11),  # by decree
        date(2018, 5, 21),
        date(2018, 12, 24),  # by decree
        date(2018, 12, 25),
        date(2018, 12, 26),
        date(2018, 12, 31),  # by decree
        date(2019, 1, 1),
    }
)
"""Days of 2018 and early 2019, beside Saturdays and Sundays, on which nobody works (Atw art. 3, decree 2017-2019)."""

DAY = timedelta(days=1)


def works(day: date) -> bool:
    """Return whether people work on a day."""
    assert day < KNOWN_UNTIL, day
    return day.weekday() < 5 and day not in FREE


def shifted(day: date, working_days: int) -> date:
    """Return the day so many working days after a day, or before it."""
    step = DAY if working_days > 0 else -DAY
    for _ in range(abs(working_days)):
        day += step
        while not works(day):
            day += step
    return day


def the_year(last: date = LAST) -> list[date]:
    """Return every day of the year, in order; or those of its first part."""
    return [FIRST + n * DAY for n in range((last - FIRST).days + 1)]
