"""Reading in cases in bulk: historical ones and running ones, a batch a transaction, each line once.

What a line says becomes the same facts as a clerk's own acts would make of it, without papers: a request with its term,
a postponement, a reply. A line that cannot be used is refused with its reason, and the others go in.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from sqlmodel import Session, col, func, select

from casework.errors import CaseworkError
from casework.facts.rulebook import load_rulebook
from casework.import_line import Line, line_of
from casework.import_names import Names
from casework.import_rows import Batch, Found
from casework.import_terms import Terms
from casework.record import key, write_act
from casework.telling import Told
from casework.values import Done, Hand
from casework.workplace import Workplace
from models.acts import ActOutcome
from models.bulk import instant_text
from models.cases import Case
from models.moves import ImportLine
from procedure.errors import ProcedureError
from procedure.vocabulary import Chamber, Verb
from procedure.wording import plain_date
from sources.lines import Broken, Numbered

SIZE = 5_000
"""Lines in a transaction: about a second in which others wait."""

LONGEST_REASON = 300

MANY_DOUBTS = 100
"""Of so many lines the doubts about their terms are told; of more they are counted."""

Refuse = Callable[[int, str, str], None]
"""What is done with a refused line: its number, its mark where it has one, and the reason."""


class MarkTwice(CaseworkError):
    """A mark that is known, on a line that says something else."""

    message = "Het merk {mark!r} is al ingelezen ({case}), met andere gegevens; wijzig die zaak zelf."


@dataclass(slots=True)
class Counts:
    """What became of the lines so far."""

    taken: int = 0
    known: int = 0
    refused: int = 0
    acts: list[int] = field(default_factory=list)
    doubted: int = 0
    doubts: list[str] = field(default_factory=list)
    """What is doubtful about the terms of lines that became cases, of the first of them."""

    def doubt(self, found: Found) -> None:
        """Note what is doubtful about the term of a line that became a case."""
        said = [one for term in (found.term, found.put_off) if term for one in term.warnings]
        due, put_off = (term.due_on if term else None for term in (found.term, found.put_off))
        if due and put_off and put_off < due:
            said.append(f"Het uitstel tot {plain_date(put_off)} ligt vóór de termijn van {plain_date(due)}.")
        if not said:
            return
        self.doubted += 1
        if self.doubted <= MANY_DOUBTS:
            mark = f" ({found.line.mark})" if found.line.mark else ""
            self.doubts.append(f"Regel {found.line.number}{mark} is ingelezen, met twijfel: {' '.join(said)}")


def import_lines(
    place: Workplace, batches: Iterable[Sequence[Numbered]], hand: Hand, *, name: str, refuse: Refuse
) -> Done:
    """Return how many lines became cases, how many were known already, and how many were refused.

    Every batch is one act and one transaction: an import that was broken off is done again, and goes on where it was.
    ``name`` is what the file is called, for the diary.
    """
    counts, reader = Counts(), _Reader(place, hand, name)
    for batch in batches:
        reader.read(batch, counts, refuse)
    return _told(counts)


class _Reader:
    """What is kept from one batch to the next: names and terms that were looked up."""

    def __init__(self, place: Workplace, hand: Hand, name: str) -> None:
        self._place, self._hand, self._name = place, hand, name
        with place.transaction() as session:
            connection = session.connection()
            rulebook = load_rulebook(session, on=hand.on)
            self._names = Names(session, hand.on)
            self._terms = Terms(rulebook, hand.on, lambda moment: instant_text(connection, moment))

    def read(self, batch: Sequence[Numbered], counts: Counts, refuse: Refuse) -> None:
        """Read in a batch, whole or not at all; the count and the refusals are told when it is safely in."""
        refused: list[tuple[int, str, str]] = []
        lines = self._checked(batch, refused)
        with self._place.transaction() as session:
            self._names.session = session
            new, known = self._new(session, self._found(lines, refused), refused)
            if new:
                counts.acts.append(self._write(session, new))
        counts.taken += len(new)
        for one in new:
            counts.doubt(one)
        counts.known += known
        counts.refused += len(refused)
        for number, mark, reason in sorted(refused):
            refuse(number, mark, reason[:LONGEST_REASON])

    def _checked(self, batch: Sequence[Numbered], refused: list[tuple[int, str, str]]) -> list[Line]:
        """Return the lines whose values can be used."""
        lines: list[Line] = []
        for number, given in batch:
            if isinstance(given, Broken):
                refused.append((number, "", given.reason))
                continue
            try:
                lines.append(line_of(number, given, on=self._hand.on))
            except CaseworkError as problem:
                refused.append((number, str(given.get("mark") or "")[:LONGEST_REASON], str(problem)))
        return lines

    def _found(self, lines: Iterable[Line], refused: list[tuple[int, str, str]]) -> list[Found]:
        """Return the lines of which every name is known and every term can be reckoned."""
        found: list[Found] = []
        for line in lines:
            try:
                found.append(self._find(line))
            except (CaseworkError, ProcedureError) as problem:
                refused.append((line.number, line.mark, str(problem)))
        return found

    def _find(self, line: Line) -> Found:
        names, terms = self._names, self._terms
        asking = names.committee(line.committee, line.chamber, line.requested_on)
        dated, chamber = line.requested_on, asking.chamber
        term = put_off = None
        if line.due_on is not None:
            term = terms.of_day(line.due_on, dated, chamber)
        elif line.term:
            term = terms.of_clause(line.term, dated, chamber)
        if line.deferred_to is not None:
            put_off = terms.of_day(line.deferred_to, dated, chamber)
        plan, attention_on = ((), None) if line.answered_on else terms.plan(put_off or term, dated, asking.chamber)
        dossiers = names.dossiers(line.dossiers) if line.dossiers else ()
        return Found(line, asking, names.office(line.ministry), dossiers, term, put_off, plan, attention_on)

    def _new(
        self, session: Session, found: list[Found], refused: list[tuple[int, str, str]]
    ) -> tuple[list[Found], int]:
        """Return what was not read in before, and how many lines were; the same mark with other words is refused."""
        there = _there(session, found)
        new: list[Found] = []
        known = 0
        for one in found:
            at = (one.asking.source, one.line.known_as)
            before = there.get(at)
            if before is None:
                there[at] = (one.line.digest, f"regel {one.line.number}")
                new.append(one)
            elif before[0] == one.line.digest:
                known += 1
            else:
                twice = MarkTwice(mark=one.line.mark, case=before[1])
                refused.append((one.line.number, one.line.mark, str(twice)))
        return new, known

    def _write(self, session: Session, new: list[Found]) -> int:
        """Return the act under which a batch of cases was written, with every row of theirs."""
        connection, hand = session.connection(), self._hand
        ground = f"{self._name}, regels {new[0].line.number} tot en met {new[-1].line.number}"
        act = write_act(session, hand, Verb.IMPORT, ground, cases_read=len(new))
        batch = Batch.begun(connection, key(act.id), hand.on, _serials(session, hand.on.year))
        dossiers = self._names.dossier_ids({number for one in new for number in one.dossiers})
        for one in new:
            batch.add(one, dossiers, self._boxes(one))
        batch.put(connection)
        headline = f"{len(new)} {'zaak' if len(new) == 1 else 'zaken'} ingelezen"
        session.add(
            ActOutcome(
                act_id=key(act.id),
                headline=headline,
                outcome="imported",
                committees=list(dict.fromkeys(one.asking.code for one in new)),
                ministries=list(dict.fromkeys(one.asked.ministry for one in new)),
                data={"cases": len(new)},
            )
        )
        session.flush()
        return key(act.id)

    def _boxes(self, one: Found) -> tuple[int, ...]:
        if not one.line.notify:
            return (one.asked.desk,)
        return tuple(self._names.given_mailbox(one.asked.ministry_id, address) for address in one.line.notify)


def _there(session: Session, found: Iterable[Found]) -> dict[tuple[str, str], tuple[str, str]]:
    """Return of the marks in a batch those that are known: what was said then, and the case that it became."""
    marks: dict[str, list[str]] = {}
    for one in found:
        marks.setdefault(one.asking.source, []).append(one.line.known_as)
    there: dict[tuple[str, str], tuple[str, str]] = {}
    for source, some in marks.items():
        asked = (
            select(ImportLine.mark, ImportLine.digest, Case.number)
            .join(Case, col(Case.id) == ImportLine.case_id)
            .where(ImportLine.source == source, col(ImportLine.mark).in_(some))
        )
        there |= {(source, mark): (digest, number) for mark, digest, number in session.exec(asked)}
    return there


def _serials(session: Session, year: int) -> dict[Chamber, int]:
    """Return the last serial of each chamber in a year."""
    asked = select(func.max(Case.serial))
    return {
        chamber: session.exec(asked.where(Case.chamber == chamber, Case.year == year)).one() or 0 for chamber in Chamber
    }


def _told(counts: Counts) -> Done:
    said = Counter({"ingelezen": counts.taken, "al bekend": counts.known, "geweigerd": counts.refused})
    more = counts.doubted - len(counts.doubts)
    rest = (f"En nog {more} {'regel' if more == 1 else 'regels'} met twijfel over de termijn.",) if more else ()
    told = Told(Verb.IMPORT, ", ".join(f"{count} {word}" for word, count in said.items() if count) or "geen regels")
    return Done(
        verb=told.verb,
        headline=told.headline,
        act_id=counts.acts[-1] if counts.acts else None,
        outcome="refused" if counts.refused else "imported" if counts.taken else "nothing",
        warnings=(*counts.doubts, *rest),
        data={
            "imported": counts.taken,
            "known": counts.known,
            "refused": counts.refused,
            "doubted": counts.doubted,
            "acts": counts.acts,
        },
    )
