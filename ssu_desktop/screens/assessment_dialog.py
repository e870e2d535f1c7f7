"""Assessing needs by a questionnaire: kept as it is answered, summed while it is answered."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ssu_desktop.actions.assessment import (
    NeedsPage,
    complete_assessment,
    drop_assessment,
    keep_assessment,
    needs_page,
    read_assessment,
)
from ssu_desktop.actions.desk import Desk, Refused, Saved
from ssu_desktop.actions.organisation import list_staff
from ssu_desktop.actions.questionnaires import QuestionnaireView
from ssu_desktop.language import N_, Bilingual, _
from ssu_desktop.records.kinds import Domain
from ssu_desktop.rules.assessment import AssessmentDraft, asked, chosen, sum_of
from ssu_desktop.rules.questionnaire import highest_sum
from ssu_desktop.screens.ask import Dialog, confirm
from ssu_desktop.screens.cards import button, plain_label
from ssu_desktop.screens.choices import PickField
from ssu_desktop.screens.datefield import DateField
from ssu_desktop.screens.deciding import answered
from ssu_desktop.screens.facts import empty_out
from ssu_desktop.screens.field import submits
from ssu_desktop.screens.findings import FindingsPanel
from ssu_desktop.screens.question_field import QuestionField
from ssu_desktop.screens.scrolling import scrolling
from ssu_desktop.screens.theme import scaled

_WIDTH, _HEIGHT = 820, 620
_PAUSE = 700  # ms after an answer until it is kept


class AssessmentDialog(Dialog):
    """Digits answer and go on; what was answered is kept when one leaves. `completed` is the assessment."""

    def __init__(
        self,
        parent: QWidget | None,
        desk: Desk,
        page: NeedsPage,
        *,
        domain: Domain,
        round_id: UUID | None = None,
        held_on: date | None = None,
    ) -> None:
        super().__init__(parent, N_("Assessment of needs"))
        self.desk, self.page = desk, page
        self.completed: UUID | None = None
        self._round_id, self._day = round_id, held_on or desk.today
        self._offered = _offered(page, round_id)
        self._draft = AssessmentDraft(questionnaire_id=page.stay_id, assessed_on=None)
        self.view: QuestionnaireView | None = None
        self.questions: list[QuestionField] = []
        self.by: PickField[UUID] = PickField("by", N_("Questionnaire"), self._by, empty=False)
        self.day = DateField("assessed_on", N_("Assessed on"), lambda: desk.today, past=True)
        self.who: PickField[UUID] = PickField("specialist_id", N_("Who assessed"), self._staff)
        self.source, self.sum = plain_label("hint", wraps=True), plain_label("subheading")
        self.findings = FindingsPanel({"assessed_on": self.day, "specialist_id": self.who})
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_PAUSE)
        self._lay_out()
        self._bind()
        chosen_one = _first_of(self._offered, domain)
        if chosen_one is not None:
            self.by.set_value(chosen_one.id)
            self.load(chosen_one)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(scaled(12))
        for field, share in ((self.by, 5), (self.day, 2), (self.who, 3)):
            head.addWidget(field, share, Qt.AlignmentFlag.AlignTop)
        self._inner = QWidget()
        self._list = QVBoxLayout(self._inner)
        self._list.setContentsMargins(0, scaled(4), scaled(8), scaled(4))
        self._list.setSpacing(scaled(10))
        self.area: QScrollArea = scrolling(self._inner)
        self.column.addLayout(head)
        self.column.addWidget(self.source)
        self.column.addWidget(self.area, 1)
        self.column.addWidget(self.findings)
        self.throw, self.close_button, self.go = button("quiet"), button(), button("primary")
        self.words.say(self.throw.setText, N_("Throw away…"))
        self.words.say(self.close_button.setText, N_("Keep and close"))
        self.words.say(self.go.setText, N_("Complete the assessment"))
        self.footer.add_left(self.sum, self.throw)
        self.footer.add(self.close_button, self.go)
        self.setMinimumWidth(scaled(_WIDTH))
        self.setMinimumHeight(min(scaled(_HEIGHT), self.screen().availableSize().height() - scaled(80)))

    def _bind(self) -> None:
        self.by.committed.connect(self._choose)
        self.day.changed.connect(self._soon.start)
        self.who.committed.connect(self._soon.start)
        self._soon.timeout.connect(self.keep)
        self.close_button.clicked.connect(self.reject)
        self.throw.clicked.connect(self.throw_away)
        self.go.clicked.connect(self.submit)

    def _by(self) -> list[tuple[UUID, str]]:
        return [(view.id, f"{_(view.domain.msgid)}: {view.title}") for view in self._offered]

    def _staff(self) -> list[tuple[UUID, str]]:
        return [(member.id, member.short_name) for member in list_staff(self.desk)]

    # -- what is shown ---------------------------------------------------------------------------------

    def _choose(self) -> None:
        self.keep()
        found = next((view for view in self._offered if view.id == self.by.value()), None)
        if found is not None and found != self.view:
            self.load(found)

    def load(self, view: QuestionnaireView) -> None:
        """Show the questions, with the answers of an assessment that was begun."""
        self.page = needs_page(self.desk, self.page.stay_id) or self.page
        self.view = view
        begun, last = self.page.begun(view.id, self._round_id), self.page.last(view.domain)
        before = last.draft.answers if last is not None else {}
        former = {one.code: one for one in last.questionnaire.questions} if last is not None else {}
        self._draft = AssessmentDraft(
            questionnaire_id=view.id,
            round_id=self._round_id,
            assessed_on=self._day,
            specialist_id=last.specialist_id if last is not None else None,
        )
        if begun is not None:
            self._draft = begun.draft
        self.day.set_value(self._draft.assessed_on)
        self.who.set_value(self._draft.specialist_id)
        empty_out(self._list)
        self.questions = []
        for question in view.questions:
            earlier = former.get(question.code)
            field = QuestionField(question, chosen(earlier, before) if earlier is not None else None)
            field.set_answer(self._draft.answers.get(question.code, ""))
            field.answered.connect(self._answered)
            field.switch.focused.connect(lambda field=field: self._see(field))
            self._list.addWidget(field)
            self.questions.append(field)
        self._list.addStretch(1)
        self._chain()
        self._say(view)
        self._count()

    def _chain(self) -> None:
        """Let the cursor go from question to question, then to the verb."""
        stops = [self.who.combo, *(field.switch for field in self.questions), self.go, self.close_button]
        for first, second in pairwise(stops):
            QWidget.setTabOrder(first, second)

    def showEvent(self, event: QShowEvent) -> None:
        """Put the cursor on the first question; the list of questionnaires is walked without losing it."""
        super().showEvent(event)
        if self.questions:
            self.questions[0].switch.setFocus()

    def _say(self, view: QuestionnaireView) -> None:
        self.findings.clear()
        text = N_("{source} Version {version}.") if str(view.source) else N_("Version {version}.")
        source = Bilingual(*(_ended(words) for words in (view.source.kk, view.source.ru)))
        self.words.say(self.source.setText, text, source=source, version=view.version)

    def _see(self, field: QuestionField) -> None:
        """Keep the question in hand in sight with all that there is to choose, once that is laid out."""
        if field.switch.hasFocus():
            QTimer.singleShot(0, field, lambda: self.area.ensureWidgetVisible(field, 0, scaled(12)))

    def _answered(self) -> None:
        self._count()
        self._soon.start()

    def _count(self) -> None:
        """Show what is asked after the answers so far, numbered through as on paper, and the sum."""
        if self.view is None:
            return
        answers = self.answers()
        shown = [question.code for question in asked(self.view.questions, answers)]
        for field in self.questions:
            field.setVisible(field.question.code in shown)
            if field.question.code in shown:
                field.show_number(shown.index(field.question.code) + 1)
        values = {"points": sum_of(self.view.questions, answers), "highest": highest_sum(self.view.questions)}
        self.words.say(self.sum.setText, N_("Sum: {points} of {highest}"), **values)
        self.throw.setVisible(self._draft.id is not None)

    def answers(self) -> dict[str, str]:
        """Return the answers that were chosen, by question."""
        return {field.question.code: field.answer for field in self.questions if field.answer}

    # -- decisions -------------------------------------------------------------------------------------

    def draft(self) -> AssessmentDraft:
        """Return the assessment as it stands on the screen."""
        return AssessmentDraft(
            id=self._draft.id,
            questionnaire_id=self._draft.questionnaire_id,
            round_id=self._draft.round_id,
            assessed_on=self.day.value(),
            answers=self.answers(),
            specialist_id=self.who.value(),
            specialist_name=self._draft.specialist_name,
            note=self._draft.note,
            revision=self._draft.revision,
        )

    def keep(self) -> None:
        """Keep the answers so far; what cannot be kept is said."""
        self._soon.stop()
        draft = self.draft()
        if self.view is None or draft == self._draft or not (draft.answers or draft.id):
            return
        self._take(answered(lambda: keep_assessment(self.desk, self.page.stay_id, draft)))

    def _take(self, answer: Saved | Refused) -> None:
        if isinstance(answer, Refused):
            self.findings.show_findings(answer.findings)
            return
        kept = read_assessment(self.desk, answer.id)
        if kept is not None:
            self._draft = kept.draft
        self.throw.setVisible(True)

    def submit(self) -> None:
        """Complete the assessment, or say what stands in the way and go there."""
        self._soon.stop()
        if self.view is None or not self.day.check():
            return
        answer = answered(lambda: complete_assessment(self.desk, self.page.stay_id, self.draft()))
        if isinstance(answer, Refused):
            self.findings.show_findings(answer.findings)
            self._go_to_open()
            return
        self.completed = answer.id
        self.accept()

    def _go_to_open(self) -> None:
        still_open = [one for one in self.questions if not one.isHidden() and not one.answer]
        if still_open:
            still_open[0].switch.setFocus()

    def throw_away(self) -> None:
        """Ask, and throw away what was answered here."""
        if self._draft.id is None or not confirm(
            self, N_("Throw away these answers?"), N_("Throw away"), danger=True
        ):
            return
        self._soon.stop()
        drop_assessment(self.desk, self._draft.id)
        if self.view is not None:
            self.load(self.view)

    def reject(self) -> None:
        """Keep what was answered, and leave."""
        self.keep()
        super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Complete on Ctrl+Enter."""
        if submits(event):
            self.submit()
        else:
            super().keyPressEvent(event)


def _offered(page: NeedsPage, round_id: UUID | None) -> Sequence[QuestionnaireView]:
    """Return what can be chosen: what is in use, and what an assessment was begun by."""
    known = {view.id for view in page.offered}
    begun = [one.questionnaire for one in page.made if one.completed_on is None and one.round_id == round_id]
    return (*page.offered, *(view for view in begun if view.id not in known))


def _first_of(offered: Sequence[QuestionnaireView], domain: Domain) -> QuestionnaireView | None:
    of_domain = [view for view in offered if view.domain is domain]
    return next(iter((*of_domain, *offered)), None)


def _ended(words: str) -> str:
    return words if not words or words.endswith(".") else f"{words}."
