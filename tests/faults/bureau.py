"""A bureau under a real ``griffie up`` on a large register, in which day after day comes due and a part is killed."""

import os
import random
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from httpx import HTTPError

from casework import delivery, morning
from casework.opening import open_workplace
from casework.values import Hand
from casework.workplace import Workplace
from config import clock
from config.reference import packaged_tables
from notifications.carrier import carrier_for
from tests.engine.live import ENDED, Json, Live, alive, until
from tests.faults.kit import Sink, a_sink, asked, halves, ledger, sound
from tests.faults.many import Many, many

CHECK = "Termijnen nalopen/met de hand"
SERVER, WORKER, RUN = "engine.server", "engine.worker", "prefect.engine"
"""By these words the processes are known: Prefect's server, its worker, and the run that the worker carries."""
NOTICED = "is onverwacht gestopt"
"""What ``griffie up`` says when it notices, just before it starts the part anew."""
MADE = datetime(2018, 1, 2, 9, tzinfo=UTC)


@dataclass
class Bureau:
    """What runs, and what it must have done by a day."""

    live: Live
    place: Workplace
    sink: Sink
    days: Iterator[date]
    """The working days that are still to come; on each something comes due."""
    due: dict[tuple[Any, ...], date]
    """Every reminder that is to come, and its day."""
    kills: int = 0
    usual: float = 1.0
    """For how long a run is under way that nobody disturbs, in seconds, as lately seen."""
    ids: dict[str, str] = field(default_factory=dict)

    def submit(self, day: date, *, deployment: str = CHECK, at: datetime | None = None) -> str:
        """Have the check of a day run, now or at an instant, and return the run."""
        if deployment not in self.ids:
            self.ids = {name: one["id"] for name, one in self.live.deployments().items()}
        details = {"state_details": {"scheduled_time": at.isoformat()}} if at else {}
        body = {"parameters": {"day": day.isoformat()}, "state": {"type": "SCHEDULED", **details}}
        return str(self.live.api.post(f"/deployments/{self.ids[deployment]}/create_flow_run", body)["id"])

    def run(self, run_id: str) -> Json:
        """Return a run, also while the server is away; empty when it does not answer."""
        with suppress(HTTPError):
            found: Json = self.live.api.get(f"/flow_runs/{run_id}")
            return found
        return {}

    def ended(self, run_id: str, *, within: float = 300.0) -> Json:
        """Return a run once it has ended, whatever becomes of the server meanwhile."""
        until(lambda: self.run(run_id).get("state_type") in ENDED, within=within)
        found = self.run(run_id)
        assert found.get("state_type") in ENDED, found.get("state_type")
        return found

    def goes_on(self, run_id: str) -> bool:
        """Return whether a run is under way."""
        return self.run(run_id).get("state_type") == "RUNNING"

    def undisturbed(self, day: date) -> None:
        """Let a day have its check, and note for how long it was under way."""
        run_id = self.submit(day)
        until(lambda: self.run(run_id).get("state_type") in {"RUNNING", *ENDED})
        begun = time.monotonic()
        found = self.ended(run_id)
        assert found["state_type"] == "COMPLETED", found["state"]["message"]
        self.usual = time.monotonic() - begun

    def by_itself(self, day: date) -> None:
        """Check a day and deliver, in this process and without any Prefect."""
        hand = Hand("griffier", day, clock.now())
        morning.check(self.place, hand)
        with carrier_for(self.sink.url, self.place.outgoing, "", ()) as carrier:
            delivery.deliver(self.place, carrier, hand, confirmed=True)

    def kill(self, *words: str) -> None:
        """Kill each process that is known by one of the words."""
        for pid, command in alive(self.live.home).items():
            if any(f"-m {word}" in command for word in words):
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)

    def is_right(self, until_day: date) -> None:
        """Hold the register against what had come due by a day: all of it once, nothing twice, nothing by halves."""
        decided = ledger(self.place)
        assert set(decided) == {row for row, day in self.due.items() if day <= until_day}, "lost, or never owed"
        assert max(decided.values()) == 1
        rows = asked(self.place, "SELECT message_id, state, send_on FROM message WHERE state <> 'dropped'")
        left = {message for message, _, on in rows if str(on) <= until_day.isoformat()}
        states = {state for _, state, on in rows if str(on) <= until_day.isoformat()}
        got = self.sink.got()
        assert states == {"sent"}
        assert set(got) == left, "confirmed by the mail server, and known here as sent"
        assert sum(got.values()) - len(got) <= self.kills
        assert halves(self.place) == []

    @property
    def extra(self) -> int:
        """How many texts the mail server had more than once."""
        got = self.sink.got()
        return sum(got.values()) - len(got)

    def is_sound(self) -> bool:
        """Return whether the database itself finds nothing wrong."""
        return sound(self.place)


