"""From the words of a term to the clause they are."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import NoReturn, cast

from documents.clauses.lexicon import ASKING, CONDITIONS, SOFTENERS, by_first
from documents.clauses.mention import FIRMLY, PLAINLY, VAGUELY, WEAKLY, Mention
from documents.clauses.mentions import mentions
from documents.clauses.tokens import Line, read_line
from procedure.clauses import Anchor, CivilDay, Clause, Doubt, Limit, Point, Silence, Span, Stretch, Unsaid, Weekday
from procedure.vocabulary import Bound, Firmness

_HARDER = frozenset({"doch", "maar", "echter", "geval", "(", "laatst", "laatste", "danwel"})
_AGAIN = frozenset({"dus", "derhalve", "dwz", "weten", "oftewel", "ofwel", "zijnde", "namelijk", "ergo", "="})
_JOINS = frozenset({"of", "en"})
_SEGMENT = frozenset({",", ".", ";", ":"})
_IFS = frozenset({"indien", "als", "wanneer", "mocht", "zodra", "nadat"})
_WOULD = frozenset({"zou", "zouden"})
_NOT_IFS = (("indien", "mogelijk"), ("indien", "gewenst"), ("zodra", "mogelijk"), ("als", "mogelijk"))

_PUTS_OFF = frozenset({"uitstel", "verlenging", "verlengen"})
_PUT_OFF_REACH = 16
"""Words between "uitstel" and its "tot"."""

_WITHOUT_A_LIMIT = (Silence.VAGUE, Silence.NONE, Silence.NOT_BEFORE, Silence.DENIED, Silence.UNCLEAR)
_SOFTENERS, _CONDITIONS = by_first(SOFTENERS), by_first(CONDITIONS)


def parse(text: str, *, dated: date) -> Clause:
    """Return what the words of a term say, read in a letter of this date.

    Where they set no day, or could set more than one, the clause says so: nothing is guessed.
    """
    line = read_line(text, dated)
    return combine(line, limits_in(line), text)


def limits_in(line: Line) -> list[Mention]:
    """Return every mention of a limit; "uitstel tot" a day means that the answer is there on that day."""
    return [_put_off(each) if puts_off_from(line, each) is not None else each for each in mentions(line)]


def _put_off(mention: Mention) -> Mention:
    return replace(mention, limit=replace(mention.limit, bound=Bound.INCLUSIVE, put_off=True))


def puts_off_from(line: Line, mention: Mention) -> int | None:
    """Return where the "uitstel" stands that runs "tot" this limit; None where there is none."""
    if "tot" not in {line.text(at) for at in range(mention.start, mention.end)}:
        return None
    if mention.limit.bound is not Bound.EXCLUSIVE and not mention.limit.put_off:
        return None
    for at in range(mention.start - 1, max(-1, mention.start - 1 - _PUT_OFF_REACH), -1):
        if line.text(at) in {".", ";"}:
            return None
        if line.text(at) in _PUTS_OFF:
            return at
    return None


class _DayAsked(Exception):
    """The words mean something else in a letter of another day."""


class _NoDay:
    """Stands for the day of a letter that is not known; whoever asks anything of it is refused."""

    def __getattr__(self, name: str) -> NoReturn:
        raise _DayAsked(name)


def parse_for_any_day(text: str) -> Clause | None:
    """Return what the words of a term say in whatever letter; None where that hangs on the letter's day."""
    try:
        return parse(text, dated=cast("date", _NoDay()))
    except _DayAsked:
        return None


