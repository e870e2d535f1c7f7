"""Paid services: the list of prices, contracts and acts (Order 230, paras 4-5, 13-5, 24-5, 29-5)."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from ssu_desktop.records.base import Base, Kept, one_of, refers_to
from ssu_desktop.records.kinds import Domain


class PaidService(Kept, Base):
    """A row of the price list; `price` is in tiyn (1/100 tenge) a `measure`.

    `approved_by` names the decision of the local representative body that approved the list."""

    __tablename__ = "paid_service"

    domain: Mapped[Domain] = mapped_column(one_of(Domain))
    text_kk: Mapped[str]
    text_ru: Mapped[str]
    measure_kk: Mapped[str] = mapped_column(default="")
    measure_ru: Mapped[str] = mapped_column(default="")
    price: Mapped[int]
    valid_from: Mapped[date]
    valid_until: Mapped[date | None]
    approved_by: Mapped[str] = mapped_column(default="")

    __table_args__ = (
        CheckConstraint("price >= 0", name="price_is_not_negative"),
        CheckConstraint("text_kk <> '' AND text_ru <> ''", name="named_in_both_languages"),
        CheckConstraint("valid_until IS NULL OR valid_until >= valid_from", name="runs_forward"),
    )


class PaidContract(Kept, Base):
    """A contract of paid services; `customer` is who pays, where that is not the recipient."""

    __tablename__ = "paid_contract"

    stay_id: Mapped[UUID] = mapped_column(refers_to("stay.id"), index=True)
    number: Mapped[str]
    signed_on: Mapped[date]
    valid_until: Mapped[date | None]
    customer: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    ended_on: Mapped[date | None]
    end_reason: Mapped[str] = mapped_column(default="")

    __table_args__ = (
        CheckConstraint("number <> ''", name="is_numbered"),
        CheckConstraint("valid_until IS NULL OR valid_until >= signed_on", name="runs_forward"),
        CheckConstraint("ended_on IS NULL OR end_reason <> ''", name="ended_with_a_reason"),
    )


class PaidItem(Kept, Base):
    """What a contract is for: so many of a service at the price of the day of signing, in tiyn."""

    __tablename__ = "paid_item"

    contract_id: Mapped[UUID] = mapped_column(refers_to("paid_contract.id", on_delete="CASCADE"), index=True)
    service_id: Mapped[UUID] = mapped_column(refers_to("paid_service.id"))
    quantity: Mapped[int]
    price: Mapped[int]

    __table_args__ = (
        CheckConstraint("quantity >= 1", name="is_counted"),
        CheckConstraint("price >= 0", name="price_is_not_negative"),
    )


class PaidAct(Kept, Base):
    """An act of services given under a contract, for the days `since` to `until`."""

    __tablename__ = "paid_act"

    contract_id: Mapped[UUID] = mapped_column(refers_to("paid_contract.id"), index=True)
    number: Mapped[str]
    signed_on: Mapped[date]
    since: Mapped[date]
    until: Mapped[date]

    __table_args__ = (
        CheckConstraint("number <> ''", name="is_numbered"),
        CheckConstraint("until >= since", name="runs_forward"),
    )


class PaidActItem(Kept, Base):
    """So many of what the contract names, given in the days of an act."""

    __tablename__ = "paid_act_item"

    act_id: Mapped[UUID] = mapped_column(refers_to("paid_act.id", on_delete="CASCADE"), index=True)
    item_id: Mapped[UUID] = mapped_column(refers_to("paid_item.id"))
    quantity: Mapped[int]

    __table_args__ = (CheckConstraint("quantity >= 1", name="is_counted"),)
