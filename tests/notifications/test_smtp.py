"""Mail over a real connection to a real server: what each answer means, and that nothing is sent without a 250."""

import logging
import socket
import ssl
from collections.abc import Callable, Iterator
from email import message_from_bytes, policy

import pytest

from notifications.outcomes import GiveUp, Outcome, Sent, TryAgain, Unsure
from notifications.parcels import Parcel
from notifications.transports import servers
from notifications.transports.servers import MailServer
from notifications.transports.smtp import Smtp
from tests.notifications.kit import Certificate, OverSmtp, ParcelMaker, RunningServer, StartMailServer

CANARY = "k4n4rie-w8woord"


@pytest.fixture
def over() -> Iterator[Callable[..., Smtp]]:
    """Makes a transport over a server, and closes it after the test."""
    made: list[Smtp] = []

    def make(server: MailServer, tls: ssl.SSLContext | None = None) -> Smtp:
        made.append(Smtp(server, timeout=1.0, tls=tls))
        return made[-1]

    yield make
    for smtp in made:
        smtp.close()


@pytest.fixture
def smtp(over: OverSmtp, mail_server: RunningServer) -> Smtp:
    """A transport over the server that behaves as the address says."""
    return over(MailServer("smtp", "127.0.0.1", mail_server.port))


def test_a_mail_is_sent_when_the_server_says_so(smtp: Smtp, mail_server: RunningServer, parcel: ParcelMaker) -> None:
    one = parcel("desk@example.org")
    assert smtp.deliver(one) == Sent("250 2.0.0 Aangenomen als X1")
    [mail] = mail_server.received(one.message_id)
    assert (mail.sender, mail.to, mail.raw) == ("commissie@example.org", ("desk@example.org",), one.raw)


def test_a_line_that_starts_with_a_full_stop_arrives_as_it_was(
    smtp: Smtp, mail_server: RunningServer, parcel: ParcelMaker
) -> None:
    one = parcel(text=".\n..\n.einde\n")
    assert isinstance(smtp.deliver(one), Sent)
    [mail] = mail_server.received(one.message_id)
    assert mail.raw == one.raw
    text = message_from_bytes(mail.raw, policy=policy.default).get_body(("plain",))
    assert text.get_content().replace("\r\n", "\n") == ".\n..\n.einde\n"


@pytest.mark.parametrize(
    "case",
    [
        ("busy", TryAgain("451 4.3.2 Even niet"), 0),
        ("gone", GiveUp("550 5.1.1 Onbekend"), 0),
        ("full", TryAgain("452 4.2.2 Vol"), 1),
        ("spam", GiveUp("554 5.7.1 Geweigerd"), 1),
        ("hangup", TryAgain("de mailserver brak af: de verbinding is verbroken"), 0),
        (
            "vanish",
            Unsure("de mailserver nam het bericht aan maar bevestigde het niet: de verbinding is verbroken"),
            1,
        ),
        (
            "slow",
            Unsure("de mailserver nam het bericht aan maar bevestigde het niet: geen antwoord binnen 1 seconden"),
            1,
        ),
        ("garble", Unsure("de mailserver nam het bericht aan maar antwoordde onbegrijpelijk"), 1),
    ],
)
def test_every_answer_but_a_250_leaves_a_mail_unsent(
    smtp: Smtp, mail_server: RunningServer, parcel: ParcelMaker, case: tuple[str, Outcome, int]
) -> None:
    name, outcome, copies = case
    one = parcel(f"{name}@example.org")
    assert smtp.deliver(one) == outcome
    assert len(mail_server.received(one.message_id)) == copies


def test_one_refused_address_does_not_touch_the_others(
    smtp: Smtp, mail_server: RunningServer, parcel: ParcelMaker
) -> None:
    parcels = [parcel(to) for to in ("een@example.org", "gone@example.org", "busy@example.org", "drie@example.org")]
    assert [type(smtp.deliver(one)) for one in parcels] == [Sent, GiveUp, TryAgain, Sent]
    assert [len(mail_server.received(one.message_id)) for one in parcels] == [1, 0, 0, 1]


def test_a_mail_that_perhaps_arrived_comes_again_with_the_same_bytes(
    smtp: Smtp, mail_server: RunningServer, parcel: ParcelMaker
) -> None:
    one = parcel("vanish@example.org")
    assert [type(smtp.deliver(one)) for _ in range(2)] == [Unsure, Unsure]
    assert [mail.raw for mail in mail_server.received(one.message_id)] == [one.raw, one.raw]


