"""The list of prices of paid services, as the local representative body approved it."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from ssu_desktop.actions.desk import Refused, Saved
from ssu_desktop.actions.paid_prices import PriceRow, list_prices, remove_price, save_price
from ssu_desktop.language import N_, _
from ssu_desktop.language.numbers import tenge
from ssu_desktop.records.kinds import Domain
from ssu_desktop.rules.paid import PriceDraft
from ssu_desktop.screens.ask import FormDialog, confirm
from ssu_desktop.screens.deciding import Reasons, answered, careful, keep_dialog, submitting
from ssu_desktop.screens.fields import ChoiceField, DateField, MoneyField, NotesField, TextField
from ssu_desktop.screens.law_words import explaining
from ssu_desktop.screens.pages import Column, ColumnKind
from ssu_desktop.screens.settings_section import ListSection
from ssu_desktop.screens.theme import scaled
from ssu_desktop.screens.unit_form import fill

_WIDTH = 560


class PricesSection(ListSection[PriceRow]):
    """Each service with its measure and price; contracts keep the price of their day."""

    code = "prices"
    title_msgid = N_("Prices of paid services")
    deed = N_("Change a price")
    recorded = "paid_service"
    hint = N_(
        "Paid services are given beside the guaranteed volume, by the list that the local representative "
        "body of the region approved. A contract goes by the price of the day of signing."
    )
    add_verb = N_("Add a price…")
    remove_verb = N_("Remove")

    def columns(self) -> list[Column[PriceRow]]:
        """The service, its measure, its price, from when until when."""
        return [
            Column(
                title=N_("Service"), value=lambda row: str(row.name), kind=ColumnKind.STRONG, stretch=True
            ),
            Column(title=N_("Measure"), value=lambda row: str(row.measure), spare=True, width=110),
            Column(title=N_("Price, tenge"), value=_price, width=130),
            Column(title=N_("From"), value=lambda row: row.draft.valid_from, kind=ColumnKind.DATE, width=110),
            Column(
                title=N_("Until"),
                value=lambda row: row.draft.valid_until,
                kind=ColumnKind.DATE,
                spare=True,
                width=140,
            ),
        ]

    def rows(self) -> tuple[PriceRow, ...]:
        """Read the list, what is no longer valid too."""
        return list_prices(self.desk)

    def add(self) -> None:
        """Add a row."""
        self._ask(None, PriceDraft(valid_from=self.desk.today))

    def edit(self) -> None:
        """Change the chosen row."""
        row = self.table.current()
        if row is not None:
            self._ask(row.id, row.draft)

    def remove(self) -> None:
        """Take out a row that was entered by mistake."""
        row = self.table.current()
        title = N_("Remove “{service}” from the price list?")
        if row is not None and confirm(self, title, N_("Remove"), danger=True, service=row.name):
            self.done(answered(lambda: remove_price(self.desk, row.id, row.draft.revision)))

    def _ask(self, service_id: UUID | None, start: PriceDraft) -> None:
        def save(values: Mapping[str, object], reasons: Reasons) -> Saved | Refused:
            typed: dict[str, Any] = dict(values)  # each field gives its draft's type
            return save_price(self.desk, service_id, PriceDraft(revision=start.revision, **typed), reasons)

        today = self.desk.clock
        dialog = FormDialog(
            self,
            N_("Change the price") if service_id else N_("A new price"),
            [
                [
                    ChoiceField("domain", N_("Kind of services"), Domain),
                    MoneyField("price", N_("Price, tenge")),
                ],
                NotesField("text_kk", N_("Service in Kazakh"), lines=2),
                NotesField("text_ru", N_("Service in Russian"), lines=2),
                [
                    TextField("measure_kk", N_("Measure in Kazakh"), longest=60),
                    TextField("measure_ru", N_("Measure in Russian"), longest=60),
                ],
                [
                    DateField("valid_from", N_("Valid from"), today),
                    DateField("valid_until", N_("Valid until"), today),
                ],
                TextField("approved_by", N_("Decision of the local representative body: name, date, number")),
            ],
            N_("Save the price") if service_id else N_("Add the price"),
            submitting(careful(save), lambda _saved: self.tell_saved()),
            explaining(self.desk),
        )
        dialog.setMinimumWidth(scaled(_WIDTH))
        fill(dialog.fields, start)
        keep_dialog(dialog, self.desk, f"price:{service_id}")
        dialog.exec()


def _price(row: PriceRow) -> str:
    return tenge(row.draft.price) if row.draft.price is not None else _(N_("not given"))
