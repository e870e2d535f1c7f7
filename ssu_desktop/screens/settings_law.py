"""The law in the settings: its acts, the editions that were added, the reader of its paragraphs."""

from pathlib import Path
from uuid import UUID

from PySide6.QtWidgets import QFileDialog

from ssu_desktop.actions.desk import Refused
from ssu_desktop.actions.editions import (
    EditionRow,
    add_edition,
    give_out_edition,
    give_out_law,
    list_editions,
    withdraw_edition,
)
from ssu_desktop.language import N_, _
from ssu_desktop.screens.ask import FormDialog, tell
from ssu_desktop.screens.cards import button
from ssu_desktop.screens.chips import Chip, Tone
from ssu_desktop.screens.deciding import answered, careful, submitting
from ssu_desktop.screens.law_reader import LawReader
from ssu_desktop.screens.pages import Column, ColumnKind
from ssu_desktop.screens.saving import proposed
from ssu_desktop.screens.settings_section import ListSection
from ssu_desktop.screens.texts import TextField

_FILES = N_("Edition of the law (*.json)")


class LawSection(ListSection[EditionRow]):
    """The editions that were added to the program's own; Ins adds one from a file, Del withdraws it."""

    code = "law"
    deed = N_("Add an edition of the law")
    title_msgid = N_("Editions of the law")
    recorded = "law_edition"
    hint = N_(
        "When an order changes, its new figures and paragraphs come as a file and are valid from their day. "
        "What happened before goes by the former edition, and nothing that was printed changes."
    )
    add_verb = N_("Add from a file…")
    edit_verb = N_("Into a file…")
    remove_verb = N_("Withdraw")
    empty = N_("Nothing was added: the program works by the editions that it came with.")

    def columns(self) -> list[Column[EditionRow]]:
        """Title, from when, who added it and when, how many rows, its state."""
        return [
            Column(title=N_("Edition"), value=lambda row: row.title, kind=ColumnKind.STRONG, stretch=True),
            Column(title=N_("Valid from"), value=lambda row: row.valid_from, kind=ColumnKind.DATE, width=115),
            Column(title=N_("Added"), value=lambda row: row.added_on, kind=ColumnKind.DATE, width=105),
            Column(title=N_("By whom"), value=lambda row: row.added_by, spare=True, width=170),
            Column(title=N_("State"), value=_state, kind=ColumnKind.CHIP, width=135),
        ]

    def rows(self) -> tuple[EditionRow, ...]:
        """Read the editions that were added."""
        return list_editions(self.desk)

    def more_buttons(self) -> None:
        """Put the reader and the program's own law beside the verbs."""
        self.read, self.whole = button(), button()
        self._put(self.read, N_("Read the law…"), self.open_reader)
        self._put(self.whole, N_("The program's own law into a file…"), self.ask_place_of_all)

    def allow(self) -> None:
        """An edition that was withdrawn cannot be withdrawn again."""
        super().allow()
        row = self.table.current()
        self.remove_button.setEnabled(row is not None and row.withdrawn_on is None)

    def open_reader(self) -> None:
        """Open the paragraphs that the program knows."""
        LawReader(self.window(), self.desk).exec()

    def add(self) -> None:
        """Ask for the file of an edition and take it in."""
        path, _filter = QFileDialog.getOpenFileName(self, _(N_("Edition of the law")), "", _(_FILES))
        if path:
            self.take_in(Path(path))

    def take_in(self, path: Path) -> None:
        """Take an edition in, or say what is wrong with the file."""
        answer = answered(lambda: add_edition(self.desk, path))
        if isinstance(answer, Refused):
            finding = answer.findings[0]
            tell(self.window(), N_("The edition was not added"), finding.text, **finding.values)
        else:
            self.tell_saved()

    def edit(self) -> None:
        """Give the chosen edition out as a file."""
        row = self.table.current()
        if row is not None:
            self._ask_place(row.id, f"ssu-law-{row.valid_from:%Y-%m-%d}.json")

    def ask_place_of_all(self) -> None:
        """Give out what the program came with."""
        self._ask_place(None, "ssu-law.json")

    def _ask_place(self, edition_id: UUID | None, name: str) -> None:
        path, _filter = QFileDialog.getSaveFileName(
            self, _(N_("Edition of the law")), proposed(name), _(_FILES)
        )
        if path:
            self.give_out(edition_id, Path(path))

    def give_out(self, edition_id: UUID | None, path: Path) -> None:
        """Write an edition, or without an id the program's own law."""
        try:
            if edition_id is None:
                give_out_law(self.desk, path)
            else:
                give_out_edition(self.desk, edition_id, path)
        except OSError as error:
            text = N_("The file was not written: {cause}.")
            tell(self.window(), N_("Nothing was saved"), text, cause=error.strerror or str(error))
        else:
            self.saved.emit(_(N_("The edition was written: {path}"), path=str(path)), None)

    def remove(self) -> None:
        """Withdraw the chosen edition with a reason."""
        row = self.table.current()
        if row is None or row.withdrawn_on is not None:
            return
        FormDialog(
            self,
            N_("Withdraw this edition; the rules go by the former one again"),
            [TextField("reason", N_("Reason"))],
            N_("Withdraw the edition"),
            submitting(
                careful(lambda values, _reasons: withdraw_edition(self.desk, row.id, str(values["reason"]))),
                lambda _saved: self.tell_saved(),
            ),
        ).exec()


def _state(row: EditionRow) -> Chip:
    if row.withdrawn_on is not None:
        return Chip(_(N_("withdrawn")), Tone.NEUTRAL)
    return Chip(_(N_("in use")), Tone.DONE)
