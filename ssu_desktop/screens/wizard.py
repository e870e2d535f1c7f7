"""The first start: one question a page; the data file is made only when the last look is confirmed."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QStandardPaths, Signal, SignalInstance
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QWidget

from ssu_desktop.actions.desk import Refused
from ssu_desktop.actions.opening import Created, create_facility
from ssu_desktop.language import N_, Language, spoken
from ssu_desktop.rules.organisation import OrganisationDraft, SetupDraft, UserDraft
from ssu_desktop.screens.ask import confirm
from ssu_desktop.screens.cards import button
from ssu_desktop.screens.chips import Segments
from ssu_desktop.screens.field import LineField
from ssu_desktop.screens.steps import Steps
from ssu_desktop.screens.wizard_code import CodePage, DonePage
from ssu_desktop.screens.wizard_pages import (
    AddressPage,
    LanguagePage,
    NamePage,
    SummaryPage,
    UserPage,
)
from ssu_desktop.screens.wizard_place import PlacePage
from ssu_desktop.screens.wizard_units import UnitsPage
from ssu_desktop.screens.words import switch_language
from ssu_desktop.screens.work import run_in_background
from ssu_desktop.storage import DataFileError


def usual_folder() -> Path:
    """Return where data files lie unless the user says otherwise: local, never a folder that is synced."""
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericDataLocation)
    return Path(place) / "SSU Desktop"


class SetupWizard(Steps):
    """Founds a facility. `opened` gives its Desk; so does `imports`, when the register is to come in next."""

    opened = Signal(object)  # a Desk: go to Today
    imports = Signal(object)  # a Desk: go to Import register

    title_msgid = N_("A new data file")
    help_topic = "first-start"

    def __init__(
        self,
        folder: Path | None = None,
        parent: QWidget | None = None,
        *,
        clock: Callable[[], date] = date.today,
    ) -> None:
        self._clock = clock
        self._made: Created | None = None
        self.handed = False  # what was typed is in a data file, or was given up
        self.language = Segments([(Language.KK.value, "ҚАЗ"), (Language.RU.value, "РУС")])
        self.leave = button("quiet")
        self.place = PlacePage(folder or usual_folder())
        self.name, self.address = NamePage(self.draft), AddressPage(self.draft)
        self.units, self.user = UnitsPage(self.draft), UserPage(self.draft)
        self.summary = SummaryPage(self.draft, lambda: self.place.path)
        self.code, self.done = CodePage(), DonePage()
        pages = (LanguagePage(), self.place, self.name, self.address, self.units, self.user, self.summary)
        super().__init__([*pages, self.code, self.done], parent)
        self.summary.found = self.found_facility
        self.words.say(self.leave.setText, N_("Open a file or a backup"))
        self.leave.clicked.connect(self._go_away)
        self.language.choose(spoken().value)
        self.language.chosen.connect(_speak)
        self.done.bring_in.clicked.connect(lambda: self._hand_over(self.imports))

    def extra(self) -> Sequence[QWidget]:
        """Return the way to an existing file, and the language."""
        return (self.leave, self.language)

    def draft(self) -> SetupDraft:
        """Return all that was answered up to now."""
        told = {**self.name.values(), **self.address.values(), **self.user.values()}
        text = {name: str(value) for name, value in told.items()}
        return SetupDraft(
            organisation=OrganisationDraft(
                name_kk=text["organisation.name_kk"],
                name_ru=text["organisation.name_ru"],
                bin=text["organisation.bin"],
                address=text["organisation.address"],
                region=text["organisation.region"],
                place=text["organisation.place"],
                phone=text["organisation.phone"],
            ),
            head_name=text["head_name"],
            user_post=self.user.post.value(),
            units=tuple(self.units.units),
            user=UserDraft(
                login=text["user.login"],
                full_name=text["user.full_name"],
                password=text["user.password"],
                language=spoken(),
            ),
        )

    def found_facility(self, then: Callable[[], object]) -> None:
        """Make the data file, off the window's thread; go on with `then` when it stands."""
        draft, path, clock = self.draft(), self.place.path, self._clock
        reasons = {code: words for step in self.steps for code, words in step.answered.items()}
        self._middle.setEnabled(False)

        def done(made: Created | Refused) -> None:
            self._middle.setEnabled(True)
            if isinstance(made, Refused):
                self.summary.panel.show_findings(made.findings)
                return
            self._made = made
            self.code.show_code(made, draft.organisation, path, clock())
            self.leave.hide()
            then()

        def failed(error: Exception) -> None:
            self._middle.setEnabled(True)
            if not isinstance(error, DataFileError):
                raise error  # a bug: to be seen as such
            self.summary.show_trouble(error.text, **error.values)

        run_in_background(
            self,
            lambda _progress: create_facility(path, draft, reasons, clock=clock),
            done,
            N_("Creating the data file"),
            failed=failed,
            quiet=True,
        )

    def finished(self) -> None:
        """Hand the new desk over."""
        self._hand_over(self.opened)

    def can_leave(self) -> bool:
        """Stay while a recovery code is on the screen that is not kept yet."""
        return self._made is None or self.code.complete()

    def showEvent(self, event: QShowEvent) -> None:
        """Watch the window: what is typed here stands nowhere else."""
        super().showEvent(event)
        self.window().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ask before the window is closed with all that was typed."""
        closing = event.type() is QEvent.Type.Close and self.isVisible()
        if closing and watched is self.window() and not self.may_go():
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def may_go(self) -> bool:
        """Return whether nothing would be lost, or the user gives it up."""
        if self.handed:
            return True
        if self._made is not None:
            lost, text = not self.code.complete(), N_("It cannot be shown again.")
            title = N_("Close without keeping the recovery code?")
        else:
            lost, title = self._typed(), N_("Close and lose what was typed?")
            text = N_("No data file has been made yet, so nothing of it is kept.")
        return not lost or confirm(self, title, N_("Close"), text=text, danger=True)

    def _typed(self) -> bool:
        pages = (self.name, self.address, self.user)
        lines = (field for page in pages for field in page.fields.values() if isinstance(field, LineField))
        return bool(self.units.units) or any(field.value() for field in lines)

    def _go_away(self) -> None:
        if self.may_go():
            self.handed = True
            self.leaves.emit()

    def retranslate(self) -> None:
        """Say the words again and show which language it is."""
        super().retranslate()
        self.language.choose(spoken().value)

    def _hand_over(self, signal: SignalInstance) -> None:
        if self._made is not None:
            made, self._made, self.handed = self._made, None, True
            signal.emit(made.desk)


def _speak(code: str) -> None:
    app = QApplication.instance()
    if isinstance(app, QApplication):
        switch_language(app, Language(code))
