"""What comes in: a reply, a partial reply, a postponement by letter, filed under its case or cases."""

from collections.abc import Iterator
from dataclasses import replace

from sqlmodel import Session

from casework.came import KINDS, REPLIES, Came, came_of
from casework.doubts import Doubt, case_doubt, deferral_doubt, earlier_doubt, for_all_doubt, keep_doubts
from casework.facts.rulebook import rulebook_of
from casework.matching import Match
from casework.papers import (
    Handed,
    Parties,
    as_party,
    file_letter,
    forget_text,
    keep_paper,
    read_paper,
    settle_intake,
)
from casework.placing import Placed, check_place, match_of, places_for, settled_by
from casework.postponing import earlier, postpone
from casework.questions import keep_answers
from casework.record import keep_anomalies, key, tie, write_act
from casework.standing import Moved, settle
from casework.telling import Told, forgotten, lateness, lines_about, tell
from casework.terms import TermIn, dates_only, no_term, term_from_letter
from casework.values import Done, Hand, PaperIn, ReceiveOrder
from casework.workplace import Workplace
from documents.values import CommitmentStatus
from models.acts import Act
from models.cases import RoundLetter, Settlement
from models.commitments import Commitment
from models.letters import Letter, LetterDate
from models.offices import Office
from procedure.rulebook import Rulebook
from procedure.vocabulary import Access, Extent, LetterKind, Verb, Via
from procedure.wording import long_date, plain_date, short_date


def receive(place: Workplace, paper: PaperIn, order: ReceiveOrder, hand: Hand) -> Done:
    """Return what a paper that came in did to its case or cases.

    Raises:
        CaseworkError: what is missing or does not fit, in one sentence; nothing is changed then.
    """
    rulebook = rulebook_of(place, on=hand.on)
    handed = read_paper(paper, rulebook, confidential=order.confidential)
    with place.transaction() as session:
        came = came_of(session, handed, order, hand)
        found = match_of(session, handed, came)
        places = places_for(session, handed, order, came, found)
        for one in places:
            check_place(session, handed, order, came, one)
        keep_paper(session, place, handed)
        came = replace(
            came,
            warnings=(*came.warnings, *_in_place_of(session, came, places)),
            doubts=(
                *came.doubts,
                *(_about_places(places, found) if not order.crossed else ()),
                *_about_the_new_day(handed, came, places, rulebook),
                *_about_the_others(session, handed, came, places, rulebook),
            ),
        )
        act = write_act(
            session,
            hand,
            Verb.RECEIVE,
            f"{came.kind.label} van {plain_date(came.dated)}",
            paper=handed.sha256,
            kind=came.kind.value,
        )
        letter = _file(session, act, handed, order, came)
        came = replace(came, doubts=tuple(one.in_letter(key(letter.id)) for one in came.doubts))
        moves = [
            _file_under(session, act, letter, handed, came=came, one=one, hand=hand, rulebook=rulebook)
            for one in places
        ]
        tie(session, act, [one.case for one in places])
        _keep_odd(session, act, handed, came, places)
        answering = _keep_answers(session, act, letter, handed, came=came, places=places)
        settle_intake(session, act, handed)
        done = with_proposals(_told(session, act, came, places, moves), found)
        done = replace(done, lines=(*done.lines, *answering))
    return forgotten(done) if forget_text(place, handed) else done


def with_proposals(done: Done, match: Match) -> Done:
    """Return the act with what was proposed; it is told and not kept, so that no words of a paper are."""
    return replace(done, data={**done.data, "proposals": [one.plain() for one in match.proposals]})


def _about_places(places: list[Placed], match: Match) -> list[Doubt]:
    """Return what in the paper speaks against the cases in which it is filed."""
    found = (case_doubt(one.case.number, match) for one in places)
    return [one for one in found if one is not None]


def _about_the_new_day(handed: Handed, came: Came, places: list[Placed], rulebook: Rulebook) -> list[Doubt]:
    """Return what is doubtful about the day that a postponement names, in itself and beside the day agreed."""
    if came.kind is not LetterKind.DEFERRAL or handed.letter is None:
        return []
    found = deferral_doubt(handed.letter, _announced(handed, came, places[0], rulebook))
    if handed.access is Access.CONFIDENTIAL:
        found = [one.discreet() for one in found]
    for one in places:
        term = _announced(handed, came, one, rulebook)
        if odd := earlier(one.stands, term.term.due_on if term else None):
            found.append(earlier_doubt(one.case.number, odd))
    return found


