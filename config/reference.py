"""The reference data that come with the program, and the rules of an office as quick commands read them.

The files in ``config/data`` are seed only: they are loaded once, into versioned rows. From then on an office changes
its rows, and exports them to ``rulebook.json`` in its home folder.
"""

import json
import tomllib
from pathlib import Path
from typing import Any

from config.errors import BadRulebook
from procedure.errors import ProcedureError
from procedure.rulebook import Rulebook

DATA = Path(__file__).parent / "data"
EXPORT = "rulebook.json"


def packaged_tables() -> dict[str, Any]:
    """Return the tables of every file in ``config/data``, by name: the calendar, rules, ladder and small office."""
    tables: dict[str, Any] = {}
    for file in sorted(DATA.glob("*.toml")):
        tables |= tomllib.loads(file.read_text(encoding="utf-8"))
    return tables


def packaged_rulebook() -> Rulebook:
    """Return the rulebook that comes with the program."""
    return Rulebook.from_tables(packaged_tables())


def rulebook_export(home: Path) -> Path:
    """Return where an office's rules are exported."""
    return home / EXPORT


def read_rulebook(home: Path) -> Rulebook:
    """Return the rulebook of the office in this home folder; the packaged one where there is no office yet.

    Raises:
        BadRulebook: the export cannot be read.
    """
    file = rulebook_export(home)
    try:
        return Rulebook.from_tables(json.loads(file.read_text(encoding="utf-8")))
    except (FileNotFoundError, NotADirectoryError):
        return packaged_rulebook()
    except (OSError, ValueError, TypeError, AttributeError, ProcedureError) as problem:
        raise BadRulebook(file=file, problem=" ".join(str(problem).split())) from problem
