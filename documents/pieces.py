"""The paragraphs of a letter cut where questions and answers begin: "Vraag 3", "Antwoord op vraag 3", "3.", "3"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

NUMBER = r"\d{1,3}[a-z]?"
_NEXT = r"(?:\s*,\s*(?:en\s+)?|\s+en\s+|\s*(?:t/m|t\.e\.m\.|tot\s+en\s+met|–|-|/)\s*)"
NUMBERS = rf"{NUMBER}(?:{_NEXT}{NUMBER}){{0,60}}(?!\w)"
_START = r"(?:\s*[:.)]\s*|\s+(?=[«“\"‘(]?[A-ZÀ-Ý])|\s*$)"
_OF = r"(?:\s+van\s+(?:de|het)\s+(?:leden|lid|fracties?)[^.:?!]{0,80}|\s+van\s+de\s+[\w-]+-fractie|\s+\([^)]{1,40}\))?"
_LABEL = re.compile(
    rf"(?:(?P<question>Vra(?:ag|gen)(?:\s+nr\.)?)|(?P<answer>Antwoord(?:en)?(?:\s+(?:op|bij)\s+(?:de\s+)?vra(?:ag|gen))?))\s+(?P<numbers>{NUMBERS}){_OF}{_START}",
    re.DOTALL,
)
_ANSWER = re.compile(r"(?:Antwoord|Reactie)\s*(?::|$)\s*")
_ASK = re.compile(r"Vraag\s*(?::|$)\s*")
_INNER = re.compile(
    rf"(?<=[.?!:»”\"')])\s+(?=(?:Vra(?:ag|gen)|Antwoord(?:en)?(?:\s+(?:op|bij)\s+(?:de\s+)?vra(?:ag|gen))?)\s+{NUMBERS}(?:\s*[:.]|\s+[«“\"‘(]?[A-ZÀ-Ý]|\s*$)|Antwoord:\s)"
)
_BARE = re.compile(rf"(?:{NUMBERS})[.)]?")
_ITEM = re.compile(rf"\(?(?P<numbers>{NUMBERS})[.)]{{1,2}}\s+(?=\S)")
_SPACED_ITEM = re.compile(rf"(?P<numbers>{NUMBER})\s+(?=[«“\"‘(]?[A-ZÀ-Ý])")
_PART = re.compile(r"(?:\(?[a-z][.)]{1,2}|[–—•·▪-])\s+(?=\S)")
_RANGE = re.compile(r"(\d{1,3})([a-z]?)\s*(?:t/m|t\.e\.m\.|tot\s+en\s+met|–|-)\s*(\d{1,3})([a-z]?)")
_ONE = re.compile(NUMBER)
_AFTER_WORD = re.compile(rf"\b[Vv]ra(?:ag|gen)\s+(?P<numbers>{NUMBERS})")
_LONGEST_RANGE = 200


class Style(StrEnum):
    """How questions and answers are numbered: with the word, bare above them, as a list, or not at all."""

    LABEL = "label"
    BARE = "bare"
    ITEM = "item"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a letter: its words, its paragraph, the numbers that it opens with, and what stands behind them."""

    text: str
    paragraph: int
    kind: Style = Style.NONE
    numbers: tuple[str, ...] = ()
    rest: str = ""
    is_answer: bool = False
    """Whether it opens with the word Antwoord."""
    is_question: bool = False
    """Whether it opens with the word Vraag."""

    @property
    def is_part(self) -> bool:
        """Whether it is a lettered or dashed item, a part of what stands above it."""
        return bool(_PART.match(self.text))


def pieces_of(body: Sequence[str]) -> tuple[Piece, ...]:
    """Return the pieces of a letter, in their order; print may have run question and answer into one paragraph."""
    return tuple(
        _piece(text.strip(), place)
        for place, paragraph in enumerate(body)
        for text in _INNER.split(paragraph)
        if text.strip()
    )


def _piece(text: str, paragraph: int) -> Piece:
    if label := _LABEL.match(text):
        is_answer = label["answer"] is not None
        numbers = expanded(label["numbers"])
        rest = text[label.end() :].strip()
        return Piece(text, paragraph, Style.LABEL, numbers, rest, is_answer=is_answer, is_question=not is_answer)
    if alone := _ANSWER.match(text):
        return Piece(text, paragraph, Style.LABEL, (), text[alone.end() :].strip(), is_answer=True)
    if ask := _ASK.match(text):
        return Piece(text, paragraph, Style.LABEL, (), text[ask.end() :].strip(), is_question=True)
    if _BARE.fullmatch(text):
        return Piece(text, paragraph, Style.BARE, expanded(text), "")
    if item := _ITEM.match(text) or _SPACED_ITEM.match(text):
        return Piece(text, paragraph, Style.ITEM, expanded(item["numbers"]), text[item.end() :].strip())
    return Piece(text, paragraph)


def expanded(numbers: str) -> tuple[str, ...]:
    """Return each number of an enumeration: "3 en 4", "5 t/m 8", "2a-2c"; a range that runs down is not one."""
    found: list[str] = []
    position = 0
    for range_ in _RANGE.finditer(numbers):
        found += _ONE.findall(numbers[position : range_.start()])
        found += _between(range_)
        position = range_.end()
    found += _ONE.findall(numbers[position:])
    return tuple(dict.fromkeys(found))


def _between(range_: re.Match[str]) -> list[str]:
    first, last = int(range_[1]), int(range_[3])
    if range_[2] and range_[4] and first == last and range_[2] < range_[4]:
        return [f"{first}{chr(code)}" for code in range(ord(range_[2]), ord(range_[4]) + 1)]
    if range_[2] or range_[4] or not first < last <= first + _LONGEST_RANGE:
        return [f"{range_[1]}{range_[2]}", f"{range_[3]}{range_[4]}"]
    return [str(number) for number in range(first, last + 1)]


def numbers_in(text: str) -> tuple[str, ...]:
    """Return the numbers of the questions that a text names: "vraag 3", "de vragen 2 tot en met 4"."""
    return tuple(dict.fromkeys(number for found in _AFTER_WORD.finditer(text) for number in expanded(found["numbers"])))


def style_of(pieces: Sequence[Piece]) -> Style:
    """Return how a letter numbers: by the word where it uses it, else by bare numbers, else as a list."""
    used = {piece.kind for piece in pieces if piece.numbers}
    return next((style for style in (Style.LABEL, Style.BARE, Style.ITEM) if style in used), Style.NONE)


def between(pieces: Sequence[Piece], place: int) -> str:
    """Return the words of the piece after one, or nothing where that is the last."""
    return pieces[place + 1].text if place + 1 < len(pieces) else ""
