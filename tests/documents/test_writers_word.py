"""The report as a Word document: whole parts, real styles and footnotes, nothing about who made it."""

import io
import re
import zipfile
from dataclasses import replace

import docx
import pytest
from lxml import etree

from documents import compose
from documents.values import Footnote, Letter, Reading
from procedure.vocabulary import LetterKind
from tests.documents.printed import W
from tests.documents.reports import CLASSIC, REPORTS

PACKAGE = "{http://schemas.openxmlformats.org/package/2006/"


def parts(reading: Reading) -> dict[str, etree._Element]:
    """Return the parts of the document, each of which must be whole XML."""
    with zipfile.ZipFile(io.BytesIO(compose(reading, form="docx"))) as packed:
        assert packed.testzip() is None
        return {name: etree.fromstring(packed.read(name)) for name in packed.namelist()}


@pytest.mark.parametrize("name", REPORTS)
def test_every_part_is_whole_has_a_kind_and_is_reached(name: str) -> None:
    found = parts(REPORTS[name])
    kinds = {each.get("PartName") for each in found["[Content_Types].xml"].iter(f"{PACKAGE}content-types}}Override")}
    roots = [each.get("Target") for each in found["_rels/.rels"]]
    related = [f"word/{each.get('Target')}" for each in found["word/_rels/document.xml.rels"]]
    assert kinds == {f"/{each}" for each in (*roots, *related)}
    assert {each[1:] for each in kinds} == {each for each in found if not each.endswith(".rels")} - {
        "[Content_Types].xml"
    }


@pytest.mark.parametrize("name", REPORTS)
def test_every_style_and_every_footnote_that_is_used_exists(name: str) -> None:
    found = parts(REPORTS[name])
    styles = {each.get(f"{W}styleId") for each in found["word/styles.xml"].iter(f"{W}style")}
    for part in ("word/document.xml", "word/footnotes.xml", "word/footer.xml"):
        used = {each.get(f"{W}val") for tag in ("pStyle", "rStyle") for each in found[part].iter(f"{W}{tag}")}
        assert used <= styles
    feet = [each.get(f"{W}id") for each in found["word/footnotes.xml"]]
    calls = [each.get(f"{W}id") for each in found["word/document.xml"].iter(f"{W}footnoteReference")]
    assert sorted(feet) == sorted({*calls, "-1", "0"})
    assert len(calls) == len(set(calls))


def test_the_styles_are_those_that_a_clerk_looks_for() -> None:
    opened = docx.Document(io.BytesIO(compose(CLASSIC, form="docx")))
    used = [(paragraph.style.name, paragraph.text) for paragraph in opened.paragraphs if paragraph.style]
    assert used[0] == ("Kamer", "Eerste Kamer der Staten-Generaal")
    assert ("Title", "C\tVERSLAG VAN EEN SCHRIFTELIJK OVERLEG") in used
    assert ("Heading 1", "BRIEF VAN DE MINISTER VAN WATERWEGEN") in used
    assert ("Heading 2", "Vragen van de leden van de fractie van het CDA") in used
    assert ("Opsomming", "1.\tHoeveel sluizen worden op afstand bediend?") in used
    assert ("Ondertekening", "De Minister van Waterwegen,\nQ.R. Sluis") in used


@pytest.mark.parametrize(
    ("marks", "first", "own"),
    [
        (["1", "2", "3"], 1, []),
        (["2", "3"], 2, []),  # the first note's mark was lost in print
        (["6", "7", "1", "2", "3"], 1, ["6", "7"]),  # a register numbers its own notes after those of the letters
        (["1", "2", "1", "2"], 1, ["1", "2"]),  # each letter counts anew
        ([], 1, []),
    ],
)
def test_word_counts_the_notes_that_follow_on_and_the_others_keep_their_mark(
    marks: list[str], first: int, own: list[str]
) -> None:
    letters = tuple(Letter(LetterKind.REPLY, heading="BRIEF", body=(f"De nota{mark} is bekend.",)) for mark in marks)
    notes = tuple(Footnote(mark, "Een noot.", place, 0) for place, mark in enumerate(marks))
    body = parts(replace(CLASSIC, letters=letters or CLASSIC.letters, footnotes=notes))["word/document.xml"]
    calls = list(body.iter(f"{W}footnoteReference"))
    kept = [each.getnext().text for each in calls if each.get(f"{W}customMarkFollows")]
    assert (len(calls), kept) == (len(marks), own)
    assert body.find(f".//{W}numStart").get(f"{W}val") == str(first)


def test_the_language_is_dutch_and_every_page_has_its_number() -> None:
    found = parts(CLASSIC)
    assert found["word/styles.xml"].find(f".//{W}lang").get(f"{W}val") == "nl-NL"
    footer = found["word/footer.xml"]
    assert "".join(footer.itertext()).startswith("Eerste Kamer, vergaderjaar 2018–2019, 35 101, C")
    assert " PAGE " in [each.text for each in footer.iter(f"{W}instrText")]


def test_nothing_tells_who_made_it_where_or_at_what_hour() -> None:
    with zipfile.ZipFile(io.BytesIO(compose(CLASSIC, form="docx"))) as packed:
        assert {each.date_time for each in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        told = b"".join(packed.read(name) for name in packed.namelist()).decode()
        properties = packed.read("docProps/core.xml").decode()
    assert set(re.findall(r"\d\d:\d\d:\d\d", told)) == {"00:00:00"}
    assert set(re.findall(r"<dcterms:\w+[^>]*>([^<]*)<", properties)) == {"2019-04-24T00:00:00Z"}
    assert set(re.findall(r"<(?:dc|cp|dcterms):(\w+)[ >]", properties)) == {
        "coreProperties",
        "title",
        "creator",
        "language",
        "created",
        "modified",
    }
    undated = replace(CLASSIC, adopted_on=None, letters=tuple(replace(x, dated_on=None) for x in CLASSIC.letters))
    assert not list(parts(undated)["docProps/core.xml"].iter("{http://purl.org/dc/terms/}created"))


def test_words_from_outside_are_no_markup() -> None:
    text = "".join(parts(REPORTS["hostile words"])["word/document.xml"].itertext(f"{W}t"))
    assert "]]> {{7*7}} %s" in text
    assert "</w:t> =cmd|' 1." in text
