"""Text as a file may hold it: without the control characters that no form of print has."""

from __future__ import annotations

import re
from html import escape

_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff]")
_HALF = re.compile("[\ud800-\udfff]")


def whole(text: str) -> str:
    """Return a text in which half a character (a lone surrogate, from JSON) shows as a replacement sign."""
    return _HALF.sub("\ufffd", text)


def printable(text: str) -> str:
    """Return a text of whole characters without control characters."""
    return whole(_UNPRINTABLE.sub("", text))


def escaped(text: str) -> str:
    """Return a text as it may stand in XML and HTML, between tags and in an attribute."""
    return escape(printable(text))
