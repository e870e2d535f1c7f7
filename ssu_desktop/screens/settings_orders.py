"""The texts of orders: the program's, or the facility's own with named holes."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QWidget

from ssu_desktop.actions.desk import Desk, Refused, Saved
from ssu_desktop.actions.order_texts import TemplateRow, drop_template, order_templates, save_template
from ssu_desktop.language import N_, Language, _, spoken, translate
from ssu_desktop.rules.order import HOLE_WORDS, HOLES, TemplateDraft, shown, stored
from ssu_desktop.screens.ask import FormDialog, confirm
from ssu_desktop.screens.cards import plain_label
from ssu_desktop.screens.chips import Chip, Tone
from ssu_desktop.screens.deciding import Reasons, careful, keep_dialog, submitting
from ssu_desktop.screens.fields import AnyField, NotesField, PickField, TextField
from ssu_desktop.screens.pages import Column, ColumnKind
from ssu_desktop.screens.settings_section import ListSection
from ssu_desktop.screens.theme import scaled

_WIDTH = 940
_LINES = 9


class OrderTextsSection(ListSection[TemplateRow]):
    """One line a kind of order; Enter changes its text, Del goes back to the program's."""

    code = "orders"
    deed = N_("Change the text of an order")
    title_msgid = N_("Texts of orders")
    recorded = "order_template"
    hint = N_(
        "The order of an event begins with this text. The facility may write its own: words in braces are "
        "filled in by the program."
    )
    add_verb = N_("Change the text…")
    remove_verb = N_("Back to the program's text")

    def columns(self) -> list[Column[TemplateRow]]:
        """Kind, subject, whose text."""
        return [
            Column(
                title=N_("Kind"), value=lambda row: _(row.kind.msgid), kind=ColumnKind.STRONG, stretch=True
            ),
            Column(title=N_("Subject"), value=_subject, width=470, spare=True),
            Column(title=N_("Text|whose"), value=_whose, kind=ColumnKind.CHIP, width=150),
        ]

    def rows(self) -> tuple[TemplateRow, ...]:
        """Read the texts in use."""
        return order_templates(self.desk)

    def allow(self) -> None:
        """Offer to go back only from a text of the facility's own."""
        row = self.table.current()
        self.edit_button.hide()  # the primary verb says it
        self.add_button.setEnabled(row is not None)
        self.remove_button.setEnabled(row is not None and row.own)

    def add(self) -> None:
        """Change the chosen text."""
        self.edit()

    def edit(self) -> None:
        """Change the chosen text."""
        row = self.table.current()
        if row is not None:
            TemplateDialog(self, self.desk, row, lambda _saved: self.tell_saved()).open()

    def remove(self) -> None:
        """Ask, then go back to the program's text."""
        row = self.table.current()
        if row is None or not row.own:
            return
        question, verb = N_("Go back to the program's text?"), N_("Go back")
        text = N_("{kind}. The facility's own text stays in the history.")
        if confirm(self, question, verb, text=text, danger=True, kind=_(row.kind.msgid)):
            drop_template(self.desk, row.kind)
            self.tell_saved()


def _subject(row: TemplateRow) -> str:
    return row.draft.subject_kk if spoken() == "kk" else row.draft.subject_ru


def _whose(row: TemplateRow) -> Chip:
    return Chip(_(N_("own|text")), Tone.ACCENT) if row.own else Chip(_(N_("the program's|text")))


class TemplateDialog(FormDialog):
    """Asks for subject and text in both languages; the list of holes puts one in where the cursor was."""

    def __init__(
        self, parent: QWidget | None, desk: Desk, row: TemplateRow, done: Callable[[Saved], object]
    ) -> None:
        def save(values: Mapping[str, object], _reasons: Reasons) -> Saved | Refused:
            typed = {name: stored(str(text), Language(name[-2:])) for name, text in values.items()}
            draft = TemplateDraft(
                subject_kk=typed["subject_kk"],
                subject_ru=typed["subject_ru"],
                text_kk=typed["text_kk"],
                text_ru=typed["text_ru"],
                revision=row.draft.revision,
            )
            return save_template(desk, row.kind, draft)

        super().__init__(parent, row.kind.msgid, _rows(), N_("Save"), submitting(careful(save), done))
        self.setMinimumWidth(min(scaled(_WIDTH), self.screen().availableSize().width() - scaled(80)))
        self.holes: PickField[str] = PickField("holes", N_("Put in"), _holes)
        self._written: NotesField | None = None
        for name, field in self.fields.items():
            field.set_value(shown(getattr(row.draft, name), Language(name[-2:])))
            if isinstance(field, NotesField):
                field.notes.cursorPositionChanged.connect(lambda field=field: self._remember(field))
        told = plain_label("hint", wraps=True)
        self.words.say(
            told.setText, N_("What stands in braces is filled in from the event; put it in from the list.")
        )
        self.column.insertWidget(0, told)
        self.column.insertWidget(1, self.holes)
        self.holes.changed.connect(self._put_in)
        keep_dialog(self, desk, f"order-text:{row.kind.value}")

    def _remember(self, field: NotesField) -> None:
        self._written = field

    def _put_in(self) -> None:
        hole, field = self.holes.value(), self._written
        if hole is not None and field is not None:
            word = translate(Language(field.name[-2:]), HOLE_WORDS[hole])
            field.notes.insertPlainText(f"{{{word}}}")
            field.setFocus()
        self.holes.set_value(None)


def _rows() -> list[list[AnyField]]:
    return [
        [
            TextField("subject_kk", N_("Subject in Kazakh")),
            TextField("subject_ru", N_("Subject in Russian")),
        ],
        [
            NotesField("text_kk", N_("Text in Kazakh"), lines=_LINES),
            NotesField("text_ru", N_("Text in Russian"), lines=_LINES),
        ],
    ]


def _holes() -> list[tuple[str, str]]:
    return [(hole, _(meaning)) for hole, meaning in HOLES.items()]
