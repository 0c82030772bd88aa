"""Repairs and steps on a case: a postponement by word, a correction, a letter that does not belong, a rest, an end.

Every verb says which reminders it dropped and armed. Nothing is deleted: a fact is voided by the act that undoes it.
"""

from collections.abc import Callable, Mapping
from datetime import date

from sqlmodel import Session, col, select

from casework.errors import NoReason, NotAvailable, NotOffered, UnknownLetter
from casework.facts.rounds import RoundView, view
from casework.facts.rulebook import load_rulebook
from casework.intake import dossier_number, put_dossiers
from casework.outgoing import letters_waiting
from casework.postponing import earlier, postpone, undo
from casework.record import case_by_number, current_round, key, write_act
from casework.standing import Moved, settle
from casework.telling import Told, commands_at, lines_about, tell
from casework.terms import clerk_term, no_term
from casework.traces import refuse_anonymised
from casework.unadopting import settle_told, without_letter
from casework.values import CloseOrder, DeferOrder, Done, Hand
from casework.workplace import Workplace
from models.acts import Act
from models.cases import Case, CaseDossier, Closing, Hold, Round, RoundLetter, Settlement
from models.letters import Letter
from models.offices import Office
from models.terms import TermRevision
from procedure.lifecycle import offered
from procedure.vocabulary import LetterKind, TermKind, Verb
from procedure.wording import long_date, plain_date, short_date


class Desk:
    """A case on the desk within one transaction: its latest round, the rules, and how it stands before the act."""

    def __init__(self, session: Session, number: str, verb: Verb, hand: Hand) -> None:
        """Take the case; refuses an act that does not fit its stage."""
        self.session, self.verb, self.hand = session, verb, hand
        self.case: Case = case_by_number(session, number)
        self.rnd: Round = current_round(session, self.case)
        self.rulebook = load_rulebook(session, on=hand.on)
        self.before: RoundView = view(session, self.rnd)
        if verb not in {Verb.NOTE, Verb.ANONYMISE}:
            refuse_anonymised(session, self.case)
        if verb not in offered(self.before.stage):
            raise NotOffered(
                case=self.case.number,
                stage=self.before.stage.label,
                act=verb.value,
                offered=commands_at(self.before.stage),
            )

    def act(self, ground: str, **payload: str | int | None) -> Act:
        """Return the act in the diary; raises NoReason without a ground."""
        if not ground.strip():
            raise NoReason(act=self.verb.value)
        return write_act(self.session, self.hand, self.verb, ground.strip(), cases=[self.case], **payload)

    def settle(self, reason: str) -> Moved:
        """Return how the reminders moved."""
        return settle(self.session, self.rnd, self.rulebook, on=self.hand.on, reason=reason)

    def done(self, act: Act, moved: Moved, headline: str, *lines: str, outcome: str = "") -> Done:
        """Return what was done, told and kept."""
        said = (*lines, *lines_about(moved))
        return tell(self.session, act, [self.case], moved, Told(self.verb, headline, lines=said, outcome=outcome))


def _on_desk(place: Workplace, number: str, verb: Verb, hand: Hand, do: Callable[[Desk], Done]) -> Done:
    with place.transaction() as session:
        return do(Desk(session, number, verb, hand))


def defer(place: Workplace, number: str, order: DeferOrder, hand: Hand) -> Done:
    """Return what a postponement without a paper did; a refused one is recorded and moves nothing.

    Refusing a postponement that was recorded before undoes it: the agreed date goes back.
    """

    def do(desk: Desk) -> Done:
        if order.to is not None and order.to < desk.hand.on:
            early = f"uitstel tot {plain_date(order.to)} ligt vóór {plain_date(desk.hand.on)}"
            raise NotAvailable(case=desk.case.number, what=early)
        act = desk.act(order.reason, via=order.via.value)
        undone = _undo_deferral(desk, act, order.to) if order.refused else None
        term = (
            clerk_term("", order.to, dated=desk.hand.on, chamber=desk.case.chamber, rulebook=desk.rulebook)
            if order.to
            else no_term(dated=desk.hand.on, chamber=desk.case.chamber, rulebook=desk.rulebook)
        )
        postpone(
            desk.session,
            act,
            desk.rnd,
            term,
            on=desk.hand.on,
            rulebook=desk.rulebook,
            reason=order.reason,
            via=order.via,
            said_by=order.said_by,
            accepted=not order.refused,
        )
        return _deferred(desk, act, order, undone)

    return _on_desk(place, number, Verb.REFUSE_DEFERRAL if order.refused else Verb.DEFER, hand, do)


