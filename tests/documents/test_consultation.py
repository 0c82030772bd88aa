"""The committee's own sentences, from values."""

from datetime import date

import pytest

from documents import compose
from documents.consultation import Received, Sent, clerk_capacity, closing, composition_note, introduction
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
        "Eerste Kamer der Staten-Generaal\n\nVergaderjaar 2017–2018\n\n34 964 Muntslag\n\n"
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
