"""The intake box: post is taken in under a number and waits until a person files it. Nothing is filed by itself."""

from dataclasses import dataclass
from hashlib import sha256

from sqlmodel import Session, col, select

from casework.errors import Confidential, NotALetter, UnknownPaper
from casework.facts.rulebook import load_rulebook
from casework.matching import proposals
from casework.papers import Handed, keep_paper, known_office, letters_of_paper, read_paper
from casework.record import key, write_act
from casework.telling import Told, tell
from casework.values import Done, Hand, PaperIn
from casework.workplace import Workplace
from models.letters import IntakePaper
from models.offices import Office
from procedure.rulebook import Rulebook
from procedure.vocabulary import Access, LetterKind, Verb
from sources.folder import FoundPaper, InboxFolder

UNREADABLE = "geen leesbare tekst; leg het vast met de feiten (afzender, dagtekening, soort)"
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


def take_in(place: Workplace, hand: Hand) -> Done:
    """Return what lies in the box after looking through the inbox folder, each paper with its number and a proposal.

    A paper that was filed or taken in before is not taken in again. Files leave the folder once they are kept.
    """
    inbox = InboxFolder(place.inbox)
    taken: list[_TakenIn] = []
    for found in inbox.papers():
        with place.transaction() as session:
            one, keep_file = _take_one(session, place, found, hand)
        if one is not None:
            taken.append(one)
        if not keep_file:
            inbox.settle(found.path)
    left = [f"{one.name}: {one.reason}" for one in inbox.left_alone()]
    with place.transaction() as session:
        waiting = len(_waiting(session))
    headline = f"{_papers(len(taken))} ingenomen" if taken else "geen nieuwe post"
    lines = [f"Nr. {one.number}: {one.name}: {one.note}." for one in taken]
    if waiting:
        lines.append(f"In het postvak {'wacht' if waiting == 1 else 'wachten'} {_papers(waiting)} op een zaak.")
    return Done(
        Verb.TAKE_IN,
        headline,
        lines=tuple(lines),
        warnings=tuple(left),
        data={"taken_in": [one.number for one in taken], "waiting": waiting},
    )


def _papers(count: int) -> str:
    return f"{count} {'stuk' if count == 1 else 'stukken'}"


def _take_one(session: Session, place: Workplace, found: FoundPaper, hand: Hand) -> tuple[_TakenIn | None, bool]:
    """Return the paper as it lies in the box now (None: it was known), and whether its file stays in the folder."""
    rulebook = load_rulebook(session, on=hand.on)
    paper = PaperIn(found.name, found.data)
    handed, problem = _read(paper, rulebook)
    confidential = handed.access is Access.CONFIDENTIAL
    if letters_of_paper(session, handed.sha256) or any(row.sha256 == handed.sha256 for row in _waiting(session)):
        return None, confidential
    keep_paper(session, place, handed)
    sender = _sender(session, handed, hand)
    note = problem or _proposal(session, handed, sender)
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
    tell(session, act, [], [], Told(Verb.TAKE_IN, f"stuk {row.id} ingenomen: {note}"))
    return _TakenIn(key(row.id), row.name, note), confidential


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
    return handed, "" if handed.reading is not None else UNREADABLE


def _sender(session: Session, handed: Handed, hand: Hand) -> Office | None:
    if handed.letter is None:
        return None
    named = (known_office(session, one.office, on=hand.on) for one in handed.letter.signatories if one.office)
    return next((office for office in named if office is not None), None)


def _proposal(session: Session, handed: Handed, sender: Office | None) -> str:
    """Return which case a paper seems to belong to, with reasons, in a few words."""
    letter = handed.letter
    kind = letter.kind.label if letter else "stuk"
    if letter is not None and letter.kind is LetterKind.REQUEST:
        return "een verzoek; schrijf het in als nieuwe zaak"
    fitting = proposals(session, handed.reading, sender)
    if not fitting:
        return f"{kind}; past bij geen open zaak"
    if len(fitting) > 1:
        return f"{kind}; past bij {', '.join(one.case.number for one in fitting)}: kies"
    return f"{kind} voor {fitting[0].case.number}: {', '.join(fitting[0].reasons)}"


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
