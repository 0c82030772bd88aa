"""A part of an answer is told as a part: in the case, in the mails and in the letter of the chair."""

from datetime import date

import pytest

from casework import handling
from casework.values import DeferOrder, RequestOrder
from casework.workplace import Workplace
from desk.pages import case_page
from procedure.vocabulary import LetterKind, Via
from tests.builders import a_deferral, a_hand, a_reply, mails, morning_of, received, registered, shown

CASE = "EK-2018-001"
PARTED, MONDAY_18 = date(2018, 6, 12), date(2018, 6, 18)
REST = "Ik beantwoord nu een deel van de vragen. De overige vragen beantwoord ik uiterlijk 16 juli 2018."
BOTH = ("Staatssecretaris van Justitie en Veiligheid", "Minister van Defensie")


def waiting(place: Workplace) -> list[str]:
    return [one["text"] for one in shown(place)["anomalies"] if one["waits"]]


def test_the_day_that_a_part_names_for_the_rest_is_a_doubt_that_its_command_settles(place: Workplace) -> None:
    registered(place)
    done = received(place, a_reply(dated=PARTED, body=REST), on=PARTED)
    (doubt,) = done.data["doubts"]
    assert (doubt["field"], doubt["taken"]) == ("rest van het antwoord", "de afgesproken dag blijft staan")
    assert "maandag 16 juli 2018" in doubt["why"]
    assert f"`griffie defer {CASE} --to 2018-07-16 --via letter" in doubt["settle"]
    assert [text for text in waiting(place) if "16 juli 2018" in text]
    order = DeferOrder(Via.LETTER, "deelantwoord", to=date(2018, 7, 16))
    handling.defer(place, CASE, order, a_hand(PARTED))
    assert (waiting(place), shown(place)["agreed_due_on"]) == ([], "2018-07-16")


def test_the_day_of_the_rest_is_told_also_where_the_clerk_gives_the_kind(place: Workplace) -> None:
    registered(place)
    done = received(place, a_reply(dated=PARTED, body=REST), on=PARTED, kind=LetterKind.PARTIAL_REPLY)
    assert [one["field"] for one in done.data["doubts"]] == ["rest van het antwoord"]


def test_the_doubt_about_the_rest_ends_with_the_rest(place: Workplace) -> None:
    registered(place)
    received(place, a_reply(dated=PARTED, body=REST), on=PARTED)
    received(place, a_reply(name="rest.txt"), cases=(CASE,))
    assert waiting(place) == []


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (date(2018, 6, 14), "is de laatste dag waarop de rest van het antwoord binnen de termijn is"),
        (MONDAY_18, "hebben wij een deel geregistreerd (brief van 12 juni 2018), de rest niet"),
        (date(2018, 6, 25), "Een deel van het antwoord heeft de commissie ontvangen (brief van 12 juni 2018); de rest"),
    ],
)
def test_a_mail_says_that_a_part_was_answered(place: Workplace, day: date, sentence: str) -> None:
    registered(place)
    received(place, a_reply(dated=PARTED, body=REST), on=PARTED)
    morning_of(place, day)
    said = " ".join(" ".join(mails(place)).replace("=\n", "").split())
    assert sentence in said
    assert "nog geen antwoord geregistreerd" not in said
    assert "het antwoord nog niet ontvangen" not in said


def test_the_page_says_that_an_office_answered_a_part(place: Workplace) -> None:
    registered(place)
    received(place, a_reply(dated=PARTED, body=REST), on=PARTED)
    page = " ".join(case_page(shown(place), address="").split())
    assert "(deels beantwoord op dinsdag 12 juni 2018)" in page


def test_a_postponement_by_one_office_says_that_it_holds_for_the_other(place: Workplace) -> None:
    registered(place, order=RequestOrder(to=BOTH))
    done = received(place, a_deferral(dated=PARTED, until=date(2018, 6, 28)), on=PARTED)
    (doubt,) = done.data["doubts"]
    assert (doubt["field"], doubt["taken"]) == ("uitstel voor allen", "het uitstel geldt voor allen")
    assert "ook gevraagd aan Minister van Defensie" in doubt["why"]
    assert f"`griffie defer {CASE} --refused --to 2018-06-28" in doubt["settle"]
    assert len(waiting(place)) == 1
    refused = DeferOrder(Via.LETTER, "alleen het andere deel", to=date(2018, 6, 28), refused=True)
    handling.defer(place, CASE, refused, a_hand(PARTED))
    assert (waiting(place), shown(place)["agreed_due_on"]) == ([], "2018-06-14")


def test_a_postponement_by_word_says_for_whom_it_holds(place: Workplace) -> None:
    registered(place, order=RequestOrder(to=BOTH))
    order = DeferOrder(Via.TELEPHONE, "drukte", to=date(2018, 6, 28))
    done = handling.defer(place, CASE, order, a_hand(PARTED))
    assert any("geldt voor allen" in line and "Minister van Defensie" in line for line in done.lines)
