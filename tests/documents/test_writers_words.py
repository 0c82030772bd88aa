"""Every form holds every word of the report, in its order, whichever the template."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents import compose, read
from documents.values import Letter, Reading
from procedure.rulebook import Rulebook
from procedure.vocabulary import DocType, LetterKind
from tests.documents.printed import letters_of_pdf, parts_of, parts_of_page, parts_of_word, squeezed
from tests.documents.reports import REPORTS
from tests.documents.test_letters import LETTERS
from tests.documents.test_letters import REPORTS as PAPERS

BOTH_FORMS = ("without sentences of its own", "ek-verslag-2025")
CASES = [(name, "classic") for name in (*REPORTS, *PAPERS)] + [(name, "2025") for name in BOTH_FORMS]


def a_report(name: str, rulebook: Rulebook) -> Reading:
    """Return a report of our own invention, or one that was read from print."""
    if name in REPORTS:
        return REPORTS[name]
    return read((LETTERS / name / "letter.txt").read_bytes(), name=name, rulebook=rulebook)


@pytest.mark.parametrize(("name", "template"), CASES)
def test_the_web_page_holds_every_word(name: str, template: str, rulebook: Rulebook) -> None:
    report = a_report(name, rulebook)
    expected = parts_of(compose(report, template=template).decode(), report)
    assert parts_of_page(compose(report, form="html", template=template)) == expected


@pytest.mark.parametrize(("name", "template"), CASES)
def test_the_word_document_holds_every_word(name: str, template: str, rulebook: Rulebook) -> None:
    report = a_report(name, rulebook)
    expected = parts_of(compose(report, template=template).decode(), report)
    assert parts_of_word(compose(report, form="docx", template=template)) == expected


@pytest.mark.parametrize(("name", "template"), CASES)
def test_the_pdf_holds_every_word(name: str, template: str, rulebook: Rulebook) -> None:
    report = a_report(name, rulebook)
    words, notes = parts_of(compose(report, template=template).decode(), report)
    text, printed = letters_of_pdf(compose(report, form="pdf", template=template), report)
    assert text == squeezed(" ".join(words))
    assert [squeezed(note) for note in printed] == [squeezed(note) for note in notes]


PRINT = st.text(st.characters(exclude_categories=["C", "Z"]) | st.just(" "), min_size=1, max_size=60).map(str.strip)


@settings(max_examples=40, deadline=None)
@given(st.lists(PRINT.filter(bool), min_size=1, max_size=4))
def test_whatever_a_letter_says_stands_in_the_page_and_the_document(body: list[str]) -> None:
    letter = Letter(LetterKind.REPLY, heading="BRIEF", body=tuple(body), signature="De Minister,\nX")
    report = Reading(file="", sha256="", doc_type=DocType.REPLY, letters=(letter,))
    expected = compose(report).decode().split()
    assert parts_of_page(compose(report, form="html"))[0] == expected
    assert parts_of_word(compose(report, form="docx"))[0] == expected


@pytest.mark.parametrize("form", ["txt", "html", "docx", "pdf"])
def test_control_characters_and_half_characters_stop_no_form(form: str) -> None:
    letter = Letter(LetterKind.REPLY, heading="BRIEF", body=("Een\x00 \x1b[31mbrief\x0c met \ud800 resten\ufffe.",))
    report = Reading(file="", sha256="", doc_type=DocType.REPLY, letters=(letter,))
    assert compose(report, form=form)


@pytest.mark.parametrize("form", ["txt", "html", "docx", "pdf"])
def test_the_same_report_gives_the_same_bytes(form: str) -> None:
    assert compose(REPORTS["classic"], form=form) == compose(REPORTS["classic"], form=form)
