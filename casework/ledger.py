"""What has come due leaves the agenda for the ledger and the outbox, in a handful of statements over all of it at once.

However many rounds are open, a check costs what is due. `take_off` works in its caller's transaction; the statements
are held against the rules case by case in the tests.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Date,
    Integer,
    Select,
    and_,
    case,
    column,
    delete,
    exists,
    false,
    func,
    insert,
    literal,
    or_,
    select,
    true,
    update,
    values,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col

from casework.posting import postings
from casework.record import key
from casework.values import Hand
from casework.variants import Variants
from models.acts import Act, ActCase
from models.cases import Case, Round
from models.reminders import Agenda, Message, Outcome, Reminder
from notifications import claims, outbox
from procedure.reminders import NO_DATE, attention
from procedure.rulebook import Rulebook
from procedure.vocabulary import RoundKind

TOO_OLD = "te oud om nog te versturen"
SUPERSEDED = "bij hetzelfde nalopen was ook een hogere trede verschuldigd"
OVERTAKEN = "ingehaald door een hogere trede voordat het vertrok"
OPTED_OUT = "de postbus heeft zich voor deze trede afgemeld"

_SUPERSEDED, _OPTED_OUT, _TOO_OLD = "superseded", "opted_out", "too_old"
"""What an entry may come to beside its outcomes: why it is skipped."""

_DUE = Agenda.__table__.alias("due")  # type: ignore[attr-defined]
_HIGHER = Agenda.__table__.alias("higher")  # type: ignore[attr-defined]
_NAMES = (
    *("round_id", "rung", "due_on", "mailbox_id", "rank", "fire_on", "owed_on"),
    *("leaves_on", "outcome", "reason", "message_id", "act_id"),
)
_SETTLED_ANEW = ("rank", "fire_on", "owed_on", "leaves_on", "outcome", "reason", "message_id", "act_id")


def first_day(session: Session) -> date | None:
    """Return the day on which the agenda begins; None where it is empty. One look at the front of an index."""
    return session.execute(select(func.min(Agenda.fire_on))).scalar()


@dataclass(frozen=True, slots=True)
class Taken:
    """How many entries were taken off the agenda, and which reminders of before they overtook, by their rows."""

    entries: int = 0
    overtaken: tuple[int, ...] = ()


def take_off(session: Session, act: Act, hand: Hand, rulebook: Rulebook) -> Taken:
    """Return what was taken off the agenda; what it owes is in the ledger, its messages in the outbox.

    Raises:
        BeyondCalendar: a next reminder, or the day on which one that is held back leaves, lies past what the calendar
            knows.
    """
    variants = Variants(session, rulebook, hand.on)
    waiting = _anything_waits(session)
    due = _due(variants, hand.on, several=_several(session, hand.on))
    _note(session, act, variants, due, _queued(session, act, hand, rulebook, due))
    overtaken = _overtake(session, act, variants) if waiting else ()
    _plan_attention(session, rulebook, hand.on)
    taken = session.execute(delete(Agenda).where(col(Agenda.fire_on) <= hand.on))
    _tie(session, act)
    return Taken(int(taken.rowcount), overtaken)  # type: ignore[attr-defined]


def _outranked(variants: Variants, on: date) -> ColumnElement[bool]:
    """Return whether a higher rung is owed to the same mailbox about the same date, and may leave no later."""
    return exists().where(
        _HIGHER.c.round_id == _DUE.c.round_id,
        _HIGHER.c.mailbox_id == _DUE.c.mailbox_id,
        _HIGHER.c.due_on == _DUE.c.due_on,
        _HIGHER.c.rank > _DUE.c.rank,
        _HIGHER.c.fire_on <= on,
        ~variants.opted_out(_HIGHER),
        ~variants.too_old(_HIGHER),
        variants.no_later(_HIGHER, _DUE),
    )


def _several(session: Session, on: date) -> bool:
    """Return whether more than one rung is due to a mailbox about the same date, as after an outage."""
    if not session.execute(select(func.min(_DUE.c.rank) < func.max(_DUE.c.rank)).where(_DUE.c.fire_on <= on)).scalar():
        return False  # all are of one rank, and none outranks another
    crowded = select(func.count()).where(_DUE.c.fire_on <= on)
    # The nought keeps SQLite from walking the whole agenda in the order of its rounds.
    crowded = crowded.group_by(_DUE.c.round_id + 0, _DUE.c.mailbox_id, _DUE.c.due_on).having(func.count() > 1)
    return session.execute(crowded.limit(1)).first() is not None


def _due(variants: Variants, on: date, *, several: bool) -> Select[Any]:
    """Return what is due until and including a day: each entry with the day on which it may leave and what it comes to.

    Of several rungs to one mailbox about one date the highest is owed, and a lower one only where it may leave sooner.
    What came due too long ago for its rung is recorded and not sent.
    """
    outranked = _outranked(variants, on) if several else false()
    outcome = case(
        (variants.opted_out(_DUE), _OPTED_OUT),
        (outranked, _SUPERSEDED),
        (variants.too_old(_DUE), _TOO_OLD),
        (_DUE.c.by_hand, Outcome.BY_HAND.value),
        else_=Outcome.OWED.value,
    )
    found = select(*_DUE.c, variants.leaves_on(_DUE).label("leaves_on"), outcome.label("comes_to"))
    return found.where(_DUE.c.fire_on <= on)


def _queued(
    session: Session, act: Act, hand: Hand, rulebook: Rulebook, found: Select[Any]
) -> list[tuple[int, date, int]]:
    """Return for each mailbox and day the message in which what is due leaves: one a day, more are put together."""
    due = found.subquery("due")
    groups = select(due.c.mailbox_id, due.c.leaves_on, func.min(due.c.round_id))
    leaving = groups.where(due.c.comes_to.in_([Outcome.OWED.value, Outcome.BY_HAND.value]))
    asked = leaving.group_by(due.c.mailbox_id, due.c.leaves_on).order_by(due.c.mailbox_id, due.c.leaves_on)
    first = [(mailbox, leaves_on, round_id) for mailbox, leaves_on, round_id in session.execute(asked)]
    made = outbox.queue_all(
        session, postings(session, act, first, on=hand.on), working_day=rulebook.days.next_working_day
    )
    return [(mailbox, leaves_on, key(message.id)) for (mailbox, leaves_on, _), message in zip(first, made, strict=True)]


def _note(
    session: Session, act: Act, variants: Variants, found: Select[Any], messages: Sequence[tuple[int, date, int]]
) -> None:
    """Put everything due into the ledger, each once, with the message in which it leaves."""
    # Kept aside by the database, so that it works out once what each entry comes to.
    due, target = found.cte("due").prefix_with("MATERIALIZED"), _targets(messages)
    leaves = due.c.comes_to.in_([Outcome.OWED.value, Outcome.BY_HAND.value])
    # The nought lets SQLite look a mailbox up among the messages, where it would walk all of them for each entry.
    its_own = and_(leaves, target.c.mailbox_id == due.c.mailbox_id + 0, target.c.leaves_on == due.c.leaves_on)
    with_its_message = due.outerjoin(target, its_own)
    why: dict[str, ColumnElement[str]] = {_SUPERSEDED: literal(SUPERSEDED), _TOO_OLD: literal(TOO_OLD)}
    why |= {_OPTED_OUT: literal(OPTED_OUT)}
    told = {
        **{column.name: column for column in due.c},
        "owed_on": literal(act.on_day, Date),
        "outcome": case(*((due.c.comes_to == one, Outcome.SKIPPED.value) for one in why), else_=due.c.comes_to),
        "reason": case(*((due.c.comes_to == one, said) for one, said in why.items()), else_=variants.why_later(due)),
        "message_id": target.c.message_id,
        "act_id": literal(key(act.id)),
    }
    # SQLite would take the ON of the conflict for one of the join, but for a WHERE between them.
    rows = select(*(told[name] for name in _NAMES)).select_from(with_its_message).where(true())
    rows = rows.order_by(due.c.fire_on, due.c.round_id, due.c.rung, due.c.mailbox_id, due.c.due_on)
    dialect = sqlite if session.get_bind().dialect.name == "sqlite" else postgresql
    into = dialect.insert(Reminder).from_select(list(_NAMES), rows)
    session.execute(
        into.on_conflict_do_update(
            index_elements=["round_id", "rung", "due_on", "mailbox_id"],
            set_={name: into.excluded[name] for name in _SETTLED_ANEW},
            where=col(Reminder.outcome) == Outcome.DROPPED,
        )
    )


def _targets(messages: Sequence[tuple[int, date, int]]) -> CTE:
    """Return the messages as a table of the statement: mailbox, day, and the message's row."""
    table = values(
        column("mailbox_id", Integer), column("leaves_on", Date), column("message_id", Integer), name="target"
    )
    return table.data(list(messages) or [(0, date.min, 0)]).cte("target")


