"""The first register: every table, and the guards that keep facts from being changed or deleted.

Revision ID: 0001
Revises: nothing
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(JSONB(), "postgresql")


TABLES = [
    "settlement",
    "term",
    "round_letter",
    "round_cache",
    "report_round",
    "reminder",
    "obligation",
    "hold",
    "closing",
    "attempt",
    "agenda",
    "tenure",
    "round",
    "report_number",
    "report_member",
    "reading",
    "message",
    "mailbox_address",
    "letter_party",
    "letter_date",
    "intake",
    "edition",
    "commitment",
    "case_dossier",
    "case_committee",
    "anomaly",
    "act_case",
    "report",
    "office",
    "membership",
    "mailbox",
    "mail_server",
    "letter",
    "committee_name",
    "case",
    "act_run",
    "act_outcome",
    "rung",
    "recess",
    "paper",
    "ministry",
    "installation",
    "dossier",
    "coverage",
    "counting_rule",
    "committee",
    "calendar_day",
    "alias",
    "act",
]

FACTS = {
    "case_dossier": "act_id id case_id dossier_id rank",
    "round_letter": "act_id id round_id letter_id used_as",
    "obligation": "act_id id round_id office_id mailbox_id rank",
    "settlement": "act_id id obligation_id letter_id extent",
    "hold": "act_id id round_id first_day last_day desk_only ground",
    "closing": "act_id id round_id closed_as on_day",
    "letter": "act_id id paper_sha256 kind access mark located_at",
    "letter_date": "act_id id letter_id version dated_printed dated_on received_on",
    "intake": "act_id id sha256 name kind sender_office_id arrived_at note",
    "term": "act_id erased_act_id erased id round_id version kind clause set_on due_on due_at soft_due_on firmness accepted rule_name rule_version calendar explanation reason via said_by letter_id",
    "report": "act_id id adopted_on clerk capacity despite",
    "report_number": "act_id id report_id dossier_id number",
    "edition": "act_id id report_id adopted_on n published_on reason motive files",
    "commitment": "act_id erased_act_id erased id letter_id text t_number due_on",
}
SETTLED = {
    "dossier": "id number",
    "reading": "id letter_id access reader_version text fields",
    "message": "id message_id mailbox_id sender_id notice resend_of act_id to_address raw",
    "reminder": "id round_id rung due_on mailbox_id",
}
WORDS = {
    "reading": ("text fields", "id letter_id access reader_version confirmed_by"),
    "message": (
        "to_address raw",
        "id message_id mailbox_id sender_id notice daily channel send_on state note subject try_at claimed_at settled_at resend_of act_id",
    ),
    "term": (
        "said_by",
        "act_id void_act_id id round_id version kind clause set_on due_on due_at soft_due_on firmness accepted rule_name rule_version calendar explanation reason via letter_id",
    ),
    "commitment": ("text", "act_id void_act_id id letter_id t_number due_on"),
    "anomaly": ("text", "id act_id case_id code"),
}
"""Tables of which an act may take the words away, once: those columns, and those that must stay as they are."""
ADDED_ONLY = [
    "act",
    "act_case",
    "act_outcome",
    "act_run",
    "anomaly",
    "attempt",
    "letter_party",
    "report_round",
    "report_member",
    "case",
    "round",
    "paper",
    "case_committee",
    "installation",
    "mail_server",
]
KEPT = ("message", "reminder", "committee", "ministry", "office", "reading", "dossier", "mailbox_address")

VOIDED_ONCE = (
    "Een rij van {table} wordt niet gewijzigd; zij kan eenmaal door een latere handeling vervallen worden verklaard."
)
NEVER_CHANGED = "Een rij van {table} wordt niet gewijzigd; er komt alleen een nieuwe bij."
KEEPS_ITS_VALUE = "Wat in een rij van {table} vaststaat, wordt niet gewijzigd."
NEVER_DELETED = "Een rij van {table} wordt niet verwijderd; zij wordt bewaard."

FUNCTIONS = (
    "CREATE FUNCTION griffie_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION USING ERRCODE = 'restrict_violation', MESSAGE = TG_ARGV[0]; END $$",
    "CREATE FUNCTION griffie_void_once() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF OLD.void_act_id IS NULL AND NEW.void_act_id IS NOT NULL AND to_jsonb(OLD) - 'void_act_id' = to_jsonb(NEW) - 'void_act_id' THEN RETURN NEW; END IF; RAISE EXCEPTION USING ERRCODE = 'restrict_violation', MESSAGE = TG_ARGV[0]; END $$",
    "CREATE FUNCTION griffie_empty_once() RETURNS trigger LANGUAGE plpgsql AS $$ DECLARE words text[] := string_to_array(TG_ARGV[1], ' '); was jsonb := to_jsonb(OLD); now jsonb := to_jsonb(NEW); BEGIN IF TG_ARGV[2] = 'or void' AND was->>'void_act_id' IS NULL AND now->>'void_act_id' IS NOT NULL AND was - 'void_act_id' = now - 'void_act_id' THEN RETURN NEW; END IF; IF OLD.erased_act_id IS NULL AND NEW.erased IS NOT NULL AND was - words - 'erased' - 'erased_act_id' = now - words - 'erased' - 'erased_act_id' AND NOT EXISTS (SELECT FROM unnest(words) word WHERE coalesce(now->>word, '') NOT IN ('', '{}')) AND EXISTS (SELECT FROM act WHERE id = NEW.erased_act_id AND verb = 'anonymise' AND id = (SELECT max(id) FROM act)) THEN RETURN NEW; END IF; RAISE EXCEPTION USING ERRCODE = 'restrict_violation', MESSAGE = TG_ARGV[0]; END $$",
)


def upgrade() -> None:  # noqa: PLR0915  one statement for each table
    op.create_table(
        "act",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column(
            "verb",
            _known(
                "verb_known",
                "request|receive|defer|refuse_deferral|correct|void|hold|close|reopen|note|dossier|further|adopt|publish|reprint|check|send|confirm_server|take_in|load_office|feed|recompute|anonymise|import|restore|confirm_restore",
            ),
            nullable=False,
        ),
        sa.Column("ground", sa.Text(), nullable=False),
        sa.Column("payload", JSON, nullable=False),
        sa.CheckConstraint("length(trim(actor)) > 0", name=op.f("ck_act_actor_named")),
        sa.CheckConstraint("length(trim(ground)) > 0", name=op.f("ck_act_ground_given")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_act")),
    )
    op.create_table(
        "alias",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("entity_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alias")),
        sa.UniqueConstraint("kind", "value", "entity_id", name=op.f("uq_alias_kind_value_entity_id")),
    )
    op.create_table(
        "calendar_day",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.CheckConstraint("length(trim(source)) > 0", name=op.f("ck_calendar_day_source_given")),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_calendar_day")),
    )
    op.create_table(
        "committee",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("chamber", _known("chamber_known", "EK|TK"), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_committee")),
        sa.UniqueConstraint("chamber", "code", name=op.f("uq_committee_chamber_code")),
    )
    op.create_table(
        "counting_rule",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("data", JSON, nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.CheckConstraint("length(trim(source)) > 0", name=op.f("ck_counting_rule_source_given")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_counting_rule")),
        sa.UniqueConstraint("name", "version", name=op.f("uq_counting_rule_name_version")),
    )
    op.create_table(
        "coverage",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("calendar", sa.String(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.CheckConstraint("first_day <= last_day", name=op.f("ck_coverage_period_in_order")),
        sa.CheckConstraint("length(trim(source)) > 0", name=op.f("ck_coverage_source_given")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_coverage")),
        sa.UniqueConstraint("calendar", "first_day", name=op.f("uq_coverage_calendar_first_day")),
    )
    op.create_table(
        "dossier",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("edossier", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dossier")),
        sa.UniqueConstraint("number", name=op.f("uq_dossier_number")),
    )
    op.create_table(
        "installation",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_installation_one_row")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_installation")),
    )
    op.create_table(
        "ministry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ministry")),
        sa.UniqueConstraint("code", name=op.f("uq_ministry_code")),
    )
    op.create_table(
        "paper",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("media", sa.String(), nullable=False),
        sa.Column("provenance", sa.Text(), nullable=False),
        sa.Column("access", _known("access_known", "open|confidential"), nullable=False),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_paper_whole_hash")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper")),
        sa.UniqueConstraint("sha256", name=op.f("uq_paper_sha256")),
    )
    op.create_table(
        "recess",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("chamber", _known("chamber_known", "EK|TK"), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=True),
        sa.CheckConstraint("first_day <= last_day", name=op.f("ck_recess_period_in_order")),
        sa.CheckConstraint("length(trim(source)) > 0", name=op.f("ck_recess_source_given")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recess")),
        sa.UniqueConstraint("chamber", "kind", "first_day", name=op.f("uq_recess_chamber_kind_first_day")),
    )
    op.create_table(
        "rung",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ladder", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("offset", sa.Integer(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("audience", _known("audience_known", "desk|clerk"), nullable=False),
        sa.Column("mode", _known("mode_known", "auto|by_hand"), nullable=False),
        sa.Column("min_span", sa.Integer(), nullable=False),
        sa.Column("stale_after", sa.Integer(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("in_force_from", sa.Date(), nullable=False),
        sa.Column("in_force_to", sa.Date(), nullable=True),
        sa.CheckConstraint("length(trim(source)) > 0", name=op.f("ck_rung_source_given")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rung")),
        sa.UniqueConstraint("ladder", "code", "in_force_from", name=op.f("uq_rung_ladder_code_in_force_from")),
    )
    op.create_table(
        "act_outcome",
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.Column("headline", sa.Text(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("committees", JSON, nullable=False),
        sa.Column("ministries", JSON, nullable=False),
        sa.Column("data", JSON, nullable=False),
        sa.ForeignKeyConstraint(["act_id"], ["act.id"], name=op.f("fk_act_outcome_act_id_act")),
        sa.PrimaryKeyConstraint("act_id", name=op.f("pk_act_outcome")),
    )
    op.create_table(
        "act_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.String(), nullable=False),
        sa.Column("written_afterwards", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["act_id"], ["act.id"], name=op.f("fk_act_run_act_id_act")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_act_run")),
        sa.UniqueConstraint("act_id", name=op.f("uq_act_run_act_id")),
    )
    op.create_table(
        "case",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("chamber", _known("chamber_known", "EK|TK"), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("access", _known("access_known", "open|confidential"), nullable=False),
        sa.Column("registered_on", sa.Date(), nullable=False),
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["act_id"], ["act.id"], name=op.f("fk_case_act_id_act")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case")),
        sa.UniqueConstraint("chamber", "year", "serial", name=op.f("uq_case_chamber_year_serial")),
        sa.UniqueConstraint("number", name=op.f("uq_case_number")),
    )
    op.create_table(
        "committee_name",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("committee_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_from IS NULL OR valid_from <= valid_to",
            name=op.f("ck_committee_name_period_in_order"),
        ),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committee.id"], name=op.f("fk_committee_name_committee_id_committee")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_committee_name")),
        sa.UniqueConstraint("committee_id", "valid_from", name=op.f("uq_committee_name_committee_id_valid_from")),
    )
    op.create_table(
        "letter",
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.Column("void_act_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("paper_sha256", sa.String(), nullable=True),
        sa.Column("kind", _known("letterkind_known", "request|reply|partial_reply|deferral|letter"), nullable=False),
        sa.Column("access", _known("access_known", "open|confidential"), nullable=False),
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("located_at", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["act_id"], ["act.id"], name=op.f("fk_letter_act_id_act")),
        sa.ForeignKeyConstraint(["paper_sha256"], ["paper.sha256"], name=op.f("fk_letter_paper_sha256_paper")),
        sa.ForeignKeyConstraint(["void_act_id"], ["act.id"], name=op.f("fk_letter_void_act_id_act")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter")),
        sa.UniqueConstraint("id", "access", name=op.f("uq_letter_id_access")),
    )
    op.create_index(op.f("ix_letter_act_id"), "letter", ["act_id"], unique=False)
    op.create_index(op.f("ix_letter_paper_sha256"), "letter", ["paper_sha256"], unique=False)

    op.create_table(
        "mail_server",
        sa.Column("server", sa.String(), nullable=False),
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["act_id"], ["act.id"], name=op.f("fk_mail_server_act_id_act")),
        sa.PrimaryKeyConstraint("server", name=op.f("pk_mail_server")),
    )
    op.create_table(
        "mailbox",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ministry_id", sa.Integer(), nullable=True),
        sa.Column("committee_id", sa.Integer(), nullable=True),
        sa.Column("purpose", _known("mailboxpurpose_known", "desk|sender|clerk|notify"), nullable=False),
        sa.CheckConstraint("(ministry_id IS NULL) <> (committee_id IS NULL)", name=op.f("ck_mailbox_one_owner")),
        sa.ForeignKeyConstraint(["committee_id"], ["committee.id"], name=op.f("fk_mailbox_committee_id_committee")),
        sa.ForeignKeyConstraint(["ministry_id"], ["ministry.id"], name=op.f("fk_mailbox_ministry_id_ministry")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mailbox")),
    )
    op.create_index(
        "uq_mailbox_committee",
        "mailbox",
        ["committee_id", "purpose"],
        unique=True,
        sqlite_where=sa.text("committee_id IS NOT NULL"),
        postgresql_where=sa.text("committee_id IS NOT NULL"),
    )
    op.create_index(
        "uq_mailbox_ministry",
        "mailbox",
        ["ministry_id", "purpose"],
        unique=True,
        sqlite_where=sa.text("ministry_id IS NOT NULL AND purpose <> 'notify'"),
        postgresql_where=sa.text("ministry_id IS NOT NULL AND purpose <> 'notify'"),
    )

    op.create_table(
        "membership",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("committee_id", sa.Integer(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("party", sa.String(), nullable=False),
        sa.Column("role", _known("memberrole_known", "voorzitter|ondervoorzitter|lid|plv. lid"), nullable=False),
        sa.Column("seniority", sa.Integer(), nullable=False),
        sa.Column("signs_as", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_from IS NULL OR valid_from <= valid_to",
            name=op.f("ck_membership_period_in_order"),
        ),
        sa.ForeignKeyConstraint(["committee_id"], ["committee.id"], name=op.f("fk_membership_committee_id_committee")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership")),
        sa.UniqueConstraint(
            "committee_id",
            "person",
            "role",
            "valid_from",
            name=op.f("uq_membership_committee_id_person_role_valid_from"),
        ),
    )
    op.create_index(op.f("ix_membership_committee_id"), "membership", ["committee_id"], unique=False)

    op.create_table(
        "office",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ministry_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["ministry_id"], ["ministry.id"], name=op.f("fk_office_ministry_id_ministry")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office")),
        sa.UniqueConstraint("ministry_id", "title", name=op.f("uq_office_ministry_id_title")),
    )
    op.create_table(
        "report",
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.Column("void_act_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("adopted_on", sa.Date(), nullable=False),
        sa.Column("clerk", sa.String(), nullable=False),
        sa.Column("capacity", sa.String(), nullable=False),
        sa.Column("despite", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["act_id"], ["act.id"], name=op.f("fk_report_act_id_act")),
        sa.ForeignKeyConstraint(["void_act_id"], ["act.id"], name=op.f("fk_report_void_act_id_act")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report")),
        sa.UniqueConstraint("id", "adopted_on", name=op.f("uq_report_id_adopted_on")),
    )
    op.create_index(op.f("ix_report_act_id"), "report", ["act_id"], unique=False)

    op.create_table(
        "act_case",
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["act_id"], ["act.id"], name=op.f("fk_act_case_act_id_act")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_act_case_case_id_case")),
        sa.PrimaryKeyConstraint("act_id", "case_id", name=op.f("pk_act_case")),
    )
    op.create_index(op.f("ix_act_case_case_id"), "act_case", ["case_id"], unique=False)

    op.create_table(
        "anomaly",
        sa.Column("erased_act_id", sa.Integer(), nullable=True),
        sa.Column("erased", JSON, nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["act_id"], ["act.id"], name=op.f("fk_anomaly_act_id_act")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_anomaly_case_id_case")),
        sa.ForeignKeyConstraint(["erased_act_id"], ["act.id"], name=op.f("fk_anomaly_erased_act_id_act")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_anomaly")),
    )
    op.create_index(
        "uq_anomaly_once",
        "anomaly",
        ["act_id", "case_id", "code", "text"],
        unique=True,
        sqlite_where=sa.text("erased_act_id IS NULL"),
        postgresql_where=sa.text("erased_act_id IS NULL"),
    )
    op.create_index(op.f("ix_anomaly_case_id"), "anomaly", ["case_id"], unique=False)

    op.create_table(
        "case_committee",
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("committee_id", sa.Integer(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_case_committee_case_id_case")),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committee.id"], name=op.f("fk_case_committee_committee_id_committee")
        ),
        sa.PrimaryKeyConstraint("case_id", "committee_id", name=op.f("pk_case_committee")),
    )
    op.create_index(
        "uq_case_committee_lead",
        "case_committee",
        ["case_id"],
        unique=True,
        sqlite_where=sa.text("rank = 0"),
        postgresql_where=sa.text("rank = 0"),
    )

    op.create_table(
        "case_dossier",
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.Column("void_act_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["act_id"], ["act.id"], name=op.f("fk_case_dossier_act_id_act")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_case_dossier_case_id_case")),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_case_dossier_dossier_id_dossier")),
        sa.ForeignKeyConstraint(["void_act_id"], ["act.id"], name=op.f("fk_case_dossier_void_act_id_act")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_dossier")),
    )
    op.create_index(op.f("ix_case_dossier_act_id"), "case_dossier", ["act_id"], unique=False)
    op.create_index(
        "uq_case_dossier_rank",
        "case_dossier",
        ["case_id", "rank"],
        unique=True,
        sqlite_where=sa.text("void_act_id IS NULL"),
        postgresql_where=sa.text("void_act_id IS NULL"),
    )

    op.create_table(
        "commitment",
        sa.Column("erased_act_id", sa.Integer(), nullable=True),
        sa.Column("erased", JSON, nullable=True),
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.Column("void_act_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("t_number", sa.String(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["act_id"], ["act.id"], name=op.f("fk_commitment_act_id_act")),
        sa.ForeignKeyConstraint(["letter_id"], ["letter.id"], name=op.f("fk_commitment_letter_id_letter")),
        sa.ForeignKeyConstraint(["void_act_id"], ["act.id"], name=op.f("fk_commitment_void_act_id_act")),
        sa.ForeignKeyConstraint(["erased_act_id"], ["act.id"], name=op.f("fk_commitment_erased_act_id_act")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commitment")),
        sa.UniqueConstraint("t_number", name=op.f("uq_commitment_t_number")),
    )
    op.create_index(op.f("ix_commitment_act_id"), "commitment", ["act_id"], unique=False)
    op.create_index(op.f("ix_commitment_letter_id"), "commitment", ["letter_id"], unique=False)

    op.create_table(
        "edition",
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.Column("void_act_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("adopted_on", sa.Date(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("motive", sa.Text(), nullable=False),
        sa.Column("files", JSON, nullable=False),
        sa.CheckConstraint("published_on >= adopted_on", name=op.f("ck_edition_published_after_adoption")),
        sa.ForeignKeyConstraint(["act_id"], ["act.id"], name=op.f("fk_edition_act_id_act")),
        sa.ForeignKeyConstraint(
            ["report_id", "adopted_on"], ["report.id", "report.adopted_on"], name="fk_edition_adopted_report"
        ),
        sa.ForeignKeyConstraint(["void_act_id"], ["act.id"], name=op.f("fk_edition_void_act_id_act")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_edition")),
        sa.UniqueConstraint("report_id", "n", name=op.f("uq_edition_report_id_n")),
    )
    op.create_index(op.f("ix_edition_act_id"), "edition", ["act_id"], unique=False)

    op.create_table(
        "intake",
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.Column("void_act_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", _known("letterkind_known", "request|reply|partial_reply|deferral|letter"), nullable=True),
        sa.Column("sender_office_id", sa.Integer(), nullable=True),
        sa.Column("arrived_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["act_id"], ["act.id"], name=op.f("fk_intake_act_id_act")),
        sa.ForeignKeyConstraint(["sender_office_id"], ["office.id"], name=op.f("fk_intake_sender_office_id_office")),
        sa.ForeignKeyConstraint(["sha256"], ["paper.sha256"], name=op.f("fk_intake_sha256_paper")),
        sa.ForeignKeyConstraint(["void_act_id"], ["act.id"], name=op.f("fk_intake_void_act_id_act")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_intake")),
    )
    op.create_index(op.f("ix_intake_act_id"), "intake", ["act_id"], unique=False)
    op.create_index(
        "uq_intake_waiting",
        "intake",
        ["sha256"],
        unique=True,
        sqlite_where=sa.text("void_act_id IS NULL"),
        postgresql_where=sa.text("void_act_id IS NULL"),
    )

    op.create_table(
        "letter_date",
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.Column("void_act_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("dated_printed", sa.String(), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["act_id"], ["act.id"], name=op.f("fk_letter_date_act_id_act")),
        sa.ForeignKeyConstraint(["letter_id"], ["letter.id"], name=op.f("fk_letter_date_letter_id_letter")),
        sa.ForeignKeyConstraint(["void_act_id"], ["act.id"], name=op.f("fk_letter_date_void_act_id_act")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_date")),
        sa.UniqueConstraint("letter_id", "version", name=op.f("uq_letter_date_letter_id_version")),
    )
    op.create_index(op.f("ix_letter_date_act_id"), "letter_date", ["act_id"], unique=False)

    op.create_table(
        "letter_party",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("role", _known("partyrole_known", "addressee|signatory|on_behalf_of|copied_to"), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=True),
        sa.Column("as_printed", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["letter_id"], ["letter.id"], name=op.f("fk_letter_party_letter_id_letter")),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_letter_party_office_id_office")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_party")),
        sa.UniqueConstraint("letter_id", "role", "rank", name=op.f("uq_letter_party_letter_id_role_rank")),
    )
    op.create_table(
        "mailbox_address",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mailbox_id", sa.Integer(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "address LIKE '%_@_%' OR address LIKE 'http%://_%' OR address LIKE 'chat:_%'",
            name=op.f("ck_mailbox_address_looks_like_an_address"),
        ),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_from IS NULL OR valid_from <= valid_to",
            name=op.f("ck_mailbox_address_period_in_order"),
        ),
        sa.ForeignKeyConstraint(["mailbox_id"], ["mailbox.id"], name=op.f("fk_mailbox_address_mailbox_id_mailbox")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mailbox_address")),
        sa.UniqueConstraint("mailbox_id", "valid_from", name=op.f("uq_mailbox_address_mailbox_id_valid_from")),
    )
    op.create_table(
        "message",
        sa.Column("erased_act_id", sa.Integer(), nullable=True),
        sa.Column("erased", JSON, nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.String(), nullable=False),
        sa.Column("mailbox_id", sa.Integer(), nullable=False),
        sa.Column("sender_id", sa.Integer(), nullable=False),
        sa.Column("notice", sa.String(), nullable=False),
        sa.Column("daily", sa.Boolean(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("send_on", sa.Date(), nullable=False),
        sa.Column(
            "state",
            _known(
                "reminderstate_known",
                "queued|sending|written|sent|delivered|temporary_failure|failed|unsure|by_hand|skipped|dropped|held",
            ),
            nullable=False,
        ),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("to_address", sa.String(), nullable=True),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("raw", sa.LargeBinary(), nullable=True),
        sa.Column("try_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("resend_of", sa.Integer(), nullable=True),
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("(raw IS NULL) = (to_address IS NULL)", name=op.f("ck_message_address_with_bytes")),
        sa.ForeignKeyConstraint(["act_id"], ["act.id"], name=op.f("fk_message_act_id_act")),
        sa.ForeignKeyConstraint(["mailbox_id"], ["mailbox.id"], name=op.f("fk_message_mailbox_id_mailbox")),
        sa.ForeignKeyConstraint(["resend_of"], ["message.id"], name=op.f("fk_message_resend_of_message")),
        sa.ForeignKeyConstraint(["sender_id"], ["mailbox.id"], name=op.f("fk_message_sender_id_mailbox")),
        sa.ForeignKeyConstraint(["erased_act_id"], ["act.id"], name=op.f("fk_message_erased_act_id_act")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
        sa.UniqueConstraint("message_id", name=op.f("uq_message_message_id")),
    )
    op.create_index("ix_message_state", "message", ["state", "send_on"], unique=False)
    op.create_index(
        "uq_message_mail_a_day",
        "message",
        ["mailbox_id", "send_on"],
        unique=True,
        sqlite_where=sa.text("daily AND state <> 'dropped'"),
        postgresql_where=sa.text("daily AND state <> 'dropped'"),
    )

    op.create_table(
        "reading",
        sa.Column("erased_act_id", sa.Integer(), nullable=True),
        sa.Column("erased", JSON, nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("access", _known("access_known", "open|confidential"), nullable=False),
        sa.Column("reader_version", sa.String(), nullable=False),
        sa.Column("confirmed_by", sa.String(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("fields", JSON, nullable=False),
        sa.CheckConstraint("access = 'open'", name=op.f("ck_reading_open_letters_only")),
        sa.ForeignKeyConstraint(["letter_id", "access"], ["letter.id", "letter.access"], name="fk_reading_open_letter"),
        sa.ForeignKeyConstraint(["erased_act_id"], ["act.id"], name=op.f("fk_reading_erased_act_id_act")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reading")),
        sa.UniqueConstraint("letter_id", "reader_version", name=op.f("uq_reading_letter_id_reader_version")),
    )
    op.create_table(
        "report_member",
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("committee_id", sa.Integer(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("party", sa.String(), nullable=False),
        sa.Column("role", _known("memberrole_known", "voorzitter|ondervoorzitter|lid|plv. lid"), nullable=False),
        sa.ForeignKeyConstraint(
            ["committee_id"], ["committee.id"], name=op.f("fk_report_member_committee_id_committee")
        ),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name=op.f("fk_report_member_report_id_report")),
        sa.PrimaryKeyConstraint("report_id", "committee_id", "rank", name=op.f("pk_report_member")),
    )
    op.create_index(
        "uq_report_member_chair",
        "report_member",
        ["report_id", "committee_id"],
        unique=True,
        sqlite_where=sa.text("role = 'voorzitter'"),
        postgresql_where=sa.text("role = 'voorzitter'"),
    )

    op.create_table(
        "report_number",
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.Column("void_act_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["act_id"], ["act.id"], name=op.f("fk_report_number_act_id_act")),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_report_number_dossier_id_dossier")),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name=op.f("fk_report_number_report_id_report")),
        sa.ForeignKeyConstraint(["void_act_id"], ["act.id"], name=op.f("fk_report_number_void_act_id_act")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_number")),
    )
    op.create_index(op.f("ix_report_number_act_id"), "report_number", ["act_id"], unique=False)
    op.create_index(
        "uq_report_number_free",
        "report_number",
        ["dossier_id", "number"],
        unique=True,
        sqlite_where=sa.text("void_act_id IS NULL"),
        postgresql_where=sa.text("void_act_id IS NULL"),
    )
    op.create_index(
        "uq_report_number_once",
        "report_number",
        ["report_id"],
        unique=True,
        sqlite_where=sa.text("void_act_id IS NULL"),
        postgresql_where=sa.text("void_act_id IS NULL"),
    )

    op.create_table(
        "round",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("previous_id", sa.Integer(), nullable=True),
        sa.Column("registered_on", sa.Date(), nullable=False),
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("previous_id IS NULL OR previous_id < id", name=op.f("ck_round_acyclic")),
        sa.CheckConstraint("sequence >= 1", name=op.f("ck_round_sequence_from_one")),
        sa.ForeignKeyConstraint(["act_id"], ["act.id"], name=op.f("fk_round_act_id_act")),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], name=op.f("fk_round_case_id_case")),
        sa.ForeignKeyConstraint(["previous_id"], ["round.id"], name=op.f("fk_round_previous_id_round")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round")),
        sa.UniqueConstraint("case_id", "sequence", name=op.f("uq_round_case_id_sequence")),
    )
    op.create_table(
        "tenure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("capacity", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_from IS NULL OR valid_from <= valid_to", name=op.f("ck_tenure_period_in_order")
        ),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_tenure_office_id_office")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tenure")),
        sa.UniqueConstraint("office_id", "person", "valid_from", name=op.f("uq_tenure_office_id_person_valid_from")),
    )
    op.create_table(
        "agenda",
        sa.Column("fire_on", sa.Date(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("rung", sa.String(), nullable=False),
        sa.Column("mailbox_id", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("by_hand", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["mailbox_id"], ["mailbox.id"], name=op.f("fk_agenda_mailbox_id_mailbox")),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_agenda_round_id_round")),
        sa.PrimaryKeyConstraint("fire_on", "round_id", "rung", "mailbox_id", "due_on", name=op.f("pk_agenda")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_agenda_round", "agenda", ["round_id"], unique=False)

    op.create_table(
        "attempt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "outcome",
            _known(
                "reminderstate_known",
                "queued|sending|written|sent|delivered|temporary_failure|failed|unsure|by_hand|skipped|dropped|held",
            ),
            nullable=False,
        ),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("run_id", sa.String(), nullable=True),
        sa.Column("sent_sha256", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["message_id"], ["message.id"], name=op.f("fk_attempt_message_id_message")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attempt")),
        sa.UniqueConstraint("message_id", "n", name=op.f("uq_attempt_message_id_n")),
    )
    op.create_table(
        "closing",
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.Column("void_act_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("closed_as", _known("closedas_known", "withdrawn|lapsed|noted"), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["act_id"], ["act.id"], name=op.f("fk_closing_act_id_act")),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_closing_round_id_round")),
        sa.ForeignKeyConstraint(["void_act_id"], ["act.id"], name=op.f("fk_closing_void_act_id_act")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closing")),
    )
    op.create_index(op.f("ix_closing_act_id"), "closing", ["act_id"], unique=False)
    op.create_index(
        "uq_closing_once",
        "closing",
        ["round_id"],
        unique=True,
        sqlite_where=sa.text("void_act_id IS NULL"),
        postgresql_where=sa.text("void_act_id IS NULL"),
    )

    op.create_table(
        "hold",
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.Column("void_act_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("desk_only", sa.Boolean(), nullable=False),
        sa.Column("ground", sa.Text(), nullable=False),
        sa.CheckConstraint("first_day <= last_day", name=op.f("ck_hold_period_in_order")),
        sa.ForeignKeyConstraint(["act_id"], ["act.id"], name=op.f("fk_hold_act_id_act")),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_hold_round_id_round")),
        sa.ForeignKeyConstraint(["void_act_id"], ["act.id"], name=op.f("fk_hold_void_act_id_act")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hold")),
    )
    op.create_index(op.f("ix_hold_act_id"), "hold", ["act_id"], unique=False)
    op.create_index(op.f("ix_hold_round_id"), "hold", ["round_id"], unique=False)

    op.create_table(
        "obligation",
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.Column("void_act_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("office_id", sa.Integer(), nullable=False),
        sa.Column("mailbox_id", sa.Integer(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["act_id"], ["act.id"], name=op.f("fk_obligation_act_id_act")),
        sa.ForeignKeyConstraint(["mailbox_id"], ["mailbox.id"], name=op.f("fk_obligation_mailbox_id_mailbox")),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_obligation_office_id_office")),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_obligation_round_id_round")),
        sa.ForeignKeyConstraint(["void_act_id"], ["act.id"], name=op.f("fk_obligation_void_act_id_act")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_obligation")),
    )
    op.create_index(op.f("ix_obligation_act_id"), "obligation", ["act_id"], unique=False)
    op.create_index(op.f("ix_obligation_round_id"), "obligation", ["round_id"], unique=False)
    op.create_index(
        "uq_obligation_once",
        "obligation",
        ["round_id", "office_id"],
        unique=True,
        sqlite_where=sa.text("void_act_id IS NULL"),
        postgresql_where=sa.text("void_act_id IS NULL"),
    )

    op.create_table(
        "reminder",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("rung", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("mailbox_id", sa.Integer(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("fire_on", sa.Date(), nullable=True),
        sa.Column("owed_on", sa.Date(), nullable=False),
        sa.Column("outcome", _known("outcome_known", "owed|by_hand|skipped|dropped"), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("message_id", sa.Integer(), nullable=True),
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["act_id"], ["act.id"], name=op.f("fk_reminder_act_id_act")),
        sa.ForeignKeyConstraint(["mailbox_id"], ["mailbox.id"], name=op.f("fk_reminder_mailbox_id_mailbox")),
        sa.ForeignKeyConstraint(["message_id"], ["message.id"], name=op.f("fk_reminder_message_id_message")),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_reminder_round_id_round")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder")),
        sa.UniqueConstraint(
            "round_id", "rung", "due_on", "mailbox_id", name=op.f("uq_reminder_round_id_rung_due_on_mailbox_id")
        ),
    )
    op.create_index(op.f("ix_reminder_act_id"), "reminder", ["act_id"], unique=False)
    op.create_index("ix_reminder_message", "reminder", ["message_id"], unique=False)

    op.create_table(
        "report_round",
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name=op.f("fk_report_round_report_id_report")),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_report_round_round_id_round")),
        sa.PrimaryKeyConstraint("report_id", "round_id", name=op.f("pk_report_round")),
    )
    op.create_index(op.f("ix_report_round_round_id"), "report_round", ["round_id"], unique=False)

    op.create_table(
        "round_cache",
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column(
            "stage",
            _known("stage_known", "registered|partly_answered|answered|adopted|published|closed"),
            nullable=False,
        ),
        sa.Column("requested_on", sa.Date(), nullable=True),
        sa.Column("original_due_on", sa.Date(), nullable=True),
        sa.Column("agreed_due_on", sa.Date(), nullable=True),
        sa.Column("original_due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("agreed_due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("attention_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_round_cache_round_id_round")),
        sa.PrimaryKeyConstraint("round_id", name=op.f("pk_round_cache")),
    )
    op.create_table(
        "round_letter",
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.Column("void_act_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("used_as", _known("letterkind_known", "request|reply|partial_reply|deferral|letter"), nullable=False),
        sa.ForeignKeyConstraint(["act_id"], ["act.id"], name=op.f("fk_round_letter_act_id_act")),
        sa.ForeignKeyConstraint(["letter_id"], ["letter.id"], name=op.f("fk_round_letter_letter_id_letter")),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_round_letter_round_id_round")),
        sa.ForeignKeyConstraint(["void_act_id"], ["act.id"], name=op.f("fk_round_letter_void_act_id_act")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round_letter")),
    )
    op.create_index(op.f("ix_round_letter_act_id"), "round_letter", ["act_id"], unique=False)
    op.create_index(op.f("ix_round_letter_letter_id"), "round_letter", ["letter_id"], unique=False)
    op.create_index(op.f("ix_round_letter_round_id"), "round_letter", ["round_id"], unique=False)
    op.create_index(
        "uq_round_letter_once",
        "round_letter",
        ["round_id", "letter_id"],
        unique=True,
        sqlite_where=sa.text("void_act_id IS NULL"),
        postgresql_where=sa.text("void_act_id IS NULL"),
    )

    op.create_table(
        "term",
        sa.Column("erased_act_id", sa.Integer(), nullable=True),
        sa.Column("erased", JSON, nullable=True),
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.Column("void_act_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kind", _known("termkind_known", "initial|correction|recomputed|deferral"), nullable=False),
        sa.Column("clause", sa.Text(), nullable=False),
        sa.Column("set_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("soft_due_on", sa.Date(), nullable=True),
        sa.Column("firmness", _known("firmness_known", "hard|soft|conditional|vague"), nullable=False),
        sa.Column("accepted", sa.Boolean(), nullable=False),
        sa.Column("rule_name", sa.String(), nullable=False),
        sa.Column("rule_version", sa.Integer(), nullable=False),
        sa.Column("calendar", sa.String(), nullable=False),
        sa.Column("explanation", JSON, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("via", _known("via_known", "letter|mail|telephone"), nullable=True),
        sa.Column("said_by", sa.String(), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("kind = 'deferral' OR accepted", name=op.f("ck_term_only_a_deferral_is_refused")),
        sa.CheckConstraint("due_at IS NULL OR due_on IS NOT NULL", name=op.f("ck_term_an_hour_has_a_day")),
        sa.CheckConstraint("version >= 1", name=op.f("ck_term_version_from_one")),
        sa.ForeignKeyConstraint(["act_id"], ["act.id"], name=op.f("fk_term_act_id_act")),
        sa.ForeignKeyConstraint(["letter_id"], ["letter.id"], name=op.f("fk_term_letter_id_letter")),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name=op.f("fk_term_round_id_round")),
        sa.ForeignKeyConstraint(["void_act_id"], ["act.id"], name=op.f("fk_term_void_act_id_act")),
        sa.ForeignKeyConstraint(["erased_act_id"], ["act.id"], name=op.f("fk_term_erased_act_id_act")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_term")),
        sa.UniqueConstraint("round_id", "version", name=op.f("uq_term_round_id_version")),
    )
    op.create_index(op.f("ix_term_act_id"), "term", ["act_id"], unique=False)
    op.create_index(op.f("ix_term_round_id"), "term", ["round_id"], unique=False)

    op.create_table(
        "settlement",
        sa.Column("act_id", sa.Integer(), nullable=False),
        sa.Column("void_act_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("obligation_id", sa.Integer(), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("extent", _known("extent_known", "whole|part|referred"), nullable=False),
        sa.ForeignKeyConstraint(["act_id"], ["act.id"], name=op.f("fk_settlement_act_id_act")),
        sa.ForeignKeyConstraint(["letter_id"], ["letter.id"], name=op.f("fk_settlement_letter_id_letter")),
        sa.ForeignKeyConstraint(
            ["obligation_id"], ["obligation.id"], name=op.f("fk_settlement_obligation_id_obligation")
        ),
        sa.ForeignKeyConstraint(["void_act_id"], ["act.id"], name=op.f("fk_settlement_void_act_id_act")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_settlement")),
    )
    op.create_index(op.f("ix_settlement_act_id"), "settlement", ["act_id"], unique=False)
    op.create_index(op.f("ix_settlement_obligation_id"), "settlement", ["obligation_id"], unique=False)
    op.create_index(
        "uq_settlement_once",
        "settlement",
        ["obligation_id", "letter_id"],
        unique=True,
        sqlite_where=sa.text("void_act_id IS NULL"),
        postgresql_where=sa.text("void_act_id IS NULL"),
    )
    _guard_postgresql() if op.get_context().dialect.name == "postgresql" else _guard_sqlite()


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)
    if op.get_context().dialect.name == "postgresql":
        op.execute("DROP FUNCTION griffie_refuse()")
        op.execute("DROP FUNCTION griffie_void_once()")
        op.execute("DROP FUNCTION griffie_empty_once()")


def _known(name: str, values: str) -> sa.Enum:
    """Return the type of a word out of a list, which the database itself holds it to."""
    return sa.Enum(*values.split("|"), name=name, native_enum=False, create_constraint=True, length=24)


def _guard_sqlite() -> None:
    for table, columns in FACTS.items():
        once = f"OLD.void_act_id IS NULL AND NEW.void_act_id IS NOT NULL AND {_same(columns)}"
        allowed = f"({once}) OR ({_emptied(table)})" if table in WORDS else once
        _on_sqlite(table, "update", VOIDED_ONCE, f"WHEN NOT ({allowed}) ")
    for table in ADDED_ONLY:
        _on_sqlite(table, "update", NEVER_CHANGED, f"WHEN NOT ({_emptied(table)}) " if table in WORDS else "")
    for table, columns in SETTLED.items():
        changed = _changed(columns, "IS NOT")
        if table in WORDS:
            changed = f"({changed} OR {_left('IS NOT')}) AND NOT ({_emptied(table)})"
        _on_sqlite(table, "update", KEEPS_ITS_VALUE, f"WHEN {changed} ")
    for table in (*FACTS, *ADDED_ONLY, *KEPT):
        _on_sqlite(table, "delete", NEVER_DELETED)


def _same(columns: str) -> str:
    return " AND ".join(f'OLD."{column}" IS NEW."{column}"' for column in columns.split())


def _emptied(table: str) -> str:
    """Return the condition under which a row loses its words and nothing else, by the act that says so."""
    words, rest = WORDS[table]
    empty = " AND ".join(f"coalesce(NEW.\"{word}\", '') IN ('', '{{}}')" for word in words.split())
    return (
        f"OLD.erased_act_id IS NULL AND NEW.erased IS NOT NULL AND {_same(rest)} AND {empty} "  # noqa: S608 - names of our own
        "AND EXISTS (SELECT 1 FROM act WHERE id = NEW.erased_act_id AND verb = 'anonymise' "
        "AND id = (SELECT max(id) FROM act))"
    )


def _left(differs: str) -> str:
    return " OR ".join(f'OLD."{one}" {differs} NEW."{one}"' for one in ("erased_act_id", "erased"))


def _on_sqlite(table: str, act: str, sentence: str, when: str = "") -> None:
    refusal = f"SELECT RAISE(ABORT, '{sentence.format(table=table)}');"
    op.execute(f'CREATE TRIGGER guard_{table}_{act} BEFORE {act.upper()} ON "{table}" {when}BEGIN {refusal} END')


def _changed(columns: str, differs: str) -> str:
    """Return the condition under which a column loses the value it had; ``differs`` is the database's own operator."""
    return " OR ".join(f'(OLD."{one}" IS NOT NULL AND OLD."{one}" {differs} NEW."{one}")' for one in columns.split())


