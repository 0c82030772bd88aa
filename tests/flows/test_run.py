"""How an act becomes a line in the run history."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from casework import intake, replies
from casework.errors import ClockInDoubt, TooNew
from casework.history import DONE_BEFORE, LONGEST_NAME
from casework.values import Done, Hand, ReceiveOrder, ReminderLine, RequestOrder
from casework.workplace import Workplace
from config import clock
from flows import _run
from flows._run import (
    morning_of,
    once,
    plan_delivery,
    send_in_time,
    sentences,
    show,
    tags,
    title,
    to_look_at,
    together,
    undone,
)
from flows._words import decided, kind_named, via_named
from procedure.vocabulary import LetterKind, Verb, Via
from tests.builders import REPLIED, a_hand, a_reply, a_request, registered, shown

NOTICE = ReminderLine("EK-2018-001", "notice", date(2018, 6, 11), "Parlementaire desk JenV")


def done(headline: str, *cases: str, outcome: str = "", **data: object) -> Done:
    return Done(Verb.CHECK, headline, cases=cases, outcome=outcome, data=dict(data))


@pytest.mark.parametrize(
    ("cases", "expected"),
    [
        ((), "niets verschuldigd"),
        (("EK-2018-001",), "EK-2018-001 · niets verschuldigd"),
        (("EK-2018-001", "EK-2018-002"), "EK-2018-001, EK-2018-002 · niets verschuldigd"),
        (("EK-2018-001", "EK-2018-002", "EK-2018-003", "EK-2018-004"), "4 zaken · niets verschuldigd"),
    ],
)
def test_a_run_is_named_after_its_cases_and_what_happened(cases: tuple[str, ...], expected: str) -> None:
    assert title(done("niets verschuldigd", *cases)) == expected


def test_a_long_name_is_cut_where_a_list_would_cut_it() -> None:
    assert len(title(done("x" * 400))) == LONGEST_NAME


def test_tags_hold_no_comma() -> None:
    act = Done(
        Verb.REQUEST, "verzoek", cases=("EK-2018-001",), committees=("A,B",), ministries=("JenV",), outcome="late"
    )
    assert set(tags(act)) == {"case:EK-2018-001", "committee:A B", "ministry:JenV", "outcome:late"}


def test_dropped_and_armed_reminders_are_told_in_a_sentence() -> None:
    act = Done(Verb.DEFER, "uitstel", said=("Uitstel tot 28 juni",), dropped=(NOTICE,))
    assert sentences(act) == ["Uitstel tot 28 juni.", "Vervallen: aankondiging op ma 11 juni 2018."]


def test_words_of_a_letter_and_addresses_stay_in_the_register() -> None:
    words = "Gelezen in alinea 2: «de kosten» aan desk@example.org."
    act = Done(Verb.RECEIVE, "antwoord", cases=("EK-2018-001",), lines=(words,), warnings=(words, "nog een"))
    assert sentences(act) == []
    assert to_look_at(act) == "Let op: 2 punten vragen aandacht; zie `griffie show EK-2018-001`."


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("stuk 3 · wordt ingeschreven", "stuk 3 · niet ingeschreven"),
        ("ma 11 juni 2018 · termijnen worden nagelopen", "ma 11 juni 2018 · termijnen niet nagelopen"),
    ],
)
def test_a_refused_run_says_what_was_not_done(name: str, expected: str) -> None:
    assert undone(name) == expected


def test_a_check_names_post_and_mail_only_where_there_was_any() -> None:
    told = together(
        done("ma 11 juni 2018 · 1 verschuldigd", "EK-2018-001"),
        done("geen nieuwe post", outcome="nothing"),
        done("1 verstuurd", "EK-2018-001", outcome="sent", next_try="2018-06-12T11:00:00+02:00"),
    )
    assert title(told) == "EK-2018-001 · ma 11 juni 2018 · 1 verschuldigd · 1 verstuurd"
    assert told.outcome == "sent"
    assert told.data["next_try"] == "2018-06-12T11:00:00+02:00"


def test_the_words_of_a_form_mean_what_a_verb_takes() -> None:
    assert decided("zoals het stuk zegt") is None
    assert decided("ja, vertrouwelijk") is True
    assert decided("nee, openbaar") is False
    assert kind_named("deelantwoord") is LetterKind.PARTIAL_REPLY
    assert kind_named("zoals het stuk zegt") is None
    assert via_named("telefoon") is Via.TELEPHONE


def by_schedule() -> Hand:
    now = clock.reading()
    return Hand("rooster", now.wall.date(), now.wall, clock=now)


def test_a_run_by_itself_on_a_clock_in_doubt_sends_nothing_and_a_named_day_does(
    place: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GRIFFIE_HOME", str(place.home))
    ahead = Hand("griffier", date(2018, 5, 31), clock.now() + timedelta(days=1))
    intake.request(place, a_request(), RequestOrder(), ahead)
    for run in (lambda hand: morning_of(place, hand, None), lambda hand: send_in_time(place, hand)):
        with pytest.raises(ClockInDoubt, match="griffie check --yes"):
            run(by_schedule())
    assert not list(place.outgoing.iterdir())
    with pytest.raises(TooNew):
        morning_of(place, by_schedule(), clock.today() + timedelta(days=1))
    assert morning_of(place, by_schedule(), date(2018, 6, 11)).outcome == "written"
    assert morning_of(place, by_schedule(), None).outcome  # that check confirmed the clock


def test_a_run_that_only_shows_names_what_would_leave(place: Workplace) -> None:
    asked = Hand("griffier", date(2018, 5, 31), clock.now())
    intake.request(place, a_request(), RequestOrder(), asked)
    told = show(place, Hand("griffie (formulier)", date(2018, 6, 11), clock.now()))
    assert told.headline == "ma 11 juni 2018 · 1 verschuldigd · 1 bericht zou vertrekken · alleen getoond"
    assert (told.outcome, told.act_id, told.cases) == ("shown", None, ("EK-2018-001",))
    said = " ".join(sentences(told))
    assert "Zou vertrekken: aan parlementaire desk JenV over EK-2018-001." in said
    assert "@" not in said
    assert "uiterlijk donderdag 14 juni 2018" not in said


def test_a_run_that_is_tried_again_files_a_letter_once(place: Workplace) -> None:
    registered(place)
    registered(place, about="een ander onderwerp", name="tweede.txt")
    orders = [ReceiveOrder(cases=("EK-2018-001",)), ReceiveOrder(cases=("EK-2018-002",))]

    def file_it(place: Workplace, hand: Hand) -> Done:
        return replies.receive(place, a_reply(), orders.pop(0), hand)

    act, hand = once(file_it), a_hand(REPLIED, run_id="een run")
    act(place, hand)
    assert act(place, hand).said == (DONE_BEFORE,)
    assert shown(place, "EK-2018-002")["stage"] == "registered"


@pytest.mark.parametrize("flow", ["register_request", "receive_letter", "record_deferral", "publish_verslag"])
def test_a_flow_of_one_act_does_it_once(flow: str) -> None:
    source = (Path(_run.__file__).parent / f"{flow}.py").read_text("utf-8")
    assert "carry_out(once(act)" in source


async def test_the_next_attempt_is_planned_once_for_its_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    planned: list[str] = []

    async def keep(*_: Any, idempotency_key: str, parameters: dict[str, str], **__: Any) -> None:
        assert parameters == {"by": "rooster"}
        planned.append(idempotency_key)

    monkeypatch.setattr(_run, "arun_deployment", keep)
    for hour in (11, 11, 12):
        await plan_delivery(done("later", next_try=f"2018-06-12T{hour}:00:00+02:00"))
    assert len(planned) == 3
    assert planned[0] == planned[1] != planned[2]
