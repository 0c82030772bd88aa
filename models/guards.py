"""The guards in the database itself: facts are added and voided, never changed; what is to be kept is never deleted.

A migration holds its statements frozen; they were written from this list, and a house test holds the migrated database
against it (``python -m models.guards`` prints it). They are held against every writer, not only against our own code.
"""

from sqlmodel import SQLModel

from models.register import APPEND_ONLY, FACTS, KEPT, SETTLED

FUNCTIONS = {
    "griffie_refuse": (
        "CREATE FUNCTION griffie_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "RAISE EXCEPTION USING ERRCODE = 'restrict_violation', MESSAGE = TG_ARGV[0]; END $$"
    ),
    "griffie_void_once": (
        "CREATE FUNCTION griffie_void_once() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "IF OLD.void_act_id IS NULL AND NEW.void_act_id IS NOT NULL "
        "AND to_jsonb(OLD) - 'void_act_id' = to_jsonb(NEW) - 'void_act_id' THEN RETURN NEW; END IF; "
        "RAISE EXCEPTION USING ERRCODE = 'restrict_violation', MESSAGE = TG_ARGV[0]; END $$"
    ),
}
"""PostgreSQL: what the triggers call, with their sentence as argument."""

_VOIDED_ONCE = (
    "Een rij van {table} wordt niet gewijzigd; zij kan eenmaal door een latere handeling vervallen worden verklaard."
)
_ADDED_ONLY = "Een rij van {table} wordt niet gewijzigd; er komt alleen een nieuwe bij."
_SETTLED = "Wat in een rij van {table} vaststaat, wordt niet gewijzigd."
_KEPT = "Een rij van {table} wordt niet verwijderd; zij wordt bewaard."


def sqlite_guards() -> dict[str, str]:
    """Return every trigger for SQLite, by its name."""
    guards: dict[str, str] = {}
    for table, fixed in _facts():
        same = " AND ".join(f'OLD."{column}" IS NEW."{column}"' for column in fixed)
        once = f"NOT (OLD.void_act_id IS NULL AND NEW.void_act_id IS NOT NULL AND {same})"
        guards |= _on_sqlite(table, "update", _VOIDED_ONCE, when=f"WHEN {once} ")
    for table in _names(APPEND_ONLY):
        guards |= _on_sqlite(table, "update", _ADDED_ONLY)
    for table, columns in _settled():
        guards |= _on_sqlite(table, "update", _SETTLED, when=f"WHEN {_changed(columns, 'IS NOT')} ")
    for table in _names(KEPT):
        guards |= _on_sqlite(table, "delete", _KEPT)
    return guards


def _on_sqlite(table: str, act: str, sentence: str, *, when: str = "") -> dict[str, str]:
    name = f"guard_{table}_{act}"
    refusal = f"SELECT RAISE(ABORT, '{sentence.format(table=table)}');"
    return {name: f'CREATE TRIGGER {name} BEFORE {act.upper()} ON "{table}" {when}BEGIN {refusal} END'}


def postgresql_guards() -> dict[str, str]:
    """Return every trigger for PostgreSQL, by its name; they call ``FUNCTIONS``."""
    guards: dict[str, str] = {}
    for table, _ in _facts():
        guards |= _on_postgresql(table, "update", _VOIDED_ONCE, function="griffie_void_once")
    for table in _names(APPEND_ONLY):
        guards |= _on_postgresql(table, "update", _ADDED_ONLY)
    for table, columns in _settled():
        guards |= _on_postgresql(table, "update", _SETTLED, each=f"ROW WHEN ({_changed(columns, 'IS DISTINCT FROM')})")
    for table in _names(KEPT):
        guards |= _on_postgresql(table, "delete", _KEPT)
        guards |= _on_postgresql(table, "truncate", _KEPT, each="STATEMENT")
    return guards


def _on_postgresql(
    table: str, act: str, sentence: str, *, function: str = "griffie_refuse", each: str = "ROW"
) -> dict[str, str]:
    name = f"guard_{table}_{act}"
    call = f"EXECUTE FUNCTION {function}('{sentence.format(table=table)}')"
    return {name: f'CREATE TRIGGER {name} BEFORE {act.upper()} ON "{table}" FOR EACH {each} {call}'}


def _changed(columns: tuple[str, ...], differs: str) -> str:
    """Return the condition under which a column loses the value it had; ``differs`` is the database's own operator."""
    return " OR ".join(f'(OLD."{one}" IS NOT NULL AND OLD."{one}" {differs} NEW."{one}")' for one in columns)


def _settled() -> list[tuple[str, tuple[str, ...]]]:
    """Return each table with the columns that keep the value they once have."""
    return [(str(one.__tablename__), columns) for one, columns in SETTLED.items()]


def _facts() -> list[tuple[str, list[str]]]:
    """Return each table of facts with the columns that never change."""
    return [
        (table.name, [column.name for column in table.columns if column.name != "void_act_id"])
        for table in (SQLModel.metadata.tables[name] for name in _names(FACTS))
    ]


def _names(classes: tuple[type[SQLModel], ...]) -> list[str]:
    return [str(one.__tablename__) for one in classes]


if __name__ == "__main__":
    for statement in (*sqlite_guards().values(), *FUNCTIONS.values(), *postgresql_guards().values()):
        print(statement)  # noqa: T201
