"""Reminders on their way out: queued a mailbox at a time, worded when the first sender takes them."""

from collections.abc import Iterable
from datetime import date

from sqlmodel import Session, and_, col, or_, select

from casework import lookup
from casework.errors import CaseworkError
from casework.facts.rounds import Owing, RoundView, sort_of, view
from casework.facts.rulebook import load_ladder
from casework.posting import again, installation_mark, lead, sender_mailbox, told_by
from casework.record import key
from casework.subjects import subject_now
from casework.told_of import clause_in_doubt, has_been_reminded, jointly, part_on
from casework.values import Hand
from models.acts import Act
from models.cases import Case, Round
from models.offices import Office
from models.reminders import Message, Outcome, Reminder
from notifications import claims, notices, outbox
from notifications.notices import CaseLine, Notice, Sender
from procedure.reminders import TERM, Rung, ladder_for, rung_name
from procedure.rulebook import Rulebook
from procedure.standing import days_late
from procedure.vocabulary import Access, Mode, ReminderState
from procedure.wording import long_date


class RungWaiting(CaseworkError):
    """A rung was to be sent that does not wait for a person."""

    message = "Zaak {case}: er wacht geen herinnering {rung!r} op verzending; `griffie show {case}` noemt wat er wacht."


def queue_by_hand(
    session: Session, act: Act, hand: Hand, rulebook: Rulebook, *, waiting: Reminder, desks: Iterable[int]
) -> None:
    """Put a letter that a person sends into the outbox, for each desk, and note that it waits no longer."""
    case_id = session.exec(select(Round.case_id).where(Round.id == waiting.round_id)).one()
    for desk in desks:
        message = outbox.queue(
            session,
            outbox.Posting(
                mailbox_id=desk,
                sender_id=sender_mailbox(session, case_id),
                notice="rappel",
                on=hand.on,
                act_id=key(act.id),
                mark=installation_mark(session),
                daily=False,
            ),
            working_day=rulebook.days.next_working_day,
        )
        session.add(
            Reminder(
                round_id=waiting.round_id,
                rung=waiting.rung,
                due_on=waiting.due_on,
                mailbox_id=desk,
                rank=waiting.rank,
                owed_on=hand.on,
                leaves_on=hand.on,
                outcome=Outcome.OWED,
                message_id=message.id,
                act_id=key(act.id),
            )
        )
    waiting.outcome = Outcome.OWED if waiting.message_id else Outcome.SKIPPED
    session.add(waiting)
    session.flush()


def beside_other_mail(session: Session, act: Act, desks: Iterable[int], day: date) -> tuple[str, ...]:
    """Return a warning for each desk that had other mail on the day on which a letter leaves, or has it waiting.

    What was to leave before that day and did not is waiting too.
    """
    waits = and_(col(Message.state).in_((*claims.UNCLAIMED, *claims.AGAIN)), col(Message.send_on) <= day)
    found = session.exec(
        select(Message.mailbox_id, Message.daily)
        .where(
            col(Message.mailbox_id).in_(list(desks)),
            Message.act_id != act.id,
            col(Message.state).not_in((ReminderState.DROPPED, ReminderState.FAILED)),
            or_(col(Message.send_on) == day, outbox.claimed_on(day), waits),
        )
        .order_by(col(Message.id))
    ).all()
    others: dict[int, list[str]] = {}
    for box, daily in found:
        others.setdefault(box, []).append("het bericht van de dag" if daily else "een brief die een mens verstuurde")
    return tuple(
        f"Postbus «{lookup.mailbox_name(session, box)}» krijgt op {long_date(day)} al "
        f"{' en '.join(dict.fromkeys(said))}; deze brief vertrekt daarnaast."
        for box, said in others.items()
    )


def letters_waiting(session: Session, rnd: Round) -> list[str]:
    """Return the letters of a round that a person sent and that have not left yet: rung and recipient, in words."""
    rows = session.exec(
        select(Reminder)
        .join(Message, col(Message.id) == Reminder.message_id)
        .where(
            Reminder.round_id == rnd.id,
            Reminder.outcome == Outcome.OWED,
            ~col(Message.daily),
            col(Message.state).in_((*claims.UNCLAIMED, *claims.AGAIN)),
        )
        .order_by(col(Reminder.id))
    )
    return [f"{rung_name(row.rung)} aan {lookup.mailbox_name(session, row.mailbox_id)}" for row in rows]


def queue_again(session: Session, act: Act, hand: Hand, rulebook: Rulebook, failed: Iterable[Reminder]) -> None:
    """Put reminders that could not be delivered into the outbox once more, under a new Message-ID."""
    for row in failed:
        message = session.get_one(Message, row.message_id)
        again(session, message, [row], on=hand.on, act_id=key(act.id), working_day=rulebook.days.next_working_day)


