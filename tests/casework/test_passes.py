"""A pass over the outbox: what a clerk is told, what is left alone, and what happens when something comes between."""

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from sqlalchemy import Connection
from sqlmodel import Session, col, func, select

from casework import box, delivery, morning
from casework.overview import cases
from casework.workplace import Workplace
from models.acts import Act
from models.offices import MailboxAddress
from notifications.carrier import Carrier
from notifications.outcomes import GiveUp, Outcome, Sent, TryAgain
from notifications.parcels import Parcel
from notifications.transports.memory import Memory
from tests.builders import a_hand, a_reply, received, registered, reminders, shown
from tests.faults.many import Many, many

NOTICE = date(2018, 6, 11)


def over(mail: Callable[[Parcel], Outcome], webhook: Callable[[Parcel], Outcome] | None = None) -> Carrier:
    return Carrier(Memory(mail), Memory(webhook) if webhook else None, "")


def sent(parcel: Parcel) -> Outcome:
    return Sent(f"250 {parcel.message_id}")


def acts(place: Workplace) -> int:
    with Session(place.engine) as session:
        return session.exec(select(func.count()).select_from(Act)).one()


def test_what_failed_for_good_is_a_task_where_the_clerk_looks_and_in_the_same_pass(place: Workplace) -> None:
    registered(place)
    morning.check(place, a_hand(NOTICE))
    done = delivery.deliver(place, over(lambda _: GiveUp("550 onbekend")), a_hand(NOTICE))
    task = done.warnings[0]
    assert task.startswith("Te doen: EK-2018-001 aankondiging aan parlementaire desk JenV is niet aangekomen")
    assert "550 onbekend" in task
    assert "`griffie send EK-2018-001 notice`" in task
    assert (done.headline, done.data["failed"]) == ("1 mislukt", 1)
    [found] = shown(place)["tasks"]
    assert (found["rung"], found["owed_on"]) == ("notice", "2018-06-11")
    [listed] = cases(place, on=NOTICE, at=a_hand(NOTICE).at)
    assert listed["tasks"] == [found]
    morning.send_rung(place, "EK-2018-001", "notice", a_hand(NOTICE))
    assert delivery.deliver(place, over(sent), a_hand(NOTICE)).warnings == ()
    assert shown(place)["tasks"] == []


def test_after_four_hours_of_trying_the_pass_itself_tells_the_clerk(place: Workplace) -> None:
    registered(place)
    morning.check(place, a_hand(NOTICE))
    at = a_hand(NOTICE).at
    for minutes in range(0, 300, 20):
        busy = over(lambda _: TryAgain("451 druk"))
        done = delivery.deliver(place, busy, a_hand(NOTICE, at=at + timedelta(minutes=minutes)))
        if done.data["failed"]:
            break
    assert minutes == 240
    assert "technisch mislukt: 451 druk" in done.warnings[0]
    assert done.data["next_try"] is None


def test_where_nothing_is_owed_nothing_is_written_and_nothing_planned(place: Workplace) -> None:
    registered(place)
    before = acts(place)
    carrier = over(sent)
    done = delivery.deliver(place, carrier, a_hand(NOTICE))
    assert (done.headline, done.act_id, done.data["next_try"]) == ("niets te versturen", None, None)
    assert acts(place) == before


def test_an_answer_that_comes_during_a_pass_stops_what_has_not_been_claimed(place: Workplace) -> None:
    many(place, Many(desks=3, cases=3))
    morning.check(place, a_hand(NOTICE))
    given: list[str] = []

    def answered_meanwhile(parcel: Parcel) -> Outcome:
        if not given:
            received(place, a_reply(dated=NOTICE), on=NOTICE, cases=("EK-2018-001",))
        given.append(parcel.to)
        return sent(parcel)

    delivery.deliver(place, over(answered_meanwhile), a_hand(NOTICE))
    told = {one["case"]: reminders(place, one["case"])[0][2] for one in cases(place, on=NOTICE, at=a_hand(NOTICE).at)}
    assert sorted(told.values()) in (["dropped", "sent", "sent", "sent"], ["sent"] * 4)
    assert len(given) == sum(state == "sent" for state in told.values())


