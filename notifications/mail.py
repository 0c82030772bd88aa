"""A rendered notice as a mail: the same input gives the same bytes, and no text breaks out of its header."""

import binascii
import hashlib
import re
import string
import unicodedata
from collections.abc import Sequence
from datetime import date, datetime
from email.parser import BytesHeaderParser
from email.utils import format_datetime, parseaddr

from notifications.errors import BadAddress, BadHeader
from notifications.render import Rendered
from procedure.amsterdam import AMSTERDAM

LONGEST_ID = 72
"""Characters of a Message-ID: a longer word of ``References`` is folded into an encoded word, which no client reads."""

LONGEST_ADDRESS = 254
"""RFC 5321, section 4.5.3.1.3, less the angle brackets."""

LONGEST_LINE, LONGEST_WORD, LONGEST_QUOTED = 78, 60, 56
"""Characters of a line (RFC 5322, section 2.1.1), of a plain word in it, and within one encoded word of a field."""

_FOLD = "\r\n "
_QUOTED = {" ": "_"} | {character: character for character in string.ascii_letters + string.digits + "!*+-/"}
"""What stands for itself within an encoded word, also in a name (RFC 2047, section 5)."""

_LOCAL = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
_DOMAIN = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*"
_ADDRESS = re.compile(f"{_LOCAL}@{_DOMAIN}")
_BREAKS_OUT = frozenset({"Cc", "Cs", "Zl", "Zp"})


def compose_mail(
    rendered: Rendered,
    *,
    sender: str,
    sender_name: str,
    to: str,
    message_id: str,
    date: datetime,
    in_reply_to: str | None = None,
    references: Sequence[str] = (),
    reply_to: str | None = None,
) -> bytes:
    """Return the mail as bytes (RFC 5322), its text also as HTML, dated in Dutch time, marked as sent by a machine.

    Raises:
        BadAddress: an address is not exactly one plain mail address.
        BadHeader: a subject, name or id holds a control character, or an id is too long.
    """
    head = [
        _from(_line("From", sender_name), single_address("From", sender)),
        f"To: {single_address('To', to)}",
        *([f"Reply-To: {single_address('Reply-To', reply_to)}"] if reply_to else ()),
        _folded("Subject", _line("Subject", rendered.subject)),
        f"Date: {format_datetime(_in_amsterdam(date))}",
        f"Message-ID: {_bracketed('Message-ID', message_id)}",
        *([f"In-Reply-To: {_bracketed('In-Reply-To', in_reply_to)}"] if in_reply_to else ()),
        *([f"References: {_FOLD.join(_bracketed('References', each) for each in references)}"] if references else ()),
        "Auto-Submitted: auto-generated",  # RFC 3834: no machine answers it
        "X-Auto-Response-Suppress: All",  # as above, for Exchange
    ]
    return _with_body(head, rendered, boundary=hashlib.sha256(message_id.encode()).hexdigest()[:40])


def _with_body(head: list[str], rendered: Rendered, *, boundary: str) -> bytes:
    """Return a mail of two parts that say the same; written out by hand, as the mail object costs more than sending."""
    lines = (
        *head,
        "MIME-Version: 1.0",
        f'Content-Type: multipart/alternative;{_FOLD}boundary="{boundary}"',
        "Content-Language: nl",
        "",
        f"--{boundary}",
        *_part("plain", rendered.text),
        f"--{boundary}",
        *_part("html", rendered.html),
        f"--{boundary}--",
        "",
    )
    return "\r\n".join(lines).encode("ascii")


def _part(kind: str, text: str) -> tuple[str, ...]:
    """Return a text as a part of a mail, quoted so that its lines are short and plain (RFC 2045, section 6.7)."""
    lines = b"\r\n".join((*text.encode("utf-8", "replace").splitlines(), b""))
    return (
        f'Content-Type: text/{kind}; charset="utf-8"',
        "Content-Transfer-Encoding: quoted-printable",
        "",
        binascii.b2a_qp(lines).decode("ascii"),
    )


