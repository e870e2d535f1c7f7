"""What one does with a person from any tab: change, rename, merge, set the photo, print; the two menus."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QMenu

from ssu_desktop.actions.case_steps import case_page
from ssu_desktop.actions.desk import Refused, Saved
from ssu_desktop.actions.form_names import FORM_NAMES
from ssu_desktop.actions.history_words import RECORDS
from ssu_desktop.actions.photo import remove_photo, set_photo
from ssu_desktop.actions.printing_papers import Asked
from ssu_desktop.language import N_, _
from ssu_desktop.records.kinds import UnitKind
from ssu_desktop.screens.ask import tell
from ssu_desktop.screens.binder_dialog import BinderDialog
from ssu_desktop.screens.findings import FindingsPanel
from ssu_desktop.screens.history_dialog import show_history
from ssu_desktop.screens.merge import MergeScreen
from ssu_desktop.screens.movements import offer_movements
from ssu_desktop.screens.paper_dialog import PackageDialog, print_paper_dialog
from ssu_desktop.screens.person_form import PersonForm
from ssu_desktop.screens.person_header import PersonBand
from ssu_desktop.screens.print_dialog import PrintDialog
from ssu_desktop.screens.referral_form import ReferralDialog, ReferralPaperDialog
from ssu_desktop.screens.rename_form import RenameDialog
from ssu_desktop.screens.undoing import undo_last

if TYPE_CHECKING:
    from ssu_desktop.screens.person import PersonScreen

_PRINTED_FORMS = ("annex-3", "annex-4", "annex-5", "annex-9")


class PersonActs(QObject):
    """Fills the menus of the band and does what they name, on behalf of the page."""

    def __init__(self, page: "PersonScreen", band: PersonBand, remarks: FindingsPanel) -> None:
        super().__init__(page)
        self.page, self.desk, self.person_id = page, page.desk, page.person_id
        self.band, self.remarks = band, remarks
        band.portrait.asked.connect(self._offer_photo)
        band.acts.menu().aboutToShow.connect(self._fill_acts)
        band.print.menu().aboutToShow.connect(self._fill_print)

    def edit(self) -> None:
        """Open the form of the record."""
        form = PersonForm(self.desk, self.person_id)
        form.stored.connect(lambda _id: self.tell_saved())
        self.page.opens.emit(form)

    def rename(self) -> None:
        """Ask for a new name."""
        RenameDialog(self.page, self.desk, self.person_id, self.tell_saved).open()

    def refer(self) -> None:
        """Enter that the person was sent to health care, and show the paper."""

        def referred(saved: Saved) -> None:
            self.tell_saved()
            ReferralPaperDialog(self.page, self.desk, saved.id).open()

        ReferralDialog(self.page, self.desk, self.person_id, referred).open()

    def merge(self) -> None:
        """Find the other record of this person."""
        screen = MergeScreen(self.desk, self.person_id)
        screen.stored.connect(self.tell_saved)
        self.page.opens.emit(screen)

    def choose_photo(self) -> None:
        """Ask for a picture file and keep it as the photo."""
        pictures = _(N_("Pictures (*.jpg *.jpeg *.png *.bmp *.webp *.tif *.tiff *.gif)"))
        chosen, _filter = QFileDialog.getOpenFileName(self.page, _(N_("Choose a photo")), "", pictures)
        if chosen:
            self.take_photo(Path(chosen))

    def take_photo(self, path: Path) -> None:
        """Keep the picture of this file as the photo, or say why not."""
        try:
            picture = path.read_bytes()
        except OSError as error:
            text = N_("The cause: {cause}. The photo was not changed.")
            tell(self.page.window(), N_("This file cannot be read"), text, cause=error.strerror or str(error))
            return
        self._answer(set_photo(self.desk, self.person_id, picture))

    def drop_photo(self) -> None:
        """Take the photo out."""
        self._answer(remove_photo(self.desk, self.person_id))

    def print_form(self, form: str) -> None:
        """Show a form of this person as it will be printed; what is typed in the tab is kept first."""
        front = self.page.tab()
        if front is None or front.can_leave():
            dialog = PrintDialog(self.page, self.desk, form, self.person_id)
            dialog.accepted.connect(self._tell_printed)
            dialog.open()

    def print_inventory(self) -> None:
        """Show the inventory of the person's file as it will be printed."""
        asked = Asked(form="inventory", record_id=self.person_id)
        print_paper_dialog(self.page, self.desk, asked, self._tell_printed)

    def print_package(self) -> None:
        """Show what goes along with the person to another organisation, and what it lacks."""
        dialog = PackageDialog(self.page, self.desk, self.person_id)
        dialog.accepted.connect(self._tell_printed)
        dialog.open()

    def print_binder(self) -> None:
        """Show a plan year of the person as it is bound; when it is printed, offer to note the binding."""
        front = self.page.tab()
        if front is None or front.can_leave():
            BinderDialog(self.page, self.desk, self.person_id, self._tell_printed).open()

    def show_history(self) -> None:
        """Show the history of what the tab in front shows, else that of the person."""
        front = self.page.tab()
        record = front.record_in_sight() if front is not None and front.can_leave() else None
        if record is None:
            self.page.show_tab("history")
        else:
            show_history(self.page, self.desk, record, _(RECORDS[record.table]))

    def _tell_printed(self) -> None:
        self.page.saved.emit(_(N_("Printed and remembered")), None)
        self.page.refresh()

    def _answer(self, answer: Saved | Refused) -> None:
        if isinstance(answer, Refused):
            self.remarks.show_findings(answer.findings)
        else:
            self.remarks.clear()
            self.tell_saved()

    def tell_saved(self) -> None:
        """Say that it was saved, with Undo, and show the page as it is now."""
        self.page.saved.emit(_(N_("Saved")), undo_last(self.desk, self.page, self.page.refresh))
        self.page.refresh()

    def _fill_acts(self) -> None:
        menu = self.band.acts.menu()
        menu.clear()
        for text, act in offer_movements(self.desk, self.person_id, self.page):
            self._add(menu, text, act)
        for text, act, action in (
            (N_("Refer to health care…"), self.refer, N_("Refer a person to health care")),
            (N_("Change the record  F2"), self.edit, N_("Change a person's record")),
            (N_("Change of name…"), self.rename, N_("Change a person's name")),
            (N_("Photo…"), self.choose_photo, N_("Set the photo")),
            (N_("Merge with another record…"), self.merge, N_("Merge two records of one person")),
        ):
            if self.desk.may(action):
                self._add(menu, text, act)
        menu.addSeparator()
        self._add(menu, N_("History of what is shown  F7"), self.show_history)

    def _fill_print(self) -> None:
        menu = self.band.print.menu()
        menu.clear()
        stay = self.page.header.stay if self.page.header else None
        for form in _PRINTED_FORMS:
            if form != "annex-9" or (stay is not None and stay.unit_kind is UnitKind.TEMPORARY):
                self._add(menu, FORM_NAMES[form], partial(self.print_form, form))
        menu.addSeparator()
        self._add(menu, FORM_NAMES["needs"], partial(self.print_form, "needs"))
        if stay is not None and case_page(self.desk, stay.id) is not None:
            self._add(menu, FORM_NAMES["case-history"], partial(self.print_form, "case-history"))
        self._add(menu, FORM_NAMES["inventory"], self.print_inventory)
        self._add(menu, FORM_NAMES["transfer-package"], self.print_package)
        self._add(menu, N_("Yearly binder…"), self.print_binder)

    def _offer_photo(self, place: QPoint) -> None:
        if not self.desk.may(N_("Set the photo")):
            return
        menu = QMenu(self.page)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._add(menu, N_("Choose a photo…"), self.choose_photo)
        if self.page.header is not None and self.page.header.has_photo:
            self._add(menu, N_("Take the photo out"), self.drop_photo)
        menu.popup(place)

    @staticmethod
    def _add(menu: QMenu, text: str, act: Callable[[], object]) -> None:
        action = QAction(_(text), menu)
        action.triggered.connect(lambda _checked=False: act())
        menu.addAction(action)
