"""A term that names an hour keeps it: in the mail, in the list, on the page, and where the answer is judged."""

from datetime import UTC, date, datetime

from casework import handling
from casework.overview import cases
from casework.values import DeferOrder
from casework.workplace import Workplace
from desk.pages import case_list, case_page
from procedure.vocabulary import Via
from tests.builders import a_hand, a_reply, mails, morning_of, received, registered, shown

TERM = "vóór donderdag 14 juni 2018, 12.00 uur"
DUE, AFTERNOON = date(2018, 6, 14), datetime(2018, 6, 14, 13, tzinfo=UTC)


def said(place: Workplace) -> str:
    return " ".join("".join(mails(place)).replace("=\n", "").split())


def test_the_mail_of_the_last_day_names_the_hour(place: Workplace) -> None:
    registered(place, term=TERM)
    morning_of(place, DUE)
    assert "Vandaag, donderdag 14 juni 2018, 12.00 uur, loopt de termijn voor het antwoord af." in said(place)


def test_the_list_and_the_page_name_the_hour_and_say_when_it_has_passed(place: Workplace) -> None:
    registered(place, term=TERM)
    listed = case_list(cases(place, on=DUE, at=AFTERNOON), filtered=False)
    assert "14-06-2018, 12:00" in listed
    assert "1 zaak, waarvan 1 te laat." in listed
    assert "Uur: alleen het uur is voorbij, de dag nog niet." in listed
    page = case_page({**shown(place, on=DUE), "late": True}, address="")
    assert "donderdag 14 juni 2018, 12:00" in page
    assert "het uur van de laatste dag is voorbij" in page


def test_of_an_answer_of_the_last_day_the_hour_is_not_judged_and_that_is_said(place: Workplace) -> None:
    registered(place, term=TERM)
    done = received(place, a_reply(dated=DUE), on=date(2018, 6, 15))
    assert done.headline == "antwoord ontvangen · op tijd naar de dag; of het vóór 12.00 uur kwam, zegt de brief niet"


def test_the_mail_of_a_day_that_was_put_off_does_not_call_it_in_time(place: Workplace) -> None:
    registered(place)
    order = DeferOrder(Via.MAIL, "meer tijd", to=date(2018, 6, 28))
    handling.defer(place, "EK-2018-001", order, a_hand(date(2018, 6, 12)))
    morning_of(place, date(2018, 6, 28))
    assert "Vandaag, donderdag 28 juni 2018, loopt het afgesproken uitstel voor het antwoord af." in said(place)
    assert "binnen de termijn" not in said(place)
