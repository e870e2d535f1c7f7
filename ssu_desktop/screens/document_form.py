"""The forms of a personal file: a row of its checklist, a document of the facility's own, the cover."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtWidgets import QWidget

from ssu_desktop.actions.desk import Desk, Refused, Saved
from ssu_desktop.actions.file_rows import DocumentRow
from ssu_desktop.actions.personal_file import FilePage, save_document, save_file
from ssu_desktop.language import N_, spoken
from ssu_desktop.law import Paper
from ssu_desktop.records.kinds import DocumentForm
from ssu_desktop.rules.personal_file import DocumentDraft, FileDraft
from ssu_desktop.screens.ask import FormDialog
from ssu_desktop.screens.cards import plain_label
from ssu_desktop.screens.deciding import Reasons, keep_dialog, submitting
from ssu_desktop.screens.fields import (
    AnyField,
    CheckField,
    ChoiceField,
    DateField,
    NumberField,
    PickField,
    TextField,
)
from ssu_desktop.screens.findings import ArticleLink
from ssu_desktop.screens.law_words import explaining
from ssu_desktop.screens.theme import scaled

Done = Callable[[Saved], object]
_MOST_PAGES = 9999
_WIDTH = 560


class DocumentDialog(FormDialog):
    """Changes a row of the checklist, or adds an own document where `row` is None."""

    def __init__(
        self, parent: QWidget | None, desk: Desk, page: FilePage, row: DocumentRow | None, done: Done
    ) -> None:
        self._desk, self._page, self.row = desk, page, row
        lawful = row is not None and row.code is not None
        title = N_("Document of the file") if row else N_("Own document")
        papers = row.papers if row is not None else ()
        super().__init__(
            parent,
            title,
            _rows(desk, papers, lawful=lawful),
            N_("Save"),
            submitting(self._save, done),
            explaining(desk),
        )
        self.setMinimumWidth(scaled(_WIDTH))
        if row is not None and lawful:
            self._tell_law(row)
        self._show(row or DocumentRow(id=None, code=None, title_kk="", title_ru="", received_on=desk.today))
        self.fields["not_needed"].changed.connect(self._not_needed_ticked)
        of = (row.id or row.code) if row else "new"
        keep_dialog(self, desk, f"document:{page.file_id}:{of}")

    def _tell_law(self, row: DocumentRow) -> None:
        """Show the words of the order, the condition under which it asks, and its paragraph."""
        kazakh = spoken() == "kk"
        name = plain_label("subheading", row.title(spoken()), wraps=True)
        words = plain_label("", row.full_kk if kazakh else row.full_ru, wraps=True)
        condition = plain_label("hint", row.condition_kk if kazakh else row.condition_ru, wraps=True)
        condition.setVisible(bool(condition.text()))
        link = ArticleLink(row.article, explaining(self._desk)) if row.article else None
        told: list[QWidget] = [name, words, condition, *([link] if link else [])]
        for place, widget in enumerate(told):
            self.rows.insertWidget(place, widget)

    def _show(self, row: DocumentRow) -> None:
        for name, field in self.fields.items():
            field.set_value(row.title(spoken()) if name == "title" else getattr(row, name))
        if not row.not_needed and row.received_on is None:
            self.fields["received_on"].set_value(self._desk.today)

    def _not_needed_ticked(self) -> None:
        """What is not needed was not received; what is needed after all was received today, likely."""
        needed = not self.fields["not_needed"].value()
        self.fields["received_on"].set_value(self._desk.today if needed else None)
        if not needed:
            self.fields["note"].setFocus()

    def _save(self, values: Mapping[str, object], reasons: Reasons) -> Saved | Refused:
        code, revision = (self.row.code, self.row.revision) if self.row else (None, None)
        given = {**values, "variant": values.get("variant") or ""}
        draft = DocumentDraft(code=code, revision=revision, **given)  # type: ignore[arg-type]  # each field gives its draft's type
        return save_document(
            self._desk, self._page.file_id, draft, self.row.id if self.row else None, reasons
        )


def draft_of_row(row: DocumentRow, **changed: object) -> DocumentDraft:
    """Return a row as the draft that an edit begins from."""
    names = (
        "code",
        "form",
        "received_on",
        "received_from",
        "pages",
        "not_needed",
        "note",
        "variant",
        "revision",
    )
    values = {name: getattr(row, name) for name in names}
    title = "" if row.code is not None else row.title_kk
    return DocumentDraft(**{"title": title, **values, **changed})


def _rows(desk: Desk, papers: Sequence[Paper], *, lawful: bool) -> list[list[AnyField]]:
    title: list[list[AnyField]] = [] if lawful else [[TextField("title", N_("Title"))]]
    if len(papers) > 1:
        title.append([PickField("variant", N_("Which of the papers"), lambda: _named(papers))])
    return [
        *title,
        [
            DateField("received_on", N_("Received on"), lambda: desk.today),
            ChoiceField("form", N_("Form|of a document"), DocumentForm, empty=False),
            NumberField("pages", N_("Pages"), highest=_MOST_PAGES),
        ],
        [TextField("received_from", N_("Received from"))],
        [CheckField("not_needed", N_("Not needed for this person"))],
        [TextField("note", N_("Note, or why it is not needed"))],
    ]


def _named(papers: Sequence[Paper]) -> list[tuple[str, str]]:
    return [(paper.code, paper.kk if spoken() == "kk" else paper.ru) for paper in papers]


class CoverDialog(FormDialog):
    """Changes the cover: number, day of opening, place, sheets, binding."""

    def __init__(self, parent: QWidget | None, desk: Desk, page: FilePage, done: Done) -> None:
        def save(values: Mapping[str, object], _reasons: Reasons) -> Saved | Refused:
            draft = FileDraft(**values)  # type: ignore[arg-type]  # each field gives its draft's type
            return save_file(desk, page.file_id, draft, page.revision)

        super().__init__(
            parent, N_("Cover of the file"), _cover_rows(desk), N_("Save"), submitting(save, done)
        )
        if page.page_sum:
            text, said = N_("Pages ticked in the file: {count}."), plain_label("hint", wraps=True)
            self.words.say(said.setText, text, count=page.page_sum)
            self.column.insertWidget(0, said)
        for name, field in self.fields.items():
            field.set_value(getattr(page, name))
        keep_dialog(self, desk, f"cover:{page.file_id}")


def _cover_rows(desk: Desk) -> list[list[AnyField]]:
    return [
        [
            TextField("number", N_("File number"), longest=60),
            DateField("opened_on", N_("Opened on"), lambda: desk.today),
        ],
        [TextField("place", N_("Place where the file was made"))],
        [
            NumberField("sheets", N_("Number of sheets"), highest=_MOST_PAGES),
            DateField("bound_on", N_("Bound on"), lambda: desk.today),
        ],
    ]
