"""A postponement without a day: its rest ends when a day is named, and is back when that is undone."""

from datetime import date

import pytest

from casework import correcting, handling
from casework.errors import NotAvailable
from casework.values import CorrectOrder, DeferOrder
from casework.workplace import Workplace
from procedure.vocabulary import Via
from tests.builders import a_deferral, a_hand, mails, morning_of, planned, received, registered, shown

CASE = "EK-2018-001"
FRI_8_JUNE, MON_11_JUNE, TUE_12_JUNE = date(2018, 6, 8), date(2018, 6, 11), date(2018, 6, 12)
WED_13_JUNE, THU_14_JUNE, THU_28_JUNE = date(2018, 6, 13), date(2018, 6, 14), date(2018, 6, 28)


def asked_for_time(place: Workplace, on: date = FRI_8_JUNE, *, to: date | None = None, refused: bool = False) -> None:
    handling.defer(place, CASE, DeferOrder(Via.TELEPHONE, "meer tijd", to=to, refused=refused), a_hand(on))


def last_letter(place: Workplace) -> int:
    number = shown(place)["letters"][-1]["id"]
    assert isinstance(number, int)
    return number


def asks_the_clerk(place: Workplace) -> bool:
    return "open_deferral" in [rung for rung, _ in planned(place)]


def test_a_corrected_date_of_the_request_leaves_the_rest_of_an_open_deferral(place: Workplace) -> None:
    registered(place)
    asked_for_time(place, TUE_12_JUNE)
    order = CorrectOrder(reason="dagtekening 30 mei", dated=date(2018, 5, 30))
    correcting.correct(place, CASE, order, a_hand(TUE_12_JUNE))
    assert shown(place)["due_on"] == "2018-06-13"
    assert asks_the_clerk(place)
    morning_of(place, THU_14_JUNE)
    assert mails(place) == []


def test_a_term_that_the_clerk_gives_ends_the_rest_of_an_open_deferral(place: Workplace) -> None:
    registered(place)
    asked_for_time(place, TUE_12_JUNE)
    order = CorrectOrder(reason="twee weken", due=WED_13_JUNE)
    correcting.correct(place, CASE, order, a_hand(TUE_12_JUNE))
    assert not asks_the_clerk(place)
    morning_of(place, THU_14_JUNE)
    assert len(mails(place)) == 1


def a_wrong_letter(place: Workplace) -> None:
    received(place, a_deferral(dated=TUE_12_JUNE, until=THU_28_JUNE), on=TUE_12_JUNE)


def test_the_rest_is_back_when_the_letter_that_ended_it_is_taken_out(place: Workplace) -> None:
    registered(place)
    asked_for_time(place)
    a_wrong_letter(place)
    assert not asks_the_clerk(place)
    handling.void_letter(place, CASE, last_letter(place), "verkeerde zaak", a_hand(TUE_12_JUNE))
    assert asks_the_clerk(place)
    morning_of(place, THU_14_JUNE)
    assert mails(place) == []


def test_the_rest_is_back_also_when_that_letter_was_corrected_first(place: Workplace) -> None:
    registered(place)
    asked_for_time(place)
    a_wrong_letter(place)
    letter = last_letter(place)
    order = CorrectOrder(reason="27 juni", letter=letter, due=date(2018, 6, 27))
    correcting.correct(place, CASE, order, a_hand(TUE_12_JUNE))
    handling.void_letter(place, CASE, letter, "verkeerde zaak", a_hand(TUE_12_JUNE))
    assert asks_the_clerk(place)


def test_the_rest_is_back_when_the_day_is_refused_and_goes_with_its_own_refusal(place: Workplace) -> None:
    registered(place)
    asked_for_time(place)
    asked_for_time(place, MON_11_JUNE, to=THU_28_JUNE)
    asked_for_time(place, TUE_12_JUNE, to=THU_28_JUNE, refused=True)
    assert asks_the_clerk(place)
    asked_for_time(place, TUE_12_JUNE, refused=True)
    assert not asks_the_clerk(place)
    morning_of(place, THU_14_JUNE)
    assert len(mails(place)) == 1


def test_a_rest_that_a_second_day_ended_as_well_stays_ended(place: Workplace) -> None:
    registered(place)
    asked_for_time(place)
    asked_for_time(place, MON_11_JUNE, to=date(2018, 6, 27))
    a_wrong_letter(place)
    handling.void_letter(place, CASE, last_letter(place), "verkeerde zaak", a_hand(TUE_12_JUNE))
    assert not asks_the_clerk(place)
    assert shown(place)["agreed_due_on"] == "2018-06-27"


def test_the_receipt_of_a_confidential_deferral_is_corrected_and_its_day_stays(place: Workplace) -> None:
    registered(place)
    received(place, a_deferral(dated=MON_11_JUNE, until=THU_28_JUNE), on=TUE_12_JUNE, confidential=True)
    letter = last_letter(place)
    order = CorrectOrder(reason="een dag eerder", letter=letter, received=MON_11_JUNE)
    correcting.correct(place, CASE, order, a_hand(TUE_12_JUNE))
    assert shown(place)["agreed_due_on"] == "2018-06-28"
    with pytest.raises(NotAvailable, match="niet bewaard"):
        correcting.correct(
            place, CASE, CorrectOrder(reason="8 juni", letter=letter, dated=FRI_8_JUNE), a_hand(TUE_12_JUNE)
        )
    order = CorrectOrder(reason="8 juni", letter=letter, dated=FRI_8_JUNE, due=date(2018, 6, 27))
    correcting.correct(place, CASE, order, a_hand(TUE_12_JUNE))
    assert shown(place)["agreed_due_on"] == "2018-06-27"


def test_a_letter_that_brings_the_agreed_day_forward_is_doubtful_as_a_word_that_does_is(place: Workplace) -> None:
    registered(place)
    told = received(place, a_deferral(dated=FRI_8_JUNE, until=WED_13_JUNE), on=FRI_8_JUNE)
    odd = "dat is vóór de oorspronkelijke datum donderdag 14 juni 2018"
    assert any(odd in one for one in told.warnings)
    assert any(odd in one["text"] for one in shown(place)["anomalies"])
    asked_for_time(place, MON_11_JUNE, to=THU_28_JUNE)
    order = DeferOrder(Via.TELEPHONE, "toch eerder", to=date(2018, 6, 27))
    said = handling.defer(place, CASE, order, a_hand(TUE_12_JUNE))
    assert "Let op: dat is vóór de afgesproken datum donderdag 28 juni 2018." in said.lines


def test_a_letter_that_puts_off_two_cases_is_corrected_in_both(place: Workplace) -> None:
    registered(place)
    registered(place, about="een ander onderwerp", name="tweede.txt")
    both = (CASE, "EK-2018-002")
    received(place, a_deferral(dated=TUE_12_JUNE, until=THU_28_JUNE), on=TUE_12_JUNE, cases=both)
    order = CorrectOrder(reason="27 juni", letter=last_letter(place), due=date(2018, 6, 27))
    correcting.correct(place, CASE, order, a_hand(TUE_12_JUNE))
    assert [shown(place, case)["agreed_due_on"] for case in both] == ["2018-06-27", "2018-06-27"]
