"""What happened in a simulated year, one value for each thing: its lines are the log, and the judge reads it."""

from dataclasses import dataclass
from datetime import date

Told = tuple[str, str]
"""What a mail tells of: a case, and the last day that it names for an answer (empty where it names none)."""


@dataclass(frozen=True, slots=True)
class Acted:
    """A clerk's act that the register has confirmed, and how the case stands since, by the test's own model."""

    day: date
    verb: str
    case: str
    said: str
    due: date | None
    """The agreed last day; None where none is."""
    set_on: date | None
    """The day on which that date was set."""
    open_to: tuple[str, ...]
    """The addresses that may be told of the case from now on."""
    rests_until: date | None = None
    """The last day of the rest that a person asked for, whether or not it is over; None where nobody did."""


@dataclass(frozen=True, slots=True)
class Boxed:
    """A paper that was taken into the intake box, or filed from it: how many of its ministry wait there since."""

    day: date
    to: str
    """The address of the ministry's desk."""
    waits: int


@dataclass(frozen=True, slots=True)
class Handed:
    """A mail of which the mail server had the whole text, or refused its receiver."""

    day: date
    who: str
    message_id: str
    to: str
    told: tuple[Told, ...]
    sha256: str
    got: bool
    """Whether the mail server keeps it, whatever it said."""
    answer: str
    """What the server said: ``sent``, ``busy``, ``gone``, or ``silence``; a sender that is killed does not hear it."""


@dataclass(frozen=True, slots=True)
class State:
    """A message in a state that the register has committed: ``gone`` where nothing more is to come of it."""

    day: date
    message_id: str
    state: str


@dataclass(frozen=True, slots=True)
class Killed:
    """A process that died, and at which moment."""

    day: date
    who: str
    where: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the ledger, with the state of the message in which it leaves."""

    case: str
    rung: str
    due: date
    to: str
    owed_on: date
    leaves_on: date
    outcome: str
    message_id: str
    state: str


Key = tuple[str, str, date, str]
"""A reminder as the model expects it: case, rung, agreed day, address."""


@dataclass(frozen=True, slots=True)
class Swept:
    """A check and a delivery that came to their end, with what the model says is due and what the register says."""

    day: date
    mail: str
    """How the mail server behaved."""
    owed: tuple[Key, ...]
    """The most urgent rung that is due, for each case and address of which anything moved."""
    rows: tuple[Row, ...]
    """The ledger of those cases."""
    waiting: tuple[tuple[str, str], ...]
    """Messages whose time has come and which have neither left nor failed, each with its address."""


Event = Acted | Boxed | Handed | State | Killed | Swept
