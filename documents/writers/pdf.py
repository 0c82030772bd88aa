"""The report on paper: a tagged PDF by Typst, after PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2)."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, cast

from documents.writers.anchors import Ref
from documents.writers.layout import DIGITS, labelled
from documents.writers.printable import printable

if TYPE_CHECKING:
    import typst
    from typst import PDFStandard

    from documents.writers.anchors import Words
    from documents.writers.layout import Block, Sheet

STANDARDS: list[PDFStandard] = ["ua-1", "a-2a"]
"""For every reader, and for the archive. A-4 would want PDF 2.0, which UA-1 does not allow."""

_UNDATED = 0
"""Seconds since 1970: PDF/A wants a date, and a report without any must not show the clock of the machine."""

_REFUSED = re.compile(r'(?:the text|the codepoint) `"([^`]+)"`')
"""How Typst names what no font has, or what PDF/A forbids."""
_NUMBERED = re.compile(r"\\u\{([0-9a-f]+)\}")
_SYMBOLS = {"\uf0b7": "•", "\uf0a7": "▪", "\uf0d8": "➢", "\uf0fc": "✓", "\uf0e0": "→", "\uf02d": "–"}


def tagged(sheet: Sheet) -> bytes:
    """Return the report as PDF; the same report gives the same bytes.

    PDF/A forbids an empty box for a character that no font has: such a character stands there by its number, as
    "[U+4E2D]"; the bullets of an office program's symbol font become bullets.
    """
    import typst  # noqa: PLC0415 - a program of eighty megabytes, for who asks for a PDF

    data = given(sheet)
    while True:
        try:
            return compiled(data)
        except typst.TypstError as error:
            unknown = {_character(found[1]) for found in _REFUSED.finditer(error.diagnostic)} & set(data)
            if not unknown:
                raise
            data = data.translate({ord(one): _SYMBOLS.get(one, f"[U+{ord(one):04X}]") for one in unknown})


def compiled(data: str) -> bytes:
    """Return the PDF of what ``given`` gives."""
    import typst  # noqa: PLC0415 - as above

    compiler = typst.Compiler(
        template(),
        root=str(files("documents.writers")),
        font_paths=fonts(),
        ignore_system_fonts=True,
        sys_inputs={"sheet": data},
    )
    return cast("bytes", compiler.compile(format="pdf", pdf_standards=STANDARDS, timestamp=_UNDATED))


def _character(quoted: str) -> str:
    r"""Return the first character of what Typst quotes: itself, or its number as in ``\u{f0b7}``."""
    number = _NUMBERED.match(quoted)
    return chr(int(number[1], 16)) if number else quoted[0]


@cache
def template() -> bytes:
    """Return the source of the page; it reads one value, ``sheet``, and no file."""
    return (files("documents.writers") / "verslag.typ").read_bytes()


@cache
def fonts() -> typst.Fonts:
    """Return the fonts that Typst brings: what is installed on a machine must not show in the file."""
    import typst  # noqa: PLC0415 - as above

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)


def given(sheet: Sheet) -> str:
    """Return what the page prints, as JSON; a reference to a footnote is the place of its note."""
    day = sheet.dated_on
    return json.dumps(
        {
            "name": printable(sheet.name),
            "author": sheet.author or "",
            "day": [day.year, day.month, day.day] if day else None,
            "running": printable(sheet.running),
            "digit": DIGITS.get(sheet.chamber, "") if sheet.chamber else "",
            "notes": [{"mark": printable(note.mark), "text": printable(note.text)} for note in sheet.notes],
            "parts": [
                [_block(block) for block in part.blocks if not _waits(sheet, block)]
                for part in sheet.parts
                if part.blocks
            ],
        },
        ensure_ascii=False,
    )


def _waits(sheet: Sheet, block: Block) -> bool:
    """A footnote that the text calls stands at the foot of that page."""
    return block.note is not None and sheet.notes[block.note].called


def _block(block: Block) -> dict[str, Any]:
    label, lines = labelled(block)
    return {
        "role": block.role.value,
        "label": _words(label),
        "level": block.level,
        "lines": [_words(line) for line in lines],
    }


def _words(words: Words) -> list[str | int]:
    return [word.note if isinstance(word, Ref) else printable(word) for word in words]
