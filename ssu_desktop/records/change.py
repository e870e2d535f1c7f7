"""The change journal: append-only, chained by HMAC; audit trail and source of undo."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from ssu_desktop.language import N_
from ssu_desktop.records.base import Base, one_of
from ssu_desktop.records.kinds import Operation

IMPORTING = N_("Import a register")
"""The action under which an import is kept."""


class Change(Base):
    """One changed record, or one act (view, print, sign-in), within the action `action_id`.

    `before` and `after` are canonical JSON of the columns that changed; `person_id` says whose history it
    belongs to; `mac` = HMAC-SHA-256 over the previous row's `mac` and this row.
    """

    __tablename__ = "change"

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    device: Mapped[str]
    user_id: Mapped[UUID | None]
    user_name: Mapped[str]
    action: Mapped[str]
    action_id: Mapped[UUID]
    operation: Mapped[Operation] = mapped_column(one_of(Operation))
    table_name: Mapped[str]
    row_id: Mapped[UUID | None]
    person_id: Mapped[UUID | None]
    before: Mapped[str | None]
    after: Mapped[str | None]
    mac: Mapped[bytes] = mapped_column(LargeBinary)

    __table_args__ = (
        Index("ix_change_person_id_seq", "person_id", "seq"),
        Index("ix_change_action_id", "action_id"),
        Index("ix_change_row_id", "row_id"),
    )
