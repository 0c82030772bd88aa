"""What Prefect writes under ``griffie up`` is a line an event too, whatever is in it (S14)."""

import json
import os
import subprocess
import sys
from pathlib import Path

from engine.quiet import configure
from tests.config.test_logs import HOSTILE

ROOT = Path(__file__).parents[2]

LOGS = """
import json, sys
from prefect.logging import get_logger
from prefect.logging.configuration import setup_logging
setup_logging()
logger = get_logger("proef")
for text in json.load(sys.stdin):
    logger.warning("onderwerp %s", text)
    try:
        raise ValueError(text)
    except ValueError:
        logger.exception("mislukt")
"""


def logged(home: Path, texts: list[str]) -> list[str]:
    """Return the lines that a process of Prefect's writes of two events for each text, one with a traceback."""
    configure(home)
    settings = {"PREFECT_HOME": str(home), "PREFECT_LOGGING_SETTINGS_PATH": str(home / "logging.yml")}
    done = subprocess.run(
        [sys.executable, "-c", LOGS],
        input=json.dumps(texts),
        env=os.environ | settings,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stderr.removesuffix("\n").split("\n")


def test_an_event_of_prefect_is_one_line(tmp_path: Path) -> None:
    lines = logged(tmp_path, HOSTILE)
    assert len(lines) == 2 * len(HOSTILE)
    assert all("onderwerp begin" in line for line in lines[::2])
    assert all("ValueError: begin" in line for line in lines[1::2])
