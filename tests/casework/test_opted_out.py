"""Whose word it was that a mailbox wants a rung no more: kept in one place, and shown where it is asked."""

from datetime import date, timedelta

from sqlmodel import select

from casework import handling, morning, office, preferring
from casework.anonymising import AnonymiseOrder, anonymise
from casework.preferring import PreferOrder
from casework.showing import show
from casework.values import CloseOrder
from casework.workplace import Workplace
from config.reference import packaged_tables
from desk.pages import case_page
from models.reminders import Reminder
from procedure.vocabulary import ClosedAs
from tests.builders import REPLIED, REQUESTED, a_hand, registered, shown

CASE, NOTICE, NAME = "EK-2018-001", date(2018, 6, 11), "mw. Voorbeeld"
OPTED_OUT = "de postbus heeft zich voor deze trede afgemeld"


def opted_out(place: Workplace, from_day: date = REQUESTED) -> None:
    """The desk wants the notice no more."""
    order = PreferOrder("notice", NAME, ministry="JenV", from_day=from_day)
    preferring.opt_out(place, order, a_hand(REQUESTED))


def test_the_ledger_says_that_a_mailbox_opted_out_and_show_on_whose_word(place: Workplace) -> None:
    registered(place)
    opted_out(place)
    done = morning.check(place, a_hand(NOTICE))
    preferring.opt_in(place, PreferOrder("notice", "dhr. Ander", ministry="JenV"), a_hand(NOTICE))
    with place.transaction() as session:
        assert session.exec(select(Reminder.reason)).all() == [OPTED_OUT]
    assert NAME not in " ".join((*done.lines, *done.said))
    assert shown(place)["reminders"][0]["reason"] == f"{OPTED_OUT}, op het woord van {NAME}"
    at = a_hand(REPLIED).at
    assert NAME not in str(show(place, CASE, on=REPLIED, at=at, public=True))


def test_a_case_that_was_anonymised_names_nobody_who_opted_out(place: Workplace) -> None:
    registered(place)
    opted_out(place)
    morning.check(place, a_hand(NOTICE))
    handling.close(place, CASE, CloseOrder(ClosedAs.WITHDRAWN, "ingetrokken"), a_hand(REPLIED))
    later = a_hand(date(2028, 7, 3))
    anonymise(place, CASE, AnonymiseOrder("bewaartermijn verstreken", 5, confirmed=True), later)
    case = shown(place)
    assert case["reminders"][0]["reason"] == OPTED_OUT
    assert NAME not in str(case)


def test_what_is_still_to_come_says_that_it_will_be_skipped(place: Workplace) -> None:
    registered(place)
    opted_out(place)
    case = shown(place, on=REQUESTED)
    why = f"wordt overgeslagen: {OPTED_OUT}, op het woord van {NAME}"
    told = [(one["rung"], one["opted_out"], one["reason"]) for one in case["planned"]]
    assert told[:2] == [("notice", True, why), ("due", False, None)]
    page = " ".join(case_page(case, address="http://127.0.0.1:4200").split())
    assert f"aan desk.jenv@example.org · {why}" in page


def test_what_comes_before_the_day_of_opting_out_is_not_said_to_be_skipped(place: Workplace) -> None:
    registered(place)
    opted_out(place, NOTICE + timedelta(days=1))
    assert [one["opted_out"] for one in shown(place, on=REQUESTED)["planned"]] == [False] * 5


def test_what_comes_of_a_ladder_that_took_the_choice_back_is_not_said_to_be_skipped(place: Workplace) -> None:
    registered(place)
    opted_out(place)
    notice = next(dict(one) for one in packaged_tables()["rung"] if one["code"] == "notice")
    office.load(place, {"rung": [notice | {"may_opt_out": False}]}, a_hand(REQUESTED), file="kantoor.toml")
    assert [one["opted_out"] for one in shown(place, on=REQUESTED)["planned"]] == [False] * 5
