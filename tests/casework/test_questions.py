"""A case's questions: kept with the request, matched with each reply, put right by a clerk, listed before adoption."""

from datetime import date

import pytest

from casework import intake
from casework.answering import NoQuestions, UnknownQuestion, answers, decide
from casework.errors import ChecklistFails, NoReason
from casework.handling import void_letter
from casework.reports import adopt, checklist
from casework.values import AdoptOrder, PaperIn, RequestOrder
from casework.workplace import Workplace
from procedure.vocabulary import LetterKind
from tests.builders import REPLIED, a_hand, a_reply, a_request, received, registered, shown

CASE = "EK-2018-001"
ASKED = """Vragen van de leden van de fractie van de VVD

1. Hoeveel plaatsen zijn er?
2. Welke gemeenten doen mee?

Vragen van de leden van de D66-fractie

3. Bent u bereid tot een onderzoek?"""

ADOPTION = AdoptOrder(adopted_on=date(2018, 6, 21), clerk="Van Voorbeeld")
THU_21_JUNE = date(2018, 6, 21)


def asking(questions: str = ASKED) -> PaperIn:
    """Return a request letter with questions of its own."""
    before, _, after = a_request().data.decode().partition("Zij vragen u")
    return PaperIn("verzoek.txt", f"{before}{questions}\n\n{after.partition('(T01999).')[2]}".encode())


def case_with(place: Workplace, questions: str = ASKED) -> None:
    """Register a request with these questions."""
    intake.request(place, asking(questions), RequestOrder(dossiers=("34964",)), a_hand(date(2018, 5, 31)))


def stands(place: Workplace) -> dict[str, bool]:
    """Return for each question whether it counts as answered."""
    return {one.label: one.answered for one in answers(place, CASE)}


def misses(place: Workplace) -> tuple[str, ...]:
    return checklist(place, CASE, ADOPTION).misses


def test_a_request_keeps_its_questions_and_says_how_many(place: Workplace) -> None:
    case_with(place)
    found = answers(place, CASE)
    assert [(one.label, one.question.asked_by, one.reason) for one in found] == [
        ("1", ("VVD",), "er is nog geen antwoord"),
        ("2", ("VVD",), "er is nog geen antwoord"),
        ("3", ("D66",), "er is nog geen antwoord"),
    ]


def test_a_reply_is_matched_and_what_it_leaves_open_is_told(place: Workplace) -> None:
    case_with(place)
    done = received(place, a_reply(body="1. Duizend.\n\n2. Alle gemeenten."), cases=(CASE,))
    assert stands(place) == {"1": True, "2": True, "3": False}
    assert "2 van de 3 vragen zijn beantwoord." in done.lines
    assert any(line.startswith("Zonder antwoord: vraag 3 van de fractie D66 («Bent u bereid") for line in done.lines)


def test_the_checklist_names_each_question_without_an_answer_and_a_reason_passes_it(place: Workplace) -> None:
    case_with(place)
    received(place, a_reply(body="1. Duizend.\n\n2. Alle gemeenten."), cases=(CASE,))
    said = (
        "vraag 3 van de fractie D66 («Bent u bereid tot een onderzoek?») heeft geen antwoord: "
        "in het antwoord niet teruggevonden"
    )
    assert misses(place) == (said,)
    with pytest.raises(ChecklistFails, match="vraag 3 van de fractie D66"):
        adopt(place, CASE, ADOPTION, a_hand(THU_21_JUNE))
    despite = AdoptOrder(adopted_on=THU_21_JUNE, clerk="Van Voorbeeld", despite="de commissie weet het")
    adopt(place, CASE, despite, a_hand(THU_21_JUNE))
    assert said in [one["text"] for one in shown(place)["anomalies"]]


def test_a_second_reply_answers_what_the_first_left_open(place: Workplace) -> None:
    case_with(place)
    partial = a_reply(body="1. Duizend.\n\n3. Deze vraag beantwoord ik separaat.")
    received(place, partial, cases=(CASE,))
    assert "het antwoord volgt later" in next(one.reason for one in answers(place, CASE) if one.label == "3")
    rest = a_reply(dated=date(2018, 6, 25), body="2. Alle gemeenten.\n\n3. Ja.", name="rest.txt")
    received(place, rest, on=date(2018, 6, 25), cases=(CASE,))
    assert stands(place) == {"1": True, "2": True, "3": True}
    assert misses(place) == ("het laatste antwoord is van 25 juni 2018, na de vaststelling op 21 juni 2018",)


def test_a_reply_that_is_taken_out_of_the_case_answers_nothing_more(place: Workplace) -> None:
    case_with(place)
    received(place, a_reply(body="1. Duizend.\n\n2. Alle.\n\n3. Ja."), cases=(CASE,))
    letter = shown(place)["letters"][1]["id"]
    void_letter(place, CASE, letter, "hoort hier niet", a_hand(REPLIED))
    assert stands(place) == {"1": False, "2": False, "3": False}


