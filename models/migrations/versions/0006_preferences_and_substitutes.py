"""The ladder by chamber and kind of round, what holds a rung back, opting out, and who stands in for a mailbox.

The seals over the ladder hold as they stand: what a rung had not said before is left out of its bytes.

Revision ID: 0006
Revises: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

COLUMNS = "act_id id mailbox_id rung from_day said_by"

VOIDED_ONCE = (
    "Een rij van preference wordt niet gewijzigd; zij kan eenmaal door een latere handeling vervallen worden verklaard."
)
NEVER_DELETED = "Een rij van {table} wordt niet verwijderd; zij wordt bewaard."

VERBS = (
    "request|receive|defer|refuse_deferral|correct|void|hold|close|reopen|note|dossier|further|adopt|publish|reprint|"
    "check|send|confirm_server|take_in|load_office|feed|recompute|anonymise|import|restore|confirm_restore"
)
"""The acts of the register so far; opting out is one more."""

PLAIN = {"chamber": "''", "kind": "''", "tone": "''", "hours": "''"}
SWITCHES = {"held_in_recess": False, "held_on_free_days": True, "may_opt_out": False}
"""What a rung says more, and what it said until now: for all rounds, held on free days, wanted by its reader."""

RUNG = "id ladder code rank offset unit audience mode min_span stale_after source in_force_from in_force_to"
AGENDA = "fire_on round_id rung mailbox_id due_on rank by_hand"

LEAVES_ON = """
UPDATE reminder SET leaves_on = coalesce((
    SELECT m.send_on FROM message m
    WHERE m.id = reminder.message_id AND m.state IN ('queued', 'held') AND m.send_on > reminder.owed_on
), owed_on)
"""
"""The day on which a reminder leaves: that of the message in which it waits, else the day on which it was owed."""

OF_NOW = """
SELECT count(*) FROM (
    SELECT id FROM preference UNION ALL SELECT id FROM substitute
    UNION ALL SELECT id FROM rung WHERE chamber <> '' OR kind <> ''
    UNION ALL SELECT id FROM act WHERE verb = 'prefer'
) AS found
"""
"""What an older register has no room for."""

SORT = """
SELECT c.chamber, CASE WHEN r.sequence = 1 THEN 'first' ELSE 'further' END AS kind, r.id
FROM round r JOIN "case" c ON c.id = r.case_id
"""
"""Chamber and kind of each round."""


def upgrade() -> None:
    op.create_table(
        "preference",
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.Column("void_act_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mailbox_id", sa.Integer(), nullable=False),
        sa.Column("rung", sa.String(), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("said_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["act_id"], ["act.id"], name=op.f("fk_preference_act_id_act")),
        sa.ForeignKeyConstraint(["mailbox_id"], ["mailbox.id"], name=op.f("fk_preference_mailbox_id_mailbox")),
        sa.ForeignKeyConstraint(["void_act_id"], ["act.id"], name=op.f("fk_preference_void_act_id_act")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_preference")),
    )
    op.create_index(op.f("ix_preference_act_id"), "preference", ["act_id"])
    there = sa.text("void_act_id IS NOT NULL")
    op.create_index("ix_preference_voided", "preference", ["void_act_id"], sqlite_where=there, postgresql_where=there)
    op.create_index(
        "uq_preference_once",
        "preference",
        ["mailbox_id", "rung"],
        unique=True,
        sqlite_where=sa.text("void_act_id IS NULL"),
        postgresql_where=sa.text("void_act_id IS NULL"),
    )
    op.create_table(
        "substitute",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mailbox_id", sa.Integer(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=False),
        sa.CheckConstraint(
            "address LIKE '%_@_%' OR address LIKE 'http%://_%' OR address LIKE 'chat:_%'",
            name=op.f("ck_substitute_looks_like_an_address"),
        ),
        sa.CheckConstraint("valid_from <= valid_to", name=op.f("ck_substitute_period_in_order")),
        sa.ForeignKeyConstraint(["mailbox_id"], ["mailbox.id"], name=op.f("fk_substitute_mailbox_id_mailbox")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_substitute")),
        sa.UniqueConstraint("mailbox_id", "valid_from", name=op.f("uq_substitute_mailbox_id_valid_from")),
    )
    if op.get_context().dialect.name == "postgresql":
        _guard_postgresql()
        _grow_postgresql()
    else:
        _guard_sqlite()
        _grow_sqlite()


def downgrade() -> None:
    """Refuse where something would be lost: an older register knows no preferences, substitutes and sorts of rungs."""
    if op.get_bind().execute(sa.text(OF_NOW)).scalar_one():
        raise ValueError("voorkeuren, vervangers of treden per Kamer staan in dit register; terug naar 0005 kan niet")
    op.drop_table("substitute")
    op.drop_table("preference")
    if op.get_context().dialect.name == "postgresql":
        _shrink_postgresql()
    else:
        _shrink_sqlite()


def _known(name: str, *values: str) -> sa.Enum:
    """Return the type of a word out of a list, which the database itself holds it to."""
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=24)


def _verbs(*more: str) -> str:
    return ", ".join(f"'{verb}'" for verb in (*VERBS.split("|"), *more))


def _grow_postgresql() -> None:
    _verbs_on_postgresql("prefer")
    for name, plain in PLAIN.items():
        _added("rung", sa.Column(name, sa.String(), nullable=False, server_default=sa.text(plain)))
    for name, usual in SWITCHES.items():
        _added("rung", sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.text(str(usual).lower())))
    op.create_check_constraint(op.f("ck_rung_chamber_known"), "rung", "chamber IN ('', 'EK', 'TK')")
    op.create_check_constraint(op.f("ck_rung_kind_known"), "rung", "kind IN ('', 'first', 'further')")
    op.drop_constraint(op.f("uq_rung_ladder_code_in_force_from"), "rung")
    columns = ["ladder", "code", "chamber", "kind", "in_force_from"]
    op.create_unique_constraint(op.f("uq_rung_ladder_code_chamber_kind_in_force_from"), "rung", columns)
    op.add_column("agenda", sa.Column("chamber", sa.String(24)))
    op.add_column("agenda", sa.Column("kind", sa.String(24)))
    op.execute(f"UPDATE agenda a SET chamber = s.chamber, kind = s.kind FROM ({SORT}) s WHERE s.id = a.round_id")  # noqa: S608
    op.alter_column("agenda", "chamber", nullable=False)
    op.alter_column("agenda", "kind", nullable=False)
    op.create_check_constraint(op.f("ck_agenda_chamber_known"), "agenda", "chamber IN ('EK', 'TK')")
    op.create_check_constraint(op.f("ck_agenda_roundkind_known"), "agenda", "kind IN ('first', 'further')")
    op.add_column("reminder", sa.Column("leaves_on", sa.Date()))
    op.execute(LEAVES_ON)
    op.alter_column("reminder", "leaves_on", nullable=False)


def _added(table: str, column: sa.Column[str] | sa.Column[bool]) -> None:
    """Add a column whose default is for the rows that are there, and for no other."""
    op.add_column(table, column)
    op.alter_column(table, column.name, server_default=None)


def _shrink_postgresql() -> None:
    op.drop_column("reminder", "leaves_on")
    for name in ("chamber", "kind"):
        op.drop_column("agenda", name)
    for name in (*PLAIN, *SWITCHES):
        op.drop_column("rung", name)
    op.create_unique_constraint(op.f("uq_rung_ladder_code_in_force_from"), "rung", ["ladder", "code", "in_force_from"])
    _verbs_on_postgresql()


def _verbs_on_postgresql(*more: str) -> None:
    op.drop_constraint(op.f("ck_act_verb_known"), "act")
    op.create_check_constraint(op.f("ck_act_verb_known"), "act", f"verb IN ({_verbs(*more)})")


def _grow_sqlite() -> None:
    _reworded("act", f"({_verbs()})", f"({_verbs('prefer')})")
    more = {name: f"{int(usual)}" for name, usual in SWITCHES.items()}
    _rung_anew(wider=True, more=PLAIN | more)
    _agenda_anew(wider=True)
    op.execute("ALTER TABLE reminder ADD COLUMN leaves_on DATE NOT NULL DEFAULT '0001-01-01'")
    op.execute(LEAVES_ON)
    _reworded("reminder", " leaves_on DATE NOT NULL DEFAULT '0001-01-01'", "\n\tleaves_on DATE NOT NULL")


def _shrink_sqlite() -> None:
    op.execute("ALTER TABLE reminder DROP COLUMN leaves_on")
    _agenda_anew(wider=False)
    _rung_anew(wider=False, more={})
    _reworded("act", f"({_verbs('prefer')})", f"({_verbs()})")


def _reworded(table: str, old: str, new: str) -> None:
    """Change a constraint or a default in the words of a table, of which no row needs to be written anew.

    This is SQLite's own procedure for it (lang_altertable, section 7); the words must stand there once.
    """
    connection = op.get_bind()
    words = str(
        connection.execute(sa.text("SELECT sql FROM sqlite_master WHERE name = :name"), {"name": table}).scalar()
    )
    if words.count(old) != 1:
        raise ValueError(table, old, words)
    version = int(connection.exec_driver_sql("PRAGMA schema_version").scalar_one())
    connection.exec_driver_sql("PRAGMA writable_schema = ON")
    reworded = {"words": words.replace(old, new), "name": table}
    connection.execute(sa.text("UPDATE sqlite_master SET sql = :words WHERE name = :name"), reworded)
    connection.exec_driver_sql(f"PRAGMA schema_version = {version + 1}")
    connection.exec_driver_sql("PRAGMA writable_schema = RESET")


def _rung_anew(*, wider: bool, more: dict[str, str]) -> None:
    """Make the ladder's table anew, with its rows: SQLite cannot change the key of a table that stands."""
    added: list[sa.Column[str] | sa.Column[bool] | sa.CheckConstraint] = [
        *(sa.Column(name, sa.String(), nullable=False) for name in PLAIN),
        *(sa.Column(name, sa.Boolean(), nullable=False) for name in SWITCHES),
        sa.CheckConstraint("chamber IN ('', 'EK', 'TK')", name=op.f("ck_rung_chamber_known")),
        sa.CheckConstraint("kind IN ('', 'first', 'further')", name=op.f("ck_rung_kind_known")),
    ]
    key = ["ladder", "code", "chamber", "kind", "in_force_from"] if wider else ["ladder", "code", "in_force_from"]
    op.create_table(
        "rung_anew",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ladder", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("offset", sa.Integer(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("audience", _known(op.f("ck_rung_audience_known"), "desk", "clerk"), nullable=False),
        sa.Column("mode", _known(op.f("ck_rung_mode_known"), "auto", "by_hand"), nullable=False),
        sa.Column("min_span", sa.Integer(), nullable=False),
        sa.Column("stale_after", sa.Integer(), nullable=True),
        *(added if wider else ()),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("in_force_from", sa.Date(), nullable=False),
        sa.Column("in_force_to", sa.Date(), nullable=True),
        sa.CheckConstraint("length(trim(source)) > 0", name=op.f("ck_rung_source_given")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rung")),
        sa.UniqueConstraint(*key, name=op.f(f"uq_rung_{'_'.join(key)}")),
    )
    _moved("rung", RUNG, more)


def _agenda_anew(*, wider: bool) -> None:
    """Make the agenda anew, with its entries; each knows the chamber and the kind of its round."""
    added: list[sa.Column[str]] = [
        sa.Column("chamber", _known(op.f("ck_agenda_chamber_known"), "EK", "TK"), nullable=False),
        sa.Column("kind", _known(op.f("ck_agenda_roundkind_known"), "first", "further"), nullable=False),
    ]
    op.create_table(
        "agenda_anew",
        sa.Column("fire_on", sa.Date(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("rung", sa.String(), nullable=False),
        sa.Column("mailbox_id", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("by_hand", sa.Boolean(), nullable=False),
        *(added if wider else ()),
        sa.ForeignKeyConstraint(["mailbox_id"], ["mailbox.id"], name=op.f("fk_agenda_mailbox_id_mailbox")),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_agenda_round_id_round")),
        sa.PrimaryKeyConstraint("fire_on", "round_id", "rung", "mailbox_id", "due_on", name=op.f("pk_agenda")),
        sqlite_with_rowid=False,
    )
    more = {"chamber": "s.chamber", "kind": "s.kind"} if wider else {}
    _moved("agenda", AGENDA, more, f"agenda x JOIN ({SORT}) s ON s.id = x.round_id" if wider else "agenda x")
    op.create_index("ix_agenda_round", "agenda", ["round_id"])


def _moved(table: str, columns: str, more: dict[str, str], source: str = "") -> None:
    """Put the rows of a table into the one that was made anew, and that one in its place."""
    names = ", ".join(f'"{name}"' for name in (*columns.split(), *more))
    told = ", ".join((*(f'x."{name}"' for name in columns.split()), *more.values()))
    op.execute(f"INSERT INTO {table}_anew ({names}) SELECT {told} FROM {source or f'{table} x'}")  # noqa: S608
    op.drop_table(table)
    op.rename_table(f"{table}_anew", table)


def _guard_sqlite() -> None:
    same = " AND ".join(f'OLD."{column}" IS NEW."{column}"' for column in COLUMNS.split())
    once = f"NOT (OLD.void_act_id IS NULL AND NEW.void_act_id IS NOT NULL AND {same})"
    _on_sqlite("preference", "update", VOIDED_ONCE, f"WHEN {once} ")
    for table in ("preference", "substitute"):
        _on_sqlite(table, "delete", NEVER_DELETED.format(table=table))


def _on_sqlite(table: str, act: str, sentence: str, when: str = "") -> None:
    refusal = f"SELECT RAISE(ABORT, '{sentence}');"
    op.execute(f'CREATE TRIGGER guard_{table}_{act} BEFORE {act.upper()} ON "{table}" {when}BEGIN {refusal} END')


def _guard_postgresql() -> None:
    _on_postgresql("preference", "update", "ROW", f"griffie_void_once('{VOIDED_ONCE}')")
    for table in ("preference", "substitute"):
        refusal = f"griffie_refuse('{NEVER_DELETED.format(table=table)}')"
        _on_postgresql(table, "delete", "ROW", refusal)
        _on_postgresql(table, "truncate", "STATEMENT", refusal)


def _on_postgresql(table: str, act: str, each: str, call: str) -> None:
    op.execute(
        f'CREATE TRIGGER guard_{table}_{act} BEFORE {act.upper()} ON "{table}" FOR EACH {each} EXECUTE FUNCTION {call}'
    )
