"""Papers that were printed by mistake and wait for no signature."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "dismissed_paper",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("printout_id", sa.Uuid(), nullable=False),
        sa.Column("dismissed_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_dismissed_paper_has_a_reason")),
        sa.ForeignKeyConstraint(
            ["printout_id"],
            ["printout.id"],
            name=op.f("fk_dismissed_paper_printout_id_printout"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dismissed_paper")),
        sa.UniqueConstraint("printout_id", name=op.f("uq_dismissed_paper_printout_id")),
    )
