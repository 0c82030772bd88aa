"""Mail by SMTP, over one kept connection. A mail counts as sent only with the server's 250 after its last line.

What is refused before the text of the mail went over certainly did not arrive; what broke off after may have
(RFC 1047). Refusals of the address are final by their first figure; refusals of us (greeting, login, TLS) are not the
mail's fault and are tried again.
"""

import base64
import re
import smtplib
import socket
import ssl
from contextlib import suppress

from notifications.errors import BadAddress
from notifications.mail import sender_of, single_address
from notifications.notices import one_line
from notifications.outcomes import GiveUp, Outcome, Sent, TryAgain, Unsure
from notifications.parcels import Parcel
from notifications.transports.reasons import why_unreachable
from notifications.transports.servers import MailServer

TIMEOUT = 30.0
"""Seconds that the server may take for one answer."""

LONGEST_ANSWER = 300
"""Characters of a server's answer that are kept."""

OK, FORWARDED, START_OF_MAIL, CLOSING = 250, 251, 354, 421
NOT_NOW, NEVER = range(400, 500), range(500, 600)


class Refused(Exception):
    """The server's answer to a step is not the one that lets us go on."""

    def __init__(self, code: int, answer: bytes) -> None:
        """Keep the answer."""
        super().__init__(code)
        self.code, self.answer = code, answer


