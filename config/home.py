"""Where the register lies, and the settings as they are written: by the standard library alone, for quick commands."""

import os
import re
from collections.abc import Mapping
from pathlib import Path

from config.errors import BadSettingsFile

PREFIX = "GRIFFIE_"
FOLDER = ".griffie"
SETTINGS_FILE = "settings.env"
DATABASE_FILE = "register.db"
RUNNING_FILE = "prefect/up.lock"
"""Where ``griffie up`` writes down its address and its process."""


_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_OURS = re.compile(rf"{PREFIX}[A-Za-z0-9_]*", re.IGNORECASE)


def find_home() -> Path:
    """Return the home folder: GRIFFIE_HOME, else the nearest folder ``.griffie`` upwards, else one to be made here."""
    named = os.environ.get(f"{PREFIX}HOME", "").strip()
    if named:
        return Path(named).expanduser().absolute()
    here = Path.cwd()
    upwards = (folder / FOLDER for folder in (here, *here.parents))
    return next((found for found in upwards if found.is_dir()), here / FOLDER)


def database_url(home: Path) -> str:
    """Return the address of the register: the one set, else a SQLite file in the home folder."""
    return written_settings(home).get("database_url") or f"sqlite:///{home.absolute() / DATABASE_FILE}"


def screens() -> str:
    """Return the address of the screens as a browser on this machine reaches them: those that run, else as set."""
    home = find_home()
    if running := _running(home):
        return running.replace("//0.0.0.0:", "//127.0.0.1:").replace("//[::]:", "//[::1]:")
    written = written_settings(home)
    host = written.get("host", "127.0.0.1")
    reached = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, host)  # noqa: S104 - compared with, not bound to
    return f"http://{reached}:{written.get('port', '4200')}"


def _running(home: Path) -> str:
    """Return the address that a running ``griffie up`` of this home wrote down; nothing where none runs."""
    try:
        address, _, process = (home / RUNNING_FILE).read_text(encoding="utf-8").partition(" ")
        os.kill(int(process), 0)
    except PermissionError:
        return address
    except (OSError, ValueError):
        return ""
    return address


def written_settings(home: Path, environment: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return every setting that is written down, by its name in small letters without prefix.

    The environment goes before the file ``settings.env`` of the home folder. An empty value counts as not given.

    Raises:
        BadSettingsFile: a line of the file is no setting.
    """
    found = os.environ if environment is None else environment
    written = {name: value for _, name, value in settings_lines(home)} | dict(found)
    named = ((name.upper().removeprefix(PREFIX).lower(), value) for name, value in written.items() if _ours(name))
    return {name: value for name, value in named if value.strip()}


def _ours(name: str) -> bool:
    return name.upper().startswith(PREFIX)


def settings_lines(home: Path) -> list[tuple[int, str, str]]:
    """Return the settings in the file of the home folder: number of the line, name, value; none without a file."""
    file = home / SETTINGS_FILE
    try:
        text = file.read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return []
    except (OSError, UnicodeDecodeError) as problem:
        raise BadSettingsFile(file=file, line=0, text=type(problem).__name__) from problem
    lines = ((number, line.strip()) for number, line in enumerate(text.splitlines(), start=1))
    return [(number, *_setting(file, number, line)) for number, line in lines if line and not line.startswith("#")]


def _setting(file: Path, number: int, line: str) -> tuple[str, str]:
    name, equals, value = line.partition("=")
    if not equals or not _NAME.fullmatch(name.strip()):
        begun = _OURS.match(line)  # what follows may be a password that lacks its equals sign
        raise BadSettingsFile(file=file, line=number, text=f"{begun[0]} …" if begun else "iets anders")
    value = value.strip()
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return name.strip(), value[1:-1] if quoted else value
