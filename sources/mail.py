"""What hangs on a mail: its attachments as bytes, each with the name that the sender gave it."""

from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message

DEEPEST = 20
"""Mails and parts within one another; what lies deeper stays in the mail, which is kept whole."""

LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came with a mail. Its name is data only: nothing is ever opened or written under it."""

    name: str
    data: bytes


def attachments_of(data: bytes) -> tuple[Attachment, ...]:
    """Return the files that hang on a mail, in their order; parts without a name or without bytes are its text.

    A mail that cannot be taken apart gives none: it is kept whole, and nothing of it is lost.
    """
    try:
        mail = message_from_bytes(data)
    except (MessageError, RecursionError, ValueError, LookupError):
        return ()
    return tuple(_attached(mail))


def _attached(mail: Message) -> Iterator[Attachment]:
    waiting = [(mail, 0)]
    while waiting:
        part, deep = waiting.pop()
        inside = part.get_payload() if part.is_multipart() else None
        if isinstance(inside, list):
            waiting.extend((one, deep + 1) for one in reversed(inside) if deep < DEEPEST and isinstance(one, Message))
            continue
        name, content = _name(part), part.get_payload(decode=True)
        if name and isinstance(content, bytes) and content:
            yield Attachment(name, content)


def _name(part: Message) -> str:
    """Return the name that the sender gave a part, on one line; nothing where it has none."""
    try:
        given = part.get_filename("")
    except (MessageError, LookupError, ValueError):
        return "bijlage"
    try:
        named = str(make_header(decode_header(given)))
    except (MessageError, LookupError, ValueError):
        named = given
    return " ".join(named.split())[:LONGEST_NAME]
