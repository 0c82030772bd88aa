"""Days and numbers in words, Dutch and English, and the sentences that explain a term."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from procedure.clauses import Feast, PeriodKind, Unit
from procedure.counting import Step
from procedure.deadlines import Term
from procedure.sending import Dispatch
from procedure.sentences import ENGLISH_LABELS, SENTENCES
from procedure.vocabulary import Labelled, Language

WEEKDAYS = {
    Language.NL: ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"),
    Language.EN: ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
MONTHS = {
    Language.NL: (
        *("januari", "februari", "maart", "april", "mei", "juni"),
        *("juli", "augustus", "september", "oktober", "november", "december"),
    ),
    Language.EN: (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
}
_NUMBERS = {
    Language.NL: (
        *("nul", "één", "twee", "drie", "vier", "vijf", "zes"),
        *("zeven", "acht", "negen", "tien", "elf", "twaalf"),
    ),
    Language.EN: (
        *("nought", "one", "two", "three", "four", "five", "six"),
        *("seven", "eight", "nine", "ten", "eleven", "twelve"),
    ),
}
_UNITS = {
    Language.NL: {
        Unit.HOURS: ("uur", "uur"),
        Unit.DAYS: ("dag", "dagen"),
        Unit.WORKING_DAYS: ("werkdag", "werkdagen"),
        Unit.WEEKS: ("week", "weken"),
        Unit.MONTHS: ("maand", "maanden"),
        Unit.YEARS: ("jaar", "jaar"),
    },
    Language.EN: {
        Unit.HOURS: ("hour", "hours"),
        Unit.DAYS: ("day", "days"),
        Unit.WORKING_DAYS: ("working day", "working days"),
        Unit.WEEKS: ("week", "weeks"),
        Unit.MONTHS: ("month", "months"),
        Unit.YEARS: ("year", "years"),
    },
}
_NEUTER = {PeriodKind.QUARTER, PeriodKind.HALF_YEAR, PeriodKind.YEAR}
"""The periods that are "het" in Dutch."""


def long_date(day: date, lang: Language = Language.NL) -> str:
    """Return a day with its weekday: "donderdag 14 juni 2018", "Thursday 14 June 2018"."""
    return f"{WEEKDAYS[lang][day.weekday()]} {plain_date(day, lang)}"


def short_date(day: date, lang: Language = Language.NL) -> str:
    """Return a day with its weekday abbreviated: "do 14 juni 2018", "Thu 14 June 2018"."""
    return f"{WEEKDAYS[lang][day.weekday()][: 2 if lang is Language.NL else 3]} {plain_date(day, lang)}"


def plain_date(day: date, lang: Language = Language.NL) -> str:
    """Return a day without its weekday, as letters print it: "14 juni 2018"."""
    return f"{day.day} {MONTHS[lang][day.month - 1]} {day.year}"


def hour(at: datetime, lang: Language = Language.NL) -> str:
    """Return the hour of an instant as the Chamber writes it: "12.00 uur", "12:00"."""
    return f"{at.hour}.{at.minute:02} uur" if lang is Language.NL else f"{at.hour}:{at.minute:02}"


def clock_of(due_on: date, due_at: datetime) -> str:
    """Return the hour at which a last day ends: "12.00 uur"; the midnight that ends the day itself is "24.00 uur"."""
    from procedure.amsterdam import AMSTERDAM  # noqa: PLC0415 - few terms name an hour; the zone costs every other one

    local = due_at.astimezone(AMSTERDAM)
    return hour(local) if local.date() == due_on else "24.00 uur"


def length(amount: int, unit: Unit, lang: Language = Language.NL) -> str:
    """Return a length of time in words: "twee weken", "30 days"."""
    numbers = _NUMBERS[lang]
    number = numbers[amount] if 0 <= amount < len(numbers) else str(amount)
    return f"{number} {_UNITS[lang][unit][amount != 1]}"


def explain(term: Term | Dispatch, lang: Language = Language.NL) -> list[str]:
    """Return how a date was found, a sentence for each step; the last names the date with its weekday."""
    return sentences(term.steps, lang)


def warnings(term: Term | Dispatch, lang: Language = Language.NL) -> list[str]:
    """Return what is doubtful about a term or worth knowing beside it, a sentence each."""
    return sentences(term.warnings, lang)


def sentences(steps: Iterable[Step], lang: Language = Language.NL) -> list[str]:
    """Return the sentence of each step, none of them twice."""
    return list(dict.fromkeys(sentence(step, lang) for step in steps))


def sentence(step: Step, lang: Language = Language.NL) -> str:
    """Return what one step says, with its days, lengths and names in words."""
    said = SENTENCES[step.code][lang].format_map(_in_words(step.facts, lang))
    return said[0].upper() + said[1:] if not said.startswith("één") else f"E{said[1:]}"


def _in_words(facts: dict[str, Any], lang: Language) -> dict[str, str]:
    words = {name: _word(value, lang) for name, value in facts.items()}
    if isinstance(facts.get("amount"), int) and isinstance(facts.get("unit"), Unit):
        words["length"] = length(facts["amount"], facts["unit"], lang)
    if isinstance(period := facts.get("period"), PeriodKind):
        neuter = period in _NEUTER
        words["that_period"] = f"{'dat' if neuter else 'die'} {period.label}"
        words["the_named_period"] = f"{'het' if neuter else 'de'} genoemde {period.label}"
    if isinstance(facts.get("weekday"), int):
        words["weekday"] = WEEKDAYS[lang][facts["weekday"]]
    if isinstance(facts.get("at"), datetime):
        words["hour"] = hour(facts["at"], lang)
    return words


def _in_english(value: Labelled) -> str:
    """Return the English name; a feast goes before the recess that is named after it."""
    name = f"feast_{value}" if isinstance(value, Feast) and f"feast_{value}" in ENGLISH_LABELS else value.value
    return ENGLISH_LABELS.get(name, value.value)


def _word(value: Any, lang: Language) -> str:
    if isinstance(value, datetime):
        return f"{long_date(value.date(), lang)}, {hour(value, lang)}"
    if isinstance(value, date):
        return long_date(value, lang)
    if isinstance(value, Labelled):
        return value.label if lang is Language.NL else _in_english(value)
    if isinstance(value, tuple):
        return ", ".join(str(each) for each in value)
    return "" if value is None else str(value)
