"""Letters made ready for a signature: the request, the rappel and the receipt of a postponement, from what is recorded.

Nothing here sends anything, and nothing is recorded: a rappel leaves by ``griffie send``, a request is registered once
it has gone out. Of a confidential case a letter says no more than number and dates.
"""

from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import Session, col, select

import documents
from casework import lookup
from casework.drafting import committees_of
from casework.errors import CaseworkError, NoAddressee
from casework.facts.rounds import RoundView, view
from casework.facts.rulebook import rulebook_of
from casework.papers import known_office
from casework.record import case_by_number, current_round
from casework.subjects import is_unnamed
from casework.workplace import Workplace
from documents.outgoing import drafts
from documents.outgoing.drafts import Draft, Envelope
from documents.outgoing.letters import compose
from models.cases import Case, CaseDossier, Dossier
from models.offices import Committee, Office
from models.terms import TermRevision
from procedure.deadlines import Term
from procedure.vocabulary import Access, Chamber, TermKind, Via
from procedure.wording import long_date

OWN_TEMPLATES = "templates"
"""The folder in the home in which an office may put templates in place of ours."""


class NothingLate(CaseworkError):
    """A rappel was asked for of a case in which nobody owes an answer."""

    message = "Zaak {case} staat op «{stage}»; er is geen bewindspersoon die nog een antwoord schuldig is."


class NoDeferral(CaseworkError):
    """A receipt was asked for of a case in which nothing was put off."""

    message = "In zaak {case} is geen uitstel vastgelegd; er is niets om de ontvangst van te bevestigen."


class NothingSaid(CaseworkError):
    """A request was asked for without a case, and without what only a case could give."""

    message = "Geef {missing}, of een zaak waaruit dat blijkt."


@dataclass(frozen=True, slots=True)
class LetterOrder:
    """What a clerk says of the letter; empty means: as the case says."""

    dated: date
    form: str = "txt"
    case: str = ""
    committees: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    copied_to: tuple[str, ...] = ()
    subject: str = ""
    dossiers: tuple[str, ...] = ()
    paragraphs: tuple[str, ...] = ()
    term: str = ""
    signed_by: tuple[str, ...] = ()
    chamber: Chamber | None = None


@dataclass(frozen=True, slots=True)
class Ready:
    """A letter made ready: its bytes, what it asks until when as read back from it, and what to look at."""

    data: bytes
    term: Term | None = None
    notes: tuple[str, ...] = ()


def request_letter(place: Workplace, order: LetterOrder) -> Ready:
    """Return a request letter; with a case it is the letter of a further round.

    Raises:
        NothingSaid: without a case, committee, addressee or the questions themselves are missing.
    """
    with place.reading() as connection, Session(connection) as session:
        envelope = _envelope(session, order)
        copied = tuple(lookup.find_office(session, name, on=order.dated).title for name in order.copied_to)
    needed = (
        ("--committee", envelope.committees),
        ("--to", envelope.addressees),
        ("--body", order.paragraphs),
    )
    missing = [option for option, given in needed if not given]
    if missing:
        raise NothingSaid(missing=" en ".join(missing))
    draft = drafts.request(
        envelope, paragraphs=order.paragraphs, term=order.term, copied_to=copied, further=bool(order.case)
    )
    return _ready(place, order, draft)


def rappel_letter(place: Workplace, order: LetterOrder) -> Ready:
    """Return the rappel letter of a case for the chair: to the offices addressed that have not answered.

    Raises:
        NothingLate: nobody owes an answer there.
    """
    with place.reading() as connection, Session(connection) as session:
        case = case_by_number(session, order.case)
        stands = view(session, current_round(session, case))
        if not stands.open:
            raise NothingLate(case=case.number, stage=stands.stage.label)
        envelope = _envelope(session, order, owing_only=True)
        due = stands.original.due_on if stands.original else None
        agreed = stands.agreed.due_on if stands.agreed else None
        requested = stands.requested_on or stands.registered_on
    last = agreed or due
    notes: tuple[str, ...] = ()
    if last is not None and order.dated <= last:
        notes = (f"De termijn loopt nog tot en met {long_date(last)}: op {long_date(order.dated)} is niets te laat.",)
    draft = drafts.rappel(envelope, requested_on=requested, due_on=due, agreed_on=agreed, answer=order.term)
    ready = _ready(place, order, draft)
    return replace(ready, notes=(*notes, *ready.notes))


