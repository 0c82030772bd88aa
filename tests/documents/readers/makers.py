"""One paper in every form in which a letter comes: made here from strings, each as its own kind of program makes it.

A paper is a list of paragraphs; a line end in one is a line of an address, and ``[^1]`` hangs a footnote on its word.
"""

import io
import json
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from email.message import EmailMessage
from html import escape
from xml.sax.saxutils import escape as xml_escape

import typst

MARK = re.compile(r"\[\^(\d)\]")


def paper(print_: str) -> tuple[str, ...]:
    """Return the paragraphs of a paper, blank lines between them; a stroke ends a line of an address."""
    return tuple(" ".join(one.split()).replace(" | ", "\n") for one in print_.split("\n\n"))


REQUEST = paper("""
    BRIEF VAN DE VOORZITTER VAN DE VASTE COMMISSIE VOOR INFRASTRUCTUUR, WATERSTAAT EN OMGEVING

    Aan de Minister van Infrastructuur en Waterstaat

    Den Haag, 12 februari 2019

    De leden van de vaste commissie voor Infrastructuur, Waterstaat en Omgeving hebben met belangstelling kennisgenomen
    van uw brief over de sluisdeuren in de Vliet (Kamerstukken I 2018/19, 35 901, B).[^1] Zij leggen u de volgende
    vragen voor, die ook de vluchtelingensluis en de niet-bediende schutkolken betreffen.

    Kan de regering uiteenzetten hoeveel sluisdeuren het afgelopen jaar zijn vervangen, en welke waterschappen daarbij
    vooraf zijn geraadpleegd? Wat waren de kosten per sluisdeur?[^2]

    Deze brief wordt in afschrift gestuurd aan de Minister van Financiën.

    De leden van de commissie zien met belangstelling uit naar uw reactie en ontvangen deze graag binnen vier weken na
    dagtekening van deze brief.

    Voorzitter van de vaste commissie voor Infrastructuur, Waterstaat en Omgeving, | A.B. van der Proef
""")
REPLY = paper("""
    Aan de Voorzitter van de Eerste Kamer der Staten-Generaal | Binnenhof 22 | 2513 AA Den Haag

    Datum 14 maart 2019 | Betreft Antwoord op vragen over de sluisdeuren in de Vliet

    Geachte voorzitter,

    Hierbij bied ik u, mede namens de Minister van Financiën, de antwoorden aan op de vragen van de leden van de vaste
    commissie voor Infrastructuur, Waterstaat en Omgeving van 12 februari 2019 over de sluisdeuren in de Vliet.[^1]

    In het afgelopen jaar zijn twaalf sluisdeuren vervangen. De betrokken waterschappen zijn daarover vooraf
    geraadpleegd, en de kosten bleven binnen de raming die eerder aan uw Kamer is gestuurd.[^2]

    De Minister van Infrastructuur en Waterstaat, | C.D. Voorbeeld
""")
NOTES: Mapping[str, str] = {
    "1": "Kamerstukken I 2018/19, 35 901, B, blz. 4.",
    "2": "Zie het jaarverslag van de Unie van Sluisbeheerders over 2018.",
}

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
_ODF = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (
        *(("office", "office"), ("text", "text"), ("table", "table"), ("draw", "drawing"), ("style", "style")),
    )
)


def pieces(paragraph: str) -> list[str]:
    """Return a paragraph cut at its footnotes: words, mark, words, mark, words."""
    return MARK.split(paragraph)


def plain(paper: Sequence[str], notes: Mapping[str, str] = NOTES) -> bytes:
    """Return the paper as plain print, its footnotes at the foot of the page before the last paragraph."""
    listed = [f"{mark} {text}" for mark, text in notes.items()]
    *above, last = (MARK.sub(r"\1", one) for one in paper)
    return "\n\n".join([*above, *listed, f"\f{last}"]).encode()


