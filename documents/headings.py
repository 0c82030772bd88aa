"""The headings of a report: over a letter, and of the whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from documents.values import Letter


def heading_of(letter: Letter) -> str | None:
    """Return the heading in capitals that print sets over a letter; None where it has no sender."""
    return f"BRIEF VAN DE {letter.sender.upper()}" if letter.sender else None


def title_of(*, further: bool) -> str:
    """Return the title of the report of a first or a further written consultation."""
    return "VERSLAG VAN EEN NADER SCHRIFTELIJK OVERLEG" if further else "VERSLAG VAN EEN SCHRIFTELIJK OVERLEG"
