"""Days, hours and weekdays as letters print them."""

from dataclasses import replace
from datetime import date, time

from documents.clauses.lexicon import COMING, MONTHS, NEXT, NUMBERS, ORDINALS, PAST, SHORT_WEEKDAYS, THIS, WEEKDAYS
from documents.clauses.tokens import Line
from procedure.clauses import CivilDay, Stretch, Weekday

_LAST_DAY, _LAST_MONTH, _LAST_HOUR, _LAST_MINUTE = 31, 12, 24, 59
_YEAR_DIGITS, _YEAR_WITH_FOOTNOTE = 4, 5
_CENTURY, _HALF_CENTURY = 100, 50
_NOON = 12
_APOSTROPHES = frozenset({"'", "’", "‘"})
_MARKS = frozenset({"-", "/", "."})
_JOINS = frozenset({"en", "tot", "tm", "t/m", "-", "–", "of"})
_BEFORE_HOUR = frozenset({",", "om", "te", "tot", "voor", "uiterlijk", "(", "-", "–", "per", "circa"})
_HOUR_WORDS = frozenset({"uur", "u", "h", "hr"})
_NEXT_OR_THIS = frozenset(NEXT | THIS)
_BEGINS_WEEKDAY = frozenset({*WEEKDAYS, *_NEXT_OR_THIS, *COMING, "de", "deze"})
_BEGINS_DAY = frozenset({*WEEKDAYS, *SHORT_WEEKDAYS, *NUMBERS, *ORDINALS, "de", "den"})

Clocked = tuple[time, bool, int]
"""An hour, whether it is 24:00, and where reading goes on."""


def read_day(line: Line, i: int) -> tuple[CivilDay, int] | None:
    """Return the day printed here and where reading goes on; None where no day is printed."""
    if line.tokens[i].number is None and line.tokens[i].text not in _BEGINS_DAY:
        return None
    weekday, at = _read_weekday(line, i)
    at += line.text(at) in ("de", "den")
    found = _in_words(line, at) or _in_figures(line, at) or _iso(line, at) or _of_month(line, at)
    if found is None:
        return None
    day, month, year, at = found
    at += line.text(at) in COMING or line.text(at) == "ek"
    at += line.text(at) == "." and line.text(at - 1) == "as"
    if weekday is None and line.text(at) == "(" and line.text(at + 1) in WEEKDAYS and line.text(at + 2) == ")":
        weekday, at = WEEKDAYS[line.text(at + 1)], at + 3
    return CivilDay(day, month, year, weekday), at


def is_past(line: Line, i: int) -> bool:
    """Tell whether the words after a day say that it has passed ("jl.")."""
    return line.text(i) in PAST


def last_before(day: CivilDay, dated: date) -> CivilDay:
    """Return a day that has passed with its year: the last such day before the letter."""
    return replace(day, year=dated.year - ((day.month, day.day) > (dated.month, dated.day)))


def read_stretch(line: Line, i: int) -> tuple[Stretch, int] | None:
    """Return two days joined by "en", "tot en met" or a dash, the first of which may lack its month."""
    start, at = line.tokens[i].number, i + 1
    whole = read_day(line, i)
    if whole is not None:
        at = whole[1]
    elif start is None or not 0 < start <= _LAST_DAY:
        return None
    loose = whole is not None and line.text(at) in ("en", "of") and line.text(i - 1) != "tussen"
    if line.text(at) not in _JOINS or loose:
        return None
    at += 3 if line.follows(at, "tot", "en", "met") else 1
    last = read_day(line, at)
    if last is None:
        return None
    first = whole[0] if whole else CivilDay(start or 1, last[0].month, last[0].year)
    return Stretch(first, last[0]), last[1]


def read_weekday(line: Line, i: int) -> tuple[Weekday, int] | None:
    """Return a weekday that stands for a day: "donderdag a.s.", "komende vrijdag", "volgende week dinsdag"."""
    text = line.text(i)
    if text not in _BEGINS_WEEKDAY:
        return None
    if text in _NEXT_OR_THIS and line.text(i + 1) == "week" and line.text(i + 2) in WEEKDAYS:
        return Weekday(WEEKDAYS[line.text(i + 2)], int(text in NEXT)), i + 3
    at = i + (text in COMING or text in ("de", "deze"))
    weekday = WEEKDAYS.get(line.text(at))
    if weekday is None:
        return None
    at += 1
    if line.text(at) in _NEXT_OR_THIS and line.text(at + 1) == "week":
        return Weekday(weekday, int(line.text(at) in NEXT)), at + 2
    return Weekday(weekday), at + (line.text(at) in COMING)


def read_clock(line: Line, i: int) -> Clocked | None:
    """Return the hour printed here, after at most two of the words that introduce one."""
    at = i
    for _ in range(2):
        at += line.text(at) in _BEFORE_HOUR
    number = line.tokens[at].number
    hour = number if number is not None else NUMBERS.get(line.text(at), -1)
    minute, at = 0, at + 1
    if number is not None and line.text(at) in (".", ":", "u") and line.touches(at) and line.touches(at + 1):
        minutes = line.tokens[at + 1].number
        if minutes is None or len(line.text(at + 1)) != len("00"):
            return None
        minute = minutes
        at += 2
        spoken = line.text(at) in _HOUR_WORDS
    else:
        spoken = line.text(at) in _HOUR_WORDS
        if not spoken:
            return None
    at += spoken
    if spoken and line.text(at) == "." and line.text(at - 1) != "uur":
        at += 1
    if line.follows(at, "'", "s") and line.text(at + 2) in ("middags", "avonds") and hour < _NOON:
        hour, at = hour + _NOON, at + 3
    if not 0 <= hour <= _LAST_HOUR or not 0 <= minute <= _LAST_MINUTE or (hour == _LAST_HOUR and minute):
        return None
    at += line.text(at) == ")"
    return time(hour % _LAST_HOUR, minute), hour == _LAST_HOUR, at


