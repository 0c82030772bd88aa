"""A limit as a text mentions it: the points in time that letters name, each as a mention of its own."""

from dataclasses import dataclass, replace
from datetime import time

from documents.clauses.dates import is_past, read_clock, read_day, read_weekday
from documents.clauses.occasions import Occasion, read_occasion
from documents.clauses.periods import read_bare_year, read_period
from documents.clauses.spans import anchor_before, read_span
from documents.clauses.tokens import Line
from procedure.clauses import Anchor, CivilDay, Doubt, Limit, Point, Silence, Span, Unit, Unsaid
from procedure.vocabulary import Bound

VAGUELY, WEAKLY, PLAINLY, FIRMLY = 0, 1, 2, 3
"""How strongly a limit is put: haste without a day, a plain day, "vóór" or "binnen", "uiterlijk"."""

NOT_A_LIMIT = frozenset(
    {"van", "dd", "gedateerd", "gedagtekend", "sinds", "was", "vanaf", "oorspronkelijk", "gehouden"}
)
"""Words before a day that make it the date of something else."""

_LEADS_TO_WEEKDAY = frozenset({"uiterlijk", "voor", "op", "tot", "per", "met", "dan", "laatst"})
_PARTS_OF_DAY = frozenset({"ochtend", "middag", "avond", "dag", "werkdag", "kantooruren"})
_PART_REACH, _REST_OF_SENTENCE = 6, 16
_NOT_COUNTED = frozenset(
    {"meegerekend", "meegeteld", "meetelt", "meetellen", "meerekenen", "ongerekend", "exclusief", "uitgezonderd"}
    | {"buiten", "vermeerderd", "verlengd"}
)
_LEFT_OUT = ("reces", "recessen", "recesperiode", "recesweken", "feestdagen", "vakantie", "weekenden")
_OR = frozenset({"of", "en", "respectievelijk", "danwel"})
_THEREUPON = frozenset({"daarop", "erop", "daarna", "erna"})


@dataclass(frozen=True, slots=True)
class Mention:
    """A limit as mentioned from token to token, how strongly, and what is doubtful about it."""

    limit: Limit
    start: int
    end: int
    strength: int
    doubts: tuple[Doubt, ...] = ()

    @property
    def is_dated(self) -> bool:
        """Tell whether the words point at a day at all."""
        return not isinstance(self.limit.point, Unsaid)


_DAYS_AHEAD = {"vandaag": 0, "heden": 0, "morgen": 1, "overmorgen": 2}


def day_at(line: Line, i: int) -> Mention | None:
    """Read a day with its hour; a day that has passed, or that dates a paper, is no limit."""
    found = read_day(line, i)
    if found is None:
        return _weekday(line, i)
    day, end = found
    excluded = line.text(i - 1) in NOT_A_LIMIT or (line.text(i - 1) == "de" and line.text(i - 2) in NOT_A_LIMIT)
    if is_past(line, end) or excluded:
        return Mention(Limit(Unsaid(Silence.NONE)), i, end, VAGUELY)
    if day.year is None and _of_another_year(line, end):
        return Mention(Limit(Unsaid(Silence.UNCLEAR)), i, end, WEAKLY)
    either = line.text(end) in _OR and read_day(line, end + 1) is not None
    doubts = (Doubt.SEVERAL,) if either else ()
    return timed(Mention(Limit(day, Bound.INCLUSIVE), i, end, WEAKLY, doubts), read_clock(line, end), line)


def _of_another_year(line: Line, i: int) -> bool:
    """Tell whether "van het jaar daarop" follows a day: a year that these words alone do not give."""
    at = i + (line.text(i) in ("van", "in")) + (line.text(i + 1) == "het")
    return line.text(at) == "daaropvolgende" or (line.text(at) == "jaar" and line.text(at + 1) in _THEREUPON)


def _weekday(line: Line, i: int) -> Mention | None:
    """Read "aanstaande donderdag", "morgen", "vandaag"."""
    ahead = _DAYS_AHEAD.get(line.text(i))
    if ahead is not None and line.text(i + 1) == "over" and (on := read_span(line, i + 2)):
        return Mention(Limit(Unsaid(Silence.UNCLEAR)), i, on[1], WEAKLY)
    if ahead is not None:
        point: Point = Span(ahead, Unit.DAYS, Anchor.DATED)
        return timed(Mention(Limit(point, Bound.INCLUSIVE), i, i + 1, WEAKLY), read_clock(line, i + 1))
    found = read_weekday(line, i)
    if found is None or is_past(line, found[1]):
        return None
    if line.text(found[1]) == "over" and (on := read_span(line, found[1] + 1)):
        return Mention(Limit(Unsaid(Silence.UNCLEAR)), i, on[1], WEAKLY)
    clock = read_clock(line, found[1])
    if clock is None and line.tokens[found[1]].number is not None:  # "dinsdag 34": a day that is none
        return Mention(Limit(Unsaid(Silence.UNCLEAR)), i, found[1] + 1, WEAKLY)
    sure = found[0].weeks_on is not None or found[1] - i > 1
    mention = Mention(Limit(found[0], Bound.INCLUSIVE), i, found[1], WEAKLY)
    return timed(mention, clock) if sure or line.text(i - 1) in _LEADS_TO_WEEKDAY else None


