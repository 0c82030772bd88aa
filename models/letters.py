"""Papers by their hash, letters with their parties, what was read in them, and the box in which post waits."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from models.cases import unique_in_force
from models.columns import Erasable, Fact, enum_column, instant, json_column, text_column
from procedure.vocabulary import Access, LetterKind, PartyRole


class Paper(SQLModel, table=True):
    """A file as it came, known by the hash of its bytes; those of an open paper lie in the store under that hash."""

    __tablename__ = "paper"
    __table_args__ = (CheckConstraint("length(sha256) = 64", name="whole_hash"),)

    id: int | None = Field(default=None, primary_key=True)
    sha256: str = Field(unique=True)
    size: int
    media: str
    provenance: str = text_column()
    """Where it came from: a file's name, a mail's Message-ID. Data only, never a path that is opened."""
    access: Access = enum_column(Access)


class Letter(Fact, table=True):
    """One letter. Its dates are facts of their own, so that a wrong date can be corrected and stays visible."""

    __tablename__ = "letter"
    __table_args__ = (UniqueConstraint("id", "access"),)

    id: int | None = Field(default=None, primary_key=True)
    paper_sha256: str | None = Field(default=None, foreign_key="paper.sha256", index=True)
    kind: LetterKind = enum_column(LetterKind)
    access: Access = enum_column(Access)
    mark: str = ""
    """The letter's own number (kenmerk), as printed."""
    located_at: str = ""
    """Where a confidential paper lies for inspection."""


class LetterDate(Fact, table=True):
    """When a letter was dated and received: as printed, and as resolved."""

    __tablename__ = "letter_date"
    __table_args__ = (UniqueConstraint("letter_id", "version"),)

    id: int | None = Field(default=None, primary_key=True)
    letter_id: int = Field(foreign_key="letter.id")
    version: int
    dated_printed: str = ""
    dated_on: date
    received_on: date | None = None


class LetterParty(SQLModel, table=True):
    """Who stands on a letter, in which role; the office where it is known, the words as printed always."""

    __tablename__ = "letter_party"
    __table_args__ = (UniqueConstraint("letter_id", "role", "rank"),)

    id: int | None = Field(default=None, primary_key=True)
    letter_id: int = Field(foreign_key="letter.id")
    role: PartyRole = enum_column(PartyRole)
    rank: int
    office_id: int | None = Field(default=None, foreign_key="office.id")
    as_printed: str


class LetterReading(Erasable, table=True):
    """What a version of the reader read in an open letter. A confidential letter has none: the database refuses it."""

    __tablename__ = "reading"
    __table_args__ = (
        UniqueConstraint("letter_id", "reader_version"),
        CheckConstraint("access = 'open'", name="open_letters_only"),
        ForeignKeyConstraint(["letter_id", "access"], ["letter.id", "letter.access"], name="fk_reading_open_letter"),
    )

    id: int | None = Field(default=None, primary_key=True)
    letter_id: int
    access: Access = enum_column(Access)
    reader_version: str
    confirmed_by: str | None = None
    text: str = text_column()
    fields: dict[str, Any] = json_column()


class IntakePaper(Fact, table=True):
    """A paper in the intake box, by number. ``void_act_id`` is the act that filed it: until then it waits."""

    __tablename__ = "intake"
    __table_args__ = (unique_in_force("uq_intake_waiting", "sha256"),)

    id: int | None = Field(default=None, primary_key=True)
    sha256: str = Field(foreign_key="paper.sha256")
    name: str
    kind: LetterKind | None = enum_column(LetterKind, default=None)
    sender_office_id: int | None = Field(default=None, foreign_key="office.id")
    arrived_at: datetime = instant()
    note: str = text_column(default="")
    """What was proposed, or why it could not be read."""
