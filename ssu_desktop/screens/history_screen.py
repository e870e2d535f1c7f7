"""The whole history of the data file: who signed in, saw, changed, printed, exported, by days and users."""

from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.history import HistoryQuery
from ssu_desktop.actions.users import list_users
from ssu_desktop.language import N_, _
from ssu_desktop.screens.cards import Header, page
from ssu_desktop.screens.choices import CheckField
from ssu_desktop.screens.datefield import DateField
from ssu_desktop.screens.filters import FilterPick
from ssu_desktop.screens.history_view import HistoryView
from ssu_desktop.screens.screen import Screen
from ssu_desktop.screens.theme import scaled


class HistoryScreen(Screen):
    """All actions, the newest first; one's own can be taken back here, too."""

    title_msgid = N_("History")
    help_topic = "history"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.since = DateField("since", N_("From"), lambda: desk.today)
        self.until = DateField("until", N_("To|day"), lambda: desk.today)
        self.user: FilterPick[UUID] = FilterPick("user", N_("User"), N_("All users"), self._users)
        self.views = CheckField("views", N_("Show also who only looked"))
        self.view = HistoryView(desk, HistoryQuery(views=False), self.words, about=True)
        self._lay_out()
        for field in (self.since, self.until, self.user, self.views):
            field.changed.connect(lambda: self.view.ask(self.query()))
        self.view.taken_back.connect(lambda: self.saved.emit(_(N_("Taken back")), None))
        self.setFocusProxy(self.view.table)

    def _lay_out(self) -> None:
        header, days = Header(), QHBoxLayout()
        self.words.say(header.title.setText, self.title_msgid)
        header.add(self.views)
        for field in (self.since, self.until):
            field.setFixedWidth(scaled(170))
            days.addWidget(field)
        days.setSpacing(scaled(12))
        days.addWidget(self.user, 1, Qt.AlignmentFlag.AlignBottom)
        days.addStretch(1)
        column = page(self)
        column.setSpacing(scaled(12))
        column.addWidget(header)
        column.addLayout(days)
        column.addWidget(self.view, 1)

    def query(self) -> HistoryQuery:
        """Return which actions the filters leave."""
        return HistoryQuery(
            since=self.since.value(),
            until=self.until.value(),
            user_id=self.user.value(),
            views=self.views.value(),
        )

    def refresh(self) -> None:
        """Read the newest page again."""
        self.user.refresh()
        self.view.ask(self.query())

    def retranslate(self) -> None:
        """Say the words and the values in the language of the interface."""
        super().retranslate()
        self.refresh()

    def _users(self) -> list[tuple[UUID, str]]:
        return [(row.id, row.full_name) for row in list_users(self.desk)]
