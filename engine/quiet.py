"""Keeps Prefect's own housekeeping out of a run's log in the UI, and each event of its log files on one line."""

import logging
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from config.logs import escaped

HOUSEKEEPING = (
    "All deployment steps completed",
    "Beginning flow run",
    "Deployment step ",
    "Executing deployment step",
    "Finished in state Completed",
    "Flow run '",
    "Running ",
    "View at ",
    "Worker '",
)
"""How Prefect's lines about fetching code, starting and ending begin; they stay in the worker's log file."""

PLAIN = "    class: prefect.logging.handlers.APILogHandler\n"
FILTERED = f"{PLAIN}    filters: [diary]\n"
MANY_LINES = "(): prefect.logging.formatters.PrefectFormatter\n"
ONE_LINE = "(): engine.quiet.OneLine\n"
FILTERS = "filters:\n  diary:\n    (): engine.quiet.Diary\n\nhandlers:\n"


class Diary(logging.Filter):
    """Lets through what a reader of the history wants to know: our sentences, warnings, and what went wrong."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Return whether the record belongs in the history."""
        return record.levelno > logging.INFO or not record.getMessage().startswith(HOUSEKEEPING)


class OneLine(logging.Formatter):
    """Writes an event as Prefect does, but on one line: a line end or an escape in it is written out."""

    def __init__(self, **options: Any) -> None:
        """Take what Prefect's own formatter takes."""
        from prefect.logging.formatters import PrefectFormatter  # noqa: PLC0415 - it is Prefect that loads this class

        super().__init__()
        self._usual = PrefectFormatter(**options)

    def format(self, record: logging.LogRecord) -> str:
        """Return the event, its traceback included, as one line."""
        return escaped(self._usual.format(record))


def configure(folder: Path) -> None:
    """Write Prefect's logging configuration with filter and formatter of ours into its home folder, where it looks."""
    spec = find_spec("prefect")
    if spec is None or spec.origin is None:
        return
    packaged = (Path(spec.origin).parent / "logging" / "logging.yml").read_text(encoding="utf-8")
    text = packaged.replace(PLAIN, FILTERED).replace("\nhandlers:\n", f"\n{FILTERS}").replace(MANY_LINES, ONE_LINE)
    (folder / "logging.yml").write_text(text, encoding="utf-8")
