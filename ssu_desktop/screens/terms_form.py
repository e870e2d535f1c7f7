"""Changes the terms of a stay: how long it lasts, for whom, by which decision and contract."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, cast

from PySide6.QtWidgets import QWidget

from ssu_desktop.actions.desk import Desk, Refused, Saved
from ssu_desktop.actions.stay_history import StayRow
from ssu_desktop.actions.stay_terms import change_terms
from ssu_desktop.language import N_, _, spoken
from ssu_desktop.records.kinds import Category, Funding, Placement, StayLength, UnitKind
from ssu_desktop.rules.guess import lawful_categories
from ssu_desktop.rules.stay_terms import TermsDraft
from ssu_desktop.screens.admission_form import SEVERAL, decision_fields
from ssu_desktop.screens.ask import FormDialog
from ssu_desktop.screens.cards import plain_label
from ssu_desktop.screens.deciding import Reasons, submitting
from ssu_desktop.screens.fields import AnyField, CheckField, ChoiceField, DateField, PickField, TextField
from ssu_desktop.screens.law_words import explaining
from ssu_desktop.screens.movement_form import Row
from ssu_desktop.screens.ticks import KindsField


class TermsDialog(FormDialog):
    """Shows the terms of `stay` as they stand; what is changed and breaks a rule asks for a reason."""

    def __init__(
        self,
        parent: QWidget | None,
        desk: Desk,
        stay: StayRow,
        begun: TermsDraft,
        done: Callable[[Saved], object],
    ) -> None:
        def change(values: Mapping[str, object], reasons: Reasons) -> Saved | Refused:
            draft = replace(begun, **dict[str, Any](values))
            return change_terms(desk, stay.id, draft, reasons)

        title, verb = N_("Terms of the stay"), N_("Change the terms")
        rows = _rows(desk, stay.unit_kind)
        super().__init__(parent, title, rows, verb, submitting(change, done), explaining(desk))
        for name, field in self.fields.items():
            field.set_value(getattr(begun, name))
        where = plain_label("muted", stay.unit_name(spoken()), wraps=True)
        self.column.insertWidget(0, where)


def _rows(desk: Desk, kind: UnitKind) -> list[Row]:
    """Return the questions that a unit of this kind asks of a stay."""

    def categories() -> Sequence[tuple[Category, str]]:
        ordered = dict.fromkeys((*lawful_categories(desk.law, kind, desk.today), *Category))
        return [(category, _(category.msgid)) for category in ordered]

    rows: list[Row] = [[PickField("category", N_("Category"), categories)]]
    if kind is UnitKind.TEMPORARY:
        rows.append([KindsField("further_categories", N_("Belongs also to"), SEVERAL)])
    length: Row = [ChoiceField("funding", N_("Funding"), Funding, empty=False)]
    if kind is not UnitKind.TEMPORARY:
        length.insert(
            0, cast("AnyField", ChoiceField("length", N_("Length of stay"), StayLength, empty=False))
        )
    rows.append(length)
    rows.append(
        [
            DateField("planned_until", N_("Planned until"), lambda: desk.today),
            TextField("came_from", N_("Came from")),
        ]
    )
    if kind is UnitKind.STATIONARY:
        rows.append(
            [
                ChoiceField("placement", N_("Ward|of a stay"), Placement, empty=False),
                TextField("contract_number", N_("Number of the contract"), longest=60),
                DateField("contract_date", N_("Date of the contract"), lambda: desk.today),
            ]
        )
    if kind is UnitKind.DAY:
        rows.append([CheckField("night_stay", N_("Stays for the night"))])
    return [*rows, decision_fields(desk), [TextField("note", N_("Note"))]]
