"""Users with several roles, and more kinds of acts in the change journal."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_COLUMNS = (
    ("user", "further_roles", "TEXT NOT NULL DEFAULT '[]'"),
    ("user", "sees_victims", "BOOLEAN NOT NULL DEFAULT 0"),
)
# An administrator saw and did everything until now; the new roles leave users and settings alone to one.
_AS_BEFORE = """UPDATE "user" SET further_roles = '["head"]', sees_victims = 1 WHERE role = 'administrator'"""
# SQLite changes no CHECK in place: the journal is made anew around its rows, its triggers and indexes too.
_JOURNAL = (
    """CREATE TABLE change_anew (
    seq INTEGER NOT NULL,
    at DATETIME NOT NULL,
    device TEXT NOT NULL,
    user_id CHAR(32),
    user_name TEXT NOT NULL,
    action TEXT NOT NULL,
    action_id CHAR(32) NOT NULL,
    operation VARCHAR(24) NOT NULL,
    table_name TEXT NOT NULL,
    row_id CHAR(32),
    person_id CHAR(32),
    before TEXT,
    after TEXT,
    mac BLOB NOT NULL,
    CONSTRAINT pk_change PRIMARY KEY (seq),
    CONSTRAINT ck_change_operation_is_known CHECK (operation IN ('insert', 'update', 'delete', 'view', \
'print', 'export', 'import', 'sign_in', 'sign_out', 'refused_sign_in', 'backup', 'restore'))
)""",
    "INSERT INTO change_anew SELECT * FROM change ORDER BY seq",
    "DROP TABLE change",
    "ALTER TABLE change_anew RENAME TO change",
    "CREATE INDEX ix_change_action_id ON change (action_id)",
    "CREATE INDEX ix_change_person_id_seq ON change (person_id, seq)",
    "CREATE INDEX ix_change_row_id ON change (row_id)",
    """CREATE TRIGGER change_stays_as_it_is BEFORE UPDATE ON change BEGIN
        SELECT RAISE(ABORT, 'the change journal is append-only'); END""",
    """CREATE TRIGGER change_stays BEFORE DELETE ON change BEGIN
        SELECT RAISE(ABORT, 'the change journal is append-only'); END""",
)


def upgrade() -> None:
    """Add the columns and make the journal anew."""
    for table, column, words in _COLUMNS:
        op.execute(f'ALTER TABLE "{table}" ADD COLUMN {column} {words}')
    op.execute(_AS_BEFORE)
    for statement in _JOURNAL:
        op.execute(statement)
