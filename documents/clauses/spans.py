"""Lengths of time and what they are counted from."""

from dataclasses import dataclass

from documents.clauses.dates import is_past, last_before, read_day
from documents.clauses.lexicon import DETERMINERS, FEW, NUMBERS, UNITS
from documents.clauses.tokens import Line
from procedure.clauses import Anchor, CivilDay, Silence, Span, Unit, Unsaid

_RANGE = frozenset({"a", "tot", "of", "-", "–", "/"})
_ROUGHLY = frozenset({"circa", "ongeveer", "ca", "pakweg", "zo'n"})
_AT_MOST = frozenset(
    {"maximaal", "hoogstens", "hooguit", "maximum", "uiterlijk", "de", "het", "komende", "eerstkomende"}
)
_LEADS = (("een", "termijn", "van"), ("de", "termijn", "van"), ("termijn", "van"), ("een", "periode", "van"))
_FILLERS = frozenset({"volle", "hele", "gehele", "opeenvolgende", "kalender"})
_FROM = (("te", "rekenen", "vanaf"), ("gerekend", "vanaf"), ("volgend", "op"), ("vanaf",), ("ingaande",), ("na",))
_BEFORE = (("voorafgaand", "aan"), ("voorafgaande", "aan"), ("voor", "aanvang", "van"), ("voor",))
_DATED = frozenset({"dagtekening", "dato", "heden", "vandaag", "verzending", "verzenddatum", "dagtekeningsdatum"})
_OWN = frozenset({"deze", "dit", "dezes", "mijn", "onze", "ons", "onderhavige", "hiervan", "uw", "het", "de"})
_OWN_ALONE = frozenset({"", "deze", "dit"})
_LETTERS = frozenset({"brief", "schrijven", "verzoek", "verzoekbrief", "brieven", "vragen", "bericht", "missive"})
_THEREAFTER = frozenset({"daarna", "nadien", "hierna", "erna", "daaropvolgend"})
"""Words that count from something named elsewhere."""
_BREAKS = frozenset({"", ".", ";", ",", "(", "doch", "maar", "uiterlijk", "binnen", "en"})
_NO_WHOLE = frozenset({"anderhalf", "anderhalve", "nul"})
_REACH, _NEAR = 14, 7

Found = tuple[Span | Unsaid, int]


@dataclass(frozen=True, slots=True)
class _Length:
    amount: int
    unit: Unit
    most: int | None
    at: int


def read_span(line: Line, i: int) -> Found | None:
    """Return the length of time that stands here with its anchor, and where reading goes on."""
    at = _skip_lead(line, i)
    while line.text(at) in _AT_MOST:
        at += 1
    if line.text(at) in _ROUGHLY:
        rough = _read_length(line, at + 1)
        return (Unsaid(Silence.AROUND), rough.at) if rough else None
    few = at + (line.text(at) == "een")
    if line.text(few) in FEW:
        few += 1
        return (Unsaid(Silence.VAGUE), few + 1) if line.text(few) in UNITS else None
    found = _read_length(line, at)
    if found is None or not found.amount:
        uncounted = _uncounted(line, at)
        return (Unsaid(Silence.UNCOUNTED), uncounted) if uncounted else None
    if line.text(found.at) == "of" and _number(line, found.at + 1):
        return Unsaid(Silence.AROUND), found.at + 2
    if line.text(found.at) == "en" and _read_length(line, found.at + 1):
        return Unsaid(Silence.UNCLEAR), found.at + 3
    return _anchored(line, found)


def anchor_before(line: Line, i: int) -> Anchor:
    """Return the anchor that stands before a length ("na ontvangst van deze brief binnen twee weken")."""
    for at in range(max(0, i - _REACH), i):
        if line.text(at) == "na":
            anchor, _, _ = _after(line, at + 1)
            if anchor in (Anchor.DATED, Anchor.RECEIVED):
                return anchor
    return Anchor.NONE_NAMED


def read_back(line: Line, span: Span, i: int) -> Found | None:
    """Return a length reckoned back from the occasion or day that follows ("ten minste twee weken voor …")."""
    at = _phrase(line, i, _BEFORE)
    if at == i:
        return None
    day = _day_of(line, at, _REACH)
    if day is None:
        back = Span(span.amount, span.unit, Anchor.OCCASION, span.most, back=True)
        return back, at
    return Span(span.amount, span.unit, Anchor.OCCASION, span.most, back=True, from_day=day[0]), day[1]


def _skip_lead(line: Line, i: int) -> int:
    return max(i + len(lead) if line.follows(i, *lead) else i for lead in _LEADS)


def _number(line: Line, i: int) -> int | None:
    token = line.tokens[i]
    return token.number if token.number is not None else NUMBERS.get(token.text)


def _read_length(line: Line, i: int) -> _Length | None:
    """Read "twee weken", "2 (twee) weken", "2 à 3 weken", "een half jaar", "anderhalve maand"."""
    if line.text(i) in ("anderhalf", "anderhalve"):
        return _one_and_a_half(line, i)
    half = i + (line.text(i) == "een")
    if line.follows(half, "half", "jaar"):
        return _Length(6, Unit.MONTHS, None, half + 2)
    amount, at = _number(line, i), i + 1
    if amount is None:
        return None
    if line.text(at) == "(" and line.text(at + 2) == ")" and _number(line, at + 1) == amount:
        at += 3
    most = None
    if line.text(at) in _RANGE and _number(line, at + 1) is not None:
        most, at = _number(line, at + 1), at + 2
    while line.text(at) in _FILLERS:
        at += 1
    if line.text(at) not in UNITS:
        return None
    times, unit = UNITS[line.text(at)]
    if most is not None and most <= amount:
        return None
    return _Length(amount * times, unit, most * times if most else None, at + 1)


