"""Every screen in both languages, at 100 % and at 150 %: each word in its language, none cut off."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from ssu_desktop.actions.admission_sheet import sheet_questions
from ssu_desktop.actions.assessment import needs_page
from ssu_desktop.actions.demo import LOGIN, PASSWORD
from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.opening import open_desk
from ssu_desktop.actions.organisation import list_units, set_text_size
from ssu_desktop.actions.people import PeopleQuery, list_people
from ssu_desktop.actions.plan import PlanView
from ssu_desktop.actions.service import service_offers
from ssu_desktop.actions.stay_history import stay_history
from ssu_desktop.actions.visit_schedules import schedules_of_unit
from ssu_desktop.actions.visits import visited_in_week
from ssu_desktop.app.window import SIZE, Program
from ssu_desktop.language import Language
from ssu_desktop.records.kinds import Category, Domain, Status, UnitKind
from ssu_desktop.rules.admission_sheet import SheetDraft
from ssu_desktop.rules.day import monday_of
from ssu_desktop.rules.person import RelativeDraft
from ssu_desktop.screens.admission_form import AdmissionDialog
from ssu_desktop.screens.application_form import ApplicationDialog
from ssu_desktop.screens.assessment_dialog import AssessmentDialog
from ssu_desktop.screens.attendance import AttendanceScreen
from ssu_desktop.screens.belonging_forms import BelongingDialog
from ssu_desktop.screens.import_register import ImportScreen
from ssu_desktop.screens.merge import MergeScreen
from ssu_desktop.screens.movement_form import MovementDialog
from ssu_desktop.screens.movement_offers import possible_of
from ssu_desktop.screens.opening_form import OpeningDialog
from ssu_desktop.screens.person import PersonScreen
from ssu_desktop.screens.person_form import PersonForm
from ssu_desktop.screens.plan_carry import CarryDialog
from ssu_desktop.screens.plan_deeds import dates_dialog, fill_dialog
from ssu_desktop.screens.plan_section_forms import empty_dialog, sign_dialog
from ssu_desktop.screens.plan_tab import PlanTab
from ssu_desktop.screens.plan_templates import TemplateDialog, keep_dialog_of
from ssu_desktop.screens.print_dialog import PrintDialog
from ssu_desktop.screens.question_form import QuestionDialog
from ssu_desktop.screens.questionnaire_form import QuestionnaireDialog
from ssu_desktop.screens.referral_form import ReferralDialog
from ssu_desktop.screens.rename_form import RenameDialog
from ssu_desktop.screens.service_picker import ServicePicker
from ssu_desktop.screens.sheet_dialog import SheetDialog
from ssu_desktop.screens.theme import apply_theme
from ssu_desktop.screens.unit_form import unit_dialog
from ssu_desktop.screens.unit_monitoring import MonitoringScreen
from ssu_desktop.screens.visit_forms import schedule_dialog, visit_dialog
from ssu_desktop.screens.visits import VisitsScreen
from ssu_desktop.screens.wizard import SetupWizard
from tests.journeys.conftest import TODAY
from tests.journeys.hands import Pictures, StrayWindows, none_of, settle
from tests.journeys.seeing import clipped_words, foreign_words

SIZES = (100, 150)
# Typed by the demo's users, in the program too.
WORDS_OF_THE_DEMO = {"иә", "жоқ", "тұрғылықты жері жоқ", "басқа ұйымға ауысты"}


class Critic:
    """Looks at views and writes down whatever is wrong with them."""

    def __init__(self, program: Program, scale: int, own: frozenset[str]) -> None:
        self.program, self.scale, self.own = program, scale, own
        self.remarks: list[str] = []
        self.pictures = Pictures(f"languages-{scale}")

    def look(self, name: str, window: QWidget) -> None:
        """Look at a view in both languages, switched while it is open."""
        for language in (Language.RU, Language.KK):
            self.program.speak(language)
            self._note(name, window, language)

    def look_into(self, name: str, make: Callable[[], QDialog]) -> None:
        """Look at a dialog in both languages; while it is open the language cannot be switched."""
        for language in (Language.RU, Language.KK):
            self.program.speak(language)
            dialog = make()
            dialog.open()
            self._note(name, dialog, language)
            dialog.close()
            dialog.deleteLater()

    def _note(self, name: str, window: QWidget, language: Language) -> None:
        settle()
        self.pictures.take(window, f"{name}-{language}")
        found = [f"not {language}: {word}" for word in foreign_words(window, language, self.own)]
        found += [f"cut off: {word}" for word in clipped_words(window)]
        found += self._room(window)
        self.remarks += [f"{name} {language} {self.scale} %: {remark}" for remark in found]

    def _room(self, window: QWidget) -> Iterator[str]:
        least = window.minimumSizeHint()
        if least.width() > SIZE.width() or least.height() > SIZE.height():
            yield f"needs {least.width()} x {least.height()}"
        for area in window.findChildren(QScrollArea):
            if area.isVisible() and area.horizontalScrollBar().maximum() > 0:
                inner = type(area.widget()).__name__
                yield f"{inner} is {area.horizontalScrollBar().maximum()} px too wide"


@pytest.fixture(params=SIZES, ids=lambda size: f"at {size} %")
def scale(request: pytest.FixtureRequest) -> int:
    """The size of text."""
    assert isinstance(request.param, int)
    return request.param


@pytest.fixture
def desk(demo: Path, scale: int) -> Iterator[Desk]:
    """A desk over the demo, its user reading at this size."""
    opened = set_text_size(open_desk(demo, LOGIN, PASSWORD, clock=lambda: TODAY), scale)
    assert isinstance(opened, Desk)
    yield opened
    opened.file.close()


@pytest.fixture
def critic(program: Program, desk: Desk, scale: int) -> Critic:
    """One who looks at the program; the names of the units are words of the user."""
    own = {unit.name(language) for unit in list_units(desk) for language in Language}
    return Critic(program, scale, frozenset(own | WORDS_OF_THE_DEMO))


def person_in(desk: Desk, kind: UnitKind, text: str = "") -> UUID:
    """Return somebody who receives services in a unit of this kind."""
    (unit,) = [unit.id for unit in list_units(desk) if unit.kind is kind]
    query = PeopleQuery(text=text, unit_id=unit, statuses=(Status.RECEIVING,))
    return list_people(desk, query).rows[0].id


def nobody(*_told: object) -> None:
    """Do nothing with what was saved."""


def nothing_said(*_values: object) -> tuple[()]:
    """Submit, and find nothing."""
    return ()


def dialogs(desk: Desk, parent: QWidget, resident: UUID) -> Iterator[tuple[str, Callable[[], QDialog]]]:
    """Yield the dialogs that a person's page opens."""
    yield "admission", lambda: AdmissionDialog(parent, desk, resident, nobody)
    yield "application", lambda: ApplicationDialog(parent, desk, resident, nobody)
    for unit in list_units(desk):
        yield f"unit-{unit.kind}", partial(unit_dialog, parent, unit.draft, nothing_said, desk)
        yield f"opening-{unit.kind}", partial(OpeningDialog, parent, desk, unit.draft)
    yield "referral", lambda: ReferralDialog(parent, desk, resident, nobody, codes=("T.all.2", "T.all.4"))
    for kind, category in (
        (UnitKind.STATIONARY, Category.ELDERLY),
        (UnitKind.STATIONARY, Category.CHILDREN),
        (UnitKind.HOME, Category.MUSCULOSKELETAL),
        (UnitKind.TEMPORARY, Category.HOMELESS),
    ):
        asked = sheet_questions(desk, kind, category, desk.today)
        sheet = SheetDraft(revision=0)
        yield f"sheet-{kind}-{category}", partial(SheetDialog, parent, desk, asked, sheet, nothing_said)
    stay = stay_history(desk, resident)[0]
    for kind in possible_of(stay):
        yield f"movement-{kind}", partial(MovementDialog, parent, desk, stay, kind, nobody)
    yield "relative", lambda: BelongingDialog(parent, desk, resident, None, RelativeDraft, nobody)
    yield "rename", lambda: RenameDialog(parent, desk, resident, nobody)
    (home,) = [unit.id for unit in list_units(desk) if unit.kind is UnitKind.HOME]
    planned = schedules_of_unit(desk, home)[0]
    yield "visit-schedule", partial(schedule_dialog, parent, desk, planned, nobody, new=False)
    visited = visited_in_week(desk, home, monday_of(desk.today))
    yield "visit", partial(visit_dialog, parent, desk, home, visited, (desk.today, None), nobody)
    needs = needs_page(desk, stay.id)
    if needs is not None:
        by = needs.offered[1]
        yield "assessment", lambda: AssessmentDialog(parent, desk, needs, domain=Domain.MEDICAL)
        yield "questionnaire", lambda: QuestionnaireDialog(parent, desk, by.id, by.draft, nobody)
        yield (
            "question",
            lambda: QuestionDialog(parent, desk, 2, by.questions, nothing_said, domain=Domain.MEDICAL),
        )
    for form in ("annex-3", "annex-4", "annex-5", "trend"):
        yield f"print-{form}", partial(PrintDialog, parent, desk, form, resident)


