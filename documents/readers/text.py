"""What a reader hands over: one text with form feeds between pages, and what it found wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from documents.values import Anomaly


@dataclass(frozen=True, slots=True)
class Text:
    """The characters of a paper, lines ended by a newline; offsets of findings point into them."""

    content: str
    anomalies: tuple[Anomaly, ...] = ()
