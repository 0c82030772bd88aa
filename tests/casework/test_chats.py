"""A reminder on its way to a chat: named in the register, known in the settings only, and the same bytes each time."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import col, select

from casework import delivery, morning
from casework.office import load
from casework.workplace import Workplace
from models.register import metadata
from models.reminders import Attempt, Message
from notifications.carrier import Carrier, carrier_for
from tests.builders import a_hand, registered, shown
from tests.notifications.web_server import Hook, serving

NOTICE = date(2018, 6, 11)
TOKEN = "k4n4rietoken9"  # noqa: S105 - so that it can be looked for


@pytest.fixture
def chat_server() -> Iterator[Hook]:
    """A chat server on loopback."""
    yield from serving()


def through(server: Hook, folder: Path) -> Carrier:
    urls = f"desk=mmost://127.0.0.1:{server.port}/{TOKEN}"
    return carrier_for("", folder, "", (), chat_urls=urls, chat_hosts=(f"127.0.0.1:{server.port}",))


def everything(place: Workplace) -> str:
    """Return every row of every table as text."""
    with place.transaction() as session:
        return "\n".join(str(row) for table in metadata.sorted_tables for row in session.execute(table.select()))


def test_a_reminder_reaches_a_chat_with_the_same_bytes_at_every_try(
    either_place: Workplace, chat_server: Hook, tmp_path: Path
) -> None:
    place = either_place
    desk = [{"address": "chat:desk", "from": date(2018, 2, 1)}]
    load(place, {"ministry": [{"code": "JenV", "desk": desk}]}, a_hand(date(2018, 2, 1)))
    registered(place, about="de opvang; @channel <!everyone>")
    morning.check(place, a_hand(NOTICE))

    chat_server.status = 503
    noon = datetime(2018, 6, 11, 12, tzinfo=UTC)
    with through(chat_server, tmp_path) as carrier:
        first = delivery.deliver(place, carrier, a_hand(NOTICE))
        chat_server.status = 200
        second = delivery.deliver(place, carrier, a_hand(NOTICE, at=noon + timedelta(minutes=10)))

    assert (first.outcome, second.outcome) == ("later", "sent")
    bodies = [body for _, _, body in chat_server.got]
    assert len(bodies) == 2
    assert len(set(bodies)) == 1
    said = json.loads(bodies[0])["text"]
    assert "EK-2018-001" in said
    assert "@channel" not in said
    [told] = shown(place)["reminders"]
    assert (told["recipient"], told["state"]) == ("chat:desk", "sent")
    with place.transaction() as session:
        assert session.exec(select(Message.channel)).all() == ["chat"]
        assert session.exec(select(Attempt.answer).order_by(col(Attempt.n))).all() == ["503", "200"]
    assert TOKEN not in everything(place)


def test_a_chat_that_the_settings_do_not_know_fails_where_the_clerk_sees_it(place: Workplace, tmp_path: Path) -> None:
    desk = [{"address": "chat:elders", "from": date(2018, 2, 1)}]
    load(place, {"ministry": [{"code": "JenV", "desk": desk}]}, a_hand(date(2018, 2, 1)))
    registered(place)
    morning.check(place, a_hand(NOTICE))
    with carrier_for(
        "", tmp_path, "", (), chat_urls="desk=mmosts://chat.example.org/t", chat_hosts=["chat.example.org"]
    ) as carrier:
        delivery.deliver(place, carrier, a_hand(NOTICE))
    [told] = shown(place)["reminders"]
    assert told["state"] == "failed"
    assert "GRIFFIE_CHAT_URLS" in told["reason"]
