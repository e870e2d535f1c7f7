"""What every section of the settings is: a heading, a form with its verb or a list with its keys."""

from collections.abc import Callable, Mapping, Sequence
from typing import Generic, TypeVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ssu_desktop.actions.desk import Desk, Refused, Saved
from ssu_desktop.actions.history import Record
from ssu_desktop.language import N_, _
from ssu_desktop.screens.ask import tell
from ssu_desktop.screens.cards import button, plain_label
from ssu_desktop.screens.deciding import Reasons, careful, submitting
from ssu_desktop.screens.field import AnyField
from ssu_desktop.screens.filters import Flow
from ssu_desktop.screens.findings import FindingsPanel
from ssu_desktop.screens.history_dialog import show_history
from ssu_desktop.screens.pages import Column, spelt
from ssu_desktop.screens.screen import Command, Screen
from ssu_desktop.screens.table import PagedTable
from ssu_desktop.screens.theme import scaled
from ssu_desktop.screens.undoing import undo_last

Row = TypeVar("Row")
_NARROW = 640
_LEAST_LIST = 108  # its head and two rows


class Section(Screen):
    """One section of the settings; `saved` tells what was kept."""

    code = ""
    deed = ""  # the action without which the section is not shown; nothing: to everybody
    hint = ""
    icon = ""
    recorded = ""  # the table of the records that it shows, where their history is reached from here

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.heading = plain_label("heading", wraps=True)
        self.sentence = plain_label("muted", wraps=True)
        self.words.say(self.heading.setText, self.title_msgid)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(scaled(20), scaled(24), scaled(24), scaled(20))
        self.column.setSpacing(scaled(14))
        top = QHBoxLayout()
        top.addWidget(self.heading, 1)
        self.column.addLayout(top)
        if self.recorded:
            self.history = button("quiet")
            self.words.say(self.history.setText, N_("History  F7"))
            self.history.clicked.connect(self.show_history)
            top.addWidget(self.history, 0, Qt.AlignmentFlag.AlignTop)
            self.commands[Command.HISTORY] = self.show_history
        if self.hint:
            self.words.say(self.sentence.setText, self.hint)
            self.column.addWidget(self.sentence)

    def heightForWidth(self, width: int) -> int:
        """Return the least height: a list scrolls within itself, the settings do not scroll around it."""
        layout = self.layout()
        return layout.minimumHeightForWidth(width) if layout is not None else super().heightForWidth(width)

    def chosen_record(self) -> tuple[Record, str]:
        """Return whose history is asked for, and what it is called: all the records of this section."""
        return Record(self.recorded), self.title()

    def show_history(self) -> None:
        """Show the history of what is chosen here."""
        record, name = self.chosen_record()
        show_history(self, self.desk, record, name)

    def tell_saved(self, *, undo: bool = True) -> None:
        """Say that it was saved, with Undo where it can be taken back."""
        self.refresh()
        self.saved.emit(_(N_("Saved")), undo_last(self.desk, self, self.refresh) if undo else None)


class FormSection(Section):
    """A section that is one form: it is read when one comes, and saved by its verb."""

    verb = N_("Save")

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.fields: dict[str, AnyField] = {}
        self.changed = False
        self._inner = QWidget()
        self._inner.setMaximumWidth(scaled(_NARROW))
        self.rows = QVBoxLayout(self._inner)
        self.rows.setContentsMargins(0, 0, scaled(8), 0)
        self.rows.setSpacing(scaled(14))
        self.panel = FindingsPanel()
        self.go = button("primary")
        self.words.say(self.go.setText, self.verb)
        self.go.clicked.connect(self.submit)
        self.commands[Command.SUBMIT] = self.submit
        self._submit = submitting(careful(self.store), lambda _saved: self._stored())

    def add_fields(self, *rows: Sequence[AnyField]) -> None:
        """Put rows of fields below one another."""
        for row in rows:
            line = QHBoxLayout()
            line.setSpacing(scaled(12))
            for field in row:
                self.fields[field.name] = self.panel.fields[field.name] = field
                field.changed.connect(self._touched)
                line.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
            self.rows.addLayout(line)

    def finish(self) -> None:
        """Close the form with its remarks and its verb at the right bottom."""
        self.rows.addWidget(self.panel)
        self.rows.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self._inner)
        self.column.addWidget(area, 1)
        self.column.addWidget(self.go, 0, Qt.AlignmentFlag.AlignRight)

    def show_draft(self, draft: object) -> None:
        """Show what is kept; nothing counts as typed then."""
        for name, field in self.fields.items():
            field.set_value(getattr(draft, name))
            field.clear_error()
        self.changed = False
        self.go.setEnabled(False)

    def values(self) -> dict[str, object]:
        """Return what the fields mean now."""
        return {name: field.value() for name, field in self.fields.items()}

    def store(self, values: Mapping[str, object], reasons: Reasons) -> Saved | Refused:
        """Save; to be said by each form."""
        raise NotImplementedError

    def submit(self) -> None:
        """Save what stands in the form, or say what stands in the way."""
        unreadable = [field for field in self.fields.values() if not field.check()]
        if unreadable:
            unreadable[0].setFocus()
        elif self.panel.needs_reason():
            self.panel.ask_reason()
        elif remarks := self._submit(self.values(), self.panel.reason()):
            self.panel.show_findings(remarks)

    def _stored(self) -> None:
        self.panel.clear()
        self.panel.why.set_value("")
        self.panel.why.hide()
        self.changed = False
        self.tell_saved()

    def _touched(self) -> None:
        self.changed = True
        self.go.setEnabled(True)


