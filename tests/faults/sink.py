"""A mail server for the faults, a process of its own: quick, and it writes down each text before it confirms it.

    python sink.py LOG [--behave NAME]

It prints its port. Of every mail of which it got the whole text its Message-ID and its first recipient go into the log,
on a line, before the answer. ``--behave`` says what it does to every mail until the file LOG.well is there: ``drop``
breaks off after the text, ``late`` confirms after a second and a half, ``hangup`` breaks off at the address, ``away``
sends everybody away at the door, ``busy`` answers 451, ``gone`` 550; ``well`` does none of it.
"""

import argparse
import asyncio
import re
from pathlib import Path

MESSAGE_ID = re.compile(rb"(?im)^message-id: <([^>]*)>")
LATE = 1.5


class Talk(asyncio.Protocol):
    """One conversation."""

    def __init__(self, log: Path, behave: str) -> None:
        """Take the log, and how to behave until all is well."""
        self.log, self._behave = log, behave
        self.heard, self.to, self.in_text = bytearray(), b"", False

    @property
    def behave(self) -> str:
        """How to behave now."""
        return "well" if self._behave != "well" and self.log.with_suffix(".well").exists() else self._behave

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Greet, or send away."""
        assert isinstance(transport, asyncio.Transport)
        self.line = transport
        self.line.write(b"421 4.3.2 Gesloten\r\n" if self.behave == "away" else b"220 put ESMTP\r\n")
        if self.behave == "away":
            self.line.close()

    def data_received(self, data: bytes) -> None:
        """Answer to every line, and to a text at its end."""
        self.heard += data
        while not self.line.is_closing():
            ending = b"\r\n.\r\n" if self.in_text else b"\r\n"
            said, found, rest = bytes(self.heard).partition(ending)
            if not found:
                return
            self.heard = bytearray(rest)
            self.text(said) if self.in_text else self.word(said)

    def word(self, said: bytes) -> None:
        """Answer to a command."""
        name = said[:4].upper()
        if name == b"RCPT":
            self.to = said.partition(b"<")[2].partition(b">")[0]
            if self.behave == "hangup":
                self.line.abort()
                return
            answers = {"busy": b"451 4.3.2 Druk\r\n", "gone": b"550 5.1.1 Weg\r\n"}
            self.line.write(answers.get(self.behave, b"250 ok\r\n"))
            return
        self.in_text = name == b"DATA"
        self.line.write(b"354 kom maar\r\n" if self.in_text else b"221 dag\r\n" if name == b"QUIT" else b"250 put\r\n")
        if name == b"QUIT":
            self.line.close()

    def text(self, said: bytes) -> None:
        """Write a mail down, then confirm it."""
        self.in_text = False
        found = MESSAGE_ID.search(said)
        with self.log.open("ab") as log:
            log.write((found[1] if found else b"?") + b" " + self.to + b"\n")
        if self.behave == "drop":
            self.line.abort()
        elif self.behave == "late":
            asyncio.get_running_loop().call_later(LATE, self.line.write, b"250 laat\r\n")
        else:
            self.line.write(b"250 2.0.0 aangenomen\r\n")


async def main() -> None:
    """Serve until killed."""
    options = argparse.ArgumentParser()
    options.add_argument("log", type=Path)
    options.add_argument("--behave", default="well")
    asked = options.parse_args()
    asked.log.touch()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Talk(asked.log, asked.behave), "127.0.0.1", 0, backlog=256)
    print(server.sockets[0].getsockname()[1], flush=True)  # noqa: T201
    await server.serve_forever()


asyncio.run(main())
