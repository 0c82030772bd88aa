"""Footnotes at their marks: official XML has them inside the sentence, so each must hang on some word."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from documents.writers.anchors import Ref
from documents.writers.layout import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from documents.writers.anchors import Words
    from documents.writers.layout import Block, Sheet

_GLUED = r"(?:(?<=[^\W\d_]{{3}})|(?<=[.,;:!?)\]»”\"])|(?<=\b(?:19|20)\d\d)){mark}(?![\w%°]|[.,:/\-–]\d)"
_COMPOSITION = re.compile(r"(?:De\s+)?[Ss]amenstelling\b")
_COMMITTEE = re.compile(r"\b[Cc]ommissies?\b")
_SENTENCES = frozenset({Role.TEXT, Role.ITEM})


def hung(sheet: Sheet) -> list[list[Block]]:
    """Return the blocks of each part without those of the notes, every note hanging on a word by its mark.

    A note whose mark is certain hangs there. Any other hangs on figures that can be its mark; else the composition of
    a committee on the word "commissie". What is left in the front belongs to the number of the paper, whose mark no
    reading keeps ("AC2"); in a letter it hangs at the end of what it stood under in print.
    """
    parts = [[block for block in part.blocks if block.role is not Role.NOTE] for part in sheet.parts]
    for place, note, above in list(_loose(sheet)):
        mark = sheet.notes[note].mark
        glued = re.compile(_GLUED.format(mark=re.escape(mark)))
        ref = Ref(mark, note)
        nearest = [parts[place], *(part for number, part in enumerate(parts) if number != place)]
        if any(_hang_on(part, glued, ref, takes_its_place=True) for part in nearest):
            continue
        if _COMPOSITION.match(sheet.notes[note].text) and _hang_on(parts[place], _COMMITTEE, ref):
            continue
        if place == 0 and _hang_on_number(parts[0], ref):
            continue
        _hang_under(next(part for part in nearest if part), above, ref)
    return parts


def _loose(sheet: Sheet) -> Iterator[tuple[int, int, int]]:
    """Give the notes without a certain mark: in which part each is printed, its number, and under how many blocks."""
    for place, part in enumerate(sheet.parts):
        above = 0
        for block in part.blocks:
            if block.note is None:
                above += 1
            elif not sheet.notes[block.note].called:
                yield place, block.note, above


def _hang_on(blocks: list[Block], words: re.Pattern[str], ref: Ref, *, takes_its_place: bool = False) -> bool:
    """Hang a note on the first words of a kind that bear none yet; a mark in print gives way to the note itself."""
    for number, block in enumerate(blocks):
        if not takes_its_place and block.role not in _SENTENCES:
            continue
        for row, line in enumerate(block.lines):
            if (cut := _cut(line, words, ref, takes_its_place=takes_its_place)) is not None:
                lines = (*block.lines[:row], cut, *block.lines[row + 1 :])
                blocks[number] = replace(block, lines=lines)
                return True
    return False


def _cut(line: Words, words: re.Pattern[str], ref: Ref, *, takes_its_place: bool) -> Words | None:
    for place, piece in enumerate(line):
        if isinstance(piece, Ref):
            continue
        for found in words.finditer(piece):
            borne = found.end() == len(piece) and place + 1 < len(line)
            if not borne:
                before = piece[: found.start() if takes_its_place else found.end()]
                return (*line[:place], before, ref, piece[found.end() :], *line[place + 1 :])
    return None


def _hang_on_number(blocks: list[Block], ref: Ref) -> bool:
    """Hang a note before the words of the title, which is behind the number."""
    for number, block in enumerate(blocks):
        if block.role is Role.TITLE:
            blocks[number] = replace(block, lines=((ref, *block.lines[0]), *block.lines[1:]))
            return True
    return False


def _hang_under(blocks: list[Block], above: int, ref: Ref) -> None:
    number = min(max(0, above - 1), len(blocks) - 1)
    lines = blocks[number].lines
    blocks[number] = replace(blocks[number], lines=(*lines[:-1], (*lines[-1], ref)))
