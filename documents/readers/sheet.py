"""Paragraphs set as plain print: a blank line between them, and lines of an address or a signature under each other."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from documents.readers.numbering import marked
from documents.readers.text import Note, Text
from documents.sentences import is_closed

_SPACES = re.compile(r"[ \t\r\n\u00a0\u200b]+")
_SHORT = 80
"""Characters: what is longer is running text, not a line of an address, a letterhead or a signature."""
_LABEL_LENGTH = 32
_OPENS = re.compile(r"(?:Zeer\s+)?(?:Geachte|Hooggeachte|Excellentie)\b")


@dataclass(slots=True)
class Words:
    """The lines of one paragraph as they grow, with the footnotes (mark and text) that hang on them.

    ``apart`` is true for a heading or an item of a list, which never shares a block with its neighbour.
    """

    lines: list[str] = field(default_factory=lambda: [""])
    notes: list[tuple[int, str, str]] = field(default_factory=list)
    apart: bool = False

    def say(self, text: str | None) -> None:
        """Add words to the last line; a line end in the file is none on paper."""
        self.lines[-1] += text or ""

    def mark(self, mark: str) -> None:
        """Set the mark of a list before the paragraph, which is then an item; one typed there already counts."""
        if mark and self.text:
            self.lines[0] = marked(mark, self.lines[0].lstrip())
            self.apart = True

    def turn(self) -> None:
        """Begin a line."""
        self.lines.append("")

    def note(self, mark: str, text: str) -> None:
        """Hang a footnote on the last word: its mark is stuck to it, as in print."""
        self.lines[-1] = self.lines[-1].rstrip() + mark
        self.notes.append((len(self.lines) - 1, mark, text))

    def settle(self) -> list[str]:
        """Return the lines with single spaces, footnotes kept on the line that they hang on."""
        return [" ".join(_SPACES.sub(" ", line).split()) for line in self.lines]

    @property
    def text(self) -> str:
        """The words on one line."""
        return " ".join(line for line in self.settle() if line)


class Sheet:
    """The lines of a paper as they are set one paragraph after another, with the notes that hang on them."""

    def __init__(self) -> None:
        """Begin with an empty sheet."""
        self.lines: list[str] = []
        self.notes: list[Note] = []
        self._may_join = False

    def paragraph(self, words: Words) -> None:
        """Set a paragraph; a short one under a short one is its next line, as in an address. An empty one parts."""
        lines = words.settle()
        if not any(lines):
            self.gap()
            return
        short = all(len(line) <= _SHORT for line in lines) and not words.apart
        if self.lines and self.lines[-1] and not (self._may_join and short):
            self.lines.append("")
        for place, line in enumerate(lines):
            hanging = [(mark, text) for where, mark, text in words.notes if where == place]
            if line or (self.lines and self.lines[-1]):
                self.lines.append(line)
            here = max(0, len(self.lines) - 1)
            self.notes += [Note(mark, text, here) for mark, text in hanging if text]
        last = next(line for line in reversed(lines) if line)
        self._may_join = short and not is_closed(last) and not _OPENS.match(last)

    def gap(self) -> None:
        """Leave room: what follows is no next line of what went before."""
        self._may_join = False
        if self.lines and self.lines[-1]:
            self.lines.append("")

    def page(self) -> None:
        """Begin a page: the next line carries the form feed."""
        self.gap()

    def row(self, cells: list[list[Words]]) -> None:
        """Set a row of a table: as one line, or as labels with their values, or one cell under the other."""
        filled = [cell for cell in cells if any(words.text for words in cell)]
        counts = {len(cell) for cell in filled}
        labels = all(len(words.text) <= _LABEL_LENGTH for words in filled[0]) if filled else False
        if len(counts) == 1 and (counts == {1} or labels):
            for parts in zip(*filled, strict=True):
                self.paragraph(_joined(list(parts)))
            return
        for cell in filled:
            self.gap()
            for words in cell:
                self.paragraph(words)
            self.gap()

    def text(self, *, also: tuple[Note, ...] = ()) -> Text:
        """Return the sheet as the text of a paper."""
        lines = self.lines or [""]
        return Text("\n".join(lines).rstrip("\n") + "\n", notes=(*self.notes, *also))


def _joined(parts: list[Words]) -> Words:
    """Return the cells of a row as one paragraph."""
    whole = Words(apart=any(part.apart for part in parts))
    for part in parts:
        if whole.lines[-1]:
            whole.say(" ")
        begins = len(whole.lines) - 1
        whole.say(part.lines[0])
        whole.lines += part.lines[1:]
        whole.notes += [(begins + where, mark, text) for where, mark, text in part.notes]
    return whole
