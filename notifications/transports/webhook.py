"""Webhooks over HTTPS: signed, to listed hosts only, straight to the address that was checked, and no further.

A host that lies within our own network is refused unless it stands on the list with its port: so a name that turns
inward, or a redirect, reaches nothing that was not meant (OWASP ASVS 5.0, 1.3.6).
"""

import ipaddress
import logging
import re
import socket
import ssl
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta

import httpx

from notifications.errors import BadHost
from notifications.hook import ID_HEADER, SIGNATURE_HEADER, TIME_HEADER, sign
from notifications.notices import one_line
from notifications.outcomes import GiveUp, Outcome, Sent, TryAgain, Unsure
from notifications.parcels import Parcel
from notifications.transports.reasons import why_unreachable
from notifications.transports.servers import is_loopback

TIMEOUT = 10.0
"""Seconds for a connection, for an answer, and for reading it."""

LONGEST_BODY = 4096
"""Bytes of an answer that are read; its status is what counts."""

QUOTED = 200
"""Bytes of an answer that are told to a person."""

LONGEST_WAIT = timedelta(hours=1)
"""A receiver may ask us to wait for so long."""

HTTP, HTTPS = 80, 443

SETTING = "GRIFFIE_WEBHOOK_HOSTS"

LATER = frozenset({408, 425, 429, *range(500, 600)})
"""Statuses that say: not now."""

_HOST = re.compile(r"[a-z0-9._:-]+")

Resolver = Callable[[str, int], Iterable[str]]


@dataclass(frozen=True, slots=True)
class AllowList:
    """The hosts to which we may go: ``host`` for any public address, ``host:port`` also within our network."""

    entries: frozenset[tuple[str, int | None]]

    def offers(self, host: str, port: int) -> bool:
        """Return whether a host may be called at all."""
        return (host, None) in self.entries or self.names(host, port)

    def names(self, host: str, port: int) -> bool:
        """Return whether a host stands on the list with this port."""
        return (host, port) in self.entries

    @property
    def stays_here(self) -> bool:
        """Return whether every listed host is this machine itself."""
        return all(is_loopback(host) for host, _ in self.entries)


def allow_list(hosts: Iterable[str], setting: str = SETTING) -> AllowList:
    """Return the list of hosts as it stands in the settings, in lower case.

    Raises:
        BadHost: an entry names no host, or holds more than a host and a port.
    """
    return AllowList(frozenset(_entry(host, setting) for host in hosts if host.strip()))


def _entry(host: str, setting: str) -> tuple[str, int | None]:
    try:
        url = httpx.URL(f"https://{host.strip()}")
    except httpx.InvalidURL:
        raise BadHost(host=host, setting=setting) from None
    if not _HOST.fullmatch(_host(url)) or url.raw_path != b"/" or url.userinfo:
        raise BadHost(host=host, setting=setting)
    with_port = ":" in host.rpartition("]")[2]
    return _host(url), (url.port or HTTPS) if with_port else None


def _host(url: httpx.URL) -> str:
    """Return a host as it is looked up and called: in lower case, an accented name in its plain form."""
    return url.raw_host.decode("ascii")


