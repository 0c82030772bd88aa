"""The intake box: post is taken in under a number and waits until a person files it. Nothing is filed by itself."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlmodel import Session, col, select

from casework.candidates import matched
from casework.errors import Confidential, NotALetter, UnknownPaper
from casework.facts.rulebook import rulebook_of
from casework.matching import SHOWN, Match
from casework.papers import Handed, keep_paper, known_office, letters_of_paper, read_paper
from casework.record import key, write_act
from casework.telling import Told, tell
from casework.values import Done, Hand, PaperIn
from casework.workplace import Workplace
from documents.errors import DocumentsError
from models.letters import IntakePaper
from models.offices import Office
from procedure.rulebook import Rulebook
from procedure.vocabulary import Access, LetterKind, Verb
from sources.errors import SourcesError
from sources.folder import STILL_WRITTEN, FoundPaper, InboxFolder

UNREADABLE = "Leg het vast met de feiten (afzender, dagtekening, soort)"
MARKED = (
    "draagt een merk van vertrouwelijkheid en blijft in de map; leg het vast met --confidential of --no-confidential"
)
HIDDEN = "vertrouwelijk stuk"


@dataclass(frozen=True, slots=True)
class _TakenIn:
    """A paper as it lies in the box."""

    number: int
    name: str
    note: str
    match: Match | None = None


def take_in(place: Workplace, hand: Hand) -> Done:
    """Return what lies in the box after looking through the inbox folder, each paper with its number and a proposal.

    A paper that was filed or taken in before is not taken in again. Files leave the folder once they are kept; one
    that is still being written, or was written to meanwhile, stays for the next look.
    """
    inbox = InboxFolder(place.inbox, at=hand.at)
    taken: list[_TakenIn] = []
    refused: list[str] = []
    known: list[str] = []
    rulebook = rulebook_of(place, on=hand.on)
    for found in inbox.papers():
        try:
            handed, problem = _read(PaperIn(found.name, found.data), rulebook)
        except (DocumentsError, SourcesError) as refusal:
            refused.append(str(refusal))
            continue
        with place.transaction() as session:
            one, keep_file = _take_one(session, place, found, handed, problem=problem, hand=hand)
        if one is not None:
            taken.append(one)
        if keep_file:
            continue
        if inbox.settle(found.path, handed.sha256) is None:
            refused.append(f"{found.name}: {STILL_WRITTEN}")
        elif one is None:
            known.append(f"{found.name}: dit stuk was al ingenomen of vastgelegd; het bestand ligt nu bij verwerkt.")
    left = [*refused, *(f"{one.name}: {one.reason}" for one in inbox.left_alone())]
    with place.transaction() as session:
        waiting = len(_waiting(session))
    headline = f"{_papers(len(taken))} ingenomen" if taken else "geen nieuwe post"
    lines = [*(f"Nr. {one.number}: {one.name}: {one.note}." for one in taken), *known]
    told = (f"In het postvak {'wacht' if waiting == 1 else 'wachten'} {_papers(waiting)} op een zaak.",)
    said = told if waiting else ()
    return Done(
        Verb.TAKE_IN,
        headline,
        lines=(*lines, *said),
        said=said,
        warnings=tuple(left),
        data={
            "taken_in": [one.number for one in taken],
            "waiting": waiting,
            "proposals": {str(one.number): _plain(one.match) for one in taken},
        },
    )


def _plain(match: Match | None) -> list[dict[str, Any]]:
    return [one.plain() for one in match.proposals] if match else []


def _papers(count: int) -> str:
    return f"{count} {'stuk' if count == 1 else 'stukken'}"


def _take_one(
    session: Session, place: Workplace, found: FoundPaper, handed: Handed, *, problem: str, hand: Hand
) -> tuple[_TakenIn | None, bool]:
    """Return the paper as it lies in the box now (None: it was known), and whether its file stays in the folder."""
    confidential = handed.access is Access.CONFIDENTIAL
    if letters_of_paper(session, handed.sha256) or any(row.sha256 == handed.sha256 for row in _waiting(session)):
        return None, confidential
    keep_paper(session, place, handed)
    sender = _sender(session, handed, hand)
    match = None if problem else _match(session, handed, sender)
    note = problem or _proposal(handed, match)
    act = write_act(session, hand, Verb.TAKE_IN, "postvak doorgenomen", paper=handed.sha256)
    row = IntakePaper(
        act_id=key(act.id),
        sha256=handed.sha256,
        name=HIDDEN if confidential else found.name,
        kind=handed.letter.kind if handed.letter and not confidential else None,
        sender_office_id=sender.id if sender else None,
        arrived_at=found.arrived_at,
        note=note,
    )
    session.add(row)
    session.flush()
    tell(session, act, [], [], Told(Verb.TAKE_IN, f"stuk {row.id} ingenomen"))
    return _TakenIn(key(row.id), row.name, note, match), confidential


def _read(paper: PaperIn, rulebook: Rulebook) -> tuple[Handed, str]:
    """Return the paper as read, and what is the matter with it; of a marked paper nothing is kept but its hash."""
    try:
        handed = read_paper(paper, rulebook, confidential=None)
    except Confidential:
        return read_paper(paper, rulebook, confidential=True), MARKED
    except NotALetter as problem:
        return Handed(
            paper.name, paper.data, problem.facts["sha256"], None
        ), "een gepubliceerd verslag, geen losse brief"
    return handed, "" if handed.reading is not None else f"{handed.problem} {UNREADABLE}"


def _sender(session: Session, handed: Handed, hand: Hand) -> Office | None:
    if handed.letter is None:
        return None
    named = (known_office(session, one.office, on=hand.on) for one in handed.letter.signatories if one.office)
    return next((office for office in named if office is not None), None)


def _match(session: Session, handed: Handed, sender: Office | None) -> Match | None:
    """Return how a paper matches the open cases; a request is matched to none."""
    letter = handed.letter
    if letter is not None and letter.kind is LetterKind.REQUEST:
        return None
    dated = letter.dated_on if letter else None
    return matched(session, handed.reading, sender, dated=dated, access=handed.access)


def _proposal(handed: Handed, match: Match | None) -> str:
    """Return which case a paper seems to belong to, with reasons and what speaks against it, in a few words."""
    if match is None:
        return "een verzoek; schrijf het in als nieuwe zaak"
    kind = handed.letter.kind.label if handed.letter else "stuk"
    if not match.contest:
        near = f"; het dichtst bij komt {match.proposals[0].said}" if match.proposals else ""
        return f"{kind}; past bij geen open zaak{near}"
    if match.one is None:
        shown = "; ".join(one.said for one in match.contest[:SHOWN])
        return f"{kind}; past bij {_cases(len(match.contest))}: {shown}. Kies zelf welke"
    if match.one.astray:
        return f"{kind}; alleen de afzender wijst naar {match.one.said}. Kies zelf de zaak"
    if match.taken is None:
        return f"{kind}; misschien voor {match.one.said}. Bevestig de zaak en dat de brieven elkaar kruisten"
    return f"{kind} voor {match.one.said}"


def _cases(count: int) -> str:
    return f"{count} {'zaak' if count == 1 else 'zaken'}"


def _waiting(session: Session) -> list[IntakePaper]:
    return list(
        session.exec(select(IntakePaper).where(col(IntakePaper.void_act_id).is_(None)).order_by(col(IntakePaper.id)))
    )


def intake_paper(place: Workplace, number: int) -> PaperIn:
    """Return a paper of the box by its number, ready to be handed to a verb.

    A confidential one is not in the store; it is taken from the folder, where it stays until somebody decides.

    Raises:
        UnknownPaper: no paper with this number waits, or its file is gone from the folder.
    """
    with place.transaction() as session:
        row = session.get(IntakePaper, number)
        waiting = ", ".join(f"{one.id} ({one.name})" for one in _waiting(session)) or "niets"
        if row is None:
            raise UnknownPaper(number=number, waiting=waiting)
        if place.store.has(row.sha256):
            return PaperIn(row.name, place.store.get(row.sha256))
        for found in InboxFolder(place.inbox).papers():
            if sha256(found.data).hexdigest() == row.sha256:
                return PaperIn(row.name, found.data)
        raise UnknownPaper(number=number, waiting=f"{waiting}; de bytes van dit stuk staan niet meer in de postmap")
