"""Sweeps at once and in every order, and a register that somebody keeps to himself (R11, R12)."""

import shutil
import sqlite3
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, text

from casework import delivery, morning
from casework.workplace import Workplace
from models import turns
from models.database import make_engine
from models.errors import Busy
from notifications.carrier import Carrier
from notifications.transports.memory import Memory
from tests.builders import a_hand, registered, reminders
from tests.faults.kit import asked, halves, ledger, planned
from tests.faults.many import Many, many

NOTICE = date(2018, 6, 11)
"""Monday."""

Tell = Callable[[str, str, str], None]


def at_once(count: int, work: Callable[[], object]) -> None:
    """Do the same thing in so many threads, all begun at one moment; what goes wrong in one is raised."""
    start = threading.Barrier(count)

    def begin() -> None:
        start.wait()
        work()

    with ThreadPoolExecutor(count) as pool:
        for one in [pool.submit(begin) for _ in range(count)]:
            one.result()


@pytest.mark.parametrize("checks", [8])
def test_checks_at_once_owe_each_reminder_once(place: Workplace, checks: int) -> None:
    many(place, Many(desks=4, cases=8))
    due = {row for row in planned(place) if row[1] == "notice"}
    at_once(checks, lambda: morning.check(place, a_hand(NOTICE)))
    assert ledger(place) == dict.fromkeys(due, 1)
    assert halves(place) == []


def sweep(place: Workplace, post: Memory, day: date) -> None:
    """Check a day and deliver what it owes."""
    morning.check(place, a_hand(day))
    delivery.deliver(place, Carrier(post, None, ""), a_hand(day))


@pytest.mark.faults
@pytest.mark.parametrize("sweeps", [2, 4, 8])
def test_a_hundred_days_with_several_sweeps_at_once(either_place: Workplace, sweeps: int, came_to: Tell) -> None:
    place, post = either_place, Memory()
    many(place, Many(desks=4, cases=100, days=100))
    expected = planned(place)
    for n in range(100):
        at_once(sweeps, lambda day=NOTICE + timedelta(days=n): sweep(place, post, day))
    sweep(place, post, NOTICE + timedelta(days=400))
    assert ledger(place) == dict.fromkeys(expected, 1)
    assert set(Counter(one.message_id for one in post.parcels).values()) == {1}
    assert halves(place) == []
    told = f"100 rounds, {len(expected)} reminders in {len(post.parcels)} mails: each owed once and sent once, no error"
    came_to("R11", f"{place.engine.dialect.name}, {sweeps} sweeps at once", told)


def waits(place: Workplace) -> bool:
    """Return whether somebody waits for a lock in this database."""
    locks = "SELECT 1 FROM pg_locks l JOIN pg_database d ON d.oid = l.database WHERE NOT granted AND datname = "
    return bool(asked(place, f"{locks} current_database()"))


def crossed(place: Workplace, post: Memory, statement: int) -> bool:
    """Hold a sweep before its n-th statement while another goes as far as it can; return whether it has so many."""
    first, stopped, go_on, counted = threading.local(), threading.Event(), threading.Event(), [0]

    def before(*_: object) -> None:
        counted[0] += getattr(first, "ours", False)
        if getattr(first, "ours", False) and counted[0] == statement:
            stopped.set()
            go_on.wait(60)

    def held() -> None:
        first.ours = True
        try:
            sweep(place, post, NOTICE)
        finally:
            first.ours = False  # the thread may take the other sweep next
            stopped.set()

    event.listen(place.engine, "before_cursor_execute", before)
    with ThreadPoolExecutor(2) as pool:
        one = pool.submit(held)
        stopped.wait(60)
        other = pool.submit(sweep, place, post, NOTICE)
        while not other.done() and not waits(place):
            time.sleep(0.002)
        go_on.set()
        one.result()
        other.result()
    return counted[0] >= statement


def in_every_order(place: Workplace, remade: Callable[[str], str], statements: Iterator[int]) -> int:
    """Return before how many statements a sweep was held while another ran; each time all was owed and sent once."""
    many(place, Many(desks=2, cases=3))
    expected = dict.fromkeys((row for row in planned(place) if row[1] == "notice"), 1)
    template = str(place.engine.url.database)
    place.engine.dispose()
    for n in statements:
        engine, post = make_engine(remade(template)), Memory()
        copy = replace(place, engine=engine)
        more = crossed(copy, post, n)
        assert ledger(copy) == expected, n
        assert max(Counter(one.message_id for one in post.parcels).values()) == 1, n
        assert {row[0] for row in asked(copy, "SELECT state FROM message WHERE state <> 'dropped'")} == {"sent"}, n
        assert halves(copy) == [], n
        engine.dispose()
        if not more:
            return n - 1
    return n


