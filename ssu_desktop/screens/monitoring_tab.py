"""The tab Monitoring: the journal of a plan year as a matrix, the words of a round below, marks beside."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from ssu_desktop.actions.assessment import assessed_rounds, is_assessed
from ssu_desktop.actions.desk import Desk, Refused, Saved
from ssu_desktop.actions.history import Record
from ssu_desktop.actions.monitoring import MonitoringPage, monitoring_page
from ssu_desktop.actions.monitoring_editing import complete_round, remove_round, save_round
from ssu_desktop.actions.person import person_header
from ssu_desktop.language import N_, spoken
from ssu_desktop.records.kinds import RoundKind
from ssu_desktop.rules.finding import Finding
from ssu_desktop.rules.round_draft import RoundDraft
from ssu_desktop.screens.ask import confirm
from ssu_desktop.screens.assessment_result import assess
from ssu_desktop.screens.binding_form import ask_binding
from ssu_desktop.screens.cards import plain_label
from ssu_desktop.screens.deciding import Decision, answered
from ssu_desktop.screens.drafts import DraftBanner
from ssu_desktop.screens.findings import FindingsPanel
from ssu_desktop.screens.law_words import explaining
from ssu_desktop.screens.marks_beside import MarksBeside
from ssu_desktop.screens.marks_card import MarkButton
from ssu_desktop.screens.monitoring_buttons import RoundButtons
from ssu_desktop.screens.monitoring_fields import RoundFields
from ssu_desktop.screens.monitoring_keeper import RoundKeeper
from ssu_desktop.screens.monitoring_matrix import Matrix
from ssu_desktop.screens.monitoring_rounds import DOMAINS, Rounds, current_round
from ssu_desktop.screens.offers import offer_allowed
from ssu_desktop.screens.print_dialog import print_dialog
from ssu_desktop.screens.revise_form import asks_for_revision, revise_dialog
from ssu_desktop.screens.round_head import RoundHead
from ssu_desktop.screens.screen import Command
from ssu_desktop.screens.table import EmptyState
from ssu_desktop.screens.theme import scaled
from ssu_desktop.screens.typed_tab import TypedTab


class MonitoringTab(TypedTab):
    """The rounds of a plan year; what is typed is saved by itself, a round is completed by its verb."""

    code = "monitoring"
    title_msgid = N_("Monitoring")
    help_topic = "monitoring"

    def __init__(self, desk: Desk, person_id: UUID, parent: QWidget | None = None) -> None:
        super().__init__(desk, person_id, parent)
        self.page: MonitoringPage | None = None
        self._shares: tuple[object, ...] = ()  # what the room was shared for
        self._number: int | None = None  # the plan year that the user chose
        explain = self._explain = explaining(desk)
        self.rounds = Rounds(desk.today)
        self.matrix, self.fields = Matrix(self.rounds), RoundFields(desk)
        self.findings, self.wrong = (
            FindingsPanel(self.fields.fields, explain),
            plain_label("error", wraps=True),
        )
        self.wrong.hide()
        self.banner, self.nothing = DraftBanner(), EmptyState()
        self.keeper: RoundKeeper = RoundKeeper(desk, self.rounds, self)
        self._decision = Decision()
        self.head = RoundHead(explain)
        parts = (self.banner, self.head, self.wrong, self.matrix, self.fields, self.findings)
        self.sides = MarksBeside(desk, parts)
        self.marks = self.sides.marks
        self.buttons = RoundButtons(self.words)
        self.words.say(self.matrix.corner.setText, N_("Sum of points"))
        self.words.say(
            self.matrix.corner.setToolTip,
            N_("Beside the points: the difference to the round before, in brackets to admission"),
        )
        self.nothing.teach(N_("Monitoring begins with the admission. Admit the person first."))
        self._lay_out()
        offer_allowed(desk, self, self.buttons.by_action())
        self._bind()
        self.sides.column.installEventFilter(self)

    def _share_room(self) -> None:
        """Shorten the words of the buttons and lower the rows where all of them would not fit."""
        room = self.sides.column.height()
        hidden = tuple(
            made.isHidden() for made in (self.buttons.drop, self.buttons.complete, self.buttons.revise)
        )
        shares = (spoken(), self.width(), room, *hidden)
        if shares == self._shares:
            return
        self._shares = shares
        self.buttons.fit_into(self.width() - 2 * scaled(28))
        above = scaled(12) + self.head.sizeHint().height() + scaled(10) + scaled(4)
        self.matrix.fit_into(room - above)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Share the room anew when the column has got another height."""
        if event.type() is QEvent.Type.Resize:
            self._share_room()
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setContentsMargins(scaled(28), 0, scaled(28), scaled(14))
        foot.addWidget(self.buttons)
        self.work = QWidget()
        work = QVBoxLayout(self.work)
        work.setContentsMargins(0, 0, 0, 0)
        work.addWidget(self.sides, 1)
        work.addLayout(foot)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.work)
        whole.addWidget(self.nothing)
        self.banner.hide()

    def _bind(self) -> None:
        self.matrix.column_chosen.connect(self._show_round)
        self.matrix.left_below.connect(self.fields.goal.setFocus)
        self.rounds.changed.connect(self._points_typed)
        self.fields.changed.connect(self._words_typed)
        self.keeper.saved.connect(self._saved_silently)
        self.keeper.refused.connect(self._refused_silently)
        self.banner.taken.connect(self._take_up)
        self.banner.refused.connect(self.throw_away)
        self.sides.stored.connect(self._marked)
        self.sides.refused.connect(self.findings.show_findings)
        self.head.year_chosen.connect(self.show_year)
        for made, act in (
            (self.head.take, self.take_sums),
            (self.head.bound, self.ask_binding),
            (self.buttons.assess, self.assess_needs),
            (self.buttons.extra, self.add_round),
            (self.buttons.drop, self.remove_round),
            (self.buttons.print, self.print_journal),
            (self.buttons.complete, self.submit),
            (self.buttons.revise, self.ask_revision),
            (self.buttons.trend, self.show_trend),
        ):
            made.clicked.connect(act)
        self.commands |= {
            Command.ADD: self.add_round,
            Command.DELETE: self._delete,
            Command.EDIT: self.matrix.setFocus,
            Command.PRINT: self.print_journal,
            Command.SUBMIT: self.submit,
        }
        offers = {
            N_("Save a round"): (Command.ADD, Command.EDIT, self.head.take),
            N_("Mark an activity"): (Command.DELETE,),
            N_("Complete a monitoring round"): (Command.SUBMIT,),
            N_("Print a form"): (Command.PRINT,),
        }
        offer_allowed(self.desk, self, offers)
        self.rounds.may_change = self.desk.may(N_("Save a round"))
        self.fields.setEnabled(self.rounds.may_change)
        self.head.bound.setEnabled(self.desk.may(N_("Bind the plan and the journal of a year")))

    # -- what is shown ---------------------------------------------------------------------------------

    @property
    def column(self) -> int:
        """The number of the round in sight."""
        index = self.matrix.currentIndex()
        return index.column() if index.isValid() else self.rounds.current

    def record_in_sight(self) -> Record | None:
        """Return the round that is shown, once it is stored."""
        shown = self.rounds.columns[self.column] if self.rounds.columns else None
        return Record("monitoring_round", shown.id) if shown is not None and shown.id is not None else None

    def refresh(self) -> None:
        """Read the journal again; what is being typed stays."""
        if self.keeper.unsaved:
            return
        header = person_header(self.desk, self.person_id)
        stay = header.stay if header is not None else None
        self.page = monitoring_page(self.desk, stay.id, self._number) if stay is not None else None
        page = self.page
        self.work.setVisible(page is not None)
        self.nothing.setVisible(page is None)
        self.keeper.watch(page)
        if page is not None:
            self._show(page)

    def _show(self, page: MonitoringPage) -> None:
        was = self.matrix.currentIndex()
        row, column = was.row(), was.column()
        kept = was.isValid() and len(page.columns) == len(self.rounds.columns)
        current = current_round(page.columns, self.desk.today)
        self.rounds.assessed = assessed_rounds(
            self.desk, [one.id for one in page.columns if one.id is not None]
        )
        self.rounds.load(page.columns, current, page.started_on, page.admission)
        self.matrix.setCurrentIndex(
            self.rounds.index(row, column) if kept else self.rounds.index(0, self.rounds.current)
        )
        self.head.show_years(page)
        self.head.show_binding(page, self.desk.today)
        self.sides.show_marks(page)
        self.banner.setVisible(bool(self.keeper.left_over()))
        self._show_round(self.column)

    def _show_round(self, column: int) -> None:
        if self.page is None or not 0 <= column < len(self.rounds.columns):
            return
        self.keeper.flush()
        self._forget_remarks()
        self.fields.show_round(self.rounds.drafts[column])
        self._show_state()

    def _show_state(self) -> None:
        """Show the round's name, its deadline and the buttons as it stands now."""
        if not self.rounds.columns:
            return
        shown, draft = self.rounds.columns[self.column], self.rounds.drafts[self.column]
        self.head.show_round(shown, draft, self.desk.today)
        self._show_wrong()
        done = shown.completed_on is not None
        self.buttons.offer(stored=shown.id is not None, done=done, revises=asks_for_revision(shown))
        self._share_room()

    def _show_wrong(self) -> None:
        """Say at once, above the points, which of them the round's questionnaires cannot give."""
        found = next(iter(self.rounds.wrong(self.column).values()), None)
        self.wrong.setVisible(found is not None)
        if found is not None:
            self.words.say(self.wrong.setText, found.text, **found.values)

    def retranslate(self) -> None:
        """Say the words and the values in the language of the interface."""
        super().retranslate()
        if self.page is not None:
            self._show_state()
            self.rounds.headerDataChanged.emit(Qt.Orientation.Vertical, 0, self.rounds.rowCount() - 1)
            self.matrix.viewport().update()

    def show_year(self, number: int | None) -> None:
        """Show the journal of another plan year."""
        if self.keeper.flush():
            self._number = number
            self.refresh()

    # -- typing ----------------------------------------------------------------------------------------

    def _points_typed(self, column: int) -> None:
        if column == self.column:
            self.fields.show_day(self.rounds.drafts[column])
            self._forget_remarks()
            self._show_state()

    def _words_typed(self) -> None:
        if self.rounds.columns:
            self._forget_remarks()
            self.rounds.put_draft(self.column, self.fields.draft(self.rounds.drafts[self.column]))

    def _forget_remarks(self) -> None:
        """Take away what was said about the round before it was changed."""
        if not self.findings.isHidden() or not self.findings.why.isHidden():
            self.findings.why.hide()
            self.findings.clear()
        self._decision = Decision()

    def _saved_silently(self, page: MonitoringPage) -> None:
        self.page = page
        self.rounds.renew(page.columns)
        self.banner.setVisible(bool(self.keeper.left_over()))
        self._show_state()
        self.changed.emit()

    def _refused_silently(self, column: int, findings: Sequence[Finding]) -> None:
        if column == self.column and not _is_only_day(findings, self.rounds.drafts[column]):
            for finding in findings:
                field = self.fields.fields.get(finding.field or "")
                if field is not None and field.error.isHidden():
                    field.show_error(finding.text, **finding.values)

    def _take_up(self) -> None:
        for column, draft in self.keeper.take_up().items():
            self.rounds.put_draft(column, draft)
        self.fields.show_round(self.rounds.drafts[self.column])
        self.keeper.flush()

    # -- decisions -------------------------------------------------------------------------------------

    def submit(self) -> None:
        """Complete the round in sight: what it lacks is said, and a reason asked for."""
        page = self.page
        if page is None or not self.rounds.columns or not self.fields.held.check():
            return
        if self.findings.needs_reason():
            self.findings.ask_reason()
            return
        self.keeper.flush()
        draft, number = self.rounds.drafts[self.column], page.plan_number
        standing = self._decision.attempt(
            lambda reasons: complete_round(self.desk, page.stay_id, draft, number, reasons),
            self.findings.reason(),
        )
        if standing:
            self.findings.show_findings(standing)
            return
        remarks = self._decision.saved.remarks if self._decision.saved is not None else ()
        self.tell_saved()
        notes = [finding for finding in remarks if finding.weight == "note"]
        if notes:
            self.findings.show_findings(notes)

    def take_sums(self) -> None:
        """Put the sums of the plan's points into the round of admission."""
        suggested = self.rounds.columns[self.column].suggested
        if suggested:
            self.rounds.put_scores(self.column, suggested)
            self.matrix.setFocus()

    def assess_needs(self) -> None:
        """Assess the domain of the row in sight by a questionnaire; its sum goes into this round's cell."""
        page, column = self.page, self.column
        if page is None or not self.rounds.columns or not self.keeper.flush():
            return
        new = self.rounds.columns[column].id is None
        draft = self.rounds.drafts[column]
        draft = replace(draft, held_on=draft.held_on or self.desk.today)
        begun = answered(lambda: save_round(self.desk, page.stay_id, draft, page.plan_number))
        if isinstance(begun, Refused):
            self.findings.show_findings(begun.findings)
            return
        domain = DOMAINS[min(max(self.matrix.currentIndex().row(), 0), len(DOMAINS) - 1)]
        window = self.window()
        if assess(window, self.desk, page.stay_id, domain, round_id=begun.id, held_on=draft.held_on):
            self.tell_saved()
        else:
            if new and not is_assessed(self.desk, page.stay_id, begun.id):
                remove_round(self.desk, begun.id)  # it was begun for the assessment only
            self.reread()

    def add_round(self) -> None:
        """Begin a round between those of the form."""
        if self.page is None or not self.keeper.flush():
            return
        draft = RoundDraft(kind=RoundKind.EXTRA, held_on=self.desk.today)
        answer = save_round(self.desk, self.page.stay_id, draft, self.page.plan_number)
        if self.show_answer(answer):
            self.matrix.go_to(0, self.rounds.columnCount() - 1)

    def remove_round(self) -> None:
        """Ask, and take a round away that was never completed."""
        shown = self.rounds.columns[self.column]
        if shown.id is None or shown.completed_on is not None:
            return
        if confirm(self.window(), N_("Remove this round with its points?"), N_("Remove"), danger=True):
            self.keeper.throw_away()
            self.show_answer(remove_round(self.desk, shown.id, shown.revision))

    def ask_binding(self) -> None:
        """Ask on which day plan and journal of the year in sight were bound."""
        if self.page is not None and self.keeper.flush():
            ask_binding(self, self.desk, self.page, lambda _saved: self.tell_saved())

    def ask_revision(self) -> None:
        """Ask why the plan is revised, with the round's words, begin its new version and go there."""
        shown = self.rounds.columns[self.column]
        if shown.id is not None and self.keeper.flush():
            dialog = revise_dialog(self, self.desk, shown.id, shown, self._explain, self._revised)
            dialog.open()

    def _revised(self, _saved: Saved) -> None:
        self.tell_saved()
        self.tab_asked.emit("plan")

    def show_trend(self) -> None:
        """Show the curves of the points, as they are printed."""
        if self.page is not None and self.keeper.flush():
            print_dialog(self.window(), self.desk, "trend", self.person_id)
            self.changed.emit()

    def _marked(self, page: MonitoringPage) -> None:
        self.page = page

    def _delete(self) -> None:
        focused = QApplication.focusWidget()
        if isinstance(focused, MarkButton):
            focused.chosen.emit(None)
        elif focused is self.matrix:
            self.matrix.clear_current()

    def print_journal(self) -> None:
        """Show the form as it will be printed."""
        page = self.page
        if page is not None and self.keeper.flush():
            print_dialog(self.window(), self.desk, "annex-5", self.person_id, plan_number=page.plan_number)
            self.changed.emit()


def _is_only_day(findings: Sequence[Finding], draft: RoundDraft) -> bool:
    """Return whether nothing but the day is missing: it is asked for when the round is completed."""
    return draft.held_on is None and all(finding.field == "held_on" for finding in findings)
