"""The tab of the history: what was done with this person's records, when, by whom, from what to what."""

from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.history import HistoryQuery
from ssu_desktop.actions.printing_lists import ListAsked
from ssu_desktop.language import N_, _
from ssu_desktop.screens.cards import button
from ssu_desktop.screens.fields import CheckField
from ssu_desktop.screens.history_view import HistoryView
from ssu_desktop.screens.list_dialog import ListDialog
from ssu_desktop.screens.tab import PersonTab
from ssu_desktop.screens.theme import scaled


class HistoryTab(PersonTab):
    """The actions on a person, the newest first; a list of who has seen the data is printed from here."""

    code = "history"
    title_msgid = N_("History")
    help_topic = "history"

    def __init__(self, desk: Desk, person_id: UUID, parent: QWidget | None = None) -> None:
        super().__init__(desk, person_id, parent)
        self.view = HistoryView(desk, self._query(views=False), self.words)
        self.table = self.view.table
        self.views = CheckField("views", N_("Show also who only looked"))
        self.seen = button("", "print")
        self.words.say(self.seen.setText, N_("Who has seen the data…"))
        self._lay_out()
        self.views.changed.connect(lambda: self.view.ask(self._query(views=self.views.value())))
        self.seen.clicked.connect(self.print_seen)
        self.view.taken_back.connect(self._taken_back)

    def _query(self, *, views: bool) -> HistoryQuery:
        return HistoryQuery(person_id=self.person_id, views=views)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.views, 1)
        top.addWidget(self.seen)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(scaled(28), scaled(16), scaled(28), scaled(20))
        whole.setSpacing(scaled(12))
        whole.addLayout(top)
        whole.addWidget(self.view, 1)

    def refresh(self) -> None:
        """Read the newest page again; the chosen action stays chosen."""
        self.view.refresh()

    def retranslate(self) -> None:
        """Say the words and the values in the language of the interface."""
        super().retranslate()
        self.refresh()

    def print_seen(self) -> None:
        """Show who has seen the person's data as pages to print, in either language."""
        ListDialog(self.window(), self.desk, ListAsked(form="seen", person_id=self.person_id)).exec()
        self.refresh()

    def _taken_back(self) -> None:
        self.saved.emit(_(N_("Taken back")), None)
        self.changed.emit()
