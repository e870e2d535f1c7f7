"""The tab Plan: the individual plan as a table by domains, the real page of annex 4 beside it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from uuid import UUID

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ssu_desktop.actions.desk import Desk, Refused, Saved
from ssu_desktop.actions.history import Record
from ssu_desktop.actions.organisation import list_staff
from ssu_desktop.actions.person import person_header
from ssu_desktop.actions.plan import PlanPage, PlanView, plan_page, read_plan
from ssu_desktop.actions.plan_approval import return_to_draft
from ssu_desktop.actions.plan_editing import delete_plan, start_plan
from ssu_desktop.language import N_, spoken
from ssu_desktop.records.kinds import Domain, PlanState
from ssu_desktop.rules.finding import Finding, blocks
from ssu_desktop.rules.organisation import StaffDraft
from ssu_desktop.rules.plan_draft import PlanDraft
from ssu_desktop.screens.ask import FormDialog, confirm
from ssu_desktop.screens.assessment_result import assess
from ssu_desktop.screens.drafts import DraftBanner
from ssu_desktop.screens.findings import FindingsPanel
from ssu_desktop.screens.law_words import explaining
from ssu_desktop.screens.offers import offer_allowed
from ssu_desktop.screens.plan_builder import PlanBuilder
from ssu_desktop.screens.plan_buttons import PlanButtons
from ssu_desktop.screens.plan_cells import Reading
from ssu_desktop.screens.plan_deeds import (
    approve_dialog,
    begin_dialog,
    dates_dialog,
    fill_dialog,
    plan_before,
    version_dialog,
)
from ssu_desktop.screens.plan_editor import PlanEditor
from ssu_desktop.screens.plan_head import PlanHead
from ssu_desktop.screens.plan_keeper import PlanKeeper
from ssu_desktop.screens.plan_paper import PageBeside, PlanPaper
from ssu_desktop.screens.print_dialog import print_dialog
from ssu_desktop.screens.screen import Command
from ssu_desktop.screens.scrolling import scrolling
from ssu_desktop.screens.staff_form import StaffDialog
from ssu_desktop.screens.table import EmptyState
from ssu_desktop.screens.theme import scaled
from ssu_desktop.screens.typed_tab import TypedTab

_NO_DRAFT = PlanDraft(period_from=None, period_until=None)


class PlanTab(TypedTab):
    """The plan of the person's present stay: a draft is edited in place and saved as it is typed."""

    code = "plan"
    title_msgid = N_("Plan")
    help_topic = "plan"

    def __init__(self, desk: Desk, person_id: UUID, parent: QWidget | None = None) -> None:
        super().__init__(desk, person_id, parent)
        self.page: PlanPage | None = None
        self.plan: PlanView | None = None
        self._wanted: UUID | None = None  # the version that the user chose to look at
        explain = explaining(desk)
        self.head, self.editor = PlanHead(explain), PlanEditor(self._reading(), explain)
        self.domains, self.rows = self.editor.domains, self.editor.rows
        self.table, self.remarks = self.editor.table, self.editor.remarks
        self.findings, self.nothing = FindingsPanel(explain=explain), EmptyState()
        self.banner = DraftBanner()
        self.preview = PlanPaper(desk, self._typed_plan)
        self.keeper: PlanKeeper = PlanKeeper(desk, self.draft, self)
        self.buttons = PlanButtons(self.words)
        self.builder = PlanBuilder(self)
        self._lay_out()
        self._bind()

    def _lay_out(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(scaled(28), scaled(10), scaled(14), scaled(4))
        column.setSpacing(scaled(8))
        for part in (self.banner, self.head, self.editor, self.findings):
            column.addWidget(part, 1 if part is self.editor else 0)
        self.work = QWidget()
        left = QVBoxLayout(self.work)
        left.setContentsMargins(0, 0, 0, scaled(14))
        left.addWidget(scrolling(inner), 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(scaled(28), 0, scaled(14), 0)
        foot.addWidget(self.buttons)
        left.addLayout(foot)
        self.split = PageBeside(self.work, self.preview)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.split)
        whole.addWidget(self.nothing)
        self.banner.hide()
        self.nothing.hide()

    def _bind(self) -> None:
        self.head.version_chosen.connect(self.show_version)
        self.head.dates_asked.connect(lambda: self._ask(dates_dialog))
        self.head.page_asked.connect(self.split.toggle)
        self.editor.typed.connect(self._typed)
        self.editor.decided.connect(self.keeper.flush)
        self.editor.section.assess_asked.connect(self.assess_needs)
        self.editor.services_asked.connect(self.builder.pick_services)
        self.table.staff_asked.connect(self.add_specialist)
        self.table.offers_staff = self.desk.may(N_("Add a member of staff"))
        self.keeper.saved.connect(self._saved_silently)
        self.keeper.refused.connect(self._refused_silently)
        self.banner.taken.connect(self._take_up)
        self.banner.refused.connect(self.throw_away)
        self.preview.print_asked.connect(self.print_plan)
        self.preview.save_asked.connect(self.print_plan)
        self.nothing.asked.connect(self.begin)
        self._bind_buttons()

    def _bind_buttons(self) -> None:
        buttons = self.buttons
        for made, act in (
            (buttons.add_row, self.editor.ask_services),
            (buttons.back, self.return_to_draft),
            (buttons.revise, lambda: self._ask(version_dialog)),
            (buttons.next, self.begin),
            (buttons.fill, self.submit),
            (buttons.approve, self.submit),
            (buttons.print, self.print_plan),
        ):
            made.clicked.connect(act)
        buttons.copy.triggered.connect(self.copy_previous)
        buttons.template.triggered.connect(self.builder.choose_template)
        buttons.drop.triggered.connect(self.delete_draft)
        buttons.keep.triggered.connect(self.builder.keep_template)
        buttons.needs.triggered.connect(self.print_assessment)
        self.commands |= {
            Command.ADD: self.editor.ask_services,
            Command.DELETE: self.editor.remove_row,
            Command.EDIT: self.table.edit_current,
            Command.PRINT: self.print_plan,
            Command.SUBMIT: self.submit,
        }
        offers = {
            N_("Save a plan"): (Command.ADD, Command.DELETE, Command.EDIT),
            N_("Print a form"): (Command.PRINT,),
            N_("Fill in a plan"): (Command.SUBMIT,),
        }
        for each in (buttons.by_action(), self.editor.section.by_action(), offers):
            offer_allowed(self.desk, self, each)

    # -- what is shown ---------------------------------------------------------------------------------

    def record_in_sight(self) -> Record | None:
        """Return the version of the plan that is shown."""
        return Record("plan", self.plan.id) if self.plan is not None else None

    def refresh(self) -> None:
        """Read the plans of the present stay again; what is being typed stays."""
        if self.table.is_editing() or self.keeper.unsaved:
            return
        header = person_header(self.desk, self.person_id)
        stay = header.stay if header is not None else None
        self.page = plan_page(self.desk, stay.id) if stay is not None else None
        self._show(self._chosen_version())

    def _chosen_version(self) -> PlanView | None:
        if self.page is None:
            return None
        if self._wanted in {version.id for version in self.page.versions} and self._wanted is not None:
            return read_plan(self.desk, self._wanted)
        return self.page.plan

    def show_version(self, plan_id: UUID) -> None:
        """Show one of the versions."""
        if self.keeper.flush():
            self._wanted = plan_id
            self.refresh()

    def _show(self, plan: PlanView | None) -> None:
        same = self.plan is not None and plan is not None and self.plan.id == plan.id
        self.plan = plan
        self.split.setVisible(plan is not None)
        self.nothing.setVisible(plan is None)
        draft = plan is not None and plan.state is PlanState.DRAFT and self.desk.may(N_("Save a plan"))
        self.keeper.watch(plan if draft else None)
        if plan is None or self.page is None:
            self.editor.load((), self._reading(), read_only=True)
            self._teach()
            return
        self.findings.clear()
        self.editor.load(plan.draft.items, self._reading(), read_only=not draft)
        if not same:
            self.table.insists = False
            self.preview.language.choose(spoken().value)
            self.editor.show_domain(plan.items[0].domain if plan.items else Domain.HOUSEHOLD)
        self.banner.setVisible(draft and self.keeper.left_over() is not None)
        self._show_state()
        self.preview.redraw()

    def _teach(self) -> None:
        if self.page is None or self.page.admitted_on is None:
            self.nothing.teach(N_("A plan is for a person who receives services. Admit the person first."))
        else:
            text = N_(
                "No plan yet. It begins with the admission and has rows in eight domains;"
                " an earlier plan can be taken over row by row."
            )
            self.nothing.teach(text, N_("Begin the plan"))

    def _show_state(self) -> None:
        """Show head, chips, remarks and buttons as the plan stands now."""
        plan, page = self.plan, self.page
        if plan is None or page is None:
            return
        self.head.show_plan(page, plan, self.desk.today)
        self.editor.take_sections(plan)
        self.editor.show_remarks(plan.findings)
        draft = plan.state is PlanState.DRAFT
        copies = draft and plan_before(self.desk, page, plan.number) is not None
        self.buttons.offer(page, plan, copies=copies)

    def retranslate(self) -> None:
        """Say the words and the values in the language of the interface."""
        super().retranslate()
        if self.plan is not None:
            self._show_state()
            self.editor.retranslate()

    def _reading(self) -> Reading:
        staff = {member.id: member.short_name for member in list_staff(self.desk)}
        starts = self.plan.period_from if self.plan is not None else None
        return Reading(staff=staff, starts=starts, today=self.desk.today)

    # -- typing ----------------------------------------------------------------------------------------

    def draft(self) -> PlanDraft:
        """Return the plan as it stands on the screen."""
        if self.plan is None:
            return _NO_DRAFT
        return replace(self.plan.draft, items=tuple(self.rows.items))

    def _typed_plan(self) -> tuple[UUID, PlanDraft] | None:
        return (self.plan.id, self.draft()) if self.plan is not None else None

    def _typed(self) -> None:
        self.keeper.note()
        self.preview.redraw_soon()

    def _saved_silently(self, view: PlanView) -> None:
        self.plan = view
        self.rows.take_ids(view.draft.items)
        self.banner.setVisible(self.keeper.left_over() is not None)
        self.editor.take_sections(view)
        self.editor.show_remarks(view.findings)
        self.changed.emit()

    def _refused_silently(self, findings: Sequence[Finding]) -> None:
        standing = self.plan.findings if self.plan is not None else ()
        self.editor.show_remarks((*findings, *standing))

    def _take_up(self) -> None:
        kept = self.keeper.take_up()
        if kept is not None:
            self.editor.load(kept.items, self._reading(), read_only=False)
            self._typed()
            self.keeper.flush()

    # -- decisions -------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Begin the first or the next plan."""
        if self.page is None:
            return
        answer = start_plan(self.desk, self.page.stay_id)
        if isinstance(answer, Refused) and not blocks(answer.findings):
            explain = explaining(self.desk)
            begin_dialog(self.window(), self.desk, self.page.stay_id, explain, self._decided).open()
        else:
            self._decided(answer)

    def copy_previous(self) -> None:
        """Put rows of the plan before this one behind those of this draft."""
        if self.plan is None or self.page is None or not self.keeper.flush():
            return
        self.builder.carry_over(plan_before(self.desk, self.page, self.plan.number))

    def assess_needs(self) -> None:
        """Assess the domain in sight by a questionnaire; its answers become rows of this draft."""
        plan = self.plan
        if plan is None or not self.keeper.flush():
            return
        if assess(self.window(), self.desk, plan.stay_id, self.rows.domain, plan_id=plan.id):
            self.tell_saved()

    def submit(self) -> None:
        """Do the next step: mark a draft as filled in, approve a filled plan."""
        if self.plan is not None and self.plan.state in (PlanState.DRAFT, PlanState.FILLED):
            self.table.insists = True
            self._ask(fill_dialog if self.plan.state is PlanState.DRAFT else approve_dialog)

    def delete_draft(self) -> None:
        """Ask, and delete a draft with its rows; the version approved before it stays in force."""
        if self.plan is None or self.plan.state is not PlanState.DRAFT:
            return
        if confirm(self.window(), N_("Delete this draft with its rows?"), N_("Delete"), danger=True):
            self.keeper.throw_away()
            self._decided(delete_plan(self.desk, self.plan.id))

    def return_to_draft(self) -> None:
        """Take a filled plan back to draft."""
        if self.plan is not None:
            self._decided(return_to_draft(self.desk, self.plan.id))

    def add_specialist(self) -> None:
        """Ask for a member of staff who is missing, and put them into the cell."""
        start = StaffDraft(domain=self.rows.domain)
        StaffDialog(self.window(), self.desk, self._specialist_added, start=start).open()

    def _specialist_added(self, saved: Saved) -> None:
        reading = self._reading()
        self.editor.take_specialist(reading, reading.staff[saved.id])

    def _ask(self, dialog: Callable[..., FormDialog]) -> None:
        if self.plan is None or not self.keeper.flush():
            return
        asked = dialog(self.window(), self.desk, self.plan, explaining(self.desk), lambda _saved: None)
        if asked.exec() == QDialog.DialogCode.Accepted:
            self._wanted = None
            self.tell_saved()

    def _decided(self, answer: Saved | Refused) -> None:
        if isinstance(answer, Saved):
            self._wanted = None
        self.show_answer(answer)

    def print_assessment(self) -> None:
        """Show the sheet of the assessment of needs as it will be printed."""
        if self.keeper.flush():
            print_dialog(self.window(), self.desk, "needs", self.person_id)
            self.reread()

    def print_plan(self) -> None:
        """Show the form as it will be printed."""
        if self.plan is not None and self.keeper.flush():
            print_dialog(self.window(), self.desk, "annex-4", self.person_id, plan_id=self.plan.id)
            self.reread()
