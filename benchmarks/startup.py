"""How long the quick commands take, against a bare ``import prefect`` in the same run.

Absolute seconds are for people; what is measured is a ratio, from whole processes run in turn, the best of each.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
GRIFFIE = str(Path(sys.executable).with_name("griffie"))
LETTER = str(ROOT / "desk" / "demo_letters" / "verzoek.txt")

YARDSTICK = "import prefect"
PROCESSES = {
    "python -c pass": [sys.executable, "-c", "pass"],
    YARDSTICK: [sys.executable, "-c", YARDSTICK],
    "griffie --help": [GRIFFIE, "--help"],
    "griffie term": [GRIFFIE, "term", "binnen twee weken na dagtekening van deze brief", "--dated", "2018-05-31"],
    "griffie cite": [GRIFFIE, "cite", "zie Kamerstukken I 2017/18, 34 215, AC, en T02538"],
    "griffie cases": [GRIFFIE, "cases"],
    "griffie show": [GRIFFIE, "show", "EK-2018-001"],
}
GOALS = {"griffie term": 8.0, "griffie cases": 2.0}
"""How many times faster than the yardstick a command has to be."""


def seconds(command: list[str], environment: dict[str, str]) -> float:
    """Return how long a whole process takes, in seconds of wall time."""
    begun = time.perf_counter()
    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - begun


def measured(rounds: int) -> dict[str, float]:
    """Return the best time of each process, from rounds in which all run in turn; the first round does not count."""
    with tempfile.TemporaryDirectory() as home:
        environment = os.environ | {"GRIFFIE_HOME": home}
        opening = [GRIFFIE, "request", LETTER, "--as-of", "2018-05-31"]
        subprocess.run(opening, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
        best = dict.fromkeys(PROCESSES, float("inf"))
        for turn in range(rounds + 1):
            for name, command in PROCESSES.items():
                took = seconds(command, environment)
                if turn:
                    best[name] = min(best[name], took)
    return best


def table(best: dict[str, float]) -> str:
    """Return the times with their ratios to the yardstick, and whether each goal is met."""
    lines = [f"{'process':<16}{'best':>10}{'times faster':>15}{'goal':>8}"]
    for name, took in best.items():
        goal = GOALS.get(name)
        ratio = best[YARDSTICK] / took
        met = "" if goal is None else f"{goal:>7.0f}x  {'met' if ratio >= goal else 'NOT MET'}"
        lines.append(f"{name:<16}{took * 1000:>7.0f} ms{ratio:>14.1f}x{met}")
    return "\n".join(lines)


def main() -> int:
    """Print the table; exit 1 when a goal is not met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="how many rounds count (default 5)")
    best = measured(parser.parse_args().rounds)
    print(table(best))
    return 0 if all(best[YARDSTICK] / best[name] >= goal for name, goal in GOALS.items()) else 1


if __name__ == "__main__":
    sys.exit(main())
