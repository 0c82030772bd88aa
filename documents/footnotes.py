"""Footnotes told apart from the text that they interrupt."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from documents.clean import join

if TYPE_CHECKING:
    from documents.clean import Line

_NOTE = re.compile(r"(\d{1,2})\s+(?=\S)(?!\d{1,2}\s)")
_GLUED = re.compile(
    r"\d(?:(?<=[^\W\d_]\d)\d?(?![\w.,]?\d)|(?<=[.,;:?!»”\")]\d)\d?(?=\s|$)|(?<=(?:19|20)\d\d\d)\d?(?!\d))"
)
"""Looks back from its first figure: so only figures are tried, not every letter."""
_COMPOSITION = re.compile(
    r"(?:(?P<mark>\d{1,2}|[lI'’‘´`*^]{1,2})\s?[).]?\s+)?(?:De\s+)?[Ss][au]men-?s[tl]e[l1I]{1,2}-?[l1I]?[il1]ng\s?(?:van\s[^:]{3,120})?[:;]"
)
_LISTED = re.compile(r"\([^()]{1,40}\)")
_STARRED = re.compile(r"(?P<mark>['’‘´`*])\s+(?=[A-ZÀ-Ý][a-zà-ÿ]+\s)")
_STAR_GLUED = re.compile(r"['’‘´`*](?<=[\w»”.,)].)(?=[\s.,;:]|$)")
_SOME_LINES = 60
_CLOSE = 6
_LONGEST_STARRED = 200


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote as found: its mark, its text, and the index of the line before which it stood."""

    mark: str
    text: str
    before_line: int


def take_footnotes(lines: list[Line], words: frozenset[str]) -> tuple[list[Line], list[Note]]:
    """Return the lines without their footnotes, and the footnotes.

    A block is a footnote when it begins with a bare figure that is higher than the last and that stands stuck to a word
    somewhere in the text, or that comes right under the note before it; the note before it on the page is one too,
    when its own mark was lost with the page's head.
    The composition of a committee is one whatever its mark, and so is a line with the mark ' or * of old print.
    ``under`` is whether nothing but blank lines stands between a line and the note before it.
    """
    marks = _marks_in(lines)
    kept: list[Line] = []
    notes: list[Note] = []
    position, last, under = 0, 0, False
    starred = any(_STAR_GLUED.search(line.text) for line in lines)
    while position < len(lines):
        if apart := _set_apart(lines, position, starred=starred):
            mark, first, end = apart
            text = join([first, *(line.text for line in lines[position + 1 : end] if line.text)], words)
            notes.append(Note(mark, text, len(kept)))
            last, position, under = max(last, int(mark) if mark.isdecimal() else 0), end, True
            continue
        begins = _begins_note(lines, position, last, marks | {last + 1} if under else marks)
        if begins is None:
            kept.append(lines[position])
            under = under and not lines[position].text
            position += 1
            continue
        end = _end_of_note(lines, position, begins + 1)
        first = lines[position].text.split(None, 1)[1]
        text = join([first, *(line.text for line in lines[position + 1 : end] if line.text)], words)
        notes.append(Note(str(begins), text, len(kept)))
        last, position, under = begins, end, True
    return kept, notes


def _set_apart(lines: list[Line], position: int, *, starred: bool) -> tuple[str, str, int] | None:
    """Return mark, words and end of a note that its own form tells: a composition, or one with a mark of old print."""
    text = lines[position].text
    if not text or not (text[0] in "'’‘´`*^lIDdSs" or text[0].isdecimal()):
        return None
    if found := _COMPOSITION.match(text):
        return (
            found["mark"] or "",
            text[found.end("mark") if found["mark"] else 0 :].lstrip(" ).,"),
            _end_of_list(lines, position),
        )
    if starred and (found := _STARRED.match(text)) and len(text) < _LONGEST_STARRED:
        return found["mark"], text[found.end() :], position + 1
    return None


def _end_of_list(lines: list[Line], start: int) -> int:
    """Return the line on which a list of members is over: its lines name members and their parties in brackets."""
    for position in range(start + 1, min(len(lines), start + _SOME_LINES)):
        line = lines[position]
        before = lines[position - 1].text
        listed = len(_LISTED.findall(line.text))
        heading = before.endswith(":") and position == start + 1
        if _NOTE.match(line.text) or _COMPOSITION.match(line.text) or (not line.text and not _goes_on(lines, position)):
            return position
        if line.text and not heading and not listed and (line.new_page or before.endswith((".", ")", ";"))):
            return position
    return min(len(lines), start + _SOME_LINES)


def _marks_in(lines: list[Line]) -> frozenset[int]:
    return frozenset(int(found[0]) for line in lines for found in _GLUED.finditer(line.text))


def _begins_note(lines: list[Line], position: int, last: int, marks: frozenset[int]) -> int | None:
    """Return the number of the footnote that begins on a line, or None where it is running text."""
    found = _NOTE.match(lines[position].text)
    number = int(found[1]) if found else 0
    if number <= last:
        return None
    return number if number in marks or _vouched_for(lines, position, number, marks) else None


def _vouched_for(lines: list[Line], position: int, number: int, marks: frozenset[int]) -> bool:
    """The next note, close under it, has its mark in the text."""
    following = (_NOTE.match(line.text) for line in lines[position + 1 : position + _CLOSE])
    return number + 1 in marks and any(found and int(found[1]) == number + 1 for found in following)


def _end_of_note(lines: list[Line], start: int, following: int) -> int:
    """Return the line on which a footnote is over: the next note, a new page, or a blank line that ends it."""
    for position in range(start + 1, min(len(lines), start + _SOME_LINES)):
        line = lines[position]
        found = _NOTE.match(line.text)
        if line.new_page or (found and int(found[1]) == following):
            return position
        if not line.text and not _goes_on(lines, position):
            return position
    return min(len(lines), start + _SOME_LINES)


def _goes_on(lines: list[Line], blank: int) -> bool:
    """A note that ends in a colon ("Samenstelling:") has its text after the blank line."""
    return lines[blank - 1].text.endswith(":") and blank + 1 < len(lines) and not lines[blank + 1].new_page
