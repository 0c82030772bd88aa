"""What the fixtures of this room hand to a test."""

import base64
import json
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from notifications.parcels import Parcel
from notifications.transports.smtp import Smtp
from notifications.transports.webhook import Webhook

ParcelMaker = Callable[..., Parcel]
StartMailServer = Callable[..., "RunningServer"]
OverSmtp = Callable[..., Smtp]
OverWeb = Callable[..., Webhook]


@dataclass(frozen=True, slots=True)
class Received:
    """A mail that the server got, whether or not it said so."""

    sender: str
    to: tuple[str, ...]
    raw: bytes


@dataclass(frozen=True, slots=True)
class RunningServer:
    """A mail server process: where it listens, and its diary."""

    port: int
    diary: Path

    @property
    def url(self) -> str:
        """Return the address as it would stand in the settings."""
        return f"smtp://127.0.0.1:{self.port}"

    def received(self, message_id: str) -> list[Received]:
        """Return each time the text of a mail came in."""
        entries = [json.loads(line) for line in self.diary.read_text().splitlines()]
        mails = [Received(one["from"], tuple(one["to"]), base64.b64decode(one["raw"])) for one in entries]
        return [mail for mail in mails if f"Message-ID: <{message_id}>".encode() in mail.raw]


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate for one name, and who trusts it."""

    file: Path
    trusting: ssl.SSLContext
