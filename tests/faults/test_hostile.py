"""Hostile words and hostile receivers, in the numbers of the goals (S6, S7, S11, R18)."""

import random
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from email import message_from_bytes
from email.policy import default
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest
from sqlmodel import col, select

from casework import delivery, morning
from casework.workplace import Workplace
from models.offices import MailboxAddress
from notifications.carrier import Carrier
from notifications.errors import BadAddress, BadHeader
from notifications.mail import compose_mail
from notifications.outcomes import GiveUp, TryAgain
from notifications.parcels import Parcel
from notifications.render import Rendered, render
from notifications.transports.servers import mail_server
from notifications.transports.smtp import Smtp
from notifications.transports.webhook import TIMEOUT, Webhook
from tests.builders import a_hand
from tests.faults.kit import a_sink, asked
from tests.faults.many import Many, many
from tests.notifications.test_render import FETCHES_OR_LEADS_AWAY, HOSTILE, Page, notice
from tests.notifications.test_webhook import INWARD

pytestmark = pytest.mark.faults

Tell = Callable[[str, str, str], None]
AT = datetime(2018, 6, 11, 9, tzinfo=UTC)
NOTICE = date(2018, 6, 11)
"""Monday."""

BREAKING = (
    *("\r", "\n", "\r\n", "\x0b", "\x0c", "\x00", "\x85", "\u2028", "\u2029", "\ud800", ",", ";", "<", ">", '"', "\\"),
    *("=?utf-8?q?=0D=0ABcc=3A_b=40example=2Eorg?=", "=?utf-8?b?YQpCY2M6IGI=?=", "\r\nBcc: b@example.org", "\r\n\r\n"),
)
PLAIN = (*("é", "€", " ", "  ", "a", "woord", "@example.org", ":", "?=", "x" * 90), *[",", ";", "<", ">", '"', "\\"])


def words(chance: random.Random) -> str:
    return "".join(chance.choice(BREAKING if chance.random() < 0.1 else PLAIN) for _ in range(chance.randint(0, 9)))


def test_five_thousand_hostile_headers(seed: int, came_to: Tell) -> None:
    chance = random.Random(seed)  # noqa: S311
    refused = 0
    plain = message_from_bytes(composed("onderwerp", "naam", "desk@example.org"), policy=default)
    for _ in range(5000):
        to = "desk@example.org" if chance.random() < 0.8 else f"desk{words(chance)}@example.org"
        try:
            raw = composed(words(chance), words(chance), to)
        except (BadHeader, BadAddress):
            refused += 1
            continue
        mail = message_from_bytes(raw, policy=default)
        assert mail.keys() == plain.keys()
        assert [one.addr_spec for one in mail["To"].addresses] == [to]
        assert [one.addr_spec for one in mail["From"].addresses] == ["commissie@example.org"]
        assert mail.get_body(("plain",)).get_content() == "tekst\r\n"
    assert 0 < refused < 5000
    came_to(
        "S6",
        "mail",
        f"5,000 subjects, names and addresses, seed {seed}: {refused} refused, no header or recipient more",
    )


def composed(subject: str, name: str, to: str) -> bytes:
    rendered = Rendered(subject, "tekst\n", "<p>tekst</p>\n")
    return compose_mail(rendered, sender="commissie@example.org", sender_name=name, to=to, message_id="a@b", date=AT)


def test_five_hundred_hostile_subjects(seed: int, came_to: Tell) -> None:
    chance = random.Random(seed)  # noqa: S311
    plain = [tag for tag, _ in Page(render(notice("reminder")).html).elements]
    for n in range(500):
        parts = [chance.choice(HOSTILE) for _ in range(1 + n % 2)]
        subject = f"{n} {' '.join(parts)}"
        rendered = render(notice("reminder", subject=subject))
        page = Page(rendered.html)
        assert [tag for tag, _ in page.elements] == plain
        assert FETCHES_OR_LEADS_AWAY.isdisjoint(tag for tag, _ in page.elements)
        assert subject in rendered.text
        assert subject in page.said
    came_to(
        "S7", "mail", f"500 hostile subjects, seed {seed}: verbatim as text, escaped in the page, nothing is fetched"
    )


