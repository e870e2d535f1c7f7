"""The facility: the organisation, its units, staff, users, signatories and settings."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint, false, text
from sqlalchemy.orm import Mapped, mapped_column

from ssu_desktop.records.base import Base, Kept, KindList, one_of, refers_to, utc_now
from ssu_desktop.records.kinds import (
    Category,
    Domain,
    Establishment,
    LegalForm,
    Ownership,
    Post,
    Role,
    Sector,
    Settlement,
    UnitKind,
)


class Organisation(Kept, Base):
    """The legal entity whose data file this is; one row a file."""

    __tablename__ = "organisation"

    name_kk: Mapped[str]
    name_ru: Mapped[str]
    bin: Mapped[str | None]
    address: Mapped[str] = mapped_column(default="")
    region: Mapped[str] = mapped_column(default="")
    place: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    file_number_pattern: Mapped[str] = mapped_column(default="{kind}-{year}/{number}")

    __table_args__ = (CheckConstraint("name_kk <> '' AND name_ru <> ''", name="named_in_both_languages"),)


class Signatory(Kept, Base):
    """Who signs as head, from when until when; `acting` prints as басшының м.а. / и.о. руководителя."""

    __tablename__ = "signatory"

    name: Mapped[str]
    acting: Mapped[bool] = mapped_column(default=False)
    valid_from: Mapped[date | None]
    valid_until: Mapped[date | None]

    __table_args__ = (
        CheckConstraint(
            "valid_until IS NULL OR valid_from IS NULL OR valid_until >= valid_from", name="runs_forward"
        ),
    )


class Unit(Kept, Base):
    """A department of one kind; its kind selects deadlines, checklists and forms.

    Of day care: `within_stationary` (part of a stationary organisation), `round_the_clock` (people stay the
    night). Of home service: the hours ("HH:MM") that count as daytime here; the order names none.
    """

    __tablename__ = "unit"

    name_kk: Mapped[str]
    name_ru: Mapped[str]
    kind: Mapped[UnitKind] = mapped_column(one_of(UnitKind))
    sector: Mapped[Sector] = mapped_column(one_of(Sector), default=Sector.SOCIAL)
    categories: Mapped[tuple[Category, ...]] = mapped_column(KindList(Category), default=())
    capacity: Mapped[int]
    licence_number: Mapped[str] = mapped_column(default="")
    licence_until: Mapped[date | None]
    registered_on: Mapped[date | None]
    closed_on: Mapped[date | None]
    position: Mapped[int] = mapped_column(default=0)
    establishment: Mapped[Establishment | None] = mapped_column(one_of(Establishment))
    ownership: Mapped[Ownership | None] = mapped_column(one_of(Ownership))
    legal_form: Mapped[LegalForm | None] = mapped_column(one_of(LegalForm))
    settlement: Mapped[Settlement | None] = mapped_column(one_of(Settlement))
    licence_issued_on: Mapped[date | None]
    within_stationary: Mapped[bool] = mapped_column(default=False, server_default=false())
    round_the_clock: Mapped[bool] = mapped_column(default=False, server_default=false())
    daytime_from: Mapped[str] = mapped_column(default="", server_default=text("''"))
    daytime_until: Mapped[str] = mapped_column(default="", server_default=text("''"))

    __table_args__ = (
        CheckConstraint("capacity >= 0", name="capacity_is_not_negative"),
        UniqueConstraint("name_kk"),
        UniqueConstraint("name_ru"),
    )

    def name(self, language: str) -> str:
        """Return the unit's name in `language`."""
        return self.name_kk if language == "kk" else self.name_ru


class Staff(Kept, Base):
    """A member of staff with a position; the name prints on plans and journals."""

    __tablename__ = "staff"

    surname: Mapped[str]
    given_name: Mapped[str] = mapped_column(default="")
    patronymic: Mapped[str] = mapped_column(default="")
    sort_key: Mapped[str]
    post: Mapped[Post] = mapped_column(one_of(Post), default=Post.OTHER)
    position_kk: Mapped[str] = mapped_column(default="")
    position_ru: Mapped[str] = mapped_column(default="")
    unit_id: Mapped[UUID | None] = mapped_column(refers_to("unit.id"))
    domain: Mapped[Domain | None] = mapped_column(one_of(Domain))
    works_until: Mapped[date | None]

    @property
    def full_name(self) -> str:
        """Return surname, given name and patronymic."""
        return " ".join(part for part in (self.surname, self.given_name, self.patronymic) if part)

    @property
    def short_name(self) -> str:
        """Return the surname with initials: `Әлиева Н. С.`."""
        initials = [f"{part[0]}." for part in (self.given_name, self.patronymic) if part]
        return " ".join([self.surname, *initials])


class User(Kept, Base):
    """Who may open the data file; the key slot of the same id stands in `keys.json`.

    A user has `role` and may have `further_roles`. `sees_victims`: is named to see the addresses and cards of
    victims of violence and of human trafficking.
    """

    __tablename__ = "user"

    login: Mapped[str] = mapped_column(unique=True)
    full_name: Mapped[str]
    role: Mapped[Role] = mapped_column(one_of(Role))
    further_roles: Mapped[tuple[Role, ...]] = mapped_column(
        KindList(Role), default=(), server_default=text("'[]'")
    )
    sees_victims: Mapped[bool] = mapped_column(default=False, server_default=false())
    staff_id: Mapped[UUID | None] = mapped_column(refers_to("staff.id"))
    language: Mapped[str] = mapped_column(default="kk")
    text_size: Mapped[int] = mapped_column(default=100)
    active: Mapped[bool] = mapped_column(default=True)

    __table_args__ = (
        CheckConstraint("language IN ('kk', 'ru')", name="language_is_known"),
        CheckConstraint("text_size BETWEEN 100 AND 150", name="text_size_is_readable"),
    )


class SavedDraft(Base):
    """Unsaved input, kept so that it survives a crash; no part of the change journal."""

    __tablename__ = "saved_draft"

    user_id: Mapped[UUID] = mapped_column(refers_to("user.id", on_delete="CASCADE"), primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    content: Mapped[dict[str, Any]]
    saved_at: Mapped[datetime] = mapped_column(default=utc_now, onupdate=utc_now)
