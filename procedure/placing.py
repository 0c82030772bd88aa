"""From a point in time as the words give it to the first and last day it covers; no day where the words set none."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from procedure.clauses import (
    Anchor,
    CivilDay,
    InRecess,
    OnFeast,
    Part,
    Period,
    Point,
    Silence,
    Span,
    Stretch,
    Unit,
    Unsaid,
    Weekday,
)
from procedure.counting import Step, count, count_back
from procedure.days import Days
from procedure.feasts import day_of_feast
from procedure.periods import PeriodDays, days_of_period
from procedure.rules import CountingRule
from procedure.vocabulary import Chamber, ClauseKind

YEARS = range(1800, 2201)
"""Years that a letter can mean; any other is a slip."""

FAR = timedelta(days=300)
"""A day whose year had to be filled in and that lies further off than this is worth a look: it may have passed."""

LONGEST = {
    Unit.HOURS: 1_000,
    Unit.DAYS: 4_000,
    Unit.WORKING_DAYS: 2_500,
    Unit.WEEKS: 550,
    Unit.MONTHS: 120,
    Unit.YEARS: 50,
}
"""A longer length than this is a slip and not a term."""

STALE = timedelta(days=366)
"""A recess table that was last checked longer ago than this may have changed (reliability, D13)."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What a clause is read against: the letter's date and receipt, who asks, how is counted."""

    dated: date
    received: date | None
    chamber: Chamber
    rule: CountingRule
    days: Days


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a point lies: ``doubts`` ask for a person, ``warnings`` only tell."""

    kind: ClauseKind
    first: date | None = None
    last: date | None = None
    steps: tuple[Step, ...] = ()
    doubts: tuple[Step, ...] = ()
    warnings: tuple[Step, ...] = ()
    soft: bool = False
    vague: bool = False
    assumed: bool = False
    whole: bool = True
    """False where the point is already the edge of something ("eind juni"): before it means up to and including it."""


def place(point: Point, frame: Frame) -> Placed:
    """Return the days that a point covers, read against the letter.

    Raises:
        BeyondCalendar: the rule needs to know a day that the calendar does not have.
    """
    return _PLACES[type(point)](point, frame)


def civil(point: CivilDay, frame: Frame) -> Placed:
    """Return the printed day; a year left out is that of the first such day after the letter's date."""
    day, steps, doubts = _with_year(point, frame.dated)
    if day is None:
        return Placed(ClauseKind.ABSOLUTE, doubts=(Step("no_such_day"),))
    steps = [Step("named_day", {"day": day}), *steps]
    if point.weekday is not None and point.weekday != day.weekday():
        doubts.append(Step("weekday_differs", {"day": day, "weekday": point.weekday}))
    elif point.weekday is not None:
        steps.append(Step("weekday_agrees", {"day": day}))
    return Placed(ClauseKind.ABSOLUTE, day, day, tuple(steps), tuple(doubts))


def _with_year(point: CivilDay, dated: date) -> tuple[date | None, list[Step], list[Step]]:
    if point.year is not None:
        return (_day(point.year, point) if point.year in YEARS else None), [], []
    coming = [each for year in (dated.year, dated.year + 1) if (each := _day(year, point)) and each >= dated]
    if not coming:
        return None, [], []
    day = coming[0]
    doubts = []
    if day == dated:
        doubts.append(Step("same_day", {"day": day}))
    elif day - dated > FAR:
        doubts.append(Step("far_off", {"day": day}))
    return day, [Step("year_added", {"day": day})], doubts


def _day(year: int, point: CivilDay) -> date | None:
    try:
        return date(year, point.month, point.day)
    except ValueError:
        return None


def _weekday(point: Weekday, frame: Frame) -> Placed:
    """Return the weekday in the week named, else the first to come after the letter's date."""
    if point.weeks_on is None:
        day = frame.dated + timedelta(days=(point.weekday - frame.dated.weekday() - 1) % 7 + 1)
    else:
        monday = frame.dated - timedelta(days=frame.dated.weekday())
        day = monday + timedelta(days=7 * point.weeks_on + point.weekday)
    return Placed(ClauseKind.ABSOLUTE, day, day, (Step("weekday_placed", {"day": day}),))


