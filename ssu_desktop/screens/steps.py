"""Pages that are gone through one after another: one question a page, Back and Next, nothing lost."""

import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from ssu_desktop.actions.desk import unanswered
from ssu_desktop.language import N_
from ssu_desktop.rules.finding import Finding, Weight
from ssu_desktop.screens.cards import button, plain_label
from ssu_desktop.screens.field import AnyField, enters, submits
from ssu_desktop.screens.findings import FindingsPanel
from ssu_desktop.screens.screen import Command, Screen
from ssu_desktop.screens.theme import scaled, wear
from ssu_desktop.screens.words import Words

_NARROW = 640  # a calm column at 100 %
_NEXT = N_("Next")


class Step(QWidget):
    """One page: a question, what it is for, its fields; its verb stands on the primary button."""

    altered = Signal()  # whether one can go on may have changed

    title = ""
    hint = ""
    verb = _NEXT
    goes_back = True
    wide = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = Words()
        self.fields: dict[str, AnyField] = {}
        self.answered: dict[str, str] = {}  # reasons for going on, by the finding's code
        self.keys: dict[Qt.Key, Callable[[], object]] = {}  # what a key does that no field takes
        self.panel = FindingsPanel()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(scaled(2), scaled(2), scaled(10), scaled(2))
        self.column.setSpacing(scaled(14))

    def add_fields(self, *rows: AnyField | Sequence[AnyField]) -> None:
        """Put fields one below another, or side by side where they come as a row."""
        for row in rows:
            line = QHBoxLayout()
            line.setSpacing(scaled(12))
            for field in row if isinstance(row, Sequence) else [row]:
                self.fields[field.name] = self.panel.fields[field.name] = field
                line.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
            self.column.addLayout(line)

    def finish(self) -> None:
        """Close the page with its remarks; to be called when everything stands on it."""
        self.column.addWidget(self.panel)
        self.column.addStretch(1)

    def verb_values(self) -> Mapping[str, object]:
        """Return what fills the holes of the verb, in the language of the interface."""
        return {}

    def enter(self) -> None:
        """Do what the page does when one comes to it."""

    def take_focus(self) -> None:
        """Put the cursor into the first field."""
        for field in self.fields.values():
            field.setFocus()
            return

    def complete(self) -> bool:
        """Return whether the button that goes on can be pressed."""
        return True

    def remarks(self) -> Iterable[Finding]:
        """Return what the rules say about this page."""
        return ()

    def go_on(self, then: Callable[[], object]) -> None:
        """Call `then` when the page may be left, now or later; else show why not."""
        if self.ready():
            then()

    def ready(self) -> bool:
        """Return whether the page may be left; shows what stands in the way."""
        unreadable = [field for field in self.fields.values() if not field.check()]
        if unreadable:
            unreadable[0].setFocus()
            return False
        findings = tuple(self.remarks())
        reasons = self._reasons_for(findings)
        if unanswered(findings, reasons):
            asked = self.panel.needs_reason()
            self.panel.show_findings(findings)
            if asked and self.panel.needs_reason():
                self.panel.ask_reason()
            return False
        self.answered = reasons
        self.panel.clear()
        return True

    def _reasons_for(self, findings: Sequence[Finding]) -> dict[str, str]:
        reason = self.panel.reason()
        return {finding.code: reason for finding in findings if finding.weight is Weight.WARN and reason}

    def values(self) -> Mapping[str, object]:
        """Return what the fields mean now."""
        return {name: field.value() for name, field in self.fields.items()}

    def changeEvent(self, event: QEvent) -> None:
        """Say the words again when the language changes."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()

    def retranslate(self) -> None:
        """Set every text in the language of the interface."""
        self.words.again()


class Steps(Screen):
    """Walks through its pages; going back loses nothing. Ctrl+Enter goes on, Alt+Left goes back."""

    def __init__(self, steps: Sequence[Step], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.steps = list(steps)
        self.at = 0
        self.count = plain_label("section")
        self.heading = plain_label("heading", wraps=True)
        self.hint = plain_label("muted", wraps=True)
        self.stack = QStackedWidget()
        self.go = button("primary")
        self.back = button("quiet", "back")
        self.words.say(self.back.setText, N_("Back"))
        self.go.clicked.connect(self.ahead)
        self.back.clicked.connect(self.behind)
        self.commands = {Command.SUBMIT: self.ahead}
        self._middle = QWidget()
        self._lay_out()
        for step in self.steps:
            self.stack.addWidget(_scrolled(step))
            step.altered.connect(self._allow)
        self._show()

    def extra(self) -> Sequence[QWidget]:
        """Return widgets for the right end of the heading row."""
        return ()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self._middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(10))
        top, foot = QHBoxLayout(), QHBoxLayout()
        top.addWidget(self.count, 1)
        for widget in self.extra():
            top.addWidget(widget)
        foot.addWidget(self.back)
        foot.addStretch(1)
        foot.addWidget(self.go)
        column.addLayout(top)
        for part in (self.heading, self.hint):
            column.addWidget(part)
        column.addSpacing(scaled(6))
        column.addWidget(self.stack, 1)
        column.addLayout(foot)
        row = QHBoxLayout(self)
        row.setContentsMargins(scaled(28), scaled(20), scaled(28), scaled(20))
        row.addStretch(1)
        row.addWidget(self._middle, 100)
        row.addStretch(1)

    @property
    def step(self) -> Step:
        """The page that is seen."""
        return self.steps[self.at]

    def ahead(self) -> None:
        """Go on, if the page allows it."""
        if self.go.isEnabled():
            self.step.go_on(self._advance)

    def behind(self) -> None:
        """Go back one page."""
        if self.at and self.step.goes_back:
            self.show_step(self.at - 1)

    def show_step(self, number: int) -> None:
        """Go to a page by its number."""
        self.at = number
        self._show()
        self.step.take_focus()

    def finished(self) -> None:
        """Do what comes after the last page."""

    def take_focus(self) -> None:
        """Put the cursor on the page that is seen."""
        self.step.take_focus()

    def showEvent(self, event: QShowEvent) -> None:
        """Begin where one types."""
        first = not self._shown_once
        super().showEvent(event)
        if first:
            self.step.take_focus()

    def retranslate(self) -> None:
        """Name the page in the language of the interface."""
        super().retranslate()
        self._name()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on with Ctrl+Enter and back with Alt+Left; Enter walks on, at last to that button."""
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        own = self.step.keys.get(Qt.Key(event.key()))
        if submits(event):
            self.ahead()
        elif alt and event.key() == Qt.Key.Key_Left:
            self.behind()
        elif own is not None and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            own()
        elif enters(event):
            self._enter()
        else:
            super().keyPressEvent(event)

    def _enter(self) -> None:
        focus = self.focusWidget()
        if isinstance(focus, QPushButton) and focus.autoExclusive() and focus.isChecked():
            self.ahead()  # one of several is chosen already
        elif isinstance(focus, QPushButton):
            focus.click()
        else:
            self.focusNextChild()

    def _advance(self) -> None:
        if self.at + 1 < len(self.steps):
            self.show_step(self.at + 1)
        else:
            self.finished()

    def _show(self) -> None:
        self.step.enter()
        self.stack.setCurrentIndex(self.at)
        self._middle.setMaximumWidth(16777215 if self.step.wide else scaled(_NARROW))
        self._name()
        self._allow()
        self._order()

    def _order(self) -> None:
        """Let the cursor go from the last field to the button that goes on, then back, then to the head."""
        last = _last_within(self.step)
        way = [*([last] if last is not None else []), self.go, self.back, *self.extra()]
        for before, after in itertools.pairwise(way):
            QWidget.setTabOrder(before, after)

    def _name(self) -> None:
        step = self.step
        self.words.say(self.count.setText, N_("Step {n} of {all}"), n=self.at + 1, all=len(self.steps))
        self.words.say(self.heading.setText, step.title)
        self.words.say(self.go.setText, step.verb, **step.verb_values())
        self.hint.setVisible(bool(step.hint))
        if step.hint:
            self.words.say(self.hint.setText, step.hint)

    def _allow(self) -> None:
        self.back.setVisible(self.at > 0 and self.step.goes_back)
        self.go.setEnabled(self.step.complete())


def _last_within(part: QWidget) -> QWidget | None:
    """Return the last widget of `part` that Tab reaches, seen now or not.

    Not by `nextInFocusChain`: PySide takes what that returns for a child of the widget before it."""
    reached = [one for one in part.findChildren(QWidget) if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
    return reached[-1] if reached else None


def _scrolled(step: Step) -> QWidget:
    if step.wide:
        return step
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(step)
    wear(area, "plain")
    return area
