"""Which rules were overridden, by whom and why: what the head shows an inspection."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QHBoxLayout

from ssu_desktop.actions.departures import DepartureRow, list_departures
from ssu_desktop.language import N_, _
from ssu_desktop.rules.spelling import spelt_values
from ssu_desktop.screens.cards import button, plain_label
from ssu_desktop.screens.datefield import DateField
from ssu_desktop.screens.findings import article_words
from ssu_desktop.screens.pages import Column, ColumnKind
from ssu_desktop.screens.screen import Command
from ssu_desktop.screens.settings_section import ListSection
from ssu_desktop.screens.theme import scaled


class DeparturesSection(ListSection[DepartureRow]):
    """The recorded departures of a period, the latest first; Enter opens the person, F9 prints the list."""

    code = "departures"
    deed = N_("Read people's records")
    title_msgid = N_("Recorded departures")
    hint = N_("Where a rule of the law was overridden, the program keeps who did it, when and why.")
    edit_verb = N_("Open the person")
    empty = N_("No rule was overridden in these days.")

    def columns(self) -> list[Column[DepartureRow]]:
        """Day, person, what the rule said, its paragraph, the reason, the user."""
        return [
            Column(title=N_("Date"), value=lambda row: row.happened_on, kind=ColumnKind.DATE, width=96),
            Column(title=N_("Person"), value=lambda row: row.person_name, kind=ColumnKind.STRONG, width=150),
            Column(title=N_("Remark"), value=_remark, stretch=True),
            Column(title=N_("Paragraph"), value=_article, spare=True, width=112),
            Column(title=N_("Reason"), value=lambda row: row.reason, width=150),
            Column(title=N_("User"), value=lambda row: row.user_name, spare=True, width=130),
        ]

    def rows(self) -> Sequence[DepartureRow]:
        """Read the departures of the period."""
        return list_departures(self.desk, since=self.since.value(), until=self.until.value())

    def more_buttons(self) -> None:
        """Put the period above the list, and the print beside the verbs."""
        self.since = DateField("since", N_("From"), lambda: self.desk.today)
        self.until = DateField("until", N_("To|day"), lambda: self.desk.today)
        self.since.set_value(date(self.desk.today.year, 1, 1))
        period = QHBoxLayout()
        period.setSpacing(scaled(12))
        for field in (self.since, self.until):
            field.setMaximumWidth(scaled(200))
            field.changed.connect(self.refresh)
            period.addWidget(field)
        period.addStretch(1)
        self.column.insertLayout(self.column.count(), period)
        self.print = button()
        self._put(self.print, N_("Print  F9"), self.open_print)
        self.whole = plain_label("muted", wraps=True)

    def _foot(self) -> QHBoxLayout:
        """Return the deeds; above them stands in full what the list has no room for."""
        self.column.addWidget(self.whole)
        return super()._foot()

    def refresh(self) -> None:
        """Read the list again; there is nothing to add to it here."""
        super().refresh()
        self.add_button.hide()
        self.table.empty.teach(self.empty, "")
        self.commands = {Command.EDIT: self.edit, Command.PRINT: self.open_print}
        self.print.setEnabled(bool(self._rows))

    def allow(self) -> None:
        """A departure of the facility itself has no person to open."""
        row = self.table.current()
        self.edit_button.setEnabled(row is not None and row.person_id is not None)
        said = (_remark(row), _article(row), row.reason, row.user_name) if row is not None else ()
        self.whole.setText(" · ".join(part for part in said if part))

    def take_focus(self) -> None:
        """Begin in the list."""
        self.table.setFocus()

    def edit(self) -> None:
        """Open the person of the chosen departure."""
        row = self.table.current()
        if row is not None and row.person_id is not None:
            from ssu_desktop.screens.person import PersonScreen  # not before a page is opened

            self.opens.emit(PersonScreen(self.desk, row.person_id))

    def open_print(self) -> None:
        """Show the list of the period as pages to print."""
        from ssu_desktop.actions.printing_lists import ListAsked
        from ssu_desktop.screens.list_dialog import ListDialog  # draws pages: not before it is wanted

        asked = ListAsked(form="departures", since=self.since.value(), until=self.until.value())
        ListDialog(self.window(), self.desk, asked).exec()


def _remark(row: DepartureRow) -> str:
    return _(row.text, **spelt_values(row.values))


def _article(row: DepartureRow) -> str:
    return article_words(row.article) if row.article is not None else ""
