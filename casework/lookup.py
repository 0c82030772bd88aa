"""Finding committees, offices and ministries by the names that papers and clerks give them, as known on a day."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher

from sqlalchemy import ColumnElement, or_
from sqlmodel import Session, col, select

from casework.errors import AmbiguousName, UnknownName
from casework.remembered import remembered
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
from procedure.vocabulary import Chamber

NEAREST = 3
"""How many names are offered where one was mistyped."""

KNOWN = 5
"""How many names are told where nothing looks like what was typed."""

ALIKE = 0.65
"""From this share of letters in common (0 to 1) two names look alike; below it a common beginning must do."""

LEAST_COMMON = 4
"""Letters in a row that a name and a slip of it share at least."""

_KIND_OF_OFFICE = re.compile(r"^(?:minister(?:ie)?|staatssecretaris)(?:van|voor)?(?:de|het)?")

_BEFORE_COMMITTEE = re.compile(
    r"^\s*(?:aan\s+)?(?:de\s+)?(?:leden\s+van\s+de\s+)?(?:(?:vaste|bijzondere|tijdelijke|algemene)\s+)?"
    r"(?:(?:eerste|tweede)[\s-]kamer)?commissies?\s+(?:voor|van)?\s*(?:de\s+|het\s+)?",
    re.IGNORECASE,
)
_BEFORE_OFFICE = re.compile(r"^\s*(?:aan\s+)?(?:de\s+|het\s+|mijn\s+ambtgeno(?:ot|te),?\s+de\s+)", re.IGNORECASE)
_BEFORE_MINISTRY = re.compile(r"^\s*(?:het\s+)?(?:ministerie\s+(?:van\s+)?)?", re.IGNORECASE)
_TITLE = re.compile(r"^(Minister|Staatssecretaris)\s+(?:van|voor)\s+")


@dataclass(frozen=True, slots=True)
class _Entry:
    """One thing that can be found: its row's id, how it is shown, every name, and the names that a slip resembles."""

    id: int
    shown: str
    current: frozenset[str]
    former: frozenset[str]
    like: frozenset[str]
    code: str = ""
    """What tells it from another one of the same name, where it has such a code."""


def fold(name: str) -> str:
    """Return what the spellings of a name have in common: lower case, letters and digits only, "&" as "en"."""
    plain = unicodedata.normalize("NFKD", name.replace("&", " en ").casefold())
    return "".join(character for character in plain if character.isalnum())


def find_committee(session: Session, name: str, *, chamber: Chamber | None = None, on: date) -> Committee:
    """Return the committee with this name, code, alias, or name and code as forms and refusals show it.

    Names in force on the day go before former ones.

    Raises:
        UnknownName: there is none; the error names the nearest.
        AmbiguousName: several share the name, in two chambers for instance.
    """
    asked = select(Committee)
    rows = session.exec(asked if chamber is None else asked.where(Committee.chamber == chamber)).all()
    aliases = _aliases(session, "committee")
    entries = [_committee_entry(session, row, on, aliases[row.id]) for row in rows]
    found = _find("commissie", name, {fold(name), fold(_BEFORE_COMMITTEE.sub("", name))}, entries)
    return next(row for row in rows if row.id == found)


def _committee_entry(session: Session, committee: Committee, on: date, aliases: frozenset[str]) -> _Entry:
    names = session.exec(select(CommitteeName).where(CommitteeName.committee_id == committee.id)).all()
    now = {fold(one.name) for one in names if _holds(one, on)}
    own = {fold(committee.code), fold(f"{committee.chamber} {committee.code}")}
    ever = frozenset(fold(one.name) for one in names)
    code = f"{committee.chamber} {committee.code}"
    shown = f"{committee_name(session, committee, on)} ({code})"
    current = frozenset(now | own | aliases)
    return _Entry(_key(committee.id), shown, current | {fold(shown)}, ever, current | ever, code)


def find_office(session: Session, name: str, *, on: date) -> Office:
    """Return the office with this title or alias, or by its ministry's code ("Minister van JenV").

    The name of a ministry alone is enough where it has one office.

    Raises:
        UnknownName: there is none; the error names the nearest.
        AmbiguousName: several share the name.
    """
    del on  # offices have no period of their own; who holds them does
    offices = session.exec(select(Office).order_by(col(Office.id))).all()
    ministries = {row.id: row for row in session.exec(select(Ministry)).all()}
    own, of_ministries = _aliases(session, "office"), _aliases(session, "ministry")
    entries = [
        _office_entry(row, ministries[row.ministry_id], own[row.id], of_ministries[row.ministry_id]) for row in offices
    ]
    found = _find("ambt", name, {fold(name), fold(_BEFORE_OFFICE.sub("", name))}, entries)
    return next(row for row in offices if row.id == found)


