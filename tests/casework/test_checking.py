"""The checklist of a report, round by round, and what a letter of ours may say of a case."""

from dataclasses import replace
from datetime import date

from sqlmodel import select

from casework import intake, replies
from casework.answering import answers
from casework.candidates import open_cases
from casework.handling import void_letter
from casework.letters_out import LetterOrder, rappel_letter
from casework.matching import Candidate
from casework.reports import checklist, publish
from casework.values import AdoptOrder, PaperIn, PublishOrder, ReceiveOrder, RequestOrder
from casework.workplace import Workplace
from models.questions import Answer
from procedure.vocabulary import LetterKind
from tests.builders import REPLIED, a_hand, a_reply, a_request, received, registered

CASE = "EK-2018-001"
A_SCAN = b"\x89PNG\r\n\x1a\n" + bytes(64)
WITHOUT_TEXT = "het antwoord is zonder tekst ingeschreven; wat ermee beantwoord is, is niet na te gaan"
OWES = "nog geen volledig antwoord van Staatssecretaris van Justitie en Veiligheid"


def adopted(on: date) -> AdoptOrder:
    return AdoptOrder(adopted_on=on, clerk="Van Voorbeeld")


def test_before_any_reply_no_question_is_missed_one_by_one(place: Workplace) -> None:
    registered(place)
    assert checklist(place, CASE).misses == ("er is nog geen antwoord", OWES)


def test_adoption_on_the_day_of_the_last_reply_is_no_slip_and_a_day_before_is(place: Workplace) -> None:
    registered(place)
    received(place)
    assert checklist(place, CASE, adopted(date(2018, 6, 20))).misses == ()
    (said,) = checklist(place, CASE, adopted(date(2018, 6, 19))).misses
    assert said == "het laatste antwoord is van 20 juni 2018, na de vaststelling op 19 juni 2018"


def test_a_part_of_an_answer_and_a_reply_before_the_request_are_told(place: Workplace) -> None:
    registered(place)
    part = a_reply(dated=date(2018, 5, 30))
    received(place, part, cases=(CASE,), kind=LetterKind.PARTIAL_REPLY, crossed=True)
    found = checklist(place, CASE)
    assert OWES in found.misses
    assert "brief 2 (deelantwoord) is gedateerd op 30 mei 2018, vóór het verzoek van 31 mei 2018" in found.notes


def test_every_round_of_which_the_report_tells_is_looked_at(place: Workplace) -> None:
    registered(place)
    received(place, a_reply(body="Een deel."), kind=LetterKind.PARTIAL_REPLY)
    further = a_request(to="Minister van Financiën", dated=date(2018, 6, 25), name="nader.txt")
    intake.request(place, further, RequestOrder(further=CASE), a_hand(date(2018, 6, 25)))
    reply = a_reply(
        sender="Minister van Financiën", dated=date(2018, 7, 2), answers=date(2018, 6, 25), name="tweede.txt"
    )
    received(place, reply, on=date(2018, 7, 2), cases=(CASE,))
    assert f"ronde 1: {OWES}" in checklist(place, CASE).misses


def test_the_rappel_of_a_confidential_case_goes_to_who_still_owes_and_names_no_subject(place: Workplace) -> None:
    to = "Staatssecretaris van Justitie en Veiligheid en de Minister van Defensie"
    secret = RequestOrder(
        confidential=True, subject="het geheime zwembad", dossiers=("34964",), to=tuple(to.split(" en de "))
    )
    registered(place, order=secret)
    text = rappel_letter(place, LetterOrder(dated=date(2018, 6, 25), case=CASE)).data.decode()
    assert "Minister van Defensie" in text
    assert "zwembad" not in text
    assert "34 964" not in text
    received(place, cases=(CASE,), kind=LetterKind.REPLY)
    left = rappel_letter(place, LetterOrder(dated=date(2018, 6, 25), case=CASE)).data.decode()
    assert "Minister van Defensie" in left
    assert "Staatssecretaris van Justitie" not in left


def test_a_letter_without_text_and_a_number_in_use_are_told(place: Workplace) -> None:
    registered(place, order=RequestOrder(dossiers=("34964",)))
    scan = ReceiveOrder(
        cases=(CASE,),
        kind=LetterKind.REPLY,
        sender="Staatssecretaris van Justitie en Veiligheid",
        dated=REPLIED,
        received=REPLIED,
    )
    replies.receive(place, PaperIn("scan.pdf", A_SCAN), scan, a_hand(REPLIED))
    assert checklist(place, CASE).misses == ("brief 2 (antwoord) heeft geen leesbare tekst",)
    order = PublishOrder(number="B", adopt=replace(adopted(REPLIED), despite="scan"))
    publish(place, CASE, order, a_hand(REPLIED))
    registered(place, about="het zwembad", name="twee.txt", order=RequestOrder(dossiers=("34964",)))
    assert "in dossier 34964 zijn al gebruikt: B; kies een ander nummer" in checklist(place, "EK-2018-002").notes


def test_of_a_confidential_reply_no_words_are_matched_with_the_questions_or_kept(place: Workplace) -> None:
    registered(place)
    asked = answers(place, CASE)[0].question.text
    received(place, a_reply(body=f"{asked}\n\nDat is geheim."), cases=(CASE,), confidential=True)
    assert [(one.answered, one.reason) for one in answers(place, CASE)] == [(False, WITHOUT_TEXT)]
    with place.transaction() as session:
        assert session.exec(select(Answer)).all() == []


def test_an_open_case_is_known_by_its_latest_round_by_who_still_owes_and_by_letters_in_force(place: Workplace) -> None:
    both = ("Staatssecretaris van Justitie en Veiligheid", "Minister van Defensie")
    registered(place, order=RequestOrder(to=both))
    marked = a_reply().data.replace(b"Den Haag,", b"Kenmerk: 5401166\n\nDen Haag,", 1)
    received(place, PaperIn("a.txt", marked), cases=(CASE,), kind=LetterKind.REPLY)
    (one,) = candidates(place)
    assert ([owes.title for owes in one.owing], one.their_marks) == (["Minister van Defensie"], {"5401166"})
    void_letter(place, CASE, 2, "hoort hier niet", a_hand(REPLIED))
    (one,) = candidates(place)
    assert (len(one.owing), one.their_marks) == (2, set())
    received(place, cases=(CASE,), kind=LetterKind.PARTIAL_REPLY)
    later = a_request(dated=date(2018, 6, 25), name="nader.txt")
    intake.request(place, later, RequestOrder(further=CASE), a_hand(date(2018, 6, 25)))
    (one,) = candidates(place)
    assert (one.requested_on, one.asked) == (date(2018, 6, 25), {date(2018, 6, 25)})


def candidates(place: Workplace) -> list[Candidate]:
    with place.transaction() as session:
        return open_cases(session)


def test_an_office_that_answered_a_later_letter_wholly_owes_nothing_in_the_round_before(place: Workplace) -> None:
    registered(place)
    received(place, a_reply(body="Een deel."), kind=LetterKind.PARTIAL_REPLY)
    further = a_request(dated=date(2018, 6, 25), name="nader.txt")
    intake.request(place, further, RequestOrder(further=CASE), a_hand(date(2018, 6, 25)))
    assert f"ronde 1: {OWES}" in checklist(place, CASE).misses
    reply = a_reply(dated=date(2018, 7, 2), answers=date(2018, 6, 25), name="tweede.txt")
    received(place, reply, on=date(2018, 7, 2), cases=(CASE,))
    assert checklist(place, CASE).misses == ()
