"""Printing a form: the real pages to look at, the language, to the printer or into a file."""

from collections.abc import Callable
from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtCore import QSize, Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.form_names import FORM_NAMES
from ssu_desktop.actions.person import person_header
from ssu_desktop.actions.printing import (
    BOTH,
    FORM_CODES,
    CannotPrint,
    Printed,
    preview_form,
    print_blank,
    print_form,
    print_unit,
)
from ssu_desktop.actions.printing_office import NOT_FOUND
from ssu_desktop.language import N_, Language, spoken
from ssu_desktop.screens.ask import Dialog, tell
from ssu_desktop.screens.cards import button, plain_label
from ssu_desktop.screens.choices import CheckField
from ssu_desktop.screens.newest import Newest
from ssu_desktop.screens.offers import offer_allowed
from ssu_desktop.screens.pdf import PdfPages
from ssu_desktop.screens.preview import PdfPreview
from ssu_desktop.screens.printing import choose_printer, choose_target, paint_pages, write_whole
from ssu_desktop.screens.theme import scaled
from ssu_desktop.screens.work import Progress, run_in_background

_OF_A_UNIT = ("annex-2", "queue", "present")  # one list, whoever is on it
_WIDTH, _HEIGHT = 720, 900
_ROUND_THE_DIALOG = 60


