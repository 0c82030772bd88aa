"""What is read in a paper that is handed over, and how a letter is filed from it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256

from sqlmodel import Session, col, select

from casework import lookup
from casework.errors import AmbiguousName, BeforeReceipt, Confidential, NotALetter, OpenAlready, UnknownName
from casework.record import key, not_in_the_future
from casework.values import Hand, PaperIn
from casework.workplace import Workplace
from documents.errors import DocumentsError
from documents.jsonable import to_json
from documents.readers import Kind, kind_of
from documents.values import Letter as ReadLetter
from documents.values import Reading
from models.acts import Act
from models.cases import RoundLetter
from models.letters import IntakePaper, Letter, LetterDate, LetterParty, LetterReading, Paper
from models.offices import Office
from procedure.rulebook import Rulebook
from procedure.vocabulary import Access, DocType, LetterKind, PartyRole
from procedure.wording import plain_date
from sources import guarded
from sources.folder import InboxFolder
from sources.mail import Attachment, attachments_of

READER_VERSION = "2"
"""Rises when the reader reads otherwise, so that a stored reading says which one made it."""

_UNNAMED = re.compile(r"Brief van \d{1,2} [a-z]+ \d{4} aan de .+")

MEDIA = {
    Kind.PLAIN: "text/plain",
    Kind.PDF: "application/pdf",
    Kind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Kind.ODT: "application/vnd.oasis.opendocument.text",
    Kind.HTML: "text/html",
    Kind.XML: "application/xml",
    Kind.MAIL: "message/rfc822",
    Kind.ZIP: "application/zip",
    Kind.WORD: "application/msword",
    Kind.RTF: "application/rtf",
}
"""The media type of a kind of file, judged by its first bytes; of any other nothing is said."""

MORE_THAN_A_YEAR = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Handed:
    """A paper as it was handed over, with what was read in it."""

    name: str
    data: bytes
    sha256: str
    reading: Reading | None
    """None for a paper without readable text (a scan)."""
    access: Access = Access.OPEN

    @property
    def letter(self) -> ReadLetter | None:
        """Return the letter in the paper, or None where nothing is readable."""
        return self.reading.letters[0] if self.reading and self.reading.letters else None


def read_paper(paper: PaperIn, rulebook: Rulebook, *, confidential: bool | None) -> Handed:
    """Return what a paper says; one without readable text comes back without a reading.

    Raises:
        Confidential: the paper is marked confidential and nobody decided.
        DocumentsError: the file is empty, or no paper at all.
        NotALetter: it is a published report.
    """
    digest = sha256(paper.data).hexdigest()
    access = Access.CONFIDENTIAL if confidential else Access.OPEN
    try:
        reading = guarded.read(paper.data, name=paper.name, rulebook=rulebook)
    except DocumentsError as problem:
        if not paper.data.strip() or problem.facts.get("found") in {Kind.BINARY.value, Kind.PROGRAM.value}:
            raise
        return Handed(paper.name, paper.data, digest, None, access)
    if reading.confidential and confidential is None:
        raise Confidential(file=paper.name, mark=reading.confidential)
    if reading.doc_type in {DocType.VSO, DocType.NADER_VSO}:
        raise NotALetter(file=paper.name, count=len(reading.letters), sha256=digest)
    return Handed(paper.name, paper.data, digest, reading, access)


def keep_paper(session: Session, place: Workplace, handed: Handed) -> None:
    """Keep a paper by its hash: the bytes of an open one in the store, of a confidential one not at all.

    Raises:
        OpenAlready: a confidential paper whose text is in the register already, as an open letter.
    """
    if handed.access is Access.OPEN:
        place.store.put(handed.data)
    elif session.exec(
        select(LetterReading.id)
        .join(Letter, col(Letter.id) == LetterReading.letter_id)
        .where(Letter.paper_sha256 == handed.sha256)
    ).first():
        raise OpenAlready(file=handed.name)
    if session.get(Paper, handed.sha256) is None:
        session.add(
            Paper(
                sha256=handed.sha256,
                size=len(handed.data),
                media=MEDIA.get(kind_of(handed.data), "application/octet-stream"),
                provenance="" if handed.access is Access.CONFIDENTIAL else handed.name,
                access=handed.access,
            )
        )
        session.flush()
    if handed.access is Access.OPEN:
        _keep_attachments(session, place, handed)


def _keep_attachments(session: Session, place: Workplace, handed: Handed) -> None:
    """Keep what hangs on a mail as papers of their own, each by its hash; the sender's names are data only."""
    for one in enclosures(handed):
        digest = place.store.put(one.data)
        if session.get(Paper, digest) is None:
            session.add(
                Paper(
                    sha256=digest,
                    size=len(one.data),
                    media=MEDIA.get(kind_of(one.data), "application/octet-stream"),
                    provenance=f"{one.name} (bijlage bij {handed.sha256})",
                    access=Access.OPEN,
                )
            )
            session.flush()


