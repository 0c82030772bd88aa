"""The number of a report in its first dossier: its form, whether it is free, and the next that is."""

from sqlmodel import Session, col, select

from casework.errors import NotAvailable, NumberTaken
from casework.record import key
from models.acts import Act
from models.cases import Case, CaseDossier, Dossier, Round
from models.reports import Report, ReportNumber, ReportRound
from procedure.identifiers import next_letters
from procedure.vocabulary import Chamber


def give_number(session: Session, act: Act, case: Case, report: Report, number: str) -> None:
    """Give a report its number in the first dossier; raises NumberTaken with the next free one."""
    dossier = first_dossier(session, case)
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
    own = number_of(session, report)
    if own is not None and (own.dossier_id, own.number) == (dossier.id, wanted):
        return
    if own is not None:
        own.void_act_id = key(act.id)
        session.add(own)
        session.flush()
    session.add(ReportNumber(act_id=key(act.id), report_id=key(report.id), dossier_id=key(dossier.id), number=wanted))
    session.flush()


def number_of(session: Session, report: Report) -> ReportNumber | None:
    """Return the number that a report bears, with the dossier in which it bears it; None where it has none."""
    return session.exec(
        select(ReportNumber).where(ReportNumber.report_id == report.id, col(ReportNumber.void_act_id).is_(None))
    ).first()


def refuse_old_number(session: Session, case: Case, report: Report) -> None:
    """Refuse to publish under no number a report that bears one in a dossier in which the case no longer stands first.

    Raises:
        NotAvailable: the number must be given anew.
    """
    own, first = number_of(session, report), first_dossier(session, case)
    if own is None or (first is not None and own.dossier_id == first.id):
        return
    was = session.get_one(Dossier, own.dossier_id).number
    now = f"de zaak staat nu in {first.number}; geef --number" if first else "plaats de zaak daar met `griffie dossier`"
    raise NotAvailable(case=case.number, what=f"het verslag heeft nummer {own.number} in dossier {was}; {now}")


def _check_form(case: Case, number: str) -> None:
    """The Eerste Kamer numbers by letters, the Tweede Kamer by figures."""
    fits = number.isalpha() and number.isascii() if case.chamber is Chamber.EK else number.isdigit()
    if not fits:
        what = "letters, zoals A of AC" if case.chamber is Chamber.EK else "cijfers, zoals 153"
        raise NotAvailable(
            case=case.number, what=f"nummer {number!r} past niet; de {case.chamber.label} gebruikt {what}"
        )


def _next_free(session: Session, dossier: Dossier, number: str) -> str:
    taken = taken_numbers(session, dossier)
    while number in taken:
        number = str(int(number) + 1) if number.isdigit() else next_letters(number)
    return number


def taken_numbers(session: Session, dossier: Dossier) -> list[str]:
    """Return the numbers that reports bear in a dossier, in their order: A before AA, 9 before 10."""
    taken = session.exec(
        select(ReportNumber.number).where(
            ReportNumber.dossier_id == dossier.id, col(ReportNumber.void_act_id).is_(None)
        )
    )
    return sorted(taken, key=lambda number: (len(number), number))


def first_dossier(session: Session, case: Case) -> Dossier | None:
    """Return the dossier in which the report of a case is numbered; None where it stands in none."""
    return session.exec(
        select(Dossier)
        .join(CaseDossier, col(CaseDossier.dossier_id) == Dossier.id)
        .where(CaseDossier.case_id == case.id, col(CaseDossier.void_act_id).is_(None), ~col(Dossier.edossier))
        .order_by(col(CaseDossier.rank))
    ).first()