def combine(line: Line, found: Sequence[Mention], words: str) -> Clause:
    """Return the clause that the mentions in a line make up together."""
    conditional = any(not _counts_from(found, at) for at in _phrases(line, _CONDITIONS))
    dated = [each for each in found if each.is_dated and not _is_condition(line, each)]
    silent = [each for each in found if not each.is_dated]
    if conditional and _awaits_answer(line) and dated and all(each.strength == WEAKLY for each in dated):
        day = dated[0].limit.point
        outer = Unsaid(Silence.OCCASION, words, day if isinstance(day, CivilDay) else None)
        return Clause(words, Limit(outer), Firmness.CONDITIONAL)
    weak = all(each.strength == WEAKLY for each in dated)
    if _comes_back(silent) and not any(_names_a_year(each.limit.point) for each in dated):
        return _silent(line, [each for each in silent if _is(each, Silence.PERIODIC)], words, conditional=conditional)
    if dated and not (weak and _outweighed(line, silent)):
        return _dated(line, dated, words, conditional=conditional)
    return _silent(line, silent, words, conditional=conditional)


def _counts_from(found: Sequence[Mention], at: int) -> bool:
    """Tell whether a word of condition only says from when a length counts ("nadat u deze brief heeft ontvangen")."""
    return any(
        isinstance(each.limit.point, Span) and each.limit.point.anchor is Anchor.RECEIVED and each.start < at < each.end
        for each in found
    )


def _dated(line: Line, dated: list[Mention], words: str, *, conditional: bool) -> Clause:
    """Choose the hard limit, and say what the others are: softer, the same again, or one too many."""
    soft = {each.start for each in dated if _softened(line, each, dated)}
    firm = [each for each in dated if each.start not in soft] or dated
    strongest = max(each.strength for each in firm)
    main, also = _main_of(line, [each for each in firm if each.strength == strongest])
    others = [each for each in dated if each is not main and each not in also]
    restated = next((each for each in others if _says_again(line, each, main)), None)
    softer = next((each for each in others if each is not restated and _is_softer(line, each, main, soft)), None)
    firmness = Firmness.SOFT if main.start in soft else Firmness.HARD
    return Clause(
        words,
        main.limit,
        Firmness.CONDITIONAL if conditional else firmness,
        softer=softer.limit if softer else None,
        restated=restated.limit if restated else None,
        also=tuple(each.limit for each in also),
        doubts=tuple(dict.fromkeys((*main.doubts, *((Doubt.SEVERAL,) if also else ())))),
    )


def _main_of(line: Line, hard: list[Mention]) -> tuple[Mention, list[Mention]]:
    """Return of equally strong limits the main one, and those that stand beside it without a word why."""
    main, last = hard[0], hard[-1]
    if main is last or all(each.limit == main.limit for each in hard):
        return main, []
    if _between(line, hard[-2], last) & (_HARDER | _AGAIN):
        return last, hard[:-2]
    return main, hard[1:]


def _says_again(line: Line, each: Mention, main: Mention) -> bool:
    """Tell whether one limit repeats another: "dus", or a day in brackets after a length of time."""
    between = _between(line, each, main)
    span_and_day = isinstance(each.limit.point, Span) and isinstance(main.limit.point, CivilDay)
    return bool(between & _AGAIN) or (span_and_day and "(" in between)


def _is_softer(line: Line, each: Mention, main: Mention, soft: set[int]) -> bool:
    """Tell whether a limit is the softer beside the main one: softened, or set against it by "doch" or a bracket."""
    if each.start in soft or (each.start < main.start and bool(_between(line, each, main) & _HARDER)):
        return True
    joined = {line.text(at) for at in range(each.end, main.start)}
    return main.strength == FIRMLY and each.end <= main.start and bool(joined & _JOINS) and joined <= {",", *_JOINS}


def _between(line: Line, one: Mention, other: Mention) -> set[str]:
    """Return the words between two mentions, the first word of the later one included."""
    first, last = sorted((one, other), key=lambda each: each.start)
    return {line.text(at) for at in range(first.end, last.start + 1)}


