"""The lock on delivering: one holder, and it dies with its process."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import Engine

from notifications.lock import delivery_lock

HOLDER = """
import sys, time
from pathlib import Path
from models.database import make_engine
from notifications.lock import delivery_lock
with delivery_lock(make_engine(sys.argv[1]), Path(sys.argv[2])) as ours:
    print(ours, flush=True)
    time.sleep(600)
"""


def test_one_delivers_at_a_time(engine: Engine, tmp_path: Path) -> None:
    with delivery_lock(engine, tmp_path) as first:
        assert first
        with delivery_lock(engine, tmp_path) as second:
            assert not second
        with delivery_lock(engine, tmp_path) as third:
            assert not third  # letting go of nothing does not open the way
    with delivery_lock(engine, tmp_path) as later:
        assert later


def test_the_lock_is_let_go_when_delivering_breaks_off(engine: Engine, tmp_path: Path) -> None:
    with pytest.raises(KeyError), delivery_lock(engine, tmp_path):
        raise KeyError
    with delivery_lock(engine, tmp_path) as ours:
        assert ours


def test_the_lock_dies_with_its_process(engine: Engine, register_url: str, tmp_path: Path) -> None:
    root = Path(__file__).parents[2]
    command = [sys.executable, "-c", HOLDER, register_url, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=root) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "True\n"
        with delivery_lock(engine, tmp_path) as ours:
            assert not ours
        os.kill(holder.pid, signal.SIGKILL)
        holder.wait()
    patience = time.monotonic() + 5  # PostgreSQL notices the end of a connection by itself, a moment later
    while True:
        with delivery_lock(engine, tmp_path) as ours:
            if ours:
                break
        assert time.monotonic() < patience
        time.sleep(0.02)