class ListSection(Section, Generic[Row]):
    """A section that is a list: Ins adds, F2 or Enter changes, Del takes out where that is possible."""

    add_verb = N_("Add")
    edit_verb = N_("Change")
    remove_verb = ""
    empty = N_("Nothing is entered here yet.")

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._rows: Sequence[Row] = ()
        self.table: PagedTable[Row] = PagedTable(
            self.columns(), lambda at, limit: self._rows[at : at + limit], lambda: len(self._rows)
        )
        self.table.empty.teach(self.empty, self.add_verb)
        self.table.empty.asked.connect(self.add)
        self.table.opened.connect(lambda _row: self.edit())
        self.table.picked.connect(lambda _row: self.allow())
        self.deeds = Flow()
        self.edit_button, self.remove_button, self.add_button = button(), button(), button("primary")
        self._put(self.edit_button, self.edit_verb, lambda: self.edit())
        if self.remove_verb:
            self._put(self.remove_button, self.remove_verb, lambda: self.remove())
        self.more_buttons()
        self.table.setMinimumHeight(scaled(_LEAST_LIST))
        self.column.addWidget(self.table, 1)
        self.column.addLayout(self._foot())
        self.commands |= {Command.ADD: self.add, Command.EDIT: self.edit}
        if self.remove_verb:
            self.commands[Command.DELETE] = self.remove

    def _put(self, one: QPushButton, verb: str, act: Callable[[], object]) -> None:
        self.words.say(one.setText, verb)
        one.clicked.connect(lambda _on=False: act())
        self.deeds.addWidget(one)

    def _foot(self) -> QHBoxLayout:
        """Return the deeds, in as many lines as large letters take, and the verb that adds at their right."""
        self.words.say(self.add_button.setText, self.add_verb)
        self.add_button.clicked.connect(lambda _on=False: self.add())
        foot = QHBoxLayout()
        foot.setSpacing(scaled(8))
        foot.addLayout(self.deeds, 1)
        foot.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignBottom)
        return foot

    def columns(self) -> list[Column[Row]]:
        """Return the columns of the list."""
        raise NotImplementedError

    def rows(self) -> Sequence[Row]:
        """Read the list."""
        raise NotImplementedError

    def more_buttons(self) -> None:
        """Put further buttons beside Change, or above the list."""

    def add(self) -> None:
        """Add an entry."""
        raise NotImplementedError

    def edit(self) -> None:
        """Change the chosen entry."""
        raise NotImplementedError

    def remove(self) -> None:
        """Take the chosen entry out."""

    def chosen_record(self) -> tuple[Record, str]:
        """Return the record of the chosen row, where rows have one of their own."""
        row = self.table.current()
        record_id = getattr(row, "id", None)
        if row is None or not isinstance(record_id, UUID):
            return super().chosen_record()
        return Record(self.recorded, record_id), spelt(self.columns()[0].value(row))

    def allow(self) -> None:
        """Enable what can be done with the chosen entry."""
        chosen = self.table.current() is not None
        self.edit_button.setEnabled(chosen)
        self.remove_button.setEnabled(chosen)

    def refresh(self) -> None:
        """Read the list again; the chosen entry stays chosen."""
        self._rows = self.rows()
        self.table.refresh()
        self.add_button.setVisible(bool(self._rows))
        self.allow()

    def take_focus(self) -> None:
        """Put the cursor into the list, or on the button that makes its first entry."""
        (self.table if self._rows else self.table.empty.action).setFocus()

    def done(self, answer: Saved | Refused) -> None:
        """Show how an action without a form went."""
        if isinstance(answer, Refused):
            finding = answer.findings[0]
            tell(self.window(), N_("This stays as it is"), finding.text, **finding.values)
        else:
            self.tell_saved()