def _guard_postgresql() -> None:
    for function in FUNCTIONS:
        op.execute(function)
    for table in FACTS:
        _on_postgresql(table, "update", "ROW", _call(VOIDED_ONCE, table, "griffie_void_once", "or void"))
    for table in ADDED_ONLY:
        _on_postgresql(table, "update", "ROW", _call(NEVER_CHANGED, table))
    for table, columns in SETTLED.items():
        changed = _changed(columns, "IS DISTINCT FROM")
        changed = f"{changed} OR {_left('IS DISTINCT FROM')}" if table in WORDS else changed
        _on_postgresql(table, "update", f"ROW WHEN ({changed})", _call(KEEPS_ITS_VALUE, table))
    for table in (*FACTS, *ADDED_ONLY, *KEPT):
        refusal = f"griffie_refuse('{NEVER_DELETED.format(table=table)}')"
        _on_postgresql(table, "delete", "ROW", refusal)
        _on_postgresql(table, "truncate", "STATEMENT", refusal)


def _call(sentence: str, table: str, function: str = "griffie_refuse", also: str = "") -> str:
    said = sentence.format(table=table)
    return f"griffie_empty_once('{said}', '{WORDS[table][0]}', '{also}')" if table in WORDS else f"{function}('{said}')"


def _on_postgresql(table: str, act: str, each: str, call: str) -> None:
    op.execute(
        f'CREATE TRIGGER guard_{table}_{act} BEFORE {act.upper()} ON "{table}" FOR EACH {each} EXECUTE FUNCTION {call}'
    )
