"""Our own mistakes, put right: a date typed wrong, a term misread. The old value stays visible; both clocks move."""

from datetime import date

from sqlmodel import Session, col, func, select

from casework.errors import BeforeReceipt, DueBeforeLetter, NotAvailable, NothingToChange, UnknownLetter
from casework.facts.rounds import REPLIES, Filed
from casework.handling import Desk, known_letters
from casework.postponing import end_rests
from casework.record import key, not_in_the_future, tie
from casework.terms import TermIn, clerk_term, repeat_term, write_term
from casework.values import CorrectOrder, Done, Hand
from casework.workplace import Workplace
from documents import clauses
from models.acts import Act
from models.cases import Case, Round, RoundLetter
from models.letters import Letter, LetterDate
from models.terms import TermRevision
from procedure.vocabulary import LetterKind, TermKind, Verb
from procedure.wording import long_date, plain_date

NO_TERM = "no_day_none"
"""The step by which the rules say that words hold no term at all, not even a vague one."""

A_CLAUSE = "verwacht wordt een zin als «binnen vier weken na dagtekening», of een dag met --due"


def correct(place: Workplace, number: str, order: CorrectOrder, hand: Hand) -> Done:
    """Return what a correction changed: the letter's dates, and the term that hangs on them.

    A clause is reckoned anew from the corrected date, or from the receipt where its words say so. A term or day that
    the clerk gives moves both clocks; where only the request's date was wrong, a postponement that names its own day
    still holds.

    Raises:
        CaseworkError: the letter is not in the case, a day lies in the future, or nothing would change.
    """
    with place.transaction() as session:
        desk = Desk(session, number, Verb.CORRECT, hand)
        filed = _letter(desk, order.letter)
        not_in_the_future(hand, dagtekening=order.dated, ontvangst=order.received)
        _refuse_term_of_a_reply(desk, filed, order)
        act = desk.act(order.reason, letter=filed.letter_id)
        said = _correct_dates(desk, act, filed, order)
        said += _correct_term(desk, act, filed, order)
        others = _elsewhere(session, desk, filed)
        for other in others:
            if filed.used_as is LetterKind.DEFERRAL:
                _correct_deferral(other, act, filed, order)
            other.settle("gecorrigeerd")
        tie(session, act, [other.case for other in others])
        if not said:
            raise NothingToChange(case=desk.case.number, what="dit staat er al zo")
        said += [f"Ook in zaak {other.case.number}, waar deze brief bij hoort." for other in others]
        moved = desk.settle("gecorrigeerd")
        holds = moved.stands.agreed or moved.stands.original
        due = holds.due_on if holds else None
        until = f" · antwoord uiterlijk {long_date(due)}" if due else ""
        return desk.done(act, moved, f"gecorrigeerd{until}", *said, outcome="corrected")


def _refuse_term_of_a_reply(desk: Desk, filed: Filed, order: CorrectOrder) -> None:
    if filed.used_as in REPLIES and (order.term or order.due):
        raise NotAvailable(case=desk.case.number, what="een antwoord stelt geen termijn; laat --letter weg")


def _elsewhere(session: Session, desk: Desk, filed: Filed) -> list[Desk]:
    """Return the other cases in which the same letter stands, in whatever round: one reply may answer three."""
    rows = session.exec(
        select(Case.number)
        .join(Round, col(Round.case_id) == Case.id)
        .join(RoundLetter, col(RoundLetter.round_id) == Round.id)
        .where(
            RoundLetter.letter_id == filed.letter_id, col(RoundLetter.void_act_id).is_(None), Case.id != desk.case.id
        )
    ).all()
    return [Desk(session, number, Verb.NOTE, desk.hand) for number in dict.fromkeys(rows)]


def _letter(desk: Desk, wanted: int | None) -> Filed:
    """Return the letter to correct: the one named, else the request."""
    for one in desk.before.letters:
        if one.letter_id == wanted or (wanted is None and one.used_as is LetterKind.REQUEST):
            return one
    raise UnknownLetter(case=desk.case.number, letter=wanted, known=known_letters(desk.before))


def _correct_dates(desk: Desk, act: Act, filed: Filed, order: CorrectOrder) -> list[str]:
    dated = order.dated or filed.dated_on
    received = order.received or filed.received_on
    if (dated, received) == (filed.dated_on, filed.received_on):
        return []
    if received is not None and received < dated:
        raise BeforeReceipt(received=received, dated=dated)
    session = desk.session
    old = session.exec(
        select(LetterDate).where(LetterDate.letter_id == filed.letter_id, col(LetterDate.void_act_id).is_(None))
    ).one()
    old.void_act_id = key(act.id)
    session.add(old)
    last = session.exec(select(func.max(LetterDate.version)).where(LetterDate.letter_id == filed.letter_id)).one()
    session.add(
        LetterDate(
            act_id=key(act.id),
            letter_id=filed.letter_id,
            version=(last or 0) + 1,
            dated_printed=old.dated_printed if order.dated is None else order.dated.isoformat(),
            dated_on=dated,
            received_on=received,
        )
    )
    session.flush()
    said = [] if dated == filed.dated_on else [f"Dagtekening was {plain_date(filed.dated_on)}, is {plain_date(dated)}."]
    if received != filed.received_on and received is not None:
        said.append(f"Ontvangst is {plain_date(received)}.")
    return said


