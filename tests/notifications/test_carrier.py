"""The carrier that the settings describe, and what it says about where things go."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifications.carrier import NO_WEBHOOKS, Carrier, carrier_for
from notifications.errors import BadHost, BadServer
from notifications.outcomes import GiveUp, Sent, Written
from notifications.transports.memory import Memory
from notifications.transports.servers import MailServer
from notifications.transports.servers import mail_server as mail_server_of
from tests.notifications.kit import ParcelMaker, RunningServer

CANARY = "k4n4rie"


def test_without_a_mail_server_everything_becomes_a_file(tmp_path: Path, parcel: ParcelMaker) -> None:
    with carrier_for("", tmp_path, "", ()) as carrier:
        outcomes = [carrier.deliver(parcel(to)) for to in ("desk@example.org", "https://hooks.example.org/x")]
        assert (carrier.server, carrier.is_loopback, carrier.stays_here) == ("", False, True)
    assert [type(outcome) for outcome in outcomes] == [Written, Written]
    assert len(list(tmp_path.iterdir())) == 2


def test_the_screen_can_stand_in_for_a_mail_server(
    tmp_path: Path, parcel: ParcelMaker, capsys: pytest.CaptureFixture[str]
) -> None:
    with carrier_for("console:", tmp_path, "", ()) as carrier:
        assert carrier.deliver(parcel()) == Written("scherm")
        assert (carrier.server, carrier.stays_here) == ("", True)
    assert "Aan: desk@example.org" in capsys.readouterr().out


def test_a_mail_server_takes_mail_and_no_webhooks(
    tmp_path: Path, parcel: ParcelMaker, mail_server: RunningServer
) -> None:
    with carrier_for(mail_server.url, tmp_path, "", ()) as carrier:
        assert isinstance(carrier.deliver(parcel()), Sent)
        assert carrier.deliver(parcel("https://hooks.example.org/x")) == GiveUp(NO_WEBHOOKS)
        assert carrier.server == f"127.0.0.1:{mail_server.port}"
        assert carrier.is_loopback
        assert carrier.stays_here


@pytest.mark.parametrize(
    ("smtp_url", "hosts", "loopback", "stays"),
    [
        ("smtp://127.0.0.1:2525", (), True, True),
        ("smtp://localhost:2525", (), True, True),
        ("smtp://[::1]:2525", (), True, True),
        ("smtp://mail.example.org", (), False, False),
        ("smtp://127.0.0.1.example.org", (), False, False),
        ("smtp://127.0.0.1:2525", ("hooks.example.org",), True, False),
        ("smtp://127.0.0.1:2525", ("127.0.0.1:8080",), True, True),
        ("", ("hooks.example.org",), False, False),
    ],
)
def test_a_carrier_knows_whether_anything_can_leave_this_machine(
    tmp_path: Path, smtp_url: str, hosts: tuple[str, ...], loopback: bool, stays: bool
) -> None:
    with carrier_for(smtp_url, tmp_path, "geheim", hosts) as carrier:
        assert (carrier.is_loopback, carrier.stays_here) == (loopback, stays)


def test_each_channel_has_its_own_transport(parcel: ParcelMaker) -> None:
    mail, webhook = Memory(), Memory()
    with Carrier(mail, webhook, server="") as carrier:
        for to in ("desk@example.org", "https://hooks.example.org/x"):
            carrier.deliver(parcel(to))
    assert [[one.to for one in each.parcels] for each in (mail, webhook)] == [
        ["desk@example.org"],
        ["https://hooks.example.org/x"],
    ]


def test_a_list_of_hosts_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadHost):
        carrier_for("", tmp_path, "geheim", ("https://hooks.example.org/pad",))


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://127.0.0.1:2525", MailServer("smtp", "127.0.0.1", 2525)),
        ("smtp://mail.example.org", MailServer("smtp", "mail.example.org", 25)),
        ("smtp://mail.example.org/", MailServer("smtp", "mail.example.org", 25)),
        (" smtps://a:b@mail.example.org ", MailServer("smtps", "mail.example.org", 465, "a", "b")),
        (
            "smtp+starttls://a%40b:c%2Fd@mail.example.org",
            MailServer("smtp+starttls", "mail.example.org", 587, "a@b", "c/d"),
        ),
        ("smtp://[::1]:2525", MailServer("smtp", "::1", 2525)),
    ],
)
def test_a_mail_server_is_read_from_its_address(url: str, server: MailServer) -> None:
    assert mail_server_of(url) == server
    assert mail_server_of(url).password == server.password


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("mail.example.org", "begint niet met smtp://"),
        ("http://mail.example.org", "begint niet met smtp://"),
        ("smtp://", "geen server"),
        (f"smtp://a:{CANARY}@", "geen server"),
        (f"smtp://a:{CANARY}@mail.example.org:99999", "onleesbaar"),
        (f"smtp://a:{CANARY}@mail.example.org:poort", "onleesbaar"),
        (f"smtp://a:{CANARY}@mail.example.org:0", "poort 0"),
        (f"smtp://a:{CANARY}@[::1", "onleesbaar"),
        (f"smtp://a:{CANARY}/@mail.example.org", "onleesbaar"),
        (f"smtp://a:{CANARY}@mail.example.org/pad", "staat nog iets"),
        (f"smtp://a:{CANARY}@mail.example.org?x=1", "staat nog iets"),
        (f"smtp://:{CANARY}@mail.example.org", "horen samen"),
        ("smtp://a@mail.example.org", "horen samen"),
        (f"smtp://a:{CANARY}%0A@mail.example.org", "gewone tekens"),
        (f"smtp://a:{CANARY}%C3%A9@mail.example.org", "gewone tekens"),
        (f"smtp://a:{CANARY}@mail example.org", "geen server"),
    ],
)
def test_an_address_that_cannot_be_read_gives_a_sentence_without_its_password(url: str, problem: str) -> None:
    with pytest.raises(BadServer) as raised:
        mail_server_of(url)
    told = f"{raised.value} {raised.value.facts} {raised.value.__cause__}"
    assert problem in told
    assert "GRIFFIE_SMTP_URL" in told
    assert CANARY not in told


@given(st.text(max_size=40) | st.text(alphabet="smtp:/@%[]?#a1 \r\n", max_size=30).map("smtp://{}".format))
def test_any_text_is_a_server_or_a_sentence(url: str) -> None:
    try:
        server = mail_server_of(url)
    except BadServer:
        return
    assert server.host
    assert 0 < server.port < 65536
    assert not set(server.host) & set(" \r\n\t/")
