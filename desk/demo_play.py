"""What was played: the days of the play, with what happened on them and the mails that were written."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

ASKED, DUE = date(2018, 5, 31), date(2018, 6, 14)
"""Thu 31 May: the letter. Thu 14 June: two weeks later."""

ANSWERED, PUBLISHED = date(2018, 6, 20), date(2018, 6, 21)
"""Wed 20 June: the reply. Thu 21 June: the report."""


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail of the play as it lies in the folder."""

    file: str
    to: str
    subject: str
    text: str


@dataclass(slots=True)
class Day:
    """A day of the play: what happened, in sentences, words for the calendar, and the mails that left."""

    on: date
    events: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    mails: list[Mail] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Play:
    """What was played: its days, the case as it ended, and the report."""

    days: tuple[Day, ...]
    case: dict[str, Any]
    report: str
