"""The command as a person types it, run in this process: words in, an exit code and sentences out."""

import io
import json
import os
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from desk.cli import main


@dataclass(frozen=True)
class Ran:
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What was printed with ``--json``."""
        return json.loads(self.out)


Griffie = Callable[..., Ran]


def griffie_of(home: Path) -> Griffie:
    """Return the command of a home; it has no other setting than that home, and those that it is given."""

    def run(*words: object, stdin: str = "", columns: int = 120, **settings: str) -> Ran:
        out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
        with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
            for name in [name for name in os.environ if name.startswith("GRIFFIE_")]:
                patch.delenv(name)
            chosen = {"GRIFFIE_HOME": str(home), "COLUMNS": str(columns), **settings}
            for name, value in chosen.items():
                patch.setenv(name, value)
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode()), encoding="utf-8"))
            code = main([str(word) for word in words])
        return Ran(code, *(told.buffer.getvalue().decode() for told in (out, err)))

    return run
