"""A backup while another process registers, reminds and takes in: whole, and nothing is sent twice after it (R19)."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from casework import delivery, morning
from casework.backing_up import back_up
from casework.errors import RestoreNotConfirmed
from casework.restoring import RestoreOrder, restore
from casework.workplace import Workplace
from models.database import make_engine
from notifications.carrier import Carrier
from notifications.transports.memory import Memory
from sources.archive import opened
from sources.store import Store
from tests.builders import DUE, a_hand, registered

ROOT = Path(__file__).parents[2]

WRITER = """
import sys
from datetime import date
from pathlib import Path
from casework import delivery, morning
from casework.workplace import Workplace
from models.database import make_engine
from sources.store import Store
from tests.builders import a_hand, a_reply, files, received, registered

url, home, stop = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
place = Workplace(make_engine(url), home, Store(home / "papers"))
notice = date(2018, 6, 11)

def done(what):
    if what.act_id:
        print(what.act_id, flush=True)

number = 0
while not stop.exists():
    number += 1
    case = registered(place, about=f"onderwerp {number}", name=f"verzoek-{number}.txt")
    done(case)
    done(morning.check(place, a_hand(notice)))
    if number % 2:
        done(delivery.deliver(place, files(place), a_hand(notice)))
    if number % 3 == 0:
        reply = a_reply(dated=notice, body=f"Antwoord {number}.", name=f"antwoord-{number}.txt")
        done(received(place, reply, on=notice, cases=case.cases))
"""
"""Acts, and says the number of each when it is safely in the register."""


@contextmanager
def writing(place: Workplace, stop: Path) -> Iterator["subprocess.Popen[str]"]:
    """Give a process that writes until the file is there."""
    url = place.engine.url.render_as_string(hide_password=False)
    command = [sys.executable, "-c", WRITER, url, str(place.home), str(stop)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        yield process
    finally:
        stop.touch()
        process.communicate(timeout=120)
    assert process.returncode == 0


def asked(place: Workplace, question: str) -> list[Any]:
    with place.reading() as connection:
        return list(connection.execute(text(question)).scalars())


def rounds_of(place: Workplace, folder: Path, rounds: int) -> None:
    """Back up a number of times while another process writes, and look at each in another place."""
    told: set[int] = set()
    with writing(place, folder / "stop") as process:
        assert process.stdout is not None
        for number in range(rounds):
            told |= {int(process.stdout.readline()) for _ in range(4)}
            backup, home = folder / f"{number}.zip", folder / f"elders-{number}"
            back_up(place, backup, at=a_hand(DUE).at)
            with opened(backup) as archive:
                done = restore(archive, RestoreOrder(home), a_hand(DUE))
            look_at(home, told, done.data["hersteld"])


def look_at(home: Path, told: set[int], listed: list[dict[str, Any]]) -> None:
    place = Workplace(make_engine(f"sqlite:///{home / 'register.db'}"), home, Store(home / "papers"))
    assert asked(place, "PRAGMA integrity_check") == ["ok"]
    assert asked(place, "SELECT 1 FROM pragma_foreign_key_check") == []
    assert told <= set(asked(place, "SELECT id FROM act"))
    for paper in asked(place, "SELECT sha256 FROM paper"):
        assert place.store.get(paper)
    _sends_nothing_twice(place, {one["message_id"] for one in listed})
    last = asked(place, 'SELECT max(serial) FROM "case"')[0]
    assert registered(place, about="na het herstellen", name="nieuw.txt").cases == (f"EK-2018-{last + 1:03d}",)
    place.engine.dispose()


def _sends_nothing_twice(place: Workplace, listed: set[str]) -> None:
    left = set(asked(place, "SELECT message_id FROM message WHERE state = 'written'"))
    post, on = Memory(), date(2018, 6, 12)
    morning.check(place, a_hand(on))
    waiting = bool(
        asked(place, "SELECT 1 FROM message WHERE state IN ('queued', 'unsure') AND send_on <= '2018-06-12'")
    )
    if waiting:
        with pytest.raises(RestoreNotConfirmed):
            delivery.deliver(place, Carrier(post, None, ""), a_hand(on))
        assert post.parcels == []
    for _ in range(2):
        delivery.deliver(place, Carrier(post, None, ""), a_hand(on), confirmed=True)
    sent = [parcel.message_id for parcel in post.parcels]
    assert len(sent) == len(set(sent))
    assert left.isdisjoint(sent)
    assert not listed & left
    owed = "SELECT count(*) FROM reminder GROUP BY round_id, rung, due_on, mailbox_id HAVING count(*) > 1"
    assert asked(place, owed) == []


def test_backups_made_while_another_process_writes_are_whole(place: Workplace, tmp_path: Path) -> None:
    rounds_of(place, tmp_path, 2)
