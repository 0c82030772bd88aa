"""A mail server in a process of its own, a web server, and parcels to send to them."""

import datetime as dt
import ipaddress
import ssl
import subprocess
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import psycopg
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from sqlalchemy import make_url

from notifications.mail import compose_mail
from notifications.parcels import Parcel, channel_of
from notifications.render import Rendered
from tests.notifications.kit import Certificate, ParcelMaker, RunningServer, StartMailServer
from tests.notifications.web_server import Hook, serving

LOOPBACK = ipaddress.ip_address("127.0.0.1")
AT = dt.datetime(2018, 6, 11, 9, 0, tzinfo=dt.UTC)
_SERIAL = count(1)


@pytest.fixture
def parcel() -> ParcelMaker:
    """Makes a parcel to an address; each has its own Message-ID."""

    def make(to: str = "desk@example.org", text: str = "Geachte collega,\n", at: dt.datetime = AT) -> Parcel:
        message_id = f"reminder.20180611.17.{next(_SERIAL)}@proef.griffie"
        raw = b'{"subject": "Verzoek", "text": "Geachte collega,"}'
        if channel_of(to) == "mail":
            raw = compose_mail(
                Rendered("[EK-2018-001] Verzoek", text, "<p>Geachte collega,</p>"),
                sender="commissie@example.org",
                sender_name="Griffie",
                to=to,
                message_id=message_id,
                date=AT,
            )
        return Parcel(message_id, channel_of(to), to, raw, on=dt.date(2018, 6, 11), at=at)

    return make


@pytest.fixture(scope="session")
def outbox_on_postgres(postgres_server: str, empty_postgres: str) -> str:
    """The address of one register on PostgreSQL for all tests that roll back what they do."""
    with psycopg.connect(postgres_server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE register_outbox TEMPLATE {empty_postgres}".encode())
    return make_url(postgres_server).set(database="register_outbox").render_as_string(hide_password=False)


@pytest.fixture(scope="session")
def start_mail_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StartMailServer]:
    """Starts a mail server process with the given options, and ends it when the tests are done."""
    running: list[subprocess.Popen[str]] = []

    def start(*options: str) -> RunningServer:
        diary = tmp_path_factory.mktemp("mail") / "diary.jsonl"
        diary.touch()
        command = [sys.executable, str(Path(__file__).with_name("smtp_server.py")), str(diary), *options]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        running.append(process)
        assert process.stdout is not None
        return RunningServer(int(process.stdout.readline()), diary)

    yield start
    for process in running:
        process.kill()
        process.wait()
        assert process.stdout is not None
        process.stdout.close()


@pytest.fixture(scope="session")
def mail_server(start_mail_server: StartMailServer) -> RunningServer:
    """A mail server that behaves as the address it is given says (see smtp_server.py)."""
    return start_mail_server()


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    """A certificate for hooks.example.org, hooks.slack.com and 127.0.0.1, and a context that trusts it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Griffie proef")])
    names = [x509.DNSName("hooks.example.org"), x509.DNSName("hooks.slack.com"), x509.IPAddress(LOOPBACK)]
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(dt.datetime(2018, 1, 1, tzinfo=dt.UTC))
        .not_valid_after(dt.datetime(2099, 1, 1, tzinfo=dt.UTC))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .sign(key, hashes.SHA256())
    )
    file = tmp_path_factory.mktemp("tls") / "server.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    trusting = ssl.create_default_context(cadata=made.public_bytes(serialization.Encoding.PEM).decode())
    return Certificate(file, trusting)


@pytest.fixture
def hook() -> Iterator[Hook]:
    """A receiver of webhooks and chats that speaks plain HTTP."""
    yield from serving()


@pytest.fixture
def safe_hook(certificate: Certificate) -> Iterator[Hook]:
    """A receiver of webhooks and chats that speaks HTTPS, by the certificate of the tests."""
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(certificate.file)
    yield from serving(tls)
