"""The ladder as an office changes it: for whom a rung is, what it says, and what cannot be used."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import select

from casework import delivery, morning
from casework.errors import BadOffice
from casework.values import RequestOrder
from casework.workplace import Workplace
from models.reference import LadderRung
from procedure.errors import UnusableRow
from procedure.vocabulary import Mode
from tests.builders import (
    DUE,
    a_hand,
    a_reply,
    files,
    mails,
    morning_of,
    planned,
    received,
    registered,
    reminders,
)
from tests.casework.ladders import BOOK, ESCALATION, FIRST, NOTICE, SECOND, loaded, rung, substitute

# For whom a rung is


def test_a_rung_for_further_rounds_is_owed_there_only(place: Workplace) -> None:
    loaded(place, rung=[rung("first_rappel", kind="further", offset=3, source="gewoonte bij een nader verzoek")])
    registered(place)
    assert ("first_rappel", "2018-06-15") in planned(place)
    received(place, a_reply(dated=NOTICE), on=NOTICE)
    registered(place, order=RequestOrder(further="EK-2018-001"), on=NOTICE, dated=NOTICE, name="nader.txt")
    assert ("first_rappel", "2018-06-28") in planned(place)  # three working days after Monday 25 June


def test_a_rung_for_the_other_chamber_changes_nothing_here(place: Workplace) -> None:
    registered(place)
    before = planned(place)
    loaded(place, rung=[rung("notice", chamber="TK", offset=-5, source="gewoonte van de Tweede Kamer")])
    registered(place, about="een ander onderwerp", name="tweede.txt")
    assert planned(place, "EK-2018-002") == before


# What it says


def test_the_tone_rises_with_the_rung(place: Workplace) -> None:
    registered(place)
    for day in (NOTICE, DUE, FIRST, SECOND, ESCALATION):
        morning_of(place, day)
        morning_of(place, day + timedelta(days=1))
    said = [
        "Ter herinnering: de commissie ontvangt het antwoord graag uiterlijk",
        "Vandaag, donderdag 14 juni 2018, is de laatste dag",
        "Wij hebben nog geen antwoord geregistreerd",
        "De rappelbrief voor de voorzitter staat",
        "Overweeg de commissie een mondeling overleg voor te stellen",
    ]
    texts = [" ".join(mail.replace("=\n", "").split()) for mail in mails(place)]
    # Each mail says its own sentence, and none of another rung.
    assert [[n for n, words in enumerate(said) if words in text] for text in texts] == [[0], [1], [2], [3], [4]]


def test_an_office_chooses_the_tone_of_a_rung(place: Workplace) -> None:
    loaded(place, rung=[rung("first_rappel", tone="pressing")])
    registered(place)
    morning_of(place, FIRST)
    assert "dringt erop aan" in mails(place)[0].replace("=\n", "")


def test_a_letter_by_hand_is_announced_under_its_own_name_and_leaves_only_so(place: Workplace) -> None:
    before = rung("second_rappel", to=date(2018, 1, 3))
    loaded(place, rung=[before, rung("second_rappel") | {"code": "brief_voorzitter", "offset": 7}])
    registered(place)
    for day in (FIRST, date(2018, 6, 21)):
        morning_of(place, day)
    told = " ".join(mails(place)[-1].replace("=\n", "").split())
    assert "De rappelbrief voor de voorzitter staat hieronder klaar" in told
    assert "Concept van de rappelbrief in EK-2018-001" in told
    assert "griffie send EK-2018-001 brief_voorzitter." in told
    morning.send_rung(place, "EK-2018-001", "brief_voorzitter", a_hand(date(2018, 6, 21)))
    delivery.deliver(place, files(place), a_hand(date(2018, 6, 21)))
    assert "Hieronder staat een rappelbrief" in mails(place)[-1].replace("=\n", "")


def test_a_register_in_which_a_letter_by_hand_is_for_a_desk_sends_nothing_until_that_is_mended(
    place: Workplace,
) -> None:
    loaded(place, rung=[rung("first_rappel")])
    registered(place)
    with place.transaction() as session:
        [row] = session.exec(select(LadderRung).where(LadderRung.code == "first_rappel"))
        row.mode = Mode.BY_HAND
        session.add(row)
    with pytest.raises(UnusableRow, match=r"'desk' als audience; verwacht wordt clerk: een brief die een mens"):
        morning.check(place, a_hand(FIRST))
    assert mails(place) == []
    loaded(place, rung=[rung("first_rappel")])
    morning_of(place, FIRST)
    assert len(mails(place)) == 1


# After an outage


@pytest.mark.parametrize(
    ("missed", "state"),
    [
        (1, {"notice": "written"}),
        (3, {"notice": "skipped", "due": "written"}),
        (14, {"notice": "skipped", "due": "skipped", "first_rappel": "written", "second_rappel": "by_hand"}),
        (40, {"notice": "skipped", "due": "skipped", "first_rappel": "written", "escalation": "written"}),
    ],
)
def test_after_days_without_a_check_each_audience_is_owed_the_highest_rung(
    place: Workplace, missed: int, state: dict[str, str]
) -> None:
    registered(place)
    morning_of(place, date(2018, 6, 10))
    again = date(2018, 6, 10) + timedelta(days=missed + 1)
    done = morning_of(place, again)
    delivery.deliver(place, files(place), a_hand(BOOK.days.next_working_day(again)))
    states = {name: found for name, _, found in reminders(place)}
    assert states | state == states
    skipped = [line for line in done.lines if "overgeslagen" in line]
    assert len(skipped) == done.data["skipped"] == sum(found == "skipped" for found in states.values())
    assert all("bij hetzelfde nalopen was ook een hogere trede verschuldigd" in line for line in skipped)
    assert len(mails(place)) == len({"desk", "clerk"}) if missed > 10 else len(mails(place)) <= 1
    assert morning_of(place, again).data["owed"] == 0


def test_a_check_over_many_cases_names_some_and_counts_the_rest(
    place: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("casework.checked.MANY_LINES", 2)
    for number in range(4):
        registered(place, name=f"{number}.txt", about=f"onderwerp {number}")
    done = morning.check(place, a_hand(NOTICE))
    assert (done.data["owed"], len(done.data["reminders"])) == (4, 2)
    assert (done.data["reminders_named"], done.data["reminders_total"]) == (2, 4)
    assert done.lines[2] == done.said[2] == "En nog 2 herinneringen, hier niet alle genoemd."


# What cannot be used


BAD: list[tuple[dict[str, Any], str]] = [
    ({"rung": [rung("notice", chamber="XK")]}, "rung notice, chamber: 'XK' is niet bruikbaar; .* een van EK, TK"),
    ({"rung": [rung("notice", kind="laatste")]}, "rung notice, kind: 'laatste' is niet bruikbaar; .* first, further"),
    ({"rung": [rung("notice", tone="boos")]}, "rung notice, tone: 'boos' is niet bruikbaar; .* announcement, last_day"),
    ({"rung": [rung("notice", tone="rappel")]}, "rung notice, tone: 'rappel' is niet bruikbaar"),
    (
        {"rung": [rung("escalation", tone="attention")]},
        "rung escalation, tone: 'attention' is niet bruikbaar; .* een van general, consultation\\.$",
    ),
    ({"rung": [rung("escalation", tone="open_deferral")]}, "tone: 'open_deferral' is niet bruikbaar"),
    ({"rung": [rung("escalation", tone="rappel")]}, "tone: 'rappel' is niet bruikbaar"),
    ({"rung": [rung("second_rappel", tone="general")]}, "tone: 'general' is niet bruikbaar; .*deze trede rappel\\.$"),
    ({"rung": [rung("attention", tone="consultation")]}, "tone: 'consultation' .* een van attention, general"),
    ({"rung": [rung("open_deferral", tone="attention")]}, "tone: 'attention' .* een van open_deferral, general"),
    (
        {"rung": [rung("first_rappel", mode="by_hand")]},
        r"rung first_rappel, audience: een brief die een mens verstuurt .* aangekondigd \(audience clerk\)",
    ),
    ({"rung": [rung("attention", mode="by_hand")]}, "rung attention, mode: een brief .* hoort in de ladder term"),
    (
        {"rung": [rung("notice", hours="20:00-07:00")]},
        "rung notice, hours: '20:00-07:00' is niet bruikbaar; .*07:00-20:00",
    ),
    ({"rung": [rung("notice", hours="02:30-20:00")]}, "rung notice, hours: .*niet tussen 02:00 en 03:00"),
    (
        {"rung": [rung("notice", held_in_recess="ja")]},
        "rung notice, held_in_recess: 'ja' is niet bruikbaar; .*true of false",
    ),
    ({"rung": [rung("notice", may_opt_out=1)]}, "rung notice, may_opt_out: 1 is niet bruikbaar"),
    (
        {"rung": [rung("notice", ladder="trap")]},
        "rung notice, ladder: 'trap' is niet bruikbaar; .*no_date, open_deferral",
    ),
    ({"rung": [rung("notice", uren="07:00-20:00")]}, "rung notice, uren: dit veld is er niet"),
    (
        {"ministry": [{"code": "JenV", "substitute": [{"address": "a@example.org"}]}]},
        "vervanger a@example.org, from: ontbreekt",
    ),
    (
        {"ministry": [{"code": "JenV", "substitute": [substitute(NOTICE, DUE, "nergens")]}]},
        "vervanger nergens, address: 'nergens' is geen adres",
    ),
    (
        {"ministry": [{"code": "JenV", "substitute": [substitute(DUE, NOTICE)]}]},
        "vervanger vervanger@example.org, to: 2018-06-11 ligt vóór from",
    ),
    (
        {"ministry": [{"code": "JenV", "substitute": [substitute(NOTICE, FIRST), substitute(DUE, SECOND)]}]},
        "from: van 2018-06-11 tot en met 2018-06-15 is er al een vervanger",
    ),
]


@pytest.mark.parametrize(("tables", "sentence"), BAD)
def test_a_ladder_that_cannot_be_used_is_refused_in_one_sentence(
    place: Workplace, tables: dict[str, Any], sentence: str
) -> None:
    before = list(everything(place))
    with pytest.raises(BadOffice, match=sentence) as refused:
        loaded(place, **tables)
    assert str(refused.value).startswith("kantoor.toml: ")
    assert list(everything(place)) == before


def everything(place: Workplace) -> Iterator[tuple[Any, ...]]:
    with place.reading() as connection:
        for table in ("rung", "substitute", "act"):
            yield from (tuple(row) for row in connection.exec_driver_sql(f"SELECT * FROM {table} ORDER BY id"))  # noqa: S608


def test_a_rung_for_a_chamber_stands_beside_the_general_one(place: Workplace) -> None:
    done = loaded(place, rung=[rung("notice", chamber="TK", offset=-5, source="gewoonte van de Tweede Kamer")])
    assert done.lines == ("Nieuw: trede notice van de ladder term TK.",)
    again = loaded(place, rung=[rung("notice", chamber="TK", offset=-5, source="gewoonte van de Tweede Kamer")])
    assert again.lines == ()
