"""Enters an event of a stay, with only the questions that this event asks; and cancels a wrong one."""

from collections.abc import Callable, Mapping, Sequence
from typing import cast
from uuid import UUID

from PySide6.QtWidgets import QWidget

from ssu_desktop.actions.correction import correct_movement, movement_draft
from ssu_desktop.actions.desk import Desk, Refused, Saved
from ssu_desktop.actions.organisation import list_units
from ssu_desktop.actions.stay import cancel_movement, record_movement
from ssu_desktop.actions.stay_history import MovementRow, StayRow
from ssu_desktop.language import N_, _, spoken
from ssu_desktop.language.dates import short
from ssu_desktop.records.kinds import MovementKind, NoticeSigner, UnitKind
from ssu_desktop.rules.movement import MovementDraft
from ssu_desktop.rules.stay import DAY_OR_HOME
from ssu_desktop.screens.ask import FormDialog
from ssu_desktop.screens.cards import plain_label
from ssu_desktop.screens.deciding import Reasons, keep_dialog, submitting
from ssu_desktop.screens.fields import (
    AnyField,
    CheckField,
    ChoiceField,
    DateField,
    NotesField,
    PickField,
    TextField,
)
from ssu_desktop.screens.law_words import explaining
from ssu_desktop.screens.movement_words import movement_verb
from ssu_desktop.screens.standing import status_chip

Row = list[AnyField]

_BY_ORDER = (
    MovementKind.ADMITTED,
    MovementKind.LEFT,
    MovementKind.RETURNED,
    MovementKind.SUSPENDED,
    MovementKind.RESUMED,
    MovementKind.TRANSFERRED,
    MovementKind.TRANSFERRED_OUT,
    MovementKind.DISCHARGED,
    MovementKind.OBSERVATION,
)
_WITH_REASON = (
    MovementKind.LEFT,
    MovementKind.SUSPENDED,
    MovementKind.TRANSFERRED,
    MovementKind.TRANSFERRED_OUT,
    MovementKind.DISCHARGED,
    MovementKind.DEFERRED,
    MovementKind.NOT_ARRIVED,
    MovementKind.OBSERVATION,
)
_UNTIL: Mapping[MovementKind, str] = {
    MovementKind.LEFT: N_("Away until"),
    MovementKind.SUSPENDED: N_("Suspended until"),
    MovementKind.DEFERRED: N_("The place is kept until"),
    MovementKind.OBSERVATION: N_("Observed until"),
}
_WHERE: Mapping[MovementKind, str] = {
    MovementKind.LEFT: N_("Where to"),
    MovementKind.DISCHARGED: N_("Where to"),
    MovementKind.TRANSFERRED_OUT: N_("Organisation"),
}


class MovementDialog(FormDialog):
    """Asks for one event of `stay`; `done` is called with what was saved. The day may lie in the past."""

    def __init__(
        self,
        parent: QWidget | None,
        desk: Desk,
        stay: StayRow,
        kind: MovementKind,
        done: Callable[[Saved], object],
    ) -> None:
        self._desk, self._stay, self.kind = desk, stay, kind
        verb = movement_verb(kind, stay.unit_kind)
        submit = submitting(self._record, done)
        super().__init__(parent, verb, event_rows(desk, stay, kind), verb, submit, explaining(desk))
        self.where = plain_label("muted", wraps=True)
        self.column.insertWidget(0, self.where)
        self._dated = False
        self.fields["happened_on"].set_value(desk.today)
        if "order_date" in self.fields:  # most orders are of the day
            self.fields["order_date"].set_value(desk.today)
            self.fields["order_date"].changed.connect(self._date_order)
        keep_dialog(self, desk, f"movement:{stay.id}:{kind.value}")
        self._tell_stay()

    def _record(self, values: Mapping[str, object], reasons: Reasons) -> Saved | Refused:
        told = dict(values)
        if not told.get("order_number") and not self._dated:
            told.pop("order_date", None)  # it was proposed, and there is no order
        return record_movement(self._desk, self._stay.id, event_draft(self.kind, told), reasons)

    def _date_order(self) -> None:
        self._dated = True

    def _tell_stay(self) -> None:
        stay = self._stay
        state = status_chip(stay.status, stay.unit_kind, stay.status_since).text
        told = [f"{stay.unit_name(spoken())} · {state}"]
        if self.kind is MovementKind.TRANSFERRED:
            told.append(
                _(N_("The stay goes on: the plan, the journal and the personal file go with the person."))
            )
        self.where.setText("\n".join(told))


def event_draft(kind: MovementKind, values: Mapping[str, object]) -> MovementDraft:
    """Return the draft that the fields of an event make."""
    given = {name: value for name, value in values.items() if value is not None}
    given["happened_on"] = values["happened_on"]
    return MovementDraft(kind=kind, **given)  # type: ignore[arg-type]  # each field gives its draft's type


