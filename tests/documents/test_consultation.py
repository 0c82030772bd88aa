"""The committee's own sentences, from values."""

from dataclasses import replace
from datetime import date

import pytest

from documents import compose
from documents.consultation import (
    Received,
    Sent,
    clerk_capacity,
    closing,
    composition_note,
    introduction,
    introduction_2025,
)
from documents.errors import IncompleteReport, UnknownForm
from documents.headings import title_of
from documents.values import Letter, Member, Reading, Signatory
from procedure.vocabulary import Chamber, DocType, LetterKind

FINANCE, DEFENCE = "vaste commissie voor Financiën", "vaste commissie voor Defensie"
SENT = Sent(date(2018, 5, 31), ("Minister van Financiën",))
REPLY = Received(date(2018, 6, 20), "Minister van Financiën")


def test_an_introduction_says_who_asked_whom_when_and_what_came() -> None:
    told = introduction(
        committees=[FINANCE], sent=[SENT], received=[REPLY], subject="de muntslag", marks={FINANCE: "1"}
    )
    motive, *others = told.split("\n\n")
    assert motive == (
        "De leden van de vaste commissie voor Financiën1 hebben besloten vragen voor te leggen aan de Minister van "
        "Financiën over de muntslag. Naar aanleiding hiervan is op 31 mei 2018 een brief gestuurd aan de Minister van "
        "Financiën."
    )
    assert others == [
        "De Minister van Financiën heeft op 20 juni 2018 gereageerd.",
        "De commissie brengt bijgaand verslag uit van het gevoerde schriftelijk overleg.",
    ]


def test_the_clerks_own_motive_takes_the_place_of_the_fixed_one() -> None:
    told = introduction(committees=[FINANCE], sent=[SENT], received=[REPLY], motive="De commissie las de nota.")
    assert told.startswith("De commissie las de nota. Naar aanleiding hiervan is op 31 mei 2018")


@pytest.mark.parametrize(
    ("received", "sentence"),
    [
        (
            Received(date(2018, 6, 7), "Minister van Defensie", LetterKind.DEFERRAL, promised_on=date(2018, 7, 1)),
            "meer tijd vergt en toegezegd het antwoord uiterlijk op 1 juli 2018 te geven.",
        ),
        (
            Received(date(2018, 6, 7), "Minister van Defensie", LetterKind.PARTIAL_REPLY),
            "De Minister van Defensie heeft op 7 juni 2018 een deel van de vragen beantwoord.",
        ),
        (
            Received(date(2018, 6, 7), "Minister van Defensie", on_behalf_of=("Minister van A", "Minister van B")),
            "heeft, mede namens de Minister van A en de Minister van B, op 7 juni 2018 gereageerd.",
        ),
    ],
)
def test_each_letter_that_came_in_has_its_sentence(received: Received, sentence: str) -> None:
    assert sentence in introduction(committees=[FINANCE], sent=[SENT], received=[received])


def test_joint_committees_report_in_the_plural_and_a_further_round_says_so() -> None:
    assert closing([FINANCE, DEFENCE], further=True) == (
        "De commissies brengen bijgaand verslag uit van het gevoerde nader schriftelijk overleg."
    )
    assert clerk_capacity([FINANCE, DEFENCE]) == "De griffier van de vaste commissies voor Financiën en voor Defensie"
    assert clerk_capacity([FINANCE], capacity="voor dit verslag") == "De griffier voor dit verslag"
    assert title_of(further=True) == "VERSLAG VAN EEN NADER SCHRIFTELIJK OVERLEG"


def test_the_note_on_composition_prints_roles_after_parties() -> None:
    members = [Member("Oostra", "CDA", "voorzitter"), Member("Vink", "D66"), Member("Kok", "SP", "plv. lid")]
    assert composition_note(members) == "Samenstelling: Oostra (CDA) (voorzitter), Vink (D66)"


def a_report(**changes: object) -> Reading:
    """Return a report with one letter, made from values alone."""
    letter = Letter(
        LetterKind.REPLY,
        signatories=(Signatory("Minister van Financiën", "I. Koster"),),
        addressees=("Voorzitter van de Eerste Kamer der Staten-Generaal",),
        place="Den Haag",
        dated_on=date(2018, 6, 20),
        body=("Eerste alinea.", "Tweede alinea."),
        signature="De Minister van Financiën,\nI. Koster",
    )
    given = {"letters": (letter,), "chamber": Chamber.EK, "dossiers": ("34964",), "dossier_titles": ("Muntslag",)}
    values = given | {"number": "A", "title": title_of(further=False), "adopted_on": date(2018, 6, 21)} | changes
    return Reading(file="", sha256="", doc_type=DocType.VSO, **values)  # type: ignore[arg-type]


