"""What a request asks: numbered or in prose, by which fractie, with whom joined in, and what does not add up."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import documents
from documents.factions import factions_in, heading_factions, spoken, subject_factions
from documents.jsonable import from_json, to_json
from documents.pieces import expanded
from documents.questions import called, labels, questions_in
from documents.values import Answer, Letter, Question, Reading
from procedure.rulebook import Rulebook
from procedure.vocabulary import DocType, LetterKind

NUMBERED = (
    "De commissie heeft kennisgenomen van uw brief over de veerpont en legt u de volgende vragen voor.",
    "Vragen van de leden van de fractie van de VVD",
    "1. Hoeveel veerponten varen er nog?",
    "2. Welke gemeenten betalen mee?",
    "Vragen van de leden van de D66-fractie",
    "3. Bent u bereid tot een onderzoek?",
    "a. Zo ja, wanneer is het klaar?",
    "b. Zo nee, waarom niet?",
    "4. Graag een overzicht van de kosten.",
    "De SP-fractie sluit aan bij de vragen van de VVD-fractie. Het lid Proef (OSF) sluit aan bij vraag 3.",
    "De commissie ziet uw antwoord met belangstelling tegemoet.",
)


def asked(*body: str) -> list[tuple[str, tuple[str, ...], int]]:
    """Return the questions in paragraphs: label, who asks, and place."""
    found = questions_in(body).questions
    return [(label, one.asked_by, one.paragraph) for one, label in zip(found, labels(found), strict=True)]


@pytest.mark.parametrize(
    ("heading", "who"),
    [
        ("Vragen van de leden van de fractie van de VVD", ("VVD",)),
        ("Vragen en opmerkingen van de leden van de D66-fractie", ("D66",)),
        ("Vragen van de leden van de fracties van GroenLinks en de PvdA gezamenlijk", ("GroenLinks", "PvdA")),
        ("Inbreng van de leden van de VVD-, CDA- en D66-fractie", ("VVD", "CDA", "D66")),
        ("Vragen van de leden van de fractie van de Partij voor de Dieren", ("Partij voor de Dieren",)),
        ("Vragen van de GroenLinks-PvdA-fractie", ("GroenLinks-PvdA",)),
        ("Beantwoording van de vragen van de leden van de SP-fractie", ("SP",)),
        ("Vragen van het lid Van der Proef (OSF)", ("Van der Proef (OSF)",)),
        ("GroenLinks en PvdA", ("GroenLinks", "PvdA")),
        ("Fractie-Voorbeeld", ("Fractie-Voorbeeld",)),
        ("De leden van de VVD-fractie hebben de volgende vragen:", ("VVD",)),
        ("Financiering", ()),
        ("De leden van de VVD-fractie danken de regering voor haar brief.", ()),
    ],
)
def test_a_heading_says_who_asks(heading: str, who: tuple[str, ...]) -> None:
    assert heading_factions(heading) == who


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("De leden van de VVD-fractie vragen of de D66-fractie gelijk heeft.", ("VVD",)),
        ("Ook de leden van de fractie van het CDA willen weten wat dit kost.", ("CDA",)),
        ("De leden Koster (PvdA) en Van der Proef (OSF) vragen dit.", ("Koster (PvdA)", "Van der Proef (OSF)")),
        ("De leden van de vaste commissie voor Financiën vragen dit.", ()),
        ("Volgens de VVD-fractie is dat zo.", ()),
    ],
)
def test_the_subject_of_a_sentence_says_who_asks(sentence: str, who: tuple[str, ...]) -> None:
    assert subject_factions(sentence) == who


@pytest.mark.parametrize(
    ("who", "said"),
    [
        (("VVD",), "de fractie VVD"),
        (("VVD", "D66"), "de fracties VVD en D66"),
        (("Fractie-Voorbeeld",), "de Fractie-Voorbeeld"),
        (("SP", "Van der Proef (OSF)"), "de fractie SP en het lid Van der Proef (OSF)"),
        ((), ""),
    ],
)
def test_who_asks_is_said_as_a_clerk_says_it(who: tuple[str, ...], said: str) -> None:
    assert spoken(who) == said


def test_numbered_questions_keep_their_number_their_fractie_and_their_place() -> None:
    assert asked(*NUMBERED) == [("1", ("VVD",), 2), ("2", ("VVD",), 3), ("3", ("D66",), 5), ("4", ("D66",), 8)]


def test_the_parts_of_a_question_belong_to_it() -> None:
    third = questions_in(NUMBERED).questions[2]
    assert third.text.split("\n") == [
        "Bent u bereid tot een onderzoek?",
        "a. Zo ja, wanneer is het klaar?",
        "b. Zo nee, waarom niet?",
    ]


def test_who_joins_in_stands_with_the_questions_that_are_meant() -> None:
    assert [one.joined_by for one in questions_in(NUMBERED).questions] == [("SP",), ("SP",), ("Proef (OSF)",), ()]


@pytest.mark.parametrize(
    ("sentence", "joined"),
    [
        ("De leden van de SP-fractie sluiten zich bij deze vragen aan.", [(), (), ("SP",), ("SP",)]),
        ("De leden van de SP-fractie sluiten zich aan bij alle vragen.", [("SP",)] * 4),
        ("De leden van de SP-fractie sluiten zich aan bij de vragen 2 en 3.", [(), ("SP",), ("SP",), ()]),
        ("De leden van de SP-fractie sluiten zich aan bij deze laatste vraag.", [(), (), (), ("SP",)]),
        ("De leden van de SP-fractie sluiten zich hierbij aan.", [(), (), ("SP",), ("SP",)]),
    ],
)
def test_a_joining_names_its_questions_in_many_ways(sentence: str, joined: list[tuple[str, ...]]) -> None:
    body = [*NUMBERED[:9], sentence]
    assert [one.joined_by for one in questions_in(body).questions] == joined
    assert questions_in(body).doubts == ()


def test_a_joining_whose_questions_are_not_clear_is_said_and_guessed_nowhere() -> None:
    found = questions_in([*NUMBERED[:9], "De leden van de SP-fractie sluiten zich aan bij vraag 7."])
    assert not any(one.joined_by for one in found.questions)
    assert found.doubts == ("bij welke vragen de fractie SP zich aansluit, is niet met zekerheid te lezen",)


@pytest.mark.parametrize(
    "body",
    [
        ("1", "Wat kost de pont?", "2", "Wie betaalt dat?"),
        ("Vraag 1", "Wat kost de pont?", "Vraag 2", "Wie betaalt dat?"),
        ("Vraag 1 Wat kost de pont? Vraag 2 Wie betaalt dat?",),
        ("1) Wat kost de pont?", "2) Wie betaalt dat?"),
        ("(1) Wat kost de pont?", "(2) Wie betaalt dat?"),
        ("Vraag 1: Wat kost de pont?", "Vraag 2: Wie betaalt dat?"),
    ],
)
def test_every_way_of_numbering_gives_the_same_questions(body: tuple[str, ...]) -> None:
    found = questions_in(body)
    assert [(one.number, one.text) for one in found.questions] == [
        ("1", "Wat kost de pont?"),
        ("2", "Wie betaalt dat?"),
    ]
    assert found.doubts == ()


def test_fracties_that_number_anew_have_labels_that_differ() -> None:
    found = questions_in(["VVD", "1. Waarom nu?", "2. Waarom hier?", "D66", "1. Waarom zo?"]).questions
    assert labels(found) == ("VVD 1", "2", "D66 1")
    assert called(found[2], "D66 1") == "vraag 1 van de fractie D66"


@pytest.mark.parametrize(
    ("numbers", "doubt"),
    [
        ("124", "in de nummering van de vragen ontbreekt 3"),
        ("1223", "vraag 2 staat meer dan eens in de brief"),
    ],
)
def test_a_numbering_that_does_not_add_up_is_said(numbers: str, doubt: str) -> None:
    found = questions_in([f"{number}. Wat is het antwoord op punt {place}?" for place, number in enumerate(numbers)])
    assert found.doubts == (doubt,)
    assert [one.number for one in found.questions] == list(numbers)
    assert len(set(labels(found.questions))) == len(numbers)


def test_questions_in_prose_are_counted_within_their_fractie() -> None:
    found = questions_in(
        [
            "De leden van de VVD-fractie lazen uw brief. Kunt u zeggen waarom de pont stilligt? Zo nee, wanneer wel?",
            "Deze leden vragen voorts welke kosten daarmee gemoeid zijn.",
            "De leden van de fracties van GroenLinks en PvdA vragen of de pont terugkomt.",
            "De leden van de vaste commissie zien uw antwoord graag tegemoet.",
        ]
    ).questions
    assert [(one.number, one.asked_by, one.printed) for one in found] == [
        ("1", ("VVD",), False),
        ("2", ("VVD",), False),
        ("1", ("GroenLinks", "PvdA"), False),
    ]
    assert found[0].text == "Kunt u zeggen waarom de pont stilligt? Zo nee, wanneer wel?"


def test_a_list_of_points_is_no_list_of_questions() -> None:
    body = (
        "De commissie wijst op het volgende.",
        "1. De kosten stijgen.",
        "2. De termijn loopt af.",
        "Gaat u daarop in?",
    )
    found = questions_in(body).questions
    assert [(one.text, one.printed) for one in found] == [("Gaat u daarop in?", False)]


@pytest.mark.parametrize(
    ("paragraph", "doubt"),
    [
        ("De vragen treft u aan in de bijlage.", "de brief verwijst naar vragen in een bijlage; die zijn niet gelezen"),
        ("Deze leden zien de stukken graag.", "in de brief zijn geen afzonderlijke vragen herkend"),
    ],
)
def test_what_cannot_be_read_is_said(paragraph: str, doubt: str) -> None:
    assert questions_in([paragraph]).doubts == (doubt,)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("3", ("3",)),
        ("3 en 4", ("3", "4")),
        ("5 t/m 8", ("5", "6", "7", "8")),
        ("2, 4 en 6 tot en met 8", ("2", "4", "6", "7", "8")),
        ("2a-2c", ("2a", "2b", "2c")),
        ("8-5", ("8", "5")),
    ],
)
def test_an_enumeration_of_numbers_is_written_out(text: str, numbers: tuple[str, ...]) -> None:
    assert expanded(text) == numbers


names = st.sampled_from(["VVD", "CDA", "D66", "SP", "PvdA", "ChristenUnie", "50PLUS", "GroenLinks-PvdA"])
things = st.sampled_from(["de pont", "het veer", "de sluis", "de brug", "de dijk", "het gemaal"])


@settings(max_examples=30)
@given(
    st.lists(
        st.tuples(names, st.lists(things, min_size=1, max_size=3)), min_size=1, max_size=4, unique_by=lambda t: t[0]
    )
)
def test_a_letter_made_of_questions_gives_them_back(groups: list[tuple[str, list[str]]]) -> None:
    body, made, number = ["De commissie legt u de volgende vragen voor."], [], 0
    for name, about in groups:
        body.append(f"Vragen van de leden van de {name}-fractie")
        for thing in about:
            number += 1
            body.append(f"{number}. Wat doet u aan {thing}?")
            made.append((str(number), (name,), f"Wat doet u aan {thing}?", len(body) - 1))
    found = questions_in(body)
    assert [(one.number, one.asked_by, one.text, one.paragraph) for one in found.questions] == made
    assert found.doubts == ()


@given(st.text(max_size=300))
def test_no_text_makes_the_reader_stumble_and_every_label_is_its_own(text: str) -> None:
    found = questions_in(text.split("\n")).questions
    assert len(set(labels(found))) == len(found)
    assert all(0 <= one.paragraph <= text.count("\n") for one in found)
    assert isinstance(factions_in(text), tuple)


def test_questions_and_answers_survive_json() -> None:
    question = Question("3a", "Waarom?\nb. Hoe?", 4, printed=False, asked_by=("VVD",), joined_by=("SP", "OSF"))
    answer = Answer("Daarom.", 2, numbers=("3a", "4"), asked_by=("VVD",), repeats="Waarom?")
    letters = (
        Letter(LetterKind.REQUEST, questions=(question, replace(question, printed=True, asked_by=()))),
        Letter(LetterKind.REPLY, answers=(answer, Answer("", 0))),
    )
    reading = Reading(file="a", sha256="b", doc_type=DocType.VSO, letters=letters)
    assert from_json(to_json(reading)).letters == letters


def test_a_request_is_read_with_its_questions_and_a_reply_with_its_answers(rulebook: Rulebook) -> None:
    def letter(sender: str, to: str, *body: str) -> bytes:
        told = "\n\n".join(body)
        return f"Aan {to}\n\nDen Haag, 5 maart 2020\n\n{told}\n\nDe {sender},\nA.B. Proef\n".encode()

    request = letter("voorzitter van de vaste commissie voor Financiën", "de Minister van Financiën", *NUMBERED)
    reply = letter(
        "Minister van Financiën",
        "de Voorzitter van de Eerste Kamer der Staten-Generaal",
        "Hierbij beantwoord ik uw vragen van 5 februari 2020.",
        "Vraag 1\nHoeveel veerponten varen er nog?",
        "Antwoord 1\nEr varen er tien.",
    )
    asking = documents.read(request, name="verzoek", rulebook=rulebook).letters[0]
    telling = documents.read(reply, name="antwoord", rulebook=rulebook).letters[0]
    assert [one.number for one in asking.questions] == ["1", "2", "3", "4"]
    assert asking.answers == ()
    assert [(one.numbers, one.repeats, one.text) for one in telling.answers] == [
        (("1",), "Hoeveel veerponten varen er nog?", "Er varen er tien.")
    ]
