"""The questions of a request: numbered in print, or asked in prose, each with who asks it and where it stands.

A list that does not add up (a number twice, a number left out) is read as it stands, and said. What a letter asks in
an annex is not in the letter: that is said too.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from documents.factions import factions_in, heading_factions, spoken, subject_factions
from documents.pieces import Piece, Style, between, numbers_in, pieces_of, style_of
from documents.sentences import sentences
from documents.values import Question

if TYPE_CHECKING:
    from collections.abc import Sequence

_JOINS = re.compile(r"\bsluit(?:en)?\b.{0,200}?\baan\b|\baan\s+te\s+sluiten\b|\baansluit(?:en|ing)\b", re.DOTALL)
_JOINED_TO = re.compile(r"\b(?:bij|op)\s+(?P<target>.*)", re.DOTALL)
_THESE = re.compile(
    r"\b(?:deze|die|bovenstaande|bovengenoemde|voorgaande|voornoemde|genoemde|eerdergenoemde)\s+(?:laatste\s+)?vragen\b|\bhier(?:bij|aan)\b"
)
_THIS = re.compile(r"\b(?:deze|die|bovenstaande|voorgaande|genoemde)\s+(?:laatste\s+)?vraag\b")
_ALL = re.compile(r"\balle\s+(?:\w+\s+)?vragen\b")
_INDIRECT = re.compile(
    r"\b(?:vragen|vraagt|verzoeken|verzoekt|vernemen|verneemt|horen|hoort|weten|ontvangen|ontvangt)\b(?:\s+[^\s.?!]+){0,12}?\s+"
    r"(?:of|waarom|waardoor|waarop|waaruit|hoe|hoeveel|wat|welke|welk|wanneer|wie|waar|in\s+hoeverre|op\s+welke|in\s+welke|wie)\b"
)
_OF_THE_COMMITTEE = re.compile(r"De\s+(?:leden\s+van\s+de\s+)?(?:vaste\s+|bijzondere\s+|tijdelijke\s+)?commissies?\b")
_LONGEST_TARGET = 400
_ELSEWHERE = re.compile(
    r"\bvragen\b[^.?!]{0,80}\b(?:in\s+de\s+bijlage|als\s+bijlage|bijgevoegd\w*|bijgesloten|in\s+bijlage)\b"
    r"|\b(?:in\s+de\s+bijlage|bijgevoegd\w*|bijgesloten)\b[^.?!]{0,80}\bvragen\b"
)
_ASKING = re.compile(r"\b[Vv]ragen\b[^.?!]{0,120}:$")
_FOLLOWS = re.compile(r"(?:En\s+)?[Zz]o\s+(?:ja|nee|niet)\b")
"""How a question goes on in a next sentence: "Zo nee, waarom niet?"."""
_STEMS = re.compile(r"(?P<figure>\d+)(?P<letter>[a-z]?)")


@dataclass(frozen=True, slots=True)
class Asked:
    """The questions of a letter, and in sentences what about them could not be read with certainty."""

    questions: tuple[Question, ...] = ()
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Joining:
    """Fracties that join in with questions of others: those of a fractie, of some numbers, or those just asked."""

    who: tuple[str, ...]
    target: str
    group: tuple[str, ...]
    after: int
    """How many questions had been asked before it."""


@dataclass(slots=True)
class _Reader:
    """What has been read so far, from the first paragraph on."""

    style: Style
    group: tuple[str, ...] = ()
    numbered: list[Question] = field(default_factory=list)
    prose: list[Question] = field(default_factory=list)
    joinings: list[_Joining] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    waiting: str | None = None
    """A number that stands alone, above its question."""
    following: bool = False
    """Whether the piece before belongs to a numbered question."""

    def take(self, piece: Piece) -> None:
        """Read one piece of the letter."""
        if who := heading_factions(piece.text):
            self.group, self.waiting, self.following = who, None, False
        elif piece.numbers and piece.kind == self.style:
            self._number(piece)
        elif self.waiting is not None:
            self._ask(self.waiting, piece.text, piece.paragraph)
        elif self.following and self._goes_on(piece):
            self.numbered[-1] = replace(self.numbered[-1], text=f"{self.numbered[-1].text}\n{piece.text}")
        else:
            self.following = False
            self._prose(piece)

    def _number(self, piece: Piece) -> None:
        number = piece.numbers[0]
        if piece.rest:
            self._ask(number, piece.rest, piece.paragraph)
        else:
            self.waiting = number

    def _ask(self, number: str, text: str, paragraph: int) -> None:
        own = subject_factions(text)
        joins = [one for one in sentences(text) if _is_joining(one)]
        self.numbered.append(Question(number, text, paragraph, asked_by=own if own and not joins else self.group))
        self.waiting, self.following = None, True

    def _goes_on(self, piece: Piece) -> bool:
        """A part of a question stands under it: a lettered or dashed item, or in a list of bare numbers a question."""
        if piece.is_part:
            return True
        return self.style is Style.BARE and piece.text.endswith("?") and not subject_factions(piece.text)

    def _prose(self, piece: Piece) -> None:
        told = sentences(piece.text)
        if _OF_THE_COMMITTEE.match(piece.text):
            self.group = ()
        for sentence in told:
            who = subject_factions(sentence)
            if _is_joining(sentence) and (who or self.group):
                at = _JOINED_TO.search(sentence)
                target = at["target"] if at else "deze vragen"
                self.joinings.append(
                    _Joining(who or self.group, target, self.group, len(self.numbered) + len(self.prose))
                )
                if not _asks(_after_joining(sentence)):
                    continue
            self.group = who or self.group
            if _FOLLOWS.match(sentence) and self.prose and self.prose[-1].paragraph == piece.paragraph:
                self.prose[-1] = replace(self.prose[-1], text=f"{self.prose[-1].text} {sentence}")
            elif _asks(sentence):
                self.prose.append(Question("", sentence, piece.paragraph, printed=False, asked_by=self.group))


def questions_in(body: Sequence[str]) -> Asked:
    """Return the questions in the paragraphs of a request, as they stand there, in their order."""
    pieces = pieces_of(body)
    reader = _Reader(_style(pieces))
    for piece in pieces:
        reader.take(piece)
    counted = [one for one in reader.prose if one.asked_by not in {each.asked_by for each in reader.numbered}]
    if reader.numbered and any(not one.asked_by for one in reader.numbered):
        counted = [one for one in counted if one.asked_by]
    found = sorted((*reader.numbered, *_counted(counted)), key=lambda one: one.paragraph)
    joined, unclear = _joined(found, reader.joinings)
    doubts = (*_doubts(joined), *unclear, *_elsewhere(body, joined))
    return Asked(tuple(joined), tuple(dict.fromkeys(doubts)))


def _style(pieces: Sequence[Piece]) -> Style:
    """Return how the questions of a letter are numbered; a list that asks nothing is no list of questions."""
    style = style_of(pieces)
    if style in {Style.ITEM, Style.BARE}:
        places = [place for place, piece in enumerate(pieces) if piece.kind == style]
        listed = [pieces[place].rest or between(pieces, place) for place in places]
        asking = sum("?" in one or bool(_INDIRECT.search(one)) for one in listed)
        if pieces[places[0]].numbers[0] not in {"1", "1a"}:
            return Style.NONE
        opened = places[0] > 0 and bool(_ASKING.search(pieces[places[0] - 1].text))
        if not opened and asking * 2 < len(listed):
            return Style.NONE
    return style


def _counted(prose: Sequence[Question]) -> list[Question]:
    """Return questions asked in prose, numbered as they come within what one fractie asks."""
    count: Counter[tuple[str, ...]] = Counter()
    made = []
    for one in prose:
        count[one.asked_by] += 1
        made.append(replace(one, number=str(count[one.asked_by])))
    return made


def _asks(sentence: str) -> bool:
    return "?" in sentence or bool(subject_or_committee(sentence) and _INDIRECT.search(sentence))


def subject_or_committee(sentence: str) -> bool:
    """Return whether a sentence says from its first words on that members ask: a fractie, "Deze leden", "Zij"."""
    return bool(
        subject_factions(sentence)
        or _OF_THE_COMMITTEE.match(sentence)
        or re.match(
            r"(?:(?:Ook|Voorts|Daarnaast|Tevens|Verder|Tot\s+slot)\s+\w{0,12}\s*)?(?:[Dd]eze|[Dd]ie|[Gg]enoemde|[Dd]e)\s+leden\b|Zij\b|Graag\b",
            sentence,
        )
    )


def _is_joining(sentence: str) -> bool:
    return bool(_JOINS.search(sentence)) and bool(
        re.search(r"\bvra(?:ag|gen)\b|\bhier(?:bij|aan)\b|\binbreng\b", sentence)
    )


def _after_joining(sentence: str) -> str:
    """Return what a sentence says after it has joined in with others."""
    found = _JOINS.search(sentence)
    return sentence[found.end() :] if found else ""


def _joined(found: Sequence[Question], joinings: Sequence[_Joining]) -> tuple[list[Question], list[str]]:
    """Return the questions with those who join in, and in sentences the joinings whose questions are not clear."""
    questions = list(found)
    unclear = []
    for joining in joinings:
        places = _meant(questions, joining)
        if not places:
            unclear.append(f"bij welke vragen {spoken(joining.who)} zich aansluit, is niet met zekerheid te lezen")
        for place in places:
            one = questions[place]
            others = tuple(who for who in joining.who if who not in {*one.asked_by, *one.joined_by})
            questions[place] = replace(one, joined_by=(*one.joined_by, *others))
    return questions, unclear


def _meant(questions: Sequence[Question], joining: _Joining) -> list[int]:
    """Return the places of the questions with which fracties join in; empty where that is not certain."""
    numbers = numbers_in(joining.target)
    who = set(factions_in(joining.target[:_LONGEST_TARGET])) - set(joining.who)
    of_them = [place for place, one in enumerate(questions) if who and who & set(one.asked_by)]
    if numbers:
        among = of_them or range(len(questions))
        places = [place for place in among if questions[place].printed and questions[place].number in numbers]
        return places if len(places) == len(numbers) else []
    if who:
        return of_them
    if _ALL.search(joining.target):
        return [place for place, one in enumerate(questions) if not set(joining.who) & set(one.asked_by)]
    before = [place for place, one in enumerate(questions) if one.asked_by == joining.group][: joining.after]
    if not before and not joining.group:
        before = list(range(min(joining.after, len(questions))))
    if _THIS.search(joining.target):
        return before[-1:]
    return (
        before if _THESE.search(joining.target) or "hierbij" in joining.target or not joining.target.strip(" .") else []
    )


def _doubts(questions: Sequence[Question]) -> list[str]:
    """Return what does not add up in the numbers that a letter prints, within a fractie or over the whole letter."""
    said = []
    groups: dict[tuple[str, ...], list[str]] = {}
    for one in questions:
        if one.printed:
            groups.setdefault(one.asked_by, []).append(one.number)
    whole = [number for numbers in groups.values() for number in numbers]
    through = len(set(whole)) == len(whole)
    for who, numbers in ({(): whole} if through else groups).items():
        of = f" van {spoken(who)}" if who else ""
        twice = [number for number, count in Counter(numbers).items() if count > 1]
        said += [f"vraag {number}{of} staat meer dan eens in de brief" for number in twice]
        figures = sorted({int(found["figure"]) for one in numbers if (found := _STEMS.match(one))})
        left_out = sorted(set(range(1, figures[-1] + 1)) - set(figures)) if figures else []
        said += [f"in de nummering van de vragen{of} ontbreekt {number}" for number in left_out[:5]]
    return said


def _elsewhere(body: Sequence[str], questions: Sequence[Question]) -> list[str]:
    asked_elsewhere = any(_ELSEWHERE.search(paragraph) for paragraph in body)
    if asked_elsewhere:
        return ["de brief verwijst naar vragen in een bijlage; die zijn niet gelezen"]
    return [] if questions else ["in de brief zijn geen afzonderlijke vragen herkend"]


def labels(questions: Sequence[Question]) -> tuple[str, ...]:
    """Return by what each question is called, each unlike the others: its number, with the fractie where needed."""
    numbers = Counter(one.number for one in questions)
    named = [
        one.number
        if numbers[one.number] == 1 and one.printed
        else " ".join(filter(None, ("/".join(one.asked_by), one.number)))
        for one in questions
    ]
    seen: Counter[str] = Counter()
    made = []
    for name in named:
        seen[name] += 1
        made.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return tuple(made)


def called(question: Question, label: str) -> str:
    """Return a question as a sentence names it: "vraag 3 van de fractie VVD"."""
    number = question.number + (label[label.rindex(" (") :] if label.endswith(")") and " (" in label else "")
    return f"vraag {number}" + (f" van {spoken(question.asked_by)}" if question.asked_by else "")
