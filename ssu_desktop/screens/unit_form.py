"""The form of a unit, in the wizard and in the settings: its kind in one sentence, whom it serves."""

from collections.abc import Mapping, Sequence
from typing import cast

from PySide6.QtWidgets import QWidget

from ssu_desktop.language import N_, _
from ssu_desktop.records.kinds import Category, Sector, UnitKind
from ssu_desktop.rules.organisation import LARGEST_CAPACITY, UnitDraft
from ssu_desktop.screens.ask import FormDialog, Submit
from ssu_desktop.screens.cards import plain_label
from ssu_desktop.screens.choices import ChoiceField
from ssu_desktop.screens.field import AnyField
from ssu_desktop.screens.figures import NumberField
from ssu_desktop.screens.texts import TextField
from ssu_desktop.screens.theme import scaled
from ssu_desktop.screens.ticks import KindsField

KIND_SENTENCES = {
    UnitKind.STATIONARY: N_(
        "People live here round the clock, for long or for a time: a home, a boarding house."
    ),
    UnitKind.DAY: N_("People come for the day and sleep at home: a day-care or rehabilitation department."),
    UnitKind.HOME: N_("Your workers visit people at their homes."),
    UnitKind.TEMPORARY: N_(
        "People stay for a short time: a night shelter, a crisis centre, an adaptation centre."
    ),
}


class KindField(ChoiceField[UnitKind]):
    """The kind of a unit, with one sentence that says what it is."""

    def __init__(self, name: str = "kind") -> None:
        super().__init__(name, N_("Kind"), UnitKind, empty=False)
        self.sentence = plain_label("hint", wraps=True)
        self._box.insertWidget(2, self.sentence)
        self.combo.currentIndexChanged.connect(self._explain)
        self._explain()

    def retranslate(self) -> None:
        """Say the words again, the sentence too."""
        super().retranslate()
        self._explain()

    def _explain(self) -> None:
        kind = self.value()
        if kind is not None and hasattr(self, "sentence"):
            self.sentence.setText(_(KIND_SENTENCES[kind]))


class CategoriesField(KindsField[Category]):
    """Whom the unit serves: any of the ten categories of Order 230."""

    def __init__(self, name: str = "categories") -> None:
        super().__init__(name, N_("Whom it serves"), Category)


def unit_rows() -> list[AnyField | Sequence[AnyField]]:
    """Return the rows of the form; the fields bear the draft's names."""
    return [
        KindField(),
        [
            TextField("name_kk", N_("Name in Kazakh"), longest=300),
            TextField("name_ru", N_("Name in Russian"), longest=300),
        ],
        [
            NumberField("capacity", N_("Places"), highest=LARGEST_CAPACITY),
            ChoiceField("sector", N_("Sector"), Sector, empty=False),
        ],
        CategoriesField(),
    ]


def unit_dialog(parent: QWidget | None, start: UnitDraft | None, submit: Submit) -> FormDialog:
    """Return the dialog that adds a unit, or changes the one that `start` tells of."""
    title, verb = (
        (N_("Change the unit"), N_("Save the unit")) if start else (N_("A new unit"), N_("Add the unit"))
    )
    dialog = FormDialog(parent, title, unit_rows(), verb, submit)
    dialog.setMinimumWidth(scaled(620))
    fill(dialog.fields, start or UnitDraft())
    return dialog


def fill(fields: Mapping[str, AnyField], draft: object) -> None:
    """Show what the draft has in the fields of the same names."""
    for name, field in fields.items():
        field.set_value(getattr(draft, name))


def unit_draft(values: Mapping[str, object], start: UnitDraft | None = None) -> UnitDraft:
    """Return the draft that the form's values make, the rest as in `start`."""
    former = start or UnitDraft()
    return UnitDraft(
        name_kk=str(values["name_kk"]),
        name_ru=str(values["name_ru"]),
        kind=cast("UnitKind", values["kind"]),
        sector=cast("Sector", values["sector"]),
        categories=cast("tuple[Category, ...]", values["categories"]),
        capacity=cast("int | None", values["capacity"]),
        licence_number=former.licence_number,
        licence_until=former.licence_until,
        registered_on=former.registered_on,
        closed_on=former.closed_on,
        revision=former.revision,
    )
