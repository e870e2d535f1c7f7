"""Calm dialogs: a sentence, buttons named by their verbs, the primary one at the right bottom."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ssu_desktop.language import N_
from ssu_desktop.rules.finding import Finding
from ssu_desktop.screens.cards import Footer, button, plain_label
from ssu_desktop.screens.field import AnyField, Field, enters, level, submits
from ssu_desktop.screens.findings import Explain, FindingsPanel
from ssu_desktop.screens.placing import place, room, stay_inside
from ssu_desktop.screens.theme import scaled
from ssu_desktop.screens.words import Words

_SENTENCE_WIDTH = 420
_LEAST_FIELDS = 76

Submit = Callable[[Mapping[str, object], str], Sequence[Finding]]


class Dialog(QDialog):
    """A dialog with a heading, a column for what stands in it, and a footer of buttons."""

    def __init__(self, parent: QWidget | None, title: str, **values: object) -> None:
        super().__init__(parent)
        self.words = Words()
        self.heading = plain_label("heading", wraps=True)
        self.column = QVBoxLayout()
        self.footer = Footer()
        self.column.setSpacing(scaled(12))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(scaled(24), scaled(20), scaled(24), scaled(20))
        whole.setSpacing(scaled(16))
        whole.addWidget(self.heading)
        whole.addLayout(self.column, 1)
        whole.addWidget(self.footer)
        self.setMinimumWidth(scaled(_SENTENCE_WIDTH))
        self.words.say(self.heading.setText, title, **values)
        self.words.say(self.setWindowTitle, title, **values)

    def showEvent(self, event: QShowEvent) -> None:
        """Be as wide as what stands in it: by itself Qt takes two thirds of the display at most."""
        super().showEvent(event)
        for one in self.findChildren(QPushButton):
            one.setAutoDefault(False)  # else Qt makes the first of them what Enter does, and that is Cancel
        self.fit()

    def fit(self) -> None:
        """Be as large as what stands in it: wrapped words take a height that Qt only knows for a width."""
        layout = self.layout()
        if layout is not None:
            layout.activate()  # what was said a moment ago counts
        wanted = self.size().expandedTo(self.minimumSizeHint())
        if layout is not None and layout.hasHeightForWidth():
            wanted.setHeight(max(wanted.height(), layout.totalHeightForWidth(wanted.width())))
        place(self, wanted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stay inside the display, however much the remarks make it grow."""
        super().resizeEvent(event)
        if self.isVisible():
            stay_inside(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press with Enter the button that has the focus; elsewhere Enter does what `enter` does."""
        focus = self.focusWidget()
        if not enters(event):
            super().keyPressEvent(event)
        elif isinstance(focus, QPushButton):
            focus.click()
        else:
            self.enter()

    def enter(self) -> None:
        """Press the default button, where there is one."""
        for one in self.findChildren(QPushButton):
            if one.isDefault() and one.isEnabled():
                one.click()
                return

    def changeEvent(self, event: QEvent) -> None:
        """Say the words again when the language changes."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.words.again()


def tell(parent: QWidget | None, title: str, text: str = "", **values: object) -> None:
    """Say something (msgids with their values) that the user closes."""
    dialog = _sentence(parent, title, text, values)
    close = button("primary")
    dialog.words.say(close.setText, N_("Close"))
    close.setDefault(True)
    close.clicked.connect(dialog.accept)
    dialog.footer.add(close)
    dialog.exec()


def confirm(
    parent: QWidget | None, title: str, verb: str, *, text: str = "", danger: bool = False, **values: object
) -> bool:
    """Ask whether to do what `verb` names; Enter does it, unless it is dangerous, Esc does not."""
    dialog = _sentence(parent, title, text, values)
    cancel, go = button(), button("danger" if danger else "primary")
    dialog.words.say(cancel.setText, N_("Cancel"))
    dialog.words.say(go.setText, verb)
    (cancel if danger else go).setDefault(True)
    cancel.clicked.connect(dialog.reject)
    go.clicked.connect(dialog.accept)
    dialog.footer.add(cancel, go)
    (cancel if danger else go).setFocus()
    return dialog.exec() == QDialog.DialogCode.Accepted


def _sentence(parent: QWidget | None, title: str, text: str, values: Mapping[str, object]) -> Dialog:
    dialog = Dialog(parent, title, **values)
    if text:
        label = plain_label(wraps=True)
        dialog.words.say(label.setText, text, **values)
        dialog.column.addWidget(label)
    return dialog


class FormDialog(Dialog):
    """A short form: fields one below another, remarks in place, one verb.

    `rows` holds fields, or several fields that stand side by side. `submit(values, reason)` does the work
    and returns no remarks when it is done; else the dialog stays and shows them. Ctrl+Enter submits, Enter
    goes on to the next field and at last to the verb; leaving asks first when something was typed.
    """

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        rows: Sequence[AnyField | Sequence[AnyField]],
        verb: str,
        submit: Submit,
        explain: Explain | None = None,
        **values: object,
    ) -> None:
        """`values` fill the holes of the title."""
        super().__init__(parent, title, **values)
        self._submit = submit
        self.fields: dict[str, AnyField] = {}
        self.draft: dict[str, object] = {}
        self._lay_out(rows)
        self.findings = FindingsPanel(self.fields, explain)
        self.column.addWidget(self.findings)
        self.cancel, self.go = button(), button("primary")
        self.words.say(self.cancel.setText, N_("Cancel"))
        self.words.say(self.go.setText, verb)
        self.cancel.clicked.connect(self.leave)
        self.go.clicked.connect(self.submit)
        self.footer.add(self.cancel, self.go)
        QWidget.setTabOrder(self.go, self.cancel)  # from the last field on to the verb, not to Cancel
        self._begun: dict[str, str] | None = None  # what stood in the fields when the form came up

    def insert_row(self, place: int, fields: Sequence[AnyField]) -> None:
        """Put fields side by side into the row of this number."""
        line = QHBoxLayout()
        line.setSpacing(scaled(12))
        for field in fields:
            self.fields[field.name] = field
            line.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
        self._lines.append(list(fields))
        self.rows.insertLayout(place, line)

    def values(self) -> dict[str, object]:
        """Return what the fields mean now, by the draft's names."""
        return {name: field.value() for name, field in self.fields.items()}

    def submit(self) -> None:
        """Check that every field can be read and a wanted reason is given, then do the work.

        Where the verb is not offered, the form is there to be looked at."""
        if self.go.isHidden():
            return
        unreadable = [field for field in self.fields.values() if not field.check()]
        if unreadable:
            unreadable[0].setFocus()
            return
        if self.findings.needs_reason():
            self.findings.ask_reason()
            return
        values = self.values()
        remarks = self._submit(values, self.findings.reason())
        if remarks:
            self.findings.show_findings(remarks)
            self._grow()
        else:
            self.draft = values
            self.accept()

    def enter(self) -> None:
        """Go on from what is no line, such as a box to tick."""
        self.focusNextChild()

    def leave(self) -> None:
        """Leave as the user wishes; ask first when something was typed that would be lost."""
        changed = self._begun is not None and self._begun != self._typed()
        if not changed or self._may_discard():
            self.reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask also when the user closes the window; the program itself closes without a word."""
        if event.spontaneous():
            event.ignore()
            self.leave()
        else:
            super().closeEvent(event)

    def _typed(self) -> dict[str, str]:
        return {name: field.typed() for name, field in self.fields.items()}

    def _may_discard(self) -> bool:
        return confirm(self, N_("Discard what was typed?"), N_("Discard|verb"), danger=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Submit on Ctrl+Enter, leave on Esc."""
        if submits(event):
            self.submit()
        elif event.matches(QKeySequence.StandardKey.Cancel):
            self.leave()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Show all fields where the display has the room, and put the cursor into the first of them."""
        super().showEvent(event)
        self._grow()
        if self._begun is not None:
            return  # shown again, with what was typed
        self._begun = self._typed()
        if self.fields:
            next(iter(self.fields.values())).setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the editors of a row on one line where a label takes two."""
        if event.type() is QEvent.Type.LayoutRequest or event.type() is QEvent.Type.Resize:
            for fields in self._lines:
                level(fields)
        if event.type() is QEvent.Type.LayoutRequest and self.isVisible():
            self._grow()
        return super().eventFilter(watched, event)

    def _grow(self) -> None:
        inner = self.scrolled.widget()
        missing = (inner.sizeHint().height() if inner else 0) - self.scrolled.viewport().height()
        wanted = min(self.height() + max(missing, 0), max(room(self).height(), self.height()))
        if wanted != self.height():
            place(self, QSize(self.width(), wanted))

    def _lay_out(self, rows: Sequence[AnyField | Sequence[AnyField]]) -> None:
        self._lines: list[list[AnyField]] = []
        inner = QWidget()
        inner.installEventFilter(self)
        column = self.rows = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, scaled(8), 0)
        column.setSpacing(scaled(12))
        for number, row in enumerate(rows):
            self.insert_row(number, [row] if isinstance(row, Field) else row)
        column.addStretch(1)
        self.scrolled = QScrollArea()
        self.scrolled.setWidgetResizable(True)
        self.scrolled.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scrolled.setWidget(inner)
        # Low: where remarks and a banner need room on a low display, the fields scroll.
        self.scrolled.setMinimumHeight(min(inner.sizeHint().height() + scaled(24), scaled(_LEAST_FIELDS)))
        self.scrolled.setMinimumWidth(inner.sizeHint().width() + scaled(24))
        self.column.addWidget(self.scrolled, 1)
