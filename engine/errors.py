"""What keeps the engine from starting, each with its one sentence."""

from typing import Any


class EngineError(Exception):
    """A reason not to start; ``facts`` holds the parts of the sentence."""

    message = "Griffie kan niet starten."

    def __init__(self, **facts: Any) -> None:
        """Keep the facts and build the sentence from them."""
        self.facts = facts
        super().__init__(self.message.format(**facts))


class OpenToOthers(EngineError):
    """An address that others can reach, without a password."""

    message = (
        "{host} is ook vanaf andere machines te bereiken; zet eerst GRIFFIE_API_AUTH (gebruiker:wachtwoord), "
        "of laat --host weg om alleen op deze machine te luisteren."
    )


class BadAuth(EngineError):
    """A password setting without its two parts."""

    message = "GRIFFIE_API_AUTH moet de vorm gebruiker:wachtwoord hebben."


class PortTaken(EngineError):
    """Another program listens where the server should."""

    message = "Poort {port} op {host} is al in gebruik; kies een andere met --port."


class AlreadyUp(EngineError):
    """A second start on the same home folder."""

    message = "Griffie draait al voor {home}: {address} (proces {pid})."


class ChildFailed(EngineError):
    """A part that ended before everything stood."""

    message = "{part} is gestopt voordat alles klaarstond; de laatste regels staan in {log}:\n{tail}"


class NotInTime(EngineError):
    """A part that did not answer within its time."""

    message = "{part} gaf na {seconds} seconden nog geen antwoord; zie {log}."


class NoProject(EngineError):
    """An installation without the files that Prefect needs."""

    message = "Geen prefect.yaml gevonden in {root}; Griffie draait vanuit zijn eigen projectmap (pip install -e .)."
