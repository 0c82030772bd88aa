"""The diary: who did what, when and on what ground. Append-only."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field, SQLModel

from models.columns import Erasable, enum_column, instant, json_column, text_column
from procedure.vocabulary import Verb


class Act(SQLModel, table=True):
    """One act of a person, or of a scheduled check. ``payload`` holds plain figures and names, never letter text."""

    __tablename__ = "act"
    __table_args__ = (
        CheckConstraint("length(trim(actor)) > 0", name="actor_named"),
        CheckConstraint("length(trim(ground)) > 0", name="ground_given"),
    )

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = instant()
    """When it was recorded (UTC)."""
    on_day: date
    """The civil day (Amsterdam) on which it counts as done."""
    actor: str
    verb: Verb = enum_column(Verb)
    ground: str = text_column()
    payload: dict[str, Any] = json_column()


class ActCase(SQLModel, table=True):
    """Which cases an act touched: one reply may answer three."""

    __tablename__ = "act_case"

    act_id: int = Field(foreign_key="act.id", primary_key=True)
    case_id: int = Field(foreign_key="case.id", primary_key=True, index=True)


class ActOutcome(SQLModel, table=True):
    """What an act came to, written at its end: the line of the diary, and the words by which its run is tagged."""

    __tablename__ = "act_outcome"

    act_id: int = Field(foreign_key="act.id", primary_key=True)
    headline: str = text_column()
    outcome: str = ""
    committees: list[str] = json_column()
    ministries: list[str] = json_column()
    data: dict[str, Any] = json_column()


class ActRun(SQLModel, table=True):
    """The Prefect run in which an act was done, or which was written for it afterwards."""

    __tablename__ = "act_run"

    id: int | None = Field(default=None, primary_key=True)
    act_id: int = Field(foreign_key="act.id", unique=True)
    run_id: str
    written_afterwards: bool = False


class Installation(SQLModel, table=True):
    """This register: one row, made with the database; its mark stands in every Message-ID."""

    __tablename__ = "installation"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: int = Field(default=1, primary_key=True, sa_column_kwargs={"autoincrement": False})
    mark: str
    created_at: datetime = instant()


class Anomaly(Erasable, table=True):
    """Something odd that was let pass and is kept with its case: what a paper has wrong, or a warning passed over."""

    __tablename__ = "anomaly"
    __table_args__ = (
        Index(
            "uq_anomaly_once",
            "act_id",
            "case_id",
            "code",
            "text",
            unique=True,
            sqlite_where=text("erased_act_id IS NULL"),
            postgresql_where=text("erased_act_id IS NULL"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    act_id: int = Field(foreign_key="act.id")
    case_id: int = Field(foreign_key="case.id", index=True)
    code: str
    text: str = text_column()
