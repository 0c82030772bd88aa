"""What was exchanged in the rounds of a report: its letters unaltered, and what the sentences before them say."""

from collections.abc import Sequence
from dataclasses import replace

from sqlmodel import Session, col, select

from casework import lookup
from casework.errors import AmbiguousName, UnknownName
from casework.facts.rounds import Filed, RoundView
from documents.consultation import Received, Sent
from documents.jsonable import from_json
from documents.values import Footnote, Reading
from documents.values import Letter as ReadLetter
from models.cases import Round
from models.letters import Letter, LetterParty, LetterReading
from models.offices import Office
from models.reports import Report, ReportRound
from models.terms import TermRevision
from procedure.vocabulary import Access, LetterKind, PartyRole, TermKind

CONFIDENTIAL = "Deze brief is vertrouwelijk ter inzage gelegd"
"""What the report says in place of a confidential letter; where it lies follows, if anybody said so."""
NO_TEXT = "De tekst van deze brief is niet als tekst beschikbaar."

SOMEBODY = "bewindspersoon"
"""Who wrote, where the register does not say which office it was."""

INCOMING = frozenset({LetterKind.REPLY, LetterKind.PARTIAL_REPLY, LetterKind.DEFERRAL})


def rounds_told(session: Session, rnd: Round, report: Report | None) -> list[Round]:
    """Return the rounds of which a report tells, the first one first: its own, and those before that no report told.

    A further round opened before anything was reported makes one report of several requests and replies.
    """
    if report is not None:
        return list(
            session.exec(
                select(Round)
                .join(ReportRound, col(ReportRound.round_id) == Round.id)
                .where(ReportRound.report_id == report.id)
                .order_by(col(Round.sequence))
            )
        )
    told = [rnd]
    while told[0].previous_id is not None and not _reported(session, told[0].previous_id):
        told.insert(0, session.get_one(Round, told[0].previous_id))
    return told


def _reported(session: Session, round_id: int) -> bool:
    asked = (
        select(Report.id)
        .join(ReportRound, col(ReportRound.report_id) == Report.id)
        .where(ReportRound.round_id == round_id, col(Report.void_act_id).is_(None))
    )
    return session.exec(asked).first() is not None


def _filed(rounds: Sequence[RoundView]) -> list[Filed]:
    """Return the letters of all rounds, one that stands in two of them once."""
    return list({one.letter_id: one for stands in rounds for one in stands.letters}.values())


def _is_open(session: Session, filed: Filed) -> bool:
    return session.get_one(Letter, filed.letter_id).access is Access.OPEN


def sent(session: Session, rounds: Sequence[RoundView]) -> list[Sent]:
    """Return what is said of each request; of a confidential one the sentences say nothing."""
    asked = sorted((one.dated_on, one.letter_id) for one in _filed(rounds) if _tells(session, one, out=True))
    return [Sent(day, tuple(_parties(session, letter, PartyRole.ADDRESSEE))) for day, letter in asked]


def _tells(session: Session, filed: Filed, *, out: bool) -> bool:
    return ((filed.used_as is LetterKind.REQUEST) is out) and _is_open(session, filed)


def received(session: Session, rounds: Sequence[RoundView]) -> list[Received]:
    """Return what is said of what came in, by date: replies, and postponements with or without a letter."""
    letters = [
        _letter_in(session, one)
        for one in _filed(rounds)
        if one.used_as in INCOMING and _tells(session, one, out=False)
    ]
    spoken = [one for stands in rounds for one in _without_letter(session, stands)]
    return sorted((*letters, *spoken), key=lambda one: one.dated_on)


def _letter_in(session: Session, one: Filed) -> Received:
    promised = session.exec(
        select(col(TermRevision.due_on)).where(
            TermRevision.letter_id == one.letter_id,
            TermRevision.kind == TermKind.DEFERRAL,
            col(TermRevision.void_act_id).is_(None),
        )
    ).first()
    sender = _parties(session, one.letter_id, PartyRole.SIGNATORY)
    return Received(
        one.dated_on,
        sender[0] if sender else SOMEBODY,
        one.used_as,
        tuple(_parties(session, one.letter_id, PartyRole.ON_BEHALF_OF)),
        promised if one.used_as is LetterKind.DEFERRAL else None,
    )


