"""The report as PDF: for every reader, for the archive, and never a program."""

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdf
import pytest
from pypdf.generic import DictionaryObject

from documents import compose
from documents.values import Reading
from documents.writers import layout, pdf
from tests.documents.printed import squeezed
from tests.documents.reports import CLASSIC, REPORTS


def opened(reading: Reading, template: str = "classic") -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(compose(reading, form="pdf", template=template)))


def tags(node: Any) -> Iterator[str]:
    """Give the tags of the structure tree in the order of reading."""
    node = node.get_object()
    if isinstance(node, DictionaryObject):
        if "/S" in node:
            yield node["/S"][1:]
        kids = node.get("/K", [])
        kids = kids.get_object() if hasattr(kids, "get_object") else kids
        for kid in kids if isinstance(kids, list) else [kids]:
            if not isinstance(kid, int):
                yield from tags(kid)


@pytest.mark.parametrize("template", ["classic", "2025"])
def test_it_says_to_which_standards_it_keeps(template: str) -> None:
    root = opened(CLASSIC, template).trailer["/Root"]
    metadata = root["/Metadata"].get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
    assert "<pdfaid:part>2</pdfaid:part>" in metadata
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in metadata
    assert root["/Lang"] == "nl-NL"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]


def test_its_tree_has_headings_lists_and_notes_in_the_order_of_reading() -> None:
    found = list(tags(opened(CLASSIC).trailer["/Root"]["/StructTreeRoot"]))
    assert [tag for tag in found if tag in {"H1", "H2", "H3", "L", "LI"}] == [
        *("H1", "H2", "H3", "L", "LI", "LI"),
        *("H2", "L", "LI", "LI"),
    ]
    assert found.count("Note") == sum(note.called for note in layout.classic(CLASSIC).notes) == 3


def test_every_font_is_in_the_file() -> None:
    for page in opened(CLASSIC).pages:
        for font in page["/Resources"]["/Font"].values():
            below = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"]
            assert {"/FontFile2", "/FontFile3"} & set(below)


def test_it_tells_nothing_but_what_the_report_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = compose(CLASSIC, form="pdf")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert compose(CLASSIC, form="pdf") == here
    metadata = opened(CLASSIC).metadata
    assert metadata is not None
    assert dict(metadata) == {
        "/Title": "Verslag van een schriftelijk overleg, 35 101 C",
        "/Author": "Eerste Kamer der Staten-Generaal",
        "/Creator": metadata["/Creator"],
        "/CreationDate": "D:20190424000000Z",
        "/ModDate": "D:20190424000000Z",
    }
    assert str(Path(pdf.__file__).parent).encode() not in here


def test_words_from_outside_are_never_run() -> None:
    text = squeezed("".join(page.extract_text() for page in opened(REPORTS["hostile words"]).pages))
    for told in ("#read('/etc/passwd')", "*a*_b_@c<d>\\$x$`r`//--~", "#setpage(width:1pt)", "=Kop-punt+plus/term:x"):
        assert told in text


def test_the_page_reads_no_file() -> None:
    source = pdf.template().decode()
    assert not [word for word in READS_FILES if word in source]


READS_FILES = ("read(", "include ", "import ", "image(", "plugin(", "eval(", "bibliography(", "csv(", "yaml(", "toml(")


def test_a_character_that_no_font_has_stands_there_by_its_number() -> None:
    letter = replace(CLASSIC.letters[1], body=("Een \U0001f600 en \u4e2d\u6587.", "\uf0b7 een punt, \ue000 een teken."))
    text = "".join(page.extract_text() for page in opened(replace(CLASSIC, letters=(letter,), footnotes=())).pages)
    assert "Een [U+1F600] en [U+4E2D][U+6587]." in text
    assert "• een punt, [U+E000] een teken." in text


def test_a_report_without_any_day_bears_none_of_the_machine() -> None:
    letter = replace(CLASSIC.letters[1], dated_on=None)
    metadata = opened(replace(CLASSIC, adopted_on=None, letters=(letter,))).metadata
    assert metadata is not None
    assert metadata["/CreationDate"].startswith("D:19700101")


def test_a_letter_begins_on_a_page_of_its_own() -> None:
    pages = [page.extract_text() for page in opened(CLASSIC).pages]
    assert [page.split("\n")[0].strip() for page in pages[1:]] == [
        "BRIEF VAN DE VOORZITTER VAN DE VASTE COMMISSIE VOOR",
        "BRIEF VAN DE MINISTER VAN WATERWEGEN",
    ]


def test_a_signature_never_stands_alone_on_a_page() -> None:
    for count in range(28, 44):
        letter = replace(CLASSIC.letters[1], body=("De sluis is dicht.",) * count)
        sheet = layout.classic(replace(CLASSIC, letters=(letter,), footnotes=()))
        pages = pypdf.PdfReader(io.BytesIO(pdf.tagged(sheet))).pages
        last = pages[-1].extract_text()
        assert last.index("De sluis is dicht.") < last.index("Q.R. Sluis")
