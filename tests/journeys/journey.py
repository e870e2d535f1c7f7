"""One user before one window: the steps of the main job, by keys and clicks alone."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QDialog, QFileDialog, QWidget

from ssu_desktop.actions.people import PeopleQuery, list_people
from ssu_desktop.app.window import Program
from ssu_desktop.language import Language, _
from ssu_desktop.records.kinds import Category, Domain, PlanState, RoundKind, Status, UnitKind
from ssu_desktop.screens.admission_form import AdmissionDialog
from ssu_desktop.screens.ask import FormDialog
from ssu_desktop.screens.choices import PickField
from ssu_desktop.screens.history_tab import HistoryTab
from ssu_desktop.screens.import_register import ImportScreen
from ssu_desktop.screens.monitoring_tab import MonitoringTab
from ssu_desktop.screens.people import PeopleScreen
from ssu_desktop.screens.person import PersonScreen
from ssu_desktop.screens.person_form import PersonForm
from ssu_desktop.screens.plan_tab import PlanTab
from ssu_desktop.screens.print_dialog import PrintDialog
from ssu_desktop.screens.screen import Screen
from ssu_desktop.screens.shell import Shell
from ssu_desktop.screens.tab import PersonTab
from ssu_desktop.screens.unlock import UnlockScreen
from ssu_desktop.screens.wizard import SetupWizard
from ssu_desktop.screens.wizard_pages import LanguagePage
from tests.journeys.hands import CTRL, Hands, Pictures, settle
from tests.journeys.seeing import foreign_words

REGISTER = Path(__file__).parents[1] / "exchange" / "registers" / "register_kk.xlsx"
PASSWORD = "үш бөлек сөз ғана"  # noqa: S105 - of a test
NAME = "Тілеубергенова Күлпаш Серікқызы"
IIN = "510308400126"
SERVICE = "Тамақтандыру, күніне 5 рет"
EXERCISES = "Емдік дене шынықтыру"
_UNITS = frozenset(["Стационар", "Уақытша болу", "Стационарное отделение", "Временное пребывание"])


def _words_of(book: Path) -> frozenset[str]:
    """Return what stands in the cells of a workbook: the user's words stay as they are."""
    sheet = openpyxl.load_workbook(book).worksheets[0]
    return frozenset(str(cell).strip() for row in sheet.iter_rows(values_only=True) for cell in row if cell)


