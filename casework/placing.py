"""In which case a paper is filed: the one that the clerk names, or the one that it fits beyond doubt."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from casework.came import KINDS, Came
from casework.candidates import matched
from casework.errors import (
    BeforeTheRequest,
    NoCaseFits,
    NotAddressed,
    NotOffered,
    OnlyTheSender,
    SameLetter,
    SeveralCases,
    YoungerRequest,
)
from casework.facts.rounds import RoundView, view
from casework.matching import SHOWN, Match, Proposal
from casework.papers import Handed, letters_of_paper
from casework.record import case_by_number, current_round
from casework.telling import commands_at
from casework.traces import refuse_anonymised
from casework.values import ReceiveOrder
from models.acts import Act
from models.cases import Case, Round
from models.offices import Office
from procedure.lifecycle import offered
from procedure.vocabulary import LetterKind, Verb


@dataclass(frozen=True, slots=True)
class Placed:
    """A case in which the paper is filed."""

    case: Case
    rnd: Round
    stands: RoundView
    why: str


def match_of(session: Session, handed: Handed, came: Came) -> Match:
    """Return how the paper matches the open cases."""
    return matched(session, handed.reading, came.sender, dated=came.dated, access=handed.access)


def places_for(session: Session, handed: Handed, order: ReceiveOrder, came: Came, match: Match) -> list[Placed]:
    """Return the cases named, or the one that the paper fits; two that fit are left to a person."""
    if order.cases:
        named = dict.fromkeys(case_by_number(session, number).number for number in order.cases)
        found = [(case_by_number(session, number), "") for number in named]
    else:
        taken = _taken(session, handed, order, came, match)
        found = [(session.get_one(Case, taken.case_id), ", ".join(taken.reasons))]
    rounds = [(case, current_round(session, case), why) for case, why in found]
    return [Placed(case, rnd, view(session, rnd), why) for case, rnd, why in rounds]


def _taken(session: Session, handed: Handed, order: ReceiveOrder, came: Came, match: Match) -> Proposal:
    """Return the one case in which the paper may be filed unasked; anything else is left to a person."""
    _refuse_twice_among(session, handed, {one.case_id for one in match.contest})
    if not match.contest:
        _refuse_twice_anywhere(session, handed)
        raise NoCaseFits(file=handed.name, proposals=match.proposals)
    one = match.one
    if one is None:
        raise SeveralCases(
            file=handed.name,
            count=len(match.contest),
            candidates="; ".join(f"{place}. {each.said}" for place, each in enumerate(match.contest[:SHOWN], start=1)),
            cases=tuple(each.case for each in match.contest[:SHOWN]),
            proposals=match.proposals,
        )
    if one.younger and not order.crossed:
        raise YoungerRequest(
            file=handed.name,
            case=one.case,
            dated=came.dated,
            requested=one.requested_on,
            proposals=match.proposals,
        )
    if one.astray:
        raise OnlyTheSender(file=handed.name, case=one.case, proposal=one.said, proposals=match.proposals)
    return one


def _refuse_twice_among(session: Session, handed: Handed, cases: set[int]) -> None:
    for use in letters_of_paper(session, handed.sha256):
        rnd = session.get(Round, use.round_id)
        if rnd is not None and rnd.case_id in cases:
            _refuse_twice(session, handed, session.get_one(Case, rnd.case_id))


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


def check_place(session: Session, handed: Handed, order: ReceiveOrder, came: Came, one: Placed) -> None:
    """Refuse what does not fit a case: the same letter twice, the wrong stage, the wrong sender, an early date."""
    _refuse_twice(session, handed, one.case)
    refuse_anonymised(session, one.case)
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
    if came.kind in KINDS and not settled_by(session, came, one.stands):
        titles = [session.get(Office, owing.office_id) for owing in one.stands.owing]
        raise NotAddressed(
            file=handed.name,
            sender=came.sender.title,
            case=one.case.number,
            owing="; ".join(office.title for office in titles if office),
        )


def settled_by(session: Session, came: Came, stands: RoundView) -> list[int]:
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
