"""When a rung leaves: held back in recess, on free days and outside its hours, and told why."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlmodel import select

from casework import delivery, handling, morning, rehearsal
from casework.values import DeferOrder
from casework.workplace import Workplace
from models.reminders import Message, Reminder
from procedure.vocabulary import Via
from tests.builders import (
    DUE,
    a_hand,
    files,
    mails,
    morning_of,
    registered,
    reminders,
    shown,
)
from tests.casework.ladders import FIRST, NOTICE, at, delivered, loaded, recess, rung


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


def test_the_ledger_tells_from_when_each_reminder_may_leave(place: Workplace) -> None:
    registered(place)
    morning.check(place, a_hand(date(2018, 6, 16)))  # a Saturday
    with place.transaction() as session:
        rows = session.exec(select(Reminder)).all()
        assert {row.leaves_on for row in rows} == {date(2018, 6, 18)}


def test_a_rung_that_is_too_old_to_send_keeps_no_lower_one_back(place: Workplace) -> None:
    loaded(place, rung=[rung("first_rappel", stale_after=5)])
    registered(place)
    morning_of(place, date(2018, 6, 22))
    assert [(name, state) for name, _, state in reminders(place)] == [
        ("notice", "skipped"),
        ("due", "written"),
        ("first_rappel", "skipped"),
    ]


def test_a_check_says_what_it_overtook_as_the_rehearsal_did(place: Workplace) -> None:
    held = [rung(code, held_in_recess=True) for code in ("notice", "due")]
    loaded(place, rung=held, recess=[recess(NOTICE, date(2018, 6, 20))])
    registered(place)
    morning_of(place, DUE)
    shown_before = rehearsal.rehearse(place, a_hand(FIRST))
    done = morning.check(place, a_hand(FIRST))
    said = "EK-2018-001: laatste dag aan parlementaire desk JenV: overgeslagen (ingehaald door een hogere trede"
    assert [line for line in done.lines if line.startswith(said)] != []
    assert done.lines == shown_before.lines[: len(done.lines)]
    assert done.data["overtaken"] == 1


def test_what_waits_for_its_hour_says_so_and_no_longer_that_there_was_a_recess(place: Workplace) -> None:
    held = [rung("due", held_in_recess=True, hours="07:00-20:00")]
    loaded(place, rung=held, recess=[recess(DUE, date(2018, 6, 17))])
    registered(place)
    morning.check(place, a_hand(DUE))
    assert "zomerreces" in shown(place)["reminders"][-1]["reason"]
    delivered(place, at(date(2018, 6, 18), 6), date(2018, 6, 18))
    assert shown(place)["reminders"][-1]["reason"].endswith("het vertrekt tussen 07:00-20:00")


@pytest.mark.parametrize(("hours", "told"), [("07:00-20:00", 0), ("07:00-11:00", 1), ("13:00-20:00", 1)])
def test_an_office_is_warned_of_hours_that_the_daily_delivery_never_meets(
    place: Workplace, hours: str, told: int
) -> None:
    warnings = loaded(place, rung=[rung("due", hours=hours)]).warnings
    assert len([one for one in warnings if f"De uren {hours} van trede due" in one]) == told


def test_what_has_left_does_not_read_as_if_it_waits(place: Workplace) -> None:
    loaded(place, rung=[rung("notice", held_in_recess=True)], recess=[recess(NOTICE, date(2018, 6, 12))])
    registered(place)
    morning_of(place, NOTICE)
    why = "vastgehouden tot woensdag 13 juni 2018: zomerreces van de Eerste Kamer"
    assert shown(place)["reminders"][0]["reason"] == why
    morning_of(place, date(2018, 6, 13))
    [left, *_] = shown(place)["reminders"]
    assert (left["state"], left["reason"]) == ("written", f"was {why}")


def test_a_rehearsal_lists_what_waits_for_an_hour_of_a_later_day_also_when_it_waits_already(place: Workplace) -> None:
    loaded(place, rung=[rung("due", hours="07:00-10:00")])
    registered(place)
    morning.check(place, a_hand(DUE))
    delivered(place, at(DUE, 11), DUE)
    done = rehearsal.rehearse(place, a_hand(DUE, at=at(DUE, 12)))
    [waits] = done.data["later"]
    assert (waits["rungs"], waits["at"]) == (["due"], "2018-06-15T07:00:00+02:00")
    assert "tussen 07:00-10:00" in waits["reason"]
    assert any("Vertrekt pas op vrijdag 15 juni 2018, 7.00 uur" in line for line in done.lines)


def test_a_rehearsal_lets_what_waits_for_an_hour_before_the_check_leave_at_that_hour_once(place: Workplace) -> None:
    loaded(place, rung=[rung("due", hours="07:00-10:00")])
    registered(place)
    done = rehearsal.rehearse(place, a_hand(FIRST, at=at(DUE, 8)))
    left = [(one["rungs"], one["at"]) for one in done.data["would_send"]]
    assert left == [(["due"], "2018-06-15T07:00:00+02:00")]
    assert any("op vr 15 juni 2018, 7.00 uur: " in line for line in done.lines)
    [rappel] = done.data["later"] + done.data["would_hold"]
    assert rappel["rungs"] == ["first_rappel"], "one daily mail a day: the rappel waits for the next working day"
