"""The ladder as an office changes it: for whom a rung is, what it says, when it leaves, who wants it, who stands in."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import select

from casework import delivery, handling, morning, office, preferring, rehearsal
from casework.errors import BadOffice, UnknownName
from casework.preferring import MayNotOptOut, NotOptedOut, OptedOutAlready, PreferOrder, UnknownRung
from casework.values import DeferOrder, Done, RequestOrder
from casework.workplace import Workplace
from config.reference import packaged_rulebook, packaged_tables
from models.acts import Act
from models.preferences import Preference
from models.reference import LadderRung
from models.reminders import Message, Reminder
from procedure.errors import UnusableRow
from procedure.vocabulary import Mode, Verb, Via
from tests.builders import (
    DUE,
    REPLIED,
    REQUESTED,
    a_hand,
    a_reply,
    files,
    mails,
    morning_of,
    planned,
    received,
    registered,
    reminders,
    shown,
)

NOTICE, FIRST, SECOND, ESCALATION = date(2018, 6, 11), date(2018, 6, 15), date(2018, 6, 24), date(2018, 7, 5)
BOOK = packaged_rulebook()
RECESS = {"chamber": "EK", "kind": "summer", "source": "vergaderschema", "checked_on": date(2018, 1, 2)}


def rung(code: str, **over: Any) -> dict[str, Any]:
    """Return a rung of the packaged ladder, changed."""
    return next(dict(one) for one in packaged_tables()["rung"] if one["code"] == code) | over


def loaded(place: Workplace, *, on: date = date(2018, 1, 3), **tables: Any) -> Done:
    return office.load(place, tables, a_hand(on), file="kantoor.toml")


def recess(first: date, last: date) -> dict[str, Any]:
    return RECESS | {"first": first, "last": last}


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """Return an instant of a day in June (two hours ahead of UTC)."""
    return datetime(day.year, day.month, day.day, hour - 2, minute, tzinfo=UTC)


def delivered(place: Workplace, moment: datetime, on: date) -> Done:
    return delivery.deliver(place, files(place), a_hand(on, at=moment))


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


# When it leaves


def test_what_is_held_in_recess_leaves_after_it_in_the_one_mail_of_that_day(place: Workplace) -> None:
    loaded(place, rung=[rung("due", held_in_recess=True)], recess=[recess(date(2018, 6, 12), date(2018, 6, 17))])
    registered(place)
    registered(place, about="iets anders", name="tweede.txt", term="binnen achttien dagen na dagtekening")
    done = morning.check(place, a_hand(DUE))
    reason = "vastgehouden tot maandag 18 juni 2018: zomerreces van de Eerste Kamer"
    assert any(reason in line for line in done.lines)
    assert done.data["held_back"] == 1
    delivery.deliver(place, files(place), a_hand(DUE))
    # The lower rung may leave now, so it does: the higher one, which may not, does not keep it back.
    assert reminders(place) == [("notice", "2018-06-14", "written"), ("due", "2018-06-14", "queued")]
    assert shown(place)["reminders"][1]["reason"] == reason
    loaded(place, rung=[rung("first_rappel", to=date(2018, 6, 1))])
    morning_of(place, date(2018, 6, 18))
    assert len(mails(place)) == 2
    assert "EK-2018-001" in mails(place)[1]
    assert "EK-2018-002" in mails(place)[1]


def test_what_is_held_back_for_longer_does_not_move_the_mail_of_today(place: Workplace) -> None:
    loaded(place, rung=[rung("due", held_in_recess=True)], recess=[recess(date(2018, 6, 12), date(2018, 6, 30))])
    registered(place)
    morning_of(place, DUE)
    morning_of(place, FIRST)
    # The first rappel leaves at once, and so overtakes the last day's notice, which would have left after the recess.
    assert [(name, state) for name, _, state in reminders(place)] == [
        ("notice", "written"),
        ("due", "skipped"),
        ("first_rappel", "written"),
    ]


def test_a_recess_announced_later_holds_what_was_queued_and_lets_the_rest_go(place: Workplace) -> None:
    loaded(place, rung=[rung("due", held_in_recess=True)])
    registered(place)
    registered(place, about="iets anders", name="tweede.txt", term="binnen dertien dagen na dagtekening")
    morning.check(place, a_hand(DUE))
    loaded(place, recess=[recess(DUE, date(2018, 6, 17))])
    delivery.deliver(place, files(place), a_hand(DUE))
    assert ("due", "2018-06-14", "queued") in reminders(place)
    assert ("first_rappel", "2018-06-14", "written") in reminders(place, "EK-2018-002")
    morning_of(place, date(2018, 6, 18))
    assert "EK-2018-001" in mails(place)[-1]


def test_a_rung_may_leave_on_a_free_day_while_another_waits(place: Workplace) -> None:
    loaded(place, rung=[rung("notice", held_on_free_days=False)])
    registered(place, term="binnen twintig dagen na dagtekening")  # notice on Friday 15 June
    registered(place, about="iets anders", name="2.txt", term="binnen zestien dagen na dagtekening")  # due on Saturday
    saturday = date(2018, 6, 16)
    morning_of(place, saturday)
    assert reminders(place) == [("notice", "2018-06-16", "written")]
    assert reminders(place, "EK-2018-002")[-1] == ("due", "2018-06-16", "queued")
    assert shown(place, "EK-2018-002")["reminders"][-1]["reason"] == "vastgehouden tot maandag 18 juni 2018: zaterdag"


@pytest.mark.parametrize(
    ("hour", "minute", "leaves"), [(6, 59, False), (7, 0, True), (19, 59, True), (20, 0, False), (23, 30, False)]
)
def test_a_mail_claimed_outside_its_hours_waits_for_them(
    place: Workplace, hour: int, minute: int, *, leaves: bool
) -> None:
    loaded(place, rung=[rung("due", hours="07:00-20:00")])
    registered(place)
    morning.check(place, a_hand(DUE))
    done = delivered(place, at(DUE, hour, minute), DUE)
    assert (len(mails(place)) == 1) is leaves
    if leaves:
        return
    opens = at(DUE, 7).isoformat() if hour < 7 else None  # the daily post of the day after does it
    assert done.data["next_try"] == opens
    assert "tussen 07:00-20:00" in shown(place)["reminders"][-1]["reason"]
    delivered(place, at(DUE, 7) if hour < 7 else at(FIRST, 11), DUE if hour < 7 else FIRST)
    assert len(mails(place)) == 1


def test_hours_that_the_daily_post_never_meets_have_a_moment_of_their_own(place: Workplace) -> None:
    loaded(place, rung=[rung("due", hours="07:00-10:00")])
    registered(place)
    morning.check(place, a_hand(DUE))
    done = delivered(place, at(DUE, 11), DUE)
    assert (mails(place), done.data["next_try"]) == ([], at(FIRST, 7).isoformat())
    delivered(place, at(FIRST, 7), FIRST)
    assert len(mails(place)) == 1


def test_hours_hold_a_retry_too(place: Workplace) -> None:
    loaded(place, rung=[rung("due", hours="07:00-20:00")])
    registered(place)
    morning.check(place, a_hand(DUE))
    with place.transaction() as session:
        message = session.exec(select(Message)).one()
        message.state = "temporary_failure"  # type: ignore[assignment]
        session.add(message)
    delivered(place, at(DUE, 21), DUE)
    assert mails(place) == []
    delivered(place, at(FIRST, 7), FIRST)
    assert len(mails(place)) == 1


def test_a_rehearsal_shows_what_is_held_back_with_its_reason(place: Workplace) -> None:
    loaded(place, rung=[rung("notice", held_in_recess=True), rung("due", hours="13:00-20:00")])
    registered(place)
    morning.check(place, a_hand(NOTICE))
    loaded(place, on=NOTICE, recess=[recess(NOTICE, date(2018, 6, 12))])
    [held] = rehearsal.rehearse(place, a_hand(NOTICE)).data["would_hold"]
    assert "zomerreces van de Eerste Kamer" in held["reason"]
    done = rehearsal.rehearse(place, a_hand(date(2018, 6, 13), at=at(NOTICE, 11)))
    assert [one["rungs"] for one in done.data["would_send"]] == [["notice"]]
    assert delivered(place, at(date(2018, 6, 13), 11), date(2018, 6, 13)).data["written"] == 1
    [later] = rehearsal.rehearse(place, a_hand(DUE, at=at(DUE, 11))).data["would_hold"]
    assert (later["rungs"], "het vertrekt tussen 13:00-20:00" in later["reason"]) == (["due"], True)


def test_a_rehearsal_says_why_what_comes_due_leaves_on_a_later_day(place: Workplace) -> None:
    loaded(place, rung=[rung("notice", held_in_recess=True)], recess=[recess(NOTICE, date(2018, 6, 12))])
    registered(place)
    [later] = rehearsal.rehearse(place, a_hand(NOTICE)).data["later"]
    assert (later["send_on"], "zomerreces" in later["reason"]) == ("2018-06-13", True)


def test_a_letter_that_a_person_sends_waits_for_no_recess(place: Workplace) -> None:
    held = [rung(code, held_in_recess=True) for code in ("second_rappel", "escalation")]
    loaded(place, rung=held, recess=[recess(date(2018, 6, 20), date(2018, 8, 31))])
    registered(place)
    morning_of(place, FIRST)
    morning_of(place, date(2018, 6, 25))
    morning.send_rung(place, "EK-2018-001", "second_rappel", a_hand(date(2018, 6, 25)))
    delivery.deliver(place, files(place), a_hand(date(2018, 6, 25)))
    assert "rappelbrief" in mails(place)[-1]
    assert len(mails(place)) == 2  # the mail to the clerk still waits


def test_an_act_in_between_keeps_a_lower_rung_that_leaves_before_a_held_one(place: Workplace) -> None:
    loaded(place, rung=[rung("due", held_in_recess=True)], recess=[recess(date(2018, 6, 12), date(2018, 6, 30))])
    registered(place)
    morning.check(place, a_hand(DUE))
    order = DeferOrder(Via.TELEPHONE, "uitstel gevraagd", refused=True)
    handling.defer(place, "EK-2018-001", order, a_hand(DUE))
    assert [(name, state) for name, _, state in reminders(place)] == [("notice", "queued"), ("due", "queued")]


def test_six_days_of_checks_by_the_hour_around_a_change_of_the_clock_owe_each_step_once(place: Workplace) -> None:
    loaded(place, rung=[rung(code, hours="07:00-20:00", held_on_free_days=False) for code in ("notice", "due")])
    asked = date(2018, 10, 14)
    registered(place, on=asked, dated=asked)  # two weeks: Sunday 28 October, when the clock goes back
    begun = datetime(2018, 10, 24, 0, 0, tzinfo=UTC)
    for hour in range(6 * 24):
        moment = begun + timedelta(hours=hour)
        who = a_hand((moment + timedelta(hours=1)).date(), at=moment)
        morning.check(place, who)
        delivery.deliver(place, files(place), who)
    assert len(mails(place)) == 3
    assert [(name, state) for name, _, state in reminders(place)] == [
        ("notice", "written"),
        ("due", "written"),
        ("first_rappel", "written"),
    ]


# Who wants it


def preferred(place: Workplace, code: str = "notice", **over: Any) -> Done:
    order = PreferOrder(**{"rung": code, "said_by": "mw. Voorbeeld", "ministry": "JenV", **over})
    return preferring.opt_out(place, order, a_hand(REQUESTED))


def test_a_mailbox_that_opted_out_sees_the_rung_skipped_with_the_reason(place: Workplace) -> None:
    registered(place)
    done = preferred(place)
    assert (
        done.headline == "parlementaire desk JenV krijgt de trede aankondiging niet meer, vanaf donderdag 31 mei 2018"
    )
    morning_of(place, NOTICE)
    assert mails(place) == []
    [reminder] = shown(place)["reminders"]
    assert (reminder["rung"], reminder["state"]) == ("notice", "skipped")
    assert reminder["reason"] == "de postbus heeft zich voor deze trede afgemeld, op het woord van mw. Voorbeeld"
    morning_of(place, DUE)
    assert len(mails(place)) == 1


def test_opting_out_is_an_act_and_coming_back_voids_it(place: Workplace) -> None:
    registered(place)
    preferred(place)
    order = PreferOrder("notice", "mw. Voorbeeld", ministry="JenV")
    assert preferring.opt_in(place, order, a_hand(REQUESTED)).headline.endswith("aankondiging weer")
    morning_of(place, NOTICE)
    assert len(mails(place)) == 1
    with place.transaction() as session:
        [row] = session.exec(select(Preference)).all()
        assert row.void_act_id is not None
        acts = session.exec(select(Act).where(Act.verb == Verb.PREFER)).all()
        assert [(act.actor, act.ground) for act in acts] == [("griffier", "op het woord van mw. Voorbeeld")] * 2
    with pytest.raises(NotOptedOut):
        preferring.opt_in(place, order, a_hand(REQUESTED))


def test_a_preference_counts_from_its_day(place: Workplace) -> None:
    registered(place)
    preferred(place, from_day=NOTICE + timedelta(days=1))
    morning_of(place, NOTICE)
    assert len(mails(place)) == 1


@pytest.mark.parametrize(
    ("over", "refusal", "sentence"),
    [
        ({"code": "due"}, MayNotOptOut, r"'due' kan een postbus zich niet afmelden; .* voor notice\."),
        (
            {"code": "escalation"},
            UnknownRung,
            r"geen trede 'escalation' voor de parlementaire desk; bekend zijn notice",
        ),
        ({"ministry": "", "committee": "IA-JBZ"}, UnknownRung, "geen trede 'notice' voor de griffier"),
        ({"ministry": "XYZ"}, UnknownName, "ministerie"),
    ],
)
def test_opting_out_where_it_is_not_allowed_is_refused(
    place: Workplace, over: dict[str, Any], refusal: type[Exception], sentence: str
) -> None:
    with pytest.raises(refusal, match=sentence):
        preferred(place, **over)
    with place.transaction() as session:
        assert session.exec(select(Preference)).all() == []
        assert session.exec(select(Act).where(Act.verb == Verb.PREFER)).all() == []


def test_opting_out_twice_is_refused(place: Workplace) -> None:
    preferred(place)
    with pytest.raises(OptedOutAlready, match="al afgemeld, vanaf 31 mei 2018"):
        preferred(place)


def test_a_ladder_that_takes_the_choice_back_sends_the_rung_again(place: Workplace) -> None:
    registered(place)
    preferred(place)
    loaded(place, rung=[rung("notice", may_opt_out=False)])
    morning_of(place, NOTICE)
    assert len(mails(place)) == 1


def test_a_rung_that_nobody_wants_keeps_no_lower_one_back(place: Workplace) -> None:
    loaded(place, rung=[rung("due", may_opt_out=True)])
    registered(place)
    preferred(place, "due")
    morning_of(place, DUE)  # the notice was missed, and the last day is not wanted
    assert [(name, state) for name, _, state in reminders(place)] == [("notice", "written"), ("due", "skipped")]


# Who stands in


def substitute(first: date, last: date, address: str = "vervanger@example.org") -> dict[str, Any]:
    return {"address": address, "from": first, "to": last}


@pytest.mark.parametrize(
    ("first", "last", "to"),
    [
        (date(2018, 6, 11), date(2018, 6, 11), "vervanger@example.org"),
        (date(2018, 6, 1), date(2018, 6, 30), "vervanger@example.org"),
        (date(2018, 6, 12), date(2018, 6, 30), "desk.jenv@example.org"),
        (date(2018, 6, 1), date(2018, 6, 10), "desk.jenv@example.org"),
    ],
)
def test_mail_goes_to_the_substitute_of_the_day_on_which_it_leaves(
    place: Workplace, first: date, last: date, to: str
) -> None:
    loaded(place, ministry=[{"code": "JenV", "substitute": [substitute(first, last)]}])
    registered(place)
    assert any(f"Aan {to}" in line for line in rehearsal.rehearse(place, a_hand(NOTICE)).lines)
    morning_of(place, NOTICE)
    [mail] = mails(place)
    assert f"To: {to}" in mail
    assert ("vervanger van parlementaire desk JenV" in mail.replace("=\n", "")) is (to == "vervanger@example.org")
    assert shown(place, on=NOTICE)["reminders"][0]["recipient"] == to


def test_the_clerks_mail_goes_to_the_clerks_substitute(place: Workplace) -> None:
    standing_in = substitute(date(2018, 6, 20), date(2018, 6, 30))
    loaded(place, committee=[{"chamber": "EK", "code": "IA-JBZ", "substitute": [standing_in]}])
    registered(place)
    morning_of(place, FIRST)
    morning_of(place, date(2018, 6, 25))
    assert "To: vervanger@example.org" in mails(place)[-1]
    assert shown(place, on=REPLIED)["planned"][0]["recipient"] == "vervanger@example.org"


def test_a_substitutes_period_may_be_made_shorter(place: Workplace) -> None:
    for last in (date(2018, 6, 30), date(2018, 6, 10)):
        done = loaded(place, ministry=[{"code": "JenV", "substitute": [substitute(date(2018, 6, 1), last)]}])
    assert done.data["changed"] == 1
    registered(place)
    morning_of(place, NOTICE)
    assert "To: desk.jenv@example.org" in mails(place)[0]


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
    assert all("een hogere trede was op dezelfde dag verschuldigd" in line for line in skipped)
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


def test_the_ledger_tells_from_when_each_reminder_may_leave(place: Workplace) -> None:
    registered(place)
    morning.check(place, a_hand(date(2018, 6, 16)))  # a Saturday
    with place.transaction() as session:
        rows = session.exec(select(Reminder)).all()
        assert {row.leaves_on for row in rows} == {date(2018, 6, 18)}
