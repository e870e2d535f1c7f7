"""The editor of a questionnaire: titles, whom it is for, and its questions one below another."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from ssu_desktop.actions.desk import Desk, Refused, Saved
from ssu_desktop.actions.questionnaires import save_questionnaire
from ssu_desktop.language import N_, Bilingual
from ssu_desktop.records.kinds import Category, Domain, UnitKind
from ssu_desktop.rules.finding import Finding
from ssu_desktop.rules.questionnaire import Question, QuestionnaireDraft, check_question, highest_sum
from ssu_desktop.screens.ask import FormDialog
from ssu_desktop.screens.cards import button, plain_label
from ssu_desktop.screens.choices import ChoiceField
from ssu_desktop.screens.deciding import Reasons, careful, submitting
from ssu_desktop.screens.field import AnyField
from ssu_desktop.screens.pages import Column, ColumnKind
from ssu_desktop.screens.question_form import QuestionDialog
from ssu_desktop.screens.table import PagedTable
from ssu_desktop.screens.texts import TextField
from ssu_desktop.screens.theme import scaled
from ssu_desktop.screens.ticks import KindsField

_WIDTH, _LIST = 820, 150
Numbered = tuple[int, Question]


class QuestionnaireDialog(FormDialog):
    """Asks for a questionnaire; a version that was used stays, and a new one takes its place."""

    def __init__(
        self,
        parent: QWidget | None,
        desk: Desk,
        questionnaire_id: UUID | None,
        draft: QuestionnaireDraft,
        done: Callable[[Saved], object],
        revision: int | None = None,
    ) -> None:
        self._desk, self._draft = desk, draft
        self.questions: list[Question] = list(draft.questions)

        def save(values: Mapping[str, object], _reasons: Reasons) -> Saved | Refused:
            typed: dict[str, Any] = dict(values)  # each field gives its draft's type
            whole = replace(draft, questions=tuple(self.questions), **typed)
            return save_questionnaire(desk, questionnaire_id, whole, revision)

        title = N_("A new questionnaire") if questionnaire_id is None else N_("Change the questionnaire")
        super().__init__(parent, title, _rows(), N_("Save"), submitting(careful(save), done))
        for name, field in self.fields.items():
            field.set_value(getattr(draft, name))
        self.setMinimumWidth(scaled(_WIDTH))
        self._make_list()

    def _make_list(self) -> None:
        self.table: PagedTable[Numbered] = PagedTable(
            [
                Column(title=N_("Question"), value=_text, kind=ColumnKind.STRONG, stretch=True),
                Column(title=N_("Answers"), value=lambda row: len(row[1].answers), width=105),
                Column(title=N_("Points up to"), value=lambda row: highest_sum(row[1:]), width=125),
            ],
            lambda at, limit: list(enumerate(self.questions))[at : at + limit],
            lambda: len(self.questions),
        )
        self.table.setMinimumHeight(scaled(_LIST))
        self.table.empty.teach(
            N_("No question yet. Each has answers, and each answer its points."), N_("Add a question…")
        )
        self.table.empty.asked.connect(self.add)
        self.table.opened.connect(lambda _row: self.change())
        self.verbs: dict[str, QPushButton] = {}
        line = QHBoxLayout()
        line.setSpacing(scaled(8))
        for code, text, act in (
            ("add", N_("Add a question…"), self.add),
            ("change", N_("Change"), self.change),
            ("up", N_("Up"), lambda: self.shift(-1)),
            ("down", N_("Down"), lambda: self.shift(1)),
            ("remove", N_("Remove"), self.remove),
        ):
            made = self.verbs[code] = button()
            self.words.say(made.setText, text)
            made.clicked.connect(lambda _on=False, act=act: act())
            line.addWidget(made)
        line.addStretch(1)
        self.sum = plain_label("subheading")
        line.addWidget(self.sum)
        place = self.column.indexOf(self.scrolled) + 1
        self.column.insertWidget(place, self.table, 1)
        self.column.insertLayout(place + 1, line)
        self._show()

    def _show(self, at: int | None = None) -> None:
        self.table.refresh()
        if at is not None:
            self.table.selectRow(at)
        for code, made in self.verbs.items():
            made.setEnabled(code == "add" or bool(self.questions))
        self.words.say(self.sum.setText, N_("Up to {highest} points"), highest=highest_sum(self.questions))

    def _at(self) -> int | None:
        row = self.table.current()
        return None if row is None else row[0]

    def add(self) -> None:
        """Ask for a further question."""
        self._ask(None)

    def change(self) -> None:
        """Change the chosen question."""
        at = self._at()
        if at is not None:
            self._ask(at)

    def _ask(self, at: int | None) -> None:
        domain = self.fields["domain"].value()
        QuestionDialog(
            self,
            self._desk,
            at,
            self.questions,
            lambda question: self._put(at, question),
            domain=domain if isinstance(domain, Domain) else None,
        ).exec()

    def _put(self, at: int | None, question: Question) -> Sequence[Finding]:
        number = len(self.questions) if at is None else at
        if findings := tuple(check_question(question, number + 1)):
            return findings
        if at is None:
            self.questions.append(question)
        else:
            self.questions[at] = question
        self._show(number)
        return ()

    def shift(self, step: int) -> None:
        """Move the chosen question up or down."""
        at = self._at()
        if at is not None and 0 <= at + step < len(self.questions):
            self.questions.insert(at + step, self.questions.pop(at))
            self._show(at + step)

    def remove(self) -> None:
        """Take the chosen question out; Cancel brings it back."""
        at = self._at()
        if at is not None:
            del self.questions[at]
            self._show(min(at, len(self.questions) - 1))

    def _typed(self) -> dict[str, str]:
        return {**super()._typed(), "questions": repr(self.questions)}


def _text(row: Numbered) -> str:
    number, question = row
    return f"{number + 1}. {Bilingual(question.text_kk, question.text_ru)}"


def _rows() -> list[AnyField | Sequence[AnyField]]:
    return [
        [
            TextField("title_kk", N_("Title in Kazakh"), longest=300),
            TextField("title_ru", N_("Title in Russian"), longest=300),
        ],
        [
            ChoiceField("domain", N_("Domain"), Domain),
            TextField("source", N_("Who approved it: document, number, date"), longest=300),
        ],
        KindsField("categories", N_("For which categories (none: for all)"), Category),
        KindsField("unit_kinds", N_("In which units (none: in all)"), UnitKind),
    ]
