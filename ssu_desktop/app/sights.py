"""What the tour sees: every place, every tab of a person's page, some dialogs, the door and the wizard."""

import sys
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import (
    QEventLoop,
    QMessageLogContext,
    QPoint,
    QRect,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from ssu_desktop.actions.admission_sheet import read_sheet
from ssu_desktop.actions.assessment import needs_page
from ssu_desktop.actions.demo import LOGIN, PASSWORD
from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.opening import open_desk
from ssu_desktop.actions.organisation import list_units
from ssu_desktop.actions.people import PeopleQuery, list_people
from ssu_desktop.actions.service import service_offers
from ssu_desktop.actions.waiting import list_queue
from ssu_desktop.app.window import SIZE, Program
from ssu_desktop.language import Language
from ssu_desktop.records.kinds import Domain, Status, UnitKind
from ssu_desktop.screens.admission_form import AdmissionDialog
from ssu_desktop.screens.ask import Dialog
from ssu_desktop.screens.assessment_dialog import AssessmentDialog
from ssu_desktop.screens.attendance import AttendanceScreen
from ssu_desktop.screens.binder_dialog import BinderDialog
from ssu_desktop.screens.collecting import Collector
from ssu_desktop.screens.file_tab import FileTab
from ssu_desktop.screens.import_register import ImportScreen
from ssu_desktop.screens.pack_dialog import PackDialog
from ssu_desktop.screens.person import PersonScreen
from ssu_desktop.screens.present import PresentScreen
from ssu_desktop.screens.print_dialog import PrintDialog
from ssu_desktop.screens.scan_dialog import ScanDialog
from ssu_desktop.screens.screen import Screen
from ssu_desktop.screens.service_picker import ServicePicker
from ssu_desktop.screens.settings import SettingsScreen
from ssu_desktop.screens.sheet_dialog import stay_sheet_dialog
from ssu_desktop.screens.shell import Shell
from ssu_desktop.screens.signing import SigningScreen
from ssu_desktop.screens.theme import apply_theme
from ssu_desktop.screens.today import TodayScreen
from ssu_desktop.screens.unit_monitoring import MonitoringScreen
from ssu_desktop.screens.unit_page import UnitPage
from ssu_desktop.screens.unlock import UnlockScreen
from ssu_desktop.screens.visits import VisitsScreen
from ssu_desktop.screens.wizard import SetupWizard
from ssu_desktop.screens.words import switch_language
from ssu_desktop.screens.work import wait_for_work

_SETTLE_MS = 250  # a preview is drawn a moment after its screen
_DIMMED = QColor(0, 0, 0, 70)
_SECTIONS = ("units", "prices", "orders", "calendar", "law", "departures")  # with the law at work in them
_SHOWN = {
    "person": ("Қасымова Айгүл", UnitKind.STATIONARY),
    "monitored": ("Омаров Ерлан", UnitKind.STATIONARY),
    "temporary": ("", UnitKind.TEMPORARY),
}

Sight = tuple[str, QPixmap]


def sights(app: QApplication, path: Path, clock: Callable[[], date]) -> Iterator[Sight]:
    """Yield the name and the picture of each screen, in Kazakh and in Russian, at 1366 x 768."""
    qInstallMessageHandler(_heed)
    Collector(app)
    apply_theme(app)
    for language in Language:
        switch_language(app, language)
        yield from _before_signing_in(path, clock, language)
        yield from _signed_in(app, path, clock, language)


def _heed(_kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    """Say Qt's warnings, all but the one that every window without a display brings about."""
    if "propagateSizeHints" not in text:
        print(text, file=sys.stderr)


def _picture(widget: QWidget) -> QPixmap:
    """Return what is seen once the pages that are drawn beside the window have come."""
    for _round in range(3):  # what is shown begins its work, the work is done, its pages are shown
        loop = QEventLoop()
        QTimer.singleShot(_SETTLE_MS, loop.quit)
        loop.exec()
        wait_for_work()
    return widget.grab()


def _before_signing_in(path: Path, clock: Callable[[], date], language: Language) -> Iterator[Sight]:
    door = UnlockScreen(lambda: [path], clock=clock)
    wizard = SetupWizard(clock=clock)
    for name, screen in (("unlock", door), ("first-start", wizard)):
        screen.resize(SIZE)
        screen.show()
        yield f"{language}-{name}", _picture(screen)
        screen.close()
        screen.deleteLater()


def _signed_in(
    app: QApplication, path: Path, clock: Callable[[], date], language: Language
) -> Iterator[Sight]:
    program = Program(app, clock=clock, remembers=False)
    desk = open_desk(path, LOGIN, PASSWORD, clock=clock)
    program.sign_in(desk)
    program.speak(language)
    shell = program.shell
    if shell is None:
        raise RuntimeError("the window did not open")
    yield from _places(shell, desk, language)
    yield from _persons(shell, desk, language)
    yield from _dialogs(shell, desk, language)
    yield from _plans_that_help(shell, desk, language)
    program.close()


def _places(shell: Shell, desk: Desk, language: Language) -> Iterator[Sight]:
    """Yield every place with its calendar, sections or parts, the import, the list of a day."""
    for code in shell.places:
        shell.open_place(code)
        yield f"{language}-{code}", _picture(shell)
        for name, show in _further(shell.screen_in_front()):
            show()
            yield f"{language}-{name}", _picture(shell)
    stationary = next(unit.id for unit in list_units(desk) if unit.kind is UnitKind.STATIONARY)
    for name, place, screen in (
        ("unit", "settings", UnitPage(desk, stationary)),
        ("import", "people", ImportScreen(desk)),
        ("present", "journal", PresentScreen(desk)),
    ):
        shell.open_place(place)
        shell.open_screen(screen)
        yield f"{language}-{name}", _picture(shell)


def _further(front: Screen) -> Iterator[tuple[str, Callable[[], object]]]:
    """Yield what else a place shows: the name of the picture, and what leads there."""
    if isinstance(front, TodayScreen):
        yield "today-calendar", front.span.button("calendar").click
        front.span.button("month").click()
    elif isinstance(front, AttendanceScreen):
        yield "attendance-month", partial(front.show_span, "month")
    elif isinstance(front, VisitsScreen):
        yield "visits-last-week", partial(front.step, -1)
        for part in ("schedules", "fewer"):
            yield f"visits-{part}", partial(front.show_part, part)
    elif isinstance(front, SettingsScreen):
        for section in _SECTIONS:
            yield f"settings-{section}", partial(front.show_section, section)


def _persons(shell: Shell, desk: Desk, language: Language) -> Iterator[Sight]:
    for name in _SHOWN:
        page = _page_of(shell, desk, name)
        for tab in page.tab_codes():
            page.show_tab(tab)
            yield f"{language}-{name}-{tab}", _picture(shell)


def _page_of(shell: Shell, desk: Desk, name: str) -> PersonScreen:
    text, kind = _SHOWN[name]
    units = {unit.kind: unit.id for unit in list_units(desk)}
    query = PeopleQuery(text=text, unit_id=units[kind], statuses=(Status.RECEIVING,))
    shell.open_place("people")
    page = PersonScreen(desk, list_people(desk, query).rows[0].id)
    shell.open_screen(page)
    return page


def _dialogs(shell: Shell, desk: Desk, language: Language) -> Iterator[Sight]:
    """Yield an admission from the queue, a checklist that was answered, a scan in the viewer."""
    shell.open_place("queue")
    first = list_queue(desk)[0]
    admission = AdmissionDialog(shell, desk, first.person_id, lambda _saved: None, first.unit_id)
    yield f"{language}-admission", _over(shell, admission)
    page = _page_of(shell, desk, "person")
    stay = page.header.stay if page.header is not None else None
    sheet = read_sheet(desk, stay.id) if stay is not None else None
    if sheet is not None:
        checklist = stay_sheet_dialog(shell, desk, sheet, lambda _saved: None)
        yield f"{language}-checklist", _over(shell, checklist)
    page = _page_of(shell, desk, "monitored")
    page.show_tab("file")
    tab = page.tab()
    rows = tab.page.rows if isinstance(tab, FileTab) and tab.page is not None else ()
    for row in (row for row in rows if row.scans):
        viewer = ScanDialog(shell, desk, row.title(language), row.scans, lambda: None)
        yield f"{language}-scan", _over(shell, viewer)


def _plans_that_help(shell: Shell, desk: Desk, language: Language) -> Iterator[Sight]:
    """Yield the assessment, services to pick, curves, a binder; how a unit does; a pack and its signing."""
    page = _page_of(shell, desk, "monitored")
    page.show_tab("plan")
    stay = page.header.stay if page.header is not None else None
    needs = needs_page(desk, stay.id) if stay is not None else None
    if stay is not None and needs is not None:
        made: tuple[tuple[str, Dialog], ...] = (
            ("assessment", AssessmentDialog(shell, desk, needs, domain=Domain.MEDICAL)),
            ("services", _picker(shell, desk, stay.id)),
            ("trend", PrintDialog(shell, desk, "trend", page.person_id)),
            ("binder", BinderDialog(shell, desk, page.person_id, lambda: None)),
        )
        for name, dialog in made:
            yield f"{language}-{name}", _over(shell, dialog)
    shell.open_place("monitoring")
    unit = shell.screen_in_front()
    if isinstance(unit, MonitoringScreen):
        unit.parts.button("progress").click()
        yield f"{language}-monitoring-progress", _picture(shell)
        unit.parts.button("marks").click()
    shell.open_place("people")
    yield f"{language}-pack", _over(shell, PackDialog(shell, desk, unit_id=list_units(desk)[0].id))
    shell.open_screen(SigningScreen(desk))
    yield f"{language}-signing", _picture(shell)


def _picker(shell: Shell, desk: Desk, stay_id: UUID) -> ServicePicker:
    offers = service_offers(desk, stay_id)
    nothing: Callable[[object], None] = lambda _taken: None  # noqa: E731 - a picture takes nothing
    return ServicePicker(shell, Domain.MEDICAL, offers, desk.law.acts, chosen=nothing, own=nothing)


def _over(shell: Shell, dialog: Dialog) -> QPixmap:
    """Return the window dimmed, with the dialog in its middle; then the dialog is closed."""
    dialog.show()
    wait_for_work()  # its pages are drawn beside the window
    front = _picture(dialog)
    picture = shell.grab()
    place = QRect(QPoint(), front.size())
    place.moveCenter(picture.rect().center())
    painter = QPainter(picture)
    painter.fillRect(picture.rect(), _DIMMED)
    painter.drawPixmap(place.topLeft(), front)
    painter.end()
    dialog.reject()
    dialog.deleteLater()
    return picture
