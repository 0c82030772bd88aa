"""Plain text: UTF-8, and what older systems wrote."""

from __future__ import annotations

import re

from documents.readers.text import Text
from documents.values import Anomaly

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")


def text_of(data: bytes) -> Text:
    """Return the text of a plain file, its line ends made one; what is no UTF-8 is read as cp1252, and said so."""
    content, anomalies = _decoded(data)
    content = content.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if _CONTROL.search(content):
        anomalies = (*anomalies, Anomaly("control_characters", "stuurtekens in de tekst zijn als spatie gelezen"))
        content = _CONTROL.sub(" ", content)
    return Text(content, anomalies)


def _decoded(data: bytes) -> tuple[str, tuple[Anomaly, ...]]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace"), ()
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as wrong:
        place = f"byte {wrong.start} is geen UTF-8; de tekst is gelezen als cp1252"
        return data.decode("cp1252", errors="replace"), (Anomaly("not_utf8", place),)
