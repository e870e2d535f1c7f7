"""The originals of a file: taken in, given back, their papers printed; on behalf of the file's tab."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject

from ssu_desktop.actions.custody import CustodyRow, custody_of
from ssu_desktop.actions.desk import Saved
from ssu_desktop.actions.person import person_header
from ssu_desktop.actions.personal_file import FilePage
from ssu_desktop.actions.printing_papers import Asked
from ssu_desktop.language import N_, _
from ssu_desktop.records.kinds import UnitKind
from ssu_desktop.screens.custody_card import CustodyCard, CustodyLine
from ssu_desktop.screens.custody_form import GiveBackDialog, TakeInDialog
from ssu_desktop.screens.offers import offer_allowed
from ssu_desktop.screens.paper_dialog import print_paper_dialog
from ssu_desktop.screens.tab import PersonTab


class FileCustody(QObject):
    """Fills the card of originals and does what it asks for."""

    def __init__(self, tab: PersonTab) -> None:
        super().__init__(tab)
        self.tab, self.desk = tab, tab.desk
        self.page: FilePage | None = None
        self.card = CustodyCard()
        self.card.take_in_asked.connect(self.take_in)
        self.card.return_all_asked.connect(self.give_all_back)
        offers = {
            N_("Take originals into custody"): (self.card.take,),
            N_("Give originals back"): (self.card.all,),
        }
        offer_allowed(self.desk, self.card, offers)

    def show_file(self, page: FilePage | None, kind: UnitKind | None) -> list[CustodyLine]:
        """Show the originals of a file where the order provides for them, or where there are some."""
        self.page = page
        rows = custody_of(self.desk, page.file_id) if page is not None else ()
        self.card.setVisible(page is not None and (kind is UnitKind.STATIONARY or bool(rows)))
        lines = self.card.show_rows(rows)
        for line in lines:
            line.return_asked.connect(partial(self.give_back, [line.row]))
            line.print_asked.connect(partial(self.print_paper, line.row))
            offers = {N_("Give originals back"): (line.give,), N_("Print a form"): (line.papers,)}
            offer_allowed(self.desk, line, offers)
        return lines

    def take_in(self) -> None:
        """Ask what is taken in, and by whom."""
        if self.page is not None:
            TakeInDialog(self.tab, self.desk, self.page.file_id, self._stored).open()

    def give_all_back(self) -> None:
        """Ask to whom all originals that are here are given back."""
        here = [line.row for line in self.card.lines if line.row.returned_on is None]
        if here:
            self.give_back(here)

    def give_back(self, rows: Sequence[CustodyRow]) -> None:
        """Ask to whom originals are given back."""
        if not self.desk.may(N_("Give originals back")):
            return
        header = person_header(self.desk, self.tab.person_id)
        person = header.full_name if header is not None else ""
        GiveBackDialog(self.tab, self.desk, rows, person, self._stored).open()

    def print_paper(self, row: CustodyRow, form: str) -> None:
        """Show a paper of an original and of those that came with it."""
        if not self.desk.may(N_("Print a form")):
            return
        asked = Asked(form=form, record_id=row.id)
        print_paper_dialog(self.tab, self.desk, asked, self._printed)

    def _printed(self) -> None:
        self.tab.saved.emit(_(N_("Printed and remembered")), None)
        self.tab.changed.emit()

    def _stored(self, _saved: Saved) -> None:
        self.tab.tell_saved()