def test_a_connection_that_went_stale_is_made_anew(smtp: Smtp, mail_server: RunningServer, parcel: ParcelMaker) -> None:
    first, second = parcel("closing@example.org"), parcel("desk@example.org")
    assert isinstance(smtp.deliver(first), Sent)
    kept = smtp._connection
    assert kept is not None
    kept.sock.settimeout(2)
    assert kept.sock.recv(1, socket.MSG_PEEK) == b""  # the server has hung up
    assert isinstance(smtp.deliver(second), Sent)
    assert len(mail_server.received(second.message_id)) == 1


def test_one_connection_carries_many_mails(smtp: Smtp, parcel: ParcelMaker) -> None:
    assert isinstance(smtp.deliver(parcel()), Sent)
    kept = smtp._connection
    assert [type(smtp.deliver(parcel())) for _ in range(20)] == [Sent] * 20
    assert smtp._connection is kept


def test_a_server_that_sends_us_away_at_the_door_is_tried_again(
    start_mail_server: StartMailServer, over: OverSmtp, parcel: ParcelMaker
) -> None:
    away = start_mail_server("--greeting", "421")
    outcome = over(MailServer("smtp", "127.0.0.1", away.port)).deliver(parcel())
    assert outcome == TryAgain(f"mailserver 127.0.0.1:{away.port} is niet bereikbaar: 421 4.3.2 Gesloten")


def test_a_server_that_is_down_is_asked_once_a_round(over: OverSmtp, parcel: ParcelMaker) -> None:
    with socket.socket() as taken:  # bound and not listening: nobody else gets the port, and nobody answers
        taken.bind(("127.0.0.1", 0))
        smtp = over(MailServer("smtp", "127.0.0.1", taken.getsockname()[1]))
        first = smtp.deliver(parcel())
        assert isinstance(first, TryAgain)
        taken.listen()
        assert smtp.deliver(parcel()) is first


def test_an_address_that_holds_two_is_refused_before_anything_is_said(
    smtp: Smtp, mail_server: RunningServer, parcel: ParcelMaker
) -> None:
    good = parcel()
    bad = Parcel(good.message_id, "mail", "a@example.org,b@example.org", good.raw, on=good.on, at=good.at)
    assert isinstance(smtp.deliver(bad), GiveUp)
    assert mail_server.received(good.message_id) == []


def test_a_mail_goes_over_tls_with_a_login(
    start_mail_server: StartMailServer, over: OverSmtp, certificate: Certificate, parcel: ParcelMaker
) -> None:
    safe = start_mail_server("--tls", str(certificate.file), "--login", CANARY)
    server = MailServer("smtp+starttls", "127.0.0.1", safe.port, "griffie", CANARY)
    one = parcel()
    assert isinstance(over(server, certificate.trusting).deliver(one), Sent)
    assert len(safe.received(one.message_id)) == 1


def test_a_certificate_that_nobody_trusts_ends_the_conversation(
    start_mail_server: StartMailServer, over: OverSmtp, certificate: Certificate, parcel: ParcelMaker
) -> None:
    safe = start_mail_server("--tls", str(certificate.file))
    one = parcel()
    outcome = over(MailServer("smtp+starttls", "127.0.0.1", safe.port)).deliver(one)
    assert isinstance(outcome, TryAgain)
    assert "certificate verify failed" in outcome.reason
    assert safe.received(one.message_id) == []


def test_a_server_without_tls_gets_neither_password_nor_mail(
    mail_server: RunningServer, over: OverSmtp, parcel: ParcelMaker
) -> None:
    one = parcel()
    server = MailServer("smtp+starttls", "127.0.0.1", mail_server.port, "griffie", CANARY)
    outcome = over(server).deliver(one)
    assert isinstance(outcome, TryAgain)
    assert "STARTTLS" in outcome.reason
    assert mail_server.received(one.message_id) == []


def test_the_password_is_nowhere_to_be_read(
    start_mail_server: StartMailServer, over: OverSmtp, parcel: ParcelMaker, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    rude = start_mail_server("--login", "een ander")
    server = servers.mail_server(f"smtp://griffie:{CANARY}@127.0.0.1:{rude.port}")
    smtp = over(server)
    outcome = smtp.deliver(parcel())
    assert isinstance(outcome, TryAgain)
    assert "535" in outcome.reason
    assert "***" in outcome.reason  # the server repeated it; we do not
    shown = f"{outcome!r} {smtp!r} {server!r} {server.name} {vars(smtp)!r} {caplog.text}"
    assert CANARY not in shown


def test_a_login_that_fails_is_not_the_fault_of_the_mail(
    start_mail_server: StartMailServer, over: OverSmtp, parcel: ParcelMaker
) -> None:
    strict = start_mail_server("--login", CANARY)
    outcome = over(MailServer("smtp", "127.0.0.1", strict.port)).deliver(parcel())
    assert isinstance(outcome, TryAgain)
    assert outcome.reason.startswith("530")
