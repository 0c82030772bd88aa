"""A morning that is only shown: what would leave on a day at 11:00, to whom and with which words, and what would not.

The same steps are taken as by the check and the delivery of that day, in a transaction that is thrown away. On a day to
come, each day before it is taken to have its check, and what leaves until then to arrive.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from sqlalchemy import and_
from sqlmodel import Session, col, func, select

from casework import delivery, lookup, morning
from casework.facts.rulebook import load_rulebook
from casework.holding import ONE_A_DAY
from casework.ledger import OVERTAKEN
from casework.posting import told_by
from casework.record import key
from casework.rehearsed import PAST, Day, Shown, about_post, civil, told, until
from casework.telling import reminder_json
from casework.values import Done, Hand, ReminderLine
from casework.worded import NO_ADDRESS, first_words
from casework.workplace import Workplace
from models.cases import Case, Round
from models.reminders import Agenda, Message, Outcome, Reminder
from notifications import claims
from notifications.errors import NotificationsError
from notifications.outcomes import Written
from notifications.parcels import channel_of
from notifications.transports.console import words_of
from procedure.amsterdam import AMSTERDAM, instant
from procedure.vocabulary import ReminderState
from procedure.wording import hour, long_date

ELEVEN = time(11)
"""When the check of a day runs by itself (Amsterdam)."""

PERHAPS_UNDER_WAY = "wordt nu verstuurd, of bleef na een afgebroken verzending achter en gaat dan opnieuw"


def rehearse(place: Workplace, hand: Hand) -> Done:
    """Return what the check of a day and its delivery would do; nothing is recorded, and nothing leaves.

    What the check would note is told as the check tells it. ``would_send``, ``would_hold`` and ``would_fail`` among the
    data name every message that would be taken up on that day, ``would_skip`` what a higher rung overtakes or what is
    too old; ``later`` names what waits for a day after it, whichever check queued it.

    Raises:
        BeyondCalendar: a next reminder lies past what the calendar knows.
    """
    today = hand.at.astimezone(AMSTERDAM).date()
    post = sum(path.is_file() for path in place.inbox.iterdir()) if place.inbox.is_dir() else 0
    with place.transaction() as session:
        for day in _days_before(session, today, hand.on):
            _live_through(session, replace(hand, on=day))
        done = _shown_day(session, hand, ahead=hand.on > today)
        session.rollback()
    past = () if hand.on >= today else (f"{long_date(hand.on).capitalize()} is voorbij: {PAST}",)
    return replace(done, warnings=(*done.warnings, *about_post(post), *past))


def _days_before(session: Session, today: date, on: date) -> Iterator[date]:
    """Give each day from today until before the day on which something happens, asked for as they go by."""
    day = today - timedelta(days=1)
    while (after := _next_day(session, day)) is not None and after < on:
        day = max(after, today)
        if day < on:
            yield day


def _next_day(session: Session, day: date) -> date | None:
    """Return the first day after a day on which a rung comes due, or something queued may leave; None without any."""
    fires = session.exec(select(func.min(Agenda.fire_on)).where(col(Agenda.fire_on) > day)).one()
    waits = col(Message.state) == ReminderState.QUEUED
    leaves = session.exec(select(func.min(Message.send_on)).where(waits, col(Message.send_on) > day)).one()
    opens = session.exec(select(func.min(Message.try_at)).where(waits, col(Message.try_at) >= _next(day))).one()
    past = session.exec(select(col(Agenda.round_id)).where(col(Agenda.fire_on) <= day).limit(1)).first()
    stayed = session.exec(select(Message.id).where(waits, col(Message.send_on) <= day).limit(1)).first()
    at_once = None if past is None and stayed is None else day + timedelta(days=1)
    return min((one for one in (fires, leaves, civil(opens), at_once) if one is not None), default=None)


def _next(day: date) -> datetime:
    return instant(day + timedelta(days=1), time())


def _at_eleven(hand: Hand) -> Hand:
    """Return the hand of the check of its day; where eleven o'clock has passed, of one that is made now."""
    return replace(hand, at=max(hand.at, instant(hand.on, ELEVEN)))


