"""What comes in: a reply, a partial reply, a postponement by letter, filed under its case or cases."""

from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import Session, col, select

from casework import lookup
from casework.errors import (
    BeforeTheRequest,
    NoCaseFits,
    NoDate,
    NoKind,
    NoSender,
    NotAddressed,
    NoText,
    NotOffered,
    SameLetter,
    SeveralCases,
)
from casework.facts.rounds import RoundView, view
from casework.facts.rulebook import load_rulebook
from casework.matching import proposals
from casework.papers import (
    Handed,
    Parties,
    as_party,
    check_dates,
    file_letter,
    forget_text,
    keep_paper,
    known_office,
    letters_of_paper,
    read_paper,
    settle_intake,
)
from casework.postponing import postpone
from casework.record import case_by_number, current_round, keep_anomalies, key, tie, write_act
from casework.standing import Moved, settle
from casework.telling import Told, commands_at, forgotten, lateness, lines_about, tell
from casework.terms import dates_only, no_term, term_from_letter
from casework.values import Done, Hand, PaperIn, ReceiveOrder
from casework.workplace import Workplace
from documents.values import CommitmentStatus
from models.acts import Act
from models.cases import Case, Round, RoundLetter, Settlement
from models.commitments import Commitment
from models.letters import Letter, LetterDate
from models.offices import Office
from procedure.lifecycle import offered
from procedure.rulebook import Rulebook
from procedure.vocabulary import Access, Extent, LetterKind, Verb, Via
from procedure.wording import long_date, plain_date, short_date

KINDS = frozenset({LetterKind.REPLY, LetterKind.PARTIAL_REPLY, LetterKind.DEFERRAL})
REPLIES = frozenset({LetterKind.REPLY, LetterKind.PARTIAL_REPLY})


@dataclass(frozen=True, slots=True)
class _Came:
    """A paper that came in, with every name found and every date checked."""

    kind: LetterKind
    sender: Office
    partners: tuple[Office, ...]
    dated: date
    received: date
    printed: str
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Place:
    """A case in which the paper is filed."""

    case: Case
    rnd: Round
    stands: RoundView
    why: str


def receive(place: Workplace, paper: PaperIn, order: ReceiveOrder, hand: Hand) -> Done:
    """Return what a paper that came in did to its case or cases.

    Raises:
        CaseworkError: what is missing or does not fit, in one sentence; nothing is changed then.
    """
    with place.transaction() as session:
        rulebook = load_rulebook(session, on=hand.on)
        handed = read_paper(paper, rulebook, confidential=order.confidential)
        came = _came(session, handed, order, hand)
        places = _places(session, handed, order, came)
        for one in places:
            _check_place(session, handed, order, came, one)
        keep_paper(session, place, handed)
        came = replace(came, warnings=(*came.warnings, *_in_place_of(session, came, places)))
        act = write_act(
            session,
            hand,
            Verb.RECEIVE,
            f"{came.kind.label} van {came.dated.isoformat()}",
            paper=handed.sha256,
            kind=came.kind.value,
        )
        letter = _file(session, act, handed, order, came)
        moves = [
            _file_under(session, act, letter, handed, came=came, one=one, hand=hand, rulebook=rulebook)
            for one in places
        ]
        tie(session, act, [one.case for one in places])
        _keep_odd(session, act, handed, came, places)
        settle_intake(session, act, handed)
        done = _told(session, act, came, places, moves)
    return forgotten(done) if forget_text(place, handed) else done


def _came(session: Session, handed: Handed, order: ReceiveOrder, hand: Hand) -> _Came:
    read = handed.letter
    _refuse_without_facts(handed, order)
    kind = order.kind or (read.kind if read else None)
    if kind is None or (order.kind is None and kind not in KINDS):
        raise NoKind(file=handed.name)
    dated = order.dated or (read.dated_on if read else None)
    if dated is None:
        raise NoDate(file=handed.name)
    received = order.received or hand.on
    warnings = check_dates(hand, dated=dated, received=received)
    printed = order.dated.isoformat() if order.dated else plain_date(dated)
    sender, partners = _senders(session, handed, order, dated)
    return _Came(kind, sender, partners, dated, received, printed, warnings)


def _refuse_without_facts(handed: Handed, order: ReceiveOrder) -> None:
    """A paper without text is filed with the facts given: receipt alone stops the reminders."""
    if handed.reading is not None:
        return
    facts = {"--kind": order.kind, "--dated": order.dated, "--from": order.sender}
    missing = [option for option, given in facts.items() if not given]
    if missing:
        raise NoText(file=handed.name, needed=", ".join(missing))


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


