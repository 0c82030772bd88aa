"""One case, whole: letters, terms with their explanation, reminders with their outcome, and the diary."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection

from casework.errors import UnknownCase
from casework.open_doubts import open_doubts
from casework.overview import Parts, hidden_case, iso, one_case
from casework.workplace import Workplace
from models import queries
from models.queries import Row
from notifications.lock import ABORTED, in_live_hands
from procedure.holding import HELD_UNTIL
from procedure.vocabulary import Access, Language, PartyRole, ReminderState, Verb
from procedure.wording import long_date

if TYPE_CHECKING:
    from casework.opted_out import OptedOut

MAY_HAVE_LEFT = frozenset(
    {
        one.value
        for one in (
            *(ReminderState.SENT, ReminderState.WRITTEN, ReminderState.DELIVERED),
            *(ReminderState.SENDING, ReminderState.UNSURE),
        )
    }
)
"""States of a message that count for a reminder also when it was dropped after the message was worded."""

FRIDAY = 5
"""The last day of the working week, as ``isoweekday`` counts."""

DOUBT = "doubt"
"""The code under which doubts are kept with a case."""

WAITS = frozenset({ReminderState.QUEUED.value, ReminderState.HELD.value})
"""States of a message that nobody has tried to send yet."""

ARRIVED = frozenset({ReminderState.SENT.value, ReminderState.WRITTEN.value, ReminderState.DELIVERED.value})
NOT_PUBLIC = frozenset({"reason", "said_by", "via", "clause", "explanation"})
"""What a term says to us only: why it was set, and who said so."""

PRIVATE = ("references", "reminders", "planned", "events", "runs", "commitments", "anomalies")
"""Keys of which the public sees nothing: they name people, or are the house's own notes."""


def show(
    place: Workplace, number: str, *, on: date, at: datetime, lang: Language = Language.NL, public: bool = False
) -> dict[str, Any]:
    """Return one case with the keys of the contract; the public sees no notes, no people and no confidential text.

    Of a confidential case the public is told its number, access and stage alone.

    Raises:
        UnknownCase: no case bears this number.
    """
    wanted = number.strip().upper()
    with place.reading() as connection:
        rows = queries.ask(connection, queries.CASES.format(only="c.number = :number"), number=wanted)
        if not rows:
            newest = queries.ask(connection, 'SELECT number FROM "case" ORDER BY id DESC LIMIT 3')
            near = ", ".join(row["number"] for row in newest)
            raise UnknownCase(number=number, nearest=f"; de nieuwste zijn {near}" if near else "")
        row = rows[0]
        if (hidden := hidden_case(row, public=public)) is not None:
            return hidden
        shown = one_case(row, Parts.of(connection, rows), on=on, at=at, public=public)
        shown |= _details(place, connection, row["id"], on=on, lang=lang, public=public)
    return shown


def _details(
    place: Workplace, connection: Connection, case: int, *, on: date, lang: Language, public: bool
) -> dict[str, Any]:
    letters = queries.ask(connection, queries.LETTERS, case=case)
    parties = queries.by(queries.ask(connection, queries.PARTIES, case=case), "letter_id")
    events = queries.ask(connection, queries.EVENTS, case=case)
    delivery = queries.ask(connection, queries.DELIVERY_RUNS, case=case)
    boxes = _Boxes(connection, case, on)
    _see_who_is_gone(connection, place, boxes.owed)
    anonymised = next((iso(one["on_day"]) for one in events if one["verb"] == Verb.ANONYMISE.value), None)
    reports = _reports(queries.ask(connection, queries.REPORTS, case=case))
    details: dict[str, Any] = {
        "terms": [_term(one, lang) for one in queries.ask(connection, queries.TERMS, case=case)],
        "letters": [_letter(one, parties.get(one["id"], []), public=public) for one in letters],
        "references": _read(letters, "references"),
        "commitments": _read(letters, "commitments"),
        "reminders": [_reminder(one, boxes, named=anonymised is None) for one in boxes.owed],
        "planned": [_planned(one, boxes) for one in boxes.planned],
        "events": [_event(one) for one in events],
        "runs": list(dict.fromkeys(one["run_id"] for one in (*events, *delivery) if one["run_id"])),
        "held_until": None if public else _held_until(connection, case, on),
        "report": next(iter(reports), None),
        "reports": reports,
        "anonymised_on": anonymised,
        "anomalies": _anomalies(connection, case),
    }
    if public:
        details |= {name: [] for name in PRIVATE}
        details["terms"] = [{k: v for k, v in one.items() if k not in NOT_PUBLIC} for one in details["terms"]]
        details["letters"] = [one for one in details["letters"] if one["in_force"]]
    return details


