"""Counting a length of time from a day, forwards and backwards, under a counting rule, with every step kept."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from procedure.clauses import Unit
from procedure.days import Days, FreeDay
from procedure.errors import BeyondCalendar
from procedure.rules import CountingRule, Counts

DAYS_A_WEEK, WORKING_DAYS_A_WEEK, MONTHS_A_YEAR, HOURS_A_DAY = 7, 5, 12, 24


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a calculation as data: what was done, and with what. `procedure.wording` makes a sentence of it."""

    code: str
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Counted:
    """The day that a count came to, the steps to it, and the years whose decree days it would have needed."""

    day: date
    steps: tuple[Step, ...]
    unknown_decrees: tuple[int, ...] = ()


def add_months(day: date, n: int) -> date:
    """Return the same day of the month n months on (back where negative), or that month's last day."""
    year, month = divmod(day.year * MONTHS_A_YEAR + day.month - 1 + n, MONTHS_A_YEAR)
    return date(year, month + 1, min(day.day, last_of_month(year, month + 1).day))


def last_of_month(year: int, month: int) -> date:
    """Return the last day of a month."""
    after = date(year + month // MONTHS_A_YEAR, month % MONTHS_A_YEAR + 1, 1)
    return after - timedelta(days=1)


def count(start: date, amount: int, unit: Unit, *, rule: CountingRule, days: Days) -> Counted:
    """Return the last day of a term that begins after the start day, which itself does not count.

    Raises:
        BeyondCalendar: the rule needs to know a day that the calendar does not have.
    """
    if unit is Unit.WORKING_DAYS or (rule.counts is Counts.WORKING and unit in (Unit.DAYS, Unit.WEEKS)):
        return _count_working(start, amount, unit, days)
    end = _plain(start, amount, unit)
    steps = [Step("count", {"amount": amount, "unit": unit, "day": end})]
    if unit in (Unit.MONTHS, Unit.YEARS) and end.day != start.day:
        steps.append(Step("clamped", {"day": end, "wanted": start.day}))
    if not rule.roll:
        return Counted(end, tuple(steps))
    if not rule.touches(amount, unit):
        return Counted(end, (*steps, Step("outside_rule", {"amount": amount, "unit": unit})))
    end, moved = _stretch(start, end, rule, days)
    rolled, further = roll(end, days)
    return Counted(rolled, (*steps, *moved, *further), days.years_without_decrees(start, rolled))


def roll(day: date, days: Days) -> tuple[date, tuple[Step, ...]]:
    """Return the day, or the first working day after it, with a step for each day that was passed over."""
    end = days.next_working_day(day)
    passed = [day + timedelta(days=n) for n in range((end - day).days)]
    steps = [Step("rolled", {"day": each, "why": days.why_not(each)}) for each in passed]
    return end, (*steps, Step("rolled_to", {"day": end})) if steps else ()


def count_back(end: date, amount: int, unit: Unit, *, days: Days) -> Counted:
    """Return the day that lies so long before a day. A term reckoned backwards does not roll over (Atw art. 1(2))."""
    if unit is Unit.WORKING_DAYS:
        day = days.add_working_days(end, -amount)
        skipped = tuple(_skipped(days.free_days_between(day, end)))
        return Counted(
            day,
            (Step("count_back", {"amount": amount, "unit": unit, "day": day}), *skipped),
            days.years_without_decrees(day, end),
        )
    day = _plain(end, -amount, unit)
    return Counted(day, (Step("count_back", {"amount": amount, "unit": unit, "day": day}),))


def latest_start(end: date, amount: int, unit: Unit, *, rule: CountingRule, days: Days) -> date:
    """Return the last day from which a term of this length still ends no later than the given day.

    Forwards from the day returned is never later than ``end``; forwards from the day after it is.

    Raises:
        BeyondCalendar: the rule needs to know a day that the calendar does not have.
    """

    def is_late(day: date) -> bool:
        try:
            return count(day, amount, unit, rule=rule, days=days).day > end
        except BeyondCalendar:
            if not (days.covers(day) and days.covers(end)):
                raise
            return True  # the count ran past the last day of all

    day = _plain(end, -amount, unit)  # a first guess; the rule itself says the rest
    if days.covers(end) and not days.covers(day):
        day = days.first
    while is_late(day):
        day -= timedelta(days=1)
    while not is_late(day + timedelta(days=1)):
        day += timedelta(days=1)
    return day


def _plain(start: date, amount: int, unit: Unit) -> date:
    """Return the day so far on by the calendar alone; hours are rounded up to whole days."""
    if unit is Unit.MONTHS:
        return add_months(start, amount)
    if unit is Unit.YEARS:
        return add_months(start, amount * MONTHS_A_YEAR)
    if unit is Unit.WEEKS:
        return start + timedelta(days=amount * DAYS_A_WEEK)
    if unit is Unit.HOURS:
        return start + timedelta(days=-(-amount // HOURS_A_DAY))
    return start + timedelta(days=amount)


def _count_working(start: date, amount: int, unit: Unit, days: Days) -> Counted:
    """Count working days; a week is five of them."""
    working = amount * WORKING_DAYS_A_WEEK if unit is Unit.WEEKS else amount
    end = days.add_working_days(start, working)
    steps = [Step("count_working", {"amount": working, "unit": Unit.WORKING_DAYS, "day": end})]
    if unit is Unit.WEEKS:
        steps.insert(0, Step("week_is", {"amount": amount, "unit": unit, "working": working}))
    steps.extend(_skipped(days.free_days_between(start, end)))
    return Counted(end, tuple(steps), days.years_without_decrees(start, end))


def _skipped(free: Iterator[tuple[date, FreeDay]]) -> Iterator[Step]:
    return (Step("skipped", {"day": day, "why": why}) for day, why in free)


def _stretch(start: date, end: date, rule: CountingRule, days: Days) -> tuple[date, tuple[Step, ...]]:
    """Lengthen a short term until it holds the working days that the rule asks for (Atw art. 2)."""
    if rule.least_working == 0 or (end - start).days < rule.least_days:
        return end, ()
    if days.working_days_between(start, end) >= rule.least_working:
        return end, ()
    longer = days.add_working_days(start, rule.least_working)
    skipped = _skipped(days.free_days_between(start, longer))
    return longer, (Step("stretched", {"least": rule.least_working, "day": longer}), *skipped)
