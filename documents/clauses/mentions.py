"""Every place in a text where words set, or seem to set, a limit in time."""

from collections.abc import Callable
from dataclasses import replace

from documents.clauses.beside import read_beside
from documents.clauses.dates import read_clock, read_stretch
from documents.clauses.earliest import around, denied, earliest, lapsed, longer, minimum, not_earlier, not_within
from documents.clauses.lexicon import HARD, NEXT, ORDINALS, PARTS, PERIODIC, THIS, VAGUE, by_first
from documents.clauses.mention import (
    FIRMLY,
    NOT_A_LIMIT,
    PLAINLY,
    VAGUELY,
    WEAKLY,
    Mention,
    at_occasion,
    before_occasion,
    bounded,
    day_at,
    of_period,
    of_span,
    of_year,
    phrase_at,
    timed,
    week_of,
    words,
)
from documents.clauses.occasions import read_occasion
from documents.clauses.periods import read_bare_year, read_period, read_week_of
from documents.clauses.spans import read_back, read_span
from documents.clauses.tokens import Line
from procedure.clauses import (
    Anchor,
    CivilDay,
    Doubt,
    InRecess,
    Limit,
    Part,
    Period,
    PeriodKind,
    Silence,
    Span,
    Unsaid,
)
from procedure.vocabulary import Bound

_INTO = frozenset({"op", "in", "bij", "met", "per", "aan", "om", "van", "tijdens", "rond", "naar", "is", "was"})
_AROUND = frozenset({"rond", "rondom", "omstreeks", "circa", "ongeveer", "omtrent"})
_MINIMUM = frozenset({"minste", "tenminste", "minimaal", "minstens"})
_EARLIER = frozenset({"na", "vanaf", "sinds", "nadat", "sedert"})
_AMPLE = frozenset({"ruim", "ruimschoots", "tijdig"})
_OPENINGS = frozenset({"aanvang", "begin", "start", "ingang"})
_FURTHER, _TERM_REACH = 6, 12


Read = Callable[[Line, int], Mention | None]


def mentions(line: Line) -> list[Mention]:
    """Return every mention of a limit, in the order of the text."""
    found: list[Mention] = []
    i = 0
    while i < line.length:
        mention = _read(line, i)
        if mention is None:
            i += 1
            continue
        found.append(mention)
        i = max(mention.end, i + 1)
    return found


def _read(line: Line, i: int) -> Mention | None:
    """Return the mention that begins at this token."""
    text = line.text(i)
    hard = phrase_at(line, i, _HARD)
    if hard:
        return _hard(line, i, i + hard)
    special = _SPECIAL.get(text, read_beside)
    mention = special(line, i)
    if mention is not None:
        return mention
    for phrases, why in ((_VAGUE, Silence.VAGUE), (_PERIODIC, Silence.PERIODIC)):
        length = phrase_at(line, i, phrases)
        if length and line.text(i - 1) != "niet":
            strength = VAGUELY if why is Silence.VAGUE else WEAKLY
            return Mention(Limit(Unsaid(why, words(line, i, i + length))), i, i + length, strength)
    return _bare(line, i)


def _hard(line: Line, i: int, at: int) -> Mention | None:
    """Read what follows "uiterlijk" and its like; whatever it is, it is the last there is."""
    while line.text(at) in _INTO or line.text(at) in ("reeds", "nog", "alsnog", ",", ":"):
        at += 1
    clock = read_clock(line, at)
    if clock is not None and (day := day_at(line, clock[2] + (line.text(clock[2]) in _INTO))) is not None:
        return replace(timed(day, clock), start=i, strength=FIRMLY)
    special = _SPECIAL.get(line.text(at), read_beside)
    mention = special(line, at) or _firm(line, at) or _firm_further_on(line, at)
    if mention is None or mention.strength == VAGUELY:
        lone = clock is not None and mention is None
        return Mention(Limit(Unsaid(Silence.UNCLEAR)), i, at, PLAINLY, (Doubt.NO_DAY_FOR_HOUR,)) if lone else None
    doubts = tuple(doubt for doubt in mention.doubts if doubt is not Doubt.PLAIN_VOOR)
    bound = mention.limit.bound or (Bound.INCLUSIVE if mention.is_dated else None)
    return replace(mention, limit=replace(mention.limit, bound=bound), start=i, strength=FIRMLY, doubts=doubts)


