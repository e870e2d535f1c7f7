"""The words of one round: when and by whom it was held, the goal, the decision, what is to be revised."""

from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from ssu_desktop.actions.desk import Desk, Saved
from ssu_desktop.actions.organisation import list_staff
from ssu_desktop.language import N_, _
from ssu_desktop.records.kinds import Domain
from ssu_desktop.rules.round_draft import RoundDraft
from ssu_desktop.screens.cards import button, plain_label
from ssu_desktop.screens.choices import PickField
from ssu_desktop.screens.datefield import DateField
from ssu_desktop.screens.field import AnyField
from ssu_desktop.screens.filters import Flow
from ssu_desktop.screens.staff_form import ADD_STAFF, StaffDialog
from ssu_desktop.screens.texts import NotesField
from ssu_desktop.screens.theme import scaled
from ssu_desktop.screens.words import Words


class DomainToggles(QWidget):
    """The eight domains as chips that are pressed or not: those whose services are to be revised."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: dict[Domain, QPushButton] = {}
        flow = Flow(self, 6)
        for domain in Domain:
            made = button("domain")
            made.setAutoDefault(False)
            made.setCheckable(True)
            made.clicked.connect(lambda _on=False: self.changed.emit())
            flow.addWidget(made)
            self.buttons[domain] = made
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._say()

    def chosen(self) -> tuple[Domain, ...]:
        """Return the domains that are pressed."""
        return tuple(domain for domain, made in self.buttons.items() if made.isChecked())

    def choose(self, domains: Iterable[Domain]) -> None:
        """Press these, without telling."""
        wanted = set(domains)
        for domain, made in self.buttons.items():
            made.setChecked(domain in wanted)

    def _say(self) -> None:
        for domain, made in self.buttons.items():
            made.setText(_(domain.msgid))

    def changeEvent(self, event: QEvent) -> None:
        """Name the domains in the new language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._say()


class RoundFields(QWidget):
    """The fields of the round in sight; `changed` at each keystroke."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = Words()
        self.held = DateField("held_on", N_("Held on"), lambda: desk.today)
        self._desk = desk
        self._held_by: UUID | None = None  # of the round in sight
        self.specialist: PickField[UUID] = PickField(
            "specialist_id",
            N_("Who did the monitoring"),
            self._staff,
            verb=ADD_STAFF if desk.may(N_("Add a member of staff")) else "",
        )
        self.specialist.combo.wanted.connect(self.add_specialist)
        self.goal = NotesField("goal", N_("Goal of rehabilitation"), lines=2)
        self.decision = NotesField("decision", N_("Decision on correcting the plan"), lines=2)
        self.recommendations = NotesField("recommendations", N_("Recommendations"), lines=2)
        self.revised, self._revised_label = DomainToggles(), plain_label("label", wraps=True)
        self.words.say(self._revised_label.setText, N_("Services to be revised"))
        self._lay_out()
        for field in self.fields.values():
            field.changed.connect(self.changed)
        self.revised.changed.connect(self.changed)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(scaled(16))
        grid.setVerticalSpacing(scaled(10))
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(self.held, 0, 0, top)
        grid.addWidget(self.specialist, 0, 1, top)
        grid.addWidget(self.goal, 1, 0, top)
        grid.addWidget(self.decision, 1, 1, top)
        grid.addWidget(self._revised_label, 2, 0, 1, 2)
        grid.addWidget(self.revised, 3, 0, 1, 2)
        grid.addWidget(self.recommendations, 4, 0, 1, 2)
        for column in (0, 1):
            grid.setColumnStretch(column, 1)

    @property
    def fields(self) -> dict[str, AnyField]:
        """The fields by the draft's names."""
        every: tuple[AnyField, ...] = (
            self.held,
            self.specialist,
            self.goal,
            self.decision,
            self.recommendations,
        )
        return {field.name: field for field in every}

    def show_round(self, draft: RoundDraft) -> None:
        """Show the words of a round."""
        self.held.set_value(draft.held_on)
        self._held_by = draft.specialist_id
        self.specialist.refresh()
        self.specialist.set_value(draft.specialist_id)
        for field in (self.goal, self.decision, self.recommendations):
            field.set_value(getattr(draft, field.name))
        self.revised.choose(draft.revised_domains)
        for shown in self.fields.values():
            shown.clear_error()

    def _staff(self) -> list[tuple[UUID, str]]:
        """Return who works here now, and who held the round in sight though they have left since."""
        working = {member.id for member in list_staff(self._desk)}
        return [
            (member.id, member.short_name)
            for member in list_staff(self._desk, former=True)
            if member.id in working or member.id == self._held_by
        ]

    def add_specialist(self) -> None:
        """Ask for a member of staff who is missing in the list, and choose them."""
        StaffDialog(self.window(), self._desk, self._specialist_added).open()

    def _specialist_added(self, saved: Saved) -> None:
        self.specialist.refresh()
        self.specialist.set_value(saved.id)
        self.specialist.clear_error()
        self.specialist.setFocus()
        self.changed.emit()

    def draft(self, begun: RoundDraft) -> RoundDraft:
        """Return `begun` with the words as they stand here."""
        specialist = self.specialist.value()
        kept = begun.specialist_name if specialist == begun.specialist_id else ""
        return replace(
            begun,
            held_on=self.held.value(),
            specialist_id=specialist,
            specialist_name=kept,
            goal=self.goal.typed(),
            decision=self.decision.typed(),
            recommendations=self.recommendations.typed(),
            revised_domains=self.revised.chosen(),
        )

    def show_day(self, draft: RoundDraft) -> None:
        """Show the day that the round got by itself when the first points were typed."""
        if self.held.value() is None and not self.held.wrong:
            self.held.set_value(draft.held_on)

    def changeEvent(self, event: QEvent) -> None:
        """Say the words again when the language changes."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.words.again()
