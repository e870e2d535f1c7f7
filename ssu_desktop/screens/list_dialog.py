"""Printing a list of the moment: the real pages to look at, the language, to the printer or into a file."""

from PySide6.QtWidgets import QWidget

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.printing import Printed
from ssu_desktop.actions.printing_lists import ListAsked, preview_list, print_list
from ssu_desktop.language import Language
from ssu_desktop.screens.print_dialog import PrintDialog


class ListDialog(PrintDialog):
    """What is due, or which rules were overridden, as it stands on the screen."""

    def __init__(self, parent: QWidget | None, desk: Desk, asked: ListAsked) -> None:
        self.asked = asked
        super().__init__(parent, desk, asked.form)
        self.blank.hide()

    def pages(self, language: Language, *, blank: bool) -> bytes:  # noqa: ARG002 - a list is never empty
        """Return the pages as they would be printed. Raises CannotPrint."""
        return preview_list(self.desk, self.asked, language)

    def drawn(self) -> Printed:
        """Draw the list and remember it. Raises CannotPrint."""
        return print_list(self.desk, self.asked, self.language)
