"""Logging: one event is one line, and no password gets into it."""

import io
import logging
from collections.abc import Callable, Iterator

import pytest

from config import logs

Log = Callable[..., str]


@pytest.fixture
def log() -> Iterator[Log]:
    """Logs an event and returns what was written."""
    stream = io.StringIO()
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    logs.set_up(stream=stream, secrets=("zestien-geheime-tekens", "zestien"))

    def write(message: str, *parts: object, exc_info: bool = False) -> str:
        logging.getLogger("griffie.proef").warning(message, *parts, exc_info=exc_info)
        return stream.getvalue()

    yield write
    root.handlers[:] = before
    root.setLevel(level)


@pytest.mark.parametrize("text", ["a\nb", "a\r\nb", "a\x1b[31mb", "a\x00b", "a\x85b", "a\u2028b", "a\x9b31mb"])
def test_what_is_logged_cannot_fake_a_line_or_colour_a_terminal(log: Log, text: str) -> None:
    written = log("onderwerp %s", text)

    assert written.endswith("\n")
    assert len(written.splitlines()) == 1
    assert written.rstrip("\n").isprintable()


def test_a_traceback_stays_on_the_line_of_its_event(log: Log) -> None:
    try:
        int("boos")
    except ValueError:
        written = log("mislukt", exc_info=True)

    assert written.count("\n") == 1
    assert "ValueError: invalid literal" in written


def test_a_line_says_when_how_heavy_and_where_from(log: Log) -> None:
    at, weight, source, told = log("zaak EK-2018-001 ingeschreven").split(" ", 3)

    assert at[-6:] in {"+01:00", "+02:00"}
    assert (weight, source, told) == ("WARNING", "griffie.proef:", "zaak EK-2018-001 ingeschreven\n")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("postgresql://griffier:w8woord@server/naam", "postgresql://griffier:***@server/naam"),
        ("smtp://mail:w8woord@127.0.0.1:25 en meer", "smtp://mail:***@127.0.0.1:25 en meer"),
        ("sleutel zestien-geheime-tekens", "sleutel ***"),
        ("http://127.0.0.1:4200/api", "http://127.0.0.1:4200/api"),
    ],
)
def test_no_secret_is_logged(log: Log, text: str, told: str) -> None:
    assert log("%s", text).endswith(f": {told}\n")
