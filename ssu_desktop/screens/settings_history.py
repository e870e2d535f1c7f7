"""The whole history of the data file: who signed in, saw, changed, printed, exported; and its last entry."""

from collections.abc import Mapping
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.history import HistoryQuery
from ssu_desktop.actions.journal import agrees, last_entry
from ssu_desktop.actions.users import list_users
from ssu_desktop.language import N_, _
from ssu_desktop.rules.finding import Finding, Weight
from ssu_desktop.screens.ask import FormDialog, tell
from ssu_desktop.screens.cards import button, plain_label
from ssu_desktop.screens.choices import CheckField
from ssu_desktop.screens.datefield import DateField
from ssu_desktop.screens.filters import FilterPick
from ssu_desktop.screens.history_view import HistoryView
from ssu_desktop.screens.settings_section import Section
from ssu_desktop.screens.texts import TextField
from ssu_desktop.screens.theme import scaled


class HistorySection(Section):
    """All actions, by days and users; a printed register is compared with the history here."""

    code = "history"
    title_msgid = N_("History")
    hint = N_("Nothing in it can be changed or removed. Each entry is sealed together with the one before.")

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.since = DateField("since", N_("From"), lambda: desk.today)
        self.until = DateField("until", N_("To|day"), lambda: desk.today)
        self.user: FilterPick[UUID] = FilterPick("user", N_("User"), N_("All users"), self._users)
        self.views = CheckField("views", N_("Show also who only looked"))
        self.view = HistoryView(desk, HistoryQuery(views=False), self.words, about=True)
        self.last, self.compare = plain_label("muted", wraps=True), button("", "law")
        self.words.say(self.compare.setText, N_("Compare with a paper…"))
        self._lay_out()
        for field in (self.since, self.until, self.user, self.views):
            field.changed.connect(self._narrow)
        self.view.taken_back.connect(lambda: self.saved.emit(_(N_("Taken back")), None))
        self.compare.clicked.connect(self.ask_paper)

    def _lay_out(self) -> None:
        filters, foot = QHBoxLayout(), QHBoxLayout()
        filters.setSpacing(scaled(12))
        for field in (self.since, self.until):
            field.setMaximumWidth(scaled(170))
            filters.addWidget(field)
        filters.addWidget(self.user, 1)
        foot.addWidget(self.last, 1)
        foot.addWidget(self.compare)
        self.column.addLayout(filters)
        self.column.addWidget(self.views)
        self.column.addWidget(self.view, 1)
        self.column.addLayout(foot)

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
        self._narrow()

    def retranslate(self) -> None:
        """Say the words and the values in the language of the interface."""
        super().retranslate()
        self.refresh()

    def take_focus(self) -> None:
        """Begin in the list."""
        self.view.table.setFocus()

    def ask_paper(self) -> None:
        """Ask for the entry and the code at the foot of a printed register, and say whether they agree."""
        FormDialog(
            self,
            N_("Compare with a printed register"),
            [
                TextField("entry", N_("Entry"), hint=N_("the number at the foot of the page")),
                TextField("code", N_("Code"), hint=N_("such as 7F3A-91BC-0D4E-55AA")),
            ],
            N_("Compare"),
            lambda values, _reason: self._compare(values),
        ).exec()

    def _compare(self, values: Mapping[str, object]) -> tuple[Finding, ...]:
        number, code = str(values["entry"]).strip(), str(values["code"])
        if not number.isdecimal():
            return (_stop("entry", N_("Write the number of the entry.")),)
        if not agrees(self.desk, int(number), code):
            text = N_(
                "Entry {seq} has another code than the paper: the history was altered or replaced since."
            )
            return (_stop("code", text, seq=number),)
        title = N_("The paper and the history agree")
        text = N_("Up to entry {seq} the history is the one that was there when the paper was printed.")
        tell(self.window(), title, text, seq=number)
        return ()

    def _narrow(self) -> None:
        self.view.ask(self.query())
        head = last_entry(self.desk)
        said = N_("The last entry is {seq}, its code {code}. Printed registers bear the one of their moment.")
        self.words.say(self.last.setText, said, seq=head.seq, code=head.code)

    def _users(self) -> list[tuple[UUID, str]]:
        return [(row.id, row.full_name) for row in list_users(self.desk)]


def _stop(field: str, text: str, **values: object) -> Finding:
    return Finding(code="paper", text=text, values=values, field=field, weight=Weight.STOP)
