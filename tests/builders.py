"""Builders of letters and of a clerk's hand: valid by default, overridden by keyword. The sentences are our own."""

import os
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from casework import delivery, intake, morning, replies
from casework.showing import show
from casework.values import Done, Hand, PaperIn, ReceiveOrder, RequestOrder
from casework.workplace import Workplace
from notifications.carrier import Carrier, carrier_for
from procedure.wording import plain_date

REQUESTED, DUE, REPLIED = date(2018, 5, 31), date(2018, 6, 14), date(2018, 6, 20)
"""Thursday, Thursday, Wednesday: the consultation of 2018."""


def a_hand(on: date, **over: Any) -> Hand:
    """Return a clerk who acts on a day, at noon (UTC)."""
    at = datetime(on.year, on.month, on.day, 12, tzinfo=UTC)
    return Hand(**{"actor": "griffier", "on": on, "at": at, **over})


def a_request(
    *,
    dated: date | None = REQUESTED,
    to: str = "Staatssecretaris van Justitie en Veiligheid",
    term: str = "binnen twee weken na dagtekening van deze brief",
    copied: str = "de Minister van Buitenlandse Zaken",
    about: str = "de opvang van jonge asielzoekers",
    name: str = "verzoek.txt",
) -> PaperIn:
    """Return a request letter of the committee for Immigratie en Asiel / JBZ-Raad."""
    day = f"Den Haag, {plain_date(dated)}\n\n" if dated else ""
    asked = f"en ontvangen deze graag {term}" if term else "en wachten deze af"
    text = f"""BRIEF VAN DE VOORZITTER VAN DE VASTE COMMISSIE VOOR IMMIGRATIE EN ASIEL / JBZ-RAAD

Aan de {to}

{day}De leden van de vaste commissie voor Immigratie en Asiel / JBZ-Raad hebben gesproken over {about}.

Zij vragen u welke stappen het kabinet op dit punt zet. U heeft toegezegd de Kamer hierover te berichten (T01999).

Een afschrift van deze brief gaat naar {copied}.

De leden zien uw reactie met belangstelling tegemoet {asked}.

De voorzitter van de vaste commissie voor Immigratie en Asiel / JBZ-Raad,
R.G.J. Dercksen
"""
    return PaperIn(name, text.encode())


def a_reply(
    *,
    dated: date | None = REPLIED,
    sender: str = "Staatssecretaris van Justitie en Veiligheid",
    answers: date | None = REQUESTED,
    body: str = "Het kabinet zet drie stappen, die ik hieronder uiteenzet.",
    name: str = "antwoord.txt",
) -> PaperIn:
    """Return a reply to the chamber, on behalf of two ministers also."""
    day = f"Den Haag, {plain_date(dated)}\n\n" if dated else ""
    what = f"uw brief van {plain_date(answers)}" if answers else "de vragen van uw commissie"
    text = f"""BRIEF VAN DE {sender.upper()}

Aan de Voorzitter van de Eerste Kamer der Staten-Generaal

{day}Hierbij beantwoord ik, mede namens de Minister van Buitenlandse Zaken en de Minister van Financiën, {what}.

{body}

De {sender},
A.B. Voorbeeld
"""
    return PaperIn(name, text.encode())


def a_deferral(*, dated: date, until: date | None, name: str = "uitstel.txt") -> PaperIn:
    """Return a letter that asks for more time, to a day or without one."""
    promise = (
        f"U ontvangt de beantwoording uiterlijk {plain_date(until)}."
        if until
        else "Ik bericht u zodra de beantwoording gereed is."
    )
    text = f"""BRIEF VAN DE STAATSSECRETARIS VAN JUSTITIE EN VEILIGHEID

Aan de Voorzitter van de Eerste Kamer der Staten-Generaal

Den Haag, {plain_date(dated)}

Hierbij deel ik u mee dat het niet lukt de vragen uit uw brief van {plain_date(REQUESTED)} binnen de gestelde termijn te
beantwoorden, omdat daarvoor nader overleg nodig is. {promise}

De Staatssecretaris van Justitie en Veiligheid,
A.B. Voorbeeld
"""
    return PaperIn(name, text.encode())


def registered(place: Workplace, *, on: date = REQUESTED, order: RequestOrder | None = None, **letter: Any) -> Done:
    """Return a request that has been registered on a day."""
    return intake.request(place, a_request(**letter), order or RequestOrder(), a_hand(on))


def received(place: Workplace, paper: PaperIn | None = None, *, on: date = REPLIED, **order: Any) -> Done:
    """Return a paper that has been received on a day."""
    return replies.receive(place, paper or a_reply(), ReceiveOrder(received=on, **order), a_hand(on))


def a_line(**more: Any) -> dict[str, Any]:
    """Return a line of a bulk import: a request of 31 May 2018, to be answered by 28 June."""
    return {
        "chamber": "EK",
        "committee": "IA-JBZ",
        "ministry": "Staatssecretaris van Justitie en Veiligheid",
        "requested_on": "2018-05-31",
        "due_on": "2018-06-28",
        **more,
    }


def files(place: Workplace) -> Carrier:
    """Return a carrier that writes mails into files."""
    return carrier_for("", place.outgoing, "", ())


def morning_of(place: Workplace, on: date) -> Done:
    """Return the check of a day, after which what it owes has been delivered."""
    done = morning.check(place, a_hand(on))
    delivery.deliver(place, files(place), a_hand(on))
    return done


def shown(place: Workplace, case: str = "EK-2018-001", *, on: date = REPLIED) -> dict[str, Any]:
    """Return a case as it is shown on a day."""
    return show(place, case, on=on, at=a_hand(on).at)


def reminders(place: Workplace, case: str = "EK-2018-001") -> list[tuple[str, str, str]]:
    """Return the reminders of a case: rung, day owed, state."""
    return [(one["rung"], one["owed_on"], one["state"]) for one in shown(place, case)["reminders"]]


def planned(place: Workplace, case: str = "EK-2018-001") -> list[tuple[str, str]]:
    """Return what is still to come in a case: rung and day."""
    return [(one["rung"], one["owed_on"]) for one in shown(place, case)["planned"]]


def mails(place: Workplace) -> list[str]:
    """Return the texts of the mails that were written, in the order of their names."""
    return [path.read_text() for path in sorted(place.outgoing.glob("*.eml"))]


def dropped(inbox: Path, name: str, data: bytes) -> Path:
    """Return a file in the inbox that was written a while ago."""
    inbox.mkdir(exist_ok=True)
    path = inbox / name
    path.write_bytes(data)
    a_while_ago = path.stat().st_mtime - 3600
    os.utime(path, (a_while_ago, a_while_ago))
    return path
