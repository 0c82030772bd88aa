"""Lines read in bulk with the addresses they give, and backups put back, each with its guards.

Revision ID: 0005
Revises: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

FACTS = {"restoration": "act_id id made_at digest"}
ADDED_ONLY = ("import_line", "obligation_mailbox")

VOIDED_ONCE = (
    "Een rij van {table} wordt niet gewijzigd; zij kan eenmaal door een latere handeling vervallen worden verklaard."
)
NEVER_CHANGED = "Een rij van {table} wordt niet gewijzigd; er komt alleen een nieuwe bij."
NEVER_DELETED = "Een rij van {table} wordt niet verwijderd; zij wordt bewaard."


def upgrade() -> None:
    op.create_table(
        "import_line",
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["act_id"], ["act.id"], name=op.f("fk_import_line_act_id_act")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_import_line_case_id_case")),
        sa.PrimaryKeyConstraint("source", "mark", name=op.f("pk_import_line")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_import_line_act_id"), "import_line", ["act_id"])
    op.create_index(op.f("ix_import_line_case_id"), "import_line", ["case_id"])
    op.create_table(
        "obligation_mailbox",
        sa.Column("obligation_id", sa.Integer(), nullable=False),
        sa.Column("mailbox_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["mailbox_id"], ["mailbox.id"], name=op.f("fk_obligation_mailbox_mailbox_id_mailbox")),
        sa.ForeignKeyConstraint(
            ["obligation_id"], ["obligation.id"], name=op.f("fk_obligation_mailbox_obligation_id_obligation")
        ),
        sa.PrimaryKeyConstraint("obligation_id", "mailbox_id", name=op.f("pk_obligation_mailbox")),
    )
    op.create_table(
        "restoration",
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.Column("void_act_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["act_id"], ["act.id"], name=op.f("fk_restoration_act_id_act")),
        sa.ForeignKeyConstraint(["void_act_id"], ["act.id"], name=op.f("fk_restoration_void_act_id_act")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_restoration")),
    )
    op.create_index(op.f("ix_restoration_act_id"), "restoration", ["act_id"])
    there = sa.text("void_act_id IS NOT NULL")
    op.create_index("ix_restoration_voided", "restoration", ["void_act_id"], sqlite_where=there, postgresql_where=there)
    _guard_postgresql() if op.get_context().dialect.name == "postgresql" else _guard_sqlite()


def downgrade() -> None:
    for table in ("restoration", "obligation_mailbox", "import_line"):
        op.drop_table(table)


def _guard_sqlite() -> None:
    for table, columns in FACTS.items():
        same = " AND ".join(f'OLD."{column}" IS NEW."{column}"' for column in columns.split())
        once = f"NOT (OLD.void_act_id IS NULL AND NEW.void_act_id IS NOT NULL AND {same})"
        _on_sqlite(table, "update", VOIDED_ONCE, f"WHEN {once} ")
    for table in ADDED_ONLY:
        _on_sqlite(table, "update", NEVER_CHANGED)
    for table in (*FACTS, *ADDED_ONLY):
        _on_sqlite(table, "delete", NEVER_DELETED)


def _on_sqlite(table: str, act: str, sentence: str, when: str = "") -> None:
    refusal = f"SELECT RAISE(ABORT, '{sentence.format(table=table)}');"
    op.execute(f'CREATE TRIGGER guard_{table}_{act} BEFORE {act.upper()} ON "{table}" {when}BEGIN {refusal} END')


def _guard_postgresql() -> None:
    for table in FACTS:
        _on_postgresql(table, "update", "ROW", f"griffie_void_once('{VOIDED_ONCE.format(table=table)}')")
    for table in ADDED_ONLY:
        _on_postgresql(table, "update", "ROW", f"griffie_refuse('{NEVER_CHANGED.format(table=table)}')")
    for table in (*FACTS, *ADDED_ONLY):
        refusal = f"griffie_refuse('{NEVER_DELETED.format(table=table)}')"
        _on_postgresql(table, "delete", "ROW", refusal)
        _on_postgresql(table, "truncate", "STATEMENT", refusal)


def _on_postgresql(table: str, act: str, each: str, call: str) -> None:
    op.execute(
        f'CREATE TRIGGER guard_{table}_{act} BEFORE {act.upper()} ON "{table}" FOR EACH {each} EXECUTE FUNCTION {call}'
    )
