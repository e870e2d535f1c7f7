"""The form of a member of staff: in the settings, and wherever somebody is missing from a list of staff."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import cast
from uuid import UUID

from PySide6.QtWidgets import QWidget

from ssu_desktop.actions.desk import Desk, Saved
from ssu_desktop.actions.organisation import list_units, save_staff
from ssu_desktop.language import N_, spoken
from ssu_desktop.records.kinds import Domain, Post
from ssu_desktop.rules.organisation import StaffDraft
from ssu_desktop.screens.ask import FormDialog
from ssu_desktop.screens.choices import ChoiceField, PickField
from ssu_desktop.screens.datefield import DateField
from ssu_desktop.screens.deciding import careful, keep_dialog, submitting
from ssu_desktop.screens.texts import NameField, TextField
from ssu_desktop.screens.unit_form import fill

ADD_STAFF = N_("+ Add a member of staff…")


class StaffDialog(FormDialog):
    """Adds a member of staff, or changes one; `done` is called with what was saved."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        done: Callable[[Saved], object],
        staff_id: UUID | None = None,
        start: StaffDraft | None = None,
    ) -> None:
        begun = start or StaffDraft()
        surname, given = NameField("surname", N_("Surname")), TextField("given_name", N_("Given name"))
        patronymic = TextField("patronymic", N_("Patronymic"))
        surname.splits_into(given, patronymic)
        units = [(unit.id, unit.name(spoken())) for unit in list_units(desk)]
        super().__init__(
            parent,
            N_("Change the member of staff") if staff_id else N_("A new member of staff"),
            [
                [surname, given, patronymic],
                [
                    ChoiceField("post", N_("Post, for the signature lines"), Post, empty=False),
                    ChoiceField("domain", N_("Domain of the plan"), Domain),
                ],
                [
                    TextField("position_kk", N_("Position in Kazakh")),
                    TextField("position_ru", N_("Position in Russian")),
                ],
                [
                    PickField("unit_id", N_("Unit"), lambda: units),
                    DateField("works_until", N_("Works until"), lambda: desk.today),
                ],
            ],
            N_("Save the member of staff") if staff_id else N_("Add the member of staff"),
            submitting(
                careful(lambda values, _reasons: save_staff(desk, staff_id, _staff(values, begun))), done
            ),
        )
        fill(self.fields, begun)
        keep_dialog(self, desk, f"staff:{staff_id}")


def _staff(values: Mapping[str, object], start: StaffDraft) -> StaffDraft:
    return StaffDraft(
        revision=start.revision,
        surname=str(values["surname"]),
        given_name=str(values["given_name"]),
        patronymic=str(values["patronymic"]),
        post=cast("Post", values["post"]),
        domain=cast("Domain | None", values["domain"]),
        position_kk=str(values["position_kk"]),
        position_ru=str(values["position_ru"]),
        unit_id=cast("UUID | None", values["unit_id"]),
        works_until=cast("date | None", values["works_until"]),
    )