def test_a_report_made_from_values_is_set_in_the_classic_form() -> None:
    assert compose(a_report(session_year="2017-2018", introduction="De commissie schreef.")).decode() == (
        "Eerste Kamer der Staten-Generaal\n1\n\nVergaderjaar 2017–2018\n\n34 964 Muntslag\n\n"
        "A VERSLAG VAN EEN SCHRIFTELIJK OVERLEG\n\nVastgesteld 21 juni 2018\n\nDe commissie schreef.\n\n"
        "BRIEF VAN DE MINISTER VAN FINANCIËN\n\nAan de Voorzitter van de Eerste Kamer der Staten-Generaal\n\n"
        "Den Haag, 20 juni 2018\n\nEerste alinea.\n\nTweede alinea.\n\nDe Minister van Financiën,\nI. Koster\n"
    )


def test_a_form_that_does_not_exist_is_refused_with_those_that_do() -> None:
    with pytest.raises(UnknownForm, match="txt met classic"):
        compose(a_report(), form="gif")


def test_a_report_without_a_letter_is_refused() -> None:
    with pytest.raises(IncompleteReport, match="een brief"):
        compose(a_report(letters=()))


HELD_JOINTLY = (
    "De vaste commissies voor Financiën en voor Defensie hebben nader schriftelijk overleg gevoerd met de Minister van "
    "Financiën en de Minister van Defensie."
)
SENT_2025 = Sent(date(2025, 9, 17), ("Minister van Financiën",))
REPLY_2025 = Received(date(2025, 12, 2), "Minister van Financiën")


def test_since_2025_the_introduction_names_the_letters_that_follow() -> None:
    told = introduction_2025(
        committees=[FINANCE], sent=[SENT_2025], received=[REPLY_2025], subject="A", marks={FINANCE: "1"}
    )
    assert told.split("\n\n") == [
        "De vaste commissie voor Financiën1 heeft schriftelijk overleg gevoerd met de Minister van Financiën over A.",
        "Bijgaand brengt de commissie hiervan verslag uit. Dit verslag bestaat uit:",
        "– De uitgaande brief van 17 september 2025.",
        "– De antwoordbrief van 2 december 2025.",
    ]


def test_since_2025_joint_committees_a_further_round_and_each_kind_of_letter_are_named() -> None:
    told = introduction_2025(
        committees=[FINANCE, DEFENCE],
        sent=[SENT_2025, Sent(date(2025, 10, 1), ("Minister van Defensie",))],
        received=[
            Received(date(2025, 10, 2), "Minister van Defensie", LetterKind.DEFERRAL, printed=False),
            Received(date(2025, 10, 9), "Minister van Financiën", LetterKind.DEFERRAL),
            Received(date(2025, 11, 3), "Minister van Financiën", LetterKind.PARTIAL_REPLY),
            REPLY_2025,
        ],
        motive="De commissies lazen de nota.",
        further=True,
    )
    assert told.split("\n\n") == [
        "De commissies lazen de nota.",
        HELD_JOINTLY,
        "De Minister van Defensie heeft op 2 oktober 2025 laten weten dat de beantwoording meer tijd vergt.",
        "Bijgaand brengen de commissies hiervan verslag uit. Dit verslag bestaat uit:",
        "– De uitgaande brief van 17 september 2025.",
        "– De uitgaande brief van 1 oktober 2025.",
        "– De uitstelbrief van 9 oktober 2025.",
        "– De antwoordbrief van 3 november 2025 (gedeeltelijke beantwoording).",
        "– De antwoordbrief van 2 december 2025.",
    ]


def test_since_2025_no_list_is_announced_where_no_letter_may_be_named() -> None:
    told = introduction_2025(committees=[FINANCE], sent=[], received=[])
    assert told.split("\n\n") == [
        "De vaste commissie voor Financiën heeft schriftelijk overleg gevoerd.",
        "Bijgaand brengt de commissie hiervan verslag uit.",
    ]


def test_the_form_of_2025_makes_its_sentences_where_a_report_has_none_and_leaves_those_that_it_has() -> None:
    asked = Letter(LetterKind.REQUEST, addressees=("Minister van Financiën",), dated_on=date(2025, 9, 17))
    reading = a_report(committees=(FINANCE,), number="B")
    reading = replace(reading, letters=(asked, *reading.letters))
    told = compose(reading, template="2025").decode()
    assert "– De uitgaande brief van 17 september 2025.\n\n– De antwoordbrief van 20 juni 2018." in told
    assert "schriftelijk overleg gevoerd met de Minister van Financiën.\n" in told
    own = replace(reading, introduction="De commissie schreef.")
    assert compose(own, template="2025") == compose(own)
    undated = replace(reading, letters=(replace(asked, dated_on=None), *reading.letters[1:]))
    assert "Dit verslag bestaat uit" not in compose(undated, template="2025").decode()
