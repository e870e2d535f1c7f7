"""What is kept day by day: rooms, attendance, visits, paid services, internal rules, self-check."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# Columns are added in plain SQL, as in 0002.
_COLUMNS = (
    ("unit", "within_stationary", "BOOLEAN NOT NULL DEFAULT 0"),
    ("unit", "round_the_clock", "BOOLEAN NOT NULL DEFAULT 0"),
    ("unit", "daytime_from", "TEXT NOT NULL DEFAULT ''"),
    ("unit", "daytime_until", "TEXT NOT NULL DEFAULT ''"),
)


def upgrade() -> None:
    """Make the new tables, then add the new columns."""
    op.create_table(
        "paid_service",
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
        sa.Column("measure_kk", sa.Text(), nullable=False),
        sa.Column("measure_ru", sa.Text(), nullable=False),
        sa.Column("price", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("approved_by", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "text_kk <> '' AND text_ru <> ''", name=op.f("ck_paid_service_named_in_both_languages")
        ),
        sa.CheckConstraint("price >= 0", name=op.f("ck_paid_service_price_is_not_negative")),
        sa.CheckConstraint(
            "valid_until IS NULL OR valid_until >= valid_from", name=op.f("ck_paid_service_runs_forward")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paid_service")),
    )
    op.create_table(
        "room",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("beds", sa.Integer(), nullable=False),
        sa.Column(
            "sex",
            sa.Enum(
                "male", "female", name="sex_is_known", native_enum=False, create_constraint=True, length=24
            ),
            nullable=True,
        ),
        sa.Column("for_couples", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint("name <> ''", name=op.f("ck_room_is_named")),
        sa.CheckConstraint("beds >= 1", name=op.f("ck_room_has_a_bed")),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["unit.id"], name=op.f("fk_room_unit_id_unit"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_room")),
        sa.UniqueConstraint("unit_id", "name", name=op.f("uq_room_unit_id_name")),
    )
    op.create_index(op.f("ix_room_unit_id"), "room", ["unit_id"], unique=False)
    op.create_table(
        "self_check",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("point", sa.Text(), nullable=False),
        sa.Column(
            "answer",
            sa.Enum(
                "yes", "no", name="answer_is_known", native_enum=False, create_constraint=True, length=24
            ),
            nullable=False,
        ),
        sa.Column("checked_on", sa.Date(), nullable=False),
        sa.Column("checked_by", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint("point <> ''", name=op.f("ck_self_check_names_its_point")),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["unit.id"], name=op.f("fk_self_check_unit_id_unit"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_self_check")),
        sa.UniqueConstraint(
            "unit_id", "point", "checked_on", name=op.f("uq_self_check_unit_id_point_checked_on")
        ),
    )
    op.create_table(
        "attendance",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("stay_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("came", sa.Text(), nullable=False),
        sa.Column("left", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint("came <> '' OR \"left\" = ''", name=op.f("ck_attendance_leaves_after_coming")),
        sa.ForeignKeyConstraint(
            ["stay_id"], ["stay.id"], name=op.f("fk_attendance_stay_id_stay"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendance")),
        sa.UniqueConstraint("stay_id", "day", name=op.f("uq_attendance_stay_id_day")),
    )
    op.create_index("ix_attendance_day", "attendance", ["day"], unique=False)
    op.create_table(
        "paid_contract",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("stay_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("customer", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("end_reason", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "ended_on IS NULL OR end_reason <> ''", name=op.f("ck_paid_contract_ended_with_a_reason")
        ),
        sa.CheckConstraint("number <> ''", name=op.f("ck_paid_contract_is_numbered")),
        sa.CheckConstraint(
            "valid_until IS NULL OR valid_until >= signed_on", name=op.f("ck_paid_contract_runs_forward")
        ),
        sa.ForeignKeyConstraint(
            ["stay_id"], ["stay.id"], name=op.f("fk_paid_contract_stay_id_stay"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paid_contract")),
    )
    op.create_index(op.f("ix_paid_contract_stay_id"), "paid_contract", ["stay_id"], unique=False)
    op.create_table(
        "room_place",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("stay_id", sa.Uuid(), nullable=False),
        sa.Column("room_id", sa.Uuid(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("with_spouse", sa.Boolean(), nullable=False),
        sa.Column("compatibility", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint("until IS NULL OR until >= since", name=op.f("ck_room_place_runs_forward")),
        sa.ForeignKeyConstraint(
            ["room_id"], ["room.id"], name=op.f("fk_room_place_room_id_room"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["stay_id"], ["stay.id"], name=op.f("fk_room_place_stay_id_stay"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_room_place")),
    )
    op.create_index(op.f("ix_room_place_room_id"), "room_place", ["room_id"], unique=False)
    op.create_index(op.f("ix_room_place_stay_id"), "room_place", ["stay_id"], unique=False)
    op.create_table(
        "visit",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("stay_id", sa.Uuid(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("came", sa.Text(), nullable=False),
        sa.Column("left", sa.Text(), nullable=False),
        sa.Column("services", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint("came <> '' OR \"left\" = ''", name=op.f("ck_visit_leaves_after_coming")),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_visit_staff_id_staff"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["stay_id"], ["stay.id"], name=op.f("fk_visit_stay_id_stay"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit")),
    )
    op.create_index("ix_visit_day", "visit", ["day"], unique=False)
    op.create_index("ix_visit_stay_id_day", "visit", ["stay_id", "day"], unique=False)
    op.create_table(
        "visit_schedule",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("stay_id", sa.Uuid(), nullable=False),
        sa.Column("staff_id", sa.Uuid(), nullable=True),
        sa.Column("weekdays", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint("weekdays <> ''", name=op.f("ck_visit_schedule_names_a_day")),
        sa.CheckConstraint("until IS NULL OR until >= since", name=op.f("ck_visit_schedule_runs_forward")),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_visit_schedule_staff_id_staff"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["stay_id"], ["stay.id"], name=op.f("fk_visit_schedule_stay_id_stay"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit_schedule")),
    )
    op.create_index(op.f("ix_visit_schedule_stay_id"), "visit_schedule", ["stay_id"], unique=False)
    op.create_table(
        "paid_act",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint("number <> ''", name=op.f("ck_paid_act_is_numbered")),
        sa.CheckConstraint("until >= since", name=op.f("ck_paid_act_runs_forward")),
        sa.ForeignKeyConstraint(
            ["contract_id"],
            ["paid_contract.id"],
            name=op.f("fk_paid_act_contract_id_paid_contract"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paid_act")),
    )
    op.create_index(op.f("ix_paid_act_contract_id"), "paid_act", ["contract_id"], unique=False)
    op.create_table(
        "paid_item",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        sa.Column("service_id", sa.Uuid(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("price", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint("price >= 0", name=op.f("ck_paid_item_price_is_not_negative")),
        sa.CheckConstraint("quantity >= 1", name=op.f("ck_paid_item_is_counted")),
        sa.ForeignKeyConstraint(
            ["contract_id"],
            ["paid_contract.id"],
            name=op.f("fk_paid_item_contract_id_paid_contract"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["service_id"],
            ["paid_service.id"],
            name=op.f("fk_paid_item_service_id_paid_service"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paid_item")),
    )
    op.create_index(op.f("ix_paid_item_contract_id"), "paid_item", ["contract_id"], unique=False)
    op.create_table(
        "paid_act_item",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("act_id", sa.Uuid(), nullable=False),
        sa.Column("item_id", sa.Uuid(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint("quantity >= 1", name=op.f("ck_paid_act_item_is_counted")),
        sa.ForeignKeyConstraint(
            ["act_id"], ["paid_act.id"], name=op.f("fk_paid_act_item_act_id_paid_act"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["item_id"],
            ["paid_item.id"],
            name=op.f("fk_paid_act_item_item_id_paid_item"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paid_act_item")),
    )
    op.create_index(op.f("ix_paid_act_item_act_id"), "paid_act_item", ["act_id"], unique=False)
    op.create_table(
        "internal_rules",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("approved_on", sa.Date(), nullable=False),
        sa.Column("order_number", sa.Text(), nullable=False),
        sa.Column("approved_by", sa.Text(), nullable=False),
        sa.Column("scan_id", sa.Uuid(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["scan_id"], ["scan.id"], name=op.f("fk_internal_rules_scan_id_scan"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["unit.id"], name=op.f("fk_internal_rules_unit_id_unit"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_internal_rules")),
        sa.UniqueConstraint("unit_id", "approved_on", name=op.f("uq_internal_rules_unit_id_approved_on")),
    )
    op.create_index(op.f("ix_internal_rules_unit_id"), "internal_rules", ["unit_id"], unique=False)
    op.create_table(
        "acquaintance",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("rules_id", sa.Uuid(), nullable=False),
        sa.Column("stay_id", sa.Uuid(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column(
            "signer",
            sa.Enum(
                "recipient",
                "representative",
                name="noticesigner_is_known",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["rules_id"],
            ["internal_rules.id"],
            name=op.f("fk_acquaintance_rules_id_internal_rules"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["stay_id"], ["stay.id"], name=op.f("fk_acquaintance_stay_id_stay"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_acquaintance")),
        sa.UniqueConstraint("rules_id", "stay_id", name=op.f("uq_acquaintance_rules_id_stay_id")),
    )
    op.create_index(op.f("ix_acquaintance_rules_id"), "acquaintance", ["rules_id"], unique=False)
    op.create_index(op.f("ix_acquaintance_stay_id"), "acquaintance", ["stay_id"], unique=False)
    for table, column, words in _COLUMNS:
        op.execute(f"ALTER TABLE {table} ADD COLUMN {column} {words}")