def test_post_that_comes_in_during_a_pass_holds_what_has_not_been_claimed(place: Workplace) -> None:
    many(place, Many(desks=2, cases=2))
    morning.check(place, a_hand(NOTICE))
    given: list[str] = []

    def post_meanwhile(parcel: Parcel) -> Outcome:
        if not given:
            (place.inbox / "brief.txt").write_bytes(a_reply(dated=NOTICE, sender="Minister van Zaken 1").data)
            box.take_in(place, a_hand(NOTICE))
        given.append(parcel.to)
        return sent(parcel)

    done = delivery.deliver(place, over(post_meanwhile), a_hand(NOTICE))
    assert (done.data["sent"], done.data["held"]) == (2, 1)
    assert "desk1@example.org" not in given


@dataclass(frozen=True, slots=True)
class Interrupted(Workplace):
    """A workplace in which something happens once, just before it is first read."""

    happens: list[Callable[[], object]] = field(default_factory=list)

    def reading(self) -> AbstractContextManager[Connection]:
        """Return a connection that reads, after what happens."""
        while self.happens:
            self.happens.pop()()
        return Workplace.reading(self)


def test_post_that_comes_in_while_mails_are_put_into_words_holds_them(place: Workplace) -> None:
    many(place, Many(desks=2, cases=2))
    morning.check(place, a_hand(NOTICE))
    (place.inbox / "brief.txt").write_bytes(a_reply(dated=NOTICE, sender="Minister van Zaken 1").data)
    post = Interrupted(place.engine, place.home, place.store, happens=[lambda: box.take_in(place, a_hand(NOTICE))])
    well = Memory()
    done = delivery.deliver(post, Carrier(well, None, ""), a_hand(NOTICE))
    assert post.happens == []
    assert (done.data["sent"], done.data["held"]) == (2, 1)
    assert "desk1@example.org" not in [one.to for one in well.parcels]


@dataclass
class Hanging:
    """A webhook's receiver that answers none until the mail has gone."""

    mail_went: threading.Event = field(default_factory=threading.Event)

    def mail(self, parcel: Parcel) -> Outcome:
        """Note that mail is going."""
        self.mail_went.set()
        return sent(parcel)

    def hook(self, parcel: Parcel) -> Outcome:
        """Answer when mail has gone."""
        assert self.mail_went.wait(20), "mail waited for a webhook"
        return sent(parcel)


def test_webhooks_that_hang_hold_up_no_mail(place: Workplace) -> None:
    many(place, Many(desks=30, cases=30))
    addresses = [f"desk{n}@example.org" for n in range(30)]
    with place.transaction() as session:
        for row in session.exec(select(MailboxAddress).where(col(MailboxAddress.address).in_(addresses))):
            row.address = f"https://hooks.example.org/{row.mailbox_id}"
            session.add(row)
    morning.check(place, a_hand(NOTICE))
    hanging = Hanging()
    done = delivery.deliver(place, over(hanging.mail, hanging.hook), a_hand(NOTICE))
    assert done.data["sent"] == 31
    assert hanging.mail_went.is_set()


def test_a_deliverer_beside_another_waits_for_none_and_sends_nothing_twice(place: Workplace) -> None:
    many(place, Many(desks=6, cases=6))
    morning.check(place, a_hand(NOTICE))
    given: list[str] = []

    def noting(parcel: Parcel) -> Outcome:
        given.append(parcel.message_id)
        return sent(parcel)

    def another_comes(parcel: Parcel) -> Outcome:
        given.append(parcel.message_id)
        if len(given) == 2:
            done = delivery.deliver(place, over(noting), a_hand(NOTICE))
            several = place.engine.dialect.name == "postgresql"
            assert done.data["sent"] == (5 if several else 0)
        return sent(parcel)

    delivery.deliver(place, over(another_comes), a_hand(NOTICE))
    assert len(given) == len(set(given)) == 7


def test_a_mail_under_way_shows_as_unsure_exactly_when_its_sender_is_gone(place: Workplace) -> None:
    registered(place)
    morning.check(place, a_hand(NOTICE))
    seen: list[str] = []

    def dies(_: Parcel) -> Outcome:
        seen.append(reminders(place)[0][2])
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        delivery.deliver(place, over(dies), a_hand(NOTICE))
    seen.append(reminders(place)[0][2])
    delivery.deliver(place, over(sent), a_hand(NOTICE))
    assert [*seen, reminders(place)[0][2]] == ["sending", "unsure", "sent"]
