"""Terms: one row per revision, never changed, so that both clocks and their history stay."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field

from models.columns import Erasable, Fact, enum_column, instant, json_column, text_column
from procedure.vocabulary import Firmness, TermKind, Via


class TermRevision(Erasable, Fact, table=True):
    """A term as it was set, corrected, recomputed or put off, with the rule that counted it and its explanation."""

    __tablename__ = "term"
    __table_args__ = (
        UniqueConstraint("round_id", "version"),
        CheckConstraint("version >= 1", name="version_from_one"),
        CheckConstraint("kind = 'deferral' OR accepted", name="only_a_deferral_is_refused"),
        CheckConstraint("due_at IS NULL OR due_on IS NOT NULL", name="an_hour_has_a_day"),
    )

    id: int | None = Field(default=None, primary_key=True)
    round_id: int = Field(foreign_key="round.id", index=True)
    version: int
    kind: TermKind = enum_column(TermKind)
    clause: str = text_column()
    """The words, verbatim."""
    set_on: date
    """The day from which the date was set: the letter's, or the postponement's."""
    due_on: date | None = None
    due_at: datetime | None = instant(default=None)
    soft_due_on: date | None = None
    firmness: Firmness = enum_column(Firmness)
    accepted: bool = True
    """False for a postponement that the committee refused: it is recorded and moves nothing."""
    rule_name: str
    rule_version: int
    calendar: str
    """The calendar used: its name and how far it was known."""
    explanation: dict[str, Any] = json_column()
    """The sentences as they were said then, by language."""
    reason: str = text_column()
    via: Via | None = enum_column(Via, default=None)
    said_by: str = ""
    letter_id: int | None = Field(default=None, foreign_key="letter.id")