def _held_until(connection: Connection, case: int, on: date) -> str | None:
    """Return the last day until which a person holds the reminders, where the day lies in such a rest."""
    rests = queries.ask(connection, queries.HOLDS, case=case)
    return next((iso(one["last_day"]) for one in rests if one["first_day"] <= on <= one["last_day"]), None)


def _anomalies(connection: Connection, case: int) -> list[dict[str, Any]]:
    """Return what was odd, each with whether it waits for the clerk: only a doubt does, until it is settled."""
    waiting = open_doubts(connection, [case]).get(case, [])
    rows = queries.ask(connection, queries.ANOMALIES, case=case)
    return [{**row, "waits": row["code"] == DOUBT and row["text"] in waiting} for row in rows]


def _see_who_is_gone(connection: Connection, place: Workplace, reminders: list[Row]) -> None:
    """Show as unsure what was under way when its sender died; the next delivery takes it over."""
    under_way = [n for n, row in enumerate(reminders) if row["state"] == ReminderState.SENDING.value]
    if not under_way:
        return
    held = in_live_hands(connection, place.home)
    for n in under_way:
        if reminders[n]["message"] not in held:
            reminders[n] = {**reminders[n], "state": ReminderState.UNSURE.value, "note": ABORTED}


def _term(row: Row, lang: Language) -> dict[str, Any]:
    return {
        "round": row["round"],
        "kind": row["kind"],
        "clause": row["clause"],
        "due_on": iso(row["due_on"]),
        "due_at": row["due_at"].isoformat() if row["due_at"] else None,
        "soft_due_on": iso(row["soft_due_on"]),
        "firmness": row["firmness"],
        "reason": row["reason"],
        "recorded_on": iso(row["recorded_on"]),
        "explanation": row["explanation"][lang.value],
        "rule": {"name": row["rule_name"], "version": row["rule_version"]},
        "accepted": bool(row["accepted"]),
        "in_force": row["void_act_id"] is None and bool(row["accepted"]),
        "via": row["via"],
        "said_by": row["said_by"] or None,
    }


def _letter(row: Row, parties: list[Row], *, public: bool) -> dict[str, Any]:
    """Return a letter as `griffie read` prints it, with what the register knows beside it."""
    named = {role: [one["as_printed"] for one in parties if one["role"] == role.value] for role in PartyRole}
    read = (row["fields"] or {}).get("letters") or [{}]
    confidential = row["access"] == Access.CONFIDENTIAL.value
    hidden = confidential and public
    return {
        **({} if confidential or public else read[0]),
        "id": row["id"],
        "round": row["round"],
        "kind": row["used_as"],
        "dated_on": iso(row["dated_on"]),
        "received_on": iso(row["received_on"]),
        "sender": None if hidden else " en ".join(named[PartyRole.SIGNATORY]) or None,
        "addressee": None if hidden else " en ".join(named[PartyRole.ADDRESSEE]) or None,
        "on_behalf_of": [] if hidden else named[PartyRole.ON_BEHALF_OF],
        "copied_to": [] if hidden else named[PartyRole.COPIED_TO],
        "access": row["access"],
        "located_at": None if public else row["located_at"] or None,
        "sha256": None if public else row["paper_sha256"],
        "in_force": row["void_act_id"] is None,
    }


def _read(letters: list[Row], name: str) -> list[Any]:
    """Return what was read in all letters in force, each thing once."""
    found: list[Any] = []
    for row in letters:
        if row["void_act_id"] is None and row["fields"]:
            found.extend(one for one in row["fields"].get(name, []) if one not in found)
    return found


class _Boxes:
    """The reminders of a case, and the mailboxes by name and address on a day."""

    def __init__(self, connection: Connection, case: int, on: date) -> None:
        self.owed = queries.ask(connection, queries.REMINDERS, case=case)
        self.planned = queries.ask(connection, queries.PLANNED, case=case)
        ids = {row["mailbox_id"] for row in (*self.owed, *self.planned)}
        self._known = queries.by(queries.ask(connection, queries.MAILBOXES, mailboxes=list(ids)), "id")
        self._substitutes = queries.by(queries.ask(connection, queries.SUBSTITUTES, mailboxes=list(ids)), "mailbox_id")
        said = queries.ask(connection, queries.PREFERENCES, mailboxes=list(ids))
        self._opted_out = _opted_out(connection, said, on) if said else None
        self._on = on

    def why_skipped(self, row: Row) -> str:
        return self._opted_out.why_skipped(row) if self._opted_out else str(row["reason"])

    def why_not_coming(self, row: Row) -> str:
        return self._opted_out.why_not_coming(row) if self._opted_out else ""

    def address_to_come(self, mailbox: int, day: date) -> str | None:
        """Return where a mail goes that leaves on a day, or on the day of looking where that day has passed."""
        return self.address(mailbox, max(day, self._on))

    def address(self, mailbox: int, day: date) -> str | None:
        """Return where a mailbox's mail goes on a day: to a substitute within his period, else to its own address."""
        rows = (*self._substitutes.get(mailbox, []), *self._known.get(mailbox, []))
        return next((str(row["address"]) for row in rows if _in_force(row, day)), None)


