"""What a file is, by its content: its first bytes, the members of a package, the header lines of a mail."""

from __future__ import annotations

import io
import re
import zipfile
from enum import StrEnum


class Kind(StrEnum):
    """What a file is, as a clerk calls it."""

    PLAIN = "platte tekst"
    PDF = "een PDF-bestand"
    DOCX = "een Word-bestand"
    ODT = "een OpenDocument-tekst"
    HTML = "een webpagina"
    XML = "een XML-bestand"
    MAIL = "een e-mailbericht"
    ZIP = "een zip-bestand"
    WORD = "een oud Word- of Outlook-bestand"
    RTF = "een RTF-bestand"
    PICTURE = "een afbeelding"
    PROGRAM = "een programma"
    BINARY = "een bestand zonder tekst"


_BEGINNINGS: tuple[tuple[bytes, Kind], ...] = (
    (b"%PDF", Kind.PDF),
    (b"PK\x05\x06", Kind.ZIP),
    (b"\xd0\xcf\x11\xe0", Kind.WORD),
    (b"{\\rtf", Kind.RTF),
    (b"\x89PNG", Kind.PICTURE),
    (b"\xff\xd8\xff", Kind.PICTURE),
    (b"GIF8", Kind.PICTURE),
    (b"II*\x00", Kind.PICTURE),
    (b"MM\x00*", Kind.PICTURE),
    (b"MZ\x90", Kind.PROGRAM),
    (b"\x7fELF", Kind.PROGRAM),
    (b"Rar!", Kind.ZIP),
    (b"7z\xbc\xaf", Kind.ZIP),
    (b"\x1f\x8b", Kind.ZIP),
)
_MARKUP: tuple[tuple[bytes, Kind], ...] = (
    (b"<!doctype html", Kind.HTML),
    (b"<html", Kind.HTML),
    (b"<?xml", Kind.XML),
    (b"<officiele-publicatie", Kind.XML),
    (b"<kamerwrk", Kind.XML),
    (b"<!doctype", Kind.XML),
)
_OPEN_TEXT = b"application/vnd.oasis.opendocument.text"
_FIRST = 4096
_XHTML = re.compile(rb"<(?:!doctype\s+)?html\b", re.IGNORECASE)
_COMMENT = re.compile(rb"\A(?:<!--.*?-->\s*)+", re.DOTALL)
_FIELD = re.compile(rb"(?:(?P<name>[A-Za-z][A-Za-z0-9-]*):(?:\s|\Z)|[ \t]+\S)")
_SURE_OF_MAIL = frozenset(
    {b"return-path", b"received", b"mime-version", b"message-id", b"delivered-to", b"dkim-signature"}
)
_OF_MAIL = frozenset({b"to", b"date", b"subject", b"cc"})


def kind_of(data: bytes) -> Kind:
    """Return what a file is, judged by its content and never by its name."""
    if data.startswith(b"PK\x03\x04"):
        return _packed(data)
    head = data[:_FIRST].removeprefix(b"\xef\xbb\xbf").lstrip()
    known = _begun(data) or _marked_up(_COMMENT.sub(b"", head))
    if known:
        return known
    if _is_mail(head):
        return Kind.MAIL
    if b"\x00" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Kind.BINARY
    return Kind.PLAIN


def _begun(data: bytes) -> Kind | None:
    """Return the kind that a file's first bytes name; words in plain letters may begin as a picture does."""
    for beginning, kind in _BEGINNINGS:
        if data.startswith(beginning) and (kind is not Kind.PICTURE or not data[:_FIRST].isascii()):
            return kind
    if data.startswith(b"BM") and data[6:10] == bytes(4):
        return Kind.PICTURE
    return Kind.PDF if b"%PDF-" in data[:1024] and b"\x00" in data[:_FIRST] else None


def _marked_up(head: bytes) -> Kind | None:
    small = head.lower()
    for beginning, kind in _MARKUP:
        if small.startswith(beginning):
            return Kind.HTML if kind is Kind.XML and _XHTML.search(head) else kind
    return None


def _packed(data: bytes) -> Kind:
    """Return what a package is by its members; one whose directory is lost by the names that are left in it."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = set(package.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        names = {"[Content_Types].xml", "word/"} if b"word/document" in data else set()
    if _OPEN_TEXT in data[:200]:
        return Kind.ODT
    return Kind.DOCX if "[Content_Types].xml" in names and any(n.startswith("word/") for n in names) else Kind.ZIP


def _is_mail(head: bytes) -> bool:
    """Return whether a file begins with the header of a mail: known fields, one to a line, and nothing else."""
    if head.startswith(b"From "):
        head = head.partition(b"\n")[2]
    names: set[bytes] = set()
    for line in head.splitlines():
        if not line.strip():
            break
        found = _FIELD.match(line)
        if not found:
            break
        if found["name"]:
            names.add(found["name"].lower())
    return bool(names & _SURE_OF_MAIL) or (b"from" in names and bool(names & _OF_MAIL))