@dataclass
class Struck:
    """What so many kills of one kind came to."""

    kills: int = 0
    crashed: int = 0
    completed: int = 0
    longest: float = 0.0
    """From the kill until the run had ended in Prefect's list, in seconds."""


def struck(bureau: Bureau, kind: str, kills: int, chance: random.Random, *, until_time: float) -> Struck:
    """Return what came of killing parts of Prefect in the middle of the check of a day, on one day after the other.

    Right after, while Prefect is away, the register holds no half; the same day is done again without Prefect's help,
    and by Prefect itself where the run goes on; and all is as if nothing had been killed.
    """
    came = Struck()
    while came.kills < kills and time.monotonic() < until_time:
        day = next(bureau.days)
        run_id = bureau.submit(day)
        until(lambda: bureau.run(run_id).get("state_type") in {"RUNNING", *ENDED})  # noqa: B023 - asked at once
        time.sleep(chance.uniform(0, bureau.usual))
        if bureau.goes_on(run_id):
            began = time.monotonic()
            _strike(bureau, kind, chance)
            came.kills += 1
            bureau.kills += 1
            assert halves(bureau.place) == []
            if kind != "server":
                bureau.by_itself(day)
            found = bureau.ended(run_id)
            came.longest = max(came.longest, time.monotonic() - began)
            came.crashed += found["state_type"] == "CRASHED"
            came.completed += found["state_type"] == "COMPLETED"
        bureau.ended(run_id)
        bureau.is_right(day)
    return came


def _strike(bureau: Bureau, kind: str, chance: random.Random) -> None:
    """Kill the server; or the worker with the run that it carries; or all of it, the one while the other is noticed."""
    blows = {"server": [(SERVER,)], "worker": [(WORKER, RUN)], "both": [(WORKER, RUN), (SERVER,)]}[kind]
    said = bureau.live.output.read_text("utf-8").count(NOTICED)
    if bureau.kills % 4 == 3:
        blows.reverse()
    for n, words in enumerate(blows):
        if n:
            until(lambda: bureau.live.output.read_text("utf-8").count(NOTICED) > said, within=10)
            time.sleep(chance.uniform(0, 1.0))
        bureau.kill(*words)


@contextmanager
def a_bureau(folder: Path, wanted: Many) -> Iterator[Bureau]:
    """Give a bureau with so many cases, of which the first days come due."""
    home = folder / "home"
    place = open_workplace(f"sqlite:///{home / 'register.db'}", home, tables=packaged_tables, at=MADE)
    many(place, wanted)
    rows = asked(place, "SELECT round_id, rung, due_on, mailbox_id, fire_on FROM agenda")
    due = {tuple(row[:4]): date.fromisoformat(str(row[4])) for row in rows}
    with a_sink(folder) as sink:
        (home / "settings.env").write_text(f"GRIFFIE_SMTP_URL={sink.url}\n", encoding="utf-8")
        live = Live(home, "--yes")
        with live.api:
            try:
                live.start()
                yield Bureau(live, place, sink, _working_days(min(due.values()), max(due.values())), due)
            finally:
                live.stop()
                place.engine.dispose()


def _working_days(first: date, last: date) -> Iterator[date]:
    """Give each Monday to Friday; a feast among them owes nothing that day, and leaves it to the next."""
    for n in range((last - first).days):
        day = first + timedelta(days=n)
        if day.weekday() < 5:
            yield day
