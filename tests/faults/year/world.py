"""A year of the office, day by day: requests and replies, checks and deliveries, outages and deaths, all from one seed.

Time is nothing but the argument of each verb. Every event is noted in the order in which the register confirmed it.
"""

from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from random import Random
from typing import TYPE_CHECKING

from sqlmodel import Session

from casework import delivery, morning
from casework.values import Hand
from casework.workplace import Workplace
from models.database import keeping_connections, make_engine
from notifications.carrier import Carrier
from sources.store import Store
from tests.faults.year import register
from tests.faults.year.box import Box
from tests.faults.year.clerk import Clerk
from tests.faults.year.days import FIRST, LAST, the_year, works
from tests.faults.year.events import Acted, Event, Killed, State, Swept
from tests.faults.year.judge import TOLD
from tests.faults.year.model import Known
from tests.faults.year.office import people
from tests.faults.year.post import MOODS, WEIGHTS, Line, Post
from tests.faults.year.turns import Killed as Died
from tests.faults.year.turns import Mortal, Process, Turns

if TYPE_CHECKING:
    from sqlalchemy import Engine

OUTAGES = (1, 1, 1, 3, 3, 14)
"""How many days in a row nothing is checked or sent, each once in the year."""

KILL, TOGETHER = 0.16, 0.10
"""How often a morning's process dies, and how often two of them and a clerk work at once."""

MOMENTS = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 30)
"""After how many moments a process dies that dies anywhere."""

IN_DOUBT = {"sending", "unsure", "dropped", "failed"}
"""States of a message of which what it told may be owed anew, where that was dropped meanwhile."""

LATER = (time(11), time(14), time(19))
"""When what still waits is tried again (UTC)."""


