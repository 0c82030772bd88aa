"""Words about time that set no last day: the earliest, an approximation, a term that will not be met."""

from documents.clauses.dates import read_day
from documents.clauses.lexicon import HARD, by_first
from documents.clauses.mention import PLAINLY, WEAKLY, Mention, of_span, phrase_at, words
from documents.clauses.periods import read_bare_year, read_period, read_week_of
from documents.clauses.spans import read_back, read_span
from documents.clauses.tokens import Line
from procedure.clauses import Limit, Silence, Span, Unsaid

_DENIAL_REACH, _TERM_REACH, _LAPSE_REACH = 15, 12, 14
_LAPSED = frozenset({"verstreken", "verlopen", "overschreden", "voorbij"})
_HARD = by_first(HARD)


def denied(line: Line, i: int) -> bool:
    """Tell whether "niet" stands before this word in the same part of the sentence."""
    for at in range(i - 1, max(-1, i - _DENIAL_REACH), -1):
        if line.text(at) in (",", ".", ";", ":", "maar", "doch"):
            return False
        if line.text(at) in ("niet", "onmogelijk", "evenmin"):
            return True
    return False


def not_within(line: Line, i: int) -> Mention:
    """Return that a term will not be met: no last day, whatever length is named with it."""
    ends = [found[1] for at in range(i + 1, i + _TERM_REACH) if (found := read_span(line, at))]
    return Mention(Limit(Unsaid(Silence.DENIED)), i, ends[0] if ends else i + 1, PLAINLY)


def lapsed(line: Line, end: int) -> int:
    """Return where the words end that say of a term named just before that it is over; 0 where none do."""
    for at in range(end, end + _LAPSE_REACH):
        if line.text(at) in ("", ".", ";", "?"):
            return 0
        if line.text(at) in _LAPSED:
            return at + 1
    return 0


def earliest(line: Line, i: int) -> Mention | None:
    """Read "na", "vanaf" and "niet vóór" a day, a length or an occasion: when it comes at the earliest."""
    at = i + 1
    for reader in (read_day, read_period, read_span, read_week_of):
        found = reader(line, at)
        if found is not None:
            return Mention(Limit(Unsaid(Silence.NOT_BEFORE)), i, found[1], WEAKLY)
    return None


def not_earlier(line: Line, i: int) -> Mention | None:
    """Read "niet eerder dan" and "niet vóór", up to where a last day is set after all."""
    if line.text(i + 1) not in ("eerder", "voor", "vroeger"):
        return None
    if line.text(i + 1) == "voor" and not any(
        reader(line, i + 2) for reader in (read_day, read_period, read_bare_year)
    ):
        return None
    end = next((at for at in range(i, line.length) if line.text(at) in (".", ";")), line.length)
    hard = next((at for at in range(i + 2, end) if phrase_at(line, at, _HARD)), end)
    return Mention(Limit(Unsaid(Silence.NOT_BEFORE)), i, hard, PLAINLY)


def longer(line: Line, i: int) -> Mention | None:
    """Read "langer dan één maand", which says no last day."""
    span = read_span(line, i + 2) if line.text(i + 1) == "dan" else None
    return Mention(Limit(Unsaid(Silence.NOT_BEFORE)), i, span[1], WEAKLY) if span else None


def around(line: Line, i: int) -> Mention | None:
    """Read "rond 1 juli": near a day, before it or after."""
    for reader in (read_day, read_period, read_span):
        found = reader(line, i + 1)
        if found is not None:
            return Mention(Limit(Unsaid(Silence.AROUND, words(line, i, found[1]))), i, found[1], WEAKLY)
    return None


def minimum(line: Line, i: int) -> Mention | None:
    """Read "ten minste twee weken voor" an occasion; any other minimum is no last day."""
    span = read_span(line, i + 1)
    if span is None:
        return None
    back = read_back(line, span[0], span[1]) if isinstance(span[0], Span) else None
    if back is not None:
        return of_span(line, i, back)
    return Mention(Limit(Unsaid(Silence.NOT_BEFORE)), i, span[1], PLAINLY)
