"""Messages put into words before they are claimed, many at a time, so that claiming one is a matter of a moment.

What is found holds as of the latest act: every change of the register is an act, so as long as none has come since,
the words are those that would be found at the moment of claiming.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import text
from sqlmodel import Session, col, select

from casework import lookup
from casework.facts.rounds import view, views
from casework.outgoing import notice_of
from casework.posting import LEAVES, installation_mark, lead, told_by
from casework.record import key
from casework.remembered import learn, remembering
from casework.told_of import learn_told_of
from casework.values import Hand, ReminderLine
from casework.workplace import Workplace
from models.cases import Case, CaseCommittee, Round
from models.offices import Committee, Mailbox, Ministry, Office
from models.reminders import Attempt, Message, Reminder
from notifications import claims
from notifications.claims import Kept
from notifications.errors import NotificationsError
from notifications.hook import compose_hook
from notifications.mail import compose_mail, thread_of
from notifications.notices import Notice, instead_of
from notifications.parcels import MAIL, Parcel, channel_of
from notifications.render import render
from procedure.vocabulary import ReminderState

NO_ADDRESS = "er is geen adres bekend op deze dag; leg er een vast met `griffie office load`"
NOTHING_LEFT = "er is niets meer verschuldigd"
PERHAPS_ARRIVED = f"{NOTHING_LEFT}; of een eerdere poging aankwam is onzeker"


@dataclass(frozen=True, slots=True)
class Worded:
    """A message as it would leave, and of what it tells; where it cannot leave, why."""

    id: int
    message_id: str
    lines: tuple[ReminderLine, ...]
    parcel: Parcel | None = None
    """As it is handed to a carrier; None where it is not to leave."""
    first: Kept | None = None
    """What is to be kept with the claim; None where an earlier claim kept it."""
    problem: str = ""
    """Why it cannot leave, or why it need not."""


_LATEST_ACT = text("SELECT max(id) FROM act")


def latest_act(session: Session) -> int:
    """Return the id of the latest act in the diary: a register with the same one is the same."""
    return session.connection().execute(_LATEST_ACT).scalar() or 0


def worded(place: Workplace, ids: Sequence[int], hand: Hand) -> list[Worded]:
    """Return messages in words, in their order; nothing is written."""
    with place.reading() as connection, Session(connection) as session, remembering(session):
        messages = {key(one.id): one for one in session.exec(select(Message).where(col(Message.id).in_(ids)))}
        known = _learned(session, list(messages.values()), hand)
        told = [_one(session, messages[one], hand) for one in ids if one in messages]
        del known
        return told


def _one(session: Session, message: Message, hand: Hand) -> Worded:
    lines = _lines(session, message)
    at = (key(message.id), message.message_id, lines)
    if not lines:
        return Worded(*at, problem=_why_not(session, message))
    if message.raw is not None:
        return Worded(*at, parcel=claims.parcel(message, at=hand.at))
    try:
        first = first_words(session, message, hand)
    except NotificationsError as problem:
        return Worded(*at, problem=str(problem))
    if first is None:
        return Worded(*at, problem=NO_ADDRESS)
    parcel = Parcel(message.message_id, channel_of(first.address), first.address, first.raw, message.send_on, hand.at)
    return Worded(*at, parcel=parcel, first=first)


def first_words(session: Session, message: Message, hand: Hand) -> Kept | None:
    """Return what a message says to whom, put into words now; None where nobody is to be told, or has no address.

    Raises:
        NotificationsError: it cannot leave in these words.
    """
    notice = notice_of(session, message, on=hand.on)
    reached = lookup.reached(session, message.mailbox_id, hand.on)
    if notice is None or reached is None:
        return None
    return _first(session, message, instead_of(notice, reached.instead_of), reached.address, hand)


def _why_not(session: Session, message: Message) -> str:
    """Return that nothing is owed any more; an earlier try may have arrived."""
    doubted = select(Attempt.id).where(Attempt.message_id == message.id, Attempt.outcome == ReminderState.UNSURE)
    return PERHAPS_ARRIVED if session.exec(doubted.limit(1)).first() is not None else NOTHING_LEFT


def _first(session: Session, message: Message, notice: Notice, address: str, hand: Hand) -> Kept:
    rendered = render(notice)
    cases = list(dict.fromkeys(line.case for line in _lines(session, message)))
    if channel_of(address) != MAIL:
        raw = compose_hook(rendered, message_id=message.message_id, date=hand.at, cases=cases)
        return Kept(address, rendered.subject, raw)
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
    return Kept(address, rendered.subject, raw)


def _lines(session: Session, message: Message) -> tuple[ReminderLine, ...]:
    """Return what a message tells of, as it is named to a person."""
    recipient = lookup.mailbox_name(session, message.mailbox_id)
    return tuple(
        ReminderLine(_case_of(session, row.round_id).number, row.rung, row.owed_on, recipient, row.outcome)
        for row in told_by(session, message)
    )


def _case_of(session: Session, round_id: int) -> Case:
    return session.get_one(Case, session.get_one(Round, round_id).case_id)


def _learned(session: Session, messages: list[Message], hand: Hand) -> list[object]:
    """Ask at once what the words of many messages need; return rows that the session keeps for as long as we do."""
    told = _rows_told(session, [key(one.id) for one in messages])
    for one in messages:
        learn(session, told_by, told[key(one.id)], one)
    rounds = session.exec(
        select(Round).where(col(Round.id).in_({row.round_id for rows in told.values() for row in rows}))
    ).all()
    found = views(session, rounds)
    for rnd in rounds:
        learn(session, view, found[key(rnd.id)], rnd)
    cases = {rnd.case_id for rnd in rounds}
    _learn_leads(session, cases)
    learn_told_of(session, cases, list(found))
    boxes = {one.mailbox_id for one in messages}
    _learn_addresses(session, boxes, hand)
    mailboxes = session.exec(select(Mailbox).where(col(Mailbox.id).in_(boxes))).all()
    ministries = {one.ministry_id for one in mailboxes}
    offices = {owing.office_id for stands in found.values() for owing in stands.owing}
    return [
        *rounds,
        *mailboxes,
        *session.exec(select(Case).where(col(Case.id).in_(cases))),
        *session.exec(select(Ministry).where(col(Ministry.id).in_(ministries))),
        *session.exec(select(Office).where(col(Office.id).in_(offices))),
    ]


def _rows_told(session: Session, ids: list[int]) -> dict[int, list[Reminder]]:
    rows = session.exec(
        select(Reminder)
        .where(col(Reminder.message_id).in_(ids), col(Reminder.outcome).in_(LEAVES))
        .order_by(col(Reminder.round_id), col(Reminder.rank))
    )
    told: dict[int, list[Reminder]] = defaultdict(list)
    for row in rows:
        told[key(row.message_id)].append(row)
    return told


def _learn_leads(session: Session, cases: set[int]) -> None:
    leading = (
        select(CaseCommittee.case_id, Committee)
        .join(Committee, col(Committee.id) == CaseCommittee.committee_id)
        .where(col(CaseCommittee.case_id).in_(cases), CaseCommittee.rank == 0)
    )
    for case_id, committee in session.exec(leading):
        learn(session, lead, committee, case_id)


def _learn_addresses(session: Session, boxes: set[int], hand: Hand) -> None:
    for mailbox, reached in lookup.all_reached(session, boxes, hand.on).items():
        learn(session, lookup.reached, reached, mailbox, hand.on)
