"""Letters come in and letters have gone out: registering a request, and the numbered box in which post waits.

A letter is registered after it has gone out; nothing here sends a letter. What the paper says is used, what the clerk
says goes before it, and what neither says is asked for, never guessed.
"""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from sqlmodel import Session, col, func, select

from casework import lookup
from casework.asked import Asked, asked_of
from casework.doubts import keep_doubts
from casework.errors import CaseworkError, NoMailbox, NotOffered, SameLetter
from casework.facts.rounds import view
from casework.facts.rulebook import rulebook_of
from casework.papers import (
    Handed,
    Parties,
    as_party,
    file_letter,
    forget_text,
    keep_paper,
    letters_of_paper,
    read_paper,
    settle_intake,
)
from casework.posting import clerk_mailbox, sender_mailbox
from casework.questions import keep_questions
from casework.record import case_by_number, current_round, keep_anomalies, key, tie, write_act
from casework.standing import Moved, settle
from casework.telling import Told, commands_at, forgotten, lines_about, tell
from casework.terms import write_term
from casework.traces import refuse_anonymised
from casework.values import Done, Hand, PaperIn, RequestOrder
from casework.words import fold
from casework.workplace import Workplace
from models.acts import Act
from models.cases import Case, CaseCommittee, CaseDossier, Dossier, Obligation, Round, RoundLetter
from models.letters import LetterDate, LetterReading
from models.offices import MailboxPurpose, Office
from procedure.identifiers import CaseNumber, EDossier
from procedure.identifiers import Dossier as Dossier_
from procedure.lifecycle import offered
from procedure.rulebook import Rulebook
from procedure.vocabulary import Access, Chamber, LetterKind, TermKind, Verb
from procedure.wording import long_date, plain_date, short_date

NO_TITLES: Mapping[str, str] = MappingProxyType({})


class SameWords(CaseworkError):
    """A request whose words, day, committee and office are those of a letter that is there already."""

    message = (
        "{file}: een brief van dezelfde dag en commissie, aan dezelfde minister, met dezelfde tekst staat al in zaak "
        "{case} (brief {letter}, vastgelegd op {day}); er is niets veranderd. Is dit een andere brief, geef dan zijn "
        "eigen onderwerp met --subject."
    )


def request(place: Workplace, paper: PaperIn, order: RequestOrder, hand: Hand) -> Done:
    """Return the new case (or further round) of a request letter that has gone out, with its due date.

    Raises:
        CaseworkError: what is missing or does not fit, in one sentence; nothing is changed then.
    """
    rulebook = rulebook_of(place, on=hand.on)
    handed = read_paper(paper, rulebook, confidential=order.confidential)
    with place.transaction() as session:
        _refuse_twice(session, handed)
        asked = asked_of(session, handed, order, hand, rulebook)
        asked = _unless_same_words(session, handed, asked, order)
        keep_paper(session, place, handed)
        if order.further:
            case = case_by_number(session, order.further)
            done = _further_round(session, case, handed, asked, hand=hand, rulebook=rulebook)
        else:
            done = _new_case(session, handed, asked, order, hand=hand, rulebook=rulebook)
    return forgotten(done) if forget_text(place, handed) else done


def _refuse_twice(session: Session, handed: Handed) -> None:
    for use in letters_of_paper(session, handed.sha256):
        if use.used_as is LetterKind.REQUEST:
            case, act = session.exec(
                select(Case, Act)
                .join(Round, col(Round.case_id) == Case.id)
                .join(Act, col(Act.id) == use.act_id)
                .where(Round.id == use.round_id)
            ).one()
            raise SameLetter(file=handed.name, case=case.number, letter=use.letter_id, day=act.on_day)


def _unless_same_words(session: Session, handed: Handed, asked: Asked, order: RequestOrder) -> Asked:
    """Return what is asked, unless it is the same letter in another file: same committee, office, day and words.

    A clerk who names another subject says that it is another letter (a covering letter of other questions, say).

    Raises:
        SameWords: the same committee asked the same office on the same day in the same words.
    """
    if handed.letter is None or handed.access is not Access.OPEN:
        return asked
    rows = session.exec(
        select(Case, col(RoundLetter.letter_id), col(Act.on_day), col(LetterReading.text))
        .join(Round, col(Round.case_id) == Case.id)
        .join(RoundLetter, col(RoundLetter.round_id) == Round.id)
        .join(Act, col(Act.id) == RoundLetter.act_id)
        .join(LetterDate, col(LetterDate.letter_id) == RoundLetter.letter_id)
        .join(LetterReading, col(LetterReading.letter_id) == RoundLetter.letter_id)
        .join(CaseCommittee, col(CaseCommittee.case_id) == Case.id)
        .join(Obligation, col(Obligation.round_id) == Round.id)
        .where(
            RoundLetter.used_as == LetterKind.REQUEST,
            col(RoundLetter.void_act_id).is_(None),
            LetterDate.dated_on == asked.dated,
            col(LetterDate.void_act_id).is_(None),
            CaseCommittee.committee_id == asked.committees[0].id,
            col(Obligation.office_id).in_([one.id for one in asked.offices]),
        )
    ).all()
    words = fold("".join(handed.letter.body))
    same = [one for one in rows if fold(one[-1]) == words]
    for case, letter, day, _ in same:
        if not order.subject or fold(order.subject) == fold(case.subject):
            raise SameWords(file=handed.name, case=case.number, letter=letter, day=day)
    told = tuple(f"Dezelfde tekst van dezelfde dag staat ook in zaak {one[0].number}." for one in same)
    return replace(asked, warnings=(*asked.warnings, *told))


