"""Loading the data of an office: who is who, where mail goes, which days count, which reminders are owed."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from sqlmodel import Session

from casework.errors import BadOffice
from casework.facts.rulebook import load_rulebook
from casework.office_changes import Changes
from casework.office_file import OfficeFile, read_office
from casework.office_rows import missing_mailboxes, write_office
from casework.office_rules import check_rules, write_rules
from casework.recomputing import would_move
from casework.record import write_act
from casework.values import Done, Hand
from casework.workplace import Workplace
from procedure.rulebook import Rulebook
from procedure.vocabulary import Verb
from procedure.watching import SENDING

COUNTED = frozenset({"calendar", "decree_day", "recess", "rule"})
"""The tables by which terms are counted: after a change the running cases are looked at; none of them is moved."""

EXPORT = "rulebook.json"
"""The office's rules as quick commands read them (``config.reference``)."""


def load(place: Workplace, tables: Mapping[str, Any], hand: Hand, *, dry_run: bool = False, file: str = "") -> Done:
    """Load office data; what is there already is no change, and a dry run says what would change.

    Raises:
        BadOffice: a field cannot be used, or contradicts what is there; nothing was changed.
    """
    office = read_office(tables, file)
    with place.transaction() as session:
        changes = Changes(session)
        _write(changes, office, tables, hand=hand, file=file)
        act_id = None if dry_run else _record(changes, hand, file)
        rulebook = load_rulebook(session, on=hand.on)
        moving = would_move(session, rulebook) if changes.lines and tables.keys() & COUNTED else (0, "")
        if dry_run:
            session.rollback()
    if not dry_run:
        export(place, rulebook)
    done = _told(changes, act_id, dry_run=dry_run)
    count, said = moving
    return replace(
        done,
        lines=(*done.lines, *filter(None, [said])),
        warnings=tuple(_never_at_eleven(rulebook)) if "rung" in tables else (),
        data={**done.data, "would_move": count},
    )


def _never_at_eleven(rulebook: Rulebook) -> Iterator[str]:
    """Give each rung whose hours the daily check and delivery never meet: it leaves only where something comes by."""
    for rung in rulebook.ladder:
        if rung.hours is not None and not rung.hours.opens <= SENDING[0] < rung.hours.closes:
            yield (
                f"De uren {rung.hours} van trede {rung.code} vallen buiten de dagelijkse verzending van "
                f"{SENDING[0]:%H:%M}: zij vertrekt alleen als `griffie up` draait, "
                "of als u in die uren `griffie deliver` doet."
            )


def _write(changes: Changes, office: OfficeFile, tables: Mapping[str, Any], *, hand: Hand, file: str) -> None:
    write_office(changes, office)
    write_rules(changes, tables, file)
    check_rules(changes.session, hand.on, file)
    for owner, purpose in missing_mailboxes(changes.session, hand.on):
        raise BadOffice(
            file=file or "kantoorgegevens",
            field=f"{owner} {purpose.value}",
            problem=f"ontbreekt; zonder adres ({purpose.label}) kan geen herinnering vertrekken",
        )


def _record(changes: Changes, hand: Hand, file: str) -> int | None:
    """Write the act, when there is something to tell."""
    if not changes.lines:
        return None
    act = write_act(
        changes.session, hand, Verb.LOAD_OFFICE, f"geladen uit {file or 'de meegeleverde gegevens'}", **_counts(changes)
    )
    return act.id


def _counts(changes: Changes) -> dict[str, Any]:
    return {"added": len(changes.added), "changed": len(changes.changed), "ended": len(changes.ended)}


def _told(changes: Changes, act_id: int | None, *, dry_run: bool) -> Done:
    counts = _counts(changes)
    words = ", ".join(
        f"{counts[name]} {word}"
        for name, word in (("added", "nieuw"), ("changed", "gewijzigd"), ("ended", "beëindigd"))
    )
    if not changes.lines:
        headline = "kantoorgegevens ongewijzigd"
    else:
        headline = f"kantoorgegevens zouden veranderen: {words}" if dry_run else f"kantoorgegevens geladen: {words}"
    return Done(
        Verb.LOAD_OFFICE,
        headline,
        act_id=act_id,
        lines=changes.lines,
        data={**counts, "changes": list(changes.lines), "dry_run": dry_run},
    )


def export(place: Workplace, rulebook: Rulebook) -> None:
    """Write the rules of the office where quick commands find them, whole or not at all."""
    file = place.home / EXPORT
    new = file.with_suffix(".new")
    new.write_text(json.dumps(rulebook.to_tables(), ensure_ascii=False, indent=1), encoding="utf-8")
    new.replace(file)


def load_in(session: Session, tables: Mapping[str, Any], hand: Hand) -> int | None:
    """Load office data within a transaction that somebody else keeps; return the act's id."""
    changes = Changes(session)
    _write(changes, read_office(tables, ""), tables, hand=hand, file="")
    return _record(changes, hand, "")
