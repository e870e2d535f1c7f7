"""A question of a questionnaire: its words, the points to choose, what the chosen answer says."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ssu_desktop.language import N_, Bilingual, spoken
from ssu_desktop.rules.questionnaire import AnswerText, Question, in_language
from ssu_desktop.screens.cards import plain_label
from ssu_desktop.screens.chips import Segments
from ssu_desktop.screens.field import enters, submits
from ssu_desktop.screens.keys import digit_of
from ssu_desktop.screens.theme import mark, scaled, wear
from ssu_desktop.screens.words import Words

_WORDS = 330
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class PointsSwitch(Segments):
    """The points as one stop of the cursor: a digit or an arrow chooses, up and down go on."""

    answered = Signal()
    focused = Signal()

    def __init__(self, answers: tuple[AnswerText, ...]) -> None:
        super().__init__([(answer.code, str(answer.points)) for answer in answers])
        self._codes = [answer.code for answer in answers]
        self._by_points = {str(answer.points): answer.code for answer in reversed(answers)}
        for answer in answers:
            self.button(answer.code).setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.row.setContentsMargins(scaled(3), scaled(3), scaled(3), scaled(3))
        wear(self, "answer")
        self.chosen.connect(lambda _code: self.answered.emit())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer, or go to another question; a digit answers and goes on."""
        code, step = self._by_points.get(digit_of(event) or ""), _STEPS.get(Qt.Key(event.key()))
        if submits(event):
            event.ignore()
        elif code is not None:
            self._answer(code)
            self.focusNextChild()
        elif step is not None:
            self._answer(self._codes[self._place(step)])
        elif enters(event) or event.key() == Qt.Key.Key_Down:
            self.focusNextChild()
        elif event.key() == Qt.Key.Key_Up:
            self.focusPreviousChild()
        else:
            super().keyPressEvent(event)

    def _place(self, step: int) -> int:
        if not self.current():
            return 0
        return min(max(self._codes.index(self.current()) + step, 0), len(self._codes) - 1)

    def _answer(self, code: str) -> None:
        self.choose(code)
        self.answered.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show a ring around all of them."""
        super().focusInEvent(event)
        mark(self, "focus")
        self.focused.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        mark(self, "")
        self.focused.emit()


class QuestionField(QWidget):
    """One question; below it stand the chosen answer, or what there is to choose, and the last time's."""

    answered = Signal()

    def __init__(self, question: Question, before: AnswerText | None) -> None:
        super().__init__()
        self.question, self._before = question, before
        self.words = Words()
        self.label, self.told = plain_label(wraps=True), plain_label("hint", wraps=True)
        self.last = plain_label("hint", wraps=True)
        self.switch = PointsSwitch(question.answers)
        self.setFocusProxy(self.switch)
        self._lay_out()
        self.last.setVisible(before is not None)
        if before is not None:
            text, said = N_("Last time: {points} – {answer}"), Bilingual(before.text_kk, before.text_ru)
            self.words.say(self.last.setText, text, points=before.points, answer=said)
        self.switch.answered.connect(self._answered)
        self.switch.focused.connect(self._tell)
        self._tell()

    def show_number(self, number: int) -> None:
        """Show the question with its number among those that are asked."""
        words = Bilingual(self.question.text_kk, self.question.text_ru)
        for setter in (self.label.setText, self.switch.setAccessibleName):
            self.words.say(setter, N_("{number}. {question}"), number=number, question=words)

    def _lay_out(self) -> None:
        self.label.setMinimumWidth(scaled(_WORDS))
        line = QHBoxLayout()
        line.setSpacing(scaled(16))
        line.addWidget(self.label, 1)
        line.addWidget(self.switch, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(1))
        column.addLayout(line)
        column.addWidget(self.told)
        column.addWidget(self.last)

    @property
    def answer(self) -> str:
        """The code of the chosen answer, or nothing."""
        return self.switch.current()

    def set_answer(self, code: str) -> None:
        """Show an answer; nothing leaves the question open."""
        if code in {answer.code for answer in self.question.answers}:
            self.switch.choose(code)
        else:
            self.switch.clear()
        self._tell()

    def _answered(self) -> None:
        self._tell()
        self.answered.emit()

    def _tell(self) -> None:
        """Tell what the chosen points mean; of the question in hand, what all of them mean."""
        language = spoken()
        shown = [answer for answer in self.question.answers if answer.code == self.answer]
        if not shown or self.switch.hasFocus():
            shown = list(self.question.answers)
        texts = (f"{answer.points} – {in_language(answer, language)}" for answer in shown)
        self.told.setText(" · ".join(texts))
        self.told.setVisible(bool(self.answer) or self.switch.hasFocus())
        self.switch.setAccessibleDescription(self.told.text())

    def changeEvent(self, event: QEvent) -> None:
        """Say the words again when the language changes."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.words.again()
            self._tell()