def test_the_first_start_speaks_both_languages_and_fits(
    program: Program, qapp: QApplication, qtbot: QtBot, scale: int, strays: StrayWindows, tmp_path: Path
) -> None:
    apply_theme(qapp, scale=scale)
    critic = Critic(program, scale, frozenset())
    program.start()
    assert program.door is not None
    wizard = program.door.centralWidget()
    assert isinstance(wizard, SetupWizard)
    for number in range(len(wizard.steps)):
        wizard.show_step(number)
        critic.look(f"wizard-{number + 1}", program.door)
    program.show_door()
    critic.look("door", program.door)
    none_of(critic.remarks, strays.seen)


def test_every_screen_speaks_both_languages_and_fits(
    program: Program, desk: Desk, critic: Critic, strays: StrayWindows
) -> None:
    program.sign_in(desk)
    shell = program.shell
    assert shell is not None
    for code in shell.places:
        shell.open_place(code)
        critic.look(code, shell)
    shell.open_place("monitoring")
    unit = shell.screen_in_front()
    assert isinstance(unit, MonitoringScreen)
    unit.show_part("progress")
    critic.look("monitoring-progress", shell)
    shell.open_place("attendance")
    attendance = shell.screen_in_front()
    assert isinstance(attendance, AttendanceScreen)
    attendance.show_span("month")
    critic.look("attendance-month", shell)
    shell.open_place("visits")
    visits = shell.screen_in_front()
    assert isinstance(visits, VisitsScreen)
    for part in ("schedules", "fewer"):
        visits.show_part(part)
        critic.look(f"visits-{part}", shell)
    resident = person_in(desk, UnitKind.STATIONARY, "Қасымова")
    for name, screen in (
        ("import", ImportScreen(desk)),
        ("new-person", PersonForm(desk)),
        ("merge", MergeScreen(desk, resident)),
    ):
        shell.open_screen(screen)
        critic.look(name, shell)
        shell.back()
    for kind, person_id in ((UnitKind.STATIONARY, resident), (UnitKind.TEMPORARY, None)):
        page = PersonScreen(desk, person_id or person_in(desk, kind))
        shell.open_screen(page)
        for tab in page.tab_codes():
            page.show_tab(tab)
            critic.look(f"{kind.name.lower()}-{tab}", shell)
    none_of(critic.remarks, strays.seen)


