"""A list of cases and one case, set for a terminal from the same data that ``--json`` prints."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from desk.say import rung_with_code
from desk.text import NOTHING, Column, counted, long_day, moment, short_day, table, wrapped
from engine.links import case_url
from procedure.vocabulary import Access, LetterKind, ReminderState, Stage, TermKind, Via

DOUBT, TERM = "doubt", "Termijn:"
NOTICED = {
    DOUBT: "",
    "warning": "",
    "despite": "vastgesteld hoewel ",
    "missing_bracket": "in het stuk ontbreekt een haakje: ",
    "impossible_date": "in het stuk staat een onmogelijke datum: ",
    "not_utf8": "het stuk is in een oude tekencodering: ",
    "control_characters": "",
    "metadata_differs": "gedrukt en opgegeven verschillen: ",
}
"""How a page introduces what was odd about a paper, or passed over."""

CASE_COLUMNS = (
    Column("zaak"),
    Column("onderwerp", shrinks=True),
    Column("bij", shrinks=True),
    Column("stand", shrinks=True),
    Column("uiterlijk"),
    Column("afgesproken"),
    Column("antwoord"),
    Column("te laat", right=True),
)


def case_list(cases: list[dict[str, Any]], *, filtered: bool) -> str:
    """Return the list of cases as a table: both clocks, and how many days late on each."""
    if not cases:
        return "Geen zaken die hieraan voldoen." if filtered else "Nog geen zaken. Begin met `griffie request BRIEF`."
    late = sum(1 for case in cases if case["late"])
    return "\n".join(
        [
            table(*_without_empty(CASE_COLUMNS, [_case_row(case) for case in cases])),
            "",
            f"{counted(len(cases), 'zaak', 'zaken')}, waarvan {late} te laat.",
            *(wrapped(task["text"]) for case in cases for task in case["tasks"]),
            "Te laat: dagen na de oorspronkelijke dag / na de afgesproken dag.",
        ]
    )


def _without_empty(
    columns: Sequence[Column], rows: list[tuple[str, ...]]
) -> tuple[list[Column], list[tuple[str, ...]]]:
    """Return the table without the columns in which no row says anything, so that the others get their room."""
    said = [place for place in range(len(columns)) if any(row[place] != NOTHING for row in rows)]
    return [columns[place] for place in said], [tuple(row[place] for place in said) for row in rows]


def _case_row(case: dict[str, Any]) -> tuple[str, ...]:
    return (
        case["case"],
        case["subject"],
        case["ministry"] or NOTHING,
        Stage(case["stage"]).label,
        short_day(case["due_on"]),
        short_day(case["agreed_due_on"]) if case["agreed_due_on"] != case["due_on"] else NOTHING,
        short_day(case["answered_on"]),
        lateness(case),
    )


def lateness(case: dict[str, Any]) -> str:
    """Return the days late on both clocks: ``6``, or ``15 / 0`` where they differ; a dash when in time."""
    original, agreed = case["days_late"], case["days_late_agreed"]
    if not case["late"] and not original and not agreed:
        return NOTHING
    return str(original) if original == agreed else f"{original} / {agreed}"


def case_page(case: dict[str, Any], *, address: str) -> str:
    """Return one case as a page: its standing first, then what it is made of, then its diary and where its runs are."""
    sections = (
        (None, _head(case)),
        ("Te doen", (wrapped(task["text"].removeprefix("Te doen: "), indent="  - ") for task in case["tasks"])),
        ("Termijnen", _terms(case)),
        ("Brieven", _letters(case)),
        ("Herinneringen", _reminders(case["reminders"])),
        ("Nog te komen", _planned(case["planned"])),
        ("Verslag", _report(case["report"])),
        ("Te bevestigen", _doubts(case)),
        ("Opgemerkt", _noticed(case)),
        ("Verloop", _events(case["events"])),
        ("Runs", (f"  {case_url(address, case['case'])}",) if case["runs"] else ()),
    )
    parts: list[str] = []
    for heading, lines in sections:
        found = list(lines)
        if found:
            parts.append("\n".join([heading, *found] if heading else found))
    return "\n\n".join(parts)


def _head(case: dict[str, Any]) -> Iterator[str]:
    yield wrapped(f"{case['case']} · {case['subject']}")
    facts = {
        "Stand": f"{Stage(case['stage']).label}{_round(case)}",
        "Commissie": ", ".join(case["committees"]) or NOTHING,
        "Dossiers": ", ".join(case["dossiers"]) or NOTHING,
        "Verzoek van": long_day(case["requested_on"]),
        "Uiterlijk": long_day(case["due_on"]),
        "Afgesproken": long_day(case["agreed_due_on"]),
        "Antwoord van": long_day(case["answered_on"]),
        "Ontvangen": long_day(case["received_on"]),
        "Te laat": _late(case),
    }
    for label, value in facts.items():
        yield wrapped(value, indent=f"  {label + ':':<14}")
    for office in case["addressees"]:
        answer = f"beantwoord op {long_day(office['answered_on'])}" if office["answered_on"] else "nog niet beantwoord"
        yield wrapped(f"{office['office']} ({answer})", indent="  Gevraagd aan: ")


def _round(case: dict[str, Any]) -> str:
    return f" · ronde {case['round']}" if case["round"] and case["round"] > 1 else ""


def _late(case: dict[str, Any]) -> str:
    if not case["due_on"]:
        return "er is geen uiterste dag gesteld"
    if not case["late"]:
        return "nee"
    original = f"{counted(case['days_late'], 'dag', 'dagen')} na de oorspronkelijke dag"
    if case["days_late_agreed"] == case["days_late"]:
        return original
    return f"{original}, {counted(case['days_late_agreed'], 'dag', 'dagen')} na de afgesproken dag"


def _terms(case: dict[str, Any]) -> Iterator[str]:
    for term in case["terms"]:
        kind = TermKind(term["kind"]).label
        state = "" if term["in_force"] else (" · vervallen" if term["accepted"] else " · geweigerd")
        yield wrapped(
            f"{kind}: {long_day(term['due_on'])}{_why(term)}{_told_by(term)}{state}", indent="  ", hang="    "
        )
        for step in term.get("explanation") or ():
            yield wrapped(step, indent="      ")


def _why(term: dict[str, Any]) -> str:
    """Return the ground of a revision in brackets; the public reads none."""
    return f" ({term['reason']})" if term.get("reason") else ""


def _told_by(term: dict[str, Any]) -> str:
    """Return how a postponement came that no letter brought, and who said so."""
    if term.get("via") in {None, Via.LETTER}:
        return ""
    by = f", gezegd door {term['said_by']}" if term.get("said_by") else ""
    return f" · per {Via(term['via']).label}{by}"


def _secrecy(letter: dict[str, Any]) -> str:
    """Return that a letter is confidential, and where it lies for whoever may know."""
    if letter["access"] != Access.CONFIDENTIAL:
        return ""
    return f" · vertrouwelijk, ter inzage: {letter['located_at']}" if letter.get("located_at") else " · vertrouwelijk"


def _letters(case: dict[str, Any]) -> Iterator[str]:
    for letter in case["letters"]:
        kind = LetterKind(letter["kind"]).label
        hidden = letter["access"] == Access.CONFIDENTIAL
        sender = letter["sender"] or letter.get("sender_name") or ("" if hidden else "afzender onbekend")
        state = _secrecy(letter) + ("" if letter["in_force"] else " · uit de zaak gehaald")
        yield wrapped(
            f"{kind} van {long_day(letter['dated_on'])}{f', {sender}' if sender else ''}{state}",
            indent=f"  {letter['id']:>3}  ",
        )
        for label, offices in (("mede namens", letter["on_behalf_of"]), ("in afschrift aan", letter["copied_to"])):
            if offices:
                yield wrapped(f"{label}: {'; '.join(offices)}", indent="       ")


def _reminders(reminders: Iterable[dict[str, Any]]) -> Iterator[str]:
    for one in reminders:
        state = ReminderState(one["state"]).label
        why = f" ({one['reason']})" if one["reason"] else ""
        sent = f" op {moment(one['sent_at'])}" if one["sent_at"] else ""
        yield wrapped(
            f"{rung_with_code(one['rung'])} · aan {one['recipient']} · {state}{sent}{why}",
            indent=f"  {short_day(one['owed_on'])}  ",
        )


def _planned(planned: Iterable[dict[str, Any]]) -> Iterator[str]:
    for one in planned:
        yield wrapped(
            f"{rung_with_code(one['rung'])} · aan {one['recipient']}", indent=f"  {short_day(one['owed_on'])}  "
        )


def _report(report: dict[str, Any] | None) -> Iterator[str]:
    if not report:
        return
    number = f"nummer {report['number']}, " if report["number"] else ""
    yield wrapped(f"{number}vastgesteld {long_day(report['adopted_on'])}", indent="  ")
    if report["published_on"]:
        yield wrapped(f"gepubliceerd {long_day(report['published_on'])}, druk {report['edition']}", indent="  ")
    for edition in report["editions"]:
        for file in edition["files"]:
            size = f" · {counted(file['size'], 'byte', 'bytes')}" if file.get("size") else ""
            yield f"  {file.get('path') or file['name']}{size} · sha256 {file['sha256'][:12]}…"


def _doubts(case: dict[str, Any]) -> Iterator[str]:
    """Return what was read with doubt, each once: the clerk looks at it in the letter."""
    for text in dict.fromkeys(one["text"] for one in case["anomalies"] if _waits(one, case)):
        yield wrapped(text, indent="  - ")


def _waits(one: dict[str, Any], case: dict[str, Any]) -> bool:
    """Return whether something is a doubt that still waits for the clerk; a term that was put right does not."""
    settled = any(term["kind"] == TermKind.CORRECTION for term in case["terms"])
    return one["code"] == DOUBT and not (settled and one["text"].startswith(TERM))


def _noticed(case: dict[str, Any]) -> Iterator[str]:
    """Return the warnings that were passed, what was doubted and settled, and what the papers have wrong."""
    others = (one for one in case["anomalies"] if not _waits(one, case))
    for text in dict.fromkeys(f"{NOTICED.get(one['code'], 'in het stuk: ')}{one['text']}" for one in others):
        yield wrapped(text, indent="  - ")


def _events(events: Iterable[dict[str, Any]]) -> Iterator[str]:
    for event in events:
        ground = f" · {event['on_ground_of']}" if event["on_ground_of"] else ""
        recorded = moment(event["at"])
        later = "" if recorded.startswith(short_day(event["on"])[3:]) else f" · vastgelegd {recorded}"
        yield wrapped(f"{event['what']} ({event['by']}){ground}{later}", indent=f"  {short_day(event['on'])}  ")
