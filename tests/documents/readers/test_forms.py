"""The same letter says the same, in whatever form it comes."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from documents import read
from documents.values import Reading
from procedure.rulebook import Rulebook
from procedure.vocabulary import Chamber, DocType
from tests.documents.readers.makers import FORMS, NOTES, REPLY, REQUEST

PAPERS = {"request": REQUEST, "reply": REPLY}


def said(reading: Reading) -> dict[str, Any]:
    """Return what a paper says, places within the file aside."""
    return {
        "doc_type": reading.doc_type,
        "chamber": reading.chamber,
        "committees": reading.committees,
        "letters": reading.letters,
        "references": sorted((one.dossier or "", one.number or "") for one in reading.references),
        "footnotes": [(note.mark, note.text) for note in reading.footnotes],
        "commitments": [one.text for one in reading.commitments],
    }


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)
def test_a_letter_says_the_same_in_every_form(paper: Sequence[str], form: str, rulebook: Rulebook) -> None:
    expected = said(read(FORMS["plain"](paper), name="brief", rulebook=rulebook))
    assert said(read(FORMS[form](paper), name="brief", rulebook=rulebook)) == expected


@pytest.mark.parametrize("form", FORMS)
def test_a_request_is_read_whole(form: str, rulebook: Rulebook) -> None:
    reading = read(FORMS[form](REQUEST), name="brief", rulebook=rulebook)
    (letter,) = reading.letters
    assert (reading.doc_type, reading.chamber or Chamber.EK) == (DocType.REQUEST, Chamber.EK)
    assert (letter.addressee, letter.sender_name) == ("Minister van Infrastructuur en Waterstaat", "A.B. van der Proef")
    assert letter.dated_on == date(2019, 2, 12)
    assert letter.copied_to == ("Minister van Financiën",)
    assert letter.term is not None
    assert (letter.term.clause, letter.term.due_on) == (
        "binnen vier weken na dagtekening van deze brief",
        date(2019, 3, 12),
    )
    assert [(note.mark, note.text) for note in reading.footnotes] == list(NOTES.items())
    assert "de vluchtelingensluis en de niet-bediende schutkolken" in letter.body[0]


@pytest.mark.parametrize("form", FORMS)
def test_a_reply_is_read_whole(form: str, rulebook: Rulebook) -> None:
    reading = read(FORMS[form](REPLY), name="brief", rulebook=rulebook)
    (letter,) = reading.letters
    assert (reading.doc_type, reading.chamber) == (DocType.REPLY, Chamber.EK)
    assert (letter.sender, letter.sender_name) == ("Minister van Infrastructuur en Waterstaat", "C.D. Voorbeeld")
    assert (letter.on_behalf_of, letter.dated_on) == (("Minister van Financiën",), date(2019, 3, 14))
    assert letter.subject == "Antwoord op vragen over de sluisdeuren in de Vliet"
    assert [one.dated_on for one in letter.in_reply_to] == [date(2019, 2, 12)]


@pytest.mark.parametrize("form", ["docx", "odt", "html", "pdf"])
def test_a_footnote_keeps_its_paragraph(form: str, rulebook: Rulebook) -> None:
    reading = read(FORMS[form](REQUEST), name="brief", rulebook=rulebook)
    assert [(note.letter, note.paragraph) for note in reading.footnotes] == [(0, 0), (0, 1)]
