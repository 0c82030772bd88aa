"""Plain logging: one event is one line, whatever is in it, and no password gets into it."""

import logging
import re
import sys
from collections.abc import Iterable
from datetime import datetime
from typing import TextIO

from config.clock import AMSTERDAM

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029]")
"""Control characters but the tab: line ends that would fake a second event, and the escapes of a terminal."""
_PASSWORD = re.compile(r"(?P<before>\b[a-z][a-z0-9+.-]*://[^\s/@:]*:)[^\s/@]+@")


def escaped(text: str) -> str:
    """Return a text as it may stand in one line: control characters are written out."""
    return _UNPRINTABLE.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), text)


class OneLine(logging.Formatter):
    """Time, weight, source and message on one line; a traceback is written out in it. Secrets are starred out."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        """Keep the values that may not appear; the longest first, where one holds another."""
        super().__init__()
        self._secrets = sorted((secret for secret in secrets if secret), key=len, reverse=True)

    def format(self, record: logging.LogRecord) -> str:
        """Return the event as one line, its time in Amsterdam."""
        at = datetime.fromtimestamp(record.created, AMSTERDAM).isoformat(timespec="milliseconds")
        told = record.getMessage()
        if record.exc_info:
            told = f"{told}\n{self.formatException(record.exc_info)}"
        return escaped(self._starred(f"{at} {record.levelname} {record.name}: {told}"))

    def _starred(self, text: str) -> str:
        for secret in self._secrets:
            text = text.replace(secret, "***")
        return _PASSWORD.sub(r"\g<before>***@", text)


def set_up(level: int = logging.INFO, *, secrets: Iterable[str] = (), stream: TextIO | None = None) -> None:
    """Send every event of the program to one stream (default: standard error), one line each."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(OneLine(secrets))
    logging.basicConfig(level=level, handlers=[handler], force=True)