def read_year(line: Line, i: int) -> tuple[int, int] | None:
    """Return a year of four figures (a footnote's figure may stick to it), "dit jaar" or "volgend jaar"."""
    at = i + (line.text(i) in ("van", "in"))
    at += line.follows(at, "het", "jaar") * 2 or line.follows(at, "het") * (line.text(at + 1) in NEXT)
    token = line.tokens[at]
    if token.number is not None and token.text.startswith(("18", "19", "20", "21")):
        if len(token.text) == _YEAR_DIGITS:
            return token.number, at + 1
        if len(token.text) == _YEAR_WITH_FOOTNOTE:
            return int(token.text[:_YEAR_DIGITS]), at + 1
    if line.text(at + 1) == "jaar" and token.text in NEXT | THIS | COMING:
        return line.dated.year + (token.text not in THIS), at + 2
    return None


def _read_weekday(line: Line, i: int) -> tuple[int | None, int]:
    text = line.text(i)
    if text in WEEKDAYS:
        at = i + 1
        at += line.text(at) in COMING
        return WEEKDAYS[text], at + (line.text(at) == ",")
    if text in SHORT_WEEKDAYS and (line.tokens[i + 1].number is not None or line.text(i + 1) == "."):
        return SHORT_WEEKDAYS[text], i + 1 + (line.text(i + 1) == ".")
    return None, i


def _in_words(line: Line, i: int) -> tuple[int, int, int | None, int] | None:
    """Read "31 mei 2018", "1e juni", "eerste juni", with or without a year."""
    token = line.tokens[i]
    day = token.number if token.number is not None else NUMBERS.get(token.text, ORDINALS.get(token.text, 0))
    at = i + 1
    at += line.text(at) in ("e", "ste", "de") and line.touches(at)
    month = MONTHS.get(line.text(at))
    if month is None or not day or (token.number is not None and len(token.text) > len("31")):
        return None
    at += 1
    at += line.text(at) == "." and line.text(at - 1) != "mei" and len(line.text(at - 1)) <= len("sept")
    if line.text(at) in _APOSTROPHES and line.tokens[at + 1].number is not None:
        return day, month, _full_year(line, at + 1), at + 2
    year = read_year(line, at)
    if year is not None:
        return day, month, year[0], year[1]
    number = line.tokens[at].number
    odd = (
        number is not None and len(line.text(at)) == len("218") and not line.text(at + 1).startswith(("uur", ".", ":"))
    )
    return (day, month, number, at + 1) if odd else (day, month, None, at)


def _of_month(line: Line, i: int) -> tuple[int, int, int | None, int] | None:
    """Read "de 15e van deze maand" and "de 15e van de volgende maand"."""
    day, at = line.tokens[i].number, i + 1
    at += line.text(at) in ("e", "ste", "de")
    at += line.follows(at, "van") + line.follows(at + 1, "de")
    if day is None or not 0 < day <= _LAST_DAY or line.text(at) not in _NEXT_OR_THIS or line.text(at + 1) != "maand":
        return None
    year, month = divmod(line.dated.year * _LAST_MONTH + line.dated.month - 1 + (line.text(at) in NEXT), _LAST_MONTH)
    return day, month + 1, year, at + 2


def _in_figures(line: Line, i: int) -> tuple[int, int, int | None, int] | None:
    """Read "31-5-2018", "31/5/18", "31.05.2018" and, with a dash or stroke, "13-7"."""
    day, month, mark = line.tokens[i].number, line.tokens[i + 2].number, line.text(i + 1)
    if day is None or month is None or mark not in _MARKS or len(line.text(i)) > len("31"):
        return None
    if not (line.touches(i + 1) and line.touches(i + 2)) or not 0 < day <= _LAST_DAY or not 0 < month <= _LAST_MONTH:
        return None
    at = i + 3
    if line.text(at) == mark and line.tokens[at + 1].number is not None and line.touches(at + 1):
        return day, month, _full_year(line, at + 1), at + 2
    if line.text(at) == mark and line.text(at + 1) in _APOSTROPHES and line.tokens[at + 2].number is not None:
        return day, month, _full_year(line, at + 2), at + 3
    return None if mark == "." else (day, month, None, at)


def _iso(line: Line, i: int) -> tuple[int, int, int | None, int] | None:
    year, month, day = (line.tokens[i + n].number for n in (0, 2, 4))
    if year is None or month is None or day is None or len(line.text(i)) != _YEAR_DIGITS:
        return None
    return (day, month, year, i + 5) if line.text(i + 1) == line.text(i + 3) == "-" else None


def _full_year(line: Line, i: int) -> int:
    """Return a year; of two figures the one nearest to the letter's date."""
    year = line.tokens[i].number or 0
    if len(line.text(i)) != len("18"):
        return year
    century = line.dated.year // _CENTURY * _CENTURY
    return min((century + shift + year for shift in (-_CENTURY, 0, _CENTURY)), key=lambda y: abs(y - line.dated.year))
