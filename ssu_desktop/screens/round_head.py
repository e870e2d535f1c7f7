"""What stands above the matrix of monitoring: the round, how much time there is for it, the plan year."""

from collections.abc import Iterator
from datetime import date

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ssu_desktop.actions.monitoring import MonitoringPage, RoundColumn
from ssu_desktop.language import N_, _
from ssu_desktop.language.dates import short
from ssu_desktop.records.kinds import MovementKind
from ssu_desktop.rules.absence import Absence
from ssu_desktop.rules.round_draft import RoundDraft
from ssu_desktop.screens.cards import Elided, button, plain_label
from ssu_desktop.screens.chips import ChipLabel
from ssu_desktop.screens.choices import PickField
from ssu_desktop.screens.findings import ArticleLink, Explain
from ssu_desktop.screens.plan_head import deadline_chip
from ssu_desktop.screens.theme import scaled
from ssu_desktop.screens.words import Words


def away_words(away: Absence) -> str:
    """Return an absence as a line: `away 03.02.2026–20.03.2026`."""
    until = short(away.until) if away.until is not None else "…"
    days = f"{short(away.since)}–{until}"
    if away.kind is MovementKind.SUSPENDED:
        return _(N_("services suspended {days}"), days=days)
    return _(N_("away {days}"), days=days)


def told_of(shown: RoundColumn) -> Iterator[str]:
    """Yield what explains a round that was not held in time, and what came of it."""
    if shown.away:
        away = ", ".join(away_words(one) for one in shown.away)
        late = N_("held later: {away}") if shown.held_on is not None else N_("no round: {away}")
        yield _(late, away=away)
    if shown.revised is not None:
        yield _(N_("led to version {version} of the plan"), version=shown.revised.version)


class RoundHead(QWidget):
    """The deadline leads to its paragraph; `take` offers the sums of the plan's points where it can."""

    year_chosen = Signal(object)  # the number of a plan year

    def __init__(self, explain: Explain) -> None:
        super().__init__()
        self.words = Words()
        self._explain = explain
        self._numbers: tuple[int, ...] = ()
        self.article: ArticleLink | None = None
        self.name, self.due, self.take = plain_label("subheading"), ChipLabel(), button()
        self.year: PickField[int] = PickField("year", N_("Plan year"), self._years, empty=False)
        self.year.label.hide()
        self.bound = button("link")
        self.told = Elided("muted")
        self.take.hide()
        self.bound.hide()
        self.words.say(self.take.setText, N_("Take the sums of the plan's points"))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(scaled(8))
        self._row.addWidget(self.name)
        self._row.addWidget(self.due)
        self._row.addWidget(self.told, 1)
        self._row.addWidget(self.take)
        self._row.addWidget(self.bound)
        self._row.addWidget(self.year)
        self.year.committed.connect(lambda: self.year_chosen.emit(self.year.value()))

    def show_years(self, page: MonitoringPage) -> None:
        """Offer the plan years of the stay where there are several."""
        self._numbers = tuple(page.plan_numbers)
        self.year.refresh()
        self.year.set_value(page.plan_number)
        self.year.setVisible(len(self._numbers) > 1)

    def show_binding(self, page: MonitoringPage, today: date) -> None:
        """Show when the year was bound; one that is over and is not bound yet offers it."""
        over = page.ends_on is not None and page.ends_on < today
        self.bound.setVisible(over or page.bound_on is not None)
        if page.bound_on is not None:
            self.words.say(self.bound.setText, N_("Bound on {day}"), day=page.bound_on)
        else:
            self.words.say(self.bound.setText, N_("The year is over: note its binding…"))

    def _years(self) -> list[tuple[int, str]]:
        return [(number, _(N_("Plan year {number}"), number=number)) for number in self._numbers]

    def show_round(self, shown: RoundColumn, draft: RoundDraft, today: date) -> None:
        """Show which round it is and what it waits for."""
        self.name.setText(_(shown.kind.msgid))
        self.take.setVisible(bool(shown.suggested) and not draft.scores)
        if self.article is not None:
            self._row.removeWidget(self.article)
            self.article.hide()
            self.article.deleteLater()
            self.article = None
        self.told.setText(" · ".join(told_of(shown)))
        waits = shown.due is not None and shown.completed_on is None
        self.due.setVisible(waits)
        if shown.due is None or not waits:
            return
        self.due.show_chip(deadline_chip(shown.due, today, renewal=False))
        if shown.article is not None:
            self.article = ArticleLink(shown.article, self._explain)
            self._row.insertWidget(2, self.article)

    def changeEvent(self, event: QEvent) -> None:
        """Say the words again when the language changes."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.words.again()
