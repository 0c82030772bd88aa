"""What the database itself refuses, on either database, whoever writes: the invariants of a register of evidence."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, delete, insert, select, text, update
from sqlalchemy.exc import IntegrityError, StatementError
from sqlmodel import Session

from models import register
from models.acts import Act
from models.columns import NaiveInstant
from models.database import transaction
from procedure.vocabulary import Verb

AT = datetime(2018, 5, 31, 10, 0, tzinfo=UTC)
THU_31_MAY, THU_14_JUNE, WED_20_JUNE = date(2018, 5, 31), date(2018, 6, 14), date(2018, 6, 20)

Adder = Callable[..., Any]


@pytest.fixture
def connection(engine: Engine) -> Iterator[Connection]:
    with engine.connect() as opened:
        yield opened


@pytest.fixture
def add(connection: Connection) -> Adder:
    """Adds a row to a table, valid by default; returns its key."""
    base: dict[str, dict[str, Any]] = {
        "act": {"at": AT, "on_day": THU_31_MAY, "actor": "griffier", "verb": "note", "ground": "brief", "payload": {}},
        "case": {"number": "EK-2018-001", "chamber": "EK", "year": 2018, "serial": 1, "subject": "asiel"}
        | {"access": "open", "registered_on": THU_31_MAY, "act_id": 1},
        "round": {"case_id": 1, "sequence": 1, "registered_on": THU_31_MAY, "act_id": 1},
        "term": {"round_id": 1, "version": 1, "kind": "initial", "clause": "binnen twee weken", "set_on": THU_31_MAY}
        | {"due_on": THU_14_JUNE, "firmness": "hard", "accepted": True, "rule_name": "calendar", "rule_version": "1"}
        | {"calendar": "tot 2100", "explanation": [], "reason": "brief", "said_by": "", "act_id": 1},
        "letter": {"kind": "request", "access": "open", "mark": "", "located_at": "", "act_id": 1},
        "reading": {"letter_id": 1, "access": "open", "reader_version": "1", "text": "Geachte", "fields": {}},
        "dossier": {"number": "34964", "title": "", "edossier": False},
        "committee": {"chamber": "EK", "code": "IA-JBZ"},
        "ministry": {"code": "JenV", "name": "Justitie en Veiligheid"},
        "mailbox": {"ministry_id": 1, "purpose": "desk"},
        "report": {"adopted_on": WED_20_JUNE, "clerk": "Van Dooren", "capacity": "", "despite": "", "act_id": 1},
        "report_number": {"report_id": 1, "dossier_id": 1, "number": "A", "act_id": 1},
        "report_member": {"report_id": 1, "committee_id": 1, "rank": 1, "name": "Dercksen", "party": "PVV"}
        | {"role": "voorzitter"},
        "edition": {"report_id": 1, "adopted_on": WED_20_JUNE, "n": 1, "published_on": WED_20_JUNE, "reason": ""}
        | {"motive": "", "files": [], "act_id": 1},
        "reminder": {"round_id": 1, "rung": "due", "due_on": THU_14_JUNE, "mailbox_id": 1, "rank": 2}
        | {"owed_on": THU_14_JUNE, "leaves_on": THU_14_JUNE, "outcome": "owed", "reason": "", "act_id": 1},
        "commitment": {"letter_id": 1, "text": "Ik zeg toe", "t_number": "T02538", "act_id": 1},
        "case_committee": {"case_id": 1, "committee_id": 1, "rank": 0},
        "installation": {"id": 1, "mark": "a1b2c3", "created_at": AT},
        "mail_server": {"server": "mail.example.org", "act_id": 1},
        "mailbox_address": {"mailbox_id": 1, "address": "desk@example.org", "valid_from": THU_31_MAY},
        "message": {"message_id": "reminder.1@a1b2c3.griffie", "mailbox_id": 1, "sender_id": 1, "notice": "reminder"}
        | {"daily": True, "channel": "mail", "send_on": THU_14_JUNE, "state": "queued", "note": "", "subject": ""}
        | {"act_id": 1},
    }

    def put(name: str, /, **values: Any) -> Any:
        table = register.metadata.tables[name]
        return connection.execute(insert(table).values(**(base[name] | values))).inserted_primary_key

    return put


@pytest.fixture
def world(add: Adder) -> Adder:
    """A case with a round, a term, a letter, a report and a mailbox, each with the key 1."""
    for name in ("act", "case", "round", "term", "letter", "dossier", "committee", "ministry", "mailbox", "report"):
        add(name)
    return add


@pytest.mark.parametrize("change", [{"due_on": WED_20_JUNE}, {"clause": "binnen vier weken"}, {"version": 2}])
def test_a_term_is_never_changed(world: Adder, connection: Connection, change: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError, match="Een rij van term wordt niet gewijzigd"):
        connection.execute(update(register.metadata.tables["term"]).values(change))


def test_two_terms_of_one_round_have_different_versions(world: Adder) -> None:
    world("term", version=2)

    with pytest.raises(IntegrityError):
        world("term", version=2)


@pytest.mark.parametrize("values", [{"kind": "guess"}, {"kind": "initial", "accepted": False}, {"version": 0}])
def test_a_term_has_a_known_kind_and_only_a_deferral_is_refused(world: Adder, values: dict[str, Any]) -> None:
    with pytest.raises((IntegrityError, StatementError)):
        world("term", **({"version": 2} | values))


def test_a_fact_is_voided_once_and_then_stays_so(world: Adder, connection: Connection) -> None:
    table = register.metadata.tables["term"]
    connection.execute(update(table).values(void_act_id=1))

    with pytest.raises(IntegrityError, match="eenmaal door een latere handeling vervallen"):
        connection.execute(update(table).values(void_act_id=None))


def test_a_fact_is_not_changed_in_the_same_breath_as_it_is_voided(world: Adder, connection: Connection) -> None:
    with pytest.raises(IntegrityError, match="Een rij van term wordt niet gewijzigd"):
        connection.execute(update(register.metadata.tables["term"]).values(void_act_id=1, due_on=WED_20_JUNE))


def test_two_rounds_of_a_case_have_different_places(world: Adder) -> None:
    with pytest.raises(IntegrityError):
        world("round", sequence=1)


def test_a_round_follows_an_earlier_one_and_never_itself(world: Adder) -> None:
    world("round", id=2, sequence=2, previous_id=1)

    with pytest.raises(IntegrityError):
        world("round", id=3, sequence=3, previous_id=3)


def test_a_number_is_free_again_when_its_report_is_voided(world: Adder, connection: Connection) -> None:
    world("report_number")
    world("report", id=2)
    connection.execute(update(register.metadata.tables["report_number"]).values(void_act_id=1))

    world("report_number", report_id=2)


def test_two_reports_of_a_dossier_in_force_have_different_numbers(world: Adder) -> None:
    world("report_number")
    world("report", id=2)

    with pytest.raises(IntegrityError):
        world("report_number", report_id=2)


def test_a_report_is_not_published_before_it_was_adopted(world: Adder) -> None:
    with pytest.raises(IntegrityError):
        world("edition", published_on=THU_14_JUNE)


def test_an_edition_cannot_claim_another_day_of_adoption_than_its_report(world: Adder) -> None:
    with pytest.raises(IntegrityError):
        world("edition", adopted_on=THU_31_MAY, published_on=THU_14_JUNE)


def test_a_committee_has_one_chair_in_a_report(world: Adder) -> None:
    world("report_member")

    with pytest.raises(IntegrityError):
        world("report_member", rank=2, name="Strik", party="GL")


def test_a_reminder_is_owed_once_for_a_round_rung_due_date_and_mailbox(world: Adder) -> None:
    world("reminder")
    world("reminder", due_on=WED_20_JUNE)

    with pytest.raises(IntegrityError):
        world("reminder", reason="een andere reden")


def test_a_number_of_a_commitment_is_given_once(world: Adder) -> None:
    world("commitment")

    with pytest.raises(IntegrityError):
        world("commitment", text="Ik zeg iets anders toe")


def test_a_confidential_letter_has_no_text_in_the_register(world: Adder) -> None:
    world("letter", id=2, access="confidential")

    with pytest.raises(IntegrityError):
        world("reading", letter_id=2, access="open")


def test_a_reading_of_a_confidential_letter_cannot_be_admitted_as_such(world: Adder) -> None:
    world("letter", id=2, access="confidential")

    with pytest.raises(IntegrityError):
        world("reading", letter_id=2, access="confidential")


@pytest.mark.parametrize("missing", [{"actor": "  "}, {"ground": ""}, {"on_day": None}, {"at": None}, {"verb": "hack"}])
def test_every_act_has_actor_instant_day_and_ground(add: Adder, missing: dict[str, Any]) -> None:
    with pytest.raises((IntegrityError, StatementError)):
        add("act", **missing)


@pytest.mark.parametrize("table", ["act", "case", "round", "letter", "term", "report", "committee", "ministry"])
def test_nothing_is_deleted(world: Adder, connection: Connection, table: str) -> None:
    with pytest.raises(IntegrityError, match=f"Een rij van {table} wordt niet verwijderd"):
        connection.execute(delete(register.metadata.tables[table]))


@pytest.mark.parametrize("table", ["act", "case", "round"])
def test_the_diary_is_only_added_to(world: Adder, connection: Connection, table: str) -> None:
    with pytest.raises(IntegrityError, match=f"Een rij van {table} wordt niet gewijzigd"):
        connection.execute(update(register.metadata.tables[table]).values(id=7))


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("case_committee", {"rank": 1}),
        ("installation", {"mark": "d4e5f6"}),
        ("mail_server", {"server": "ander.example.org"}),
    ],
)
def test_who_asks_and_what_a_person_confirmed_is_only_added_to(
    world: Adder, connection: Connection, table: str, change: dict[str, Any]
) -> None:
    world(table)

    with pytest.raises(IntegrityError, match=f"Een rij van {table} wordt niet gewijzigd"):
        connection.execute(update(register.metadata.tables[table]).values(change))


@pytest.mark.parametrize(
    "table", ["case_committee", "dossier", "installation", "mail_server", "mailbox_address", "message", "reminder"]
)
def test_who_was_asked_and_reminded_and_where_is_never_deleted(
    world: Adder, connection: Connection, table: str
) -> None:
    if table != "dossier":
        world(table)

    with pytest.raises(IntegrityError, match=f"Een rij van {table} wordt niet verwijderd"):
        connection.execute(delete(register.metadata.tables[table]))


SETTLED = [
    ("dossier", {"number": "34965"}),
    ("reading", {"id": 7}),
    ("reading", {"access": "public"}),
    ("reading", {"reader_version": "2"}),
    ("reading", {"text": "Hooggeachte"}),
    ("reading", {"fields": {"kind": "reply"}}),
    ("reading", {"text": "Hooggeachte", "confirmed_by": "griffier"}),
    ("reminder", {"round_id": 7}),
    ("reminder", {"rung": "notice"}),
    ("reminder", {"due_on": WED_20_JUNE}),
    ("reminder", {"mailbox_id": 7}),
]


@pytest.mark.parametrize(("table", "change"), SETTLED)
def test_what_was_read_and_what_a_reminder_is_about_never_changes(
    world: Adder, connection: Connection, table: str, change: dict[str, Any]
) -> None:
    if table != "dossier":
        world(table)

    with pytest.raises(IntegrityError, match=f"Wat in een rij van {table} vaststaat, wordt niet gewijzigd"):
        connection.execute(update(register.metadata.tables[table]).values(change))


@pytest.mark.parametrize("change", [{"raw": b"anders"}, {"to_address": "ander@example.org"}, {"raw": None}])
def test_the_bytes_and_the_address_of_a_message_are_settled_once(
    world: Adder, connection: Connection, change: dict[str, Any]
) -> None:
    world("message")
    table = register.metadata.tables["message"]
    connection.execute(update(table).values(to_address="desk@example.org", raw=b"mail"))

    with pytest.raises(IntegrityError, match="Wat in een rij van message vaststaat"):
        connection.execute(update(table).values(change))


ALLOWED = [
    ("dossier", {"title": "Goedkeuring van twee verdragen"}),
    ("reading", {"confirmed_by": "griffier"}),
    ("reminder", {"outcome": "dropped", "reason": "beantwoord"}),
    ("message", {"state": "dropped", "note": "beantwoord"}),
    ("mailbox_address", {"valid_to": WED_20_JUNE}),
]


@pytest.mark.parametrize(("table", "change"), ALLOWED)
def test_what_may_change_beside_what_is_settled_can_change(
    world: Adder, connection: Connection, table: str, change: dict[str, Any]
) -> None:
    if table != "dossier":
        world(table)

    connection.execute(update(register.metadata.tables[table]).values(change))

    row = connection.execute(select(register.metadata.tables[table])).mappings().one()
    assert {name: row[name] for name in change} == change


def test_an_act_cannot_be_overwritten_by_another(sqlite_url: str) -> None:
    from models.database import make_engine  # noqa: PLC0415

    with make_engine(sqlite_url).connect() as opened:
        values = {"at": AT, "on_day": THU_31_MAY, "actor": "griffier", "verb": "note", "ground": "brief", "payload": {}}
        opened.execute(insert(register.metadata.tables["act"]).values(**values))
        replace = "INSERT OR REPLACE INTO act SELECT id, at, on_day, 'iemand', verb, ground, payload FROM act"
        with pytest.raises(IntegrityError, match="Een rij van act wordt niet verwijderd"):
            opened.execute(text(replace))


def test_a_table_of_evidence_cannot_be_emptied_at_once(postgres_url: str) -> None:
    from models.database import make_engine  # noqa: PLC0415

    engine = make_engine(postgres_url)
    with engine.connect() as opened, pytest.raises(IntegrityError, match="Een rij van act wordt niet verwijderd"):
        opened.execute(text("TRUNCATE act CASCADE"))
    engine.dispose()


def test_an_instant_without_a_zone_is_refused(engine: Engine) -> None:
    def note(session: Session, at: datetime) -> None:
        session.add(Act(at=at, on_day=THU_31_MAY, actor="griffier", verb=Verb.NOTE, ground="brief", payload={}))
        session.flush()

    with transaction(engine) as session, pytest.raises(StatementError) as refused:
        note(session, datetime(2018, 5, 31, 10, 0))  # noqa: DTZ001

    assert isinstance(refused.value.orig, NaiveInstant)


def test_an_instant_comes_back_as_the_same_instant_in_utc(engine: Engine) -> None:
    given = datetime.fromisoformat("2018-05-31T12:00:00+02:00")
    with transaction(engine) as session:
        session.add(Act(at=given, on_day=THU_31_MAY, actor="griffier", verb=Verb.NOTE, ground="brief", payload={}))

    with transaction(engine) as session:
        kept = session.connection().execute(select(register.metadata.tables["act"].c.at)).scalar_one()
        assert kept == given
        assert kept.tzinfo is UTC
