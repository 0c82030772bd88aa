"""From bytes to text: what a file is follows from its content, and each kind has one file here."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from documents.errors import Damaged, DocumentsError, TooLarge, UnreadableKind
from documents.readers.kinds import Kind, kind_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from documents.readers.text import Text

__all__ = ["LIMIT", "READERS", "Kind", "kind_of", "text_of"]

LIMIT = 20_000_000
"""Bytes; the longest verslag in print is well under a tenth of this."""

READERS: Mapping[Kind, str] = {
    Kind.PLAIN: "plain",
    Kind.PDF: "pdf",
    Kind.DOCX: "word",
    Kind.ODT: "opendocument",
    Kind.HTML: "web",
    Kind.XML: "official",
}
"""Which file beside this one reads which kind, loaded when a paper of that kind comes. Mail holds these within it."""

_EXPECTED = "platte tekst, PDF, Word (docx), OpenDocument (odt), een webpagina, officiële XML of een e-mail (eml)"


def text_of(data: bytes, *, name: str) -> Text:
    """Return the text of a file with what was wrong in it; a kind that has no reader is refused by its name."""
    if len(data) > LIMIT:
        raise TooLarge(name=name, size=len(data), limit=LIMIT)
    try:
        if kind_of(data) is not Kind.MAIL:
            return _read(data)
        from documents.readers import mail  # noqa: PLC0415 - only a mail needs it

        return mail.text_of(data, _read)
    except DocumentsError as refused:
        if "name" in refused.facts:
            raise
        raise type(refused)(**refused.facts, name=name) from refused
    except RecursionError as nested:
        raise Damaged(name=name, found=kind_of(data).value) from nested


def _read(data: bytes) -> Text:
    """Return the text of a file that is no mail."""
    kind = kind_of(data)
    if kind not in READERS:
        raise UnreadableKind(found=kind.value, expected=_EXPECTED)
    text: Text = import_module(f"documents.readers.{READERS[kind]}").text_of(data)
    return text
