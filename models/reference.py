"""Reference data that an office changes: counting rules, feast and decree days, recess, the ladder.

Versioned rows, each with its source; a change of the law or of a house habit is a new row with a date in force.
"""

from datetime import date
from typing import Any

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from models.columns import enum_column, json_column, text_column
from procedure.vocabulary import Audience, Chamber, Mode


def _sourced() -> CheckConstraint:
    return CheckConstraint("length(trim(source)) > 0", name="source_given")


class CountingRule(SQLModel, table=True):
    """A way of counting a term, by name and version; ``data`` is the rule as `procedure.rules` reads it."""

    __tablename__ = "counting_rule"
    __table_args__ = (_sourced(), UniqueConstraint("name", "version"))

    id: int | None = Field(default=None, primary_key=True)
    name: str
    version: str
    data: dict[str, Any] = json_column()
    source: str = text_column()


class CalendarDay(SQLModel, table=True):
    """A day that a decree equates with a feast day (gelijkgestelde dag, Algemene termijnenwet art. 3)."""

    __tablename__ = "calendar_day"
    __table_args__ = (_sourced(),)

    day: date = Field(primary_key=True)
    name: str
    source: str = text_column()
    checked_on: date | None = None


class Recess(SQLModel, table=True):
    """A recess of one chamber, first and last day included."""

    __tablename__ = "recess"
    __table_args__ = (
        _sourced(),
        UniqueConstraint("chamber", "kind", "first_day"),
        CheckConstraint("first_day <= last_day", name="period_in_order"),
    )

    id: int | None = Field(default=None, primary_key=True)
    chamber: Chamber = enum_column(Chamber)
    kind: str
    first_day: date
    last_day: date
    source: str = text_column()
    checked_on: date | None = None


class LadderRung(SQLModel, table=True):
    """One step of the ladder of reminders, in force from a day on; for one chamber or one kind of round, or for all."""

    __tablename__ = "rung"
    __table_args__ = (
        _sourced(),
        CheckConstraint("chamber IN ('', 'EK', 'TK')", name="chamber_known"),
        CheckConstraint("kind IN ('', 'first', 'further')", name="kind_known"),
        UniqueConstraint("ladder", "code", "chamber", "kind", "in_force_from"),
    )

    id: int | None = Field(default=None, primary_key=True)
    ladder: str
    code: str
    rank: int
    offset: int
    unit: str
    audience: Audience = enum_column(Audience)
    mode: Mode = enum_column(Mode)
    min_span: int = 0
    stale_after: int | None = None
    """So many days after its own day it is too old to send: it is recorded, and nobody is reminded. None: never."""
    chamber: str = ""
    """Empty for both chambers: a value, not null, so that two such rungs of one day are refused."""
    kind: str = ""
    """Empty for every kind of round, for the same reason."""
    tone: str = ""
    """The template of the sentence that a mail says about the case."""
    held_in_recess: bool = False
    held_on_free_days: bool = True
    hours: str = ""
    """The hours (Amsterdam) within which it may leave, as ``07:00-20:00``; empty for any."""
    may_opt_out: bool = False
    source: str = text_column()
    in_force_from: date
    in_force_to: date | None = None


class Coverage(SQLModel, table=True):
    """How far a calendar is known, first and last day included; a count that leaves ``days`` stops."""

    __tablename__ = "coverage"
    __table_args__ = (
        _sourced(),
        UniqueConstraint("calendar", "first_day"),
        CheckConstraint("first_day <= last_day", name="period_in_order"),
    )

    id: int | None = Field(default=None, primary_key=True)
    calendar: str
    """``days``: the calendar itself, one row; ``decree``: a period of which all decree days are known."""
    first_day: date
    last_day: date
    source: str = text_column()
    checked_on: date | None = None
