"""The register as flows, setup and watch open it: by the settings, with the clock read at this door."""

import os

from casework.opening import open_workplace
from casework.workplace import Workplace
from config import clock, reference
from config.home import database_url, find_home
from config.settings import settings
from engine.settings import CONFIRMED
from notifications.carrier import Carrier, carrier_for


def opened() -> Workplace:
    """Return the office's workplace; one that is not there yet is made, with the small office."""
    home = find_home()
    return open_workplace(database_url(home), home, tables=reference.packaged_tables, at=clock.now())


def carrier(place: Workplace) -> Carrier:
    """Return through what messages leave, as the settings say: a mail server, webhooks, chats, or files."""
    chosen = settings()
    return carrier_for(
        chosen.smtp_url,
        place.outgoing,
        chosen.webhook_secret,
        chosen.webhook_hosts,
        chat_urls=chosen.chat_urls,
        chat_hosts=chosen.chat_hosts,
    )


def server_confirmed() -> bool:
    """Return whether the person who started the engine confirmed a mail server that was not used before."""
    return CONFIRMED in os.environ
