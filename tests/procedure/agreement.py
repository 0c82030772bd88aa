"""Where the rules and the independent table differ: for many letters at once, forwards and backwards."""

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date

from config.reference import packaged_rulebook
from procedure.clauses import Unit
from procedure.counting import count, latest_start
from procedure.errors import BeyondCalendar
from procedure.rules import CountingRule
from tests.procedure.independent import LAST, ZONES, Table, table

RULEBOOK = packaged_rulebook()
DAYS = RULEBOOK.days
RULES = ("calendar", "atw", "working_days")
OTHER_ZONES = tuple(zone for zone in ZONES if zone != "UTC")

LENGTHS = (
    *((n, Unit.DAYS) for n in (1, 2, 3, 5, 10, 14, 30, 90, 91)),
    *((n, Unit.WEEKS) for n in (1, 2, 3, 4, 6, 12, 13)),
    *((n, Unit.MONTHS) for n in (1, 2, 3, 4)),
    *((n, Unit.YEARS) for n in (1, 2)),
    *((n, Unit.WORKING_DAYS) for n in (1, 5, 10)),
)
"""The lengths that letters and the law name, with both sides of each limit in the law."""

LONGEST = 800
"""No length above has more days than this."""

Answer = tuple[date | None, tuple[int, ...]]
Difference = tuple[date | None, Answer, Answer]


def rule_named(name: str) -> CountingRule:
    """Return a rule as it is in force."""
    return RULEBOOK.rule(name, on=date(2018, 6, 14))


def end_in_table(known: Table, rule: str, start: int, amount: int, unit: Unit) -> int | None:
    """Return where a term ends according to the table; None beyond its end."""
    if unit is Unit.WORKING_DAYS:
        return known.working(start, amount, "days")
    reckon = {"calendar": known.calendar, "atw": known.atw, "working_days": known.working}[rule]
    return reckon(start, amount, unit.value)


def differences(rule: str, amount: int, unit: Unit, letters: Iterable[int]) -> list[Difference]:
    """Return the letters whose term ends otherwise by the rule than by the table, or whose unknown years differ."""
    known, chosen, wrong = table(), rule_named(rule), []
    asks_decrees = unit is Unit.WORKING_DAYS or (rule != "calendar" and chosen.touches(amount, unit))
    for start in letters:
        letter = date(*known.days[start])
        place = end_in_table(known, rule, start, amount, unit)
        expected = known.day(place)
        unknown = known.years_without_decrees(start, place) if asks_decrees and place is not None else ()
        found = reckoned(letter, amount, unit, chosen)
        if found != (expected, unknown):
            wrong.append((letter, found, (expected, unknown)))
    return wrong


def reckoned(letter: date, amount: int, unit: Unit, rule: CountingRule) -> Answer:
    """Return the last day of a term and the years without known decrees; no day beyond the calendar's end."""
    try:
        counted = count(letter, amount, unit, rule=rule, days=DAYS)
    except BeyondCalendar:
        return None, ()
    return (counted.day, counted.unknown_decrees) if counted.day.year <= LAST else (None, counted.unknown_decrees)


def differences_backwards(rule: str, amount: int, unit: Unit, targets: range) -> list[Difference]:
    """Return the days by which an answer is wanted and for which the last day to send differs from the table's."""
    known, chosen, wrong = table(), rule_named(rule), []
    first = max(0, targets[0] - LONGEST)
    beyond = len(known.days)
    ends = [end_in_table(known, rule, start, amount, unit) or beyond for start in range(first, targets[-1] + 1)]
    assert ends == sorted(ends), "a later letter has an earlier end"
    for target in targets:
        place = first + bisect_right(ends, target) - 1
        if place < first:
            continue  # the last day to send lies before the table
        found = latest_start(date(*known.days[target]), amount, unit, rule=chosen, days=DAYS)
        if found != known.day(place):
            wrong.append((known.day(target), (found, ()), (known.day(place), ())))
    return wrong