def _live_through(session: Session, hand: Hand) -> None:
    """Do the check of a day before, and let what leaves on it for the first time arrive.

    What was tried before is left to be tried: nobody knows how that will end.
    """
    check = _at_eleven(hand)
    for moment in _opening(session, hand):
        if moment < check.at:
            _let_arrive(session, replace(hand, at=moment))
    morning.checked(session, check)
    _let_arrive(session, check)
    for moment in _opening(session, check):
        if moment > check.at:
            _let_arrive(session, replace(check, at=moment))


def _opening(session: Session, hand: Hand) -> list[datetime]:
    """Return the moments of a day, none of them past, at which something that was held back may leave.

    A delivery comes by then: `griffie up` looks at each hour that something waits for.
    """
    waits = and_(col(Message.state).in_((ReminderState.QUEUED, *claims.AGAIN)), col(Message.try_at).is_not(None))
    moments = session.exec(select(col(Message.try_at)).where(waits).distinct()).all()
    return sorted({max(one, hand.at) for one in moments if one is not None and civil(one) == hand.on})


def _let_arrive(session: Session, hand: Hand) -> None:
    for one in _leaving(session, hand).ids:
        message = session.get_one(Message, one)
        if message.raw is None and claims.claim(session, one, at=hand.at):
            claims.settle(session, message, Written(""), at=hand.at, run_id=None)


def _leaving(session: Session, hand: Hand) -> delivery.Leaving:
    """Return what may leave, where what is under way now is taken to have been left behind by its sender."""
    claims.rescue(session, at=hand.at, left=lambda ids: ids)
    return delivery.leaving(session, hand)


def _shown_day(session: Session, hand: Hand, *, ahead: bool) -> Done:
    """Return what the check and the delivery of the day itself come to."""
    under_way = set(session.exec(select(Message.id).where(Message.state == ReminderState.SENDING)))
    early = _before_the_check(session, hand, under_way)
    hand = _at_eleven(hand)
    before = _overtaken(session)
    done = morning.checked(session, hand)
    skipped = _skipped(session, done.act_id)
    overtaken = [_plain(session, row) for row_id, row in _overtaken(session).items() if row_id not in before]
    found = _leaving(session, hand)
    taken = [
        *early.values(),
        *(_worded(session, hand, one, under_way=one in under_way) for one in found.ids if one not in early),
    ]
    taken = [one for one in taken if one.cases]
    for_post = [session.get_one(Message, one) for one in sorted(found.held)]
    held = [replace(_shown(session, one), reason=delivery.HELD_FOR_POST) for one in for_post if _due(one, hand)]
    today, later = _waiting(session, hand, found, besides=set(early))
    return told(
        replace(done, act_id=None),
        hand,
        Day(
            going=[one for one in taken if one.state is not ReminderState.FAILED],
            failing=[one for one in taken if one.state is ReminderState.FAILED],
            held=[one for one in (*held, *today) if one.cases],
            later=[one for one in later if one.cases],
            skipped=skipped,
            overtaken=overtaken,
        ),
        ahead=ahead,
    )


def _before_the_check(session: Session, hand: Hand, under_way: set[int | None]) -> dict[int, Shown]:
    """Return what leaves on a day before its check, by its row: what waits for an hour, or for its next try."""
    found: dict[int, Shown] = {}
    for moment in _opening(session, hand):
        if moment >= _at_eleven(hand).at:
            break
        then = replace(hand, at=moment)
        for one in _leaving(session, then).ids:
            if one not in found:
                found[one] = replace(_worded(session, then, one, under_way=one in under_way), at=moment)
        _let_arrive(session, then)
    return found


def _waiting(
    session: Session, hand: Hand, found: delivery.Leaving, *, besides: set[int]
) -> tuple[list[Shown], list[Shown]]:
    """Return what else is in the outbox: what the day itself would hold back, and what waits for a later day."""
    states = (*claims.UNCLAIMED, *claims.AGAIN)
    rows = session.exec(
        select(Message).where(col(Message.state).in_(states)).order_by(col(Message.send_on), col(Message.id))
    ).all()
    free = load_rulebook(session, on=hand.on).days.why_not(hand.on)
    now: list[Shown] = []
    later: list[Shown] = []
    for message in rows:
        row = key(message.id)
        if row in {*found.ids, *besides} or (row in found.held and _due(message, hand)):
            continue
        shown = _held_back(session, message)
        if row in found.later:
            now.append(shown)
        elif until(shown) > hand.on:
            later.append(shown)
        elif free and _due(message, hand):
            now.append(replace(shown, reason=f"op een vrije dag vertrekt het niet ({free.label})"))
        else:
            now.append(shown)
    return now, later


