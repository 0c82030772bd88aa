"""Which questions of a request a reply answers with certainty, and why the others count as unanswered.

A question is answered where the reply gives an answer under its number, or repeats its words and then answers. A number
that may mean two questions, a number under which another question is repeated, and prose that says nowhere what it
answers decide nothing: the reason is given, and a person decides.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from documents.answers import answers_in
from documents.factions import spoken
from documents.pieces import numbers_in
from documents.questions import labels, questions_in
from documents.sentences import sentences
from documents.values import Answer
from procedure.vocabulary import LetterKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from documents.values import Letter, Question

_WORD = re.compile(r"[^\W_]+")
_SAME = 0.8
"""From this likeness on, a question that a reply repeats is the one that was asked."""
_MARGIN = 0.1
"""By so much the likeness must exceed that with any other question."""
_ANOTHER = 0.4
"""Below this likeness, what a reply repeats under a number is another question than the one with that number."""
_LONG_WORD, _MATTER = 8, 0.6
"""Words of so many letters say what a question is about; so large a part of them must be repeated."""
_FAR = 0.4
"""Texts of such different length are alike in nothing that counts; their words need not be compared."""
_REFERS = re.compile(
    r"(?:Ik\s+verwijs\s+(?:u\s+)?(?:hiervoor\s+|daarvoor\s+)?naar|Zie|Hiervoor\s+verwijs\s+ik\s+(?:u\s+)?naar|Voor\s+het\s+antwoord\s+(?:op\s+deze\s+vraag\s+)?verwijs\s+ik\s+(?:u\s+)?naar)\b"
    r"[^.]{0,60}?(?P<named>\bvra(?:ag|gen)\s+\d[^.]{0,80})\.?",
    re.IGNORECASE,
)
_LONGEST_REFERRING = 200
_LATER = re.compile(
    r"\b(?:later|nader|separaat|afzonderlijk|nog\s+niet|niet\s+(?:binnen|op\s+tijd)|volgt|volgen|op\s+korte\s+termijn|zo\s+spoedig\s+mogelijk|zodra|nog\s+te"
    r"|uiterlijk|begin|medio|eind|vóór|voor\s+(?:het|de)\s+\w*(?:reces|zomer)|kom(?:en)?\s+(?:ik|wij)\b[^.]{0,60}\bterug)\b"
)
_ANSWERING = re.compile(
    r"\b(?:deze|die|uw|de)\s+(?:\w+\s+)?vra(?:ag|gen)\b|\b(?:antwoord|beantwoord|beantwoorden|beantwoording|hierop|hierover\s+(?:wordt|informeer))\b",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"(?:Ik|Wij)\s+(?:vertrouw\w*|hoop|hopen|verwacht\w*|ga\w*\s+ervan\s+uit)\b[^.?!]*\b(?:hiermee|hierbij|ge[ïi]nformeerd)\b"
)
"""How a reply ends, whatever stands above it."""
_LONGEST_PUTTING_OFF = 2
"""Sentences: what puts a question off is short; an answer may promise more at its end."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """Whether a question is answered with certainty, and by what; ``reason`` is a Dutch half-sentence.

    ``named`` says whether the reply speaks of this very question at all: answers it, or says that this comes later.
    """

    question: Question
    label: str
    answered: bool
    reason: str
    answer: Answer | None = None
    named: bool = False


def match(questions: Sequence[Question], body: Sequence[str]) -> tuple[Outcome, ...]:
    """Return for each question of a request, in order, what a reply (its paragraphs) does with it."""
    named = labels(questions)
    matcher = _Matcher(tuple(questions), body)
    first = [matcher.outcome(place, named[place]) for place in range(len(questions))]
    return tuple(_followed(one, first) for one in first)


class _Matcher:
    """The questions and answers of one exchange, with what is needed to tell them apart."""

    def __init__(self, questions: tuple[Question, ...], body: Sequence[str]) -> None:
        """Take the words of each question apart, and cut the answers where they repeat one."""
        self.questions = questions
        self.words = [_words(one.text) for one in questions]
        self.lengths = [len(sentences(one.text)) for one in questions]
        self.numbers = Counter(one.number for one in questions)
        found = answers_in(body)
        before = body[: found[0].paragraph] if found else body
        self.answers: list[Answer] = []
        self.meant: list[int | None] = []
        for answer in (Answer("\n".join(before), 0), *found):
            self._cut(answer)
        self.later = _announced(body)

    def _cut(self, answer: Answer) -> None:
        """Keep an answer, cut in parts where its text repeats a question."""
        meant = self._repeated(answer.repeats, answer) if answer.repeats else None
        told = [sentence for line in answer.text.split("\n") for sentence in sentences(line)]
        begin, position, part = 0, 0, answer
        while position < len(told):
            again = self._repeated_at(told, position, answer)
            if again is None:
                position += 1
                continue
            place, length = again
            self._keep(
                replace(part, text=" ".join(told[begin:position])) if begin or position else replace(part, text=""),
                meant,
            )
            repeats = " ".join(told[position : position + length])
            part = replace(answer, numbers=(), repeats=repeats)
            meant, position = place, position + length
            begin = position
        whole = part if part is answer else replace(part, text=" ".join(told[begin:]))
        self._keep(whole, meant)

    def _keep(self, answer: Answer, meant: int | None) -> None:
        self.answers.append(answer)
        self.meant.append(meant)

    def _repeated_at(self, told: Sequence[str], position: int, answer: Answer) -> tuple[int, int] | None:
        """Return which question the sentences at a place repeat, and over how many of them."""
        for length in sorted(set(self.lengths), reverse=True):
            said = told[position : position + length]
            if len(said) == length and (place := self._repeated(" ".join(said), answer)) is not None:
                return place, length
        return None

    def _repeated(self, said: str, answer: Answer) -> int | None:
        """Return the place of the one question that words repeat; None where that is not certain."""
        words = _words(said)
        likeness = {place: _likeness(own, words) for place, own in enumerate(self.words) if _same_matter(own, words)}
        best = max(likeness.values(), default=0.0)
        if best < _SAME:
            return None
        alike = [place for place, value in likeness.items() if value > best - _MARGIN]
        if len(alike) > 1:
            alike = [place for place in alike if self._names(answer, self.questions[place])]
        return alike[0] if len(alike) == 1 else None

    def _names(self, answer: Answer, question: Question) -> bool:
        """Return whether an answer points at one of two questions of the same words, by its number or its fractie."""
        by_number = question.number in answer.numbers and _fits(answer, question)
        return by_number or (bool(answer.asked_by) and answer.asked_by == question.asked_by)

    def outcome(self, place: int, label: str) -> Outcome:
        """Return what the reply does with one question."""
        question = self.questions[place]
        by_words = [one for one, meant in zip(self.answers, self.meant, strict=True) if meant == place]
        told = [one for one in by_words if one.text.strip()]
        if len(told) == 1 or (by_words and not told and len(by_words) == 1):
            return _judged(question, label, (told or by_words)[0], "de vraag is herhaald en beantwoord")
        by_number = self._by_number(question)
        if isinstance(by_number, str):
            return Outcome(question, label, answered=False, reason=by_number)
        if by_number is not None:
            return _judged(question, label, by_number, f"beantwoord onder nummer {question.number}")
        if question.printed and self.numbers[question.number] == 1 and question.number in self.later:
            return _put_off(question, label, self.later[question.number])
        return self._under_the_fractie(place, label)

    def _by_number(self, question: Question) -> Answer | str | None:
        """Return the answer under the number of a question, why it is not certain, or None where there is none."""
        if not question.printed:
            return None
        found = [one for one in self.answers if question.number in one.numbers and _fits(one, question)]
        if not found:
            return None
        return self._unclear(question, found) or found[0]

    def _unclear(self, question: Question, found: Sequence[Answer]) -> str:
        """Return why it is not certain that what stands under its number answers a question; empty where it is."""
        number = question.number
        if self.numbers[number] > 1 and not all(one.asked_by for one in found):
            return f"nummer {number} komt in de brief vaker voor en het antwoord zegt niet bij welke fractie het hoort"
        if sum(one.number == number and one.asked_by == question.asked_by for one in self.questions) > 1:
            return f"nummer {number} komt in de brief vaker voor"
        if len(found) > 1:
            return f"nummer {number} staat meer dan eens in het antwoord"
        repeats = found[0].repeats if len(found[0].numbers) == 1 else None
        if repeats and _likeness(_words(question.text), _words(repeats)) < _ANOTHER:
            return f"onder nummer {number} herhaalt het antwoord een andere vraag"
        return ""

    def _under_the_fractie(self, place: int, label: str) -> Outcome:
        """Return what the reply does under its fractie's heading with a question it neither numbers nor repeats."""
        question = self.questions[place]
        own = [one for one in self.answers if one.asked_by and one.asked_by == question.asked_by]
        under = [one for one in own if not one.numbers and not one.repeats]
        if len(own) == 1 and under and sum(one.asked_by == question.asked_by for one in self.questions) == 1:
            return _judged(question, label, under[0], f"beantwoord onder {spoken(question.asked_by)}")
        reason = "in het antwoord niet teruggevonden"
        if under:
            reason = (
                f"het antwoord gaat onder {spoken(question.asked_by)} op de vragen in, maar niet op elke vraag apart"
            )
        return Outcome(question, label, answered=False, reason=reason)