def rung_waiting(session: Session, rnd: Round, rung: str, due_on: date | None, rulebook: Rulebook) -> Reminder | None:
    """Return the row in the ledger of a rung that waits for a person (or that was passed by since), or None.

    Only for the date that is agreed now, and only a rung whose letter leaves by hand.
    """
    rungs = rulebook.ladder_for(*sort_of(session, rnd))
    if rung not in {one.code for one in rungs if one.mode is Mode.BY_HAND}:
        return None
    rows = session.exec(
        select(Reminder).where(Reminder.round_id == rnd.id, Reminder.rung == rung, Reminder.due_on == due_on)
    ).all()
    if any(row.outcome is Outcome.OWED for row in rows):
        return None
    return next(iter(rows), None)


def rung_failed(session: Session, rnd: Round, rung: str) -> list[Reminder]:
    """Return the reminders of a rung that are still owed and could not be delivered."""
    return list(
        session.exec(
            select(Reminder)
            .join(Message, col(Message.id) == Reminder.message_id)
            .where(
                Reminder.round_id == rnd.id,
                Reminder.rung == rung,
                Reminder.outcome == Outcome.OWED,
                Message.state == ReminderState.FAILED,
            )
        )
    )


def notice_of(session: Session, message: Message, *, on: date) -> Notice | None:
    """Return what a message says on the day that it leaves; None when nothing of it is owed any more."""
    rows = told_by(session, message)
    if not rows:
        return None
    ladder = load_ladder(session, on=on)
    lines = [case_line(session, row, ladder, on=on) for row in rows]
    rnd = session.get_one(Round, rows[0].round_id)
    sender = sender_of(session, rnd.case_id, on=on)
    if message.notice == "rappel":
        return notices.rappel(lines[0], sender, on=on)
    if message.notice == "clerk":
        return notices.clerk(lines, sender, on=on)
    return notices.reminder(lines, sender, on=on)


def case_line(session: Session, row: Reminder, ladder: Iterable[Rung], *, on: date) -> CaseLine:
    """Return a case as a notice names it; the addressees are those that this mailbox serves and that still owe."""
    rnd = session.get_one(Round, row.round_id)
    case = session.get_one(Case, rnd.case_id)
    stands = view(session, rnd)
    agreed = stands.agreed.due_on if stands.agreed else None
    rung = next((one for one in ladder_for(ladder, *sort_of(session, rnd)) if one.code == row.rung), None)
    return CaseLine(
        number=case.number,
        subject=subject_now(case.subject, stands.requested_on, _asked(session, stands)),
        rung=row.rung,
        requested_on=stands.requested_on or rnd.registered_on,
        addressees=_addressees(session, stands, row.mailbox_id),
        due_on=agreed,
        original_due_on=stands.original.due_on if stands.original else None,
        days_late=days_late(stands.original.due_on if stands.original else None, on),
        committee=_committee(session, rnd.case_id, on),
        confidential=case.access is Access.CONFIDENTIAL,
        jointly=jointly(session, rnd.case_id, on=on),
        due_at=stands.agreed.due_at if stands.agreed else None,
        part_on=part_on(_served(stands, row.mailbox_id)),
        reminded=has_been_reminded(session, stands, row),
        clause=clause_in_doubt(session, case, stands),
        tone=rung.tone if rung else "",
        ladder=rung.ladder if rung else TERM,
        by_hand=rung is not None and rung.mode is Mode.BY_HAND and row.outcome is Outcome.BY_HAND,
    )


def _asked(session: Session, stands: RoundView) -> tuple[str, ...]:
    return tuple(session.get_one(Office, one.office_id).title for one in stands.owing)


def _addressees(session: Session, stands: RoundView, mailbox: int) -> tuple[str, ...]:
    return tuple(session.get_one(Office, one.office_id).title for one in _served(stands, mailbox))


def _served(stands: RoundView, mailbox: int) -> list[Owing]:
    open_ones = [one for one in stands.owing if one.open]
    return [one for one in open_ones if mailbox in one.mailboxes] or open_ones


def _committee(session: Session, case_id: int, on: date) -> str:
    return lookup.committee_name(session, lead(session, case_id), on)


def sender_of(session: Session, case_id: int, *, on: date) -> Sender:
    """Return on whose behalf a notice leaves: the committee that leads, its chair on that day."""
    asking = lead(session, case_id)
    return Sender(
        committee=lookup.committee_name(session, asking, on),
        chair=lookup.chair_signs_as(session, asking, on),
    )
