"""The report's way out: checklist, adoption by the clerk, publication under a number, and reprints."""

from datetime import date
from typing import Any

from sqlmodel import Session

from casework import lookup
from casework.checking import Misses, check
from casework.drafting import Words, committees_of, draft
from casework.editions import compose_files, editions_of, file_name, in_bytes, last_edition, lay_out
from casework.errors import ChecklistFails, InTheFuture, NotAvailable
from casework.exchanged import is_bare, rounds_told
from casework.facts.rounds import REPLIES, view
from casework.handling import Desk
from casework.numbering import give_number, refuse_old_number
from casework.record import case_by_number, current_round, keep_anomalies, key, write_act
from casework.standing import Moved, settle
from casework.telling import Told, tell
from casework.values import AdoptOrder, Done, Hand, PublishOrder
from casework.workplace import Workplace
from documents.forms import usual_template
from documents.values import Reading
from models.acts import Act
from models.cases import Case
from models.reports import Edition, Report, ReportMember, ReportRound
from procedure.lifecycle import offered
from procedure.vocabulary import Verb
from procedure.wording import plain_date, short_date


def checklist(place: Workplace, number: str, order: AdoptOrder | None = None) -> Misses:
    """Return what the report of a case misses before adoption, in sentences, and what is worth knowing."""
    with place.transaction() as session:
        case = case_by_number(session, number)
        return check(session, case, current_round(session, case), order)


def reading_of(place: Workplace, number: str, *, template: str = "") -> tuple[Reading, str]:
    """Return the report of a case's latest round as it would be composed now, with the template it is meant for."""
    with place.transaction() as session:
        case = case_by_number(session, number)
        rnd = current_round(session, case)
        stands = view(session, rnd)
        report = session.get(Report, stands.report_id) if stands.report_id else None
        on = report.adopted_on if report else (stands.answered_on or stands.registered_on)
        chosen = template or usual_template(case.chamber, on)
        return draft(session, case, rnd, stands, Words(template=chosen)), chosen


def adopt(place: Workplace, number: str, order: AdoptOrder, hand: Hand) -> Done:
    """Return what the adoption of a report by the clerk did: the composition of that day is frozen with it.

    Raises:
        ChecklistFails: the report misses something and no reason was given to adopt it all the same.
    """
    with place.transaction() as session:
        desk = Desk(session, number, Verb.ADOPT, hand)
        act, notes = _adopt(desk, order)
        moved = _settle(desk, "verslag vastgesteld")
        headline = f"verslag vastgesteld op {short_date(order.adopted_on)}"
        told = Told(
            Verb.ADOPT, headline, lines=(f"Vastgesteld door {order.clerk}.",), warnings=notes, outcome="adopted"
        )
        return tell(session, act, [desk.case], moved, told)


def _settle(desk: Desk, reason: str) -> Moved:
    """Return how the reminders moved; earlier rounds of which the same report tells follow."""
    moved = desk.settle(reason)
    report = desk.session.get(Report, moved.stands.report_id) if moved.stands.report_id else None
    if report is not None:
        for one in rounds_told(desk.session, desk.rnd, report):
            if one.id != desk.rnd.id:
                settle(desk.session, one, desk.rulebook, on=desk.hand.on, reason=reason)
    return moved


def _adopt(desk: Desk, order: AdoptOrder) -> tuple[Act, tuple[str, ...]]:
    if order.adopted_on > desk.hand.on:
        raise InTheFuture(what="vaststelling", day=order.adopted_on, today=desk.hand.on)
    found = check(desk.session, desk.case, desk.rnd, order)
    if found.misses and not order.despite.strip():
        raise ChecklistFails(case=desk.case.number, missing="; ".join(found.misses))
    act = write_act(
        desk.session,
        desk.hand,
        Verb.ADOPT,
        order.despite.strip() or f"vaststelling door {order.clerk}",
        cases=[desk.case],
    )
    told = rounds_told(desk.session, desk.rnd, None)
    report = Report(
        act_id=key(act.id),
        adopted_on=order.adopted_on,
        clerk=order.clerk,
        capacity=order.capacity,
        despite=order.despite.strip(),
    )
    desk.session.add(report)
    desk.session.flush()
    for one in told:
        desk.session.add(ReportRound(report_id=key(report.id), round_id=key(one.id)))
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
            first = _settle(desk, "verslag vastgesteld")
            tell(session, act, [case], first, Told(Verb.ADOPT, f"vastgesteld op {short_date(order.adopt.adopted_on)}"))
        elif order.adopt is not None:
            _refuse_other_adoption(session, case, stands.report_id, order.adopt)
        desk = Desk(session, number, Verb.REPRINT if order.reprint else Verb.PUBLISH, hand)
        done = _publish(place, desk, order, notes)
        editions = editions_of(session, case)
    lay_out(place, done.cases[0], editions)
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
    passed = AdoptOrder(adopted_on=report.adopted_on, clerk=report.clerk)
    notes += tuple(f"Het verslag mist: {one}." for one in check(session, case, desk.rnd, passed).misses)
    act = desk.act(order.reprint or f"verslag vastgesteld op {plain_date(report.adopted_on)}")
    if order.number:
        give_number(session, act, case, report, order.number)
    refuse_old_number(session, case, report)
    last = last_edition(session, key(report.id))
    n = 1 + (last.n if last else 0)
    template = order.template or _template(last) or usual_template(case.chamber, report.adopted_on)
    words = Words(order.motive, order.reprint, template)
    reading = draft(session, case, desk.rnd, view(session, desk.rnd), words)
    forms = order.forms or _forms(last) or ("txt",)
    files = compose_files(place, reading, forms, template=template, name=file_name(case, desk.before.sequence, n))
    session.add(
        Edition(
            act_id=key(act.id),
            report_id=key(report.id),
            adopted_on=report.adopted_on,
            n=n,
            published_on=published,
            reason=order.reprint,
            motive=order.motive,
            files=files,
        )
    )
    moved = _settle(desk, "verslag gepubliceerd")
    folder = place.published / case.number
    laid_out = [{**file, "path": str(folder / file["name"])} for file in files]
    return _told(desk, act, moved, reading, laid_out, n=n, notes=notes)


def _forms(last: Edition | None) -> tuple[str, ...]:
    """Return the forms of the edition before, so that a reprint comes in all of them."""
    return tuple(dict.fromkeys(str(file.get("form", "txt")) for file in last.files)) if last else ()


def _template(last: Edition | None) -> str:
    """Return the template of the edition before; nothing where there is none."""
    return next((str(file["template"]) for file in last.files if file.get("template")), "") if last else ""


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
    lines.extend(f"Geschreven: {one['path']} ({in_bytes(one['size'])}, sha256 {one['sha256'][:12]}…)" for one in files)
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
