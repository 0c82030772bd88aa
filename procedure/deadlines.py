"""What date a term ends on, with its reasons; and how a term stands on a day."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from procedure.clauses import CivilDay, Clause, Doubt, Limit, Period
from procedure.counting import Step, roll
from procedure.days import Days
from procedure.placing import Frame, Placed, place
from procedure.rulebook import Rulebook
from procedure.standing import Standing, days_late, standing
from procedure.vocabulary import Bound, Chamber, ClauseKind, Firmness

__all__ = ["Standing", "Term", "days_late", "reckon", "standing"]

_DAY = timedelta(days=1)
_ONLY_TELLS = frozenset({f"doubt_{Doubt.PART_OF_DAY}"})


@dataclass(frozen=True, slots=True)
class Term:
    """What a clause means: the last day on which an answer is still in time, or none, and how that was found.

    ``steps`` and ``warnings`` are data; `procedure.wording` turns them into sentences. ``due_at`` is an instant in
    Europe/Amsterdam, only where the clause names an hour.
    """

    clause: str
    due_on: date | None
    due_at: datetime | None
    soft_due_on: date | None
    bound: Bound | None
    firmness: Firmness
    kind: ClauseKind
    assumed: bool
    needs_review: bool
    rule_name: str
    rule_version: int
    warnings: tuple[Step, ...] = ()
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class _End:
    """Where one limit ends: its last day in time, the earlier of two lengths, the instant of an hour."""

    placed: Placed
    day: date | None
    soft: date | None = None
    at: datetime | None = None
    steps: tuple[Step, ...] = ()
    doubts: tuple[Step, ...] = ()
    warnings: tuple[Step, ...] = ()


def reckon(
    clause: Clause,
    *,
    dated: date,
    received: date | None = None,
    chamber: Chamber = Chamber.EK,
    rulebook: Rulebook,
    rule: str | None = None,
) -> Term:
    """Return what a clause in a letter of this date means.

    The day of the letter (or of its receipt) is day zero and the last day counts whole. Where the words set no day,
    or a day before the letter's own, there is no date: never a guess.

    Raises:
        UnknownRule: the rule named is not in force on the letter's date.
        BeyondCalendar: the rule needs to know a day that the calendar does not have.
    """
    chosen = rulebook.rule(rule, on=dated)
    frame = Frame(dated, received, chamber, chosen, rulebook.days_for(chosen))
    ends = [(limit, _end(limit, frame)) for limit in (clause.limit, *clause.also)]
    dated_ends = [(limit, found) for limit, found in ends if found.day]
    limit, end = min(dated_ends, key=lambda each: each[1].day or date.max, default=ends[0])
    doubts = [*end.placed.doubts, *end.doubts, *(Step(f"doubt_{doubt}") for doubt in clause.doubts)]
    if clause.also and Doubt.SEVERAL not in clause.doubts:
        doubts.append(Step(f"doubt_{Doubt.SEVERAL}"))
    doubts += _restated(clause, end, frame)
    soft, soft_steps, soft_doubts = _softer(clause, end, frame)
    steps, warnings = [*end.placed.steps, *end.steps, *soft_steps], [*end.placed.warnings, *end.warnings]
    day, at = end.day, end.at
    if day is not None and day < dated:
        doubts.append(Step("before_letter", {"day": day, "dated": dated}))
        day = at = soft = None
    if day is not None:
        steps.append(Step("result_at", {"at": at}) if at else Step("result", {"day": day}))
        notes = _notes(day, chamber, rulebook.days)
        steps += notes
        warnings += notes
    return Term(
        clause=clause.words,
        due_on=day,
        due_at=at,
        soft_due_on=soft,
        bound=_bound(limit, end.placed),
        firmness=_firmness(clause, end.placed),
        kind=end.placed.kind,
        assumed=end.placed.assumed,
        needs_review=any(doubt.code not in _ONLY_TELLS for doubt in (*doubts, *soft_doubts)),
        rule_name=chosen.name,
        rule_version=chosen.version,
        warnings=(*doubts, *soft_doubts, *warnings),
        steps=tuple(steps),
    )


def _end(limit: Limit, frame: Frame) -> _End:
    """Return where a limit ends: before its first day where it is exclusive, else on its last."""
    placed = place(limit.point, frame)
    if placed.first is None or placed.last is None:
        return _End(placed, None)
    if limit.clock is not None:
        return _at_the_clock(limit, limit.clock, placed, placed.last)
    if limit.bound is Bound.EXCLUSIVE and placed.whole:
        day = placed.first - _DAY
        return _End(placed, day, steps=(Step("day_before", {"named": placed.first, "day": day}),))
    if limit.put_off:
        return _End(placed, placed.last, steps=(Step("put_off_until", {"day": placed.last}),))
    soft = placed.first if placed.kind is ClauseKind.RANGE and placed.first < placed.last else None
    named = isinstance(limit.point, CivilDay | Period) and not placed.soft
    if frame.rule.roll and named and placed.last >= frame.dated:
        day, steps = roll(placed.last, frame.days)
        unknown = frame.days.years_without_decrees(placed.last, day)
        warnings = (Step("decrees_unknown", {"years": unknown}),) if unknown else ()
        return _End(placed, day, soft, steps=steps, warnings=warnings)
    return _End(placed, placed.last, soft)


def _at_the_clock(limit: Limit, clock: time, placed: Placed, day: date) -> _End:
    """Return the instant of an hour on the named day: midnight at its end belongs to it, at its start it does not."""
    from procedure.amsterdam import instant  # noqa: PLC0415 - few terms name an hour; the zone costs every other one

    if limit.end_of_day:
        return _End(placed, day, at=instant(day + _DAY, clock), steps=(Step("end_of_day", {"day": day}),))
    at = instant(day, clock)
    if clock == time(0) and limit.bound is Bound.EXCLUSIVE:
        before = day - _DAY
        steps = (Step("at_the_clock", {"at": at}), Step("day_before", {"named": day, "day": before}))
        return _End(placed, before, at=at, steps=steps)
    doubts = (Step("hour_shifts", {"at": at}),) if at.time() != clock else ()
    return _End(placed, day, at=at, steps=(Step("at_the_clock", {"at": at}),), doubts=doubts)


def _restated(clause: Clause, end: _End, frame: Frame) -> list[Step]:
    """Return a doubt where the clause says the same limit twice and the two differ."""
    if clause.restated is None:
        return []
    other = _end(clause.restated, frame).day
    return [] if other is None or other == end.day else [Step("restated_differs", {"day": end.day, "other": other})]


def _softer(clause: Clause, end: _End, frame: Frame) -> tuple[date | None, list[Step], list[Step]]:
    """Return the softer of two dates, the step that names it, and a doubt where it lies after the hard one."""
    soft, doubts = end.soft, []
    if clause.softer is not None:
        other = _end(clause.softer, frame)
        soft, doubts = other.day, list(other.placed.doubts) if other.day else []
    if soft is None or soft < frame.dated or soft == end.day:
        return None, [], []
    if end.day is not None and soft > end.day:
        doubts.append(Step("softer_later", {"day": soft, "due": end.day}))
    return soft, [Step("softer", {"day": soft})], doubts


def _notes(day: date, chamber: Chamber, days: Days) -> list[Step]:
    """Return what is worth knowing about a due date that does not move for it: a free day, a recess."""
    if not days.covers(day):
        return [Step("beyond_calendar", {"day": day, "last": days.last})]
    notes = []
    why = days.why_not(day)
    if why is not None:
        before = days.working_day_before(day) if day > days.first else day
        notes.append(Step("free_day", {"day": day, "why": why, "before": before}))
    recess = days.recess_on(day, chamber)
    if recess is not None:
        facts = {"recess": recess.kind, "chamber": chamber, "first": recess.first, "last": recess.last}
        notes.append(Step("in_recess", facts))
    return notes


def _bound(limit: Limit, placed: Placed) -> Bound | None:
    """Return whether the named day is in time; before an edge ("vóór eind juni") is up to and including it."""
    if placed.vague or placed.kind is ClauseKind.NONE:
        return None
    return limit.bound if placed.whole else Bound.INCLUSIVE


def _firmness(clause: Clause, placed: Placed) -> Firmness:
    if placed.vague:
        return Firmness.VAGUE
    if clause.firmness is Firmness.HARD and placed.soft:
        return Firmness.SOFT
    return clause.firmness
