"""A thousand letters broken at random, and every hostile file of the tests: what each costs the process that reads it.

Read as files from outside are: in a child with limits. Printed is how many were read and refused, and the worst time
and memory; it fails when one takes more than ten seconds or five hundred megabytes, or is refused without its name.
"""

import argparse
import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from desk.commands.term import rulebook
from documents.errors import DocumentsError
from sources.guarded import MEGABYTES, SECONDS, Guard
from tests.documents.readers.hostile import TABLE, broken


def peak(guard: Guard) -> int:
    """Return the most memory that the reading process has held, in megabytes; 0 where it is gone."""
    try:
        status = Path(f"/proc/{guard.pid}/status").read_text()
    except OSError:
        return 0
    return int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1]) // 1024


def main() -> int:
    """Read them all and return 0 where each was read or refused within the limits."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1000, help="how many broken letters")
    parser.add_argument("--seed", type=int, default=2018)
    options = parser.parse_args()
    rules, guard = rulebook(), Guard()
    files = [*((name, data) for name, (data, *_) in TABLE.items()), *broken(options.seed, options.count)]
    told: Counter[str] = Counter()
    worst_time, worst_memory, nameless = (0.0, ""), (0, ""), []
    for name, data in files:
        began = time.perf_counter()
        try:
            guard.read(data, name=name, rulebook=rules)
            told["read"] += 1
        except DocumentsError as refused:
            told[type(refused).__name__] += 1
            nameless += [] if name in str(refused) else [name]
        worst_time = max(worst_time, (time.perf_counter() - began, name))
        worst_memory = max(worst_memory, (peak(guard), name))
    guard.close()
    print(f"{len(files)} files: {', '.join(f'{count} {what}' for what, count in told.most_common())}")
    print(f"worst: {worst_time[0]:.2f} s ({worst_time[1]}), {worst_memory[0]} MB ({worst_memory[1]})")
    good = worst_time[0] <= SECONDS and worst_memory[0] <= MEGABYTES and not nameless
    print("ok" if good else f"FAILED: {nameless[:5]}")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
