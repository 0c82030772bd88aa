"""At most one daily mail to a mailbox on a day, whatever held it back; what is held moves, and is told on its day."""

from datetime import date

import pytest
from sqlmodel import col, select

from casework import delivery, morning, rehearsal
from casework.health import health
from casework.importing import import_lines
from casework.workplace import Workplace
from models.reminders import Message
from notifications.carrier import Carrier
from notifications.outcomes import Outcome, TryAgain, Unsure
from notifications.transports.memory import Memory
from tests.builders import DUE, a_hand, a_line, files, mails, morning_of, registered, reminders, shown
from tests.casework.ladders import FIRST, at, delivered, loaded, recess, rung

MON_18, TUE_19 = date(2018, 6, 18), date(2018, 6, 19)
SAT_16 = date(2018, 6, 16)


def another(place: Workplace, term: str, name: str = "2.txt") -> None:
    registered(place, about=f"iets anders in {name}", name=name, term=f"binnen {term} dagen na dagtekening")


def failing(outcome: Outcome) -> Carrier:
    return Carrier(Memory(lambda _: outcome), None, "")


def leaving_days(place: Workplace) -> list[tuple[str, date, str]]:
    """Return each message with the day for which it is, and its state."""
    with place.transaction() as session:
        rows = session.exec(select(Message).order_by(col(Message.id))).all()
        return [(row.message_id.partition("@")[0], row.send_on, row.state.value) for row in rows]


def why(place: Workplace, code: str, case: str = "EK-2018-001") -> str:
    """Return the reason that a reminder of a case bears."""
    return next(str(one["reason"]) for one in shown(place, case)["reminders"] if one["rung"] == code)


def test_what_a_recess_held_leaves_with_what_stayed_behind_in_one_mail(place: Workplace) -> None:
    held = [rung(code, held_in_recess=True) for code in ("due", "first_rappel")]
    loaded(place, rung=held, recess=[recess(date(2018, 6, 12), date(2018, 6, 17))])
    registered(place)
    another(place, "twintig")  # notice on Friday 15 June
    morning_of(place, DUE)
    morning.check(place, a_hand(FIRST))  # and nothing is delivered on it
    before = len(mails(place))
    morning_of(place, MON_18)
    assert len(mails(place)) == before + 1
    assert "EK-2018-001" in mails(place)[-1]
    assert "EK-2018-002" in mails(place)[-1]


@pytest.mark.parametrize("outcome", [TryAgain("451 later"), Unsure("verbroken")])
def test_a_mail_that_is_tried_again_is_the_mail_of_that_day(place: Workplace, outcome: Outcome) -> None:
    registered(place)
    morning.check(place, a_hand(DUE))
    delivery.deliver(place, failing(outcome), a_hand(DUE))
    another(place, "twintig")
    morning.check(place, a_hand(FIRST))
    assert leaving_days(place)[-1][1:] == (MON_18, "queued")
    delivery.deliver(place, files(place), a_hand(MON_18))  # nobody delivered on Friday
    assert len(mails(place)) == 1
    assert "EK-2018-001" in mails(place)[0]
    assert why(place, "notice", "EK-2018-002").endswith("voor deze postbus is er vandaag al een bericht")
    morning_of(place, TUE_19)
    assert len(mails(place)) == 2


def test_on_a_free_day_what_waits_for_monday_does_not_leave_with_what_may(place: Workplace) -> None:
    loaded(place, rung=[rung("notice", held_on_free_days=False)])
    registered(place, term="binnen twintig dagen na dagtekening")
    another(place, "vijftien")  # due on Friday 15 June
    morning.check(place, a_hand(FIRST))
    delivery.deliver(place, files(place), a_hand(SAT_16))
    assert reminders(place) == [("notice", "2018-06-15", "written")]
    assert reminders(place, "EK-2018-002")[-1] == ("due", "2018-06-15", "queued")
    assert "EK-2018-002" not in mails(place)[-1]
    morning_of(place, MON_18)
    assert "EK-2018-002" in mails(place)[-1]