def timed(mention: Mention, clock: tuple[time, bool, int] | None, line: Line | None = None) -> Mention:
    """Return the mention of a day with the hour beside it, or with the doubt that only a part of the day is named."""
    if clock is not None:
        hour, end_of_day, end = clock
        limit = replace(mention.limit, clock=hour, end_of_day=end_of_day)
        return replace(mention, limit=limit, end=max(end, mention.end))
    if line is None:
        return mention
    near = range(mention.end, mention.end + _PART_REACH)
    stop = next((at for at in near if line.text(at) in ("", ".", ";", ")")), near.stop)
    spoken = [at for at in range(mention.end, stop) if line.text(at) in _PARTS_OF_DAY]
    led = spoken and any(line.text(at) in ("eind", "einde", "begin", "s", "de") for at in range(mention.end, spoken[0]))
    doubts = (*mention.doubts, Doubt.PART_OF_DAY)
    return replace(mention, doubts=doubts, end=spoken[0] + 1) if led else mention


def of_span(line: Line, i: int, found: tuple[Span | Unsaid, int]) -> Mention:
    """Return a length of time as a mention; an anchor may stand before it."""
    point, end = found
    if isinstance(point, Unsaid):
        return Mention(Limit(point), i, end, PLAINLY if point.why in (Silence.UNCLEAR, Silence.UNCOUNTED) else VAGUELY)
    if _leaves_days_out(line, end):
        return Mention(Limit(Unsaid(Silence.UNCLEAR)), i, end, PLAINLY)
    if point.anchor is Anchor.NONE_NAMED:
        point = replace(point, anchor=anchor_before(line, i))
    return Mention(Limit(point, Bound.INCLUSIVE), i, end, PLAINLY)


def _leaves_days_out(line: Line, end: int) -> bool:
    """Tell whether the words after a length say that a recess or other days do not count: no rule says which."""
    stop = next((at for at in range(end, end + _REST_OF_SENTENCE) if line.text(at) in ("", ".", ";")), end)
    after = {line.text(at) for at in range(end, stop)}
    return bool(after & _NOT_COUNTED) and any(word.endswith(_LEFT_OUT) for word in after)


def of_period(line: Line, i: int) -> Mention | None:
    """Return a period as a mention; two of them joined are not clear."""
    found = read_period(line, i)
    if found is None:
        return None
    point, end = found
    if line.text(end) in ("of", "en", "/", "-", "–") and (other := read_period(line, end + 1)):
        return Mention(Limit(Unsaid(Silence.UNCLEAR)), i, other[1], WEAKLY)
    bound = None if isinstance(point, Unsaid) else Bound.INCLUSIVE
    return Mention(Limit(point, bound), i, end, WEAKLY)


def of_year(line: Line, i: int) -> Mention | None:
    """Return a year that stands by itself as a mention."""
    found = read_bare_year(line, i)
    return Mention(Limit(found[0], Bound.INCLUSIVE), i, found[1], WEAKLY) if found else None


def week_of(found: tuple[CivilDay, int], i: int) -> Mention:
    """Return "de week van 25 juni", which names no day of it."""
    return Mention(Limit(Unsaid(Silence.UNCLEAR)), i, found[1], WEAKLY)


def before_occasion(line: Line, i: int, found: Occasion, *, sure: bool) -> Mention:
    """Return "vóór" an occasion: the day before it where it has one, no day where it has none."""
    if found.day is None:
        unknown = Unsaid(Silence.OCCASION, words(line, i, found.end))
        return Mention(Limit(unknown, Bound.EXCLUSIVE), i, found.end, PLAINLY if sure else WEAKLY)
    mention = Mention(Limit(found.day, Bound.EXCLUSIVE, occasion=found.name), i, found.end, PLAINLY)
    return mention if sure else replace(mention, doubts=(Doubt.PLAIN_VOOR,))


def at_occasion(line: Line, i: int) -> Mention | None:
    """Read "uiterlijk bij" an occasion: its day where it has one."""
    found = read_occasion(line, i, sure=False)
    if found is None:
        return None
    if found.day is None:
        return Mention(Limit(Unsaid(Silence.OCCASION, found.name)), i, found.end, PLAINLY)
    return Mention(Limit(found.day, Bound.INCLUSIVE, occasion=found.name), i, found.end, PLAINLY)


def bounded(mention: Mention, i: int, bound: Bound) -> Mention:
    """Return the mention with "vóór", "tot" or the like before it."""
    limit = replace(mention.limit, bound=bound)
    if isinstance(limit.point, Unsaid) and limit.point.why is Silence.NONE:
        return replace(mention, start=i)
    return replace(mention, limit=limit, start=i, strength=PLAINLY)


def words(line: Line, start: int, end: int) -> str:
    """Return the words from token to token."""
    return " ".join(token.raw for token in line.tokens[start:end])


def phrase_at(line: Line, i: int, index: dict[str, tuple[tuple[str, ...], ...]]) -> int:
    """Return the length of the longest phrase that stands here, 0 where none does."""
    return next((len(phrase) for phrase in index.get(line.text(i), ()) if line.follows(i, *phrase)), 0)
