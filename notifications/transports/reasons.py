"""Why a server could not be reached, for a person: a Dutch sentence, the technical words in brackets behind it."""

import errno
import socket
import ssl
from collections.abc import Iterator

from notifications.notices import one_line

_BY_NUMBER = {
    errno.ECONNREFUSED: "de verbinding is geweigerd; er luistert daar niets",
    errno.ECONNRESET: "de verbinding is verbroken",
    errno.EPIPE: "de verbinding is verbroken",
    errno.EHOSTUNREACH: "de weg erheen is er niet",
    errno.ENETUNREACH: "er is geen netwerk",
    errno.ETIMEDOUT: "er kwam geen antwoord",
}
_LONGEST = 200


def why_unreachable(problem: BaseException) -> str:
    """Return why a connection failed: ``de verbinding is verbroken ([Errno 104] Connection reset by peer)``."""
    technical = one_line(str(problem))[:_LONGEST] or type(problem).__name__
    said = next((found for each in _chain(problem) if (found := _said(each))), "het lukte niet")
    return f"{said} ({technical})"


def _said(problem: BaseException) -> str | None:
    if isinstance(problem, socket.gaierror):
        return "de naam van de server is niet te vinden"
    if isinstance(problem, ssl.SSLCertVerificationError):
        return "het certificaat van de server klopt niet"
    if isinstance(problem, ssl.SSLError):
        return "er kwam geen beveiligde verbinding tot stand"
    return _BY_NUMBER.get(problem.errno or 0) if isinstance(problem, OSError) else None


def _chain(problem: BaseException | None) -> Iterator[BaseException]:
    """Give an error and what caused it, the outermost first."""
    while problem is not None:
        yield problem
        problem = problem.__cause__ or problem.__context__
