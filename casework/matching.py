"""To which case a paper belongs: what ties it to each open case, what speaks against it, and which one stands alone.

Nothing here asks the register: a paper's clues are held against open cases as plain values. A case is taken for a paper
only where it has every tie that any other case has, and one more; all else is left to a person, best proposal first.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from casework.words import folded_mark, words_of
from procedure.vocabulary import Chamber
from procedure.wording import plain_date

SHOWN = 5
"""How many proposals a person is shown; more are no help in choosing."""

LEAST_SHARED = 2
"""From this many words in common on, two subjects are said to be alike."""


@dataclass(frozen=True, slots=True)
class Owes:
    """An office that owes an answer in a case."""

    office_id: int
    ministry_id: int
    title: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """An open case as a paper is held against it."""

    number: str
    case_id: int
    chamber: Chamber
    subject: str = ""
    """Empty where nobody said what it is about, or where that is confidential."""
    requested_on: date | None = None
    asked: frozenset[date] = frozenset()
    """The dates of the letters of its round."""
    our_marks: frozenset[str] = frozenset()
    """The numbers (kenmerken) of the requests of its round."""
    their_marks: frozenset[str] = frozenset()
    """The numbers of what came in before: a partial reply, a postponement."""
    dossiers: frozenset[str] = frozenset()
    committees: frozenset[str] = frozenset()
    owing: tuple[Owes, ...] = ()


@dataclass(frozen=True, slots=True)
class Clues:
    """What a paper says of the letter that it answers."""

    office_id: int | None = None
    ministry_id: int | None = None
    dated_on: date | None = None
    chamber: Chamber | None = None
    cases: frozenset[str] = frozenset()
    """Case numbers that it names."""
    your_marks: tuple[str, ...] = ()
    """The numbers that it gives as ours ("uw kenmerk")."""
    own_mark: str = ""
    dates: frozenset[date] = frozenset()
    """The dates of the letters that it names as those it answers."""
    dossiers: frozenset[str] = frozenset()
    own_dossiers: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    committees: tuple[str, ...] = ()
    """The committees that it names, as names are compared."""
    discreet: bool = False
    """True for a confidential paper: reasons then do not repeat its words."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """An open case that a paper may belong to: why, and what speaks against it."""

    case: str
    case_id: int
    rank: int
    reasons: tuple[str, ...]
    against: tuple[str, ...] = ()
    fits: bool = True
    """False where something in the paper says that it belongs elsewhere."""
    requested_on: date | None = None
    younger: bool = False
    """True where the case's request was written after the paper."""
    astray: bool = False
    """True where nothing but the sender points to the case, and the paper's mark or dossier is another's."""

    @property
    def said(self) -> str:
        """Return the proposal in words: the case, why, and what speaks against it."""
        but = f"; maar {', '.join(self.against)}" if self.against else ""
        return f"{self.case} ({', '.join(self.reasons) or 'geen aanwijzing'}{but})"

    def plain(self) -> dict[str, Any]:
        """Return the proposal as data."""
        return {
            "case": self.case,
            "rank": self.rank,
            "reasons": list(self.reasons),
            "against": list(self.against),
            "fits": self.fits,
        }


