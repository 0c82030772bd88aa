"""Terms reckoned anew after the calendar, a recess or a counting rule changed: shown first, applied as shown.

Nothing moves unasked: a term keeps the date, the rule and the explanation with which it was set, until a person has
seen the list and its mark and applies exactly that list.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import exists
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from casework.errors import NoReason, PreviewChanged
from casework.facts.rounds import OPEN_STAGES
from casework.facts.rulebook import load_rulebook
from casework.history import MANY_CASES
from casework.overview import iso
from casework.record import key, write_act
from casework.standing import Moved, settle
from casework.telling import Told, lines_about, tell
from casework.terms import TermIn, reckoned, repeat_term, write_term
from casework.values import Done, Hand
from casework.workplace import Workplace
from models.acts import Act
from models.cases import Case, Round, RoundCache
from models.letters import Letter, LetterDate
from models.terms import TermRevision
from procedure.errors import BeyondCalendar, UnknownRule
from procedure.rulebook import Rulebook
from procedure.vocabulary import Chamber, Language, TermKind, Verb
from procedure.wording import long_date

MARK_LENGTH = 12
"""Figures of the mark of a list: enough that no other list bears it."""

AT_A_TIME = 500
"""Rows that are held in memory at once, however many cases are running."""

REASON = "termijn herberekend"


@dataclass(frozen=True, slots=True)
class Change:
    """A term that would now come to another day."""

    case: str
    round_id: int
    term: TermRevision
    now: TermIn

    @property
    def which(self) -> str:
        """Return which clock it moves: ``agreed`` for a postponement, else ``original``."""
        return "agreed" if self.term.kind is TermKind.DEFERRAL else "original"

    @property
    def old(self) -> tuple[date | None, datetime | None]:
        """Return the day, and the instant where an hour was named, as it stands."""
        return self.term.due_on, self.term.due_at

    @property
    def new(self) -> tuple[date | None, datetime | None]:
        """Return the day, and the instant where an hour is named, as it would be."""
        return self.now.term.due_on, self.now.term.due_at


class _Words(NamedTuple):
    """The words of a term with everything by which they come to a day."""

    clause: str
    dated: date
    received: date | None
    chamber: Chamber
    rule: str


def preview(place: Workplace, *, on: date) -> Done:
    """Return which running cases would get another date by the rules of a day, with the mark of the list.

    Reads only. ``changes`` among the data names each term that would move, ``cannot`` those that cannot be reckoned.
    """
    with place.reading() as connection, Session(bind=connection) as session:
        found, cannot = changes(session, load_rulebook(session, on=on))
    listed = mark(found)
    many = _counted({one.case for one in found})
    headline = f"{many} een andere uiterste datum krijgen" if found else "geen lopende zaak krijgt een andere datum"
    apply = (f"Toepassen: griffie recompute --apply {listed} --reason TEKST. Er is niets verplaatst.",) if found else ()
    return Done(
        Verb.RECOMPUTE,
        headline,
        lines=(*(line for one in found for line in _said(one)), *apply),
        warnings=tuple(cannot),
        outcome="nothing" if not found else "shown",
        data={"mark": listed if found else None, "changes": [_plain(one) for one in found], "cannot": list(cannot)},
    )


def apply(place: Workplace, wanted: str, reason: str, hand: Hand) -> Done:
    """Return what was moved: exactly the list that bears the mark, in one transaction, each case with its reminders.

    Raises:
        NoReason: no ground was given.
        PreviewChanged: the list is another now; nothing was changed.
        BeyondCalendar: a reminder of a new date lies past what the calendar knows; nothing was changed.
    """
    if not reason.strip():
        raise NoReason(act="recompute")
    with place.transaction() as session:
        rulebook = load_rulebook(session, on=hand.on)
        found, cannot = changes(session, rulebook)
        listed = mark(found)
        if not found or wanted.strip().lower() != listed:
            raise PreviewChanged(wanted=wanted, count=len(found))
        rounds = list(dict.fromkeys(one.round_id for one in found))
        cases = [_case(session, one) for one in rounds]
        act = write_act(session, hand, Verb.RECOMPUTE, reason.strip(), cases=cases, mark=listed)
        moved = [
            _move(session, act, [one for one in found if one.round_id == round_id], rulebook, hand)
            for round_id in rounds
        ]
        told = Told(
            Verb.RECOMPUTE,
            f"{_counted({one.case for one in found}, done=True)} een andere uiterste datum",
            lines=tuple(said for part in (*map(_said, found), *map(lines_about, moved)) for said in part),
            warnings=tuple(cannot),
            outcome="recomputed",
            data={"mark": listed, "changes": [_plain(one) for one in found]},
        )
        done = tell(session, act, cases, moved, told)
        return done if len(cases) <= MANY_CASES else replace(done, cases=())


def changes(session: Session, rulebook: Rulebook) -> tuple[list[Change], list[str]]:
    """Return each term of a running case that now comes to another day, and in sentences which cannot be reckoned."""
    memory: dict[_Words, TermIn | str] = {}
    found: list[Change] = []
    cannot: list[str] = []
    for case, terms in _running(session):
        for term in _in_force(terms):
            at = _Words(term.clause, *_counted_from(session, term), case.chamber, term.rule_name)
            if at not in memory:
                memory[at] = _reckon(at, rulebook)
            now = memory[at]
            if isinstance(now, str):
                cannot.append(f"Zaak {case.number}: de termijn is nu niet te berekenen ({now}) en blijft zoals zij is.")
            elif (now.term.due_on, now.term.due_at) != (term.due_on, term.due_at):
                found.append(Change(case.number, term.round_id, term, now))
    return found, cannot


def mark(found: Iterable[Change]) -> str:
    """Return the mark of a list: another one for any other list, also where only one day or one revision differs."""
    lines = [f"{one.case} {one.term.id} {one.old} {one.new}" for one in found]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:MARK_LENGTH]


def _running(session: Session) -> Iterator[tuple[Case, list[TermRevision]]]:
    """Give each case of which the latest round still waits for an answer, with the terms of that round in force."""
    later = aliased(Round)
    rows = session.exec(
        select(Case, TermRevision)
        .join(Round, col(Round.case_id) == Case.id)
        .join(RoundCache, col(RoundCache.round_id) == Round.id)
        .join(TermRevision, col(TermRevision.round_id) == Round.id)
        .where(
            col(RoundCache.stage).in_(OPEN_STAGES),
            col(TermRevision.void_act_id).is_(None),
            TermRevision.accepted,
            ~exists().where(col(later.previous_id) == col(Round.id)),
        )
        .order_by(col(Case.id), col(TermRevision.version).desc())
        .execution_options(yield_per=AT_A_TIME)
    )
    for case, some in groupby(rows, key=itemgetter(0)):
        yield case, [term for _, term in some]


def _in_force(terms: Sequence[TermRevision]) -> list[TermRevision]:
    """Return the terms that make the two clocks, the newest first given: the original one, and a postponement after it.

    Where the words were not kept (of a confidential letter), or there are none, there is nothing to reckon.
    """
    original = next((one for one in terms if one.kind is not TermKind.DEFERRAL), None)
    dated = next((one for one in terms if one.kind is not TermKind.DEFERRAL or one.due_on is not None), None)
    both = [one for one in (original, dated if dated is not original else None) if one is not None]
    return [one for one in both if one.clause]


def _counted_from(session: Session, term: TermRevision) -> tuple[date, date | None]:
    """Return the day of the letter from which a term's words count, and the day on which a request was received.

    Of a postponement by letter it is that letter's own day, else the day on which the term was set.
    """
    if term.letter_id is None:
        return term.set_on, None
    in_force = select(LetterDate).where(LetterDate.letter_id == term.letter_id, col(LetterDate.void_act_id).is_(None))
    days = session.exec(in_force).one()
    return (days.dated_on, None) if term.kind is TermKind.DEFERRAL else (term.set_on, days.received_on)


def _reckon(words: _Words, rulebook: Rulebook) -> TermIn | str:
    """Return what words come to now, or why that cannot be said."""
    try:
        return reckoned(**words._asdict(), rulebook=rulebook)
    except (BeyondCalendar, UnknownRule) as problem:
        return str(problem).rstrip(".")


def _case(session: Session, round_id: int) -> Case:
    return session.exec(select(Case).join(Round, col(Round.case_id) == Case.id).where(Round.id == round_id)).one()


def _move(session: Session, act: Act, found: Sequence[Change], rulebook: Rulebook, hand: Hand) -> Moved:
    """Write the new revisions of one round; a postponement whose day does not move is said again, so that it holds."""
    rnd = session.get_one(Round, found[0].round_id)
    by = {one.which: one for one in found}
    original, agreed = by.get("original"), by.get("agreed")
    stands = agreed.term if agreed else _postponement(session, rnd) if original else None
    if original is not None:
        _write(session, act, rnd, original, rulebook, kind=TermKind.RECOMPUTED)
    if stands is not None:
        stands.void_act_id = key(act.id)
        session.add(stands)
        session.flush()
        if agreed is not None:
            _write(session, act, rnd, agreed, rulebook, kind=TermKind.DEFERRAL)
        else:
            repeat_term(session, act, rnd, stands, reason="het uitstel blijft gelden")
    return settle(session, rnd, rulebook, on=hand.on, reason=REASON)


def _postponement(session: Session, rnd: Round) -> TermRevision | None:
    """Return the postponement with a day that is in force now, if that is what is agreed."""
    rows = session.exec(
        select(TermRevision)
        .where(TermRevision.round_id == rnd.id, col(TermRevision.void_act_id).is_(None), TermRevision.accepted)
        .order_by(col(TermRevision.version).desc())
    ).all()
    agreed = next((row for row in rows if row.kind is not TermKind.DEFERRAL or row.due_on is not None), None)
    return agreed if agreed is not None and agreed.kind is TermKind.DEFERRAL else None


def _write(session: Session, act: Act, rnd: Round, change: Change, rulebook: Rulebook, *, kind: TermKind) -> None:
    was = change.term
    write_term(
        session,
        act,
        rnd,
        kind,
        change.now,
        set_on=was.set_on,
        reason=act.ground,
        rulebook=rulebook,
        letter=session.get(Letter, was.letter_id) if was.letter_id else None,
        via=was.via,
        said_by=was.said_by,
    )


def _counted(cases: set[str], *, done: bool = False) -> str:
    """Return how many cases move: "2 lopende zaken zouden", or "2 lopende zaken kregen"."""
    one, more = ("kreeg", "kregen") if done else ("zou", "zouden")
    return f"1 lopende zaak {one}" if len(cases) == 1 else f"{len(cases)} lopende zaken {more}"


def would_move(session: Session, rulebook: Rulebook) -> tuple[int, str]:
    """Return how many running cases would get another date, and the sentence about it; empty where none would."""
    found, _ = changes(session, rulebook)
    cases = {one.case for one in found}
    if not cases:
        return 0, ""
    return len(cases), f"{_counted(cases)} nu een andere uiterste datum krijgen; bekijk ze met `griffie recompute`."


def _said(one: Change) -> list[str]:
    """Return a change in sentences: old and new day, and how the new one differs in its reckoning."""
    clock = "Afgesproken" if one.which == "agreed" else "Antwoord uiterlijk"
    old, new = (long_date(day) if day else "geen datum" for day in (one.old[0], one.new[0]))
    return [f"{one.case}: {clock} was {old}, wordt {new}.", *(f"  {said}" for said in _difference(one)["now"])]


def _difference(one: Change) -> dict[str, list[str]]:
    """Return the sentences of the old explanation that no longer hold, and those of the new one that are new."""
    old: list[str] = one.term.explanation[Language.NL.value]
    new = [*one.now.explanation, *one.now.warnings]
    return {"was": [said for said in old if said not in new], "now": [said for said in new if said not in old]}


def _plain(one: Change) -> dict[str, Any]:
    return {
        "case": one.case,
        "clock": one.which,
        "clause": one.term.clause,
        "old": iso(one.old[0]),
        "new": iso(one.new[0]),
        "old_at": one.old[1].isoformat() if one.old[1] else None,
        "new_at": one.new[1].isoformat() if one.new[1] else None,
        "rule": {"name": one.now.term.rule_name, "version": one.now.term.rule_version},
        "explanation": list(one.now.explanation),
        "difference": _difference(one),
    }
