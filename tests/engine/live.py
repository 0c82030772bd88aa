"""A real Griffie, started by its own command in a scratch home folder: server, worker, deployments, history."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from engine.api import Api
from engine.settings import Arrangement
from tests.builders import dropped

ROOT = Path(__file__).resolve().parents[2]
GRIFFIE = (sys.executable, "-c", "import sys; from desk.cli import main; sys.exit(main())")
READY_WITHIN = 400.0
RUN_WITHIN = 240.0
ENDED = {"COMPLETED", "FAILED", "CRASHED", "CANCELLED"}

Json = dict[str, Any]
T = TypeVar("T")


def free_port() -> int:
    """Return a port on loopback that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def surroundings(home: Path) -> dict[str, str]:
    """Return an environment without any setting of ours or Prefect's but the home folder."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT", "GRIFFIE"))}
    return kept | {
        "GRIFFIE_HOME": str(home),
        "HOME": str(home.parent),
        "PREFECT_HOME": str(home / "prefect"),
        "PYTHONPATH": str(ROOT),
    }


def until(ask: Callable[[], T], *, within: float = RUN_WITHIN) -> T:
    """Return the first answer that is something, or the last one when the time is over."""
    end = time.monotonic() + within
    while not (answer := ask()) and time.monotonic() < end:
        time.sleep(0.3)
    return answer


class Live:
    """One ``griffie up`` and what a person or the UI would do with it."""

    def __init__(self, home: Path, *options: str) -> None:
        """Prepare a start with these options; nothing is started yet."""
        self.arrangement = Arrangement(home, port=free_port())
        self.options = options
        self.api = Api(self.arrangement)
        self.output = home.parent / "up.txt"
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def home(self) -> Path:
        """Return the home folder."""
        return self.arrangement.home

    def start(self) -> None:
        """Start as a person does, from an unrelated working directory, and wait for the word ``ready``."""
        self.home.mkdir(parents=True, exist_ok=True)
        with self.output.open("wb") as output:
            self.process = subprocess.Popen(
                [*GRIFFIE, "up", "--port", str(self.arrangement.port), *self.options],
                cwd=self.home.parent,
                env=surroundings(self.home),
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        until(lambda: self.ready or self.process is None or self.process.poll() is not None, within=READY_WITHIN)
        if not self.ready:
            logs = "".join(log.read_text()[-3000:] for log in self.arrangement.logs.glob("*.log"))
            raise AssertionError(f"griffie up is not ready:\n{self.output.read_text()}\n{logs}")

    @property
    def ready(self) -> bool:
        """Return whether it said that deployments and worker stand."""
        return f"ready {self.arrangement.address}\n" in self.output.read_text()

    def stop(self) -> int:
        """Stop as Ctrl-C does, and return the exit code."""
        if self.process is None:
            return 0
        self.process.send_signal(signal.SIGINT)
        code = self.process.wait(90)
        self.process = None
        return code

    def griffie(self, *words: str) -> str:
        """Do something on the command line, in the same home folder, and return what it said."""
        done = subprocess.run(
            [*GRIFFIE, *words],
            cwd=self.home.parent,
            env=surroundings(self.home),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def deployments(self) -> dict[str, Json]:
        """Return the deployments on the server by "flow name/deployment name"."""
        flows = {flow["id"]: flow["name"] for flow in self.api.post("/flows/filter", {"limit": 200})}
        found = self.api.post("/deployments/filter", {"limit": 200})
        return {f"{flows[one['flow_id']]}/{one['name']}": one for one in found}

    def submit(self, deployment: str, **parameters: Any) -> str:
        """Make a run as the form does, and return its id; raises HTTPStatusError when the form would be refused."""
        path = f"/deployments/{self.deployments()[deployment]['id']}/create_flow_run"
        return str(self.api.post(path, {"parameters": parameters, "state": {"type": "SCHEDULED"}})["id"])

    def run(self, deployment: str, **parameters: Any) -> Json:
        """Make a run as the form does, wait, and return it as it ended."""
        return self.ended(self.submit(deployment, **parameters))

    def ended(self, run_id: str) -> Json:
        """Return a run once it has ended."""
        until(lambda: self._get(run_id)["state_type"] in ENDED)
        return self._get(run_id)

    def _get(self, run_id: str) -> Json:
        found: Json = self.api.get(f"/flow_runs/{run_id}")
        return found

    def runs(self, **where: Any) -> list[Json]:
        """Return the runs that fit, the newest first."""
        found: list[Json] = self.api.post("/flow_runs/filter", {"limit": 200, "sort": "START_TIME_DESC"} | where)
        return found

    def tagged(self, tag: str) -> list[Json]:
        """Return the runs with this tag, the newest first."""
        return self.runs(flow_runs={"tags": {"all_": [tag]}})

    def states(self) -> set[str]:
        """Return the states of all runs as Prefect's database keeps them, with the server down."""
        with sqlite3.connect(self.arrangement.folder / "prefect.db") as connection:
            found = {str(row[0]) for row in connection.execute("SELECT DISTINCT state_type FROM flow_run")}
        connection.close()
        return found

    def drop(self, name: str, text: str) -> int:
        """Put a letter into the inbox folder, take it in, and return its number."""
        dropped(self.home / "inbox", name, text.encode())
        taken = self.run("Post innemen/met de hand")
        assert taken["state_type"] == "COMPLETED", taken["state"]["message"]
        return int(taken["name"].rpartition("nr. ")[2].rstrip(")"))


def alive(home: Path) -> dict[int, str]:
    """Return the processes that still work for a home folder, each with its command line."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            environment = (folder / "environ").read_bytes().split(b"\0")
            command = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        except (OSError, UnicodeDecodeError):
            continue
        if f"GRIFFIE_HOME={home}".encode() in environment:
            found[int(folder.name)] = command
    return found
