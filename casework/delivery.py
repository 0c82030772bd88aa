"""Delivering the outbox: claim, word, keep, send outside the transaction, settle. One process delivers at a time.

Mail leaves on working days. A mail server that was not used before is asked about first. What post in the intake box
may already have answered is held, until a person has filed that post.
"""

from collections import Counter
from dataclasses import dataclass, replace

from sqlmodel import Session, col, select

from casework import lookup
from casework.errors import ServerNotConfirmed
from casework.facts.rulebook import load_rulebook
from casework.history import MANY_CASES
from casework.holding import leaving_now
from casework.outgoing import notice_of
from casework.posting import installation_mark, take_apart, told_by
from casework.record import case_by_number, key, write_act
from casework.telling import Told, tell
from casework.values import Done, Hand, ReminderLine
from casework.workplace import Workplace
from models.cases import Case, Round
from models.letters import IntakePaper
from models.offices import Mailbox, Office
from models.reminders import Attempt, MailServer, Message, Outcome, Reminder
from notifications import outbox
from notifications.carrier import Carrier
from notifications.errors import NotificationsError
from notifications.hook import compose_hook
from notifications.lock import delivery_lock
from notifications.mail import compose_mail, thread_of
from notifications.notices import Notice, instead_of
from notifications.outcomes import GiveUp
from notifications.parcels import WEBHOOK, channel_of
from notifications.render import render
from procedure.days import Days
from procedure.reminders import rung_name
from procedure.vocabulary import ReminderState, Verb

WORDS = {
    "failed": "mislukt",
    "later": "later opnieuw",
    "held": "vastgehouden",
    "sent": "verstuurd",
    "written": "weggeschreven",
}
"""How a pass is told, what needs a person first."""

HELD_FOR_POST = "in het postvak wacht een stuk van dit ministerie dat nog niet bij een zaak is gelegd"
NOTHING_LEFT = "er is niets meer verschuldigd"
PERHAPS_ARRIVED = f"{NOTHING_LEFT}; of een eerdere poging aankwam is onzeker"
NO_ADDRESS = "er is geen adres bekend op deze dag; leg er een vast met `griffie office load`"


@dataclass(frozen=True, slots=True)
class _Went:
    """A message of this pass, and how it ended."""

    state: ReminderState
    reminders: tuple[ReminderLine, ...] = ()
    note: str = ""


def deliver(place: Workplace, carrier: Carrier, hand: Hand, *, confirmed: bool = False) -> Done:
    """Return what left, what is held and what is tried again later.

    Raises:
        ServerNotConfirmed: the mail server was not used before, and nobody confirmed it; nothing is sent then.
    """
    with delivery_lock(place.engine, place.home) as ours:
        if not ours:
            return Done(Verb.SEND, "een ander is al aan het versturen", outcome="nothing", data=_counts(Counter()))
        waiting = _ready(place, carrier, hand, confirmed=confirmed)
        went = [one for one in (_one(place, carrier, hand, message) for message in waiting) if one is not None]
        return _told(place, hand, went)


def _ready(place: Workplace, carrier: Carrier, hand: Hand, *, confirmed: bool) -> list[int]:
    """Return what may leave now; what a dead sender left behind is taken over, what post may have answered is held."""
    with place.transaction() as session:
        outbox.rescue(session, at=hand.at)
        held = _hold(session)
        ids = [one for one in outbox.claimable(session, on=hand.on, at=hand.at) if one not in held]
        if not ids:
            return []
        rulebook = load_rulebook(session, on=hand.on)
        if not leaving_now(session, ids, hand, rulebook):
            return []
        for one in ids:
            _without_answered(session, session.get_one(Message, one), hand, rulebook.days)
        ids = [one for one in outbox.claimable(session, on=hand.on, at=hand.at) if one not in held]
        ids = leaving_now(session, ids, hand, rulebook)
        if ids and carrier.server and session.get(MailServer, carrier.server) is None:
            if not confirmed:
                raise ServerNotConfirmed(server=carrier.server, count=len(ids), listed=_listed(session, ids))
            act = write_act(session, hand, Verb.CONFIRM_SERVER, f"mailserver {carrier.server} bevestigd")
            session.add(MailServer(server=carrier.server, act_id=key(act.id)))
        return ids


def _without_answered(session: Session, message: Message, hand: Hand, days: Days) -> None:
    """Word a message anew that certainly did not arrive, where a case in it has been answered since."""
    if message.raw is None or message.state is not ReminderState.TEMPORARY_FAILURE:
        return
    gone = session.exec(
        select(Reminder.id).where(Reminder.message_id == message.id, Reminder.outcome == Outcome.DROPPED)
    ).first()
    if gone is not None:
        take_apart(session, message, NOTHING_LEFT, on=hand.on, working_day=days.next_working_day)


def _listed(session: Session, ids: list[int]) -> str:
    messages = [session.get_one(Message, one) for one in ids]
    return "; ".join(lookup.mailbox_name(session, one.mailbox_id) for one in messages)


def _hold(session: Session) -> set[int]:
    """Hold what goes to a ministry of which a paper waits in the intake box, and release the rest.

    Returns the messages that may not leave now; one that was tried before keeps its state, and waits all the same.
    """
    ministries = set(
        session.exec(
            select(Office.ministry_id)
            .join(IntakePaper, col(IntakePaper.sender_office_id) == Office.id)
            .where(col(IntakePaper.void_act_id).is_(None))
        )
    )
    rows = session.exec(
        select(Message.id, Mailbox.ministry_id)
        .join(Mailbox, col(Mailbox.id) == Message.mailbox_id)
        .where(col(Message.state).in_([*outbox.UNCLAIMED, *outbox.AGAIN]))
    ).all()
    outbox.release(session, [key(message) for message, ministry in rows if ministry not in ministries])
    held = {key(message) for message, ministry in rows if ministry in ministries}
    outbox.hold(session, held, HELD_FOR_POST)
    return held