def _places(session: Session, handed: Handed, order: ReceiveOrder, came: _Came) -> list[_Place]:
    """Return the cases named, or the one that the paper fits; two that fit are left to a person."""
    if order.cases:
        named = dict.fromkeys(case_by_number(session, number).number for number in order.cases)
        found = [(case_by_number(session, number), "") for number in named]
    else:
        fitting = proposals(session, handed.reading, came.sender)
        for one in fitting:
            _refuse_twice(session, handed, one.case)
        if not fitting:
            _refuse_twice_anywhere(session, handed)
            raise NoCaseFits(file=handed.name)
        if len(fitting) > 1:
            listed = "; ".join(f"{one.case.number} ({', '.join(one.reasons)})" for one in fitting)
            raise SeveralCases(file=handed.name, count=len(fitting), candidates=listed)
        found = [(fitting[0].case, ", ".join(fitting[0].reasons))]
    rounds = [(case, current_round(session, case), why) for case, why in found]
    return [_Place(case, rnd, view(session, rnd), why) for case, rnd, why in rounds]


def _refuse_twice_anywhere(session: Session, handed: Handed) -> None:
    """Say that a paper is filed already, where it fits no open case because it has answered its own."""
    for use in letters_of_paper(session, handed.sha256):
        rnd = session.get(Round, use.round_id)
        case = session.get(Case, rnd.case_id) if rnd else None
        if case is not None:
            _refuse_twice(session, handed, case)


def _refuse_twice(session: Session, handed: Handed, case: Case) -> None:
    for use in letters_of_paper(session, handed.sha256):
        rnd = session.get(Round, use.round_id)
        if rnd is not None and rnd.case_id == case.id:
            day = session.exec(select(col(Act.on_day)).where(Act.id == use.act_id)).one()
            raise SameLetter(file=handed.name, case=case.number, letter=use.letter_id, day=day)


def _check_place(session: Session, handed: Handed, order: ReceiveOrder, came: _Came, one: _Place) -> None:
    """Refuse what does not fit a case: the same letter twice, the wrong stage, the wrong sender, an early date."""
    _refuse_twice(session, handed, one.case)
    act = Verb.DEFER if came.kind is LetterKind.DEFERRAL else Verb.RECEIVE
    if act not in offered(one.stands.stage):
        raise NotOffered(
            case=one.case.number,
            stage=one.stands.stage.label,
            act=f"een {came.kind.label} vastleggen",
            offered=commands_at(one.stands.stage),
        )
    requested = one.stands.requested_on
    if requested is not None and came.dated < requested and not order.crossed:
        raise BeforeTheRequest(file=handed.name, dated=came.dated, requested=requested)
    if came.kind in KINDS and not _settled_by(session, came, one.stands):
        titles = [session.get(Office, owing.office_id) for owing in one.stands.owing]
        raise NotAddressed(
            file=handed.name,
            sender=came.sender.title,
            case=one.case.number,
            owing="; ".join(office.title for office in titles if office),
        )


def _settled_by(session: Session, came: _Came, stands: RoundView) -> list[int]:
    """Return the obligations that a letter concerns: of the offices that sign, else of the sender's ministry."""
    offices = {came.sender.id, *(one.id for one in came.partners)}
    own = [one.obligation_id for one in stands.owing if one.office_id in offices]
    if own:
        return own
    ministries = {came.sender.ministry_id, *(one.ministry_id for one in came.partners)}
    return [
        one.obligation_id
        for one in stands.owing
        if (office := session.get(Office, one.office_id)) is not None and office.ministry_id in ministries
    ]


def _in_place_of(session: Session, came: _Came, places: list[_Place]) -> list[str]:
    """Return a warning for each case in which another office of the ministry was addressed than the one that signs."""
    signing = {came.sender.id, *(one.id for one in came.partners)}
    said: list[str] = []
    for one in places:
        asked = [owing.office_id for owing in one.stands.owing]
        if came.kind in KINDS and signing.isdisjoint(asked):
            titles = ", ".join(session.get_one(Office, office).title for office in asked)
            said.append(
                f"Zaak {one.case.number} was gericht aan {titles}; {came.sender.title} tekent. Geldt als antwoord."
            )
    return said


