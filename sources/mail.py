"""What hangs on a mail: its attachments as bytes, each with the name that the sender gave it."""

from dataclasses import dataclass
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message

MOST = 50
"""Attachments that are kept; a mail with more is taken apart by a person."""

LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came with a mail. Its name is data only: nothing is ever opened or written under it."""

    name: str
    data: bytes


def attachments_of(data: bytes) -> tuple[Attachment, ...]:
    """Return the files that hang on a mail, in their order; parts without a name or without bytes are its text."""
    found = []
    for part in message_from_bytes(data).walk():
        if part.is_multipart():
            continue
        name, content = _name(part), part.get_payload(decode=True)
        if name and isinstance(content, bytes) and content:
            found.append(Attachment(name, content))
    return tuple(found[:MOST])


def _name(part: Message) -> str:
    """Return the name that the sender gave a part, on one line; nothing where it has none."""
    given = part.get_filename("")
    try:
        named = str(make_header(decode_header(given)))
    except (LookupError, ValueError):
        named = given
    return " ".join(named.split())[:LONGEST_NAME]