def _office_entry(
    office: Office, ministry: Ministry, aliases: frozenset[str], of_ministry_too: frozenset[str]
) -> _Entry:
    ministry_names = {fold(ministry.code), fold(ministry.name)} | of_ministry_too
    own = names = {fold(office.title)} | aliases
    if kind := _TITLE.match(office.title):
        of_ministry = fold(office.title) == fold(kind[0]) + fold(ministry.name)
        names = names | {fold(kind[1]) + joint + one for one in ministry_names for joint in ("van", "") if of_ministry}
    return _Entry(_key(office.id), office.title, frozenset(names), frozenset(ministry_names), frozenset(own))


def find_ministry(session: Session, name: str) -> Ministry:
    """Return the ministry with this code, name or alias.

    Raises:
        UnknownName: there is none; the error names the nearest.
        AmbiguousName: several share the name.
    """
    rows = session.exec(select(Ministry).order_by(col(Ministry.id))).all()
    aliases = _aliases(session, "ministry")
    entries = [_ministry_entry(row, aliases[row.id]) for row in rows]
    found = _find("ministerie", name, {fold(name), fold(_BEFORE_MINISTRY.sub("", name))}, entries)
    return next(row for row in rows if row.id == found)


def _ministry_entry(ministry: Ministry, aliases: frozenset[str]) -> _Entry:
    names = frozenset({fold(ministry.code), fold(ministry.name)} | aliases)
    return _Entry(_key(ministry.id), f"{ministry.name} ({ministry.code})", names, frozenset(), names)


def _find(what: str, name: str, wanted: set[str], entries: list[_Entry]) -> int:
    """Return the id of the one entry with the name, current names before former ones."""
    wanted.discard("")
    for names_of in (_current, _former):
        hits = [entry for entry in entries if wanted & names_of(entry)]
        if len(hits) > 1:
            codes = tuple(hit.code for hit in hits if hit.code)
            raise AmbiguousName(name=name, what=what, candidates=", ".join(hit.shown for hit in hits), codes=codes)
        if hits:
            return hits[0].id
    nearest, alike = _nearest(wanted, entries)
    raise UnknownName(name=name, what=what, nearest=nearest, alike=alike)


def _current(entry: _Entry) -> frozenset[str]:
    return entry.current


def _former(entry: _Entry) -> frozenset[str]:
    return entry.former


def _nearest(wanted: Iterable[str], entries: list[_Entry]) -> tuple[str, bool]:
    """Return the three entries whose names look most like it, the best first; or a few, and False, where none do."""
    words = list(wanted) or [""]

    def likeness(entry: _Entry) -> float:
        return max(_likeness(word, name) for word in words for name in entry.like)

    best = sorted(entries, key=likeness, reverse=True)[:NEAREST]
    if any(_alike(word, name) for entry in best for word in words for name in entry.like):
        return " of ".join(entry.shown for entry in best), True
    return ", ".join(entry.shown for entry in entries[:KNOWN]), False


def _alike(word: str, name: str) -> bool:
    """Return whether a word looks like a name, what most names begin with left aside ("minister van")."""
    word, name = _KIND_OF_OFFICE.sub("", word) or word, _KIND_OF_OFFICE.sub("", name) or name
    matcher = SequenceMatcher(None, word, name, autojunk=False)
    common = matcher.find_longest_match().size
    return matcher.ratio() >= ALIKE or common >= max(LEAST_COMMON, len(word) / 2)


def _likeness(word: str, name: str) -> float:
    """Return how much a word looks like a name: how much of the word is in it, and a little how much of it is more."""
    matcher = SequenceMatcher(None, word, name, autojunk=False)
    found = sum(block.size for block in matcher.get_matching_blocks())
    return found / max(len(word), 1) + matcher.ratio() / 2


_Aliases = Mapping[int | None, frozenset[str]]


def _aliases(session: Session, kind: str) -> _Aliases:
    """Return the other names of every committee, office or ministry, by its id."""
    found: dict[int | None, frozenset[str]] = defaultdict(frozenset)
    for entity_id, value in session.exec(select(Alias.entity_id, Alias.value).where(Alias.kind == kind)):
        found[entity_id] |= {value}
    return found


@remembered
def committee_name(session: Session, committee: Committee, on: date) -> str:
    """Return what a committee was called on the day; its latest name where none is known for that day."""
    names = session.exec(
        select(CommitteeName)
        .where(CommitteeName.committee_id == committee.id)
        .order_by(col(CommitteeName.valid_from).desc().nulls_last())
    ).all()
    in_force = [one.name for one in names if _holds(one, on)]
    return next(iter(in_force or [one.name for one in names]), committee.code)


def members(session: Session, committee: Committee, on: date) -> tuple[Membership, ...]:
    """Return who sat in a committee on the day, in order of seniority."""
    asked = select(Membership).where(Membership.committee_id == committee.id, _in_force(Membership, on))
    return tuple(session.exec(asked.order_by(col(Membership.seniority), col(Membership.id))))


def chair(session: Session, committee: Committee, on: date) -> Membership | None:
    """Return who chaired a committee on the day."""
    return next((one for one in members(session, committee, on) if one.role is MemberRole.CHAIR), None)


