"""What the register of a simulated year says of itself, asked in plain SQL."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import text
from sqlmodel import Session

from casework.workplace import Workplace
from tests.faults.kit import asked
from tests.faults.year.events import Row

_ROWS = """
SELECT c.number, r.rung, r.due_on, a.address, r.owed_on, r.leaves_on, r.outcome, m.message_id, m.state
FROM reminder r JOIN round o ON o.id = r.round_id JOIN "case" c ON c.id = o.case_id
JOIN mailbox_address a ON a.mailbox_id = r.mailbox_id LEFT JOIN message m ON m.id = r.message_id
{where} ORDER BY r.id
"""

_LIVE = text("SELECT message_id, state FROM message WHERE state IN ('sending','unsure','temporary_failure','failed')")
_LATEST = text("SELECT max(id) FROM act")

PIECE = 400
"""Cases asked about at once."""


def live(session: Session) -> tuple[int, dict[str, str]]:
    """Return the latest act, and every message that is under way, to be tried again, or failed."""
    session.flush()
    connection = session.connection()
    return connection.execute(_LATEST).scalar() or 0, dict(sorted(map(tuple, connection.execute(_LIVE))))


def ledger_of(place: Workplace, cases: Iterable[str] | None = None) -> Iterator[Row]:
    """Give the ledger, all of it or that of some cases."""
    if cases is None:
        yield from (_row(one) for one in asked(place, _ROWS.format(where="")))
        return
    wanted = sorted(cases)
    for start in range(0, len(wanted), PIECE):
        names = ", ".join(f"'{one}'" for one in wanted[start : start + PIECE])
        yield from (_row(one) for one in asked(place, _ROWS.format(where=f"WHERE c.number IN ({names})")))


def _row(found: Any) -> Row:
    case, rung, due, to, owed, leaves, outcome, message_id, state = found
    days = (date.fromisoformat(str(one)) for one in (due, owed, leaves))
    return Row(case, rung, next(days), to, next(days), next(days), outcome, message_id or "", state or "")


def waiting(place: Workplace, day: date, at: datetime) -> tuple[tuple[str, str], ...]:
    """Return the messages whose time has come and which have neither left nor failed, each with its address."""
    rows = asked(
        place,
        f"""
        SELECT m.message_id, m.state, a.address, m.try_at
        FROM message m JOIN mailbox_address a ON a.mailbox_id = m.mailbox_id
        WHERE m.state IN ('queued', 'held', 'sending', 'temporary_failure', 'unsure') AND m.send_on <= '{day}'
        ORDER BY m.id
        """,  # noqa: S608 - a day of our own
    )
    return tuple(
        (f"{name} {state}", to) for name, state, to, try_at in rows if try_at is None or _instant(try_at) <= at
    )


def failed(place: Workplace) -> list[tuple[str, str]]:
    """Return the case and rung of every reminder that could not be delivered, where nothing more urgent is owed."""
    rows = asked(
        place,
        """
        SELECT DISTINCT c.number, r.rung FROM reminder r JOIN round o ON o.id = r.round_id
        JOIN "case" c ON c.id = o.case_id JOIN message m ON m.id = r.message_id
        WHERE r.outcome = 'owed' AND m.state = 'failed' AND NOT EXISTS (
            SELECT 1 FROM reminder h WHERE h.round_id = r.round_id AND h.mailbox_id = r.mailbox_id
            AND h.outcome = 'owed' AND h.rank > r.rank
        ) ORDER BY c.number, r.rung
        """,
    )
    return [(number, rung) for number, rung in rows]


def tries_again(place: Workplace) -> bool:
    """Return whether any message waits for its turn or for another try."""
    states = "('queued', 'sending', 'temporary_failure', 'unsure')"
    return bool(asked(place, f"SELECT 1 FROM message WHERE state IN {states} LIMIT 1"))  # noqa: S608 - as above


def _instant(value: Any) -> datetime:
    found = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
    return found if found.tzinfo else found.replace(tzinfo=UTC)
