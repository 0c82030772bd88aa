"""A doubt waits until what was recorded after it settles it; then it is only remembered."""

from datetime import date

import pytest

from casework import correcting, handling, intake
from casework.overview import cases
from casework.values import CorrectOrder, DeferOrder, PaperIn, RequestOrder
from casework.workplace import Workplace
from desk.pages import case_list, case_page
from procedure.vocabulary import Via
from tests.builders import (
    REPLIED,
    a_deferral,
    a_hand,
    a_reply,
    a_request,
    mails,
    morning_of,
    received,
    registered,
    shown,
)

CASE = "EK-2018-001"
DOUBTED = "uiterlijk woensdag 14 juni 2018"
TUE_12_JUNE = date(2018, 6, 12)
LEFT_OPEN = "De vragen over de kosten beantwoord ik in een aparte brief."


def waiting(place: Workplace) -> list[str]:
    return [one["text"] for one in shown(place)["anomalies"] if one["waits"]]


def kept(place: Workplace) -> int:
    return sum(one["code"] == "doubt" for one in shown(place)["anomalies"])


def test_a_doubtful_term_is_settled_by_a_correction_and_not_by_another_act(place: Workplace) -> None:
    registered(place, term=DOUBTED)
    handling.note(place, CASE, "gebeld", a_hand(TUE_12_JUNE))
    assert len(waiting(place)) == 1
    order = CorrectOrder(reason="nagekeken", due=date(2018, 6, 13))
    correcting.correct(place, CASE, order, a_hand(TUE_12_JUNE))
    assert (waiting(place), kept(place)) == ([], 1)
    page = case_page(shown(place), address="")
    assert "Te bevestigen" not in page
    assert "Opgemerkt" in page


@pytest.mark.parametrize("by", ["correct", "defer", "void"])
def test_a_postponement_without_a_day_waits_until_a_day_is_said_or_its_letter_is_gone(
    place: Workplace, by: str
) -> None:
    registered(place)
    told = received(place, a_deferral(dated=TUE_12_JUNE, until=None), on=TUE_12_JUNE)
    assert f"griffie correct {CASE} --letter 2 --due" in told.warnings[-1]
    assert waiting(place) == [told.warnings[-1]]
    hand, day = a_hand(date(2018, 6, 13)), date(2018, 7, 2)
    if by == "correct":
        correcting.correct(place, CASE, CorrectOrder(reason="gebeld", letter=2, due=day), hand)
    elif by == "defer":
        handling.defer(place, CASE, DeferOrder(Via.TELEPHONE, "gebeld", to=day), hand)
    else:
        handling.void_letter(place, CASE, 2, "hoort hier niet", hand)
    assert (waiting(place), kept(place)) == ([], 1)


def test_a_doubt_about_the_kind_of_a_letter_goes_with_the_letter(place: Workplace) -> None:
    registered(place)
    told = received(place, a_reply(body=LEFT_OPEN))
    assert f"griffie void {CASE} --letter 2" in told.warnings[-1]
    handling.void_letter(place, CASE, 2, "deelantwoord", a_hand(REPLIED))
    assert waiting(place) == []


def test_a_doubtful_date_is_settled_by_the_right_date(place: Workplace) -> None:
    paper = PaperIn("fout.txt", a_request().data.replace(b"Den Haag, 31", b"Den Haag, woensdag 31"))
    intake.request(place, paper, RequestOrder(), a_hand(date(2018, 5, 31)))
    assert len(waiting(place)) == 1
    order = CorrectOrder(reason="nagekeken", dated=date(2018, 5, 30))
    correcting.correct(place, CASE, order, a_hand(TUE_12_JUNE))
    assert waiting(place) == []


def test_the_list_and_the_check_name_a_case_of_which_the_day_is_not_confirmed(place: Workplace) -> None:
    registered(place, term=DOUBTED)
    registered(place, about="iets anders", name="twee.txt")
    listed = cases(place, on=TUE_12_JUNE, at=a_hand(TUE_12_JUNE).at)
    assert [one["to_confirm"] for one in listed] == [1, 0]
    assert "Te bevestigen: EK-2018-001;" in case_list(listed, filtered=False)
    done = morning_of(place, date(2018, 6, 11))
    assert [one for one in done.warnings if "wacht op bevestiging" in one] == list(done.warnings)
    assert ["EK-2018-001" in one for one in done.warnings] == [True]
    assert "In de woorden van de brief: uiterlijk woensdag 14 juni 2018" in " ".join(mails(place)).replace("=\n", "")


def test_of_a_confirmed_term_the_mail_quotes_no_words(place: Workplace) -> None:
    registered(place)
    morning_of(place, date(2018, 6, 11))
    assert "In de woorden van de brief" not in " ".join(mails(place))
