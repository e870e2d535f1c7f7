"""Templates of plans: one is chosen for a draft, or a plan is kept as one."""

from collections.abc import Callable, Mapping
from typing import Any, cast
from uuid import UUID

from PySide6.QtWidgets import QWidget

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.plan import PlanView
from ssu_desktop.actions.plan_template import TemplateRow, list_templates, retire_template, save_template
from ssu_desktop.language import N_, _
from ssu_desktop.records.kinds import Category, Domain, UnitKind
from ssu_desktop.screens.ask import Dialog, FormDialog, confirm
from ssu_desktop.screens.cards import button
from ssu_desktop.screens.chips import Chip, Tone
from ssu_desktop.screens.deciding import careful, submitting
from ssu_desktop.screens.field import AnyField
from ssu_desktop.screens.pages import Column, ColumnKind
from ssu_desktop.screens.table import PagedTable
from ssu_desktop.screens.texts import TextField
from ssu_desktop.screens.theme import scaled
from ssu_desktop.screens.ticks import KindsField


class TemplateDialog(Dialog):
    """The templates, those that suit the person first; Enter takes one into the draft."""

    def __init__(
        self, parent: QWidget | None, desk: Desk, stay_id: UUID, take: Callable[[UUID], object]
    ) -> None:
        super().__init__(parent, N_("From a template"))
        self._desk, self._stay_id, self._take = desk, stay_id, take
        self._rows: tuple[TemplateRow, ...] = ()
        self.table: PagedTable[TemplateRow] = PagedTable(
            self._columns(), lambda at, limit: self._rows[at : at + limit], lambda: len(self._rows)
        )
        self.table.empty.teach(N_("No template yet. “Keep as a template” makes one of a good plan."))
        self.table.setMinimumSize(scaled(420), scaled(130))
        self.resize(scaled(700), scaled(400))
        self.cancel, self.drop, self.go = button(), button("quiet"), button("primary")
        self.words.say(self.cancel.setText, N_("Cancel"))
        self.words.say(self.drop.setText, N_("Remove"))
        self.words.say(self.go.setText, N_("Take over"))
        self.column.addWidget(self.table, 1)
        self.footer.add_left(self.drop)
        self.footer.add(self.cancel, self.go)
        self.table.opened.connect(lambda _row: self.take())
        self.cancel.clicked.connect(self.reject)
        self.drop.clicked.connect(self.remove)
        self.go.clicked.connect(self.take)
        self._read()
        self.table.setFocus()

    def _columns(self) -> list[Column[TemplateRow]]:
        return [
            Column(
                title=N_("Template of a plan"),
                value=lambda row: row.title,
                kind=ColumnKind.STRONG,
                stretch=True,
                width=220,
            ),
            Column(title=N_("Rows"), value=lambda row: row.rows, kind=ColumnKind.NUMBER, width=80),
            Column(title=N_("For whom"), value=_suits, kind=ColumnKind.CHIP, width=190),
        ]

    def _read(self) -> None:
        self._rows = list_templates(self._desk, self._stay_id)
        self.table.refresh()
        self.go.setEnabled(bool(self._rows))
        self.drop.setEnabled(bool(self._rows))

    def take(self) -> None:
        """Take the template with the cursor."""
        row = self.table.current()
        if row is not None:
            self.accept()
            self._take(row.id)

    def remove(self) -> None:
        """Ask, and offer the template with the cursor no longer."""
        row = self.table.current()
        asked = N_("Remove the template {name}?")
        if row is not None and confirm(self, asked, N_("Remove"), danger=True, name=row.title):
            retire_template(self._desk, row.id)
            self._read()


def _suits(row: TemplateRow) -> Chip:
    if row.suits:
        return Chip(_(N_("suits this person")), Tone.DONE)
    return Chip(_(N_("meant for others")), Tone.NEUTRAL)


def keep_dialog_of(parent: QWidget, desk: Desk, plan: PlanView, _domain: Domain) -> FormDialog:
    """Return the form that keeps a plan as a template."""
    kinds = KindsField("unit_kinds", N_("In which units; none ticked: in all"), UnitKind)
    kinds.set_value((plan.unit_kind,))

    def act(values: Mapping[str, object], _reasons: Mapping[str, str]) -> Any:
        return save_template(
            desk,
            plan.id,
            str(values["title"]),
            cast("tuple[Category, ...]", values["categories"]),
            cast("tuple[UnitKind, ...]", values["unit_kinds"]),
        )

    rows: list[AnyField] = [
        TextField("title", N_("Title")),
        KindsField("categories", N_("For which categories; none ticked: for all"), Category),
        kinds,
    ]
    submit = submitting(careful(act), lambda _saved: None)
    return FormDialog(parent, N_("Keep the plan as a template"), rows, N_("Keep as a template"), submit)
