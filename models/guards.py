"""The guards in the database itself: facts are added and voided, never changed; what is to be kept is never deleted.

A migration holds its statements frozen; they were written from this list, and a house test holds the migrated database
against it (``python -m models.guards`` prints it). They are held against every writer, not only against our own code.
"""

from sqlmodel import SQLModel

from models.register import APPEND_ONLY, ERASABLE, FACTS, KEPT, SETTLED

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
    "griffie_empty_once": (
        "CREATE FUNCTION griffie_empty_once() RETURNS trigger LANGUAGE plpgsql AS $$ DECLARE "
        "words text[] := string_to_array(TG_ARGV[1], ' '); was jsonb := to_jsonb(OLD); now jsonb := to_jsonb(NEW); "
        "BEGIN IF TG_ARGV[2] = 'or void' AND was->>'void_act_id' IS NULL AND now->>'void_act_id' IS NOT NULL "
        "AND was - 'void_act_id' = now - 'void_act_id' THEN RETURN NEW; END IF; "
        "IF OLD.erased_act_id IS NULL AND NEW.erased IS NOT NULL "
        "AND was - words - 'erased' - 'erased_act_id' = now - words - 'erased' - 'erased_act_id' "
        "AND NOT EXISTS (SELECT FROM unnest(words) word WHERE coalesce(now->>word, '') NOT IN ('', '{}')) "
        "AND EXISTS (SELECT FROM act WHERE id = NEW.erased_act_id AND verb = 'anonymise' "
        "AND id = (SELECT max(id) FROM act)) THEN RETURN NEW; END IF; "
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
        once = f"OLD.void_act_id IS NULL AND NEW.void_act_id IS NOT NULL AND {_same(fixed)}"
        allowed = f"({once}) OR ({_emptied(table)})" if table in _words() else once
        guards |= _on_sqlite(table, "update", _VOIDED_ONCE, when=f"WHEN NOT ({allowed}) ")
    for table in _names(APPEND_ONLY):
        when = f"WHEN NOT ({_emptied(table)}) " if table in _words() else ""
        guards |= _on_sqlite(table, "update", _ADDED_ONLY, when=when)
    for table, columns in _settled():
        changed = _changed(columns, "IS NOT")
        if table in _words():
            changed = f"({changed} OR {_left('IS NOT')}) AND NOT ({_emptied(table)})"
        guards |= _on_sqlite(table, "update", _SETTLED, when=f"WHEN {changed} ")
    for table in _names(KEPT):
        guards |= _on_sqlite(table, "delete", _KEPT)
    return guards


def _same(columns: list[str]) -> str:
    return " AND ".join(f'OLD."{column}" IS NEW."{column}"' for column in columns)


def _emptied(table: str) -> str:
    """Return the condition under which a row loses its words and nothing else, by the act that says so."""
    words = _words()[table]
    later = {*words, "erased", "erased_act_id"}
    rest = [column.name for column in SQLModel.metadata.tables[table].columns if column.name not in later]
    empty = " AND ".join(f"coalesce(NEW.\"{word}\", '') IN ('', '{{}}')" for word in words)
    return (
        f"OLD.erased_act_id IS NULL AND NEW.erased IS NOT NULL AND {_same(rest)} AND {empty} "  # noqa: S608 - names of our own
        "AND EXISTS (SELECT 1 FROM act WHERE id = NEW.erased_act_id AND verb = 'anonymise' "
        "AND id = (SELECT max(id) FROM act))"
    )


def _left(differs: str) -> str:
    """Return the condition under which what an emptied row keeps of its words is touched."""
    return " OR ".join(f'OLD."{one}" {differs} NEW."{one}"' for one in ("erased_act_id", "erased"))


def _on_sqlite(table: str, act: str, sentence: str, *, when: str = "") -> dict[str, str]:
    name = f"guard_{table}_{act}"
    refusal = f"SELECT RAISE(ABORT, '{sentence.format(table=table)}');"
    return {name: f'CREATE TRIGGER {name} BEFORE {act.upper()} ON "{table}" {when}BEGIN {refusal} END'}


def postgresql_guards() -> dict[str, str]:
    """Return every trigger for PostgreSQL, by its name; they call ``FUNCTIONS``."""
    guards: dict[str, str] = {}
    for table, _ in _facts():
        call = _call(_VOIDED_ONCE, table, "griffie_void_once", "or void")
        guards |= _on_postgresql(table, "update", call)
    for table in _names(APPEND_ONLY):
        guards |= _on_postgresql(table, "update", _call(_ADDED_ONLY, table))
    for table, columns in _settled():
        changed = _changed(columns, "IS DISTINCT FROM")
        changed = f"{changed} OR {_left('IS DISTINCT FROM')}" if table in _words() else changed
        guards |= _on_postgresql(table, "update", _call(_SETTLED, table), each=f"ROW WHEN ({changed})")
    for table in _names(KEPT):
        refusal = f"griffie_refuse('{_KEPT.format(table=table)}')"
        guards |= _on_postgresql(table, "delete", refusal)
        guards |= _on_postgresql(table, "truncate", refusal, each="STATEMENT")
    return guards


def _call(sentence: str, table: str, function: str = "griffie_refuse", also: str = "") -> str:
    """Return what a trigger calls: a table whose words may be taken away has a function of its own."""
    said = sentence.format(table=table)
    if table not in _words():
        return f"{function}('{said}')"
    return f"griffie_empty_once('{said}', '{' '.join(_words()[table])}', '{also}')"


def _on_postgresql(table: str, act: str, call: str, *, each: str = "ROW") -> dict[str, str]:
    name = f"guard_{table}_{act}"
    made = f'CREATE TRIGGER {name} BEFORE {act.upper()} ON "{table}" FOR EACH {each} EXECUTE FUNCTION {call}'
    return {name: made}


def _changed(columns: tuple[str, ...], differs: str) -> str:
    """Return the condition under which a column loses the value it had; ``differs`` is the database's own operator."""
    return " OR ".join(f'(OLD."{one}" IS NOT NULL AND OLD."{one}" {differs} NEW."{one}")' for one in columns)


def _words() -> dict[str, tuple[str, ...]]:
    """Return each table of which words may be taken away, with their columns."""
    return {str(one.__tablename__): columns for one, columns in ERASABLE.items()}


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
