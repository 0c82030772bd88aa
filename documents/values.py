"""What a paper says, as frozen values: the object of ``griffie read`` and its parts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from documents.citations import Reference
    from procedure.deadlines import Term
    from procedure.vocabulary import Chamber, DocType, LetterKind

VICE_CHAIR = "ondervoorzitter"
CHAIR = "voorzitter"
MEMBER = "lid"
SUBSTITUTE = "plv. lid"


class CommitmentStatus(StrEnum):
    """What a sentence does with a promise: make it, or speak of one."""

    NEW = "new"
    RECALLED = "recalled"
    FULFILLED = "fulfilled"
    CONDITIONAL = "conditional"
    RECURRING = "recurring"
    INTENTION = "intention"


@dataclass(frozen=True, slots=True)
class Member:
    """A member of a committee as its footnote prints it."""

    name: str
    party: str | None
    role: str = MEMBER
    committee: str | None = None


@dataclass(frozen=True, slots=True)
class Commitment:
    """A sentence that makes, recalls or fulfils a promise to the Chamber."""

    text: str
    status: CommitmentStatus
    number: str | None = None
    term: Term | None = None


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote and its place: after a paragraph of a letter (both counted from 0), else in the front part."""

    mark: str
    text: str
    letter: int | None = None
    paragraph: int | None = None


@dataclass(frozen=True, slots=True)
class Anomaly:
    """Something that the source has wrong, kept as it stands."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came with a mail: its name as data only, what it is by its content, its size in bytes."""

    name: str
    kind: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class InReplyTo:
    """A letter that a reply answers, as the reply names it."""

    dated_on: date | None = None
    addressee: str | None = None
    mark: str | None = None


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signed: the office as printed, and the name."""

    office: str | None
    name: str | None


@dataclass(frozen=True, slots=True)
class Question:
    """A question of a request: its number as printed (else counted), who asks it, who joins in, and its place.

    ``asked_by`` and ``joined_by`` name fracties or members as printed; ``paragraph`` counts from 0 in the body.
    """

    number: str
    text: str
    paragraph: int
    printed: bool = True
    asked_by: tuple[str, ...] = ()
    joined_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """A part of a reply that answers: the numbers it names, the fractie it stands under, the question it repeats."""

    text: str
    paragraph: int
    numbers: tuple[str, ...] = ()
    asked_by: tuple[str, ...] = ()
    repeats: str | None = None


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter: its parties, its date, its term and its words.

    ``address`` holds the lines of the address as printed, ``mark`` the sender's own number, ``your_mark`` ours.
    ``received_on`` is the day of receipt where print gives that and no other: it is then ``dated_on`` too.
    """

    kind: LetterKind
    heading: str | None = None
    signatories: tuple[Signatory, ...] = ()
    addressees: tuple[str, ...] = ()
    address: tuple[str, ...] = ()
    place: str | None = None
    dated_on: date | None = None
    term: Term | None = None
    on_behalf_of: tuple[str, ...] = ()
    copied_to: tuple[str, ...] = ()
    in_reply_to: tuple[InReplyTo, ...] = ()
    subject: str | None = None
    mark: str | None = None
    your_mark: str | None = None
    body: tuple[str, ...] = ()
    signature: str | None = None
    received_on: date | None = None
    questions: tuple[Question, ...] = ()
    answers: tuple[Answer, ...] = ()

    @property
    def sender(self) -> str | None:
        """The office that signed; several are joined as one would write them."""
        return " en ".join(s.office for s in self.signatories if s.office) or None

    @property
    def sender_name(self) -> str | None:
        """The name under the letter; several are joined as one would write them."""
        return " en ".join(s.name for s in self.signatories if s.name) or None

    @property
    def addressee(self) -> str | None:
        """To whom the letter goes; several are joined as one would write them."""
        return " en ".join(self.addressees) or None


@dataclass(frozen=True, slots=True)
class Reading:
    """What a paper says. What is not in it is None or empty: never a guess.

    ``clerk_capacity`` and ``chair_capacity`` are the words above the names, ``adopted_line`` the line of adoption where
    it says more than a day, ``reprint`` the word HERDRUK as printed, ``confidential`` the mark that the paper carries.
    """

    file: str
    sha256: str
    doc_type: DocType
    chamber: Chamber | None = None
    dossiers: tuple[str, ...] = ()
    dossier_titles: tuple[str, ...] = ()
    number: str | None = None
    reprint: str | None = None
    edossiers: tuple[str, ...] = ()
    session_year: str | None = None
    title: str | None = None
    adopted_on: date | None = None
    adopted_line: str | None = None
    clerk: str | None = None
    clerk_capacity: str | None = None
    chair: str | None = None
    chair_capacity: str | None = None
    committees: tuple[str, ...] = ()
    letters: tuple[Letter, ...] = ()
    introduction: str | None = None
    closing: str | None = None
    references: tuple[Reference, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    composition: tuple[Member, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    anomalies: tuple[Anomaly, ...] = ()
    confidential: str | None = None
    attachments: tuple[Attachment, ...] = ()