def _undo_deferral(desk: Desk, act: Act, to: date | None) -> TermRevision | None:
    """Return the postponement in force that the committee refuses, voided; None where none was recorded."""
    row = desk.session.exec(
        select(TermRevision)
        .where(
            TermRevision.round_id == desk.rnd.id,
            TermRevision.kind == TermKind.DEFERRAL,
            TermRevision.accepted,
            col(TermRevision.void_act_id).is_(None),
        )
        .order_by(col(TermRevision.version).desc())
    ).first()
    if row is None or (to is not None and row.due_on != to):
        return None
    undo(desk.session, act, [row])
    return row


def _deferred(desk: Desk, act: Act, order: DeferOrder, undone: TermRevision | None) -> Done:
    until = short_date(order.to) if order.to else None
    if order.refused:
        moved = desk.settle("uitstel geweigerd")
        agreed = moved.stands.agreed.due_on if moved.stands.agreed else None
        stays = f"De afgesproken datum is {long_date(agreed)}." if agreed else "Er is geen uiterste datum."
        went = "Het eerder vastgelegde uitstel vervalt." if undone else "Er verandert niets aan de termijn."
        return desk.done(act, moved, "uitstel geweigerd", went, stays, outcome="refused")
    moved = desk.settle(f"uitstel tot {plain_date(order.to)}" if order.to else "uitstel zonder datum")
    if until is None:
        line = "Zonder nieuwe datum blijft de afgesproken datum staan; de desk wordt met rust gelaten."
        return desk.done(act, moved, "uitstel zonder nieuwe datum", line, outcome="deferred")
    original = moved.stands.original.due_on if moved.stands.original else None
    line = f"Afgesproken is {long_date(order.to)}." if order.to else ""
    stays = f"De oorspronkelijke datum {long_date(original)} blijft voor de telling staan." if original else ""
    if odd := earlier(desk.before, order.to):
        stays = f"Let op: {odd}."
    owing = [one.office_id for one in moved.stands.owing if one.open]
    titles = [desk.session.get_one(Office, one).title for one in owing]
    all_of_them = f"Dat geldt voor allen die nog antwoord schuldig zijn: {'; '.join(titles)}." if owing[1:] else ""
    said = filter(None, (line, stays, all_of_them))
    return desk.done(act, moved, f"uitstel tot {until}", *said, outcome="deferred")


def void_letter(place: Workplace, number: str, letter: int, reason: str, hand: Hand) -> Done:
    """Return what taking a letter out of a case undid: its answers, and the postponement that it brought."""

    def do(desk: Desk) -> Done:
        filed = next((one for one in desk.before.letters if one.letter_id == letter), None)
        if filed is None:
            raise UnknownLetter(case=desk.case.number, letter=letter, known=known_letters(desk.before))
        if filed.used_as is LetterKind.REQUEST:
            raise NotAvailable(
                case=desk.case.number,
                what="de verzoekbrief draagt de zaak; gebruik `griffie close … --as withdrawn` of `griffie correct`",
            )
        act = desk.act(reason, letter=letter)
        _take_out(desk.session, act, desk.rnd, letter)
        about_report = without_letter(desk.session, act, desk.before)
        moved = desk.settle(f"brief {letter} hoort hier niet")
        settle_told(desk.session, desk.rnd, desk.before, desk.rulebook, hand=desk.hand)
        said = f"Brief {letter} ({filed.used_as.label} van {plain_date(filed.dated_on)}) is uit de zaak gehaald."
        headline = f"{filed.used_as.label} uit de zaak gehaald"
        return desk.done(act, moved, headline, said, *about_report, outcome="voided")

    return _on_desk(place, number, Verb.VOID, hand, do)


def _take_out(session: Session, act: Act, rnd: Round, letter: int) -> None:
    """Void every fact that a letter brought to a round, and the letter itself where no other round uses it."""
    uses = session.exec(
        select(RoundLetter).where(RoundLetter.letter_id == letter, col(RoundLetter.void_act_id).is_(None))
    ).all()
    for use in uses:
        if use.round_id == rnd.id:
            use.void_act_id = key(act.id)
            session.add(use)
    owed = {one.obligation_id for one in view(session, rnd).owing}
    for settlement in session.exec(
        select(Settlement).where(Settlement.letter_id == letter, col(Settlement.void_act_id).is_(None))
    ):
        if settlement.obligation_id in owed:
            settlement.void_act_id = key(act.id)
            session.add(settlement)
    terms = select(TermRevision).where(
        TermRevision.round_id == rnd.id, TermRevision.letter_id == letter, col(TermRevision.void_act_id).is_(None)
    )
    undo(session, act, session.exec(terms).all())
    if len(uses) == 1:
        row = session.get(Letter, letter)
        if row is not None:
            row.void_act_id = key(act.id)
            session.add(row)
    session.flush()


