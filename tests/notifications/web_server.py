"""A web server on loopback that keeps what it is sent, and answers as it is told to."""

import ssl
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Hook:
    """A receiver on loopback: what it got, and how it answers: with its status, or (nought) as the path says."""

    port: int = 0
    status: int = 0
    repeats: bool = False
    """Whether it answers with what it was asked, as rude servers do."""
    got: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)


class _Answering(BaseHTTPRequestHandler):
    hook: Hook
    stop: threading.Event

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.hook.got.append((self.path, dict(self.headers), body))
        if self.path.rpartition("/")[2] in {"hang", "vanish"}:
            self.stop.wait(10 if self.path.endswith("/hang") else 0)
            return
        self._answer(self.hook.status or int(self.path.strip("/") or "200"))
        if self.hook.repeats:
            self.wfile.write(f"{self.path} {self.headers}".encode() + body)
        elif self.path == "/400":
            self._pour()

    def _answer(self, status: int) -> None:
        self.send_response(status)
        if 300 <= status < 400:
            self.send_header("Location", f"http://127.0.0.1:{self.hook.port}/200")
        if status == 503:
            self.send_header("Retry-After", "120")
        self.end_headers()

    def _pour(self) -> None:
        try:
            while not self.stop.is_set():
                self.wfile.write(b"x" * 65536)
        except OSError:
            pass

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def serving(tls: ssl.SSLContext | None = None) -> Iterator[Hook]:
    """Give a receiver that runs until the generator goes on."""
    hook, stop = Hook(), threading.Event()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Answering", (_Answering,), {"hook": hook, "stop": stop}))
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    hook.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield hook
    stop.set()
    server.shutdown()
    server.server_close()
    thread.join()