def services_of(page: PersonScreen, desk: Desk, plan: PlanView) -> ServicePicker:
    """Return the services that are offered to a plan."""
    offers = service_offers(desk, plan.stay_id)
    return ServicePicker(page, Domain.MEDICAL, offers, desk.law.acts, chosen=nobody, own=nobody)


def test_the_dialogs_of_a_person_speak_both_languages_and_fit(
    program: Program, desk: Desk, critic: Critic, strays: StrayWindows
) -> None:
    program.sign_in(desk)
    assert program.shell is not None
    resident = person_in(desk, UnitKind.STATIONARY, "Қасымова")
    page = PersonScreen(desk, resident, "plan")
    program.shell.open_screen(page)
    tab = page.tab()
    assert isinstance(tab, PlanTab)
    plan = tab.plan
    assert plan is not None
    made = [
        *dialogs(desk, page, resident),
        ("plan-dates", lambda: dates_dialog(page, desk, plan, nobody, nobody)),
        ("plan-filled", lambda: fill_dialog(page, desk, plan, nobody, nobody)),
        ("plan-signed", lambda: sign_dialog(page, desk, plan, Domain.MEDICAL)),
        ("plan-empty", lambda: empty_dialog(page, desk, plan, Domain.MEDICAL)),
        ("plan-services", lambda: services_of(page, desk, plan)),
        ("plan-carried", lambda: CarryDialog(page, plan.items, nobody)),
        ("plan-templates", lambda: TemplateDialog(page, desk, plan.stay_id, nobody)),
        ("plan-kept", lambda: keep_dialog_of(page, desk, plan, Domain.MEDICAL)),
    ]
    for name, make in made:
        critic.look_into(name, make)
    none_of(critic.remarks, strays.seen)