class PrintDialog(Dialog):
    """One form of a person, or of a unit; `printed` is what came of it, None until then.

    Nothing is remembered while one looks: only what goes to the printer or into a file.
    """

    def __init__(
        self,
        parent: QWidget | None,
        desk: Desk,
        form: str,
        person_id: UUID | None = None,
        *,
        unit_id: UUID | None = None,
        plan_id: UUID | None = None,
        plan_number: int | None = None,
        on: date | None = None,
    ) -> None:
        super().__init__(parent, FORM_NAMES[form])
        self.desk, self.form, self.person_id, self.unit_id = desk, form, person_id, unit_id
        self.plan_id, self.plan_number, self.on = plan_id, plan_number, on
        self.printed: Printed | None = None
        self.preview, self.note = PdfPreview(), plain_label("muted", wraps=True)
        self.preview.whole = True
        self.preview.view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.blank = CheckField("blank", N_("Empty form, to be filled in by hand"))
        self.blank.setMinimumHeight(self.blank.sizeHint().height())  # the pages give way, not the words
        self.both = CheckField("both", N_("Kazakh and Russian side by side, for reading only"))
        self.both.setMinimumHeight(self.both.sizeHint().height())
        if form not in FORM_CODES:
            self.both.hide()
        self.close_it, self.save, self.print = button(), button(), button("primary")
        self._drawing: Newest[bytes] = Newest(self, N_("Drawing the pages"), self._show, self._fail)
        self._lay_out()
        self._bind()
        self.preview.language.choose(spoken().value)
        self.look()

    def _lay_out(self) -> None:
        for part in (self.preview.print, self.preview.save, self.note):
            part.hide()
        self.column.addWidget(self.preview, 1)
        self.column.addWidget(self.note)
        self.column.addWidget(self.both)
        self.column.addWidget(self.blank)
        self.preview.title.hide()  # the heading says it already
        self.footer.add(self.close_it, self.save, self.print)
        for made, text in (
            (self.close_it, N_("Close")),
            (self.save, N_("Save as PDF…")),
            (self.print, N_("Print…")),
        ):
            self.words.say(made.setText, text)
        self.print.setDefault(True)
        self.resize(self._fitting())

    def _fitting(self) -> QSize:
        room = self.screen().availableSize()
        return QSize(scaled(_WIDTH), scaled(_HEIGHT)).boundedTo(
            room - QSize(_ROUND_THE_DIALOG, _ROUND_THE_DIALOG)
        )

    def _bind(self) -> None:
        self.close_it.clicked.connect(self.reject)
        offer_allowed(self.desk, self, {N_("Print a form"): (self.print, self.save)})
        self.save.clicked.connect(self.save_it)
        self.print.clicked.connect(self.print_it)
        self.preview.language_chosen.connect(lambda _code: self.look())
        self.blank.changed.connect(self.look)
        self.both.changed.connect(self.look)

    @property
    def language(self) -> Language:
        """The language that the form is wanted in."""
        return Language(self.preview.language.current())

    @property
    def wanted(self) -> str:
        """The code of the form as it is wanted: in one language, or in both."""
        return f"{self.form}{BOTH}" if self.both.value() else self.form

    def look(self) -> None:
        """Draw the pages as they would be printed: a register, or the form of the first person of a unit."""
        draw = partial(self.pages, self.language, blank=self.blank.value())
        if self.unit_id is not None:  # may be long
            self.look_later(draw)
            return
        try:
            self._show(draw())
        except CannotPrint as error:
            self._fail(error)

    def look_later(self, draw: Callable[[], bytes]) -> None:
        """Show what `draw` gives when it is drawn, off the window's thread; until then nothing is offered."""
        self._offer(False)
        self._drawing.ask(draw)

    def pages(self, language: Language, *, blank: bool) -> bytes:
        """Return the pages as they would be printed. Raises CannotPrint."""
        subject = self.person_id or self.unit_id
        if blank or subject is None:
            return print_blank(self.desk, self.wanted, language).pdf
        return preview_form(
            self.desk,
            self.wanted,
            subject,
            language,
            plan_id=self.plan_id,
            plan_number=self.plan_number,
            on=self.on,
        )

    def _show(self, pdf: bytes) -> None:
        self.preview.show_pdf(pdf)
        self._offer(True)

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, CannotPrint):
            raise error
        self.preview.clear(error.text)
        self._offer(False)

    def _offer(self, offered: bool) -> None:
        for made in (self.save, self.print):
            made.setEnabled(offered)

    def print_it(self) -> None:
        """Ask for a printer, then print and remember."""
        printer = choose_printer(self, self.heading.text(), self._page_count())
        if printer is not None:
            self._make(lambda printed: self._paint(printer, printed))

    def save_it(self) -> None:
        """Ask for a file, then write and remember."""
        target = choose_target(self, self._file_name())
        if target is not None:
            self._make(lambda printed: write_whole(target, printed.pdf))

    def _file_name(self) -> str:
        """Return the form's name and whose it is, so that one person's form never takes another's place."""
        whose = (
            person_header(self.desk, self.person_id) if self.person_id and not self.blank.value() else None
        )
        return f"{self.heading.text()}, {whose.full_name}" if whose is not None else self.heading.text()

    def _page_count(self) -> int:
        """Return how many pages there will be; 0: that of everybody in a unit is not known yet."""
        everybody = self.unit_id is not None and self.form not in _OF_A_UNIT and not self.blank.value()
        return 0 if everybody else PdfPages(self.preview.data).count

    def _paint(self, printer: QPrinter, printed: Printed) -> None:
        paint_pages(printer, PdfPages(printed.pdf))

    def _make(self, give: Callable[[Printed], object]) -> None:
        """Draw the form and remember it, then `give` it away and close."""
        if self.is_long():
            self._make_in_background(give)
            return
        try:
            self._give(self.drawn(), give)
        except CannotPrint as error:
            tell(self, N_("This cannot be printed yet"), error.text, **error.values)

    def drawn(self) -> Printed:
        """Draw the form and remember it. Raises CannotPrint."""
        if self.blank.value() or self.person_id is None:
            return print_blank(self.desk, self.wanted, self.language)
        return print_form(
            self.desk,
            self.wanted,
            self.person_id,
            self.language,
            plan_id=self.plan_id,
            plan_number=self.plan_number,
        )

    def is_long(self) -> bool:
        """Return whether so much may be printed that it is drawn off the window's thread, with Cancel."""
        return self.unit_id is not None and not self.blank.value()

    def drawing(self) -> Callable[[Progress], Printed]:
        """Return what draws what is long, as it is wanted now, and remembers it; it raises CannotPrint."""
        form, language, on, unit_id = self.wanted, self.language, self.on, self.unit_id

        def work(progress: Progress) -> Printed:
            if unit_id is None:
                raise CannotPrint(NOT_FOUND)
            return print_unit(self.desk, form, unit_id, language, progress=progress.tell, on=on)

        return work

    def _make_in_background(self, give: Callable[[Printed], object]) -> None:
        def failed(error: Exception) -> None:
            if not isinstance(error, CannotPrint):
                raise error
            tell(self, N_("This cannot be printed yet"), error.text, **error.values)

        title = N_("Printing the forms of a unit")
        run_in_background(
            self, self.drawing(), lambda printed: self._give(printed, give), title, failed=failed
        )

    def _give(self, printed: Printed, give: Callable[[Printed], object]) -> None:
        self.printed = printed
        try:
            give(printed)
        except OSError as error:
            text = N_("The pages were drawn, but not taken: {cause}. They are kept under Printed.")
            tell(self, N_("The pages did not get through"), text, cause=str(error))
            return
        if printed.missing:
            text = N_("No font has these letters, boxes stand in their place: {letters}")
            tell(self, N_("Look at the pages"), text, letters=" ".join(sorted(printed.missing)))
        if printed.skipped:
            text = N_("Left out, because something is lacking: {names}")
            names = ", ".join(dict.fromkeys(name for name, _reason in printed.skipped))
            tell(self, N_("Not everyone is among the pages"), text, names=names)
        self.accept()


def print_dialog(
    parent: QWidget | None,
    desk: Desk,
    form: str,
    person_id: UUID | None = None,
    *,
    unit_id: UUID | None = None,
    plan_id: UUID | None = None,
    plan_number: int | None = None,
) -> bool:
    """Show a form of a person or of a unit, and print or save it; return whether that was done."""
    dialog = PrintDialog(
        parent, desk, form, person_id, unit_id=unit_id, plan_id=plan_id, plan_number=plan_number
    )
    return dialog.exec() == QDialog.DialogCode.Accepted
