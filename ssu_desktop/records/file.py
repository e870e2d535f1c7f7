"""The personal file (annex 3) and the documents that lie in it."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ssu_desktop.records.base import Base, Kept, one_of, refers_to
from ssu_desktop.records.kinds import DocumentForm


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
    """One document of the file: a row of the law's checklist by its `code`, or the facility's own."""

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

    __table_args__ = (
        UniqueConstraint("file_id", "code"),
        CheckConstraint("code IS NOT NULL OR title <> ''", name="is_named"),
        CheckConstraint("pages IS NULL OR pages >= 0", name="pages_are_counted"),
    )
