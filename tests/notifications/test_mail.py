"""A mail as bytes: the same each time, one address per field, and no text that breaks out of its header."""

from datetime import UTC, date, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from email.utils import parsedate_to_datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifications.errors import BadAddress, BadHeader
from notifications.mail import compose_mail, message_id_for, sender_of, single_address, thread_of
from notifications.render import Rendered

RENDERED = Rendered(
    "[EK-2018-001] Verzoek: één onderwerp", "Geachte collega,\n", '<html lang="nl"><p>Geachte</p></html>\n'
)
WHOLE: dict[str, Any] = {
    "sender": "commissie@example.org",
    "sender_name": "Griffie Financiën",
    "to": "desk@example.org",
    "message_id": "reminder.20180611.17.1@proef.griffie",
    "date": datetime(2018, 6, 11, 9, 0, 0, 999, tzinfo=UTC),
    "in_reply_to": "reminder.20180608.17.1@proef.griffie",
    "references": ("zaak.EK-2018-001@proef.griffie", "reminder.20180608.17.1@proef.griffie"),
    "reply_to": "griffie@example.org",
}
HEADERS = [
    "From",
    "To",
    "Reply-To",
    "Subject",
    "Date",
    "Message-ID",
    "In-Reply-To",
    "References",
    "Auto-Submitted",
    "X-Auto-Response-Suppress",
    "MIME-Version",
    "Content-Type",
    "Content-Language",
]


def composed(rendered: Rendered = RENDERED, **other: Any) -> bytes:
    return compose_mail(rendered, **(WHOLE | other))


def read(raw: bytes) -> EmailMessage:
    mail = message_from_bytes(raw, policy=default)
    assert isinstance(mail, EmailMessage)
    return mail


def said(part: EmailMessage) -> str:
    """Return the text of a part, its lines as they were before they went into a mail."""
    return str(part.get_content()).replace("\r\n", "\n")


def test_a_mail_holds_what_a_reader_and_a_machine_need() -> None:
    mail = read(composed())
    assert mail.keys() == HEADERS
    assert mail["From"].addresses[0].display_name == "Griffie Financiën"
    assert mail["From"].addresses[0].addr_spec == "commissie@example.org"
    assert str(mail["To"]) == "desk@example.org"
    assert str(mail["Reply-To"]) == "griffie@example.org"
    assert str(mail["Subject"]) == "[EK-2018-001] Verzoek: één onderwerp"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["X-Auto-Response-Suppress"] == "All"
    assert mail.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]
    assert [said(part) for part in mail.iter_parts()] == [RENDERED.text, RENDERED.html]


def test_a_mail_hangs_in_the_thread_of_its_case() -> None:
    raw = composed()
    assert b"\r\nMessage-ID: <reminder.20180611.17.1@proef.griffie>\r\n" in raw
    assert b"\r\nIn-Reply-To: <reminder.20180608.17.1@proef.griffie>\r\n" in raw
    references = read(raw)["References"].split()
    assert references == ["<zaak.EK-2018-001@proef.griffie>", "<reminder.20180608.17.1@proef.griffie>"]


@pytest.mark.parametrize(
    ("instant", "written"),
    [
        (datetime(2018, 6, 11, 9, 0, tzinfo=UTC), "Mon, 11 Jun 2018 11:00:00 +0200"),
        (datetime(2018, 12, 10, 10, 0, tzinfo=UTC), "Mon, 10 Dec 2018 11:00:00 +0100"),
        (datetime(2018, 6, 14, 22, 30, tzinfo=UTC), "Fri, 15 Jun 2018 00:30:00 +0200"),
    ],
)
def test_a_mail_is_dated_in_dutch_time(instant: datetime, written: str) -> None:
    mail = message_from_bytes(composed(date=instant))
    assert mail["Date"] == written
    assert parsedate_to_datetime(mail["Date"]) == instant


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(BadHeader):
        composed(date=datetime(2018, 6, 11, 9, 0))  # noqa: DTZ001 - that is the point


def test_the_same_input_gives_the_same_bytes() -> None:
    assert composed() == composed()
    assert composed() != composed(message_id="reminder.20180611.17.2@proef.griffie")


def test_a_mail_is_plain_ascii_with_lines_of_at_most_78() -> None:
    long = Rendered("Verzoek over één onderwerp: " + "woord " * 15, "ë" * 4000 + "\n", "<p>" + "ë " * 4000 + "</p>\n")
    raw = composed(long)
    assert raw.isascii()
    assert max(len(line) for line in raw.split(b"\r\n")) <= 78
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert said(read(raw).get_body(("plain",))) == long.text


def test_who_sends_is_read_back_from_the_bytes() -> None:
    assert sender_of(composed()) == "commissie@example.org"
    with pytest.raises(BadAddress):
        sender_of(b"To: a@b\r\n\r\n")


