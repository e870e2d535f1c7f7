"""The form of an admission, and that of an application for the queue."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import cast
from uuid import UUID

from PySide6.QtWidgets import QWidget

from ssu_desktop.actions.admission_sheet import SheetQuestions, impossible_entries, sheet_questions
from ssu_desktop.actions.desk import Desk, Refused, Saved
from ssu_desktop.actions.organisation import UnitRow, list_units
from ssu_desktop.actions.stay import admit, check_admission_draft
from ssu_desktop.actions.stay_history import StayRow, stay_history
from ssu_desktop.language import N_, _, spoken
from ssu_desktop.records.kinds import Category, Funding, Placement, Status, StayLength, UnitKind
from ssu_desktop.rules.admission import AdmissionDraft
from ssu_desktop.rules.admission_sheet import SheetDraft
from ssu_desktop.rules.finding import Finding, Weight
from ssu_desktop.rules.guess import lawful_categories
from ssu_desktop.rules.stay import WAITING
from ssu_desktop.screens.ask import FormDialog
from ssu_desktop.screens.cards import button, plain_label
from ssu_desktop.screens.deciding import Reasons, keep_dialog, submitting
from ssu_desktop.screens.fields import AnyField, CheckField, ChoiceField, DateField, PickField, TextField
from ssu_desktop.screens.findings import FindingsPanel
from ssu_desktop.screens.law_words import explaining
from ssu_desktop.screens.movement_form import Row, order_fields
from ssu_desktop.screens.referral_form import ReferralDialog
from ssu_desktop.screens.sheet_field import SheetField
from ssu_desktop.screens.ticks import KindsField

_REASON = 500


class UnitAndCategory:
    """The two first questions: the unit, and the category; those that the unit serves come first.

    After them come the others of the unit's kind, and at last those of other kinds.

    Units of the kinds `without` are not offered.
    """

    def __init__(self, desk: Desk, *, without: Collection[UnitKind] = ()) -> None:
        self.units: Mapping[UUID, UnitRow] = {
            unit.id: unit for unit in list_units(desk) if unit.kind not in without
        }
        self._desk = desk
        self.unit = PickField("unit_id", N_("Unit"), self._units)
        self.category: PickField[Category] = PickField("category", N_("Category"), self._categories)
        self.unit.changed.connect(self._unit_changed)
        if len(self.units) == 1:
            self.choose(next(iter(self.units)))

    def chosen(self) -> UnitRow | None:
        """Return the unit that is chosen."""
        unit_id = self.unit.value()
        return self.units.get(unit_id) if unit_id is not None else None

    def choose(self, unit_id: UUID | None, category: Category | None = None) -> None:
        """Choose for the user what is known already."""
        self.unit.set_value(unit_id)
        self._unit_changed()
        if category is not None:
            self.category.set_value(category)

    def _units(self) -> Sequence[tuple[UUID, str]]:
        return [(unit.id, unit.name(spoken())) for unit in self.units.values()]

    def _categories(self) -> Sequence[tuple[Category, str]]:
        unit = self.chosen() if hasattr(self, "unit") else None
        kind = lawful_categories(self._desk.law, unit.kind, self._desk.today) if unit is not None else ()
        served = unit.categories if unit is not None else ()
        ordered = dict.fromkeys((*served, *kind, *Category))
        return [(category, _(category.msgid)) for category in ordered]

    def _unit_changed(self) -> None:
        self.category.refresh()
        unit = self.chosen()
        if unit is not None and len(unit.categories) == 1 and self.category.value() is None:
            self.category.set_value(unit.categories[0])


class AdmissionDialog(FormDialog):
    """Admits a person, from the queue of the unit where they stand in it; `done` gets what was saved.

    What stands against the unit and the category is told as soon as they are chosen, before all else is
    filled in; what is still standing at the end asks for its reason there."""

    def __init__(
        self,
        parent: QWidget | None,
        desk: Desk,
        person_id: UUID,
        done: Callable[[Saved], object],
        unit_id: UUID | None = None,
    ) -> None:
        self._desk, self._person_id = desk, person_id
        self._stays = stay_history(desk, person_id)
        self._again = any(stay.admitted_on is not None for stay in self._stays)
        self.first = UnitAndCategory(desk)
        self.sheet = SheetField(desk, self._questions, self._impossible)
        title = N_("Re-admission") if self._again else N_("Admission")
        verb = N_("Admit again") if self._again else N_("Admit")
        super().__init__(
            parent,
            title,
            _admission_rows(desk, self.first, self.sheet),
            verb,
            submitting(self._admit, done),
            explaining(desk),
        )
        self.says = plain_label("muted", wraps=True)
        self.column.insertWidget(0, self.says)
        self.ahead = FindingsPanel(explain=explaining(desk))
        self.column.insertWidget(1, self.ahead)
        self.refer = button()
        self.words.say(self.refer.setText, N_("Refer to health care instead…"))
        self.refer.clicked.connect(lambda: self._refer(done))
        self.footer.add_left(self.refer)
        self._begin(unit_id)
        for field in (self.first.unit, self.first.category, self.sheet, self.fields["length"]):
            field.changed.connect(self._fit_to_unit)
        cast("DateField", self.fields["admitted_on"]).committed.connect(self._warn)
        keep_dialog(self, desk, f"admission:{person_id}")

    def _begin(self, unit_id: UUID | None) -> None:
        """Show what is known: the application that waits, else the unit that was asked for."""
        self.fields["admitted_on"].set_value(self._desk.today)
        waiting = next(
            (stay for stay in self._stays if _waits(stay) and unit_id in (None, stay.unit_id)), None
        )
        if waiting is not None:
            self.first.choose(waiting.unit_id, waiting.category)
            for name in _OF_THE_APPLICATION:
                self.fields[name].set_value(getattr(waiting, name))
        elif unit_id is not None:
            self.first.choose(unit_id)
        self._fit_to_unit()

    def _fit_to_unit(self) -> None:
        """Ask for what the unit's kind has: order or decision, ward, contract, night stay, checklist."""
        unit = self.first.chosen()
        kind = unit.kind if unit else None
        for name in ("order_number", "order_date"):
            shown = self.fields[name]
            shown.words.say(shown.label.setText, _LABELS[name, kind is UnitKind.HOME])
        if kind is UnitKind.TEMPORARY:
            self.fields["length"].set_value(StayLength.TEMPORARY)
        brief = self.fields["length"].value() is StayLength.TEMPORARY
        self.fields["further_categories"].setVisible(kind is UnitKind.TEMPORARY)
        self.fields["placement"].setVisible(kind is UnitKind.STATIONARY)
        self.fields["night_stay"].setVisible(kind is UnitKind.DAY)
        for name in ("contract_number", "contract_date"):
            self.fields[name].setVisible(kind is UnitKind.STATIONARY and brief)
        self.sheet.tell()
        self.refer.setVisible(kind is UnitKind.TEMPORARY and bool(self.sheet.found()))
        self._tell()
        self._warn()

    def _warn(self) -> None:
        """Tell what stands against the unit and the category that are chosen; nothing while they are not."""
        draft = self._draft(self.values())
        chosen = draft.unit_id is not None and draft.category is not None
        found = check_admission_draft(self._desk, self._person_id, draft) if chosen else ()
        told = [finding for finding in found if finding.field in _CHOSEN_FIRST]
        self.ahead.show_findings([_asks_later(finding) for finding in told])

    def _questions(self) -> SheetQuestions | None:
        """Return what is asked of the category that is chosen, None while it is not."""
        unit, category = self.first.chosen(), self.first.category.value()
        if unit is None or category is None:
            return None
        return sheet_questions(self._desk, unit.kind, category, self._day())

    def _day(self) -> date:
        chosen: date | None = self.fields["admitted_on"].value() if hasattr(self, "fields") else None
        return chosen or self._desk.today

    def _impossible(self, sheet: SheetDraft) -> Sequence[Finding]:
        questions = self._questions()
        if questions is None:
            return ()
        return impossible_entries(self._desk, self._person_id, questions, self._day(), sheet)

    def _refer(self, done: Callable[[Saved], object]) -> None:
        """Send the person to health care in place of the admission; this form goes then."""

        def referred(saved: Saved) -> None:
            self.reject()
            done(saved)

        unit_id, codes = self.first.unit.value(), self.sheet.found()
        ReferralDialog(self, self._desk, self._person_id, referred, unit_id=unit_id, codes=codes).open()

    def _tell(self) -> None:
        waits = self._waiting() is not None
        said = [_(N_("The application that waits in the queue is taken up."))] if waits else []
        if self._again:
            said.append(_(N_("The mark “re-admitted” is put by itself.")))
        self.says.setText(" ".join(said))
        self.says.setVisible(bool(said))

    def _waiting(self) -> StayRow | None:
        unit_id = self.first.unit.value()
        return next((stay for stay in self._stays if _waits(stay) and stay.unit_id == unit_id), None)

    def _admit(self, values: Mapping[str, object], reasons: Reasons) -> Saved | Refused:
        self.ahead.clear()  # all of it is told at its field now
        return admit(self._desk, self._person_id, self._draft(values), reasons, self.sheet.value())

    def _draft(self, values: Mapping[str, object]) -> AdmissionDraft:
        hidden = {name for name, field in self.fields.items() if field.isHidden()}
        given = {name: value for name, value in values.items() if name not in (*hidden, "sheet")}
        waiting = self._waiting()
        if waiting is not None and "further_categories" in hidden:
            given["further_categories"] = (
                waiting.further_categories
            )  # not asked for: as the application has it
        return AdmissionDraft(**given)  # type: ignore[arg-type]  # each field gives its draft's type


