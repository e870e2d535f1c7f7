"""After an assessment: its sum, the services that it suggests, and the way into the plan."""

import textwrap
from collections.abc import Mapping
from datetime import date
from uuid import UUID

from PySide6.QtWidgets import QDialog, QWidget

from ssu_desktop.actions.assessment import AssessmentView, needs_page, read_assessment
from ssu_desktop.actions.assessment_in_plan import put_into_plan
from ssu_desktop.actions.desk import Desk, Refused, Saved
from ssu_desktop.language import N_, Bilingual, spoken
from ssu_desktop.records.kinds import Domain
from ssu_desktop.rules.questionnaire import Hint, Question
from ssu_desktop.screens.ask import FormDialog, tell
from ssu_desktop.screens.assessment_dialog import AssessmentDialog
from ssu_desktop.screens.cards import plain_label
from ssu_desktop.screens.choices import CheckField
from ssu_desktop.screens.deciding import Reasons, careful, submitting

_WITH_ZERO = "with_zero"
_LINE = 60  # letters of a box's words on one line


class ServiceField(CheckField):
    """A suggested service to tick, with the question that it comes from."""

    def __init__(self, name: str, question: Question, hint: Hint) -> None:
        super().__init__(name, N_("Service"))
        self.taken = (question.code, hint)
        values = {
            "service": Bilingual(hint.text_kk or hint.text_ru, hint.text_ru or hint.text_kk),
            "question": Bilingual(question.text_kk, question.text_ru),
        }
        self.words.say(self._show, N_("{service}\n{question}"), **values)
        self.set_value(True)

    def _show(self, text: str) -> None:
        """Show the words in lines, as a box does not break them by itself."""
        self.box.setText("\n".join(textwrap.fill(line, _LINE) for line in text.splitlines()))


class TakeOverDialog(FormDialog):
    """Puts the answers into the rows of a draft plan, with the services that stay ticked."""

    def __init__(self, parent: QWidget | None, desk: Desk, made: AssessmentView, plan_id: UUID) -> None:
        by_code = {question.code: question for question in made.questionnaire.questions}
        self.services = [
            ServiceField(f"service.{one.question}.{number}", by_code[one.question], hint)
            for one in made.suggested
            for number, hint in enumerate(one.services)
        ]

        def put(values: Mapping[str, object], _reasons: Reasons) -> Saved | Refused:
            taken = [field.taken for field in self.services if values[field.name]]
            zero = bool(values[_WITH_ZERO])
            return put_into_plan(desk, made.id, plan_id, spoken().value, taken, with_zero=zero)

        super().__init__(
            parent,
            N_("Put the answers into the plan"),
            [*self.services, CheckField(_WITH_ZERO, N_("Answers without points, too"))],
            N_("Put into the plan"),
            submitting(careful(put), lambda _saved: None),
        )
        told = plain_label("muted", wraps=True)
        text = (
            N_("{domain}: the sum is {points}. Each answer with points becomes a row. These services fit.")
            if self.services
            else N_("{domain}: the sum is {points}. Each answer with points becomes a row.")
        )
        self.words.say(told.setText, text, domain=made.domain, points=made.points)
        self.column.insertWidget(0, told)


def assess(
    parent: QWidget | None,
    desk: Desk,
    stay_id: UUID,
    domain: Domain,
    *,
    plan_id: UUID | None = None,
    round_id: UUID | None = None,
    held_on: date | None = None,
) -> bool:
    """Open the assessment; put what came of it into the draft plan, if there is one.

    Return whether something was completed."""
    page = needs_page(desk, stay_id)
    if page is None:
        return False
    if not page.offered:
        text = N_("No questionnaire is for this person's category and unit. Add one in the settings.")
        tell(parent, N_("There is nothing to assess by"), text)
        return False
    dialog = AssessmentDialog(parent, desk, page, domain=domain, round_id=round_id, held_on=held_on)
    finished = dialog.exec() == QDialog.DialogCode.Accepted
    made = read_assessment(desk, dialog.completed) if dialog.completed is not None else None
    if not finished or made is None:
        return False
    if plan_id is not None:
        TakeOverDialog(parent, desk, made, plan_id).exec()
    return True
