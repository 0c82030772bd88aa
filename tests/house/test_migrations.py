"""The promises of the migrations: they lead to what the models say, on both databases, and back."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from setuptools import find_packages
from sqlalchemy import Connection, Engine, inspect, text

from models import guards, register
from models.database import HEAD, MIGRATIONS, make_engine, prepare

ROOT = Path(__file__).parents[2]

TABLES = "SELECT type || ' ' || name, sql FROM sqlite_master WHERE tbl_name <> 'alembic_version' AND sql <> ''"

COLUMNS = """
SELECT table_name, column_name, data_type, character_maximum_length, is_nullable, column_default
FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> 'alembic_version'
"""

CONSTRAINTS = """
SELECT conrelid::regclass, conname, pg_get_constraintdef(oid) FROM pg_constraint
WHERE connamespace = 'public'::regnamespace AND conrelid <> 'alembic_version'::regclass
"""

INDEXES = "SELECT tablename, indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename <> 'alembic_version'"

TRIGGERS = "SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal"

FUNCTIONS = "SELECT pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = 'public'::regnamespace"


def catalogue(connection: Connection) -> set[str]:
    """Return everything that a database says about itself: tables, constraints, indexes, triggers, functions."""
    if connection.dialect.name == "postgresql":
        questions = (COLUMNS, CONSTRAINTS, INDEXES, TRIGGERS, FUNCTIONS)
        return {" | ".join(map(str, row)) for question in questions for row in connection.execute(text(question))}
    # SQLite keeps the statement as it was written: the order of its lines and the quotes have no meaning.
    statements = {name: sql.replace('"', "") for name, sql in connection.execute(text(TABLES))}
    return {f"{name} | {line.strip(' ,)')}" for name, sql in statements.items() for line in sql.splitlines()}


def build_from_models(connection: Connection) -> None:
    """Make the register as the models alone would have it."""
    connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) PRIMARY KEY)"))
    register.metadata.create_all(connection)
    on_sqlite = connection.dialect.name == "sqlite"
    demanded = guards.sqlite_guards() if on_sqlite else guards.FUNCTIONS | guards.postgresql_guards()
    for statement in demanded.values():
        connection.exec_driver_sql(statement)


@pytest.fixture
def bare(request: pytest.FixtureRequest, engine: Engine, tmp_path: Path) -> Iterator[Engine]:
    """An engine over an empty database of the same kind as ``engine``."""
    if engine.dialect.name == "sqlite":
        file = tmp_path / "bare.db"
        file.touch()
        yield make_engine(f"sqlite:///{file}")
        return
    copy: Callable[[str], str] = request.getfixturevalue("postgres_copy")
    made = make_engine(copy("template0"))
    yield made
    made.dispose()


def run(step: Callable[[Config, str], Any], connection: Connection, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    step(config, revision)


def test_the_migrations_lead_to_what_the_models_say(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"target_metadata": register.metadata})

        assert compare_metadata(context, register.metadata) == []


def test_the_migrations_lead_to_every_constraint_index_and_guard_of_the_models(engine: Engine, bare: Engine) -> None:
    with bare.begin() as connection:
        build_from_models(connection)
        demanded = catalogue(connection)
    with engine.connect() as connection:
        migrated = catalogue(connection)

    assert demanded - migrated == set(), "missing: what the models (models/guards.py) demand"
    assert migrated - demanded == set(), "left over: what the models do not know"


def test_up_down_and_up_again(bare: Engine) -> None:
    prepare(bare)
    with bare.begin() as connection:
        before = catalogue(connection)
        run(command.downgrade, connection, "base")
        assert catalogue(connection) == set()
        assert inspect(connection).get_table_names() == ["alembic_version"]

    assert prepare(bare), "a register that was taken down is made anew"

    with bare.connect() as connection:
        assert catalogue(connection) == before


def test_the_version_that_the_program_knows_is_the_newest_migration() -> None:
    assert ScriptDirectory(str(MIGRATIONS)).get_heads() == [HEAD]


@pytest.mark.parametrize("file", sorted((MIGRATIONS / "versions").glob("[!_]*.py")), ids=lambda file: file.stem)
def test_a_migration_is_numbered_and_says_what_it_does(file: Path) -> None:
    script = next(one for one in ScriptDirectory(str(MIGRATIONS)).walk_revisions() if Path(one.path) == file)

    assert re.fullmatch(rf"{script.revision}_[a-z_]+", file.stem)
    assert re.fullmatch(r"\d{4}", script.revision)
    assert re.match(r"[A-Z].+\.\n", script.module.__doc__ or "")


def test_a_migration_does_not_depend_on_the_code_of_today() -> None:
    for file in (MIGRATIONS / "versions").glob("*.py"):
        assert not re.search(r"^(from|import) (?!sqlalchemy|alembic)", file.read_text(), re.MULTILINE), file.name


def test_the_migrations_are_installed_with_the_program() -> None:
    assert {"models.migrations", "models.migrations.versions"} <= set(find_packages(str(ROOT), include=["models*"]))


def test_a_developer_may_run_alembic_by_hand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "register.db"
    file.touch()
    monkeypatch.setenv("GRIFFIE_DATABASE_URL", f"sqlite:///{file}")

    command.upgrade(Config(ROOT / "alembic.ini"), "head")

    assert not prepare(make_engine(f"sqlite:///{file}"))
