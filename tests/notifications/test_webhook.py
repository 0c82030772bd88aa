"""Webhooks to a real server: signed, checked, and never further than was meant."""

import json
import ssl
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifications.errors import BadHost
from notifications.hook import compose_hook, is_ours, sign
from notifications.outcomes import GiveUp, Outcome, Sent, TryAgain, Unsure
from notifications.parcels import Parcel
from notifications.render import Rendered
from notifications.transports.webhook import Webhook, allow_list
from tests.notifications.kit import Certificate, OverWeb, ParcelMaker
from tests.notifications.web_server import Hook

SECRET = "k4n4rie-geheim"  # noqa: S105 - so that it can be looked for
_AT = datetime(2018, 6, 11, 9, 0, tzinfo=UTC)
_NO_TLS = ssl.create_default_context()


@pytest.fixture
def over() -> Iterator[Callable[..., Webhook]]:
    """Makes a webhook transport for a list of hosts, and closes it after the test."""
    made: list[Webhook] = []

    def make(*hosts: str, **options: object) -> Webhook:
        made.append(Webhook(SECRET, hosts, **{"tls": _NO_TLS} | options))
        return made[-1]

    yield make
    for webhook in made:
        webhook.close()


def test_a_webhook_is_signed_so_that_its_receiver_can_tell(hook: Hook, over: OverWeb, parcel: ParcelMaker) -> None:
    one = parcel(f"http://127.0.0.1:{hook.port}/200")
    assert over(f"127.0.0.1:{hook.port}").deliver(one) == Sent("200 OK")
    [(_, headers, body)] = hook.got
    assert body == one.raw
    assert headers["Griffie-Id"] == one.message_id
    assert int(headers["Griffie-Timestamp"]) == int(one.at.timestamp())
    assert is_ours(SECRET, int(headers["Griffie-Timestamp"]), body, headers["Griffie-Signature"])


@pytest.mark.parametrize(
    ("path", "outcome"),
    [
        ("204", Sent("204 No Content")),
        ("302", GiveUp("302 Found (een doorverwijzing wordt niet gevolgd)")),
        ("307", GiveUp("307 Temporary Redirect (een doorverwijzing wordt niet gevolgd)")),
        ("404", GiveUp("404 Not Found")),
        ("429", TryAgain("429 Too Many Requests")),
        ("500", TryAgain("500 Internal Server Error")),
        ("503", TryAgain("503 Service Unavailable", after=timedelta(seconds=120))),
    ],
)
def test_only_a_status_in_the_two_hundreds_is_acceptance(
    hook: Hook, over: OverWeb, parcel: ParcelMaker, path: str, outcome: Outcome
) -> None:
    assert over(f"127.0.0.1:{hook.port}").deliver(parcel(f"http://127.0.0.1:{hook.port}/{path}")) == outcome
    assert len(hook.got) == 1  # no redirect was followed, nothing was repeated


def test_a_receiver_that_breaks_off_may_have_got_it(hook: Hook, over: OverWeb, parcel: ParcelMaker) -> None:
    got = over(f"127.0.0.1:{hook.port}").deliver(parcel(f"http://127.0.0.1:{hook.port}/vanish"))
    assert isinstance(got, Unsure)
    assert len(hook.got) == 1


def test_a_receiver_that_hangs_costs_no_more_than_our_patience(hook: Hook, over: OverWeb, parcel: ParcelMaker) -> None:
    began = time.monotonic()
    got = over(f"127.0.0.1:{hook.port}", timeout=0.3).deliver(parcel(f"http://127.0.0.1:{hook.port}/hang"))
    assert isinstance(got, Unsure)
    assert time.monotonic() - began < 3


def test_an_endless_answer_is_read_no_further_than_a_page(hook: Hook, over: OverWeb, parcel: ParcelMaker) -> None:
    got = over(f"127.0.0.1:{hook.port}").deliver(parcel(f"http://127.0.0.1:{hook.port}/400"))
    assert isinstance(got, GiveUp)
    assert len(got.reason) < 300


def test_a_receiver_that_is_down_is_tried_again(hook: Hook, over: OverWeb, parcel: ParcelMaker) -> None:
    webhook = over("127.0.0.1:1")
    assert isinstance(webhook.deliver(parcel("http://127.0.0.1:1/")), TryAgain)


def test_the_name_is_checked_against_the_certificate_though_the_number_is_called(
    safe_hook: Hook, over: OverWeb, certificate: Certificate, parcel: ParcelMaker
) -> None:
    entry = f"hooks.example.org:{safe_hook.port}"
    webhook = over(entry, tls=certificate.trusting, resolver=lambda *_: ["127.0.0.1"])
    assert webhook.deliver(parcel(f"https://{entry}/200")) == Sent("200 OK")
    assert safe_hook.got[0][1]["Host"] == entry
    other = f"anders.example.org:{safe_hook.port}"
    webhook = over(other, tls=certificate.trusting, resolver=lambda *_: ["127.0.0.1"])
    got = webhook.deliver(parcel(f"https://{other}/200"))
    assert isinstance(got, TryAgain)
    assert len(safe_hook.got) == 1


INWARD = [
    "127.0.0.1",
    "127.1.2.3",
    "0.0.0.0",  # noqa: S104 - a number to refuse
    "10.0.0.1",
    "172.16.5.4",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "192.0.2.1",
    "224.0.0.1",
    "255.255.255.255",
    "::1",
    "::",
    "fe80::1",
    "fe80::1%eth0",
    "fc00::1",
    "fd12::1",
    "fec0::1",
    "ff02::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "64:ff9b::7f00:1",
    "2002:7f00:1::",
    "2002:a00:1::",
    "2001:0:a:b:c:d:80ff:fffe",
    "2001:db8::1",
]


