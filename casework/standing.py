"""After every act on a round: what follows from its facts, written down, and the ladder armed anew.

The rules run when facts change, not when the day does. Reminders that are no longer wanted are dropped in the same
transaction as the act that makes them so; those that a sender has claimed cannot be called back, and are named.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import Session, col, or_, select

from casework import lookup
from casework.facts.rounds import RoundView, sort_of, view
from casework.facts.rulebook import load_rulebook
from casework.posting import LEAVES, clerk_mailbox, take_apart, told_by
from casework.record import key, write_act
from casework.values import Hand, ReminderLine
from models.cases import Case, Round, RoundCache
from models.reminders import Agenda, Message, Outcome, Reminder
from procedure import reminders as ladder
from procedure.reminders import NO_DATE, OPEN_DEFERRAL, Owed, Rest, Rung
from procedure.rulebook import Rulebook
from procedure.vocabulary import Audience, Chamber, Mode, ReminderState, RoundKind, Verb

CALLABLE_BACK = frozenset({ReminderState.QUEUED, ReminderState.HELD, ReminderState.TEMPORARY_FAILURE})
"""States of a message that no mail server has taken, or may have taken."""

UNDER_WAY = frozenset({ReminderState.SENDING, ReminderState.UNSURE})
"""States of a message that may have arrived already."""

ARRIVED = frozenset({ReminderState.SENT, ReminderState.WRITTEN, ReminderState.DELIVERED})
"""States of a message that has left for good."""

LEAVES_NO_MORE = CALLABLE_BACK | {ReminderState.DROPPED, ReminderState.FAILED}
"""States of a message that brings no more what was dropped from it; whether it ever did may be unknown."""

Key = tuple[str, date, int]
"""A reminder within a round: rung, due date, mailbox."""


@dataclass(frozen=True, slots=True)
class Moved:
    """What an act did to the reminders of a round."""

    stands: RoundView
    dropped: tuple[ReminderLine, ...] = ()
    armed: tuple[ReminderLine, ...] = ()
    on_its_way: tuple[ReminderLine, ...] = ()
    too_early: tuple[ReminderLine, ...] = ()


@dataclass(frozen=True, slots=True)
class _Wanted:
    """An entry that the agenda should hold."""

    fire_on: date
    rung: Rung
    due_on: date
    mailbox_id: int

    @property
    def key(self) -> Key:
        return (self.rung.code, self.due_on, self.mailbox_id)


def settle(session: Session, rnd: Round, rulebook: Rulebook, *, on: date, reason: str) -> Moved:
    """Write down what follows from the facts of a round, and return how its reminders moved.

    ``reason`` is the sentence that dropped reminders bear. A reminder that was sent is never armed again for the same
    due date; one that was dropped before it left is.

    Raises:
        BeyondCalendar: the ladder counts working days past what the calendar knows.
        NoMailbox: nobody would be told.
    """
    session.flush()
    stands = view(session, rnd)
    sort = sort_of(session, rnd)
    rulebook = replace(rulebook, ladder=rulebook.ladder_for(*sort))
    wanted, too_early = _wanted(session, rnd, stands, rulebook)
    names = _Names(session, rnd, on)
    ledger = {
        (row.rung, row.due_on, row.mailbox_id): row
        for row in session.exec(select(Reminder).where(Reminder.round_id == rnd.id))
    }
    outranked = {one.key for one in wanted if _outranked(one, ledger, on)}
    owed_by_now = {one.key for one in wanted if one.fire_on <= on} - outranked  # a rest may have put off what is unsent
    still = owed_by_now | _by_hand(wanted, stands) | _own_clock(stands, ledger, rulebook, on)
    still |= _announced(session, [one for one in wanted if one.key not in outranked], ledger)
    recall = _Recall(session, rulebook, names, on=on, reason=reason)
    called_back, on_its_way = recall.all_but(still, ledger)
    if called_back or on_its_way:  # a question that is dropped was not asked: it comes on its own day again
        wanted, _ = _wanted(session, rnd, stands, rulebook)
    left = [one for one in wanted if one.key not in outranked]
    planned = [one for one in left if one.key not in ledger or not _spent(session, ledger[one.key])]
    dropped, armed = _replan(session, rnd, planned, names, sort=sort)
    _cache(session, rnd, stands, planned)
    return Moved(
        stands,
        dropped=(*called_back, *dropped),
        armed=armed,
        on_its_way=on_its_way,
        too_early=tuple(names.line(one.rung.code, one.fire_on, None) for one in too_early),
    )


NOT_ARRIVED = "een bericht erover is niet aangekomen"


def arm_anew(session: Session, message_id: int, hand: Hand) -> None:
    """Arm anew what was dropped while a message that told of it was under way, once that message leaves no more.

    While it might have arrived, what it told stood as spent. Nobody tries it again now, so what is owed later still
    (after a hold, or so many days after a rappel) comes on its day. Where anything moved, an act tells so.

    Raises:
        BeyondCalendar: the ladder counts working days past what the calendar knows.
        NoMailbox: nobody would be told.
    """
    told = select(Reminder.round_id).where(Reminder.message_id == message_id, Reminder.outcome == Outcome.DROPPED)
    for rnd in session.exec(select(Round).where(col(Round.id).in_(told)).order_by(col(Round.id))).all():
        moved = settle(session, rnd, load_rulebook(session, on=hand.on), on=hand.on, reason=NOT_ARRIVED)
        if moved.armed or moved.dropped:
            write_act(session, hand, Verb.SEND, NOT_ARRIVED, cases=[session.get_one(Case, rnd.case_id)])


class _Names:
    """The words for a round's reminders."""

    def __init__(self, session: Session, rnd: Round, on: date) -> None:
        self._session, self._on = session, on
        self._case = session.exec(select(Case.number).where(Case.id == rnd.case_id)).one()

    def line(self, rung: str, day: date, mailbox_id: int | None, state: str = "") -> ReminderLine:
        recipient = "" if mailbox_id is None else lookup.mailbox_name(self._session, mailbox_id)
        return ReminderLine(self._case, rung, day, recipient, state)


