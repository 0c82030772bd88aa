"""Messages to chats of all three services, over a real connection to a server on loopback."""

import json
import logging
import ssl
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from notifications.carrier import NO_CHATS, carrier_for
from notifications.chats import chats
from notifications.hook import compose_hook
from notifications.outcomes import GiveUp, Outcome, Sent, TryAgain, Unsure, Written
from notifications.parcels import Parcel, channel_of
from notifications.render import Rendered
from notifications.transports.chat import Chat
from tests.notifications.conftest import AT
from tests.notifications.kit import Certificate
from tests.notifications.web_server import Hook

TOKEN = "k4n4rietoken9"  # noqa: S105 - so that it can be looked for
SUBJECT, TEXT = "[EK-2018-001] Verzoek @channel", "Antwoord uiterlijk <!everyone>.\nTweede <at>regel</at>.\n"
ID = "reminder.20180611.17.1@proef.griffie"
PARCEL = Parcel(
    ID, "chat", "chat:desk", compose_hook(Rendered(SUBJECT, TEXT, ""), message_id=ID, date=AT), AT.date(), AT
)

MakeChat = Callable[..., Chat]


class OtherPort(httpx.HTTPTransport):
    """Takes what goes to the usual port to another one: Slack's address has no port to choose."""

    def __init__(self, port: int, tls: ssl.SSLContext) -> None:
        """Take the port, and whom to trust."""
        super().__init__(verify=tls)
        self._port = port

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Return the answer of the server on the other port."""
        request.url = request.url.copy_with(port=self._port)
        return super().handle_request(request)


@pytest.fixture
def chat() -> Iterator[MakeChat]:
    """Makes a transport for one chat, and closes it after the test."""
    made: list[Chat] = []

    def make(url: str, *hosts: str, **options: object) -> Chat:
        made.append(Chat(chats(f"desk={url}"), hosts, **options))  # type: ignore[arg-type]
        return made[-1]

    yield make
    for one in made:
        one.close()


def over_mattermost(hook: Hook, chat: MakeChat, path: str = TOKEN, **options: object) -> Chat:
    return chat(f"mmost://127.0.0.1:{hook.port}/{path}", f"127.0.0.1:{hook.port}", **options)


def test_mattermost_takes_a_message(hook: Hook, chat: MakeChat) -> None:
    hook.status = 200
    assert over_mattermost(hook, chat).deliver(PARCEL) == Sent("200")
    [(path, headers, body)] = hook.got
    said = json.loads(body)
    assert path == f"/hooks/{TOKEN}"
    assert headers["Content-Type"].startswith("application/json")
    assert set(said) == {"text", "username"}
    assert said["username"] == "Griffie"
    assert "EK-2018-001" in said["text"]
    assert "@channel" not in said["text"]


def test_a_mattermost_message_may_name_its_channel_and_its_sender(hook: Hook, chat: MakeChat) -> None:
    hook.status = 200
    url = f"mmost://Commissie@127.0.0.1:{hook.port}/onder/{TOKEN}?to=%23desk"
    assert chat(url, f"127.0.0.1:{hook.port}").deliver(PARCEL) == Sent("200")
    [(path, _, body)] = hook.got
    assert path == f"/onder/hooks/{TOKEN}"
    assert {name: json.loads(body)[name] for name in ("channel", "username")} == {
        "channel": "desk",
        "username": "Commissie",
    }


@pytest.mark.parametrize(
    "url",
    [
        "workflows://127.0.0.1:{port}/w1/{token}",
        "https://127.0.0.1:{port}/workflows/w1/triggers/manual/paths/invoke?api-version=2016-06-01&sv=1.0&sig={token}",
    ],
)
def test_teams_takes_a_message(safe_hook: Hook, chat: MakeChat, certificate: Certificate, url: str) -> None:
    safe_hook.status = 202
    made = chat(url.format(port=safe_hook.port, token=TOKEN), f"127.0.0.1:{safe_hook.port}", tls=certificate.trusting)
    assert made.deliver(PARCEL) == Sent("202")
    [(path, _, body)] = safe_hook.got
    asked = httpx.URL(path)
    card = json.loads(body)["attachments"][0]["content"]
    assert asked.path == "/workflows/w1/triggers/manual/paths/invoke"
    assert asked.params["sig"] == TOKEN
    assert [part["type"] for part in card["body"]] == ["TextBlock"]
    assert "entities" not in card["msteams"], "nobody is mentioned"
    assert "EK-2018-001" in card["body"][0]["text"]


@pytest.mark.parametrize(
    "url", [f"slack://T1JJ3T3L2/A1BRTD4JD/{TOKEN}", f"https://hooks.slack.com/services/T1JJ3T3L2/A1BRTD4JD/{TOKEN}"]
)
def test_slack_takes_a_message(safe_hook: Hook, chat: MakeChat, certificate: Certificate, url: str) -> None:
    safe_hook.status = 200
    made = chat(url, "hooks.slack.com:443", resolver=lambda *_: ["127.0.0.1"])
    made._wire._client = httpx.Client(transport=OtherPort(safe_hook.port, certificate.trusting), trust_env=False)
    assert made.deliver(PARCEL) == Sent("200")
    [(path, headers, body)] = safe_hook.got
    said = json.loads(body)
    assert path == f"/services/T1JJ3T3L2/A1BRTD4JD/{TOKEN}"
    assert headers["Host"] == "hooks.slack.com"
    assert said["mrkdwn"] is False
    assert set(said["attachments"][0]) == {"title", "text", "color"}, "no clock, no picture"
    assert "&lt;" in said["attachments"][0]["text"]
    assert "<" not in said["attachments"][0]["text"]


def test_every_try_sends_the_same_bytes(hook: Hook, chat: MakeChat) -> None:
    hook.status = 503
    made = over_mattermost(hook, chat)
    assert [type(made.deliver(PARCEL)) for _ in range(2)] == [TryAgain, TryAgain]
    hook.status = 200
    assert made.deliver(PARCEL) == Sent("200")
    assert len({body for _, _, body in hook.got}) == 1


@pytest.mark.parametrize(
    ("status", "outcome"),
    [(201, Sent), (400, GiveUp), (401, GiveUp), (404, GiveUp), (429, TryAgain), (500, TryAgain), (503, TryAgain)],
)
def test_only_acceptance_is_sent(hook: Hook, chat: MakeChat, status: int, outcome: type[Outcome]) -> None:
    hook.status = status
    assert type(over_mattermost(hook, chat).deliver(PARCEL)) is outcome


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_no_redirect_is_followed(hook: Hook, chat: MakeChat, status: int) -> None:
    hook.status = status
    told = over_mattermost(hook, chat).deliver(PARCEL)
    assert told == GiveUp(f"{status} (een doorverwijzing wordt niet gevolgd)")
    assert len(hook.got) == 1


@pytest.mark.parametrize(("path", "outcome"), [("hang", Unsure), ("vanish", Unsure)])
def test_what_was_handed_over_and_not_confirmed_is_unsure(
    hook: Hook, chat: MakeChat, path: str, outcome: type[Outcome]
) -> None:
    started = time.monotonic()
    assert type(over_mattermost(hook, chat, path, timeout=0.3).deliver(PARCEL)) is outcome
    assert time.monotonic() - started < 10


def test_a_chat_that_does_not_listen_is_tried_again(hook: Hook, chat: MakeChat) -> None:
    told = chat("mmost://127.0.0.1:9/token", "127.0.0.1:9").deliver(PARCEL)
    assert isinstance(told, TryAgain)
    assert "de chat is niet bereikbaar" in told.reason


@pytest.mark.parametrize(
    ("url", "hosts", "resolved"),
    [
        ("mmosts://chat.example.org/{token}", (), "192.0.2.1"),
        ("mmosts://chat.example.org/{token}", ("chat.example.org",), "127.0.0.1"),
        ("mmosts://chat.example.org/{token}", ("chat.example.org",), "169.254.169.254"),
        ("mmosts://chat.example.org/{token}", ("chat.example.org",), "::ffff:10.0.0.1"),
        ("mmosts://2130706433/{token}", ("chat.example.org",), "127.0.0.1"),
        ("mmosts://[::ffff:127.0.0.1]/{token}", ("127.0.0.1",), "127.0.0.1"),
        ("mmosts://chat.example.org.boos.example/{token}", ("chat.example.org",), "192.0.2.1"),
        ("mmost://chat.example.org/{token}", ("chat.example.org",), "93.184.216.34"),
        ("slack://T1JJ3T3L2/A1BRTD4JD/{token}", ("chat.example.org",), "93.184.216.34"),
        ("workflows://flow.example.org/w1/{token}", ("hooks.slack.com",), "93.184.216.34"),
    ],
)
def test_nothing_goes_to_a_host_that_is_not_listed_or_lies_within(
    hook: Hook, chat: MakeChat, url: str, hosts: tuple[str, ...], resolved: str
) -> None:
    told = chat(url.format(token=TOKEN), *hosts, resolver=lambda *_: [resolved]).deliver(PARCEL)
    assert isinstance(told, GiveUp)
    assert TOKEN not in told.reason
    assert hook.got == []


@pytest.mark.parametrize(
    "url",
    [
        f"slack://T1/{TOKEN}",
        f"slack://T1JJ3T3L2/A1BRTD4JD/{TOKEN}?to=een,twee".replace(",", "%2C"),
        f"workflows://flow.example.org/w1%21/{TOKEN}",
        "workflows://flow.example.org/",
        f"https://flow.example.org/workflows/{TOKEN}",
        "mmosts://chat.example.org",
        f"slack://xoxb-1234-1234-{TOKEN}/%23desk",
    ],
)
def test_an_address_of_which_apprise_makes_no_single_request_is_given_up_without_its_token(
    chat: MakeChat, url: str, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    told = chat(url, "hooks.slack.com", "chat.example.org", "flow.example.org").deliver(PARCEL)
    assert isinstance(told, GiveUp)
    assert "GRIFFIE_CHAT_URLS" in told.reason
    assert TOKEN not in f"{told} {caplog.text} {capfd.readouterr()}"


def test_no_log_and_no_outcome_bears_the_token(hook: Hook, chat: MakeChat, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    made = over_mattermost(hook, chat)
    for hook.status in (200, 302, 404, 500):
        assert TOKEN not in repr(made.deliver(PARCEL))
    assert TOKEN not in caplog.text
    assert TOKEN not in repr(made)


def test_an_unknown_chat_is_named_by_its_name(hook: Hook, chat: MakeChat) -> None:
    made = over_mattermost(hook, chat)
    told = made.deliver(Parcel("x@y", "chat", "chat:ander", PARCEL.raw, AT.date(), AT))
    assert isinstance(told, GiveUp)
    assert "chat ander" in told.reason
    assert hook.got == []


def test_the_carrier_takes_chats_by_their_channel(hook: Hook, tmp_path: Path) -> None:
    hook.status = 200
    urls, hosts = f"desk=mmost://127.0.0.1:{hook.port}/{TOKEN}", (f"127.0.0.1:{hook.port}",)
    assert channel_of("chat:desk") == "chat"
    with carrier_for("", tmp_path, "", (), chat_urls=urls, chat_hosts=hosts) as carrier:
        assert carrier.deliver(PARCEL) == Sent("200")
        assert carrier.stays_here
    with carrier_for("", tmp_path, "", (), chat_urls=urls, chat_hosts=("chat.example.org",)) as carrier:
        assert not carrier.stays_here
    with carrier_for("", tmp_path, "", ()) as carrier:
        assert isinstance(carrier.deliver(PARCEL), Written)
    with carrier_for("smtp://127.0.0.1:9", tmp_path, "", (), chat_urls=urls) as carrier:
        assert carrier.deliver(PARCEL) == GiveUp(NO_CHATS)


def test_apprise_is_loaded_with_the_first_message_and_not_before(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from notifications.carrier import carrier_for\n"
        "chats = {'chat_urls': 'a=mmosts://chat.example.org/t', 'chat_hosts': ['chat.example.org']}\n"
        f"carrier_for('', Path({str(tmp_path)!r}), '', (), **chats)\n"
        "assert 'notifications.transports.chat' in sys.modules; assert 'apprise' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