def _fits(answer: Answer, question: Question) -> bool:
    """An answer under another fractie is not about this question; one under no fractie may be."""
    return not answer.asked_by or not question.asked_by or bool(set(answer.asked_by) & set(question.asked_by))


def _announced(body: Sequence[str]) -> dict[str, str]:
    """Return for each number of which a reply says that its answer comes later the sentence that says so."""
    told = (sentence for paragraph in body for sentence in sentences(paragraph))
    later = [one for one in told if _LATER.search(one) and _ANSWERING.search(one)]
    return {number: one for one in reversed(later) for number in numbers_in(one)}


def _judged(question: Question, label: str, answer: Answer, reason: str) -> Outcome:
    """Return whether what stands under a question answers it: it may be nothing, or only say that more will come."""
    if not answer.text.strip():
        what = "de vraag is herhaald" if answer.repeats else "het nummer staat er"
        return Outcome(
            question, label, answered=False, reason=f"{what}, maar een antwoord ontbreekt", answer=answer, named=True
        )
    if later := puts_off(answer.text):
        return _put_off(question, label, later, answer)
    return Outcome(question, label, answered=True, reason=reason, answer=answer, named=True)


def _put_off(question: Question, label: str, sentence: str, answer: Answer | None = None) -> Outcome:
    reason = f"het antwoord volgt later: «{sentence}»"
    return Outcome(question, label, answered=False, reason=reason, answer=answer, named=True)


