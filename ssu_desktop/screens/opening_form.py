"""May an organisation be opened here? The thresholds of paras 2-1 and 2-2, answered as one types."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ssu_desktop.actions.desk import Desk
from ssu_desktop.language import N_, _
from ssu_desktop.records.kinds import Ownership, Settlement, UnitKind
from ssu_desktop.rules.finding import Finding, Weight
from ssu_desktop.rules.opening_thresholds import OpeningPlace, check_opening
from ssu_desktop.rules.organisation import UnitDraft
from ssu_desktop.screens.ask import Dialog
from ssu_desktop.screens.cards import button, plain_label
from ssu_desktop.screens.chips import Chip, ChipLabel, Tone
from ssu_desktop.screens.facts import empty_out
from ssu_desktop.screens.fields import AnyField, ChoiceField, NumberField
from ssu_desktop.screens.findings import ArticleLink
from ssu_desktop.screens.law_words import explaining
from ssu_desktop.screens.placing import place
from ssu_desktop.screens.theme import scaled

_WIDTH = 560
_NUMBERS = {
    "persons": N_("People in need of the services"),
    "population": N_("Population"),
    "nearest_km": N_("Nearest home-service organisation, km"),
    "others": N_("Temporary-stay organisations of the district"),
}
_ROWS = (("kind",), ("ownership", "settlement"), ("persons", "nearest_km"), ("population", "others"))
_SURE = N_("From which day these thresholds are in force is not given in the source texts: confirm it.")


class OpeningDialog(Dialog):
    """Answers with the paragraph; nothing is stored."""

    def __init__(self, parent: QWidget | None, desk: Desk, unit: UnitDraft) -> None:
        super().__init__(parent, N_("May it be opened here?"))
        self._desk = desk
        self.fields: dict[str, AnyField] = {
            "kind": ChoiceField("kind", N_("Kind|unit"), UnitKind, empty=False),
            "ownership": ChoiceField("ownership", N_("Ownership"), Ownership),
            "settlement": ChoiceField("settlement", N_("Settlement"), Settlement),
        }
        for name, label in _NUMBERS.items():
            self.fields[name] = NumberField(name, label, highest=99_999_999)
        for row in _ROWS:
            line = QHBoxLayout()
            line.setSpacing(scaled(12))
            for name in row:
                line.addWidget(self.fields[name], 1, Qt.AlignmentFlag.AlignTop)
            self.column.addLayout(line)
        for name, field in self.fields.items():
            field.changed.connect(self.answer)
            if hasattr(unit, name):
                field.set_value(getattr(unit, name))
        self.said = ChipLabel()
        self.why = QVBoxLayout()
        self.unsure = plain_label("hint", wraps=True)
        self.words.say(self.unsure.setText, _SURE)
        self.column.addWidget(self.said)
        self.column.addLayout(self.why)
        self.column.addWidget(self.unsure)
        close = button("primary")
        self.words.say(close.setText, N_("Close"))
        close.clicked.connect(self.accept)
        self.footer.add(close)
        self.setMinimumWidth(scaled(_WIDTH))
        self.answer()

    def place(self) -> OpeningPlace:
        """Return what is entered."""
        return OpeningPlace(**{name: field.value() for name, field in self.fields.items()})

    def findings(self) -> Sequence[Finding]:
        """Return what stands against opening here today, and what is not known yet."""
        return tuple(check_opening(self.place(), self._desk.law, self._desk.today))

    def answer(self) -> None:
        """Say whether it may be opened, and by which paragraph not."""
        kind = self.fields["kind"].value()
        temporary = kind is UnitKind.TEMPORARY
        self.fields["persons"].setVisible(not temporary)
        self.fields["population"].setVisible(temporary)
        self.fields["others"].setVisible(temporary)
        self.fields["nearest_km"].setVisible(kind is UnitKind.HOME)
        found = self.findings()
        against = [finding for finding in found if finding.weight is Weight.WARN]
        if against:
            text, tone = _(N_("It may not be opened here.")), Tone.LATE
        elif found:
            text, tone = _(N_("More is to be entered.")), Tone.SOON
        else:
            text, tone = _(N_("It may be opened here.")), Tone.DONE
        self.said.show_chip(Chip(text, tone))
        empty_out(self.why)
        for finding in found:
            self.why.addLayout(self._line(finding))
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Be as high as the answer."""
        super().showEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Take the height that the wrapped words need."""
        layout = self.layout()
        if self.isVisible() and layout is not None:
            layout.activate()
            place(self, QSize(self.width(), layout.totalHeightForWidth(self.width())))

    def _line(self, finding: Finding) -> QHBoxLayout:
        line = QHBoxLayout()
        line.addWidget(plain_label("", _(finding.text, **finding.values), wraps=True), 1)
        if finding.article is not None:
            link = ArticleLink(finding.article, explaining(self._desk))
            line.addWidget(link, 0, Qt.AlignmentFlag.AlignTop)
        return line
