"""A failure of our own: one sentence for the person, and everything else in a log for whoever repairs it."""

import logging
import os
import re
import tempfile
from pathlib import Path
from urllib.parse import unquote

from config.errors import BadSettingsFile
from config.home import find_home, written_settings
from config.logs import OneLine

SECRETS = ("webhook_secret", "api_auth", "chat_urls")
"""Settings that are secret as a whole."""

LEAST_TOKEN = 8
"""No service hands out a token as short as this; shorter words of a chat's address are names."""

ADDRESSES = ("database_url", "smtp_url")
"""Settings that may hold a password in their address."""


def write_down(error: Exception) -> str:
    """Return the sentence about a failure, after writing its traceback into the log that the sentence names."""
    place, name = _log_file(), type(error).__name__
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        handler = logging.FileHandler(place, encoding="utf-8")
    except OSError:
        return f"Er ging iets mis in griffie zelf ({name}), en het logboek {place} is niet te schrijven."
    handler.setFormatter(OneLine(_secrets()))
    told = (type(error), error, error.__traceback__)
    handler.handle(logging.LogRecord("griffie", logging.ERROR, "", 0, "een opdracht is mislukt", None, told))
    handler.close()
    return f"Er ging iets mis in griffie zelf ({name}). Wat er gebeurde staat in {place}."


def _secrets() -> set[str]:
    """Return every word of the settings that may not be written down, as it stands there and as it is meant."""
    try:
        written = written_settings(find_home())
    except BadSettingsFile:  # then nothing was read from the file; what the environment says may be in the traceback
        written = written_settings(Path(os.devnull))
    found = {written.get(name, "").strip() for name in SECRETS}
    found.add(written.get("api_auth", "").partition(":")[2].strip())
    found |= {one.strip() for one in written.get("alarm_to", "").split(",") if "://" in one}
    for name in ADDRESSES:
        found |= _passwords(written.get(name, ""))
    return (found | _tokens(written.get("chat_urls", ""))) - {""}


def _tokens(chats: str) -> set[str]:
    """Return what may be the token in the addresses of chats: every long word, as written, and as decoded."""
    return {form(one) for one in re.findall(rf"[^\s,=/?&@:#]{{{LEAST_TOKEN},}}", chats) for form in (str, unquote)}


def _passwords(address: str) -> set[str]:
    """Return what may be the password in an address, also in one that is malformed: as written, and as decoded."""
    named = address.partition("://")[2]
    ends = (named, re.split(r"[/?#]", named)[0])
    found = {end.rpartition("@")[0].partition(":")[2] for end in ends}
    found.update(re.findall(r"[?&]password=([^&#]*)", named))
    return {form(one).strip() for one in found for form in (str, unquote)}


def _log_file() -> Path:
    """Return the log in the register's folder, or in the folder for passing files where there is no register yet."""
    home = find_home()
    folder = home / "logs" if home.is_dir() else Path(tempfile.gettempdir()) / "griffie-logs"
    return folder / "griffie.log"
