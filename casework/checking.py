"""What a report misses before it is adopted, looked for in every round of which it tells."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, select

from casework import lookup
from casework.drafting import committees_of
from casework.exchanged import rounds_told
from casework.facts.rounds import REPLIES, Filed, RoundView, view
from casework.numbering import first_dossier, taken_numbers
from casework.questions import unanswered
from casework.values import AdoptOrder
from models.cases import Case, Round
from models.letters import Letter, LetterReading
from models.offices import Office
from models.reports import Report
from procedure.vocabulary import Access
from procedure.wording import plain_date


@dataclass(frozen=True, slots=True)
class Misses:
    """What a report misses, and what is only worth knowing."""

    misses: tuple[str, ...]
    notes: tuple[str, ...]


def check(session: Session, case: Case, rnd: Round, order: AdoptOrder | None) -> Misses:
    """Return what the report of a round misses, in sentences: in that round and in those before that it tells of."""
    newest = view(session, rnd)
    report = session.get(Report, newest.report_id) if newest.report_id else None
    told = rounds_told(session, rnd, report)
    rounds = [view(session, one) for one in told]
    misses: list[str] = []
    notes: list[str] = []
    for place, (one, stands) in enumerate(zip(told, rounds, strict=True)):
        found = _in_round(session, case, one, stands, rounds[place + 1 :])
        of = f"ronde {one.sequence}: " if len(told) > 1 else ""
        misses += [f"{of}{text}" for text in found.misses]
        notes += [f"{of}{text}" for text in found.notes]
    misses += _adopted_early(rounds, order)
    notes += _numbered(session, case)
    notes += _uncomposed(session, case, order.adopted_on if order else newest.registered_on)
    return Misses(tuple(misses), tuple(notes))


def _in_round(session: Session, case: Case, rnd: Round, stands: RoundView, later: Sequence[RoundView]) -> Misses:
    """Return what one round misses; an office that answered a later letter wholly owes nothing more in this one."""
    since = {one.office_id for other in later for one in other.owing if not one.open}
    open_here = [one.office_id for one in stands.owing if one.open]
    owing = [session.get_one(Office, one).title for one in open_here if one not in since]
    misses = []
    if not any(one.used_as in REPLIES for one in stands.letters) and (owing or not open_here):
        misses.append("er is nog geen antwoord")
    if owing:
        misses.append(f"nog geen volledig antwoord van {', '.join(owing)}")
    unread, notes = _without_text(session, stands.letters)
    asked, about_questions = unanswered(session, case, rnd)
    return Misses((*misses, *unread, *asked), (*notes, *_crossed(stands), *about_questions))


def _without_text(session: Session, letters: Sequence[Filed]) -> tuple[list[str], list[str]]:
    """Return the letters that cannot be printed, and those that may not be."""
    unread, secret = [], []
    for one in letters:
        letter = session.get_one(Letter, one.letter_id)
        read = session.exec(select(LetterReading.id).where(LetterReading.letter_id == one.letter_id)).first()
        if letter.access is Access.CONFIDENTIAL:
            where = " en waar hij ligt" if letter.located_at else ""
            secret.append(f"brief {one.letter_id} is vertrouwelijk: het verslag noemt alleen dat hij er is{where}")
        elif read is None:
            unread.append(f"brief {one.letter_id} ({one.used_as.label}) heeft geen leesbare tekst")
    return unread, secret


def _crossed(stands: RoundView) -> Iterator[str]:
    """Give each reply dated before the request; letters may cross, so it is worth knowing and no miss."""
    asked = stands.requested_on
    for one in stands.letters:
        if asked is not None and one.used_as in REPLIES and one.dated_on < asked:
            yield (
                f"brief {one.letter_id} ({one.used_as.label}) is gedateerd op {plain_date(one.dated_on)}, "
                f"vóór het verzoek van {plain_date(asked)}"
            )


def _adopted_early(rounds: Sequence[RoundView], order: AdoptOrder | None) -> Iterator[str]:
    """Give the adoption that comes before the last reply of which the report tells."""
    days = (one.dated_on for stands in rounds for one in stands.letters if one.used_as in REPLIES)
    last = max(days, default=None)
    if order is not None and last is not None and order.adopted_on < last:
        adopted = plain_date(order.adopted_on)
        yield f"het laatste antwoord is van {plain_date(last)}, na de vaststelling op {adopted}"


def _numbered(session: Session, case: Case) -> Iterator[str]:
    """Give what is to be known before the report gets a number: no dossier, or numbers that are given already."""
    dossier = first_dossier(session, case)
    if dossier is None:
        yield "de zaak staat in geen dossier; het verslag krijgt dan geen nummer"
    elif taken := taken_numbers(session, dossier):
        yield f"in dossier {dossier.number} zijn al gebruikt: {', '.join(taken)}; kies een ander nummer"


def _uncomposed(session: Session, case: Case, on: date) -> Iterator[str]:
    """Give each committee whose composition on the day is not known."""
    for committee, name in committees_of(session, case, on):
        if not lookup.members(session, committee, on):
            yield f"van de {name} is op deze dag geen samenstelling bekend"
