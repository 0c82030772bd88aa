"""Committees with their members, ministries with their offices and holders, and mailboxes: each with from and to.

``valid_from`` is the first civil day on which a row holds, ``valid_to`` the last (null: until further notice).
"""

from datetime import date

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from models.columns import enum_column
from procedure.vocabulary import Chamber, Labelled


class MailboxPurpose(Labelled):
    """What a mailbox is for."""

    DESK = "desk", "parlementaire desk"
    SENDER = "sender", "afzender van de commissie"
    CLERK = "clerk", "griffier van de commissie"
    NOTIFY = "notify", "opgegeven adres"


class MemberRole(Labelled):
    """A member's place in a committee."""

    CHAIR = "voorzitter", "voorzitter"
    DEPUTY_CHAIR = "ondervoorzitter", "ondervoorzitter"
    MEMBER = "lid", "lid"
    SUBSTITUTE = "plv. lid", "plaatsvervangend lid"


def _period() -> CheckConstraint:
    return CheckConstraint("valid_to IS NULL OR valid_from IS NULL OR valid_from <= valid_to", name="period_in_order")


def _an_address() -> CheckConstraint:
    kinds = ("%_@_%", "http%://_%", "chat:_%")
    return CheckConstraint(" OR ".join(f"address LIKE '{kind}'" for kind in kinds), name="looks_like_an_address")


class Committee(SQLModel, table=True):
    """A committee of one chamber; its names change, its code stays."""

    __tablename__ = "committee"
    __table_args__ = (UniqueConstraint("chamber", "code"),)

    id: int | None = Field(default=None, primary_key=True)
    chamber: Chamber = enum_column(Chamber)
    code: str


class CommitteeName(SQLModel, table=True):
    """What a committee was called in a period."""

    __tablename__ = "committee_name"
    __table_args__ = (_period(), UniqueConstraint("committee_id", "valid_from"))

    id: int | None = Field(default=None, primary_key=True)
    committee_id: int = Field(foreign_key="committee.id")
    name: str
    valid_from: date | None = None
    valid_to: date | None = None


class Membership(SQLModel, table=True):
    """A seat in a committee, as printed, in order of seniority."""

    __tablename__ = "membership"
    __table_args__ = (_period(), UniqueConstraint("committee_id", "person", "role", "valid_from"))

    id: int | None = Field(default=None, primary_key=True)
    committee_id: int = Field(foreign_key="committee.id", index=True)
    person: str
    party: str
    role: MemberRole = enum_column(MemberRole)
    seniority: int
    signs_as: str = ""
    """How the name stands under a letter (initials and surname), where it differs from the list."""
    valid_from: date | None = None
    valid_to: date | None = None


class Ministry(SQLModel, table=True):
    """A ministry, by its usual abbreviation."""

    __tablename__ = "ministry"

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(unique=True)
    name: str


class Office(SQLModel, table=True):
    """An office that can be written to and can answer: a minister's or a state secretary's."""

    __tablename__ = "office"
    __table_args__ = (UniqueConstraint("ministry_id", "title"),)

    id: int | None = Field(default=None, primary_key=True)
    ministry_id: int = Field(foreign_key="ministry.id")
    title: str


class Tenure(SQLModel, table=True):
    """Who held an office, and in which capacity."""

    __tablename__ = "tenure"
    __table_args__ = (_period(), UniqueConstraint("office_id", "person", "valid_from"))

    id: int | None = Field(default=None, primary_key=True)
    office_id: int = Field(foreign_key="office.id")
    person: str
    capacity: str = ""
    valid_from: date | None = None
    valid_to: date | None = None


class Mailbox(SQLModel, table=True):
    """A mailbox of a ministry (its parliamentary desk) or of a committee (the sender, the clerk).

    A ministry has one desk, and as many addresses beside it as were given in its place (``notify``), each its own.
    """

    __tablename__ = "mailbox"
    __table_args__ = (
        CheckConstraint("(ministry_id IS NULL) <> (committee_id IS NULL)", name="one_owner"),
        Index(
            "uq_mailbox_ministry",
            "ministry_id",
            "purpose",
            unique=True,
            sqlite_where=text("ministry_id IS NOT NULL AND purpose <> 'notify'"),
            postgresql_where=text("ministry_id IS NOT NULL AND purpose <> 'notify'"),
        ),
        Index(
            "uq_mailbox_committee",
            "committee_id",
            "purpose",
            unique=True,
            sqlite_where=text("committee_id IS NOT NULL"),
            postgresql_where=text("committee_id IS NOT NULL"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    ministry_id: int | None = Field(default=None, foreign_key="ministry.id")
    committee_id: int | None = Field(default=None, foreign_key="committee.id")
    purpose: MailboxPurpose = enum_column(MailboxPurpose)


class MailboxAddress(SQLModel, table=True):
    """Where a mailbox's mail goes in a period: a mail address, a webhook's https address, or ``chat:`` and a name."""

    __tablename__ = "mailbox_address"
    __table_args__ = (
        _period(),
        UniqueConstraint("mailbox_id", "valid_from"),
        _an_address(),
    )

    id: int | None = Field(default=None, primary_key=True)
    mailbox_id: int = Field(foreign_key="mailbox.id")
    address: str
    valid_from: date | None = None
    valid_to: date | None = None


class Substitute(SQLModel, table=True):
    """Where a mailbox's mail goes instead, in a period with both its ends: somebody is away, and another takes over."""

    __tablename__ = "substitute"
    __table_args__ = (
        CheckConstraint("valid_from <= valid_to", name="period_in_order"),
        UniqueConstraint("mailbox_id", "valid_from"),
        _an_address(),
    )

    id: int | None = Field(default=None, primary_key=True)
    mailbox_id: int = Field(foreign_key="mailbox.id")
    address: str
    valid_from: date
    valid_to: date


class Alias(SQLModel, table=True):
    """Another name under which a committee, an office or a ministry is found: spellings of papers and clerks."""

    __tablename__ = "alias"
    __table_args__ = (UniqueConstraint("kind", "value", "entity_id"),)

    id: int | None = Field(default=None, primary_key=True)
    kind: str
    """``committee``, ``office`` or ``ministry``."""
    value: str
    """The name, folded: lower case, letters and digits only."""
    entity_id: int
