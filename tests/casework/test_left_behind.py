"""Whether a delivery of this moment would find anything: exactly where one would, and nothing is changed by asking."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlmodel import select

from casework import box, delivery, morning, office
from casework.left_behind import could_leave
from casework.record import key, write_act
from casework.values import Hand
from casework.workplace import Workplace
from config.reference import packaged_tables
from models.moves import Restoration
from models.reminders import MailServer, Message
from notifications import claims
from notifications.carrier import Carrier
from notifications.claims import Kept
from notifications.lock import delivery_lock
from notifications.outcomes import TryAgain
from notifications.transports.memory import Memory
from procedure.timekeeping import Reading
from procedure.vocabulary import Verb
from tests.builders import a_hand, a_reply, files, mails, morning_of, registered

NOTICE, AFTER = date(2018, 6, 11), date(2018, 6, 12)
"""Monday and Tuesday; in June Amsterdam is two hours ahead of UTC."""


def at(day: date, hour: int, minute: int = 0, **over: Any) -> Hand:
    """Return a hand at an hour of a day in June, as Amsterdam has it."""
    return a_hand(day, at=datetime(day.year, day.month, day.day, hour - 2, minute, tzinfo=UTC), **over)


def owed(place: Workplace, on: date = NOTICE) -> None:
    """Let one message wait that the check of a day put into the outbox."""
    registered(place)
    morning.check(place, a_hand(on))


def count(place: Workplace, hand: Hand, *, server: str = "", confirmed: bool = False) -> int:
    return could_leave(place, hand, server=server, confirmed=confirmed)


def everything(place: Workplace) -> list[Any]:
    questions = ("SELECT * FROM message ORDER BY id", "SELECT * FROM reminder ORDER BY id", "SELECT count(*) FROM act")
    with place.reading() as connection:
        return [connection.execute(text(question)).all() for question in questions]


def test_what_waits_could_leave_until_it_has_left_and_asking_changes_nothing(place: Workplace) -> None:
    registered(place)
    assert count(place, at(NOTICE, 14)) == 0
    morning.check(place, a_hand(NOTICE))
    before = everything(place)
    assert [count(place, at(NOTICE, 14)) for _ in range(2)] == [1, 1]
    assert everything(place) == before
    delivery.deliver(place, files(place), at(NOTICE, 15))
    assert count(place, at(NOTICE, 16)) == 0


@pytest.mark.parametrize(
    ("day", "hour", "minute", "expected"),
    [
        (NOTICE, 9, 0, 0),  # the check of the day comes first: it takes in the post
        (NOTICE, 11, 19, 0),
        (NOTICE, 11, 20, 1),
        (NOTICE, 17, 59, 1),
        (NOTICE, 18, 0, 0),
        (date(2018, 6, 16), 12, 0, 0),  # Saturday
        (date(2018, 6, 18), 12, 0, 1),
    ],
)
def test_it_leaves_in_the_hours_of_a_working_day(
    place: Workplace, day: date, hour: int, minute: int, expected: int
) -> None:
    owed(place)
    assert count(place, at(day, hour, minute)) == expected


def test_what_failed_for_now_could_leave_once_its_moment_has_come(place: Workplace) -> None:
    owed(place)
    busy = Carrier(Memory(lambda _: TryAgain("451 druk")), None, "")
    tried = at(NOTICE, 12)
    moment = datetime.fromisoformat(delivery.deliver(place, busy, tried).data["next_try"])
    assert count(place, a_hand(NOTICE, at=moment - timedelta(seconds=1))) == 0
    assert count(place, a_hand(NOTICE, at=moment)) == 1
    late = a_hand(NOTICE, at=moment + timedelta(hours=7))  # its moment came on this day: no hours are kept for it
    assert count(place, late) == 1
    assert count(place, at(AFTER, 3)) == 0


def test_what_is_in_hands_that_live_is_not_counted_and_what_a_dead_sender_left_is(place: Workplace) -> None:
    owed(place)
    with delivery_lock(place.engine, place.home) as grip:
        assert grip is not None
        with place.transaction() as session:
            [message] = session.exec(select(Message)).all()
            assert grip.takes(key(message.id))
            first = Kept("desk@example.org", "Verzoek", b"mail")
            assert claims.claim(session, key(message.id), at=at(NOTICE, 12).at, first=first)
        assert count(place, at(NOTICE, 13)) == 0
    assert count(place, at(NOTICE, 13)) == 1


@pytest.mark.parametrize("either_place", ["sqlite"], indirect=True)
def test_while_another_delivers_on_sqlite_nothing_is_left_behind(place: Workplace) -> None:
    owed(place)
    with delivery_lock(place.engine, place.home):
        assert count(place, at(NOTICE, 13)) == 0
    assert count(place, at(NOTICE, 13)) == 1


def test_what_post_in_the_box_may_have_answered_is_held(place: Workplace) -> None:
    owed(place)
    (place.inbox / "brief.txt").write_bytes(a_reply(dated=NOTICE).data)
    box.take_in(place, a_hand(NOTICE))
    assert count(place, at(NOTICE, 13)) == 0


@pytest.mark.parametrize(("day", "hour", "expected"), [(NOTICE, 11, 0), (AFTER, 6, 0), (AFTER, 7, 1), (AFTER, 10, 0)])
def test_what_is_held_until_its_hours_could_leave_within_them(
    place: Workplace, day: date, hour: int, expected: int
) -> None:
    [notice] = [dict(one) for one in packaged_tables()["rung"] if one["code"] == "notice"]
    office.load(place, {"rung": [notice | {"hours": "07:00-10:00"}]}, a_hand(date(2018, 1, 3)), file="kantoor.toml")
    owed(place)
    delivery.deliver(place, files(place), at(NOTICE, 11))
    assert mails(place) == []
    assert count(place, at(day, hour, 30)) == expected


@contextmanager
def a_restored_register(place: Workplace) -> Iterator[None]:
    """Let the register be one that was restored, until a person has said that it may send again."""
    with place.transaction() as session:
        act = write_act(session, a_hand(NOTICE), Verb.RESTORE, "back-up van gisteren")
        session.add(Restoration(act_id=key(act.id), made_at=act.at, digest="0" * 64))
    yield
    with place.transaction() as session:
        then = write_act(session, a_hand(NOTICE), Verb.CONFIRM_RESTORE, "back-up van gisteren")
        for one in session.exec(select(Restoration)):
            one.void_act_id = key(then.id)
            session.add(one)


def test_nothing_could_leave_while_the_mail_server_or_a_restored_register_waits_for_its_confirmation(
    place: Workplace,
) -> None:
    owed(place)
    asked = at(NOTICE, 14)
    assert count(place, asked, server="mail.example.org") == 0
    assert count(place, asked, server="mail.example.org", confirmed=True) == 1
    with place.transaction() as session:
        act = write_act(session, a_hand(NOTICE), Verb.CONFIRM_SERVER, "mailserver bevestigd")
        session.add(MailServer(server="mail.example.org", act_id=key(act.id)))
    assert count(place, asked, server="mail.example.org") == 1
    with a_restored_register(place):
        assert (count(place, asked), count(place, asked, confirmed=True)) == (0, 1)
    assert count(place, asked) == 1


def test_nothing_could_leave_by_a_clock_in_doubt(place: Workplace) -> None:
    owed(place)
    behind, right = at(NOTICE, 12).at, at(NOTICE, 14).at  # the check was recorded at 14:00
    assert count(place, Hand("rooster", NOTICE, behind, clock=Reading(behind, 1.0, "start"))) == 0
    assert count(place, Hand("rooster", NOTICE, right, clock=Reading(right, 1.0, "start"))) == 1


def test_a_run_would_send_exactly_what_was_counted(place: Workplace) -> None:
    for name in ("een", "twee"):
        registered(place, about=name, name=f"{name}.txt")
    morning_of(place, NOTICE)
    for day in (date(2018, 6, n) for n in range(12, 30)):
        morning.check(place, a_hand(day))
        hand = at(day, 15)
        would = count(place, hand)
        assert delivery.deliver(place, files(place), hand).data["written"] == would
