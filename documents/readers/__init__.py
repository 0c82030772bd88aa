"""From bytes to text: what a file is follows from its content, and each kind has one file here."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from documents.errors import TooLarge, UnreadableKind
from documents.readers import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from documents.readers.text import Text

LIMIT = 20_000_000
"""Bytes; the longest verslag in print is well under a tenth of this."""


class Kind(StrEnum):
    """What a file is, as a clerk calls it."""

    PLAIN = "platte tekst"
    PDF = "een PDF-bestand"
    ZIP = "een Word-, OpenDocument- of zip-bestand"
    WORD = "een oud Word-bestand"
    RTF = "een RTF-bestand"
    HTML = "een webpagina"
    XML = "een XML-bestand"
    MAIL = "een e-mailbericht"
    PICTURE = "een afbeelding"
    BINARY = "een bestand zonder tekst"


_BEGINNINGS: tuple[tuple[bytes, Kind], ...] = (
    (b"%PDF", Kind.PDF),
    (b"PK\x03\x04", Kind.ZIP),
    (b"PK\x05\x06", Kind.ZIP),
    (b"\xd0\xcf\x11\xe0", Kind.WORD),
    (b"{\\rtf", Kind.RTF),
    (b"\x89PNG", Kind.PICTURE),
    (b"\xff\xd8\xff", Kind.PICTURE),
    (b"GIF8", Kind.PICTURE),
    (b"II*\x00", Kind.PICTURE),
    (b"MM\x00*", Kind.PICTURE),
)
_MARKUP: tuple[tuple[bytes, Kind], ...] = (
    (b"<!doctype html", Kind.HTML),
    (b"<html", Kind.HTML),
    (b"<?xml", Kind.XML),
    (b"<officiele-publicatie", Kind.XML),
    (b"<kamerwrk", Kind.XML),
)
_MAIL = (b"return-path:", b"received:", b"mime-version:", b"message-id:", b"delivered-to:", b"x-")

READERS: Mapping[Kind, Callable[[bytes], Text]] = {Kind.PLAIN: plain.text_of}
"""Which reader takes which kind. A new kind is one file beside ``plain`` and one row here."""


def kind_of(data: bytes) -> Kind:
    """Return what a file is, judged by its first bytes and never by its name."""
    for beginning, kind in _BEGINNINGS:
        if data.startswith(beginning):
            return kind
    head = data[:1024].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    for beginning, kind in _MARKUP:
        if head.startswith(beginning):
            return kind
    if head.startswith(_MAIL):
        return Kind.MAIL
    if b"\x00" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Kind.BINARY
    return Kind.PLAIN


def text_of(data: bytes, *, name: str) -> Text:
    """Return the text of a file with what was wrong in it; a kind that has no reader is refused by its name."""
    if len(data) > LIMIT:
        raise TooLarge(name=name, size=len(data), limit=LIMIT)
    kind = kind_of(data)
    if kind not in READERS:
        raise UnreadableKind(name=name, found=kind.value, expected=" of ".join(k.value for k in READERS))
    return READERS[kind](data)
