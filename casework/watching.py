"""The dead man's switch: looks after a register from outside the process that checks, and raises the alarm.

What was said is kept in a file beside the register, not in it: so the alarm also sounds when the register does not
answer, and a restart says nothing twice. Of several that look at once, one says it.
"""

import fcntl
import json
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from casework.health import Health, health, unreachable
from casework.workplace import Workplace
from models.errors import ModelsError
from notifications import alarms
from notifications.carrier import Carrier
from notifications.errors import NotificationsError
from notifications.outcomes import Sent, Unsure, Written
from procedure.amsterdam import AMSTERDAM
from procedure.watching import Alarm, Bell
from procedure.wording import plain_date

STATE, LOCK = "watch.json", "watch.lock"

NOBODY = "Er is niemand om het alarm aan te geven: zet GRIFFIE_ALARM_TO."


@dataclass(frozen=True, slots=True)
class Memory:
    """What the switch remembers: what was said, and what was last known of the register."""

    alarm: Alarm
    checked_at: datetime | None
    first_at: datetime
    """When it first looked."""


@dataclass(frozen=True, slots=True)
class Watched:
    """What was seen, and what was said about it to whom."""

    health: Health
    bell: Bell = Bell.QUIET
    told: tuple[str, ...] = ()
    """Sentences about the alarm: through which channel it went, or why it did not."""

    def plain(self) -> dict[str, Any]:
        """Return all of it as data."""
        seen = self.health
        return {
            "healthy": seen.healthy,
            "at": seen.at.isoformat(),
            "problems": list(seen.problems),
            "warnings": list(seen.warnings),
            **seen.data,
            "alarm": {"bell": self.bell.value, "told": list(self.told)},
        }


def watch(
    home: Path, opened: Callable[[], Workplace], carried: Callable[[], Carrier], *, to: Sequence[str], at: datetime
) -> Watched:
    """Return how the register fares at an instant, after the alarm was raised where it is due, or called off.

    ``opened`` opens the register and ``carried`` gives what carries the alarm to the addresses in ``to``; the latter is
    asked only when there is something to say.
    """
    with _alone(home) as ours:
        memory = _remembered(home / STATE, at)
        seen = _look(opened, memory, at)
        if not ours:
            return Watched(seen)
        bell = memory.alarm.bell(at, ill=seen.ill)
        told, arrived = _say(seen, bell, carried, to) if bell is not Bell.QUIET else ((), False)
        alarm = memory.alarm.after(bell, at, ill=seen.ill, arrived=arrived)
        _remember(home / STATE, replace(memory, alarm=alarm, checked_at=seen.checked_at or memory.checked_at))
        return Watched(seen, bell, told)


def _look(opened: Callable[[], Workplace], memory: Memory, at: datetime) -> Health:
    try:
        return health(opened(), at=at)
    except (ModelsError, SQLAlchemyError) as problem:
        reason = " ".join(str(problem).split()) if isinstance(problem, ModelsError) else type(problem).__name__
        return unreachable(reason, checked_at=memory.checked_at, since=memory.first_at, at=at)


def _say(seen: Health, bell: Bell, carried: Callable[[], Carrier], to: Sequence[str]) -> tuple[tuple[str, ...], bool]:
    """Return what became of the alarm at each address, and whether anybody has it."""
    if not to:
        return (NOBODY,), False
    facts = [("Gezien op", _moment(seen.at)), ("Laatst nagelopen", _moment(seen.checked_at))]
    notice = alarms.ringing(seen.problems, facts) if bell is Bell.RING else alarms.over(facts)
    told: list[str] = []
    arrived = False
    with ExitStack() as open_until_here:
        try:
            through = open_until_here.enter_context(carried())
            made = alarms.parcels(notice, to, mark=seen.mark, at=seen.at)
        except NotificationsError as problem:
            return (f"Het alarm kon niet worden opgesteld: {problem}",), False
        for n, parcel in enumerate(made, start=1):
            outcome = through.deliver(parcel)
            has_it = isinstance(outcome, Sent | Written | Unsure)
            arrived = arrived or has_it
            why = "" if has_it else f": {getattr(outcome, 'reason', '')}"
            told.append(f"{bell.label.capitalize()} {'gemeld' if has_it else 'niet gemeld'} aan adres {n}{why}.")
    return tuple(told), arrived


@contextmanager
def _alone(home: Path) -> Iterator[bool]:
    """Give True to the one that may speak; the lock goes with its process."""
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (home / LOCK).open("ab") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


def _remembered(file: Path, at: datetime) -> Memory:
    """Return what was kept; a file that is not there, or cannot be read, is as if nothing was said yet."""
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
        found = {name: datetime.fromisoformat(value) if value else None for name, value in kept.items()}
        alarm = Alarm(found["since"], found["told_at"], found["tried_at"])
        return Memory(alarm, found["checked_at"], found["first_at"] or at)
    except (OSError, ValueError, KeyError, AttributeError, TypeError):
        return Memory(Alarm(), None, at)


def _remember(file: Path, memory: Memory) -> None:
    """Keep it, whole or not at all."""
    alarm = memory.alarm
    kept = {
        "since": alarm.since,
        "told_at": alarm.told_at,
        "tried_at": alarm.tried_at,
        "checked_at": memory.checked_at,
        "first_at": memory.first_at,
    }
    new = file.with_suffix(".new")
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as out:
        json.dump({name: value.isoformat() if value else None for name, value in kept.items()}, out)
        out.flush()
        os.fsync(out.fileno())
    new.replace(file)


def _moment(at: datetime | None) -> str:
    if at is None:
        return "nog nooit"
    here = at.astimezone(AMSTERDAM)
    return f"{plain_date(here.date())}, {here:%H.%M} uur"