def receipt_letter(place: Workplace, order: LetterOrder) -> Ready:
    """Return the receipt of the last postponement in force of a case, from the clerk to the office that asked for it.

    Raises:
        NoDeferral: nothing was put off there.
    """
    with place.reading() as connection, Session(connection) as session:
        case = case_by_number(session, order.case)
        rnd = current_round(session, case)
        stands = view(session, rnd)
        term = session.exec(
            select(TermRevision)
            .where(
                TermRevision.round_id == rnd.id,
                TermRevision.kind == TermKind.DEFERRAL,
                TermRevision.accepted,
                col(TermRevision.void_act_id).is_(None),
            )
            .order_by(col(TermRevision.version).desc())
        ).first()
        if term is None:
            raise NoDeferral(case=case.number)
        asking = known_office(session, term.said_by, on=order.dated) if term.said_by else None
        envelope = _envelope(session, order, owing_only=True, asking=asking.title if asking else "")
        envelope = replace(envelope, signatories=order.signed_by)
        asked_on = next((one.dated_on for one in stands.letters if one.letter_id == term.letter_id), term.set_on)
        agreed = stands.agreed.due_on if stands.agreed else None
        draft = drafts.receipt(
            envelope,
            requested_on=stands.requested_on or stands.registered_on,
            asked_on=asked_on,
            until=term.due_on,
            by_letter=term.via is Via.LETTER,
            agreed_on=agreed,
        )
    return _ready(place, order, draft)


def _ready(place: Workplace, order: LetterOrder, draft: Draft) -> Ready:
    """Return the letter as a file, and what the reader reads in it: the check that it says what it should."""
    own = place.home / OWN_TEMPLATES
    theirs = own if own.is_dir() else None
    data = compose(draft, form=order.form, own=theirs)
    text = compose(draft, own=theirs)
    reading = documents.read(text, name=draft.name, rulebook=rulebook_of(place, on=order.dated))
    term = reading.letters[0].term if reading.letters else None
    notes = []
    if order.term and (term is None or term.due_on is None):
        notes.append(f"De termijn «{order.term}» levert geen datum op; zonder datum volgen geen herinneringen.")
    if draft.envelope.committees and not any(draft.envelope.signatories):
        notes.append("De naam van wie tekent is niet bekend; geef --signed-by, of vul hem met de hand in.")
    return Ready(data, term, tuple(notes))


def _envelope(session: Session, order: LetterOrder, *, owing_only: bool = False, asking: str = "") -> Envelope:
    """Return from whom to whom a letter goes: as the clerk says, else as the case does."""
    on = order.dated
    case = case_by_number(session, order.case) if order.case else None
    committees = _committees(session, order, case)
    offices = [lookup.find_office(session, name, on=on).title for name in order.to]
    if not offices and case is not None:
        stands = view(session, current_round(session, case))
        offices = [asking] if asking else _addressed(session, stands, owing_only=owing_only)
        if not offices:
            raise NoAddressee(file=case.number, example="Minister van …")
    chairs = tuple(lookup.chair_signs_as(session, row, on) for row, _ in committees)
    secret = case is not None and case.access is Access.CONFIDENTIAL
    named = order.subject or ("" if case is None or secret or is_unnamed(case.subject) else case.subject)
    dossiers = order.dossiers or (() if case is None or secret else _dossiers(session, case))
    return Envelope(
        committees=tuple(name for _, name in committees),
        addressees=tuple(offices),
        dated_on=on,
        signatories=order.signed_by or chairs,
        subject=named,
        dossiers=dossiers,
        case=case.number if case else "",
    )


def _committees(session: Session, order: LetterOrder, case: Case | None) -> list[tuple[Committee, str]]:
    if not order.committees:
        return committees_of(session, case, order.dated) if case else []
    found = [lookup.find_committee(session, name, chamber=order.chamber, on=order.dated) for name in order.committees]
    return [(row, _full_name(lookup.committee_name(session, row, order.dated))) for row in found]


def _full_name(name: str) -> str:
    return name if "commissie" in name.lower() else f"vaste commissie voor {name}"


def _addressed(session: Session, stands: RoundView, *, owing_only: bool) -> list[str]:
    owing = [one for one in stands.owing if one.open or not owing_only]
    return [session.get_one(Office, one.office_id).title for one in owing]


def _dossiers(session: Session, case: Case) -> tuple[str, ...]:
    return tuple(
        session.exec(
            select(Dossier.number)
            .join(CaseDossier, col(CaseDossier.dossier_id) == Dossier.id)
            .where(CaseDossier.case_id == case.id, col(CaseDossier.void_act_id).is_(None))
            .order_by(col(CaseDossier.rank))
        )
    )