class Journey:
    """One user before one window, from the first start on."""

    def __init__(self, program: Program, hands: Hands, folder: Path) -> None:
        self.program, self.hands, self.folder = program, hands, folder
        self.pictures = Pictures("main-job")
        self.left_behind: list[str] = []  # words that did not follow the language
        self.own = _UNITS | _words_of(REGISTER)

    # -- where one is ----------------------------------------------------------------------------------

    @property
    def shell(self) -> Shell:
        """The window of the one who is signed in."""
        assert self.program.shell is not None
        return self.program.shell

    def door(self, kind: type[QWidget]) -> QWidget:
        """The screen before signing in."""
        assert self.program.door is not None
        screen = self.program.door.centralWidget()
        assert isinstance(screen, kind), f"{type(screen).__name__} is there"
        return screen

    def front(self, kind: type[Screen]) -> Screen:
        """The screen in front."""
        screen = self.shell.screen_in_front()
        assert isinstance(screen, kind), f"{type(screen).__name__} is in front"
        return screen

    def tab(self, code: str) -> PersonTab:
        """Go to a tab of the person in front by its key, as its place in the bar says."""
        person = self.person()
        digit = Qt.Key(Qt.Key.Key_1 + person.tab_codes().index(code))
        self.hands.press(digit, CTRL)
        tab = person.tab()
        assert tab is not None
        assert tab.code == code
        return tab

    def person(self) -> PersonScreen:
        """The person's page in front."""
        page = self.front(PersonScreen)
        assert isinstance(page, PersonScreen)
        return page

    def look(self, window: QWidget, buttons: Callable[[str], QAbstractButton], name: str) -> None:
        """Switch to Russian and back: no word is left behind."""
        for language in (Language.RU, Language.KK):
            self.hands.click(buttons(language.value))
            settle()
            self.pictures.take(window, f"{name}-{language}")
            left = foreign_words(window, language, self.own)
            self.left_behind += [f"{name} in {language}: {word}" for word in left]

    def look_around(self, name: str) -> None:
        """Look at the screen in front in both languages."""
        self.look(self.shell, self.shell.top.language.button, name)

    # -- steps -----------------------------------------------------------------------------------------

    def first_start(self) -> None:
        """Answer the wizard."""
        wizard = self.door(SetupWizard)
        assert isinstance(wizard, SetupWizard)
        page, hands = wizard.step, self.hands
        assert isinstance(page, LanguagePage)
        hands.click(page.choices[Language.KK])
        self._next(wizard, "language")
        hands.fill(wizard.place.name, "мейірім")
        hands.fill(wizard.place.folder, str(self.folder))
        self._next(wizard, "place")
        fields = wizard.name.fields
        hands.fill(fields["organisation.name_kk"], "«Мейірім» орталығы")
        hands.fill(fields["organisation.name_ru"], "Центр «Мейірім»")
        hands.fill(fields["organisation.bin"], "050640003470")
        self._next(wizard, "name")
        fields = wizard.address.fields
        hands.fill(fields["organisation.region"], "Қостанай облысы")
        hands.fill(fields["organisation.place"], "Әулиекөл ауылы")
        hands.fill(fields["organisation.address"], "Достық көшесі, 12")
        hands.fill(fields["head_name"], "Төлегенов А. Қ.")
        self._next(wizard, "address")
        self._add_unit(wizard, wizard.units.table.empty.action, UnitKind.STATIONARY)
        self._add_unit(wizard, wizard.units.add_button, UnitKind.TEMPORARY)
        self._next(wizard, "units")
        fields = wizard.user.fields
        hands.fill(fields["user.full_name"], "Сейтқали Айнұр Маратқызы")
        hands.fill(fields["user.login"], "ainur")
        hands.fill(wizard.user.password, PASSWORD)
        hands.fill(wizard.user.repeat, PASSWORD)
        self._next(wizard, "user")
        self._next(wizard, "summary")
        hands.wait(lambda: wizard.step is wizard.code)
        code = wizard.code.code
        assert code is not None
        number = int("".join(sign for sign in code.group.label.text() if sign.isdigit()))
        hands.fill(code.group, code.code.split("-")[number - 1].lower())
        self._next(wizard, "code")
        self.look(wizard, wizard.language.button, "done")
        hands.click(wizard.done.bring_in)

    def _next(self, wizard: SetupWizard, name: str) -> None:
        self.look(wizard, wizard.language.button, name)
        self.hands.click(wizard.go)

    def _add_unit(self, wizard: SetupWizard, button: QAbstractButton, kind: UnitKind) -> None:
        names = {
            UnitKind.STATIONARY: ("Стационар", "Стационарное отделение", "50"),
            UnitKind.TEMPORARY: ("Уақытша болу", "Временное пребывание", "20"),
        }

        def answer(dialog: QDialog) -> None:
            assert isinstance(dialog, FormDialog)
            kind_of_unit = dialog.fields["kind"]
            assert isinstance(kind_of_unit, PickField)
            self.hands.choose(kind_of_unit.combo, _(kind.msgid))
            for name, text in zip(("name_kk", "name_ru", "capacity"), names[kind], strict=True):
                self.hands.fill(dialog.fields[name], text)
            self.pictures.take(dialog, "unit")
            self.hands.click(dialog.go)

        before = len(wizard.units.units)
        self.hands.in_dialog(lambda: self.hands.click(button), answer)
        assert len(wizard.units.units) == before + 1

    def bring_register_in(self) -> None:
        """Import the facility's workbook into the stationary unit."""
        screen = self.front(ImportScreen)
        assert isinstance(screen, ImportScreen)
        hands = self.hands
        hands.fill(screen.file.path, str(REGISTER))
        hands.choose(screen.file.unit.combo, "Стационар")
        self.look_around("import-file")
        hands.click(screen.go)
        hands.wait(lambda: screen.step is screen.columns)
        self.look_around("import-columns")
        hands.click(screen.go)
        hands.wait(lambda: screen.step is screen.dry_run)
        self.look_around("import-dry-run")
        assert self.people() == 0
        assert "60" in screen.go.text()
        hands.click(screen.go)
        hands.wait(lambda: screen.step is screen.result)
        self.look_around("import-result")
        assert self.people() == 60
        hands.click(screen.go)

    def people(self, text: str = "") -> int:
        """Count the people of the file."""
        assert self.program.desk is not None
        return list_people(self.program.desk, PeopleQuery(text=text)).total

    def find_someone(self) -> None:
        """Search as one types, without the Kazakh letters, and open with Enter."""
        screen = self.front(PeopleScreen)
        assert isinstance(screen, PeopleScreen)
        self.look_around("people")
        screen.search.setFocus()
        self.hands.type("касымов викт")
        assert screen.table.pages.rowCount() == self.people("Қасымов Виктор") > 0
        self.pictures.take(self.shell, "people-found")
        self.hands.press(Qt.Key.Key_Return)
        assert self.person().title().startswith("Қасымов Виктор")
        self.look_around("person-found")
        self.hands.press(Qt.Key.Key_Escape)
        assert self.front(PeopleScreen) is screen

    def add_person(self) -> None:
        """Type a new person in, the figures by their place on a Kazakh keyboard."""
        hands = self.hands
        hands.press(Qt.Key.Key_Insert)
        form = self.front(PersonForm)
        assert isinstance(form, PersonForm)
        for name, text in zip(("surname", "given_name", "patronymic"), NAME.split(), strict=True):
            hands.fill(form.fields[name], text)
        form.fields["iin"].setFocus()
        hands.type_by_place(IIN)
        hands.press(Qt.Key.Key_Tab)
        assert form.fields["iin"].typed() == IIN
        assert form.fields["born"].typed() == "08.03.1951"
        hands.fill(form.fields["address"], "Әулиекөл ауылы, Абай көшесі, 5")
        self.look_around("person-form")
        hands.press(Qt.Key.Key_Return, CTRL)
        self.pictures.take(self.shell, "person-added")
        assert self.person().title() == NAME
        assert self.people() == 61

    def admit(self) -> None:
        """Admit the person to the stationary unit with an order."""
        page, hands = self.person(), self.hands
        self.look_around("person-new")
        admit = hands.pick(page.band.acts.menu(), f"{_('Admit')}…")

        def answer(dialog: QDialog) -> None:
            assert isinstance(dialog, AdmissionDialog)
            hands.choose(dialog.first.unit.combo, "Стационар")
            hands.choose(dialog.first.category.combo, _(Category.ELDERLY.msgid))
            hands.fill(dialog.fields["admitted_on"], "04032026")
            hands.fill(dialog.fields["order_number"], "17-ж/қ")
            hands.fill(dialog.fields["order_date"], "4.3.26")
            self.pictures.take(dialog, "admission")
            hands.click(dialog.go)
            if dialog.isVisible():  # a remark that wants a reason
                self.pictures.take(dialog, "admission-remark")
                hands.fill(dialog.fields["out_of_turn_reason"], "шұғыл: жалғыз қалған")
                dialog.findings.why.line.setFocus()
                hands.type("басшының рұқсатымен")
                hands.click(dialog.go)

        hands.in_dialog(admit.trigger, answer)
        assert page.header is not None
        assert page.header.status is Status.RECEIVING
        for code in ("file", "movements"):
            self.tab(code)
            self.look_around(f"tab-{code}")

    def plan(self) -> None:
        """Begin a plan, type rows of two domains, mark it as filled in, have it approved."""
        tab, hands = self.tab("plan"), self.hands
        assert isinstance(tab, PlanTab)
        self.look_around("plan-none")
        hands.click_on(tab, _("Begin the plan"))
        self._type_row(tab, Domain.HOUSEHOLD, "Өзі тамақтана ма?", "3", SERVICE)
        hands.click(tab.domains.buttons[Domain.MEDICAL.value])
        self._type_row(tab, Domain.MEDICAL, "Өзі жүре ме?", "2", EXERCISES)
        self.look_around("plan-typed")
        self._decide(tab, _("Mark as filled in"), "plan-filled")
        self._decide(tab, _("Approve…"), "plan-approve")
        assert tab.plan is not None
        assert (tab.plan.state, tab.plan.approved_by) == (PlanState.APPROVED, "Төлегенов А. Қ.")
        assert [item.service for item in tab.plan.draft.items] == [SERVICE, EXERCISES]
        self.look_around("plan-approved")

    def _type_row(self, tab: PlanTab, domain: Domain, question: str, points: str, service: str) -> None:
        hands = self.hands
        assert tab.rows.domain is domain
        tab.table.setFocus()
        hands.in_dialog(
            lambda: hands.press(Qt.Key.Key_Insert), lambda _services: hands.press(Qt.Key.Key_Insert)
        )
        hands.type(question)
        hands.press(Qt.Key.Key_Tab)
        hands.type("ішінара")
        hands.press(Qt.Key.Key_Tab)
        hands.type_by_place(points)
        hands.press(Qt.Key.Key_Tab)
        hands.type(service)
        hands.press(Qt.Key.Key_Tab)
        hands.press(Qt.Key.Key_Tab)
        hands.type("Н. Әлиева")
        hands.press(Qt.Key.Key_Return)
        hands.press(Qt.Key.Key_Down)
        hands.press(Qt.Key.Key_Return)
        hands.type("19.3-1.4")
        hands.press(Qt.Key.Key_Return)

    def _decide(self, tab: PlanTab, verb: str, name: str) -> None:
        def answer(dialog: QDialog) -> None:
            assert isinstance(dialog, FormDialog)
            self.hands.click(dialog.go)
            self.pictures.take(dialog, name)
            if dialog.isVisible():  # what the plan lacks is said, and a reason asked for
                dialog.findings.why.line.setFocus()
                self.hands.type("жоспар кезең-кезеңімен толтырылады")
                self.hands.click(dialog.go)

        self.hands.in_dialog(lambda: self.hands.click_on(tab, verb), answer)

    def monitor(self) -> None:
        """Type the points of the round at admission by the places of the keys, and complete it."""
        tab, hands = self.tab("monitoring"), self.hands
        assert isinstance(tab, MonitoringTab)
        self.look_around("monitoring-empty")
        tab.matrix.setFocus()
        for points in ("12", "7", "5", "6", "9", "4", "3", "2"):
            hands.type_by_place(points)
            hands.press(Qt.Key.Key_Down)
        hands.fill(tab.fields.goal, "Өзіне-өзі қызмет көрсету дағдысын сақтау")
        self.pictures.take(self.shell, "monitoring-typed")
        hands.click_on(tab, _("Complete the round"))
        if tab.findings.needs_reason():
            tab.findings.why.line.setFocus()
            hands.type("маман кейін тағайындалады")
            self.pictures.take(self.shell, "monitoring-remark")
            hands.click_on(tab, _("Complete the round"))
        assert tab.page is not None
        done = next(column for column in tab.page.columns if column.kind is RoundKind.ADMISSION)
        assert done.completed_on == date(2026, 3, 12)
        assert sum(done.draft.scores.values()) == 48
        self.look_around("monitoring-done")

    def print_plan(self, target: Path, monkeypatch: pytest.MonkeyPatch) -> str:
        """Save annex 4 as a PDF through the print dialog; return its text."""
        page, hands = self.person(), self.hands
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, **_kw: (str(target), ""))
        annex = hands.pick(page.band.print.menu(), "4-қосымша")

        def answer(dialog: QDialog) -> None:
            assert isinstance(dialog, PrintDialog)
            assert dialog.preview.page_number() == 1
            for language in (Language.RU, Language.KK):  # of the paper, not of the window
                hands.click(dialog.preview.language.button(language.value))
                self.pictures.take(dialog, f"print-{language}")
            hands.click(dialog.save)

        hands.in_dialog(annex.trigger, answer)
        self.tab("printed")
        self.look_around("printed")
        pages = pypdfium2.PdfDocument(target)
        try:
            return "\n".join(page.get_textpage().get_text_bounded() for page in pages)
        finally:
            pages.close()

    def lock_and_come_back(self) -> None:
        """Lock with F12; a wrong password opens nothing, the right one everything."""
        hands = self.hands
        hands.press(Qt.Key.Key_F12)
        assert self.program.desk is None
        door = self.door(UnlockScreen)
        assert isinstance(door, UnlockScreen)
        hands.wait(door.password.line.hasFocus)
        hands.type("қате сөз")
        hands.press(Qt.Key.Key_Return, CTRL)
        hands.wait(lambda: not door.password.error.isHidden())
        self.look(door, door.language.button, "locked")
        assert self.program.desk is None
        hands.fill(door.password, PASSWORD)
        hands.click(door.go)
        hands.wait(lambda: self.program.desk is not None)

    def find_again(self) -> None:
        """Find the person from the bar above and look at what was done."""
        hands = self.hands
        self.look_around("today")
        hands.press(Qt.Key.Key_F3)
        hands.type("тилеубергенова")
        hands.press(Qt.Key.Key_Down)
        hands.press(Qt.Key.Key_Return)
        assert self.person().title() == NAME
        self.look_around("overview")
        tab = self.tab("history")
        assert isinstance(tab, HistoryTab)
        self.look_around("history")
        rows = range(tab.table.pages.rowCount())
        told = " ".join(str(tab.table.pages.index(row, 2).data()) for row in rows)
        for word in ("Адам қосу", "қабылдау", "Жоспарды бекіту", "Мониторинг", "басып шығару"):
            assert word in told, told
        for code in self.shell.places:
            hands.click(self.shell.rail.buttons[code])
            self.look_around(f"place-{code}")
