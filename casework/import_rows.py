"""The rows that a verb would have written for a request, a postponement and a reply: of many cases at once.

They are facts like any other: settling such a round anew changes nothing, and a test holds them against the verbs.
"""

from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import Connection

from casework.import_line import Line
from casework.import_names import Asked, Asking
from casework.import_terms import SetTerm
from casework.subjects import unnamed_subject
from models.bulk import Row, go_on_after, last_ids, put_rows
from procedure.identifiers import CaseNumber
from procedure.reminders import Owed
from procedure.vocabulary import (
    Access,
    Audience,
    Chamber,
    Extent,
    LetterKind,
    Mode,
    PartyRole,
    RoundKind,
    Stage,
    TermKind,
)

ASKED, PUT_OFF = "termijn van de brief", "uitstel volgens de ingelezen regel"

COLUMNS: dict[str, tuple[str, ...]] = {
    "case": ("id", "number", "chamber", "year", "serial", "subject", "access", "registered_on", "act_id"),
    "case_committee": ("case_id", "committee_id", "rank"),
    "act_case": ("act_id", "case_id"),
    "case_dossier": ("id", "case_id", "dossier_id", "rank", "act_id"),
    "round": ("id", "case_id", "sequence", "registered_on", "act_id"),
    "letter": ("id", "kind", "access", "mark", "located_at", "act_id"),
    "letter_date": ("id", "letter_id", "version", "dated_printed", "dated_on", "act_id"),
    "letter_party": ("id", "letter_id", "role", "rank", "office_id", "as_printed"),
    "round_letter": ("id", "round_id", "letter_id", "used_as", "act_id"),
    "obligation": ("id", "round_id", "office_id", "mailbox_id", "rank", "act_id"),
    "obligation_mailbox": ("obligation_id", "mailbox_id"),
    "settlement": ("id", "obligation_id", "letter_id", "extent", "act_id"),
    "term": (
        *("id", "round_id", "version", "kind", "clause", "set_on", "due_on", "due_at", "soft_due_on", "firmness"),
        *(
            "accepted",
            "rule_name",
            "rule_version",
            "calendar",
            "explanation",
            "reason",
            "said_by",
            "letter_id",
            "act_id",
        ),
    ),
    "anomaly": ("id", "act_id", "case_id", "code", "text"),
    "round_cache": (
        *("round_id", "stage", "requested_on", "original_due_on", "agreed_due_on", "original_due_at", "agreed_due_at"),
        *("answered_on", "attention_on"),
    ),
    "agenda": ("fire_on", "round_id", "rung", "mailbox_id", "due_on", "rank", "by_hand", "chamber", "kind"),
    "import_line": ("source", "mark", "digest", "case_id", "act_id"),
}
"""Every table that is written, after those that its rows point at, with the columns that get a value."""

NUMBERED = tuple(table for table, columns in COLUMNS.items() if columns[0] == "id" or "id" in columns)


@dataclass(frozen=True, slots=True)
class Found:
    """A line with every name found, every term reckoned, and what its ladder owes."""

    line: Line
    asking: Asking
    asked: Asked
    dossiers: tuple[str, ...]
    term: SetTerm | None
    put_off: SetTerm | None
    plan: tuple[Owed, ...]
    attention_on: date | None


