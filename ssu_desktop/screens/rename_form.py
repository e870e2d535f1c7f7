"""A change of name: the new one, since when, by which paper; the old one is kept and found."""

from collections.abc import Callable, Mapping
from uuid import UUID

from PySide6.QtWidgets import QWidget

from ssu_desktop.actions.desk import Desk, Refused, Saved
from ssu_desktop.actions.person import person_page, rename_person
from ssu_desktop.language import N_
from ssu_desktop.rules.person import RenameDraft
from ssu_desktop.screens.ask import FormDialog
from ssu_desktop.screens.cards import plain_label
from ssu_desktop.screens.deciding import Reasons, keep_dialog, submitting
from ssu_desktop.screens.fields import AnyField, DateField, TextField


class RenameDialog(FormDialog):
    """Asks for the new name; `done` is called after it was saved."""

    def __init__(self, parent: QWidget, desk: Desk, person_id: UUID, done: Callable[[], object]) -> None:
        self._desk, self._person_id = desk, person_id
        rows: list[AnyField | list[AnyField]] = [
            TextField("surname", N_("New surname")),
            [TextField("given_name", N_("Given name")), TextField("patronymic", N_("Patronymic"))],
            [
                DateField("until", N_("Old name valid until"), lambda: desk.today),
                TextField("document", N_("Document: number and date")),
            ],
        ]
        submit = submitting(self._save, lambda _saved: done())
        super().__init__(parent, N_("Change of name"), rows, N_("Change the name"), submit)
        hint = plain_label("muted", wraps=True)
        self.words.say(
            hint.setText,
            N_("The old name stays on old papers and the search finds it. Mend a slip of the pen with F2."),
        )
        self.column.insertWidget(0, hint)
        self._show_present()
        keep_dialog(self, desk, f"rename:{person_id}")

    def _show_present(self) -> None:
        page = person_page(self._desk, self._person_id)
        if page is not None:
            for name in ("surname", "given_name", "patronymic"):
                self.fields[name].set_value(getattr(page.person, name))

    def _save(self, values: Mapping[str, object], reasons: Reasons) -> Saved | Refused:
        draft = RenameDraft(**values)  # type: ignore[arg-type]  # each field gives its draft's type
        return rename_person(self._desk, self._person_id, draft, reasons)