def puts_off(text: str) -> str | None:
    """Return the sentence with which an answer says no more than that it will come later; None where it says more."""
    told = [one for one in sentences(" ".join(text.split())) if not _CLOSING.match(one)]
    if len(told) > _LONGEST_PUTTING_OFF:
        return None
    later = [one for one in told if _LATER.search(one) and _ANSWERING.search(one)]
    return later[0] if later and len(later) == len(told) else None


def _followed(outcome: Outcome, others: Sequence[Outcome]) -> Outcome:
    """Return an outcome whose answer only refers to others judged by those: "Zie het antwoord op vraag 2."."""
    if not outcome.answered or outcome.answer is None:
        return outcome
    for number in _referred(outcome):
        if not _holds(number, outcome, others, frozenset({outcome.label})):
            why = f"het antwoord verwijst naar vraag {number}, die zelf niet zeker is beantwoord"
            return replace(outcome, answered=False, reason=why)
    return outcome


def _holds(number: str, asking: Outcome, others: Sequence[Outcome], seen: frozenset[str]) -> bool:
    """Return whether the question to which an answer refers is answered itself, not by referring back."""
    meant = [one for one in others if one.question.number == number]
    own = [one for one in meant if one.question.asked_by == asking.question.asked_by]
    only = own or meant
    if len(only) != 1 or only[0].label in seen or not only[0].answered:
        return False
    return all(_holds(further, only[0], others, seen | {only[0].label}) for further in _referred(only[0]))


def _referred(outcome: Outcome) -> list[str]:
    """Return the numbers to which an answer refers, where it says nothing else."""
    text = " ".join(outcome.answer.text.split()) if outcome.answer else ""
    found = _REFERS.match(text) if len(text) <= _LONGEST_REFERRING else None
    return list(numbers_in(found["named"])) if found and found.end() >= len(text) else []


def _words(text: str) -> Counter[str]:
    return Counter(word.lower() for word in _WORD.findall(text))


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    """Return which part of the words of two texts they share, from nought to one."""
    first, second = one.total(), other.total()
    total = first + second
    if not total or 2 * min(first, second) < _FAR * total:
        return 0.0
    return 2 * (one & other).total() / total


def _same_matter(asked: Counter[str], said: Counter[str]) -> bool:
    """Tell whether words share most long words of a question: the short ones are alike in many questions."""
    long = [word for word in asked if len(word) >= _LONG_WORD]
    return not long or sum(word in said for word in long) >= _MATTER * len(long)


def with_exchange(letter: Letter) -> Letter:
    """Return a letter with what it asks (a request) or answers (a reply, a partial one)."""
    if letter.kind is LetterKind.REQUEST:
        return replace(letter, questions=questions_in(letter.body).questions)
    if letter.kind in {LetterKind.REPLY, LetterKind.PARTIAL_REPLY}:
        return replace(letter, answers=answers_in(letter.body))
    return letter