def _in_force(row: Row, day: date) -> bool:
    first, last = row["valid_from"], row["valid_to"]
    return (first is None or first <= day) and (last is None or day <= last)


def _opted_out(connection: Connection, said: list[Row], on: date) -> "OptedOut":
    from casework.opted_out import OptedOut  # noqa: PLC0415  the ladder is only needed where somebody opted out

    return OptedOut(connection, said, on)


def _reminder(row: Row, boxes: _Boxes, *, named: bool) -> dict[str, Any]:
    """Return a reminder with its outcome; of a case that was anonymised without the name of who opted out."""
    left = row["outcome"] == "dropped" and row["state"] in MAY_HAVE_LEFT
    state = row["state"] if row["state"] and (left or row["outcome"] == "owed") else row["outcome"]
    state = ReminderState.QUEUED.value if state == "owed" else state
    waits = state in {ReminderState.BY_HAND.value, *WAITS}
    address = boxes.address_to_come if waits else boxes.address
    return {
        "rung": row["rung"],
        "owed_on": iso(row["owed_on"]),
        "due_on": iso(row["due_on"]),
        "recipient": row["to_address"] or address(row["mailbox_id"], row["send_on"] or row["leaves_on"]),
        "state": state,
        "reason": _reason(row, boxes.why_skipped(row) if named else row["reason"], state) or None,
        "sent_at": row["settled_at"].isoformat() if row["settled_at"] and state in ARRIVED else None,
        "message_id": row["message_id"],
    }


def _reason(row: Row, reason: str, state: str) -> str:
    """Return why a reminder is in its state; of one that left, or was tried, why it had waited is told as past."""
    if state in WAITS:
        later = row["send_on"] and row["send_on"] > row["owed_on"]
        return row["note"] or reason or (f"vertrekt op {long_date(row['send_on'])}" if later else "")
    if reason.startswith(HELD_UNTIL) and row["state"] not in WAITS:
        return "; ".join(one for one in (row["note"], f"was {reason}") if one)
    return reason or row["note"] or ""


def _not_in_a_weekend(day: date) -> date:
    """Return the day, or the Monday after it: what comes due in a weekend is not sent in it."""
    return day + timedelta(days=7 - day.weekday()) if day.isoweekday() > FRIDAY else day


def _planned(row: Row, boxes: _Boxes) -> dict[str, Any]:
    why_not = boxes.why_not_coming(row)
    return {
        "rung": row["rung"],
        "owed_on": iso(row["owed_on"]),
        "due_on": iso(row["due_on"]),
        "recipient": boxes.address_to_come(row["mailbox_id"], _not_in_a_weekend(row["owed_on"])),
        "state": ReminderState.BY_HAND.value if row["by_hand"] else "planned",
        "opted_out": bool(why_not),
        "reason": why_not or None,
    }


def _event(row: Row) -> dict[str, Any]:
    return {
        "at": row["at"].isoformat(),
        "on": iso(row["on_day"]),
        "what": row["headline"] or row["verb"],
        "verb": row["verb"],
        "by": row["actor"],
        "on_ground_of": row["ground"],
        "run": row["run_id"],
    }


def _reports(rows: list[Row]) -> list[dict[str, Any]]:
    """Return each report of a case by its newest edition, the newest report first."""
    newest: dict[int, dict[str, Any]] = {}
    for row in rows:
        shown = newest.setdefault(
            row["id"],
            {
                "number": row["number"],
                "adopted_on": iso(row["adopted_on"]),
                "clerk": row["clerk"],
                "capacity": row["capacity"] or None,
                "published_on": iso(row["published_on"]),
                "edition": row["edition"],
                "reprint_reason": row["reason"] or None,
                "files": row["files"] or [],
                "editions": [],
            },
        )
        if row["edition"] and row["edition"] not in {one["edition"] for one in shown["editions"]}:
            published, files = iso(row["published_on"]), row["files"] or []
            shown["editions"].append({"edition": row["edition"], "published_on": published, "files": files})
    return list(newest.values())
