"""Writing the rules of an office into rows: calendar, decree days, recesses, counting rules and the ladder."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from casework.errors import BadOffice
from casework.facts.rulebook import load_rulebook
from casework.office_changes import Changes, end_before
from casework.office_row import Row
from models.reference import CalendarDay, CountingRule, Coverage, LadderRung, Recess
from notifications.notices import tone_of, tones_for
from procedure.days import RecessKind
from procedure.errors import UnusableRow
from procedure.holding import Hours
from procedure.reminders import NO_DATE, OPEN_DEFERRAL, TERM
from procedure.rulebook import LETTER_BY_HAND
from procedure.vocabulary import Audience, Chamber, Mode, RoundKind

SINCE = date(1815, 9, 21)
"""From when a rung holds that names no day: as long as there have been two chambers."""

UNITS = ("days", "working_days")
LADDERS = (TERM, NO_DATE, OPEN_DEFERRAL)


def write_rules(changes: Changes, tables: Mapping[str, Any], file: str) -> None:
    """Write every table of rules that the file has into its rows."""
    top = Row(file, "", tables)
    if top.has("calendar"):
        _calendar(changes, Row(file, "calendar,", tables["calendar"]))
    for row in top.rows("decree_coverage", _at("decree_coverage", "first")):
        _coverage(changes, row, "decree", row.text("source"))
    for row in top.rows("decree_day", _at("decree_day", "day")):
        _decree_day(changes, row)
    for row in top.rows("recess", _at("recess", "first")):
        _recess(changes, row)
    for row in top.rows("rule", _at("rule", "name")):
        _rule(changes, row)
    for row in top.rows("rung", _at("rung", "code")):
        _rung(changes, row)


def check_rules(session: Session, on: date, file: str) -> None:
    """Refuse rules that do not make a rulebook together."""
    try:
        load_rulebook(session, on=on)
    except UnusableRow as problem:
        facts = problem.facts
        raise BadOffice(
            file=file or "kantoorgegevens",
            field=f"{facts['table']}, {facts['field']}",
            problem=f"{facts['value']!r} is niet bruikbaar",
        ) from problem


def _at(table: str, key: str) -> Any:
    return lambda number, values: f"{table} {values.get(key, number)},"


def _calendar(changes: Changes, row: Row) -> None:
    _coverage(changes, row, "days", "the calendar is computed from the law; these are its ends")


def _coverage(changes: Changes, given: Row, calendar: str, source: str) -> None:
    first, last = _ends(given)
    checked_on = given.maybe_day("checked_on")
    given.done()
    asked = select(Coverage).where(Coverage.calendar == calendar)
    row = changes.session.exec(asked if calendar == "days" else asked.where(Coverage.first_day == first)).first()
    shown = f"kalender bekend van {first} tot en met {last}" if calendar == "days" else f"besluiten {first} – {last}"
    if row is None:
        made = Coverage(calendar=calendar, first_day=first, last_day=last, source=source, checked_on=checked_on)
        changes.add(made, shown)
        return
    changes.set(row, shown, first_day=first, last_day=last, source=source, checked_on=checked_on)


def _ends(given: Row) -> tuple[date, date]:
    first, last = given.day("first"), given.day("last")
    if last < first:
        raise given.bad("last", f"{last} ligt vóór first ({first})")
    return first, last


def _decree_day(changes: Changes, given: Row) -> None:
    day = given.day("day")
    values: dict[str, Any] = {
        "name": given.text("name") if given.has("name") else "gelijkgestelde dag",
        "source": given.text("source"),
        "checked_on": given.day("checked_on"),
    }
    given.done()
    row = changes.session.get(CalendarDay, day)
    if row is None:
        changes.add(CalendarDay(day=day, **values), f"gelijkgestelde dag {day}")
        return
    changes.set(row, f"gelijkgestelde dag {day}", **values)


def _recess(changes: Changes, given: Row) -> None:
    """Write a recess; one of the same chamber, kind and year is the same recess, announced anew."""
    chamber, kind = given.one_of("chamber", Chamber), given.one_of("kind", RecessKind)
    first, last = _ends(given)
    values: dict[str, Any] = {
        "first_day": first,
        "last_day": last,
        "source": given.text("source"),
        "checked_on": given.day("checked_on"),
    }
    given.done()
    asked = select(Recess).where(Recess.chamber == chamber, Recess.kind == kind.value)
    row = next((one for one in changes.session.exec(asked) if one.first_day.year == first.year), None)
    shown = f"{kind.label} {first.year} van de {chamber.label} ({first} – {last})"
    if row is None:
        changes.add(Recess(chamber=chamber, kind=kind.value, **values), shown)
        return
    changes.set(row, shown, **values)


def _rule(changes: Changes, given: Row) -> None:
    """Write a counting rule; a version that is there is never changed, since terms were counted by it."""
    name, version, source = given.text("name"), str(given.whole("version")), given.text("source")
    data = {key: value.isoformat() if isinstance(value, date) else value for key, value in given.values.items()}
    asked = select(CountingRule).where(CountingRule.name == name, CountingRule.version == version)
    row = changes.session.exec(asked).first()
    if row is None:
        changes.add(CountingRule(name=name, version=version, data=data, source=source), f"telregel {name} {version}")
    elif row.data != data:
        raise given.bad(
            "version", f"telregel {name} {version} staat al anders vast; een wijziging is een nieuwe versie"
        )


def _rung(changes: Changes, given: Row) -> None:
    """Write a rung of the ladder; one from a later day ends the one before it."""
    ladder, code = given.text("ladder"), given.text("code")
    first = given.day("from") if given.has("from") else SINCE
    chamber, kind = _sort(given)
    values: dict[str, Any] = {
        "rank": given.whole("rank"),
        "offset": given.whole("offset"),
        "unit": given.text("unit"),
        "audience": given.one_of("audience", Audience),
        "mode": given.one_of("mode", Mode),
        "min_span": given.whole("min_span", 0),
        "stale_after": given.whole("stale_after") if given.has("stale_after") else None,
        "source": given.text("source"),
        "held_in_recess": given.truth("held_in_recess"),
        "held_on_free_days": given.truth("held_on_free_days") if given.has("held_on_free_days") else True,
        "hours": _hours(given),
        "may_opt_out": given.truth("may_opt_out"),
    }
    if ladder not in LADDERS:
        raise given.bad("ladder", f"{ladder!r} is niet bruikbaar; verwacht wordt een van {', '.join(LADDERS)}")
    _refuse_letter_of_no_use(given, ladder, values["audience"], values["mode"])
    values["tone"] = _tone(given, code, tones_for(ladder, values["audience"], values["mode"]))
    last = given.maybe_day("to")
    given.done()
    if values["unit"] not in UNITS:
        raise given.bad("unit", f"{values['unit']!r} is niet bruikbaar; verwacht wordt een van {', '.join(UNITS)}")
    asked = select(LadderRung).where(
        LadderRung.ladder == ladder, LadderRung.code == code, LadderRung.chamber == chamber, LadderRung.kind == kind
    )
    rows = changes.session.exec(asked.order_by(col(LadderRung.in_force_from))).all()
    shown = " ".join(part for part in (f"trede {code} van de ladder {ladder}", chamber, kind) if part)
    row = next((one for one in rows if one.in_force_from == first), None)
    if row is not None:
        changes.set(row, shown, **values, in_force_to=last or row.in_force_to)
        return
    end_before(changes, rows, first, lambda _: shown, names=("in_force_from", "in_force_to"))
    at: dict[str, Any] = {"ladder": ladder, "code": code, "chamber": chamber, "kind": kind}
    changes.add(LadderRung(**at, in_force_from=first, in_force_to=last, **values), shown)


def _sort(given: Row) -> tuple[str, str]:
    """Return for which chamber and which kind of round a rung is; empty for all."""
    chamber = given.one_of("chamber", Chamber).value if given.has("chamber") else ""
    kind = given.one_of("kind", RoundKind).value if given.has("kind") else ""
    return chamber, kind


def _hours(given: Row) -> str:
    """Return the hours within which a rung leaves, as the ladder keeps them; empty for any."""
    text = given.text("hours") if given.has("hours") else ""
    try:
        return str(Hours.parse(text)) if text else ""
    except ValueError:
        expected = "uren op één dag als 07:00-20:00, die niet tussen 02:00 en 03:00 beginnen of eindigen"
        raise given.bad("hours", f"{text!r} is niet bruikbaar; verwacht worden {expected}") from None


def _refuse_letter_of_no_use(given: Row, ladder: str, audience: Audience, mode: Mode) -> None:
    """Refuse a letter by hand that nobody could send: it is announced to the clerk, and tells of an agreed date."""
    if mode is not Mode.BY_HAND:
        return
    if audience is not Audience.CLERK:
        raise given.bad("audience", f"een brief die een mens verstuurt (mode by_hand) {LETTER_BY_HAND}")
    if ladder != TERM:
        raise given.bad("mode", f"een brief die een mens verstuurt (mode by_hand) hoort in de ladder {TERM}")


def _tone(given: Row, code: str, tones: Sequence[str]) -> str:
    """Return in which tone a rung speaks: one that is true of it, or where none is named that of its code."""
    if not given.has("tone"):
        return tone_of(code, tones)
    tone = given.text("tone")
    if tone not in tones:
        expected = f"een van {', '.join(tones)}" if len(tones) > 1 else tones[0]
        raise given.bad("tone", f"{tone!r} is niet bruikbaar; verwacht wordt voor deze trede {expected}")
    return tone
