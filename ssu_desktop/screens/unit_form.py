"""The form of a unit, in the wizard and in the settings: its kind in one sentence, whom it serves."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import cast

from PySide6.QtWidgets import QWidget

from ssu_desktop.actions.desk import Desk
from ssu_desktop.language import N_, _
from ssu_desktop.records.kinds import (
    Category,
    Establishment,
    LegalForm,
    Ownership,
    Sector,
    Settlement,
    UnitKind,
)
from ssu_desktop.rules.establishment import establishments_of
from ssu_desktop.rules.organisation import LARGEST_CAPACITY, UnitDraft
from ssu_desktop.screens.ask import FormDialog, Submit
from ssu_desktop.screens.cards import button, plain_label
from ssu_desktop.screens.choices import CheckField, ChoiceField, PickField
from ssu_desktop.screens.datefield import DateField
from ssu_desktop.screens.field import AnyField
from ssu_desktop.screens.figures import NumberField
from ssu_desktop.screens.law_words import explaining
from ssu_desktop.screens.opening_form import OpeningDialog
from ssu_desktop.screens.texts import TextField
from ssu_desktop.screens.theme import scaled
from ssu_desktop.screens.ticks import KindsField
from ssu_desktop.screens.timefield import TimeField

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
        super().__init__(name, N_("Kind|unit"), UnitKind, empty=False)
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


def unit_dialog(
    parent: QWidget | None, start: UnitDraft | None, submit: Submit, desk: Desk | None = None
) -> FormDialog:
    """Return the dialog that adds a unit, or changes the one that `start` tells of.

    With `desk` it asks also what the law knows of the unit: establishment, licence, register.
    """
    title, verb = (
        (N_("Change the unit"), N_("Save the unit")) if start else (N_("A new unit"), N_("Add the unit"))
    )
    rows = unit_rows()
    explain = None
    if desk is not None:
        rows += legal_rows(desk, cast("KindField", rows[0]))
        explain = explaining(desk)
    dialog = FormDialog(parent, title, rows, verb, submit, explain)
    dialog.setMinimumWidth(scaled(620))
    fill(dialog.fields, start or UnitDraft())
    if desk is not None:
        _offer_opening(dialog, desk)
    return dialog


def legal_rows(desk: Desk, kind: KindField) -> list[AnyField | Sequence[AnyField]]:
    """Return the fields of what the law asks of a unit of the chosen kind."""
    establishment: PickField[Establishment] = PickField(
        "establishment", N_("Sort of organisation"), lambda: _establishments(desk, kind)
    )
    kind.combo.currentIndexChanged.connect(establishment.refresh)
    return [
        establishment,
        [
            ChoiceField("legal_form", N_("Legal form"), LegalForm),
            ChoiceField("ownership", N_("Ownership"), Ownership),
        ],
        ChoiceField("settlement", N_("Settlement"), Settlement),
        [
            TextField("licence_number", N_("Licence number"), longest=60),
            DateField("licence_issued_on", N_("Licence issued on"), lambda: desk.today),
            DateField("licence_until", N_("Licence valid until"), lambda: desk.today),
        ],
        [DateField("registered_on", N_("Entered in the register of organisations on"), lambda: desk.today)],
        *_day_marks(kind),
        daytime_rows(kind),
    ]


def _day_marks(kind: KindField) -> list[AnyField]:
    """Return the marks of day care; other kinds of unit do not show them."""
    within = CheckField("within_stationary", N_("A part of a stationary organisation"))
    night = CheckField("round_the_clock", N_("Has a round-the-clock part"))

    def show() -> None:
        for mark in (within, night):
            mark.setVisible(kind.value() is UnitKind.DAY)
            if kind.value() is not UnitKind.DAY:
                mark.set_value(False)

    kind.combo.currentIndexChanged.connect(show)
    show()
    return [within, night]


def daytime_rows(kind: KindField) -> list[AnyField]:
    """Return the hours that count as daytime in home service, shown for that kind only."""
    first = TimeField("daytime_from", N_("Daytime from (the order names no hours)"))
    last = TimeField("daytime_until", N_("Daytime until"))

    def show() -> None:
        for field in (first, last):
            field.setVisible(kind.value() is UnitKind.HOME)

    kind.combo.currentIndexChanged.connect(show)
    show()
    return [first, last]


def _establishments(desk: Desk, kind: KindField) -> Sequence[tuple[Establishment, str]]:
    chosen = kind.value()
    known = establishments_of(chosen, desk.law, desk.today) if chosen is not None else ()
    return [(one, _(one.msgid)) for one in known]


def _offer_opening(dialog: FormDialog, desk: Desk) -> None:
    ask = button()
    dialog.words.say(ask.setText, N_("Thresholds of opening…"))
    ask.clicked.connect(lambda: OpeningDialog(dialog, desk, unit_draft(dialog.values())).exec())
    dialog.footer.add_left(ask)


def fill(fields: Mapping[str, AnyField], draft: object) -> None:
    """Show what the draft has in the fields of the same names."""
    for name, field in fields.items():
        field.set_value(getattr(draft, name))


def unit_draft(values: Mapping[str, object], start: UnitDraft | None = None) -> UnitDraft:
    """Return the draft that the form's values make, the rest as in `start`."""
    return replace(start or UnitDraft(), **values)  # type: ignore[arg-type]  # each field gives its draft's type