def _from(name: str, address: str) -> str:
    """Return the field that says who sends: the name as a quoted string, or as encoded words where it is not plain."""
    if not name:
        return f"From: {address}"
    if not name.isascii() or len(name) > LONGEST_WORD:
        named = _encoded(name)
    else:
        named = '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'
    last = named.rpartition("\n")[2]
    joint = _FOLD if len(f"From: {last} <{address}>") > LONGEST_LINE else " "
    return f"From: {named}{joint}<{address}>"


def _folded(field: str, text: str) -> str:
    """Return a field of free text on lines that are not too long; a text that is not plain as encoded words."""
    words = text.split(" ")
    if not text.isascii() or not all(0 < len(word) <= LONGEST_WORD for word in words):
        return f"{field}: {_encoded(text)}"
    lines = [f"{field}:"]
    for word in words:
        if len(lines[-1]) + 1 + len(word) > LONGEST_LINE:
            lines.append("")
        lines[-1] += f" {word}"
    return "\r\n".join(lines)


def _encoded(text: str) -> str:
    """Return a text as encoded words (RFC 2047), each on a line of its own and none longer than it may be."""
    words = [""]
    for character in text:
        quoted = _QUOTED.get(character) or "".join(f"={byte:02X}" for byte in character.encode())
        if len(words[-1]) + len(quoted) > LONGEST_QUOTED:
            words.append("")
        words[-1] += quoted
    return _FOLD.join(f"=?utf-8?q?{word}?=" for word in words)


def single_address(field: str, address: str) -> str:
    """Return the address, which is one plain ASCII mail address and nothing else.

    Raises:
        BadAddress: it is anything else: several, a display name, a comment, a control character.
    """
    if len(address) > LONGEST_ADDRESS or not _ADDRESS.fullmatch(address):
        raise BadAddress(field=field, value=address, expected="één e-mailadres, zoals desk@example.org")
    return address


def sender_of(raw: bytes) -> str:
    """Return the address in ``From`` of a composed mail; it is the envelope's too, so that refusals come back to it."""
    head = raw.partition(b"\r\n\r\n")[0]
    return single_address("From", parseaddr(str(BytesHeaderParser().parsebytes(head)["From"] or ""))[1])


def message_id_for(mark: str, kind: str, mailbox_id: int, day: date, n: int) -> str:
    """Return the Message-ID, without brackets, of an installation's n-th message of a kind for a mailbox and day."""
    return _checked("Message-ID", f"{kind}.{day:%Y%m%d}.{mailbox_id}.{n}@{mark}")


def thread_of(mark: str, case: str) -> str:
    """Return the id on which all mails about one case hang; no mail bears it, readers group by it all the same."""
    return _checked("References", f"zaak.{case}@{mark}")


def _checked(field: str, message_id: str) -> str:
    if len(message_id) + 2 > LONGEST_ID or not _ADDRESS.fullmatch(message_id):
        raise BadHeader(field=field, value=message_id, expected=f"iets als a.b@c, hoogstens {LONGEST_ID - 2} tekens")
    return message_id


def _bracketed(field: str, message_id: str) -> str:
    return f"<{_checked(field, message_id)}>"


def _line(field: str, text: str) -> str:
    """Return a text that stays on its line: ``=?`` is parted, since Python decodes an encoded word that it is given."""
    if any(unicodedata.category(character) in _BREAKS_OUT for character in text):
        raise BadHeader(field=field, value=text, expected="één regel zonder stuurtekens")
    return text.replace("=?", "= ?")


def _in_amsterdam(instant: datetime) -> datetime:
    if instant.tzinfo is None:
        raise BadHeader(field="Date", value=instant.isoformat(), expected="een tijdstip met tijdzone")
    return instant.astimezone(AMSTERDAM).replace(microsecond=0)
