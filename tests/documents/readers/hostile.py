"""Files that mean harm, or were harmed: each with what must be said of it. Made here; none is more than a few MB."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from random import Random

import pypdf

from documents.errors import (
    BrokenMarkup,
    Damaged,
    DocumentsError,
    ForeignXml,
    Locked,
    NoLetterInside,
    NoText,
    UnpacksTooFar,
    UnreadableKind,
)
from tests.documents.readers import makers

CANARY = "KANARIE-4711"
"""What stands in a file of ours that nothing may read."""

_WORD_SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TYPES = {"[Content_Types].xml": "<Types/>"}
_LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
BILLION = f'<!DOCTYPE d [<!ENTITY l0 "ha">{_LAUGHS}]>'
QUADRATIC = f'<!DOCTYPE d [<!ENTITY q "{"a" * 50_000}">]>'


def word(doctype: str, text: str) -> bytes:
    """Return a Word file whose main part has a document type of its own."""
    part = f"{doctype}<w:document {_WORD_SPACE}><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>"
    return makers.zipped(_TYPES | {"word/document.xml": part})


def official(doctype: str, text: str) -> bytes:
    """Return an official paper whose file has a document type of its own."""
    body = f"<kamerstuk><stuk><vrije-tekst><tekst><al>{text}</al></tekst></vrije-tekst></stuk></kamerstuk>"
    return f'<?xml version="1.0"?>{doctype}<officiele-publicatie>{body}</officiele-publicatie>'.encode()


def open_text(doctype: str, text: str) -> bytes:
    """Return an OpenDocument text whose content has a document type of its own."""
    return makers.odt_file(makers.odt_content(f"<text:p>{text}</text:p>").replace('<?xml version="1.0"?>', doctype))


MAKERS = {"word": word, "official": official, "open_text": open_text}


def outside(place: str) -> dict[str, tuple[str, str]]:
    """Return document types and words that reach for a file, by how they try."""
    return {
        "general entity": (f'<!DOCTYPE d [<!ENTITY x SYSTEM "file://{place}">]>', "&x;"),
        "bare path": (f'<!DOCTYPE d [<!ENTITY x SYSTEM "{place}">]>', "&x;"),
        "public entity": (f'<!DOCTYPE d [<!ENTITY x PUBLIC "p" "file://{place}">]>', "&x;"),
        "parameter entity": (f'<!DOCTYPE d [<!ENTITY % p SYSTEM "file://{place}"> %p;]>', "Brief"),
        "external subset": (f'<!DOCTYPE d SYSTEM "file://{place}">', "Brief"),
        "over the network": ('<!DOCTYPE d [<!ENTITY x SYSTEM "http://example.org/x">]>', "&x;"),
        "subset over the network": ('<!DOCTYPE d SYSTEM "http://example.org/x.dtd">', "Brief"),
        "inclusion": (
            "",
            f'<x xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="{place}" parse="text"/></x>Brief',
        ),
        "in an attribute": (f'<!DOCTYPE d [<!ENTITY x SYSTEM "file://{place}"><!ATTLIST d a CDATA "&x;">]>', "Brief"),
        "stylesheet": (f'<?xml-stylesheet href="file://{place}"?>', "Brief"),
    }


def _names(*names: str) -> bytes:
    return makers.zipped(
        _TYPES | {"word/document.xml": makers.word_body(makers.word_paragraph("Brief"))} | dict.fromkeys(names, "x")
    )


def _locked_zip() -> bytes:
    data = bytearray(makers.docx(makers.REPLY))
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(signature)
        while at >= 0:
            data[at + flags] |= 1
            at = data.find(signature, at + 4)
    return bytes(data)


def _twice() -> bytes:
    held = io.BytesIO(makers.docx(makers.REPLY))
    with zipfile.ZipFile(held, "a") as package, package.open(zipfile.ZipInfo("word/document.xmk"), "w") as part:
        part.write(b"<x/>")
    return held.getvalue().replace(b"word/document.xmk", b"word/document.xml")


def _locked_pdf() -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(makers.pdf(makers.REPLY)))
    writer.encrypt("geheim", algorithm="RC4-128")
    held = io.BytesIO()
    writer.write(held)
    return held.getvalue()


def pdf_with(stream: bytes, *, filters: str = "/FlateDecode", kids: str = "[3 0 R]") -> bytes:
    """Return a PDF of one page with these bytes as what is drawn on it."""
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count 1 /Kids {kids} >>".encode(),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>",
        f"<< /Length {len(stream)} /Filter {filters} >>\nstream\n".encode() + stream + b"\nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )
    out, places = b"%PDF-1.7\n", []
    for number, held in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + held + b"\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    tail = f"xref\n0 6\n0000000000 65535 f \n{table}trailer << /Size 6 /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    return out + tail.encode()


def _nested_mail(deep: int) -> bytes:
    inner = makers.mail("Geachte griffie,\n")
    for _ in range(deep):
        inner = makers.mail(" ", forwarded=[inner])
    return inner.as_bytes()


_BOMB = zlib.compress(b"\0" * 120_000_000, 9)
_PDF_BOMB = pdf_with(zlib.compress(_BOMB), filters="[/FlateDecode /FlateDecode]")

TABLE: dict[str, tuple[bytes, type[DocumentsError], str]] = {
    "word that unpacks to 51 MB": (
        makers.zipped(_TYPES | {"word/document.xml": b"\0" * 51_000_000}),
        UnpacksTooFar,
        "51 MB zit",
    ),
    "word that grows a thousandfold": (
        makers.zipped(_TYPES | {"word/document.xml": b" " * 3_000_000}),
        UnpacksTooFar,
        "keer zo groot",
    ),
    "word of 501 parts": (_names(*(f"word/{n}.xml" for n in range(499))), UnpacksTooFar, "501 onderdelen"),
    "open text that unpacks to 51 MB": (makers.odt_file(b"\0" * 51_000_000), UnpacksTooFar, "51 MB zit"),
    "word with a part outside itself": (_names("../../etc/cron.d/x"), UnpacksTooFar, "buiten het bestand"),
    "word with a part in the root": (_names("/etc/passwd"), UnpacksTooFar, "buiten het bestand"),
    "word with a part on a drive": (_names("C:\\Windows\\x.dll"), UnpacksTooFar, "buiten het bestand"),
    "word with a part outside, other way": (_names("word\\..\\..\\x"), UnpacksTooFar, "buiten het bestand"),
    "word with two main parts": (_twice(), UnpacksTooFar, "dezelfde naam"),
    "word packed in an unusual way": (
        makers.zipped(_TYPES | {"word/document.xml": "x"}, method=zipfile.ZIP_LZMA),
        UnpacksTooFar,
        "ongewone manier",
    ),
    "word with a password": (_locked_zip(), Locked, "met een wachtwoord"),
    "word without a main part": (makers.zipped(_TYPES | {"word/styles.xml": "<x/>"}), Damaged, "beschadigd"),
    "word cut off": (makers.docx(makers.REPLY)[:900], Damaged, "beschadigd"),
    "word of billion laughs": (word(BILLION, "&l9;"), BrokenMarkup, "entiteiten"),
    "word of quadratic blow-up": (word(QUADRATIC, "&q;" * 5_000), BrokenMarkup, "entiteiten"),
    "official paper of billion laughs": (official(BILLION, "&l9;"), BrokenMarkup, "entiteiten"),
    "official paper that is not well-formed": (
        b"<?xml version='1.0'?><officiele-publicatie><al>",
        BrokenMarkup,
        "opmaak",
    ),
    "other xml": (b"<?xml version='1.0'?><rss><item/></rss>", ForeignXml, "<rss>"),
    "pdf with a password": (_locked_pdf(), Locked, "met een wachtwoord"),
    "pdf cut off": (makers.pdf(makers.REPLY)[:400], Damaged, "beschadigd"),
    "pdf that is only a head": (b"%PDF-1.7\n", Damaged, "beschadigd"),
    "pdf that unpacks to 120 MB": (_PDF_BOMB, UnpacksTooFar, "samengeperst"),
    "pdf without words (a scan)": (pdf_with(zlib.compress(b"q 1 0 0 1 0 0 cm Q")), NoText, "geen scan"),
    "picture named pdf": (b"\x89PNG\r\n\x1a\n" + bytes(40), UnreadableKind, "een afbeelding"),
    "picture and pdf in one": (b"GIF89a\x01\x00" + makers.pdf(makers.REPLY), UnreadableKind, "een afbeelding"),
    "program": (b"MZ\x90\x00" + bytes(60), UnreadableKind, "een programma"),
    "other program": (b"\x7fELF" + bytes(60), UnreadableKind, "een programma"),
    "old word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(60), UnreadableKind, "een oud Word"),
    "rich text": (rb"{\rtf1\ansi Brief}", UnreadableKind, "een RTF-bestand"),
    "plain zip": (makers.zipped({"brief.txt": "Geachte voorzitter,"}), UnreadableKind, "een zip-bestand"),
    "spreadsheet": (makers.zipped(_TYPES | {"xl/workbook.xml": "<x/>"}), UnreadableKind, "een zip-bestand"),
    "zip with a letter in it": (
        makers.zipped({"word.docx": makers.docx(makers.REPLY)}),
        UnreadableKind,
        "een zip-bestand",
    ),
    "page without words": (b"<!DOCTYPE html><html><script>alert(1)</script></html>", NoText, "geen leesbare tekst"),
    "mail without words": (makers.mail(" ").as_bytes(), NoLetterInside, "geen tekst en geen bijlage"),
    "mail with only a zip": (
        makers.mail(" ", ("post.zip", makers.zipped({"brief.txt": "x"}))).as_bytes(),
        NoLetterInside,
        "post.zip is een zip-bestand",
    ),
    "mail in mail in mail in mail in mail": (_nested_mail(5), NoLetterInside, "te vaak als bijlage"),
    "mail with 101 attachments": (
        makers.mail("Geachte griffie,\n", *((f"{n}.txt", b"x") for n in range(101))).as_bytes(),
        UnpacksTooFar,
        "meer dan 100 bijlagen",
    ),
}


def broken(seed: int, count: int) -> Iterator[tuple[str, bytes]]:
    """Give as many letters broken at random: bytes changed, cut, doubled or put in, in the file or in its parts."""
    chance = Random(seed)  # noqa: S311 - to break letters, not to keep secrets
    whole = {
        form: make(paper)
        for paper in (makers.REQUEST, makers.REPLY)
        for form, make in makers.FORMS.items()
        if form != "plain"
    }
    forms = sorted(whole)
    for number in range(count):
        form = forms[number % len(forms)]
        data = whole[form]
        inside = form in {"docx", "odt"} and chance.random() < 0.5
        yield f"{number}.{form}", _repacked(data, chance) if inside else _harmed(data, chance)


def _harmed(data: bytes, chance: Random) -> bytes:
    harmed = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 5, 40))):
        at = chance.randrange(len(harmed) or 1)
        end = at + chance.choice((1, 2, 8, 100, 2_000))
        way = chance.randrange(5)
        if way == 0:
            harmed[at:end] = chance.randbytes(min(end, len(harmed)) - at)
        elif way == 1:
            del harmed[at:end]
        elif way == 2:
            harmed[at:at] = harmed[at:end] * chance.choice((1, 2, 50))
        elif way == 3:
            harmed[at:at] = chance.choice((b"\0" * 50, b"<", b"&", b"%s%n", b"((((((((", b"9" * 40, "\u202e".encode()))
        elif chance.random() < 0.2:
            del harmed[at:]
    return bytes(harmed)


def _repacked(data: bytes, chance: Random) -> bytes:
    """Return a package of which one part is broken and the package itself is whole."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {one.filename: package.read(one) for one in package.infolist()}
    chosen = chance.choice(sorted(parts))
    parts[chosen] = _harmed(parts[chosen], chance)
    if "mimetype" in parts:
        return makers.odt_file(parts["content.xml"])
    return makers.zipped(parts)
