"""The report as one web page: Dutch, readable by every aid, complete in itself, without script."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import TYPE_CHECKING

from documents.writers.anchors import Ref
from documents.writers.layout import Role, labelled
from documents.writers.printable import escaped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from documents.writers.anchors import Words
    from documents.writers.layout import Block, Note, Part, Sheet

_CLASSES = {
    Role.CHAMBER: "chamber",
    Role.SESSION: "session",
    Role.ADOPTED: "adopted",
    Role.ADDRESS: "address",
    Role.DATE: "date",
    Role.SIGNATURE: "signature",
}


def page(sheet: Sheet) -> bytes:
    """Return the report as a page in UTF-8: landmarks, headings in order, footnotes with a way back."""
    return "".join(_page(sheet)).encode()


def _page(sheet: Sheet) -> Iterator[str]:
    yield '<!DOCTYPE html>\n<html lang="nl">\n<head>\n<meta charset="utf-8">\n'
    yield (
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    )
    if sheet.author:
        yield f'<meta name="author" content="{escaped(sheet.author)}">\n'
    if sheet.dated_on:
        yield f'<meta name="date" content="{sheet.dated_on.isoformat()}">\n'
    yield f"<title>{escaped(sheet.name)}</title>\n<style>\n{_style()}</style>\n</head>\n<body>\n"
    yield '<a class="skip" href="#verslag">Naar de inhoud</a>\n'
    front, *others = sheet.parts
    masthead = [block for block in front.blocks if block.role in {Role.CHAMBER, Role.SESSION}]
    if masthead:
        yield f"<header>\n{''.join(_block(block) for block in masthead)}</header>\n"
    yield '<main id="verslag" tabindex="-1">\n'
    yield from _front(sheet, [block for block in front.blocks if block not in masthead])
    for number, part in enumerate(others, start=1):
        yield from _part(sheet, part, number)
    yield "</main>\n</body>\n</html>\n"


def _front(sheet: Sheet, blocks: Sequence[Block]) -> Iterator[str]:
    yield from _blocks(sheet, blocks)
    yield from _footnotes(sheet, blocks, "Noten bij het verslag")


def _part(sheet: Sheet, part: Part, number: int) -> Iterator[str]:
    if not part.blocks:
        return
    heading = next((block for block in part.blocks if block.role is Role.HEADING), None)
    named = f' aria-labelledby="brief-{number}"' if heading else ""
    yield f"<article{named}>\n" if part.is_letter else '<div class="closing">\n'
    yield from _blocks(sheet, part.blocks, heading_id=f"brief-{number}")
    yield from _footnotes(sheet, part.blocks, f"Noten bij brief {number}")
    yield "</article>\n" if part.is_letter else "</div>\n"


def _blocks(sheet: Sheet, blocks: Sequence[Block], *, heading_id: str = "") -> Iterator[str]:
    """Give the blocks in order; items that follow each other are one list, and notes that are called wait."""
    for is_item, run in groupby(blocks, key=lambda block: block.role is Role.ITEM):
        if is_item:
            yield f'<ul role="list">\n{"".join(map(_item, run))}</ul>\n'
            continue
        for block in run:
            if block.note is not None and sheet.notes[block.note].called:
                continue
            yield _block(block, heading_id=heading_id)


def _block(block: Block, *, heading_id: str = "") -> str:
    if not block.label and not any(block.lines):
        return ""
    of_label, lines = labelled(block)
    label = f'<span class="label">{_lines([of_label])}</span> ' if of_label else ""
    words = f'{label}<span class="body">{_lines(lines)}</span>' if label else _lines(lines)
    if block.level:
        own = f' id="{heading_id}"' if block.role is Role.HEADING and heading_id else ""
        kind = "" if block.role is not Role.SUBHEADING else ' class="within"'
        return f"<h{block.level}{own}{kind}>{words}</h{block.level}>\n"
    if block.role is Role.NOTE:
        return f'<p class="note" role="note">{words}</p>\n'
    if block.role is Role.DOSSIER:
        return f'<p class="dossier">{words}</p>\n'
    kind = f' class="{_CLASSES[block.role]}"' if block.role in _CLASSES else ""
    return f"<p{kind}>{words}</p>\n"


def _item(block: Block) -> str:
    return f'<li><span class="label">{escaped(block.label)}</span> {_lines(block.lines)}</li>\n'


def _lines(lines: Sequence[Words]) -> str:
    return "<br>\n".join("".join(map(_word, line)) for line in lines)


def _word(word: str | Ref) -> str:
    if not isinstance(word, Ref):
        return escaped(word)
    mark, at = escaped(word.mark), word.note + 1
    return f'<sup><a id="bij-{at}" href="#noot-{at}" role="doc-noteref" aria-label="Noot {mark}">{mark}</a></sup>'


def _footnotes(sheet: Sheet, blocks: Sequence[Block], name: str) -> Iterator[str]:
    called = [block.note for block in blocks if block.note is not None and sheet.notes[block.note].called]
    if called:
        yield f'<section class="notes" role="doc-endnotes" aria-label="{name}">\n'
        for place in called:
            yield _footnote(place + 1, sheet.notes[place])
        yield "</section>\n"


def _footnote(at: int, note: Note) -> str:
    mark = escaped(note.mark)
    back = f'<a href="#bij-{at}" role="doc-backlink" aria-label="Terug naar noot {mark} in de tekst">{mark}</a>'
    return f'<p id="noot-{at}" role="doc-footnote">{back} {escaped(note.text)}</p>\n'


@cache
def _style() -> str:
    return (files("documents.writers") / "verslag.css").read_text(encoding="utf-8")
