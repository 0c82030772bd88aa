"""Questions of a request and what became of them, each with the guards of a fact.

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(JSONB(), "postgresql")

FACTS = {
    "question": "act_id erased_act_id erased id round_id letter_id access rank label number printed asked_by joined_by text paragraph",
    "answer": "act_id id question_id letter_id answered named reason paragraph",
}

WORDS = {
    "question": (
        "text",
        "act_id void_act_id id round_id letter_id access rank label number printed asked_by joined_by paragraph",
    ),
}
"""Tables of which an act may take the words away, once: those columns, and those that must stay as they are."""

VOIDED_ONCE = (
    "Een rij van {table} wordt niet gewijzigd; zij kan eenmaal door een latere handeling vervallen worden verklaard."
)
NEVER_DELETED = "Een rij van {table} wordt niet verwijderd; zij wordt bewaard."


def upgrade() -> None:
    op.create_table(
        "question",
        sa.Column("erased_act_id", sa.Integer(), nullable=True),
        sa.Column("erased", JSON, nullable=True),
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.Column("void_act_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column(
            "access",
            sa.Enum("open", "confidential", name="access_known", native_enum=False, create_constraint=True, length=24),
            nullable=False,
        ),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("printed", sa.Boolean(), nullable=False),
        sa.Column("asked_by", JSON, nullable=False),
        sa.Column("joined_by", JSON, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("paragraph", sa.Integer(), nullable=False),
        sa.CheckConstraint("access = 'open'", name=op.f("ck_question_open_letters_only")),
        sa.ForeignKeyConstraint(["act_id"], ["act.id"], name=op.f("fk_question_act_id_act")),
        sa.ForeignKeyConstraint(
            ["letter_id", "access"], ["letter.id", "letter.access"], name="fk_question_open_letter"
        ),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_question_round_id_round")),
        sa.ForeignKeyConstraint(["void_act_id"], ["act.id"], name=op.f("fk_question_void_act_id_act")),
        sa.ForeignKeyConstraint(["erased_act_id"], ["act.id"], name=op.f("fk_question_erased_act_id_act")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question")),
    )
    op.create_index(op.f("ix_question_act_id"), "question", ["act_id"])
    op.create_index(op.f("ix_question_letter_id"), "question", ["letter_id"])
    op.create_index(
        "uq_question_label",
        "question",
        ["round_id", "label"],
        unique=True,
        sqlite_where=sa.text("void_act_id IS NULL"),
        postgresql_where=sa.text("void_act_id IS NULL"),
    )
    op.create_table(
        "answer",
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.Column("void_act_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=True),
        sa.Column("answered", sa.Boolean(), nullable=False),
        sa.Column("named", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("paragraph", sa.Integer(), nullable=True),
        sa.CheckConstraint("length(trim(reason)) > 0", name=op.f("ck_answer_reason_given")),
        sa.ForeignKeyConstraint(["act_id"], ["act.id"], name=op.f("fk_answer_act_id_act")),
        sa.ForeignKeyConstraint(["letter_id"], ["letter.id"], name=op.f("fk_answer_letter_id_letter")),
        sa.ForeignKeyConstraint(["question_id"], ["question.id"], name=op.f("fk_answer_question_id_question")),
        sa.ForeignKeyConstraint(["void_act_id"], ["act.id"], name=op.f("fk_answer_void_act_id_act")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer")),
    )
    op.create_index(op.f("ix_answer_act_id"), "answer", ["act_id"])
    op.create_index(op.f("ix_answer_question_id"), "answer", ["question_id"])
    _guard_postgresql() if op.get_context().dialect.name == "postgresql" else _guard_sqlite()


def downgrade() -> None:
    op.drop_table("answer")
    op.drop_table("question")


def _guard_sqlite() -> None:
    for table, columns in FACTS.items():
        once = f"OLD.void_act_id IS NULL AND NEW.void_act_id IS NOT NULL AND {_same(columns)}"
        allowed = f"({once}) OR ({_emptied(table)})" if table in WORDS else once
        _on_sqlite(table, "update", VOIDED_ONCE, f"WHEN NOT ({allowed}) ")
        _on_sqlite(table, "delete", NEVER_DELETED)


def _same(columns: str) -> str:
    return " AND ".join(f'OLD."{column}" IS NEW."{column}"' for column in columns.split())


def _emptied(table: str) -> str:
    words, rest = WORDS[table]
    empty = " AND ".join(f"coalesce(NEW.\"{word}\", '') IN ('', '{{}}')" for word in words.split())
    return (
        f"OLD.erased_act_id IS NULL AND NEW.erased IS NOT NULL AND {_same(rest)} AND {empty} "  # noqa: S608 - names of our own
        "AND EXISTS (SELECT 1 FROM act WHERE id = NEW.erased_act_id AND verb = 'anonymise' "
        "AND id = (SELECT max(id) FROM act))"
    )


def _on_sqlite(table: str, act: str, sentence: str, when: str = "") -> None:
    refusal = f"SELECT RAISE(ABORT, '{sentence.format(table=table)}');"
    op.execute(f'CREATE TRIGGER guard_{table}_{act} BEFORE {act.upper()} ON "{table}" {when}BEGIN {refusal} END')


def _guard_postgresql() -> None:
    for table in FACTS:
        refusal = f"griffie_refuse('{NEVER_DELETED.format(table=table)}')"
        said = VOIDED_ONCE.format(table=table)
        call = f"griffie_empty_once('{said}', '{WORDS[table][0]}', 'or void')" if table in WORDS else ""
        _on_postgresql(table, "update", "ROW", call or f"griffie_void_once('{said}')")
        _on_postgresql(table, "delete", "ROW", refusal)
        _on_postgresql(table, "truncate", "STATEMENT", refusal)


def _on_postgresql(table: str, act: str, each: str, call: str) -> None:
    op.execute(
        f'CREATE TRIGGER guard_{table}_{act} BEFORE {act.upper()} ON "{table}" FOR EACH {each} EXECUTE FUNCTION {call}'
    )