def _wanted(
    session: Session, rnd: Round, stands: RoundView, rulebook: Rulebook
) -> tuple[list[_Wanted], tuple[Owed, ...]]:
    """Return every entry that the ladder demands of a round as it stands, and those before its registration."""
    if not stands.open:
        return [], ()
    clerk = clerk_mailbox(session, rnd.case_id)
    desks = list(dict.fromkeys(box for one in stands.owing if one.open for box in one.mailboxes))
    asked = (ladder.after_rests(one, _holds(stands)) for one in _questions(session, stands, rulebook))
    wanted = [_Wanted(one.fire_on, one.rung, one.due_on, clerk) for one in asked]
    agreed = stands.agreed
    if agreed is None or agreed.due_on is None:
        return wanted, ()
    plan = ladder.plan(
        rulebook.ladder,
        agreed.due_on,
        set_on=agreed.set_on,
        registered_on=stands.registered_on,
        days=rulebook.days,
        rests=stands.rests,
        rappel_left_on=stands.rappel_left_on,
    )
    for owed in plan.owed:
        boxes = desks if owed.rung.audience is Audience.DESK else [clerk]
        wanted.extend(_Wanted(owed.fire_on, owed.rung, owed.due_on, box) for box in boxes)
    return wanted, plan.too_early


def _by_hand(asked: list[_Wanted], stands: RoundView) -> set[Key]:
    """Return the letters that a person may send to a desk, whatever the clerk himself was told since."""
    desks = {box for one in stands.owing if one.open for box in one.mailboxes}
    return {(one.rung.code, one.due_on, desk) for one in asked if one.rung.mode is Mode.BY_HAND for desk in desks}


