"""The law at work: admission sheets, orders, custody, scans, the calendar, editions of the law, snoozes."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# Columns are added in plain SQL: rebuilding a table would take its triggers (the search index) away. Each
# check stands on a line of its own, as SQLAlchemy reads it back.
_NO = "BOOLEAN NOT NULL DEFAULT 0"
_EMPTY = "TEXT NOT NULL DEFAULT ''"


def _one_of(table: str, column: str, kind: str, *words: str) -> str:
    listed = ", ".join(f"'{word}'" for word in words)
    return f"\nCONSTRAINT ck_{table}_{kind}_is_known CHECK ({column} IN ({listed}))\n"


_COLUMNS = (
    ("file_document", "variant", _EMPTY),
    ("monitoring_journal", "bound_on", "DATE"),
    (
        "movement",
        "destination_kind",
        "VARCHAR(24)" + _one_of("movement", "destination_kind", "unitkind", "S", "D", "H", "T"),
    ),
    ("movement", "expelled", _NO),
    (
        "movement",
        "notice_signer",
        "VARCHAR(24)" + _one_of("movement", "notice_signer", "noticesigner", "recipient", "representative"),
    ),
    ("movement", "portal_on", "DATE"),
    ("movement", "portal_by", _EMPTY),
    ("person", "without_parental_care", _NO),
    ("person", "legally_incapable", _NO),
    ("rehabilitation_programme", "recommended", "TEXT NOT NULL DEFAULT '[]'"),
    (
        "stay",
        "placement",
        "VARCHAR(24) NOT NULL DEFAULT 'ordinary'"
        + _one_of("stay", "placement", "placement", "ordinary", "independent", "palliative", "crisis"),
    ),
    ("stay", "night_stay", _NO),
    ("stay", "contract_number", _EMPTY),
    ("stay", "contract_date", "DATE"),
    (
        "unit",
        "establishment",
        "VARCHAR(24)"
        + _one_of(
            "unit",
            "establishment",
            "establishment",
            "medical_social",
            "service_centre",
            "special_centre",
            "small_house",
            "day_centre",
            "rehabilitation_centre",
            "territorial_centre",
            "home_help",
            "adaptation_centre",
            "night_house",
            "crisis_centre",
            "shelter",
        ),
    ),
    ("unit", "ownership", "VARCHAR(24)" + _one_of("unit", "ownership", "ownership", "state", "private")),
    (
        "unit",
        "legal_form",
        "VARCHAR(24)" + _one_of("unit", "legal_form", "legalform", "entity", "subdivision"),
    ),
    (
        "unit",
        "settlement",
        "VARCHAR(24)"
        + _one_of("unit", "settlement", "settlement", "republican", "oblast", "district", "rural"),
    ),
    ("unit", "licence_issued_on", "DATE"),
    ("waiting_entry", "applied_time", _EMPTY),
    ("waiting_entry", "arrival_due", "DATE"),
)


def upgrade() -> None:
    """Make the new tables, then add the new columns."""
    op.create_table(
        "calendar_day",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("working", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_day")),
        sa.UniqueConstraint("day", name=op.f("uq_calendar_day_day")),
    )
    op.create_table(
        "confirmed_year",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("confirmed_on", sa.Date(), nullable=False),
        sa.Column("confirmed_by", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_confirmed_year")),
        sa.UniqueConstraint("year", name=op.f("uq_confirmed_year_year")),
    )
    op.create_table(
        "law_edition",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("added_on", sa.Date(), nullable=False),
        sa.Column("added_by", sa.Text(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("withdrawn_reason", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "withdrawn_on IS NULL OR withdrawn_reason <> ''",
            name=op.f("ck_law_edition_withdrawn_with_a_reason"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_law_edition")),
    )
    op.create_table(
        "order_template",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "admission",
                "leave",
                "return",
                "suspension",
                "resumption",
                "transfer",
                "transfer_out",
                "discharge",
                "other",
                name="orderkind_is_known",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("subject_kk", sa.Text(), nullable=False),
        sa.Column("subject_ru", sa.Text(), nullable=False),
        sa.Column("text_kk", sa.Text(), nullable=False),
        sa.Column("text_ru", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_order_template")),
        sa.UniqueConstraint("kind", name=op.f("uq_order_template_kind")),
    )
    op.create_table(
        "referral",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("referred_on", sa.Date(), nullable=False),
        sa.Column("referred_to", sa.Text(), nullable=False),
        sa.Column("codes", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("transport", sa.Text(), nullable=False),
        sa.Column("accompanied_by", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint("referred_to <> ''", name=op.f("ck_referral_says_where")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_referral_person_id_person"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["unit.id"], name=op.f("fk_referral_unit_id_unit"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral")),
    )
    op.create_index(op.f("ix_referral_person_id"), "referral", ["person_id"], unique=False)
    op.create_table(
        "admission_answer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("stay_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column(
            "answer",
            sa.Enum(
                "yes", "no", name="answer_is_known", native_enum=False, create_constraint=True, length=24
            ),
            nullable=False,
        ),
        sa.Column("relative", sa.Text(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["stay_id"], ["stay.id"], name=op.f("fk_admission_answer_stay_id_stay"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_admission_answer")),
        sa.UniqueConstraint("stay_id", "code", name=op.f("uq_admission_answer_stay_id_code")),
    )
    op.create_index(op.f("ix_admission_answer_stay_id"), "admission_answer", ["stay_id"], unique=False)
    op.create_table(
        "assignment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("stay_id", sa.Uuid(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=False),
        sa.Column("assigned_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "ended_on IS NULL OR ended_on >= assigned_on", name=op.f("ck_assignment_ends_after_it_began")
        ),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_assignment_staff_id_staff"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["stay_id"], ["stay.id"], name=op.f("fk_assignment_stay_id_stay"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment")),
    )
    op.create_index(op.f("ix_assignment_staff_id"), "assignment", ["staff_id"], unique=False)
    op.create_index(op.f("ix_assignment_stay_id"), "assignment", ["stay_id"], unique=False)
    op.create_table(
        "admission_sheet",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("stay_id", sa.Uuid(), nullable=False),
        sa.Column("examined_on", sa.Date(), nullable=True),
        sa.Column("examined_by", sa.Text(), nullable=False),
        sa.Column("seizures_a_month", sa.Integer(), nullable=True),
        sa.Column("limitation_level", sa.Integer(), nullable=True),
        sa.Column("identified_on", sa.Date(), nullable=True),
        sa.Column("identified_how", sa.Text(), nullable=False),
        sa.Column("identified_by", sa.Text(), nullable=False),
        sa.Column("children_with", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint("children_with >= 0", name=op.f("ck_admission_sheet_children_are_counted")),
        sa.CheckConstraint(
            "seizures_a_month IS NULL OR seizures_a_month >= 0",
            name=op.f("ck_admission_sheet_seizures_are_counted"),
        ),
        sa.ForeignKeyConstraint(
            ["stay_id"], ["stay.id"], name=op.f("fk_admission_sheet_stay_id_stay"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_admission_sheet")),
        sa.UniqueConstraint("stay_id", name=op.f("uq_admission_sheet_stay_id")),
    )
    op.create_table(
        "intake_record",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("stay_id", sa.Uuid(), nullable=False),
        sa.Column(
            "step",
            sa.Enum(
                "medical",
                "sanitary",
                "disinfection",
                name="intakestep_is_known",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("done_on", sa.Date(), nullable=False),
        sa.Column("done_time", sa.Text(), nullable=False),
        sa.Column("done_by", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["stay_id"], ["stay.id"], name=op.f("fk_intake_record_stay_id_stay"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_intake_record")),
        sa.UniqueConstraint("stay_id", "step", name=op.f("uq_intake_record_stay_id_step")),
    )
    op.create_index(op.f("ix_intake_record_stay_id"), "intake_record", ["stay_id"], unique=False)
    op.create_table(
        "snooze",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=True),
        sa.Column("set_on", sa.Date(), nullable=False),
        sa.Column("lifted_on", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_snooze_has_a_reason")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_snooze_person_id_person"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["unit.id"], name=op.f("fk_snooze_unit_id_unit"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_snooze_user_id_user"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_snooze")),
    )
    op.create_index(op.f("ix_snooze_person_id"), "snooze", ["person_id"], unique=False)
    op.create_table(
        "custody",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("consent_on", sa.Date(), nullable=True),
        sa.Column("act_number", sa.Text(), nullable=False),
        sa.Column("accepted_on", sa.Date(), nullable=False),
        sa.Column("accepted_by", sa.Text(), nullable=False),
        sa.Column("handed_by", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("returned_on", sa.Date(), nullable=True),
        sa.Column("returned_to", sa.Text(), nullable=False),
        sa.Column("returned_by", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint("code IS NOT NULL OR title <> ''", name=op.f("ck_custody_is_named")),
        sa.CheckConstraint(
            "returned_on IS NULL OR returned_on >= accepted_on",
            name=op.f("ck_custody_returned_after_acceptance"),
        ),
        sa.ForeignKeyConstraint(
            ["file_id"],
            ["personal_file.id"],
            name=op.f("fk_custody_file_id_personal_file"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_custody")),
    )
    op.create_index(op.f("ix_custody_file_id"), "custody", ["file_id"], unique=False)
    op.create_table(
        "head_order",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "admission",
                "leave",
                "return",
                "suspension",
                "resumption",
                "transfer",
                "transfer_out",
                "discharge",
                "other",
                name="orderkind_is_known",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("subject_kk", sa.Text(), nullable=False),
        sa.Column("subject_ru", sa.Text(), nullable=False),
        sa.Column("text_kk", sa.Text(), nullable=False),
        sa.Column("text_ru", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("stay_id", sa.Uuid(), nullable=True),
        sa.Column("movement_id", sa.Uuid(), nullable=True),
        sa.Column("signed_by", sa.Text(), nullable=False),
        sa.Column("cancelled_at", sa.DateTime(), nullable=True),
        sa.Column("cancel_reason", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "cancelled_at IS NULL OR cancel_reason <> ''", name=op.f("ck_head_order_cancelled_with_a_reason")
        ),
        sa.CheckConstraint("number <> ''", name=op.f("ck_head_order_is_numbered")),
        sa.CheckConstraint("subject_kk <> '' OR subject_ru <> ''", name=op.f("ck_head_order_has_a_subject")),
        sa.ForeignKeyConstraint(
            ["movement_id"],
            ["movement.id"],
            name=op.f("fk_head_order_movement_id_movement"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_head_order_person_id_person"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["stay_id"], ["stay.id"], name=op.f("fk_head_order_stay_id_stay"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_head_order")),
    )
    op.create_index(op.f("ix_head_order_movement_id"), "head_order", ["movement_id"], unique=False)
    op.create_index(op.f("ix_head_order_person_id"), "head_order", ["person_id"], unique=False)
    op.create_index(op.f("ix_head_order_stay_id"), "head_order", ["stay_id"], unique=False)
    op.create_table(
        "scan",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column(
            "media",
            sa.Enum(
                "pdf",
                "jpeg",
                "png",
                name="scanmedia_is_known",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("removed_on", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint("size > 0 AND pages > 0", name=op.f("ck_scan_has_content")),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["file_document.id"],
            name=op.f("fk_scan_document_id_file_document"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_scan_person_id_person"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scan")),
    )
    op.create_index(op.f("ix_scan_digest"), "scan", ["digest"], unique=False)
    op.create_index(op.f("ix_scan_document_id"), "scan", ["document_id"], unique=False)
    op.create_index(op.f("ix_scan_person_id"), "scan", ["person_id"], unique=False)
    op.create_table(
        "scan_key",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("secret", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scan_key")),
    )
    for table, column, words in _COLUMNS:
        op.execute(f"ALTER TABLE {table} ADD COLUMN {column} {words}")
    op.create_index(
        "ix_activity_mark_monthly", "activity_mark", ["journal_id", "month", "mark"], unique=False
    )
    op.create_index(op.f("ix_printout_plan_id"), "printout", ["plan_id"], unique=False)
