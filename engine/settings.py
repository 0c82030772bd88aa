"""How Prefect is set: safe on loopback, silent towards the outside, everything under the home folder."""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path

from engine.errors import BadAuth, NoProject, OpenToOthers

POOL = "griffie"
WORKER = "griffie"
HEARTBEAT_SECONDS = 30
ZOMBIE_SECONDS = 90
"""Three missed heartbeats, the least that Prefect's automation bears."""
RETENTION_SECONDS = 400 * 24 * 3600
"""Runs are kept for a parliamentary year and a little; the diary of a case is our own and is kept for good."""

BY_SCHEDULE = "rooster"
"""Who acts in a run that nobody started; it stands in the diary."""

CONFIRMED = "GRIFFIE_SERVER_CONFIRMED"
"""Set for the worker's runs when ``griffie up`` was started with ``--yes``."""

PASSED_ON = frozenset({"PREFECT_SERVER_DATABASE_CONNECTION_URL", "PREFECT_LOGGING_LEVEL"})
"""The only settings of Prefect that are taken from the surroundings: a profile for another server must not leak in."""


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Where Griffie runs: its home folder, the address of its server, and the password, if any."""

    home: Path
    host: str = "127.0.0.1"
    port: int = 4200
    auth: str = ""
    """``user:password``; empty: none, on loopback only."""
    confirmed: bool = False
    """Whether a mail server that was not used before may be used."""
    root: Path = Path(__file__).resolve().parent.parent
    """The project folder, where ``prefect.yaml`` lies."""

    @property
    def address(self) -> str:
        """Return the address of the UI."""
        return f"http://{f'[{self.host}]' if ':' in self.host else self.host}:{self.port}"

    @property
    def api(self) -> str:
        """Return the address of the API, as the engine and its children reach it."""
        reached = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(self.host)  # noqa: S104 - compared with, not bound to
        return f"http://{reached}:{self.port}/api" if reached else f"{self.address}/api"

    @property
    def folder(self) -> Path:
        """Return the folder of Prefect's own database and results."""
        return self.home / "prefect"

    @property
    def logs(self) -> Path:
        """Return the folder of the logs of server, worker and setup."""
        return self.home / "logs"


def checked(arrangement: Arrangement) -> Arrangement:
    """Return the arrangement, or refuse one that would stand open to others or has no project."""
    if arrangement.auth and not all(arrangement.auth.partition(":")):
        raise BadAuth
    if not arrangement.auth and not is_loopback(arrangement.host):
        raise OpenToOthers(host=arrangement.host)
    if not (arrangement.root / "prefect.yaml").is_file():
        raise NoProject(root=arrangement.root)
    return arrangement


def is_loopback(host: str) -> bool:
    """Return whether only this machine reaches the host; a name other than localhost counts as reachable."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def environment(arrangement: Arrangement, surroundings: Mapping[str, str]) -> dict[str, str]:
    """Return the environment of every child: the surroundings without other settings of Prefect, and ours."""
    kept = {name: value for name, value in surroundings.items() if not name.startswith("PREFECT_") or name in PASSED_ON}
    ours = _common(arrangement) | _server(arrangement) | _auth(arrangement.auth)
    if arrangement.confirmed:
        ours[CONFIRMED] = "yes"
    ours["PATH"] = os.pathsep.join((str(Path(sys.executable).parent), surroundings.get("PATH", os.defpath)))
    return kept | ours | {name: kept[name] for name in PASSED_ON & kept.keys()}


def _common(arrangement: Arrangement) -> dict[str, str]:
    return {
        "GRIFFIE_HOME": str(arrangement.home),
        "PREFECT_HOME": str(arrangement.folder),
        "PREFECT_API_URL": arrangement.api,
        "PREFECT_FLOWS_HEARTBEAT_FREQUENCY": str(HEARTBEAT_SECONDS),
        "PREFECT_WORKER_QUERY_SECONDS": "2",
        "DO_NOT_TRACK": "1",
        "PYTHONUNBUFFERED": "1",
    }


def _server(arrangement: Arrangement) -> dict[str, str]:
    origins = {arrangement.address, f"http://localhost:{arrangement.port}", f"http://127.0.0.1:{arrangement.port}"}
    return {
        "PREFECT_SERVER_DATABASE_CONNECTION_URL": f"sqlite+aiosqlite:///{arrangement.folder / 'prefect.db'}",
        "PREFECT_SERVER_API_HOST": arrangement.host,
        "PREFECT_SERVER_API_PORT": str(arrangement.port),
        "PREFECT_SERVER_UI_API_URL": "/api",
        "PREFECT_SERVER_UI_V2_ENABLED": "false",
        "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_SERVER_CSRF_PROTECTION_ENABLED": "true",
        "PREFECT_SERVER_CORS_ALLOWED_ORIGINS": ",".join(sorted(origins)),
        "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "events,flow_runs",
        "PREFECT_SERVER_SERVICES_DB_VACUUM_RETENTION_PERIOD": str(RETENTION_SECONDS),
        "PREFECT__SERVER_FINAL": "1",
    }


def _auth(auth: str) -> dict[str, str]:
    return {"PREFECT_SERVER_API_AUTH_STRING": auth, "PREFECT_API_AUTH_STRING": auth} if auth else {}
