"""Whether there is room to start: the port is free, and no other Griffie runs on the same home folder."""

import contextlib
import fcntl
import os
import socket
from collections.abc import Iterator

from config.home import RUNNING_FILE
from engine.errors import AlreadyUp, PortTaken
from engine.settings import Arrangement


def port_free(host: str, port: int) -> None:
    """Refuse a port on which somebody listens already."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as taken:
            raise PortTaken(host=host, port=port) from taken


@contextlib.contextmanager
def only_one(arrangement: Arrangement) -> Iterator[None]:
    """Hold the home folder while running; the lock goes with the process, also when it is killed."""
    arrangement.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (arrangement.home / RUNNING_FILE).open("a+", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as held:
            lock.seek(0)
            address, _, pid = lock.read().strip().partition(" ")
            raise AlreadyUp(home=arrangement.home, address=address or "?", pid=pid or "?") from held
        lock.truncate(0)
        lock.write(f"{arrangement.address} {os.getpid()}")
        lock.flush()
        yield
