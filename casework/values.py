"""What goes into a verb and what comes out: plain frozen values, never rows."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from procedure.timekeeping import Reading
from procedure.vocabulary import Chamber, ClosedAs, LetterKind, Verb, Via


@dataclass(frozen=True, slots=True)
class Hand:
    """Who acts, on which civil day (Amsterdam) it counts, and at which instant (aware) it is recorded."""

    actor: str
    on: date
    at: datetime
    run_id: str | None = None
    """The Prefect run that does it, if one does."""
    clock: Reading | None = None
    """What the clocks of this machine said; None where the moment was given."""


@dataclass(frozen=True, slots=True)
class PaperIn:
    """A file that is handed over: its name (data only) and its bytes."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class RequestOrder:
    """What a clerk says beside the request letter itself; empty means: as the letter says."""

    committees: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    subject: str = ""
    dossiers: tuple[str, ...] = ()
    edossiers: tuple[str, ...] = ()
    dated: date | None = None
    term: str = ""
    due: date | None = None
    chamber: Chamber | None = None
    further: str = ""
    """The case of which this is a further round."""
    confidential: bool | None = None
    """None: as the paper is marked; a marked paper needs a decision."""


@dataclass(frozen=True, slots=True)
class ReceiveOrder:
    """What a clerk says beside the paper that came in; empty means: as the paper says."""

    cases: tuple[str, ...] = ()
    kind: LetterKind | None = None
    dated: date | None = None
    received: date | None = None
    sender: str = ""
    on_behalf_of: tuple[str, ...] = ()
    confidential: bool | None = None
    located_at: str = ""
    crossed: bool = False
    """True when the clerk has confirmed that a reply dated before its request is right."""


@dataclass(frozen=True, slots=True)
class DeferOrder:
    """A postponement without a paper."""

    via: Via
    reason: str
    to: date | None = None
    said_by: str = ""
    refused: bool = False


@dataclass(frozen=True, slots=True)
class CorrectOrder:
    """Our own mistake, put right: the old value stays visible and both clocks move."""

    reason: str
    letter: int | None = None
    dated: date | None = None
    received: date | None = None
    term: str = ""
    due: date | None = None


@dataclass(frozen=True, slots=True)
class CloseOrder:
    """Why a round is closed."""

    closed_as: ClosedAs
    reason: str


@dataclass(frozen=True, slots=True)
class AdoptOrder:
    """The adoption of a report by the clerk."""

    adopted_on: date
    clerk: str
    capacity: str = ""
    despite: str = ""


@dataclass(frozen=True, slots=True)
class PublishOrder:
    """The publication of an adopted report."""

    number: str = ""
    published_on: date | None = None
    motive: str = ""
    reprint: str = ""
    """The reason of a reprint (herdruk); empty for the first edition."""
    adopt: AdoptOrder | None = None
    forms: tuple[str, ...] = ()
    """The forms of file; empty: as the edition before, else text alone."""
    template: str = ""
    """Empty: as the edition before, else the usual one on the day of adoption."""


@dataclass(frozen=True, slots=True)
class ReminderLine:
    """A reminder as it is named to a person: which case, rung, day, and to whom."""

    case: str
    rung: str
    on: date
    recipient: str
    state: str = ""


@dataclass(frozen=True, slots=True)
class Done:
    """What an act came to: said in sentences, and as data. Flows name their run by it, the desk prints it."""

    verb: Verb
    headline: str
    """What happened, in a few Dutch words, without the case number ("verzoek ingeschreven · antwoord uiterlijk …")."""
    cases: tuple[str, ...] = ()
    act_id: int | None = None
    """None when nothing was recorded (a dry run, or nothing to do)."""
    lines: tuple[str, ...] = ()
    """Full Dutch sentences for a person: what happened and why."""
    said: tuple[str, ...] = ()
    """What may be told outside the register too, in the run history and its logs: no words of a paper, no address."""
    warnings: tuple[str, ...] = ()
    dropped: tuple[ReminderLine, ...] = ()
    armed: tuple[ReminderLine, ...] = ()
    on_its_way: tuple[ReminderLine, ...] = ()
    """Reminders that were already claimed for sending and cannot be called back."""
    committees: tuple[str, ...] = ()
    """Codes, for tags."""
    ministries: tuple[str, ...] = ()
    """Codes, for tags."""
    outcome: str = ""
    """One word for a tag: ``late``, ``in-time``, ``waiting`` …"""
    data: dict[str, Any] = field(default_factory=dict)
    """The same as JSON, for ``--json`` and for Prefect events."""

    @property
    def title(self) -> str:
        """Return the name of a run: the cases, then what happened."""
        return " · ".join(part for part in (", ".join(self.cases), self.headline) if part)
