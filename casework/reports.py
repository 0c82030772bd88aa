"""The report's way out: checklist, adoption by the clerk, publication under a number, and reprints."""

import os
import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlmodel import Session, col, func, select

import documents
from casework import lookup
from casework.drafting import committees_of, draft, is_bare
from casework.errors import ChecklistFails, InTheFuture, NotAvailable, NumberTaken
from casework.facts.rounds import REPLIES, view
from casework.handling import Desk
from casework.record import case_by_number, current_round, keep_anomalies, key, write_act
from casework.standing import Moved
from casework.telling import Told, tell
from casework.values import AdoptOrder, Done, Hand, PublishOrder
from casework.workplace import Workplace
from documents.values import Reading
from models.acts import Act
from models.cases import Case, CaseDossier, Dossier, Round
from models.letters import Letter, LetterReading
from models.offices import Office
from models.reports import Edition, Report, ReportMember, ReportNumber, ReportRound
from procedure.identifiers import next_letters
from procedure.lifecycle import offered
from procedure.vocabulary import Access, Chamber, Verb
from procedure.wording import plain_date, short_date

MEDIA = {"txt": "text/plain; charset=utf-8"}


@dataclass(frozen=True, slots=True)
class Misses:
    """What a report misses, and what is only worth knowing."""

    misses: tuple[str, ...]
    notes: tuple[str, ...]


def checklist(place: Workplace, number: str, order: AdoptOrder | None = None) -> Misses:
    """Return what the report of a case misses before adoption, in sentences, and what is worth knowing."""
    with place.transaction() as session:
        case = case_by_number(session, number)
        return _checklist(session, case, current_round(session, case), order)


def _checklist(session: Session, case: Case, rnd: Round, order: AdoptOrder | None) -> Misses:
    stands = view(session, rnd)
    misses: list[str] = []
    notes: list[str] = []
    if not any(one.used_as in REPLIES for one in stands.letters):
        misses.append("er is nog geen antwoord")
    owing = [session.get_one(Office, one.office_id).title for one in stands.owing if one.open]
    if owing:
        misses.append(f"nog geen volledig antwoord van {', '.join(owing)}")
    for one in stands.letters:
        letter = session.get_one(Letter, one.letter_id)
        read = session.exec(select(LetterReading.id).where(LetterReading.letter_id == one.letter_id)).first()
        if letter.access is Access.CONFIDENTIAL:
            notes.append(f"brief {one.letter_id} is vertrouwelijk: het verslag noemt alleen dat hij er is")
        elif read is None:
            misses.append(f"brief {one.letter_id} ({one.used_as.label}) heeft geen leesbare tekst")
    last = max((one.dated_on for one in stands.letters if one.used_as in REPLIES), default=None)
    if order is not None and last is not None and order.adopted_on < last:
        misses.append(
            f"het laatste antwoord is van {plain_date(last)}, na de vaststelling op {plain_date(order.adopted_on)}"
        )
    if not _first_dossier(session, case):
        notes.append("de zaak staat in geen dossier; het verslag krijgt dan geen nummer")
    on = order.adopted_on if order else stands.registered_on
    for committee, name in committees_of(session, case, on):
        if not lookup.members(session, committee, on):
            notes.append(f"van de {name} is op deze dag geen samenstelling bekend")
    return Misses(tuple(misses), tuple(notes))


def reading_of(place: Workplace, number: str, *, motive: str = "") -> Reading:
    """Return the report of a case's latest round as it would be composed now."""
    with place.transaction() as session:
        case = case_by_number(session, number)
        rnd = current_round(session, case)
        return draft(session, case, rnd, view(session, rnd), motive=motive)


def adopt(place: Workplace, number: str, order: AdoptOrder, hand: Hand) -> Done:
    """Return what the adoption of a report by the clerk did: the composition of that day is frozen with it.

    Raises:
        ChecklistFails: the report misses something and no reason was given to adopt it all the same.
    """
    with place.transaction() as session:
        desk = Desk(session, number, Verb.ADOPT, hand)
        act, notes = _adopt(desk, order)
        moved = desk.settle("verslag vastgesteld")
        headline = f"verslag vastgesteld op {short_date(order.adopted_on)}"
        told = Told(
            Verb.ADOPT, headline, lines=(f"Vastgesteld door {order.clerk}.",), warnings=notes, outcome="adopted"
        )
        return tell(session, act, [desk.case], moved, told)


