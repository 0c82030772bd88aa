"""Every table of the register, so that its metadata is complete for migrations and tests."""

from sqlalchemy import Column, Index, text
from sqlmodel import SQLModel

from models.acts import Act, ActCase, ActOutcome, ActRun, Anomaly, Installation
from models.cases import (
    Case,
    CaseCommittee,
    CaseDossier,
    Closing,
    Dossier,
    Hold,
    Obligation,
    ObligationMailbox,
    Round,
    RoundCache,
    RoundLetter,
    Settlement,
)
from models.commitments import Commitment
from models.feeds import FeedKey
from models.letters import IntakePaper, Letter, LetterDate, LetterParty, LetterReading, Paper
from models.moves import ImportLine, Restoration
from models.offices import (
    Alias,
    Committee,
    CommitteeName,
    Mailbox,
    MailboxAddress,
    Membership,
    Ministry,
    Office,
    Substitute,
    Tenure,
)
from models.preferences import Preference
from models.questions import Answer, Question
from models.reference import CalendarDay, CountingRule, Coverage, LadderRung, Recess
from models.reminders import Agenda, Attempt, MailServer, Message, Reminder
from models.reports import Edition, Report, ReportMember, ReportNumber, ReportRound
from models.seals import Seal
from models.terms import TermRevision

metadata = SQLModel.metadata

FACTS = (
    CaseDossier,
    RoundLetter,
    Obligation,
    Settlement,
    Hold,
    Closing,
    Letter,
    LetterDate,
    IntakePaper,
    TermRevision,
    Report,
    ReportNumber,
    Edition,
    Commitment,
    Question,
    Answer,
    FeedKey,
    Restoration,
    Preference,
)
"""Tables whose rows are only ever added, and voided once by a later act."""

APPEND_ONLY = (
    Act,
    ActCase,
    ActOutcome,
    ActRun,
    Anomaly,
    Attempt,
    LetterParty,
    ReportRound,
    ReportMember,
    Case,
    Round,
    Paper,
    CaseCommittee,
    Installation,
    MailServer,
    Seal,
    ImportLine,
    ObligationMailbox,
)
"""Tables whose rows are only ever added."""

SETTLED: dict[type[SQLModel], tuple[str, ...]] = {
    Dossier: ("id", "number"),
    LetterReading: ("id", "letter_id", "access", "reader_version", "text", "fields"),
    Message: (
        "id",
        "message_id",
        "mailbox_id",
        "sender_id",
        "notice",
        "resend_of",
        "act_id",
        "to_address",
        "raw",
    ),
    Reminder: ("id", "round_id", "rung", "due_on", "mailbox_id"),
}
"""Columns that keep the value they once have, in tables whose other columns may change."""

KEPT = (
    *FACTS,
    *APPEND_ONLY,
    Message,
    Reminder,
    Committee,
    Ministry,
    Office,
    LetterReading,
    Dossier,
    MailboxAddress,
    Substitute,
)
"""Tables from which no row is ever deleted (selection list of the chamber: to be kept)."""

ERASABLE: dict[type[SQLModel], tuple[str, ...]] = {
    LetterReading: ("text", "fields"),
    Message: ("to_address", "raw"),
    TermRevision: ("said_by",),
    Question: ("text",),
    Commitment: ("text",),
    Anomaly: ("text",),
}
"""Columns that one act, *anonymise*, may empty, once: words and addresses beyond the public record."""

REFERENCE = (
    Committee,
    CommitteeName,
    Membership,
    Ministry,
    Office,
    Tenure,
    Mailbox,
    MailboxAddress,
    Substitute,
    Alias,
    CountingRule,
    CalendarDay,
    Recess,
    LadderRung,
    Coverage,
)
"""Tables whose rows an office changes by loading them; a seal holds them as they stood after each change."""


def _index_of_later_acts(table: type[SQLModel], column: str, name: str) -> None:
    """Add an index over the few rows that a later act voided or emptied, so that a seal finds them at once."""
    held: Column[int] = SQLModel.metadata.tables[str(table.__tablename__)].c[column]
    there = text(f"{column} IS NOT NULL")
    Index(f"ix_{table.__tablename__}_{name}", held, sqlite_where=there, postgresql_where=there)


for _fact in FACTS:
    _index_of_later_acts(_fact, "void_act_id", "voided")
for _emptied in ERASABLE:
    _index_of_later_acts(_emptied, "erased_act_id", "erased")

__all__ = [
    "APPEND_ONLY",
    "ERASABLE",
    "FACTS",
    "KEPT",
    "REFERENCE",
    "SETTLED",
    "Act",
    "ActCase",
    "ActOutcome",
    "ActRun",
    "Agenda",
    "Alias",
    "Anomaly",
    "Answer",
    "Attempt",
    "CalendarDay",
    "Case",
    "CaseCommittee",
    "CaseDossier",
    "Closing",
    "Commitment",
    "Committee",
    "CommitteeName",
    "CountingRule",
    "Coverage",
    "Dossier",
    "Edition",
    "FeedKey",
    "Hold",
    "ImportLine",
    "Installation",
    "IntakePaper",
    "LadderRung",
    "Letter",
    "LetterDate",
    "LetterParty",
    "LetterReading",
    "MailServer",
    "Mailbox",
    "MailboxAddress",
    "Membership",
    "Message",
    "Ministry",
    "Obligation",
    "ObligationMailbox",
    "Office",
    "Paper",
    "Preference",
    "Question",
    "Recess",
    "Reminder",
    "Report",
    "ReportMember",
    "ReportNumber",
    "ReportRound",
    "Restoration",
    "Round",
    "RoundCache",
    "RoundLetter",
    "Seal",
    "Settlement",
    "Substitute",
    "Tenure",
    "TermRevision",
    "metadata",
]