def _firm(line: Line, i: int) -> Mention | None:
    """Read a point that needs no preposition after "uiterlijk": a length, a day, a period, an occasion."""
    span = read_span(line, i)
    if span is not None:
        back = read_back(line, span[0], span[1]) if isinstance(span[0], Span) else None
        return of_span(line, i, back or span)
    week = read_week_of(line, i)
    if week is not None:
        return week_of(week, i)
    return day_at(line, i) or of_period(line, i) or of_year(line, i) or _bare(line, i) or at_occasion(line, i)


def _firm_further_on(line: Line, i: int) -> Mention | None:
    """Read a day that stands some words after "uiterlijk" ("uiterlijk verwacht op 1 juni")."""
    for at in range(i + 1, i + _FURTHER):
        if line.text(at) in ("", ",", ".", ";", ":", "(", ")"):
            return None
        mention = _read(line, at)
        if mention is not None:
            return mention if mention.is_dated else None
    return None


def _within(line: Line, i: int) -> Mention | None:
    """Read "binnen twee weken", "binnen de gestelde termijn", "binnen een redelijke termijn"."""
    if denied(line, i):
        return not_within(line, i)
    span = read_span(line, i + 1)
    if span is not None:
        return of_span(line, i, span)
    term = _within_a_term(line, i)
    if term is not None:
        return term
    mention = of_period(line, i + 1)
    if mention is not None:
        return replace(mention, start=i, strength=PLAINLY, limit=replace(mention.limit, bound=Bound.INCLUSIVE))
    return Mention(Limit(Unsaid(Silence.VAGUE)), i, i + 2, VAGUELY) if line.text(i + 2) == "tijd" else None


def _within_a_term(line: Line, i: int) -> Mention | None:
    """Read "binnen de gestelde termijn (van drie weken)" and "binnen een redelijke termijn"."""
    for at in range(i + 1, i + _TERM_REACH):
        if line.text(at) in ("", ".", ",", ";"):
            return None
        if line.text(at) == "termijn":
            named = read_span(line, at)
            if named is not None:
                return of_span(line, i, named)
            vague = line.text(at - 1) in ("redelijke", "korte", "kortst", "mogelijke", "afzienbare")
            return Mention(Limit(Unsaid(Silence.VAGUE if vague else Silence.REFERENCE)), i, at + 1, PLAINLY)
    return None


def _before(line: Line, i: int) -> Mention | None:
    """Read "vóór" or "voor" and what comes after it; without accents it may mean "for", and that is a doubt."""
    if denied(line, i):
        return earliest(line, i)
    sure = line.tokens[i].accented or line.text(i - 1) in ("nog", "reeds", "ruim", "al", "uiterlijk")
    at = i + 1
    named = _before_day(line, i) or _before_period(line, i, sure=sure)
    if named is not None:
        return named
    clock = read_clock(line, at) if line.tokens[at].number is not None else None
    if clock is not None:
        return Mention(Limit(Unsaid(Silence.UNCLEAR)), i, clock[2], PLAINLY, (Doubt.NO_DAY_FOR_HOUR,))
    found = read_occasion(line, at, sure=sure)
    return None if found is None else before_occasion(line, i, found, sure=sure)


def _before_day(line: Line, i: int) -> Mention | None:
    """Read "vóór 1 juni", and "vóór of op 1 juni", with which that day is in time."""
    if line.follows(i + 1, "of", "op"):
        day = day_at(line, i + 3)
        return bounded(day, i, Bound.INCLUSIVE) if day else None
    day = day_at(line, i + 1)
    return bounded(day, i, Bound.EXCLUSIVE) if day else None


