"""Days without a check, no Prefect at all, and very many open requests at once (R13, R16, R17)."""

import json
import os
import random
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from casework import delivery, morning
from casework.facts.rulebook import load_rulebook
from casework.ledger import SUPERSEDED
from casework.opening import open_workplace
from casework.workplace import Workplace
from config.reference import packaged_tables
from flows._run import morning_of
from notifications.carrier import Carrier
from notifications.transports.memory import Memory
from procedure.days import Days
from tests.builders import a_hand
from tests.conftest import SEEDED
from tests.faults.kit import ROOT, asked, halves
from tests.faults.many import Many, many

NOTICE, RAPPEL = date(2018, 6, 11), date(2018, 6, 15)
"""Monday and Friday: the days on which the first case owes its first reminder, and its third."""
MOST_MEMORY = 300
"""MB, of a process that checks."""

Tell = Callable[[str, str, str], None]
Key = tuple[int, str, date, int]
"""Round, rung, date and mailbox of a reminder."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What is to come due, as the agenda has it."""

    key: Key
    fire_on: date
    rank: int
    by_hand: bool

    @property
    def of(self) -> tuple[int, date, int]:
        """Return the round, the date and the audience that it is about."""
        round_id, _, due_on, mailbox = self.key
        return round_id, due_on, mailbox


@dataclass
class Office:
    """A register that is checked now and then, and beside it what must become of everything, reckoned one by one."""

    place: Workplace
    days: Days
    coming: list[Entry]
    outcome: dict[Key, str] = field(default_factory=dict)
    waiting: list[Entry] = field(default_factory=list)
    """What is owed and has not left: mail leaves on working days."""
    skipped: int = 0
    owed: int = 0

    def check(self, on: date) -> None:
        """Check a day, and hold what it did and said against what must become of everything."""
        passed_over = self._must_become(on)
        done = morning.check(self.place, a_hand(on))
        rows = asked(self.place, "SELECT round_id, rung, due_on, mailbox_id, outcome FROM reminder")
        assert len(rows) == len({tuple(row[:4]) for row in rows})
        assert {(one, rung, _day(due), box): said for one, rung, due, box, said in rows} == self.outcome
        mails = Counter(
            box for act, box in asked(self.place, "SELECT act_id, mailbox_id FROM message") if act == done.act_id
        )
        assert max(mails.values(), default=0) <= 1, "nobody gets two mails of one check"
        assert done.data["skipped"] == passed_over
        assert sum(f"overgeslagen ({SUPERSEDED})" in line for line in done.lines) == passed_over, (
            "it says what it skipped"
        )
        again = morning.check(self.place, a_hand(on))
        assert (again.data["owed"], again.data["by_hand"], again.data["skipped"]) == (0, 0, 0)
        delivery.deliver(self.place, Carrier(Memory(), None, ""), a_hand(on))
        self.skipped += passed_over
        self.owed += done.data["owed"] + done.data["by_hand"]

    def _must_become(self, on: date) -> int:
        """Reckon what becomes of everything due by a day; return how much of it a higher rung passes over."""
        due, self.coming = _parted(self.coming, on)
        by_audience: dict[tuple[int, date, int], list[Entry]] = defaultdict(list)
        for entry in due:
            by_audience[entry.of].append(entry)
        for fresh in by_audience.values():
            best = max(fresh, key=lambda one: one.rank)
            for entry in fresh:
                self.outcome[entry.key] = "skipped" if entry is not best else "by_hand" if entry.by_hand else "owed"
            for entry in self.waiting:
                if entry.of == best.of and entry.rank < best.rank and self.outcome[entry.key] == "owed":
                    self.outcome[entry.key] = "skipped"
            self.waiting.append(best)
        if self.days.is_working_day(on):
            self.waiting = []
        return len(due) - len(by_audience)


def _parted(entries: Iterable[Entry], on: date) -> tuple[list[Entry], list[Entry]]:
    due: list[Entry] = []
    later: list[Entry] = []
    for entry in entries:
        (due if entry.fire_on <= on else later).append(entry)
    return due, later


def _day(value: Any) -> date:
    return date.fromisoformat(str(value))