def _span(point: Span, frame: Frame) -> Placed:
    """Return the day that a length of time leads to, from the letter, its receipt or a named day."""
    longest = point.most or point.amount
    if longest > LONGEST[point.unit]:
        return Placed(ClauseKind.RELATIVE, doubts=(Step("too_long", {"amount": longest, "unit": point.unit}),))
    start = _start(point, frame)
    if start.last is None:
        return replace(start, kind=ClauseKind.EVENT)
    if point.back:
        counted = count_back(start.last, point.amount, point.unit, days=frame.days)
    else:
        counted = count(start.last, longest, point.unit, rule=frame.rule, days=frame.days)
    first, kind = counted.day, ClauseKind.RELATIVE
    steps = [*start.steps, *counted.steps]
    if point.most is not None:
        first = count(start.last, point.amount, point.unit, rule=frame.rule, days=frame.days).day
        kind = ClauseKind.RANGE
        steps.append(Step("shortest", {"amount": point.amount, "unit": point.unit, "day": first}))
    warnings, doubts = list(start.warnings), list(start.doubts)
    if counted.unknown_decrees:
        warnings.append(Step("decrees_unknown", {"years": counted.unknown_decrees}))
    if point.unit is Unit.HOURS:
        doubts.append(Step("hours_from_unknown"))
    return replace(
        start,
        kind=kind,
        first=first,
        last=counted.day,
        steps=tuple(steps),
        doubts=tuple(doubts),
        warnings=tuple(warnings),
    )


def _start(point: Span, frame: Frame) -> Placed:
    """Return the day from which a span runs; receipt falls back on the letter's date, and says so."""
    if point.from_day is not None:
        return civil(point.from_day, frame)
    if point.anchor is Anchor.OCCASION:
        doubt = Step("occasion_unknown", {"amount": point.amount, "unit": point.unit})
        return Placed(ClauseKind.EVENT, doubts=(doubt,))
    if point.anchor is not Anchor.RECEIVED:
        code = "start_dated" if point.anchor is Anchor.DATED else "start_unnamed"
        return _from(frame.dated, code)
    if frame.received is None:
        assumed = Step("received_unknown", {"day": frame.dated})
        return replace(_from(frame.dated, "start_assumed"), assumed=True, warnings=(assumed,))
    early = (Step("received_early", {"day": frame.received, "dated": frame.dated}),)
    return replace(_from(frame.received, "start_received"), doubts=early if frame.received < frame.dated else ())


def _from(day: date, code: str) -> Placed:
    return Placed(ClauseKind.RELATIVE, day, day, (Step(code, {"day": day}),))


def _period(point: Period, frame: Frame) -> Placed:
    """Return the first and last day of a week, month, quarter or year; its beginning and middle are often no day."""
    try:
        found: PeriodDays = days_of_period(point, frame.dated)
    except ValueError:
        return Placed(ClauseKind.ABSOLUTE, doubts=(Step("no_such_period", {"period": point.kind}),))
    facts: dict[str, Any] = {"period": point.kind, "part": point.part, "first": found.first, "last": found.last}
    if found.vague:
        return Placed(ClauseKind.SEASON, steps=(Step("vague_period", facts),), vague=True)
    doubts = (Step("far_off", {"day": found.last}),) if found.filled_in and found.last - frame.dated > FAR else ()
    return Placed(
        ClauseKind.ABSOLUTE,
        found.first,
        found.last,
        (Step("period" if point.part is Part.WHOLE else "period_part", facts),),
        doubts,
        soft=found.soft,
        whole=found.whole,
    )


