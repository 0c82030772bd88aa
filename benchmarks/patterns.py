"""How long hostile text keeps the reader and each of its patterns busy: one phrase repeated without end.

Each phrase stands once as one line and once as lines of print. Of each text twice as much must take about twice as
long, for the whole reader and for each pattern alone, put to the text in the way in which reading uses it; what a
pattern takes on a megabyte follows from that. Seconds are those of the processor.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections import defaultdict
from typing import TYPE_CHECKING, Any

import documents
from config import reference
from documents.errors import NoText

if TYPE_CHECKING:
    from collections.abc import Iterator

    from procedure.rulebook import Rulebook

PHRASES = (
    *("a", "A", "1", " ", "-", ".", ",", "(", "é", "\u00a0", "a ", "A ", "1 ", "- ", ". ", "1. ", "a-", "A.", "A. "),
    *("12 345 ", "34 567, A, ", "34 567 / ", "34567-", "nrs. 1, 2 en ", "COM(2016)1, ", "Kamerstukken II ", "CXX "),
    *("de ", "De Minister van ", "Minister van Aa en ", "Aan de ", "en van Aa, ", "voorzitter van de commissie "),
    *("1 juni ", "1 juni 2018 en ", "binnen twee weken ", "niet binnen ", "uitstel ", "ik zal ", "uw brief van "),
    *("commissie voor Aa, Bb en ", "mede namens de Minister van Aa en ", "Samenstelling: A (B), ", "Vos (SP, "),
    *("BRIEF VAN DE ", "VERSLAG VAN EEN ", "Vastgesteld ", "Den Haag, ", "Geachte ", "Betreft: ", "www.", "a@"),
    *("brengt verslag uit ", "vragen voorgelegd ", "De leden van de ", "Antwoord van ", "«", "a\u0301", "m-\n"),
)
SIZE = 8_000
GOAL_SECONDS = 0.5
"""For a megabyte and one pattern; the clock's own time is in it, which weighs where a pattern is put to short words."""
GOAL_DOUBLING = 3.0
"""Linear, with room for a machine that does other things: what is quadratic takes four times as long."""
WORTH_A_LOOK = 0.01
"""Seconds; the ratio of shorter times says nothing."""
WAYS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split")


def hostile(phrase: str, size: int, *, lines: bool) -> str:
    """Return so many characters of a phrase, as one line or as lines of print."""
    text = (phrase * (size // len(phrase) + 1))[:size]
    return "\n".join(text[at : at + 80] for at in range(0, size, 80)) if lines else text


class Timing:
    """A pattern that keeps how long its uses on one text take."""

    def __init__(self, pattern: re.Pattern[str], took: dict[str, float], name: str) -> None:
        """Stand in for a pattern."""
        self.pattern, self.took, self.name = pattern, took, name

    def __getattr__(self, way: str) -> Any:
        """Return what the pattern has under a name; of a way to use it, one that is timed."""
        own = getattr(self.pattern, way)
        if way not in WAYS:
            return own

        def timed(*given: Any, **named: Any) -> Any:
            begun = time.process_time()
            found = own(*given, **named)
            found = iter(list(found)) if way == "finditer" else found
            self.took[self.name] += time.process_time() - begun
            return found

        return timed


def patterns() -> Iterator[tuple[Any, str, re.Pattern[str]]]:
    """Give every pattern that a module of the reader holds by a name."""
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] == "documents":
            for held, value in list(vars(module).items()):
                if isinstance(value, re.Pattern):
                    yield module, held, value


def measured(text: str, rulebook: Rulebook) -> tuple[float, dict[str, float]]:
    """Return how long a reading takes, and how long each pattern in another reading."""
    took: dict[str, float] = defaultdict(float)
    held = list(patterns())
    begun = time.process_time()
    read(text, rulebook)
    whole = time.process_time() - begun
    for module, name, pattern in held:
        setattr(module, name, Timing(pattern, took, f"{module.__name__}.{name}"))
    try:
        read(text, rulebook)
    finally:
        for module, name, pattern in held:
            setattr(module, name, pattern)
    return whole, took


def read(text: str, rulebook: Rulebook) -> None:
    """Read a text; one without a letter in it is refused, and that is an answer too."""
    try:
        documents.read(text.encode(), name="hostile.txt", rulebook=rulebook)
    except NoText:
        return


def growth(small: float, large: float) -> float:
    """Return how much longer twice the text took; of times too short to tell, nothing."""
    return large / small if small and large >= WORTH_A_LOOK else 0.0


def main() -> int:
    """Print what takes longest and what grows fastest; exit 1 when something is not linear."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=SIZE, help="characters of the smaller text (default 8,000)")
    parser.add_argument("--show", type=int, default=8, help="how many of the worst to show")
    asked = parser.parse_args()
    rulebook, twice = reference.packaged_rulebook(), asked.size * 2
    read("Aan de Minister van Aa\n\nDen Haag, 1 juni 2018\n\nGraag antwoord binnen twee weken.\n", rulebook)
    rows: list[tuple[float, float, str]] = []
    whole: list[tuple[float, float, str]] = []
    for phrase in PHRASES:
        for lines in (False, True):
            name = f"{phrase!r}{' in lines' if lines else ''}"
            small, parts = measured(hostile(phrase, asked.size, lines=lines), rulebook)
            large, doubled = measured(hostile(phrase, twice, lines=lines), rulebook)
            whole.append((large / twice * 1e6, growth(small, large), name))
            rows += [
                (spent / twice * 1e6, growth(parts.get(pattern, 0.0), spent), f"{pattern} on {name}")
                for pattern, spent in doubled.items()
                if spent >= WORTH_A_LOOK / 4
            ]
    for title, table in (("the whole reader", whole), ("a pattern alone", rows)):
        print(f"{title}: seconds for a megabyte, times longer for twice the text")
        for order in (0, 1):
            for seconds, times, name in sorted(table, key=lambda row: -row[order])[: asked.show]:
                print(f"{seconds:>9.2f}s{times:>8.2f}x  {name}")
            print()
    slow = [row for row in rows if row[0] > GOAL_SECONDS]
    steep = [row for row in (*rows, *whole) if row[1] > GOAL_DOUBLING]
    print(f"patterns over {GOAL_SECONDS} s a megabyte: {len(slow)}; growing faster than {GOAL_DOUBLING}x: {len(steep)}")
    return 1 if steep else 0


if __name__ == "__main__":
    sys.exit(main())