def _announced(session: Session, wanted: Iterable[_Wanted], ledger: dict[Key, Reminder]) -> set[Key]:
    """Return the letters by hand of which the clerk has heard, or perhaps has: they wait for a person through a rest.

    One that was dropped since (the case was closed, say, and is open again) waits again: the clerk is not told twice.
    """
    found: set[Key] = set()
    for one in wanted:
        row = ledger.get(one.key)
        if one.rung.mode is not Mode.BY_HAND or row is None or row.message_id is None:
            continue
        state = session.get_one(Message, row.message_id).state
        if row.outcome is Outcome.DROPPED and state in ARRIVED:
            row.outcome, row.reason = Outcome.BY_HAND, ""
            session.add(row)
        if row.outcome is Outcome.BY_HAND and state in UNDER_WAY | ARRIVED:
            found.add(one.key)
    return found


def _own_clock(stands: RoundView, ledger: dict[Key, Reminder], rulebook: Rulebook, on: date) -> set[Key]:
    """Return the questions to the clerk that hang on no due date, while the round is open and nobody holds it."""
    if not stands.open or any(rest.first <= on <= rest.last for rest in _holds(stands)):
        return set()
    codes = {rung.code for rung in rulebook.ladder if rung.ladder != ladder.TERM}
    return {at for at in ledger if at[0] in codes and (at[0] != OPEN_DEFERRAL or _resting(stands))}


def _holds(stands: RoundView) -> tuple[Rest, ...]:
    """Return the rests that a person asked for: they hold for the clerk also."""
    return tuple(rest for rest in stands.rests if not rest.desk_only)


def _outranked(one: _Wanted, ledger: dict[Key, Reminder], on: date) -> bool:
    """Return whether the same mailbox is told more urgently about the same date, and no later."""
    own = ledger.get(one.key)
    leaves_on = own.leaves_on if own else max(one.fire_on, on)
    return any(
        row.due_on == one.due_on
        and row.mailbox_id == one.mailbox_id
        and row.rank > one.rung.rank
        and row.leaves_on <= leaves_on
        and row.outcome is Outcome.OWED
        for row in ledger.values()
    )


def _resting(stands: RoundView) -> bool:
    return any(rest.desk_only for rest in stands.rests)


def _spent(session: Session, row: Reminder) -> bool:
    """Return whether a reminder was decided for good: owed, skipped, or dropped after it may have left."""
    if row.outcome is not Outcome.DROPPED:
        return True
    message = session.get(Message, row.message_id) if row.message_id else None
    return message is not None and message.state not in LEAVES_NO_MORE


def _questions(session: Session, stands: RoundView, rulebook: Rulebook) -> Iterable[Owed]:
    """Return what the clerk is asked beside the ladder of a date: no date at all, or put off without one."""
    for rest in stands.rests:
        if rest.desk_only:
            found = ladder.rest_after_open_deferral(rulebook.ladder, rest.first, rulebook.days)
            if found is not None:
                yield found[1]
    if stands.agreed is None or stands.agreed.due_on is None:
        code = next((rung.code for rung in rulebook.ladder if rung.ladder == NO_DATE), None)
        after = _last_asked(session, stands, code) or stands.registered_on
        owed = ladder.attention(rulebook.ladder, after, rulebook.days)
        if owed is not None:
            yield owed


def _last_asked(session: Session, stands: RoundView, code: str | None) -> date | None:
    """Return when a question was last put to the clerk; one that was dropped counts where it may have arrived."""
    may_have_arrived = col(Message.state).not_in(LEAVES_NO_MORE)
    return session.exec(
        select(col(Reminder.owed_on))
        .outerjoin(Message, col(Message.id) == Reminder.message_id)
        .where(
            Reminder.round_id == stands.round_id,
            Reminder.rung == code,
            or_(col(Reminder.outcome) != Outcome.DROPPED, may_have_arrived),
        )
        .order_by(col(Reminder.owed_on).desc())
    ).first()


