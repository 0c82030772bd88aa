"""What a case holds of people beyond the public record, and that no other case still needs.

A letter, a mail or a paper that another case uses too stays, until that case is anonymised as well. What stands in a
published report is the public record: of a letter that it prints the paper stays.
"""

from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import and_
from sqlmodel import Session, col, select

from casework.errors import Anonymised
from casework.record import key
from models.acts import Act, ActCase, Anomaly
from models.cases import Case, Round, RoundLetter
from models.columns import Erasable
from models.commitments import Commitment
from models.letters import IntakePaper, Letter, LetterReading, Paper
from models.questions import Question
from models.reminders import Message, Reminder
from models.reports import Edition, ReportRound
from models.terms import TermRevision
from procedure.vocabulary import ReminderState, Verb

_Row = TypeVar("_Row", bound=Erasable)

OUR_OWN = "despite"
"""The code of what a clerk wrote down as the ground of an adoption: part of the report, no word of a letter."""

GONE = frozenset(
    {
        ReminderState.SENT,
        ReminderState.WRITTEN,
        ReminderState.DELIVERED,
        ReminderState.FAILED,
        ReminderState.DROPPED,
    }
)
"""States of a message of which the bytes are not needed any more."""


@dataclass(frozen=True, slots=True)
class Traces:
    """What would go."""

    readings: tuple[LetterReading, ...]
    questions: tuple[Question, ...]
    commitments: tuple[Commitment, ...]
    anomalies: tuple[Anomaly, ...]
    terms: tuple[TermRevision, ...]
    messages: tuple[Message, ...]
    papers: tuple[str, ...]
    """Hashes; whether their bytes are still here, the store knows."""


def anonymised(session: Session, case: Case) -> Act | None:
    """Return the act that anonymised a case; None where none did."""
    return session.exec(
        select(Act)
        .join(ActCase, col(ActCase.act_id) == Act.id)
        .where(ActCase.case_id == case.id, Act.verb == Verb.ANONYMISE)
        .order_by(col(Act.id).desc())
    ).first()


def refuse_anonymised(session: Session, case: Case) -> None:
    """Refuse what needs words that are gone; raises Anonymised."""
    act = anonymised(session, case)
    if act is not None:
        raise Anonymised(case=case.number, day=act.on_day)


def traces_of(session: Session, case: Case) -> Traces:
    """Return what a case holds of people beyond the public record and no other case needs."""
    rounds = [key(one) for one in session.exec(select(Round.id).where(Round.case_id == case.id))]
    letters = set(session.exec(select(RoundLetter.letter_id).where(col(RoundLetter.round_id).in_(rounds))))
    own = letters - _shared_letters(session, case, letters)
    said = (
        col(TermRevision.round_id).in_(rounds),
        col(TermRevision.letter_id).is_(None),  # what a letter says stands under the office that signed it
        TermRevision.said_by != "",
    )
    return Traces(
        readings=_whole(session, LetterReading, col(LetterReading.letter_id).in_(own)),
        questions=_whole(session, Question, col(Question.round_id).in_(rounds)),
        commitments=_whole(session, Commitment, col(Commitment.letter_id).in_(own)),
        anomalies=_whole(session, Anomaly, Anomaly.case_id == case.id, Anomaly.code != OUR_OWN),
        terms=_whole(session, TermRevision, *said),
        messages=_messages(session, case, rounds),
        papers=_papers(session, case, own, rounds),
    )


def _whole(session: Session, kind: type[_Row], *conditions: Any) -> tuple[_Row, ...]:
    """Return the rows from which nothing was taken yet."""
    untouched = col(kind.erased_act_id).is_(None)
    return tuple(session.exec(select(kind).where(untouched, *conditions).order_by(col(kind.id))))  # type: ignore[attr-defined]


def _elsewhere(case: Case) -> Any:
    """Return the condition under which a round belongs to another case that is not anonymised."""
    done = select(ActCase.case_id).join(Act, col(Act.id) == ActCase.act_id).where(Act.verb == Verb.ANONYMISE)
    return and_(col(Round.case_id) != case.id, col(Round.case_id).not_in(done))


def _shared_letters(session: Session, case: Case, letters: set[int]) -> set[int]:
    """Return which letters another case uses."""
    asked = select(RoundLetter.letter_id).join(Round, col(Round.id) == RoundLetter.round_id)
    in_force = and_(col(RoundLetter.letter_id).in_(letters), col(RoundLetter.void_act_id).is_(None))
    return set(session.exec(asked.where(in_force, _elsewhere(case))))


def _messages(session: Session, case: Case, rounds: list[int]) -> tuple[Message, ...]:
    """Return the mails, with those that they replaced, whose bytes tell of this case alone and are not needed."""
    told = select(Reminder.message_id).where(col(Reminder.round_id).in_(rounds), col(Reminder.message_id).is_not(None))
    found: dict[int, Message] = {}
    shared: set[int] = set()
    ids = {key(one) for one in session.exec(told)}
    while ids:
        for row in session.exec(select(Message).where(col(Message.id).in_(ids)).order_by(col(Message.id))):
            found[key(row.id)] = row
        asked = select(Reminder.message_id).join(Round, col(Round.id) == Reminder.round_id)
        shared |= {key(one) for one in session.exec(asked.where(col(Reminder.message_id).in_(ids), _elsewhere(case)))}
        ids = {found[one].resend_of for one in ids if one in found} - {None, *found}  # type: ignore[assignment]
    for one in sorted(shared, reverse=True):  # what a shared mail replaced told of the other case too
        before = found[one].resend_of
        while before is not None:
            shared.add(before)
            before = found[before].resend_of
    return tuple(
        row
        for number, row in sorted(found.items())
        if number not in shared and row.raw is not None and row.erased_act_id is None and row.state in GONE
    )


def _papers(session: Session, case: Case, own: set[int], rounds: list[int]) -> tuple[str, ...]:
    """Return the papers of letters that no published report prints, with what hung on them, and nobody else uses."""
    printed = _printed(session, rounds)
    asked = select(Letter.paper_sha256).where(col(Letter.id).in_(own - printed), col(Letter.paper_sha256).is_not(None))
    papers = {str(one) for one in session.exec(asked)}
    for one in tuple(papers):
        hung = select(Paper.sha256).where(col(Paper.provenance).endswith(f"(bijlage bij {one})", autoescape=True))
        papers |= set(session.exec(hung))
    same = select(Letter.paper_sha256, Letter.id).where(col(Letter.paper_sha256).in_(papers))
    users: dict[str, set[int]] = {}
    for digest, letter in session.exec(same):
        users.setdefault(str(digest), set()).add(key(letter))
    waiting = set(
        session.exec(
            select(IntakePaper.sha256).where(
                col(IntakePaper.sha256).in_(papers), col(IntakePaper.void_act_id).is_(None)
            )
        )
    )
    needed = {one for one, letters in users.items() if letters & printed or _shared_letters(session, case, letters)}
    return tuple(sorted(papers - waiting - needed))


def _printed(session: Session, rounds: list[int]) -> set[int]:
    """Return the letters that a published report of these rounds prints."""
    published = (
        select(ReportRound.round_id)
        .join(Edition, col(Edition.report_id) == ReportRound.report_id)
        .where(col(ReportRound.round_id).in_(rounds), col(Edition.void_act_id).is_(None))
    )
    asked = select(RoundLetter.letter_id).where(
        col(RoundLetter.round_id).in_(published), col(RoundLetter.void_act_id).is_(None)
    )
    return set(session.exec(asked))
