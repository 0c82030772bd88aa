"""How a register is kept: when it was last checked, what waits to leave, and how far its tables reach. Reads only."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sqlmodel import Session, col, func, select

from casework.clocks import LastCheck, last_check
from casework.facts.rulebook import load_rulebook
from casework.overview import iso
from casework.workplace import Workplace
from models.acts import Act, Installation
from models.reminders import Message, Outcome, Reminder
from notifications import claims
from procedure.amsterdam import AMSTERDAM
from procedure.days import Days
from procedure.timekeeping import TOLERANCE
from procedure.vocabulary import Chamber, ReminderState
from procedure.watching import (
    DAYS_AHEAD,
    MOST_UNSENT,
    MOST_WITHOUT_CHECK,
    TABLE_OLD_AFTER,
    overdue,
    ready_at,
    unsent_for,
)
from procedure.wording import plain_date

HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Health:
    """How a register fares at an instant."""

    at: datetime
    checked_at: datetime | None
    """When the last check finished; None when there was none."""
    ill: bool
    """Whether no check has finished for too long: what the alarm is about."""
    mark: str = "griffie"
    problems: tuple[str, ...] = ()
    """What needs somebody now."""
    warnings: tuple[str, ...] = ()
    """What will need somebody."""
    data: dict[str, Any] = field(default_factory=dict)

    @property
    def healthy(self) -> bool:
        """Return whether nothing needs somebody now."""
        return not self.problems


def health(place: Workplace, *, at: datetime) -> Health:
    """Return how a register fares at an instant (aware)."""
    today = at.astimezone(AMSTERDAM).date()
    with place.reading() as connection, Session(bind=connection) as session:
        made = session.exec(select(Installation)).one()
        last = last_check(session)
        days = load_rulebook(session, on=today).days
        waiting = _waiting(session, days, at)
    ill = overdue(last.clock if last else None, made.created_at, at)
    late = (_without_check(last, made.created_at, at),) if ill else ()
    ahead, calendar = _calendar(days, today)
    old, recess = _recess(days, today)
    failed = waiting.counts["failed"]
    return Health(
        at=at,
        checked_at=last.clock if last else None,
        ill=ill,
        mark=made.mark,
        problems=(*late, *_clock(last, at), *waiting.problems),
        warnings=(*_failed(failed), *ahead, *old),
        data={
            "last_check": _last(last),
            "hours_without_check": round((at - (last.clock if last else made.created_at)) / HOUR, 1),
            "outbox": waiting.counts,
            "calendar": calendar,
            "recess": recess,
        },
    )


def unreachable(reason: str, *, checked_at: datetime | None, since: datetime, at: datetime) -> Health:
    """Return the health of a register that does not answer, by what was last known of it."""
    ill = overdue(checked_at, since, at)
    known = f"laatst bekend: {_moment(checked_at)}" if checked_at else "nooit, voor zover bekend"
    late = (f"Er is al meer dan {MOST_WITHOUT_CHECK // HOUR} uur niet nagelopen ({known}).",) if ill else ()
    return Health(at, checked_at, ill, problems=(*late, f"Het register antwoordt niet: {reason}"))


@dataclass(frozen=True, slots=True)
class _Waiting:
    counts: dict[str, Any]
    problems: tuple[str, ...]


def _waiting(session: Session, days: Days, at: datetime) -> _Waiting:
    """Return what lies in the outbox, and whether something has lain there too long."""
    counted = Counter(dict(session.exec(select(Message.state, func.count()).group_by(col(Message.state))).all()))
    could = [*claims.AGAIN, ReminderState.QUEUED, ReminderState.SENDING]
    rows = session.execute(
        select(Message.state, Message.send_on, Message.try_at, Message.claimed_at, Act.at)  # type: ignore[call-overload]
        .join(Act, col(Act.id) == Message.act_id)
        .where(col(Message.state).in_(could))
    )
    ready = [one for one in (_ready(row) for row in rows) if one <= at]
    oldest = min(ready, default=None)
    behind = unsent_for(oldest, at, days) if oldest else None
    failed = session.exec(
        select(func.count(func.distinct(Message.id)))
        .join(Reminder, col(Reminder.message_id) == Message.id)
        .where(Message.state == ReminderState.FAILED, Reminder.outcome == Outcome.OWED)
    ).one()
    counts = {
        "ready": len(ready),
        "oldest_ready_at": oldest.isoformat() if oldest else None,
        "oldest_minutes": round((at - oldest) / MINUTE) if oldest else None,
        "queued": counted[ReminderState.QUEUED],
        "again": sum(counted[state] for state in claims.AGAIN),
        "held": counted[ReminderState.HELD],
        "failed": failed,
    }
    if behind is None or behind <= MOST_UNSENT:
        return _Waiting(counts, ())
    said = f"Een bericht dat kon vertrekken, ligt al {round(behind / MINUTE)} minuten in de uitbak."
    return _Waiting(counts, (said,))


def _ready(row: Any) -> datetime:
    """Return since when a message could have left, or been settled."""
    queued_at: datetime = row.at
    since: datetime | None = {
        ReminderState.QUEUED: row.try_at,
        ReminderState.SENDING: row.claimed_at,
        ReminderState.TEMPORARY_FAILURE: row.try_at,
        ReminderState.UNSURE: row.try_at,
    }[row.state]
    return since or (ready_at(queued_at, row.send_on) if row.state is ReminderState.QUEUED else queued_at)


def _without_check(last: LastCheck | None, since: datetime, at: datetime) -> str:
    hours = (at - (last.clock if last else since)) // HOUR
    known = f"de laatste keer was {_moment(last.clock)}" if last else f"nog nooit, sinds {_moment(since)}"
    return f"Er is al {hours} uur niet nagelopen ({known})."


def _clock(last: LastCheck | None, at: datetime) -> tuple[str, ...]:
    if last is None or at >= last.clock - TOLERANCE:
        return ()
    return (f"De klok van deze machine ligt vóór de laatste keer nalopen ({_moment(last.clock)}).",)


def _failed(count: int) -> tuple[str, ...]:
    if not count:
        return ()
    many = "1 bericht is" if count == 1 else f"{count} berichten zijn"
    return (f"{many} niet afgeleverd; `griffie show` noemt de herinnering, `griffie send` verstuurt haar opnieuw.",)


def _calendar(days: Days, today: date) -> tuple[tuple[str, ...], dict[str, Any]]:
    decrees = max((one.last for one in days.decree_coverage), default=None)
    warnings = []
    if (days.last - today).days < DAYS_AHEAD:
        warnings.append(
            f"De kalender is bekend tot en met {plain_date(days.last)}; daarna wordt geen termijn berekend."
        )
    if decrees is None or decrees < today:
        known = f"tot en met {plain_date(decrees)}" if decrees else "niet"
        warnings.append(
            f"Gelijkgestelde dagen zijn {known} bekend; laad het volgende besluit met `griffie office load`."
        )
    return tuple(warnings), {"known_until": iso(days.last), "decrees_known_until": iso(decrees)}


def _recess(days: Days, today: date) -> tuple[tuple[str, ...], dict[str, Any]]:
    """Return warnings about recess tables that were long not looked at, or have nothing to come."""
    warnings, known = [], {}
    for chamber in Chamber:
        of = [one for one in days.recesses if one.chamber is chamber]
        last, looked = max((one.last for one in of), default=None), max((one.checked_on for one in of), default=None)
        known[chamber.value] = {"known_until": iso(last), "checked_on": iso(looked)}
        if last is None or looked is None or last < today or today - looked > TABLE_OLD_AFTER:
            until = f"loopt tot en met {plain_date(last)}" if last else "is leeg"
            warnings.append(f"De recestabel van de {chamber.label} {until}; laad een nieuwe met `griffie office load`.")
    return tuple(warnings), known


def _last(last: LastCheck | None) -> dict[str, Any] | None:
    return {"act": last.act_id, "at": last.clock.isoformat(), "on": iso(last.on)} if last else None


def _moment(at: datetime) -> str:
    here = at.astimezone(AMSTERDAM)
    return f"{plain_date(here.date())}, {here:%H.%M} uur"