@dataclass(frozen=True, slots=True)
class Match:
    """What came of holding a paper against the open cases."""

    proposals: tuple[Proposal, ...]
    """The likeliest first; cases that are tied bear the same rank."""
    contest: tuple[Proposal, ...]
    """The cases that fit and that no other fits better: one, several between which a person chooses, or none."""
    against: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What speaks against each open case."""

    @property
    def one(self) -> Proposal | None:
        """Return the only case that a paper fits, or None."""
        return self.contest[0] if len(self.contest) == 1 else None

    @property
    def taken(self) -> Proposal | None:
        """Return the case in which the paper may be filed unasked, or None: it asks first where that may be wrong."""
        return None if self.one is None or self.one.younger or self.one.astray else self.one


@dataclass(frozen=True, slots=True)
class _Weighed:
    """A case with what was found: ties that decide, further reasons, and what speaks against it."""

    case: Candidate
    ties: frozenset[str]
    named: bool
    owes: bool
    weight: tuple[int, ...]
    reasons: tuple[str, ...]
    against: tuple[str, ...]
    elsewhere: bool
    younger: bool
    contradicted: bool
    instead: tuple[str, ...] = ()
    """The offices of the ministry that were asked in the place of the one that signs: told, and no objection."""

    @property
    def fits(self) -> bool:
        """A case that the paper names fits; another one where the sender owes an answer and nothing contradicts it."""
        return self.named or (self.owes and not self.elsewhere)


def match(clues: Clues, cases: Iterable[Candidate]) -> Match:
    """Return how a paper matches the open cases; the order of the cases makes no difference."""
    weighed = sorted((_weigh(clues, one) for one in cases if _may_matter(clues, one)), key=_order)
    fitting = [one for one in weighed if one.fits]
    contest = [one for one in fitting if one.named] or fitting
    best = [one for one in contest if all(other.ties < one.ties for other in contest if other is not one)]
    undecided = best or [one for one in contest if not any(one.ties < other.ties for other in contest)]
    shown = [one for one in weighed if one.fits or one.ties or (one.owes and not fitting)]
    ranks: dict[str, int] = {}
    for place, one in enumerate(shown, start=1):
        ranks[one.case.number] = ranks[shown[place - 2].case.number] if _tied(shown, place) else place
    made = {one.case.number: _proposal(one, ranks[one.case.number]) for one in shown}
    return Match(
        tuple(made[one.case.number] for one in shown[:SHOWN]),
        tuple(made[one.case.number] for one in undecided),
        {one.case.number: one.against for one in weighed if one.against},
    )


def _may_matter(clues: Clues, case: Candidate) -> bool:
    """Return whether a case is worth weighing: the sender owes an answer there, or something could tie it."""
    return (
        any(one.ministry_id == clues.ministry_id for one in case.owing)
        or case.number in clues.cases
        or bool(case.our_marks or case.their_marks)
        or not clues.dates.isdisjoint(case.asked)
        or not clues.dossiers.isdisjoint(case.dossiers)
    )


def _tied(shown: Sequence[_Weighed], place: int) -> bool:
    return place > 1 and shown[place - 1].weight == shown[place - 2].weight


def _order(one: _Weighed) -> tuple[tuple[int, ...], str]:
    return tuple(-part for part in one.weight), one.case.number


def _proposal(one: _Weighed, rank: int) -> Proposal:
    return Proposal(
        case=one.case.number,
        case_id=one.case.case_id,
        rank=rank,
        reasons=one.reasons,
        against=(*one.instead, *one.against),
        fits=one.fits,
        requested_on=one.case.requested_on,
        younger=one.younger,
        astray=one.contradicted and not one.ties,
    )


def _weigh(clues: Clues, case: Candidate) -> _Weighed:
    """Return what ties a paper to a case and what speaks against it."""
    named = case.number in clues.cases
    reasons, ties = ([f"noemt zaak {case.number}"], {"zaak"}) if named else ([], set())
    office, sender = _sender(clues, case)
    reasons += [sender] if sender else []
    owes = bool(sender) or (clues.ministry_id is None and named)
    for tie, reason in (*_marks(clues, case), *_dates(clues, case), *_dossiers(clues, case)):
        ties.add(tie)
        reasons.append(reason)
    alike = _alike(clues, case)
    reasons += [*_subject(clues, alike), *_committee(clues, case)]
    marked = any(tie.startswith("kenmerk") for tie in ties)
    other_date = bool(clues.dates) and not clues.dates & case.asked and not marked
    other_chamber = clues.chamber is not None and clues.chamber is not case.chamber
    younger = clues.dated_on is not None and case.requested_on is not None and clues.dated_on < case.requested_on
    contradicted = [] if marked else _other_mark(clues, case)
    contradicted += _other_dossier(clues, case)
    against = _against(clues, case, owes=owes, other_date=other_date, other_chamber=other_chamber, younger=younger)
    against += contradicted
    fits = named or (owes and not other_date and not other_chamber)
    weight = (fits, named, marked, any(tie.startswith("brief") for tie in ties), not younger, len(ties), office)
    return _Weighed(
        case=case,
        ties=frozenset(ties),
        named=named,
        owes=owes,
        weight=(*(int(part) for part in weight), len(alike), -len(against)),
        reasons=tuple(reasons),
        against=tuple(against),
        elsewhere=other_date or other_chamber,
        younger=younger,
        contradicted=bool(contradicted),
        instead=_asked_instead(clues, case),
    )


def _asked_instead(clues: Clues, case: Candidate) -> tuple[str, ...]:
    """Return the offices of the sender's ministry that owe an answer here, where the one that signs owes none."""
    if clues.office_id is None or any(one.office_id == clues.office_id for one in case.owing):
        return ()
    asked = dict.fromkeys(one.title for one in case.owing if one.ministry_id == clues.ministry_id)
    return tuple(f"het antwoord wordt hier verwacht van de {title}" for title in asked)


def _sender(clues: Clues, case: Candidate) -> tuple[bool, str]:
    """Return whether the very office that signs was asked, and in what sense its answer is owed here."""
    for one in case.owing:
        if one.office_id == clues.office_id:
            return True, f"de {one.title} is antwoord verschuldigd"
    if clues.ministry_id is not None and any(one.ministry_id == clues.ministry_id for one in case.owing):
        return False, "het ministerie van de afzender is antwoord verschuldigd"
    return False, ""


