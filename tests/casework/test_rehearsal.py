"""What a day would send is shown whole, with nothing else, and nothing comes of it."""

from collections.abc import Callable
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from casework import box, correcting, delivery, handling, morning
from casework.opening import open_workplace
from casework.rehearsal import rehearse
from casework.values import CorrectOrder, DeferOrder
from casework.workplace import Workplace
from config.reference import packaged_tables
from models.offices import MailboxAddress
from models.register import metadata
from notifications.outcomes import Sent, TryAgain, Unsure
from procedure.vocabulary import Via
from tests.builders import a_hand, a_reply, morning_of, received, registered
from tests.casework.test_delivery import Answering, over
from tests.conftest import SEEDED

CASE, OTHER = "EK-2018-001", "EK-2018-002"
NOTICE, DUE, FIRST = date(2018, 6, 11), date(2018, 6, 14), date(2018, 6, 15)
SATURDAY, MONDAY = date(2018, 6, 16), date(2018, 6, 18)
LATE = date(2018, 6, 25)


def rehearsed(place: Workplace, on: date, *, today: date | None = None) -> dict[str, Any]:
    hand = a_hand(on, at=a_hand(today or on).at)
    return rehearse(place, hand).data


def everything(place: Workplace) -> list[str]:
    """Every row of the register."""
    with place.reading() as connection:
        return [f"{table.name} {row}" for table in metadata.sorted_tables for row in connection.execute(table.select())]


def named(found: list[dict[str, Any]]) -> list[tuple[str, list[str], list[str]]]:
    return [(one["recipient"], one["cases"], one["rungs"]) for one in found]


DESK, CLERK = "parlementaire desk JenV", "griffier van de commissie EK IA-JBZ"


def test_what_comes_due_is_shown_with_its_address_and_its_words(place: Workplace) -> None:
    registered(place)
    before = everything(place)
    done = rehearse(place, a_hand(NOTICE))
    [one] = done.data["would_send"]
    assert (one["recipient"], one["cases"], one["rungs"]) == (DESK, [CASE], ["notice"])
    assert one["to"].startswith("desk")
    assert one["to"].endswith("example.org")
    assert "uiterlijk donderdag 14 juni 2018" in one["text"]
    assert any(one["text"] in line and one["to"] in line for line in done.lines)
    assert (done.act_id, everything(place)) == (None, before)
    assert done.headline.endswith("1 bericht zou vertrekken")


def test_nothing_due_is_said_to_be_nothing(place: Workplace) -> None:
    registered(place)
    done = rehearse(place, a_hand(date(2018, 6, 8)))
    assert done.headline.endswith("niets verschuldigd · er vertrekt niets")
    assert [done.data[name] for name in ("would_send", "would_hold", "would_fail", "would_skip", "later")] == [[]] * 5


def test_what_waits_in_the_outbox_for_the_day_is_shown_with_what_comes_due(place: Workplace) -> None:
    registered(place, term="uiterlijk 16 juni 2018")
    morning_of(place, SATURDAY)
    today = rehearsed(place, SATURDAY)
    assert (today["would_send"], named(today["later"])) == ([], [(DESK, [CASE], ["due"])])
    assert named(rehearsed(place, date(2018, 6, 17), today=SATURDAY)["would_send"]) == []
    shown = rehearsed(place, MONDAY, today=date(2018, 6, 17))
    assert named(shown["would_send"]) == [(DESK, [CASE], ["first_rappel"])]
    assert [(one["rung"], "ingehaald" in one["reason"]) for one in shown["would_skip"]] == [("due", True)]


@pytest.mark.parametrize(("outcome", "state"), [(TryAgain("451 vol"), "temporary_failure"), (Unsure("stil"), "unsure")])
def test_a_failed_try_that_is_repeated_by_then_is_shown_in_its_own_bytes(
    place: Workplace, outcome: Any, state: str
) -> None:
    registered(place)
    morning.check(place, a_hand(NOTICE))
    server = Answering([outcome])
    delivery.deliver(place, over(server), a_hand(NOTICE))
    now = rehearsed(place, NOTICE)
    assert (now["would_send"], named(now["would_hold"])) == ([], [(DESK, [CASE], ["notice"])])
    assert "nieuwe poging op maandag 11 juni 2018" in now["would_hold"][0]["reason"]
    [one] = rehearsed(place, date(2018, 6, 12), today=NOTICE)["would_send"]
    assert (one["state"], one["cases"], one["message_id"]) == (state, [CASE], server.given[0].message_id)
    assert one["subject"].startswith(f"[{CASE}]")
    assert "14 juni 2018" in one["text"]


def test_a_failed_try_is_still_shown_after_days_that_are_lived_through(place: Workplace) -> None:
    registered(place)
    registered(place, about="een ander onderwerp", name="tweede.txt", term="uiterlijk 13 juni 2018")
    morning.check(place, a_hand(NOTICE))
    delivery.deliver(place, over(Answering([TryAgain("451 vol")])), a_hand(NOTICE))
    shown = rehearsed(place, DUE, today=NOTICE)
    assert [one["state"] for one in shown["would_send"]].count("temporary_failure") == 1


