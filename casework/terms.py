"""Terms between paper and table: read in a letter or said by the clerk, reckoned by the rules, kept as a revision."""

from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import Session, func, select

from casework.record import key
from documents import clauses
from documents.due import clause_of
from documents.values import Letter as ReadLetter
from documents.values import Reading
from models.acts import Act
from models.cases import Round
from models.letters import Letter
from models.terms import TermRevision
from procedure.deadlines import Term, reckon
from procedure.rulebook import Rulebook
from procedure.vocabulary import Chamber, Language, TermKind, Via
from procedure.wording import explain, plain_date
from procedure.wording import warnings as doubts


@dataclass(frozen=True, slots=True)
class TermIn:
    """A reckoned term, with what a person should be told about it."""

    term: Term
    explanation: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def _told(term: Term) -> TermIn:
    return TermIn(term, tuple(explain(term, Language.NL)), tuple(doubts(term, Language.NL)))


def reckoned(
    clause: str, *, dated: date, received: date | None, chamber: Chamber, rulebook: Rulebook, rule: str
) -> TermIn:
    """Return what the words of a term come to by a rule, as that rule and the calendar stand in the rulebook."""
    return _told(clauses.term(clause, dated=dated, received=received, chamber=chamber, rulebook=rulebook, rule=rule))


def term_from_letter(
    read: ReadLetter | None, reading: Reading | None, *, dated: date, chamber: Chamber, rulebook: Rulebook
) -> TermIn | None:
    """Return the term that a letter sets, reckoned from the date that holds for it; None where it sets none.

    The letter is read as `griffie read` reads it, but in its own chamber and from the date that the clerk may have
    given: so no meaning is lost that its words have only in their place.
    """
    if read is None or reading is None or read.term is None:
        return None
    clause = clause_of(read.kind, read.body, dated=dated)
    return _told(reckon(clause, dated=dated, chamber=chamber, rulebook=rulebook)) if clause else None


def clerk_term(
    text: str, due: date | None, *, dated: date, received: date | None = None, chamber: Chamber, rulebook: Rulebook
) -> TermIn:
    """Return the term that a clerk gives: a clause in words, or a day (then the clause says so)."""
    clause = f"uiterlijk {plain_date(due)}" if due else text
    return as_a_clerk_gives(clauses.term(clause, dated=dated, received=received, chamber=chamber, rulebook=rulebook))


def as_a_clerk_gives(term: Term) -> TermIn:
    """Return a reckoned term with what is told of one that a clerk gives."""
    given = _told(term)
    if not given.term.needs_review:
        return given
    doubt = f"De termijn {given.term.clause!r} vraagt bevestiging; klopt de datum niet, dan `griffie correct`."
    return replace(given, warnings=(*given.warnings, doubt))


def write_term(
    session: Session,
    act: Act,
    rnd: Round,
    kind: TermKind,
    given: TermIn,
    *,
    set_on: date,
    reason: str,
    rulebook: Rulebook,
    letter: Letter | None = None,
    accepted: bool = True,
    via: Via | None = None,
    said_by: str = "",
) -> TermRevision:
    """Return a new revision of a round's term; earlier ones stay as they are."""
    term = given.term
    row = TermRevision(
        act_id=key(act.id),
        round_id=key(rnd.id),
        version=next_version(session, rnd),
        kind=kind,
        clause=term.clause,
        set_on=set_on,
        due_on=term.due_on,
        due_at=term.due_at,
        soft_due_on=term.soft_due_on,
        firmness=term.firmness,
        accepted=accepted,
        rule_name=term.rule_name,
        rule_version=term.rule_version,
        calendar=f"{rulebook.days.first}..{rulebook.days.last}",
        explanation={lang.value: explain(term, lang) if term.clause or term.due_on else [] for lang in Language},
        reason=reason,
        via=via,
        said_by=said_by,
        letter_id=letter.id if letter else None,
    )
    session.add(row)
    session.flush()
    return row


def repeat_term(session: Session, act: Act, rnd: Round, row: TermRevision, *, reason: str) -> TermRevision:
    """Return a new revision that says again what an earlier one said: a postponement that still holds."""
    fields = row.model_dump(exclude={"id", "act_id", "void_act_id", "version", "reason"})
    again = TermRevision(**fields, act_id=key(act.id), version=next_version(session, rnd), reason=reason)
    session.add(again)
    session.flush()
    return again


def next_version(session: Session, rnd: Round) -> int:
    """Return the number of the next revision of a round's term."""
    last = session.exec(select(func.max(TermRevision.version)).where(TermRevision.round_id == rnd.id)).one()
    return (last or 0) + 1


def no_term(*, dated: date, chamber: Chamber, rulebook: Rulebook) -> TermIn:
    """Return the term of a postponement that names no day: no words, and no date."""
    return TermIn(clauses.term("", dated=dated, chamber=chamber, rulebook=rulebook))


def dates_only(given: TermIn) -> TermIn:
    """Return a term without the words of its letter: of a confidential paper only dates are kept."""
    doubt = ("De termijn vraagt bevestiging; klopt de datum niet, dan `griffie correct`.",) if given.warnings else ()
    return TermIn(replace(given.term, clause="", warnings=()), given.explanation, doubt)
