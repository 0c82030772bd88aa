"""The report as plain text: a blank line between parts, a paragraph on one line, marks glued as print has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from documents.writers.layout import DIGITS, Role, labelled, text_of
from documents.writers.printable import whole

if TYPE_CHECKING:
    from documents.writers.layout import Block, Sheet


def plain(sheet: Sheet) -> bytes:
    """Return the report as UTF-8, its blocks in the order of print, each note where print has it."""
    figure = f"\n{DIGITS[sheet.chamber]}" if sheet.chamber else ""
    printed = (
        _text(block) + (figure if block.role is Role.CHAMBER else "") for part in sheet.parts for block in part.blocks
    )
    return (whole("\n\n".join(printed)) + "\n").encode()


def _text(block: Block) -> str:
    words, lines = labelled(block)
    label, text = text_of(words), "\n".join(map(text_of, lines))
    return f"{label} {text}" if label and text else label or text