def _held_back(session: Session, message: Message) -> Shown:
    """Return a message that waits, with the reason and the moment of its next try."""
    shown = _shown(session, message)
    if message.state in claims.AGAIN and message.try_at is not None:
        local = message.try_at.astimezone(AMSTERDAM)
        again = f"nieuwe poging op {long_date(local)}, {hour(local)}"
        return replace(shown, at=message.try_at, reason=f"{again} ({shown.reason})" if shown.reason else again)
    return replace(shown, at=message.try_at, reason=shown.reason or _why_later(session, message))


def _why_later(session: Session, message: Message) -> str:
    """Return why what a message tells leaves on a later day than it was owed; nothing where it does not."""
    rows = told_by(session, message)
    held = next((row.reason for row in rows if row.leaves_on > row.owed_on), "")
    if held or not rows:
        return held
    days = load_rulebook(session, on=rows[0].owed_on).days
    moved = all(message.send_on > days.next_working_day(row.owed_on) for row in rows)
    return ONE_A_DAY if moved and message.daily else ""


def _due(message: Message, hand: Hand) -> bool:
    return message.send_on <= hand.on and (message.try_at is None or message.try_at <= hand.at)


def _overtaken(session: Session) -> dict[int | None, Reminder]:
    """Return what a higher rung overtook while it waited in the outbox."""
    return {row.id: row for row in session.exec(select(Reminder).where(Reminder.reason == OVERTAKEN))}


def _skipped(session: Session, act_id: int | None) -> list[dict[str, str]]:
    """Return what a check noted and nobody is to be told."""
    mine = select(Reminder).where(Reminder.act_id == act_id, Reminder.outcome == Outcome.SKIPPED)
    return [_plain(session, row) for row in session.exec(mine.order_by(col(Reminder.round_id), col(Reminder.rank)))]


def _plain(session: Session, row: Reminder) -> dict[str, str]:
    line = ReminderLine(
        number_of(session, row.round_id),
        row.rung,
        row.owed_on,
        lookup.mailbox_name(session, row.mailbox_id),
        Outcome.SKIPPED.value,
    )
    return reminder_json([line])[0] | {"reason": row.reason}


def _shown(session: Session, message: Message) -> Shown:
    rows = told_by(session, message)
    return Shown(
        message_id=message.message_id,
        recipient=lookup.mailbox_name(session, message.mailbox_id),
        cases=tuple(dict.fromkeys(number_of(session, row.round_id) for row in rows)),
        rungs=tuple(dict.fromkeys(row.rung for row in rows)),
        send_on=message.send_on,
        state=message.state,
        reason=message.note,
    )


def number_of(session: Session, round_id: int) -> str:
    """Return the number of the case of a round."""
    return session.exec(
        select(Case.number).join(Round, col(Round.case_id) == Case.id).where(Round.id == round_id)
    ).one()


def _worded(session: Session, hand: Hand, message_id: int, *, under_way: bool) -> Shown:
    """Return a message as it would leave: in the words of that day, or in the bytes that an earlier try left with."""
    message = session.get_one(Message, message_id)
    shown = _shown(session, message)
    if message.raw is not None and message.to_address is not None:
        subject, text = words_of(message.channel, message.raw)
        reason = PERHAPS_UNDER_WAY if under_way else shown.reason
        return replace(shown, to=message.to_address, subject=subject, text=text, reason=reason)
    try:
        found = first_words(session, message, hand) if shown.cases else None
    except NotificationsError as problem:
        return replace(shown, state=ReminderState.FAILED, reason=str(problem))
    if found is None:
        return replace(shown, state=ReminderState.FAILED, reason=NO_ADDRESS)
    subject, text = words_of(channel_of(found.address), found.raw)
    return replace(shown, to=found.address, subject=subject, text=text)
