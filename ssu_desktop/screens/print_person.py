"""A person's form as it comes from the printer, looked at before it is printed or saved."""

from uuid import UUID

from PySide6.QtCore import Qt

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.printing import Printed, print_form
from ssu_desktop.language import Language, _
from ssu_desktop.screens.print_preview import UnitPrintScreen
from ssu_desktop.screens.theme import scaled
from ssu_desktop.screens.work import Progress

_WIDEST = 800  # a portrait page wider than this shows a few lines only


class PersonPrintScreen(UnitPrintScreen):
    """The real pages of annex 3, 4, 5 or 9 of one person; `name` is the form's msgid."""

    def __init__(self, desk: Desk, form: str, person_id: UUID, name: str) -> None:
        super().__init__(desk, form, person_id, _(name))
        self._name = name
        self.preview.setMaximumWidth(scaled(_WIDEST))
        whole = self.layout()
        if whole is not None:
            whole.setAlignment(Qt.AlignmentFlag.AlignHCenter)

    def retranslate(self) -> None:
        """Name the form in the language of the interface."""
        super().retranslate()
        self.preview.title.setText(_(self._name))

    def remember(self, language: Language, _progress: Progress) -> Printed:
        """Make the person's form and remember it."""
        return print_form(self.desk, self.form, self.unit_id, language)
