"""The place of the settings: its sections at the left, one of them at the right."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QStackedWidget, QVBoxLayout, QWidget

from ssu_desktop.actions.desk import Desk
from ssu_desktop.language import N_, _
from ssu_desktop.screens.cards import plain_label
from ssu_desktop.screens.screen import Screen
from ssu_desktop.screens.settings_about import AboutSection
from ssu_desktop.screens.settings_backups import BackupsSection
from ssu_desktop.screens.settings_calendar import CalendarSection
from ssu_desktop.screens.settings_departures import DeparturesSection
from ssu_desktop.screens.settings_facility import FileNumbersSection, OrganisationSection
from ssu_desktop.screens.settings_file import FileSection
from ssu_desktop.screens.settings_history import HistorySection
from ssu_desktop.screens.settings_law import LawSection
from ssu_desktop.screens.settings_lock import LockSection
from ssu_desktop.screens.settings_look import LookSection
from ssu_desktop.screens.settings_orders import OrderTextsSection
from ssu_desktop.screens.settings_prices import PricesSection
from ssu_desktop.screens.settings_questionnaires import QuestionnairesSection
from ssu_desktop.screens.settings_roles import RolesSection
from ssu_desktop.screens.settings_section import Section
from ssu_desktop.screens.settings_services import ServicesSection
from ssu_desktop.screens.settings_staff import SignatoriesSection, StaffSection
from ssu_desktop.screens.settings_units import UnitsSection
from ssu_desktop.screens.settings_users import UsersSection
from ssu_desktop.screens.theme import scaled

SECTIONS: tuple[type[Section], ...] = (
    OrganisationSection,
    UnitsSection,
    StaffSection,
    SignatoriesSection,
    UsersSection,
    RolesSection,
    FileNumbersSection,
    ServicesSection,
    PricesSection,
    OrderTextsSection,
    QuestionnairesSection,
    CalendarSection,
    LawSection,
    DeparturesSection,
    HistorySection,
    LookSection,
    LockSection,
    FileSection,
    BackupsSection,
    AboutSection,
)

_WIDTH = 206
_ROUNDING = 2  # pixels: two lines are a little more than twice one, as at 125 %
_ROUND_A_NAME = 38  # the theme's room beside a name, and the scroll bar


class SettingsScreen(Screen):
    """Each section is built when it is first looked at; Ins, F2 and Del work in its list."""

    changed_desk = Signal(object)  # the Desk with the user's new language or text size
    changed_look = Signal(int, bool)  # text size in per cent, dark: the window is to be laid out anew

    restores = Signal(object)  # the path of a backup that is to take the data file's place

    title_msgid = N_("Settings")
    help_topic = "settings"

    def __init__(self, desk: Desk, parent: QWidget | None = None, *, section: str = "organisation") -> None:
        super().__init__(parent)
        self.desk = desk
        self.heading = plain_label("title")
        self.names = QListWidget()
        self.names.setFixedWidth(scaled(_WIDTH))
        self.names.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.names.setWordWrap(True)
        self.names.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.stack = QStackedWidget()
        self._built: dict[str, Section] = {}
        self.words.say(self.heading.setText, self.title_msgid)
        self.kinds = [kind for kind in SECTIONS if not kind.deed or desk.may(kind.deed)]
        for kind in self.kinds:
            self.names.addItem(_(kind.title_msgid))
        self._make_room()
        left = QVBoxLayout()
        left.setContentsMargins(scaled(24), scaled(24), 0, scaled(20))
        left.setSpacing(scaled(14))
        left.addWidget(self.heading)
        left.addWidget(self.names, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addLayout(left)
        row.addWidget(self.stack, 1)
        self.names.currentRowChanged.connect(self._show)
        self.show_section(section)

    @property
    def section(self) -> Section:
        """The section that is seen."""
        return self._built[self.kinds[self.names.currentRow()].code]

    def show_section(self, code: str) -> Section:
        """Go to a section by its code; to the first where the user is not shown that one."""
        codes = [kind.code for kind in self.kinds]
        self.names.setCurrentRow(codes.index(code) if code in codes else 0)
        return self.section

    def refresh(self) -> None:
        """Read the section again."""
        self.section.refresh()

    def heightForWidth(self, width: int) -> int:
        """Return the least height of the section that is seen; those behind it do not count."""
        return self.section.heightForWidth(width - self.width() + self.stack.width())

    def take_focus(self) -> None:
        """Put the cursor on the names of the sections: arrows walk, Tab goes in."""
        self.names.setFocus()

    def retranslate(self) -> None:
        """Name the sections in the language of the interface."""
        super().retranslate()
        for number, kind in enumerate(self.kinds):
            item = self.names.item(number)
            if item is not None:
                item.setText(_(kind.title_msgid))
        self._make_room()

    def _make_room(self) -> None:
        """Give each name the lines that it takes: by itself the list forgets its own margins and cuts it."""
        self.names.ensurePolished()
        lines = QRect(0, 0, scaled(_WIDTH - _ROUND_A_NAME), scaled(1000))
        for item in (self.names.item(number) for number in range(self.names.count())):
            words = self.names.fontMetrics().boundingRect(lines, Qt.TextFlag.TextWordWrap, item.text())
            item.setSizeHint(QSize(0, words.height() + 2 * scaled(6) + _ROUNDING))

    def _show(self, number: int) -> None:
        kind = self.kinds[number]
        if kind.code not in self._built:
            self._built[kind.code] = self._take_in(kind(self.desk))
        section = self._built[kind.code]
        section.desk = self.desk
        section.refresh()
        self.stack.setCurrentWidget(section)
        self.commands = section.commands

    def _take_in(self, section: Section) -> Section:
        self.stack.addWidget(section)
        section.saved.connect(self.saved)
        section.opens.connect(self.opens)
        if isinstance(section, LookSection):
            section.changed_desk.connect(self._sit_down)
            section.changed_look.connect(self.changed_look)
        if isinstance(section, BackupsSection):
            section.restores.connect(self.restores)
        return section

    def _sit_down(self, desk: Desk) -> None:
        self.desk = desk
        self.changed_desk.emit(desk)
