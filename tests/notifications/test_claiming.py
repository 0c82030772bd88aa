"""Many claimers of the outbox at once, threads and processes: each message has one, each day one mail."""

import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from notifications import claims, outbox
from tests.notifications.postings import AT, in_register, row, working_day


@pytest.fixture
def waiting(engine: Engine) -> list[int]:
    """Twelve messages in a register of this test's own, there for every process to see."""
    with Session(engine) as session:
        by_hand = replace(in_register(session), daily=False)
        ids = [row(outbox.queue(session, by_hand, working_day=working_day)) for _ in range(12)]
        session.commit()
    return ids


def claim_each(engine: Engine, ids: list[int]) -> list[int]:
    """Return which of the messages were won, each in a transaction of its own."""
    won = []
    for message_id in ids:
        with Session(engine) as session:
            if claims.claim(session, message_id, at=AT):
                won.append(message_id)
            session.commit()
    return won


def at_once(work: Callable[[], list[int]]) -> list[int]:
    """Return what four threads together came to, all begun at one moment."""
    came: list[int] = []
    start = threading.Barrier(4)

    def begin() -> None:
        start.wait()
        came.extend(work())

    threads = [threading.Thread(target=begin) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return came


def test_of_many_claimers_at_once_each_message_has_one(engine: Engine, waiting: list[int]) -> None:
    assert sorted(at_once(lambda: claim_each(engine, waiting))) == waiting


CLAIMER = """
import sys
from datetime import UTC, datetime
from sqlmodel import Session
from models import register
from models.database import make_engine
from notifications import claims, outbox
engine = make_engine(sys.argv[1])
print("ready", flush=True)
for line in sys.stdin:
    with Session(engine) as session:
        if claims.claim(session, int(line), at=datetime(2018, 6, 11, 9, tzinfo=UTC)):
            print(line, end="")
        session.commit()
"""


def test_of_two_processes_that_claim_each_message_has_one(
    register_url: str, engine: Engine, waiting: list[int]
) -> None:
    command = [sys.executable, "-c", CLAIMER, register_url]
    root = Path(__file__).parents[2]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=root) as other:
        assert other.stdin is not None
        assert other.stdout is not None
        assert other.stdout.readline() == "ready\n"
        other.stdin.write("".join(f"{message_id}\n" for message_id in waiting))
        other.stdin.close()
        ours = claim_each(engine, waiting)
        theirs = [int(line) for line in other.stdout]
    assert other.returncode == 0
    assert sorted(ours + theirs) == waiting


def test_of_many_checks_that_queue_at_once_one_mail_comes(engine: Engine) -> None:
    with Session(engine) as session:
        posting = in_register(session)
        session.commit()

    def check() -> list[int]:
        with Session(engine) as session:
            made = row(outbox.queue(session, posting, working_day=working_day))
            session.commit()
        return [made]

    made = at_once(check)
    assert made == [made[0]] * 4