@pytest.mark.parametrize("either_place", ["postgresql"], indirect=True)
def test_a_sweep_that_is_held_at_some_statements_doubles_nothing(
    either_place: Workplace, remade_postgres: Callable[[str], str]
) -> None:
    assert in_every_order(either_place, remade_postgres, iter((1, 5, 20))) == 20


@pytest.mark.faults
@pytest.mark.parametrize("either_place", ["postgresql"], indirect=True)
def test_a_sweep_that_is_held_at_each_statement_doubles_nothing(
    either_place: Workplace, remade_postgres: Callable[[str], str], came_to: Tell
) -> None:
    statements = in_every_order(either_place, remade_postgres, iter(range(1, 2_000)))
    assert statements > 20
    told = f"one sweep held before each of its {statements} statements while another ran: owed once, sent once"
    came_to("R11", "postgresql, by statement", told)


@contextmanager
def keeping_to_himself(place: Workplace) -> Iterator[Callable[[], None]]:
    """Give how to let go of a register that another process keeps for itself."""
    url = place.engine.url
    if place.engine.dialect.name == "sqlite":
        other = sqlite3.connect(str(url.database), isolation_level=None, check_same_thread=False)
        other.execute("BEGIN EXCLUSIVE")
        try:
            yield lambda: other.execute("ROLLBACK").close()
        finally:
            other.close()
        return
    engine = make_engine(url.render_as_string(hide_password=False))
    with engine.connect() as holding:
        holding.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": turns.WRITERS})
        yield holding.rollback
    engine.dispose()


def test_a_delivery_waits_for_a_register_that_is_kept_for_a_second(place: Workplace) -> None:
    registered(place)
    morning.check(place, a_hand(NOTICE))
    with keeping_to_himself(place) as let_go:
        timer = threading.Timer(1.0, let_go)
        timer.start()
        done = delivery.deliver(place, Carrier(Memory(), None, ""), a_hand(NOTICE))
        timer.join()
    assert (done.data["sent"], reminders(place)[0][2]) == (1, "sent")


KEPT = {1: 20, 10: 20, 60: 20}
"""For how many seconds a register is kept, and how many registers are, all at one moment."""


def copies_of(place: Workplace, copy: Callable[[str], str] | None, folder: Path, count: int) -> list[Workplace]:
    """Return so many copies of a workplace, each with a register of its own."""
    place.engine.dispose()
    made = []
    for n in range(count):
        home = Path(shutil.copytree(place.home, folder / f"copy-{n}"))
        url = copy(str(place.engine.url.database)) if copy else f"sqlite:///{home / 'register.db'}"
        made.append(replace(place, engine=make_engine(url), home=home))
    return made


def kept_for(place: Workplace, seconds: float) -> float:
    """Return how long a delivery waited for a register that was kept; over half a minute it is told, and caught up."""
    post, said, left = Memory(), "", 0
    with keeping_to_himself(place) as let_go:
        timer = threading.Timer(seconds, let_go)
        begun = time.monotonic()
        timer.start()
        try:
            delivery.deliver(place, Carrier(post, None, ""), a_hand(NOTICE))
        except Busy as told:
            said, left = str(told), len(post.parcels)
        waited = time.monotonic() - begun
        timer.join()
    assert (("bezet" in said), left) == (seconds > turns.BUSY_SECONDS, 0)
    if said:
        assert delivery.deliver(place, Carrier(post, None, ""), a_hand(NOTICE)).data["sent"] == 1
    assert (len(post.parcels), reminders(place)[0][2]) == (1, "sent")
    place.engine.dispose()
    return waited


@pytest.mark.faults
@pytest.mark.parametrize("seconds", KEPT)
def test_a_register_that_is_kept_for_long_is_waited_for_or_told(
    either_place: Workplace, tmp_path: Path, request: pytest.FixtureRequest, seconds: int, came_to: Tell
) -> None:
    place, dialect = either_place, either_place.engine.dialect.name
    registered(place)
    morning.check(place, a_hand(NOTICE))
    copy: Any = request.getfixturevalue("postgres_copy") if dialect == "postgresql" else None
    kept = copies_of(place, copy, tmp_path, KEPT[seconds])
    with ThreadPoolExecutor(len(kept)) as pool:
        waited = list(pool.map(lambda one: kept_for(one, seconds), kept))
    became = "told in a sentence, nothing sent, then caught up" if seconds > turns.BUSY_SECONDS else "waited for, sent"
    came_to(
        "R12",
        f"{dialect}, {seconds} s",
        f"{len(kept)} registers kept for {seconds} s: {became} (after {min(waited):.0f} to {max(waited):.0f} s)",
    )
