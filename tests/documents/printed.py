"""What a composed report says, got back out of each form by a road of its own: never through our writers."""

import io
import re
import zipfile
from collections.abc import Iterator

import pypdf
from lxml import etree, html

from documents.values import Reading

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def parts_of(text: str, reading: Reading) -> tuple[list[str], list[str]]:
    """Return the words of a plain report without its footnotes, and the footnotes ("1 Zie dossier …"), sorted."""
    notes = sorted(f"{note.mark} {note.text}" for note in reading.footnotes)
    blocks = blocks_of(text)
    for note in notes:
        blocks.remove(note)
    return " ".join(blocks).split(), [" ".join(note.split()) for note in notes]


def blocks_of(text: str) -> list[str]:
    """Return the blocks of a plain report, without the figure under the name of the chamber.

    Pages and documents have no such figure, and the PDF has it as an ornament.
    """
    bare = re.sub(r"\A(.+ der Staten-Generaal)\n[12]$", r"\1", text, flags=re.MULTILINE)
    return bare.removesuffix("\n").split("\n\n")


def parts_of_page(data: bytes) -> tuple[list[str], list[str]]:
    """Return the words of a web page without its footnotes, and the footnotes, sorted."""
    body = html.document_fromstring(data.decode()).find("body")
    assert body is not None
    body.remove(body.find_class("skip")[0])
    notes = body.xpath("//*[@role='doc-footnote' or @role='note']")
    found = [" ".join(note.text_content().split()) for note in notes]
    for note in notes:
        note.getparent().remove(note)
    return body.text_content().split(), sorted(found)


def parts_of_word(data: bytes) -> tuple[list[str], list[str]]:
    """Return the words of a Word document without its footnotes, and the footnotes, sorted; as Word counts."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        body = etree.fromstring(packed.read("word/document.xml"))
        feet = etree.fromstring(packed.read("word/footnotes.xml"))
    counted = int(body.find(f".//{W}footnotePr/{W}numStart").get(f"{W}val"))
    marks: dict[str, str] = {}
    words, notes = [], []
    for paragraph in body.iter(f"{W}p"):
        for call in paragraph.iter(f"{W}footnoteReference"):
            if call.get(f"{W}customMarkFollows") is None:
                marks[call.get(f"{W}id")] = str(counted)
                counted += 1
        style = paragraph.find(f"{W}pPr/{W}pStyle").get(f"{W}val")
        (notes if style == "Voetnoottekst" else words).append(_text(paragraph, marks))
    own = [foot for foot in feet if foot.get(f"{W}type") is None]
    notes.extend(marks.get(foot.get(f"{W}id"), "") + _text(foot, marks) for foot in own)
    return " ".join(words).split(), sorted(" ".join(note.split()) for note in notes)


def _text(element: etree._Element, marks: dict[str, str]) -> str:
    return "".join(_pieces(element, marks))


def _pieces(element: etree._Element, marks: dict[str, str]) -> Iterator[str]:
    for node in element.iter():
        if node.tag == f"{W}t":
            yield node.text or ""
        elif node.tag in {f"{W}tab", f"{W}br"}:
            yield " "
        elif node.tag == f"{W}footnoteReference":
            yield marks.get(node.get(f"{W}id"), "")


def letters_of_pdf(data: bytes, reading: Reading) -> tuple[str, list[str]]:
    """Return the characters of a PDF without white space and without its footnotes, and which notes it holds, sorted.

    What each page adds (the chamber's digit, the line at its foot with the page number) is taken off.
    """
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages]
    text = ""
    for number, page in enumerate(pages, start=1):
        assert page.endswith((f" {number}", f"\n{number}")), page[-80:]
        text += page.rpartition("\n")[0] + "\n"
    digit = re.match(r"(.*der Staten-Generaal) [12]\n", text)
    text = squeezed(text if digit is None else digit[1] + text[digit.end() :])
    notes = []
    for note in reading.footnotes:
        printed = squeezed(f"{note.mark} {note.text}")
        assert text.count(printed) == 1, printed
        text = text.replace(printed, "")
        notes.append(f"{note.mark} {note.text}")
    return text, sorted(notes)


def squeezed(text: str) -> str:
    """Return a text without white space, as line ends differ from form to form."""
    return "".join(text.split())
