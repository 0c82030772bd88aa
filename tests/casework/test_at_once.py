"""Several checks at once, and a database that another process keeps for itself: on either database."""

import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import IO

import pytest
from sqlmodel import select

from casework import morning
from casework.values import Done
from casework.workplace import Workplace
from models.database import make_engine
from models.errors import Busy
from models.reminders import Message, Outcome, Reminder
from tests.builders import DUE, a_hand, morning_of, registered, reminders

NOTICE = date(2018, 6, 11)

KEEPER = """
import sys
from models.database import make_engine, transaction
with transaction(make_engine(sys.argv[1])):
    print("mine", flush=True)
    sys.stdin.readline()
"""


def url_of(place: Workplace) -> str:
    return place.engine.url.render_as_string(hide_password=False)


def outcomes(place: Workplace) -> Counter[tuple[str, Outcome]]:
    with place.transaction() as session:
        return Counter((row.rung, row.outcome) for row in session.exec(select(Reminder)))


@contextmanager
def kept(place: Workplace) -> Iterator[IO[bytes]]:
    """Another process keeps the register for itself until a line is written to it."""
    keeper = subprocess.Popen(
        [sys.executable, "-c", KEEPER, url_of(place)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert keeper.stdout is not None
    assert keeper.stdin is not None
    assert keeper.stdout.readline() == b"mine\n"
    yield keeper.stdin
    keeper.communicate()
    assert keeper.returncode == 0


@pytest.mark.parametrize("many", [2, 4, 8])
def test_of_many_checks_at_once_each_reminder_is_owed_once(place: Workplace, many: int) -> None:
    for number in range(6):
        registered(place, name=f"{number}.txt", about=f"onderwerp {number}")
    done: list[Done | Exception] = []

    def check(day: date) -> None:
        try:
            done.append(morning.check(place, a_hand(day)))
        except Exception as problem:  # noqa: BLE001 - whatever reaches the user counts
            done.append(problem)

    for day in (NOTICE, DUE):
        threads = [threading.Thread(target=check, args=(day,)) for _ in range(many)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert [one for one in done if isinstance(one, Exception)] == []
    owed = sum(one.data["owed"] for one in done if isinstance(one, Done))
    assert (owed, len(done)) == (12, 2 * many)
    assert outcomes(place) == {("notice", Outcome.SKIPPED): 6, ("due", Outcome.OWED): 6}
    with place.transaction() as session:
        assert len({row.message_id for row in session.exec(select(Reminder)) if row.outcome is Outcome.OWED}) == 1
        assert len(session.exec(select(Message)).all()) == 1


CHECKER = """
import sys
from datetime import date
from pathlib import Path
from casework.morning import check
from casework.workplace import Workplace
from models.database import make_engine
from sources.store import Store
from tests.builders import a_hand
home = Path(sys.argv[2])
place = Workplace(make_engine(sys.argv[1]), home, Store(home / "papers"))
sys.stdin.readline()
print(check(place, a_hand(date.fromisoformat(sys.argv[3]))).data["owed"])
"""


def test_processes_that_check_at_once_owe_each_reminder_once(place: Workplace) -> None:
    for number in range(4):
        registered(place, name=f"{number}.txt", about=f"onderwerp {number}")
    command = [sys.executable, "-c", CHECKER, url_of(place), str(place.home), NOTICE.isoformat()]
    checkers = [subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    told = [checker.communicate("\n")[0].strip() for checker in checkers]
    assert sorted(told) == ["0", "0", "0", "4"]
    assert outcomes(place) == {("notice", Outcome.OWED): 4}


def test_a_check_waits_for_another_process_and_then_does_its_work(place: Workplace) -> None:
    registered(place)
    with kept(place) as release:
        timer = threading.Timer(1.0, lambda: (release.write(b"\n"), release.flush()))
        timer.start()
        done = morning.check(place, a_hand(NOTICE))
        timer.join()
    assert done.data["owed"] == 1


def test_a_check_that_waited_too_long_changes_nothing_and_the_next_one_catches_up(place: Workplace) -> None:
    registered(place)
    hasty = replace(place, engine=make_engine(url_of(place), busy_seconds=0.2))
    with kept(place) as release:
        with pytest.raises(Busy, match=r"bezet door een ander proces; probeer het straks opnieuw\.$"):
            morning.check(hasty, a_hand(NOTICE))
        release.write(b"\n")
        release.flush()
    hasty.engine.dispose()
    assert reminders(place) == []
    morning_of(place, DUE)
    assert [(rung, state) for rung, _, state in reminders(place)] == [("notice", "skipped"), ("due", "written")]
