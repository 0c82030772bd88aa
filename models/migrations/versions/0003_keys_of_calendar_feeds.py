"""Keys of calendar feeds, with the guards of a fact.

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

COLUMNS = "act_id id name secret"

VOIDED_ONCE = (
    "Een rij van feed_key wordt niet gewijzigd; zij kan eenmaal door een latere handeling vervallen worden verklaard."
)
NEVER_DELETED = "Een rij van feed_key wordt niet verwijderd; zij wordt bewaard."


def upgrade() -> None:
    op.create_table(
        "feed_key",
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.Column("void_act_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("secret", sa.String(), nullable=False),
        sa.CheckConstraint("length(secret) >= 32", name=op.f("ck_feed_key_not_to_be_guessed")),
        sa.ForeignKeyConstraint(["act_id"], ["act.id"], name=op.f("fk_feed_key_act_id_act")),
        sa.ForeignKeyConstraint(["void_act_id"], ["act.id"], name=op.f("fk_feed_key_void_act_id_act")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feed_key")),
        sa.UniqueConstraint("secret", name=op.f("uq_feed_key_secret")),
    )
    op.create_index(op.f("ix_feed_key_act_id"), "feed_key", ["act_id"])
    op.create_index(
        "uq_feed_key_once",
        "feed_key",
        ["name"],
        unique=True,
        sqlite_where=sa.text("void_act_id IS NULL"),
        postgresql_where=sa.text("void_act_id IS NULL"),
    )
    _guard_postgresql() if op.get_context().dialect.name == "postgresql" else _guard_sqlite()


def downgrade() -> None:
    op.drop_table("feed_key")


def _guard_sqlite() -> None:
    same = " AND ".join(f'OLD."{column}" IS NEW."{column}"' for column in COLUMNS.split())
    once = f"NOT (OLD.void_act_id IS NULL AND NEW.void_act_id IS NOT NULL AND {same})"
    _on_sqlite("update", VOIDED_ONCE, f"WHEN {once} ")
    _on_sqlite("delete", NEVER_DELETED)


def _on_sqlite(act: str, sentence: str, when: str = "") -> None:
    refusal = f"SELECT RAISE(ABORT, '{sentence}');"
    op.execute(f'CREATE TRIGGER guard_feed_key_{act} BEFORE {act.upper()} ON "feed_key" {when}BEGIN {refusal} END')


def _guard_postgresql() -> None:
    refusal = f"griffie_refuse('{NEVER_DELETED}')"
    _on_postgresql("update", "ROW", f"griffie_void_once('{VOIDED_ONCE}')")
    _on_postgresql("delete", "ROW", refusal)
    _on_postgresql("truncate", "STATEMENT", refusal)


def _on_postgresql(act: str, each: str, call: str) -> None:
    op.execute(
        f'CREATE TRIGGER guard_feed_key_{act} BEFORE {act.upper()} ON "feed_key" FOR EACH {each} EXECUTE FUNCTION {call}'
    )
