"""Chats by name, and notices that a chat shows and does not obey."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifications.chats import LONGEST, MATTERMOST, SHORTENED, SLACK, TEAMS, chat_text, chats
from notifications.errors import BadChat

CANARY = "k4n4rie"
TEAMS_OWN = (
    "https://prod-17.westeurope.logic.azure.com:443/workflows/w1/triggers/manual/paths/invoke"
    "?api-version=2016-06-01&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=s1"
)


def test_a_chat_is_known_by_its_name_and_shows_no_token() -> None:
    found = chats(f" desk = mmosts://chat.example.org/{CANARY} , griffie=workflows://flow.example.org/{CANARY}/s,")
    assert {name: one.service for name, one in found.items()} == {"desk": MATTERMOST, "griffie": TEAMS}
    assert CANARY not in repr(found)
    assert CANARY in found["desk"].url


@pytest.mark.parametrize(
    ("url", "service"),
    [
        ("mmost://127.0.0.1:8065/token", MATTERMOST),
        ("mmosts://griffie@chat.example.org/onder/token?to=%23desk", MATTERMOST),
        ("slack://T1/A1/token", SLACK),
        ("https://hooks.slack.com/services/T1/A1/token", SLACK),
        ("workflow://flow.example.org/w/s", TEAMS),
        ("workflows://flow.example.org:443/w/s?pa=yes&route=12", TEAMS),
        (TEAMS_OWN, TEAMS),
    ],
)
def test_each_service_is_told_by_its_address(url: str, service: str) -> None:
    assert chats(f"desk={url}")["desk"].service == service


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        (f"mmosts://chat.example.org/{CANARY}", "de naam"),
        (f"=mmosts://chat.example.org/{CANARY}", "de naam"),
        (f"Desk Een=mmosts://chat.example.org/{CANARY}", "de naam"),
        (f"desk=mmosts://a.example.org/{CANARY},desk=mmosts://b.example.org/{CANARY}", "dubbel"),
        (f"desk=ftp://chat.example.org/{CANARY}", "begint niet"),
        (f"desk=https://chat.example.org/{CANARY}", "begint niet"),
        (f"desk=http://hooks.slack.com/services/T1/A1/{CANARY}", "begint niet"),
        (f"desk=msteams://team/{CANARY}", "begint niet"),
        (f"desk={CANARY}", "begint niet"),
        (f"desk=mmosts:///{CANARY}", "geen server"),
        (f"desk=mmosts://chat.example.org/a {CANARY}", "geen server"),
        (f"desk=mmosts://[::1/{CANARY}", "onleesbaar"),
        (f"desk=mmosts://chat.example.org:poort/{CANARY}", "onleesbaar"),
        (f"desk=mmosts://chat.example.org/{CANARY}?template=file:///etc/passwd", "vraagteken"),
        (f"desk=mmosts://chat.example.org/{CANARY}?icon_url=http://127.0.0.1/", "vraagteken"),
        (f"desk=mmosts://chat.example.org/{CANARY}?redirect=yes", "vraagteken"),
        (f"desk=mmosts://chat.example.org/{CANARY}?verify=no", "vraagteken"),
        (f"desk=mmosts://chat.example.org/{CANARY}?mode=bot", "vraagteken"),
        (f"desk=workflows://flow.example.org/w/{CANARY}?:naam=waarde", "vraagteken"),
        (f"desk=mmosts://chat.example.org/{CANARY}#deel", "vraagteken"),
    ],
)
def test_a_chat_that_cannot_be_used_gives_a_sentence_without_its_token(written: str, problem: str) -> None:
    with pytest.raises(BadChat) as raised:
        chats(written)
    told = f"{raised.value} {raised.value.facts} {raised.value.__cause__}"
    assert problem in told
    assert "GRIFFIE_CHAT_URLS" in told
    assert CANARY not in told


@given(st.text(max_size=60) | st.text(alphabet="abs=:/@?#,%[]. -", max_size=40).map("desk=mmosts://{}".format))
def test_any_setting_is_chats_or_a_sentence(written: str) -> None:
    try:
        found = chats(written)
    except BadChat:
        return
    assert all(re.fullmatch(r"[a-z0-9-]+", name) for name in found)


CALLS = ["@channel", "@here", "@all", "@EVERYONE", "<!everyone>", "<!channel|allen>", "<@U123>", "<at>Jan</at>"]
LINKS = [
    "https://boos.example.org",
    "<https://boos.example.org|klik>",
    "http://boos.example.org",
    "www.boos.example.org",
]
MARKUP = [
    "[klik](https://boos.example.org)",
    "![](x.png)",
    "**vet** _schuin_ `code` ~~weg~~ | a | b |",
    "# kop",
    "> op",
]


@pytest.mark.parametrize("service", [TEAMS, SLACK, MATTERMOST])
@pytest.mark.parametrize("call", [*CALLS, *LINKS])
def test_nobody_is_called_and_no_link_is_made(service: str, call: str) -> None:
    told = chat_text(service, f"[EK-2018-001] {call}", f"Over {call}\n{call} en meer")
    assert call not in told
    assert not re.search(r"@\w|<[!@ah/]|://\w|www\.\w", told, re.IGNORECASE)


@pytest.mark.parametrize("service", [TEAMS, MATTERMOST])
@pytest.mark.parametrize("marked", MARKUP)
def test_no_markup_is_obeyed(service: str, marked: str) -> None:
    told = chat_text(service, marked, f"{marked}\n{marked} en meer")
    assert not re.search(r"(?<!\\)(?:\\\\)*[`*_\[\]~|]|^[#>]", told, re.MULTILINE)


@given(
    st.sampled_from([TEAMS, SLACK, MATTERMOST]), st.text(alphabet="@<>!&[]()*_`~|#\\:/w.\nachnelrtvoyi ", max_size=80)
)
def test_no_text_at_all_calls_anybody(service: str, text: str) -> None:
    told = chat_text(service, text, text)
    assert not re.search(r"@\w|<!|<a|<@|://\w", told)
    assert service != SLACK or not re.search(r"[<>]|&(?!amp;|lt;|gt;)", told)


def test_what_is_read_is_what_was_written() -> None:
    told = chat_text(MATTERMOST, "[EK-2018-001] Verzoek", "Antwoord uiterlijk donderdag 14 juni 2018.\n")
    assert told == "\\[EK-2018-001\\] Verzoek\n\nAntwoord uiterlijk donderdag 14 juni 2018."
    assert chat_text(SLACK, "A & B", "1 < 2").replace("\N{ZERO WIDTH SPACE}", "") == "A &amp; B\n\n1 &lt; 2"


@pytest.mark.parametrize("service", [TEAMS, SLACK, MATTERMOST])
def test_a_long_notice_is_shortened_and_says_so(service: str) -> None:
    told = chat_text(service, "Openstaande verzoeken", "[" * 5 * LONGEST)
    assert len(told) <= 2 * LONGEST + 200
    assert SHORTENED[:12] in told
