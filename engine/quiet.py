"""Keeps Prefect's own housekeeping out of a run's log in the UI, so that what is left reads like a diary."""

import logging
from importlib.util import find_spec
from pathlib import Path

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
FILTERS = "filters:\n  diary:\n    (): engine.quiet.Diary\n\nhandlers:\n"


class Diary(logging.Filter):
    """Lets through what a reader of the history wants to know: our sentences, warnings, and what went wrong."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Return whether the record belongs in the history."""
        return record.levelno > logging.INFO or not record.getMessage().startswith(HOUSEKEEPING)


def configure(folder: Path) -> None:
    """Write Prefect's logging configuration with our filter into its home folder, where Prefect looks for one."""
    spec = find_spec("prefect")
    if spec is None or spec.origin is None:
        return
    packaged = (Path(spec.origin).parent / "logging" / "logging.yml").read_text(encoding="utf-8")
    text = packaged.replace(PLAIN, FILTERED).replace("\nhandlers:\n", f"\n{FILTERS}")
    (folder / "logging.yml").write_text(text, encoding="utf-8")
