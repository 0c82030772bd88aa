"""Who asks, who is asked and what a case is called: named whole in mails and lists, and after a correction."""

from datetime import date

from casework import correcting, handling
from casework.overview import cases
from casework.values import CorrectOrder, RequestOrder
from casework.workplace import Workplace
from desk.pages import case_page
from tests.builders import a_hand, a_reply, mails, morning_of, received, registered, shown
from tests.casework.test_publishing import CASE, answered, published

BOTH = ("Staatssecretaris van Justitie en Veiligheid", "Minister van Defensie")
JOINT = ("Immigratie en Asiel / JBZ-Raad", "EK JV")
TUE_12_JUNE = date(2018, 6, 12)


def said(place: Workplace) -> str:
    return " ".join("".join(mails(place)).replace("=\n", "").split())


def test_a_mail_and_the_letter_of_the_chair_name_every_committee_that_asks(place: Workplace) -> None:
    registered(place, order=RequestOrder(committees=JOINT))
    morning_of(place, date(2018, 6, 11))
    assert "de commissies ontvangen het antwoord graag" in said(place)
    assert "Commissies: " in said(place)
    morning_of(place, date(2018, 6, 25))
    assert "De commissies hebben het antwoord nog niet ontvangen." in said(place)
    assert "mede namens de voorzitter van de commissie Justitie en Veiligheid" in said(place)


def test_a_case_that_nobody_named_is_called_after_every_office_that_was_asked(place: Workplace) -> None:
    registered(place, order=RequestOrder(to=BOTH))
    named = "Brief van 31 mei 2018 aan de Staatssecretaris van Justitie en Veiligheid en de Minister van Defensie"
    assert shown(place)["subject"] == named


def test_the_name_of_such_a_case_follows_a_corrected_date(place: Workplace) -> None:
    registered(place)
    order = CorrectOrder(reason="verkeerd gelezen", dated=date(2018, 5, 30))
    correcting.correct(place, CASE, order, a_hand(TUE_12_JUNE))
    assert shown(place)["subject"].startswith("Brief van 30 mei 2018 aan de ")
    (listed,) = cases(place, on=TUE_12_JUNE, at=a_hand(TUE_12_JUNE).at)
    assert listed["subject"] == shown(place)["subject"]
    morning_of(place, date(2018, 6, 13))
    assert "Brief van 30 mei 2018" in said(place)
    assert "Brief van 31 mei 2018" not in said(place)


def test_a_subject_that_was_given_stays_whatever_is_corrected(place: Workplace) -> None:
    registered(place, order=RequestOrder(subject="de opvang"))
    order = CorrectOrder(reason="verkeerd gelezen", dated=date(2018, 5, 30))
    correcting.correct(place, CASE, order, a_hand(TUE_12_JUNE))
    assert shown(place)["subject"] == "de opvang"


def test_earlier_reminders_are_named_only_where_one_left(place: Workplace) -> None:
    registered(place)
    handling.hold(place, CASE, date(2018, 8, 31), "reces", a_hand(date(2018, 6, 1)))
    morning_of(place, date(2018, 9, 3))
    assert "mondeling overleg" in said(place)
    assert "eerdere herinneringen" not in said(place)


def test_earlier_reminders_that_left_are_named(place: Workplace) -> None:
    registered(place)
    for day in (date(2018, 6, 14), date(2018, 7, 5)):
        morning_of(place, day)
    assert "ook na de eerdere herinneringen" in said(place)


def test_a_page_says_until_when_a_case_is_held(place: Workplace) -> None:
    registered(place)
    handling.hold(place, CASE, date(2018, 6, 20), "reces", a_hand(date(2018, 6, 1)))
    assert "Aangehouden:" not in case_page(shown(place, on=date(2018, 6, 21)), address="")
    page = case_page(shown(place, on=date(2018, 6, 20)), address="")
    assert "Aangehouden: tot en met woensdag 20 juni 2018" in " ".join(page.split())


def test_a_page_names_the_files_of_every_report(place: Workplace) -> None:
    from casework import intake  # noqa: PLC0415 - one test needs it
    from tests.builders import a_request  # noqa: PLC0415 - as above

    answered(place)
    published(place)
    again = a_request(dated=date(2018, 6, 25), about="wat openbleef", name="nader.txt")
    intake.request(place, again, RequestOrder(further=CASE), a_hand(date(2018, 6, 25)))
    second = a_reply(dated=date(2018, 7, 2), answers=date(2018, 6, 25), body="De rest.", name="tweede.txt")
    received(place, second, on=date(2018, 7, 2))
    published(place, on=date(2018, 7, 3))
    page = case_page(shown(place), address="")
    assert f"{CASE}-verslag.txt" in page
    assert f"{CASE}-verslag-ronde2.txt" in page
