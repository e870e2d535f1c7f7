"""The admission sheet as a dialog: the checklist of the kind and category, the examination, the intake."""

from collections.abc import Callable, Mapping, Sequence
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ssu_desktop.actions.admission_sheet import SheetPage, SheetQuestions, save_sheet
from ssu_desktop.actions.desk import Desk, Refused, Saved
from ssu_desktop.language import N_
from ssu_desktop.law import AdmissionItem
from ssu_desktop.records.kinds import Answer, IntakeStep
from ssu_desktop.rules.admission_sheet import MOST_CHILDREN, MOST_SEIZURES, AnswerDraft, SheetDraft
from ssu_desktop.rules.intake import IntakeDraft
from ssu_desktop.screens.answer_field import AnswerField
from ssu_desktop.screens.ask import FormDialog, Submit
from ssu_desktop.screens.cards import button, plain_label
from ssu_desktop.screens.deciding import Reasons, keep_dialog, submitting
from ssu_desktop.screens.fields import AnyField, DateField, NumberField, PickField, TextField
from ssu_desktop.screens.law_words import explaining
from ssu_desktop.screens.theme import scaled

Row = list[AnyField]
_WIDTH = 720
_PARTS: Mapping[str, str] = {
    "contraindication": N_("Medical contraindications"),
    "indication": N_("Indications: at least one"),
    "ground": N_("Why the family gives no care: at least one"),
}
_EXAMINATION = N_("Examination")
_INTAKE = N_("Before the card and the register, in this order")


class SheetDialog(FormDialog):
    """Asks what an admission establishes; F8 answers no to all that is still open."""

    def __init__(
        self, parent: QWidget | None, desk: Desk, questions: SheetQuestions, draft: SheetDraft, submit: Submit
    ) -> None:
        self.questions = questions
        self._desk, self._draft = desk, draft
        groups = _groups(desk, questions)
        rows = [row for _title, group in groups for row in group]
        super().__init__(parent, N_("Admission checklist"), rows, N_("Done"), submit, explaining(desk))
        self._head(groups)
        self.setMinimumWidth(scaled(_WIDTH))
        self.rest = button()
        self.words.say(self.rest.setText, N_("“No” to the rest  F8"))
        self.rest.clicked.connect(self.answer_rest)
        self.footer.add_left(self.rest)
        self.rest.setVisible(bool(self.answers))  # a temporary stay may have nothing to answer yes or no
        self._show(draft)

    @property
    def answers(self) -> list[AnswerField]:
        """The fields of the questions, in their order."""
        return [field for field in self.fields.values() if isinstance(field, AnswerField)]

    def answer_rest(self) -> None:
        """Answer no wherever there is no answer yet."""
        for field in self.answers:
            field.answer_if_open(Answer.NO)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer the rest on F8."""
        if event.key() == Qt.Key.Key_F8:
            self.answer_rest()
        else:
            super().keyPressEvent(event)

    def _head(self, groups: Sequence[tuple[str, Sequence[Row]]]) -> None:
        """Put the heading of each part above its first line."""
        place = 0
        for title, rows in groups:
            if title and rows:
                heading = plain_label("subheading", wraps=True)
                self.words.say(heading.setText, title)
                self.rows.insertWidget(place, heading)
                place += 1
            place += len(rows)

    def _show(self, draft: SheetDraft) -> None:
        answered = draft.answered
        steps = {one.step: one for one in draft.intake}
        for name, field in self.fields.items():
            kind, _dot, rest = name.partition(".")
            if kind == "answer":
                field.set_value(answered.get(rest))
            elif kind == "intake":
                step, _dot, part = rest.partition(".")
                field.set_value(getattr(steps.get(IntakeStep(step), _NOT_DONE), part))
            else:
                field.set_value(getattr(draft, name) or field.value())

    def draft_of(self, values: Mapping[str, object]) -> SheetDraft:
        """Return the sheet that the form's values make."""
        own = {name: value for name, value in values.items() if "." not in name}
        answers = [cast("AnswerDraft | None", values[field.name]) for field in self.answers]
        children = own.pop("children_with", None)
        return SheetDraft(
            **own,  # type: ignore[arg-type]  # each field gives its draft's type
            children_with=cast("int | None", children) or 0,
            answers=tuple(answer for answer in answers if answer is not None),
            intake=_steps(values) if self.questions.of_temporary_stay else (),
            revision=self._draft.revision,
        )


_NOT_DONE = IntakeDraft(step=IntakeStep.MEDICAL)


def _steps(values: Mapping[str, object]) -> tuple[IntakeDraft, ...]:
    return tuple(
        IntakeDraft(
            step=step,
            **{part: values[f"intake.{step}.{part}"] for part in ("done_on", "done_time", "done_by")},  # type: ignore[arg-type]  # as above
        )
        for step in IntakeStep
    )


def stay_sheet_dialog(
    parent: QWidget | None, desk: Desk, page: SheetPage, done: Callable[[Saved], object]
) -> SheetDialog:
    """Return the dialog that enters or changes the sheet of a stay."""

    def save(values: Mapping[str, object], reasons: Reasons) -> Saved | Refused:
        return save_sheet(desk, page.stay_id, dialog.draft_of(values), reasons)

    dialog = SheetDialog(parent, desk, page.questions, page.draft, submitting(save, done))
    dialog.words.say(dialog.go.setText, N_("Save the sheet"))
    keep_dialog(dialog, desk, f"sheet:{page.stay_id}")
    return dialog


def _groups(desk: Desk, questions: SheetQuestions) -> list[tuple[str, list[Row]]]:
    """Return the rows of the form under the headings of their parts."""
    groups = [(title, _answer_rows(questions.items, part)) for part, title in _PARTS.items()]
    groups.insert(1, ("", _seizures(questions)))
    groups.append((_EXAMINATION, _examination(desk, questions)))
    if questions.of_temporary_stay:
        groups.append((_INTAKE, [_step_row(desk, step) for step in IntakeStep]))
    return groups


def _answer_rows(items: Sequence[AdmissionItem], part: str) -> list[Row]:
    return [[AnswerField(item)] for item in items if item.part == part]


def _seizures(questions: SheetQuestions) -> list[Row]:
    if not questions.seizures:
        return []
    return [[NumberField("seizures_a_month", N_("Seizures a month"), highest=MOST_SEIZURES)]]


def _examination(desk: Desk, questions: SheetQuestions) -> list[Row]:
    def today_field(name: str, label: str) -> DateField:
        return DateField(name, label, lambda: desk.today, past=True)

    rows: list[Row] = [
        [today_field("examined_on", N_("Examined on")), TextField("examined_by", N_("Examined by"))]
    ]
    if questions.levels:
        levels = [(level, str(level)) for level in questions.levels]
        rows.append([PickField("limitation_level", N_("Level of limitation"), lambda: levels)])
    if questions.of_temporary_stay:
        rows += [
            [
                today_field("identified_on", N_("Identified on")),
                TextField("identified_how", N_("How identified")),
                TextField("identified_by", N_("Identified by")),
            ],
            [NumberField("children_with", N_("Children staying along"), highest=MOST_CHILDREN)],
        ]
    return rows


def _step_row(desk: Desk, step: IntakeStep) -> Row:
    within = f"intake.{step.value}"
    return [
        DateField(f"{within}.done_on", step.msgid, lambda: desk.today, past=True),
        TextField(f"{within}.done_time", N_("Time"), hint="09:30", longest=5),
        TextField(f"{within}.done_by", N_("Who did it"), longest=200),
    ]
