"""Scans that are of no person: the approved paper of a unit's internal rules."""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

# SQLite takes no NOT NULL off in place: the table is made anew around its rows, its indexes too. Foreign keys
# are off meanwhile, so those that refer to a scan stay as they are and find it under its name again.
_SCANS = (
    """CREATE TABLE scan_anew (
    id CHAR(32) NOT NULL,
    person_id CHAR(32),
    document_id CHAR(32),
    name TEXT NOT NULL,
    media VARCHAR(24) NOT NULL,
    digest TEXT NOT NULL,
    size INTEGER NOT NULL,
    pages INTEGER NOT NULL,
    removed_on DATE,
    created_at DATETIME NOT NULL,
    changed_at DATETIME NOT NULL,
    revision INTEGER NOT NULL,
    CONSTRAINT pk_scan PRIMARY KEY (id),
    CONSTRAINT ck_scan_has_content CHECK (size > 0 AND pages > 0),
    CONSTRAINT fk_scan_document_id_file_document FOREIGN KEY(document_id) REFERENCES file_document (id) \
ON DELETE RESTRICT,
    CONSTRAINT fk_scan_person_id_person FOREIGN KEY(person_id) REFERENCES person (id) ON DELETE RESTRICT,
    CONSTRAINT ck_scan_scanmedia_is_known CHECK (media IN ('pdf', 'jpeg', 'png'))
)""",
    "INSERT INTO scan_anew SELECT * FROM scan ORDER BY rowid",
    "DROP TABLE scan",
    "ALTER TABLE scan_anew RENAME TO scan",
    "CREATE INDEX ix_scan_digest ON scan (digest)",
    "CREATE INDEX ix_scan_document_id ON scan (document_id)",
    "CREATE INDEX ix_scan_person_id ON scan (person_id)",
)


def upgrade() -> None:
    """Make the table of scans anew."""
    for statement in _SCANS:
        op.execute(statement)