def _file(session: Session, act: Act, handed: Handed, order: ReceiveOrder, came: _Came) -> Letter:
    read = handed.letter
    open_text = read is not None and handed.access is Access.OPEN
    letter = file_letter(
        session,
        act,
        handed,
        kind=came.kind,
        dates=LetterDate(
            version=1, dated_printed=came.printed, dated_on=came.dated, received_on=came.received, act_id=0, letter_id=0
        ),
        parties=Parties(
            addressees=as_party(session, read.addressees, on=came.dated) if read else (),
            signatories=((came.sender.id, came.sender.title),),
            on_behalf_of=tuple((one.id, one.title) for one in came.partners),
            copied_to=as_party(session, read.copied_to, on=came.dated) if read else (),
        ),
        located_at=order.located_at,
    )
    if open_text and handed.reading is not None and came.kind in REPLIES:
        for promise in handed.reading.commitments:
            if promise.status is CommitmentStatus.NEW:
                due = promise.term.due_on if promise.term else None
                session.add(Commitment(act_id=key(act.id), letter_id=key(letter.id), text=promise.text, due_on=due))
    session.flush()
    return letter


def _file_under(
    session: Session,
    act: Act,
    letter: Letter,
    handed: Handed,
    *,
    came: _Came,
    one: _Place,
    hand: Hand,
    rulebook: Rulebook,
) -> Moved:
    """Place the letter in a round, and let it do there what its kind does."""
    session.add(
        RoundLetter(round_id=one.stands.round_id, letter_id=key(letter.id), used_as=came.kind, act_id=key(act.id))
    )
    if came.kind in REPLIES:
        extent = Extent.WHOLE if came.kind is LetterKind.REPLY else Extent.PART
        for obligation in _settled_by(session, came, one.stands):
            session.add(
                Settlement(obligation_id=obligation, letter_id=key(letter.id), extent=extent, act_id=key(act.id))
            )
    elif came.kind is LetterKind.DEFERRAL:
        read = handed.letter
        term = term_from_letter(read, handed.reading, dated=came.dated, chamber=one.case.chamber, rulebook=rulebook)
        postpone(
            session,
            act,
            one.rnd,
            (dates_only(term) if term and handed.access is Access.CONFIDENTIAL else term)
            or no_term(dated=came.dated, chamber=one.case.chamber, rulebook=rulebook),
            on=came.received,
            rulebook=rulebook,
            reason=f"uitstelbrief van {plain_date(came.dated)}",
            via=Via.LETTER,
            said_by=came.sender.title,
            letter=letter,
        )
    return settle(session, one.rnd, rulebook, on=hand.on, reason=f"{came.kind.label} van {plain_date(came.dated)}")


def _keep_odd(session: Session, act: Act, handed: Handed, came: _Came, places: list[_Place]) -> None:
    odd = [("warning", text) for text in came.warnings]
    if handed.reading is not None and handed.access is Access.OPEN:
        odd += [(one.code, one.text) for one in handed.reading.anomalies]
    for one in places:
        keep_anomalies(session, act, one.case, odd)


def _told(session: Session, act: Act, came: _Came, places: list[_Place], moves: list[Moved]) -> Done:
    first = moves[0]
    words, outcome = lateness(first)
    if came.kind is LetterKind.DEFERRAL:
        agreed = first.stands.agreed
        until = short_date(agreed.due_on) if agreed and agreed.due_on else None
        moved = agreed is not None and agreed.letter_id is not None
        headline = f"uitstel tot {until}" if moved and until else "uitstel zonder nieuwe datum"
        outcome = "deferred"
    else:
        headline = f"{came.kind.label} ontvangen · {words}"
    dates = f"gedateerd {long_date(came.dated)}, ontvangen {long_date(came.received)}"
    lines = [f"{came.kind.label.capitalize()} van de {came.sender.title}, {dates}."]
    if came.partners:
        lines.append(f"Mede namens: {', '.join(one.title for one in came.partners)}.")
    lines.extend(f"Gelegd bij zaak {one.case.number}: {one.why}." for one in places if one.why)
    for move in moves:
        lines.extend(lines_about(move))
    return tell(
        session,
        act,
        [one.case for one in places],
        moves,
        Told(
            Verb.RECEIVE,
            headline,
            lines=tuple(lines),
            warnings=came.warnings,
            outcome=outcome,
            data={
                "kind": came.kind.value,
                "dated_on": came.dated.isoformat(),
                "received_on": came.received.isoformat(),
                "on_behalf_of": [one.title for one in came.partners],
            },
        ),
    )
