"""The published report (verslag van een schriftelijk overleg): adoption, number, composition on that day, editions."""

from datetime import date
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from models.cases import unique_in_force
from models.columns import Fact, enum_column, json_column, text_column
from models.offices import MemberRole


class Report(Fact, table=True):
    """An adopted report: on which day, by which clerk, in which capacity."""

    __tablename__ = "report"
    __table_args__ = (UniqueConstraint("id", "adopted_on"),)

    id: int | None = Field(default=None, primary_key=True)
    adopted_on: date
    clerk: str
    capacity: str = ""
    despite: str = text_column(default="")
    """Why it was adopted although the checklist missed something."""


class ReportRound(SQLModel, table=True):
    """A round that a report is about."""

    __tablename__ = "report_round"

    report_id: int = Field(foreign_key="report.id", primary_key=True)
    round_id: int = Field(foreign_key="round.id", primary_key=True, index=True)


class ReportNumber(Fact, table=True):
    """The number of a report in its first dossier: a letter (Eerste Kamer) or a figure (Tweede Kamer)."""

    __tablename__ = "report_number"
    __table_args__ = (
        unique_in_force("uq_report_number_free", "dossier_id", "number"),
        unique_in_force("uq_report_number_once", "report_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    report_id: int = Field(foreign_key="report.id")
    dossier_id: int = Field(foreign_key="dossier.id")
    number: str


class ReportMember(SQLModel, table=True):
    """The composition on the day of adoption, names as printed; at most one chair for each committee."""

    __tablename__ = "report_member"
    __table_args__ = (
        Index(
            "uq_report_member_chair",
            "report_id",
            "committee_id",
            unique=True,
            sqlite_where=text("role = 'voorzitter'"),
            postgresql_where=text("role = 'voorzitter'"),
        ),
    )

    report_id: int = Field(foreign_key="report.id", primary_key=True)
    committee_id: int = Field(foreign_key="committee.id", primary_key=True)
    rank: int = Field(primary_key=True)
    name: str
    party: str
    role: MemberRole = enum_column(MemberRole)


class Edition(Fact, table=True):
    """A published edition: the first, and each reprint (herdruk) with its reason. Never published before adoption."""

    __tablename__ = "edition"
    __table_args__ = (
        UniqueConstraint("report_id", "n"),
        CheckConstraint("published_on >= adopted_on", name="published_after_adoption"),
        ForeignKeyConstraint(
            ["report_id", "adopted_on"], ["report.id", "report.adopted_on"], name="fk_edition_adopted_report"
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    report_id: int
    adopted_on: date
    n: int
    published_on: date
    reason: str = text_column(default="")
    motive: str = text_column(default="")
    """The clerk's own sentences on why the committee wrote; a reprint keeps them."""
    files: list[dict[str, Any]] = json_column()
    """Name, media type and sha256 of each file."""