def _anything_waits(session: Session) -> bool:
    """Return whether a message waits that nobody has claimed: what it tells may be overtaken."""
    asked = select(col(Message.id)).where(col(Message.state).in_(claims.UNCLAIMED)).limit(1)
    return session.execute(asked).first() is not None


def _overtake(session: Session, act: Act, variants: Variants) -> tuple[int, ...]:
    """Return what is skipped now, by its rows: owed before, not left, and outranked by what leaves no later."""
    now, before = Reminder.__table__.alias("now"), _unclaimed(act).subquery("before")  # type: ignore[attr-defined]
    could_leave = variants.leaves_on(before)
    outranked = select(before.c.id).where(
        now.c.act_id == act.id,
        now.c.round_id == before.c.round_id,
        now.c.mailbox_id == before.c.mailbox_id,
        now.c.due_on == before.c.due_on,
        now.c.outcome != Outcome.SKIPPED,
        now.c.rank > before.c.rank,
        or_(now.c.leaves_on <= before.c.leaves_on, now.c.leaves_on <= could_leave),
    )
    overtaken = tuple(session.execute(outranked.order_by(before.c.id).distinct()).scalars())
    session.execute(
        update(Reminder)
        .where(col(Reminder.id).in_(outranked))
        .values(outcome=Outcome.SKIPPED, reason=OVERTAKEN)
        .execution_options(synchronize_session=False)
    )
    return overtaken


