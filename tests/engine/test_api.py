"""The connection to Prefect's API, against a server that is slow or busy in a way of our choosing."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest

from engine.api import Api
from engine.settings import Arrangement

IMPATIENT = 0.2


class Moody(ThreadingHTTPServer):
    """A server whose first answers are late or refused; ``asked`` counts what came in."""

    def __init__(self) -> None:
        """Listen on a free port of loopback."""
        self.asked: list[str] = []
        self.late = 0
        self.busy = 0
        self.over = threading.Event()
        super().__init__(("127.0.0.1", 0), Answering)


class Answering(BaseHTTPRequestHandler):
    """Answers ``{"ok": true}`` once the server's mood has passed."""

    server: Moody

    def do_GET(self) -> None:
        """Answer a question."""
        self._answer()

    def do_POST(self) -> None:
        """Answer what would make something."""
        self._answer()

    def log_message(self, *_: object) -> None:
        """Keep silent."""

    def _answer(self) -> None:
        if "csrf" not in self.path:
            self.server.asked.append(self.command)
            if len(self.server.asked) <= self.server.late:
                self.server.over.wait(10)
                return
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        body = json.dumps({"ok": True, "token": "t"}).encode()
        busy = "csrf" not in self.path and len(self.server.asked) <= self.server.busy
        self.send_response(503 if busy else 200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture
def moody() -> Iterator[Moody]:
    server = Moody()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield server
    server.over.set()
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def api(moody: Moody, tmp_path: Path) -> Iterator[Api]:
    with Api(Arrangement(tmp_path, port=moody.server_address[1]), patience=IMPATIENT) as connection:
        yield connection


def test_a_question_without_an_answer_is_asked_again(moody: Moody, api: Api) -> None:
    moody.late = 2
    assert api.get("/flow_runs/1") == {"ok": True, "token": "t"}
    assert moody.asked == ["GET"] * 3


def test_what_makes_something_is_never_repeated_blindly(moody: Moody, api: Api) -> None:
    moody.late = 1
    with pytest.raises(httpx.ReadTimeout):
        api.post("/deployments/1/create_flow_run", {})
    assert moody.asked == ["POST"]


def test_a_busy_database_is_asked_again(moody: Moody, api: Api) -> None:
    moody.busy = 1
    assert api.post("/flow_runs/filter", {}) == {"ok": True, "token": "t"}
    assert moody.asked == ["POST", "POST"]
