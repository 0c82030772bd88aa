"""One consultation, whole, on both databases: request, two weeks, reminders, reply, report."""

from datetime import date, timedelta

import pytest

from casework import reports
from casework.values import AdoptOrder, PublishOrder, RequestOrder
from casework.workplace import Workplace
from tests.builders import (
    DUE,
    REPLIED,
    REQUESTED,
    a_hand,
    a_reply,
    a_request,
    mails,
    morning_of,
    planned,
    received,
    registered,
    reminders,
    shown,
)


def days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def test_the_consultation_of_2018_runs_as_it_should(place: Workplace) -> None:
    order = RequestOrder(dossiers=("34964", "E180019"))
    done = registered(place, order=order)
    assert done.title == "EK-2018-001 · verzoek ingeschreven · antwoord uiterlijk do 14 juni 2018"

    for day in days(REQUESTED, REPLIED):
        morning_of(place, day)
        morning_of(place, day)
    assert reminders(place) == [
        ("notice", "2018-06-11", "written"),
        ("due", "2018-06-14", "written"),
        ("first_rappel", "2018-06-15", "written"),
    ]
    assert len(mails(place)) == 3

    answered = received(place)
    assert answered.title == "EK-2018-001 · antwoord ontvangen · 6 dagen te laat"
    assert [line.rung for line in answered.dropped] == ["second_rappel", "escalation"]
    case = shown(place)
    assert (case["due_on"], case["agreed_due_on"], case["answered_on"]) == ("2018-06-14", "2018-06-14", "2018-06-20")
    assert (case["days_late"], case["stage"], case["late"]) == (6, "answered", True)
    reply = case["letters"][1]
    assert reply["on_behalf_of"] == ["Minister van Buitenlandse Zaken", "Minister van Financiën"]
    assert [one["number"] for one in case["references"] if one["kind"] == "commitment"] == ["T01999"]
    assert any("Minister van Buitenlandse Zaken" in name for name in case["letters"][0]["copied_to"])

    adopted = AdoptOrder(adopted_on=date(2018, 6, 21), clerk="Van Voorbeeld")
    reports.publish(place, "EK-2018-001", PublishOrder(number="a", adopt=adopted), a_hand(date(2018, 6, 21)))
    report = (place.published / "EK-2018-001" / "EK-2018-001-verslag.txt").read_text()
    for paper in (a_request(), a_reply()):
        assert _words_in_order(report, paper.data.decode())
    assert "Vastgesteld 21 juni 2018" in report
    assert "34 964" in report
    assert shown(place)["report"]["number"] == "A"
    assert [one["verb"] for one in shown(place)["events"]] == [
        "request",
        *["check", "send"] * 3,
        "receive",
        "adopt",
        "publish",
    ]


def _words_in_order(report: str, letter: str) -> bool:
    """Whether the words of a letter stand in the report, unaltered and in their order."""
    words, text = letter.split(), report.split()
    return any(text[start : start + len(words)] == words for start in range(len(text)))


def test_nothing_is_planned_or_sent_after_the_reply(place: Workplace) -> None:
    registered(place)
    morning_of(place, date(2018, 6, 11))
    received(place, a_reply(dated=date(2018, 6, 12)), on=date(2018, 6, 12))
    for day in days(date(2018, 6, 12), date(2018, 8, 1)):
        morning_of(place, day)
    assert reminders(place) == [("notice", "2018-06-11", "written")]
    assert planned(place) == []


def test_a_check_after_an_outage_owes_each_audience_the_highest_rung_only(place: Workplace) -> None:
    registered(place)
    done = morning_of(place, date(2018, 6, 27))
    assert reminders(place) == [
        ("notice", "2018-06-27", "skipped"),
        ("due", "2018-06-27", "skipped"),
        ("first_rappel", "2018-06-27", "written"),
        ("second_rappel", "2018-06-27", "by_hand"),
    ]
    assert done.headline == "wo 27 juni 2018 · 1 verschuldigd, 1 klaar voor de voorzitter, 2 overgeslagen"


def test_a_case_that_is_registered_late_owes_nothing_from_before(place: Workplace) -> None:
    done = registered(place, on=date(2018, 6, 13))
    assert planned(place)[0] == ("due", "2018-06-14")
    assert any("aankondiging (ma 11 juni 2018)" in line for line in done.lines)


@pytest.mark.parametrize("saturday_rung", [date(2018, 6, 16)])
def test_mail_waits_for_a_working_day(place: Workplace, saturday_rung: date) -> None:
    registered(place, term=f"uiterlijk {saturday_rung.day} juni 2018")
    morning_of(place, saturday_rung)
    assert ("due", "2018-06-16", "queued") in reminders(place)
    morning_of(place, date(2018, 6, 18))
    states = {rung: state for rung, _, state in reminders(place)}
    assert (states["due"], states["first_rappel"]) == ("skipped", "written")
    assert len(mails(place)) == 1


def test_the_answer_of_the_last_day_is_in_time(place: Workplace) -> None:
    registered(place)
    done = received(place, a_reply(dated=DUE), on=DUE)
    assert (done.data["days_late"], done.outcome) == (0, "in-time")
