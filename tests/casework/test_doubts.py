"""What is read with doubt is told with its place in the letter, taken openly, and kept with the case."""

from datetime import date

import pytest

from casework import intake
from casework.doubts import marked
from casework.values import PaperIn, RequestOrder
from casework.workplace import Workplace
from documents.leftover import left_over
from procedure.vocabulary import LetterKind
from tests.builders import a_deferral, a_hand, a_reply, a_request, received, registered, shown

JOINT = """BRIEF VAN DE VOORZITTERS VAN DE VASTE COMMISSIES VOOR IMMIGRATIE EN ASIEL / JBZ-RAAD EN VOOR ZWEMBADEN

Aan de Staatssecretaris van Justitie en Veiligheid

Den Haag, 31 mei 2018

De leden van de vaste commissie voor Immigratie en Asiel / JBZ-Raad en van de vaste commissie voor Zwembaden hebben
gesproken over de opvang.

Zij ontvangen uw antwoord graag binnen twee weken na dagtekening van deze brief.

De voorzitter van de vaste commissie voor Immigratie en Asiel / JBZ-Raad,
R.G.J. Dercksen

De voorzitter van de vaste commissie voor Zwembaden,
B. Bad
"""


@pytest.mark.parametrize(
    ("term", "words", "taken"),
    [
        ("uiterlijk woensdag 14 juni 2018", "«uiterlijk woensdag 14 juni 2018»", "donderdag 14 juni 2018"),
        ("binnen 2 à 3 weken", "«binnen 2 à 3 weken»", "donderdag 21 juni 2018"),
        ("ruim voor de plenaire behandeling", "«ruim voor de plenaire behandeling»", "geen uiterste datum"),
    ],
)
def test_a_doubtful_term_is_told_with_its_paragraph_and_what_settles_it(
    place: Workplace, term: str, words: str, taken: str
) -> None:
    done = registered(place, term=term)
    (doubt,) = done.data["doubts"]
    assert (doubt["field"], doubt["paragraph"], doubt["taken"]) == ("termijn", 4, taken)
    assert words in doubt["excerpt"]
    assert doubt["settle"].startswith("`griffie correct EK-2018-001 --due DATUM --reason …`")
    (kept,) = [one["text"] for one in shown(place)["anomalies"] if one["code"] == "doubt"]
    assert kept == done.warnings[-1]
    assert "Gelezen in alinea 4" in kept


def test_a_certain_term_brings_no_doubt(place: Workplace) -> None:
    assert registered(place).data["doubts"] == []


def test_a_second_letter_in_the_file_is_told_and_kept_when_it_comes_in(place: Workplace) -> None:
    other = a_request(about="de zwembaden", dated=date(2018, 5, 30)).data
    paper = PaperIn("twee.txt", a_request().data + b"\n\n" + other)
    done = intake.request(place, paper, RequestOrder(), a_hand(date(2018, 5, 31)))
    answers = PaperIn("drie.txt", a_reply().data + b"\n\n" + a_reply(dated=date(2018, 6, 19)).data)
    came = received(place, answers)
    for told, day in ((done, "30 mei 2018"), (came, "19 juni 2018")):
        (doubt,) = [one for one in told.data["doubts"] if one["field"] == "bestand"]
        assert "bevat ook een brief van de" in doubt["why"]
        assert f"van {day}; die is niet gelezen" in doubt["why"]
        assert "geef de andere brief een eigen bestand" in told.warnings[-1]
    kept = [one["text"] for one in shown(place)["anomalies"] if one["code"] == "another_letter"]
    assert len(kept) == 2


def test_a_weekday_that_is_not_of_the_day_is_doubted(place: Workplace) -> None:
    right = PaperIn("goed.txt", a_request().data.replace(b"Den Haag, 31", b"Den Haag, donderdag 31"))
    wrong = PaperIn("fout.txt", a_request(about="de zwembaden").data.replace(b"Den Haag, 31", b"Den Haag, woensdag 31"))
    order, hand = RequestOrder(), a_hand(date(2018, 5, 31))
    assert intake.request(place, right, order, hand).data["doubts"] == []
    (doubt,) = intake.request(place, wrong, order, hand).data["doubts"]
    assert (doubt["field"], doubt["excerpt"]) == ("dagtekening", "«Den Haag, woensdag 31 mei 2018»")
    assert "--dated DATUM" in doubt["settle"]


def test_a_part_of_an_answer_without_a_day_for_the_rest_is_doubted(place: Workplace) -> None:
    registered(place)
    rest = "Een deel van de vragen beantwoord ik zo spoedig mogelijk; de overige vragen volgen later."
    done = received(place, a_reply(body=rest))
    assert [one["field"] for one in done.data["doubts"]] == ["rest van het antwoord"]


