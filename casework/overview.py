"""The list of cases, on two clocks: the original term and the agreed one. Read by plain questions, without tables."""

from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from typing import Any

from casework.errors import UnknownName
from casework.open_doubts import open_doubts
from casework.subjects import subject_now
from casework.tasks import letter_ready, send_again
from casework.workplace import Workplace
from models import queries
from models.queries import Row
from procedure.standing import days_late, standing
from procedure.vocabulary import Access, Extent, Stage

OPEN = (Stage.REGISTERED.value, Stage.PARTLY_ANSWERED.value)
TOLD_OF_HIDDEN = ("case", "access", "stage")
"""What the public is told of a confidential case: that there is one, and how far it is."""


@dataclass(frozen=True, slots=True)
class Only:
    """Which cases a list holds; nothing chosen is all of them."""

    open: bool = False
    late: bool = False
    ministry: str = ""
    public: bool = False


def cases(place: Workplace, *, on: date, at: datetime, only: Only | None = None) -> list[dict[str, Any]]:
    """Return the cases in the order of their registration, each with the keys of the contract; days are ISO text.

    Of a confidential case the public gets its number, access and stage, and none where it asks for more (who is late).

    ``on`` is the civil day (Amsterdam) on which lateness is told, ``at`` the instant for terms that name an hour.
    """
    chosen = only or Only()
    where = "k.stage IN ('registered', 'partly_answered')" if chosen.open else "1 = 1"
    with place.reading() as connection:
        ministry = _ministry(connection, chosen.ministry) if chosen.ministry else ""
        rows = queries.ask(connection, queries.CASES.format(only=where))
        parts = Parts.of(connection, rows)
    listed = [one_case(row, parts, on=on, at=at, public=chosen.public) for row in rows]
    return [
        case
        for case in listed
        if (not chosen.late or case.get("late"))
        and (not ministry or ministry in {one["ministry"] for one in case.get("addressees", [])})
    ]


def _ministry(connection: Any, named: str) -> str:
    """Return the code of the ministry that a name or code names; raises UnknownName with the nearest."""
    known = {row["code"]: row["name"] for row in queries.ask(connection, queries.MINISTRIES)}
    for code, name in known.items():
        if named.casefold() in {code.casefold(), name.casefold(), f"ministerie van {name}".casefold()}:
            return str(code)
    near = get_close_matches(named, [*known, *known.values()], n=3)
    raise UnknownName(what="ministerie", name=named, nearest=", ".join(near or list(known)[:5]), alike=bool(near))


class Parts:
    """What hangs on some cases, asked once for all of them."""

    def __init__(
        self,
        committees: list[Row],
        owing: list[Row],
        dossiers: list[Row],
        doubts: dict[int, list[str]],
        tasks: list[Row],
    ) -> None:
        """Group the rows by what they hang on."""
        self.doubts = doubts
        self.tasks = queries.by(tasks, "case_id")
        self.committees = queries.by(committees, "case_id")
        self.owing = queries.by(owing, "round_id")
        self.dossiers = queries.by(dossiers, "case_id")

    @classmethod
    def of(cls, connection: Any, rows: list[Row]) -> "Parts":
        """Return what hangs on the cases of these rows; many are asked for without naming each."""
        ids, rounds = [row["id"] for row in rows], [row["round_id"] for row in rows]
        return cls(
            in_pieces(connection, queries.COMMITTEES, "cases", ids),
            in_pieces(connection, queries.OBLIGATIONS, "rounds", rounds),
            in_pieces(connection, queries.DOSSIERS, "cases", ids),
            {
                case: texts
                for start in range(0, len(ids), PIECE)
                for case, texts in open_doubts(connection, ids[start : start + PIECE]).items()
            },
            queries.ask(connection, queries.TASKS),
        )


PIECE = 10_000
"""How many ids one question names: databases limit the number of values in a statement."""


def in_pieces(connection: Any, question: str, name: str, ids: list[int]) -> list[Row]:
    """Return the rows of a question about many ids (its value of that name), asked some thousands at a time."""
    pieces = (ids[start : start + PIECE] for start in range(0, len(ids), PIECE))
    return [row for piece in pieces for row in queries.ask(connection, question, **{name: piece})]