def _before_period(line: Line, i: int, *, sure: bool) -> Mention | None:
    """Read "vóór" a period: before "medio" of it is no day, and "voor het jaar 2019" is for that year."""
    at = _past_opening(line, i + 1)
    found = read_period(line, at) or (read_bare_year(line, at) if sure else None)
    if found is None:
        return None
    point, end = found
    mention = Mention(Limit(point, None if isinstance(point, Unsaid) else Bound.EXCLUSIVE), i, end, PLAINLY)
    if not isinstance(point, Period) or point.part is Part.END:
        return mention
    if point.part in (Part.MIDDLE, Part.START):
        return replace(mention, limit=Limit(Unsaid(Silence.UNCLEAR)))
    if not sure and point.kind is PeriodKind.YEAR and point.year is not None:
        return Mention(Limit(Unsaid(Silence.NONE)), i, end, VAGUELY)
    return mention if sure else replace(mention, doubts=(Doubt.PLAIN_VOOR,))


def _past_opening(line: Line, i: int) -> int:
    """Return where a recess is named after "de aanvang van"; before that and before the recess are the same."""
    at = i + (line.text(i) in ("de", "het"))
    if line.text(at) not in _OPENINGS or line.text(at + 1) != "van":
        return i
    found = read_period(line, at + 2)
    return at + 2 if found is not None and isinstance(found[0], InRecess | Unsaid) else i


def _ahead_of(line: Line, i: int) -> Mention | None:
    """Read "voorafgaand aan" and "voordat"."""
    at = i + 1 + (line.text(i + 1) == "aan")
    period = _before_period(line, at - 1, sure=True)
    if period is not None:
        return replace(period, start=i)
    found = read_occasion(line, at, sure=True)
    return None if found is None else before_occasion(line, i, found, sure=True)


def _amply(line: Line, i: int) -> Mention | None:
    """Read "ruim voor" and "ruim twee weken voor": earlier than a day, but how much earlier is not said."""
    mention = _read(line, i + 1)
    if mention is not None and isinstance(mention.limit.point, Span) and mention.limit.point.back:
        return Mention(Limit(Unsaid(Silence.AMPLE, words(line, i, mention.end))), i, mention.end, PLAINLY)
    if not line.text(i + 1).startswith("voor"):
        return None
    if mention is None or mention.limit.bound is not Bound.EXCLUSIVE:
        return None
    point = mention.limit.point
    outer = point if isinstance(point, CivilDay) else point.outer if isinstance(point, Unsaid) else None
    return Mention(Limit(Unsaid(Silence.AMPLE, words(line, i, mention.end), outer)), i, mention.end, PLAINLY)


def _in_preparation(line: Line, i: int) -> Mention | None:
    """Read "ter voorbereiding op" and "in aanloop naar" an occasion: before it, but how much is not said."""
    if line.text(i + 1) not in ("voorbereiding", "aanloop"):
        return None
    found = read_occasion(line, i + 3, sure=True)
    if found is None:
        return None
    return Mention(Limit(Unsaid(Silence.AMPLE, "", found.day), Bound.EXCLUSIVE), i, found.end, WEAKLY)


def _until(line: Line, i: int) -> Mention | None:
    """Read "tot" a day, which is not itself in time, and "tot en met", with which it is."""
    inclusive = line.follows(i, "tot", "en", "met") or line.text(i) in ("tm", "t/m")
    at = i + (3 if line.follows(i, "tot", "en", "met") else 1)
    mention = day_at(line, at) or of_period(line, at)
    if mention is None:
        return None
    return bounded(mention, i, Bound.INCLUSIVE if inclusive else Bound.EXCLUSIVE)


def _between(line: Line, i: int) -> Mention | None:
    """Read "tussen 1 en 15 juni": the last of the days is the last in time."""
    found = read_stretch(line, i + 1)
    return Mention(Limit(found[0], Bound.INCLUSIVE), i, found[1], PLAINLY) if found else None


def _in(line: Line, i: int) -> Mention | None:
    """Read "in juni", "in week 26", "in 2013", "in de week van 25 juni"."""
    week = read_week_of(line, i)
    if week is not None:
        return week_of(week, i)
    beside = read_beside(line, i + 1)
    if beside is not None:
        return replace(beside, start=i)
    at = i + 4 if line.follows(i, "in", "de", "loop", "van") else i + 1
    mention = _in_preparation(line, i) or of_period(line, at) or of_year(line, at)
    return replace(mention, start=i) if mention else None


