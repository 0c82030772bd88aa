"""A list of cases and one case, set for a terminal from the same data that ``--json`` prints."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from desk.say import noticed, rung_with_code
from desk.text import NOTHING, Column, counted, long_day, moment, short_day, table, wrapped
from engine.links import case_url
from procedure.vocabulary import Access, Extent, LetterKind, ReminderState, Stage, TermKind, Via

UNNAMED = re.compile(r"B(?P<letter>rief van .+?) aan de (?P<to>.+)")
"""How a case is called that does not say what it is about."""

HOUR = "uur"
"""Stands for days late where only the hour of the last day has passed."""

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
    late = sum(1 for case in cases if case.get("late"))
    doubted = [case["case"] for case in cases if case.get("to_confirm")]
    hours = [f"{HOUR.capitalize()}: alleen het uur is voorbij, de dag nog niet."] * any(
        lateness(case) == HOUR for case in cases if not _is_hidden(case)
    )
    confirm = [f"Te bevestigen: {', '.join(doubted)}; `griffie show ZAAK` zegt wat."] if doubted else []
    return "\n".join(
        [
            table(*_without_empty(CASE_COLUMNS, [_case_row(case) for case in cases])),
            "",
            f"{counted(len(cases), 'zaak', 'zaken')}, waarvan {late} te laat.",
            *(wrapped(task["text"]) for case in cases for task in case["tasks"]),
            "Te laat: dagen na de oorspronkelijke dag / na de afgesproken dag.",
            *hours,
            *confirm,
        ]
    )


def _without_empty(
    columns: Sequence[Column], rows: list[tuple[str, ...]]
) -> tuple[list[Column], list[tuple[str, ...]]]:
    """Return the table without the columns in which no row says anything, so that the others get their room."""
    said = [place for place in range(len(columns)) if any(row[place] != NOTHING for row in rows)]
    return [columns[place] for place in said], [tuple(row[place] for place in said) for row in rows]


def _case_row(case: dict[str, Any]) -> tuple[str, ...]:
    if _is_hidden(case):
        nothing = (NOTHING,) * (len(CASE_COLUMNS) - 4)
        return (case["case"], Access(case["access"]).label, NOTHING, Stage(case["stage"]).label, *nothing)
    return (
        case["case"],
        _subject(case["subject"]),
        case["ministry"] or NOTHING,
        Stage(case["stage"]).label,
        _with_hour(short_day(case["due_on"]), case["due_at"]),
        _with_hour(short_day(case["agreed_due_on"]), case["agreed_due_at"]) if _put_off(case) else NOTHING,
        short_day(case["answered_on"]),
        lateness(case),
    )


def _subject(subject: str) -> str:
    """Return a subject for a column that cuts it: of a case without one, first to whom was written."""
    found = UNNAMED.fullmatch(subject)
    return f"{found['to']}, b{found['letter']}" if found else subject


def _is_hidden(case: dict[str, Any]) -> bool:
    """Tell whether a case is told to the public as one of which it may know no more than that."""
    return "subject" not in case


def _put_off(case: dict[str, Any]) -> bool:
    return bool(case["agreed_due_on"] != case["due_on"])


def _with_hour(day: str, due_at: str | None) -> str:
    """Return a day as it is shown, with the hour on a clock in Amsterdam where the term names one."""
    return f"{day}, {moment(due_at)[-5:]}" if due_at else day


def lateness(case: dict[str, Any]) -> str:
    """Return the days late on both clocks: ``6``, or ``15 / 0`` where they differ; a dash when in time.

    On the last day itself only the hour can have passed: ``uur``.
    """
    original, agreed = case["days_late"], case["days_late_agreed"]
    if not case["late"] and not original and not agreed:
        return NOTHING
    if not original and not agreed:
        return HOUR
    return str(original) if original == agreed else f"{original} / {agreed}"


def case_page(case: dict[str, Any], *, address: str) -> str:
    """Return one case as a page: its standing first, then what it is made of, then its diary and where its runs are."""
    if _is_hidden(case):
        about = f"{case['case']} · {Access(case['access']).label}"
        return f"{wrapped(about)}\n{wrapped(Stage(case['stage']).label, indent=_label('Stand'))}"
    sections = (
        (None, _head(case)),
        ("Te doen", (wrapped(task["text"].removeprefix("Te doen: "), indent="  - ") for task in case["tasks"])),
        ("Termijnen", _terms(case)),
        ("Brieven", _letters(case)),
        ("Herinneringen", _reminders(case["reminders"])),
        ("Nog te komen", _planned(case["planned"])),
        ("Verslag", (line for report in case["reports"] for line in _report(report))),
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
        "Uiterlijk": _with_hour(long_day(case["due_on"]), case["due_at"]),
        "Afgesproken": _with_hour(long_day(case["agreed_due_on"]), case["agreed_due_at"]),
        "Antwoord van": long_day(case["answered_on"]),
        "Ontvangen": long_day(case["received_on"]),
        "Te laat": _late(case),
    }
    if case["held_until"]:
        facts["Aangehouden"] = f"tot en met {long_day(case['held_until'])}; tot dan gaat er geen herinnering uit"
    for label, value in facts.items():
        yield wrapped(value, indent=_label(label))
    if case["anonymised_on"]:
        gone = f"geanonimiseerd op {long_day(case['anonymised_on'])}; wat gelezen en gemaild was, is weggenomen"
        yield wrapped(gone, indent=_label("Let op"))
    for office in case["addressees"]:
        answer = _answer(office)
        yield wrapped(f"{office['office']} ({answer})", indent="  Gevraagd aan: ")


def _label(name: str) -> str:
    return f"  {name + ':':<14}"


def _answer(office: dict[str, Any]) -> str:
    if not office["answered_on"]:
        return "nog niet beantwoord"
    part = "deels " if office["extent"] == Extent.PART else ""
    return f"{part}beantwoord op {long_day(office['answered_on'])}"


def _round(case: dict[str, Any]) -> str:
    return f" · ronde {case['round']}" if case["round"] and case["round"] > 1 else ""


def _late(case: dict[str, Any]) -> str:
    if not case["due_on"]:
        return "er is geen uiterste dag gesteld"
    if not case["late"]:
        return "nee"
    if lateness(case) == HOUR:
        return "het uur van de laatste dag is voorbij"
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
        why_not = f" · {one['reason']}" if one["reason"] else ""
        yield wrapped(
            f"{rung_with_code(one['rung'])} · aan {one['recipient']}{why_not}",
            indent=f"  {short_day(one['owed_on'])}  ",
        )


def _report(report: dict[str, Any]) -> Iterator[str]:
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
    for text in dict.fromkeys(one["text"] for one in case["anomalies"] if one["waits"]):
        yield wrapped(text, indent="  - ")


def _noticed(case: dict[str, Any]) -> Iterator[str]:
    """Return the warnings that were passed, what was doubted and settled, and what the papers have wrong."""
    others = (one for one in case["anomalies"] if not one["waits"])
    for text in dict.fromkeys(noticed(one["code"], one["text"]) for one in others):
        yield wrapped(text, indent="  - ")


def _events(events: Iterable[dict[str, Any]]) -> Iterator[str]:
    for event in events:
        ground = f" · {event['on_ground_of']}" if event["on_ground_of"] else ""
        recorded = moment(event["at"])
        later = "" if recorded.startswith(short_day(event["on"])[3:]) else f" · vastgelegd {recorded}"
        yield wrapped(f"{event['what']} ({event['by']}){ground}{later}", indent=f"  {short_day(event['on'])}  ")
