"""The last day to send a letter, so that the answer is there in time: a term reckoned backwards."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from procedure.clauses import Anchor, Clause, Span, Unit
from procedure.counting import Step, count, latest_start
from procedure.errors import NoLength
from procedure.placing import LONGEST
from procedure.rulebook import Rulebook
from procedure.vocabulary import Bound

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Dispatch:
    """The last day to send a letter so that its term ends in time, and the day on which it then ends.

    ``answer_by`` is the last day on which the answer is wanted; ``due_on`` is never later, and can be earlier.
    """

    send_on: date
    due_on: date
    answer_by: date
    rule_name: str
    rule_version: int
    warnings: tuple[Step, ...] = ()
    steps: tuple[Step, ...] = ()


def latest_day_to_send(
    target: date,
    amount: int,
    unit: Unit,
    *,
    rulebook: Rulebook,
    bound: Bound = Bound.INCLUSIVE,
    rule: str | None = None,
) -> Dispatch:
    """Return the last day to send a letter with this term so that the answer is there on the day, or before it.

    ``bound`` exclusive asks for the answer before the day ("before the debate of 12 March"). Reckoned backwards, a
    term does not roll over (Atw art. 1(2)); the rule is applied forwards, and the letter leaves early enough for what
    it does.

    Raises:
        BeyondCalendar: the rule needs to know a day that the calendar does not have.
    """
    exclusive = bound is Bound.EXCLUSIVE
    answer_by = target - _DAY if exclusive else target
    chosen = rulebook.rule(rule, on=answer_by)
    days = rulebook.days_for(chosen)
    send_on = latest_start(answer_by, amount, unit, rule=chosen, days=days)
    counted, late = (count(day, amount, unit, rule=chosen, days=days) for day in (send_on, send_on + _DAY))
    steps = [
        *([Step("day_before", {"named": target, "day": answer_by})] if exclusive else []),
        Step("answer_by", {"day": answer_by}),
        Step("send_by", {"day": send_on, "amount": amount, "unit": unit}),
        *counted.steps,
        Step("result", {"day": counted.day}),
        Step("day_later", {"day": late.day}),
    ]
    free = []
    if days.covers(send_on) and (why := days.why_not(send_on)):
        before = days.working_day_before(send_on)
        free.append(Step("send_on_free_day", {"day": send_on, "why": why, "before": before}))
    # A decree that is not known may lie between the two ends, or lengthen the term that was thought to be too late.
    unknown = sorted({*counted.unknown_decrees, *late.unknown_decrees})
    warnings = [Step("decrees_unknown", {"years": tuple(unknown)})] if unknown else []
    return Dispatch(
        send_on=send_on,
        due_on=counted.day,
        answer_by=answer_by,
        rule_name=chosen.name,
        rule_version=chosen.version,
        warnings=(*warnings, *free),
        steps=(*steps, *free),
    )


def send_with(
    clause: Clause, target: date, *, rulebook: Rulebook, bound: Bound = Bound.EXCLUSIVE, rule: str | None = None
) -> Dispatch:
    """Return the last day to send a letter in which this clause stands; of two lengths the longer must end in time.

    Raises:
        NoLength: the clause names no length of time that runs from the letter.
        BeyondCalendar: the rule needs to know a day that the calendar does not have.
    """
    point = clause.limit.point
    if not isinstance(point, Span) or point.anchor is Anchor.OCCASION or point.back or point.from_day or clause.also:
        raise NoLength(words=clause.words)
    amount = point.most or point.amount
    if amount > LONGEST[point.unit]:
        raise NoLength(words=clause.words)
    found = latest_day_to_send(target, amount, point.unit, rulebook=rulebook, bound=bound, rule=rule)
    minded = []
    if point.anchor is Anchor.RECEIVED:
        minded.append(Step("receipt_as_sent", {"day": found.send_on}))
    if point.unit is Unit.HOURS:
        minded.append(Step("hours_from_unknown"))
    return replace(found, warnings=(*minded, *found.warnings))