def test_a_recess_keeps_no_letter_that_was_offered_before(place: Workplace) -> None:
    loaded(place, rung=[rung("due", held_in_recess=True)], recess=[recess(FIRST, date(2018, 7, 8))])
    registered(place)
    another(place, "negentien")  # notice on Thursday 14 June, in the same mail
    morning.check(place, a_hand(DUE))
    delivery.deliver(place, failing(TryAgain("451 later")), a_hand(DUE))
    delivery.deliver(place, files(place), a_hand(FIRST))
    assert len(mails(place)) == 1
    assert ("due", "2018-06-14", "written") in reminders(place)


def test_a_letter_that_waits_for_its_hour_still_says_why_it_did_not_arrive(place: Workplace) -> None:
    loaded(place, rung=[rung("due", hours="07:00-20:00")])
    registered(place)
    morning.check(place, a_hand(DUE))
    delivery.deliver(place, failing(TryAgain("451 later")), a_hand(DUE, at=at(DUE, 19, 58)))
    done = delivered(place, at(DUE, 21), DUE)
    assert (mails(place), done.data["next_try"]) == ([], at(FIRST, 7).isoformat())
    with place.transaction() as session:
        assert session.exec(select(Message.note)).one() == "451 later"
    delivered(place, at(FIRST, 7), FIRST)
    assert len(mails(place)) == 1


def test_what_a_recess_holds_leaves_with_the_post_of_the_day_after_it_not_at_midnight(place: Workplace) -> None:
    loaded(place, rung=[rung("due", held_in_recess=True)])
    registered(place)
    morning.check(place, a_hand(DUE))
    loaded(place, on=DUE, recess=[recess(DUE, date(2018, 6, 17))])
    done = delivered(place, at(DUE, 11), DUE)
    assert (mails(place), done.data["next_try"]) == ([], None)
    assert why(place, "due") == "vastgehouden tot maandag 18 juni 2018: zomerreces van de Eerste Kamer"
    assert leaving_days(place)[-1][1:] == (MON_18, "queued")
    assert delivered(place, at(MON_18, 11), MON_18).data["written"] == 1


def test_a_mail_of_after_the_recess_is_not_put_off_by_one_that_is_tried_now(place: Workplace) -> None:
    loaded(place, rung=[rung("notice", held_in_recess=True)], recess=[recess(FIRST, date(2018, 7, 8))])
    registered(place)
    another(place, "twintig")  # notice on Friday 15 June, held until Monday 9 July
    morning.check(place, a_hand(DUE))
    delivery.deliver(place, failing(TryAgain("451 later")), a_hand(DUE))
    morning.check(place, a_hand(FIRST))
    assert leaving_days(place)[-1][1:] == (date(2018, 7, 9), "queued")


def test_a_rehearsed_day_lets_today_send_what_stayed_behind(place: Workplace) -> None:
    registered(place)
    morning.check(place, a_hand(date(2018, 6, 11)))  # and nothing is delivered
    tuesday = at(date(2018, 6, 12), 11)
    done = rehearsal.rehearse(place, a_hand(date(2018, 6, 13), at=tuesday))
    assert done.data["would_send"] == []


def test_an_address_that_an_import_names_is_reminded_as_a_desk_is(place: Workplace) -> None:
    line = a_line(mark="M1", notify=["een@example.org"])
    import_lines(place, [[(1, line)]], a_hand(date(2018, 6, 1)), name="lijst.jsonl", refuse=_never)
    morning_of(place, date(2018, 6, 25))
    [mail] = mails(place)
    assert "Geachte collega" in mail
    assert "Voor de griffier" not in mail


def _never(number: int, mark: str, reason: str) -> None:
    raise AssertionError(number, mark, reason)


def test_a_mail_that_waits_for_its_hour_is_not_taken_for_one_that_was_forgotten(place: Workplace) -> None:
    loaded(place, rung=[rung("due", hours="16:00-20:00")])
    registered(place)
    morning.check(place, a_hand(DUE, at=at(DUE, 11)))
    delivered(place, at(DUE, 11), DUE)
    assert health(place, at=at(DUE, 14)).problems == ()
    assert "ligt al 60 minuten in de uitbak" in " ".join(health(place, at=at(DUE, 17)).problems)