def enclosures(handed: Handed) -> tuple[Attachment, ...]:
    """Return what hangs on a paper that is a mail, under the names as read; nothing on any other."""
    if handed.access is not Access.OPEN or kind_of(handed.data) is not Kind.MAIL:
        return ()
    found = attachments_of(handed.data)
    if handed.reading is None:
        return found
    named = {one.sha256: one.name for one in handed.reading.attachments}
    hashed = ((sha256(one.data).hexdigest(), one) for one in found)
    return tuple(Attachment(named[digest], one.data) for digest, one in hashed if digest in named)


def forget_text(place: Workplace, handed: Handed) -> bool:
    """Return whether bytes of a confidential paper lay in the store or among handled post, and were taken away.

    To be called after the paper was filed: until then they are the only copy.
    """
    if handed.access is Access.OPEN:
        return False
    kept = place.store.forget(handed.sha256)
    return InboxFolder(place.inbox).forget(handed.sha256) or kept


@dataclass(frozen=True, slots=True)
class Parties:
    """Who stands on a letter: office ids where the register knows them, and the words as printed."""

    addressees: tuple[tuple[int | None, str], ...] = ()
    signatories: tuple[tuple[int | None, str], ...] = ()
    on_behalf_of: tuple[tuple[int | None, str], ...] = ()
    copied_to: tuple[tuple[int | None, str], ...] = ()


def file_letter(
    session: Session,
    act: Act,
    handed: Handed,
    *,
    kind: LetterKind,
    dates: LetterDate,
    parties: Parties,
    located_at: str = "",
) -> Letter:
    """Return a new letter with its dates, its parties and (unless confidential) what was read in it."""
    read = handed.letter
    letter = Letter(
        act_id=key(act.id),
        paper_sha256=handed.sha256,
        kind=kind,
        access=handed.access,
        mark=(read.mark or "") if read else "",
        located_at=located_at,
    )
    session.add(letter)
    session.flush()
    dates.letter_id, dates.act_id = key(letter.id), key(act.id)
    session.add(dates)
    for role, named in (
        (PartyRole.ADDRESSEE, parties.addressees),
        (PartyRole.SIGNATORY, parties.signatories),
        (PartyRole.ON_BEHALF_OF, parties.on_behalf_of),
        (PartyRole.COPIED_TO, parties.copied_to),
    ):
        for rank, (office, printed) in enumerate(named):
            session.add(
                LetterParty(letter_id=key(letter.id), role=role, rank=rank, office_id=office, as_printed=printed)
            )
    if handed.access is Access.OPEN and handed.reading is not None and read is not None:
        session.add(
            LetterReading(
                letter_id=key(letter.id),
                access=Access.OPEN,
                reader_version=READER_VERSION,
                text="\n\n".join(read.body),
                fields=to_json(handed.reading),
            )
        )
    session.flush()
    return letter


def settle_intake(session: Session, act: Act, handed: Handed) -> None:
    """Take a paper out of the intake box: it is filed now."""
    for row in session.exec(
        select(IntakePaper).where(IntakePaper.sha256 == handed.sha256, col(IntakePaper.void_act_id).is_(None))
    ):
        row.void_act_id = key(act.id)
        session.add(row)
    session.flush()


def letters_of_paper(session: Session, digest: str) -> list[RoundLetter]:
    """Return every place in a round, in force, of a letter with these bytes."""
    return list(
        session.exec(
            select(RoundLetter)
            .join(Letter, col(Letter.id) == RoundLetter.letter_id)
            .where(Letter.paper_sha256 == digest, col(RoundLetter.void_act_id).is_(None))
        )
    )


def known_office(session: Session, printed: str, *, on: date) -> Office | None:
    """Return the office that a letter names, or None where the register does not know it: a letter is no order."""
    try:
        return lookup.find_office(session, printed, on=on)
    except (UnknownName, AmbiguousName):
        return None


def as_party(session: Session, printed: Sequence[str], *, on: date) -> tuple[tuple[int | None, str], ...]:
    """Return names as printed, each with the office's id where the register knows it."""
    found = ((known_office(session, name, on=on), name) for name in printed)
    return tuple((office.id if office else None, name) for office, name in found)


def unnamed_subject(dated: date, office: str) -> str:
    """Return what a request is called that does not say itself what it is about."""
    return f"Brief van {plain_date(dated)} aan de {office}"


def is_unnamed(subject: str) -> bool:
    """Return whether a case is called so because nobody said what it is about."""
    return _UNNAMED.fullmatch(subject) is not None


def check_dates(hand: Hand, *, dated: date, received: date | None) -> tuple[str, ...]:
    """Return warnings about a letter's dates; refuses a day in the future, and receipt before the letter's date."""
    not_in_the_future(hand, dagtekening=dated, ontvangst=received)
    if received is not None and received < dated:
        raise BeforeReceipt(received=received, dated=dated)
    if hand.on - dated > MORE_THAN_A_YEAR:
        return (f"De brief is meer dan een jaar oud (gedateerd {dated:%d-%m-%Y}); klopt de dagtekening?",)
    return ()
