"""Writing office data into rows: what is there already stays; what is new from a day ends what held before it."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlmodel import Session, col, func, select

from casework.lookup import fold
from casework.office_changes import Changes, end_before, in_turn
from casework.office_file import CommitteeIn, DossierIn, HolderIn, MinistryIn, Named, OfficeFile, OfficeIn, Period, Seat
from casework.office_row import Row
from casework.record import key
from models.cases import Dossier
from models.offices import (
    Alias,
    Committee,
    CommitteeName,
    Mailbox,
    MailboxAddress,
    MailboxPurpose,
    MemberRole,
    Membership,
    Ministry,
    Office,
    Substitute,
    Tenure,
)


def write_office(changes: Changes, office: OfficeFile) -> None:
    """Write an office into its rows; raises BadOffice where it contradicts what is there."""
    for ministry in office.ministries:
        _ministry(changes, ministry)
    for committee in office.committees:
        _committee(changes, committee)
    for dossier in office.dossiers:
        _dossier(changes, dossier)


def _committee(changes: Changes, given: CommitteeIn) -> None:
    session, shown = changes.session, f"commissie {given.chamber} {given.code}"
    row = session.exec(
        select(Committee).where(Committee.chamber == given.chamber, Committee.code == given.code)
    ).first()
    if row is None:
        if not given.names:
            raise given.where.bad("name", "ontbreekt; een nieuwe commissie heeft een naam")
        row = Committee(chamber=given.chamber, code=given.code)
        changes.add(row, shown)
    owner = key(row.id)
    for name in given.names:
        _name(changes, owner, name, shown)
    for seat in given.members:
        _seat(changes, owner, seat, shown)
    for purpose, addresses in given.boxes.items():
        _mailbox(changes, purpose, addresses, shown, committee_id=owner)
    _substitutes(changes, MailboxPurpose.CLERK, given.substitutes, shown, committee_id=owner)
    _aliases(changes, ("committee", owner), given.aliases, given.where)


def _name(changes: Changes, committee_id: int, given: Named, shown: str) -> None:
    rows = changes.session.exec(select(CommitteeName).where(CommitteeName.committee_id == committee_id)).all()
    in_turn(
        changes,
        rows,
        given,
        field_name="name",
        shown=lambda name: f"naam {name!r} van {shown}",
        make=lambda: CommitteeName(
            committee_id=committee_id, name=given.value, valid_from=given.period.first, valid_to=given.period.last
        ),
    )


def _mailbox(changes: Changes, purpose: MailboxPurpose, given: Sequence[Named], shown: str, **owner: int) -> None:
    """Write the addresses of a mailbox; the mailbox itself comes with the first."""
    if not given:
        return
    session = changes.session
    row = session.exec(select(Mailbox).filter_by(purpose=purpose, **owner)).first()
    if row is None:
        row = Mailbox(purpose=purpose, **owner)
        session.add(row)
        session.flush()
    box = key(row.id)
    for address in given:
        rows = session.exec(select(MailboxAddress).where(MailboxAddress.mailbox_id == box)).all()
        in_turn(
            changes,
            rows,
            address,
            field_name="address",
            shown=lambda value: f"{purpose.label} {shown}: {value}",
            make=lambda address=address: MailboxAddress(  # type: ignore[misc]
                mailbox_id=box, address=address.value, valid_from=address.period.first, valid_to=address.period.last
            ),
        )


def _substitutes(changes: Changes, purpose: MailboxPurpose, given: Sequence[Named], shown: str, **owner: int) -> None:
    """Write who takes over a mailbox, and when; of one that begins on the same day the last word counts."""
    for one in given:
        session = changes.session
        box = session.exec(select(Mailbox.id).filter_by(purpose=purpose, **owner)).first()
        if box is None:
            raise one.where.bad("", f"er is geen postbus ({purpose.label}) om te vervangen")
        first, last = one.period.first or date.min, one.period.last or date.max
        rows = session.exec(select(Substitute).where(Substitute.mailbox_id == box)).all()
        same = next((row for row in rows if row.valid_from == first), None)
        for row in rows:
            if row is not same and row.valid_from <= last and first <= row.valid_to:
                raise one.where.bad("from", f"van {row.valid_from} tot en met {row.valid_to} is er al een vervanger")
        said = f"vervanger van {purpose.label} {shown}: {one.value} ({first} – {last})"
        if same is not None:
            changes.set(same, said, address=one.value, valid_to=last)
        else:
            changes.add(Substitute(mailbox_id=key(box), address=one.value, valid_from=first, valid_to=last), said)


def _seat(changes: Changes, committee_id: int, given: Seat, committee: str) -> None:
    rows = changes.session.exec(select(Membership).where(Membership.committee_id == committee_id)).all()
    shown = f"{given.role.label} {given.person} ({given.party}) van {committee}"
    own = [row for row in rows if row.person == given.person]
    same = _same_period([row for row in own if row.role is given.role], given.period)
    if same is not None:
        changes.set(
            same,
            shown,
            party=given.party,
            signs_as=given.signs_as or same.signs_as,
            seniority=same.seniority if given.seniority is None else given.seniority,
            valid_to=given.period.last or same.valid_to,
        )
        return
    first = given.period.first
    if first is not None:
        replaced = [row for row in rows if row.role is MemberRole.CHAIR] if given.role is MemberRole.CHAIR else []
        end_before(changes, {id(row): row for row in [*own, *replaced]}.values(), first, _seated)
    _refuse_second_chair(rows, given)
    seniority = given.seniority
    if seniority is None:
        seniority = own[0].seniority if own else 1 + max((row.seniority for row in rows), default=0)
    row = Membership(
        committee_id=committee_id,
        person=given.person,
        party=given.party,
        role=given.role,
        seniority=seniority,
        signs_as=given.signs_as or next((one.signs_as for one in own), ""),
        valid_from=first,
        valid_to=given.period.last,
    )
    changes.add(row, shown)


def _seated(row: Membership) -> str:
    return f"{row.role.label} {row.person} ({row.party})"


def _refuse_second_chair(rows: Iterable[Membership], given: Seat) -> None:
    if given.role is not MemberRole.CHAIR:
        return
    for row in rows:
        if row.role is MemberRole.CHAIR and _overlap(Period(row.valid_from, row.valid_to), given.period):
            problem = f"{row.person} is dan ook voorzitter; noem de dag waarop {given.person} begint"
            raise given.where.bad("role", problem)


def _overlap(one: Period, other: Period) -> bool:
    first = max(one.first or date.min, other.first or date.min)
    return first <= min(one.last or date.max, other.last or date.max)


def _same_period(rows: Sequence[Any], period: Period) -> Any:
    """Return the row that a file means: the one that begins on its day, or without a day the one that still holds."""
    for row in rows:
        if row.valid_from == period.first or (period.first is None and row.valid_to is None):
            return row
    return None


def _ministry(changes: Changes, given: MinistryIn) -> None:
    shown = f"ministerie {given.code}"
    row = changes.session.exec(select(Ministry).where(Ministry.code == given.code)).first()
    if row is None:
        if not given.name:
            raise given.where.bad("name", "ontbreekt; een nieuw ministerie heeft een naam")
        row = Ministry(code=given.code, name=given.name)
        changes.add(row, shown)
    changes.set(row, f"{shown} heet {given.name}", name=given.name or row.name)
    owner = key(row.id)
    _mailbox(changes, MailboxPurpose.DESK, given.desk, shown, ministry_id=owner)
    _substitutes(changes, MailboxPurpose.DESK, given.substitutes, shown, ministry_id=owner)
    _aliases(changes, ("ministry", owner), given.aliases, given.where)
    for office in given.offices:
        _office(changes, owner, office)


def _office(changes: Changes, ministry_id: int, given: OfficeIn) -> None:
    session = changes.session
    row = session.exec(select(Office).where(Office.ministry_id == ministry_id, Office.title == given.title)).first()
    if row is None:
        row = Office(ministry_id=ministry_id, title=given.title)
        changes.add(row, given.title)
    _aliases(changes, ("office", key(row.id)), given.aliases, given.where)
    for holder in given.holders:
        _holder(changes, key(row.id), holder, given.title)


def _holder(changes: Changes, office_id: int, given: HolderIn, title: str) -> None:
    rows = changes.session.exec(select(Tenure).where(Tenure.office_id == office_id)).all()
    shown = f"{given.person} als {title}"
    same = _same_period([row for row in rows if row.person == given.person], given.period)
    if same is not None:
        last = given.period.last or same.valid_to
        changes.set(same, shown, capacity=given.capacity or same.capacity, valid_to=last)
        return
    if given.period.first is not None:
        ending = [row for row in rows if row.valid_to is None]
        end_before(changes, ending, given.period.first, lambda row: f"{row.person} als {title}")
    row = Tenure(
        office_id=office_id,
        person=given.person,
        capacity=given.capacity,
        valid_from=given.period.first,
        valid_to=given.period.last,
    )
    changes.add(row, shown)


def _aliases(changes: Changes, entity: tuple[str, int], given: Iterable[str], where: Row) -> None:
    kind, entity_id = entity
    for name in given:
        value = fold(name)
        if not value:
            raise where.bad("aliases", f"{name!r} bevat geen letter of cijfer")
        asked = select(Alias.entity_id).where(Alias.kind == kind, Alias.value == value)
        known = changes.session.exec(asked).all()
        if entity_id in known:
            continue
        if any(_same_chamber(changes.session, kind, entity_id, other) for other in known):
            raise where.bad("aliases", f"{name!r} is al de schrijfwijze van iets anders; zij hoort bij één")
        changes.add(Alias(kind=kind, value=value, entity_id=entity_id), f"schrijfwijze {name!r}")


def _same_chamber(session: Session, kind: str, one: int, other: int) -> bool:
    """Return whether two entries would be mixed up; committees of two chambers may share a spelling ("J&V")."""
    if kind != "committee":
        return True
    return session.get_one(Committee, one).chamber is session.get_one(Committee, other).chamber


def _dossier(changes: Changes, given: DossierIn) -> None:
    row = changes.session.exec(select(Dossier).where(Dossier.number == given.number)).first()
    if row is None:
        edossier = given.number[:1] == "E" and given.number[1:].isdigit()
        changes.add(Dossier(number=given.number, title=given.title, edossier=edossier), f"dossier {given.number}")
        return
    changes.set(row, f"dossier {given.number}", title=given.title or row.title)


def missing_mailboxes(session: Session, on: date) -> list[tuple[str, MailboxPurpose]]:
    """Return each committee without a sender's address and each ministry without a desk's, as from the day."""
    still = select(func.count()).select_from(MailboxAddress).join(Mailbox, col(Mailbox.id) == MailboxAddress.mailbox_id)
    open_ended = (col(MailboxAddress.valid_to).is_(None)) | (col(MailboxAddress.valid_to) >= on)
    found: list[tuple[str, MailboxPurpose]] = []
    for committee in session.exec(select(Committee).order_by(col(Committee.id))):
        asked = still.where(Mailbox.committee_id == committee.id, Mailbox.purpose == MailboxPurpose.SENDER, open_ended)
        if not session.exec(asked).one():
            found.append((f"commissie {committee.chamber} {committee.code},", MailboxPurpose.SENDER))
    for ministry in session.exec(select(Ministry).order_by(col(Ministry.id))):
        asked = still.where(Mailbox.ministry_id == ministry.id, Mailbox.purpose == MailboxPurpose.DESK, open_ended)
        if not session.exec(asked).one():
            found.append((f"ministerie {ministry.code},", MailboxPurpose.DESK))
    return found
