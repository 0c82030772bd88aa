"""How a try to deliver ended. Each outcome says what to do next; nothing else decides about a retry."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Sent:
    """The receiving server took it over, and said so."""

    answer: str


@dataclass(frozen=True, slots=True)
class Written:
    """It was written to a file (or to the screen) and will not be mailed."""

    path: str


@dataclass(frozen=True, slots=True)
class TryAgain:
    """It certainly did not arrive, and a later try may do better."""

    reason: str
    after: timedelta = timedelta()
    """The shortest wait the other side asked for; the table of pauses may make it longer."""


@dataclass(frozen=True, slots=True)
class GiveUp:
    """It was refused for good: another try is useless."""

    reason: str


@dataclass(frozen=True, slots=True)
class Unsure:
    """It was handed over but nobody confirmed it, so perhaps it arrived (RFC 1047): try again under the same id."""

    reason: str


Outcome = Sent | Written | TryAgain | GiveUp | Unsure
