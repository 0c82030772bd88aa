"""Backups of an office in which something of every kind has happened, and what is put back from them."""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from casework import box
from casework.backing_up import BackedUp, back_up
from casework.restoring import RestoreOrder, restore
from casework.values import Done
from casework.workplace import Workplace
from models.database import make_engine
from notifications.carrier import Carrier
from notifications.transports.memory import Memory
from sources.archive import opened
from sources.store import Store
from tests.builders import DUE, REPLIED, a_deferral, a_hand, a_reply, morning_of, received, registered

NOTICE = date(2018, 6, 11)
"""Monday: the notice of the case of 2018 is owed."""


def a_backup(place: Workplace, out: Path, **given: Any) -> BackedUp:
    return back_up(place, out, at=a_hand(REPLIED).at, **given)


def put_back(backup: Path, into: Path, **order: Any) -> Done:
    with opened(backup) as archive:
        return restore(archive, RestoreOrder(into, **order), a_hand(REPLIED))


@contextmanager
def at(home: Path, url: str = "") -> Iterator[Workplace]:
    """Give the workplace in a home that was restored."""
    engine = make_engine(url or f"sqlite:///{home / 'register.db'}")
    yield Workplace(engine, home, Store(home / "papers"))
    engine.dispose()


def over(transport: Memory) -> Carrier:
    return Carrier(transport, None, "")


def tables_of(backup: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(backup) as archive:
        return {name: archive.read(name) for name in archive.namelist() if name.startswith("tables/")}


def without_the_act(tables: dict[str, bytes]) -> dict[str, bytes]:
    """Return tables less what a restore adds by itself: its act, with its outcome, its own row and its seal."""
    added = {"tables/act.jsonl", "tables/act_outcome.jsonl", "tables/restoration.jsonl", "tables/seal.jsonl"}
    return {
        name: b"".join(rows.splitlines(keepends=True)[:-1]) if name in added else rows for name, rows in tables.items()
    }


def work(place: Workplace) -> None:
    """Do something of every kind."""
    registered(place)
    registered(place, about="een ander onderwerp", name="tweede.txt")
    eighth = date(2018, 6, 8)
    received(place, a_deferral(dated=eighth, until=date(2018, 7, 5)), on=eighth, cases=["EK-2018-002"])
    morning_of(place, NOTICE)
    morning_of(place, DUE)
    received(place, cases=["EK-2018-001"])
    (place.inbox / "brief.txt").write_bytes(a_reply(dated=DUE, sender="Minister van Defensie").data)
    box.take_in(place, a_hand(REPLIED))
    (place.home / "templates" / "verzoekbrief").mkdir(parents=True)
    (place.home / "templates" / "verzoekbrief" / "subject.txt").write_text("Een eigen onderwerp")
