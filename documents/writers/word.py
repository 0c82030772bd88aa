"""The report as a Word document: real styles, real footnotes with the marks that they bear in print."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from documents.writers import word_parts
from documents.writers.anchors import Ref
from documents.writers.layout import Role, labelled

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from documents.writers.anchors import Words
    from documents.writers.layout import Block, Sheet

_STYLES = {
    Role.CHAMBER: "Kamer",
    Role.SESSION: "Vergaderjaar",
    Role.DOSSIER: "Dossier",
    Role.TITLE: "Titel",
    Role.ADOPTED: "Vastgesteld",
    Role.ADDRESS: "Adressering",
    Role.DATE: "Dagtekening",
    Role.TEXT: "Plattetekst",
    Role.ITEM: "Opsomming",
    Role.SIGNATURE: "Ondertekening",
    Role.NOTE: "Voetnoottekst",
}
_IN_MARGIN = {Role.DOSSIER, Role.TITLE}
"""Blocks that begin in the margin: with their label, or without one with the tab to the text."""


def document(sheet: Sheet) -> bytes:
    """Return the report as DOCX; the same report gives the same bytes."""
    titled = any(block.role is Role.TITLE and block.level for part in sheet.parts for block in part.blocks)
    first, own = _own_marks(sheet)
    return word_parts.packed(
        (one for place in range(len(sheet.parts)) for one in _paragraphs(sheet, place, own, titled=titled)),
        (word_parts.footnote(at + 1, own.get(at), note.text) for at, note in enumerate(sheet.notes) if note.called),
        first=first,
        name=sheet.name,
        author=sheet.author,
        day=sheet.dated_on,
        foot=sheet.running,
    )


def _own_marks(sheet: Sheet) -> tuple[int, dict[int, str]]:
    """Return the first number of the footnotes, and the marks of those that Word, counting on from it, would miss.

    A footnote that Word counts moves along with its text, so as many as can be are; but a letter keeps its own marks.
    """
    refs = [word for line in _lines(sheet) for word in line if isinstance(word, Ref)]
    starts = {1, *(int(after.mark) for before, after in pairwise(refs) if int(after.mark) != int(before.mark) + 1)}
    starts |= {int(ref.mark) for ref in refs[:1]}
    missed = {first: _missed(refs, first) for first in sorted(starts)}
    first = min(missed, key=lambda start: len(missed[start]))
    return first, {ref.note: ref.mark for ref in missed[first]}


def _lines(sheet: Sheet) -> Iterator[Words]:
    for part in sheet.parts:
        for block in part.blocks:
            yield from block.lines


def _missed(refs: Sequence[Ref], first: int) -> list[Ref]:
    """Return the references whose mark is not the next number, counted from a first one."""
    following, missed = first, []
    for ref in refs:
        if ref.mark == str(following):
            following += 1
        else:
            missed.append(ref)
    return missed


def _paragraphs(sheet: Sheet, place: int, own: dict[int, str], *, titled: bool) -> Iterator[str]:
    blocks = [block for block in sheet.parts[place].blocks if block.note is None or not sheet.notes[block.note].called]
    for block, following in pairwise([*blocks, None]):
        if block is not None:
            yield word_parts.paragraph(
                _style(block, titled=titled),
                _runs(block, own),
                keep_with_next=_is_kept(block, following),
                new_page=place > 0
                and block is blocks[0]
                and block.role is Role.HEADING
                and bool(sheet.parts[0].blocks),
            )


def _is_kept(block: Block, following: Block | None) -> bool:
    """Return whether a block stands on the page of the next one: above a signature, and above the first of a list."""
    role = following.role if following else None
    return role is Role.SIGNATURE or (role is Role.ITEM and block.role is not Role.ITEM)


def _style(block: Block, *, titled: bool) -> str:
    """Return the style of a block; headings under a title count from 1 again, as Word counts them."""
    return _STYLES.get(block.role) or f"Kop{max(1, block.level - titled)}"


def _runs(block: Block, own: dict[int, str]) -> Iterator[str]:
    label, lines = labelled(block)
    yield from _words(label, own)
    if label or block.role in _IN_MARGIN:
        yield word_parts.run(" " if block.role is Role.NOTE else "\t")
    for number, line in enumerate(lines):
        if number:
            yield word_parts.run("\n")
        yield from _words(line, own)


def _words(words: Words, own: dict[int, str]) -> Iterator[str]:
    for word in words:
        yield word_parts.call(word.note + 1, own.get(word.note)) if isinstance(word, Ref) else word_parts.run(word)
