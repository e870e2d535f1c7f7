"""The card of the overview with the four steps of social work, in units of health care (Order 153)."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from ssu_desktop.actions.case_steps import CasePage, case_page, save_case_step
from ssu_desktop.actions.desk import Desk, Refused, Saved
from ssu_desktop.language import N_, _
from ssu_desktop.language.dates import short
from ssu_desktop.records.kinds import CaseStepKind, Grade
from ssu_desktop.rules.case_step import CaseStepDraft
from ssu_desktop.screens.ask import FormDialog
from ssu_desktop.screens.chips import Chip, Tone
from ssu_desktop.screens.choices import ChoiceField
from ssu_desktop.screens.deciding import Reasons, careful, keep_dialog, submitting
from ssu_desktop.screens.facts import EntryRow, ListCard
from ssu_desktop.screens.fields import AnyField, DateField, NotesField, TextField
from ssu_desktop.screens.law_words import explaining
from ssu_desktop.screens.print_dialog import print_dialog

_GRADES = (("urgency", N_("Urgency")), ("complexity", N_("Complexity")), ("severity", N_("Severity")))


class CaseCard(ListCard):
    """One line a step: when, by whom, how urgent, complex and severe; it opens to be entered."""

    def __init__(
        self, desk: Desk, person_id: UUID, *, stored: Callable[[], object], printed: Callable[[], object]
    ) -> None:
        self._desk, self._person_id = desk, person_id
        self._stored, self._printed = stored, printed
        self._page: CasePage | None = None
        super().__init__(N_("Steps of social work (Order 153)"), N_("Print…"), self.print_history, "")

    def show_stay(self, stay_id: UUID | None) -> None:
        """Show the steps where the unit is of health care."""
        self._page = case_page(self._desk, stay_id) if stay_id is not None else None
        self.setVisible(self._page is not None)
        if self._page is not None:
            self.act.setVisible(any(step.done_on is not None for step in self._page.steps))
            self.show_rows([self._row(step) for step in self._page.steps])

    def _row(self, step: CaseStepDraft) -> QWidget:
        entered = step.done_on is not None
        chip = Chip(_(N_("done|step")), Tone.DONE) if entered else Chip(_(N_("not entered|step")))
        row = EntryRow(_(step.step.msgid), told(step), chip)
        row.opened.connect(partial(self.open_step, step))
        if not self._desk.may(N_("Enter a step of social work")):
            row.shut()
        return row

    def print_history(self) -> None:
        """Show the steps as they will be printed."""
        if print_dialog(self.window(), self._desk, "case-history", self._person_id):
            self._printed()

    def open_step(self, step: CaseStepDraft) -> None:
        """Ask for a step."""
        if self._page is not None:
            CaseStepDialog(self, self._desk, self._page.stay_id, step, lambda _saved: self._stored()).open()


class CaseStepDialog(FormDialog):
    """Asks when a step was done and by whom; the assessment asks for its three grades, too."""

    def __init__(
        self,
        parent: QWidget | None,
        desk: Desk,
        stay_id: UUID,
        step: CaseStepDraft,
        done: Callable[[Saved], object],
    ) -> None:
        def save(values: Mapping[str, object], reasons: Reasons) -> Saved | Refused:
            typed: dict[str, Any] = dict(values)  # each field gives its draft's type
            draft = CaseStepDraft(step=step.step, revision=step.revision, **typed)
            return save_case_step(desk, stay_id, draft, reasons)

        rows: list[AnyField | list[AnyField]] = [
            [
                DateField("done_on", N_("Done on"), lambda: desk.today, past=True),
                TextField("done_by", N_("Who did it"), longest=200),
            ]
        ]
        if step.step is CaseStepKind.ASSESSMENT:
            rows.append([ChoiceField(name, label, Grade) for name, label in _GRADES])
        rows.append(NotesField("note", _NOTES[step.step], lines=4))
        super().__init__(
            parent, step.step.msgid, rows, N_("Save"), submitting(careful(save), done), explaining(desk)
        )
        for name, field in self.fields.items():
            field.set_value(getattr(step, name))
        keep_dialog(self, desk, f"case:{stay_id}:{step.step.value}")


_NOTES: Mapping[CaseStepKind, str] = {
    CaseStepKind.CONTACT: N_("Documents seen; what the recipient and the representatives said"),
    CaseStepKind.ASSESSMENT: N_("Personal factors and surroundings; goals agreed with the recipient"),
    CaseStepKind.INTERVENTION: N_("Goals, and the recipient's own part in them"),
    CaseStepKind.EVALUATION: N_("What the recipient has understood and can do; whether the services end"),
}


def told(step: CaseStepDraft) -> str:
    """Return when a step was done, by whom, and its grades."""
    if step.done_on is None:
        return ""
    grades = (
        f"{_(label).lower()}: {_(grade.msgid)}"
        for (_name, label), grade in zip(_GRADES, step.grades, strict=True)
        if grade is not None
    )
    return " · ".join(part for part in (short(step.done_on), step.done_by, *grades) if part)