def _new_case(
    session: Session, handed: Handed, asked: Asked, order: RequestOrder, *, hand: Hand, rulebook: Rulebook
) -> Done:
    act = write_act(session, hand, Verb.REQUEST, f"brief van {plain_date(asked.dated)}", paper=handed.sha256)
    case = _open_case(session, act, asked, handed, hand)
    numbers = (*order.dossiers, *order.edossiers)
    if not numbers and handed.reading is not None and handed.access is Access.OPEN:
        numbers = (*handed.reading.dossiers, *handed.reading.edossiers)
    put_dossiers(session, act, case, numbers, _titles(session, handed))
    rnd = Round(case_id=key(case.id), sequence=1, registered_on=hand.on, act_id=key(act.id))
    return _fill_round(session, act, case, rnd, handed=handed, asked=asked, hand=hand, rulebook=rulebook)


def _titles(session: Session, handed: Handed) -> dict[str, str]:
    """Return the titles that an open paper prints with its dossiers, of those that the register has none of yet."""
    if handed.reading is None or handed.access is not Access.OPEN:
        return {}
    printed = dict(zip(handed.reading.dossiers, handed.reading.dossier_titles, strict=False))
    known = set(session.exec(select(Dossier.number).where(Dossier.title != "")))
    return {number: title for number, title in printed.items() if title and number not in known}


def _open_case(session: Session, act: Act, asked: Asked, handed: Handed, hand: Hand) -> Case:
    chamber = asked.committees[0].chamber
    serial = _next_serial(session, chamber, hand.on.year)
    case = Case(
        number=str(CaseNumber(chamber, hand.on.year, serial)),
        chamber=chamber,
        year=hand.on.year,
        serial=serial,
        subject=asked.subject,
        access=handed.access,
        registered_on=hand.on,
        act_id=key(act.id),
    )
    session.add(case)
    session.flush()
    for rank, committee in enumerate(asked.committees):
        session.add(CaseCommittee(case_id=key(case.id), committee_id=key(committee.id), rank=rank))
    session.flush()
    return case


def _next_serial(session: Session, chamber: Chamber, year: int) -> int:
    last = session.exec(select(func.max(Case.serial)).where(Case.chamber == chamber, Case.year == year)).one()
    return (last or 0) + 1


def dossier_number(text: str) -> str:
    """Return a dossier's number as the register keeps it; raises NotAnIdentifier."""
    text = text.strip()
    return str(EDossier.parse(text)) if text[:1] in {"E", "e"} else str(Dossier_.parse(text))


def put_dossiers(
    session: Session, act: Act, case: Case, numbers: tuple[str, ...], titles: Mapping[str, str] = NO_TITLES
) -> None:
    """Place a case in dossiers, in this order; those that are unknown yet are made, with their titles.

    Raises:
        NotAnIdentifier: one of them is no dossier.
    """
    for rank, number in enumerate(dict.fromkeys(dossier_number(one) for one in numbers)):
        row = session.exec(select(Dossier).where(Dossier.number == number)).first()
        if row is None:
            row = Dossier(number=number, edossier=number.startswith("E"))
            session.add(row)
            session.flush()
        if titles.get(number):
            row.title = titles[number]
            session.add(row)
        session.add(CaseDossier(case_id=key(case.id), dossier_id=key(row.id), rank=rank, act_id=key(act.id)))
    session.flush()


