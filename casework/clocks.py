"""The clock of the machine held against the diary: the last check and the last act say whether to ask first."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select

from casework.errors import ClockInDoubt
from casework.record import CLOCK_SAID
from casework.values import Hand
from casework.workplace import Workplace
from models.acts import Act
from procedure.timekeeping import TOLERANCE, ClockDoubt, Doubt, Reading, doubt
from procedure.vocabulary import Verb
from procedure.wording import hour, short_date

READING = "clocks"
"""Under this name an act of a check keeps what the clocks said."""


@dataclass(frozen=True, slots=True)
class LastCheck:
    """The last check that finished."""

    act_id: int
    at: datetime
    """When it was recorded; never earlier than the act before it."""
    clock: datetime
    """What the clock said then; earlier than ``at`` after a clock that ran ahead was put right."""
    on: date
    reading: Reading | None


def kept(hand: Hand) -> dict[str, Any]:
    """Return what a check keeps of the clocks; nothing where its moment was given and no clock was read."""
    if hand.clock is None:
        return {}
    now = hand.clock
    return {READING: {"wall": now.wall.isoformat(), "running": now.running, "boot": now.boot}}


def last_check(session: Session, *, before: int | None = None) -> LastCheck | None:
    """Return the last check that finished, before an act where one is named; None when there is none."""
    asked = select(Act).where(Act.verb == Verb.CHECK).order_by(col(Act.id).desc()).limit(1)
    act = session.exec(asked if before is None else asked.where(col(Act.id) < before)).first()
    if act is None or act.id is None:
        return None
    said = act.payload.get(READING)
    found = Reading(datetime.fromisoformat(said["wall"]), said["running"], said["boot"]) if said else None
    return LastCheck(act.id, act.at, found.wall if found else act.at, act.on_day, found)


def question(place: Workplace, hand: Hand) -> None:
    """Let a check pass that runs by itself, unless its clock is in doubt; one that a person confirmed is not asked.

    Raises:
        ClockInDoubt: the clock disagrees with the last act, or with the time gone by since the last check.
    """
    if hand.clock is None:
        return
    with place.transaction() as session:
        last = last_check(session)
        found = doubt(hand.clock, last=last.reading if last else None, recorded_at=_known(session, last))
    if found is not None:
        raise ClockInDoubt(doubt=_told(found), now=f"{short_date(hand.clock.wall.date())}, {hour(hand.clock.wall)}")


def warning(session: Session, act: Act) -> tuple[str, ...]:
    """Return a warning where the clock ran behind when an act was recorded; none once a check confirmed that clock."""
    said = act.payload.get(CLOCK_SAID)
    if said is None:
        return ()
    clock, check = datetime.fromisoformat(said), last_check(session, before=act.id)
    if check is not None and check.at - check.clock > TOLERANCE and clock >= check.clock - TOLERANCE:
        return ()
    day = f"{short_date(clock.date())}, {hour(clock)}"
    return (f"{ClockDoubt.BEHIND.label.capitalize()} (nu zou het {day} zijn); het dagboek telt door vanaf toen.",)


def _known(session: Session, last: LastCheck | None) -> datetime | None:
    """Return the latest instant that is known to have passed.

    A check that ran on a clock that had been put back was confirmed by a person: from then on that clock counts.
    """
    at = session.exec(select(Act.at).order_by(col(Act.id).desc()).limit(1)).first()
    return last.clock if last is not None and at is not None and at <= last.at else at


def _told(found: Doubt) -> str:
    minutes = round(found.by.total_seconds() / 60)
    hours, days = round(minutes / 60), found.by.days
    by = f"{minutes} minuten" if hours < 2 else f"{hours} uur" if days < 2 else f"{days} dagen"  # noqa: PLR2004 - from two on
    return f"{found.kind.label} ({by})"
