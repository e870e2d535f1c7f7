"""Printing the facility's own papers: acts, receipts, inventories, orders, the package of a transfer."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtWidgets import QWidget

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.printing import CannotPrint, Printed, print_blank
from ssu_desktop.actions.printing_papers import Asked, preview_paper, print_paper
from ssu_desktop.actions.transfer_package import PACKAGE, package_lacks, preview_package, print_package
from ssu_desktop.language import N_, Language, _
from ssu_desktop.screens.print_dialog import PrintDialog


class PaperDialog(PrintDialog):
    """One paper of what `asked` says, or empty."""

    def __init__(self, parent: QWidget | None, desk: Desk, asked: Asked) -> None:
        self.asked = asked
        super().__init__(parent, desk, asked.form)

    def pages(self, language: Language, *, blank: bool) -> bytes:
        """Return the pages as they would be printed. Raises CannotPrint."""
        if blank:
            return print_blank(self.desk, self.form, language).pdf
        return preview_paper(self.desk, self.asked, language)

    def drawn(self) -> Printed:
        """Draw the paper and remember it. Raises CannotPrint."""
        if self.blank.value():
            return print_blank(self.desk, self.form, self.language)
        return print_paper(self.desk, self.asked, self.language)


class PackageDialog(PrintDialog):
    """All that goes along with a person to another organisation; above the pages stands what it lacks."""

    def __init__(self, parent: QWidget | None, desk: Desk, person_id: UUID) -> None:
        super().__init__(parent, desk, PACKAGE, person_id)
        self.blank.hide()
        self.column.removeWidget(self.note)
        self.column.insertWidget(0, self.note)
        self._tell_lacks(person_id)

    def _tell_lacks(self, person_id: UUID) -> None:
        try:
            lacks = package_lacks(self.desk, person_id)
        except CannotPrint:
            return  # the pages say so
        if lacks:
            words = " ".join(_(lack.text, count=lack.count) for lack in lacks)
            self.words.say(self.note.setText, N_("Before printing: {lacks}"), lacks=words)
            self.note.show()

    def pages(self, language: Language, *, blank: bool) -> bytes:  # noqa: ARG002 - a package is never empty
        """Return the pages as they would be printed. Raises CannotPrint."""
        return preview_package(self.desk, self._whose(), language)

    def drawn(self) -> Printed:
        """Draw the package and remember each of its papers. Raises CannotPrint."""
        return print_package(self.desk, self._whose(), self.language)

    def _whose(self) -> UUID:
        if self.person_id is None:
            raise RuntimeError("a package is of a person")
        return self.person_id


def print_paper_dialog(parent: QWidget, desk: Desk, asked: Asked, printed: Callable[[], object]) -> None:
    """Show a paper to be printed or saved; `printed` is called when it was."""
    dialog = PaperDialog(parent, desk, asked)
    dialog.accepted.connect(printed)
    dialog.open()
