"""Cases and their rounds: who asked, about which dossiers, who owes an answer, and what is in force about it."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from models.columns import Fact, enum_column, instant, text_column
from procedure.vocabulary import Access, Chamber, ClosedAs, Extent, LetterKind, Stage

IN_FORCE = text("void_act_id IS NULL")


def unique_in_force(name: str, *columns: str) -> Index:
    """Return a unique index over the rows that no later act voids."""
    return Index(name, *columns, unique=True, sqlite_where=IN_FORCE, postgresql_where=IN_FORCE)


class Dossier(SQLModel, table=True):
    """A dossier by its number: of the Chambers (``34964``), or an E-dossier (``E180019``)."""

    __tablename__ = "dossier"

    id: int | None = Field(default=None, primary_key=True)
    number: str = Field(unique=True)
    title: str = ""
    edossier: bool = False


class Case(SQLModel, table=True):
    """A consultation in writing. Its number is chamber, year of registration and serial; it never changes."""

    __tablename__ = "case"
    __table_args__ = (UniqueConstraint("chamber", "year", "serial"),)

    id: int | None = Field(default=None, primary_key=True)
    number: str = Field(unique=True)
    chamber: Chamber = enum_column(Chamber)
    year: int
    serial: int
    subject: str = text_column()
    access: Access = enum_column(Access)
    registered_on: date
    act_id: int = Field(foreign_key="act.id")


class CaseDossier(Fact, table=True):
    """A dossier in which a case stands; the first numbers the report."""

    __tablename__ = "case_dossier"
    __table_args__ = (unique_in_force("uq_case_dossier_rank", "case_id", "rank"),)

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="case.id")
    dossier_id: int = Field(foreign_key="dossier.id")
    rank: int


class CaseCommittee(SQLModel, table=True):
    """A committee that asks; one of them leads."""

    __tablename__ = "case_committee"
    __table_args__ = (
        Index(
            "uq_case_committee_lead",
            "case_id",
            unique=True,
            sqlite_where=text("rank = 0"),
            postgresql_where=text("rank = 0"),
        ),
    )

    case_id: int = Field(foreign_key="case.id", primary_key=True)
    committee_id: int = Field(foreign_key="committee.id", primary_key=True)
    rank: int
    """Nought for the committee that leads."""


class Round(SQLModel, table=True):
    """One exchange within a case. An earlier round has a lower id, so no chain of rounds can close on itself."""

    __tablename__ = "round"
    __table_args__ = (
        UniqueConstraint("case_id", "sequence"),
        CheckConstraint("previous_id IS NULL OR previous_id < id", name="acyclic"),
        CheckConstraint("sequence >= 1", name="sequence_from_one"),
    )

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="case.id")
    sequence: int
    previous_id: int | None = Field(default=None, foreign_key="round.id")
    registered_on: date
    act_id: int = Field(foreign_key="act.id")


class RoundLetter(Fact, table=True):
    """A letter in its place in a round; one reply may serve three cases."""

    __tablename__ = "round_letter"
    __table_args__ = (unique_in_force("uq_round_letter_once", "round_id", "letter_id"),)

    id: int | None = Field(default=None, primary_key=True)
    round_id: int = Field(foreign_key="round.id", index=True)
    letter_id: int = Field(foreign_key="letter.id", index=True)
    used_as: LetterKind = enum_column(LetterKind)


class Obligation(Fact, table=True):
    """An office that owes an answer, and the desk that is reminded of it."""

    __tablename__ = "obligation"
    __table_args__ = (unique_in_force("uq_obligation_once", "round_id", "office_id"),)

    id: int | None = Field(default=None, primary_key=True)
    round_id: int = Field(foreign_key="round.id", index=True)
    office_id: int = Field(foreign_key="office.id")
    mailbox_id: int = Field(foreign_key="mailbox.id")
    rank: int = 0


class ObligationMailbox(SQLModel, table=True):
    """A further mailbox that is reminded of what an office owes, beside the one of its obligation."""

    __tablename__ = "obligation_mailbox"

    obligation_id: int = Field(foreign_key="obligation.id", primary_key=True)
    mailbox_id: int = Field(foreign_key="mailbox.id", primary_key=True)


class Settlement(Fact, table=True):
    """What a letter answered of what an office owed."""

    __tablename__ = "settlement"
    __table_args__ = (unique_in_force("uq_settlement_once", "obligation_id", "letter_id"),)

    id: int | None = Field(default=None, primary_key=True)
    obligation_id: int = Field(foreign_key="obligation.id", index=True)
    letter_id: int = Field(foreign_key="letter.id")
    extent: Extent = enum_column(Extent)


class Hold(Fact, table=True):
    """Days on which the ladder rests, both included, and why."""

    __tablename__ = "hold"
    __table_args__ = (CheckConstraint("first_day <= last_day", name="period_in_order"),)

    id: int | None = Field(default=None, primary_key=True)
    round_id: int = Field(foreign_key="round.id", index=True)
    first_day: date
    last_day: date
    desk_only: bool = False
    ground: str = text_column()


class Closing(Fact, table=True):
    """A round that was withdrawn, lapsed or noted; voiding it reopens the round."""

    __tablename__ = "closing"
    __table_args__ = (unique_in_force("uq_closing_once", "round_id"),)

    id: int | None = Field(default=None, primary_key=True)
    round_id: int = Field(foreign_key="round.id")
    closed_as: ClosedAs = enum_column(ClosedAs)
    on_day: date


class RoundCache(SQLModel, table=True):
    """What follows from the facts of a round, kept for lists; rebuilt from them at any time."""

    __tablename__ = "round_cache"

    round_id: int = Field(foreign_key="round.id", primary_key=True)
    stage: Stage = enum_column(Stage)
    requested_on: date | None = None
    original_due_on: date | None = None
    agreed_due_on: date | None = None
    original_due_at: datetime | None = instant(default=None)
    agreed_due_at: datetime | None = instant(default=None)
    answered_on: date | None = None
    received_on: date | None = None
    attention_on: date | None = None
