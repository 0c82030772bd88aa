"""The foot of a letter: who signed, in which office."""

from __future__ import annotations

import re

from documents.parties import in_title_case, plain
from documents.patterns import NAME, OFFICE
from documents.values import Signatory

_COMMITTEE = r"(?:(?:[Ff]ungerend|[Ww]aarnemend)\s+)?[Vv]oorzitters?\s+van\s+de\s+(?:[\w]+\s+)?[Cc]ommissies?\b.*?"
_CHAMBER = r"[Vv]oorzitter\s+van\s+de\s+(?:Eerste|Tweede)\s+Kamer(?:\s+der\s+Staten-Generaal)?"
_CLERK = r"[Gg]riffier(?:\s+(?:van|voor)\b.*?)?"
_NEW_OFFICE = r"[Ss]taatssecretaris\s+[A-Z][\w-]+(?:(?:,|\s+en)?\s+[A-Z][\w-]+){0,5}"
"""Since 2024 a portfolio may follow the title without "van"."""
_ANY = rf"(?:{OFFICE}|{_NEW_OFFICE}|{_COMMITTEE}|{_CHAMBER}|{_CLERK})"
_OFFICE_LINE = re.compile(
    rf"(?:[Nn]amens\s+)?(?:(?:De|DE|de|Der|Het)\s+)?(?P<office>{_ANY})(?:\s+a\.\s?i\.)?\s*(?:,\s*(?:\(?w\.\s?g\.\)?\s+)?(?P<name>{NAME})\.?|,)?",
    re.DOTALL,
)
_CAPITALS = re.compile(
    r"(?:DE\s+)?(?P<office>(?:MINISTER|STAATSSECRETARIS)\s+(?:VAN|VOOR)\s+[A-ZÀ-Ý ,&-]+?)"
    rf"\s*(?:,\s*(?P<name>{NAME})?[.,]?)?"
)
_NAME_LINE = re.compile(rf"(?:w\.g\.\s+|\(w\.g\.\)\s+)?(?P<name>{NAME})[.,]?")
_INITIALS = re.compile(rf"(?:(?:mr|dr|drs|ir|ing|prof|mw)\.\s+)*(?:[A-ZÀ-Ý][a-z]?\.\s?)+{NAME}")
_CLOSING = re.compile(
    r"(?:Hoogachtend|Met\s+vriendelijke\s+groet|Met\s+(?:de\s+)?(?:meeste\s+)?hoogachting|Namens\s+deze)\b.{0,60}"
)
_RUN_ON = re.compile(
    rf"(?P<body>.*?[.!?»”:)\w])\s+(?P<signature>(?:De|DE|de)\s+(?P<office>{OFFICE})\s*,\s*(?P<name>(?:[A-ZÀ-Ý]\.\s?)+{NAME}|{NAME}))\s*",
    re.DOTALL,
)
_LAST_LINES = 24
_LONGEST = 300
_TAIL = 400
"""Characters at the end of a letter in which a signature that print has run on is looked for."""


def signature_from(lines: list[str]) -> int:
    """Return on which line the signature of a letter begins; their number where it has none."""
    start = len(lines)
    for position in range(len(lines) - 1, max(-1, len(lines) - _LAST_LINES), -1):
        if _opens(lines, position):
            start = position
        elif start < len(lines) and lines[position] and not _belongs(lines[position]):
            break
    if start < len(lines) and _named_above(lines, start):
        start -= 1
    while start and start < len(lines) and (not lines[start - 1] or _CLOSING.fullmatch(lines[start - 1])):
        if not any(lines[max(0, start - 4) : start]) or not _closing_above(lines, start):
            break
        start -= 1
    return start


def _named_above(lines: list[str], start: int) -> bool:
    """Return whether the name stands by itself over its office, the last line of which ends the letter."""
    if (
        not start
        or not lines[start - 1]
        or (start > 1 and lines[start - 2] and not _CLOSING.fullmatch(lines[start - 2]))
    ):
        return False
    last = next(line for line in reversed(lines) if line)
    return bool(_NAME_LINE.fullmatch(lines[start - 1]) and _OFFICE_LINE.fullmatch(last) and not last.endswith(","))


def _closing_above(lines: list[str], start: int) -> bool:
    return any(_CLOSING.fullmatch(line) for line in lines[max(0, start - 4) : start] if line)


def _opens(lines: list[str], position: int) -> bool:
    line = lines[position]
    if not line or len(line) > _LONGEST:
        return False
    if _CLOSING.fullmatch(line):
        return True
    joined = f"{line} {lines[position + 1]}" if position + 1 < len(lines) else line
    whole = _OFFICE_LINE.fullmatch(line) or _CAPITALS.fullmatch(line) or _wraps(joined)
    return bool(whole) and not (
        position and lines[position - 1] and lines[position - 1][-1] not in ".,:;»”!?" and line[0].islower()
    )


def _wraps(joined: str) -> bool:
    """An office that runs over two lines of print, with its comma at the end of the second."""
    return bool(_OFFICE_LINE.fullmatch(joined)) and joined.rstrip().endswith(",")


def _belongs(line: str) -> bool:
    return bool(_NAME_LINE.fullmatch(line) or _CLOSING.fullmatch(line))


def split_run_on(text: str) -> tuple[str, str] | None:
    """Return body and signature of a last paragraph in which print has run them together."""
    cut = max(0, len(text) - _TAIL)
    found = _RUN_ON.fullmatch(text, cut)
    return (text[: found.end("body")], found["signature"].strip()) if found else None


def signatories(signature: str) -> tuple[Signatory, ...]:
    """Return who signed, office and name; a name may stand before or under its office."""
    lines = [line.strip() for line in signature.split("\n") if line.strip()]
    found: list[Signatory] = []
    waiting: str | None = None
    position = 0
    while position < len(lines):
        office, name, taken = _office_at(lines, position)
        if office:
            found.append(Signatory(office, name or waiting))
            waiting = None
        elif (alone := _NAME_LINE.fullmatch(lines[position])) and not _CLOSING.fullmatch(lines[position]):
            if found and found[-1].name is None:
                found[-1] = Signatory(found[-1].office, plain(alone["name"]))
            else:
                waiting = plain(alone["name"])
        position += taken
    if not found and waiting:
        return (Signatory(None, waiting),)
    return tuple(found)


def _office_at(lines: list[str], position: int) -> tuple[str | None, str | None, int]:
    """Return office, name and number of lines of what begins on a line; the office may run over two."""
    pair = " ".join(lines[position : position + 2])
    over_two = _OFFICE_LINE.fullmatch(pair) if len(pair) < _LONGEST else None
    if (
        over_two
        and not over_two["name"]
        and position + 1 < len(lines)
        and not _OFFICE_LINE.fullmatch(lines[position + 1])
        and not (_OFFICE_LINE.fullmatch(lines[position]) and _INITIALS.match(lines[position + 1]))
    ):
        return plain(over_two["office"]), None, 2
    if len(lines[position]) < _LONGEST and (found := _OFFICE_LINE.fullmatch(lines[position])):
        return plain(found["office"]), plain(found["name"]) if found["name"] else None, 1
    if capitals := _CAPITALS.fullmatch(lines[position]):
        return in_title_case(plain(capitals["office"])), plain(capitals["name"]) if capitals["name"] else None, 1
    return None, None, 1
