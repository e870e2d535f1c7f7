"""Plans and monitoring that help: questionnaires, assessments, own services, templates, signed papers."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# Columns are added in plain SQL, as in 0002; a check stands on a line of its own to be read back.
_CARRIED = (
    "VARCHAR(24)\n"
    "CONSTRAINT ck_plan_item_carried_is_known CHECK (carried IN ('continues', 'changes', 'done'))\n"
)
_COLUMNS = (
    ("plan_item", "service_ref", "TEXT NOT NULL DEFAULT ''"),
    ("plan_item", "volume", "TEXT NOT NULL DEFAULT ''"),
    ("plan_item", "frequency", "TEXT NOT NULL DEFAULT ''"),
    ("plan_item", "carried", _CARRIED),
)


def upgrade() -> None:
    """Make the new tables, then add the new columns."""
    op.create_table(
        "own_service",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "domain",
            sa.Enum(
                "household",
                "medical",
                "psychological",
                "pedagogical",
                "labour",
                "cultural",
                "economic",
                "legal",
                name="domain_is_known",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("text_kk", sa.Text(), nullable=False),
        sa.Column("text_ru", sa.Text(), nullable=False),
        sa.Column("categories", sa.Text(), nullable=False),
        sa.Column("unit_kinds", sa.Text(), nullable=False),
        sa.Column("retired_on", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint("text_kk <> '' OR text_ru <> ''", name=op.f("ck_own_service_is_named")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_service")),
    )
    op.create_table(
        "plan_template",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("categories", sa.Text(), nullable=False),
        sa.Column("unit_kinds", sa.Text(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("retired_on", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint("title <> ''", name=op.f("ck_plan_template_is_named")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_template")),
    )
    op.create_table(
        "questionnaire",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column(
            "domain",
            sa.Enum(
                "household",
                "medical",
                "psychological",
                "pedagogical",
                "labour",
                "cultural",
                "economic",
                "legal",
                name="domain_is_known",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("title_kk", sa.Text(), nullable=False),
        sa.Column("title_ru", sa.Text(), nullable=False),
        sa.Column("categories", sa.Text(), nullable=False),
        sa.Column("unit_kinds", sa.Text(), nullable=False),
        sa.Column("example", sa.Boolean(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("retired_on", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint("code <> ''", name=op.f("ck_questionnaire_has_a_code")),
        sa.CheckConstraint(
            "title_kk <> '' AND title_ru <> ''", name=op.f("ck_questionnaire_named_in_both_languages")
        ),
        sa.CheckConstraint("version >= 1", name=op.f("ck_questionnaire_counted_from_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_questionnaire")),
        sa.UniqueConstraint("code", "version", name=op.f("uq_questionnaire_code_version")),
    )
    op.create_table(
        "case_step",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("stay_id", sa.Uuid(), nullable=False),
        sa.Column(
            "step",
            sa.Enum(
                "contact",
                "assessment",
                "intervention",
                "evaluation",
                name="casestepkind_is_known",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("done_on", sa.Date(), nullable=False),
        sa.Column("done_by", sa.Text(), nullable=False),
        sa.Column(
            "urgency",
            sa.Enum(
                "low",
                "middle",
                "high",
                name="grade_is_known",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=True,
        ),
        sa.Column(
            "complexity",
            sa.Enum(
                "low",
                "middle",
                "high",
                name="grade_is_known",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=True,
        ),
        sa.Column(
            "severity",
            sa.Enum(
                "low",
                "middle",
                "high",
                name="grade_is_known",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=True,
        ),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["stay_id"], ["stay.id"], name=op.f("fk_case_step_stay_id_stay"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_step")),
    )
    op.create_index(op.f("ix_case_step_stay_id"), "case_step", ["stay_id"], unique=False)
    op.create_table(
        "plan_section",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column(
            "domain",
            sa.Enum(
                "household",
                "medical",
                "psychological",
                "pedagogical",
                "labour",
                "cultural",
                "economic",
                "legal",
                name="domain_is_known",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("signed_by_id", sa.Uuid(), nullable=True),
        sa.Column("signed_by", sa.Text(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("empty_reason", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["plan.id"], name=op.f("fk_plan_section_plan_id_plan"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["signed_by_id"],
            ["staff.id"],
            name=op.f("fk_plan_section_signed_by_id_staff"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_section")),
        sa.UniqueConstraint("plan_id", "domain", name=op.f("uq_plan_section_plan_id_domain")),
    )
    op.create_index(op.f("ix_plan_section_plan_id"), "plan_section", ["plan_id"], unique=False)
    op.create_table(
        "assessment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("stay_id", sa.Uuid(), nullable=False),
        sa.Column("questionnaire_id", sa.Uuid(), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=True),
        sa.Column(
            "domain",
            sa.Enum(
                "household",
                "medical",
                "psychological",
                "pedagogical",
                "labour",
                "cultural",
                "economic",
                "legal",
                name="domain_is_known",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("assessed_on", sa.Date(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("specialist_id", sa.Uuid(), nullable=True),
        sa.Column("specialist_name", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("completed_on", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint("points >= 0", name=op.f("ck_assessment_points_are_not_negative")),
        sa.ForeignKeyConstraint(
            ["questionnaire_id"],
            ["questionnaire.id"],
            name=op.f("fk_assessment_questionnaire_id_questionnaire"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["round_id"],
            ["monitoring_round.id"],
            name=op.f("fk_assessment_round_id_monitoring_round"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["specialist_id"],
            ["staff.id"],
            name=op.f("fk_assessment_specialist_id_staff"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["stay_id"], ["stay.id"], name=op.f("fk_assessment_stay_id_stay"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment")),
    )
    op.create_index(op.f("ix_assessment_round_id"), "assessment", ["round_id"], unique=False)
    op.create_index(op.f("ix_assessment_stay_id"), "assessment", ["stay_id"], unique=False)
    op.create_table(
        "plan_revision",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["plan.id"], name=op.f("fk_plan_revision_plan_id_plan"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["round_id"],
            ["monitoring_round.id"],
            name=op.f("fk_plan_revision_round_id_monitoring_round"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_revision")),
        sa.UniqueConstraint("plan_id", name=op.f("uq_plan_revision_plan_id")),
    )
    op.create_table(
        "signed_copy",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("printout_id", sa.Uuid(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("scan_id", sa.Uuid(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["printout_id"],
            ["printout.id"],
            name=op.f("fk_signed_copy_printout_id_printout"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["scan_id"], ["scan.id"], name=op.f("fk_signed_copy_scan_id_scan"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signed_copy")),
        sa.UniqueConstraint("printout_id", name=op.f("uq_signed_copy_printout_id")),
    )
    for table, column, words in _COLUMNS:
        op.execute(f"ALTER TABLE {table} ADD COLUMN {column} {words}")