def _marks(clues: Clues, case: Candidate) -> list[tuple[str, str]]:
    """Return the numbers by which a paper names a letter of the case; ministries quote their own as ours, too."""
    if not (case.our_marks or case.their_marks):
        return []
    ours, theirs = _folded(case.our_marks), _folded(case.their_marks)
    found = []
    for mark in clues.your_marks:
        if (folded := folded_mark(mark)) in ours | theirs:
            what = "noemt ons kenmerk" if folded in ours else "noemt het kenmerk van een eerdere brief"
            found.append((f"kenmerk {folded}", _discreet(clues, what, mark)))
    own = folded_mark(clues.own_mark)
    if own in theirs:
        found.append((f"kenmerk {own}", _discreet(clues, "draagt het kenmerk van een eerdere brief", clues.own_mark)))
    return found


def _folded(marks: Iterable[str]) -> frozenset[str]:
    return frozenset(folded_mark(one) for one in marks) - {""}


def _dates(clues: Clues, case: Candidate) -> list[tuple[str, str]]:
    common = sorted(clues.dates & case.asked)
    return [(f"brief {common[0]}", f"verwijst naar de brief van {plain_date(common[0])}")] if common else []


def _dossiers(clues: Clues, case: Candidate) -> list[tuple[str, str]]:
    shared = sorted(clues.dossiers & case.dossiers)
    return [(f"dossier {one}", _discreet(clues, "noemt ook dossier", one)) for one in shared]


def _discreet(clues: Clues, what: str, said: str) -> str:
    return what if clues.discreet else f"{what} {said}"


def _alike(clues: Clues, case: Candidate) -> list[str]:
    """Return the words of a case's subject that the paper uses too, where they are enough to say so."""
    if not case.subject or not clues.words:
        return []
    own = words_of(case.subject)
    shared = sorted(own & clues.words)
    return shared if len(shared) >= LEAST_SHARED or (shared and len(own) == len(shared)) else []


def _subject(clues: Clues, alike: list[str]) -> list[str]:
    if not alike:
        return []
    return ["het onderwerp lijkt erop"] if clues.discreet else [f"het onderwerp deelt {_quoted(alike)}"]


def _quoted(found: Sequence[str]) -> str:
    named = [f'"{one}"' for one in found[:SHOWN]]
    return named[0] if len(named) == 1 else f"{', '.join(named[:-1])} en {named[-1]}"


def _committee(clues: Clues, case: Candidate) -> list[str]:
    if any(own and own in one for own in case.committees for one in clues.committees):
        return ["noemt de commissie van de zaak"]
    return []


def _against(
    clues: Clues,
    case: Candidate,
    *,
    owes: bool,
    other_date: bool,
    other_chamber: bool,
    younger: bool,
) -> list[str]:
    """Return what speaks against a case, in words: its sender, its chamber, its days."""
    found = []
    if not owes and clues.ministry_id is not None:
        found.append("de afzender is hier geen antwoord (meer) verschuldigd")
    if other_chamber and clues.chamber is not None:
        found.append(f"het stuk is gericht aan de {clues.chamber.label}, de zaak is van de {case.chamber.label}")
    if other_date:
        found.append(f"het stuk beantwoordt een brief van {plain_date(min(clues.dates))}{_instead(case)}")
    if younger and case.requested_on is not None and clues.dated_on is not None:
        asked = plain_date(case.requested_on)
        found.append(f"het stuk is van {plain_date(clues.dated_on)}, vóór het verzoek van {asked}")
    return found


def _other_mark(clues: Clues, case: Candidate) -> list[str]:
    """Return the objection where a paper names a number as ours, and none that it names is this case's."""
    named = [mark for mark in clues.your_marks if folded_mark(mark)]
    if not named or not _folded(case.our_marks):
        return []
    return [_discreet(clues, "het noemt een ander kenmerk", f"({named[0]})")]


def _other_dossier(clues: Clues, case: Candidate) -> list[str]:
    """Return the objection where a paper stands in another dossier; a European one contradicts no dossier of papers."""
    kinds = {_is_european(one) for one in case.dossiers}
    other = sorted(one for one in clues.own_dossiers if _is_european(one) in kinds)
    if not other or clues.own_dossiers & case.dossiers:
        return []
    return [_discreet(clues, "het staat in een ander dossier", f"({', '.join(other)})")]


def _is_european(dossier: str) -> bool:
    return dossier.startswith("E")


def _instead(case: Candidate) -> str:
    return f", niet van {plain_date(case.requested_on)}" if case.requested_on else ""