def event_rows(desk: Desk, stay: StayRow, kind: MovementKind) -> list[Row]:
    """Return the questions that an event asks in a unit of this kind; the fields bear the draft's names."""
    rows: list[Row] = []
    if kind is MovementKind.TRANSFERRED:
        rows.append([PickField("to_unit_id", N_("Unit"), lambda: _other_units(desk, stay.unit_id))])
    first: Row = [DateField("happened_on", N_("Date"), lambda: desk.today, past=True)]
    if kind in _UNTIL:
        first.append(DateField("until", _UNTIL[kind], lambda: desk.today))
    rows.append(first)
    if kind in _BY_ORDER:
        rows.append(order_fields(desk, stay.unit_kind))
    if kind is MovementKind.DEFERRED:
        rows.append(_notice_fields(desk))
    if kind in _WHERE:
        rows += _where_fields(kind)
    if kind in _WITH_REASON:
        rows.append([TextField("reason", N_("Reason"))])
    if kind is MovementKind.DISCHARGED and stay.unit_kind not in DAY_OR_HOME:
        rows.append([CheckField("expelled", N_("Expelled by the organisation"))])
    rows.append([TextField("note", N_("Note"))])
    return rows


def _notice_fields(desk: Desk) -> Row:
    """Return the fields of the notice that one cannot arrive (paras 12(1), 23(1))."""
    return [
        TextField("order_number", N_("Number of the notice"), longest=60),
        DateField("order_date", N_("Date of the notice"), lambda: desk.today),
        cast("AnyField", ChoiceField("notice_signer", N_("Who signed the notice"), NoticeSigner)),
    ]


def _where_fields(kind: MovementKind) -> list[Row]:
    rows: list[Row] = [[TextField("destination", _WHERE[kind])]]
    if kind is MovementKind.TRANSFERRED_OUT:
        rows.append([ChoiceField("destination_kind", N_("Kind of the organisation"), UnitKind)])
    return rows


def order_fields(desk: Desk, unit_kind: UnitKind | None) -> Row:
    """Return the fields of the order, or of the decision where home service has one."""
    home = unit_kind is UnitKind.HOME
    return [
        TextField("order_number", N_("Decision number") if home else N_("Order number"), longest=60),
        DateField(
            "order_date", N_("Date of the decision") if home else N_("Date of the order"), lambda: desk.today
        ),
    ]


def _other_units(desk: Desk, unit_id: UUID) -> Sequence[tuple[UUID, str]]:
    return [(unit.id, unit.name(spoken())) for unit in list_units(desk) if unit.id != unit_id]


class CancelDialog(FormDialog):
    """Cancels an event that was entered by mistake; it stays on the record, struck out, with the reason."""

    def __init__(
        self, parent: QWidget | None, desk: Desk, row: MovementRow, done: Callable[[Saved], object]
    ) -> None:
        def cancel(values: Mapping[str, object], _reasons: Reasons) -> Saved | Refused:
            return cancel_movement(desk, row.id, cast("str", values["reason"]))

        rows = [NotesField("reason", N_("Why was it wrong?"), lines=2)]
        super().__init__(
            parent, N_("Cancel an entry"), rows, N_("Cancel the entry"), submitting(cancel, done)
        )
        what, text = plain_label(wraps=True), N_("{what}, {day}. It stays on the record, struck out.")
        self.column.insertWidget(0, what)
        self.words.say(what.setText, text, what=_(row.word), day=short(row.happened_on))


class CorrectDialog(FormDialog):
    """Corrects an event: the wrong one is cancelled with the reason, the right one stands in its place."""

    def __init__(
        self,
        parent: QWidget | None,
        desk: Desk,
        stay: StayRow,
        row: MovementRow,
        done: Callable[[Saved], object],
    ) -> None:
        def correct(values: Mapping[str, object], reasons: Reasons) -> Saved | Refused:
            told = dict(values)
            why = cast("str", told.pop("why"))
            return correct_movement(desk, row.id, event_draft(row.kind, told), why, reasons)

        why_wrong: Row = [NotesField("why", N_("Why was it wrong?"), lines=2)]
        rows = [*event_rows(desk, stay, row.kind), why_wrong]
        submit = submitting(correct, done)
        verb = N_("Correct the entry")
        super().__init__(parent, N_("Correct an entry"), rows, verb, submit, explaining(desk))
        begun = movement_draft(desk, row.id)
        for name, field in self.fields.items():
            if begun is not None and name != "why":
                field.set_value(getattr(begun, name))
        what, text = plain_label(wraps=True), N_("{what}, {day}. It stays on the record, struck out.")
        self.column.insertWidget(0, what)
        self.words.say(what.setText, text, what=_(row.word), day=short(row.happened_on))
