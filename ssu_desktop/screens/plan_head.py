"""What stands above the table of a plan: which plan it is, how far it has come, its dates, its domains."""

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ssu_desktop.actions.plan import PlanPage, PlanSummary, PlanView
from ssu_desktop.language import N_, _, spoken
from ssu_desktop.language.dates import short
from ssu_desktop.language.nouns import Noun, counted
from ssu_desktop.records.kinds import Domain, PlanState
from ssu_desktop.rules.person import ProgrammeDraft
from ssu_desktop.rules.plan import Deadline
from ssu_desktop.screens.cards import button, plain_label
from ssu_desktop.screens.chips import Chip, ChipLabel, Tone
from ssu_desktop.screens.choices import PickField
from ssu_desktop.screens.filters import ChipFilter, Flow
from ssu_desktop.screens.findings import ArticleLink, Explain
from ssu_desktop.screens.theme import scaled, wear
from ssu_desktop.screens.words import Words

_SOON = 7
_STEPS = (PlanState.DRAFT, PlanState.FILLED, PlanState.APPROVED)
SHORT_DOMAINS = {
    Domain.HOUSEHOLD: N_("Household|short"),
    Domain.MEDICAL: N_("Medical|short"),
    Domain.PSYCHOLOGICAL: N_("Psychological|short"),
    Domain.PEDAGOGICAL: N_("Pedagogical|short"),
    Domain.LABOUR: N_("Labour|short"),
    Domain.CULTURAL: N_("Cultural|short"),
    Domain.ECONOMIC: N_("Economic|short"),
    Domain.LEGAL: N_("Legal|short"),
}


def plan_deadline(page: PlanPage, plan: PlanView) -> Deadline | None:
    """Return the deadline that this version waits for: the plan's next step, or the renewal."""
    if plan.state is PlanState.APPROVED:
        return page.renew
    steps = page.deadlines if plan.number == 1 else page.next_deadlines
    if steps is None or plan.version > 1 or plan.state is PlanState.REPLACED:
        return None
    if plan.state is PlanState.FILLED:
        return steps.approve_by
    return steps.draft_by if plan.drafted_on is None else steps.fill_by


def deadline_chip(due: date, today: date, *, renewal: bool) -> Chip:
    """Return how much time there is, in words; a renewal that is far off says its day."""
    late = (today - due).days
    count = counted(spoken(), abs(late), Noun.DAY)
    if late > 0:
        return Chip(_(N_("late by {count}"), count=count), Tone.LATE)
    if late == 0:
        return Chip(_(N_("today")), Tone.SOON)
    if renewal:
        tone = Tone.SOON if -late <= _SOON else Tone.NEUTRAL
        return Chip(_(N_("next plan by {day}"), day=short(due)), tone)
    return Chip(_(N_("{count} left"), count=count), Tone.SOON if -late <= _SOON else Tone.NEUTRAL)


