"""Printing a plan year to be bound; then it is asked on which day it was."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ssu_desktop.actions.binder import BINDER, BinderYear, binder_years, preview_binder, print_binder
from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.monitoring import monitoring_page
from ssu_desktop.actions.printing import Printed
from ssu_desktop.language import N_, Language
from ssu_desktop.language.dates import short
from ssu_desktop.screens.ask import confirm
from ssu_desktop.screens.binding_form import ask_binding
from ssu_desktop.screens.choices import CheckField, PickField
from ssu_desktop.screens.print_dialog import PrintDialog
from ssu_desktop.screens.theme import scaled


class BinderDialog(PrintDialog):
    """The pages of a plan year, numbered through; `done` is called when they were printed."""

    def __init__(
        self, parent: QWidget | None, desk: Desk, person_id: UUID, done: Callable[[], object]
    ) -> None:
        self.years = binder_years(desk, person_id)
        super().__init__(parent, desk, BINDER, person_id)
        self._done = done
        self.words.say(self.heading.setText, N_("Yearly binder"))
        self.words.say(self.setWindowTitle, N_("Yearly binder"))
        self.accepted.connect(self._offer_binding)

    def _lay_out(self) -> None:
        self.year: PickField[int] = PickField("year", N_("Plan year"), self._offered, empty=False)
        self.duplex = CheckField("duplex", N_("For printing on both sides"))
        super()._lay_out()
        self.blank.hide()
        line = QHBoxLayout()
        line.setSpacing(scaled(18))
        line.addWidget(self.year, 1)
        line.addWidget(self.duplex, 1)
        self.column.insertLayout(0, line)

    def _bind(self) -> None:
        super()._bind()
        self.year.changed.connect(self.look)
        self.duplex.changed.connect(self.look)

    def _offered(self) -> list[tuple[int, str]]:
        return [(place, _span(year)) for place, year in enumerate(self.years)]

    def chosen(self) -> tuple[BinderYear, ...]:
        """Return the plan year that is chosen; none where none can be bound."""
        place = self.year.value()
        return () if place is None else (self.years[place],)

    def pages(self, language: Language, *, blank: bool) -> bytes:  # noqa: ARG002 - a binder is never empty
        """Return the pages as they would be printed. Raises CannotPrint."""
        return preview_binder(self.desk, self._whose(), self.chosen(), language, duplex=self.duplex.value())

    def drawn(self) -> Printed:
        """Draw the binder and remember each of its papers. Raises CannotPrint."""
        return print_binder(
            self.desk, self._whose(), self.chosen(), self.language, duplex=self.duplex.value()
        )

    def _whose(self) -> UUID:
        if self.person_id is None:
            raise RuntimeError("a binder is of a person")
        return self.person_id

    def _offer_binding(self) -> None:
        """Offer to note that the year is bound, where it is over and not noted yet."""
        self._done()
        parent = self.parentWidget()
        for year in self.chosen():
            page = monitoring_page(self.desk, year.stay_id, year.number)
            if page is None or year.bound_on is not None or year.until >= self.desk.today or parent is None:
                continue
            text = N_("When the sheets are laced and sealed, the day is noted in the monitoring journal.")
            if confirm(parent, N_("Note that this year is bound?"), N_("Note the binding"), text=text):
                ask_binding(parent, self.desk, page, lambda _saved: self._done())


def _span(year: BinderYear) -> str:
    return f"{short(year.since)} – {short(year.until)}"
