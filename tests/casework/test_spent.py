"""A reminder that perhaps arrived and is dropped: where it is owed later still, it comes on its day."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from casework import delivery, handling, morning
from casework.values import CloseOrder, DeferOrder, Hand
from casework.workplace import Workplace
from notifications.carrier import Carrier
from notifications.outcomes import GiveUp, Outcome, TryAgain, Unsure
from notifications.parcels import Parcel
from notifications.transports.memory import Memory
from procedure.vocabulary import ClosedAs, Via
from tests.builders import a_hand, planned, received, registered, reminders, shown

NOTICE, RAPPEL, ESCALATION, TEN_DAYS_LATER = (
    *(date(2018, 6, 11), date(2018, 6, 25)),
    *(date(2018, 7, 5), date(2018, 7, 16)),
)
"""Monday, Monday (the rung's Sunday is the 24th), Thursday, Monday (the tenth day is Sunday the 15th)."""


def nobody_answers() -> Memory:
    """Return a mail server that takes a text and falls silent."""
    return Memory(lambda _: Unsure("geen antwoord"))


def a_morning(place: Workplace, on: date, mail: Memory) -> Memory:
    """Return the mail server after the check and the delivery of a day."""
    morning.check(place, a_hand(on))
    delivery.deliver(place, Carrier(mail, None, ""), a_hand(on))
    return mail


def hours_later(on: date, hours: int) -> Hand:
    """Return the clerk so many hours after noon."""
    hand = a_hand(on)
    return replace(hand, at=hand.at + timedelta(hours=hours))


@pytest.fixture
def unsure_advice(place: Workplace) -> Workplace:
    """A case of which nobody knows whether the clerk got the advice to escalate."""
    registered(place)
    a_morning(place, RAPPEL, Memory())
    a_morning(place, ESCALATION, nobody_answers())
    assert reminders(place)[-1] == ("escalation", "2018-07-05", "unsure")
    return place


def test_the_advice_that_perhaps_arrived_comes_again_ten_days_after_a_rappel_that_left(
    unsure_advice: Workplace,
) -> None:
    place, well = unsure_advice, Memory()
    morning.send_rung(place, "EK-2018-001", "second_rappel", hours_later(ESCALATION, 1))
    delivery.deliver(place, Carrier(well, None, ""), hours_later(ESCALATION, 2))
    assert planned(place) == [("escalation", "2018-07-15")]
    a_morning(place, TEN_DAYS_LATER, well)
    assert reminders(place)[-1] == ("escalation", "2018-07-16", "sent")
    assert [one.message_id.split(".")[0] for one in well.parcels] == ["rappel", "clerk"]


def test_a_reminder_that_perhaps_arrived_comes_again_after_a_hold(place: Workplace) -> None:
    registered(place)
    a_morning(place, NOTICE, nobody_answers())
    handling.hold(place, "EK-2018-001", date(2018, 6, 12), "overleg", hours_later(NOTICE, 1))
    well = Memory()
    delivery.deliver(place, Carrier(well, None, ""), hours_later(NOTICE, 2))
    assert well.parcels == []
    assert planned(place)[0] == ("notice", "2018-06-13")
    a_morning(place, date(2018, 6, 13), well)
    assert [one.message_id.split(".")[0] for one in well.parcels] == ["reminder"]


def test_a_letter_by_hand_of_which_the_clerk_has_heard_waits_on_through_a_hold(place: Workplace) -> None:
    registered(place)
    a_morning(place, RAPPEL, Memory())
    assert reminders(place)[-1] == ("second_rappel", "2018-06-25", "by_hand")
    [task] = shown(place)["tasks"]
    assert task["text"] == (
        "Te doen: EK-2018-001 tweede rappel ligt klaar voor de voorzitter. "
        "Verstuur met `griffie send EK-2018-001 second_rappel`."
    )
    handling.hold(place, "EK-2018-001", date(2018, 7, 1), "overleg", hours_later(RAPPEL, 1))
    assert reminders(place)[-1] == ("second_rappel", "2018-06-25", "by_hand")
    assert planned(place) == [("escalation", "2018-07-05")]
    assert a_morning(place, date(2018, 7, 2), Memory()).parcels == [], "the clerk knows it already"
    well = Memory()
    morning.send_rung(place, "EK-2018-001", "second_rappel", a_hand(date(2018, 7, 3)))
    delivery.deliver(place, Carrier(well, None, ""), a_hand(date(2018, 7, 3)))
    assert [one.message_id.split(".")[0] for one in well.parcels] == ["rappel"]
    assert shown(place)["tasks"] == []


def test_a_hold_names_a_letter_that_a_person_sent_and_that_has_not_left(place: Workplace) -> None:
    registered(place)
    a_morning(place, RAPPEL, Memory())
    morning.send_rung(place, "EK-2018-001", "second_rappel", a_hand(date(2018, 6, 30)))  # a Saturday
    done = handling.hold(place, "EK-2018-001", date(2018, 7, 10), "overleg", a_hand(date(2018, 7, 1)))
    [said] = [line for line in done.lines if "vertrekt nog" in line]
    assert said == (
        "Een brief die een mens al heeft verstuurd, vertrekt nog: tweede rappel aan parlementaire desk JenV."
    )


def closed_and_open_again(place: Workplace) -> None:
    """Close the case by mistake, and open it again."""
    handling.close(place, "EK-2018-001", CloseOrder(ClosedAs.WITHDRAWN, "vergissing"), hours_later(RAPPEL, 1))
    assert reminders(place)[-1][2] != "by_hand"
    handling.reopen(place, "EK-2018-001", "vergissing", hours_later(RAPPEL, 2))


def put_off_and_refused(place: Workplace) -> None:
    """Let the ministry ask for a later day, and refuse it."""
    for refused in (False, True):
        order = DeferOrder(via=Via.MAIL, reason="overleg", to=date(2018, 7, 20), refused=refused)
        handling.defer(place, "EK-2018-001", order, hours_later(RAPPEL, 1))


@pytest.mark.parametrize("back_and_forth", [closed_and_open_again, put_off_and_refused])
def test_a_letter_by_hand_that_is_wanted_once_more_waits_again_and_is_not_announced_twice(
    place: Workplace, back_and_forth: Callable[[Workplace], None]
) -> None:
    registered(place)
    a_morning(place, RAPPEL, Memory())
    back_and_forth(place)
    assert reminders(place)[-1] == ("second_rappel", "2018-06-25", "by_hand")
    assert a_morning(place, date(2018, 6, 26), Memory()).parcels == []


def test_a_letter_by_hand_of_which_the_clerk_has_not_heard_is_announced_after_the_hold(place: Workplace) -> None:
    registered(place)
    a_morning(place, date(2018, 6, 15), Memory())
    morning.check(place, a_hand(RAPPEL))
    handling.hold(place, "EK-2018-001", date(2018, 7, 1), "overleg", hours_later(RAPPEL, 1))
    assert planned(place)[0] == ("second_rappel", "2018-07-02")
    assert len(a_morning(place, date(2018, 7, 2), Memory()).parcels) == 1
    assert reminders(place)[-1] == ("second_rappel", "2018-07-02", "by_hand")


ASKED = date(2018, 6, 28)
"""Thursday: four weeks after a request without a date."""


class Held(Memory):
    """A mail server during whose work the clerk holds a case until the first of July."""

    def __init__(self, place: Workplace) -> None:
        """Take the register."""
        super().__init__()
        self.place = place

    def deliver(self, parcel: Parcel) -> Outcome:
        """Return that it arrived; the case is held before."""
        handling.hold(self.place, "EK-2018-001", date(2018, 7, 1), "overleg", a_hand(ASKED))
        return super().deliver(parcel)


def test_a_question_to_the_clerk_that_has_not_left_comes_on_the_first_day_after_a_hold(place: Workplace) -> None:
    registered(place, term="zo spoedig mogelijk")
    morning.check(place, a_hand(ASKED))
    handling.hold(place, "EK-2018-001", date(2018, 7, 1), "overleg", a_hand(ASKED))
    assert planned(place) == [("attention", "2018-07-02")]
    a_morning(place, date(2018, 7, 2), Memory())
    assert reminders(place)[-1] == ("attention", "2018-07-02", "sent")


def test_a_case_without_a_date_that_is_held_while_its_mail_is_under_way_comes_back_after_four_weeks(
    place: Workplace,
) -> None:
    registered(place, term="zo spoedig mogelijk")
    a_morning(place, ASKED, Held(place))
    assert planned(place) == [("attention", "2018-07-26")]
    handling.note(place, "EK-2018-001", "gebeld", a_hand(date(2018, 7, 3)))
    assert planned(place) == [("attention", "2018-07-26")]


ENDINGS = [TryAgain("451 4.7.1 later"), GiveUp("550 5.1.1 weg")]


class HeldMeanwhile(Memory):
    """A mail server during whose work the clerk holds a case, the first time; then it refuses."""

    def __init__(self, place: Workplace, ending: Outcome) -> None:
        """Take the register, and how every try ends."""
        super().__init__(lambda _: ending)
        self.place, self.held = place, False

    def deliver(self, parcel: Parcel) -> Outcome:
        """Return that it is refused; the case is held before."""
        if not self.held:
            self.held = True
            handling.hold(self.place, "EK-2018-001", date(2018, 6, 12), "overleg", a_hand(NOTICE))
        return super().deliver(parcel)


@pytest.mark.parametrize("cases", [1, 2])
@pytest.mark.parametrize("ending", ENDINGS)
def test_what_is_held_while_its_mail_is_being_refused_comes_after_the_hold(
    place: Workplace, ending: Outcome, cases: int
) -> None:
    for number in range(cases):
        registered(place, about=f"onderwerp {number}", name=f"{number}.txt")
    morning.check(place, a_hand(NOTICE))
    delivery.deliver(place, Carrier(HeldMeanwhile(place, ending), None, ""), a_hand(NOTICE))
    delivery.deliver(place, Carrier(Memory(), None, ""), hours_later(NOTICE, 2))
    assert planned(place)[0] == ("notice", "2018-06-13")
    a_morning(place, date(2018, 6, 13), Memory())
    assert ("notice", "2018-06-13", "sent") in reminders(place)


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_case_held_after_a_doubtful_try_comes_again_when_the_mail_is_refused(
    place: Workplace, ending: Outcome
) -> None:
    for number in range(2):
        registered(place, about=f"onderwerp {number}", name=f"{number}.txt")
    a_morning(place, NOTICE, nobody_answers())
    handling.hold(place, "EK-2018-001", date(2018, 6, 12), "overleg", hours_later(NOTICE, 1))
    refusing = Memory(lambda _: ending)
    for hours in range(2, 9):
        delivery.deliver(place, Carrier(refusing, None, ""), hours_later(NOTICE, hours))
    assert len({one.message_id for one in refusing.parcels}) == 1, "what perhaps arrived keeps its Message-ID"
    assert planned(place)[0] == ("notice", "2018-06-13")


def test_what_perhaps_arrived_stays_in_doubt_when_it_is_refused_later(place: Workplace) -> None:
    registered(place)
    a_morning(place, NOTICE, nobody_answers())
    refusing = Memory(lambda _: TryAgain("451 4.7.1 later"))
    delivery.deliver(place, Carrier(refusing, None, ""), hours_later(NOTICE, 1))
    assert reminders(place) == [("notice", "2018-06-11", "unsure")]
    gone = Memory(lambda _: GiveUp("550 5.1.1 weg"))
    done = delivery.deliver(place, Carrier(gone, None, ""), hours_later(NOTICE, 3))
    assert reminders(place) == [("notice", "2018-06-11", "failed")]
    assert "of het aankwam is onzeker" in " ".join(done.warnings)


def test_after_a_reply_nothing_comes_again(place: Workplace) -> None:
    registered(place)
    a_morning(place, NOTICE, nobody_answers())
    received(place, on=NOTICE, dated=NOTICE, kind=None)
    well = Memory()
    delivery.deliver(place, Carrier(well, None, ""), hours_later(NOTICE, 2))
    assert (well.parcels, planned(place)) == ([], [])
