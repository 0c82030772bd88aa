"""Named questions for lists and pages, as SQL: they need no SQLModel, so that reading commands start quickly.

Every question works on both databases. `ask` returns plain values: days as dates, instants as aware UTC, JSON parsed.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, text

CASES = """
SELECT c.id, c.number AS "case", c.subject, c.access, c.registered_on, r.id AS round_id, r.sequence AS round,
       k.stage, k.requested_on, k.original_due_on, k.agreed_due_on, k.original_due_at, k.agreed_due_at,
       k.answered_on, k.received_on, k.attention_on,
       (SELECT max(x.on_day) FROM closing x WHERE x.round_id = r.id AND x.void_act_id IS NULL) AS closed_on
FROM "case" c
JOIN round r ON r.case_id = c.id AND NOT EXISTS
     (SELECT 1 FROM round later WHERE later.case_id = c.id AND later.sequence > r.sequence)
JOIN round_cache k ON k.round_id = r.id
WHERE {only}
ORDER BY c.id
"""

COMMITTEES = """
SELECT cc.case_id, cm.code, n.name, n.valid_from, n.valid_to
FROM case_committee cc
JOIN committee cm ON cm.id = cc.committee_id
LEFT JOIN committee_name n ON n.committee_id = cm.id
WHERE cc.case_id IN :cases ORDER BY cc.case_id, cc.rank, n.valid_from
"""

OBLIGATIONS = """
SELECT o.id, o.round_id, f.title AS office, m.code AS ministry, s.extent, d.dated_on AS answered_on
FROM obligation o
JOIN office f ON f.id = o.office_id
JOIN ministry m ON m.id = f.ministry_id
LEFT JOIN settlement s ON s.obligation_id = o.id AND s.void_act_id IS NULL
LEFT JOIN letter_date d ON d.letter_id = s.letter_id AND d.void_act_id IS NULL
WHERE o.round_id IN :rounds AND o.void_act_id IS NULL
ORDER BY o.round_id, o.rank, o.id, d.dated_on
"""

INSTALLATION = """
SELECT i.mark FROM installation i
"""

HEAD = """
SELECT s.last_act_id, s.digest FROM seal s ORDER BY s.last_act_id DESC LIMIT 1
"""

MINISTRIES = """
SELECT m.code, m.name FROM ministry m ORDER BY m.id
"""

DOSSIERS = """
SELECT cd.case_id, d.number, d.edossier
FROM case_dossier cd JOIN dossier d ON d.id = cd.dossier_id
WHERE cd.case_id IN :cases AND cd.void_act_id IS NULL ORDER BY cd.case_id, cd.rank
"""

TERMS = """
SELECT t.id, r.sequence AS round, t.version, t.kind, t.clause, t.due_on, t.due_at, t.soft_due_on, t.firmness,
       t.accepted, t.reason, t.via, t.said_by, t.explanation, t.rule_name, t.rule_version,
       a.on_day AS recorded_on, t.void_act_id
FROM term t JOIN round r ON r.id = t.round_id JOIN act a ON a.id = t.act_id
WHERE r.case_id = :case ORDER BY r.sequence, t.version
"""

HOLDS = """
SELECT h.first_day, h.last_day
FROM hold h JOIN round r ON r.id = h.round_id
WHERE r.case_id = :case AND h.void_act_id IS NULL AND NOT h.desk_only ORDER BY h.last_day DESC
"""

LETTERS = """
SELECT l.id, r.sequence AS round, rl.used_as, l.access, l.mark, l.located_at, l.paper_sha256, d.dated_on, d.received_on,
       g.fields, rl.void_act_id
FROM round_letter rl
JOIN round r ON r.id = rl.round_id
JOIN letter l ON l.id = rl.letter_id
JOIN letter_date d ON d.letter_id = l.id AND d.void_act_id IS NULL
LEFT JOIN reading g ON g.letter_id = l.id
WHERE r.case_id = :case ORDER BY r.sequence, rl.id
"""

PARTIES = """
SELECT p.letter_id, p.role, p.as_printed
FROM letter_party p JOIN round_letter rl ON rl.letter_id = p.letter_id JOIN round r ON r.id = rl.round_id
WHERE r.case_id = :case ORDER BY p.letter_id, p.role, p.rank
"""

REMINDERS = """
SELECT m.rung, m.owed_on, m.leaves_on, m.due_on, m.outcome, m.reason, m.mailbox_id, m.act_id, x.state, x.settled_at,
       x.message_id, x.note, x.to_address, x.send_on, x.id AS message