def _adopt(desk: Desk, order: AdoptOrder) -> tuple[Act, tuple[str, ...]]:
    if order.adopted_on > desk.hand.on:
        raise InTheFuture(what="vaststelling", day=order.adopted_on, today=desk.hand.on)
    found = _checklist(desk.session, desk.case, desk.rnd, order)
    if found.misses and not order.despite.strip():
        raise ChecklistFails(case=desk.case.number, missing="; ".join(found.misses))
    act = write_act(
        desk.session,
        desk.hand,
        Verb.ADOPT,
        order.despite.strip() or f"vaststelling door {order.clerk}",
        cases=[desk.case],
    )
    report = Report(
        act_id=key(act.id),
        adopted_on=order.adopted_on,
        clerk=order.clerk,
        capacity=order.capacity,
        despite=order.despite.strip(),
    )
    desk.session.add(report)
    desk.session.flush()
    desk.session.add(ReportRound(report_id=key(report.id), round_id=key(desk.rnd.id)))
    for committee, _ in committees_of(desk.session, desk.case, order.adopted_on):
        for rank, member in enumerate(lookup.members(desk.session, committee, order.adopted_on)):
            desk.session.add(
                ReportMember(
                    report_id=key(report.id),
                    committee_id=key(committee.id),
                    rank=rank,
                    name=member.person,
                    party=member.party,
                    role=member.role,
                )
            )
    keep_anomalies(desk.session, act, desk.case, [("despite", text) for text in found.misses])
    desk.session.flush()
    return act, found.notes


def publish(place: Workplace, number: str, order: PublishOrder, hand: Hand) -> Done:
    """Return what publishing did: the edition's files, composed from the letters as they came.

    Without an adopted report ``order.adopt`` adopts it first, in the same transaction. The files are laid out once
    that is kept; a file that a crash left out is laid out by the next publication of the case.

    Raises:
        CaseworkError: nothing was adopted, the number is taken, or a day does not fit.
    """
    with place.transaction() as session:
        case = case_by_number(session, number)
        stands = view(session, current_round(session, case))
        notes: tuple[str, ...] = ()
        if order.adopt is not None and Verb.ADOPT in offered(stands.stage):
            desk = Desk(session, number, Verb.ADOPT, hand)
            act, notes = _adopt(desk, order.adopt)
            first = desk.settle("verslag vastgesteld")
            tell(session, act, [case], first, Told(Verb.ADOPT, f"vastgesteld op {short_date(order.adopt.adopted_on)}"))
        elif order.adopt is not None:
            _refuse_other_adoption(session, case, stands.report_id, order.adopt)
        desk = Desk(session, number, Verb.REPRINT if order.reprint else Verb.PUBLISH, hand)
        done = _publish(place, desk, order, notes)
        editions = _editions(session, case)
    _lay_out(place, done.cases[0], editions)
    return done


def _refuse_other_adoption(session: Session, case: Case, report_id: int | None, order: AdoptOrder) -> None:
    """Refuse an adoption that differs from the one that stands."""
    report = session.get(Report, report_id) if report_id else None
    if report is not None and (report.adopted_on, report.clerk) != (order.adopted_on, order.clerk):
        what = f"het verslag is al vastgesteld op {plain_date(report.adopted_on)} door {report.clerk}"
        raise NotAvailable(case=case.number, what=what)


def _publish(place: Workplace, desk: Desk, order: PublishOrder, notes: tuple[str, ...]) -> Done:
    session, case = desk.session, desk.case
    report = session.get_one(Report, desk.before.report_id)
    published = order.published_on or desk.hand.on
    _check_publication(desk, report, published)
    act = desk.act(order.reprint or f"verslag vastgesteld op {report.adopted_on.isoformat()}")
    if order.number:
        _give_number(session, act, case, report, order.number)
    n = 1 + (session.exec(select(func.max(Edition.n)).where(Edition.report_id == report.id)).one() or 0)
    reading = draft(session, case, desk.rnd, view(session, desk.rnd), motive=order.motive, reprint=order.reprint)
    file = _compose(place, reading, order.form, name=_file_name(case, desk.before.sequence, n))
    session.add(
        Edition(
            act_id=key(act.id),
            report_id=key(report.id),
            adopted_on=report.adopted_on,
            n=n,
            published_on=published,
            reason=order.reprint,
            motive=order.motive,
            files=[file],
        )
    )
    moved = desk.settle("verslag gepubliceerd")
    path = place.published / case.number / file["name"]
    return _told(desk, act, moved, reading, [{**file, "path": str(path)}], n=n, notes=notes)


def _check_publication(desk: Desk, report: Report, published: date) -> None:
    """Refuse a day that does not fit, and a report from which the answer was taken since its adoption."""
    case = desk.case.number
    if published > desk.hand.on:
        raise InTheFuture(what="publicatie", day=published, today=desk.hand.on)
    if published < report.adopted_on:
        before = f"publicatie op {plain_date(published)} ligt vóór de vaststelling op {plain_date(report.adopted_on)}"
        raise NotAvailable(case=case, what=before)
    if not report.despite and not any(one.used_as in REPLIES for one in desk.before.letters):
        raise NotAvailable(case=case, what="sinds de vaststelling is het antwoord uit de zaak gehaald")


