"""A question of a checklist: its words at the left, yes or no at the right, by mouse or by key."""

import json

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ssu_desktop.language import N_, Bilingual
from ssu_desktop.law import AdmissionItem
from ssu_desktop.records.kinds import Answer
from ssu_desktop.rules.admission_sheet import NO_RELATIVES, AnswerDraft
from ssu_desktop.screens.chips import Segments
from ssu_desktop.screens.field import Field, enters, submits
from ssu_desktop.screens.keys import digit_of
from ssu_desktop.screens.texts import TextField
from ssu_desktop.screens.theme import mark, scaled, wear

_WORDS = 380
_BY_DIGIT = {"1": Answer.YES, "0": Answer.NO, "2": Answer.NO}
_BY_ARROW = {Qt.Key.Key_Left: Answer.YES, Qt.Key.Key_Right: Answer.NO}


class AnswerSwitch(Segments):
    """Yes and no as one stop of the cursor: left or 1 is yes, right or 0 is no; up and down go on."""

    answered = Signal()

    def __init__(self) -> None:
        super().__init__([(answer.value, "") for answer in Answer])
        for answer in Answer:
            self.button(answer.value).setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.row.setContentsMargins(scaled(3), scaled(3), scaled(3), scaled(3))
        wear(self, "answer")
        self.chosen.connect(lambda _code: self.answered.emit())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer, or go to the next question."""
        answer = _BY_ARROW.get(Qt.Key(event.key())) or _BY_DIGIT.get(digit_of(event) or "")
        if submits(event):
            event.ignore()
        elif answer is not None:
            self.choose(answer.value)
            self.answered.emit()
        elif enters(event) or event.key() == Qt.Key.Key_Down:
            self.focusNextChild()
        elif event.key() == Qt.Key.Key_Up:
            self.focusPreviousChild()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show a ring around both."""
        super().focusInEvent(event)
        mark(self, "focus")

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        mark(self, "")


class AnswerField(Field[AnswerDraft | None]):
    """One question of the law; a ground that is answered yes asks for the relative and the document."""

    def __init__(self, item: AdmissionItem) -> None:
        self.item = item
        self.switch = AnswerSwitch()
        label = N_("{number}. {question}")
        super().__init__(f"answer.{item.code}", label, self.switch)
        question = Bilingual(item.name_kk, item.name_ru)
        for setter in (self.label.setText, self.switch.setAccessibleName):
            self.words.say(setter, label, number=item.order, question=question)
        for answer in Answer:
            self.words.say(self.switch.button(answer.value).setText, answer.msgid)
        self.label.setToolTip(item.kk)
        self.relative = TextField("relative", N_("Relative"), longest=200)
        self.document = TextField("document", N_("Document that shows it"), longest=300)
        self.proof = QWidget()
        self._lay_out()
        self.switch.answered.connect(self._tell)
        for part in (self.relative, self.document):
            part.changed.connect(self.changed)
            part.committed.connect(self.committed)
        self._show_proof()

    def _lay_out(self) -> None:
        for widget in (self.label, self.switch):
            self._box.removeWidget(widget)
        wear(self.label, "")
        self.label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.label.setMinimumWidth(scaled(_WORDS))
        line = QHBoxLayout()
        line.setSpacing(scaled(16))
        line.addWidget(self.label, 1)
        line.addWidget(self.switch, 0, Qt.AlignmentFlag.AlignTop)
        proof = QHBoxLayout(self.proof)
        proof.setContentsMargins(scaled(18), 0, 0, scaled(4))
        proof.setSpacing(scaled(12))
        if not self.item.code.endswith(NO_RELATIVES):
            proof.addWidget(self.relative, 1)
        proof.addWidget(self.document, 1)
        self._box.insertLayout(0, line)
        below = QVBoxLayout()
        below.addWidget(self.proof)
        self._box.insertLayout(1, below)

    def value(self) -> AnswerDraft | None:
        """Return the answer, None while there is none."""
        code = self.switch.current()
        if not code:
            return None
        proven = self.item.part == "ground" and code == Answer.YES
        return AnswerDraft(
            code=self.item.code,
            answer=Answer(code),
            relative=self.relative.value() if proven else "",
            document=self.document.value() if proven else "",
        )

    def set_value(self, value: AnswerDraft | None) -> None:
        """Show an answer; None leaves the question open."""
        if value is None:
            self.switch.clear()
        else:
            self.switch.choose(value.answer.value)
            self.relative.set_value(value.relative)
            self.document.set_value(value.document)
        self._show_proof()

    def typed(self) -> str:
        """Return the answer and its proof."""
        return json.dumps([self.switch.current(), self.relative.typed(), self.document.typed()])

    def restore(self, typed: str) -> None:
        """Put the answer and its proof back."""
        code, relative, document = json.loads(typed)
        if code:
            self.switch.choose(code)
        self.relative.restore(relative)
        self.document.restore(document)
        self._show_proof()

    def answer_if_open(self, answer: Answer) -> None:
        """Answer the question where it has no answer yet."""
        if not self.switch.current():
            self.switch.choose(answer.value)
            self._tell()

    def retranslate(self) -> None:
        """Say the words again."""
        super().retranslate()
        for part in (self.relative, self.document):
            part.retranslate()

    def _show_proof(self) -> None:
        self.proof.setVisible(self.item.part == "ground" and self.switch.current() == Answer.YES)

    def _tell(self) -> None:
        self._show_proof()
        self.clear_error()
        self.changed.emit()
        self.committed.emit()