def _recess(point: InRecess, frame: Frame) -> Placed:
    """Return the recess as it stands in the chamber's table; without a row there is no day."""
    chamber = point.chamber or frame.chamber
    facts: dict[str, Any] = {"recess": point.kind, "chamber": chamber}
    if point.year is None:
        found = frame.days.recess_named(point.kind, chamber, after=frame.dated)
    else:
        found = frame.days.recess_of_year(point.kind, chamber, year=point.year)
    if found is None:
        doubt = Step("recess_unknown", facts)
        return Placed(ClauseKind.RECESS, doubts=(doubt,), soft=True)
    facts |= {"first": found.first, "last": found.last, "source": found.source}
    stale = Step("recess_stale", {"checked_on": found.checked_on})
    return Placed(
        ClauseKind.RECESS,
        found.first,
        found.last,
        (Step("recess_found", facts),),
        warnings=(stale,) if frame.dated - found.checked_on > STALE else (),
        soft=True,
    )


def _feast(point: OnFeast, frame: Frame) -> Placed:
    """Return the day of a feast or of Prinsjesdag: in the year named, else the first to come."""
    years = [point.year] if point.year is not None else [frame.dated.year, frame.dated.year + 1]
    coming = [day_of_feast(point.feast, year) for year in years if year in YEARS]
    day = next((each for each in coming if point.year is not None or each > frame.dated), None)
    if day is None:
        return Placed(ClauseKind.EVENT, doubts=(Step("no_such_day"),))
    return Placed(ClauseKind.EVENT, day, day, (Step("feast", {"feast": point.feast, "day": day}),))


def _stretch(point: Stretch, frame: Frame) -> Placed:
    """Return the days from the one to the other."""
    last = civil(point.last, frame)
    if last.last is None:
        return replace(last, kind=ClauseKind.RANGE)
    first = civil(replace(point.first, year=point.first.year or last.last.year), frame)
    if first.first is None or first.first > last.last:
        return Placed(ClauseKind.RANGE, doubts=(Step("range_unclear", {"day": last.last}),))
    return replace(last, kind=ClauseKind.RANGE, first=first.first, steps=(*first.steps, *last.steps))


_SILENT_KINDS = {
    Silence.SEASON: ClauseKind.SEASON,
    Silence.PERIODIC: ClauseKind.PERIODIC,
    Silence.AMPLE: ClauseKind.EVENT,
    Silence.CONDITION: ClauseKind.EVENT,
    Silence.OCCASION: ClauseKind.EVENT,
    Silence.REFERENCE: ClauseKind.RELATIVE,
    Silence.UNCOUNTED: ClauseKind.RELATIVE,
}
_ASKS_A_PERSON = {
    Silence.SEASON,
    Silence.AMPLE,
    Silence.OCCASION,
    Silence.CONDITION,
    Silence.REFERENCE,
    Silence.UNCLEAR,
    Silence.UNCOUNTED,
    Silence.AROUND,
}


def _unsaid(point: Unsaid, frame: Frame) -> Placed:
    """Return that the words set no day, why, and the outer day where one is named."""
    said = Step(f"no_day_{point.why}")
    outer: tuple[Step, ...] = ()
    if point.outer is not None:
        day = civil(point.outer, frame).last
        outer = (Step("outer_day", {"day": day}),) if day is not None else ()
    return Placed(
        _SILENT_KINDS.get(point.why, ClauseKind.NONE),
        steps=(said,),
        doubts=(*outer, said) if point.why in _ASKS_A_PERSON else (),
        warnings=() if point.why in _ASKS_A_PERSON else outer,
        vague=point.why in (Silence.VAGUE, Silence.SEASON, Silence.AROUND, Silence.AMPLE),
    )


_PLACES: dict[type, Callable[[Any, Frame], Placed]] = {
    CivilDay: civil,
    Weekday: _weekday,
    Span: _span,
    Period: _period,
    InRecess: _recess,
    OnFeast: _feast,
    Stretch: _stretch,
    Unsaid: _unsaid,
}
