"""The person and what belongs to them for life: names, relatives, disability, programme, papers."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, LargeBinary, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from ssu_desktop.records.base import Base, Kept, KindList, one_of, refers_to
from ssu_desktop.records.kinds import (
    Category,
    DisabilityGroup,
    PaperKind,
    RelationKind,
    Sex,
    Status,
    UnitKind,
)


class Person(Kept, Base):
    """A human being; becomes a recipient of services through a `Stay`.

    The `present_*` columns repeat what the latest stay says, so that a list is one indexed read;
    `rules.stay` derives them and `actions.stay` alone writes them.
    """

    __tablename__ = "person"

    surname: Mapped[str]
    given_name: Mapped[str] = mapped_column(default="")
    patronymic: Mapped[str] = mapped_column(default="")
    sort_key: Mapped[str]
    search_key: Mapped[str]
    iin: Mapped[str | None] = mapped_column(index=True)
    born: Mapped[date | None]
    sex: Mapped[Sex | None] = mapped_column(one_of(Sex))
    nationality: Mapped[str] = mapped_column(default="")
    birthplace: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    registered_address: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    education: Mapped[str] = mapped_column(default="")
    profession: Mapped[str] = mapped_column(default="")
    social_status: Mapped[str] = mapped_column(default="")
    diagnosis: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    merged_into_id: Mapped[UUID | None] = mapped_column(refers_to("person.id"))
    without_parental_care: Mapped[bool] = mapped_column(default=False, server_default=false())
    legally_incapable: Mapped[bool] = mapped_column(default=False, server_default=false())

    present_status: Mapped[Status] = mapped_column(one_of(Status), default=Status.NONE)
    present_unit_id: Mapped[UUID | None] = mapped_column(refers_to("unit.id"))
    present_category: Mapped[Category | None] = mapped_column(one_of(Category))
    present_admitted_on: Mapped[date | None]

    former_names: Mapped[list["FormerName"]] = relationship(lazy="raise", order_by="FormerName.id")
    relatives: Mapped[list["Relative"]] = relationship(lazy="raise", order_by="Relative.id")
    disabilities: Mapped[list["Disability"]] = relationship(lazy="raise", order_by="Disability.id")
    programmes: Mapped[list["RehabilitationProgramme"]] = relationship(
        lazy="raise", order_by="RehabilitationProgramme.id"
    )
    papers: Mapped[list["IdentityPaper"]] = relationship(lazy="raise", order_by="IdentityPaper.id")
    convictions: Mapped[list["Conviction"]] = relationship(lazy="raise", order_by="Conviction.id")

    __table_args__ = (
        CheckConstraint("surname <> ''", name="has_a_name"),
        CheckConstraint("iin IS NULL OR length(iin) = 12", name="iin_has_twelve_digits"),
        CheckConstraint("merged_into_id IS NULL OR merged_into_id <> id", name="not_merged_into_itself"),
        Index("ix_person_listed", "sort_key", "id", "search_key", "merged_into_id"),
        Index("ix_person_listed_by_status", "present_status", "sort_key", "id"),
        Index("ix_person_listed_by_unit", "present_unit_id", "sort_key", "id"),
    )

    @property
    def full_name(self) -> str:
        """Return surname, given name and patronymic."""
        return " ".join(part for part in (self.surname, self.given_name, self.patronymic) if part)


class FormerName(Kept, Base):
    """A name the person bore until `until`; old papers keep it and search still finds it."""

    __tablename__ = "former_name"

    person_id: Mapped[UUID] = mapped_column(refers_to("person.id"), index=True)
    surname: Mapped[str]
    given_name: Mapped[str] = mapped_column(default="")
    patronymic: Mapped[str] = mapped_column(default="")
    until: Mapped[date | None]
    document: Mapped[str] = mapped_column(default="")

    @property
    def full_name(self) -> str:
        """Return surname, given name and patronymic."""
        return " ".join(part for part in (self.surname, self.given_name, self.patronymic) if part)


class Photo(Kept, Base):
    """The person's photo as a small JPEG, inside the encrypted file."""

    __tablename__ = "photo"

    person_id: Mapped[UUID] = mapped_column(refers_to("person.id"), unique=True)
    jpeg: Mapped[bytes] = mapped_column(LargeBinary)


class Relative(Kept, Base):
    """A relative or legal representative (annex 3 row 14, annex 9 table 12)."""

    __tablename__ = "relative"

    person_id: Mapped[UUID] = mapped_column(refers_to("person.id"), index=True)
    relation: Mapped[RelationKind] = mapped_column(one_of(RelationKind))
    full_name: Mapped[str]
    born: Mapped[date | None]
    birth_year: Mapped[int | None]
    address: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    is_representative: Mapped[bool] = mapped_column(default=False)
    representation_document: Mapped[str] = mapped_column(default="")
    absence_reason: Mapped[str] = mapped_column(default="")
    absence_document: Mapped[str] = mapped_column(default="")


class Disability(Kept, Base):
    """An established disability; `until` is empty when `indefinite`."""

    __tablename__ = "disability"

    person_id: Mapped[UUID] = mapped_column(refers_to("person.id"), index=True)
    group: Mapped[DisabilityGroup] = mapped_column(one_of(DisabilityGroup))
    established_on: Mapped[date | None]
    until: Mapped[date | None]
    indefinite: Mapped[bool] = mapped_column(default=False)
    certificate: Mapped[str] = mapped_column(default="")


class RehabilitationProgramme(Kept, Base):
    """The individual programme of abilitation and rehabilitation (АОЖБ / ИПАР) and its term.

    `recommended` are the kinds of unit whose services it recommends (paras 12, 23, 28: a place in the queue).
    """

    __tablename__ = "rehabilitation_programme"

    person_id: Mapped[UUID] = mapped_column(refers_to("person.id"), index=True)
    number: Mapped[str] = mapped_column(default="")
    issued_on: Mapped[date | None]
    until: Mapped[date | None]
    indefinite: Mapped[bool] = mapped_column(default=False)
    recommended: Mapped[tuple[UnitKind, ...]] = mapped_column(
        KindList(UnitKind), default=(), server_default="[]"
    )


class IdentityPaper(Kept, Base):
    """An identity paper (annex 9, table 9)."""

    __tablename__ = "identity_paper"

    person_id: Mapped[UUID] = mapped_column(refers_to("person.id"), index=True)
    kind: Mapped[PaperKind] = mapped_column(one_of(PaperKind))
    number: Mapped[str] = mapped_column(default="")
    issued_on: Mapped[date | None]
    valid_until: Mapped[date | None]
    issued_by: Mapped[str] = mapped_column(default="")


class Conviction(Kept, Base):
    """A conviction (annex 9, table 13)."""

    __tablename__ = "conviction"

    person_id: Mapped[UUID] = mapped_column(refers_to("person.id"), index=True)
    article: Mapped[str]
    term: Mapped[str] = mapped_column(default="")
    served_when: Mapped[str] = mapped_column(default="")
    served_where: Mapped[str] = mapped_column(default="")
