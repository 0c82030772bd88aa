"""Everything that leaves the house, by the channel of its address."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from notifications.outcomes import GiveUp, Outcome
from notifications.parcels import WEBHOOK, Parcel, Transport
from notifications.transports.console import Console
from notifications.transports.folder import Folder

CONSOLE = "console:"
"""In place of a mail server: show what would be sent on the screen."""

NO_WEBHOOKS = (
    "er zijn geen webhooks ingesteld (GRIFFIE_WEBHOOK_SECRET en GRIFFIE_WEBHOOK_HOSTS); het bericht is niet verstuurd"
)


@dataclass(frozen=True, slots=True)
class Carrier:
    """The transports for one round of deliveries; used in a ``with`` block, which closes them."""

    mail: Transport
    webhook: Transport | None
    server: str
    """The mail server's name, for the question whether it was used before; empty where nothing leaves the house."""

    @property
    def is_loopback(self) -> bool:
        """Return whether mail goes to a server on this machine."""
        return bool(self.server) and self.mail.stays_here

    @property
    def stays_here(self) -> bool:
        """Return whether nothing can leave this machine: files, memory, or servers on loopback."""
        return self.mail.stays_here and (self.webhook is None or self.webhook.stays_here)

    def deliver(self, parcel: Parcel) -> Outcome:
        """Return how a parcel fared, carried by the channel of its address."""
        if parcel.channel != WEBHOOK:
            return self.mail.deliver(parcel)
        return GiveUp(NO_WEBHOOKS) if self.webhook is None else self.webhook.deliver(parcel)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, where: TracebackType | None
    ) -> None:
        self.mail.close()
        if self.webhook is not None:
            self.webhook.close()


def carrier_for(smtp_url: str, outgoing: Path, webhook_secret: str, webhook_hosts: Sequence[str]) -> Carrier:
    """Return the carrier that the settings describe: without a mail server everything is written as files.

    Raises:
        BadServer: the mail server's address cannot be read.
        BadHost: the list of webhook hosts holds something else.
    """
    webhook = _webhook(webhook_secret, webhook_hosts)
    if smtp_url.strip() == CONSOLE:
        console = Console(sys.stdout)
        return Carrier(console, webhook or console, server="")
    if not smtp_url.strip():
        folder = Folder(outgoing)
        return Carrier(folder, webhook or folder, server="")
    from notifications.transports.servers import mail_server  # noqa: PLC0415  only who sends pays for the senders
    from notifications.transports.smtp import Smtp  # noqa: PLC0415

    server = mail_server(smtp_url)
    return Carrier(Smtp(server), webhook, server=server.name)


def _webhook(secret: str, hosts: Sequence[str]) -> Transport | None:
    if not secret or not hosts:
        return None
    from notifications.transports.webhook import Webhook  # noqa: PLC0415  as above: the client costs a quarter second

    return Webhook(secret, hosts)