def known_letters(stands: RoundView) -> str:
    """Return the letters of a round as a clerk names them."""
    return "; ".join(f"{one.letter_id} ({one.used_as.label} van {plain_date(one.dated_on)})" for one in stands.letters)


def hold(place: Workplace, number: str, until: date, reason: str, hand: Hand) -> Done:
    """Return what resting the ladder until a day (included) did; the terms themselves keep running.

    A later hold takes the place of an earlier one: it makes the rest longer or shorter.
    """

    def do(desk: Desk) -> Done:
        if until < desk.hand.on:
            early = f"aanhouden tot {plain_date(until)} ligt vóór {plain_date(desk.hand.on)}"
            raise NotAvailable(case=desk.case.number, what=early)
        act = desk.act(reason, until=until.isoformat())
        for row in desk.session.exec(
            select(Hold).where(Hold.round_id == desk.rnd.id, ~col(Hold.desk_only), col(Hold.void_act_id).is_(None))
        ):
            row.void_act_id = key(act.id)
            desk.session.add(row)
        desk.session.add(
            Hold(act_id=key(act.id), round_id=key(desk.rnd.id), first_day=desk.hand.on, last_day=until, ground=reason)
        )
        moved = desk.settle(f"aangehouden tot {plain_date(until)}")
        said = f"Tot en met {long_date(until)} vertrekt er geen herinnering; de termijn zelf loopt door."
        waiting = letters_waiting(desk.session, desk.rnd)
        letters = [f"Een brief die een mens al heeft verstuurd, vertrekt nog: {one}." for one in waiting]
        return desk.done(act, moved, f"aangehouden tot {short_date(until)}", said, *letters, outcome="held")

    return _on_desk(place, number, Verb.HOLD, hand, do)


def close(place: Workplace, number: str, order: CloseOrder, hand: Hand) -> Done:
    """Return what closing a round did: nothing is owed any more, until it is reopened."""

    def do(desk: Desk) -> Done:
        act = desk.act(order.reason, closed_as=order.closed_as.value)
        desk.session.add(
            Closing(act_id=key(act.id), round_id=key(desk.rnd.id), closed_as=order.closed_as, on_day=desk.hand.on)
        )
        moved = desk.settle(f"zaak {order.closed_as.label}")
        return desk.done(act, moved, f"afgesloten: {order.closed_as.label}", outcome="closed")

    return _on_desk(place, number, Verb.CLOSE, hand, do)


def reopen(place: Workplace, number: str, reason: str, hand: Hand) -> Done:
    """Return what reopening a closed round did; its reminders are armed again."""

    def do(desk: Desk) -> Done:
        act = desk.act(reason)
        for row in desk.session.exec(
            select(Closing).where(Closing.round_id == desk.rnd.id, col(Closing.void_act_id).is_(None))
        ):
            row.void_act_id = key(act.id)
            desk.session.add(row)
        moved = desk.settle("heropend")
        return desk.done(act, moved, f"heropend: {moved.stands.stage.label}", outcome="waiting")

    return _on_desk(place, number, Verb.REOPEN, hand, do)


def note(place: Workplace, number: str, text: str, hand: Hand) -> Done:
    """Return the note that was made in the diary of a case."""

    def do(desk: Desk) -> Done:
        act = desk.act(text)
        return desk.done(act, desk.settle("aantekening"), "aantekening gemaakt")

    return _on_desk(place, number, Verb.NOTE, hand, do)


def set_dossiers(place: Workplace, number: str, dossiers: Mapping[str, str], reason: str, hand: Hand) -> Done:
    """Return what placing a case in other dossiers did, each with its title or none; the case keeps its own number.

    A title given takes the place of the one that the dossier had: the report prints it.

    Raises:
        NotAnIdentifier: one of them is no dossier.
    """

    def do(desk: Desk) -> Done:
        titles = {dossier_number(one): " ".join(title.split()) for one, title in dossiers.items()}
        numbers = tuple(titles)
        given = {one: title for one, title in titles.items() if title}
        told = "; ".join(f"{one} {title}" for one, title in given.items())
        act = desk.act(reason, dossiers=", ".join(numbers), titles=told)
        rows = desk.session.exec(
            select(CaseDossier)
            .where(CaseDossier.case_id == desk.case.id, col(CaseDossier.void_act_id).is_(None))
            .order_by(col(CaseDossier.rank))
        ).all()
        for row in rows:
            row.void_act_id = key(act.id)
            desk.session.add(row)
        desk.session.flush()
        put_dossiers(desk.session, act, desk.case, numbers, given)
        return desk.done(act, desk.settle("dossiers gewijzigd"), f"dossiers: {', '.join(numbers) or 'geen'}")

    return _on_desk(place, number, Verb.DOSSIER, hand, do)