FROM reminder m
JOIN round r ON r.id = m.round_id
LEFT JOIN message x ON x.id = m.message_id
WHERE r.case_id = :case ORDER BY m.owed_on, m.rank, m.id
"""

TASKS = """
SELECT r.case_id, m.rung, m.owed_on, coalesce(x.to_address, y.code, c.code) AS recipient, x.note, m.id AS reminder
FROM message x
JOIN reminder m ON m.message_id = x.id AND m.outcome = 'owed'
JOIN round r ON r.id = m.round_id
JOIN mailbox b ON b.id = m.mailbox_id
LEFT JOIN ministry y ON y.id = b.ministry_id
LEFT JOIN committee c ON c.id = b.committee_id
WHERE x.state = 'failed'
UNION ALL
SELECT r.case_id, m.rung, m.owed_on, NULL, NULL, m.id
FROM reminder m JOIN round r ON r.id = m.round_id
WHERE m.outcome = 'by_hand'
ORDER BY owed_on, reminder
"""

PLANNED = """
SELECT g.rung, g.fire_on AS owed_on, g.due_on, g.mailbox_id, g.by_hand, g.chamber, g.kind
FROM agenda g JOIN round r ON r.id = g.round_id
WHERE r.case_id = :case ORDER BY g.fire_on, g.rank
"""

MAILBOXES = """
SELECT b.id, b.purpose, m.code AS ministry, c.code AS committee, d.address, d.valid_from, d.valid_to
FROM mailbox b
LEFT JOIN ministry m ON m.id = b.ministry_id
LEFT JOIN committee c ON c.id = b.committee_id
LEFT JOIN mailbox_address d ON d.mailbox_id = b.id
WHERE b.id IN :mailboxes ORDER BY b.id, d.valid_from
"""

PREFERENCES = """
SELECT p.mailbox_id, p.rung, p.from_day, p.said_by, p.act_id, p.void_act_id FROM preference p
WHERE p.mailbox_id IN :mailboxes ORDER BY p.id
"""

SUBSTITUTES = """
SELECT s.mailbox_id, s.address, s.valid_from, s.valid_to FROM substitute s WHERE s.mailbox_id IN :mailboxes
"""

EVENTS = """
SELECT a.id, a.at, a.on_day, a.verb, a.actor, a.ground, o.headline, n.run_id
FROM act a
JOIN act_case ac ON ac.act_id = a.id
LEFT JOIN act_outcome o ON o.act_id = a.id
LEFT JOIN act_run n ON n.act_id = a.id
WHERE ac.case_id = :case ORDER BY a.id
"""

DELIVERY_RUNS = """
SELECT DISTINCT t.run_id
FROM attempt t JOIN reminder m ON m.message_id = t.message_id JOIN round r ON r.id = m.round_id
WHERE r.case_id = :case AND t.run_id IS NOT NULL
"""

REPORTS = """
SELECT p.id, p.adopted_on, p.clerk, p.capacity, n.number, e.n AS edition, e.published_on, e.files, e.reason
FROM report p
JOIN report_round rr ON rr.report_id = p.id
JOIN round r ON r.id = rr.round_id
LEFT JOIN report_number n ON n.report_id = p.id AND n.void_act_id IS NULL
LEFT JOIN edition e ON e.report_id = p.id AND e.void_act_id IS NULL
WHERE r.case_id = :case AND p.void_act_id IS NULL ORDER BY p.id DESC, e.n DESC
"""

ANOMALIES = """
SELECT y.code, y.text FROM anomaly y WHERE y.case_id = :case AND y.erased_act_id IS NULL ORDER BY y.id
"""

DOUBTS = """
SELECT y.case_id, y.act_id, y.text FROM anomaly y WHERE y.code = 'doubt' AND y.case_id IN :cases ORDER BY y.id
"""

DOUBTED_TERMS = """
SELECT r.case_id, t.act_id, t.kind, t.clause, t.due_on, t.accepted
FROM term t JOIN round r ON r.id = t.round_id WHERE r.case_id IN :cases
"""

DOUBTED_LETTERS = """
SELECT r.case_id, l.act_id, l.id AS letter_id, rl.void_act_id
FROM round_letter rl JOIN letter l ON l.id = rl.letter_id JOIN round r ON r.id = rl.round_id
WHERE r.case_id IN :cases
"""

DOUBTED_DATES = """
SELECT d.letter_id, d.act_id
FROM letter_date d JOIN round_letter rl ON rl.letter_id = d.letter_id JOIN round r ON r.id = rl.round_id
WHERE r.case_id IN :cases
"""

DOUBTED_STAGES = """
SELECT r.case_id, k.stage FROM round r JOIN round_cache k ON k.round_id = r.id
WHERE r.case_id IN :cases ORDER BY r.case_id, r.sequence
"""

UNWRITTEN = """
SELECT a.id, a.at, a.on_day, a.verb, a.actor, o.headline, o.outcome, o.committees, o.ministries
FROM act a
JOIN act_outcome o ON o.act_id = a.id
WHERE NOT EXISTS (SELECT 1 FROM act_run n WHERE n.act_id = a.id)
ORDER BY a.id LIMIT :most
"""

ACT_CASES = """
SELECT ac.act_id, c.number FROM act_case ac JOIN "case" c ON c.id = ac.case_id
WHERE ac.act_id IN (SELECT f.act_id FROM act_case f WHERE f.act_id IN :acts GROUP BY f.act_id HAVING count(*) <= :most)
ORDER BY ac.act_id, c.id
"""

ACT_OF_RUN = """
SELECT a.id, a.verb, o.headline, o.outcome, o.committees, o.ministries, o.data
FROM act_run n JOIN act a ON a.id = n.act_id JOIN act_outcome o ON o.act_id = a.id
WHERE n.run_id = :run ORDER BY a.id DESC LIMIT 1
"""

BEGUN = """
SELECT i.created_at AS at, (SELECT min(a.on_day) FROM act a WHERE a.verb = 'check') AS on_day FROM installation i
"""

CHECKS = """
SELECT a.id, a.at, a.on_day, a.actor FROM act a WHERE a.verb = 'check' AND a.on_day >= :first ORDER BY a.id
"""

MADE_UP_FOR = """
SELECT c.number AS "case", m.rung, m.fire_on, m.owed_on, m.due_on, m.outcome, m.reason, m.mailbox_id, m.act_id, x.state
FROM reminder m
JOIN round r ON r.id = m.round_id
JOIN "case" c ON c.id = r.case_id
LEFT JOIN message x ON x.id = m.message_id
WHERE m.fire_on BETWEEN :first AND :last AND m.fire_on < m.owed_on ORDER BY m.id
"""

STILL_DUE = """
SELECT c.number AS "case", g.rung, g.fire_on, g.due_on, g.mailbox_id, g.chamber, g.kind
FROM agenda g
JOIN round r ON r.id = g.round_id
JOIN "case" c ON c.id = r.case_id
WHERE g.fire_on BETWEEN :first AND :last ORDER BY g.fire_on, g.round_id, g.rank
"""

LAPSED = """
SELECT a.id, a.on_day, o.headline, o.data
FROM act_outcome o JOIN act a ON a.id = o.act_id
WHERE a.on_day > :first AND CAST(o.data AS TEXT) LIKE :pattern ORDER BY a.id
"""

_DAYS = frozenset(
    {
        "registered_on",
        "requested_on",
        "original_due_on",
        "agreed_due_on",
        "answered_on",
        "received_on",
        "attention_on",
        "closed_on",
        "due_on",
        "soft_due_on",
        "recorded_on",
        "dated_on",
        "owed_on",
        "leaves_on",
        "send_on",
        "fire_on",
        "from_day",
        "on_day",
        "adopted_on",
        "published_on",
        "first_day",
        "last_day",
        "valid_from",
        "valid_to",
    }
)
_INSTANTS = frozenset({"original_due_at", "agreed_due_at", "due_at", "at", "settled_at"})
_JSON = frozenset({"explanation", "fields", "files", "committees", "ministries", "data"})

Row = Mapping[str, Any]


def ask(connection: Connection, question: str, **values: Any) -> list[Row]:
    """Return the rows that answer a question; a list among the values stands for ``IN``."""
    statement = text(question)
    many = [name for name, value in values.items() if isinstance(value, list | tuple | set)]
    if any(not values[name] for name in many):
        return []
    statement = statement.bindparams(*(bindparam(name, expanding=True) for name in many))
    return [_plain(dict(row)) for row in connection.execute(statement, values).mappings()]


def _plain(row: Mapping[str, Any]) -> Row:
    return {name: _value(name, value) for name, value in row.items()}


def _value(name: str, value: Any) -> Any:
    """Return a value as both databases would have it: SQLite keeps days, instants and JSON as text."""
    if isinstance(value, datetime):
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
    if not isinstance(value, str):
        return value
    if name in _DAYS:
        return date.fromisoformat(value)
    if name in _INSTANTS:
        moment = datetime.fromisoformat(value)
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    return json.loads(value) if name in _JSON else value


def by(rows: Sequence[Row], name: str) -> dict[Any, list[Row]]:
    """Return rows grouped by one of their values, in their order."""
    grouped: dict[Any, list[Row]] = {}
    for row in rows:
        grouped.setdefault(row[name], []).append(row)
    return grouped
