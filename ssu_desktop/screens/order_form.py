"""Writes an order of the head, in both languages; cancels one."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, cast
from uuid import UUID

from PySide6.QtWidgets import QWidget

from ssu_desktop.actions.desk import Desk, Refused, Saved
from ssu_desktop.actions.orders import OrderRow, cancel_order, save_order
from ssu_desktop.language import N_, spoken
from ssu_desktop.language.dates import short
from ssu_desktop.records.kinds import OrderKind
from ssu_desktop.rules.order import OrderDraft
from ssu_desktop.screens.ask import FormDialog
from ssu_desktop.screens.cards import plain_label
from ssu_desktop.screens.deciding import Reasons, keep_dialog, submitting
from ssu_desktop.screens.fields import AnyField, ChoiceField, DateField, NotesField, TextField
from ssu_desktop.screens.law_words import explaining
from ssu_desktop.screens.offers import offer_allowed
from ssu_desktop.screens.theme import scaled

Done = Callable[[Saved], object]
_WIDTH = 940
_LINES = 9


class OrderDialog(FormDialog):
    """Asks for number, date, subject and text; `draft` is what it begins from."""

    def __init__(
        self, parent: QWidget | None, desk: Desk, order_id: UUID | None, draft: OrderDraft, done: Done
    ) -> None:
        def save(values: Mapping[str, object], reasons: Reasons) -> Saved | Refused:
            return save_order(desk, order_id, _with(draft, values), reasons)

        title = N_("Order of the head")
        super().__init__(parent, title, _rows(desk), N_("Save"), submitting(save, done), explaining(desk))
        self.setMinimumWidth(min(scaled(_WIDTH), self.screen().availableSize().width() - scaled(80)))
        for name, field in self.fields.items():
            field.set_value(getattr(draft, name))
            field.setEnabled(desk.may(N_("Write an order of the head")))
        offer_allowed(desk, self, {N_("Write an order of the head"): (self.go,)})
        keep_dialog(self, desk, f"order:{order_id or draft.movement_id or 'new'}")


def _with(draft: OrderDraft, values: Mapping[str, object]) -> OrderDraft:
    typed: dict[str, Any] = dict(values)  # each field gives its draft's type
    return replace(draft, **typed)


def _rows(desk: Desk) -> list[list[AnyField]]:
    return [
        [
            TextField("number", N_("Number"), longest=60),
            DateField("issued_on", N_("Date"), lambda: desk.today),
            ChoiceField("kind", N_("Kind"), OrderKind, empty=False),
        ],
        [
            TextField("subject_kk", N_("Subject in Kazakh")),
            TextField("subject_ru", N_("Subject in Russian")),
        ],
        [
            NotesField("text_kk", N_("Text in Kazakh"), lines=_LINES),
            NotesField("text_ru", N_("Text in Russian"), lines=_LINES),
        ],
        [TextField("signed_by", N_("Signed by"))],
    ]


class CancelOrderDialog(FormDialog):
    """Cancels an order with a reason; it stays in the register."""

    def __init__(self, parent: QWidget | None, desk: Desk, row: OrderRow, done: Done) -> None:
        def cancel(values: Mapping[str, object], _reasons: Reasons) -> Saved | Refused:
            return cancel_order(desk, row.id, cast("str", values["reason"]))

        rows = [NotesField("reason", N_("Why is it cancelled?"), lines=2)]
        title, verb = N_("Cancel an order"), N_("Cancel the order")
        super().__init__(parent, title, rows, verb, submitting(cancel, done))
        what, text = (
            plain_label(wraps=True),
            N_("No. {number} of {day}: {subject}. It stays in the register."),
        )
        self.column.insertWidget(0, what)
        subject = row.subject(spoken())
        self.words.say(what.setText, text, number=row.number, day=short(row.issued_on), subject=subject)
