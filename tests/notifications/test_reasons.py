"""Why a server could not be reached, told in Dutch."""

import errno
import os
import socket

import pytest

from notifications.transports.reasons import why_unreachable


@pytest.mark.parametrize(
    ("problem", "said"),
    [
        (
            OSError(errno.ECONNREFUSED, os.strerror(errno.ECONNREFUSED)),
            "de verbinding is geweigerd; er luistert daar niets ([Errno 111] Connection refused)",
        ),
        (
            socket.gaierror(-2, "Name or service not known"),
            "de naam van de server is niet te vinden ([Errno -2] Name or service not known)",
        ),
        (OSError(), "het lukte niet (OSError)"),
        (ValueError("odd"), "het lukte niet (odd)"),
    ],
)
def test_a_failed_connection_is_told_in_dutch_with_the_technical_words_behind_it(problem: Exception, said: str) -> None:
    assert why_unreachable(problem) == said


def test_what_lies_beneath_an_error_of_a_library_is_told() -> None:
    outer = ValueError("All connection attempts failed")
    outer.__cause__ = ConnectionRefusedError(errno.ECONNREFUSED, "refused")
    assert why_unreachable(outer).startswith("de verbinding is geweigerd")
