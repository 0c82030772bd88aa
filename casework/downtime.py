"""After an outage: the days on which no check finished, and what became of what they would have owed. Reads only.

A day has its check when one was recorded for it. What a later check found is in the ledger, with the day on which it
came due; what was answered or moved before any check came by is told by the act that did so; the rest still waits.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection
from sqlmodel import Session

from casework import lookup
from casework.errors import NoDays
from casework.facts.rulebook import load_rulebook
from casework.ledger import OPTED_OUT, TOO_OLD
from casework.overview import iso
from casework.variants import Variant, rungs_by_variant
from casework.workplace import Workplace
from models import queries
from models.queries import Row
from models.reminders import Outcome
from procedure.amsterdam import AMSTERDAM
from procedure.reminders import Rung
from procedure.vocabulary import Chamber, Labelled, ReminderState, RoundKind


class Became(Labelled):
    """What became of a reminder that came due on a day without a check."""

    CAUGHT_UP = "caught_up", "ingehaald"
    OVERTAKEN = "overtaken", "overgeslagen voor een hogere trede"
    TOO_OLD = "too_old", "te oud om te versturen"
    OPTED_OUT = "opted_out", "de postbus heeft zich afgemeld"
    LAPSED = "lapsed", "vervallen voordat het verschuldigd werd"
    WAITING = "waiting", "wacht op de volgende keer nalopen"


@dataclass(frozen=True, slots=True)
class _Found:
    """What is known of the days asked about."""

    checks: tuple[Row, ...]
    """One check for each day that has one, in the order of the days; those after the days asked about too."""
    entries: Mapping[date, list[dict[str, Any]]]


def downtime(place: Workplace, *, today: date, first: date | None = None, last: date | None = None) -> dict[str, Any]:
    """Return the days without a check from the one day to the other, as plain data.

    Without a first day the register's own is taken: that of its making or of its first check. Without a last day it is
    yesterday: the day itself is not over.

    Raises:
        NoDays: the last day lies before the first, or is not over yet.
    """
    with place.reading() as connection:
        begun = _first_day(connection)
        since, until = first or begun, last or today - timedelta(days=1)
        if until >= today or (first is not None and last is not None and until < since):
            raise NoDays(first=since, last=until, today=today)
        found = _found(connection, since, until, today)
    had = {row["on_day"] for row in found.checks}
    missed = [day for day in _days(since, until) if day not in had]
    days = [_day(day, found) for day in missed]
    return {
        "from": iso(since),
        "until": iso(until),
        "first_day": iso(begun),
        "missed": days,
        "outages": list(_outages(missed, found.checks)),
        **{one.value: sum(len(day[one.value]) for day in days) for one in Became},
    }


def _days(first: date, last: date) -> Iterable[date]:
    return (first + timedelta(days=n) for n in range((last - first).days + 1))


def _first_day(connection: Connection) -> date:
    """Return the day on which the register was made, or that of its first check where that is earlier."""
    [row] = queries.ask(connection, queries.BEGUN)
    made: date = row["at"].astimezone(AMSTERDAM).date()
    return min(made, row["on_day"] or made)


def _found(connection: Connection, first: date, last: date, today: date) -> _Found:
    checks: dict[date, Row] = {}
    for row in queries.ask(connection, queries.CHECKS, first=first):
        checks.setdefault(row["on_day"], row)
    with Session(bind=connection) as session:
        ladder = rungs_by_variant(load_rulebook(session, on=today).ladder_for)
        between = {"first": first, "last": last}
        noted = queries.ask(connection, queries.MADE_UP_FOR, **between)
        waiting = queries.ask(connection, queries.STILL_DUE, **between)
        entries: dict[date, list[dict[str, Any]]] = defaultdict(list)
        for row in noted:
            entries[row["fire_on"]].append(_entry(session, row, _became(row)) | _noted(row))
        for row in waiting:
            entries[row["fire_on"]].append(_entry(session, row, _waits(row, ladder, today)))
    for row in queries.ask(connection, queries.LAPSED, first=first, pattern='%"lapsed"%'):
        for one in row["data"]["lapsed"]:
            entries[date.fromisoformat(one["on"])].append(_lapsed(row, one))
    return _Found(tuple(checks[day] for day in sorted(checks)), entries)


def _became(row: Row) -> Became:
    if row["outcome"] == Outcome.SKIPPED.value:
        if row["reason"].startswith(OPTED_OUT):
            return Became.OPTED_OUT
        return Became.TOO_OLD if row["reason"] == TOO_OLD else Became.OVERTAKEN
    return Became.LAPSED if row["outcome"] == Outcome.DROPPED.value else Became.CAUGHT_UP


def _waits(row: Row, ladder: Mapping[Variant, Rung], today: date) -> Became:
    rung = ladder.get((row["rung"], Chamber(row["chamber"]), RoundKind(row["kind"])))
    return Became.TOO_OLD if rung is not None and rung.is_stale(row["fire_on"], today) else Became.WAITING


def _entry(session: Session, row: Row, became: Became) -> dict[str, Any]:
    return {
        "case": row["case"],
        "rung": row["rung"],
        "owed_on": iso(row["fire_on"]),
        "due_on": iso(row["due_on"]),
        "recipient": lookup.mailbox_name(session, row["mailbox_id"]),
        "became": became.value,
        "caught_up_on": None,
        "act": None,
        "state": None,
        "reason": TOO_OLD if became is Became.TOO_OLD else None,
    }


def _noted(row: Row) -> dict[str, Any]:
    """Return which check came by a reminder in the ledger, and how it stands now."""
    owed = row["outcome"] == Outcome.OWED.value
    return {
        "caught_up_on": iso(row["owed_on"]),
        "act": row["act_id"],
        "state": (row["state"] or ReminderState.QUEUED.value) if owed else row["outcome"],
        "reason": row["reason"] or None,
    }


def _lapsed(row: Row, one: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "case": one["case"],
        "rung": one["rung"],
        "owed_on": one["on"],
        "due_on": None,
        "recipient": one["recipient"],
        "became": Became.LAPSED.value,
        "caught_up_on": None,
        "act": row["id"],
        "state": Outcome.DROPPED.value,
        "reason": row["headline"],
    }


def _day(day: date, found: _Found) -> dict[str, Any]:
    """Return one day without a check: the check after it, and what came due on it, by what became of that."""
    owed = sorted(found.entries.get(day, []), key=lambda one: (one["case"], one["rung"], one["recipient"]))
    return {
        "day": iso(day),
        "caught_up_by": _after(day, found.checks),
        "owed": owed,
        **{became.value: [one for one in owed if one["became"] == became.value] for became in Became},
    }


def _after(day: date, checks: tuple[Row, ...]) -> dict[str, Any] | None:
    row = next((row for row in checks if row["on_day"] > day), None)
    if row is None:
        return None
    return {"act": row["id"], "on": iso(row["on_day"]), "at": row["at"].isoformat(), "by": row["actor"]}


def _outages(missed: list[date], checks: tuple[Row, ...]) -> Iterable[dict[str, Any]]:
    """Give the days without a check as stretches of days that follow one another."""
    while missed:
        length = next((n for n, day in enumerate(missed) if day != missed[0] + timedelta(days=n)), len(missed))
        first, last, missed = missed[0], missed[length - 1], missed[length:]
        yield {"from": iso(first), "until": iso(last), "days": length, "caught_up_by": _after(last, checks)}
