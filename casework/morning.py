"""The check of a day: what has come due leaves the agenda and becomes an owed reminder with its message.

Level-triggered: it looks at what is so on a day, not at what changed. A missed or a repeated check does no harm: the
ledger takes each reminder once, and after an outage each audience is owed the highest rung only.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from sqlalchemy import (
    ColumnElement,
    Date,
    FromClause,
    and_,
    case,
    delete,
    exists,
    false,
    insert,
    literal,
    or_,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col

from casework import clocks, lookup
from casework.auditing import with_head
from casework.facts.rulebook import load_rulebook
from casework.history import MANY_CASES
from casework.outgoing import (
    RungWaiting,
    queue_again,
    queue_by_hand,
    queue_reminders,
    rung_failed,
    rung_waiting,
)
from casework.record import case_by_number, current_round, key, write_act
from casework.standing import settle
from casework.telling import Told, reminder_json, tags_of, tell
from casework.told_of import unconfirmed
from casework.values import Done, Hand, ReminderLine
from casework.workplace import Workplace
from models.acts import Act, ActCase, ActOutcome
from models.cases import Case, Round
from models.reminders import Agenda, Message, Outcome, Reminder
from procedure.lifecycle import offered
from procedure.reminders import NO_DATE, attention, rung_name
from procedure.rulebook import Rulebook
from procedure.vocabulary import ReminderState, Verb
from procedure.wording import plain_date, short_date

SUPERSEDED = "een hogere trede was op dezelfde dag verschuldigd"
TOO_OLD = "te oud om nog te versturen"
OVERTAKEN = "ingehaald door een hogere trede voordat het vertrok"


def check(place: Workplace, hand: Hand) -> Done:
    """Return what has come due until and including a day, noted in the ledger with its messages.

    It names the head of the chain of seals, so that this is known outside the register.

    Raises:
        BeyondCalendar: a next reminder lies past what the calendar knows.
    """
    with place.transaction() as session:
        done = checked(session, hand)
    return with_head(place, done, hand)


def checked(session: Session, hand: Hand) -> Done:
    """Return the check of a day within a transaction that somebody else keeps, or throws away."""
    act = write_act(session, hand, Verb.CHECK, f"termijnen op {plain_date(hand.on)}", **clocks.kept(hand))
    if session.execute(select(Agenda.round_id).where(col(Agenda.fire_on) <= hand.on).limit(1)).first():  # type: ignore[call-overload]
        _take_off(session, act, hand)
    return _told(session, act, hand)


def _take_off(session: Session, act: Act, hand: Hand) -> None:
    """Take what is due off the agenda, and put it into the ledger and the outbox."""
    rulebook = load_rulebook(session, on=hand.on)
    _note(session, act, hand.on, rulebook)
    _overtake(session, act)
    _plan_attention(session, rulebook, hand.on)
    session.execute(delete(Agenda).where(col(Agenda.fire_on) <= hand.on))
    queue_reminders(session, act, hand, rulebook)
    _tie(session, act)


def _note(session: Session, act: Act, on: date, rulebook: Rulebook) -> None:
    """Put everything due into the ledger, each once; of several rungs to one audience only the highest is owed.

    What came due too long ago for its rung is recorded and not sent.
    """
    higher = Agenda.__table__.alias("higher")  # type: ignore[attr-defined]
    due = Agenda.__table__  # type: ignore[attr-defined]
    outranked = exists().where(
        higher.c.round_id == due.c.round_id,
        higher.c.mailbox_id == due.c.mailbox_id,
        higher.c.due_on == due.c.due_on,
        higher.c.rank > due.c.rank,
        higher.c.fire_on <= on,
    )
    stale = or_(false(), *_too_old(due, rulebook, on))
    outcome = case(
        (or_(outranked, stale), Outcome.SKIPPED.value),
        (due.c.by_hand, Outcome.BY_HAND.value),
        else_=Outcome.OWED.value,
    )
    rows = select(
        due.c.round_id,
        due.c.rung,
        due.c.due_on,
        due.c.mailbox_id,
        due.c.rank,
        due.c.fire_on,
        literal(on, Date),
        outcome,
        case((outranked, SUPERSEDED), (stale, TOO_OLD), else_=""),
        literal(key(act.id)),
    ).where(due.c.fire_on <= on)
    rows = rows.order_by(due.c.fire_on, due.c.round_id, due.c.rung, due.c.mailbox_id, due.c.due_on)
    names = ["round_id", "rung", "due_on", "mailbox_id", "rank", "fire_on", "owed_on", "outcome", "reason", "act_id"]
    dialect = sqlite if session.get_bind().dialect.name == "sqlite" else postgresql
    into = dialect.insert(Reminder).from_select(names, rows)
    session.execute(
        into.on_conflict_do_update(
            index_elements=["round_id", "rung", "due_on", "mailbox_id"],
            set_={
                **{name: into.excluded[name] for name in ("fire_on", "owed_on", "outcome", "reason", "act_id", "rank")},
                "message_id": None,
            },
            where=col(Reminder.outcome) == Outcome.DROPPED,
        )
    )


def _too_old(due: FromClause, rulebook: Rulebook, on: date) -> Iterator[ColumnElement[bool]]:
    """Give a condition for each rung that can be too old; of two rungs with one code the more patient counts."""
    codes: dict[str, int | None] = {}
    for rung in rulebook.ladder:
        before = codes.get(rung.code, 0)
        codes[rung.code] = None if None in (before, rung.stale_after) else max(before or 0, rung.stale_after or 0)
    for code, days in codes.items():
        if days is not None:
            yield and_(due.c.rung == code, due.c.fire_on < on - timedelta(days=days))


def _of_this(act: Act) -> ColumnElement[bool]:
    return col(Reminder.act_id) == act.id


def _overtake(session: Session, act: Act) -> None:
    """Skip what was owed before, has not left, and is outranked by what is owed now."""
    now = Reminder.__table__.alias("now")  # type: ignore[attr-defined]
    waiting = select(Message.id).where(  # type: ignore[call-overload]
        col(Message.id) == Reminder.message_id, col(Message.state).in_([ReminderState.QUEUED, ReminderState.HELD])
    )
    session.execute(
        update(Reminder)
        .where(
            col(Reminder.outcome) == Outcome.OWED,
            col(Reminder.act_id) != act.id,
            exists(waiting),
            exists().where(
                now.c.act_id == act.id,
                now.c.round_id == Reminder.round_id,
                now.c.mailbox_id == Reminder.mailbox_id,
                now.c.due_on == Reminder.due_on,
                now.c.rank > Reminder.rank,
                now.c.outcome != Outcome.SKIPPED,
            ),
        )
        .values(outcome=Outcome.SKIPPED, reason=OVERTAKEN)
        .execution_options(synchronize_session=False)
    )


def _plan_attention(session: Session, rulebook: Rulebook, on: date) -> None:
    """A case without a due date comes back again: put its next day on the agenda."""
    codes = [rung.code for rung in rulebook.ladder if rung.ladder == NO_DATE]
    if not codes:
        return
    rows = session.execute(
        select(Agenda.round_id, Agenda.rung, Agenda.mailbox_id, Agenda.rank).where(  # type: ignore[call-overload]
            col(Agenda.fire_on) <= on, col(Agenda.rung).in_(codes)
        )
    ).all()
    again = attention(rulebook.ladder, on, rulebook.days)
    if rows and again is not None:
        session.execute(
            insert(Agenda),
            [
                {
                    "fire_on": again.fire_on,
                    "round_id": row.round_id,
                    "rung": row.rung,
                    "due_on": again.fire_on,
                    "mailbox_id": row.mailbox_id,
                    "rank": row.rank,
                    "by_hand": False,
                }
                for row in rows
            ],
        )


def _tie(session: Session, act: Act) -> None:
    """Name in the diary every case that the check touched."""
    touched = (
        select(literal(key(act.id)), Round.case_id)  # type: ignore[call-overload]
        .join(Reminder, col(Reminder.round_id) == Round.id)
        .where(_of_this(act))
        .distinct()
    )
    session.execute(insert(ActCase).from_select(["act_id", "case_id"], touched))


def _told(session: Session, act: Act, hand: Hand) -> Done:
    """Return what the check found, and keep its line in the diary."""
    rows = session.execute(
        select(Reminder, Case.id, Case.number)  # type: ignore[call-overload]
        .join(Round, col(Round.id) == Reminder.round_id)
        .join(Case, col(Case.id) == Round.case_id)
        .where(_of_this(act))
        .order_by(Case.id, Reminder.rank)
    ).all()
    lines = tuple(
        ReminderLine(number, row.rung, row.owed_on, lookup.mailbox_name(session, row.mailbox_id), row.outcome)
        for row, _, number in rows
    )
    found = Counter(line.state for line in lines)
    cases = {case_id: number for _, case_id, number in rows}
    few = cases if len(cases) <= MANY_CASES else {}
    committees, ministries = tags_of(session, few)
    headline = _headline(hand.on, found)
    outcome = "owed" if found[Outcome.OWED] or found[Outcome.BY_HAND] else "nothing"
    data = {"day": hand.on.isoformat(), **{one.value: found[one] for one in Outcome}, "reminders": reminder_json(lines)}
    session.add(
        ActOutcome(
            act_id=key(act.id),
            headline=headline,
            outcome=outcome,
            committees=list(committees),
            ministries=list(ministries),
            data={name: value for name, value in data.items() if name != "reminders"},
        )
    )
    session.flush()
    return Done(
        verb=Verb.CHECK,
        headline=headline,
        cases=tuple(few.values()),
        act_id=act.id,
        lines=tuple(_line(line) for line in lines),
        said=tuple(_line(line) for line in lines),
        warnings=(*clocks.warning(session, act), *unconfirmed(session, few)),
        committees=committees,
        ministries=ministries,
        outcome=outcome,
        data=data,
    )


def _headline(on: date, found: Counter[str]) -> str:
    parts = [
        f"{found[outcome]} {word}"
        for outcome, word in (
            (Outcome.OWED, "verschuldigd"),
            (Outcome.BY_HAND, "klaar voor de voorzitter"),
            (Outcome.SKIPPED, "overgeslagen"),
        )
        if found[outcome]
    ]
    return f"{short_date(on)} · {', '.join(parts) or 'niets verschuldigd'}"


def _line(line: ReminderLine) -> str:
    what = {
        Outcome.OWED: "verschuldigd",
        Outcome.BY_HAND: "klaar, wacht op de voorzitter",
        Outcome.SKIPPED: "overgeslagen",
    }[Outcome(line.state)]
    return f"{line.case}: {rung_name(line.rung)} aan {line.recipient}: {what}."


def send_rung(place: Workplace, number: str, rung: str, hand: Hand) -> Done:
    """Return the rung that waited for a person, queued now for each desk that still owes an answer.

    A rung that could not be delivered is queued once more. Mail leaves on working days.

    Raises:
        RungWaiting: no such rung waits in this case.
    """
    with place.transaction() as session:
        case_row = case_by_number(session, number)
        rnd = current_round(session, case_row)
        rulebook = load_rulebook(session, on=hand.on)
        before = settle(session, rnd, rulebook, on=hand.on, reason="herinnering verstuurd").stands
        agreed = before.agreed.due_on if before.agreed else None
        waiting = rung_waiting(session, rnd, rung, agreed, rulebook)
        failed = rung_failed(session, rnd, rung)
        if Verb.SEND not in offered(before.stage) or not (waiting or failed):
            raise RungWaiting(case=case_row.number, rung=rung)
        act = write_act(session, hand, Verb.SEND, f"{rung_name(rung)} door een mens verstuurd", cases=[case_row])
        boxes = [row.mailbox_id for row in failed]
        if waiting is not None:
            boxes = list(dict.fromkeys(box for one in before.owing if one.open for box in one.mailboxes))
            queue_by_hand(session, act, hand, rulebook, waiting=waiting, desks=boxes)
        else:
            queue_again(session, act, hand, rulebook, failed)
        moved = settle(session, rnd, rulebook, on=hand.on, reason="een dringender brief is verstuurd")
        names = ", ".join(lookup.mailbox_name(session, box) for box in boxes)
        lines = (f"{rung_name(rung).capitalize()} staat klaar voor {names}.",)
        told = Told(Verb.SEND, f"{rung_name(rung)} vertrekt naar {names}", lines=lines, outcome="reminded")
        return tell(session, act, [case_row], moved, told)