def _replan(
    session: Session, rnd: Round, planned: list[_Wanted], names: _Names, *, sort: tuple[Chamber, RoundKind]
) -> tuple[tuple[ReminderLine, ...], tuple[ReminderLine, ...]]:
    """Make the agenda hold exactly what is planned; return what went and what came."""
    rows = {
        (row.fire_on, row.rung, row.due_on, row.mailbox_id): row
        for row in session.exec(select(Agenda).where(Agenda.round_id == rnd.id))
    }
    keep = {(one.fire_on, *one.key): one for one in planned}
    gone = [row for at, row in rows.items() if at not in keep]
    for row in gone:
        session.delete(row)
    came = [one for at, one in keep.items() if at not in rows]
    for one in came:
        session.add(
            Agenda(
                fire_on=one.fire_on,
                round_id=key(rnd.id),
                rung=one.rung.code,
                mailbox_id=one.mailbox_id,
                due_on=one.due_on,
                rank=one.rung.rank,
                by_hand=one.rung.mode is Mode.BY_HAND,
                chamber=sort[0],
                kind=sort[1],
            )
        )
    session.flush()
    return (
        tuple(names.line(row.rung, row.fire_on, row.mailbox_id) for row in sorted(gone, key=lambda row: row.fire_on)),
        tuple(
            names.line(one.rung.code, one.fire_on, one.mailbox_id) for one in sorted(came, key=lambda one: one.fire_on)
        ),
    )


class _Recall:
    """Calling back what is owed but no longer wanted: what has not left is dropped, what is under way is named."""

    def __init__(self, session: Session, rulebook: Rulebook, names: "_Names", *, on: date, reason: str) -> None:
        self._session, self._days, self._names = session, rulebook.days, names
        self._on, self._reason = on, reason

    def all_but(
        self, still: set[Key], ledger: dict[Key, Reminder]
    ) -> tuple[tuple[ReminderLine, ...], tuple[ReminderLine, ...]]:
        """Drop every owed reminder that may not stand; return what went, and what cannot be called back."""
        dropped: list[ReminderLine] = []
        under_way: list[ReminderLine] = []
        for at, row in ledger.items():
            if at in still or row.outcome not in LEAVES:
                continue
            message = self._session.get(Message, row.message_id) if row.message_id else None
            if message is not None and message.state in ARRIVED and row.outcome is Outcome.OWED:
                continue
            line = self._names.line(row.rung, row.owed_on, row.mailbox_id, ReminderState.DROPPED.value)
            (under_way if message is not None and message.state in UNDER_WAY else dropped).append(line)
            self._drop(row, message)
        return tuple(dropped), tuple(under_way)

    def _drop(self, row: Reminder, message: Message | None) -> None:
        """Drop a reminder; a message that certainly did not arrive goes on without it, worded anew."""
        row.outcome, row.reason = Outcome.DROPPED, self._reason
        if message is not None and message.raw is None:
            row.message_id = None
        self._session.add(row)
        self._session.flush()
        if message is None or message.state not in CALLABLE_BACK:
            return
        if message.raw is not None or not told_by(self._session, message):
            take_apart(self._session, message, self._reason, on=self._on, working_day=self._days.next_working_day)


def _cache(session: Session, rnd: Round, stands: RoundView, planned: list[_Wanted]) -> None:
    """Keep for lists what follows from the facts."""
    row = session.get(RoundCache, rnd.id) or RoundCache(round_id=key(rnd.id), stage=stands.stage)
    original, agreed = stands.original, stands.agreed
    row.stage = stands.stage
    row.requested_on = stands.requested_on
    row.original_due_on = original.due_on if original else None
    row.original_due_at = original.due_at if original else None
    row.agreed_due_on = agreed.due_on if agreed else None
    row.agreed_due_at = agreed.due_at if agreed else None
    row.answered_on, row.received_on = stands.answered_on, stands.received_on
    row.attention_on = min((one.fire_on for one in planned if one.rung.ladder != ladder.TERM), default=None)
    session.add(row)
    session.flush()
