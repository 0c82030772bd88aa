"""Delivering the outbox: word, claim, send outside the transaction, settle before the next. Webhooks hold up no mail.

Mail leaves on working days. A mail server that was not used before is asked about first. What post in the intake box
may already have answered is held, until a person has filed that post. Several may deliver at once on PostgreSQL; of
what a dead deliverer left behind each pass takes over what nobody alive holds.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field, replace

from sqlmodel import Session, col, or_, select

from casework import lookup
from casework.errors import CaseworkError, RestoreNotConfirmed, ServerNotConfirmed, in_amsterdam
from casework.facts.rulebook import load_rulebook
from casework.history import MANY_CASES
from casework.holding import leaving_now
from casework.posting import take_apart
from casework.record import key, write_act
from casework.standing import arm_anew
from casework.tasks import not_arrived, send_again
from casework.telling import Told, tell
from casework.values import Done, Hand, ReminderLine
from casework.waiting import waits
from casework.worded import NOTHING_LEFT, Worded, latest_act, worded
from casework.workplace import Workplace
from models.cases import Case
from models.database import keeping_connections
from models.letters import IntakePaper
from models.moves import Restoration
from models.offices import Mailbox, Office
from models.reminders import MailServer, Message, Outcome, Reminder
from notifications import claims, outbox
from notifications.carrier import Carrier
from notifications.errors import NotClaimed
from notifications.lock import Grip, delivery_lock
from notifications.outcomes import GiveUp
from notifications.outcomes import Outcome as Tried
from notifications.parcels import MAIL
from procedure.amsterdam import AMSTERDAM
from procedure.days import Days
from procedure.errors import ProcedureError
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

PIECE = 100
"""How many messages are put into words at once."""

LANES = 10
"""How many webhooks are called at once, beside the mail."""

HELD_FOR_POST = "in het postvak wacht een stuk van dit ministerie dat nog niet bij een zaak is gelegd"
FILING = "`griffie receive NUMMER`"
TAKEN_OVER = "een ander heeft de verzending overgenomen"


@dataclass(frozen=True, slots=True)
class _Went:
    """A message of this pass, and how it ended."""

    state: ReminderState
    reminders: tuple[ReminderLine, ...] = ()
    note: str = ""


def deliver(place: Workplace, carrier: Carrier, hand: Hand, *, confirmed: bool = False) -> Done:
    """Return what left, what is held and what is tried again later. Nothing is written where nothing is owed.

    What leaves this machine leaves on the day that it is, and is worded so, whatever day a check was made up for.

    Raises:
        ServerNotConfirmed: the mail server was not used before, and nobody confirmed it; nothing is sent then.
        RestoreNotConfirmed: the register was restored since it last sent anything, and nobody confirmed it; as above.
    """
    hand = hand if carrier.stays_here else replace(hand, on=max(hand.on, hand.at.astimezone(AMSTERDAM).date()))
    with delivery_lock(place.engine, place.home) as grip:
        if grip is None:
            return Done(Verb.SEND, "een ander is al aan het versturen", outcome="nothing", data=_counts(Counter()))
        with keeping_connections(place.engine) as engine:
            went = _Pass(replace(place, engine=engine), carrier, hand, grip, confirmed=confirmed).all()
    return _told(place, hand, went)


@dataclass
class _Pass:
    """One pass over the outbox."""

    place: Workplace
    carrier: Carrier
    hand: Hand
    grip: Grip
    confirmed: bool
    went: list[_Went] = field(default_factory=list)
    seen: set[int] = field(default_factory=set)
    """Messages that this pass has had in its hands, or that another deliverer had."""

    def all(self) -> list[_Went]:
        """Return how everything ended that may leave now."""
        with self.place.transaction() as session:
            claims.rescue(session, at=self.hand.at, left=lambda ids: self.grip.left(session, ids))
        pool = ThreadPoolExecutor(LANES, thread_name_prefix="webhook")  # starts a thread where there is work for it
        try:
            self._until_nothing_waits(pool)
        finally:
            pool.shutdown(cancel_futures=True)
        return self.went

    def _until_nothing_waits(self, pool: ThreadPoolExecutor) -> None:
        calls: list[Future[None]] = []
        while True:
            ids, as_of = self._ready()
            if not ids and not calls:
                return
            if not ids:
                for call in calls:
                    call.result()  # or raise what went wrong
                calls = []  # and look once more: a webhook may have to be worded anew
                continue
            found = worded(self.place, ids, self.hand)
            hooks = [one for one in found if one.parcel is not None and one.parcel.channel != MAIL]
            self.seen |= {one.id for one in hooks}
            calls += [pool.submit(self._lane, [one], as_of) for one in hooks]
            self._lane([one for one in found if one not in hooks], as_of)

    def _ready(self) -> tuple[list[int], int]:
        """Return the next messages that may leave, and as of which act; a new mail server is confirmed, or asked about.

        What is recorded from that act on may keep them from leaving, so the act is looked up before anything else.
        """
        with self.place.transaction() as session:
            as_of = latest_act(session)
            ids = self._unseen(leaving(session, self.hand, enough=lambda ids: len(self._unseen(ids)) >= PIECE).ids)
            _ask_after_restore(session, ids, self.hand, confirmed=self.confirmed)
            server = self.carrier.server
            if ids and server and session.get(MailServer, server) is None:
                if not self.confirmed:
                    raise ServerNotConfirmed(server=server, count=len(ids), listed=_listed(session, ids))
                act = write_act(session, self.hand, Verb.CONFIRM_SERVER, f"mailserver {server} bevestigd")
                session.add(MailServer(server=server, act_id=key(act.id)))
            return ids[:PIECE], as_of

    def _unseen(self, ids: Iterable[int]) -> list[int]:
        return [one for one in ids if one not in self.seen]

    def _lane(self, messages: Sequence[Worded], as_of: int) -> None:
        """Send messages one after the other; each is settled in the transaction that claims the next.

        It stops where the register is no longer as it was when they were worded; the others are looked at anew.
        """
        before: tuple[Worded, Tried] | None = None
        for message in messages:
            if not self.grip.takes(message.id):
                self.seen.add(message.id)
                continue
            ours, before = self._settle_and_claim(before, message, as_of), None
            if ours is None:
                return
            if ours and message.parcel is not None:
                before = message, self.carrier.deliver(message.parcel)
        if before is not None:
            with self.place.transaction() as session:
                went = self._settled(session, *before)
            self._over(before[0], went)

    def _settle_and_claim(self, before: tuple[Worded, Tried] | None, message: Worded, as_of: int) -> bool | None:
        """Return whether a message is now to be sent by us; None when it is to be worded anew."""
        with self.place.transaction() as session:
            went = self._settled(session, *before) if before else None
            stale = latest_act(session) != as_of
            ours, refused = (False, None) if stale else self._claimed(session, message)
        if before and went:
            self._over(before[0], went)
        if stale:
            self.grip.lets_go(message.id)
            self.seen.discard(message.id)
            return None
        self.seen.add(message.id)
        if refused is not None:
            self.went.append(refused)
        if not ours:
            self.grip.lets_go(message.id)
        return ours

    def _claimed(self, session: Session, message: Worded) -> tuple[bool, _Went | None]:
        """Return whether a message is now to be sent by us, and what became of one that cannot leave."""
        at = self.hand.at
        if not message.lines:
            dropped = outbox.drop(session, message.id, message.problem, at=at)
            if dropped:
                _arm_anew(session, message.id, self.hand)
            return False, _Went(ReminderState.DROPPED, note=message.problem) if dropped else None
        if not claims.claim(session, message.id, at=at, first=message.first):
            return False, None
        return (True, None) if message.parcel else (False, self._settled(session, message, GiveUp(message.problem)))

    def _settled(self, session: Session, message: Worded, tried: Tried) -> _Went:
        try:
            verdict = claims.settle(session, message, tried, at=self.hand.at, run_id=self.hand.run_id)
        except NotClaimed:  # our connection to the server broke, and with it our hold; whoever has it now settles it
            return _Went(ReminderState.UNSURE, message.lines, TAKEN_OVER)
        if verdict.state is ReminderState.FAILED:
            _arm_anew(session, message.id, self.hand)
        return _Went(verdict.state, message.lines, verdict.note)

    def _over(self, message: Worded, went: _Went) -> None:
        self.went.append(went)
        self.grip.lets_go(message.id)


def _ask_after_restore(session: Session, ids: list[int], hand: Hand, *, confirmed: bool) -> None:
    """Let a restored register send its first messages only when a person says so: they may have left before."""
    waiting = session.exec(select(Restoration).where(col(Restoration.void_act_id).is_(None))).all() if ids else []
    if not waiting:
        return
    made_at = max(one.made_at for one in waiting)
    if not confirmed:
        raise RestoreNotConfirmed(made_at=made_at, count=len(ids), listed=_listed(session, ids))
    act = write_act(session, hand, Verb.CONFIRM_RESTORE, f"back-up van {in_amsterdam(made_at)}")
    for one in waiting:
        one.void_act_id = key(act.id)
        session.add(one)
    session.flush()


@dataclass(frozen=True, slots=True)
class Leaving:
    """What may leave at a moment, the longest waiting first, and what is kept from leaving."""

    ids: tuple[int, ...]
    held: frozenset[int]
    """What post in the box may have answered."""
    later: tuple[int, ...] = ()
    """What its rungs hold back at this moment: on this day, or in this hour."""


def leaving(session: Session, hand: Hand, *, enough: Callable[[Sequence[int]], bool] = lambda _: False) -> Leaving:
    """Return what may leave now; what post may have answered is held, what was answered since is worded anew.

    ``enough`` says of what was found whether it may be left at that.

    Raises:
        BeyondCalendar: what is held back would leave after the calendar's end.
    """
    held = frozenset(_hold(session))
    found = _candidates(session, hand, held)
    if not found:
        return Leaving((), held)
    rulebook = load_rulebook(session, on=hand.on)
    now = leaving_now(session, found, hand, rulebook, enough=enough)
    if now.ids and _reworded(session, now.ids, hand, rulebook.days):
        again = leaving_now(session, _candidates(session, hand, held), hand, rulebook, enough=enough)
        return Leaving(again.ids, held, tuple(sorted({*now.later, *again.later})))
    return Leaving(now.ids, held, now.later)


def _candidates(session: Session, hand: Hand, held: frozenset[int]) -> list[outbox.Candidate]:
    return [one for one in outbox.candidates(session, on=hand.on, at=hand.at) if one.id not in held]


def _reworded(session: Session, ids: Iterable[int], hand: Hand, days: Days) -> bool:
    """Return whether messages that certainly did not arrive were taken apart, as cases in them were answered since."""
    answered = select(Reminder.message_id).where(Reminder.outcome == Outcome.DROPPED)
    found = session.exec(
        select(Message).where(
            Message.state == ReminderState.TEMPORARY_FAILURE,
            col(Message.raw).is_not(None),
            col(Message.id).in_(answered),
        )
    ).all()
    wanted = set(ids)
    apart = [one for one in found if key(one.id) in wanted]
    for message in apart:
        take_apart(session, message, NOTHING_LEFT, on=hand.on, working_day=days.next_working_day)
        _arm_anew(session, key(message.id), hand)
    return bool(apart)


def _arm_anew(session: Session, message_id: int, hand: Hand) -> None:
    """Arm anew what was dropped while a message was under way that ended; what keeps that from being done is not ours.

    A round that cannot be reckoned says so at its next act, and must neither undo what is known of this message nor
    keep the others from leaving.
    """
    with suppress(ProcedureError, CaseworkError), session.begin_nested():
        arm_anew(session, message_id, hand)


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
        .where(
            col(Message.state).in_([*claims.UNCLAIMED, *claims.AGAIN]),
            or_(col(Message.state) == ReminderState.HELD, col(Mailbox.ministry_id).in_(ministries)),
        )
    ).all()
    outbox.release(session, [key(message) for message, ministry in rows if ministry not in ministries])
    held = {key(message) for message, ministry in rows if ministry in ministries}
    outbox.hold(session, held, HELD_FOR_POST)
    return held


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
    if not went:
        with place.reading() as connection, Session(connection) as session:
            told = _what_happened(session, went)
        return Done(told.verb, told.headline, warnings=told.warnings, outcome=told.outcome, data=told.data)
    with place.transaction() as session:
        told = _what_happened(session, went)
        cases = list(session.exec(select(Case).where(col(Case.number).in_(told.data["cases"])).order_by(col(Case.id))))
        act = write_act(session, hand, Verb.SEND, "ronde langs de uitgaande post", cases=cases)
        done = tell(session, act, cases, [], told)
        return done if len(cases) <= MANY_CASES else replace(done, cases=())


def _what_happened(session: Session, went: list[_Went]) -> Told:
    held = session.exec(select(Message.mailbox_id).where(Message.state == ReminderState.HELD)).all()
    again = outbox.next_try(session)
    counts = {**_counts(Counter(one.state for one in went)), "held": len(held)}
    said = [(name, f"{counts[name]} {word}") for name, word in WORDS.items() if counts[name]]
    names = ", ".join(lookup.mailbox_name(session, one) for one in sorted(set(held)))
    post = (f"{HELD_FOR_POST.capitalize()}; wacht op {FILING}: {names}.",) if held else ()
    nothing = (not went and waits(session, again)) or "niets te versturen"
    return Told(
        Verb.SEND,
        ", ".join(words for _, words in said) or nothing,
        lines=tuple(_sentence(one) for one in went if one.reminders),
        said=tuple(_sentence(replace(one, note="")) for one in went if one.reminders),
        warnings=(*post, *(task for one in went for task in _tasks(one))),
        outcome=said[0][0] if said else "nothing",
        data={
            **counts,
            "cases": list(dict.fromkeys(line.case for one in went for line in one.reminders)),
            "next_try": again.isoformat() if again else None,
        },
    )


def _sentence(one: _Went) -> str:
    what = ", ".join(f"{line.case} {rung_name(line.rung)}" for line in one.reminders)
    to = one.reminders[0].recipient
    return f"{what} aan {to}: {one.state.label}{f' ({one.note})' if one.note else ''}."


def _tasks(one: _Went) -> list[str]:
    """Return what the clerk has to do about a message that did not arrive and is not tried again by itself."""
    if one.state is not ReminderState.FAILED:
        return []
    told = {Outcome.OWED.value: send_again}
    return [told.get(line.state, not_arrived)(line.case, line.rung, line.recipient, one.note) for line in one.reminders]
