"""What a sentence does with a promise to the Chamber."""

import pytest

from documents.commitments import status_of
from documents.values import CommitmentStatus as Status


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("Ik zal uw Kamer voor 1 december 2016 informeren over de uitkomsten.", Status.NEW),
        ("Voor het zomerreces ontvangt uw Kamer de volgende rapportage.", Status.NEW),
        ("Uw Kamer wordt uiterlijk januari 2019 geïnformeerd over de voortgang.", Status.NEW),
        ("Ik zeg uw Kamer toe dat de regeling wordt nagekeken.", Status.NEW),
        ("De evaluatie zal op korte termijn met uw Kamer gedeeld worden.", Status.NEW),
        ("Zodra het rapport er is, zal ik u hierover nader informeren.", Status.CONDITIONAL),
        ("Mocht het besluit wijzigen, dan zal ik u daarover berichten.", Status.CONDITIONAL),
        ("Ik zal de Kamer jaarlijks informeren over de stand van zaken.", Status.RECURRING),
        ("Ik hoop uw Kamer volgend voorjaar een eerste beeld te kunnen sturen.", Status.INTENTION),
        ("De Minister heeft op 13 maart toegezegd deze informatie naar de Kamer te sturen.", Status.RECALLED),
        ("In uw brief heeft u reeds toegezegd dit te zullen doen.", Status.RECALLED),
        ("Met deze brief voldoe ik aan deze toezegging aan uw Kamer.", Status.FULFILLED),
        ("Hiermee doe ik mijn toezegging aan het lid Smit gestand.", Status.FULFILLED),
        ("Zie ook toezegging T02538 over de inzet van het kabinet.", Status.RECALLED),
    ],
)
def test_a_promise_is_told_by_what_the_sentence_does_with_it(sentence: str, status: Status) -> None:
    assert status_of(sentence, promises=True) is status


@pytest.mark.parametrize(
    "sentence",
    [
        "Hierbij bied ik uw Kamer de antwoorden aan.",
        "Met deze brief informeer ik uw Kamer over de begroting van volgend jaar.",
        "De toegezegde extra middelen voor de telers zijn uitgekeerd.",
        "Toezeggingen Duurzaamheid",
        "Hij zegde niet toe de regeling te wijzigen.",
        "De leden willen de toezegging dat de regeling blijft.",
        "De gemeenten worden voor 1 juli geïnformeerd door de provincie.",
        "Ik vertrouw erop uw Kamer hiermee voldoende te hebben geïnformeerd.",
    ],
)
def test_what_promises_the_chamber_nothing_is_no_commitment(sentence: str) -> None:
    assert status_of(sentence, promises=True) is None


def test_a_committee_makes_no_promises_but_may_recall_them() -> None:
    assert status_of("Wij zullen u voor 1 juli informeren over ons oordeel.", promises=False) is None
    assert status_of("U heeft de Kamer toegezegd dit te onderzoeken.", promises=False) is Status.RECALLED
