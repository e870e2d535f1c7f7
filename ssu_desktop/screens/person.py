"""A person's page: who it is above, the tabs below; each tab is built when it is first looked at."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QFrame, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.person import PersonHeader, open_person, person_header
from ssu_desktop.actions.photo import photo
from ssu_desktop.language import N_, _, spoken
from ssu_desktop.language.dates import age_on
from ssu_desktop.records.kinds import UnitKind
from ssu_desktop.screens.card_tab import CardTab
from ssu_desktop.screens.file_tab import FileTab
from ssu_desktop.screens.findings import FindingsPanel
from ssu_desktop.screens.history_tab import HistoryTab
from ssu_desktop.screens.keys import KAZAKH_NUMBER_ROW
from ssu_desktop.screens.monitoring_tab import MonitoringTab
from ssu_desktop.screens.movements import MovementsTab
from ssu_desktop.screens.offers import offer_allowed
from ssu_desktop.screens.overview import OverviewTab
from ssu_desktop.screens.person_acts import PersonActs
from ssu_desktop.screens.person_header import MergedNotice, PersonBand, who_line
from ssu_desktop.screens.plan_tab import PlanTab
from ssu_desktop.screens.printed_tab import PrintedTab
from ssu_desktop.screens.screen import Command, Screen
from ssu_desktop.screens.tab import PersonTab
from ssu_desktop.screens.theme import scaled, wear

TABS: tuple[type[PersonTab], ...] = (
    OverviewTab,
    FileTab,
    MovementsTab,
    PlanTab,
    MonitoringTab,
    CardTab,
    PrintedTab,
    HistoryTab,
)
_ONLY_TEMPORARY = ("card",)


class PersonScreen(Screen):
    """The page of one person; `tab` is the code of the tab that is shown first. Opening it is journalled."""

    help_topic = "person"

    def __init__(
        self, desk: Desk, person_id: UUID, tab: str = OverviewTab.code, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.desk, self.person_id = desk, person_id
        found = open_person(desk, person_id)
        self.header: PersonHeader | None = found.header if found else None
        self.tabs: dict[str, PersonTab] = {}
        self._offered: list[type[PersonTab]] = []
        self.band, self.bar, self.stack = PersonBand(), QTabBar(), QStackedWidget()
        self.merged, self.remarks = MergedNotice(), FindingsPanel()
        self.acts = PersonActs(self, self.band, self.remarks)
        self._lay_out()
        self._bind()
        self._offer_tabs()
        self.show_tab(tab)

    def _lay_out(self) -> None:
        self.bar.setExpanding(False)
        self.bar.setDrawBase(False)
        self.bar.setUsesScrollButtons(True)
        self.bar.setElideMode(Qt.TextElideMode.ElideNone)
        self.bar.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        rule = QFrame()
        wear(rule, "rule")
        beside = QVBoxLayout()
        beside.setContentsMargins(scaled(28), 0, scaled(28), 0)
        for widget in (self.merged, self.remarks, self.bar):
            beside.addWidget(widget)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, scaled(4), 0, 0)
        whole.setSpacing(scaled(4))
        whole.addWidget(self.band)
        whole.addLayout(beside)
        whole.addWidget(rule)
        whole.addWidget(self.stack, 1)

    def _bind(self) -> None:
        self.bar.currentChanged.connect(self._tab_chosen)
        self.merged.asked.connect(self._open_merged)
        keys: list[tuple[str, Callable[[], object]]] = [
            ("Ctrl+Tab", partial(self.step_tab, 1)),
            ("Ctrl+Shift+Tab", partial(self.step_tab, -1)),
        ]
        for number, kazakh in enumerate(KAZAKH_NUMBER_ROW[:8]):
            for sign in (str(number + 1), kazakh.upper()):
                keys.append((f"Ctrl+{sign}", partial(self.go_to, number)))
        for key, act in keys:
            QShortcut(QKeySequence(key), self).activated.connect(act)

    def title(self) -> str:
        """Return the person's name."""
        return self.header.full_name if self.header else _(N_("Person"))

    def tab(self) -> PersonTab | None:
        """Return the tab that is seen."""
        shown = self.stack.currentWidget()
        return shown if isinstance(shown, PersonTab) else None

    def tab_codes(self) -> tuple[str, ...]:
        """Return the codes of the tabs that this person's kind of unit has, from the left."""
        return tuple(one.code for one in self._offered)

    def show_tab(self, code: str) -> None:
        """Bring the tab of `code` to the front, the first one where it is not offered."""
        codes = [offered.code for offered in self._offered]
        self.show_number(codes.index(code) if code in codes else 0)

    def show_number(self, number: int) -> None:
        """Bring the tab of this place, counted from 0, to the front."""
        if not 0 <= number < self.bar.count():
            return
        if self.bar.currentIndex() == number:
            self._tab_chosen(number)
        self.bar.setCurrentIndex(number)

    def go_to(self, number: int) -> None:
        """Bring a tab to the front and put the cursor into what one works in there."""
        self.show_number(number)
        focused, front = QApplication.focusWidget(), self.tab()
        if front is not None and not (focused is not None and front.isAncestorOf(focused)):
            front.take_up_work()

    def step_tab(self, step: int) -> None:
        """Go to the next or the former tab, round and round."""
        if self.bar.count():
            self.show_number((self.bar.currentIndex() + step) % self.bar.count())

    def refresh(self) -> None:
        """Read the header, the counts and the tab in front again; leave where there is no such person now."""
        self.refresh_header()
        if self.header is None:
            self.leaves.emit()
        elif (front := self.tab()) is not None:
            front.refresh()

    def refresh_header(self) -> None:
        """Read the header and the counts again."""
        self.header = person_header(self.desk, self.person_id)
        self._offer_tabs()
        self._show_header()
        self.retitled.emit()

    def retranslate(self) -> None:
        """Say the words and the values in the language of the interface."""
        super().retranslate()
        self._show_header()

    def take_focus(self) -> None:
        """Put the cursor where it was, else into the tab that was asked for, else on the tab bar."""
        for was in (self.focusWidget(), None):
            if self._visited and isinstance(was, QWidget):  # before, Qt has put it on the photo by itself
                was.setFocus()
                return
        self._visited = True
        front = self.tab()
        if front is None or front.code == OverviewTab.code or not front.begin_work():
            self.bar.setFocus()

    def heightForWidth(self, _width: int) -> int:
        """Return the least height: tabs scroll within themselves, the page does not scroll around them."""
        return self.minimumSizeHint().height()

    def working_part(self) -> Screen:
        """Return the tab in front."""
        return self.tab() or self

    def can_leave(self) -> bool:
        """Ask every tab that was built."""
        return all(tab.can_leave() for tab in self.tabs.values())

    def _open_merged(self) -> None:
        if self.header is not None and self.header.merged_into_id is not None:
            self.opens.emit(PersonScreen(self.desk, self.header.merged_into_id))

    def _offer_tabs(self) -> None:
        """Offer the tabs that this person's kind of unit has; the one in front stays there."""
        stay = self.header.stay if self.header else None
        hidden = self.header is not None and self.header.hidden
        temporary = stay is not None and stay.unit_kind is UnitKind.TEMPORARY and not hidden
        offered = [one for one in TABS if temporary or one.code not in _ONLY_TEMPORARY]
        if offered != self._offered:
            front = self.tab()
            self._offered = offered
            self.bar.blockSignals(True)
            while self.bar.count():
                self.bar.removeTab(0)
            for one in offered:
                self.bar.addTab(_(one.title_msgid))
            codes = [one.code for one in offered]
            self.bar.setCurrentIndex(codes.index(front.code) if front and front.code in codes else 0)
            self.bar.blockSignals(False)
        self._name_tabs()

    def _name_tabs(self) -> None:
        for number, one in enumerate(self._offered):
            count = one.count_of(self.desk, self.person_id)
            self.bar.setTabText(number, f"{_(one.title_msgid)} {count}".strip())

    def _tab_chosen(self, number: int) -> None:
        kind = self._offered[number]
        focused, first = QApplication.focusWidget(), kind.code not in self.tabs
        working = focused is not None and self.stack.isAncestorOf(focused)
        if first:
            self._build(kind)
        front = self.tabs[kind.code]
        front.refresh()
        self.stack.setCurrentWidget(front)
        if first and working:
            front.begin_work()  # by itself Qt takes the first link of the tab
        page_wide: dict[Command, Callable[[], object]] = {
            Command.EDIT: self.acts.edit,
            Command.PRINT: self.band.print.showMenu,
            Command.HISTORY: self.acts.show_history,
        }
        self.commands = page_wide
        self._offer_allowed()
        self.commands |= front.commands

    def _offer_allowed(self) -> None:
        offers = {
            N_("Change a person's record"): (Command.EDIT,),
            N_("Print a form"): (self.band.print, Command.PRINT),
        }
        offer_allowed(self.desk, self, offers)

    def _build(self, kind: type[PersonTab]) -> None:
        tab = self.tabs[kind.code] = kind(self.desk, self.person_id)
        tab.saved.connect(self.saved)
        tab.opens.connect(self.opens)
        tab.changed.connect(self.refresh_header)
        tab.tab_asked.connect(self.show_tab)
        if isinstance(tab, OverviewTab):
            tab.edit_asked.connect(self.acts.edit)
        self.stack.addWidget(tab)

    def _show_header(self) -> None:
        header = self.header
        if header is None:
            return
        age = age_on(header.born, self.desk.today, spoken()) if header.born else ""
        jpeg = photo(self.desk, self.person_id) if header.has_photo else None
        self.band.show_header(header, jpeg, who_line(header, age))
        self._name_tabs()
        merged = header.merged_into_id is not None
        self.merged.setVisible(merged)
        self.band.acts.setDisabled(merged)
