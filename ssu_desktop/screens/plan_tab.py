"""The tab Plan: the individual plan as a table by domains, the real page of annex 4 beside it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from ssu_desktop.actions.desk import Desk, Refused, Saved
from ssu_desktop.actions.organisation import list_staff
from ssu_desktop.actions.person import person_header
from ssu_desktop.actions.plan import PlanPage, PlanView, plan_page, read_plan
from ssu_desktop.actions.plan_editing import copy_plan, return_to_draft, start_plan
from ssu_desktop.actions.printing import CannotPrint, preview_plan_draft
from ssu_desktop.language import N_, Language, _, spoken
from ssu_desktop.records.kinds import Domain, PlanState
from ssu_desktop.rules.finding import Finding
from ssu_desktop.rules.plan_draft import ItemDraft, PlanDraft
from ssu_desktop.screens.ask import FormDialog, confirm
from ssu_desktop.screens.cards import Footer, button
from ssu_desktop.screens.drafts import DraftBanner
from ssu_desktop.screens.findings import FindingsPanel
from ssu_desktop.screens.law_words import explaining
from ssu_desktop.screens.plan_cells import PlanColumn, Reading
from ssu_desktop.screens.plan_deeds import (
    approve_dialog,
    dates_dialog,
    fill_dialog,
    plan_before,
    version_dialog,
)
from ssu_desktop.screens.plan_head import DomainChips, PlanHead
from ssu_desktop.screens.plan_keeper import PlanKeeper
from ssu_desktop.screens.plan_remarks import PlanRemarks, cell_of, unread_remarks
from ssu_desktop.screens.plan_rows import PlanRows
from ssu_desktop.screens.plan_table import PlanTable
from ssu_desktop.screens.preview import PdfPreview
from ssu_desktop.screens.print_dialog import print_dialog
from ssu_desktop.screens.screen import Command
from ssu_desktop.screens.scrolling import scrolling
from ssu_desktop.screens.tab import PersonTab
from ssu_desktop.screens.table import EmptyState
from ssu_desktop.screens.theme import scaled
from ssu_desktop.screens.undoing import undo_last

_PREVIEW_FROM = 1000  # the width of the tab from which there is room for the page beside it
_PREVIEW_WIDTH = 400
_REDRAW_MS = 350
_NO_DRAFT = PlanDraft(period_from=None, period_until=None)


class PlanTab(PersonTab):
    """The plan of the person's present stay: a draft is edited in place and saved as it is typed."""

    code = "plan"
    title_msgid = N_("Plan")
    help_topic = "plan"

    def __init__(self, desk: Desk, person_id: UUID, parent: QWidget | None = None) -> None:
        super().__init__(desk, person_id, parent)
        self.page: PlanPage | None = None
        self.plan: PlanView | None = None
        self._wanted: UUID | None = None  # the version that the user chose to look at
        self._page_wished: bool | None = None
        self._page_shown: bool | None = None
        self._refusal: tuple[Finding, ...] = ()
        explain = explaining(desk)
        self.head, self.domains = PlanHead(explain), DomainChips()
        self.rows = PlanRows(self._reading())
        self.table, self.remarks = PlanTable(self.rows), PlanRemarks(explain)
        self.findings, self.nothing = FindingsPanel(explain=explain), EmptyState()
        self.banner = DraftBanner()
        self.preview = PdfPreview()
        self.keeper = PlanKeeper(desk, self.draft, self)
        self._redraw = QTimer(self, singleShot=True, interval=_REDRAW_MS)
        self._make_buttons()
        self._lay_out()
        self._bind()

    def _make_buttons(self) -> None:
        self.add, self.copy = button("quiet", "add"), button("quiet")
        self.back, self.revise, self.next = button(), button(), button()
        self.fill, self.approve, self.print = button("primary"), button("primary"), button("primary")
        for made, text in (
            (self.add, N_("Add a row  Ins")),
            (self.copy, N_("From the previous plan")),
            (self.back, N_("Return to draft")),
            (self.revise, N_("New version…")),
            (self.next, N_("Next plan")),
            (self.fill, N_("Mark as filled in")),
            (self.approve, N_("Approve…")),
            (self.print, N_("Print  F9")),
        ):
            self.words.say(made.setText, text)
            made.hide()  # until it is known which of them the plan's state offers
        self.words.say(self.preview.title.setText, N_("Annex 4"))
        self.table.empty.teach(N_("No row in this domain yet. Ins adds one."))

    def _lay_out(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(scaled(28), scaled(10), scaled(14), scaled(4))
        column.setSpacing(scaled(8))
        for part in (self.banner, self.head, self.domains, self.table, self.remarks, self.findings):
            column.addWidget(part, 1 if part is self.table else 0)
        footer = Footer()
        footer.add_left(self.add, self.copy)
        footer.add(self.back, self.revise, self.next, self.fill, self.approve, self.print)
        self.work = QWidget()
        left = QVBoxLayout(self.work)
        left.setContentsMargins(0, 0, 0, scaled(14))
        left.addWidget(scrolling(inner), 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(scaled(28), 0, scaled(14), 0)
        foot.addWidget(footer)
        left.addLayout(foot)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(self.work)
        self.split.addWidget(self.preview)
        self.split.setStretchFactor(0, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.split)
        whole.addWidget(self.nothing)
        self.banner.hide()
        self.nothing.hide()

    def _bind(self) -> None:
        self.head.version_chosen.connect(self.show_version)
        self.head.dates_asked.connect(lambda: self._ask(dates_dialog))
        self.head.page_asked.connect(self.toggle_page)
        self.domains.chosen.connect(lambda code: self.show_domain(Domain(code)))
        self.rows.changed.connect(self._typed)
        self.table.add_asked.connect(self.add_row)
        self.table.removal_asked.connect(self.remove_row)
        self.remarks.cell_asked.connect(self.go_to)
        self.keeper.saved.connect(self._saved_silently)
        self.keeper.refused.connect(self._refused_silently)
        self.banner.taken.connect(self._take_up)
        self.banner.refused.connect(self._throw_away)
        self._redraw.timeout.connect(self.redraw)
        self.preview.language_chosen.connect(lambda _code: self.redraw())
        self.preview.print_asked.connect(self.print_plan)
        self.preview.save_asked.connect(self.print_plan)
        self.nothing.asked.connect(self.begin)
        self._bind_buttons()

    def _bind_buttons(self) -> None:
        for made, act in (
            (self.add, self.add_row),
            (self.copy, self.copy_previous),
            (self.back, self.return_to_draft),
            (self.revise, lambda: self._ask(version_dialog)),
            (self.next, self.begin),
            (self.fill, self.submit),
            (self.approve, self.submit),
            (self.print, self.print_plan),
        ):
            made.clicked.connect(partial(_do, act))
        self.commands |= {
            Command.ADD: self.add_row,
            Command.DELETE: self.remove_row,
            Command.EDIT: self.table.edit_current,
            Command.PRINT: self.print_plan,
            Command.SUBMIT: self.submit,
        }

    # -- what is shown ---------------------------------------------------------------------------------

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
        draft = plan is not None and plan.state is PlanState.DRAFT
        self.keeper.watch(plan if draft else None)
        if plan is None or self.page is None:
            self._teach()
            return
        self.findings.clear()
        self._refusal = ()
        self._load(plan.draft.items, read_only=not draft)
        if not same:
            self.preview.language.choose(spoken().value)
            self.show_domain(plan.items[0].domain if plan.items else Domain.HOUSEHOLD)
        self.banner.setVisible(draft and self.keeper.left_over() is not None)
        self._show_state()
        self.redraw()

    def _load(self, items: Sequence[ItemDraft], *, read_only: bool) -> None:
        here = self.table.currentIndex()
        row, column = here.row(), here.column()
        self.rows.load(items, self._reading(), read_only=read_only)
        if 0 <= row < self.rows.rowCount():
            self.table.setCurrentIndex(self.rows.index(row, column))

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
        self._show_remarks()
        draft, approved = plan.state is PlanState.DRAFT, plan.state is PlanState.APPROVED
        free = all(one.state not in (PlanState.DRAFT, PlanState.FILLED) for one in page.versions)
        before = plan_before(self.desk, page, plan.number) if draft else None
        for made, offered in (
            (self.add, draft),
            (self.copy, before is not None),
            (self.fill, draft),
            (self.back, plan.state is PlanState.FILLED),
            (self.approve, plan.state is PlanState.FILLED),
            (self.revise, approved and free),
            (self.next, approved and free and page.versions[0].number == plan.number),
            (self.print, approved or plan.state is PlanState.REPLACED),
        ):
            made.setVisible(offered)

    def _show_remarks(self) -> None:
        if self.plan is None:
            return
        found = (*unread_remarks(self.rows), *self._refusal, *self.plan.findings)
        cells = [cell for cell in map(cell_of, found) if cell is not None and cell[0] < len(self.rows.items)]
        self.remarks.show_remarks(found, self.rows)
        self.rows.show_remarks(cells)
        lacking = {self.rows.items[place].domain for place, _column in cells}
        self.domains.show_domains(self.rows.counts(), lacking)

    def retranslate(self) -> None:
        """Say the words and the values in the language of the interface."""
        super().retranslate()
        if self.plan is not None:
            self._show_state()
            self.rows.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.rows.columnCount() - 1)
            self.table.viewport().update()

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

    def _typed(self) -> None:
        self.keeper.note()
        self.domains.show_domains(self.rows.counts(), ())
        self._redraw.start()

    def _saved_silently(self, view: PlanView) -> None:
        self.plan, self._refusal = view, ()
        self.rows.take_ids(view.draft.items)
        self.banner.hide()
        self._show_remarks()
        self.changed.emit()

    def _refused_silently(self, findings: Sequence[Finding]) -> None:
        self._refusal = tuple(findings)
        self._show_remarks()

    def _take_up(self) -> None:
        kept = self.keeper.left_over()
        if kept is not None:
            self._load(kept.items, read_only=False)
            self._typed()
            self.keeper.flush()

    def _throw_away(self) -> None:
        self.keeper.throw_away()
        self.refresh()

    def can_leave(self) -> bool:
        """Save what is typed; what cannot be saved is kept and offered again."""
        self.keeper.flush()
        return True

    def hideEvent(self, event: QHideEvent) -> None:
        """Save what is typed when another tab comes to the front."""
        self.keeper.flush()
        super().hideEvent(event)

    # -- rows ------------------------------------------------------------------------------------------

    def show_domain(self, domain: Domain) -> None:
        """Show the rows of a domain."""
        self.domains.choose(domain.value)
        self.rows.show_domain(domain)
        if self.rows.rowCount():
            self.table.setCurrentIndex(self.rows.index(0, PlanColumn.QUESTION))
        self._show_remarks()

    def go_to(self, place: int, column: int) -> None:
        """Put the cursor into the cell of a row of the whole plan."""
        domain = self.rows.items[place].domain
        if domain is not self.rows.domain:
            self.show_domain(domain)
        self.table.go_to(self.rows.places().index(place), PlanColumn(column))

    def add_row(self) -> None:
        """Put an empty row at the end of the domain and begin to write into it."""
        if self.plan is not None and not self.rows.read_only:
            self.table.go_to(self.rows.add(), PlanColumn.QUESTION, edit=True)

    def remove_row(self) -> None:
        """Ask, and take the row with the cursor out; an empty one goes without a question."""
        index = self.table.currentIndex()
        if not index.isValid() or self.rows.read_only or self.table.is_editing():
            return
        item = self.rows.items[self.rows.place_of(index.row())]
        empty = replace(item, id=None) == ItemDraft(domain=item.domain)
        if empty or confirm(
            self.window(),
            N_("Remove row {number}?"),
            N_("Remove"),
            text="{service}",
            danger=True,
            number=index.row() + 1,
            service=item.service or item.question,
        ):
            self.rows.remove(index.row())
            if self.rows.rowCount():
                self.table.go_to(min(index.row(), self.rows.rowCount() - 1), PlanColumn(index.column()))
            self.keeper.flush()

    # -- decisions -------------------------------------------------------------------------------------

    def begin(self) -> None:
        """Begin the first or the next plan."""
        if self.page is not None:
            self._answer(start_plan(self.desk, self.page.stay_id))

    def copy_previous(self) -> None:
        """Put the rows of the plan before this one behind those of this draft."""
        if self.plan is None or self.page is None or not self.keeper.flush():
            return
        before = plan_before(self.desk, self.page, self.plan.number)
        if before is not None:
            self._answer(copy_plan(self.desk, self.plan.id, before))

    def submit(self) -> None:
        """Do the next step: mark a draft as filled in, approve a filled plan."""
        if self.plan is not None and self.plan.state in (PlanState.DRAFT, PlanState.FILLED):
            self._ask(fill_dialog if self.plan.state is PlanState.DRAFT else approve_dialog)

    def return_to_draft(self) -> None:
        """Take a filled plan back to draft."""
        if self.plan is not None:
            self._answer(return_to_draft(self.desk, self.plan.id))

    def _ask(self, dialog: Callable[..., FormDialog]) -> None:
        if self.plan is None or not self.keeper.flush():
            return
        asked = dialog(self.window(), self.desk, self.plan, explaining(self.desk), lambda _saved: None)
        if asked.exec() == QDialog.DialogCode.Accepted:
            self._wanted = None
            self._tell_saved()

    def _answer(self, answer: Saved | Refused) -> None:
        if isinstance(answer, Refused):
            self.findings.show_findings(answer.findings)
            return
        self._wanted = None
        self._tell_saved()

    def _tell_saved(self) -> None:
        self.saved.emit(_(N_("Saved")), undo_last(self.desk, self, self._reread))
        self._reread()

    def _reread(self) -> None:
        self.refresh()
        self.changed.emit()

    # -- the page --------------------------------------------------------------------------------------

    def redraw(self) -> None:
        """Draw the real page with what is typed by now."""
        if self.plan is None or not self.preview.isVisibleTo(self):
            return
        language = Language(self.preview.language.current() or spoken().value)
        try:
            self.preview.show_pdf(preview_plan_draft(self.desk, self.plan.id, self.draft(), language))
        except CannotPrint as error:
            self.preview.clear(error.text)

    def toggle_page(self) -> None:
        """Show the page beside the table, or hide it."""
        self._page_wished = not self._page_shown
        self._show_page()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the page where there is room for it."""
        super().resizeEvent(event)
        self._show_page()

    def _show_page(self) -> None:
        room = self.width() >= scaled(_PREVIEW_FROM)
        shown = room if self._page_wished is None else self._page_wished
        if shown == self._page_shown:
            return
        self._page_shown = shown
        self.preview.setVisible(shown)
        if shown:
            page = min(scaled(_PREVIEW_WIDTH), self.width() // 2)
            self.split.setSizes([self.width() - page, page])
            self.redraw()

    def print_plan(self) -> None:
        """Show the form as it will be printed."""
        if self.plan is not None and self.keeper.flush():
            print_dialog(self.window(), self.desk, "annex-4", self.person_id, plan_id=self.plan.id)
            self._reread()


def _do(act: Callable[[], object], _checked: bool = False) -> None:
    act()
