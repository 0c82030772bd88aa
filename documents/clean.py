"""Lines of print made into running text: page furniture taken out, words that a line end broke made whole."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from documents.sentences import is_closed

if TYPE_CHECKING:
    from collections.abc import Sequence

_PAGE_END = re.compile(r"(?<!\n)\f")
_SPACES = re.compile(r"[ \t\u00a0]+")
_LAST_WORD = re.compile(r"([^\s\-–]+)-$")
_LONGEST_WORD = 60
_FIRST_WORD = re.compile(r"\W*([^\W\d_]+)")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_STANDING = {"en", "of", "tot", "dan", "noch", "respectievelijk", "van", "de", "der", "den"}
"""Words after which a hyphen at a line end belongs to the word before it: "in- en uitvoer", "Faber-van der"."""
_PARTICLES = {"van", "de", "der", "den"}
_PREFIXES = {"niet", "re", "oud", "ex", "non", "pro", "co", "vice", "adjunct", "anti", "semi"}
_CLASHES = {"aa", "ae", "ai", "au", "ee", "ei", "eu", "ie", "oe", "oi", "oo", "ou", "ui", "uu"}
"""Vowels that would be read as one sound: a hyphen between them is spelling, not a line end (Groene Boekje, 6.A)."""

_FURNITURE = re.compile(
    r"""\s*(?:
    .*\bISSN\s?\d{4}.*                                  # the imprint
  | kst-[\w-]+
  | (?:Eerste|Tweede)\ Kamer\s?,\ (?:vergaderjaar|zitting)\ .{4,80}?(?:nr\.|,\ [A-Z]{1,3})[^,]{0,9}\d{0,4}
  | ['’]s-Gravenhage\ \d{4}
  | Pagina\ \d+\ van\ \d+
  )\s*""",
    re.VERBOSE,
)
_PAGE_NUMBER = re.compile(r"\s*\d{1,3}\s*")
_ITEM = re.compile(r"(?P<open>\(?)(?P<mark>\d{1,2}|[a-z]|[–—•·▪-])(?P<close>[.)]{0,2})\s+(?=\S)")
"""How a line of a list begins: "1.", "2)", "a.", "(b)", "–", "•"."""
_BULLETS = "–—•·▪-"
_SECOND = 2
_LONGEST_WRAPPED = 130
"""Characters: a longer line is a paragraph of its own, not a line of print."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of print without its outer white space; ``new_page`` where a page begins with it.

    ``at`` is its place among the lines of the file; -1 for one that was cut off another.
    """

    text: str
    new_page: bool = False
    at: int = field(default=-1, compare=False)


def lines_of(content: str) -> list[Line]:
    """Return the lines of a text without page furniture; a form feed or a rare indented line begins one."""
    raw = _PAGE_END.sub("\n\f", content).split("\n")
    printed = [line for line in raw if line.strip()]
    indented = sum(line.startswith(" ") for line in printed)
    rare = 0 < indented * 10 <= len(printed) or indented == 1
    lines: list[Line] = []
    for position, line in enumerate(raw):
        text = _SPACES.sub(" ", line.replace("\f", " ")).strip()
        if text and (_FURNITURE.fullmatch(text) or _is_page_number(raw, position, text)):
            continue
        begins = line.startswith("\f") or (rare and line.startswith(" ") and bool(text))
        lines.append(Line(text, begins, position))
    return lines


def _is_page_number(raw: list[str], position: int, text: str) -> bool:
    """A bare figure is a page number beside a page break or furniture, and the chamber's own digit under its name."""
    if not _PAGE_NUMBER.fullmatch(text):
        return False
    after = raw[position + 1] if position + 1 < len(raw) else "\f"
    before = raw[position - 1] if position else ""
    return after.startswith("\f") or bool(_FURNITURE.fullmatch(after) or _FURNITURE.fullmatch(before))


def join(lines: list[str], words: frozenset[str] = frozenset()) -> str:
    """Return lines as one running text; ``words`` are those seen whole elsewhere, to settle a broken one."""
    pieces: list[str] = []
    for line in lines:
        if pieces and pieces[-1].endswith("-") and (left := _LAST_WORD.search(pieces[-1][-_LONGEST_WORD:])):
            pieces[-1] = pieces[-1][:-1] + _hyphen(left[1], line, words)
        elif pieces:
            pieces[-1] += " "
        pieces.append(line)
    return "".join(pieces)


def _hyphen(left: str, line: str, words: frozenset[str]) -> str:
    """Return what stands between the halves of a broken word: nothing, a hyphen, or a hyphen and a space."""
    first = _FIRST_WORD.match(line)
    right = first[1] if first else ""
    stem = left.strip("(«“\"'‘")
    if right.lower() in _STANDING:
        return "-" if stem[:1].isupper() and right in _PARTICLES else "- "
    whole = f"{stem}{right}".lower() in words
    parted = f"{stem}-{right}".lower() in words
    small = bool(right) and line[0].islower() and stem[-1:].islower()
    spelled = small and (stem.lower() in _PREFIXES or (stem[-1] + right[0]).lower() in _CLASHES)
    return "" if small and not parted and (whole or not spelled) else "-"


def words_of(lines: list[Line]) -> frozenset[str]:
    """Return the words that stand whole inside the lines of a text, in lower case."""
    seen: set[str] = set()
    for line in lines:
        seen.update(_WORD.findall(line.text))
    return frozenset(map(str.lower, seen))


def paragraphs(lines: Sequence[Line], words: frozenset[str] = frozenset()) -> list[str]:
    """Return the paragraphs of a run of lines: parted by blank lines, mended where a page broke one in two."""
    return [join([lines[place].text for place in group], words) for group in paragraph_lines(lines)]


def paragraph_lines(lines: Sequence[Line]) -> list[list[int]]:
    """Return for each paragraph of a run of lines which lines it is made of, counted from 0."""
    blocks: list[list[int]] = [[]]
    for place, line in enumerate(lines):
        if not line.text:
            blocks.append([])
        elif _stands_alone(line.text) or (blocks[-1] and _stands_alone(lines[blocks[-1][-1]].text)):
            blocks.append([place])
        else:
            blocks[-1].append(place)
    whole: list[list[int]] = []
    for block in (item for found in filter(None, blocks) for item in _items(found, lines)):
        if whole and _runs_on(lines[whole[-1][-1]].text, lines[block[0]].text):
            whole[-1].extend(block)
        else:
            whole.append(block)
    return whole


@dataclass(frozen=True, slots=True)
class _Mark:
    """What a line of a list begins with: its kind of mark, and its place where the marks count up."""

    style: str
    place: int


def _items(block: list[int], lines: Sequence[Line]) -> list[list[int]]:
    """Return the parts of a block of lines: each line that begins an item of a list begins one."""
    marks = [_mark(lines[place].text) for place in block]
    seconds = {mark.style: position for position, mark in enumerate(marks) if mark and mark.place == _SECOND}
    parts = [block[:1]]
    last = marks[0]
    for position in range(1, len(block)):
        mark = marks[position]
        if mark and (
            is_closed(lines[block[position - 1]].text)
            or _counts_up(last, mark, goes_on=seconds.get(mark.style, 0) > position)
        ):
            parts.append([])
            last = mark
        parts[-1].append(block[position])
    return parts


def _mark(line: str) -> _Mark | None:
    found = _ITEM.match(line)
    if not found:
        return None
    mark, close = found["mark"], found["close"]
    if mark in _BULLETS:
        return None if found["open"] or close else _Mark(mark, 0)
    if not close:
        return None
    place = int(mark) if mark.isdecimal() else ord(mark) - ord("a") + 1
    return _Mark(f"{found['open']}{'1' if mark.isdecimal() else 'a'}{close}", place)


def _counts_up(last: _Mark | None, mark: _Mark, *, goes_on: bool) -> bool:
    """Return whether a mark follows on the last item's, or is the first of some: no line end of a sentence is either.

    A dash in a sentence may stand at the beginning of a line too; it is an item after another, not by itself.
    ``goes_on`` where the second of its kind comes later.
    """
    if mark.style in _BULLETS:
        return mark.style == "•" or mark == last
    if mark.place == 1:
        return goes_on
    return last == _Mark(mark.style, mark.place - 1)


def _stands_alone(line: str) -> bool:
    return len(line) > _LONGEST_WRAPPED


def _runs_on(last: str, following: str) -> bool:
    """A paragraph that ends inside a sentence goes on in the next block, when that begins with a small letter."""
    return following[0].islower() and last[-1] not in '.?!:;»”"' and len(last) > 1 and not _is_item(following)


def _is_item(line: str) -> bool:
    return bool(re.match(r"[a-z]\s?[.)]\s", line))
