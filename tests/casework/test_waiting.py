"""What waits for a person and what rests: neither is lost, and neither leaves before its day."""

from datetime import date

from casework import delivery, handling, morning
from casework.values import DeferOrder
from casework.workplace import Workplace
from procedure.vocabulary import Via
from tests.builders import a_hand, files, mails, morning_of, planned, registered, reminders

CASE = "EK-2018-001"
REQUESTED, ADVISED = date(2018, 5, 31), date(2018, 7, 5)
NO_DATE = "zo spoedig mogelijk"


def test_the_letter_of_the_chair_still_leaves_after_the_clerk_was_advised_to_escalate(place: Workplace) -> None:
    registered(place)
    for day in (date(2018, 6, 11), date(2018, 6, 14), date(2018, 6, 15), date(2018, 6, 25), ADVISED):
        morning_of(place, day)
    before = len(mails(place))
    done = morning.send_rung(place, CASE, "second_rappel", a_hand(date(2018, 7, 6)))
    assert done.dropped == ()
    delivery.deliver(place, files(place), a_hand(date(2018, 7, 6)))
    assert len(mails(place)) == before + 1
    assert ("second_rappel", "2018-07-06", "written") in reminders(place)


def test_a_case_without_a_date_rests_too(place: Workplace) -> None:
    registered(place, term=NO_DATE)
    handling.hold(place, CASE, date(2018, 8, 31), "reces", a_hand(date(2018, 6, 1)))
    assert planned(place) == [("attention", "2018-09-01")]
    morning_of(place, date(2018, 6, 28))
    assert (mails(place), reminders(place)) == ([], [])
    morning_of(place, date(2018, 9, 3))
    assert [rung for rung, _, _ in reminders(place)] == ["attention"]


def test_a_question_to_the_clerk_that_has_not_left_rests_with_the_case(place: Workplace) -> None:
    registered(place, term=NO_DATE)
    morning.check(place, a_hand(date(2018, 6, 28)))
    handling.hold(place, CASE, date(2018, 8, 31), "reces", a_hand(date(2018, 6, 28)))
    delivery.deliver(place, files(place), a_hand(date(2018, 6, 28)))
    assert mails(place) == []
    morning_of(place, date(2018, 9, 3))
    assert reminders(place) == [("attention", "2018-09-03", "written")]


def test_the_question_after_a_postponement_without_a_date_rests_too(place: Workplace) -> None:
    registered(place)
    handling.defer(place, CASE, DeferOrder(Via.MAIL, "meer tijd"), a_hand(date(2018, 6, 12)))
    handling.hold(place, CASE, date(2018, 7, 31), "reces", a_hand(date(2018, 6, 13)))
    assert {day for _, day in planned(place)} == {"2018-08-01"}
