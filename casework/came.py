"""What a paper that came in is, with every name found and every date checked: as the clerk says, else as it reads."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from casework import lookup
from casework.doubts import Doubt, extent_doubt, paper_doubts, rest_doubt, unknown_offices
from casework.errors import NoDate, NoKind, NoSender, NoText
from casework.papers import Handed, check_dates, known_office
from casework.values import Hand, ReceiveOrder
from models.offices import Office
from procedure.vocabulary import Access, LetterKind
from procedure.wording import plain_date

KINDS = frozenset({LetterKind.REPLY, LetterKind.PARTIAL_REPLY, LetterKind.DEFERRAL})
REPLIES = frozenset({LetterKind.REPLY, LetterKind.PARTIAL_REPLY})


@dataclass(frozen=True, slots=True)
class Came:
    """A paper that came in, with every name found and every date checked."""

    kind: LetterKind
    sender: Office
    partners: tuple[Office, ...]
    dated: date
    received: date
    printed: str
    warnings: tuple[str, ...]
    doubts: tuple[Doubt, ...] = ()


def came_of(session: Session, handed: Handed, order: ReceiveOrder, hand: Hand) -> Came:
    """Return the paper with its kind, its sender and its dates; refuses what neither it nor the clerk says."""
    read = handed.letter
    _refuse_without_facts(handed, order)
    kind = order.kind or (read.kind if read else None)
    if kind is None or (order.kind is None and kind not in KINDS):
        raise NoKind(file=handed.name)
    dated = order.dated or (read.dated_on if read else None)
    if dated is None:
        raise NoDate(file=handed.name)
    received = order.received or hand.on
    warnings = (*handed.warnings, *check_dates(hand, dated=dated, received=received))
    printed = order.dated.isoformat() if order.dated else plain_date(dated)
    sender, partners = _senders(session, handed, order, dated)
    doubts = _doubts(session, handed, order, kind, dated)
    return Came(kind, sender, partners, dated, received, printed, warnings, doubts)


def _doubts(session: Session, handed: Handed, order: ReceiveOrder, kind: LetterKind, dated: date) -> tuple[Doubt, ...]:
    """Return what was read with doubt and not settled by what the clerk said beside the paper."""
    read = handed.letter
    found = [one for one in paper_doubts(handed.reading) if order.dated is None or one.field != "dagtekening"]
    if read is None:
        return tuple(found)
    if order.kind is None and kind in REPLIES:
        found += extent_doubt(read)
    if kind is LetterKind.PARTIAL_REPLY:
        found += rest_doubt(read)
    if not order.sender:
        signed = [one.office for one in read.signatories if one.office]
        found += unknown_offices("ondertekenaar", _unknown(session, signed, dated), settle="geef --from")
    if not order.on_behalf_of:
        unknown = _unknown(session, read.on_behalf_of, dated)
        found += unknown_offices("mede namens", unknown, settle="laad het ambt met `griffie office load`")
    return tuple(one.discreet() for one in found) if handed.access is Access.CONFIDENTIAL else tuple(found)


def _unknown(session: Session, printed: Iterable[str], on: date) -> list[str]:
    return [name for name in printed if known_office(session, name, on=on) is None]


def _refuse_without_facts(handed: Handed, order: ReceiveOrder) -> None:
    """A paper without text is filed with the facts given: receipt alone stops the reminders."""
    if handed.reading is not None:
        return
    facts = {"--kind": order.kind, "--dated": order.dated, "--from": order.sender}
    missing = [option for option, given in facts.items() if not given]
    if missing:
        raise NoText(file=handed.name, problem=handed.problem, needed=", ".join(missing))


def _senders(session: Session, handed: Handed, order: ReceiveOrder, on: date) -> tuple[Office, tuple[Office, ...]]:
    """Return who sent it, and for whom else: as the clerk says, else as the paper does."""
    read = handed.letter
    signed = [] if read is None else [one.office for one in read.signatories if one.office]
    if order.sender:
        senders = [lookup.find_office(session, order.sender, on=on)]
    else:
        senders = [one for one in (known_office(session, name, on=on) for name in signed) if one is not None]
    if not senders:
        raise NoSender(file=handed.name)
    partners = senders[1:]
    if order.on_behalf_of:
        partners += [lookup.find_office(session, name, on=on) for name in order.on_behalf_of]
    elif read is not None:
        known = (known_office(session, name, on=on) for name in read.on_behalf_of)
        partners += [one for one in known if one is not None]
    return senders[0], tuple(partners)
