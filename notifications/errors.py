"""What can be wrong with something that is to leave the house, as facts; the sentences are for a clerk or her IT."""

from typing import Any


class NotificationsError(Exception):
    """Something cannot leave the house as it stands; ``facts`` holds the parts of the sentence."""

    message = "Dit bericht kan zo niet worden verstuurd."

    def __init__(self, **facts: Any) -> None:
        """Keep the facts and build the sentence from them."""
        self.facts = facts
        super().__init__(self.message.format(**facts))


class BadHeader(NotificationsError):
    """A text for the head of a mail that would break out of its line."""

    message = "Het veld {field} van een bericht kan niet {value!r} zijn; verwacht wordt {expected}."


class BadAddress(BadHeader):
    """An address field that holds anything but one plain mail address."""


class BadServer(NotificationsError):
    """A mail server's address that cannot be read. It may hold a password, so nothing of it is repeated."""

    message = (
        "Het adres van de mailserver (GRIFFIE_SMTP_URL) klopt niet: {problem}. Verwacht wordt "
        "smtp://server:poort, smtp+starttls://gebruiker:wachtwoord@server of smtps://gebruiker:wachtwoord@server."
    )


class BadHost(NotificationsError):
    """An entry of a list of hosts (of webhooks, of chats) that names no host."""

    message = (
        "In de lijst van servers ({setting}) staat {host!r}; verwacht wordt een servernaam, "
        "met of zonder poort, zoals hooks.example.org of hooks.example.org:8443."
    )


class BadChat(NotificationsError):
    """A chat of the settings that cannot be used. Its address holds a token, so nothing of it is repeated."""

    message = (
        "De chats (GRIFFIE_CHAT_URLS) kloppen niet, bij {which}: {problem}. Verwacht wordt naam=adres, met komma's "
        "ertussen (een komma in een adres schrijft u als %2C): workflows://server/id/handtekening, slack://A/B/C of "
        "mmosts://server/token."
    )


class NotClaimed(NotificationsError):
    """A message was kept or settled by somebody who had not claimed it."""

    message = "Bericht {message_id} is niet in behandeling (het is {state}); er is niets vastgelegd."
