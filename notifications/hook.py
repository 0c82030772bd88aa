"""A rendered notice as JSON for a webhook, and the signature by which its receiver knows us."""

import hashlib
import hmac
import json
from collections.abc import Sequence
from datetime import datetime

from notifications.render import Rendered
from procedure.amsterdam import AMSTERDAM

ID_HEADER, TIME_HEADER, SIGNATURE_HEADER = "Griffie-Id", "Griffie-Timestamp", "Griffie-Signature"
"""The message's id (the same for each retry), the second of sending (Unix time), and ``v1=`` with the signature."""


def compose_hook(rendered: Rendered, *, message_id: str, date: datetime, cases: Sequence[str] = ()) -> bytes:
    """Return the notice as a JSON object; the same input gives the same bytes."""
    body = {
        "id": message_id,
        "at": date.astimezone(AMSTERDAM).isoformat(timespec="seconds"),
        "cases": list(cases),
        "subject": rendered.subject,
        "text": rendered.text,
    }
    return json.dumps(body, ensure_ascii=False, sort_keys=True).encode()


def sign(secret: str, timestamp: int, body: bytes) -> str:
    """Return the signature of a body at a second: HMAC-SHA256 over the second, a full stop and the body."""
    return "v1=" + hmac.new(secret.encode(), b"%d." % timestamp + body, hashlib.sha256).hexdigest()


def is_ours(secret: str, timestamp: int, body: bytes, signature: str) -> bool:
    """Return whether a signature is right; takes as long for a nearly right one as for any other.

    Nothing of ours calls it: it is what a receiver does with our signature, written down so that tests keep it true.
    """
    return hmac.compare_digest(sign(secret, timestamp, body).encode(), signature.encode())
