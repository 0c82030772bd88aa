"""``griffie up``: server, deployments, automations, worker and history in one go, and all of it gone at the end."""

import contextlib
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from httpx import HTTPError

from casework.opening import make_home
from config.home import find_home
from config.settings import settings
from engine.api import Api
from engine.children import Child, start
from engine.errors import ChildFailed, EngineError, NotInTime
from engine.place import opened
from engine.quiet import configure
from engine.room import only_one, port_free
from engine.runs import close_orphans, finish
from engine.settings import POOL, WORKER, Arrangement, checked, environment
from engine.watch import Watch

READY_WITHIN_SECONDS = 180.0
LOOK_EVERY_SECONDS = 0.2
FINISH_SECONDS = 30.0
STOP_SECONDS = 12.0
STOPS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def up(*, host: str, port: int, yes: bool = False) -> int:
    """Run with the home folder and the password that the settings name; ``yes`` confirms a new mail server."""
    home = find_home().resolve()
    make_home(home)
    return run(Arrangement(home, host, port, settings(home).api_auth, confirmed=yes))


def run(arrangement: Arrangement) -> int:
    """Run until interrupted; return 0 after a clean stop, 2 for what cannot be used, 1 for our own failure."""
    try:
        checked(arrangement)
        os.environ["GRIFFIE_HOME"] = str(arrangement.home)
        port_free(arrangement.host, arrangement.port)
        with only_one(arrangement):
            return Engine(arrangement).run()
    except (ChildFailed, NotInTime) as failure:
        _say(str(failure), error=True)
        return 1
    except EngineError as refusal:
        _say(str(refusal), error=True)
        return 2


class Engine:
    """The running whole: three children, and a watch that writes the history."""

    def __init__(self, arrangement: Arrangement) -> None:
        """Keep what is arranged; nothing is started yet."""
        self.arrangement = arrangement
        self.stops = 0
        self._wake = threading.Event()
        self._children: dict[str, Child] = {}
        self._environment = environment(arrangement, os.environ)

    def run(self) -> int:
        """Start all, watch until asked to stop, stop all."""
        with self._signals(), Api(self.arrangement) as api:
            try:
                self._start(api)
                self._watch(api)
            finally:
                self._stop(api)
        return 0

    def _start(self, api: Api) -> None:
        began = time.monotonic()
        _say(f"Griffie start in {self.arrangement.home} …")
        configure(self.arrangement.folder)
        for part in ("server", "setup", "worker"):
            self._spawn(part)
        self._until("server", api.healthy)
        self._children["setup"].go()
        if self._stopping() or not self._until("setup", lambda: self._children["setup"].code == 0):
            return
        close_orphans(api)
        self._children["worker"].go()
        if self._until("worker", lambda: _online(api)):
            self._announce(time.monotonic() - began)

    def _announce(self, seconds: float) -> None:
        address, home = self.arrangement.address, self.arrangement.home
        _say(f"ready {address}")
        _say(f"  Runs en formulieren: {address}/runs · {address}/deployments  (klaar in {seconds:.0f} s)")
        _say(f"  Postmap: {home / 'inbox'} · uitgaand: {home / 'outgoing'} · logboeken: {self.arrangement.logs}")
        _say("  Probeer: leg een brief in de postmap en start 'Post innemen', daarna 'Verzoek inschrijven'.")
        _say("  Stoppen: Ctrl-C.")

    def _watch(self, api: Api) -> None:
        watch = Watch(api, opened(), confirmed=self.arrangement.confirmed)
        while not self._stopping():
            for part in ("server", "worker"):
                if self._children[part].code is not None:
                    try:
                        self._restart(part, api)
                    except HTTPError as away:
                        _say(f"  Prefect antwoordt niet ({away}); straks opnieuw.", error=True)
            watch.look()
            self._wake.wait(watch.every_seconds)

    def _restart(self, part: str, api: Api) -> None:
        _say(f"  {part} is onverwacht gestopt en wordt herstart; zie {self._log(part)}.", error=True)
        self._children[part].stop(0)
        self._wake.wait(2)
        if part == "worker":
            close_orphans(api)  # where the server is gone too, the worker is started at a later look
        self._spawn(part)
        if part == "server":
            self._until("server", api.healthy)
        else:
            self._children[part].go()

    def _stop(self, api: Api) -> None:
        if not self._children:
            return
        _say("Griffie stopt …")
        if self._children["server"].code is None and api.healthy():
            with contextlib.suppress(Exception):  # whatever the server says, the children must go
                cut_short = finish(api, patience=FINISH_SECONDS, hurried=lambda: self.stops > 1)
                if cut_short:
                    _say(f"  {cut_short} lopende run(s) afgebroken; wat zij al vastlegden, staat vast.")
        for part in ("setup", "worker", "server"):
            self._children[part].stop(STOP_SECONDS)
        _say("Gestopt.")

    def _spawn(self, part: str) -> None:
        command = ["-m", f"engine.{part}", str(self.arrangement.root)]
        self._children[part] = start(part, command, self._environment, self._log(part), self.arrangement.root)

    def _until(self, part: str, reached: Callable[[], bool]) -> bool:
        """Wait until it is reached; return False when asked to stop meanwhile."""
        until = time.monotonic() + READY_WITHIN_SECONDS
        while not reached():
            if self._stopping():
                return False
            child = self._children[part]
            if child.code is not None and not reached():
                raise ChildFailed(part=part, log=child.log, tail=child.tail())
            if time.monotonic() > until:
                raise NotInTime(part=part, seconds=READY_WITHIN_SECONDS, log=child.log)
            self._wake.wait(LOOK_EVERY_SECONDS)
        return True

    def _log(self, part: str) -> Path:
        return self.arrangement.logs / f"{part}.log"

    def _stopping(self) -> bool:
        return self.stops > 0

    @contextlib.contextmanager
    def _signals(self) -> Iterator[None]:
        def stop(*_: object) -> None:
            self.stops += 1
            self._wake.set()

        before = {number: signal.signal(number, stop) for number in STOPS}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


def _online(api: Api) -> bool:
    workers = api.post(f"/work_pools/{POOL}/workers/filter", {"workers": {"status": {"any_": ["ONLINE"]}}})
    return any(worker["name"] == WORKER for worker in workers)


def _say(sentence: str, *, error: bool = False) -> None:
    print(sentence, file=sys.stderr if error else sys.stdout, flush=True)
