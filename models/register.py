"""Every table of the register, so that its metadata is complete for migrations and tests."""

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
    Round,
    RoundCache,
    RoundLetter,
    Settlement,
)
from models.commitments import Commitment
from models.letters import IntakePaper, Letter, LetterDate, LetterParty, LetterReading, Paper
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
)
"""Tables whose rows are only ever added."""

SETTLED: dict[type[SQLModel], tuple[str, ...]] = {
    Dossier: ("number",),
    LetterReading: ("id", "letter_id", "access", "reader_version", "text", "fields"),
    Message: ("to_address", "raw"),
    Reminder: ("round_id", "rung", "due_on", "mailbox_id"),
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

__all__ = [
    "APPEND_ONLY",
    "FACTS",
    "KEPT",
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
    "Hold",
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
    "Round",
    "RoundCache",
    "RoundLetter",
    "Settlement",
    "Substitute",
    "Tenure",
    "TermRevision",
    "metadata",
]
