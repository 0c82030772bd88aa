"""The answers in a reply: under which numbers, under which fractie, after which question repeated."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from documents.factions import heading_factions
from documents.pieces import Piece, Style, numbers_in, pieces_of, style_of
from documents.sentences import sentences
from documents.values import Answer

if TYPE_CHECKING:
    from collections.abc import Sequence

_OPENING_NUMBERS = re.compile(
    r"(?:In\s+antwoord\s+op|Op|Ten\s+aanzien\s+van|Met\s+betrekking\s+tot|Wat\s+betreft|Naar\s+aanleiding\s+van|Voor\s+wat\s+betreft)\s+"
    r"(?:de\s+)?(?P<named>vra(?:ag|gen)\s+[^.?!;]{1,60})"
)
"""How a paragraph says in its first words which question it answers."""


@dataclass(slots=True)
class _Block:
    """An answer as it grows: where it began, what it answers, and its words so far."""

    paragraph: int
    numbers: tuple[str, ...] = ()
    asked_by: tuple[str, ...] = ()
    asked: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    is_answered: bool = False
    """Whether the word Antwoord stood over it."""

    def closed(self) -> Answer:
        """Return the answer as read."""
        repeats = "\n".join(self.asked) or None
        return Answer("\n".join(self.told), self.paragraph, self.numbers, self.asked_by, repeats)


@dataclass(slots=True)
class _Reader:
    """What has been read of a reply so far."""

    style: Style
    group: tuple[str, ...] = ()
    blocks: list[_Block] = field(default_factory=list)
    open: _Block | None = None
    last: str = ""
    """The piece before, where it belongs to no answer yet."""

    def take(self, piece: Piece) -> None:
        """Read one piece of the reply."""
        self._take(piece)
        self.last = piece.text if self.open is None else ""

    def _take(self, piece: Piece) -> None:
        if who := heading_factions(piece.text):
            self.group = who
            self.open = None
        elif piece.is_answer and not piece.numbers:
            self._answered(piece)
        elif piece.kind == self.style and self.style is not Style.NONE:
            self._labelled(piece)
        elif (
            self.style is Style.NONE
            and (found := _OPENING_NUMBERS.match(piece.text))
            and (numbers := numbers_in(found["named"]))
        ):
            self._begin(piece.paragraph, numbers).told.append(piece.text)
        elif self.open is not None:
            self._add(self.open, piece.text, piece.paragraph)
        else:
            self._unnumbered(piece)

    def _begin(self, paragraph: int, numbers: tuple[str, ...] = ()) -> _Block:
        self.open = _Block(paragraph, numbers, self.group)
        self.blocks.append(self.open)
        return self.open

    def _labelled(self, piece: Piece) -> None:
        block = self.open
        if block is None or block.is_answered or not piece.is_answer or block.numbers != piece.numbers:
            block = self._begin(piece.paragraph, piece.numbers)
        if piece.is_answer:
            block.asked, block.told, block.is_answered = [*block.asked, *block.told], [], True
        if not piece.rest:
            return
        if piece.is_answer:
            block.told.append(piece.rest)
        elif piece.is_question:
            self._asked_then_told(block, piece.rest)
        else:
            self._add(block, piece.rest, piece.paragraph)

    def _answered(self, piece: Piece) -> None:
        """Begin an answer at the word itself: what stands right above it is the question that is repeated."""
        block = self.open
        if block is None:
            block = self._begin(piece.paragraph)
            block.asked = [self.last] if self.last else []
        elif block.is_answered:
            asked = block.told.pop() if len(block.told) > 1 else ""
            block = self._begin(piece.paragraph)
            block.asked = [asked] if asked else []
        else:
            block.asked, block.told = [*block.asked, *block.told], []
        block.is_answered = True
        if piece.rest:
            block.told.append(piece.rest)

    def _asked_then_told(self, block: _Block, text: str) -> None:
        asked, told = _parted(text)
        block.asked += [asked] if asked else []
        block.told += [told] if told else []

    def _add(self, block: _Block, text: str, paragraph: int) -> None:
        """Put a paragraph with an answer; as long as nothing has been answered, questions are repeated ones."""
        if block.told or block.is_answered:
            if block.told and not block.numbers and text.endswith("?"):
                self._begin(paragraph).asked.append(text)
            else:
                block.told.append(text)
            return
        asked, told = _parted(text)
        if asked:
            block.asked.append(asked)
        if told:
            block.told.append(told)

    def _unnumbered(self, piece: Piece) -> None:
        if piece.text.endswith("?"):
            self._begin(piece.paragraph).asked.append(piece.text)
        elif self.group:
            self._begin(piece.paragraph).told.append(piece.text)


def _parted(text: str) -> tuple[str, str]:
    """Return the question that a paragraph opens with (its sentences up to the last question), and what follows it."""
    told = sentences(text)
    last = max((place for place, sentence in enumerate(told) if "?" in sentence), default=-1)
    return " ".join(told[: last + 1]), " ".join(told[last + 1 :])


def answers_in(body: Sequence[str]) -> tuple[Answer, ...]:
    """Return the answers in the paragraphs of a reply, in their order; prose without a sign of its question is none."""
    pieces = pieces_of(body)
    style = style_of(pieces)
    if style is Style.ITEM and not _rises(pieces):
        style = Style.NONE
    reader = _Reader(style)
    for piece in pieces:
        reader.take(piece)
    return tuple(one.closed() for one in reader.blocks if one.told or one.numbers)


def _rises(pieces: Sequence[Piece]) -> bool:
    """Return whether a list in a reply is one of answers: it counts up, anew at most where a fractie begins."""
    last = 0
    for piece in pieces:
        if heading_factions(piece.text):
            last = 0
        elif piece.kind is Style.ITEM:
            figure = int(re.sub(r"\D", "", piece.numbers[0]))
            if figure < last:
                return False
            last = figure
    return True
