"""What leaves as CSV, what stands in logs, how secrets are compared, in the numbers of the goals (S10, S14, S18)."""

import random
import re
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from casework import feeds, morning
from casework.auditing import HEADS
from casework.workplace import Workplace
from config.logs import OneLine
from desk.failures import write_down
from notifications.hook import is_ours, sign
from tests.builders import REPLIED, REQUESTED, a_hand, registered
from tests.config.test_logs import HOSTILE
from tests.config.test_logs import in_every_part as logged
from tests.engine.test_quiet import logged as logged_by_prefect
from tests.sources.test_lines import CELLS, told_apart, written

pytestmark = pytest.mark.faults

Tell = Callable[[str, str, str], None]


def test_two_thousand_cells(tmp_path: Path, seed: int, came_to: Tell) -> None:
    chance = random.Random(seed)  # noqa: S311
    cells = [chance.choice(CELLS) + chance.choice(CELLS) for _ in range(2_000)]
    quoted = told_apart(cells, written(tmp_path / "geweigerd.csv", cells))
    told = f"2,000 cells, seed {seed}: {quoted} got a quote before them, all read back equal but for it"
    came_to("S10", "refused lines of an import", told)


@pytest.mark.parametrize("either_place", ["sqlite"], indirect=True)  # the database writes none of the logs
def test_five_hundred_strings_in_every_log(
    place: Workplace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, came_to: Tell
) -> None:
    monkeypatch.setenv("GRIFFIE_HOME", str(tmp_path))
    for text in HOSTILE:
        assert len(write_down(ValueError(text)).splitlines()) == 1
        assert all(len(line.splitlines()) == 1 for line in logged(OneLine(), text))
        morning.check(place, a_hand(REQUESTED, actor=text))
    failures = (tmp_path / "logs" / "griffie.log").read_text("utf-8").removesuffix("\n").split("\n")
    heads = (place.home / "logs" / HEADS).read_text("ascii").splitlines()
    lines = logged_by_prefect(tmp_path, HOSTILE)
    assert (len(failures), len(heads), len(lines)) == (500, 500, 1_000)
    assert all(re.fullmatch(r"\S+ \d+ [0-9a-f]{64}", line) for line in heads)
    told = "500 hostile strings as message, part, name, actor and error: a line an event in griffie.log, the logs of "
    came_to("S14", "logs", f"{told}Prefect's processes, zegels.log and on standard error")


def compares(work: Callable[[], object]) -> int:
    """Return how often something was compared in constant time, as the interpreter itself reports it."""
    counted = 0

    def note(_: FrameType, kind: str, what: Any) -> None:
        nonlocal counted
        counted += kind == "c_call" and getattr(what, "__name__", "") == "compare_digest"

    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(None)
    return counted


def test_ten_thousand_compares(place: Workplace, seed: int, came_to: Tell) -> None:
    chance = random.Random(seed)  # noqa: S311
    right = sign("geheim", 1, b"{}")

    def tried() -> None:
        assert is_ours("geheim", 1, b"{}", right)
        for _ in range(9_999):
            place_of = chance.randrange(len(right))
            wrong = right[:place_of] + chance.choice("ghijk") + right[place_of + 1 :]
            assert not is_ours("geheim", 1, b"{}", wrong)

    assert compares(tried) == 10_000
    registered(place)
    feeds.write_feeds(place, a_hand(REPLIED))
    assert compares(lambda: feeds.write_feeds(place, a_hand(REPLIED))) > 0
    told = (
        f"10,000 signatures, one of them right, seed {seed}: each compared by compare_digest, as the key of a feed is"
    )
    came_to("S18", place.engine.dialect.name, told)