def _without_letter(session: Session, stands: RoundView) -> list[Received]:
    """Return the postponements that came by telephone or mail: the report mentions them, and prints nothing."""
    rows = session.exec(
        select(TermRevision)
        .where(
            TermRevision.round_id == stands.round_id,
            TermRevision.kind == TermKind.DEFERRAL,
            col(TermRevision.letter_id).is_(None),
            col(TermRevision.void_act_id).is_(None),
            TermRevision.accepted,
        )
        .order_by(col(TermRevision.version))
    )
    return [
        Received(row.set_on, _who(session, stands, row), LetterKind.DEFERRAL, (), row.due_on, printed=False)
        for row in rows
    ]


def _who(session: Session, stands: RoundView, row: TermRevision) -> str:
    """Return the office that asked for more time: as was said, else the only one that was asked."""
    try:
        if row.said_by:
            return lookup.find_office(session, row.said_by, on=row.set_on).title
    except (UnknownName, AmbiguousName):
        pass
    asked = [session.get_one(Office, one.office_id).title for one in stands.owing]
    return asked[0] if len(asked) == 1 else SOMEBODY


def letters_of(session: Session, rounds: Sequence[RoundView]) -> tuple[list[ReadLetter], list[Footnote]]:
    """Return the letters in their order, words unaltered, with the footnotes at their places.

    What went out stands before what came in, each by its date, as reports of the Eerste Kamer print them.
    """
    letters: list[ReadLetter] = []
    notes: list[Footnote] = []
    order = sorted(_filed(rounds), key=lambda one: (one.used_as is not LetterKind.REQUEST, one.dated_on, one.letter_id))
    for filed in order:
        letter, its_notes = _one_letter(session, filed)
        notes.extend(replace(note, letter=len(letters)) for note in its_notes)
        letters.append(letter)
    return letters, notes


def _one_letter(session: Session, filed: Filed) -> tuple[ReadLetter, tuple[Footnote, ...]]:
    row = session.get_one(Letter, filed.letter_id)
    reading = reading_of_letter(session, filed.letter_id)
    if row.access is Access.CONFIDENTIAL or reading is None or not reading.letters:
        where = f": {row.located_at}" if row.located_at else ""
        body = f"{CONFIDENTIAL}{where}." if row.access is Access.CONFIDENTIAL else NO_TEXT
        signed = _parties(session, filed.letter_id, PartyRole.SIGNATORY)
        named = row.access is Access.OPEN and filed.used_as is not LetterKind.REQUEST and signed
        heading = f"BRIEF VAN DE {signed[0].upper()}" if named else filed.used_as.label.upper()
        bare = ReadLetter(kind=filed.used_as, heading=heading, body=(body,))
        return replace(bare, dated_on=None if row.access is Access.CONFIDENTIAL else filed.dated_on), ()
    return replace(reading.letters[0], kind=filed.used_as, dated_on=filed.dated_on), reading.footnotes


def reading_of_letter(session: Session, letter_id: int) -> Reading | None:
    """Return what was read in a letter, by the newest reader; None for a confidential one or a scan."""
    row = session.exec(
        select(LetterReading).where(LetterReading.letter_id == letter_id).order_by(col(LetterReading.id).desc())
    ).first()
    return from_json(row.fields) if row else None


def _parties(session: Session, letter_id: int, role: PartyRole) -> list[str]:
    return list(
        session.exec(
            select(LetterParty.as_printed)
            .where(LetterParty.letter_id == letter_id, LetterParty.role == role)
            .order_by(col(LetterParty.rank))
        )
    )


def is_bare(letter: ReadLetter) -> bool:
    """Return whether a letter stands in the report without its text."""
    return len(letter.body) == 1 and letter.body[0].startswith((CONFIDENTIAL, NO_TEXT))
