"""The clerk of the simulated year: registers, files, defers, corrects, withdraws; each act is drawn, and then known."""

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from casework import correcting, handling, intake, morning, replies
from casework.outgoing import RungWaiting
from casework.values import CloseOrder, CorrectOrder, DeferOrder, Hand, PaperIn, ReceiveOrder, RequestOrder
from casework.workplace import Workplace
from procedure.vocabulary import ClosedAs, LetterKind, Via
from procedure.wording import plain_date
from tests.faults.year.box import Box
from tests.faults.year.days import LAST
from tests.faults.year.events import Acted
from tests.faults.year.model import COMES_BACK, RANKS, Known, Term, first_day_of
from tests.faults.year.office import People

CLAUSES = {"binnen twee weken": 14, "binnen vier weken": 28}
SOON = "zo spoedig mogelijk"

BOXED = 0.35
"""How many of the replies come into the box first."""

HELD = 0.35
"""How many of the cases are held once, at least."""

Does = Callable[[Workplace, Hand, Callable[[Callable[[], None]], None]], None]
"""An act: in which workplace, by which hand, and how to say what is known once it stands in the register."""


@dataclass
class Clerk:
    """The clerk, with what was acknowledged and what is still to come."""

    chance: Random
    people: People
    note: Callable[[Acted], None]
    box: Box
    cases: dict[str, Known] = field(default_factory=dict)
    to_come: dict[date, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))
    """Per day what happens to which case."""
    letters: int = 0
    did: Counter[str] = field(default_factory=Counter)

    def registers(self, place: Workplace, hand: Hand) -> None:
        """Register a request letter, with what will become of it."""
        chance = self.chance
        dated = hand.on - timedelta(days=chance.choice((0, 0, 0, 1, 2)))
        committee, clerk = chance.choice(self.people.committees)
        offices = chance.sample(self.people.offices, 2 if chance.random() < 0.25 else 1)
        words, due, days = self._term(dated)
        self.letters += 1
        order = RequestOrder(
            committees=(committee,), to=tuple(title for title, _ in offices), subject=f"onderwerp {self.letters}"
        )
        text = f"De leden stellen vragen over onderwerp {self.letters} en ontvangen het antwoord graag {words}."
        head = f"BRIEF AAN DE {offices[0][0].upper()}\n\nDen Haag, {plain_date(dated)}"
        paper = PaperIn("verzoek.txt", f"{head}\n\n{text}\n".encode())
        done = intake.request(place, paper, order, hand)
        [number] = done.cases
        known = Known(number, dated, hand.on, clerk, dict(offices), [Term(due, dated)], days)
        self.cases[number] = known
        self._noted(hand, known, "request", words)
        self._lives(known, hand.on)

    def _term(self, dated: date) -> tuple[str, date | None, int]:
        """Return the words of a term, its last day, and its length where the words give one."""
        kind = self.chance.random()
        if kind < 0.15:
            return SOON, None, 0
        if kind < 0.35:
            due = dated + timedelta(days=self.chance.randint(5, 60))
            return f"uiterlijk {plain_date(due)}", due, 0
        words = self.chance.choice(sorted(CLAUSES))
        return words, dated + timedelta(days=CLAUSES[words]), CLAUSES[words]

    def _lives(self, known: Known, today: date) -> None:
        """Draw what will happen to a case."""
        due = known.term.due or today + timedelta(days=self.chance.randint(10, 70))
        in_time = due - timedelta(days=self.chance.randint(0, 10))
        late = due + timedelta(days=self.chance.randint(1, 45))
        kind = self.chance.random()
        if kind < 0.10:
            self._plan(known, in_time, "defer by word", today)
        elif kind < 0.16:
            self._plan(known, in_time, "defer by letter", today)
        elif kind < 0.21:
            self._plan(known, in_time, "refuse", today)
            self._plan(known, late, "reply", today)
        elif kind < 0.27:
            self._plan(known, self.chance.choice((in_time, late)), "withdraw", today)
        elif kind < 0.35:
            self._plan(known, in_time, "part", today)
            self._plan(known, late, "reply", today)
        elif kind < 0.60:
            self._plan(known, late, self._way_in(), today)
        elif kind < 0.95:
            self._plan(known, in_time, self._way_in(), today)
        if self.chance.random() < 0.06:
            self._plan(known, in_time, self.chance.choice(("correct the day", "correct the date")), today)
        if self.chance.random() < HELD:
            self._plan(known, self._day_to_hold(known, today), "hold", today)

    def _way_in(self) -> str:
        """Return how a reply comes: into a clerk's hands, or into the box."""
        return "post comes" if self.chance.random() < BOXED else "reply"

    def _day_to_hold(self, known: Known, today: date) -> date:
        """Return a day about which anything comes due; half the time the very day on which it does."""
        due, around = known.term.due, self.chance.choice((0, 0, 0, -6, -4, -3, -2, -1, 1, 2))
        days = [first_day_of(rung, due) for rung in RANKS] if due else [today + COMES_BACK, today + 2 * COMES_BACK]
        return self.chance.choice(days) + timedelta(days=around)

    def _plan(self, known: Known, day: date, what: str, today: date) -> None:
        day = max(day, today + timedelta(days=1))
        if day <= LAST:
            self.to_come[day].append((known.number, what))

    def does(self, number: str, what: str) -> Does | None:
        """Return what is to be done to a case; None where that makes no sense any more."""
        known = self.cases[number]
        if what == "post is filed":
            return self._post_is_filed(known)
        if known.is_open == (what == "reopen") or (what == "reopen" and not known.closed):
            return None
        acts: dict[str, Callable[[Known], Does | None]] = {
            "reply": self._reply,
            "part": self._part,
            "defer by word": self._defer_by_word,
            "defer by letter": self._defer_by_letter,
            "refuse": self._refuse,
            "withdraw": self._withdraw,
            "reopen": self._reopen,
            "post comes": self._post_comes,
            "hold": self._hold,
            "hold anew": self._hold,
            "correct the day": self._correct_the_day,
            "correct the date": self._correct_the_date,
        }
        return acts[what](known)

    def _noted(self, hand: Hand, known: Known, verb: str, said: str = "") -> None:
        self.did[verb] += 1
        self.note(known.acted(hand.on, verb, said))

    def _paper(self, known: Known, hand: Hand, kind: LetterKind, offices: list[str], text: str) -> ReceiveOrder:
        dated = max(known.requested, hand.on - timedelta(days=self.chance.choice((0, 0, 1, 3))))
        self.letters += 1
        head = f"BRIEF VAN DE {offices[0].upper()}\n\nDen Haag, {plain_date(dated)}"
        self._text = PaperIn("brief.txt", f"{head}\n\n{text} Dit is brief {self.letters}.\n".encode())
        return ReceiveOrder(
            cases=(known.number,),
            kind=kind,
            dated=dated,
            received=hand.on,
            sender=offices[0],
            on_behalf_of=tuple(offices[1:]),
        )

    def _reply(self, known: Known) -> Does:
        """Answer: for one of several offices, or for all."""
        offices = known.owing
        if len(offices) > 1 and self.chance.random() < 0.5:
            offices = offices[:1]

        def does(place: Workplace, hand: Hand, once: Callable[[Callable[[], None]], None]) -> None:
            order = self._paper(known, hand, LetterKind.REPLY, offices, "Hierbij het antwoord op uw brief.")

            def stands() -> None:
                known.answered |= set(offices)
                self._noted(hand, known, "reply", "; ".join(offices))
                if known.is_open:
                    self._plan(known, hand.on + timedelta(days=self.chance.randint(1, 40)), "reply", hand.on)

            once(stands)
            replies.receive(place, self._text, order, hand)

        return does

    def _post_comes(self, known: Known) -> Does | None:
        """Take a reply into the box; it waits there for some days."""
        office = known.owing[0]

        def does(place: Workplace, hand: Hand, once: Callable[[Callable[[], None]], None]) -> None:
            order = self._paper(known, hand, LetterKind.REPLY, [office], f"Hierbij het antwoord.\n\nDe {office},\nA.B.")

            def stands() -> None:
                self.did["post"] += 1
                self.box.came(known.desks[office], hand)
                days = self.chance.choice((1, 1, 2, 3, 5, 9))
                self._plan(known, hand.on + timedelta(days=days), "post is filed", hand.on)

            once(stands)
            self.box.takes(place, self._text, order, known.desks[office], hand)

        return None if known.number in self.box.papers else does

    def _post_is_filed(self, known: Known) -> Does:
        """File what waits in the box as the reply that it is; or as any letter, which answers nothing."""
        answers = not known.closed and self.chance.random() < 0.7

        def does(place: Workplace, hand: Hand, once: Callable[[Callable[[], None]], None]) -> None:
            office = self.box.papers[known.number].office
            open_ones = [one for one in self.cases.values() if one.is_open and one.requested <= known.requested]
            case = next(iter(open_ones), None) if known.closed else known
            if case is None:
                self._plan(known, hand.on + timedelta(days=3), "post is filed", hand.on)
                return

            def stands() -> None:
                if answers:
                    known.answered.add(office)
                self.box.went(known.number, hand)
                self._noted(hand, case, "post filed", office)
                if known.is_open:
                    self._plan(known, hand.on + timedelta(days=self.chance.randint(1, 30)), "reply", hand.on)

            once(stands)
            kind = LetterKind.REPLY if answers else LetterKind.LETTER
            self.box.files(place, known.number, case.number, kind, hand)

        return does

    def _part(self, known: Known) -> Does:
        office = known.owing[0]

        def does(place: Workplace, hand: Hand, once: Callable[[Callable[[], None]], None]) -> None:
            order = self._paper(known, hand, LetterKind.PARTIAL_REPLY, [office], "Hierbij een deel van het antwoord.")
            once(lambda: self._noted(hand, known, "part", office))
            replies.receive(place, self._text, order, hand)

        return does

    def _later(self, known: Known, hand: Hand) -> date:
        """Return the day to which a postponement is asked."""
        due = max(known.term.due or hand.on, hand.on)
        return min(due + timedelta(days=self.chance.randint(0, 40)), LAST + timedelta(days=40))

    def _put_off(self, hand: Hand, known: Known, to: date, how: str) -> None:
        known.terms.append(Term(to, hand.on, deferral=True))
        self._noted(hand, known, "defer", f"{how} {to}")
        kind = self.chance.random()
        if kind < 0.15:
            self._plan(known, hand.on + timedelta(days=self.chance.randint(0, 20)), "refuse", hand.on)
        elif kind < 0.25:
            self._plan(known, to, "defer by word", hand.on)
        self._plan(known, to + timedelta(days=self.chance.randint(-8, 30)), "reply", hand.on)

    def _defer_by_word(self, known: Known) -> Does:
        def does(place: Workplace, hand: Hand, once: Callable[[Callable[[], None]], None]) -> None:
            to = self._later(known, hand)
            once(lambda: self._put_off(hand, known, to, "by word"))
            order = DeferOrder(Via.TELEPHONE, "nader overleg", to, said_by="de desk")
            handling.defer(place, known.number, order, hand)

        return does

    def _defer_by_letter(self, known: Known) -> Does:
        def does(place: Workplace, hand: Hand, once: Callable[[Callable[[], None]], None]) -> None:
            to = self._later(known, hand)
            promise = f"U ontvangt de beantwoording uiterlijk {plain_date(to)}."
            text = f"Hierbij deel ik u mee dat het niet lukt tijdig te antwoorden. {promise}"
            order = self._paper(known, hand, LetterKind.DEFERRAL, known.owing[:1], text)
            once(lambda: self._put_off(hand, known, to, "by letter"))
            replies.receive(place, self._text, order, hand)

        return does

    def _refuse(self, known: Known) -> Does:
        """Refuse a postponement; one that was agreed before is undone."""

        def does(place: Workplace, hand: Hand, once: Callable[[Callable[[], None]], None]) -> None:
            def stands() -> None:
                known.undo_deferral()
                self._noted(hand, known, "refuse")

            once(stands)
            order = DeferOrder(Via.MAIL, "de commissie houdt aan de termijn vast", refused=True)
            handling.defer(place, known.number, order, hand)

        return does

    def _withdraw(self, known: Known) -> Does:
        def does(place: Workplace, hand: Hand, once: Callable[[Callable[[], None]], None]) -> None:
            def stands() -> None:
                known.closed = True
                self._noted(hand, known, "withdraw")
                if self.chance.random() < 0.35:
                    self._plan(known, hand.on + timedelta(days=self.chance.randint(1, 30)), "reopen", hand.on)

            once(stands)
            handling.close(place, known.number, CloseOrder(ClosedAs.WITHDRAWN, "de commissie trekt in"), hand)

        return does

    def _reopen(self, known: Known) -> Does:
        def does(place: Workplace, hand: Hand, once: Callable[[Callable[[], None]], None]) -> None:
            def stands() -> None:
                known.closed = False
                self._noted(hand, known, "reopen")
                self._plan(known, hand.on + timedelta(days=self.chance.randint(5, 60)), "reply", hand.on)

            once(stands)
            handling.reopen(place, known.number, "bij vergissing gesloten", hand)

        return does

    def _hold(self, known: Known) -> Does:
        """Let a case rest for some days; or make its rest shorter or longer, where it rests already."""

        def does(place: Workplace, hand: Hand, once: Callable[[Callable[[], None]], None]) -> None:
            until = hand.on + timedelta(days=self.chance.choice((0, 0, 1, 2, 4, 7, 12, 21)))

            def stands() -> None:
                known.rests_until = until
                self._noted(hand, known, "hold", f"until {until}")
                if self.chance.random() < 0.5:
                    later = self.chance.randint(1, max(1, (until - hand.on).days))
                    self._plan(known, hand.on + timedelta(days=later), "hold anew", hand.on)

            once(stands)
            handling.hold(place, known.number, until, "er is overleg gaande", hand)

        return does

    def _correct_the_day(self, known: Known) -> Does:
        """Put right the last day, which moves both clocks."""

        def does(place: Workplace, hand: Hand, once: Callable[[Callable[[], None]], None]) -> None:
            due = max(known.requested, (known.term.due or hand.on) + timedelta(days=self.chance.choice((-3, -1, 2, 7))))

            def stands() -> None:
                known.terms.append(Term(due, known.requested))
                self._noted(hand, known, "correct", f"the day is {due}")

            once(stands)
            correcting.correct(place, known.number, CorrectOrder("verkeerd overgenomen", due=due), hand)

        return None if known.terms[1:] else does

    def _correct_the_date(self, known: Known) -> Does | None:
        """Put right the letter's date, from which the term is counted anew."""

        def does(place: Workplace, hand: Hand, once: Callable[[Callable[[], None]], None]) -> None:
            dated = known.requested - timedelta(days=self.chance.randint(1, 5))

            def stands() -> None:
                known.requested = dated
                known.terms.append(Term(dated + timedelta(days=known.clause_days), dated))
                self._noted(hand, known, "correct", f"the letter is of {dated}")

            once(stands)
            correcting.correct(place, known.number, CorrectOrder("tikfout", dated=dated), hand)

        return does if known.clause_days and not known.terms[1:] else None

    def sends(self, place: Workplace, number: str, rung: str, hand: Hand) -> None:
        """Send what waits for a person, or what failed, once more."""
        known = self.cases[number]
        try:
            morning.send_rung(place, number, rung, hand)
        except RungWaiting:
            self._noted(hand, known, "send refused", rung)
            return
        if rung == "second_rappel":
            known.rappel_left = hand.on
        self._noted(hand, known, "send", rung)
