"""What the words of a term say, before anything is counted.

A clause names one limit, and sometimes a softer one beside it. A limit is a point in time as the words give it (a
span, a day, a month, a recess, an occasion) and whether that point itself is still in time.
"""

from dataclasses import dataclass
from datetime import date, time

from procedure.days import RecessKind
from procedure.vocabulary import Bound, Chamber, Firmness, Labelled


class Unit(Labelled):
    """In what a length of time is given; quarters and half years are given as months."""

    HOURS = "hours", "uur"
    DAYS = "days", "dagen"
    WORKING_DAYS = "working_days", "werkdagen"
    WEEKS = "weeks", "weken"
    MONTHS = "months", "maanden"
    YEARS = "years", "jaar"


class Anchor(Labelled):
    """From where a span is counted."""

    DATED = "dated", "dagtekening"
    RECEIVED = "received", "ontvangst"
    NONE_NAMED = "none_named", "geen beginpunt genoemd"
    OCCASION = "occasion", "een gebeurtenis"


class Part(Labelled):
    """Which part of a period is meant."""

    WHOLE = "whole", "in"
    START = "start", "begin"
    MIDDLE = "middle", "medio"
    END = "end", "eind"
    FIRST_HALF = "first_half", "eerste helft"
    SECOND_HALF = "second_half", "tweede helft"


class PeriodKind(Labelled):
    """The periods that clauses name."""

    WEEK = "week", "week"
    MONTH = "month", "maand"
    QUARTER = "quarter", "kwartaal"
    HALF_YEAR = "half_year", "halfjaar"
    YEAR = "year", "jaar"


class Feast(Labelled):
    """Feasts and state occasions of which the calendar knows the day."""

    PRINSJESDAG = "prinsjesdag", "Prinsjesdag"
    CHRISTMAS = "christmas", "Kerst"
    EASTER = "easter", "Pasen"
    WHITSUN = "whitsun", "Pinksteren"
    ASCENSION = "ascension", "Hemelvaartsdag"


class Silence(Labelled):
    """Why words about time set no day."""

    VAGUE = "vague", "geen dag genoemd"
    SEASON = "season", "een seizoen is geen dag"
    PERIODIC = "periodic", "keert terug"
    NOT_BEFORE = "not_before", "zegt wanneer het op zijn vroegst komt"
    AROUND = "around", "noemt een dag bij benadering"
    AMPLE = "ample", "ruim voor een dag"
    CONDITION = "condition", "noemt een voorwaarde"
    OCCASION = "occasion", "hangt aan een gebeurtenis"
    REFERENCE = "reference", "verwijst naar een termijn die elders staat"
    DENIED = "denied", "zegt dat een termijn niet wordt gehaald"
    UNCLEAR = "unclear", "niet eenduidig"
    UNCOUNTED = "uncounted", "noemt een duur die op geen dag uitkomt"
    NONE = "none", "geen termijn gevonden"


@dataclass(frozen=True, slots=True)
class CivilDay:
    """A day as printed: the year may be left out, the weekday may stand beside it as a checksum (Monday is 0)."""

    day: int
    month: int
    year: int | None = None
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day by its weekday alone (Monday is 0), in so many weeks from the letter's week; None: the first to come."""

    weekday: int
    weeks_on: int | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time from or before something; ``most`` is the longer of two lengths ("2 à 3 weken")."""

    amount: int
    unit: Unit
    anchor: Anchor = Anchor.NONE_NAMED
    most: int | None = None
    back: bool = False
    from_day: CivilDay | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """A week, month, quarter, half year or year, or a part of it.

    ``number`` is the month, quarter, half or ISO week; ``ahead`` counts from the letter's own period (0 is "deze
    maand", 1 "volgende week") where no number is named.
    """

    kind: PeriodKind
    number: int | None = None
    year: int | None = None
    ahead: int | None = None
    part: Part = Part.WHOLE


@dataclass(frozen=True, slots=True)
class InRecess:
    """A recess by name, of the chamber named or else of the chamber that asks."""

    kind: RecessKind
    year: int | None = None
    chamber: Chamber | None = None


@dataclass(frozen=True, slots=True)
class OnFeast:
    """A feast or state occasion that the calendar knows."""

    feast: Feast
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """From one day to another ("tussen 1 en 15 juni")."""

    first: CivilDay
    last: CivilDay


@dataclass(frozen=True, slots=True)
class Unsaid:
    """Words about time that set no day; ``outer`` is a day named beside them, before which it must be."""

    why: Silence
    words: str = ""
    outer: CivilDay | None = None


Point = CivilDay | Weekday | Span | Period | InRecess | OnFeast | Stretch | Unsaid


@dataclass(frozen=True, slots=True)
class Limit:
    """A point in time and whether it is itself still in time; ``clock`` where an hour is named, 24:00 as midnight.

    ``put_off`` where the words put an answer off "tot" a day, which is then itself in time.
    """

    point: Point
    bound: Bound | None = None
    clock: time | None = None
    end_of_day: bool = False
    occasion: str = ""
    put_off: bool = False


class Doubt(Labelled):
    """What a person must look at before the date may be relied upon."""

    SEVERAL = "several", "noemt meer dan één termijn"
    PLAIN_VOOR = "plain_voor", "'voor' kan ook 'ten behoeve van' betekenen"
    NO_DAY_FOR_HOUR = "no_day_for_hour", "noemt een uur zonder dag"
    PART_OF_DAY = "part_of_day", "noemt een dagdeel zonder uur"


@dataclass(frozen=True, slots=True)
class Clause:
    """What a clause says: its limit, a softer limit beside it, the same limit said again, further limits.

    ``span`` is where the words stand in the text they were found in.
    """

    words: str
    limit: Limit
    firmness: Firmness = Firmness.HARD
    softer: Limit | None = None
    restated: Limit | None = None
    also: tuple[Limit, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    span: tuple[int, int] | None = None


def on_day(day: date, words: str = "") -> Clause:
    """Return the clause that says: on this day at the latest. For a date that was given as a date, not as words."""
    point = CivilDay(day.day, day.month, day.year)
    return Clause(words=words or f"uiterlijk {day.isoformat()}", limit=Limit(point, Bound.INCLUSIVE))
