"""The log of our own failures: each event is one line, and nothing in it can seem to be another event."""

import re
from pathlib import Path

import pytest

from desk.failures import write_down
from tests.config.test_logs import HOSTILE

EVENT = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+[+-]\d\d:\d\d ERROR griffie: een opdracht is mislukt")


def test_an_event_is_one_entry_whatever_its_error_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRIFFIE_HOME", str(tmp_path))
    for text in HOSTILE:
        assert len(write_down(ValueError(text)).splitlines()) == 1
    written = (tmp_path / "logs" / "griffie.log").read_text("utf-8")
    lines = written.removesuffix("\n").split("\n")
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]", written)
    assert len(lines) == len(HOSTILE)
    assert all(EVENT.match(line) and "ValueError" in line for line in lines)
