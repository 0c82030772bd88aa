"""Rungs from which a mailbox has opted out, and where its mail goes while somebody is away.

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
    _guard_postgresql() if op.get_context().dialect.name == "postgresql" else _guard_sqlite()


def downgrade() -> None:
    op.drop_table("substitute")
    op.drop_table("preference")


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
