"""The sentence in a letter that sets its term, among the many that name days. The letters are our own."""

from datetime import date

import pytest

from config.reference import packaged_rulebook
from documents.clauses import find_new_term, find_term, find_terms, term
from procedure.deadlines import reckon

RULEBOOK = packaged_rulebook()
LETTER = date(2018, 5, 31)

REQUEST = """De leden van de commissie bespraken op 29 mei jl. de stand van de onderhandelingen. Zij hebben kennis
genomen van uw brief van 3 mei 2018 en van de motie die op 12 juni 2017 is aangenomen.

Kan de regering toezeggen dat zij binnen drie maanden een plan stuurt? Is zij bereid uiterlijk in december te
rapporteren over de uitkomsten?

De leden van de commissie zien uw antwoorden met belangstelling tegemoet en ontvangen deze graag {}.

De voorzitter van de commissie,
A. de Vries
"""

DEFERRAL = """Bij brief van 3 mei 2018 heeft u mij vragen gesteld over de opvang. Het is helaas niet mogelijk deze
binnen de gestelde termijn van vier weken te beantwoorden, omdat afstemming met andere departementen nodig is.
{}
"""


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("binnen vier weken na dagtekening van deze brief", "2018-06-28"),
        ("binnen twee weken na ontvangst van deze brief", "2018-06-14"),
        ("vóór vrijdag 15 juni 2018, 12.00 uur", "2018-06-15"),
        ("uiterlijk dinsdag 12 juni 2018", "2018-06-12"),
        ("binnen twee weken, doch uiterlijk 1 juli 2018", "2018-07-01"),
        ("zo spoedig mogelijk", "None"),
        ("vóór het algemeen overleg van 28 juni 2018", "2018-06-27"),
    ],
)
def test_the_term_of_a_request_is_found_among_other_days(words: str, due: str) -> None:
    text = REQUEST.format(words)
    clause = find_term(text, dated=LETTER)
    assert clause is not None
    assert clause.span is not None
    assert text[slice(*clause.span)] == clause.words == words
    assert str(reckon(clause, dated=LETTER, rulebook=RULEBOOK).due_on) == due


def test_the_words_found_mean_the_same_when_they_stand_alone() -> None:
    text = REQUEST.format("na ontvangst van deze brief, zo mogelijk, binnen twee weken")
    clause = find_term(text, dated=LETTER)
    assert clause is not None
    alone = term(clause.words, dated=LETTER, rulebook=RULEBOOK)
    assert alone == reckon(clause, dated=LETTER, rulebook=RULEBOOK)
    assert alone.assumed


def test_a_letter_without_a_term_has_none() -> None:
    text = REQUEST.replace(" en ontvangen deze graag {}", "")
    assert find_term(text, dated=LETTER) is None
    assert find_terms("", dated=LETTER) == []


def test_questions_about_the_future_are_no_terms() -> None:
    asked = "Is de minister bereid de vragen binnen twee weken te beantwoorden?"
    assert find_term(asked, dated=LETTER) is None
    itself = find_term("Kunt u deze vragen binnen drie weken beantwoorden?", dated=LETTER)
    assert itself is not None
    assert itself.words == "binnen drie weken"


def test_all_terms_are_given_in_the_order_of_the_letter() -> None:
    first = "Wij ontvangen graag uiterlijk 8 juni 2018 uw antwoord op vraag 1."
    second = "De overige antwoorden zien wij graag binnen vier weken na dagtekening van deze brief tegemoet."
    found = find_terms(f"{first} {second}", dated=LETTER)
    assert [clause.words for clause in found] == [
        "uiterlijk 8 juni 2018",
        "binnen vier weken na dagtekening van deze brief",
    ]


@pytest.mark.parametrize(
    ("sentence", "due"),
    [
        ("Ik zal u de antwoorden uiterlijk 15 juni 2018 toezenden.", "2018-06-15"),
        ("Ik streef ernaar u voor het einde van de maand juni te antwoorden.", "2018-06-30"),
        ("U ontvangt de beantwoording in de loop van de maand juli.", "2018-07-31"),
        ("Naar verwachting kan ik uw vragen eind juni beantwoorden.", "2018-06-30"),
        ("Ik verwacht de vragen op 12 juni 2018 te kunnen beantwoorden.", "2018-06-12"),
        ("Zodra mogelijk zal ik u het antwoord doen toekomen.", "None"),
        ("De beantwoor-\nding zal uiterlijk plaatsvinden in juli 2018.", "2018-07-31"),
    ],
)
def test_a_deferral_says_when_the_answer_will_come(sentence: str, due: str) -> None:
    clause = find_new_term(DEFERRAL.format(sentence), dated=LETTER)
    assert clause is not None
    assert str(reckon(clause, dated=LETTER, rulebook=RULEBOOK).due_on) == due


def test_the_term_that_will_be_missed_is_no_new_one() -> None:
    assert find_new_term(DEFERRAL.format("Ik betreur dat."), dated=LETTER) is None


def test_the_head_of_a_letter_is_no_term() -> None:
    text = "Den Haag, 31 mei 2018\n\nIk zal u antwoorden."
    assert find_new_term(text, dated=LETTER) is None