def _correct_term(desk: Desk, act: Act, filed: Filed, order: CorrectOrder) -> list[str]:
    """Write the corrected term where one follows, and say how the day moved."""
    if filed.used_as is LetterKind.DEFERRAL:
        return _correct_deferral(desk, act, filed, order)
    if filed.used_as is not LetterKind.REQUEST:
        return [] if not (order.term or order.due) else _write(desk, act, filed, order, given=True)
    if order.term or order.due is not None:
        return _write(desk, act, filed, order, given=True)
    was = desk.before.original
    if was is None or (order.dated is None and not _hangs_on_receipt(desk, was, filed, order)):
        return []
    return _write(desk, act, filed, order, given=False)


def _hangs_on_receipt(desk: Desk, was: TermRevision, filed: Filed, order: CorrectOrder) -> bool:
    """Return whether another day of receipt is given for a term whose words count from receipt."""
    if not was.clause or order.received in {None, filed.received_on}:
        return False
    unknown = clerk_term(was.clause, None, dated=filed.dated_on, chamber=desk.case.chamber, rulebook=desk.rulebook)
    return unknown.term.assumed


def _write(desk: Desk, act: Act, filed: Filed, order: CorrectOrder, *, given: bool) -> list[str]:
    """Write a correction of the original term; raises DueBeforeLetter."""
    was = desk.before.original
    dated, received = _days_of_request(desk, filed, order)
    term = _reckoned(desk, order, was, dated, received)
    if term.term.due_on is not None and term.term.due_on < dated:
        raise DueBeforeLetter(due=term.term.due_on, dated=dated)
    now = (term.term.due_on, term.term.due_at, term.term.clause)
    receipt_known = was is not None and _hangs_on_receipt(desk, was, filed, order)
    if was is not None and (was.due_on, was.due_at, was.clause) == now and not receipt_known:
        return []
    if given and term.term.due_on is not None:
        end_rests(desk.session, act, desk.rnd)
    letter = desk.session.get(Letter, was.letter_id) if was and was.letter_id else None
    write_term(
        desk.session,
        act,
        desk.rnd,
        TermKind.CORRECTION,
        term,
        set_on=dated,
        reason=order.reason,
        rulebook=desk.rulebook,
        letter=letter,
    )
    said = [_moved("Antwoord uiterlijk", was.due_on if was else None, term.term.due_on), *term.explanation]
    agreed = desk.before.agreed
    if not given and agreed is not None and agreed.kind is TermKind.DEFERRAL and agreed.due_on is not None:
        agreed.void_act_id = key(act.id)
        desk.session.add(agreed)
        repeat_term(desk.session, act, desk.rnd, agreed, reason="het uitstel noemt een eigen datum en blijft gelden")
        said.append(f"Het uitstel tot {long_date(agreed.due_on)} noemt een eigen datum en blijft gelden.")
    return said


def _days_of_request(desk: Desk, filed: Filed, order: CorrectOrder) -> tuple[date, date | None]:
    """Return the day of the round's request and of its receipt, as they stand after the correction."""
    if filed.used_as is LetterKind.REQUEST:
        return order.dated or filed.dated_on, order.received or filed.received_on
    asked = next((one for one in desk.before.letters if one.used_as is LetterKind.REQUEST), None)
    return (asked.dated_on, asked.received_on) if asked else (filed.dated_on, None)


def _reckoned(
    desk: Desk, order: CorrectOrder, was: TermRevision | None, dated: date, received: date | None = None
) -> TermIn:
    text = order.term if order.term or order.due else (was.clause if was else "")
    if not text and order.due is None:
        raise NotAvailable(case=desk.case.number, what="de woorden van de termijn zijn niet bewaard; geef ook --due")
    if order.due is not None and order.due < dated:
        raise DueBeforeLetter(due=order.due, dated=dated)
    found = clerk_term(
        text, order.due, dated=dated, received=received, chamber=desk.case.chamber, rulebook=desk.rulebook
    )
    if order.term and any(step.code == NO_TERM for step in found.term.steps):
        raise NotAvailable(case=desk.case.number, what=f"in «{order.term}» staat geen termijn; {A_CLAUSE}")
    return found


def _correct_deferral(desk: Desk, act: Act, filed: Filed, order: CorrectOrder) -> list[str]:
    """Replace the postponement that a letter brought: its day was misread, or hung on a wrong date."""
    if not order.term and order.due is None and order.dated is None:
        return []
    session = desk.session
    was = session.exec(
        select(TermRevision)
        .where(
            TermRevision.round_id == desk.rnd.id,
            TermRevision.letter_id == filed.letter_id,
            col(TermRevision.void_act_id).is_(None),
        )
        .order_by(col(TermRevision.version).desc())
    ).first()
    if was is None:
        return []
    dated = order.dated or filed.dated_on
    text = order.term or was.clause
    if order.due is not None or (was.due_on is not None and not text):
        term = _reckoned(desk, order, was, dated)
    else:
        term = TermIn(clauses.term(text, dated=dated, chamber=desk.case.chamber, rulebook=desk.rulebook))
    if (was.due_on, was.clause) == (term.term.due_on, term.term.clause):
        return []
    was.void_act_id = key(act.id)
    session.add(was)
    session.flush()
    if term.term.due_on is not None:
        end_rests(session, act, desk.rnd)
    write_term(
        session,
        act,
        desk.rnd,
        TermKind.DEFERRAL,
        term,
        set_on=was.set_on,
        reason=order.reason,
        rulebook=desk.rulebook,
        letter=session.get(Letter, filed.letter_id),
        via=was.via,
        said_by=was.said_by,
    )
    return [_moved("Uitstel tot", was.due_on, term.term.due_on)]


def _moved(what: str, was: date | None, now: date | None) -> str:
    before = long_date(was) if was else "geen datum"
    return f"{what} was {before}, is {long_date(now) if now else 'geen datum'}."