def _about_the_others(
    session: Session, handed: Handed, came: Came, places: list[Placed], rulebook: Rulebook
) -> Iterator[Doubt]:
    """Give the doubt of each case in which a postponement also moves the day of an office that did not ask for it."""
    if came.kind is not LetterKind.DEFERRAL:
        return
    for one in places:
        asking = set(settled_by(session, came, one.stands))
        others = [each.office_id for each in one.stands.owing if each.open and each.obligation_id not in asking]
        if others:
            titles = [session.get_one(Office, office).title for office in others]
            term = _announced(handed, came, one, rulebook)
            yield for_all_doubt(one.case.number, came.sender.title, titles, term.term.due_on if term else None)


def _announced(handed: Handed, came: Came, one: Placed, rulebook: Rulebook) -> TermIn | None:
    """Return the new day that a postponement announces, reckoned from the date that holds for it."""
    return term_from_letter(
        handed.letter, handed.reading, dated=came.dated, chamber=one.case.chamber, rulebook=rulebook
    )


def _in_place_of(session: Session, came: Came, places: list[Placed]) -> list[str]:
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


def _file(session: Session, act: Act, handed: Handed, order: ReceiveOrder, came: Came) -> Letter:
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
    came: Came,
    one: Placed,
    hand: Hand,
    rulebook: Rulebook,
) -> Moved:
    """Place the letter in a round, and let it do there what its kind does."""
    session.add(
        RoundLetter(round_id=one.stands.round_id, letter_id=key(letter.id), used_as=came.kind, act_id=key(act.id))
    )
    if came.kind in REPLIES:
        extent = Extent.WHOLE if came.kind is LetterKind.REPLY else Extent.PART
        for obligation in settled_by(session, came, one.stands):
            session.add(
                Settlement(obligation_id=obligation, letter_id=key(letter.id), extent=extent, act_id=key(act.id))
            )
    elif came.kind is LetterKind.DEFERRAL:
        term = _announced(handed, came, one, rulebook)
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


def _keep_answers(
    session: Session, act: Act, letter: Letter, handed: Handed, *, came: Came, places: list[Placed]
) -> list[str]:
    """Return in sentences which questions a reply answers, in each case in which it is filed."""
    if came.kind not in REPLIES:
        return []
    said: list[str] = []
    for one in places:
        of = f"Zaak {one.case.number}: " if len(places) > 1 else ""
        told = keep_answers(session, act, one.stands.round_id, letter=letter, handed=handed)
        said += [f"{of}{line}" for line in told]
    return said


def _keep_odd(session: Session, act: Act, handed: Handed, came: Came, places: list[Placed]) -> None:
    odd = [("warning", text) for text in came.warnings]
    if handed.reading is not None and handed.access is Access.OPEN:
        odd += [(one.code, one.text) for one in handed.reading.anomalies]
    for one in places:
        keep_anomalies(session, act, one.case, odd)
        keep_doubts(session, act, one.case, came.doubts)


def _told(session: Session, act: Act, came: Came, places: list[Placed], moves: list[Moved]) -> Done:
    first = moves[0]
    words, outcome = lateness(first)
    doubts = [one.for_case(places[0].case.number) for one in came.doubts]
    if came.kind is LetterKind.DEFERRAL:
        agreed = first.stands.agreed
        until = short_date(agreed.due_on) if agreed and agreed.due_on else None
        moved = agreed is not None and agreed.letter_id == max(one.letter_id for one in first.stands.letters)
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
            warnings=(*came.warnings, *(one.said for one in doubts)),
            outcome=outcome,
            data={
                "doubts": [one.plain() for one in doubts],
                "kind": came.kind.value,
                "dated_on": came.dated.isoformat(),
                "received_on": came.received.isoformat(),
                "on_behalf_of": [one.title for one in came.partners],
            },
        ),
    )
