"""A message as it is handed to a transport, and what a transport is."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from notifications.outcomes import Outcome

MAIL, WEBHOOK, CHAT = "mail", "webhook", "chat"
"""The channels; a mailbox's address decides which of them."""

CHAT_PREFIX = "chat:"
"""What an address begins with that names a chat of the settings; the chat's own address is a secret."""


def channel_of(address: str) -> str:
    """Return the channel of a mailbox's address: a web address is a webhook, a named chat a chat, the rest is mail."""
    if address.startswith(CHAT_PREFIX):
        return CHAT
    return WEBHOOK if address.startswith(("https://", "http://")) else MAIL


@dataclass(frozen=True, slots=True)
class Parcel:
    """Bytes on their way to one address. A retry is the same parcel at another instant."""

    message_id: str
    channel: str
    to: str
    raw: bytes
    on: date
    """The civil day from which it could leave; a file's name begins with it."""
    at: datetime
    """The instant of this try."""


class Transport(Protocol):
    """A way to carry parcels. It never raises for what the other side does: that is an outcome."""

    @property
    def stays_here(self) -> bool:
        """Return whether nothing it carries can leave this machine."""

    def deliver(self, parcel: Parcel) -> Outcome:
        """Return how handing over the parcel ended."""

    def close(self) -> None:
        """Let go of connections; the next delivery opens new ones."""