def test_what_the_clerk_says_beside_the_letter_is_no_doubt(place: Workplace) -> None:
    done = registered(place, term="uiterlijk woensdag 14 juni 2018", order=RequestOrder(due=date(2018, 6, 14)))
    assert done.data["doubts"] == []


def test_a_postponement_without_a_day_is_doubted_and_says_what_holds(place: Workplace) -> None:
    registered(place)
    done = received(place, a_deferral(dated=date(2018, 6, 12), until=None), on=date(2018, 6, 12))
    assert [one["field"] for one in done.data["doubts"]] == ["nieuwe dag"]
    assert "de afgesproken dag blijft staan" in done.warnings[-1]
    assert done.headline == "uitstel zonder nieuwe datum"


def test_a_postponement_to_a_day_is_no_doubt(place: Workplace) -> None:
    registered(place)
    done = received(place, a_deferral(dated=date(2018, 6, 12), until=date(2018, 6, 28)), on=date(2018, 6, 12))
    assert done.data["doubts"] == []
    assert done.headline == "uitstel tot do 28 juni 2018"


def test_an_answer_that_leaves_something_open_is_doubted_at_its_sentence(place: Workplace) -> None:
    registered(place)
    said = "De vragen over de kosten beantwoord ik in een aparte brief."
    done = received(place, a_reply(body=said))
    (doubt,) = done.data["doubts"]
    assert (doubt["field"], doubt["paragraph"]) == ("soort", 2)
    assert said in doubt["excerpt"].replace("«", "").replace("»", "")
    assert "--kind partial_reply" in done.warnings[-1]


def test_the_kind_that_the_clerk_gives_settles_that_doubt(place: Workplace) -> None:
    registered(place)
    said = "De vragen over de kosten beantwoord ik in een aparte brief."
    assert received(place, a_reply(body=said), kind=LetterKind.REPLY).data["doubts"] == []


@pytest.mark.parametrize(
    ("sentence", "leaves"),
    [
        ("De vragen over de kosten beantwoord ik op een later moment.", True),
        ("Op de overige vragen kom ik in een volgende brief terug.", True),
        ("Een deel van de vragen kan ik nog niet beantwoorden.", True),
        ("Deze vragen heb ik eerder in een aparte brief beantwoord.", False),
        ("Ik heb uw vragen hierboven beantwoord.", False),
        ("Het onderzoek verschijnt later dit jaar.", False),
    ],
)
def test_words_that_leave_a_question_for_later(sentence: str, leaves: bool) -> None:
    assert (left_over(["Geachte voorzitter,", sentence]) is not None) is leaves


def test_a_committee_that_the_register_does_not_know_is_named_as_a_doubt(place: Workplace) -> None:
    order, on = RequestOrder(), date(2018, 5, 31)
    done = intake.request(place, PaperIn("samen.txt", JOINT.encode()), order, a_hand(on))
    assert any(one["field"] == "commissie" and "Zwembaden" in one["excerpt"] for one in done.data["doubts"])


def test_an_office_signed_for_that_nobody_knows_is_doubted(place: Workplace) -> None:
    registered(place)
    unknown = a_reply().data.replace(b"de Minister van Financi\xc3\xabn", b"de Minister voor Zwembaden")
    done = received(place, PaperIn("antwoord.txt", unknown))
    assert [(one["field"], one["excerpt"]) for one in done.data["doubts"]] == [
        ("mede namens", "«Minister voor Zwembaden»")
    ]


def test_of_a_confidential_letter_a_doubt_keeps_no_words(place: Workplace) -> None:
    done = registered(place, term="uiterlijk woensdag 14 juni 2018", order=RequestOrder(confidential=True))
    (doubt,) = done.data["doubts"]
    assert (doubt["field"], doubt["excerpt"], doubt["paragraph"]) == ("termijn", None, None)
    assert not any("woensdag" in one["text"] for one in shown(place)["anomalies"])


@pytest.mark.parametrize(
    ("paragraph", "words", "shown_as"),
    [
        ("Wij ontvangen het graag voor 1 juli.", "voor 1 juli", "Wij ontvangen het graag «voor 1 juli»"),
        ("Voor  1\njuli graag.", "voor 1 juli", "«Voor 1 juli» graag"),
        ("Iets anders.", "voor 1 juli", ""),
    ],
)
def test_words_are_marked_where_they_stand(paragraph: str, words: str, shown_as: str) -> None:
    assert marked(paragraph, words) == shown_as
