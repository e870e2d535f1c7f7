"""The form of an application for the queue of a unit, and that of the term of arrival."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import cast
from uuid import UUID

from PySide6.QtWidgets import QWidget

from ssu_desktop.actions.desk import Desk, Refused, Saved
from ssu_desktop.actions.waiting import QueueRow, apply, out_of_turn_ground, set_arrival
from ssu_desktop.language import N_
from ssu_desktop.language.dates import short
from ssu_desktop.records.kinds import UnitKind
from ssu_desktop.rules.admission import ApplicationDraft
from ssu_desktop.rules.waiting import ArrivalDraft
from ssu_desktop.screens.admission_form import UnitAndCategory, decision_fields
from ssu_desktop.screens.ask import FormDialog
from ssu_desktop.screens.cards import plain_label
from ssu_desktop.screens.deciding import Reasons, keep_dialog, submitting
from ssu_desktop.screens.fields import DateField, TextField
from ssu_desktop.screens.law_words import explaining
from ssu_desktop.screens.movement_form import Row

_GROUND = 500


class ApplicationDialog(FormDialog):
    """Puts a person in the queue of a unit by the time of the application; `done` gets what was saved.

    A ground for going out of turn is asked for only where the order knows one, and then it is proposed.
    """

    def __init__(
        self, parent: QWidget | None, desk: Desk, person_id: UUID, done: Callable[[Saved], object]
    ) -> None:
        self._desk, self._person_id = desk, person_id
        self.first = UnitAndCategory(desk, without=(UnitKind.TEMPORARY,))
        rows = _application_rows(desk, self.first)
        verb = N_("Put in the queue|verb")
        super().__init__(parent, N_("Application"), rows, verb, submitting(self._put, done), explaining(desk))
        self.fields["applied_on"].set_value(desk.today)
        for name in ("unit_id", "applied_on"):
            self.fields[name].changed.connect(self._offer_turn)
        self._offer_turn()
        keep_dialog(self, desk, f"application:{person_id}")

    def _put(self, values: Mapping[str, object], reasons: Reasons) -> Saved | Refused:
        draft = ApplicationDraft(**values)  # type: ignore[arg-type]  # each field gives its draft's type
        return apply(self._desk, self._person_id, draft, reasons)

    def _offer_turn(self) -> None:
        """Propose the ground for going out of turn, where there is one, and ask for none elsewhere."""
        field = self.fields["out_of_turn_reason"]
        day = self.fields["applied_on"].value() or self._desk.today
        ground = out_of_turn_ground(self._desk, self._person_id, self.first.unit.value(), day)
        if bool(ground) is field.isHidden():
            field.set_value(ground)
        field.setVisible(bool(ground))


class ArrivalDialog(FormDialog):
    """Asks for the term by which one who waits must arrive, as the referral sets it."""

    def __init__(
        self, parent: QWidget | None, desk: Desk, row: QueueRow, done: Callable[[Saved], object]
    ) -> None:
        def call(values: Mapping[str, object], reasons: Reasons) -> Saved | Refused:
            due = cast("date | None", values["arrival_due"])
            draft = ArrivalDraft(arrival_due=due, revision=row.revision)
            return set_arrival(desk, row.stay_id, draft, reasons)

        field = DateField("arrival_due", N_("To arrive by"), lambda: desk.today)
        verb = N_("Enter the term of arrival")
        submit = submitting(call, done)
        super().__init__(parent, N_("Term of arrival"), [field], verb, submit, explaining(desk))
        field.set_value(row.arrival_due)
        what = plain_label("muted", wraps=True)
        self.column.insertWidget(0, what)
        text = N_(
            "{name}, applied on {day}. The order gives no term: take it from the referral. From then on a "
            "place is kept."
        )
        self.words.say(what.setText, text, name=row.name, day=short(row.applied_on))


def _application_rows(desk: Desk, first: UnitAndCategory) -> list[Row]:
    return [
        [first.unit, first.category],
        [
            DateField("applied_on", N_("Date of the application"), lambda: desk.today, past=True),
            TextField("applied_time", N_("Time of the application"), longest=5),
            TextField("application_number", N_("Number of the application on the portal"), longest=60),
        ],
        [TextField("came_from", N_("Came from"))],
        decision_fields(desk),
        [TextField("out_of_turn_reason", N_("Ground for going out of turn"), longest=_GROUND)],
        [TextField("note", N_("Note"))],
    ]
