"""Official XML laid out as plain print: paragraphs apart, lines that belong together under each other, notes aside."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from documents.readers.text import Note

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element

_SPACES = re.compile(r"[ \t\r\n]+")
_WORDS_OF_THEIR_OWN = frozenset({"achternaam", "entry", "titel", "naam", "al", "noot.al"})
"""Parts that begin a word also where the file has no space before them."""
_LONGEST_TITLE_LINE = 200
"""Characters; a longer title is set on several lines, as print does."""


@dataclass(slots=True)
class Run:
    """The words of one text element, the footnotes that stand among them (mark and text), and marks without a note."""

    words: str
    notes: list[tuple[str, str]] = field(default_factory=list)
    marks: list[str] = field(default_factory=list)

    def __add__(self, other: Run) -> Run:
        """Return two runs as one, a space between their words."""
        words = f"{self.words} {other.words}".strip()
        return Run(words, [*self.notes, *other.notes], [*self.marks, *other.marks])


def plain(text: str | None) -> str:
    """Return a text on one line, its indentation and line ends as single spaces."""
    return _SPACES.sub(" ", text or "").strip()


def children(element: _Element) -> Iterator[_Element]:
    """Give the elements inside one; comments and processing instructions are none."""
    return (child for child in element if isinstance(child.tag, str))


def text_at(element: _Element | None, path: str) -> str | None:
    """Return the words of the first element at a path, or None where there is none, or no word in it."""
    found = element.find(path) if element is not None else None
    return (run_of(found).words or None) if found is not None else None


def run_of(element: _Element) -> Run:
    """Return the words of an element with all that stands inside it, its footnotes taken out of the sentence.

    The mark of a footnote stays behind its word, as in print. What follows an element inside the sentence (its tail)
    belongs to the sentence; a processing instruction does not.
    """
    run = Run("")
    pieces: list[str] = []
    _gather(element, pieces, run)
    run.words = plain("".join(pieces))
    return run


def _gather(element: _Element, pieces: list[str], run: Run) -> None:
    """Add what stands inside an element; the parser refuses what is nested deeper than any paper is."""
    pieces.append(element.text or "")
    for child in element:
        if child.tag in {"noot", "voetref"}:
            _mark(child, pieces, run)
        elif child.tag == "voetnoot":
            run.notes.append(old_note(child))
        elif isinstance(child.tag, str):
            if child.tag in _WORDS_OF_THEIR_OWN and _ends_a_word(pieces):
                pieces.append(" ")
            _gather(child, pieces, run)
        pieces.append(child.tail or "")


def _ends_a_word(pieces: list[str]) -> bool:
    last = next((piece for piece in reversed(pieces) if piece), " ")
    return not last[-1].isspace() and last[-1] not in "(«“‘"


def _mark(child: _Element, pieces: list[str], run: Run) -> None:
    """Set the mark of a footnote behind the word before it; what stood between them was indentation."""
    note = note_of(child) if child.tag == "noot" else None
    mark = note[0] if note else plain(child.get("nr"))
    while mark and pieces and not pieces[-1].strip():
        pieces.pop()
    if mark and pieces:
        pieces[-1] = pieces[-1].rstrip()
    pieces.append(mark)
    if note:
        run.notes.append(note)
    else:
        run.marks.append(mark)


def note_of(element: _Element) -> tuple[str, str]:
    """Return mark and text of a footnote of the modern dialect, which stands at its mark."""
    text = " ".join(run_of(one).words for one in children(element) if one.tag != "noot.nr")
    return text_at(element, "noot.nr") or "", text


def old_note(element: _Element) -> tuple[str, str]:
    """Return mark and text of a footnote of the old dialect, which stands apart from its mark."""
    return plain(element.get("nr")), run_of(element).words


class Sheet:
    """The lines of a paper as they are set one after another, with the notes that hang on them."""

    def __init__(self) -> None:
        """Begin with an empty sheet; ``marks`` are those of footnotes that stand elsewhere, with their lines."""
        self.lines: list[str] = []
        self.notes: list[Note] = []
        self.marks: dict[str, int] = {}

    def block(self, runs: Iterable[Run]) -> None:
        """Set lines that belong together, and a blank line under them."""
        set_lines = [run for run in runs if run.words or run.notes]
        for run in set_lines:
            if run.words:
                self.lines.append(run.words)
            here = max(0, len(self.lines) - 1)
            self.notes += [Note(mark, text, here) for mark, text in run.notes if text]
            self.marks |= dict.fromkeys(run.marks, here)
        if any(run.words for run in set_lines):
            self.lines.append("")

    def title(self, run: Run) -> None:
        """Set a title, over several lines where it is long."""
        rows = _rows(run.words)
        self.block([*(Run(row) for row in rows[:-1]), Run(rows[-1], run.notes, run.marks)])

    @property
    def content(self) -> str:
        """The lines as one text."""
        return "\n".join(self.lines).rstrip("\n") + "\n"


def _rows(words: str) -> list[str]:
    """Return a long title as rows; a row never ends in a hyphen, which would be taken for a broken word."""
    rows = [""]
    for word in words.split(" "):
        if len(rows[-1]) + len(word) > _LONGEST_TITLE_LINE and word[:1].islower() and not rows[-1].endswith("-"):
            rows.append(word)
        else:
            rows[-1] = f"{rows[-1]} {word}".strip()
    return rows