def _uncounted(line: Line, i: int) -> int | None:
    """Return where a length ends that leads to no day: "anderhalve week", "nul weken", "0 dagen"."""
    if line.text(i) not in _NO_WHOLE and line.tokens[i].number != 0:
        return None
    halved = line.text(i) in _NO_WHOLE - {"nul"} and line.text(i + 1) == "jaar"
    return i + 2 if line.text(i + 1) in UNITS and not halved else None


def _one_and_a_half(line: Line, i: int) -> _Length | None:
    months = {"jaar": 18}.get(line.text(i + 1))
    return _Length(months, Unit.MONTHS, None, i + 2) if months else None


def _anchored(line: Line, found: _Length) -> Found:
    """Return the length with what it is counted from; further on that can only be the letter itself or its receipt."""
    if line.text(found.at) in _THEREAFTER:
        return Span(found.amount, found.unit, Anchor.OCCASION, found.most), found.at + 1
    received = _once_received(line, found.at)
    if received:
        return Span(found.amount, found.unit, Anchor.RECEIVED, found.most), received
    at = _phrase(line, found.at + (line.text(found.at) == ","), _FROM)
    if at > found.at + (line.text(found.at) == ","):
        anchor, day, at = _after(line, at)
        return Span(found.amount, found.unit, anchor, found.most, from_day=day), at
    for ahead in range(found.at, found.at + _NEAR):
        if line.text(ahead) in _BREAKS:
            break
        if line.text(ahead) == "na":
            anchor, _, end = _after(line, ahead + 1)
            if anchor in (Anchor.DATED, Anchor.RECEIVED):
                return Span(found.amount, found.unit, anchor, found.most), end
    return Span(found.amount, found.unit, Anchor.NONE_NAMED, found.most), found.at


def _once_received(line: Line, i: int) -> int:
    """Return where "nadat u deze brief heeft ontvangen" ends; 0 where it does not stand here."""
    if line.text(i) != "nadat":
        return 0
    for at in range(i, i + _NEAR + 2):
        if line.text(at) in _BREAKS - {"en"}:
            return 0
        if line.text(at) == "ontvangen":
            return at + 1 + (line.text(at + 1) in ("heeft", "hebt"))
    return 0


def _phrase(line: Line, i: int, phrases: tuple[tuple[str, ...], ...]) -> int:
    for phrase in phrases:
        if line.follows(i, *phrase):
            return i + len(phrase)
    return i


def _after(line: Line, i: int) -> tuple[Anchor, CivilDay | None, int]:
    """Return what stands after "na": the letter's date, its receipt, a day, or else an occasion."""
    printed = _day_at(line, i)
    if printed is not None:
        return Anchor.DATED, printed[0], printed[1]
    at = i
    while line.text(at) in DETERMINERS:
        at += 1
    key = line.text(at)
    if key == "datum" or (key == "dag" and line.text(at + 1) == "van"):
        at += 1
        at += line.text(at) in ("van", "waarop")
        if line.text(at) in ("ontvangst", "dagtekening", "verzending"):
            key = line.text(at)
        else:
            own = _own_letter(line, at)
            return (Anchor.DATED, None, own) if own > at else (Anchor.OCCASION, None, at)
    if key in _DATED or (line.follows(at - 1, "dag", "tekening")):
        own = _own_letter(line, at + 1)
        other = own == at + 1 and line.text(at + 1) == "van" and line.text(at + 2) not in _OWN_ALONE
        return Anchor.OCCASION if other else Anchor.DATED, None, own
    if key in ("ontvangst", "ontvangstdatum"):
        own = _own_letter(line, at + 1)
        whose = own > at + 1 or line.text(at + 1) != "van"
        return (Anchor.RECEIVED if whose else Anchor.OCCASION), None, own
    day = _day_of(line, at, _REACH)
    return (Anchor.OCCASION, day[0], day[1]) if day else (Anchor.OCCASION, None, at)


def _own_letter(line: Line, i: int) -> int:
    """Return where "van deze brief" ends; where it began when something else stands here."""
    at = i + (line.text(i) == "van")
    if line.text(at) in ("dezes", "hiervan"):
        return at + 1
    if line.text(at) in _OWN:
        noun = at + 1
        while line.text(noun) in ("onderhavige", "genoemde", "bovengenoemde"):
            noun += 1
        if line.text(noun) in _LETTERS:
            return noun + 1
    return i


def _day_of(line: Line, i: int, reach: int) -> tuple[CivilDay, int] | None:
    """Return the day named with an occasion ("van 12 maart 2019"), within so many words and the same clause."""
    for at in range(i, i + reach):
        if line.text(at) in ("", ".", ";", "doch", "maar", "uiterlijk", "binnen"):
            return None
        named = line.text(at - 1) in ("van", "op", "dd", "gedateerd", "gedagtekend", ",") or at == i
        if named and (day := _day_at(line, at)):
            return day
    return None


def _day_at(line: Line, i: int) -> tuple[CivilDay, int] | None:
    """Return the day printed here; with "jl." it is the last such day before the letter."""
    found = read_day(line, i)
    if found is None or found[0].year is not None or not is_past(line, found[1]):
        return found
    return last_before(found[0], line.dated), found[1] + 1