@pytest.mark.parametrize(
    "address",
    [
        "a@example.org,b@example.org",
        "a@example.org, b@example.org",
        "a@example.org;b@example.org",
        "a@example.org b@example.org",
        "Naam <a@example.org>",
        "<a@example.org>",
        "a@example.org (b)",
        '"a b"@example.org',
        "groep: a@example.org;",
        "a@example.org\r\nBcc: b@example.org",
        "a@example.org\n",
        "a@example.org\x00",
        "a@example.org\u2028",
        "a\x0b@example.org",
        "a@@example.org",
        "a@b@example.org",
        "a..b@example.org",
        "@example.org",
        "a@",
        "a",
        "",
        "a@-example.org",
        "a@example.org.",
        "a@[127.0.0.1]",
        "é@example.org",
        "a@exämple.org",
        "a" * 250 + "@b.nl",
    ],
)
@pytest.mark.parametrize("field", ["sender", "to", "reply_to"])
def test_an_address_field_holds_one_plain_address(field: str, address: str) -> None:
    if field == "reply_to" and not address:
        assert "Reply-To" not in read(composed(reply_to=address))
        return
    with pytest.raises(BadAddress):
        composed(**{field: address})


@given(st.text(max_size=40) | st.text(alphabet='a@.,;<>()" \r\n\x00:b', max_size=20))
def test_what_passes_as_an_address_is_one_recipient(text: str) -> None:
    try:
        address = single_address("To", text)
    except BadAddress:
        return
    mail = read(composed(to=address))
    assert [each.addr_spec for each in mail["To"].addresses] == [text]


BREAKING = st.text(
    st.sampled_from('ab =?_:,;<>@()"\\é€\r\n\x00\x0b\x0c\x1c\x85\u2028\u2029\ud800') | st.characters(), max_size=60
) | st.sampled_from(
    [
        "a\r\nBcc: b@example.org",
        "=?utf-8?q?a=0D=0ABcc=3A_b=40example=2Eorg?=",
        "=?utf-8?b?YQpCY2M6IGI=?=",
        "a, b@example.org",
        '"x" <b@example.org>',
        "a\x00b",
    ]
)


@given(subject=BREAKING, name=BREAKING)
def test_no_text_adds_a_header_or_a_recipient(subject: str, name: str) -> None:
    try:
        raw = composed(Rendered(subject, "tekst\n", "<p>tekst</p>\n"), sender_name=name)
    except BadHeader:
        return
    mail = read(raw)
    assert mail.keys() == HEADERS
    assert len(mail["From"].addresses) == 1
    assert mail["From"].addresses[0].addr_spec == "commissie@example.org"
    assert [each.addr_spec for each in mail["To"].addresses] == ["desk@example.org"]
    assert said(mail.get_body(("plain",))) == "tekst\n"


@pytest.mark.parametrize("bad", ["a\rb", "a\nb", "a\x00b", "a\x0bb", "a\u2028b", "a\u2029b", "a\x85b", "a\ud800b"])
@pytest.mark.parametrize("field", ["subject", "sender_name"])
def test_a_control_character_in_a_header_is_refused(field: str, bad: str) -> None:
    rendered, changes = (Rendered(bad, "", ""), {}) if field == "subject" else (RENDERED, {"sender_name": bad})
    with pytest.raises(BadHeader):
        composed(rendered, **changes)


@pytest.mark.parametrize("bad", ["a@b\r\nBcc: c@d", "a b@c", "<a@b>", "a", "a@b> <c@d", "x" * 70 + "@b", ""])
@pytest.mark.parametrize("field", ["message_id", "in_reply_to", "references"])
def test_an_id_is_one_short_word(field: str, bad: str) -> None:
    if field == "in_reply_to" and not bad:
        assert "In-Reply-To" not in read(composed(in_reply_to=bad))
        return
    with pytest.raises(BadHeader):
        composed(**{field: (bad,) if field == "references" else bad})


def test_the_longest_id_stays_in_one_piece() -> None:
    longest = f"{'a' * 60}@{'b' * 9}"
    raw = composed(message_id=longest, in_reply_to=longest, references=(longest,) * 20)
    assert raw.count(f"<{longest}>".encode()) == 22
    assert b"=?" not in raw.split(b"References:")[1].split(b"Auto-Submitted")[0]


def test_a_message_id_is_the_same_whenever_it_is_made() -> None:
    made = message_id_for("proef.griffie", "reminder", 17, date(2018, 6, 11), 1)
    assert made == "reminder.20180611.17.1@proef.griffie"
    assert thread_of("proef.griffie", "EK-2018-001") == "zaak.EK-2018-001@proef.griffie"
    with pytest.raises(BadHeader):
        message_id_for("proef\r\ngriffie", "reminder", 17, date(2018, 6, 11), 1)
