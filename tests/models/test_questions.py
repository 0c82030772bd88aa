"""What the database itself refuses about questions and answers, on either database."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, delete, insert, update
from sqlalchemy.exc import IntegrityError

from models import register

AT, DAY = datetime(2018, 5, 31, 10, 0, tzinfo=UTC), date(2018, 5, 31)

ROWS: dict[str, dict[str, Any]] = {
    "act": {"at": AT, "on_day": DAY, "actor": "griffier", "verb": "request", "ground": "brief", "payload": {}},
    "case": {"number": "EK-2018-001", "chamber": "EK", "year": 2018, "serial": 1, "subject": "veren"}
    | {"access": "open", "registered_on": DAY, "act_id": 1},
    "round": {"case_id": 1, "sequence": 1, "registered_on": DAY, "act_id": 1},
    "letter": {"kind": "request", "access": "open", "mark": "", "located_at": "", "act_id": 1},
    "question": {"round_id": 1, "letter_id": 1, "access": "open", "rank": 0, "label": "1", "number": "1"}
    | {"printed": True, "asked_by": ["VVD"], "joined_by": [], "text": "Waarom?", "paragraph": 2, "act_id": 1},
    "answer": {"question_id": 1, "letter_id": None, "answered": True, "named": True, "reason": "zo", "act_id": 1},
}

Adder = Callable[..., None]


@pytest.fixture
def connection(engine: Engine) -> Iterator[Connection]:
    with engine.connect() as opened:
        yield opened


@pytest.fixture
def add(connection: Connection) -> Adder:
    """Adds a row to a table, valid by default."""

    def adder(table: str, **over: Any) -> None:
        connection.execute(insert(register.metadata.tables[table]).values(**ROWS[table] | over))

    for table in ROWS:
        adder(table)
    return adder


def test_a_question_and_its_answer_are_kept(add: Adder, connection: Connection) -> None:
    add("question", rank=1, label="2", number="2")
    add("answer", question_id=2, answered=False, named=False, reason="niet teruggevonden")
    found = connection.execute(register.metadata.tables["question"].select()).mappings().all()
    assert [(one["label"], one["asked_by"]) for one in found] == [("1", ["VVD"]), ("2", ["VVD"])]


@pytest.mark.parametrize(
    ("table", "over"),
    [
        ("question", {}),
        ("question", {"label": "2", "access": "confidential"}),
        ("question", {"label": "2", "letter_id": 9}),
        ("question", {"label": "2", "round_id": 9}),
        ("answer", {"reason": " "}),
        ("answer", {"question_id": 9}),
    ],
    ids=["label twice", "confidential", "no letter", "no round", "no reason", "no question"],
)
def test_a_row_that_does_not_fit_is_refused(
    add: Adder, connection: Connection, table: str, over: dict[str, Any]
) -> None:
    with pytest.raises(IntegrityError):
        add(table, **over)


def test_a_confidential_letter_keeps_no_questions(add: Adder, connection: Connection) -> None:
    add("letter", access="confidential")
    for access in ("open", "confidential"):
        with pytest.raises(IntegrityError), connection.begin_nested():
            add("question", label="2", letter_id=2, access=access)


@pytest.mark.parametrize(("table", "column"), [("question", "text"), ("answer", "reason")])
def test_a_row_is_not_changed_and_not_deleted_and_voided_once(
    add: Adder, connection: Connection, table: str, column: str
) -> None:
    rows = register.metadata.tables[table]
    for statement in (update(rows).values({column: "anders"}), delete(rows)):
        with pytest.raises(IntegrityError), connection.begin_nested():
            connection.execute(statement)
    connection.execute(update(rows).values(void_act_id=1))
    with pytest.raises(IntegrityError):
        connection.execute(update(rows).values(void_act_id=1))


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [("question", "text", "anders"), ("answer", "reason", "anders"), ("answer", "answered", False)],
)
def test_voiding_a_row_rewrites_nothing_else(
    add: Adder, connection: Connection, table: str, column: str, value: Any
) -> None:
    with pytest.raises(IntegrityError):
        connection.execute(update(register.metadata.tables[table]).values({"void_act_id": 1, column: value}))