def _give_number(session: Session, act: Act, case: Case, report: Report, number: str) -> None:
    """Give a report its number in the first dossier; raises NumberTaken with the next free one."""
    dossier = _first_dossier(session, case)
    if dossier is None:
        raise NotAvailable(
            case=case.number, what="geen dossier om in te nummeren; plaats de zaak met `griffie dossier`"
        )
    wanted = number.strip().upper()
    _check_form(case, wanted)
    taken = session.exec(
        select(ReportNumber).where(
            ReportNumber.dossier_id == dossier.id,
            ReportNumber.number == wanted,
            col(ReportNumber.void_act_id).is_(None),
        )
    ).first()
    if taken is not None and taken.report_id != report.id:
        other = session.exec(
            select(Case.number)
            .join(Round, col(Round.case_id) == Case.id)
            .join(ReportRound, col(ReportRound.round_id) == Round.id)
            .where(ReportRound.report_id == taken.report_id)
        ).first()
        raise NumberTaken(number=wanted, dossier=dossier.number, case=other, free=_next_free(session, dossier, wanted))
    own = session.exec(
        select(ReportNumber).where(ReportNumber.report_id == report.id, col(ReportNumber.void_act_id).is_(None))
    ).first()
    if own is not None and own.number == wanted:
        return
    if own is not None:
        own.void_act_id = key(act.id)
        session.add(own)
        session.flush()
    session.add(ReportNumber(act_id=key(act.id), report_id=key(report.id), dossier_id=key(dossier.id), number=wanted))
    session.flush()


def _check_form(case: Case, number: str) -> None:
    """The Eerste Kamer numbers by letters, the Tweede Kamer by figures."""
    fits = number.isalpha() and number.isascii() if case.chamber is Chamber.EK else number.isdigit()
    if not fits:
        what = "letters, zoals A of AC" if case.chamber is Chamber.EK else "cijfers, zoals 153"
        raise NotAvailable(
            case=case.number, what=f"nummer {number!r} past niet; de {case.chamber.label} gebruikt {what}"
        )


def _next_free(session: Session, dossier: Dossier, number: str) -> str:
    taken = set(
        session.exec(
            select(ReportNumber.number).where(
                ReportNumber.dossier_id == dossier.id, col(ReportNumber.void_act_id).is_(None)
            )
        )
    )
    while number in taken:
        number = str(int(number) + 1) if number.isdigit() else next_letters(number)
    return number


def _first_dossier(session: Session, case: Case) -> Dossier | None:
    return session.exec(
        select(Dossier)
        .join(CaseDossier, col(CaseDossier.dossier_id) == Dossier.id)
        .where(CaseDossier.case_id == case.id, col(CaseDossier.void_act_id).is_(None), ~col(Dossier.edossier))
        .order_by(col(CaseDossier.rank))
    ).first()


def _file_name(case: Case, sequence: int, n: int) -> str:
    """Return the name of an edition's file, without its ending: each round and each reprint has its own."""
    further = "" if sequence == 1 else f"-ronde{sequence}"
    return f"{case.number}-verslag{further}{f'-herdruk{n - 1}' if n > 1 else ''}"


def _compose(place: Workplace, reading: Reading, form: str, *, name: str) -> dict[str, Any]:
    """Return an edition's file, its bytes kept in the store."""
    data = documents.compose(reading, form=form)
    return {"name": f"{name}.{form}", "media": MEDIA[form], "sha256": place.store.put(data)}


def _editions(session: Session, case: Case) -> list[dict[str, Any]]:
    """Return the files of every edition of a case."""
    rows = session.exec(
        select(Edition)
        .join(ReportRound, col(ReportRound.report_id) == Edition.report_id)
        .join(Round, col(Round.id) == ReportRound.round_id)
        .where(Round.case_id == case.id)
    ).all()
    return [file for row in rows for file in row.files]


def _lay_out(place: Workplace, case: str, files: list[dict[str, Any]]) -> None:
    """Lay the published files out for people; a half-written one is never seen."""
    folder = place.published / case
    folder.mkdir(parents=True, exist_ok=True)
    for file in files:
        if (folder / file["name"]).exists():
            continue
        handle, temporary = tempfile.mkstemp(dir=folder, prefix=".")
        with os.fdopen(handle, "wb") as target:
            target.write(place.store.get(file["sha256"]))
        Path(temporary).replace(folder / file["name"])


def _told(
    desk: Desk, act: Act, moved: Moved, reading: Reading, files: list[dict[str, Any]], *, n: int, notes: tuple[str, ...]
) -> Done:
    called = f" als {reading.dossiers[0]}, {reading.number}" if reading.number and reading.dossiers else ""
    headline = f"herdruk gepubliceerd{called}" if n > 1 else f"verslag gepubliceerd{called}"
    bare = sum(is_bare(letter) for letter in reading.letters)
    whole = len(reading.letters) - bare
    lines = [f"Het verslag bevat {whole} {'brief' if whole == 1 else 'brieven'}, ongewijzigd."]
    if bare:
        lines.append(
            f"Van {bare} {'brief' if bare == 1 else 'brieven'} is geen tekst opgenomen (vertrouwelijk of scan)."
        )
    lines.extend(f"Geschreven: {one['path']}" for one in files)
    if not reading.number:
        notes = (*notes, "Het verslag heeft geen nummer; geef --number als het er een krijgt.")
    told = Told(
        act.verb,
        headline,
        lines=tuple(lines),
        warnings=notes,
        outcome="published",
        data={"files": files, "number": reading.number, "edition": n},
    )
    return tell(desk.session, act, [desk.case], moved, told)
