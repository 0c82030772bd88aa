"""The report of a round as the register knows it: its letters unaltered, the fixed sentences, the composition."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from itertools import count

from sqlmodel import Session, col, select

from casework import lookup
from casework.exchanged import letters_of, received, rounds_told, sent
from casework.facts.rounds import RoundView, view
from casework.numbering import first_dossier, number_of
from casework.subjects import is_unnamed
from documents.consultation import INTRODUCTIONS, clerk_capacity, composition_note
from documents.headings import title_of
from documents.values import Footnote, Member, Reading
from models.cases import Case, CaseCommittee, CaseDossier, Dossier, Round
from models.offices import Committee
from models.reports import Edition, Report, ReportMember
from procedure.identifiers import SessionYear
from procedure.vocabulary import Access, DocType


@dataclass(frozen=True, slots=True)
class Words:
    """What the clerk adds to a report: why the committee wrote, why it is reprinted, and the form of the sentences."""

    motive: str = ""
    reprint: str = ""
    template: str = "classic"


def draft(session: Session, case: Case, rnd: Round, stands: RoundView, words: Words) -> Reading:
    """Return the report of a round, ready to be composed; what is not known yet (number, adoption) is left out."""
    report = session.get(Report, stands.report_id) if stands.report_id else None
    rounds = [view(session, one) for one in rounds_told(session, rnd, report)]
    further = rounds[0].sequence > 1
    on = report.adopted_on if report else (stands.answered_on or stands.registered_on)
    committees = committees_of(session, case, on)
    letters, notes = letters_of(session, rounds)
    members = _members(session, report, [one for one, _ in committees], on)
    named = [name for _, name in committees]
    free = _free_marks(notes)  # taken in the order in which the marks stand in print, the reprint's before the title
    again = [Footnote(next(free), f"Herdruk: {words.reprint}")] if words.reprint else []
    edossiers, sources = _edossier_notes(session, case, free)
    marks, composition = _compositions(named, members, free)
    base = Reading(
        file=f"{case.number}-verslag",
        sha256=sha256(str(case.number).encode()).hexdigest(),
        doc_type=DocType.NADER_VSO if further else DocType.VSO,
        chamber=case.chamber,
        title=title_of(further=further) + edossiers,
        reprint=f"HERDRUK{again[0].mark}" if again else None,
        adopted_on=report.adopted_on if report else None,
        clerk=report.clerk if report else None,
        clerk_capacity=clerk_capacity(named, capacity=report.capacity or None) if report else None,
        committees=tuple(named),
        introduction=INTRODUCTIONS[words.template](
            committees=named,
            sent=sent(session, rounds),
            received=received(session, rounds),
            subject=_subject(case),
            motive=words.motive or _last_motive(session, report),
            further=further,
            marks=marks,
        ),
        letters=tuple(letters),
        composition=tuple(member for group in members for member in group),
        footnotes=(*again, *sources, *composition, *notes),
        session_year=str(SessionYear.of(on)),
        number=_number(session, case, report),
    )
    return _in_dossiers(session, case, base)


def committees_of(session: Session, case: Case, on: date) -> list[tuple[Committee, str]]:
    """Return the committees of a case with their full names on a day, the leading one first."""
    rows = session.exec(
        select(Committee)
        .join(CaseCommittee, col(CaseCommittee.committee_id) == Committee.id)
        .where(CaseCommittee.case_id == case.id)
        .order_by(col(CaseCommittee.rank))
    ).all()
    return [(row, _full_name(lookup.committee_name(session, row, on))) for row in rows]


def _full_name(name: str) -> str:
    return name if "commissie" in name.lower() else f"vaste commissie voor {name}"


def _in_dossiers(session: Session, case: Case, reading: Reading) -> Reading:
    """Return the report with the dossiers of its title block, the first of which numbers it."""
    dossiers = session.exec(
        select(Dossier)
        .join(CaseDossier, col(CaseDossier.dossier_id) == Dossier.id)
        .where(CaseDossier.case_id == case.id, col(CaseDossier.void_act_id).is_(None))
        .order_by(col(CaseDossier.rank))
    ).all()
    papers = [one for one in dossiers if not one.edossier]
    return replace(
        reading,
        dossiers=tuple(one.number for one in papers),
        dossier_titles=tuple(one.title for one in papers),
        edossiers=tuple(one.number for one in dossiers if one.edossier),
    )


def _subject(case: Case) -> str | None:
    """Return what the case is about, where the letter or the clerk said so; a confidential case does not say."""
    return None if is_unnamed(case.subject) or case.access is Access.CONFIDENTIAL else case.subject


def _number(session: Session, case: Case, report: Report | None) -> str | None:
    """Return the number of a report in the first dossier of its case; one that it bears in another is not printed."""
    own = number_of(session, report) if report is not None else None
    first = first_dossier(session, case)
    return own.number if own is not None and first is not None and own.dossier_id == first.id else None


def _last_motive(session: Session, report: Report | None) -> str | None:
    if report is None:
        return None
    return (
        session.exec(
            select(Edition.motive).where(Edition.report_id == report.id).order_by(col(Edition.n).desc())
        ).first()
        or None
    )


def _members(session: Session, report: Report | None, committees: list[Committee], on: date) -> list[list[Member]]:
    """Return the composition of each committee: frozen with an adopted report, else as it is on the day."""
    groups: list[list[Member]] = []
    for committee in committees:
        if report is not None:
            rows = session.exec(
                select(ReportMember)
                .where(ReportMember.report_id == report.id, ReportMember.committee_id == committee.id)
                .order_by(col(ReportMember.rank))
            ).all()
            groups.append([Member(row.name, row.party, row.role.value) for row in rows])
        else:
            groups.append(
                [Member(row.person, row.party, row.role.value) for row in lookup.members(session, committee, on)]
            )
    return groups


def _free_marks(notes: list[Footnote]) -> Iterator[str]:
    """Give the marks that no footnote of a letter bears: letters keep the marks that they have."""
    taken = {note.mark for note in notes}
    return (str(number) for number in count(1) if str(number) not in taken)


def _edossier_notes(session: Session, case: Case, free: Iterator[str]) -> tuple[str, list[Footnote]]:
    """Return the mark behind the title and the footnote that names the case's E-dossiers; nothing without one."""
    numbers = session.exec(
        select(Dossier.number)
        .join(CaseDossier, col(CaseDossier.dossier_id) == Dossier.id)
        .where(CaseDossier.case_id == case.id, col(CaseDossier.void_act_id).is_(None), Dossier.edossier)
        .order_by(col(CaseDossier.rank))
    ).all()
    if not numbers:
        return "", []
    mark = next(free)
    return mark, [Footnote(mark, f"Zie dossier {', '.join(numbers)} op www.europapoort.nl")]


def _compositions(
    committees: list[str], members: list[list[Member]], free: Iterator[str]
) -> tuple[dict[str, str], list[Footnote]]:
    """Return the mark of each committee's footnote and the footnotes."""
    marks: dict[str, str] = {}
    made: list[Footnote] = []
    for name, group in zip(committees, members, strict=True):
        if group:
            marks[name] = next(free)
            made.append(Footnote(marks[name], composition_note(group)))
    return marks, made
