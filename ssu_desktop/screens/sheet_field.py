"""The checklist within the form of an admission: one line that says how it stands, and opens it."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ssu_desktop.actions.admission_sheet import SheetQuestions
from ssu_desktop.actions.desk import Desk
from ssu_desktop.language import N_, _
from ssu_desktop.records.kinds import Answer, IntakeStep
from ssu_desktop.rules.admission_sheet import AnswerDraft, SheetDraft
from ssu_desktop.rules.finding import Finding
from ssu_desktop.rules.intake import IntakeDraft
from ssu_desktop.screens.cards import button, plain_label
from ssu_desktop.screens.field import Field
from ssu_desktop.screens.sheet_dialog import SheetDialog
from ssu_desktop.screens.theme import scaled

Check = Callable[[SheetDraft], Sequence[Finding]]


class _Line(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.summary, self.open = plain_label("muted", wraps=True), button("", "plan")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(scaled(12))
        row.addWidget(self.open)
        row.addWidget(self.summary, 1)
        self.setFocusProxy(self.open)


class SheetField(Field[SheetDraft]):
    """Holds the admission sheet; `asks` gives the questions of what is chosen, None while nothing is.

    `check` finds what is impossible on the sheet: it is said in the dialog, before that closes.
    """

    def __init__(self, desk: Desk, asks: Callable[[], SheetQuestions | None], check: Check) -> None:
        self._desk, self._asks, self._check = desk, asks, check
        self._sheet = SheetDraft(revision=0)
        self._row = _Line()
        super().__init__("sheet", N_("Admission checklist"), self._row)
        self.words.say(self._row.open.setText, N_("Answer the checklist…"))
        self._row.open.clicked.connect(self.ask)
        self.tell()

    @property
    def open(self) -> QWidget:
        """The button that opens the checklist."""
        return self._row.open

    def value(self) -> SheetDraft:
        """Return the sheet as it stands."""
        return self._sheet

    def set_value(self, value: SheetDraft) -> None:
        """Show another sheet."""
        self._sheet = value
        self.tell()

    def typed(self) -> str:
        """Return the sheet as text; nothing while nothing was entered."""
        return json.dumps(asdict(self._sheet), default=str) if self._sheet != SheetDraft(revision=0) else ""

    def restore(self, typed: str) -> None:
        """Put back what `typed()` gave."""
        if typed:
            self.set_value(_sheet_of(json.loads(typed)))

    def retranslate(self) -> None:
        """Say the words again, and how the checklist stands."""
        super().retranslate()
        self.tell()

    def found(self) -> tuple[str, ...]:
        """Return the codes of the contraindications that are answered yes."""
        questions, answered = self._asks(), self._sheet.answered
        items = questions.items if questions else ()
        return tuple(
            item.code
            for item in items
            if item.part == "contraindication"
            and item.code in answered
            and answered[item.code].answer is Answer.YES
        )

    def ask(self) -> None:
        """Open the checklist of what is chosen."""
        questions = self._asks()
        if questions is None:
            self.show_error(N_("Choose the unit and the category first."))
            return
        self.clear_error()
        dialog = SheetDialog(self, self._desk, questions, self._sheet, self._take)
        self._dialog = dialog
        dialog.exec()
        dialog.deleteLater()

    def _take(self, values: Mapping[str, object], _reason: str) -> Sequence[Finding]:
        sheet = self._dialog.draft_of(values)
        if stops := self._check(sheet):
            return stops
        self.set_value(sheet)
        self.changed.emit()
        self.committed.emit()
        return ()

    def tell(self) -> None:
        """Say how the checklist of what is chosen stands."""
        questions = self._asks()
        if questions is None or not questions.items:  # nothing is counted where nothing is answered yes or no
            self._row.summary.setText("")
            return
        answered = sum(item.code in self._sheet.answered for item in questions.items)
        text = _(N_("Answered: {count} of {all}."), count=answered, all=len(questions.items))
        if count := len(self.found()):
            text += " " + _(N_("Contraindications: {count}."), count=count)
        self._row.summary.setText(text)


def _sheet_of(kept: dict[str, Any]) -> SheetDraft:
    """Return the sheet that `SheetField.typed` wrote."""
    answers = [AnswerDraft(**{**one, "answer": Answer(one["answer"])}) for one in kept.pop("answers")]
    steps = [
        IntakeDraft(**{**one, "step": IntakeStep(one["step"]), "done_on": _day(one["done_on"])})
        for one in kept.pop("intake")
    ]
    for name in ("examined_on", "identified_on"):
        kept[name] = _day(kept[name])
    return SheetDraft(**kept, answers=tuple(answers), intake=tuple(steps))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
