"""The settings of the facility itself: the organisation's data, and how personal files are numbered."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ssu_desktop.actions.desk import Desk, Refused, Saved
from ssu_desktop.actions.organisation import preview_file_number, read_organisation, save_organisation
from ssu_desktop.language import N_, Language, _, translate
from ssu_desktop.records.kinds import UnitKind
from ssu_desktop.rules.file_number import check_pattern
from ssu_desktop.rules.finding import Finding
from ssu_desktop.rules.organisation import OrganisationDraft
from ssu_desktop.screens.cards import Card, button, plain_label
from ssu_desktop.screens.deciding import Reasons
from ssu_desktop.screens.figures import BinField
from ssu_desktop.screens.settings_section import FormSection
from ssu_desktop.screens.texts import TextField

_PLACES = {
    "kind": N_("kind|of file number"),
    "year": N_("year|of file number"),
    "number": N_("number|of file number"),
}
_ENDS = ("}", ":")  # of a placeholder's word: {number} or {number:04}


class OrganisationSection(FormSection):
    """Names in both languages, BIN, address: as they stand on the forms."""

    code = "organisation"
    deed = N_("Change the organisation")
    title_msgid = N_("Organisation")
    recorded = "organisation"
    hint = N_("As it stands on every form. Papers that were printed before keep the words they bear.")
    verb = N_("Save the organisation")

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._read = OrganisationDraft()
        self.add_fields(
            [TextField("name_kk", N_("Name in Kazakh"), longest=300)],
            [TextField("name_ru", N_("Name in Russian"), longest=300)],
            [BinField("bin"), TextField("phone", N_("Phone"))],
            [TextField("region", N_("Region")), TextField("place", N_("Town or village"))],
            [TextField("address", N_("Address"))],
        )
        self.finish()

    def refresh(self) -> None:
        """Read what is kept, unless something typed waits here."""
        if not self.changed:
            self._read = read_organisation(self.desk)
            self.show_draft(self._read)

    def store(self, values: Mapping[str, object], reasons: Reasons) -> Saved | Refused:
        """Save the organisation."""
        told = {name: str(value) for name, value in values.items()}
        draft = replace(
            self._read,
            name_kk=told["name_kk"],
            name_ru=told["name_ru"],
            bin=told["bin"],
            phone=told["phone"],
            region=told["region"],
            place=told["place"],
            address=told["address"],
        )
        return save_organisation(self.desk, draft, reasons)


class PatternField(TextField):
    """The pattern with its placeholders in the language of the interface; the kept form is English."""

    def value(self) -> str:
        """Return the pattern as it is kept; a placeholder is known in any of the languages."""
        text = super().value()
        for place, word in _PLACES.items():
            for language in Language:
                for end in _ENDS:
                    text = text.replace(f"{{{translate(language, word)}{end}", f"{{{place}{end}")
        return text

    def set_value(self, value: str) -> None:
        """Show a kept pattern."""
        for place, word in _PLACES.items():
            for end in _ENDS:
                value = value.replace(f"{{{place}{end}", f"{{{_(word)}{end}")
        super().set_value(value)

    def retranslate(self) -> None:
        """Say the placeholders in the language of the interface too."""
        super().retranslate()
        if hasattr(self, "line"):
            self.set_value(self.value())


class FileNumbersSection(FormSection):
    """The facility's own pattern of file numbers, with what it makes shown as one types."""

    code = "numbers"
    deed = N_("Change the organisation")
    title_msgid = N_("File numbers")
    hint = N_(
        "The program gives every personal file its number by this pattern: {kind} becomes the letter of the "
        "unit, {year} the year, {number} the next number of that year, {padded} the same with leading zeros, "
        "such as 0007. Files that have a number keep it."
    )
    verb = N_("Save the pattern")

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._read = OrganisationDraft()
        self.pattern = PatternField("file_number_pattern", N_("Pattern"), longest=60)
        self.preview = Card()
        self.example = plain_label("figure")
        self.preview.column.addWidget(self.example)
        self.add_fields([self.pattern])
        self.places = QHBoxLayout()
        for place in _PLACES:
            one = button()
            self.words.say(one.setText, _PLACES[place])
            one.clicked.connect(partial(self._insert, place))
            self.places.addWidget(one)
        self.places.addStretch(1)
        self.rows.addLayout(self.places)
        self.rows.addWidget(self.preview)
        self.pattern.line.textChanged.connect(self._show_example)
        self.finish()

    def refresh(self) -> None:
        """Read the pattern, unless something typed waits here."""
        if not self.changed:
            self._read = read_organisation(self.desk)
            self.show_draft(self._read)

    def store(self, values: Mapping[str, object], reasons: Reasons) -> Saved | Refused:
        """Save the pattern."""
        draft = replace(self._read, file_number_pattern=str(values["file_number_pattern"]))
        answer = save_organisation(self.desk, draft, reasons)
        if isinstance(answer, Refused):
            return Refused(tuple(map(_in_words, answer.findings)))
        return answer

    def retranslate(self) -> None:
        """Say the placeholders in the language of the interface too."""
        super().retranslate()
        self.words.say(self.sentence.setText, self.hint, **_holes())

    def _insert(self, place: str, _on: bool = False) -> None:
        self.pattern.line.insert(f"{{{_(_PLACES[place])}}}")
        self.pattern.changed.emit()
        self.pattern.setFocus()

    def _show_example(self) -> None:
        pattern = self.pattern.value()
        remarks = list(check_pattern(pattern))
        kinds = (UnitKind.STATIONARY, UnitKind.HOME)
        made = [] if remarks else [preview_file_number(self.desk, pattern, kind) for kind in kinds]
        self.example.setText("    ".join(dict.fromkeys(made)) or "–")
        if remarks and self.changed:
            self.pattern.show_error(remarks[0].text, **_holes())


def _holes() -> dict[str, object]:
    """Return the placeholders as they are written in the language of the interface."""
    shown: dict[str, object] = {place: f"{{{_(word)}}}" for place, word in _PLACES.items()}
    return {**shown, "padded": f"{{{_(_PLACES['number'])}:04}}"}


def _in_words(finding: Finding) -> Finding:
    """Return a remark on the pattern with the placeholders as they stand in its field."""
    return replace(finding, values=_holes()) if finding.field == "file_number_pattern" else finding
