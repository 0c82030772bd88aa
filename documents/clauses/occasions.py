"""Occasions on which terms hang: debates, meetings, councils, with the day that the text gives them."""

from dataclasses import dataclass

from documents.clauses.dates import is_past, read_clock, read_day, read_stretch
from documents.clauses.lexicon import DETERMINERS, OCCASIONS
from documents.clauses.tokens import Line
from procedure.clauses import CivilDay

_REACH = 26
_STOPS = frozenset({"", ".", ";", ")", "doch", "maar", "uiterlijk", "binnen", "zodat", "opdat", "teneinde", "ten"})
_BEFORE_DAY = frozenset({"op", "van", "dd", "aanstaande", "geplande", "voorziene", "gepland"})


@dataclass(frozen=True, slots=True)
class Occasion:
    """An occasion as named, where its words end, and its day where the text gives one."""

    name: str
    end: int
    day: CivilDay | None = None


def read_occasion(line: Line, i: int, *, sure: bool) -> Occasion | None:
    """Return the occasion named here; None where the words name none.

    ``sure`` where the word before can only mean "before": then any noun phrase will do, else the noun must be one of
    those on which terms hang.
    """
    if not line.text(i).isalpha() or (line.text(i) not in DETERMINERS and not sure and not is_occasion(line.text(i))):
        return None
    named = i if sure else 0
    bracket = 0
    for at in range(i, min(i + _REACH, line.length)):
        text = line.text(at)
        bracket += (text == "(") - (text == ")" and bracket > 0)
        if bracket or (text == ")" and line.text(i - 1) != "("):
            continue
        if text in _STOPS or (text == "," and line.text(at + 1) in _STOPS | {"en", "dan"}):
            break
        if is_occasion(text):
            named = named or at
        day = _day(line, at) if line.text(at - 1) in _BEFORE_DAY or line.text(at - 1) == "," else None
        if day is not None and named and not is_past(line, day[1]):
            clock = read_clock(line, day[1])
            return Occasion(_name(line, i, at), clock[2] if clock else day[1], day[0])
        if text == "," and not day and read_day(line, at + 1) is None:
            break
    else:
        at = min(i + _REACH, line.length)
    if not named or (sure and not any(is_occasion(line.text(n)) or line.text(n) in DETERMINERS for n in range(i, at))):
        return None
    return Occasion(_name(line, i, at), at)


def _day(line: Line, i: int) -> tuple[CivilDay, int] | None:
    """Return the day of an occasion, of one that takes several days the first ("op 8 en 9 december")."""
    several = read_stretch(line, i) if line.tokens[i].number is not None else None
    return (several[0].first, several[1]) if several else read_day(line, i)


def is_occasion(word: str) -> bool:
    """Tell whether a word names something on which terms hang ("commissiedebat", "JBZ-Raad")."""
    return word.endswith(OCCASIONS)


def _name(line: Line, start: int, end: int) -> str:
    return " ".join(token.raw for token in line.tokens[start:end])
