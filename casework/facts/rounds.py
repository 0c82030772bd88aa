"""One round as it stands: rows in, a frozen view out, from the facts in force alone."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from sqlmodel import Session, col, select

from casework.record import key
from casework.remembered import remembered
from models.cases import Case, Closing, Hold, Obligation, ObligationMailbox, Round, RoundLetter, Settlement
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
    also: tuple[int, ...] = ()
    """Further mailboxes that are reminded beside the first."""

    @property
    def mailboxes(self) -> tuple[int, ...]:
        """Return every mailbox that is reminded of what this office owes."""
        return (self.mailbox_id, *self.also)

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
    chamber = session.get_one(Case, rnd.case_id).chamber
    return chamber, RoundKind.FIRST if rnd.sequence == 1 else RoundKind.FURTHER


@remembered
def view(session: Session, rnd: Round) -> RoundView:
    """Return the round as it stands now."""
    return views(session, [rnd])[key(rnd.id)]


def views(session: Session, rounds: Sequence[Round]) -> dict[int, RoundView]:
    """Return rounds as they stand now, by their ids; each fact is asked for once, for all of them."""
    ids = [key(rnd.id) for rnd in rounds]
    letters = _letters(session, ids)
    owing = _owing(session, ids, letters)
    terms, reports = _terms(session, ids), _reports(session, ids)
    closings = _in_force(session, Closing, ids)
    rests = _in_force(session, Hold, ids)
    rappels = _rappels_left(session, ids, owing)
    succeeded = set(session.exec(select(Round.previous_id).where(col(Round.previous_id).in_(ids))))
    found: dict[int, RoundView] = {}
    for rnd, at in zip(rounds, ids, strict=True):
        closing = next(iter(closings[at]), None)
        report_id, published = reports.get(at, (None, False))
        original, agreed = _original_and_agreed(terms[at])
        facts = Facts(
            addressed=frozenset(one.office_id for one in owing[at]),
            answered_whole=frozenset(one.office_id for one in owing[at] if not one.open),
            replies=sum(one.used_as in REPLIES for one in letters[at]),
            adopted=report_id is not None,
            published=published,
            closed=closing is not None,
        )
        found[at] = RoundView(
            round_id=at,
            case_id=rnd.case_id,
            sequence=rnd.sequence,
            registered_on=rnd.registered_on,
            stage=stage(facts),
            letters=tuple(letters[at]),
            owing=tuple(owing[at]),
            original=original,
            agreed=agreed,
            rests=tuple(Rest(row.first_day, row.last_day, row.desk_only) for row in rests[at]),
            closed_on=closing.on_day if closing else None,
            rappel_left_on=rappels.get(at),
            report_id=report_id,
            succeeded=at in succeeded,
        )
    return found


def _letters(session: Session, ids: list[int]) -> dict[int, list[Filed]]:
    rows = session.exec(
        select(RoundLetter, col(LetterDate.dated_on), col(LetterDate.received_on))
        .join(LetterDate, col(LetterDate.letter_id) == RoundLetter.letter_id)
        .where(
            col(RoundLetter.round_id).in_(ids),
            col(RoundLetter.void_act_id).is_(None),
            col(LetterDate.void_act_id).is_(None),
        )
        .order_by(col(RoundLetter.id))
    ).all()
    found: dict[int, list[Filed]] = defaultdict(list)
    for row, dated_on, received_on in rows:
        found[row.round_id].append(Filed(row.letter_id, row.used_as, dated_on, received_on))
    return found


def _owing(session: Session, ids: list[int], letters: dict[int, list[Filed]]) -> dict[int, list[Owing]]:
    obligations = session.exec(
        select(Obligation)
        .where(col(Obligation.round_id).in_(ids), col(Obligation.void_act_id).is_(None))
        .order_by(col(Obligation.rank), col(Obligation.id))
    ).all()
    filed = {at: {one.letter_id: one for one in letters[at]} for at in ids}
    settled: dict[int, list[tuple[Extent, Filed]]] = defaultdict(list)
    for row, at in session.exec(
        select(Settlement, Obligation.round_id)
        .join(Obligation, col(Obligation.id) == Settlement.obligation_id)
        .where(col(Obligation.round_id).in_(ids), col(Settlement.void_act_id).is_(None))
        .order_by(col(Settlement.id))
    ):
        if row.letter_id in filed[at]:
            settled[row.obligation_id].append((row.extent, filed[at][row.letter_id]))
    also = _further_mailboxes(session, ids)
    found: dict[int, list[Owing]] = defaultdict(list)
    for one in obligations:
        found[one.round_id].append(_one_owing(one, settled[key(one.id)], also.get(key(one.id), ())))
    return found


def _further_mailboxes(session: Session, ids: list[int]) -> dict[int, tuple[int, ...]]:
    """Return the mailboxes beside the first of each obligation that has more than one."""
    found: dict[int, tuple[int, ...]] = {}
    for obligation_id, mailbox_id in session.exec(
        select(ObligationMailbox.obligation_id, ObligationMailbox.mailbox_id)
        .join(Obligation, col(Obligation.id) == ObligationMailbox.obligation_id)
        .where(col(Obligation.round_id).in_(ids))
        .order_by(col(ObligationMailbox.mailbox_id))
    ):
        found[obligation_id] = (*found.get(obligation_id, ()), mailbox_id)
    return found


def _one_owing(obligation: Obligation, settled: list[tuple[Extent, Filed]], also: tuple[int, ...]) -> Owing:
    base = Owing(key(obligation.id), obligation.office_id, obligation.mailbox_id, also=also)
    whole = [filed for extent, filed in settled if extent is Extent.WHOLE]
    if whole:
        first = min(whole, key=lambda one: one.dated_on)
        return replace(base, extent=Extent.WHOLE, answered_on=first.dated_on, received_on=first.received_on)
    if settled:
        extent, filed = settled[-1]
        return replace(base, extent=extent, answered_on=filed.dated_on, received_on=filed.received_on)
    return base


def _terms(session: Session, ids: list[int]) -> dict[int, list[TermRevision]]:
    """Return the terms in force of each round, the newest first."""
    return _by_round(
        session.exec(
            select(TermRevision)
            .where(col(TermRevision.round_id).in_(ids), col(TermRevision.void_act_id).is_(None), TermRevision.accepted)
            .order_by(col(TermRevision.version).desc())
        )
    )


def _original_and_agreed(rows: list[TermRevision]) -> tuple[TermRevision | None, TermRevision | None]:
    """Return the original term (what we set, corrected or recomputed) and the agreed one (with postponements)."""
    dated = [row for row in rows if row.kind is not TermKind.DEFERRAL or row.due_on is not None]
    original = next((row for row in rows if row.kind is not TermKind.DEFERRAL), None)
    return original, (dated[0] if dated else None)


_OfRound = TypeVar("_OfRound", TermRevision, Closing, Hold)


def _in_force(session: Session, table: type[_OfRound], ids: list[int]) -> dict[int, list[_OfRound]]:
    return _by_round(
        session.exec(
            select(table).where(col(table.round_id).in_(ids), col(table.void_act_id).is_(None)).order_by(col(table.id))
        )
    )


def _by_round(rows: Iterable[_OfRound]) -> dict[int, list[_OfRound]]:
    found: dict[int, list[_OfRound]] = defaultdict(list)
    for row in rows:
        found[row.round_id].append(row)
    return found


def _reports(session: Session, ids: list[int]) -> dict[int, tuple[int, bool]]:
    """Return for each round that has a report which one, and whether it was published."""
    rows = session.exec(
        select(col(ReportRound.round_id), col(Report.id), col(Edition.id))
        .join(Report, col(ReportRound.report_id) == Report.id)
        .outerjoin(Edition, (col(Edition.report_id) == Report.id) & col(Edition.void_act_id).is_(None))
        .where(col(ReportRound.round_id).in_(ids), col(Report.void_act_id).is_(None))
    ).all()
    return {at: (key(report), edition is not None) for at, report, edition in rows}


def _rappels_left(session: Session, ids: list[int], owing: dict[int, list[Owing]]) -> dict[int, date]:
    """Return for each round to whose desk a rappel letter left when the last one did."""
    rows = session.exec(
        select(col(Reminder.round_id), col(Reminder.mailbox_id), col(Reminder.owed_on))
        .join(Message, col(Message.id) == Reminder.message_id)
        .where(
            col(Reminder.round_id).in_(ids),
            Reminder.rung == RAPPEL,
            Reminder.outcome == Outcome.OWED,
            col(Message.state).not_in([ReminderState.FAILED, ReminderState.DROPPED]),
        )
    ).all()
    found: dict[int, date] = {}
    for at, mailbox, day in rows:
        if mailbox in {box for one in owing[at] for box in one.mailboxes}:
            found[at] = max(day, found.get(at, day))
    return found
