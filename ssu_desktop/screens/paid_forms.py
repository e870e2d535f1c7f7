"""The forms of paid services: a contract, its end, an act of what was given."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, cast
from uuid import UUID

from PySide6.QtWidgets import QWidget

from ssu_desktop.actions.desk import Desk, Refused, Saved
from ssu_desktop.actions.paid import ActRow, ContractRow, ItemRow, end_contract, save_act, save_contract
from ssu_desktop.actions.paid_prices import PriceRow, list_prices
from ssu_desktop.language import N_, _
from ssu_desktop.language.dates import short
from ssu_desktop.language.numbers import tenge
from ssu_desktop.rules.paid import ActDraft, ContractDraft
from ssu_desktop.screens.ask import FormDialog
from ssu_desktop.screens.cards import plain_label
from ssu_desktop.screens.deciding import Reasons, careful, keep_dialog, submitting
from ssu_desktop.screens.fields import AnyField, DateField, NotesField, NumberField, TextField
from ssu_desktop.screens.law_words import explaining
from ssu_desktop.screens.theme import scaled

Done = Callable[[Saved], object]
_WIDTH = 600
_MOST = 9999
_ITEM = "item:"
_CONTRACT = ("number", "signed_on", "valid_until", "customer", "note")
_ACT = ("number", "signed_on", "since", "until")


class ContractDialog(FormDialog):
    """Concludes a contract of a stay, or changes one: how many of each service of the price list."""

    def __init__(
        self, parent: QWidget | None, desk: Desk, stay_id: UUID, contract: ContractRow | None, done: Done
    ) -> None:
        start = contract.draft if contract else ContractDraft(signed_on=desk.today, items={})
        prices = list_prices(desk)

        def save(values: Mapping[str, object], _reasons: Reasons) -> Saved | Refused:
            named: dict[str, Any] = {name: values[name] for name in _CONTRACT}  # by the draft's types
            draft = ContractDraft(items=_counts(values), revision=start.revision, **named)
            return save_contract(desk, stay_id, contract.id if contract else None, draft)

        rows: list[AnyField | Sequence[AnyField]] = [
            [
                TextField("number", N_("Number of the contract"), longest=60),
                DateField("signed_on", N_("Signed on"), lambda: desk.today, past=True),
                DateField("valid_until", N_("Valid until"), lambda: desk.today),
            ],
            TextField("customer", N_("Who pays, if not the recipient"), longest=200),
            *(_count_field(row.id, _offer(row, desk.today)) for row in prices),
            NotesField("note", N_("Further terms"), lines=2),
        ]
        title, verb = (
            (N_("Change the contract"), N_("Save the contract"))
            if contract
            else (N_("A contract of paid services"), N_("Conclude the contract"))
        )
        submit = submitting(careful(save), done)
        super().__init__(parent, title, rows, verb, submit, explaining(desk))
        self.setMinimumWidth(scaled(_WIDTH))
        self._tell(prices)
        for name in _CONTRACT:
            self.fields[name].set_value(getattr(start, name))
        for service_id, count in start.items.items():
            self.fields[f"{_ITEM}{service_id}"].set_value(count)
        keep_dialog(self, desk, f"contract:{contract.id if contract else stay_id}")

    def _tell(self, prices: Sequence[PriceRow]) -> None:
        told = plain_label("hint", wraps=True)
        some = N_("Enter how many of each service; those without a number are no part of the contract.")
        none = N_("The price list is empty: enter it in the settings first.")
        self.words.say(told.setText, some if prices else none)
        self.column.insertWidget(0, told)


def _count_field(item_id: UUID, label: str) -> NumberField:
    return NumberField(f"{_ITEM}{item_id}", label, highest=_MOST)


def _offer(row: PriceRow, today: date) -> str:
    """Return a service with its price and measure; one that is not in force today says so."""
    price = _(N_("{price} tenge"), price=tenge(row.draft.price or 0))
    measure = str(row.measure)
    told = f"{row.name} – {price}" + (f" / {measure}" if measure else "")
    if row.holds_on(today):
        return told
    days = [short(day) for day in (row.draft.valid_from, row.draft.valid_until) if day is not None]
    return f"{told} ({' – '.join(days)})"


def _counts(values: Mapping[str, object]) -> dict[UUID, int]:
    """Return how many of each service or item were typed."""
    return {
        UUID(name.removeprefix(_ITEM)): cast("int", value)
        for name, value in values.items()
        if name.startswith(_ITEM) and value
    }


class ActDialog(FormDialog):
    """Makes an act of services given under a contract, or changes one."""

    def __init__(
        self, parent: QWidget | None, desk: Desk, contract: ContractRow, act: ActRow | None, done: Done
    ) -> None:
        start = act.draft if act else ActDraft(number=_next_number(contract), items={}, until=desk.today)

        def save(values: Mapping[str, object], reasons: Reasons) -> Saved | Refused:
            named: dict[str, Any] = {name: values[name] for name in _ACT}  # by the draft's types
            draft = ActDraft(items=_counts(values), revision=start.revision, **named)
            return save_act(desk, contract.id, act.id if act else None, draft, reasons)

        counts = [_count_field(item.id, _left(item)) for item in contract.items]
        rows: list[AnyField | Sequence[AnyField]] = [
            [
                TextField("number", N_("Act number"), longest=60),
                DateField("signed_on", N_("Signed on"), lambda: desk.today, past=True),
            ],
            [
                DateField("since", N_("Services from"), lambda: desk.today, past=True),
                DateField("until", N_("Services until"), lambda: desk.today, past=True),
            ],
            *counts,
        ]
        submit = submitting(careful(save), done)
        super().__init__(
            parent, N_("An act of paid services"), rows, N_("Save the act"), submit, explaining(desk)
        )
        self.setMinimumWidth(scaled(_WIDTH))
        told = plain_label("hint", wraps=True)
        self.words.say(told.setText, N_("Contract No. {number}"), number=contract.draft.number)
        self.column.insertWidget(0, told)
        for name in _ACT:
            self.fields[name].set_value(getattr(start, name))
        if act is None:
            self.fields["signed_on"].set_value(desk.today)
        for item_id, count in start.items.items():
            self.fields[f"{_ITEM}{item_id}"].set_value(count)
        keep_dialog(self, desk, f"act:{act.id if act else contract.id}")


def _left(item: ItemRow) -> str:
    told = N_("{service} – left of the contract: {count}")
    return _(told, service=item.name, count=item.quantity - item.given)


def _next_number(contract: ContractRow) -> str:
    return str(len(contract.acts) + 1)


def ask_end_of_contract(parent: QWidget | None, desk: Desk, contract_id: UUID, done: Done) -> None:
    """Ask on which day a contract ended, and why."""
    day = DateField("ended_on", N_("Ended on"), lambda: desk.today, past=True)
    day.set_value(desk.today)
    submit = submitting(
        careful(
            lambda values, _reasons: end_contract(
                desk, contract_id, cast("date | None", values["ended_on"]), str(values["end_reason"])
            )
        ),
        done,
    )
    rows: list[AnyField] = [day, TextField("end_reason", N_("Reason"), longest=300)]
    FormDialog(parent, N_("End the contract"), rows, N_("End the contract"), submit).open()