def resolve(host: str, port: int) -> list[str]:
    """Return the numeric addresses of a host, as this machine finds them."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


class Refusal(Exception):
    """An address that is not called; the reason is for the clerk."""

    def __init__(self, reason: str) -> None:
        """Keep the reason."""
        super().__init__(reason)
        self.reason = reason


class Wire:
    """Posts bytes over one client with one set of trusted certificates, to listed hosts and nowhere else."""

    def __init__(
        self,
        what: str,
        hosts: Iterable[str],
        *,
        setting: str = SETTING,
        timeout: float = TIMEOUT,
        tls: ssl.SSLContext | None = None,
        resolver: Resolver = resolve,
    ) -> None:
        """Take what is called (as a person is told), the listed hosts and the setting in which they stand.

        Raises:
            BadHost: an entry of the list names no host.
        """
        self._what = what
        self._setting = setting
        self._allowed = allow_list(hosts, setting)
        self._timeout = timeout
        self._resolve = resolver
        for library in ("httpx", "httpcore"):  # they log addresses, and an address may hold a token
            logging.getLogger(library).setLevel(logging.WARNING)
        # No proxy from the environment: it would make the connection that we have checked.
        trusted = tls or ssl.create_default_context()
        # No kept connections: they are known by their number only, and two hosts may share one.
        self._client = httpx.Client(
            verify=trusted,
            timeout=timeout,
            follow_redirects=False,
            trust_env=False,
            limits=httpx.Limits(max_keepalive_connections=0),
        )

    @property
    def hosts(self) -> list[str]:
        """Return the listed hosts by name."""
        return sorted(host for host, _ in self._allowed.entries)

    @property
    def stays_here(self) -> bool:
        """Return whether every listed host is this machine itself."""
        return self._allowed.stays_here

    def post(self, address: str, body: bytes, headers: Mapping[str, str], *, quoted: int = QUOTED) -> Outcome:
        """Return what the receiver answered, so many bytes of it quoted: a status in the two hundreds is acceptance."""
        try:
            request = self._request(address, body, headers)
        except Refusal as refusal:
            return GiveUp(refusal.reason)
        except OSError as problem:
            return TryAgain(f"de {self._what} is niet te vinden: {why_unreachable(problem)}")
        try:
            return self._sent(request, quoted)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as problem:
            return TryAgain(f"de {self._what} is niet bereikbaar: {_told(problem)}")
        except httpx.HTTPError as problem:
            return Unsure(f"de {self._what} nam het bericht aan maar bevestigde het niet: {_told(problem)}")

    def close(self) -> None:
        """Let go of the connections, for good."""
        self._client.close()

    def _request(self, address: str, body: bytes, headers: Mapping[str, str]) -> httpx.Request:
        """Return the request, to the very address that was looked up and found fit."""
        url = _parsed(address, self._what)
        port = url.port or (HTTPS if url.scheme == "https" else HTTP)
        number = self._checked(url, port)
        return self._client.build_request(
            "POST",
            url.copy_with(host=number, port=port),
            content=body,
            headers={"Host": url.netloc.decode("ascii"), **headers},
            extensions={"sni_hostname": _host(url)},
        )

    def _checked(self, url: httpx.URL, port: int) -> str:
        """Return the number to call.

        Raises:
            Refusal: the host is not listed, or lies where we may not go.
        """
        host = _host(url)
        if not self._allowed.offers(host, port):
            raise Refusal(f"de {self._what} op {host} staat niet in {self._setting}")
        named = self._allowed.names(host, port)
        numbers = list(self._resolve(host, port))
        if not numbers:
            raise OSError(f"{host} heeft geen adres")
        if url.scheme != "https" and not (named and all(is_loopback(number) for number in numbers)):
            raise Refusal(f"een {self._what} gaat alleen over https")
        if not named and not all(_public(number) for number in numbers):
            raise Refusal(f"de {self._what} op {host} wijst naar een intern adres; zet hem met poort in de lijst")
        return numbers[0]

    def _sent(self, request: httpx.Request, quoted: int) -> Outcome:
        patience = time.monotonic() + self._timeout
        answer = self._client.send(request, stream=True)
        try:
            said = str(answer.status_code)
            if quoted:
                said = f"{said} {one_line(answer.reason_phrase)}".strip()
            if answer.is_success:
                return Sent(said)
            return _refused(answer, f"{said} {_beginning(answer, patience, quoted)}".strip())
        finally:
            answer.close()


class Webhook:
    """Posts notices to webhooks, signed."""

    def __init__(
        self,
        secret: str,
        hosts: Iterable[str],
        *,
        timeout: float = TIMEOUT,
        tls: ssl.SSLContext | None = None,
        resolver: Resolver = resolve,
    ) -> None:
        """Take the shared secret, the listed hosts, and (for tests) the patience, whom to trust, and who finds hosts.

        Raises:
            BadHost: an entry of the list names no host.
        """
        self._secret = secret
        self._wire = Wire("webhook", hosts, timeout=timeout, tls=tls, resolver=resolver)

    def __repr__(self) -> str:
        return f"Webhook({', '.join(self._wire.hosts)})"

    @property
    def stays_here(self) -> bool:
        """Return whether every listed host is this machine itself."""
        return self._wire.stays_here

    def deliver(self, parcel: Parcel) -> Outcome:
        """Return what the receiver answered: a status in the two hundreds is acceptance."""
        timestamp = int(parcel.at.timestamp())
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "User-Agent": "griffie",
            ID_HEADER: parcel.message_id,
            TIME_HEADER: str(timestamp),
            SIGNATURE_HEADER: sign(self._secret, timestamp, parcel.raw),
        }
        return self._wire.post(parcel.to, parcel.raw, headers)

    def close(self) -> None:
        """Let go of the connections, for good."""
        self._wire.close()


def _parsed(address: str, what: str) -> httpx.URL:
    try:
        url = httpx.URL(address)
    except httpx.InvalidURL:
        raise Refusal(f"het adres van de {what} is onleesbaar") from None
    if url.scheme not in {"https", "http"} or not url.host or url.userinfo:
        raise Refusal(f"een {what} heeft een adres als https://server/pad, zonder gebruiker of wachtwoord")
    return url


def _public(number: str) -> bool:
    """Return whether a numeric address lies on the public internet, also when it is one wrapped in another."""
    address = ipaddress.ip_address(number.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if inner is not None or address in _NAT64 or address.is_site_local:
            return False
    return address.is_global and not address.is_multicast


_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def _refused(answer: httpx.Response, said: str) -> Outcome:
    if answer.status_code in LATER:
        return TryAgain(said, after=_asked_wait(answer))
    return GiveUp(f"{said} (een doorverwijzing wordt niet gevolgd)" if answer.is_redirect else said)


def _asked_wait(answer: httpx.Response) -> timedelta:
    """Return how long the receiver asks us to wait, in seconds in ``Retry-After``; a date there is not read."""
    asked = answer.headers.get("Retry-After", "")
    seconds = int(asked) if asked.isascii() and asked.isdigit() and len(asked) <= len("86400") else 0
    return min(timedelta(seconds=seconds), LONGEST_WAIT)


def _beginning(answer: httpx.Response, patience: float, quoted: int) -> str:
    """Return the first words of an answer, read for no longer than we have patience and never more than a page."""
    if not quoted:
        return ""
    read = b""
    try:
        for chunk in answer.iter_raw(LONGEST_BODY):
            read += chunk
            if len(read) >= LONGEST_BODY or time.monotonic() > patience:
                break
    except httpx.HTTPError:
        return ""  # the status has been said; the rest is not needed
    return one_line(read[:quoted].decode("utf-8", "replace"))


def _told(problem: httpx.HTTPError) -> str:
    if isinstance(problem, httpx.TimeoutException):
        return "geen antwoord op tijd"
    return why_unreachable(problem)