def holder(session: Session, office: Office, on: date) -> Tenure | None:
    """Return who held an office on the day, the last to come where two did; None where it is not known."""
    asked = select(Tenure).where(Tenure.office_id == office.id, _in_force(Tenure, on))
    return session.exec(asked.order_by(col(Tenure.valid_from).desc().nulls_last())).first()


def mailbox_of(
    session: Session, *, purpose: MailboxPurpose, ministry_id: int | None = None, committee_id: int | None = None
) -> int | None:
    """Return the mailbox of a ministry or a committee for a purpose, by its id; None where it has none."""
    return session.exec(
        select(Mailbox.id).where(
            Mailbox.purpose == purpose, Mailbox.ministry_id == ministry_id, Mailbox.committee_id == committee_id
        )
    ).first()


@remembered
def address(session: Session, mailbox_id: int, on: date) -> str | None:
    """Return where a mailbox's mail goes on the day; None where no address is in force."""
    return addresses(session, {mailbox_id}, on).get(mailbox_id)


def addresses(session: Session, mailboxes: Collection[int], on: date) -> dict[int, str]:
    """Return where mailboxes' mail goes on the day, by their ids; those without an address in force are left out."""
    asked = select(MailboxAddress).where(col(MailboxAddress.mailbox_id).in_(mailboxes), _in_force(MailboxAddress, on))
    newest_last = session.exec(asked.order_by(col(MailboxAddress.valid_from).asc().nulls_first()))
    return {row.mailbox_id: row.address for row in newest_last}


@dataclass(frozen=True, slots=True)
class Reached:
    """Where a mailbox's mail goes on a day, and whom it stands in for: empty where it is the mailbox's own address."""

    address: str
    instead_of: str = ""


@remembered
def reached(session: Session, mailbox_id: int, on: date) -> Reached | None:
    """Return where a mailbox's mail goes on the day: to its substitute of that day, else to its own address."""
    return all_reached(session, {mailbox_id}, on).get(mailbox_id)


def all_reached(session: Session, mailboxes: Collection[int], on: date) -> dict[int, Reached]:
    """Return where mailboxes' mail goes on the day, by their ids; those that nobody is reached by are left out."""
    asked = select(Substitute).where(
        col(Substitute.mailbox_id).in_(mailboxes), Substitute.valid_from <= on, Substitute.valid_to >= on
    )
    own = {box: Reached(found) for box, found in addresses(session, mailboxes, on).items()}
    away = session.exec(asked.order_by(col(Substitute.id).desc()))
    return own | {row.mailbox_id: Reached(row.address, mailbox_name(session, row.mailbox_id)) for row in away}


@remembered
def mailbox_name(session: Session, mailbox_id: int) -> str:
    """Return how a mailbox is named to a person: what it is for and whose it is; never its address."""
    mailbox = session.get_one(Mailbox, mailbox_id)
    if mailbox.ministry_id is not None:
        return _named(mailbox, session.get_one(Ministry, mailbox.ministry_id))
    return _named(mailbox, session.get_one(Committee, mailbox.committee_id))


def mailbox_names(session: Session, mailboxes: Collection[int]) -> dict[int, str]:
    """Return how mailboxes are named to a person, by their ids: as one by one, but asked at once."""
    asked = (
        select(Mailbox, Ministry, Committee)
        .outerjoin(Ministry, col(Ministry.id) == Mailbox.ministry_id)
        .outerjoin(Committee, col(Committee.id) == Mailbox.committee_id)
        .where(col(Mailbox.id).in_(mailboxes))
    )
    return {
        _key(mailbox.id): _named(mailbox, ministry or committee) for mailbox, ministry, committee in session.exec(asked)
    }


def _named(mailbox: Mailbox, owner: Ministry | Committee) -> str:
    whose = owner.code if isinstance(owner, Ministry) else f"{owner.chamber} {owner.code}"
    return f"{mailbox.purpose.label} {whose}"


@remembered
def sender_name(session: Session, mailbox_id: int, on: date) -> str:
    """Return the name beside the address from which a committee's mail comes."""
    mailbox = session.get_one(Mailbox, mailbox_id)
    committee = session.get_one(Committee, mailbox.committee_id)
    name = committee_name(session, committee, on)
    named = name if "commissie" in name.lower() else f"Commissie {name}"
    return f"{named} ({committee.chamber.label})"


@remembered
def chair_signs_as(session: Session, committee: Committee, on: date) -> str:
    """Return how the chair signs a letter on a day, or nothing where no chair is known."""
    found = chair(session, committee, on)
    return (found.signs_as or found.person) if found else ""


_Period = type[Membership] | type[Tenure] | type[MailboxAddress]


def _in_force(table: _Period, on: date) -> ColumnElement[bool]:
    begun = or_(col(table.valid_from).is_(None), col(table.valid_from) <= on)
    return begun & or_(col(table.valid_to).is_(None), col(table.valid_to) >= on)


def _holds(row: CommitteeName, on: date) -> bool:
    return (row.valid_from is None or row.valid_from <= on) and (row.valid_to is None or on <= row.valid_to)


def _key(value: int | None) -> int:
    if value is None:
        message = "a row was used before it was stored"
        raise AssertionError(message)
    return value
