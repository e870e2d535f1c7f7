"""One line above the rows of a domain: who signed it off, or why it is left empty, with what can be done."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ssu_desktop.language import N_, _
from ssu_desktop.records.kinds import Domain, PlanState
from ssu_desktop.rules.plan_section import SectionState, signed_words
from ssu_desktop.screens.cards import button, plain_label
from ssu_desktop.screens.theme import scaled
from ssu_desktop.screens.words import Words


class SectionLine(QWidget):
    """Shows the state of the domain in sight; asks what its buttons name."""

    assess_asked = Signal()
    sign_asked = Signal()
    back_asked = Signal()
    reason_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = Words()
        self._sections: Mapping[Domain, SectionState] = {}
        self._plan = PlanState.REPLACED
        self.told = plain_label("muted", wraps=True)
        self.assess = button("link")
        self.sign, self.back, self.reason = button("link"), button("link"), button("link")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(scaled(10))
        row.addWidget(self.told, 1)
        for made, text, asked in (
            (self.assess, N_("Assess needs…"), self.assess_asked),
            (self.reason, N_("Why is it empty?…"), self.reason_asked),
            (self.sign, N_("Sign off…"), self.sign_asked),
            (self.back, N_("Take the sign-off back"), self.back_asked),
        ):
            self.words.say(made.setText, text)
            made.clicked.connect(asked)
            row.addWidget(made, 0, Qt.AlignmentFlag.AlignTop)

    def changeEvent(self, event: QEvent) -> None:
        """Say the words again when the language changes."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.words.again()

    def by_action(self) -> dict[str, tuple[QWidget, ...]]:
        """Return the buttons by the action that a role needs for them."""
        return {
            N_("Save an assessment"): (self.assess,),
            N_("Leave a domain of the plan empty"): (self.reason,),
            N_("Sign a domain of the plan off"): (self.sign,),
            N_("Take a sign-off back"): (self.back,),
        }

    def take_in(self, sections: Mapping[Domain, SectionState], plan: PlanState) -> None:
        """Remember how far the domains of a plan in this state have come."""
        self._sections, self._plan = sections, plan

    def show_domain(self, domain: Domain, rows: int) -> None:
        """Show the state of a domain that has so many rows."""
        state = self._sections.get(domain, SectionState(domain=domain))
        open_still = self._plan in (PlanState.DRAFT, PlanState.FILLED)
        self.told.setText(self._words(state, rows, open_still=open_still))
        signed = state.signed_on is not None
        settled = bool(rows) or bool(state.empty_reason)
        self.assess.setVisible(self._plan is PlanState.DRAFT and not signed)
        self.sign.setVisible(open_still and settled and not signed)
        self.back.setVisible(open_still and signed)
        self.reason.setVisible(self._plan is PlanState.DRAFT and not rows)
        self.setVisible(open_still or bool(self.told.text()))

    def _words(self, state: SectionState, rows: int, *, open_still: bool) -> str:
        said = []
        if not rows and state.empty_reason:
            said.append(_(N_("Deliberately empty: {reason}"), reason=state.empty_reason))
        if state.signed_on is not None:
            text, values = signed_words(state)
            said.append(_(text, **values))
        elif open_still and state.reopened and rows:
            said.append(_(N_("Changed after {name} signed it off."), name=state.signed_by))
        elif open_still and rows:
            said.append(_(N_("Not signed off yet.")))
        return " · ".join(said)