def _unclaimed(act: Act) -> Select[Any]:
    """Return what earlier acts owe and nobody has claimed, each with the sort of its round."""
    kind = Agenda.__table__.c.kind.type  # type: ignore[attr-defined]
    first, further = (literal(one, kind) for one in (RoundKind.FIRST, RoundKind.FURTHER))
    return (
        select(
            *Reminder.__table__.c,  # type: ignore[attr-defined]
            col(Case.chamber),
            case((col(Round.sequence) == 1, first), else_=further).label("kind"),
        )
        .join(Message, col(Message.id) == Reminder.message_id)
        .join(Round, col(Round.id) == Reminder.round_id)
        .join(Case, col(Case.id) == Round.case_id)
        .where(
            col(Message.state).in_(claims.UNCLAIMED),
            col(Reminder.outcome) == Outcome.OWED,
            col(Reminder.act_id) != act.id,
        )
    )


def _plan_attention(session: Session, rulebook: Rulebook, on: date) -> None:
    """A case without a due date comes back again: put its next day on the agenda."""
    codes = {rung.code for rung in rulebook.ladder if rung.ladder == NO_DATE}
    comes_back = and_(_DUE.c.fire_on <= on, _DUE.c.rung.in_(codes))
    for chamber, kind in session.execute(select(_DUE.c.chamber, _DUE.c.kind).where(comes_back).distinct()).all():
        again = attention(rulebook.ladder_for(chamber, kind), on, rulebook.days)
        if again is None:
            continue
        values_ = {**{column.name: column for column in _DUE.c}, "by_hand": false()}
        values_ |= dict.fromkeys(("fire_on", "due_on"), literal(again.fire_on, Date))
        of_this_sort = select(*values_.values()).where(comes_back, _DUE.c.chamber == chamber, _DUE.c.kind == kind)
        session.execute(insert(Agenda).from_select(list(values_), of_this_sort))


def _tie(session: Session, act: Act) -> None:
    """Name in the diary every case that the check touched."""
    touched = (
        select(literal(key(act.id)), col(Round.case_id))
        .join(Reminder, col(Reminder.round_id) == Round.id)
        .where(col(Reminder.act_id) == act.id)
        .distinct()
    )
    session.execute(insert(ActCase).from_select(["act_id", "case_id"], touched))