@dataclass(slots=True)
class Batch:
    """The rows of one transaction: begun at the ids that are free, filled a case at a time, and put at once."""

    act_id: int
    on: date
    ids: dict[str, int]
    serials: dict[Chamber, int]
    rows: dict[str, list[Row]] = field(default_factory=lambda: {table: [] for table in COLUMNS})

    @classmethod
    def begun(cls, connection: Connection, act_id: int, on: date, serials: dict[Chamber, int]) -> "Batch":
        """Return an empty batch; it holds while this transaction writes alone."""
        return cls(act_id, on, last_ids(connection, NUMBERED), serials)

    def put(self, connection: Connection) -> None:
        """Write every row."""
        for table, columns in COLUMNS.items():
            put_rows(connection, table, columns, self.rows[table])
        go_on_after(connection, {table: last for table, last in self.ids.items() if self.rows[table]})

    def add(self, found: Found, dossiers: dict[str, int], boxes: tuple[int, ...]) -> str:
        """Return the number of the case that a line becomes; ``boxes`` are the mailboxes that are reminded of it."""
        rows, act, line, on = self.rows, self.act_id, found.line, self.on.isoformat()
        case_id, number = self._case(found)
        rows["case_committee"].append((case_id, found.asking.id, 0))
        rows["act_case"].append((act, case_id))
        for rank, dossier in enumerate(found.dossiers):
            rows["case_dossier"].append((self._id("case_dossier"), case_id, dossiers[dossier], rank, act))
        round_id = self._id("round")
        rows["round"].append((round_id, case_id, 1, on, act))
        request = self._letter(round_id, LetterKind.REQUEST.value, line.requested_on.isoformat(), line.mark)
        self._party(request, PartyRole.ADDRESSEE.value, found.asked)
        obligation = self._id("obligation")
        rows["obligation"].append((obligation, round_id, found.asked.id, boxes[0], 0, act))
        rows["obligation_mailbox"].extend((obligation, box) for box in boxes[1:])
        self._terms(found, case_id, round_id, request)
        if line.answered_on is not None:
            reply = self._letter(round_id, LetterKind.REPLY.value, line.answered_on.isoformat(), "")
            self._party(reply, PartyRole.SIGNATORY.value, found.asked)
            rows["settlement"].append((self._id("settlement"), obligation, reply, Extent.WHOLE.value, act))
        self._standing(found, round_id, boxes)
        rows["import_line"].append((found.asking.source, line.known_as, line.digest, case_id, act))
        return number

    def _id(self, table: str) -> int:
        self.ids[table] += 1
        return self.ids[table]

    def _case(self, found: Found) -> tuple[int, str]:
        chamber, case_id = found.asking.chamber, self._id("case")
        self.serials[chamber] += 1
        serial = self.serials[chamber]
        number = str(CaseNumber(chamber, self.on.year, serial))
        subject = found.line.subject or unnamed_subject(found.line.requested_on, [found.asked.title])
        access = Access.OPEN.value
        on = self.on.isoformat()
        row = (case_id, number, chamber.value, self.on.year, serial, subject, access, on, self.act_id)
        self.rows["case"].append(row)
        return case_id, number

    def _letter(self, round_id: int, kind: str, dated: str, mark: str) -> int:
        letter, act = self._id("letter"), self.act_id
        self.rows["letter"].append((letter, kind, Access.OPEN.value, mark, "", act))
        self.rows["letter_date"].append((self._id("letter_date"), letter, 1, dated, dated, act))
        self.rows["round_letter"].append((self._id("round_letter"), round_id, letter, kind, act))
        return letter

    def _party(self, letter: int, role: str, office: Asked) -> None:
        self.rows["letter_party"].append((self._id("letter_party"), letter, role, 0, office.id, office.title))

    def _terms(self, found: Found, case_id: int, round_id: int, request: int) -> None:
        version, set_on = 0, found.line.requested_on.isoformat()
        given = ((found.term, TermKind.INITIAL, ASKED, request), (found.put_off, TermKind.DEFERRAL, PUT_OFF, None))
        for term, kind, reason, letter in given:
            if term is None:
                continue
            version += 1
            self.rows["term"].append(
                (
                    *(self._id("term"), round_id, version, kind.value, term.clause, set_on),
                    *(term.due_iso, term.due_at_text, term.soft_iso, term.firmness, True, term.rule_name),
                    *(term.rule_version, term.calendar, term.explanation, reason, "", letter, self.act_id),
                )
            )
        for text in found.term.warnings if found.term else ():
            self.rows["anomaly"].append((self._id("anomaly"), self.act_id, case_id, "warning", text))

    def _standing(self, found: Found, round_id: int, boxes: tuple[int, ...]) -> None:
        """Keep what follows from the facts, and what the ladder will owe."""
        original, line = found.term, found.line
        agreed = found.put_off or original
        answered = line.answered_on.isoformat() if line.answered_on else None
        self.rows["round_cache"].append(
            (
                *(round_id, (Stage.ANSWERED if answered else Stage.REGISTERED).value, line.requested_on.isoformat()),
                *(original.due_iso if original else None, agreed.due_iso if agreed else None),
                *(original.due_at_text if original else None, agreed.due_at_text if agreed else None),
                *(answered, found.attention_on.isoformat() if found.attention_on else None),
            )
        )
        sort = (found.asking.chamber.value, RoundKind.FIRST.value)
        for owed in found.plan:
            rung = owed.rung
            fire, due, by_hand = owed.fire_on.isoformat(), owed.due_on.isoformat(), rung.mode is Mode.BY_HAND
            for box in boxes if rung.audience is Audience.DESK else (found.asking.clerk,):
                self.rows["agenda"].append((fire, round_id, rung.code, box, due, rung.rank, by_hand, *sort))