def test_what_post_holds_back_is_named_with_its_reason(place: Workplace) -> None:
    registered(place)
    (place.inbox / "brief.txt").write_bytes(a_reply(dated=DUE).data)
    box.take_in(place, a_hand(DUE))
    (place.inbox / "nog een.txt").write_text("nog niet ingenomen")
    done = rehearse(place, a_hand(DUE))
    assert (done.data["would_send"], named(done.data["would_hold"])) == ([], [(DESK, [CASE], ["due"])])
    assert "postvak" in done.data["would_hold"][0]["reason"]
    assert any("1 stuk" in said for said in done.warnings)


def test_after_an_outage_what_is_overtaken_is_named_beside_what_goes(place: Workplace) -> None:
    registered(place)
    shown = rehearsed(place, LATE)
    assert named(shown["would_send"]) == [(DESK, [CASE], ["first_rappel"]), (CLERK, [CASE], ["second_rappel"])]
    assert [one["rung"] for one in shown["would_skip"]] == ["notice", "due"]


def test_on_a_free_day_nothing_leaves_and_the_day_on_which_it_does_is_named(place: Workplace) -> None:
    registered(place, term="uiterlijk 16 juni 2018")
    done = rehearse(place, a_hand(SATURDAY))
    assert done.data["would_send"] == []
    assert [one["send_on"] for one in done.data["later"]] == ["2018-06-18"]
    assert any("maandag 18 juni 2018" in line for line in done.lines)


def test_a_mailbox_without_an_address_is_told_beforehand(place: Workplace) -> None:
    registered(place)
    with place.transaction() as session:
        for row in session.exec(select(MailboxAddress).where(MailboxAddress.address.startswith("desk"))):  # type: ignore[attr-defined]
            row.valid_to = date(2018, 6, 1)
            session.add(row)
    shown = rehearsed(place, NOTICE)
    assert (shown["would_send"], named(shown["would_fail"])) == ([], [(DESK, [CASE], ["notice"])])


def test_a_day_to_come_shows_only_what_is_left_for_it(place: Workplace) -> None:
    registered(place)
    shown = rehearse(place, a_hand(DUE, at=a_hand(date(2018, 6, 1)).at))
    assert named(shown.data["would_send"]) == [(DESK, [CASE], ["due"])]
    assert any("Aangenomen" in line for line in shown.lines)
    skipped = rehearsed(place, DUE, today=DUE)  # no check came by before
    assert [one["rung"] for one in skipped["would_skip"]] == ["notice"]


def test_an_answered_case_is_not_shown(place: Workplace) -> None:
    registered(place)
    registered(place, about="een ander onderwerp", name="tweede.txt")
    morning.check(place, a_hand(NOTICE))
    delivery.deliver(place, over(Answering([TryAgain("451")])), a_hand(NOTICE))
    received(place, a_reply(dated=NOTICE), on=NOTICE, cases=(CASE,))
    [one] = rehearsed(place, date(2018, 6, 12))["would_send"]
    assert one["cases"] == [OTHER]
    assert CASE not in one["text"]


def putting_off(place: Workplace) -> None:
    handling.defer(place, OTHER, DeferOrder(Via.MAIL, "tijd", to=date(2018, 6, 20)), a_hand(date(2018, 6, 12)))


def correcting_it(place: Workplace) -> None:
    correcting.correct(place, CASE, CorrectOrder(reason="dag", due=FIRST), a_hand(date(2018, 6, 12)))


@pytest.mark.parametrize("before", [lambda _: None, putting_off, correcting_it], ids=["as is", "put off", "corrected"])
@pytest.mark.parametrize("on", [DUE, FIRST, SATURDAY, MONDAY, LATE, date(2018, 7, 12)], ids=str)
def test_the_day_itself_sends_exactly_what_was_shown(
    place: Workplace, before: Callable[[Workplace], None], on: date
) -> None:
    registered(place)
    registered(place, about="een ander onderwerp", name="tweede.txt", term="uiterlijk 18 juni 2018")
    morning_of(place, NOTICE)
    before(place)
    shown = rehearsed(place, on)
    server = Answering([Sent("250")] * 9)
    morning.check(place, a_hand(on))
    delivery.deliver(place, over(server), a_hand(on))
    assert [(one["message_id"], one["to"]) for one in shown["would_send"]] == [
        (parcel.message_id, parcel.to) for parcel in server.given
    ]


def test_the_file_of_the_register_is_the_same_byte_for_byte(home: Path) -> None:
    opened = open_workplace(f"sqlite:///{home / 'register.db'}", home, tables=packaged_tables, at=SEEDED)
    registered(opened)
    before = sha256((home / "register.db").read_bytes()).hexdigest()
    files = sorted(path for path in home.rglob("*") if path.suffix not in {".db-wal", ".db-shm"})
    rehearse(opened, a_hand(LATE, at=a_hand(NOTICE).at + timedelta(hours=1)))
    opened.engine.dispose()
    assert sha256((home / "register.db").read_bytes()).hexdigest() == before
    assert sorted(path for path in home.rglob("*") if path.suffix not in {".db-wal", ".db-shm"}) == files
