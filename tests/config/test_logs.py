"""Logging: one event is one line, and no password gets into it (S14)."""

import io
import logging
import re
from collections.abc import Callable, Iterator
from itertools import product

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


BREAKS = [
    *("\n", "\r", "\r\n", "\n\n", "\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029", "\x00", "\x08"),
    *(
        "\x1b[31m",
        "\x1b[2J",
        "\x1b]0;titel\x07",
        "\x9b31m",
        "\x7f",
        "\x1b[1A\x1b[2K",
        "\\n",
        "\\r\\n",
        "%0a%0d",
        "\n\t",
        "\t\n",
    ),
]
FORGED = [
    *(
        "2026-01-01T00:00:00.000+01:00 ERROR griffie: vals",
        "vals",
        "",
        " ",
        "zaak EK-2018-001 gesloten",
        "}",
        "%s",
        "{}",
    ),
    *("Let op: niets", "\x1b[0m", "http://u:w@h/", "-- ", "a" * 300, "é", "\u202e", "<b>", "'", '"', "0", "\n"),
]
HOSTILE = [f"begin{broken}{forged}{broken}eind" for broken, forged in product(BREAKS, FORGED)]


def in_every_part(formatter: logs.OneLine, text: str) -> list[str]:
    """Return what is written of events in which a text is the message, a part of it, the source, or the error."""
    told = (ValueError, ValueError(text), None)
    events = ((text, (), "griffie", None), ("onderwerp %s", (text,), "griffie", None))
    others = (("onderwerp", (), text, None), ("mislukt", (), "griffie", told))
    return [
        formatter.format(logging.LogRecord(name, logging.WARNING, "", 0, message, parts, exc_info))
        for message, parts, name, exc_info in (*events, *others)
    ]


def test_one_event_is_one_line_whatever_is_in_it() -> None:
    assert len(set(HOSTILE)) == 500
    for text in HOSTILE:
        for written in in_every_part(logs.OneLine(), text):
            assert len(written.splitlines()) == 1, repr(text)
            assert not re.search(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029]", written), repr(text)