def zipped(members: Mapping[str, str | bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a packed file with these members, in order."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", method) as package:
        for name, data in members.items():
            package.writestr(name, data)
    return held.getvalue()


def word_body(inner: str) -> str:
    """Return the main part of a Word file around its paragraphs."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><w:document {_W} xmlns:r="{_R}"><w:body>{inner}</w:body></w:document>'
    )


def word_text(text: str) -> str:
    """Return words as runs, a line end as a break."""
    parts = [f'<w:r><w:t xml:space="preserve">{xml_escape(line)}</w:t></w:r>' for line in text.split("\n")]
    return "<w:r><w:br/></w:r>".join(parts)


def word_paragraph(paragraph: str) -> str:
    """Return a paragraph with references to its footnotes."""
    cut = pieces(paragraph)
    runs = [
        f'<w:r><w:footnoteReference w:id="{int(part) + 1}"/></w:r>' if place % 2 else word_text(part)
        for place, part in enumerate(cut)
    ]
    return f"<w:p>{''.join(runs)}</w:p>"


def docx(paper: Sequence[str], notes: Mapping[str, str] = NOTES, **parts: str | bytes) -> bytes:
    """Return the paper as a Word file with real footnotes; further parts by their names under ``word/``."""
    listed = "".join(
        f'<w:footnote w:id="{int(mark) + 1}"><w:p><w:r><w:footnoteRef/></w:r>{word_text(" " + text)}</w:p></w:footnote>'
        for mark, text in notes.items()
    )
    return zipped(
        {
            "[Content_Types].xml": _TYPES,
            "word/document.xml": word_body("".join(word_paragraph(one) for one in paper)),
            "word/footnotes.xml": f"<w:footnotes {_W}>{listed}</w:footnotes>",
        }
        | {f"word/{name.replace('_', '.')}": data for name, data in parts.items()}
    )


def odt_content(inner: str) -> str:
    """Return the content of an OpenDocument text around its paragraphs."""
    return (
        f'<?xml version="1.0"?><office:document-content {_ODF}><office:body><office:text>{inner}</office:text>'
        "</office:body></office:document-content>"
    )


def odt_paragraph(paragraph: str, notes: Mapping[str, str]) -> str:
    """Return a paragraph with its footnotes in it, as the format has them."""
    said = ""
    for place, part in enumerate(pieces(paragraph)):
        said += (
            f'<text:note text:note-class="footnote"><text:note-citation>{part}</text:note-citation><text:note-body>'
            f"<text:p>{xml_escape(notes[part])}</text:p></text:note-body></text:note>"
            if place % 2
            else xml_escape(part).replace("\n", "<text:line-break/>")
        )
    return f"<text:p>{said}</text:p>"


def odt(paper: Sequence[str], notes: Mapping[str, str] = NOTES) -> bytes:
    """Return the paper as an OpenDocument text."""
    return odt_file(odt_content("".join(odt_paragraph(one, notes) for one in paper)))


def odt_file(content: str | bytes, **parts: str) -> bytes:
    """Return an OpenDocument text with this content: the kind comes first, and unpacked."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(zipfile.ZipInfo("mimetype"), "application/vnd.oasis.opendocument.text")
        package.writestr("content.xml", content)
        for name, data in parts.items():
            package.writestr(f"{name}.xml", data)
    return held.getvalue()


def html(paper: Sequence[str], notes: Mapping[str, str] = NOTES) -> bytes:
    """Return the paper as a web page with a menu and a script, its footnotes at the foot with a way back."""
    body = "".join(
        "<p>"
        + "".join(
            f'<sup><a href="#n{part}" id="r{part}">{part}</a></sup>'
            if place % 2
            else escape(part).replace("\n", "<br>\n")
            for place, part in enumerate(pieces(one))
        )
        + "</p>\n"
        for one in paper
    )
    listed = "".join(
        f'<li id="n{mark}"><a href="#r{mark}">{mark}</a> {escape(text)}</li>' for mark, text in notes.items()
    )
    return (
        '<!DOCTYPE html><html lang="nl"><head><meta charset="utf-8"><title>Brief</title>'
        "<style>p {}</style></head><body>"
        '<nav><ul><li><a href="/">Home</a></li><li>Zoeken</li></ul></nav><script>var geheim = "Aan de";</script>'
        f'{body}<ol style="list-style: none">{listed}</ol></body></html>'
    ).encode()


def pdf(paper: Sequence[str], notes: Mapping[str, str] = NOTES, *, page: str = "") -> bytes:
    """Return the paper as printed by Typst: words broken at line ends, footnotes and figures under the page."""
    body = "\n\n".join(
        "".join(
            f"#footnote[#{json.dumps(notes[part], ensure_ascii=False)}]"
            if place % 2
            else "#linebreak()".join(f"#{json.dumps(line, ensure_ascii=False)}" for line in part.split("\n") if line)
            for place, part in enumerate(pieces(one))
        )
        for one in paper
    )
    setting = (
        "#let foot = context [Pagina #counter(page).display() van #counter(page).final().first()]\n"
        '#set page(paper: "a4", margin: 3cm, footer: foot)\n'
        '#set text(size: 10pt, lang: "nl", hyphenate: true)\n#set par(justify: true, leading: 0.65em, spacing: 1.6em)\n'
    )
    made: bytes = typst.compile((setting + page + body).encode())
    return made


def mail(
    body: str = "Geachte griffie, bijgaand onze brief.\n",
    *attached: tuple[str, bytes],
    html_body: str | None = None,
    forwarded: Sequence[EmailMessage] = (),
) -> EmailMessage:
    """Return a mail from outside with files attached by their names."""
    made = EmailMessage()
    made["From"] = "Parlementaire zaken <pz@example.org>"
    made["To"] = "griffie@example.org"
    made["Date"] = "Mon, 01 Jan 2001 12:00:00 +0100"
    made["Subject"] = "Brief van de Staatssecretaris van Visserij van 3 januari 2001"
    made["Message-ID"] = "<een@example.org>"
    made.set_content(body)
    if html_body is not None:
        made.add_alternative(html_body, subtype="html")
    for name, data in attached:
        made.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    for inner in forwarded:
        made.add_attachment(inner)
    return made


def eml(paper: Sequence[str], notes: Mapping[str, str] = NOTES) -> bytes:
    """Return the paper as the attachment of a mail."""
    return mail("Bijgaand de brief.\n", ("brief.docx", docx(paper, notes))).as_bytes()


def eml_body(paper: Sequence[str], notes: Mapping[str, str] = NOTES) -> bytes:
    """Return the paper as the words of a mail."""
    return mail(plain(paper, notes).decode()).as_bytes()


FORMS: Mapping[str, Callable[[Sequence[str]], bytes]] = {
    "plain": plain,
    "docx": docx,
    "odt": odt,
    "html": html,
    "pdf": pdf,
    "mail with the letter attached": eml,
    "mail that is the letter": eml_body,
}