_CHOSEN_FIRST = ("unit_id", "category")


def _asks_later(finding: Finding) -> Finding:
    """Return a warning as a note: the reason is asked for when all is filled in."""
    return replace(finding, weight=Weight.NOTE) if finding.weight is Weight.WARN else finding


_OF_THE_APPLICATION = (
    *("came_from", "decision_number", "decision_date", "decision_body", "note"),
    "further_categories",
)
_LABELS: Mapping[tuple[str, bool], str] = {
    ("order_number", False): N_("Order number"),
    ("order_number", True): N_("Decision number"),
    ("order_date", False): N_("Date of the order"),
    ("order_date", True): N_("Date of the decision"),
}


SEVERAL = (
    Category.HOMELESS,
    Category.RELEASED,
    Category.PROBATION,
    Category.TRAFFICKING,
    Category.VIOLENCE,
)
"""Of the categories of a temporary stay several may hold at once (paras 2-2 and 31)."""


def _waits(stay: StayRow) -> bool:
    return stay.status in WAITING or stay.status is Status.NONE


def _admission_rows(desk: Desk, first: UnitAndCategory, sheet: SheetField) -> list[Row]:
    return [
        [first.unit, first.category],
        [KindsField("further_categories", N_("Belongs also to"), SEVERAL)],
        [
            DateField("admitted_on", N_("Date of admission"), lambda: desk.today, past=True),
            *order_fields(desk, None),
        ],
        [
            cast("AnyField", ChoiceField("length", N_("Length of stay"), StayLength, empty=False)),
            ChoiceField("funding", N_("Funding"), Funding, empty=False),
        ],
        [
            DateField("planned_until", N_("Planned until"), lambda: desk.today),
            TextField("came_from", N_("Came from")),
        ],
        [
            ChoiceField("placement", N_("Ward|of a stay"), Placement, empty=False),
            CheckField("night_stay", N_("Stays for the night")),
            TextField("contract_number", N_("Number of the contract"), longest=60),
            DateField("contract_date", N_("Date of the contract"), lambda: desk.today),
        ],
        decision_fields(desk),
        [sheet],
        [TextField("out_of_turn_reason", N_("Why out of turn, if so"), longest=_REASON)],
        [TextField("note", N_("Note"))],
    ]


def decision_fields(desk: Desk) -> Row:
    """Return the fields of the local executive body's decision."""
    return [
        TextField("decision_number", N_("Decision of the local executive body: number"), longest=60),
        DateField("decision_date", N_("Date of the decision"), lambda: desk.today),
        TextField("decision_body", N_("Which body decided")),
    ]
