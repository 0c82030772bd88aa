"""The first and last day of weeks, months, quarters, half years and years, and of the parts that letters name."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from procedure.clauses import Part, Period, PeriodKind
from procedure.counting import add_months, last_of_month

_MONTHS_IN = {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3, PeriodKind.HALF_YEAR: 6, PeriodKind.YEAR: 12}
_FRIDAY, _SUNDAY = 4, 6
_MIDDLE_OF_MONTH = 15


@dataclass(frozen=True, slots=True)
class PeriodDays:
    """The days of a period: ``vague`` where its part is no day, ``filled_in`` where the year was not named."""

    first: date
    last: date
    vague: bool = False
    soft: bool = False
    whole: bool = True
    filled_in: bool = False


def days_of_period(period: Period, dated: date) -> PeriodDays:
    """Return the days of a period, read against the letter's date: a year left out makes it the first not yet over.

    "eind" is the last day, "medio" of a month the 15th; "begin", and "medio" of anything else, is no day.

    Raises:
        ValueError: there is no such period, as week 53 of most years.
    """
    if period.year is not None and not date.min.year < period.year < date.max.year:
        raise ValueError(period.year)
    if period.kind is PeriodKind.WEEK:
        return _week(period, dated)
    months = _MONTHS_IN[period.kind]
    if period.number is None and (period.ahead is not None or period.year is None):
        here = date(dated.year, (dated.month - 1) // months * months + 1, 1)
        return _part(add_months(here, months * (period.ahead or 0)), period)
    start = ((period.number or 1) - 1) * months + 1
    if period.year is not None:
        return _part(date(period.year, start, 1), period)
    found = _part(date(dated.year, start, 1), period)
    if found.last < dated:
        found = _part(date(dated.year + 1, start, 1), period)
    return replace(found, filled_in=True)


def _part(first: date, period: Period) -> PeriodDays:
    months = _MONTHS_IN[period.kind]
    end = add_months(first, months - 1)
    last = last_of_month(end.year, end.month)
    month = period.kind is PeriodKind.MONTH
    if period.part is Part.WHOLE:
        return PeriodDays(first, last)
    if period.part is Part.END:
        return PeriodDays(last, last, whole=False)
    if period.part is Part.MIDDLE and month:
        middle = first.replace(day=_MIDDLE_OF_MONTH)
        return PeriodDays(middle, middle, whole=False)
    if period.part in (Part.FIRST_HALF, Part.SECOND_HALF) and (month or months % 2 == 0):
        middle = first.replace(day=_MIDDLE_OF_MONTH) if month else _day_before(add_months(first, months // 2))
        halves = (first, middle) if period.part is Part.FIRST_HALF else (middle + timedelta(days=1), last)
        return PeriodDays(*halves)
    return PeriodDays(first, last, vague=True)


def _week(period: Period, dated: date) -> PeriodDays:
    """Return a week: one by its ISO number ends on Sunday, "deze week" and "volgende week" on Friday, softly."""
    if period.number is not None:
        monday = _monday_of(period.number, period.year or dated.year)
        if period.year is None and monday + timedelta(days=_SUNDAY) < dated:
            monday = _monday_of(period.number, dated.year + 1)
        last = monday + timedelta(days=_SUNDAY)
        return PeriodDays(monday, last, vague=period.part is not Part.WHOLE, filled_in=period.year is None)
    monday = dated - timedelta(days=dated.weekday()) + timedelta(weeks=period.ahead or 0)
    friday = monday + timedelta(days=_FRIDAY)
    if period.part is Part.END:
        return PeriodDays(friday, friday, soft=True, whole=False)
    return PeriodDays(monday, friday, vague=period.part is not Part.WHOLE, soft=True)


def _monday_of(week: int, year: int) -> date:
    return date.fromisocalendar(year, week, 1)


def _day_before(day: date) -> date:
    return day - timedelta(days=1)
