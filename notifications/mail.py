"""A rendered notice as a mail: the same input gives the same bytes, and no text breaks out of its header."""

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from datetime import date, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.parser import BytesHeaderParser
from email.policy import SMTP
from email.utils import format_datetime

from notifications.errors import BadAddress, BadHeader
from notifications.render import Rendered
from procedure.amsterdam import AMSTERDAM

LONGEST_ID = 72
"""Characters of a Message-ID: a longer word of ``References`` is folded into an encoded word, which no client reads."""

LONGEST_ADDRESS = 254
"""RFC 5321, section 4.5.3.1.3, less the angle brackets."""

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
    mail = EmailMessage(policy=SMTP)
    mail["From"] = Address(_line("From", sender_name), addr_spec=single_address("From", sender))
    mail["To"] = Address(addr_spec=single_address("To", to))
    if reply_to:
        mail["Reply-To"] = Address(addr_spec=single_address("Reply-To", reply_to))
    mail["Subject"] = _line("Subject", rendered.subject)
    mail["Date"] = format_datetime(_in_amsterdam(date))
    mail["Message-ID"] = _bracketed("Message-ID", message_id)
    if in_reply_to:
        mail["In-Reply-To"] = _bracketed("In-Reply-To", in_reply_to)
    if references:
        mail["References"] = " ".join(_bracketed("References", reference) for reference in references)
    mail["Auto-Submitted"] = "auto-generated"  # RFC 3834: no machine answers it
    mail["X-Auto-Response-Suppress"] = "All"  # as above, for Exchange
    mail.set_content(rendered.text, charset="utf-8", cte="quoted-printable")
    mail.add_alternative(rendered.html, subtype="html", charset="utf-8", cte="quoted-printable")
    mail["Content-Language"] = "nl"
    mail.set_boundary(hashlib.sha256(message_id.encode()).hexdigest()[:40])
    return mail.as_bytes()


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
    found = BytesHeaderParser(policy=SMTP).parsebytes(raw)["From"]
    return single_address("From", str(found.addresses[0].addr_spec) if found and found.addresses else "")


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
