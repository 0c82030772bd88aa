"""The plan of reminders, the ledger of what was owed, and the outbox with every attempt."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, LargeBinary, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from models.columns import Erasable, enum_column, instant, text_column
from procedure.vocabulary import Chamber, Labelled, ReminderState, RoundKind


class Outcome(Labelled):
    """What a check decided about a reminder. Whether it arrived is told by its message."""

    OWED = "owed", "verschuldigd"
    BY_HAND = "by_hand", "wacht op een mens"
    SKIPPED = "skipped", "overgeslagen"
    DROPPED = "dropped", "vervallen"


class Agenda(SQLModel, table=True):
    """What is still to come, in the order of its days. A rebuildable plan, no evidence."""

    __tablename__ = "agenda"
    __table_args__ = (
        Index("ix_agenda_round", "round_id"),
        {"sqlite_with_rowid": False},
    )

    fire_on: date = Field(primary_key=True)
    round_id: int = Field(foreign_key="round.id", primary_key=True)
    rung: str = Field(primary_key=True)
    mailbox_id: int = Field(foreign_key="mailbox.id", primary_key=True)
    due_on: date = Field(primary_key=True)
    rank: int
    by_hand: bool = False
    """True where the letter itself waits for a person; its announcement to the clerk leaves by itself."""
    chamber: Chamber = enum_column(Chamber)
    kind: RoundKind = enum_column(RoundKind)
    """Chamber and kind of the round, by which its variant of the rung is known without reading the round."""


class Message(Erasable, table=True):
    """A message in the outbox. Address and bytes are settled at the first claim; every retry sends the same bytes."""

    __tablename__ = "message"
    __table_args__ = (
        Index(
            "uq_message_mail_a_day",
            "mailbox_id",
            "send_on",
            unique=True,
            sqlite_where=text("daily AND state <> 'dropped'"),
            postgresql_where=text("daily AND state <> 'dropped'"),
        ),
        Index("ix_message_state", "state", "send_on"),
        CheckConstraint("(raw IS NULL) = (to_address IS NULL)", name="address_with_bytes"),
    )

    id: int | None = Field(default=None, primary_key=True)
    message_id: str = Field(unique=True)
    """The Message-ID, without angle brackets."""
    mailbox_id: int = Field(foreign_key="mailbox.id")
    sender_id: int = Field(foreign_key="mailbox.id")
    notice: str
    """Which template: ``reminder``, ``clerk``, ``rappel`` …"""
    daily: bool = True
    """True for what the ladder sends by itself: at most one such mail a day to a mailbox."""
    channel: str = "mail"
    send_on: date
    """The civil day from which it may leave."""
    state: ReminderState = enum_column(ReminderState)
    note: str = text_column(default="")
    """Why it is held, dropped or failed, in a sentence."""
    to_address: str | None = None
    subject: str = text_column(default="")
    raw: bytes | None = Field(default=None, sa_type=LargeBinary)
    try_at: datetime | None = instant(default=None)
    claimed_at: datetime | None = instant(default=None)
    settled_at: datetime | None = instant(default=None)
    resend_of: int | None = Field(default=None, foreign_key="message.id")
    act_id: int = Field(foreign_key="act.id")


class Reminder(SQLModel, table=True):
    """The ledger: one row per round, rung, due date and mailbox. A moved date is a new row; nothing is sent twice."""

    __tablename__ = "reminder"
    __table_args__ = (
        UniqueConstraint("round_id", "rung", "due_on", "mailbox_id"),
        Index("ix_reminder_message", "message_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    round_id: int = Field(foreign_key="round.id")
    rung: str
    due_on: date
    mailbox_id: int = Field(foreign_key="mailbox.id")
    rank: int
    fire_on: date | None = None
    """The day on which its rung came due; before ``owed_on`` where a check made up for days without one.

    None for a letter that a person sent.
    """
    owed_on: date
    leaves_on: date
    """The civil day from which it may leave, by what holds its rung back; the day owed where nothing does."""
    outcome: Outcome = enum_column(Outcome)
    reason: str = text_column(default="")
    message_id: int | None = Field(default=None, foreign_key="message.id")
    act_id: int = Field(foreign_key="act.id", index=True)


class Attempt(SQLModel, table=True):
    """One try to deliver a message, and what was answered. Append-only."""

    __tablename__ = "attempt"
    __table_args__ = (UniqueConstraint("message_id", "n"),)

    id: int | None = Field(default=None, primary_key=True)
    message_id: int = Field(foreign_key="message.id")
    n: int
    at: datetime = instant()
    outcome: ReminderState = enum_column(ReminderState)
    answer: str = text_column()
    run_id: str | None = None
    sent_sha256: str | None = None
    """The hash of address and bytes that were offered (``models.canon.sent``); null where there were none yet."""


class MailServer(SQLModel, table=True):
    """A mail server that a person has confirmed; nothing is sent to another without asking."""

    __tablename__ = "mail_server"

    server: str = Field(primary_key=True)
    act_id: int = Field(foreign_key="act.id")
