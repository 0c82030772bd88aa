"""The answer is taken out of a case of which the report was adopted, or published."""

from datetime import date

from casework import handling, reports
from casework.values import AdoptOrder, PublishOrder
from casework.workplace import Workplace
from tests.builders import REPLIED, a_hand, a_reply, morning_of, received, registered, reminders, shown

CASE = "EK-2018-001"
ADOPTED = date(2018, 6, 21)


def adopted(place: Workplace) -> None:
    registered(place)
    received(place)
    order = AdoptOrder(adopted_on=ADOPTED, clerk="Van Voorbeeld", despite="toch")
    reports.adopt(place, CASE, order, a_hand(ADOPTED))


def test_the_adoption_goes_with_the_answer_the_ladder_runs_and_the_right_answer_is_filed(place: Workplace) -> None:
    adopted(place)
    done = handling.void_letter(place, CASE, 2, "hoort hier niet", a_hand(ADOPTED))
    assert any("vaststelling van het verslag op 21 juni 2018 vervalt" in line for line in done.lines)
    assert (shown(place)["stage"], shown(place)["report"]) == ("registered", None)
    morning_of(place, date(2018, 6, 22))
    assert ("first_rappel", "2018-06-22", "written") in reminders(place)
    again = a_reply(dated=REPLIED, name="goed.txt", body="Het juiste antwoord.")
    received(place, again, on=ADOPTED, cases=(CASE,))
    adoption = AdoptOrder(adopted_on=date(2018, 6, 25), clerk="Van Voorbeeld", despite="toch")
    told = reports.publish(place, CASE, PublishOrder(adopt=adoption), a_hand(date(2018, 6, 25)))
    assert "Het verslag bevat 2 brieven, ongewijzigd." in told.lines


def test_a_published_report_that_held_the_letter_asks_for_a_reprint(place: Workplace) -> None:
    adopted(place)
    reports.publish(place, CASE, PublishOrder(), a_hand(ADOPTED))
    done = handling.void_letter(place, CASE, 2, "hoort hier niet", a_hand(ADOPTED))
    assert any("maak een herdruk" in line for line in done.lines)
    assert shown(place)["stage"] == "published"


def test_publication_runs_the_checklist_again(place: Workplace) -> None:
    registered(place)
    order = AdoptOrder(adopted_on=ADOPTED, clerk="Van Voorbeeld", despite="toch")
    received(place, a_reply(body="Een deel van de vragen beantwoord ik nu; de overige vragen volgen later."))
    reports.adopt(place, CASE, order, a_hand(ADOPTED))
    told = reports.publish(place, CASE, PublishOrder(), a_hand(ADOPTED))
    assert any("mist: nog geen volledig antwoord" in one for one in told.warnings)
