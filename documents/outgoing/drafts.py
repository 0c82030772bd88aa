"""What a letter is made of, before its template gives it words: from whom, to whom, on which day, about what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from documents.dates import dutch, listed
from procedure.clauses import Unit
from procedure.identifiers import Dossier, EDossier
from procedure.wording import length, long_date

if TYPE_CHECKING:
    from datetime import date

REQUEST, RAPPEL, RECEIPT = "verzoekbrief", "rappelbrief", "ontvangstbevestiging"
"""The letters, by the folder of their template."""

SUBJECT_OF_RAPPEL, SUBJECT_OF_RECEIPT = "Rappel", "Uitstel van beantwoording"


@dataclass(frozen=True, slots=True)
class Envelope:
    """What every letter has.

    ``committees`` bear their full names ("vaste commissie voor Financiën"), the leading one first; ``signatories`` are
    the names under the letter, one for each committee, empty where not known; ``case`` is the number of the case.
    """

    committees: tuple[str, ...]
    addressees: tuple[str, ...]
    dated_on: date
    signatories: tuple[str, ...] = ()
    place: str = "Den Haag"
    subject: str = ""
    dossiers: tuple[str, ...] = ()
    case: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A letter to be worded: its template, its envelope, the office that signs, and what else the template is given."""

    name: str
    envelope: Envelope
    signs: str
    facts: tuple[tuple[str, Any], ...] = ()


def request(
    envelope: Envelope,
    *,
    paragraphs: tuple[str, ...],
    term: str = "",
    copied_to: tuple[str, ...] = (),
    further: bool = False,
) -> Draft:
    """Return a request: the committee's own paragraphs or questions, with the term in words ("binnen vier weken …")."""
    facts = (
        ("paragraphs", [_lines(one) for one in paragraphs if one.strip()]),
        ("term", one_line(term).rstrip(".")),
        ("copied_to", listed([f"de {one_line(office)}" for office in copied_to])),
        ("copies", len(copied_to)),
        ("further", further),
    )
    return Draft(REQUEST, envelope, "voorzitter", facts)


def rappel(
    envelope: Envelope, *, requested_on: date, due_on: date | None, agreed_on: date | None, answer: str = ""
) -> Draft:
    """Return the formal reminder in the chair's name, as it reads on its day.

    ``due_on`` is the day that the request set, ``agreed_on`` the one agreed since (the same where nothing was put off);
    ``answer`` says until when an answer is asked now, in words.
    """
    last = agreed_on or due_on
    put_off = agreed_on is not None and agreed_on != due_on
    late = (envelope.dated_on - last).days if last else 0
    facts = (
        ("requested", dutch(requested_on)),
        ("due", long_date(due_on) if due_on else ""),
        ("agreed", long_date(agreed_on) if put_off and agreed_on else ""),
        ("late", length(late, Unit.DAYS) if late > 0 else ""),
        ("answer", one_line(answer).rstrip(".")),
    )
    return Draft(RAPPEL, envelope, "voorzitter", facts)


def receipt(
    envelope: Envelope,
    *,
    requested_on: date,
    asked_on: date,
    until: date | None,
    by_letter: bool,
    agreed_on: date | None,
) -> Draft:
    """Return the receipt of a postponement: what was announced, and which day holds from now on.

    Without a new day the agreed one stays, and a day is asked for.
    """
    facts = (
        ("requested", dutch(requested_on)),
        ("asked", dutch(asked_on)),
        ("until", long_date(until) if until else ""),
        ("by_letter", by_letter),
        ("agreed", long_date(agreed_on) if agreed_on else ""),
    )
    return Draft(RECEIPT, envelope, "griffier", facts)


def context_of(draft: Draft) -> dict[str, Any]:
    """Return what a template is given: texts on one line each, and lists of them; nothing that can be called."""
    envelope = draft.envelope
    return {
        "committees": the_committees(envelope.committees),
        "several": len(envelope.committees) > 1,
        "subject": one_line(envelope.subject),
        "dossiers": listed([spoken_dossier(one) for one in envelope.dossiers]),
        "case": one_line(envelope.case),
        **dict(draft.facts),
    }


def the_committees(names: tuple[str, ...]) -> str:
    """Return committees as one phrase: "de vaste commissies voor A en voor B"."""
    plain = [one_line(name) for name in names]
    parted = [name.partition(" voor ") for name in plain]
    kinds = {kind for kind, _, _ in parted}
    if len(plain) > 1 and len(kinds) == 1 and all(rest for _, _, rest in parted):
        return f"de {kinds.pop()}s {listed([f'voor {rest}' for _, _, rest in parted])}"
    return listed([f"de {name}" for name in plain])


def spoken_dossier(number: str) -> str:
    """Return a dossier as print has it: "34 964"; an E-dossier keeps its own form."""
    return str(EDossier.parse(number)) if number[:1] in {"E", "e"} else Dossier.parse(number).spoken


def one_line(text: str) -> str:
    """Return a text from outside on one line, without control characters: it cannot begin a line of the letter."""
    return " ".join("".join(each if each.isprintable() else " " for each in text).split())


def _lines(paragraph: str) -> str:
    """Return a paragraph with its own lines kept, each without control characters."""
    return "\n".join(filter(None, (one_line(line) for line in paragraph.splitlines())))
