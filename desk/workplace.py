"""Who acts, where, and through what mail leaves: settings and clock, read once at the door and handed down."""

import getpass
import sys
from datetime import date, datetime
from typing import TYPE_CHECKING

from desk.errors import NobodyNamed

if TYPE_CHECKING:
    from casework.values import Hand
    from casework.workplace import Workplace
    from desk.parser import Options
    from notifications.carrier import Carrier


_OPEN: list["Workplace"] = []
"""What this command has opened."""


def let_go() -> None:
    """Close what a command has opened: a server of PostgreSQL is told farewell."""
    while _OPEN:
        _OPEN.pop().engine.dispose()


def workplace() -> "Workplace":
    """Return the register that the settings name; one that was made just now is told about, with its place.

    It stays open until the command has come to its end.
    """
    from casework.opening import open_workplace  # noqa: PLC0415 - only commands with a register pay for a database
    from config import clock, reference  # noqa: PLC0415 - as above
    from config.home import database_url, find_home  # noqa: PLC0415 - as above
    from models.database import shown  # noqa: PLC0415 - as above

    home = find_home()
    place = open_workplace(database_url(home), home, tables=reference.packaged_tables, at=clock.now())
    _OPEN.append(place)
    if place.made:
        address = shown(place.engine.url).removeprefix("sqlite+pysqlite:///")
        print(f"Nieuwe database: {address}, met het kleine kantoor (alle postbussen op example.org).", file=sys.stderr)
    return place


def hand(options: "Options", *, ahead: bool = False) -> "Hand":
    """Return who acts, on which day, and when it is recorded; a day to come is refused unless ``ahead``."""
    from casework.errors import InTheFuture  # noqa: PLC0415 - as above
    from casework.values import Hand  # noqa: PLC0415 - as above
    from config import clock  # noqa: PLC0415 - as above

    now = clock.reading()
    today = now.wall.date()
    on: date = options.as_of or today
    if on > today and not ahead:
        raise InTheFuture(what="--as-of", day=on, today=today)
    return Hand(actor=options.by or login_name(), on=on, at=now.wall, clock=now)


YES = frozenset({"j", "ja", "y", "yes"})


def agrees(question: str) -> bool:
    """Return whether the person at the keyboard says yes; nobody there is no."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    print(question, end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in YES


def login_name() -> str:
    """Return the name under which the person at the keyboard is logged in; raises NobodyNamed."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        raise NobodyNamed from None


def standing(options: "Options") -> tuple[date, datetime]:
    """Return the day and the instant at which a list is asked for: now, or the end of the day given."""
    from config import clock  # noqa: PLC0415 - as above

    now, today = clock.now(), clock.today()
    on: date = options.as_of or today
    return (on, now) if on == today else (on, clock.end_of(on))


def carrier() -> "Carrier":
    """Return through what messages leave, as the settings say: a mail server, webhooks, chats, or files."""
    from config.home import find_home  # noqa: PLC0415 - as above
    from config.settings import settings  # noqa: PLC0415 - as above
    from notifications.carrier import carrier_for  # noqa: PLC0415 - as above

    chosen = settings()
    return carrier_for(
        chosen.smtp_url,
        find_home() / "outgoing",
        chosen.webhook_secret,
        chosen.webhook_hosts,
        chat_urls=chosen.chat_urls,
        chat_hosts=chosen.chat_hosts,
    )