def one_case(row: Row, parts: Parts, *, on: date, at: datetime, public: bool) -> dict[str, Any]:
    """Return one case as the contract prints it; of a confidential one the public gets less."""
    if (hidden := hidden_case(row, public=public)) is not None:
        return hidden
    committees = names(parts.committees.get(row["id"], []), row["requested_on"] or row["registered_on"])
    owing = addressees(parts.owing.get(row["round_id"], []))
    answered, until = row["answered_on"], _until(row, on)
    original = standing(row["original_due_on"], row["original_due_at"], answered_on=answered, on=until, at=at)
    return {
        "case": row["case"],
        "subject": _subject(row, owing),
        "committee": committees[0] if committees else None,
        "committees": committees,
        "ministry": owing[0]["ministry"] if owing else None,
        "addressees": owing,
        "dossiers": [one["number"] for one in parts.dossiers.get(row["id"], [])],
        "stage": row["stage"],
        "round": row["round"],
        "requested_on": iso(row["requested_on"]),
        "due_on": iso(row["original_due_on"]),
        "agreed_due_on": iso(row["agreed_due_on"]),
        "due_at": iso(row["original_due_at"]),
        "agreed_due_at": iso(row["agreed_due_at"]),
        "answered_on": iso(answered),
        "received_on": iso(row["received_on"]),
        "days_late": days_late(row["original_due_on"], answered or until),
        "days_late_agreed": days_late(row["agreed_due_on"], answered or until),
        "late": original.late,
        "to_confirm": 0 if public else len(parts.doubts.get(row["id"], ())),
        "tasks": [] if public else [_task(row["case"], one) for one in parts.tasks.get(row["id"], [])],
    }


def hidden_case(row: Row, *, public: bool) -> dict[str, Any] | None:
    """Return all that the public is told of a confidential case; None where nothing is hidden."""
    if not public or row["access"] != Access.CONFIDENTIAL.value:
        return None
    return {name: row[name] for name in TOLD_OF_HIDDEN}


def _subject(row: Row, owing: list[dict[str, Any]]) -> str:
    return subject_now(row["subject"], row["requested_on"], [one["office"] for one in owing])


def _task(case: str, row: Row) -> dict[str, Any]:
    """Return what the clerk has to do: send once more what could not be delivered, or a letter that is ready."""
    failed = row["note"] is not None
    text = send_again(case, row["rung"], row["recipient"], row["note"]) if failed else letter_ready(case, row["rung"])
    return {"rung": row["rung"], "owed_on": iso(row["owed_on"]), "recipient": row["recipient"], "text": text}


def _until(row: Row, on: date) -> date:
    """Return the day until which an unanswered case runs: the day asked about, or the day on which it was closed."""
    return min(on, row["closed_on"]) if row["closed_on"] else on


def names(rows: list[Row], on: date) -> list[str]:
    """Return the committees' names as they were on a day, in their order; a code where no name holds."""
    named: dict[str, str] = {}
    for row in rows:
        holds = (row["valid_from"] is None or row["valid_from"] <= on) and (
            row["valid_to"] is None or on <= row["valid_to"]
        )
        if row["name"] and (holds or row["code"] not in named):
            named[row["code"]] = row["name"]
        named.setdefault(row["code"], row["code"])
    return list(named.values())


def addressees(rows: list[Row]) -> list[dict[str, Any]]:
    """Return each office addressed, with what came of it; a whole answer goes before a part."""
    found: dict[int, dict[str, Any]] = {}
    for row in rows:
        one = found.setdefault(
            row["id"], {"office": row["office"], "ministry": row["ministry"], "answered_on": None, "extent": None}
        )
        if row["extent"] is None or one["extent"] == Extent.WHOLE.value:
            continue
        one["extent"], one["answered_on"] = row["extent"], iso(row["answered_on"])
    return list(found.values())


def iso(day: date | datetime | None) -> str | None:
    """Return a day or an instant as ISO text, or None."""
    return day.isoformat() if day else None
