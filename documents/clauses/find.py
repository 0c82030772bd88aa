"""The words in the body of a letter that set its term: for the answer it asks, or for the answer it puts off."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from documents.clauses.lexicon import SOFTENING
from documents.clauses.mention import PLAINLY, WEAKLY, Mention
from documents.clauses.parse import combine, limits_in, parse, puts_off_from
from documents.clauses.quoted import without_quoted
from documents.clauses.tokens import Line, read_line
from procedure.clauses import CivilDay, Clause, Silence, Stretch, Unsaid

# The end of a sentence: a full stop, question or exclamation mark before white space and a capital, or an empty line.
_SENTENCE_END = r"[.?!][\"'”’)]?\d{0,2}\s+(?=[A-Z\"'“‘(–-])|\n[ \t]*\n"

# Without one of these a sentence sets no term, so it is not looked at more closely.
_TIME = (
    r"(?i)\b(?:binnen|uiterlijk|v(?:oo|óó|òò|66|óo|oó)r|tot|termijn|voorafgaand|week|weken|maand|medio|eind|begin|"
    r"spoedig|snel|zodra|binnenkort|over|volgende|deze|dit|onverwijld|ommegaande|omgaande|kwartaal|najaar|voorjaar|zomer|op|in)\b"
)

# What a letter that asks says about the answer, the plainest first.
_WANTS = (
    (
        4,
        r"(?i)\b(?:tegemoet|op prijs|graag|gaarne|verzoek(?:t|t? ik|en|en wij)? u|u (?:verzocht|te verzoeken))\b",
    ),
    (3, r"(?i)\b(?:ontvang(?:en|t)?|verneemt|vernemen|te reageren|te beantwoorden|te antwoorden|te doen toekomen)\b"),
    (2, r"(?i)\b(?:antwoord(?:en)?|beantwoord(?:ing|en)?|reacties?|reageren|schriftelijk|toe te zenden|toezending)\b"),
    (1, r"(?i)\b(?:verzoek(?:t|en)?|verzocht|vraagt|vragen|informeren|berichten|zien uit|ziet uit|uw)\b"),
)

# What a letter that puts off says about the answer to come.
_PROMISES = (
    (
        4,
        r"(?i)\b(?:streef|streven|gestreefd|verwacht\w*|hoop|hopen|voornemens|toezegg\w+|zeg (?:ik )?u|kan ik u)\b",
    ),
    (3, r"(?i)\b(?:toe ?te ?zenden|toezenden|toekomen|beantwoord(?:en|ing)?|ontvangt|zenden|aanbieden|informeren)\b"),
    (3, r"(?i)\b(?:terug|volgt|reageren|krijgt|vraag ik|verzoek ik|ik verzoek|ik vraag|beantwoord ik|antwoord ik)\b"),
    (2, r"(?i)\b(?:zal|zullen|zult|antwoord(?:en)?|reactie|berichten|mogelijk|uitstel|verlenging|verlengen)\b"),
)
_OWN_ANSWER = r"(?i)\b(?:antwoord(?:en)?|beantwoord(?:en|ing)?|reactie|uitstel|terug)\b"
_NEAR = 60
_BROKEN_OFF = r"-\s*(?=[a-z])"
_PUT_OFF = r"(?i)\b(?:niet (?:mogelijk|haalbaar|gelukt|lukt|kunnen)|kan niet|lukt niet|helaas|gestelde termijn)\b"
_PAST = r"(?i)\b(?:jl\.|jongstleden|heeft u|hebt u|is (?:door|op)|werd|ontving|zegde)\b"
_ASKS_ITSELF = r"(?i)\bdeze vragen\b"
_OWN_DATE = r"(?i)\b(?:dagtekening|ontvangst|datum|verzending) van (?:deze|dit|onze|mijn)\b"
_NO_TERM = (Silence.NONE, Silence.NOT_BEFORE, Silence.DENIED, Silence.REFERENCE)
_LEADS_UP = frozenset({",", "doch", "maar", "en", "echter", "in", "ieder", "elk", "geval", "(", "of"})
_PREPOSITIONS = frozenset({"op", "in", "per", "tot", "voor", "uiterlijk"})
_NEVER, _OWN, _HISTORY, _REFUSAL = -99, 3, -2, -3
_ENOUGH = 2


@dataclass(frozen=True, slots=True)
class _Candidate:
    clause: Clause
    score: int


def find_terms(text: str, *, dated: date) -> list[Clause]:
    """Return the clauses in a letter that set a term for its answer, in the order of the text, each with its span."""
    return [each.clause for each in _candidates(text, dated, _WANTS) if each.score >= _ENOUGH]


def find_term(text: str, *, dated: date) -> Clause | None:
    """Return the clause that sets the term for the answer to a letter; None where the letter sets none.

    Questions in the letter, and days on which something was done, are no terms. Of two that will do, the plainer, and
    else the later in the letter.
    """
    return _best(_candidates(text, dated, _WANTS))


def find_new_term(text: str, *, dated: date) -> Clause | None:
    """Return the clause in a deferral that says when the answer will come; None where it does not say.

    What the letter quotes (the request, an earlier aim, the term that fails) is never the answer's day. Where the
    letter promises the answer on two days, the clause names the other beside the one it takes.
    """
    found = [
        one for one in _candidates(without_quoted(text), dated, _PROMISES, plain_days=True) if one.score >= _ENOUGH
    ]
    best = _best(iter(found))
    if best is None or best.span is None:
        return best
    clause = replace(best, words=text[slice(*best.span)]) if best.words in text else best
    others = [one.clause.limit for one in found if _promises_another_day(one.clause, text, best, dated)]
    return replace(clause, restated=others[-1]) if others and clause.restated is None else clause


def _promises_another_day(other: Clause, text: str, best: Clause, dated: date) -> bool:
    """Tell whether a clause beside the best one promises the answer on another day."""
    if (
        other.span is None
        or other is best
        or isinstance(other.limit.point, Unsaid)
        or isinstance(best.limit.point, Unsaid)
    ):
        return False
    point = other.limit.point
    if (
        isinstance(point, CivilDay)
        and point.year
        and (point.year, point.month, point.day) < (dated.year, dated.month, dated.day)
    ):
        return False
    begin = max(text.rfind(mark, 0, other.span[0]) for mark in (". ", "\n\n", "; ")) + 1
    return (
        other.limit.point != best.limit.point
        and _pattern(_OWN_ANSWER).search(text, begin, other.span[1] + _NEAR) is not None
    )


def find_promised(sentence: str, *, dated: date) -> Clause | None:
    """Return the clause by which a promise says when it will be kept; None where it does not say."""
    return _clause_in(sentence, 0, dated, plain_days=True)


def _best(candidates: Iterator[_Candidate]) -> Clause | None:
    best: _Candidate | None = None
    for each in candidates:
        if each.score >= _ENOUGH and (best is None or each.score >= best.score):
            best = each
    return best.clause if best else None


def _candidates(
    text: str, dated: date, cues: tuple[tuple[int, str], ...], *, plain_days: bool = False
) -> Iterator[_Candidate]:
    """Give each sentence that sets a term, with how likely it is the one that is looked for."""
    for start, end in _sentences(text):
        sentence = text[start:end]
        whole = _pattern(_BROKEN_OFF).sub("", sentence) if "-" in sentence else sentence
        if not _pattern(_TIME).search(whole):
            continue
        worth = sum(points for points, cue in cues if _pattern(cue).search(whole))
        if worth < _ENOUGH:
            continue
        clause = _clause_in(sentence, start, dated, plain_days=plain_days)
        if clause is not None:
            yield _Candidate(clause, worth + _circumstances(whole, clause, asking=not plain_days))


def _circumstances(sentence: str, clause: Clause, *, asking: bool) -> int:
    """Return what speaks for or against a sentence besides its verbs."""
    score = 0
    if sentence.rstrip().endswith("?") and not _pattern(_ASKS_ITSELF).search(sentence):
        return _NEVER
    if _pattern(_OWN_DATE).search(sentence):
        score += _OWN
    if _pattern(_PAST).search(sentence):
        score += _HISTORY
    if not asking and _pattern(_PUT_OFF).search(sentence):
        score += _REFUSAL
    return score + (0 if isinstance(clause.limit.point, Unsaid) else 2)


def _clause_in(sentence: str, start: int, dated: date, *, plain_days: bool) -> Clause | None:
    """Return the clause that the sentence sets, with its place in the text.

    Its words are as few as say the same when they stand alone.
    """
    line = read_line(sentence, dated)
    floor = WEAKLY if plain_days else PLAINLY
    found = [each for each in limits_in(line) if not _is_plain_day(each, line.text(each.start))]
    if not any(each.strength >= floor or _hurries(each) for each in found):
        return None
    clause = combine(line, found, sentence)
    if isinstance(clause.limit.point, Unsaid) and clause.limit.point.why in _NO_TERM:
        return None
    limits = (clause.limit, clause.softer, clause.restated, *clause.also)
    used = [each for each in found if each.limit in limits] or found
    begin, end = line.tokens[used[0].start].start, line.tokens[used[-1].end - 1].end
    first, last = line.tokens[0].start, line.tokens[line.length - 1].end
    led = line.tokens[_led_by(line, found, used[0])].start
    put_off = puts_off_from(line, used[0])
    least = begin if put_off is None else line.tokens[put_off].start
    for here, there in ((led, end), (least, end), (first, end), (first, last)):
        alone = parse(sentence[here:there], dated=dated)
        if replace(alone, words="") == replace(clause, words=""):
            return replace(alone, span=(start + here, start + there))
    return replace(clause, words=sentence[first:last], span=(start + first, start + last))


def _led_by(line: Line, found: list[Mention], main: Mention) -> int:
    """Return where the words of a limit begin: with the softer limit or the softening word that leads up to it."""
    start = main.start
    for each in reversed([one for one in found if one.end <= main.start]):
        if not all(line.text(at) in _LEADS_UP for at in range(each.end, start)):
            break
        start = each.start
    return next((start - len(phrase) for phrase in SOFTENING if line.follows(start - len(phrase), *phrase)), start)


def _is_plain_day(mention: Mention, first: str) -> bool:
    """Tell whether a mention is a day without a preposition, as in the head of a letter."""
    point = mention.limit.point
    return mention.strength == WEAKLY and isinstance(point, CivilDay | Stretch) and first not in _PREPOSITIONS


def _hurries(mention: Mention) -> bool:
    return isinstance(mention.limit.point, Unsaid) and mention.limit.point.why is Silence.VAGUE


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for found in _pattern(_SENTENCE_END).finditer(text):
        yield start, found.end()
        start = found.end()
    yield start, len(text)


@cache
def _pattern(source: str) -> re.Pattern[str]:
    return re.compile(source)
