"""A transport that shows mails on the screen, its text part only; nothing is sent."""

import json
from email.parser import BytesParser
from email.policy import SMTP
from typing import TextIO

from notifications.outcomes import Outcome, Written
from notifications.parcels import MAIL, Parcel


class Console:
    """Writes what would be sent to a stream of text, for a person to read."""

    stays_here = True

    def __init__(self, stream: TextIO) -> None:
        """Take the stream, the standard output for instance."""
        self._stream = stream

    def deliver(self, parcel: Parcel) -> Outcome:
        """Return that it was written, not sent."""
        subject, text = words_of(parcel.channel, parcel.raw)
        self._stream.write(f"Aan: {parcel.to}\nOnderwerp: {subject}\n\n{text}\n")
        self._stream.flush()
        return Written("scherm")

    def close(self) -> None:
        """Leave the stream to whoever opened it."""


def words_of(channel: str, raw: bytes) -> tuple[str, str]:
    """Return the subject and the text of the bytes that leave by a channel."""
    if channel != MAIL:
        said = json.loads(raw)
        return said["subject"], said["text"]
    mail = BytesParser(policy=SMTP).parsebytes(raw)
    body = mail.get_body(preferencelist=("plain",))
    return str(mail["Subject"]), body.get_content() if body else ""
