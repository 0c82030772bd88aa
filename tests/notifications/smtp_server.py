"""A mail server for the tests, a process of its own, which behaves as the address it is given says.

    python smtp_server.py DIARY [--greeting 421] [--tls PEM] [--login PASSWORD]

It prints its port, then writes every mail of which it got the text as a line of JSON into the diary. Addresses:
``busy@`` 451, ``gone@`` 550, ``hangup@`` breaks off at the address, ``full@`` 452 after the text, ``spam@`` 554 after
it, ``vanish@`` takes the text and breaks off, ``garble@`` takes it and answers 250 in no known form, ``slow@`` takes it
and answers after 250 in a second and a half, ``closing@`` 250 and then breaks off; anybody else 250.
"""

import argparse
import asyncio
import base64
import json
import ssl
import warnings
from pathlib import Path

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

AT_ADDRESS = {"busy": "451 4.3.2 Even niet", "gone": "550 5.1.1 Onbekend"}
AFTER_TEXT = {"full": "452 4.2.2 Vol", "spam": "554 5.7.1 Geweigerd", "garble": "wat bedoelt u"}


class Clerk:
    """Keeps the diary, and answers."""

    def __init__(self, diary: Path) -> None:
        """Take the diary."""
        self.diary = diary

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, _: Session, envelope: Envelope, address: str, __: list[str]
    ) -> str:
        """Answer to an address."""
        name = address.partition("@")[0]
        if name == "hangup":
            server.transport.abort()
        if name not in AT_ADDRESS:
            envelope.rcpt_tos.append(address)
        return AT_ADDRESS.get(name, "250 OK")

    async def handle_DATA(self, server: SMTP, _: Session, envelope: Envelope) -> str:  # noqa: N802
        """Write the mail down, then answer to it."""
        raw = base64.b64encode(envelope.original_content or b"").decode()
        with self.diary.open("a") as file:
            file.write(json.dumps({"from": envelope.mail_from, "to": envelope.rcpt_tos, "raw": raw}) + "\n")
        name = envelope.rcpt_tos[0].partition("@")[0]
        if name == "vanish":
            server.transport.abort()
        if name == "closing":
            asyncio.get_running_loop().call_later(0.05, server.transport.abort)
        if name == "slow":
            await asyncio.sleep(1.5)
        return AFTER_TEXT.get(name, "250 2.0.0 Aangenomen als X1")


async def refuse(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Greet by sending away."""
    writer.write(b"421 4.3.2 Gesloten\r\n")
    await writer.drain()
    writer.close()


async def main() -> None:
    """Serve until killed."""
    warnings.simplefilter("ignore")  # a login without TLS is what some tests are about
    options = argparse.ArgumentParser()
    options.add_argument("diary", type=Path)
    options.add_argument("--greeting", default="220")
    options.add_argument("--tls", default="")
    options.add_argument("--login", default="")
    asked = options.parse_args()

    def knows(_: SMTP, __: Session, ___: Envelope, mechanism: str, login: LoginPassword) -> AuthResult:
        told = f"535 5.7.8 {login.password.decode()} is het niet"  # a rude server, which repeats the password
        return AuthResult(success=login.password == asked.login.encode(), handled=False, message=told)

    def make() -> SMTP:
        tls = None
        if asked.tls:
            tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
            tls.load_cert_chain(asked.tls)
        authenticator = knows if asked.login else None
        return SMTP(
            Clerk(asked.diary),
            hostname="proef",
            tls_context=tls,
            authenticator=authenticator,
            auth_require_tls=False,
            auth_required=bool(asked.login),
        )

    loop = asyncio.get_running_loop()
    if asked.greeting == "421":
        server = await asyncio.start_server(refuse, "127.0.0.1", 0)
    else:
        server = await loop.create_server(make, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)  # noqa: T201
    await server.serve_forever()


asyncio.run(main())
