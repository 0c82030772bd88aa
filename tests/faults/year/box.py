"""The intake box of the simulated year: papers of ministries that wait there for some days, until the clerk files them.

While a paper of a ministry waits, nothing leaves to that ministry: the paper may have answered it.
"""

import os
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta

from casework import box, replies
from casework.values import Hand, PaperIn, ReceiveOrder
from casework.workplace import Workplace
from procedure.vocabulary import LetterKind
from tests.faults.year.events import Boxed


@dataclass(frozen=True, slots=True)
class Waiting:
    """A paper in the box: its number there, the address of its ministry's desk, who sent it, and how it is filed."""

    number: int
    to: str
    office: str
    order: ReceiveOrder


@dataclass
class Box:
    """The papers that wait."""

    note: Callable[[Boxed], None]
    papers: dict[str, Waiting] = field(default_factory=dict)
    """By the case about which they are, one for each at most."""
    waits: Counter[str] = field(default_factory=Counter)
    """How many wait, by the address of the desk."""

    def takes(self, place: Workplace, paper: PaperIn, order: ReceiveOrder, to: str, hand: Hand) -> None:
        """Lay a file in the inbox and take it in, under the first case of its order."""
        place.inbox.mkdir(exist_ok=True)
        path = place.inbox / f"{order.cases[0]}-{hand.at:%m%d%H%M%S}.txt"
        path.write_bytes(paper.data)
        an_hour_ago = (hand.at - timedelta(hours=1)).timestamp()
        os.utime(path, (an_hour_ago, an_hour_ago))
        [number] = box.take_in(place, hand).data["taken_in"]
        self.papers[order.cases[0]] = Waiting(number, to, order.sender, order)

    def came(self, to: str, hand: Hand) -> None:
        """Note that one more paper waits."""
        self.waits[to] += 1
        self.note(Boxed(hand.on, to, self.waits[to]))

    def files(self, place: Workplace, about: str, case: str, kind: LetterKind, hand: Hand) -> None:
        """File the paper about a case in this case or another."""
        waiting = self.papers[about]
        order = replace(waiting.order, cases=(case,), kind=kind)
        replies.receive(place, box.intake_paper(place, waiting.number), order, hand)

    def went(self, about: str, hand: Hand) -> None:
        """Note that the paper about a case waits no more."""
        to = self.papers.pop(about).to
        self.waits[to] -= 1
        self.note(Boxed(hand.on, to, self.waits[to]))
