"""Everything that leaves the house, by the channel of its address."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from notifications.chats import chats
from notifications.outcomes import GiveUp, Outcome
from notifications.parcels import CHAT, MAIL, WEBHOOK, Parcel, Transport
from notifications.transports.console import Console
from notifications.transports.folder import Folder

CONSOLE = "console:"
"""In place of a mail server: show what would be sent on the screen."""

NO_WEBHOOKS = (
    "er zijn geen webhooks ingesteld (GRIFFIE_WEBHOOK_SECRET en GRIFFIE_WEBHOOK_HOSTS); het bericht is niet verstuurd"
)

NO_CHATS = "er zijn geen chats ingesteld (GRIFFIE_CHAT_URLS en GRIFFIE_CHAT_HOSTS); het bericht is niet verstuurd"

_UNSET = {WEBHOOK: NO_WEBHOOKS, CHAT: NO_CHATS}


@dataclass(frozen=True, slots=True)
class Carrier:
    """The transports for one round of deliveries; used in a ``with`` block, which closes them."""

    mail: Transport
    webhook: Transport | None
    server: str
    """The mail server's name, for the question whether it was used before; empty where nothing leaves the house."""
    chat: Transport | None = None

    @property
    def is_loopback(self) -> bool:
        """Return whether mail goes to a server on this machine."""
        return bool(self.server) and self.mail.stays_here

    @property
    def stays_here(self) -> bool:
        """Return whether nothing can leave this machine: files, memory, or servers on loopback."""
        return all(one.stays_here for one in self._all())

    def _all(self) -> tuple[Transport, ...]:
        return tuple(one for one in (self.mail, self.webhook, self.chat) if one is not None)

    def deliver(self, parcel: Parcel) -> Outcome:
        """Return how a parcel fared, carried by the channel of its address."""
        through = {MAIL: self.mail, WEBHOOK: self.webhook, CHAT: self.chat}[parcel.channel]
        return GiveUp(_UNSET[parcel.channel]) if through is None else through.deliver(parcel)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, where: TracebackType | None
    ) -> None:
        for one in self._all():
            one.close()


def carrier_for(
    smtp_url: str,
    outgoing: Path,
    webhook_secret: str,
    webhook_hosts: Sequence[str],
    *,
    chat_urls: str = "",
    chat_hosts: Sequence[str] = (),
) -> Carrier:
    """Return the carrier that the settings describe: without a mail server everything is written as files.

    Raises:
        BadServer: the mail server's address cannot be read.
        BadHost: a list of hosts holds something else.
        BadChat: a chat has no name, or an address that cannot be used.
    """
    webhook, chat = _webhook(webhook_secret, webhook_hosts), _chat(chat_urls, chat_hosts)
    if smtp_url.strip() == CONSOLE:
        console = Console(sys.stdout)
        return Carrier(console, webhook or console, server="", chat=chat or console)
    if not smtp_url.strip():
        folder = Folder(outgoing)
        return Carrier(folder, webhook or folder, server="", chat=chat or folder)
    from notifications.transports.servers import mail_server  # noqa: PLC0415  only who sends pays for the senders
    from notifications.transports.smtp import Smtp  # noqa: PLC0415

    server = mail_server(smtp_url)
    return Carrier(Smtp(server), webhook, server=server.name, chat=chat)


def _webhook(secret: str, hosts: Sequence[str]) -> Transport | None:
    if not secret or not hosts:
        return None
    from notifications.transports.webhook import Webhook  # noqa: PLC0415  as above: the client costs a quarter second

    return Webhook(secret, hosts)


def _chat(urls: str, hosts: Sequence[str]) -> Transport | None:
    known = chats(urls)
    if not known or not hosts:
        return None
    from notifications.transports.chat import Chat  # noqa: PLC0415  as above; apprise comes with the first message

    return Chat(known, hosts)