@dataclass
class World:
    """The office, its mail server, and what happened."""

    url: str
    place: Workplace
    seed: int
    requests: int
    last: date = LAST
    """The last day that is lived through."""
    events: list[Event] = field(default_factory=list)
    killed: Counter[str] = field(default_factory=Counter)
    passes: int = 0
    together: int = 0

    def __post_init__(self) -> None:
        """Draw what the year has in store."""
        self.chance = Random(self.seed)  # noqa: S311 - so that the same seed gives the same year
        self.clerk = Clerk(self.chance, people(), self._acted, Box(self.events.append))
        self.post = Post(self.chance, self.events.append, FIRST)
        self._open: dict[str, tuple[ExitStack, Engine]] = {}
        self._states: dict[str, str] = {}
        self._latest = 0
        self._clock = datetime.combine(FIRST, time(6), UTC)
        working = [day for day in the_year(self.last) if works(day)]
        self._new = Counter(self.chance.choice(working) for _ in range(self.requests))
        self.outages = [(self.chance.choice(working), length) for length in OUTAGES]
        self._down = {first + timedelta(days=n) for first, length in self.outages for n in range(length)}
        self._checked, self._check_stood = FIRST, 0

    def lived(self) -> "World":
        """Live through the year."""
        for day in the_year(self.last):
            if day.weekday() < 5:
                self._a_day(day)
        self._end()
        return self

    @property
    def reminders(self) -> int:
        """Return how many mails the mail server has, each counted once."""
        return len(self.post.ids)

    def log(self) -> str:
        """Return everything that happened, a line each."""
        return "".join(f"{one!r}\n" for one in self.events)

    def _a_day(self, day: date) -> None:
        self._clock = datetime.combine(day, time(6, 40), UTC)
        todo = self._todays(day)
        if day not in self._down:
            self._morning(day, todo)
        self._clock = max(self._clock, datetime.combine(day, time(8), UTC))
        for does in todo:
            does(self._process("clerk"))
        if works(day) and day not in self._down:
            self._by_hand(day)
            self._afternoon(day)

    def _todays(self, day: date) -> list[Callable[[Process], None]]:
        """Return what the clerk does on a day, in the order in which it comes."""
        todo: list[Callable[[Process], None]] = [partial(self._register, day)] * self._new[day]
        if works(day):
            came = [at for at in sorted(self.clerk.to_come) if at <= day]
            todo += [partial(self._act, day, *one) for at in came for one in self.clerk.to_come.pop(at)]
        self.chance.shuffle(todo)
        return todo

    def _register(self, day: date, process: Process) -> None:
        self.clerk.registers(self._opened(process), self._hand(day))

    def _act(self, day: date, number: str, what: str, process: Process) -> None:
        does = self.clerk.does(number, what)
        if does is not None:
            does(self._opened(process), self._hand(day), partial(setattr, process, "then"))

    def _by_hand(self, day: date) -> None:
        """Send what waits for a person, and what failed, as far as somebody gets round to it."""
        waits = [
            (one.number, rung)
            for one in self.clerk.cases.values()
            if one.is_open and one.rappel_left is None
            for rung, _ in one.due_rungs(self._checked)
            if rung == "second_rappel"
        ]
        for number, rung in [*waits, *register.failed(self.place)]:
            if self.chance.random() < 0.3:
                self.clerk.sends(self._opened(self._process("clerk")), number, rung, self._hand(day))

    def _morning(self, day: date, todo: list[Callable[[Process], None]]) -> None:
        """Check and deliver until a process comes to its end; then hold it against the model."""
        mood = self.chance.choices(MOODS, WEIGHTS)[0]
        self.post.wakes(day, mood)
        for attempt in range(9):
            dying = attempt < 6 and self.chance.random() < KILL
            if attempt == 0 and self.chance.random() < TOGETHER:
                ended = self._together(day, todo, dying=dying)
            else:
                process = self._process("a", dying=dying)
                ended = not self._dead({"a": self._raised(partial(self._sweep, day, process))})
            if ended:
                break
        else:
            message = "a morning never came to its end"
            raise AssertionError(message)
        self._checked = day
        self._hold_against(day, mood)

    def _together(self, day: date, todo: list[Callable[[Process], None]], *, dying: bool) -> bool:
        """Let two processes make the morning at once, while the clerk does what comes first; True when none died."""
        self.together += 1
        turns = Turns(self.chance)
        one, other, clerk = self._process("a", dying=dying), self._process("b"), self._process("c")
        one.turns = other.turns = clerk.turns = turns
        works = {who.who: partial(self._sweep, day, who) for who in (one, other)}
        if todo:
            works["c"] = partial(todo.pop(), clerk)
        return not self._dead(turns.all(works))

    def _raised(self, work: Callable[[], None]) -> BaseException | None:
        try:
            work()
        except Died as death:
            return death
        return None

    def _dead(self, raised: dict[str, BaseException] | dict[str, BaseException | None]) -> bool:
        """Bury who died, so that the next process finds what a dead one leaves behind; True when anybody did."""
        dead = {who: problem for who, problem in raised.items() if problem is not None}
        for who, problem in dead.items():
            if not isinstance(problem, Died):
                raise problem
            self.killed[str(problem)] += 1
            self._open.pop(who)[0].close()
        self._clock += timedelta(minutes=1)
        return bool(dead)

    def _sweep(self, day: date, process: Process) -> None:
        """Check the day and deliver what it owes, as the schedule does."""
        self.passes += 1
        hand = self._hand(day)
        process.then = self._check_stands
        morning.check(self._opened(process), hand)
        self._deliver(hand, process)

    def _check_stands(self) -> None:
        """Remember up to which event the latest check in the register has seen."""
        self._check_stood = len(self.events)

    def _acted(self, acted: Acted) -> None:
        """Note what the clerk did."""
        self.events.append(acted)
        self.clerk.cases[acted.case].acted_at = len(self.events)

    def _deliver(self, hand: Hand, process: Process) -> None:
        with Carrier(Line(self.post, process.who, process.comes), None, server="") as carrier:
            delivery.deliver(self._opened(process), carrier, hand)

    def _afternoon(self, day: date) -> None:
        """Try again what still waits."""
        for hour in LATER:
            if not register.tries_again(self.place):
                return
            self._clock = max(self._clock, datetime.combine(day, hour, UTC))
            self.post.wakes(day, self.chance.choices(MOODS, WEIGHTS)[0])
            process = self._process("a", dying=self.chance.random() < KILL)
            self.passes += 1
            self._dead({"a": self._raised(partial(self._deliver, self._hand(day), process))})

    def _hold_against(self, day: date, mood: str) -> None:
        """Note what the model says is due, and what the register says of it.

        A case on which the clerk acted while this morning's check was already done is for the next one.
        """
        seen = [one for one in self.clerk.cases.values() if one.acted_at <= self._check_stood]
        looked_at = [one for one in seen if one.moved or one.looks_again_on <= day]
        self._hear(day, [one for one in looked_at if one.is_open and one.term.due is None])
        owed = [key for one in looked_at for key in one.owed(day)]
        rows = list(register.ledger_of(self.place, {number for number, *_ in owed})) if owed else []
        in_doubt = {row.case for row in rows if row.outcome == "dropped" and row.state in IN_DOUBT}
        for one in looked_at:
            one.moved, one.looks_again_on = one.number in in_doubt, one.next_day(day)
        waits = register.waiting(self.place, day, self._clock) if mood == "well" and works(day) else ()
        self.events.append(Swept(day, mood, tuple(owed), tuple(rows), waits))

    def _hear(self, day: date, dateless: list[Known]) -> None:
        """Note when the clerk last heard, before a day, of cases without a date: what is dropped unsent was not."""
        for one in dateless:
            one.heard = None
        for row in register.ledger_of(self.place, {one.number for one in dateless}) if dateless else ():
            known = self.clerk.cases[row.case]
            told = row.outcome != "dropped" or row.state in TOLD
            if row.rung == "attention" and told and row.owed_on < day:
                known.heard = max(row.owed_on, known.heard or row.owed_on)

    def _process(self, who: str, *, dying: bool = False) -> Process:
        """Return a process that lives, or one that dies at some moment: half of those while a mail is handed over."""
        process = Process(who, dies=lambda where: self.events.append(Killed(self._clock.date(), who, where)))
        if dying and self.chance.random() < 0.5:
            process.left, process.only = self.chance.randint(1, 4), "the text"
        elif dying:
            process.left = self.chance.choice(MOMENTS)
        return process

    def _opened(self, process: Process) -> Mortal:
        """Return the register as a process opens it."""
        if process.who not in self._open:
            stack, engine = ExitStack(), make_engine(self.url)
            stack.callback(engine.dispose)
            self._open[process.who] = stack, stack.enter_context(keeping_connections(engine))
        home = self.place.home
        return Mortal(self._open[process.who][1], home, Store(home / "papers"), process=process, diary=self)

    def _hand(self, day: date) -> Hand:
        """Return who acts, at an instant of its own."""
        self._clock += timedelta(seconds=5)
        return Hand(actor="griffier", on=day, at=self._clock)

    def seen(self, session: Session) -> tuple[int, dict[str, str]]:
        """Return what a transaction is about to commit."""
        return register.live(session)

    def committed(self, seen: object, process: Process) -> None:
        """Note which messages are in another state now, and what the process did."""
        assert isinstance(seen, tuple)
        latest, states = seen
        before, self._states = self._states, states
        for message_id in sorted({*before, *states}):
            state = states.get(message_id, "gone")
            if before.get(message_id) != state:
                self.events.append(State(self._clock.date(), message_id, state))
        if latest > self._latest and process.then is not None:
            process.then()
            process.then = None
        self._latest = max(self._latest, latest)

    def _end(self) -> None:
        for stack, _ in self._open.values():
            stack.close()
