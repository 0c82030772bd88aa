"""How an act is told: what happened, which reminders it dropped and armed, and what to look at."""

import json
import sys
from textwrap import indent
from typing import TYPE_CHECKING, Any

from desk.text import long_day, one_line, wrapped
from procedure.reminders import RUNG_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from casework.values import Done, ReminderLine


NOTICED = {
    "doubt": "",
    "warning": "",
    "despite": "vastgesteld hoewel ",
    "missing_bracket": "in het stuk ontbreekt een haakje: ",
    "impossible_date": "in het stuk staat een onmogelijke datum: ",
    "weekday_differs": "in het stuk passen dag en datum niet bij elkaar: ",
    "not_utf8": "het stuk is in een oude tekencodering: ",
    "control_characters": "",
    "metadata_differs": "gedrukt en opgegeven verschillen: ",
    "differs": "gedrukt en opgegeven verschillen: ",
    "misread": "de scan heeft dit verkeerd gelezen, het is hersteld: ",
    "may_be_deferral": "dit kan een uitstelbericht zijn: ",
    "another_letter": "",
    "read_from": "",
    "not_read": "",
}
"""How is introduced what was odd about a paper, or passed over; other codes are words of the paper itself."""


def noticed(code: str, text: str) -> str:
    """Return what was odd about a paper, with what is the matter with it in front of its words."""
    return f"{NOTICED.get(code, 'in het stuk: ')}{text}"


def as_json(value: Any) -> str:
    """Return a value as JSON, readable, with Dutch letters as they are."""
    return json.dumps(value, ensure_ascii=False, indent=2, default=str)


def as_line(value: Any) -> str:
    """Return a value as JSON on one line."""
    return json.dumps(value, ensure_ascii=False, default=str)


def warn(text: str) -> None:
    """Print something to look at, clearly marked, where it does not mix with the outcome."""
    print(wrapped(text, indent="Let op: "), file=sys.stderr)


def rung_with_code(code: str) -> str:
    """Return a rung as a clerk calls it, with the code by which commands take it."""
    return f"{RUNG_NAMES[code]} ({code})" if code in RUNG_NAMES else code


def tell(done: "Done", *, json_asked: bool) -> None:
    """Print what an act came to: as sentences, or as one JSON object."""
    for warning in done.warnings:
        warn(warning)
    if json_asked:
        print(as_json(as_data(done)))
        return
    print(done.title if done.cases else done.title[:1].upper() + done.title[1:])
    for line in done.lines:
        print(wrapped(line, indent="  ") if "\n" not in line else indent(line, "  "))
    for heading, reminders in (
        ("Vervallen herinneringen", done.dropped),
        ("Klaargezette herinneringen", done.armed),
    ):
        _list(heading, reminders)


def as_data(done: "Done") -> dict[str, Any]:
    """Return what an act came to as plain data: what every act tells, and its own figures."""
    return {
        "case": done.cases[0] if len(done.cases) == 1 else None,
        "cases": list(done.cases),
        "verb": done.verb.value,
        "act": done.act_id,
        "headline": done.headline,
        "lines": list(done.lines),
        "warnings": list(done.warnings),
        "outcome": done.outcome or None,
        "dropped": [_plain(line) for line in done.dropped],
        "armed": [_plain(line) for line in done.armed],
        "on_its_way": [_plain(line) for line in done.on_its_way],
        **done.data,
    }


def _list(heading: str, reminders: "Iterable[ReminderLine]") -> None:
    lines = list(reminders)
    if not lines:
        return
    print(f"  {heading}:")
    cases = {line.case for line in lines}
    for line in lines:
        of = f"{line.case} · " if len(cases) > 1 else ""
        print("    " + one_line(f"{of}{long_day(line.on)} · {rung_with_code(line.rung)} · aan {line.recipient}"))


def _plain(line: "ReminderLine") -> dict[str, Any]:
    return {
        "case": line.case,
        "rung": line.rung,
        "on": line.on.isoformat(),
        "recipient": line.recipient,
        "state": line.state or None,
    }
