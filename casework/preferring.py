"""What the owner of a mailbox wants no more: opting out of a rung that allows it, and coming back. Never in silence."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from casework import lookup
from casework.errors import CaseworkError, NoMailbox
from casework.facts.rulebook import load_ladder
from casework.record import key, write_act
from casework.telling import Told, tell
from casework.values import Done, Hand
from casework.workplace import Workplace
from models.offices import MailboxPurpose
from models.preferences import Preference
from procedure.reminders import Rung, rung_name
from procedure.vocabulary import Audience, Verb
from procedure.wording import long_date


class UnknownRung(CaseworkError):
    """A rung that the ladder does not have for this reader."""

    message = "Er is geen trede {rung!r} voor de {reader}; bekend zijn {known}."


class MayNotOptOut(CaseworkError):
    """A rung from which nobody may opt out was named."""

    message = "Voor de trede {rung!r} kan een postbus zich niet afmelden; de ladder staat het toe voor {allowed}."


class OptedOutAlready(CaseworkError):
    """A mailbox was to opt out that did so before."""

    message = "{mailbox} heeft zich voor de trede {rung!r} al afgemeld, vanaf {day}."


class NotOptedOut(CaseworkError):
    """A mailbox was to come back to a rung that it gets."""

    message = "{mailbox} heeft zich voor de trede {rung!r} niet afgemeld; er is niets terug te draaien."


@dataclass(frozen=True, slots=True)
class PreferOrder:
    """Which mailbox wants a rung no more, or wants it again; a ministry's desk, or the clerk of a committee."""

    rung: str
    said_by: str
    ministry: str = ""
    committee: str = ""
    from_day: date | None = None
    """From when on; None: from the day of the act."""


def opt_out(place: Workplace, order: PreferOrder, hand: Hand) -> Done:
    """Return that a mailbox gets a rung no more from a day on: its reminders are noted as skipped, and do not leave.

    What is owed already still leaves.

    Raises:
        UnknownRung: the ladder has no such rung for this reader.
        MayNotOptOut: the ladder does not allow it for this rung.
        OptedOutAlready: it was said before.
        NoMailbox: there is no such mailbox.
        UnknownName: there is no such ministry or committee.
    """
    with place.transaction() as session:
        mailbox, name = _mailbox(session, order, hand)
        _refuse_where_not_allowed(session, order, hand)
        known = _in_force(session, mailbox, order.rung)
        if known is not None:
            raise OptedOutAlready(mailbox=name, rung=order.rung, day=known.from_day)
        act = write_act(session, hand, Verb.PREFER, f"op het woord van {order.said_by}", rung=order.rung)
        first = order.from_day or hand.on
        session.add(
            Preference(act_id=key(act.id), mailbox_id=mailbox, rung=order.rung, from_day=first, said_by=order.said_by)
        )
        said = f"{name} krijgt de trede {rung_name(order.rung)} niet meer, vanaf {long_date(first)}"
        told = Told(
            Verb.PREFER,
            said,
            lines=("Wat al verschuldigd was, vertrekt nog. Wat volgt, staat in de zaak als overgeslagen.",),
            outcome="opted-out",
            data={"rung": order.rung, "mailbox": name, "from": first.isoformat(), "opted_out": True},
        )
        return tell(session, act, [], [], told)


def opt_in(place: Workplace, order: PreferOrder, hand: Hand) -> Done:
    """Return that a mailbox gets a rung again, from the next check on.

    Raises:
        NotOptedOut: it had not opted out.
        NoMailbox: there is no such mailbox.
        UnknownName: there is no such ministry or committee.
    """
    with place.transaction() as session:
        mailbox, name = _mailbox(session, order, hand)
        row = _in_force(session, mailbox, order.rung)
        if row is None:
            raise NotOptedOut(mailbox=name, rung=order.rung)
        act = write_act(session, hand, Verb.PREFER, f"op het woord van {order.said_by}", rung=order.rung)
        row.void_act_id = key(act.id)
        session.add(row)
        told = Told(
            Verb.PREFER,
            f"{name} krijgt de trede {rung_name(order.rung)} weer",
            outcome="opted-in",
            data={"rung": order.rung, "mailbox": name, "from": hand.on.isoformat(), "opted_out": False},
        )
        return tell(session, act, [], [], told)


def _mailbox(session: Session, order: PreferOrder, hand: Hand) -> tuple[int, str]:
    """Return the mailbox that is meant, and its name."""
    if order.ministry:
        ministry = lookup.find_ministry(session, order.ministry)
        purpose, owner = MailboxPurpose.DESK, f"ministerie {ministry.code}"
        box = lookup.mailbox_of(session, ministry_id=ministry.id, purpose=purpose)
    else:
        committee = lookup.find_committee(session, order.committee, on=hand.on)
        purpose, owner = MailboxPurpose.CLERK, f"commissie {committee.chamber} {committee.code}"
        box = lookup.mailbox_of(session, committee_id=committee.id, purpose=purpose)
    if box is None:
        raise NoMailbox(owner=owner, purpose=purpose.label)
    return box, lookup.mailbox_name(session, box)


def _refuse_where_not_allowed(session: Session, order: PreferOrder, hand: Hand) -> None:
    audience = Audience.DESK if order.ministry else Audience.CLERK
    rungs = [rung for rung in load_ladder(session, on=hand.on) if rung.audience is audience]
    if order.rung not in {rung.code for rung in rungs}:
        raise UnknownRung(rung=order.rung, reader=audience.label, known=_named(rungs) or "geen")
    allowed = [rung for rung in rungs if rung.may_opt_out]
    if order.rung not in {rung.code for rung in allowed}:
        raise MayNotOptOut(rung=order.rung, allowed=_named(allowed) or "geen enkele trede")


def _named(rungs: list[Rung]) -> str:
    return ", ".join(dict.fromkeys(rung.code for rung in rungs))


def _in_force(session: Session, mailbox: int, rung: str) -> Preference | None:
    return session.exec(
        select(Preference).where(
            Preference.mailbox_id == mailbox, Preference.rung == rung, col(Preference.void_act_id).is_(None)
        )
    ).first()
