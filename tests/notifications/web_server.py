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
    got: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)


def _handler(hook: Hook, stop: threading.Event) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            hook.got.append((self.path, dict(self.headers), body))
            if self.path.rpartition("/")[2] in {"hang", "vanish"}:
                stop.wait(10 if self.path.endswith("/hang") else 0)
                return
            status = hook.status or int(self.path.strip("/") or "200")
            self.send_response(status)
            if 300 <= status < 400:
                self.send_header("Location", f"http://127.0.0.1:{hook.port}/200")
            if status == 503:
                self.send_header("Retry-After", "120")
            self.end_headers()
            if status == 400:
                self._pour()

        def _pour(self) -> None:
            try:
                while not stop.is_set():
                    self.wfile.write(b"x" * 65536)
            except OSError:
                pass

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    return Handler


def serving(tls: ssl.SSLContext | None = None) -> Iterator[Hook]:
    """Give a receiver that runs until the generator goes on."""
    hook, stop = Hook(), threading.Event()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(hook, stop))
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
