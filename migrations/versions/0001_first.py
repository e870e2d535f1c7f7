"""The whole first schema: tables, the append-only change journal, the search index of people."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# ruff: noqa: S608 - the statements are made of constants

# The search index of people. Every word of a name is indexed with two blanks before it, so that trigrams also
# find the first one or two letters of a word ("  к", " ка"). The number of a row is the first six letters of
# its sort key, six bits each, then twenty bits that tell namesakes apart: what the full-text index yields in
# the order of its numbers comes in the order of the list. It is a key of its own because VACUUM may renumber
# bare rowids. While `person_search_pause` has a row, nothing is indexed; deleting it indexes all people
# entered since at once (one by one costs fifteen times as much).
_LETTER = """CASE WHEN unicode(substr(k, {place}, 1)) IS NULL THEN 0
    WHEN unicode(substr(k, {place}, 1)) < 1024 THEN 1 + unicode(substr(k, {place}, 1)) * 18 / 1024
    ELSE min(unicode(substr(k, {place}, 1)) - 1004, 62) END"""
_FIRST_LETTERS = " + ".join(f"(({_LETTER.format(place=place)}) << {56 - 6 * place})" for place in range(1, 7))
_ENTER = f"""INSERT INTO person_search (number, person_id, sort_key, status, unit_id, category)
    SELECT coalesce(
            (SELECT max(number) FROM person_search WHERE number BETWEEN base AND base + 1048575), base)
        + row_number() OVER (PARTITION BY base), id, k, present_status, present_unit_id, present_category
    FROM (SELECT p.*, {_FIRST_LETTERS} AS base
        FROM (SELECT *, sort_key AS k FROM person WHERE {{which}} AND merged_into_id IS NULL) p);
    INSERT INTO person_search_words (rowid, words)
    SELECT s.number, replace(' ' || p.search_key, ' ', '  ')
    FROM (SELECT id, search_key FROM person WHERE {{which}}) p JOIN person_search s ON s.person_id = p.id;"""
_LEAVE = """DELETE FROM person_search_words
        WHERE rowid = (SELECT number FROM person_search WHERE person_id = old.id);
    DELETE FROM person_search WHERE person_id = old.id;"""
_SEARCH = (
    """CREATE TABLE person_search (
        number INTEGER NOT NULL CONSTRAINT pk_person_search PRIMARY KEY,
        person_id CHAR(32) NOT NULL CONSTRAINT uq_person_search_person_id UNIQUE,
        sort_key TEXT NOT NULL,
        status TEXT NOT NULL,
        unit_id CHAR(32),
        category TEXT)""",
    "CREATE TABLE person_search_pause (since INTEGER NOT NULL)",
    """CREATE VIRTUAL TABLE person_search_words USING fts5(
        words, content='', contentless_delete=1, tokenize='trigram case_sensitive 1')""",
    f"""CREATE TRIGGER person_entered AFTER INSERT ON person
        WHEN NOT EXISTS (SELECT 1 FROM person_search_pause)
        BEGIN {_ENTER.format(which="id = new.id")} END""",
    f"""CREATE TRIGGER person_search_resumed AFTER DELETE ON person_search_pause
        BEGIN {_ENTER.format(which="rowid > old.since")} END""",
    f"""CREATE TRIGGER person_renamed AFTER UPDATE OF sort_key, search_key, merged_into_id ON person
        BEGIN {_LEAVE} {_ENTER.format(which="id = new.id")} END""",
    """CREATE TRIGGER person_moved AFTER UPDATE OF present_status, present_unit_id, present_category ON person
        BEGIN UPDATE person_search SET status = new.present_status, unit_id = new.present_unit_id,
            category = new.present_category WHERE person_id = new.id; END""",
    f"""CREATE TRIGGER person_removed AFTER DELETE ON person BEGIN {_LEAVE} END""",
)
_APPEND_ONLY = (
    """CREATE TRIGGER change_stays_as_it_is BEFORE UPDATE ON change BEGIN
        SELECT RAISE(ABORT, 'the change journal is append-only'); END""",
    """CREATE TRIGGER change_stays BEFORE DELETE ON change BEGIN
        SELECT RAISE(ABORT, 'the change journal is append-only'); END""",
)


def upgrade() -> None:
    """Make everything."""
    _make_tables()
    for statement in (*_SEARCH, *_APPEND_ONLY):
        op.execute(statement)


def _make_tables() -> None:
    op.create_table(
        "change",
        sa.Column("seq", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("device", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Uuid(), nullable=True),
        sa.Column("user_name", sa.Text(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("action_id", sa.Uuid(), nullable=False),
        sa.Column(
            "operation",
            sa.Enum(
                "insert",
                "update",
                "delete",
                "view",
                "print",
                "export",
                "import",
                "sign_in",
                name="operation_is_known",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("table_name", sa.Text(), nullable=False),
        sa.Column("row_id", sa.Uuid(), nullable=True),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=True),
        sa.Column("mac", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_change")),
    )
    op.create_index("ix_change_action_id", "change", ["action_id"], unique=False)
    op.create_index("ix_change_person_id_seq", "change", ["person_id", "seq"], unique=False)
    op.create_index("ix_change_row_id", "change", ["row_id"], unique=False)
    op.create_table(
        "organisation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name_kk", sa.Text(), nullable=False),
        sa.Column("name_ru", sa.Text(), nullable=False),
        sa.Column("bin", sa.Text(), nullable=True),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("region", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("file_number_pattern", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "name_kk <> '' AND name_ru <> ''", name=op.f("ck_organisation_named_in_both_languages")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
    )
    op.create_table(
        "signatory",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("acting", sa.Boolean(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "valid_until IS NULL OR valid_from IS NULL OR valid_until >= valid_from",
            name=op.f("ck_signatory_runs_forward"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signatory")),
    )
    op.create_table(
        "unit",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name_kk", sa.Text(), nullable=False),
        sa.Column("name_ru", sa.Text(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "S",
                "D",
                "H",
                "T",
                name="unitkind_is_known",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column(
            "sector",
            sa.Enum(
                "social",
                "health",
                "education",
                name="sector_is_known",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("categories", sa.Text(), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("licence_number", sa.Text(), nullable=False),
        sa.Column("licence_until", sa.Date(), nullable=True),
        sa.Column("registered_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint("capacity >= 0", name=op.f("ck_unit_capacity_is_not_negative")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit")),
        sa.UniqueConstraint("name_kk", name=op.f("uq_unit_name_kk")),
        sa.UniqueConstraint("name_ru", name=op.f("uq_unit_name_ru")),
    )
    op.create_table(
        "person",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("surname", sa.Text(), nullable=False),
        sa.Column("given_name", sa.Text(), nullable=False),
        sa.Column("patronymic", sa.Text(), nullable=False),
        sa.Column("sort_key", sa.Text(), nullable=False),
        sa.Column("search_key", sa.Text(), nullable=False),
        sa.Column("iin", sa.Text(), nullable=True),
        sa.Column("born", sa.Date(), nullable=True),
        sa.Column(
            "sex",
            sa.Enum(
                "male", "female", name="sex_is_known", native_enum=False, create_constraint=True, length=24
            ),
            nullable=True,
        ),
        sa.Column("nationality", sa.Text(), nullable=False),
        sa.Column("birthplace", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("registered_address", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("education", sa.Text(), nullable=False),
        sa.Column("profession", sa.Text(), nullable=False),
        sa.Column("social_status", sa.Text(), nullable=False),
        sa.Column("diagnosis", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("merged_into_id", sa.Uuid(), nullable=True),
        sa.Column(
            "present_status",
            sa.Enum(
                "none",
                "applied",
                "queued",
                "receiving",
                "away",
                "suspended",
                "observation",
                "discharged",
                "transferred",
                "not_arrived",
                name="status_is_known",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("present_unit_id", sa.Uuid(), nullable=True),
        sa.Column(
            "present_category",
            sa.Enum(
                "children",
                "tqa",
                "adults_psy",
                "disabled",
                "elderly",
                "homeless",
                "released",
                "probation",
                "trafficking",
                "violence",
                name="category_is_known",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=True,
        ),
        sa.Column("present_admitted_on", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint("surname <> ''", name=op.f("ck_person_has_a_name")),
        sa.CheckConstraint("iin IS NULL OR length(iin) = 12", name=op.f("ck_person_iin_has_twelve_digits")),
        sa.CheckConstraint(
            "merged_into_id IS NULL OR merged_into_id <> id", name=op.f("ck_person_not_merged_into_itself")
        ),
        sa.ForeignKeyConstraint(
            ["merged_into_id"],
            ["person.id"],
            name=op.f("fk_person_merged_into_id_person"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["present_unit_id"], ["unit.id"], name=op.f("fk_person_present_unit_id_unit"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
    )
    op.create_index(op.f("ix_person_iin"), "person", ["iin"], unique=False)
    op.create_index(
        "ix_person_listed", "person", ["sort_key", "id", "search_key", "merged_into_id"], unique=False
    )
    op.create_index(
        "ix_person_listed_by_status", "person", ["present_status", "sort_key", "id"], unique=False
    )
    op.create_index("ix_person_listed_by_unit", "person", ["present_unit_id", "sort_key", "id"], unique=False)
    op.create_table(
        "staff",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("surname", sa.Text(), nullable=False),
        sa.Column("given_name", sa.Text(), nullable=False),
        sa.Column("patronymic", sa.Text(), nullable=False),
        sa.Column("sort_key", sa.Text(), nullable=False),
        sa.Column(
            "post",
            sa.Enum(
                "head",
                "social_work_specialist",
                "psychologist",
                "medical",
                "teacher",
                "labour_instructor",
                "lawyer",
                "consultant",
                "care_worker",
                "other",
                name="post_is_known",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("position_kk", sa.Text(), nullable=False),
        sa.Column("position_ru", sa.Text(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
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
            nullable=True,
        ),
        sa.Column("works_until", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["unit.id"], name=op.f("fk_staff_unit_id_unit"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff")),
    )
    op.create_table(
        "conviction",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("article", sa.Text(), nullable=False),
        sa.Column("term", sa.Text(), nullable=False),
        sa.Column("served_when", sa.Text(), nullable=False),
        sa.Column("served_where", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_conviction_person_id_person"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conviction")),
    )
    op.create_index(op.f("ix_conviction_person_id"), "conviction", ["person_id"], unique=False)
    op.create_table(
        "disability",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column(
            "group",
            sa.Enum(
                "1",
                "2",
                "3",
                "child",
                name="disabilitygroup_is_known",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("established_on", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("indefinite", sa.Boolean(), nullable=False),
        sa.Column("certificate", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_disability_person_id_person"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disability")),
    )
    op.create_index(op.f("ix_disability_person_id"), "disability", ["person_id"], unique=False)
    op.create_table(
        "former_name",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("surname", sa.Text(), nullable=False),
        sa.Column("given_name", sa.Text(), nullable=False),
        sa.Column("patronymic", sa.Text(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_former_name_person_id_person"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_former_name")),
    )
    op.create_index(op.f("ix_former_name_person_id"), "former_name", ["person_id"], unique=False)
    op.create_table(
        "identity_paper",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "identity_card",
                "passport",
                "iin",
                name="paperkind_is_known",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("issued_by", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_identity_paper_person_id_person"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_identity_paper")),
    )
    op.create_index(op.f("ix_identity_paper_person_id"), "identity_paper", ["person_id"], unique=False)
    op.create_table(
        "photo",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("jpeg", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_photo_person_id_person"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_photo")),
        sa.UniqueConstraint("person_id", name=op.f("uq_photo_person_id")),
    )
    op.create_table(
        "rehabilitation_programme",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("indefinite", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_rehabilitation_programme_person_id_person"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rehabilitation_programme")),
    )
    op.create_index(
        op.f("ix_rehabilitation_programme_person_id"), "rehabilitation_programme", ["person_id"], unique=False
    )
    op.create_table(
        "relative",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column(
            "relation",
            sa.Enum(
                "mother",
                "father",
                "spouse",
                "son",
                "daughter",
                "sibling",
                "grandparent",
                "grandchild",
                "guardian",
                "other",
                name="relationkind_is_known",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("full_name", sa.Text(), nullable=False),
        sa.Column("born", sa.Date(), nullable=True),
        sa.Column("birth_year", sa.Integer(), nullable=True),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("is_representative", sa.Boolean(), nullable=False),
        sa.Column("representation_document", sa.Text(), nullable=False),
        sa.Column("absence_reason", sa.Text(), nullable=False),
        sa.Column("absence_document", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_relative_person_id_person"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_relative")),
    )
    op.create_index(op.f("ix_relative_person_id"), "relative", ["person_id"], unique=False)
    op.create_table(
        "stay",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column(
            "category",
            sa.Enum(
                "children",
                "tqa",
                "adults_psy",
                "disabled",
                "elderly",
                "homeless",
                "released",
                "probation",
                "trafficking",
                "violence",
                name="category_is_known",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("further_categories", sa.Text(), nullable=False),
        sa.Column(
            "length",
            sa.Enum(
                "permanent",
                "temporary",
                name="staylength_is_known",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column(
            "funding",
            sa.Enum(
                "guaranteed",
                "paid",
                name="funding_is_known",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("planned_until", sa.Date(), nullable=True),
        sa.Column("came_from", sa.Text(), nullable=False),
        sa.Column("decision_number", sa.Text(), nullable=False),
        sa.Column("decision_date", sa.Date(), nullable=True),
        sa.Column("decision_body", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "none",
                "applied",
                "queued",
                "receiving",
                "away",
                "suspended",
                "observation",
                "discharged",
                "transferred",
                "not_arrived",
                name="status_is_known",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("status_since", sa.Date(), nullable=True),
        sa.Column("admitted_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("readmitted", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "ended_on IS NULL OR admitted_on IS NULL OR ended_on >= admitted_on",
            name=op.f("ck_stay_ends_after_it_began"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_stay_person_id_person"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["unit.id"], name=op.f("fk_stay_unit_id_unit"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stay")),
    )
    op.create_index("ix_stay_open", "stay", ["unit_id", "status", "admitted_on"], unique=False)
    op.create_index(op.f("ix_stay_person_id"), "stay", ["person_id"], unique=False)
    op.create_table(
        "user",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("login", sa.Text(), nullable=False),
        sa.Column("full_name", sa.Text(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "head",
                "social_worker",
                "specialist",
                "medical",
                "care_worker",
                "registrar",
                "auditor",
                "administrator",
                name="role_is_known",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("staff_id", sa.Uuid(), nullable=True),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("text_size", sa.Integer(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint("language IN ('kk', 'ru')", name=op.f("ck_user_language_is_known")),
        sa.CheckConstraint("text_size BETWEEN 100 AND 150", name=op.f("ck_user_text_size_is_readable")),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_user_staff_id_staff"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user")),
        sa.UniqueConstraint("login", name=op.f("uq_user_login")),
    )
    op.create_table(
        "departure",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("user_id", sa.Uuid(), nullable=True),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("finding", sa.Text(), nullable=False),
        sa.Column("article", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_departure_has_a_reason")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_departure_person_id_person"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_departure_user_id_user"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_departure")),
    )
    op.create_index(op.f("ix_departure_person_id"), "departure", ["person_id"], unique=False)
    op.create_table(
        "monitoring_journal",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("stay_id", sa.Uuid(), nullable=False),
        sa.Column("plan_number", sa.Integer(), nullable=False),
        sa.Column("started_on", sa.Date(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["stay_id"], ["stay.id"], name=op.f("fk_monitoring_journal_stay_id_stay"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_monitoring_journal")),
        sa.UniqueConstraint("stay_id", "plan_number", name=op.f("uq_monitoring_journal_stay_id_plan_number")),
    )
    op.create_index(op.f("ix_monitoring_journal_stay_id"), "monitoring_journal", ["stay_id"], unique=False)
    op.create_table(
        "movement",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("stay_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "applied",
                "queued",
                "deferred",
                "admitted",
                "left",
                "returned",
                "suspended",
                "resumed",
                "transferred",
                "transferred_out",
                "discharged",
                "not_arrived",
                "observation",
                name="movementkind_is_known",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("order_number", sa.Text(), nullable=False),
        sa.Column("order_date", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("destination", sa.Text(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("to_unit_id", sa.Uuid(), nullable=True),
        sa.Column("from_unit_id", sa.Uuid(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("cancelled_at", sa.DateTime(), nullable=True),
        sa.Column("cancel_reason", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "cancelled_at IS NULL OR cancel_reason <> ''", name=op.f("ck_movement_cancelled_with_a_reason")
        ),
        sa.CheckConstraint(
            "kind <> 'transferred' OR to_unit_id IS NOT NULL",
            name=op.f("ck_movement_transfer_names_its_unit"),
        ),
        sa.CheckConstraint(
            "until IS NULL OR until >= happened_on", name=op.f("ck_movement_until_is_not_before")
        ),
        sa.ForeignKeyConstraint(
            ["from_unit_id"], ["unit.id"], name=op.f("fk_movement_from_unit_id_unit"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["stay_id"], ["stay.id"], name=op.f("fk_movement_stay_id_stay"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["to_unit_id"], ["unit.id"], name=op.f("fk_movement_to_unit_id_unit"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_movement")),
    )
    op.create_index(op.f("ix_movement_stay_id"), "movement", ["stay_id"], unique=False)
    op.create_table(
        "personal_file",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("stay_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=True),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("sheets", sa.Integer(), nullable=True),
        sa.Column("bound_on", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint("sheets IS NULL OR sheets >= 0", name=op.f("ck_personal_file_sheets_are_counted")),
        sa.ForeignKeyConstraint(
            ["stay_id"], ["stay.id"], name=op.f("fk_personal_file_stay_id_stay"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_personal_file")),
        sa.UniqueConstraint("number", name=op.f("uq_personal_file_number")),
        sa.UniqueConstraint("stay_id", name=op.f("uq_personal_file_stay_id")),
    )
    op.create_table(
        "plan",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("stay_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "draft",
                "filled",
                "approved",
                "replaced",
                name="planstate_is_known",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("observed_from", sa.Date(), nullable=True),
        sa.Column("observed_until", sa.Date(), nullable=True),
        sa.Column("period_from", sa.Date(), nullable=False),
        sa.Column("period_until", sa.Date(), nullable=False),
        sa.Column("drafted_on", sa.Date(), nullable=True),
        sa.Column("filled_on", sa.Date(), nullable=True),
        sa.Column("approved_on", sa.Date(), nullable=True),
        sa.Column("approved_by", sa.Text(), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("change_reason", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "state <> 'approved' OR approved_on IS NOT NULL", name=op.f("ck_plan_approved_on_a_date")
        ),
        sa.CheckConstraint("number >= 1 AND version >= 1", name=op.f("ck_plan_counted_from_one")),
        sa.CheckConstraint("period_until >= period_from", name=op.f("ck_plan_period_runs_forward")),
        sa.ForeignKeyConstraint(
            ["stay_id"], ["stay.id"], name=op.f("fk_plan_stay_id_stay"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan")),
        sa.UniqueConstraint("stay_id", "number", "version", name=op.f("uq_plan_stay_id_number_version")),
    )
    op.create_index(op.f("ix_plan_stay_id"), "plan", ["stay_id"], unique=False)
    op.create_table(
        "registration_card",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("stay_id", sa.Uuid(), nullable=False),
        sa.Column(
            "document_kind",
            sa.Enum(
                "identity_card",
                "passport",
                "iin",
                name="paperkind_is_known",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=True,
        ),
        sa.Column("past_illnesses", sa.Text(), nullable=False),
        sa.Column("health", sa.Text(), nullable=False),
        sa.Column("sent_by", sa.Text(), nullable=False),
        sa.Column("filled_on", sa.Date(), nullable=True),
        sa.Column("filled_by_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["filled_by_id"],
            ["staff.id"],
            name=op.f("fk_registration_card_filled_by_id_staff"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["stay_id"], ["stay.id"], name=op.f("fk_registration_card_stay_id_stay"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registration_card")),
        sa.UniqueConstraint("stay_id", name=op.f("uq_registration_card_stay_id")),
    )
    op.create_table(
        "saved_draft",
        sa.Column("user_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("saved_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_saved_draft_user_id_user"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("user_id", "key", name=op.f("pk_saved_draft")),
    )
    op.create_table(
        "waiting_entry",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("stay_id", sa.Uuid(), nullable=False),
        sa.Column("applied_on", sa.Date(), nullable=False),
        sa.Column("application_number", sa.Text(), nullable=False),
        sa.Column("out_of_turn_reason", sa.Text(), nullable=False),
        sa.Column("place_kept_until", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["stay_id"], ["stay.id"], name=op.f("fk_waiting_entry_stay_id_stay"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_waiting_entry")),
        sa.UniqueConstraint("stay_id", name=op.f("uq_waiting_entry_stay_id")),
    )
    op.create_table(
        "file_document",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column(
            "form",
            sa.Enum(
                "copy",
                "original",
                "extract",
                name="documentform_is_known",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("received_from", sa.Text(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.Column("not_needed", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint("code IS NOT NULL OR title <> ''", name=op.f("ck_file_document_is_named")),
        sa.CheckConstraint("pages IS NULL OR pages >= 0", name=op.f("ck_file_document_pages_are_counted")),
        sa.ForeignKeyConstraint(
            ["file_id"],
            ["personal_file.id"],
            name=op.f("fk_file_document_file_id_personal_file"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_file_document")),
        sa.UniqueConstraint("file_id", "code", name=op.f("uq_file_document_file_id_code")),
    )
    op.create_index(op.f("ix_file_document_file_id"), "file_document", ["file_id"], unique=False)
    op.create_table(
        "monitoring_round",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("journal_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "0",
                "3",
                "6",
                "9",
                "12",
                "extra",
                name="roundkind_is_known",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("goal", sa.Text(), nullable=False),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("revised_domains", sa.Text(), nullable=False),
        sa.Column("recommendations", sa.Text(), nullable=False),
        sa.Column("specialist_id", sa.Uuid(), nullable=True),
        sa.Column("specialist_name", sa.Text(), nullable=False),
        sa.Column("completed_on", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["journal_id"],
            ["monitoring_journal.id"],
            name=op.f("fk_monitoring_round_journal_id_monitoring_journal"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["specialist_id"],
            ["staff.id"],
            name=op.f("fk_monitoring_round_specialist_id_staff"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_monitoring_round")),
    )
    op.create_index(op.f("ix_monitoring_round_journal_id"), "monitoring_round", ["journal_id"], unique=False)
    op.create_index(
        "uq_monitoring_round_journal_id_kind",
        "monitoring_round",
        ["journal_id", "kind"],
        unique=True,
        sqlite_where=sa.text("kind <> 'extra'"),
        postgresql_where=sa.text("kind <> 'extra'"),
    )
    op.create_table(
        "plan_item",
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
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("points", sa.Integer(), nullable=True),
        sa.Column("service", sa.Text(), nullable=False),
        sa.Column("responsible_id", sa.Uuid(), nullable=True),
        sa.Column("responsible_name", sa.Text(), nullable=False),
        sa.Column(
            "period",
            sa.Enum(
                "week",
                "month",
                "quarter",
                name="period_is_known",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=True,
        ),
        sa.Column("date_from", sa.Date(), nullable=True),
        sa.Column("date_until", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "date_until IS NULL OR date_from IS NULL OR date_until >= date_from",
            name=op.f("ck_plan_item_dates_run_forward"),
        ),
        sa.CheckConstraint(
            "points IS NULL OR points >= 0", name=op.f("ck_plan_item_points_are_not_negative")
        ),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["plan.id"], name=op.f("fk_plan_item_plan_id_plan"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["responsible_id"],
            ["staff.id"],
            name=op.f("fk_plan_item_responsible_id_staff"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_item")),
    )
    op.create_index(op.f("ix_plan_item_plan_id"), "plan_item", ["plan_id"], unique=False)
    op.create_table(
        "printout",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("edition", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("unit_id", sa.Uuid(), nullable=True),
        sa.Column("plan_id", sa.Uuid(), nullable=True),
        sa.Column("printed_at", sa.DateTime(), nullable=False),
        sa.Column("printed_by", sa.Text(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("reprint_of_id", sa.Uuid(), nullable=True),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_printout_person_id_person"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["plan.id"], name=op.f("fk_printout_plan_id_plan"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["reprint_of_id"],
            ["printout.id"],
            name=op.f("fk_printout_reprint_of_id_printout"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["unit.id"], name=op.f("fk_printout_unit_id_unit"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_printout")),
    )
    op.create_index(op.f("ix_printout_person_id"), "printout", ["person_id"], unique=False)
    op.create_table(
        "activity_mark",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("journal_id", sa.Uuid(), nullable=False),
        sa.Column("item_id", sa.Uuid(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column(
            "mark",
            sa.Enum(
                "positive",
                "no_change",
                name="markkind_is_known",
                native_enum=False,
                create_constraint=True,
                length=24,
            ),
            nullable=False,
        ),
        sa.Column("noted_on", sa.Date(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id"],
            ["plan_item.id"],
            name=op.f("fk_activity_mark_item_id_plan_item"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["journal_id"],
            ["monitoring_journal.id"],
            name=op.f("fk_activity_mark_journal_id_monitoring_journal"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activity_mark")),
        sa.UniqueConstraint(
            "journal_id", "item_id", "month", name=op.f("uq_activity_mark_journal_id_item_id_month")
        ),
    )
    op.create_index(op.f("ix_activity_mark_item_id"), "activity_mark", ["item_id"], unique=False)
    op.create_index(op.f("ix_activity_mark_journal_id"), "activity_mark", ["journal_id"], unique=False)
    op.create_table(
        "round_score",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=False),
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
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint("points BETWEEN 0 AND 999", name=op.f("ck_round_score_points_fit_the_form")),
        sa.ForeignKeyConstraint(
            ["round_id"],
            ["monitoring_round.id"],
            name=op.f("fk_round_score_round_id_monitoring_round"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_round_score")),
        sa.UniqueConstraint("round_id", "domain", name=op.f("uq_round_score_round_id_domain")),
    )
    op.create_index(op.f("ix_round_score_round_id"), "round_score", ["round_id"], unique=False)