class DomainChips(ChipFilter):
    """The eight domains with how many rows each has; one that lacks something bears a sign, one
    that is signed off a tick."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._lacking: frozenset[str] = frozenset()
        self._signed: frozenset[str] = frozenset()
        super().__init__([(domain.value, SHORT_DOMAINS[domain]) for domain in Domain], parent)
        for made in self.buttons.values():
            wear(made, "domain")
        self._row.setSpacing(scaled(4))

    def show_domains(
        self, counts: Mapping[str, int], lacking: Iterable[str], signed: Iterable[str] = ()
    ) -> None:
        """Show how many rows each domain has, which are signed off, and which lack something."""
        self._lacking, self._signed = frozenset(lacking), frozenset(signed)
        self.show_counts(counts)

    def retranslate(self) -> None:
        """Say the short names, the whole ones as tooltips."""
        for domain in Domain:
            made = self.buttons[domain.value]
            count = self._counts.get(domain.value, 0)
            sign = " !" if domain.value in self._lacking else " ✓" if domain.value in self._signed else ""
            made.setText(f"{_(SHORT_DOMAINS[domain])} {count or '–'}{sign}")
            made.setToolTip(_(domain.msgid))
            made.setAccessibleName(_(domain.msgid))
        self.updateGeometry()


class PlanHead(QWidget):
    """Two lines: the plan with its steps and its deadline; its dates. Shows what `show_plan` is given."""

    version_chosen = Signal(object)  # the id of a version
    dates_asked = Signal()
    page_asked = Signal()

    def __init__(self, explain: Explain, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = Words()
        self._explain = explain
        self._versions: tuple[PlanSummary, ...] = ()
        self._reached = PlanState.DRAFT
        self.name = plain_label("subheading")
        self.version: PickField[UUID] = PickField("version", N_("Version"), self._offered, empty=False)
        self.version.label.hide()
        self.steps = {state: ChipLabel() for state in _STEPS}
        self.due = ChipLabel()
        self.article: ArticleLink | None = None
        self.told = plain_label("muted", wraps=True)
        self.dates, self.page = button("link"), button("quiet", "file")
        self.words.say(self.dates.setText, N_("Dates…"))
        self.words.say(self.page.setToolTip, N_("Show or hide the page"))
        self.words.say(self.page.setAccessibleName, N_("Show or hide the page"))
        self.dates.clicked.connect(self.dates_asked)
        self.page.clicked.connect(self.page_asked)
        self.version.committed.connect(lambda: self.version_chosen.emit(self.version.value()))
        self._lay_out()

    def _lay_out(self) -> None:
        self._first, top, below, column = Flow(), QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        line = QWidget()
        line.setLayout(self._first)
        for part in (self.name, self.version, *self.steps.values(), self.due):
            self._first.addWidget(part)
        top.addWidget(line, 1)
        top.addWidget(self.page, 0, Qt.AlignmentFlag.AlignTop)
        below.addWidget(self.told, 1)
        below.addWidget(self.dates, 0, Qt.AlignmentFlag.AlignTop)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(4))
        column.addLayout(top)
        column.addLayout(below)

    def show_plan(self, page: PlanPage, plan: PlanView, today: date) -> None:
        """Show a version of the plans of `page`."""
        self._versions = page.versions
        self.version.refresh()
        self.version.set_value(plan.id)
        self.version.setVisible(len(page.versions) > 1)
        self.name.setText(plan_name(plan))
        reached = _STEPS.index(plan.state) if plan.state in _STEPS else len(_STEPS)
        for number, (state, chip) in enumerate(self.steps.items()):
            sign = "●" if number <= reached else "○"
            tone = Tone.DONE if number < reached else Tone.NEUTRAL
            if number == reached:
                tone = Tone.DONE if state is PlanState.APPROVED else Tone.SOON
            chip.show_chip(Chip(f"{sign} {_(state.msgid)}", tone))
        self._reached = _STEPS[min(reached, len(_STEPS) - 1)]
        self._show_deadline(plan_deadline(page, plan), plan, today)
        self._share_line()
        self.told.setText(" · ".join(filter(None, (dates_line(plan), programme_words(page.programme)))))
        self.dates.setVisible(plan.state is PlanState.DRAFT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Name fewer steps where there is little room, as at 150 %."""
        super().resizeEvent(event)
        self._share_line()

    def _share_line(self) -> None:
        """Name only the step that the plan has come to where all would take a second line."""
        steps = tuple(self.steps.values())
        beside = [part for part in (self.name, self.version, self.due, self.article) if part is not None]
        shown = [*steps, *(part for part in beside if not part.isHidden())]
        needed = sum(part.sizeHint().width() + self._first.spacing() for part in shown)
        narrow = needed > self.width() - self.page.sizeHint().width()
        for state, chip in self.steps.items():
            chip.setHidden(narrow and state is not self._reached)

    def _show_deadline(self, deadline: Deadline | None, plan: PlanView, today: date) -> None:
        if self.article is not None:
            self._first.removeWidget(self.article)
            self.article.hide()
            self.article.deleteLater()
            self.article = None
        self.due.setVisible(deadline is not None)
        if deadline is None:
            return
        renewal = plan.state is PlanState.APPROVED
        self.due.show_chip(deadline_chip(deadline.due, today, renewal=renewal))
        self.due.setToolTip(
            "" if deadline.confirmed else _(N_("The calendar of that year is not known yet."))
        )
        self.article = ArticleLink(deadline.article, self._explain)
        self._first.addWidget(self.article)

    def _offered(self) -> list[tuple[UUID, str]]:
        return [(one.id, f"{plan_name(one)} · {_(one.state.msgid)}") for one in self._versions]

    def changeEvent(self, event: QEvent) -> None:
        """Say the words again when the language changes."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.words.again()


def plan_name(plan: PlanSummary) -> str:
    """Return which plan it is: its year, and the version from the second on."""
    year = str(plan.period_from.year)
    if plan.version == 1:
        return _(N_("Plan {year}"), year=year)
    return _(N_("Plan {year}, version {version}"), year=year, version=plan.version)


def dates_line(plan: PlanView) -> str:
    """Return what is known of a version's days in a line."""
    parts = []
    if plan.observed_from is not None or plan.observed_until is not None:
        parts.append(_(N_("observation {span}"), span=_span(plan.observed_from, plan.observed_until)))
    parts.append(_(N_("plan {span}"), span=_span(plan.period_from, plan.period_until)))
    if plan.approved_on is not None:
        parts.append(_(N_("approved on {day}, {name}"), day=short(plan.approved_on), name=plan.approved_by))
    elif plan.filled_on is not None and plan.state is not PlanState.DRAFT:
        parts.append(_(N_("filled in on {day}"), day=short(plan.filled_on)))
    if plan.after_round is not None:
        kind, day = plan.after_round
        parts.append(_(N_("after the monitoring of {day} ({round})"), day=short(day), round=_(kind.msgid)))
    if plan.change_reason:
        parts.append(_(N_("reason: {reason}"), reason=plan.change_reason))
    return " · ".join(parts)


def programme_words(programme: ProgrammeDraft | None) -> str:
    """Return the individual programme that the plan takes account of: its number, its term."""
    if programme is None:
        return ""
    if programme.indefinite:
        term = _(N_("indefinite"))
    else:
        term = _span(programme.issued_on, programme.until) if programme.until is not None else ""
    number = f"№\N{NO-BREAK SPACE}{programme.number}" if programme.number else ""
    facts = ", ".join(filter(None, (number, term)))
    return _(N_("individual programme {facts}"), facts=facts) if facts else ""


def _span(first: date | None, last: date | None) -> str:
    return "–".join(short(day) if day is not None else "…" for day in (first, last))
