"""A day named by its place beside another: "de dag vóór het debat van 4 juni", "de vrijdag na de vergadering"."""

from documents.clauses.dates import read_clock, read_day
from documents.clauses.lexicon import WEEKDAYS
from documents.clauses.mention import PLAINLY, Mention, before_occasion, bounded, day_at, of_span
from documents.clauses.occasions import Occasion, read_occasion
from documents.clauses.periods import read_week_of
from documents.clauses.tokens import Line
from procedure.clauses import Anchor, CivilDay, Limit, Silence, Span, Unit, Unsaid
from procedure.vocabulary import Bound

_DAY = frozenset({"dag", "daags"})
_PART = frozenset({"ochtend", "morgen", "middag", "avond", "nacht", "werkdag", "week", "weken", "maand"})
_BEFORE = (("voorafgaand", "aan"), ("voorafgaande", "aan"), ("voor",))
_AFTER = (("volgend", "op"), ("volgende", "op"), ("na",))


def read_beside(line: Line, i: int) -> Mention | None:
    """Return the day that lies beside an occasion or a day; None where no such words stand here.

    The day before and the day after are reckoned. A weekday, a part of a day or a week beside something ("de dinsdag
    voor het debat", "maandag in de week van 26 juni") names no day by itself: a person must say which.
    """
    at = i + (line.text(i) in ("de", "die"))
    kind = line.text(at)
    if kind not in _DAY and kind not in _PART and kind not in WEEKDAYS:
        return None
    if kind in WEEKDAYS and (week := read_week_of(line, at + 1 + (line.text(at + 1) == "van"))) is not None:
        return Mention(Limit(Unsaid(Silence.UNCLEAR)), i, week[1], PLAINLY)
    before = _beyond(line, at + 1, _BEFORE)
    start = before or _beyond(line, at + 1, _AFTER)
    if not start or read_clock(line, start) is not None:
        return None
    if kind not in _DAY:
        return _unclear(line, i, start)
    return _day_before(line, i, start) if before else _day_after(line, i, start)


def _beyond(line: Line, i: int, phrases: tuple[tuple[str, ...], ...]) -> int:
    """Return where reading goes on after one of the phrases; 0 where none stands here."""
    return next((i + len(phrase) for phrase in phrases if line.follows(i, *phrase)), 0)


def _day_before(line: Line, i: int, start: int) -> Mention | None:
    day = day_at(line, start)
    if day is not None:
        return bounded(day, i, Bound.EXCLUSIVE)
    found = read_occasion(line, start, sure=True)
    return before_occasion(line, i, found, sure=True) if found else None


def _day_after(line: Line, i: int, start: int) -> Mention | None:
    found = _named(line, start)
    if found is None:
        return None
    day, end = found
    return of_span(line, i, (Span(1, Unit.DAYS, Anchor.OCCASION, from_day=day), end))


def _unclear(line: Line, i: int, start: int) -> Mention | None:
    found = _named(line, start)
    return Mention(Limit(Unsaid(Silence.UNCLEAR)), i, found[1], PLAINLY) if found else None


def _named(line: Line, start: int) -> tuple[CivilDay | None, int] | None:
    """Return the day beside which it lies, unknown where an occasion has none, and where its words end."""
    day = read_day(line, start)
    if day is not None:
        return day
    found: Occasion | None = read_occasion(line, start, sure=True)
    return (found.day, found.end) if found else None