def _one(place: Workplace, carrier: Carrier, hand: Hand, message_id: int) -> _Went | None:
    """Return how one message ended; None when it was not to leave after all."""
    with place.transaction() as session:
        message = outbox.claim(session, message_id, at=hand.at)
        if message is None:
            return None
        lines = _lines(session, message)
        if not lines:
            _drop(session, message)
            return _Went(ReminderState.DROPPED, lines, NOTHING_LEFT)
        if message.raw is None:
            problem = _word(session, message, hand)
            if problem:
                state = outbox.settle(session, message, GiveUp(problem), at=hand.at, run_id=hand.run_id)
                return _Went(state, lines, problem)
        parcel = outbox.parcel(message, at=hand.at)
    outcome = carrier.deliver(parcel)
    with place.transaction() as session:
        message = session.get_one(Message, message_id)
        state = outbox.settle(session, message, outcome, at=hand.at, run_id=hand.run_id)
        return _Went(state, lines, message.note)


def _drop(session: Session, message: Message) -> None:
    """Let a claimed message go: nothing that it would tell is owed any more. An earlier try may have arrived."""
    last = session.exec(
        select(Attempt.outcome).where(Attempt.message_id == message.id).order_by(col(Attempt.n).desc())
    ).first()
    note = PERHAPS_ARRIVED if last is ReminderState.UNSURE else NOTHING_LEFT
    message.state, message.note = ReminderState.DROPPED, note
    session.add(message)
    session.flush()


def _word(session: Session, message: Message, hand: Hand) -> str:
    """Put a message into words and keep its address and bytes; return what is wrong with it, or nothing."""
    notice = notice_of(session, message, on=hand.on)
    reached = lookup.reached(session, message.mailbox_id, hand.on)
    if notice is None or reached is None:
        return NO_ADDRESS
    address = reached.address
    try:
        raw, subject = _bytes(session, message, instead_of(notice, reached.instead_of), address, hand)
    except NotificationsError as problem:
        return str(problem)
    outbox.keep(session, message, address=address, subject=subject, raw=raw)
    return ""


def _bytes(session: Session, message: Message, notice: Notice, address: str, hand: Hand) -> tuple[bytes, str]:
    rendered = render(notice)
    cases = list(dict.fromkeys(line.case for line in _lines(session, message)))
    if channel_of(address) == WEBHOOK:
        raw = compose_hook(rendered, message_id=message.message_id, date=hand.at, cases=cases)
        return raw, rendered.subject
    thread = thread_of(installation_mark(session), cases[0]) if len(cases) == 1 else None
    sender = lookup.address(session, message.sender_id, hand.on) or ""
    raw = compose_mail(
        rendered,
        sender=sender,
        sender_name=lookup.sender_name(session, message.sender_id, hand.on),
        to=address,
        message_id=message.message_id,
        date=hand.at,
        in_reply_to=thread,
        references=(thread,) if thread else (),
    )
    return raw, rendered.subject


def _lines(session: Session, message: Message) -> tuple[ReminderLine, ...]:
    """Return what a message tells of, as it is named to a person."""
    recipient = lookup.mailbox_name(session, message.mailbox_id)
    told: list[ReminderLine] = []
    for row in told_by(session, message):
        case = session.exec(
            select(Case.number).join(Round, col(Round.case_id) == Case.id).where(Round.id == row.round_id)
        ).one()
        told.append(ReminderLine(case, row.rung, row.owed_on, recipient))
    return tuple(told)


def _counts(found: Counter[ReminderState]) -> dict[str, int]:
    return {
        "sent": found[ReminderState.SENT],
        "written": found[ReminderState.WRITTEN],
        "failed": found[ReminderState.FAILED],
        "dropped": found[ReminderState.DROPPED],
        "later": found[ReminderState.TEMPORARY_FAILURE] + found[ReminderState.UNSURE],
    }


def _told(place: Workplace, hand: Hand, went: list[_Went]) -> Done:
    """Return what left, in words and figures; where anything was tried, it has its line in the diary of its cases."""
    found = Counter(one.state for one in went)
    with place.transaction() as session:
        held = len(session.exec(select(Message.id).where(Message.state == ReminderState.HELD)).all())
        again = outbox.next_try(session)
        counts = {**_counts(found), "held": held}
        said = [(name, f"{counts[name]} {word}") for name, word in WORDS.items() if counts[name]]
        named = list(dict.fromkeys(line.case for one in went for line in one.reminders))
        told = Told(
            Verb.SEND,
            ", ".join(words for _, words in said) or "niets te versturen",
            lines=tuple(_sentence(one) for one in went),
            warnings=(f"{HELD_FOR_POST.capitalize()}.",) if held else (),
            outcome=said[0][0] if said else "nothing",
            data={**counts, "cases": named, "next_try": again.isoformat() if again else None},
        )
        if not went:
            return Done(told.verb, told.headline, warnings=told.warnings, outcome=told.outcome, data=told.data)
        cases = [case_by_number(session, number) for number in named]
        act = write_act(session, hand, Verb.SEND, "wat klaarlag, is verstuurd", cases=cases)
        done = tell(session, act, cases, [], told)
        return done if len(cases) <= MANY_CASES else replace(done, cases=())


def _sentence(one: _Went) -> str:
    what = ", ".join(f"{line.case} {rung_name(line.rung)}" for line in one.reminders)
    to = one.reminders[0].recipient if one.reminders else ""
    return f"{what} aan {to}: {one.state.label}{f' ({one.note})' if one.note else ''}."