_CONNECTED: list[object] = []


def _note(event: str, what: tuple[object, ...]) -> None:
    if event == "socket.connect":
        _CONNECTED.append(what[1])


@contextmanager
def connects() -> Iterator[list[object]]:
    """Give where this process connects to meanwhile, as the interpreter itself reports it."""
    if _note not in _HOOKED:
        sys.addaudithook(_note)
        _HOOKED.append(_note)
    _CONNECTED.clear()
    yield _CONNECTED


_HOOKED: list[object] = []


def test_a_hundred_addresses_that_lead_elsewhere(came_to: Tell) -> None:
    numeric = ["2130706433", "0x7f000001", "0177.0.0.1", "127.1", "[::1]", "[::ffff:127.0.0.1]", "localhost"]
    addresses = [f"https://{host}{port}/x" for host in (*INWARD, *numeric) for port in ("", ":443", ":8443")]
    tried = 0
    with connects() as seen:
        for number in INWARD:
            hook = Webhook("geheim", ["hooks.example.org"], resolver=lambda *_, number=number: [number])
            for address in ("https://hooks.example.org/x", *addresses):
                one = Parcel("a@b", "webhook", address, b"{}", on=NOTICE, at=AT)
                assert isinstance(hook.deliver(one), GiveUp | TryAgain)
                tried += 1
            hook.close()
        assert seen == []
    came_to("S11", "webhook", f"{tried} calls of {len(addresses) + 1} addresses, names that turn inward: 0 connects")


class Rude(BaseHTTPRequestHandler):
    """Answers as the path says."""

    seen: ClassVar[Counter[str]] = Counter()
    let_go = threading.Event()
    poured = 0

    def do_POST(self) -> None:
        """Answer badly."""
        self.rfile.read(int(self.headers["Content-Length"]))
        kind = self.path.split("/")[1]
        Rude.seen[kind] += 1
        if kind == "hang":
            Rude.let_go.wait(60)
            return
        self.send_response({"error": 500, "redirect": 307, "flood": 400, "followed": 200}[kind])
        if kind == "redirect":
            self.send_header("Location", "/followed/")
        self.end_headers()
        if kind == "flood":
            self.pour()

    def pour(self) -> None:
        """Send ten megabytes, or as much as is taken."""
        try:
            for _ in range(160):
                self.wfile.write(b"x" * 65_536)
            Rude.poured += 1
        except OSError:
            return

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def test_a_hundred_rude_webhooks_hold_up_no_mail(either_place: Workplace, tmp_path: Path, came_to: Tell) -> None:
    Rude.seen.clear()
    Rude.let_go.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Rude)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    port = server.server_address[1]
    kinds = ("error", "hang", "redirect", "flood")
    many(either_place, Many(desks=120, cases=120))
    with either_place.transaction() as session:
        desks = {f"desk{n}@example.org": kinds[n % 4] for n in range(100)}
        for row in session.exec(select(MailboxAddress).where(col(MailboxAddress.address).in_(desks))):
            row.address = f"http://127.0.0.1:{port}/{desks[row.address]}/{row.mailbox_id}"
            session.add(row)
    morning.check(either_place, a_hand(NOTICE))
    hooks = Webhook("geheim", [f"127.0.0.1:{port}"], timeout=1.0)
    with a_sink(tmp_path) as sink, Carrier(Smtp(mail_server(sink.url)), hooks, "") as carrier:
        done = delivery.deliver(either_place, carrier, a_hand(NOTICE))
        mails = len(sink.got())
    Rude.let_go.set()
    server.shutdown()
    server.server_close()
    assert (done.data["sent"], mails) == (21, 21)
    assert Rude.seen == Counter(dict.fromkeys(kinds, 25))
    assert TIMEOUT <= 10
    notes = Counter(row[0] for row in asked(either_place, "SELECT state FROM message WHERE channel = 'webhook'"))
    assert notes == {"temporary_failure": 25, "unsure": 25, "failed": 50}
    assert Rude.poured == 0
    told = "100 webhooks that fail, hang, redirect or pour 10 MB: all mail left, none followed, no body read to its end"
    came_to("R18", either_place.engine.dialect.name, told)