def _further_round(
    session: Session, case: Case, handed: Handed, asked: Asked, *, hand: Hand, rulebook: Rulebook
) -> Done:
    refuse_anonymised(session, case)
    last = current_round(session, case)
    stands = view(session, last)
    if Verb.FURTHER not in offered(stands.stage):
        raise NotOffered(
            case=case.number,
            stage=stands.stage.label,
            act="een nadere ronde",
            offered=commands_at(stands.stage),
        )
    act = write_act(session, hand, Verb.FURTHER, f"brief van {plain_date(asked.dated)}", paper=handed.sha256)
    rnd = Round(
        case_id=key(case.id), sequence=last.sequence + 1, previous_id=last.id, registered_on=hand.on, act_id=key(act.id)
    )
    session.add(rnd)
    session.flush()
    passed = settle(session, last, rulebook, on=hand.on, reason="een nadere ronde is geopend")
    done = _fill_round(session, act, case, rnd, handed=handed, asked=asked, hand=hand, rulebook=rulebook)
    return replace(done, dropped=(*passed.dropped, *done.dropped), on_its_way=(*passed.on_its_way, *done.on_its_way))


def _fill_round(
    session: Session, act: Act, case: Case, rnd: Round, *, handed: Handed, asked: Asked, hand: Hand, rulebook: Rulebook
) -> Done:
    """Put the letter, the obligations and the term in a new round, arm the ladder, and tell what was done."""
    tie(session, act, [case])
    session.add(rnd)
    session.flush()
    letter = file_letter(
        session,
        act,
        handed,
        kind=LetterKind.REQUEST,
        dates=LetterDate(version=1, dated_printed=asked.printed, dated_on=asked.dated, act_id=0, letter_id=0),
        parties=_parties(session, handed, asked),
    )
    session.add(
        RoundLetter(round_id=key(rnd.id), letter_id=key(letter.id), used_as=LetterKind.REQUEST, act_id=key(act.id))
    )
    for rank, office in enumerate(asked.offices):
        session.add(
            Obligation(
                round_id=key(rnd.id),
                office_id=key(office.id),
                mailbox_id=_desk(session, office),
                rank=rank,
                act_id=key(act.id),
            )
        )
    clerk_mailbox(session, key(case.id))
    sender_mailbox(session, key(case.id))
    if asked.term is not None:
        write_term(
            session,
            act,
            rnd,
            TermKind.INITIAL,
            asked.term,
            set_on=asked.dated,
            reason="termijn van de brief",
            letter=letter,
            rulebook=rulebook,
        )
    moved = settle(session, rnd, rulebook, on=hand.on, reason="verzoek ingeschreven")
    if handed.reading is not None and handed.access is Access.OPEN:
        keep_anomalies(session, act, case, [(one.code, one.text) for one in handed.reading.anomalies])
    keep_anomalies(session, act, case, [("warning", text) for text in asked.warnings])
    keep_doubts(session, act, case, asked.doubts)
    asking = keep_questions(session, act, case, rnd, letter=letter, handed=handed)
    settle_intake(session, act, handed)
    done = _told(session, act, case, moved, asked, verb=act.verb)
    return replace(done, lines=(*done.lines, *asking))


def _parties(session: Session, handed: Handed, asked: Asked) -> Parties:
    read = handed.letter
    return Parties(
        addressees=tuple((office.id, office.title) for office in asked.offices),
        signatories=as_party(session, [one.office or one.name or "" for one in read.signatories], on=asked.dated)
        if read
        else (),
        copied_to=as_party(session, read.copied_to, on=asked.dated) if read else (),
    )


def _desk(session: Session, office: Office) -> int:
    """Return the desk that is reminded of what an office owes; raises NoMailbox."""
    found = lookup.mailbox_of(session, ministry_id=office.ministry_id, purpose=MailboxPurpose.DESK)
    if found is None:
        raise NoMailbox(owner=office.title, purpose=MailboxPurpose.DESK.label)
    return found


def _told(session: Session, act: Act, case: Case, moved: Moved, asked: Asked, *, verb: Verb) -> Done:
    due = moved.stands.original.due_on if moved.stands.original else None
    what = "nadere ronde geopend" if verb is Verb.FURTHER else "verzoek ingeschreven"
    until = f"antwoord uiterlijk {short_date(due)}" if due else "zonder uiterste datum"
    lines = [
        f"Zaak {case.number}: {case.subject}",
        f"Antwoord uiterlijk {long_date(due)}."
        if due
        else "De brief stelt geen uiterste datum; de zaak komt elke vier weken terug bij de griffier.",
    ]
    if asked.term is not None:
        lines.extend(asked.term.explanation)
    lines.extend(lines_about(moved))
    doubts = [one.for_case(case.number) for one in asked.doubts]
    told = Told(
        verb,
        f"{what} · {until}",
        lines=tuple(lines),
        warnings=(*asked.warnings, *(one.said for one in doubts)),
        outcome="waiting",
        data={"doubts": [one.plain() for one in doubts]},
    )
    return tell(session, act, [case], moved, told)