def with_outages(place: Workplace, outages: Iterable[int], chance: random.Random, *, span: int) -> Office:
    """Return an office after outages of so many days, a few ordinary days between them; all went by the rules.

    Cases are spread over the whole span of days.
    """
    many(place, Many(desks=7, cases=span // 2, days=span // 2, step=2))
    rows = asked(place, "SELECT round_id, rung, due_on, mailbox_id, fire_on, rank, by_hand FROM agenda")
    coming = [
        Entry((one, rung, _day(due), box), _day(fire_on), rank, bool(by_hand))
        for one, rung, due, box, fire_on, rank, by_hand in rows
    ]
    with place.transaction() as session:
        book = load_rulebook(session, on=NOTICE)
    office, on = Office(place, book.days, coming), NOTICE
    for length in outages:
        for _ in range(chance.randint(1, 3)):
            office.check(on)
            on += timedelta(days=1)
        on += timedelta(days=length)
        office.check(on)
        on += timedelta(days=1)
    assert halves(place) == []
    return office


def test_after_an_outage_each_audience_is_owed_the_highest_rung_once_and_the_rest_is_named(
    place: Workplace, seed: int
) -> None:
    office = with_outages(place, (1, 3, 14, 40), random.Random(seed), span=70)  # noqa: S311
    assert office.skipped > 0
    assert office.owed > 0


@pytest.mark.faults
@pytest.mark.parametrize("length", [1, 3, 14, 40])
def test_fifty_outages(either_place: Workplace, seed: int, length: int, came_to: Tell) -> None:
    span = 50 * (length + 4)
    office = with_outages(either_place, [length] * 50, random.Random(seed), span=span)  # noqa: S311
    where = f"{either_place.engine.dialect.name}, {length} {'day' if length == 1 else 'days'}"
    told = f"{office.owed} owed, {office.skipped} skipped and named"
    came_to("R13", where, f"50 outages, each caught up in one check, the highest rung to each audience: {told}")


BARE = """
import json, sys
from desk.cli import main
code = main(sys.argv[1:])
print(json.dumps({"code": code, "prefect": "prefect" in sys.modules}), file=sys.stderr)
"""


def without_prefect(place: Workplace, other: Workplace) -> dict[str, Any]:
    """Return how ``griffie check`` ended where no server runs; it did what a run does in the other, like register."""
    for one in (place, other):
        many(one, Many(desks=5, cases=20, days=5))
    alone = {name: value for name, value in os.environ.items() if not name.startswith(("GRIFFIE", "PREFECT"))}
    nowhere = {"GRIFFIE_HOME": str(place.home), "PREFECT_API_URL": "http://127.0.0.1:9/api"}
    ended: dict[str, Any] = {}
    for day in (NOTICE, RAPPEL):
        command = [sys.executable, "-c", BARE, "check", "--as-of", day.isoformat()]
        done = subprocess.run(command, env=alone | nowhere, cwd=ROOT, capture_output=True, text=True, check=False)
        ended = json.loads(done.stderr.splitlines()[-1])
        assert ended == {"code": 0, "prefect": False}, done.stderr
        morning_of(other, a_hand(RAPPEL + timedelta(days=1)), day)
    assert _done_in(place) == _done_in(other)
    return ended


def _done_in(place: Workplace) -> list[Any]:
    """Return what a register holds of reminders and mails, without the hours and the marks that differ."""
    question = """SELECT r.round_id, r.rung, r.due_on, r.mailbox_id, r.owed_on, r.outcome, m.state, m.send_on
        FROM reminder r LEFT JOIN message m ON m.id = r.message_id ORDER BY r.id"""
    return [*asked(place, question), len(list(place.outgoing.glob("*.eml")))]


@pytest.fixture
def twin(place: Workplace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workplace:
    """Another workplace with the same small office, in files of its own."""
    home = tmp_path / "twin"
    monkeypatch.setenv("GRIFFIE_HOME", str(home))
    return open_workplace(f"sqlite:///{home / 'register.db'}", home, tables=packaged_tables, at=SEEDED)


@pytest.mark.parametrize("either_place", ["sqlite"], indirect=True)
def test_without_a_server_a_check_does_what_a_run_does(place: Workplace, twin: Workplace) -> None:
    assert without_prefect(place, twin)["code"] == 0


@pytest.mark.faults
@pytest.mark.parametrize("either_place", ["sqlite"], indirect=True)
def test_a_check_where_no_server_runs(place: Workplace, twin: Workplace, came_to: Tell) -> None:
    without_prefect(place, twin)
    rows = len(_done_in(place)) - 1
    told = f"`griffie check` of two days in a process of its own: exit code 0, {rows} reminders and mails as by a run"
    came_to("R16", "sqlite", f"{told}; Prefect is not even imported")


CHECKER = """
import json, sys, time
from datetime import UTC, date, datetime
from pathlib import Path
from casework import morning
from casework.opening import open_workplace
from casework.values import Hand
from config.reference import packaged_tables
home, day = Path(sys.argv[1]), date.fromisoformat(sys.argv[2])
at = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
place = open_workplace(f"sqlite:///{home / 'register.db'}", home, tables=packaged_tables, at=at)
begun = time.perf_counter()
done = morning.check(place, Hand("griffier", day, at))
took = time.perf_counter() - begun
[most] = [line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")]  # of this program alone
memory = int(most) / 1024
print(json.dumps({"took": took, "memory": memory, "owed": done.data["owed"], "skipped": done.data["skipped"]}))
"""


def checked_apart(place: Workplace, cases: int) -> dict[str, float]:
    """Return what a check takes in a process of its own, where every open request is late and nothing was checked."""
    many(place, Many(desks=200, cases=cases - 1))
    assert asked(place, "SELECT count(*) FROM round_cache WHERE stage NOT IN ('answered', 'published')") == [(cases,)]
    command = [sys.executable, "-c", CHECKER, str(place.home), RAPPEL.isoformat()]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout)
    assert (found["owed"], found["skipped"]) == (cases, 2 * cases)
    counted = "SELECT outcome, count(*), count(DISTINCT round_id) FROM reminder GROUP BY outcome ORDER BY outcome"
    assert asked(place, counted) == [("owed", cases, cases), ("skipped", 2 * cases, cases)]
    assert found["memory"] <= MOST_MEMORY
    return found


@pytest.mark.parametrize("either_place", ["sqlite"], indirect=True)
def test_a_check_of_a_thousand_late_requests_stays_small(place: Workplace) -> None:
    checked_apart(place, 1000)


@pytest.mark.faults
@pytest.mark.parametrize("either_place", ["sqlite"], indirect=True)
@pytest.mark.parametrize("cases", [10_000, 100_000])
def test_a_check_of_very_many_late_requests(place: Workplace, cases: int, came_to: Tell) -> None:
    found = checked_apart(place, cases)
    told = f"{cases:,} open requests, each with three rungs due, in one check: {found['took']:.1f} s"
    came_to("R17", f"sqlite, {cases:,}", f"{told}, {found['memory']:.0f} MB; {cases:,} owed, {2 * cases:,} skipped")
