"""The personal file (annex 3) and the documents that lie in it."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, LargeBinary, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ssu_desktop.records.base import Base, Kept, new_id, one_of, refers_to, utc_now
from ssu_desktop.records.kinds import DocumentForm, ScanMedia


class PersonalFile(Kept, Base):
    """The file of one stay; its number follows the facility's own pattern."""

    __tablename__ = "personal_file"

    stay_id: Mapped[UUID] = mapped_column(refers_to("stay.id"), unique=True)
    number: Mapped[str] = mapped_column(unique=True)
    opened_on: Mapped[date | None]
    place: Mapped[str] = mapped_column(default="")
    sheets: Mapped[int | None]
    bound_on: Mapped[date | None]

    documents: Mapped[list["FileDocument"]] = relationship(
        lazy="raise", order_by="(FileDocument.position, FileDocument.id)"
    )

    __table_args__ = (CheckConstraint("sheets IS NULL OR sheets >= 0", name="sheets_are_counted"),)


class FileDocument(Kept, Base):
    """One document of the file: a row of the law's checklist by its `code`, or the facility's own.

    `variant` says which of several papers it is, where the order lets one of them do; else it is empty.
    """

    __tablename__ = "file_document"

    file_id: Mapped[UUID] = mapped_column(refers_to("personal_file.id"), index=True)
    code: Mapped[str | None]
    title: Mapped[str] = mapped_column(default="")
    form: Mapped[DocumentForm] = mapped_column(one_of(DocumentForm), default=DocumentForm.COPY)
    received_on: Mapped[date | None]
    received_from: Mapped[str] = mapped_column(default="")
    pages: Mapped[int | None]
    not_needed: Mapped[bool] = mapped_column(default=False)
    note: Mapped[str] = mapped_column(default="")
    position: Mapped[int] = mapped_column(default=0)
    variant: Mapped[str] = mapped_column(default="", server_default=text("''"))

    __table_args__ = (
        UniqueConstraint("file_id", "code"),
        CheckConstraint("code IS NOT NULL OR title <> ''", name="is_named"),
        CheckConstraint("pages IS NULL OR pages >= 0", name="pages_are_counted"),
    )


class Custody(Kept, Base):
    """An original that the administration keeps with the person's written consent (Order 230, para 12(2)).

    Taken in by an acceptance-transfer act, given back before the person leaves.
    """

    __tablename__ = "custody"

    file_id: Mapped[UUID] = mapped_column(refers_to("personal_file.id"), index=True)
    code: Mapped[str | None]
    title: Mapped[str] = mapped_column(default="")
    number: Mapped[str] = mapped_column(default="")
    consent_on: Mapped[date | None]
    act_number: Mapped[str] = mapped_column(default="")
    accepted_on: Mapped[date]
    accepted_by: Mapped[str] = mapped_column(default="")
    handed_by: Mapped[str] = mapped_column(default="")
    place: Mapped[str] = mapped_column(default="")
    returned_on: Mapped[date | None]
    returned_to: Mapped[str] = mapped_column(default="")
    returned_by: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")

    __table_args__ = (
        CheckConstraint("code IS NOT NULL OR title <> ''", name="is_named"),
        CheckConstraint(
            "returned_on IS NULL OR returned_on >= accepted_on", name="returned_after_acceptance"
        ),
    )


class Scan(Kept, Base):
    """A scanned paper; its bytes lie encrypted in `scans/` under `digest`, which names their content.

    A paper of the house, as the approved internal rules, is of no person."""

    __tablename__ = "scan"

    person_id: Mapped[UUID | None] = mapped_column(refers_to("person.id"), index=True)
    document_id: Mapped[UUID | None] = mapped_column(refers_to("file_document.id"), index=True)
    name: Mapped[str]
    media: Mapped[ScanMedia] = mapped_column(one_of(ScanMedia))
    digest: Mapped[str] = mapped_column(index=True)
    size: Mapped[int]
    pages: Mapped[int] = mapped_column(default=1)
    removed_on: Mapped[date | None]

    __table_args__ = (CheckConstraint("size > 0 AND pages > 0", name="has_content"),)


class ScanKey(Base):
    """A key of the scans: it lives inside the encrypted database, so that changing the database's key
    leaves the scans as they are. No part of the change journal. New scans take the newest key.
    """

    __tablename__ = "scan_key"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    secret: Mapped[bytes] = mapped_column(LargeBinary)
    made_at: Mapped[datetime] = mapped_column(default=utc_now)
