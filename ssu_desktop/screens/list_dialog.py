"""Printing a list of the moment: the real pages to look at, the language, to the printer or into a file."""

from PySide6.QtWidgets import QWidget

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.printing import CannotPrint, Printed
from ssu_desktop.actions.printing_lists import ListAsked, preview_list, print_list
from ssu_desktop.screens.pdf import PdfPages
from ssu_desktop.screens.print_dialog import PrintDialog


class ListDialog(PrintDialog):
    """What is due, or which rules were overridden, as it stands on the screen."""

    def __init__(self, parent: QWidget | None, desk: Desk, asked: ListAsked) -> None:
        self.asked = asked
        super().__init__(parent, desk, asked.form)
        self.blank.hide()

    def look(self) -> None:
        """Draw the pages as they would be printed."""
        try:
            self._show(preview_list(self.desk, self.asked, self.language))
        except CannotPrint as error:
            self._fail(error)

    def _page_count(self) -> int:
        return PdfPages(self.preview.data).count

    def _drawn(self) -> Printed:
        return print_list(self.desk, self.asked, self.language)
