"""Chats of Teams, Slack and Mattermost: apprise words the request, our own client carries it.

apprise knows where each service takes a message and in which form. It tells no more of the outcome than yes or no,
reads an answer without an end, and takes a proxy from its surroundings; so the request is taken from it before it
leaves, and goes the way of a webhook: to a listed host, to the address that was checked, once, and no further.
"""

import json
import logging
import ssl
from collections.abc import Iterable, Mapping
from importlib.util import find_spec, module_from_spec
from typing import Any
from urllib.parse import urlencode

from notifications.chats import MATTERMOST, SLACK, TEAMS, ChatAddress, chat_text
from notifications.outcomes import GiveUp, Outcome
from notifications.parcels import CHAT_PREFIX, Parcel
from notifications.transports.webhook import Resolver, Wire, resolve

SETTING = "GRIFFIE_CHAT_HOSTS"

PATIENCE = 5.0
"""Seconds for a connection, and again for the answer."""

_CLASSES = {TEAMS: "NotifyWorkflows", SLACK: "NotifySlack", MATTERMOST: "NotifyMattermost"}

_BARE = {"redirect": "no", "image": "no", "format": "text", "footer": "no"}
"""What every address gets: no redirect, no picture from elsewhere, no markup, and no foot with the hour in it."""

UNUSABLE = "het adres van de chat {name} in GRIFFIE_CHAT_URLS is onbruikbaar voor {service}"
UNKNOWN = "de chat {name} staat niet in GRIFFIE_CHAT_URLS; het bericht is niet verstuurd"


class Chat:
    """Posts notices to the chats of the settings, each by its name."""

    def __init__(
        self,
        chats: Mapping[str, ChatAddress],
        hosts: Iterable[str],
        *,
        timeout: float = PATIENCE,
        tls: ssl.SSLContext | None = None,
        resolver: Resolver = resolve,
    ) -> None:
        """Take the chats, the listed hosts, and (for tests) the patience, whom to trust, and who finds hosts.

        Raises:
            BadHost: an entry of the list names no host.
        """
        self._chats = chats
        self._wire = Wire("chat", hosts, setting=SETTING, timeout=timeout, tls=tls, resolver=resolver)

    def __repr__(self) -> str:
        return f"Chat({', '.join(sorted(self._chats))})"

    @property
    def stays_here(self) -> bool:
        """Return whether every listed host is this machine itself."""
        return self._wire.stays_here

    def deliver(self, parcel: Parcel) -> Outcome:
        """Return what the service answered; its words are not told, as they may repeat the token."""
        name = parcel.to.removeprefix(CHAT_PREFIX)
        chat = self._chats.get(name)
        if chat is None:
            return GiveUp(UNKNOWN.format(name=name))
        said = json.loads(parcel.raw)
        asked = _composed(chat, chat_text(chat.service, said["subject"], said["text"]))
        if asked is None:
            return GiveUp(UNUSABLE.format(name=name, service=chat.service))
        url, body = asked
        headers = {"Content-Type": "application/json; charset=utf-8", "User-Agent": "griffie"}
        return self._wire.post(url, body, headers, quoted=0)

    def close(self) -> None:
        """Let go of the connections, for good."""
        self._wire.close()


class _NotOnePost(Exception):
    """apprise would make more than one request, or log in: what logs in may be refused with a status that says yes."""


class _Taken:
    """In place of ``requests``: notes what would be posted, and says that it was accepted."""

    def __init__(self, real: Any) -> None:
        """Take the names that apprise asks of the library besides posting."""
        self.codes, self.RequestException = real.codes, real.RequestException
        self.posts: list[tuple[str, bytes]] = []

    def post(
        self,
        url: str,
        *,
        data: str,
        headers: Mapping[str, str],
        params: Mapping[str, str] | None = None,
        **_: Any,
    ) -> "_Accepted":
        """Note a request, and return that it was accepted; raises _NotOnePost."""
        if self.posts or "Authorization" in headers:
            raise _NotOnePost
        self.posts.append((f"{url}?{urlencode(params)}" if params else url, data.encode()))
        return _Accepted()

    def request(self, method: str, url: str, **options: Any) -> "_Accepted":
        """Note a request as ``post`` does; there is no other method."""
        return {"post": self.post}[method.lower()](url, **options)


class _Accepted:
    """An answer that says yes."""

    status_code = 200
    content = b"ok"
    text = "ok"


def _composed(chat: ChatAddress, text: str) -> tuple[str, bytes] | None:
    """Return the address and the body of the one request that apprise would make; None where it makes none, or more."""
    logging.getLogger("apprise").disabled = True  # it writes tokens into what it logs
    plugin, taken = _plugin(chat.service)
    marked = "&" if "?" in chat.url else "?"
    url = f"{chat.url}{marked}{urlencode(_BARE)}"
    try:
        kind = getattr(plugin, _CLASSES[chat.service])
        parts = kind.parse_native_url(url) if url.startswith("https://") else kind.parse_url(url)
        kind(**parts, asset=_asset()).send(body=text, title="")
    except Exception:  # noqa: BLE001 - whatever apprise finds wrong with an address, its words may hold the token
        return None
    return next(iter(taken.posts), None)


def _plugin(service: str) -> tuple[Any, _Taken]:
    """Return our own copy of apprise's module for a service, which posts to the second part and not to the net."""
    spec = find_spec(f"apprise.plugins.{service}")
    if spec is None or spec.loader is None:
        raise ModuleNotFoundError(service)
    module: Any = module_from_spec(spec)
    spec.loader.exec_module(module)
    taken = _Taken(module.requests)
    module.requests = taken
    return module, taken


def _asset() -> Any:
    """Return what apprise is told of us: the name, and nothing that is fetched or kept."""
    from apprise import AppriseAsset  # noqa: PLC0415 - loaded with the first message to a chat

    return AppriseAsset(app_id="Griffie", app_desc="Griffie", app_url="")
