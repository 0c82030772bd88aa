"""A mail server in memory that is well, busy, silent, away or refuses somebody, and writes down what it got."""

import email
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from email.message import EmailMessage
from email.policy import default
from hashlib import sha256
from random import Random

from notifications.outcomes import GiveUp, Outcome, Sent, TryAgain, Unsure
from notifications.parcels import Parcel
from tests.faults.year.events import Handed, Told

MOODS = ("well", "busy", "silent", "away", "refusing", "changing")
WEIGHTS = (74, 6, 4, 4, 4, 8)

_CASE = re.compile(r"^((?:EK|TK)-\d{4}-\d+): ", re.MULTILINE)
_RAPPEL = re.compile(r"\[((?:EK|TK)-\d{4}-\d+)\]")
_DUE = re.compile(r"^\s*Antwoord uiterlijk: \w+ (\d+) (\w+) (\d{4})", re.MULTILINE)
_MONTHS = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)


def told_in(raw: bytes) -> tuple[Told, ...]:
    """Return the cases of which a mail tells, each with the last day that it names."""
    mail = email.message_from_bytes(raw, policy=default)
    assert isinstance(mail, EmailMessage)
    body = mail.get_body(("plain",))
    assert body is not None
    parts = _CASE.split(body.get_content())
    found = tuple((number, _due(part)) for number, part in zip(parts[1::2], parts[2::2], strict=True))
    return found or tuple((number, "") for number in _RAPPEL.findall(str(mail["Subject"])))


def _due(part: str) -> str:
    found = _DUE.search(part)
    return date(int(found[3]), _MONTHS.index(found[2]) + 1, int(found[1])).isoformat() if found else ""


@dataclass
class Post:
    """The mail server."""

    chance: Random
    note: Callable[[Handed], None]
    day: date
    mood: str = "well"
    refused: str = ""
    """The address that is refused for good."""
    got: int = 0
    ids: set[str] = field(default_factory=set)

    def wakes(self, day: date, mood: str) -> None:
        """Begin a pass in a mood."""
        self.day, self.mood = day, mood
        self.refused = ""

    def takes(self, parcel: Parcel, who: str, comes: Callable[[str], None]) -> Outcome:
        """Return what the sender hears of a mail; it may be killed before the text is there, or before the answer."""
        mood = self.mood if self.mood != "changing" else self.chance.choice(("well", "busy", "silent", "well"))
        comes("before the text")
        if mood == "away":
            return TryAgain("geen verbinding")
        if mood == "refusing":
            self.refused = self.refused or parcel.to
            mood = "gone" if parcel.to == self.refused else "well"
        answer = {"well": "sent", "silent": "silence"}.get(mood, mood)
        got = answer == "sent" or (answer == "silence" and self.chance.random() < 0.5)
        handed = Handed(
            self.day,
            who,
            parcel.message_id,
            parcel.to,
            told_in(parcel.raw),
            sha256(parcel.raw).hexdigest()[:16],
            got,
            answer,
        )
        self.note(handed)
        if got:
            self.got += 1
            self.ids.add(parcel.message_id)
        comes("after the text")
        outcomes: dict[str, Outcome] = {
            "sent": Sent("250 ok"),
            "busy": TryAgain("451 druk"),
            "gone": GiveUp("550 weg"),
            "silence": Unsure("geen antwoord"),
        }
        return outcomes[answer]


@dataclass
class Line:
    """One process's line to the mail server."""

    post: Post
    who: str
    comes: Callable[[str], None]
    stays_here: bool = True

    def deliver(self, parcel: Parcel) -> Outcome:
        """Return what the process hears."""
        return self.post.takes(parcel, self.who, self.comes)

    def close(self) -> None:
        """Leave the server as it is."""
