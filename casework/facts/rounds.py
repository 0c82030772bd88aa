"""One round as it stands: rows in, a frozen view out, from the facts in force alone."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from casework.record import key
from models.cases import Case, Closing, Hold, Obligation, Round, RoundLetter, Settlement
from models.letters import LetterDate
from models.reminders import Message, Outcome, Reminder
from models.reports import Edition, Report, ReportRound
from models.terms import TermRevision
from procedure.lifecycle import Facts, stage
from procedure.reminders import RAPPEL, Rest
from procedure.vocabulary import Chamber, Extent, LetterKind, ReminderState, RoundKind, Stage, TermKind

OPEN_STAGES = frozenset({Stage.REGISTERED, Stage.PARTLY_ANSWERED})
"""Stages at which somebody still owes an answer, and the ladder runs."""

REPLIES = frozenset({LetterKind.REPLY, LetterKind.PARTIAL_REPLY})


@dataclass(frozen=True, slots=True)
class Filed:
    """A letter in its place in a round."""

    letter_id: int
    used_as: LetterKind
    dated_on: date
    received_on: date | None


@dataclass(frozen=True, slots=True)
class Owing:
    """An office addressed, and what came of it."""

    obligation_id: int
    office_id: int
    mailbox_id: int
    extent: Extent | None = None
    answered_on: date | None = None
    received_on: date | None = None

    @property
    def open(self) -> bool:
        """Return whether this office still owes (part of) an answer."""
        return self.extent is not Extent.WHOLE


@dataclass(frozen=True, slots=True)
class RoundView:
    """A round as it stands, from the facts in force."""

    round_id: int
    case_id: int
    sequence: int
    registered_on: date
    stage: Stage
    letters: tuple[Filed, ...]
    owing: tuple[Owing, ...]
    original: TermRevision | None
    agreed: TermRevision | None
    rests: tuple[Rest, ...]
    closed_on: date | None
    rappel_left_on: date | None
    report_id: int | None
    succeeded: bool = False
    """Whether a further round has taken this one's place."""

    @property
    def open(self) -> bool:
        """Return whether somebody still owes an answer here, so that the ladder runs."""
        return self.stage in OPEN_STAGES and not self.succeeded

    @property
    def requested_on(self) -> date | None:
        """Return the date of the (first) request letter."""
        return min((one.dated_on for one in self.letters if one.used_as is LetterKind.REQUEST), default=None)

    @property
    def answered_on(self) -> date | None:
        """Return the date printed on the last reply needed; None while an office still owes an answer."""
        last = self._last_needed()
        return last.dated_on if last else None

    @property
    def received_on(self) -> date | None:
        """Return when the last reply needed came in."""
        last = self._last_needed()
        return last.received_on if last else None

    def _last_needed(self) -> Filed | None:
        replies = [one for one in self.letters if one.used_as in REPLIES]
        if not replies or self.stage in OPEN_STAGES:
            return None
        if any(one.open for one in self.owing):
            if self.report_id is None:
                return None
            return max(replies, key=lambda one: one.dated_on)
        days = [one.answered_on for one in self.owing if one.answered_on is not None]
        needed = max(days, default=max(one.dated_on for one in replies))
        return next((one for one in replies if one.dated_on == needed), None)


def sort_of(session: Session, rnd: Round) -> tuple[Chamber, RoundKind]:
    """Return by what a round has its ladder: its chamber, and whether it is the first of its case or a further one."""
    chamber = session.exec(select(col(Case.chamber)).where(Case.id == rnd.case_id)).one()
    return chamber, RoundKind.FIRST if rnd.sequence == 1 else RoundKind.FURTHER


def view(session: Session, rnd: Round) -> RoundView:
    """Return the round as it stands now."""
    round_id = key(rnd.id)
    letters = _letters(session, round_id)
    owing = _owing(session, round_id, letters)
    original, agreed = _terms(session, round_id)
    closing = session.exec(
        select(Closing).where(Closing.round_id == round_id, col(Closing.void_act_id).is_(None))
    ).first()
    report_id, published = _report(session, round_id)
    facts = Facts(
        addressed=frozenset(one.office_id for one in owing),
        answered_whole=frozenset(one.office_id for one in owing if not one.open),
        replies=sum(one.used_as in REPLIES for one in letters),
        adopted=report_id is not None,
        published=published,
        closed=closing is not None,
    )
    return RoundView(
        round_id=round_id,
        case_id=rnd.case_id,
        sequence=rnd.sequence,
        registered_on=rnd.registered_on,
        stage=stage(facts),
        letters=letters,
        owing=owing,
        original=original,
        agreed=agreed,
        rests=_rests(session, round_id),
        closed_on=closing.on_day if closing else None,
        rappel_left_on=_rappel_left_on(session, round_id, owing),
        report_id=report_id,
        succeeded=session.exec(select(Round.id).where(Round.previous_id == round_id)).first() is not None,
    )


