"""Where a footnote hangs: certain marks become references, uncertain ones stay text."""

from dataclasses import replace
from itertools import pairwise

import pytest

from documents.values import Footnote, Letter, Reading
from documents.writers.anchors import Ref
from documents.writers.layout import Role, Sheet, classic, text_of
from procedure.vocabulary import LetterKind
from tests.documents.reports import CLASSIC, REPORTS


def set_with(text: str, *marks: str) -> Sheet:
    """Return the sheet of a report with one letter of one paragraph, and a note for each mark."""
    letter = Letter(LetterKind.REPLY, heading="BRIEF", body=(text,))
    notes = tuple(Footnote(mark, f"Noot {place}.", 0, 0) for place, mark in enumerate(marks))
    return classic(replace(CLASSIC, letters=(letter,), footnotes=notes, introduction=None))


def calls(sheet: Sheet) -> list[str]:
    """Return what stands before each reference, with its mark: "Raad|2"."""
    found = []
    for part in sheet.parts:
        for block in part.blocks:
            for line in block.lines:
                for place, word in enumerate(line):
                    if isinstance(word, Ref):
                        found.append(f"{str(line[place - 1]).split()[-1]}|{word.mark}")
    return found


@pytest.mark.parametrize(
    ("text", "marks", "expected"),
    [
        ("De JBZ-Raad2 kwam bijeen.", ["2"], ["Raad|2"]),
        ("In de brief van 20 februari 20183 staat dit.", ["3"], ["2018|3"]),
        ("De cellen die in 20173 leeg stonden.", ["3"], ["2017|3"]),
        ("Dat is gezegd.4 Daarna niet.", ["4"], ["gezegd.|4"]),
        ("Het akkoord (GCM)5 is gesloten.", ["5"], ["(GCM)|5"]),
        ("Als «uitstel»6, niet als afstel.", ["6"], ["«uitstel»|6"]),
        ("Zie de nota7, de brief8 en het advies9.", ["7", "8", "9"], ["nota|7", "brief|8", "advies|9"]),
        ("Het voorstel COM(2016)2721 wijzigt dit.", ["1"], ["COM(2016)272|1"]),
        ("Zie COM (2016) 465, 466, 467 en 4682.", ["2"], ["468|2"]),
        ("De nota12 noemt 12 sluizen op 12 maart.", ["12"], ["nota|12"]),
    ],
)
def test_a_mark_that_is_certain_is_a_reference(text: str, marks: list[str], expected: list[str]) -> None:
    sheet = set_with(text, *marks)
    assert [call.replace("JBZ-Raad", "Raad") for call in calls(sheet)] == expected
    assert all(note.called for note in sheet.notes)


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("De nota2 en de brief2 zijn bekend.", ["2"]),  # twice
        ("De nota2 is bekend.", ["2", "2"]),  # two notes with one mark
        ("De uitstoot van CO2 daalt.", ["2"]),
        ("Een kolk van 300 m2 of 40 dm3.", ["2", "3"]),
        ("De fractie van D66 vraagt dit.", ["66"]),
        ("Artikel 12 van de wet.", ["2"]),
        ("Het dossier 20183 is gesloten.", ["3"]),
        ("Het kost 5,3 miljoen.", ["3"]),
        ("Zie art.3 en nr.3 van de lijst.", ["3"]),
        ("Toezegging T02538 staat open.", ["8"]),
        ("Het document 2016Z1203 van toen.", ["3"]),
        ("Versie2.1 van de nota.", ["2"]),
        ("Geen merk.", ["1"]),
        ("Een nota* met een ster.", ["*"]),
    ],
)
def test_digits_of_the_word_itself_stay_text(text: str, marks: list[str]) -> None:
    sheet = set_with(text, *marks)
    assert calls(sheet) == []
    assert not any(note.called for note in sheet.notes)
    assert [text_of(block.lines[0]) for block in sheet.parts[1].blocks if block.role is Role.TEXT] == [text]


def test_capitals_bear_a_mark_only_in_a_line_of_capitals() -> None:
    assert calls(set_with("De NAVO2 vergadert.", "2")) == []
    reprinted = replace(CLASSIC, reprint="HERDRUK5", footnotes=(Footnote("5", "Een correctie."),))
    assert calls(classic(reprinted)) == ["HERDRUK|5"]


def test_a_note_is_looked_for_in_its_own_part_only() -> None:
    front = Footnote("1", "Voorin.")
    letter = Letter(LetterKind.REPLY, heading="BRIEF", body=("De nota1 is bekend.",))
    assert calls(classic(replace(CLASSIC, letters=(letter,), footnotes=(front,)))) == []


def test_the_same_mark_may_hang_once_in_each_letter() -> None:
    sheet = classic(REPORTS["letters with marks of their own"])
    assert calls(sheet) == ["commissie|1", "brief|7", "rapport|3", "besluit|1"]
    assert [note.called for note in sheet.notes] == [True, True, True, True, False]


@pytest.mark.parametrize("name", REPORTS)
def test_headings_begin_at_one_and_skip_no_level(name: str) -> None:
    levels = [block.level for part in classic(REPORTS[name]).parts for block in part.blocks if block.level]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize(
    ("text", "following", "heading"),
    [
        ("Vragen van de leden van de VVD-fractie", "De leden vragen iets.", True),
        ("II Antwoord van de Minister", "De leden kan ik berichten.", True),
        ("2.1 Bekostiging", "Over de kosten.", True),
        ("Geachte voorzitter", "Hierbij bericht ik u.", False),
        ("Hoogachtend", "De Minister van Waterwegen", False),
        ("Dit is een zin.", "Dit ook.", False),
        ("Zoals eerder gemeld aan de Kamer", "en ook aan de gemeenten.", False),
        ("de leden van de fractie", "De leden vragen iets.", False),
        ("Onder het laatste", "", False),
    ],
)
def test_a_short_line_over_a_paragraph_is_a_heading(text: str, following: str, heading: bool) -> None:
    letter = Letter(LetterKind.REPLY, heading="BRIEF", body=tuple(filter(None, (text, following))))
    roles = [block.role for block in classic(replace(CLASSIC, letters=(letter,), footnotes=())).parts[1].blocks]
    assert (Role.SUBHEADING in roles) is heading


def test_a_line_of_the_table_of_contents_is_no_heading() -> None:
    asked = Letter(
        LetterKind.REQUEST,
        body=(
            "Inhoudsopgave",
            "I Vragen van de fracties",
            "II Antwoord",
            "I Vragen van de fracties",
            "De leden vragen.",
        ),
    )
    answered = Letter(LetterKind.REPLY, body=("II Antwoord", "Nee."))
    sheet = classic(replace(CLASSIC, letters=(asked, answered), footnotes=()))
    headings = [block.lines[0] for part in sheet.parts for block in part.blocks if block.role is Role.SUBHEADING]
    assert headings == [("Inhoudsopgave",), ("I Vragen van de fracties",), ("II Antwoord",)]


def test_items_of_a_list_are_told_from_text_that_begins_with_a_figure() -> None:
    body = ("1. Hoeveel sluizen?", "a) Welke?", "– Waar?", "2018 was een nat jaar.", "A. Jansen sprak.", "-")
    letter = Letter(LetterKind.REPLY, heading="BRIEF", body=body)
    reading: Reading = replace(CLASSIC, letters=(letter,), footnotes=())
    items = [block.label for block in classic(reading).parts[1].blocks if block.role is Role.ITEM]
    assert items == ["1.", "a)", "–"]