def _on(line: Line, i: int) -> Mention | None:
    if line.follows(i, "op", "of", "voor") and (day := day_at(line, i + 3)):
        return bounded(day, i, Bound.INCLUSIVE)
    near = line.text(i) in _AROUND
    mention = around(line, i) if near else read_beside(line, i + 1) or day_at(line, i + 1) or of_period(line, i + 1)
    return replace(mention, start=i) if mention else None


def _in_time_from_now(line: Line, i: int) -> Mention | None:
    """Read "over drie weken": a length from the letter's date on."""
    span = read_span(line, i + 1)
    if span is None or not isinstance(span[0], Span) or line.text(i - 1) in ("gaat", "beschikken", "beschikt"):
        return None
    return replace(of_span(line, i, span), strength=WEAKLY)


def _term_of(line: Line, i: int) -> Mention | None:
    """Read "een termijn van drie weken" and "reactietermijn: vier weken"; a term that is over sets no day."""
    at = i + 1
    while line.text(at) in ("van", "is", ":", "bedraagt", "tot"):
        at += 1
    span = read_span(line, at)
    if span is not None and (over := lapsed(line, span[1])):
        return Mention(Limit(Unsaid(Silence.DENIED)), i, over, PLAINLY)
    return replace(of_span(line, i, span), start=i) if span else None


def _bare(line: Line, i: int) -> Mention | None:
    """Read a day, a stretch of days or a period that stands without a preposition."""
    stretch = read_stretch(line, i)
    if stretch is not None and line.text(i - 1) not in NOT_A_LIMIT:
        return Mention(Limit(stretch[0], Bound.INCLUSIVE), i, stretch[1], WEAKLY)
    day = day_at(line, i)
    if day is not None:
        return day
    if line.text(i) in _STARTS_PERIOD or (line.text(i) in ORDINALS and line.text(i + 1) in _HALVES):
        return of_period(line, i)
    span = read_span(line, i) if line.tokens[i].number is not None or line.text(i) in _STARTS_SPAN else None
    if span is not None and isinstance(span[0], Span):
        back = _back(line, span[0], span[1])
        anchored = span[0].anchor in (Anchor.DATED, Anchor.RECEIVED)
        return of_span(line, i, back or span) if back or anchored else None
    if span is not None:
        return Mention(Limit(span[0]), i, span[1], VAGUELY)
    return None


def _back(line: Line, span: Span, at: int) -> tuple[Span | Unsaid, int] | None:
    """Return a length counted back; with a plain "voor", which may mean "for", only from a day that is named."""
    back = read_back(line, span, at)
    if back is None or line.text(at) != "voor" or line.tokens[at].accented:
        return back
    return back if isinstance(back[0], Span) and back[0].from_day is not None else None


_HARD, _VAGUE, _PERIODIC = by_first(HARD), by_first(VAGUE), by_first(PERIODIC)
_STARTS_PERIOD = (PARTS.keys() - {"midden", "aanvang"}) | NEXT | THIS | {"week", "q"}
_HALVES = frozenset({"helft", "kwartaal", "halfjaar", "half"})
_STARTS_SPAN = frozenset({"een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "tien", "veertien", "nog"})
_SPECIAL: dict[str, Read] = {
    "binnen": _within,
    "voor": _before,
    "voordat": _ahead_of,
    "voorafgaand": _ahead_of,
    "voorafgaande": _ahead_of,
    "tot": _until,
    "tm": _until,
    "t/m": _until,
    "tussen": _between,
    "in": _in,
    "ter": _in_preparation,
    "op": _on,
    "per": _on,
    "met": _on,
    "over": _in_time_from_now,
    "langer": longer,
    "meer": longer,
    "niet": not_earlier,
    "termijn": _term_of,
    "reactietermijn": _term_of,
    "antwoordtermijn": _term_of,
    **dict.fromkeys(_EARLIER, earliest),
    **dict.fromkeys(_MINIMUM, minimum),
    **dict.fromkeys(_AMPLE, _amply),
    **dict.fromkeys(_AROUND, _on),
}
