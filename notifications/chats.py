"""Chats: which there are, by the names that mailboxes bear, and a notice as text that a chat shows and does not obey.

A chat's address holds its token. It stands in the settings only; register, logs, outcomes and errors know its name.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import SplitResult, parse_qsl, urlsplit

from notifications.errors import BadChat

TEAMS, SLACK, MATTERMOST = "workflows", "slack", "mattermost"
"""The services, by the name of their part of apprise."""

SCHEMES = {"workflows": TEAMS, "workflow": TEAMS, "slack": SLACK, "mmost": MATTERMOST, "mmosts": MATTERMOST}

OPTIONS = frozenset(
    {"to", "channel", "botname", "pa", "powerautomate", "route", "routeid", "api-version", "ver", "sp", "sv", "sig"}
)
"""What may stand behind the question mark. apprise knows more, files and other addresses to be read among them."""

LONGEST = 7000
"""Characters of a message: escaped it stays within what each of the three services takes."""

SHORTENED = "… (ingekort; de hele lijst staat in `griffie cases`)"

_NAME = re.compile(r"[a-z0-9][a-z0-9-]*")
_MARKUP = re.compile(r"[\\`*_\[\]~|]|^[#>]", re.MULTILINE)
_OBEYED = re.compile(r"@|<|://|\bwww\.", re.IGNORECASE)
_UNSEEN = "\N{ZERO WIDTH SPACE}"
_SLACK = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


@dataclass(frozen=True, slots=True)
class ChatAddress:
    """A chat by its name, with the service that keeps it."""

    name: str
    service: str
    url: str = field(repr=False)


def chats(written: str) -> Mapping[str, ChatAddress]:
    """Return the chats of the setting ``name=address,name=address`` by their names.

    Raises:
        BadChat: a name or an address cannot be used; nothing of an address is repeated.
    """
    found: dict[str, ChatAddress] = {}
    for n, part in enumerate((one.strip() for one in written.split(",") if one.strip()), start=1):
        name, equals, url = (one.strip() for one in part.partition("="))
        if not equals or not _NAME.fullmatch(name) or name in found:
            raise BadChat(which=f"nummer {n}", problem="de naam ontbreekt, is dubbel of kan niet")
        found[name] = ChatAddress(name, _service(name, url), url)
    return found


def _service(name: str, url: str) -> str:
    """Return which service an address belongs to.

    Raises:
        BadChat: it is none of the three, or asks for more than a chat needs.
    """
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        raise BadChat(which=name, problem="het adres is onleesbaar") from None  # the cause repeats the address
    service = SCHEMES.get(parts.scheme, _handed_out(parts))
    problem = next((told for told, wrong in _problems(parts, service) if wrong), "")
    if problem or service is None:
        raise BadChat(which=name, problem=problem)
    return service


def _handed_out(parts: SplitResult) -> str | None:
    """Return the service of an address as Slack or Teams itself hands it out."""
    if parts.scheme != "https":
        return None
    if parts.hostname == "hooks.slack.com":
        return SLACK
    return TEAMS if "/workflows/" in parts.path else None


def _problems(parts: SplitResult, service: str | None) -> Iterator[tuple[str, bool]]:
    yield "het begint niet met workflows://, slack://, mmosts:// of mmost://", service is None
    yield "er staat geen server in", not parts.hostname or not parts.geturl().isprintable() or " " in parts.geturl()
    asked = dict(parse_qsl(parts.query, keep_blank_values=True))
    yield "achter het vraagteken staat iets dat hier niet kan", not asked.keys() <= OPTIONS or bool(parts.fragment)


def chat_text(service: str, subject: str, text: str) -> str:
    """Return a notice as one message of a service: nobody is called by it, and no markup or link comes out of it."""
    whole = f"{subject}\n\n{text.strip()}"
    if len(whole) > LONGEST:
        whole = f"{whole[:LONGEST].rstrip()}\n{SHORTENED}"
    if service == SLACK:
        whole = _unseen(whole)
        return "".join(_SLACK.get(each, each) for each in whole)
    escaped = _unseen(_MARKUP.sub(lambda found: f"\\{found[0]}", whole))
    return re.sub(r"\n+", "\n\n", escaped) if service == TEAMS else escaped


def _unseen(text: str) -> str:
    """Return a text in which what a chat acts upon (a mention, a tag, a link) is parted by a space that nobody sees."""
    return _OBEYED.sub(lambda found: f"{found[0]}{_UNSEEN}", text)