def _letters(session: Session, round_id: int) -> tuple[Filed, ...]:
    rows = session.exec(
        select(
            col(RoundLetter.letter_id), col(RoundLetter.used_as), col(LetterDate.dated_on), col(LetterDate.received_on)
        )
        .join(LetterDate, col(LetterDate.letter_id) == RoundLetter.letter_id)
        .where(
            RoundLetter.round_id == round_id,
            col(RoundLetter.void_act_id).is_(None),
            col(LetterDate.void_act_id).is_(None),
        )
        .order_by(col(RoundLetter.id))
    ).all()
    return tuple(Filed(*row) for row in rows)


def _owing(session: Session, round_id: int, letters: tuple[Filed, ...]) -> tuple[Owing, ...]:
    obligations = session.exec(
        select(Obligation)
        .where(Obligation.round_id == round_id, col(Obligation.void_act_id).is_(None))
        .order_by(col(Obligation.rank), col(Obligation.id))
    ).all()
    filed = {one.letter_id: one for one in letters}
    settled: dict[int, list[tuple[Extent, Filed]]] = {}
    for row in session.exec(
        select(Settlement)
        .join(Obligation, col(Obligation.id) == Settlement.obligation_id)
        .where(Obligation.round_id == round_id, col(Settlement.void_act_id).is_(None))
    ):
        if row.letter_id in filed:
            settled.setdefault(row.obligation_id, []).append((row.extent, filed[row.letter_id]))
    return tuple(_one_owing(one, settled.get(key(one.id), [])) for one in obligations)


def _one_owing(obligation: Obligation, settled: list[tuple[Extent, Filed]]) -> Owing:
    base = Owing(key(obligation.id), obligation.office_id, obligation.mailbox_id)
    whole = [filed for extent, filed in settled if extent is Extent.WHOLE]
    if whole:
        first = min(whole, key=lambda one: one.dated_on)
        return Owing(
            base.obligation_id, base.office_id, base.mailbox_id, Extent.WHOLE, first.dated_on, first.received_on
        )
    if settled:
        extent, filed = settled[-1]
        return Owing(base.obligation_id, base.office_id, base.mailbox_id, extent, filed.dated_on, filed.received_on)
    return base


def _terms(session: Session, round_id: int) -> tuple[TermRevision | None, TermRevision | None]:
    """Return the original term (what we set, corrected or recomputed) and the agreed one (with postponements)."""
    rows = session.exec(
        select(TermRevision)
        .where(TermRevision.round_id == round_id, col(TermRevision.void_act_id).is_(None), TermRevision.accepted)
        .order_by(col(TermRevision.version).desc())
    ).all()
    dated = [row for row in rows if row.kind is not TermKind.DEFERRAL or row.due_on is not None]
    original = next((row for row in rows if row.kind is not TermKind.DEFERRAL), None)
    return original, (dated[0] if dated else None)


def _rests(session: Session, round_id: int) -> tuple[Rest, ...]:
    rows = session.exec(select(Hold).where(Hold.round_id == round_id, col(Hold.void_act_id).is_(None))).all()
    return tuple(Rest(row.first_day, row.last_day, row.desk_only) for row in rows)


def _report(session: Session, round_id: int) -> tuple[int | None, bool]:
    report = session.exec(
        select(Report.id)
        .join(ReportRound, col(ReportRound.report_id) == Report.id)
        .where(ReportRound.round_id == round_id, col(Report.void_act_id).is_(None))
    ).first()
    if report is None:
        return None, False
    edition = session.exec(
        select(Edition.id).where(Edition.report_id == report, col(Edition.void_act_id).is_(None))
    ).first()
    return report, edition is not None


def _rappel_left_on(session: Session, round_id: int, owing: tuple[Owing, ...]) -> date | None:
    """Return when a rappel letter last left for a desk of this round."""
    return session.exec(
        select(col(Reminder.owed_on))
        .join(Message, col(Message.id) == Reminder.message_id)
        .where(
            Reminder.round_id == round_id,
            Reminder.rung == RAPPEL,
            Reminder.outcome == Outcome.OWED,
            col(Reminder.mailbox_id).in_([one.mailbox_id for one in owing]),
            col(Message.state).not_in([ReminderState.FAILED, ReminderState.DROPPED]),
        )
        .order_by(col(Reminder.owed_on).desc())
    ).first()