class Smtp:
    """Hands mails to one server, one after another. Made for one round of deliveries, then closed.

    After the server could not be reached the rest of the round waits, so that a dead server costs one time-out.
    """

    def __init__(self, server: MailServer, *, timeout: float = TIMEOUT, tls: ssl.SSLContext | None = None) -> None:
        """Take the server, the patience in seconds, and whom to trust (default: whom this machine trusts)."""
        self._server = server
        self._timeout = timeout
        self._tls = tls
        self._connection: smtplib.SMTP | None = None
        self._down: TryAgain | None = None

    def __repr__(self) -> str:
        return f"Smtp({self._server.name})"

    @property
    def stays_here(self) -> bool:
        """Return whether the server runs on this machine."""
        return self._server.is_loopback

    def deliver(self, parcel: Parcel) -> Outcome:
        """Return what the server said in the end about one mail to one address."""
        try:
            to, sender = single_address("To", parcel.to), sender_of(parcel.raw)
        except BadAddress as problem:
            return GiveUp(str(problem))
        kept = self._connection is not None
        outcome = self._offer(sender, to, parcel.raw)
        if kept and self._connection is None and isinstance(outcome, TryAgain):
            return self._offer(sender, to, parcel.raw)  # the kept connection had gone stale; nothing was handed over
        return outcome

    def close(self) -> None:
        """Say goodbye; the next delivery connects anew, also to a server that was down."""
        self._down = None
        if self._connection is not None:
            with suppress(OSError, smtplib.SMTPException):
                self._connection.quit()
            self._hang_up()

    def _offer(self, sender: str, to: str, raw: bytes) -> Outcome:
        if self._down is not None:
            return self._down
        try:
            connection = self._connected()
        except (OSError, smtplib.SMTPException) as problem:
            self._hang_up()
            self._down = TryAgain(f"mailserver {self._server.name} is niet bereikbaar: {self._told(problem)}")
            return self._down
        return self._hand_over(connection, sender, to, raw)

    def _hand_over(self, connection: smtplib.SMTP, sender: str, to: str, raw: bytes) -> Outcome:
        addressed = handed_over = False
        try:
            _expect(connection.mail(sender), OK)
            addressed = True
            _expect(connection.rcpt(to), OK, FORWARDED)
            _expect(connection.docmd("DATA"), START_OF_MAIL)
            handed_over = True
            connection.send(_dotted(raw))
            answer = _expect(connection.getreply(), OK)
        except Refused as refused:
            said = f"{refused.code} {self._tidy(refused.answer)}".strip()
            self._start_over(connection, refused.code)
            if handed_over and refused.code not in {*NOT_NOW, *NEVER}:
                return Unsure("de mailserver nam het bericht aan maar antwoordde onbegrijpelijk")
            return GiveUp(said) if addressed and refused.code in NEVER else TryAgain(said)
        except (OSError, smtplib.SMTPException) as problem:
            self._hang_up()
            told = self._told(problem)
            if handed_over:
                return Unsure(f"de mailserver nam het bericht aan maar bevestigde het niet: {told}")
            return TryAgain(f"de mailserver brak af: {told}")
        return Sent(f"{OK} {self._tidy(answer)}".strip())

    def _start_over(self, connection: smtplib.SMTP, code: int) -> None:
        """Make the connection ready for another mail, or let go of it when the server is closing it."""
        if code in {*NOT_NOW, *NEVER} - {CLOSING}:
            with suppress(OSError, smtplib.SMTPException):
                connection.rset()
                return
        self._hang_up()

    def _connected(self) -> smtplib.SMTP:
        if self._connection is None:
            self._connection = self._connect()
        return self._connection

    def _connect(self) -> smtplib.SMTP:
        server, name = self._server, _own_name()
        if server.scheme == "smtps":
            tls = self._trusting()
            safe = smtplib.SMTP_SSL(server.host, server.port, name, timeout=self._timeout, context=tls)
            return self._logged_in(safe)
        connection = smtplib.SMTP(server.host, server.port, name, timeout=self._timeout)
        if server.scheme == "smtp+starttls":
            try:
                connection.starttls(context=self._trusting())
            except BaseException:
                connection.close()
                raise
        return self._logged_in(connection)

    def _logged_in(self, connection: smtplib.SMTP) -> smtplib.SMTP:
        try:
            connection.ehlo_or_helo_if_needed()
            if self._server.user:
                connection.login(self._server.user, self._server.password)
        except BaseException:
            connection.close()
            raise
        return connection

    def _trusting(self) -> ssl.SSLContext:
        if self._tls is None:
            self._tls = ssl.create_default_context()
        return self._tls

    def _hang_up(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _told(self, problem: Exception) -> str:
        """Return a failure in one line."""
        if isinstance(problem, smtplib.SMTPResponseException):
            return f"{problem.smtp_code} {self._tidy(problem.smtp_error)}".strip()
        if isinstance(problem, TimeoutError) or isinstance(problem.__context__, TimeoutError):
            return f"geen antwoord binnen {self._timeout:g} seconden"
        if isinstance(problem, smtplib.SMTPServerDisconnected):
            return "de verbinding is verbroken"
        if isinstance(problem, smtplib.SMTPNotSupportedError):
            return "de server biedt niet wat in GRIFFIE_SMTP_URL staat (STARTTLS of inloggen)"
        return self._tidy(why_unreachable(problem))

    def _tidy(self, answer: bytes | str) -> str:
        """Return an answer on one line, not too long, without our password in any form in which it was sent."""
        line = one_line(answer if isinstance(answer, str) else answer.decode("utf-8", "replace"))
        for secret in _secrets(self._server):
            line = line.replace(secret, "***")
        return line[:LONGEST_ANSWER]


def _expect(reply: tuple[int, bytes], *codes: int) -> bytes:
    code, answer = reply
    if code not in codes:
        raise Refused(code, answer)
    return answer


def _dotted(raw: bytes) -> bytes:
    """Return the mail as it goes over the line: a full stop that starts a line doubled, and one alone at the end."""
    return re.sub(rb"(?m)^\.", b"..", raw) + (b".\r\n" if raw.endswith(b"\r\n") else b"\r\n.\r\n")


def _secrets(server: MailServer) -> list[str]:
    """Return the forms in which the password goes over the line (RFC 4616, and AUTH LOGIN)."""
    if not server.password:
        return []
    forms = (f"\0{server.user}\0{server.password}", server.password)
    return [*(base64.b64encode(form.encode()).decode() for form in forms), server.password]


def _own_name() -> str:
    """Return how we call ourselves in the greeting; asking the name service for more can take seconds."""
    name = socket.gethostname()
    return name if "." in name and name.isascii() else "localhost.localdomain"
