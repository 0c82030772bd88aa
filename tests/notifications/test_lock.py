"""The locks on delivering: who holds a message, and that whatever is held dies with its process."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from models.database import make_engine, reading
from notifications.lock import Grip, delivery_lock, in_live_hands

ROOT = Path(__file__).parents[2]
HOLDER = """
import sys, time
from pathlib import Path
from models.database import make_engine
from notifications.lock import delivery_lock
with delivery_lock(make_engine(sys.argv[1]), Path(sys.argv[2])) as grip:
    print(grip.takes(7), flush=True)
    time.sleep(600)
"""


@pytest.fixture
def on_server(postgres_url: str) -> Iterator[Engine]:
    """An engine over a register on PostgreSQL, where several may deliver."""
    made = make_engine(postgres_url)
    yield made
    made.dispose()


@contextmanager
def another_process(url: str, home: Path) -> Iterator[subprocess.Popen[str]]:
    """Give a process that delivers, with message 7 in its hands."""
    command = [sys.executable, "-c", HOLDER, url, str(home)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "True\n"
        try:
            yield holder
        finally:
            holder.kill()


def comes_true(asked: Callable[[], bool]) -> bool:
    """Return whether something comes to be so: PostgreSQL notices the end of a connection a moment later."""
    patience = time.monotonic() + 5
    while not asked():
        if time.monotonic() > patience:
            return False
        time.sleep(0.02)
    return True


def break_off(engine: Engine, home: Path) -> None:
    with delivery_lock(engine, home) as grip:
        assert grip
        assert grip.takes(7)
        raise KeyError


def left(engine: Engine, grip: Grip, *ids: int) -> list[int]:
    with Session(engine) as session:
        return grip.left(session, ids)


def held(engine: Engine, home: Path) -> bool:
    with reading(engine) as connection:
        return 7 in in_live_hands(connection, home)


def test_on_a_file_one_delivers_at_a_time(sqlite_url: str, tmp_path: Path) -> None:
    engine = make_engine(sqlite_url)
    with delivery_lock(engine, tmp_path) as first:
        assert first
        with delivery_lock(engine, tmp_path) as second:
            assert second is None
        with delivery_lock(engine, tmp_path) as third:
            assert third is None  # letting go of nothing does not open the way
    with delivery_lock(engine, tmp_path) as later:
        assert later


def test_on_a_server_several_deliver_and_each_message_is_in_one_pair_of_hands(
    on_server: Engine, tmp_path: Path
) -> None:
    with delivery_lock(on_server, tmp_path) as one, delivery_lock(on_server, tmp_path) as other:
        assert one
        assert other
        assert (one.takes(1), other.takes(1), other.takes(2)) == (True, False, True)
        assert left(on_server, one, 1, 2, 3) == [3]
        one.lets_go(1)
        assert left(on_server, one, 1, 2, 3) == [1, 3]
        assert other.takes(1)
    with delivery_lock(on_server, tmp_path) as later:
        assert later
        assert comes_true(lambda: left(on_server, later, 1, 2) == [1, 2])


def test_what_is_held_is_let_go_when_delivering_breaks_off(engine: Engine, tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        break_off(engine, tmp_path)
    with delivery_lock(engine, tmp_path) as later:
        assert later
        assert comes_true(lambda: left(engine, later, 7) == [7])


def test_what_is_held_dies_with_its_process(engine: Engine, register_url: str, tmp_path: Path) -> None:
    with another_process(register_url, tmp_path) as holder:
        assert held(engine, tmp_path)
        with delivery_lock(engine, tmp_path) as grip:
            assert grip is None or left(engine, grip, 7, 8) == [8]
        holder.kill()
        holder.wait()
        assert comes_true(lambda: not held(engine, tmp_path))
        with delivery_lock(engine, tmp_path) as grip:
            assert grip
            assert left(engine, grip, 7, 8) == [7, 8]


def test_a_register_in_which_nothing_was_ever_delivered_holds_nothing(engine: Engine, tmp_path: Path) -> None:
    assert not held(engine, tmp_path)
