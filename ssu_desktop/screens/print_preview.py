"""A unit's form as it comes from the printer, looked at before it is printed or saved."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.printing import CannotPrint, Printed, preview_form, print_unit
from ssu_desktop.language import N_, Language, _, spoken
from ssu_desktop.screens.ask import tell
from ssu_desktop.screens.preview import PdfPreview
from ssu_desktop.screens.printing import print_pdf, save_pdf
from ssu_desktop.screens.screen import Command, Screen
from ssu_desktop.screens.work import Progress, run_in_background


class UnitPrintScreen(Screen):
    """The real pages; F9 prints. What is printed or saved is remembered, what is only seen is not."""

    title_msgid = N_("Print")
    help_topic = "print"

    def __init__(
        self, desk: Desk, form: str, unit_id: UUID, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.desk, self.form, self.unit_id = desk, form, unit_id
        self.language = spoken()
        self.preview = PdfPreview()
        self.preview.title.setText(name)
        self.preview.language.choose(self.language.value)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.preview)
        self.setFocusProxy(self.preview)
        self.preview.language_chosen.connect(self._speak)
        self.preview.print_asked.connect(self.print)
        self.preview.save_asked.connect(self.save)
        self.commands[Command.PRINT] = self.print

    def refresh(self) -> None:
        """Draw the pages again."""
        language = self.language

        def task(_progress: Progress) -> bytes:
            return preview_form(self.desk, self.form, self.unit_id, language)

        run_in_background(
            self, task, self.preview.show_pdf, N_("Drawing the pages"), failed=self._show_failure
        )

    def print(self) -> None:
        """Print, and remember what was printed."""
        self._make(partial(print_pdf, self))

    def save(self) -> None:
        """Save as a PDF file, remembered as a print."""
        self._make(partial(save_pdf, self))

    def _make(self, give: Callable[[bytes, str], object]) -> None:
        language, name = self.language, self.preview.title.text()

        def task(progress: Progress) -> Printed:
            return self.remember(language, progress)

        def done(printed: Printed) -> None:
            if give(printed.pdf, name):
                self.saved.emit(_(N_("Printed and remembered")), None)

        run_in_background(self, task, done, N_("Drawing the pages"), failed=self._show_failure)

    def remember(self, language: Language, progress: Progress) -> Printed:
        """Make what is given out and remember it; runs beside the window."""
        return print_unit(self.desk, self.form, self.unit_id, language, progress=progress.tell)

    def _speak(self, code: str) -> None:
        self.language = Language(code)
        self.refresh()

    def _show_failure(self, error: Exception) -> None:
        if isinstance(error, CannotPrint):
            tell(self, N_("This is not printed yet"), error.text, **error.values)
        else:
            cause = str(error) or type(error).__name__
            tell(self, N_("The pages could not be made"), N_("The cause: {cause}"), cause=cause)