def _silent(line: Line, silent: list[Mention], words: str, *, conditional: bool) -> Clause:
    """Return a clause without a day, with the weightiest reason there is."""
    weighty = max(silent, key=_weight, default=None)
    if weighty is None or _weight(weighty) == VAGUELY:
        if conditional and _first_if(line) is not None:
            return Clause(words, Limit(Unsaid(Silence.CONDITION, words)), Firmness.CONDITIONAL)
        if weighty is None:
            return Clause(words, Limit(Unsaid(Silence.NONE)), Firmness.VAGUE)
    vague = any(_is(weighty, why) for why in _WITHOUT_A_LIMIT)
    firmness = Firmness.VAGUE if vague else Firmness.CONDITIONAL if conditional else Firmness.HARD
    return Clause(words, weighty.limit, firmness, doubts=weighty.doubts)


def _weight(mention: Mention) -> int:
    return VAGUELY - 1 if _is(mention, Silence.NONE) else mention.strength


def _outweighed(line: Line, silent: list[Mention]) -> bool:
    """Tell whether a plain day gives way: to a stronger limit without a day, or to what would have been."""
    would = any(line.text(at) in _WOULD for at in range(line.length))
    return would or any(each.strength >= PLAINLY for each in silent)


def _comes_back(silent: list[Mention]) -> bool:
    return any(_is(each, Silence.PERIODIC) for each in silent)


def _is(mention: Mention, why: Silence) -> bool:
    return isinstance(mention.limit.point, Unsaid) and mention.limit.point.why is why


def _names_a_year(point: Point) -> bool:
    """Tell whether a point is of one year only, so that it does not come back with what is periodic."""
    return isinstance(point, Span | Weekday | Stretch) or getattr(point, "year", None) is not None


def _softened(line: Line, mention: Mention, dated: list[Mention]) -> bool:
    """Tell whether a word that softens stands before this limit and after the one before it."""
    others = [each for each in dated if each.start < mention.start]
    begin = max((each.end for each in others), default=0)
    end = mention.start + 1
    if mention is dated[-1] and not others:
        end = next((at for at in range(mention.end, line.length) if line.text(at) in _SEGMENT), line.length)
    return any(begin <= at < end and not _overruled(line, at, mention) for at in _phrases(line, _SOFTENERS))


def _overruled(line: Line, softener: int, mention: Mention) -> bool:
    """Tell whether "doch uiterlijk" stands between a softening word and a limit, which it then does not soften."""
    between = {line.text(at) for at in range(softener, mention.start)}
    return mention.strength == FIRMLY and bool(between & _HARDER)


def _is_condition(line: Line, mention: Mention) -> bool:
    """Tell whether a plain day stands in a condition ("indien er volgende week niets is gestuurd")."""
    if mention.strength != WEAKLY:
        return False
    for at in range(mention.start - 1, -1, -1):
        if line.text(at) in _SEGMENT:
            return False
        if (
            line.text(at) in _IFS
            and line.text(at - 1) != "met"
            and not any(line.follows(at, *phrase) for phrase in _NOT_IFS)
        ):
            return True
    return False


def _awaits_answer(line: Line) -> bool:
    return any(line.text(at) in ("tijdige", "tijdig") for at in range(line.length))


def _first_if(line: Line) -> int | None:
    return next((at for at in range(line.length) if line.text(at) in _IFS | {"mits", "tenzij", "afwachting"}), None)


def _phrases(line: Line, index: dict[str, tuple[tuple[str, ...], ...]]) -> Iterable[int]:
    for at in range(line.length):
        if any(line.follows(at, *phrase) for phrase in index.get(line.text(at), ())) and not any(
            line.follows(at, *phrase) for phrase in _NOT_IFS if index is _CONDITIONS
        ):
            if index is _CONDITIONS and _asks_when(line, at):
                continue
            yield at


def _asks_when(line: Line, at: int) -> bool:
    """Tell whether "wanneer" is a question here ("te laten weten wanneer …"), not a condition."""
    return line.text(at) == "wanneer" and any(line.text(n) in ASKING for n in range(at))
