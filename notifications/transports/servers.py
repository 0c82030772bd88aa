"""The address of a mail server, as it stands in the settings: read once, its password never shown."""

import ipaddress
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import SplitResult, unquote, urlsplit

from notifications.errors import BadServer

PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}
"""The schemes (in the clear, made safe after the greeting, safe from the start) and their usual ports."""


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mail is handed over, how, and as whom."""

    scheme: str
    host: str
    port: int
    user: str = ""
    password: str = field(default="", repr=False)

    @property
    def name(self) -> str:
        """Return the server by host and port: how it is named to a person, and known as used before."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"

    @property
    def is_loopback(self) -> bool:
        """Return whether the server runs on this machine."""
        return is_loopback(self.host)


def is_loopback(host: str) -> bool:
    """Return whether a host, by name or number, is this machine itself."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def mail_server(url: str) -> MailServer:
    """Return the mail server of an address such as ``smtp+starttls://user:password@mail.example.org``.

    Raises:
        BadServer: the address cannot be read.
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        raise BadServer(problem="server of poort is onleesbaar") from None  # the cause repeats the address
    problem = next((told for told, wrong in _problems(parts) if wrong), "")
    if problem or parts.hostname is None:
        raise BadServer(problem=problem)
    return MailServer(
        scheme=parts.scheme,
        host=parts.hostname,
        port=PORTS[parts.scheme] if port is None else port,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
    )


def _problems(parts: SplitResult) -> Iterator[tuple[str, bool]]:
    """Give each thing that can be wrong, and whether it is, in the order in which it is told."""
    login = unquote(f"{parts.username or ''}{parts.password or ''}")
    yield f"het begint niet met {', '.join(f'{scheme}://' for scheme in PORTS)}", parts.scheme not in PORTS
    yield "er staat geen server in", not parts.hostname or not parts.netloc.isprintable() or " " in parts.netloc
    yield "poort 0 bestaat niet", parts.port == 0
    yield (
        "na de server staat nog iets (een / of @ in een wachtwoord schrijft u als %2F of %40)",
        parts.path not in {"", "/"} or bool(parts.query or parts.fragment),
    )
    yield "gebruiker en wachtwoord horen samen", bool(parts.username) != bool(parts.password)
    yield "gebruiker en wachtwoord bevatten andere dan gewone tekens", not (login.isascii() and login.isprintable())
