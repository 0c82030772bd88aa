"""The chain of seals over what each transaction wrote, and indexes that find at once what a later act did to a row.

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(JSONB(), "postgresql")

VOIDED = [
    "case_dossier",
    "round_letter",
    "obligation",
    "settlement",
    "hold",
    "closing",
    "letter",
    "letter_date",
    "intake",
    "term",
    "report",
    "report_number",
    "edition",
    "commitment",
    "question",
    "answer",
    "feed_key",
]
ERASED = ["reading", "message", "term", "question", "commitment", "anomaly"]

NEVER_CHANGED = "Een rij van seal wordt niet gewijzigd; er komt alleen een nieuwe bij."
NEVER_DELETED = "Een rij van seal wordt niet verwijderd; zij wordt bewaard."


def upgrade() -> None:
    op.create_table(
        "seal",
        sa.Column("last_act_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("previous", sa.String(), nullable=False),
        sa.Column("until", JSON, nullable=False),
        sa.Column("marks", JSON, nullable=False),
        sa.Column("reference", JSON, nullable=False),
        sa.CheckConstraint("length(digest) = 64", name=op.f("ck_seal_whole_hash")),
        sa.CheckConstraint("length(previous) IN (0, 64)", name=op.f("ck_seal_whole_previous_hash")),
        sa.ForeignKeyConstraint(["last_act_id"], ["act.id"], name=op.f("fk_seal_last_act_id_act")),
        sa.PrimaryKeyConstraint("last_act_id", name=op.f("pk_seal")),
        sa.UniqueConstraint("digest", name=op.f("uq_seal_digest")),
    )
    for table in VOIDED:
        _index(table, "void_act_id", "voided")
    for table in ERASED:
        _index(table, "erased_act_id", "erased")
    on_postgresql = op.get_context().dialect.name == "postgresql"
    _guard_postgresql() if on_postgresql else _guard_sqlite()


def downgrade() -> None:
    for table in VOIDED:
        op.drop_index(f"ix_{table}_voided", table)
    for table in ERASED:
        op.drop_index(f"ix_{table}_erased", table)
    op.drop_table("seal")


def _index(table: str, column: str, name: str) -> None:
    there = sa.text(f"{column} IS NOT NULL")
    op.create_index(f"ix_{table}_{name}", table, [column], sqlite_where=there, postgresql_where=there)


def _guard_sqlite() -> None:
    for act, sentence in (("update", NEVER_CHANGED), ("delete", NEVER_DELETED)):
        refusal = f"SELECT RAISE(ABORT, '{sentence}');"
        op.execute(f'CREATE TRIGGER guard_seal_{act} BEFORE {act.upper()} ON "seal" BEGIN {refusal} END')


def _guard_postgresql() -> None:
    for act, each, sentence in (
        ("update", "ROW", NEVER_CHANGED),
        ("delete", "ROW", NEVER_DELETED),
        ("truncate", "STATEMENT", NEVER_DELETED),
    ):
        call = f"EXECUTE FUNCTION griffie_refuse('{sentence}')"
        op.execute(f'CREATE TRIGGER guard_seal_{act} BEFORE {act.upper()} ON "seal" FOR EACH {each} {call}')