@pytest.mark.parametrize("number", INWARD)
def test_a_listed_name_that_turns_inward_is_not_called(over: OverWeb, parcel: ParcelMaker, number: str) -> None:
    webhook = over("hooks.example.org", resolver=lambda *_: ["93.184.215.14", number])
    got = webhook.deliver(parcel("https://hooks.example.org/x"))
    assert isinstance(got, GiveUp)
    assert "intern adres" in got.reason


@pytest.mark.parametrize(
    "address",
    [
        "https://127.0.0.1/",
        "https://127.0.0.1:8443/",
        "https://localhost/",
        "https://[::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://2130706433/",
        "https://0x7f000001/",
        "https://0177.0.0.1/",
        "https://127.1/",
        "https://169.254.169.254/latest/meta-data/",
        "https://evil.example/hooks.example.org",
        "https://hooks.example.org.evil.example/",
        "https://evil.example#hooks.example.org",
        "https://evil.example?hooks.example.org",
        "https://hooks.example.org:80@evil.example/",
        "https://hooks.example.org@evil.example/",
        "http://hooks.example.org/",
        "http://10.0.0.1/",
        "https://hooks.example.org\\@evil.example/",
        "https:///hooks.example.org",
        "https://hooks.example.org\r\nX-Evil: 1/",
        "https://ⓗooks.example.org/",
        "https://",
        "http://",
    ],
)
def test_what_is_not_listed_is_never_called(hook: Hook, over: OverWeb, parcel: ParcelMaker, address: str) -> None:
    webhook = over("hooks.example.org", resolver=lambda *_: ["127.0.0.1"])
    got = webhook.deliver(parcel(address))
    assert isinstance(got, GiveUp)
    assert SECRET not in got.reason


_ASKED: list[str] = []
_LISTENING = Webhook(SECRET, ["hooks.example.org"], tls=_NO_TLS, resolver=lambda host, _: _ASKED.append(host) or [])


@given(st.text(max_size=40) | st.text(alphabet="hoks.exampl@:/#?[]%\\", max_size=40).map("hooks.example.org{}".format))
def test_no_address_brings_a_call_outside_the_list(text: str) -> None:
    one = Parcel("a@b", "webhook", f"https://{text}", b"{}", on=date(2018, 6, 11), at=_AT)
    assert isinstance(_LISTENING.deliver(one), GiveUp | TryAgain)
    assert set(_ASKED) <= {"hooks.example.org"}


def test_plain_http_goes_to_a_listed_port_on_loopback_only(over: OverWeb, parcel: ParcelMaker) -> None:
    webhook = over("hooks.example.org:8080", resolver=lambda *_: ["93.184.215.14"])
    assert webhook.deliver(parcel("http://hooks.example.org:8080/")) == GiveUp("een webhook gaat alleen over https")


@pytest.mark.parametrize(
    "host", ["", "https://a.example", "a.example/pad", "a b", "*.example.org", "u@a.example", ":80"]
)
def test_a_list_of_hosts_holds_hosts_only(host: str) -> None:
    if host:
        with pytest.raises(BadHost) as raised:
            allow_list([host])
        assert host in str(raised.value)
    else:
        assert allow_list([host]).entries == frozenset()


@pytest.mark.parametrize(
    ("entry", "kept"),
    [
        ("Hooks.Example.org", ("hooks.example.org", None)),
        ("hooks.example.org:443", ("hooks.example.org", 443)),
        ("hooks.example.org:8443", ("hooks.example.org", 8443)),
        ("[::1]", ("::1", None)),
        ("[::1]:8443", ("::1", 8443)),
        ("bücher.example", ("xn--bcher-kva.example", None)),
    ],
)
def test_a_host_is_listed_with_or_without_its_port(entry: str, kept: tuple[str, int | None]) -> None:
    assert allow_list([entry]).entries == {kept}


def test_only_hosts_on_this_machine_stay_here(over: OverWeb) -> None:
    assert over("127.0.0.1:8080", "[::1]:8080", "localhost").stays_here
    assert not over("127.0.0.1:8080", "hooks.example.org").stays_here


def test_the_secret_is_not_shown(over: OverWeb) -> None:
    webhook = over("hooks.example.org")
    assert SECRET not in repr(webhook)
    assert "hooks.example.org" in repr(webhook)


def test_a_signature_holds_for_one_second_and_one_body() -> None:
    signature = sign(SECRET, 1528707600, b"{}")
    assert is_ours(SECRET, 1528707600, b"{}", signature)
    assert not is_ours(SECRET, 1528707601, b"{}", signature)
    assert not is_ours(SECRET, 1528707600, b"{} ", signature)
    assert not is_ours("ander", 1528707600, b"{}", signature)
    assert not is_ours(SECRET, 1528707600, b"{}", "v1=é")


def test_the_same_notice_makes_the_same_json() -> None:
    rendered = Rendered("[EK-2018-001] Verzoek", "Geachte collega,\n", "<p>Geachte collega,</p>")
    made = [compose_hook(rendered, message_id="a@b", date=_AT, cases=("EK-2018-001",)) for _ in range(2)]
    assert made[0] == made[1]
    assert json.loads(made[0]) == {
        "id": "a@b",
        "at": "2018-06-11T11:00:00+02:00",
        "cases": ["EK-2018-001"],
        "subject": "[EK-2018-001] Verzoek",
        "text": "Geachte collega,\n",
    }