def test_a_clerk_has_the_last_word_until_a_reply_answers_certainly(place: Workplace) -> None:
    case_with(place)
    received(place, a_reply(body="1. Duizend.\n\n2. Alle gemeenten."), cases=(CASE,))
    hand = a_hand(REPLIED)
    decide(place, CASE, ("3",), "staat in de inleiding", hand, answered=True)
    assert stands(place)["3"]
    assert misses(place) == ()
    done = decide(place, CASE, ("3", "1"), "toch niet", hand, answered=False)
    assert stands(place) == {"1": False, "2": True, "3": False}
    assert done.headline == "vraag 3 van de fractie D66, vraag 1 van de fractie VVD: niet beantwoord"
    vague = a_reply(dated=date(2018, 6, 25), body="Ik ga hier graag op in.", name="vaag.txt")
    received(place, vague, on=date(2018, 6, 25), cases=(CASE,))
    assert [one.reason for one in answers(place, CASE) if one.label == "3"] == ["toch niet"]
    late = a_reply(dated=date(2018, 6, 26), body="1. Duizend.\n\n3. Ja.", name="laat.txt")
    received(place, late, on=date(2018, 6, 26), cases=(CASE,))
    assert stands(place) == {"1": True, "2": True, "3": True}


def test_what_a_clerk_says_stands_in_the_diary_with_its_reason_and_without_words_of_a_letter(place: Workplace) -> None:
    case_with(place)
    decide(place, CASE, ("2",), "mondeling beantwoord", a_hand(date(2018, 6, 5)), answered=True)
    event = shown(place)["events"][-1]
    assert (event["verb"], event["on_ground_of"]) == ("correct", "mondeling beantwoord")
    assert "gemeenten" not in str(event)


def test_a_question_that_is_not_asked_and_a_word_without_a_reason_are_refused(place: Workplace) -> None:
    case_with(place)
    hand = a_hand(REPLIED)
    with pytest.raises(UnknownQuestion, match="geen vraag '7'; bekend zijn: 1, 2, 3"):
        decide(place, CASE, ("7",), "x", hand, answered=True)
    with pytest.raises(NoReason):
        decide(place, CASE, ("1",), "  ", hand, answered=True)
    assert stands(place) == {"1": False, "2": False, "3": False}


def test_nothing_can_be_said_of_a_request_without_questions(place: Workplace) -> None:
    case_with(place, "Deze leden zien de stukken graag.")
    with pytest.raises(NoQuestions):
        decide(place, CASE, ("1",), "x", a_hand(REPLIED), answered=True)
    assert (
        "over de vragen in het verzoek: in de brief zijn geen afzonderlijke vragen herkend"
        in checklist(place, CASE).notes
    )


def test_prose_that_no_reply_repeats_is_one_note_and_no_miss(place: Workplace) -> None:
    registered(place)
    received(place)
    found = checklist(place, CASE, ADOPTION)
    assert found.misses == ()
    said = "het antwoord noemt of herhaalt de vraag niet; of zij is beantwoord, is niet na te gaan"
    assert [note for note in found.notes if "niet na te gaan" in note] == [f"{said} (zie griffie answers {CASE})"]


def test_a_numbering_that_does_not_add_up_is_said_at_once_and_before_adoption(place: Workplace) -> None:
    done = intake.request(place, asking(ASKED.replace("3. Bent", "4. Bent")), RequestOrder(), a_hand(date(2018, 5, 31)))
    assert "Over de vragen: in de nummering van de vragen ontbreekt 3." in done.lines
    assert "over de vragen in het verzoek: in de nummering van de vragen ontbreekt 3" in checklist(place, CASE).notes


def test_a_confidential_request_keeps_no_question(place: Workplace) -> None:
    order = RequestOrder(confidential=True, subject="vertrouwelijk")
    intake.request(place, asking(), order, a_hand(date(2018, 5, 31)))
    assert answers(place, CASE) == ()


@pytest.mark.parametrize("secret", [False, True], ids=["a scan", "confidential"])
def test_of_an_answer_without_text_nothing_can_be_told(place: Workplace, *, secret: bool) -> None:
    case_with(place)
    assert {one.reason for one in answers(place, CASE)} == {"er is nog geen antwoord"}
    paper = a_reply() if secret else PaperIn("scan.png", b"\x89PNG\r\n\x1a\n plaatje")
    facts = {"kind": LetterKind.REPLY, "dated": REPLIED, "sender": "Staatssecretaris van Justitie en Veiligheid"}
    received(place, paper, confidential=secret, **facts)
    said = "het antwoord is zonder tekst ingeschreven; wat ermee beantwoord is, is niet na te gaan"
    assert {one.reason for one in answers(place, CASE)} == {said}
    assert [note for note in checklist(place, CASE, ADOPTION).notes if said in note] == [
        f"{said} (zie griffie answers {CASE})"
    ]
