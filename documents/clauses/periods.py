"""Months, quarters, weeks, recesses, seasons and feasts as letters name them."""

from documents.clauses.dates import is_past, read_day, read_year
from documents.clauses.lexicon import (
    COMING,
    DETERMINERS,
    FEASTS,
    MONTHS,
    NEXT,
    ORDINALS,
    PARTS,
    RECESSES,
    SEASONS,
    THIS,
)
from documents.clauses.tokens import Line
from procedure.clauses import CivilDay, Feast, InRecess, OnFeast, Part, Period, PeriodKind, Silence, Unsaid
from procedure.vocabulary import Chamber

Named = Period | InRecess | OnFeast | Unsaid
Found = tuple[Named, int]

_KINDS = {
    "week": PeriodKind.WEEK,
    "maand": PeriodKind.MONTH,
    "kwartaal": PeriodKind.QUARTER,
    "halfjaar": PeriodKind.HALF_YEAR,
    "jaar": PeriodKind.YEAR,
    "kalenderjaar": PeriodKind.YEAR,
}
_MOST = {PeriodKind.QUARTER: 4, PeriodKind.HALF_YEAR: 2}
_LAST_WEEK = 53
_PRESENTED = frozenset({"aanbieding", "indiening", "presentatie", "aanbieden", "indienen", "publicatie"})
_BUDGETS = ("begroting", "begrotingen", "rijksbegroting", "miljoenennota", "ontwerpbegroting", "ontwerpbegrotingen")
_BUDGET_REACH = 22


def read_period(line: Line, i: int) -> Found | None:
    """Return the period, recess, season or feast named here, and where reading goes on."""
    at = _skip(line, i)
    named = _budget(line, at) or _recess(line, at) or _feast(line, at) or _part_of(line, at)
    return named or _whole(line, i, article=False) or _season(line, i)


def _skip(line: Line, i: int) -> int:
    """Return where the noun begins, its article and "komende" left aside."""
    at = i
    while line.text(at) in DETERMINERS and line.text(at) not in NEXT | THIS:
        at += 1
    return at


def _part_of(line: Line, i: int) -> Found | None:
    """Read "eind juni", "het einde van het jaar", "de tweede helft van 2019", "de laatste week van juni"."""
    text, at = line.text(i), i + 1
    if text in ORDINALS and line.text(at) == "helft":
        part = {1: Part.FIRST_HALF, 2: Part.SECOND_HALF}.get(ORDINALS[text])
        at += 1
    elif text in ORDINALS | {"laatste": 0} and line.text(at) in ("week", "weken", "dagen", "maanden"):
        return Unsaid(Silence.UNCLEAR), at + 1
    else:
        part = PARTS.get(text)
    if part is None:
        return None
    at += line.text(at) in ("van", "der")
    while line.text(at) in ("de", "het") and line.text(at + 1) not in _KINDS and line.text(at + 1) not in NEXT | THIS:
        at += 1
    season = _season(line, at)
    if season is not None:
        return season
    recess = _recess(line, _skip(line, at))
    if recess is not None:
        return (Unsaid(Silence.UNCLEAR), recess[1])
    period, end = _whole(line, at, article=True) or _bare_year(line, at) or (None, at)
    if not isinstance(period, Period) or period.part is not Part.WHOLE:
        return None
    return Period(period.kind, period.number, period.year, period.ahead, part), end


def _whole(line: Line, i: int, *, article: bool) -> Found | None:
    """Read "juni 2018", "de maand juni", "deze week", "volgend jaar", "week 26", "het tweede kwartaal van 2019"."""
    at = i + (line.text(i) in ("de", "het", "'s"))
    if line.text(at) == "jaarwisseling":
        return Period(PeriodKind.YEAR, ahead=0, part=Part.END), at + 1
    if line.text(at) == "maand" and line.text(at + 1) in MONTHS:
        at += 1
    if line.text(at) in MONTHS:
        return _month(line, at)
    if line.text(at) in ("q1", "q2", "q3", "q4") or (line.text(at) == "q" and line.tokens[at + 1].number):
        return _quarter_letter(line, at)
    return _numbered(line, at) or _week(line, at) or _relative(line, i, article=article)


def _month(line: Line, i: int) -> Found:
    month, at = MONTHS[line.text(i)], i + 1
    if is_past(line, at):
        return Unsaid(Silence.NONE), at + 1
    at += line.text(at) in COMING or line.text(at) == "as"
    year = read_year(line, at)
    if year is not None:
        return Period(PeriodKind.MONTH, month, year[0]), year[1]
    return Period(PeriodKind.MONTH, month), at


def _quarter_letter(line: Line, i: int) -> Found | None:
    number, at = line.tokens[i + 1].number, i + 2
    if number is None or not 0 < number <= _MOST[PeriodKind.QUARTER]:
        return None
    year = read_year(line, at)
    return (Period(PeriodKind.QUARTER, number, year[0]), year[1]) if year else (Period(PeriodKind.QUARTER, number), at)


