"""The rules, the calendar and the ladder of an office: out of its rows, as one value."""

from datetime import date
from typing import Any

from sqlalchemy import or_
from sqlmodel import Session, col, select

from casework.remembered import remembered
from casework.workplace import Workplace
from models.reference import CalendarDay, CountingRule, Coverage, LadderRung, Recess
from procedure.reminders import Rung
from procedure.rulebook import Rulebook, read_ladder


def load_rulebook(session: Session, *, on: date) -> Rulebook:
    """Return the rulebook of the office; of the ladder, the rungs in force on the day."""
    return Rulebook.from_tables(rulebook_tables(session, on=on))


def rulebook_of(place: Workplace, *, on: date) -> Rulebook:
    """Return the rulebook of the office, read by itself: papers are read by it while nothing is locked."""
    with place.transaction() as session:
        return load_rulebook(session, on=on)


def rulebook_tables(session: Session, *, on: date) -> dict[str, Any]:
    """Return the office's rules as plain tables, in the shape of the files in ``config/data``."""
    coverage = session.exec(select(Coverage).order_by(col(Coverage.first_day))).all()
    return {
        "calendar": next(
            ({"first": row.first_day, "last": row.last_day} for row in coverage if row.calendar == "days"), {}
        ),
        "decree_coverage": [_period(row) for row in coverage if row.calendar == "decree"],
        "decree_day": [
            {"day": row.day, "source": row.source, "checked_on": row.checked_on}
            for row in session.exec(select(CalendarDay).order_by(col(CalendarDay.day)))
        ],
        "recess": [
            {"chamber": row.chamber.value, "kind": row.kind, **_period(row)}
            for row in session.exec(select(Recess).order_by(col(Recess.chamber), col(Recess.first_day)))
        ],
        "rule": [row.data for row in session.exec(select(CountingRule).order_by(col(CountingRule.id)))],
        "rung": [_rung(row) for row in rungs_in_force(session, on=on)],
    }


@remembered
def load_ladder(session: Session, *, on: date) -> tuple[Rung, ...]:
    """Return the rungs in force on the day, for every chamber and kind of round."""
    return read_ladder(_rung(row) for row in rungs_in_force(session, on=on))


def rungs_in_force(session: Session, *, on: date) -> list[LadderRung]:
    """Return the rungs of every ladder as they are on the day, as loaded; of a changed rung the latest."""
    begun = select(LadderRung).where(
        LadderRung.in_force_from <= on,
        or_(col(LadderRung.in_force_to).is_(None), col(LadderRung.in_force_to) >= on),
    )
    in_order = begun.order_by(col(LadderRung.in_force_from), col(LadderRung.id))
    return list({(row.ladder, row.code, row.chamber, row.kind): row for row in session.exec(in_order)}.values())


def _period(row: Recess | Coverage) -> dict[str, Any]:
    return {"first": row.first_day, "last": row.last_day, "source": row.source, "checked_on": row.checked_on}


def _rung(row: LadderRung) -> dict[str, Any]:
    return {
        "ladder": row.ladder,
        "code": row.code,
        "rank": row.rank,
        "offset": row.offset,
        "unit": row.unit,
        "audience": row.audience.value,
        "mode": row.mode.value,
        "min_span": row.min_span,
        "stale_after": row.stale_after,
        "source": row.source,
        "chamber": row.chamber,
        "kind": row.kind,
        "tone": row.tone,
        "held_in_recess": row.held_in_recess,
        "held_on_free_days": row.held_on_free_days,
        "hours": row.hours,
        "may_opt_out": row.may_opt_out,
    }
