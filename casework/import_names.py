"""The names in imported lines, each looked up once: committees with their mailboxes, offices with their desk."""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from sqlmodel import Session, col, select

from casework import lookup
from casework.errors import AmbiguousName, CaseworkError, NoMailbox, UnknownName
from casework.intake import dossier_number
from casework.record import key
from models.cases import Dossier
from models.offices import CommitteeName, Mailbox, MailboxAddress, MailboxPurpose, Ministry, Office
from procedure.errors import ProcedureError
from procedure.vocabulary import Chamber

K = TypeVar("K")
T = TypeVar("T")

MOST = 20_000
"""So many answers are kept of a kind; a file may hold any number of misspelt names."""


@dataclass(frozen=True, slots=True)
class Asking:
    """A committee that asks, with the mailboxes of its clerk and of its mail."""

    id: int
    chamber: Chamber
    code: str
    clerk: int

    @property
    def source(self) -> str:
        """Return whose marks a line of this committee bears."""
        return f"{self.chamber.value} {self.code}"


@dataclass(frozen=True, slots=True)
class Asked:
    """An office that is asked, with its ministry and the desk that is reminded."""

    id: int
    title: str
    ministry_id: int
    ministry: str
    desk: int


class Names:
    """What was looked up so far. A refusal is kept too: the same slip comes on thousands of lines."""

    def __init__(self, session: Session, on: date) -> None:
        """Take the day on which the lines are read in, and the days on which a committee's name changes."""
        self.session, self._on = session, on
        self._committees: dict[tuple[Chamber | None, str, int], Asking | Exception] = {}
        self._offices: dict[str, Asked | Exception] = {}
        self._dossiers: dict[str, str | Exception] = {}
        self._dossier_ids: dict[str, int] = {}
        self._given: dict[tuple[int, str], int] = {}
        self._changes = self._name_changes()

    def _name_changes(self) -> list[date]:
        rows = self.session.exec(select(col(CommitteeName.valid_from), col(CommitteeName.valid_to))).all()
        begun = {first for first, _ in rows if first is not None}
        return sorted(begun | {last + timedelta(days=1) for _, last in rows if last is not None})

    def committee(self, name: str, chamber: Chamber | None, dated: date) -> Asking:
        """Return the committee that a line names, as it was called on the letter's day.

        Raises:
            CaseworkError: there is none, or several, or it has no mailbox.
        """
        return _once(
            self._committees,
            (chamber, name, bisect_right(self._changes, dated)),
            lambda: self._committee(name, chamber, dated),
        )

    def _committee(self, name: str, chamber: Chamber | None, dated: date) -> Asking:
        try:
            found = lookup.find_committee(self.session, name, chamber=chamber, on=dated)
        except AmbiguousName as several:
            raise AmbiguousName(**{**several.facts, "by": "chamber"}) from None
        owner, boxes = f"commissie {found.chamber} {found.code}", {}
        for purpose in (MailboxPurpose.CLERK, MailboxPurpose.SENDER):
            boxes[purpose] = lookup.mailbox_of(self.session, committee_id=found.id, purpose=purpose)
        sender = boxes[MailboxPurpose.SENDER]
        if sender is None:
            raise NoMailbox(owner=owner, purpose=MailboxPurpose.SENDER.label)
        return Asking(key(found.id), found.chamber, found.code, boxes[MailboxPurpose.CLERK] or sender)

    def office(self, name: str) -> Asked:
        """Return the office that a line asks: by its title, or by its ministry, of which it is then the first.

        Raises:
            CaseworkError: there is none, or it has no desk.
        """
        return _once(self._offices, name, lambda: self._office(name))

    def _office(self, name: str) -> Asked:
        try:
            found = lookup.find_office(self.session, name, on=self._on)
        except (UnknownName, AmbiguousName):
            ministry = lookup.find_ministry(self.session, name)
            asked = select(Office).where(Office.ministry_id == ministry.id).order_by(col(Office.id))
            first = self.session.exec(asked).first()
            if first is None:
                raise UnknownName(name=name, what="ambt", nearest="") from None
            found = first
        desk = lookup.mailbox_of(self.session, ministry_id=found.ministry_id, purpose=MailboxPurpose.DESK)
        if desk is None:
            raise NoMailbox(owner=found.title, purpose=MailboxPurpose.DESK.label)
        code = self.session.get_one(Ministry, found.ministry_id).code
        return Asked(key(found.id), found.title, found.ministry_id, code, desk)

    def dossiers(self, numbers: tuple[str, ...]) -> tuple[str, ...]:
        """Return dossiers by the numbers under which they are kept, each once; raises NotAnIdentifier."""
        return tuple(
            dict.fromkeys(_once(self._dossiers, one, lambda one=one: dossier_number(one)) for one in numbers)  # type: ignore[misc]
        )

    def dossier_ids(self, numbers: set[str]) -> dict[str, int]:
        """Return the ids of dossiers; those that are unknown yet are made."""
        unknown = sorted(numbers - self._dossier_ids.keys())
        if len(self._dossier_ids) > MOST:
            self._dossier_ids, unknown = {}, sorted(numbers)
        if unknown:
            asked = select(Dossier.number, Dossier.id).where(col(Dossier.number).in_(unknown))
            there = {number: key(found) for number, found in self.session.exec(asked)}
            new = [Dossier(number=one, edossier=one.startswith("E")) for one in unknown if one not in there]
            self.session.add_all(new)
            self.session.flush()
            self._dossier_ids |= there | {row.number: key(row.id) for row in new}
            for row in new:
                self.session.expunge(row)
        return self._dossier_ids

    def given_mailbox(self, ministry_id: int, address: str) -> int:
        """Return the mailbox of an address that a line gives in place of a ministry's desk; a new one is made."""
        at = (ministry_id, address.casefold())
        if at not in self._given:
            if len(self._given) > MOST:
                self._given.clear()
            self._given[at] = self._mailbox(ministry_id, address)
        return self._given[at]

    def _mailbox(self, ministry_id: int, address: str) -> int:
        asked = (
            select(Mailbox.id)
            .join(MailboxAddress, col(MailboxAddress.mailbox_id) == Mailbox.id)
            .where(
                Mailbox.ministry_id == ministry_id,
                Mailbox.purpose == MailboxPurpose.NOTIFY,
                MailboxAddress.address == address,
                col(MailboxAddress.valid_to).is_(None),
            )
        )
        found = self.session.exec(asked).first()
        if found is not None:
            return found
        made = Mailbox(ministry_id=ministry_id, purpose=MailboxPurpose.NOTIFY)
        self.session.add(made)
        self.session.flush()
        self.session.add(MailboxAddress(mailbox_id=key(made.id), address=address))
        self.session.flush()
        return key(made.id)


def _once(kept: dict[K, T | Exception], at: K, find: Callable[[], T]) -> T:
    """Return what was found before under this name, or find it now; what was refused is refused again."""
    found = kept.get(at)
    if found is None:
        if len(kept) > MOST:
            kept.clear()
        try:
            found = find()
        except (CaseworkError, ProcedureError) as refused:
            found = refused
        kept[at] = found
    if isinstance(found, Exception):
        raise found.with_traceback(None)
    return found