def _numbered(line: Line, i: int) -> Found | None:
    """Read "tweede kwartaal van 2019", "1e halfjaar", "laatste kwartaal"."""
    token, at = line.tokens[i], i + 1
    number = ORDINALS.get(token.text)
    if token.number is not None and line.text(at) in ("e", "ste", "de"):
        number, at = token.number, at + 1
    if token.text == "half" and line.text(at) == "jaar":
        return None
    text = line.text(at)
    if text == "half" and line.text(at + 1) == "jaar":
        text, at = "halfjaar", at + 1
    kind = _KINDS.get(text)
    if kind not in _MOST:
        return None
    if token.text == "laatste":
        number = _MOST[kind]
    if number is None or not 0 < number <= _MOST[kind]:
        return None
    year = read_year(line, at + 1)
    return (Period(kind, number, year[0]), year[1]) if year else (Period(kind, number), at + 1)


def _week(line: Line, i: int) -> Found | None:
    if line.text(i) != "week":
        return None
    at = i + 1
    at += line.text(at) in ("nr", "nummer")
    number = line.tokens[at].number
    if number is None or not 0 < number <= _LAST_WEEK:
        return None
    year = read_year(line, at + 1)
    return (Period(PeriodKind.WEEK, number, year[0]), year[1]) if year else (Period(PeriodKind.WEEK, number), at + 1)


def _relative(line: Line, i: int, *, article: bool) -> Found | None:
    """Read "deze week", "volgend jaar"; with a bare article ("einde van de maand") the letter's own period."""
    text, kind = line.text(i), _KINDS.get(line.text(i + 1))
    if kind is None:
        return None
    if text in ("de", "het") and kind is PeriodKind.YEAR and (year := read_year(line, i + 2)):
        return Period(kind, year=year[0]), year[1]
    if text in THIS or (article and text in ("de", "het")):
        return Period(kind, ahead=0), i + 2
    if text in NEXT:
        return Period(kind, ahead=1), i + 2
    return (Unsaid(Silence.UNCLEAR), i + 2) if text in COMING else None


def _bare_year(line: Line, i: int) -> Found | None:
    year = read_year(line, i)
    return (Period(PeriodKind.YEAR, year=year[0]), year[1]) if year else None


def read_bare_year(line: Line, i: int) -> Found | None:
    """Return the year that stands here by itself."""
    return _bare_year(line, i)


def read_week_of(line: Line, i: int) -> tuple[CivilDay, int] | None:
    """Return the day in "de week van 25 juni 2018"."""
    at = i + (line.text(i) == "in")
    at += line.text(at) == "de"
    return read_day(line, at + 2) if line.follows(at, "week", "van") else None


def _recess(line: Line, i: int) -> Found | None:
    """Read "zomerreces 2022 van de Tweede Kamer"; a recess without its name is not clear."""
    text, at = line.text(i), i + 1
    if not text.endswith(("reces", "recesperiode")):
        return None
    kind = RECESSES.get(text.removesuffix("periode").removesuffix("reces"))
    year = read_year(line, at)
    if year is not None:
        at = year[1]
    chamber = None
    if line.text(at) == "van" and line.text(at + 3) == "kamer" and line.text(at + 2) in ("eerste", "tweede"):
        chamber, at = (Chamber.EK if line.text(at + 2) == "eerste" else Chamber.TK), at + 4
    if kind is None:
        return Unsaid(Silence.UNCLEAR), at
    return InRecess(kind, year[0] if year else None, chamber), at


def _feast(line: Line, i: int) -> Found | None:
    feast = FEASTS.get(line.text(i))
    if feast is None:
        return None
    year = read_year(line, i + 1)
    return (OnFeast(feast, year[0]), year[1]) if year else (OnFeast(feast), i + 1)


def _budget(line: Line, i: int) -> Found | None:
    """Read the presentation of the budget, which is on Prinsjesdag of the year before the budget's own."""
    if line.text(i) not in _PRESENTED:
        return None
    end = i + _BUDGET_REACH
    named = next((at for at in range(i, end) if line.text(at).endswith(_BUDGETS)), None)
    if named is None or any(line.text(at) in (".", ";") for at in range(i, named)):
        return None
    for at in range(named + 1, named + _BUDGET_REACH):
        if line.text(at) in ("", ".", ";", ","):
            break
        if line.tokens[at].number is not None and (year := read_year(line, at)):
            return OnFeast(Feast.PRINSJESDAG, year[0] - 1), year[1]
    return OnFeast(Feast.PRINSJESDAG), named + 1


def _season(line: Line, i: int) -> Found | None:
    at = i
    while line.text(at) in DETERMINERS | THIS | NEXT | COMING:
        at += 1
    if line.text(at) not in SEASONS:
        return None
    year = read_year(line, at + 1)
    return Unsaid(Silence.SEASON), year[1] if year else at + 1
