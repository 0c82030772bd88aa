"""Post that was made to do harm: it can be filed by its facts, and it stops neither other post nor the reminders."""

from collections.abc import Callable
from pathlib import Path

import pytest

from sources.mail import attachments_of
from tests.builders import dropped
from tests.documents.readers.makers import REPLY, plain

LETTER = plain(REPLY)
HEAD = b"From: a@example.org\r\nSubject: antwoord\r\nMIME-Version: 1.0\r\nMessage-ID: <1@example.org>\r\n"


def odd_name() -> bytes:
    """Return a mail whose attachment bears a name that cannot be decoded."""
    return (
        HEAD
        + b'Content-Type: multipart/mixed; boundary="x"\r\n\r\n--x\r\nContent-Type: text/plain; charset=utf-8\r\n'
        + b'Content-Disposition: attachment; filename="=?utf-8?b?a?="\r\n\r\n'
        + LETTER
        + b"\r\n--x--\r\n"
    )


def nested(depth: int = 1200) -> bytes:
    """Return a mail with parts within parts within parts."""
    opened = b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (one, one) for one in range(depth)
    )
    return HEAD + opened + b"Content-Type: text/plain\r\n\r\nBrief\r\n"


BITMAP_LETTER = "BMKB-regeling: coördinatie\n\n".encode() + LETTER
HOSTILE = {
    "naam.eml": odd_name(),
    "diep.eml": nested(),
    "entiteit.xml": b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><a>&c;</a>',
    "vreemd.xml": b'<?xml version="1.0"?><rss><channel/></rss>',
    "kapot.pdf": b"%PDF-1.7\nniets",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_the_facts_of_a_paper_are_enough_to_file_it(
    name: str, griffie: Callable[..., object], a_case: str, tmp_path: Path
) -> None:
    file = tmp_path / name
    file.write_bytes(HOSTILE[name])
    facts = ("--case", a_case, "--kind", "reply", "--dated", "2018-06-14", "--from")
    ran = griffie("receive", file, *facts, "Staatssecretaris van Justitie en Veiligheid", "--as-of", "2018-06-15")
    assert ran.code == 0, ran.err
    assert griffie("show", a_case, "--json").json["stage"] == "answered"


def test_no_paper_in_the_inbox_stops_the_others_or_the_reminders(
    griffie: Callable[..., object], a_case: str, home: Path
) -> None:
    inbox = home / "inbox"
    for name, data in HOSTILE.items():
        dropped(inbox, name, data)
    dropped(inbox, "zz.txt", LETTER)
    ran = griffie("check", "--as-of", "2018-06-11", "--yes")
    assert ran.code == 0, ran.err
    assert not (inbox / "zz.txt").exists()


def test_a_mail_that_cannot_be_taken_apart_gives_what_it_can() -> None:
    assert [one.data.strip() for one in attachments_of(odd_name())] == [LETTER.replace(b"\n", b"\n").strip()]
    assert attachments_of(nested()) == ()
