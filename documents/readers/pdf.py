"""PDF: the words of each page with their places, laid out as print; a scan has none."""

from __future__ import annotations

import io
import logging
from typing import TYPE_CHECKING, Any

from documents.errors import Damaged, Locked, UnpacksTooFar
from documents.readers.pdf_page import Page, Piece
from documents.readers.pdf_sheet import sheet_of

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

    from documents.readers.text import Text

FOUND = "een PDF-bestand"
_UPRIGHT = 0.01
"""Share of a turn: what leans more (a stamp, a watermark across the page) is no line of a letter."""
_A4 = 595.0

logging.getLogger("pypdf").addHandler(logging.NullHandler())  # it tells of every flaw that it steps over


def text_of(data: bytes) -> Text:
    """Return the text of a PDF: lines from top to bottom, page furniture out, its footnotes aside."""
    from pypdf import PdfReader, errors  # noqa: PLC0415 - a third of a second that other kinds need not pay

    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted:
            reader.decrypt("")
        return sheet_of(_pages(reader))
    except (errors.FileNotDecryptedError, errors.DependencyError) as locked:
        raise Locked(found=FOUND) from locked
    except errors.LimitReachedError as bomb:
        raise UnpacksTooFar(found=FOUND, excess="meer is samengeperst dan een brief ooit bevat") from bomb
    except MemoryError:
        raise
    except Exception as broken:  # a broken file makes pypdf stumble in ways that it does not name
        raise Damaged(found=FOUND) from broken


def _pages(reader: PdfReader) -> list[Page]:
    return [_page(page) for page in reader.pages]


def _page(page: PageObject) -> Page:
    """Return a page: its pieces of text, each with its place and the size of its letters."""
    pieces: list[Piece] = []

    def take(text: str, placed: Any, within: Any, _font: Any, size: Any) -> None:
        place = _product(within, placed)
        if text.strip() and abs(place[1]) <= _UPRIGHT * (abs(place[0]) + abs(place[1])):
            height = abs(float(size)) * max(abs(place[3]), abs(place[2]))
            pieces.append(Piece(text.strip("\n"), place[4], place[5], height, len(pieces)))

    page.extract_text(visitor_text=take)
    width = float(page.mediabox.width) or _A4
    return Page([part for piece in pieces for part in piece.lines()], width)


def _product(inner: Any, outer: Any) -> tuple[float, ...]:
    """Return where text stands on the page: its own matrix within that of what surrounds it."""
    a, b, c, d, e, f = (float(one) for one in inner)
    g, h, i, j, k, m = (float(one) for one in outer)
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)
