"""The questionnaires of needs in the settings: the program's examples and the facility's own."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMenu

from ssu_desktop.actions.desk import Refused
from ssu_desktop.actions.history import Record
from ssu_desktop.actions.questionnaires import (
    QuestionnaireView,
    give_out_questionnaires,
    list_questionnaires,
    retire_questionnaire,
    take_in_questionnaires,
)
from ssu_desktop.language import N_, _
from ssu_desktop.rules.questionnaire import QuestionnaireDraft
from ssu_desktop.screens.ask import tell
from ssu_desktop.screens.cards import button
from ssu_desktop.screens.chips import Chip, Tone
from ssu_desktop.screens.deciding import answered
from ssu_desktop.screens.pages import Column, ColumnKind
from ssu_desktop.screens.questionnaire_form import QuestionnaireDialog
from ssu_desktop.screens.saving import proposed
from ssu_desktop.screens.settings_section import ListSection

_FILES = N_("Questionnaires (*.json)")


class QuestionnairesSection(ListSection[QuestionnaireView]):
    """The newest version of each; Ins adds one, Enter changes it, Del retires it or uses it again."""

    code = "questionnaires"
    deed = N_("Save a questionnaire")
    title_msgid = N_("Questionnaires")
    recorded = "questionnaire"
    hint = N_(
        "Needs are assessed by these questions; the answers go into the plan, their sum into the monitoring. "
        "The examples are to be replaced by the form that is approved in the region."
    )
    add_verb = N_("New questionnaire…")
    edit_verb = N_("Change…")
    remove_verb = N_("Retire")

    def columns(self) -> list[Column[QuestionnaireView]]:
        """Title, domain, how many questions, the most points, version, state."""
        return [
            Column(title=N_("Title"), value=lambda row: row.title, kind=ColumnKind.STRONG, stretch=True),
            Column(title=N_("Domain"), value=lambda row: _(row.domain.msgid), width=150),
            Column(title=N_("Questions"), value=lambda row: len(row.questions), width=125, spare=True),
            Column(title=N_("Points up to"), value=lambda row: row.bounds[1], width=125, spare=True),
            Column(title=N_("Version"), value=lambda row: row.version, width=90, spare=True),
            Column(title=N_("State"), value=_state, kind=ColumnKind.CHIP, width=150),
        ]

    def rows(self) -> tuple[QuestionnaireView, ...]:
        """Read the newest versions."""
        return list_questionnaires(self.desk)

    def chosen_record(self) -> tuple[Record, str]:
        """Return all questionnaires: each version of one is a record of its own."""
        return Record(self.recorded), self.title()

    def more_buttons(self) -> None:
        """Put copying and the ways in and out of a file into a menu beside the verbs."""
        self.more = button("", "more")
        menu = QMenu(self.more)
        self.copy_it, self.out, self.all, self.file = (menu.addAction("") for _each in range(4))
        self.more.setMenu(menu)
        self.words.say(self.more.setText, N_("More|actions"))
        for action, text, act in (
            (self.copy_it, N_("Copy…"), self.copy),
            (self.out, N_("Into a file…"), self.ask_place),
            (self.all, N_("All into a file…"), self.ask_place_of_all),
            (self.file, N_("From a file…"), self.ask_file),
        ):
            self.words.say(action.setText, text)
            action.triggered.connect(lambda _on=False, act=act: act())
        self.deeds.addWidget(self.more)

    def allow(self) -> None:
        """Offer to use again what is retired."""
        super().allow()
        row = self.table.current()
        for one in (self.copy_it, self.out):
            one.setEnabled(row is not None)
        back = row is not None and row.retired_on is not None
        self.words.say(self.remove_button.setText, N_("Use again") if back else N_("Retire"))

    def add(self) -> None:
        """Ask for a new questionnaire."""
        self._open(None, QuestionnaireDraft(domain=None))

    def edit(self) -> None:
        """Change the chosen one."""
        row = self.table.current()
        if row is not None:
            self._open(row, row.draft)

    def copy(self) -> None:
        """Begin another questionnaire with the questions of the chosen one."""
        row = self.table.current()
        if row is not None:
            self._open(None, replace(row.draft, code=""))

    def _open(self, row: QuestionnaireView | None, draft: QuestionnaireDraft) -> None:
        chosen = row.id if row is not None else None
        revision = row.revision if row is not None and row.stored else None
        QuestionnaireDialog(self, self.desk, chosen, draft, lambda _saved: self.tell_saved(), revision).exec()

    def remove(self) -> None:
        """Retire the chosen one, or use it again."""
        row = self.table.current()
        if row is not None:
            back = row.retired_on is not None
            self.done(answered(lambda: retire_questionnaire(self.desk, row.id, back=back)))

    def ask_file(self) -> None:
        """Ask for a file and take its questionnaires in."""
        path, _filter = QFileDialog.getOpenFileName(self, _(self.title_msgid), "", _(_FILES))
        if path:
            self.take_in(Path(path))

    def take_in(self, path: Path) -> None:
        """Take questionnaires in, or say what is wrong with the file."""
        answer = answered(lambda: take_in_questionnaires(self.desk, path))
        if isinstance(answer, Refused):
            finding = answer.findings[0]
            title = finding.values.get("title")
            if title is None:
                tell(self.window(), N_("Nothing was taken in"), finding.text, **finding.values)
            else:
                remark = _(finding.text, **finding.values)
                text = N_("“{name}”. {remark}")
                tell(self.window(), N_("Nothing was taken in"), text, name=title, remark=remark)
        else:
            self.tell_saved()

    def ask_place(self) -> None:
        """Give the chosen one out as a file."""
        row = self.table.current()
        if row is not None:
            self._ask_place([row.code], f"ssu-questionnaire-{row.domain.value}.json")

    def ask_place_of_all(self) -> None:
        """Give all of them out as one file."""
        self._ask_place([row.code for row in self._rows], "ssu-questionnaires.json")

    def _ask_place(self, codes: list[str], name: str) -> None:
        path, _filter = QFileDialog.getSaveFileName(self, _(self.title_msgid), proposed(name), _(_FILES))
        if path:
            self.give_out(codes, Path(path))

    def give_out(self, codes: list[str], path: Path) -> None:
        """Write questionnaires into a file."""
        try:
            give_out_questionnaires(self.desk, codes, path)
        except OSError as error:
            text = N_("The file was not written: {cause}.")
            tell(self.window(), N_("Nothing was saved"), text, cause=error.strerror or str(error))
        else:
            self.saved.emit(_(N_("The questionnaires were written: {path}"), path=str(path)), None)


def _state(row: QuestionnaireView) -> Chip:
    if row.retired_on is not None:
        return Chip(_(N_("retired|questionnaire")))
    if row.example:
        return Chip(_(N_("example|questionnaire")), Tone.SOON)
    return Chip(_(N_("in use")), Tone.DONE)
