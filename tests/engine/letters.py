"""Letters for the engine's tests, written for them: a request, and the reply to it."""

SUBJECT = "Opvang van kinderen in de regio"


def request(day: str, *, subject: str = SUBJECT) -> str:
    """Return a committee's letter as it went out on a day ("8 juni 2026"), with a term of two weeks."""
    return f"""Eerste Kamer der Staten-Generaal

Aan de Minister van Justitie en Veiligheid
Postbus 20301
2500 EH Den Haag

datum {day}
betreft {subject}

Den Haag, {day}

Geachte heer,

De leden van de vaste commissie voor Immigratie en Asiel / JBZ-Raad hebben uw brief besproken en willen daarover nog
enkele vragen stellen.

De commissie ziet uw antwoord graag tegemoet, binnen twee weken na dagtekening van deze brief.

Hoogachtend,

De voorzitter van de vaste commissie voor Immigratie en Asiel / JBZ-Raad
"""


def reply(day: str, asked: str, *, subject: str = SUBJECT) -> str:
    """Return the minister's answer of a day to the letter of another."""
    return f"""Ministerie van Justitie en Veiligheid

Aan de Voorzitter van de Eerste Kamer der Staten-Generaal
Postbus 20017
2500 EA Den Haag

Datum {day}
Onderwerp Antwoord op vragen over {subject}

Den Haag, {day}

In antwoord op de brief van de vaste commissie voor Immigratie en Asiel / JBZ-Raad van {asked} bericht ik u als volgt.

Het overleg met de betrokken landen loopt. Over de uitkomst wordt uw Kamer ingelicht.

De Minister van Justitie en Veiligheid,
"""
