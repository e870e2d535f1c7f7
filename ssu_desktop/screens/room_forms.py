"""The forms of rooms and places: a room of a unit, who is to live in it, the end of a place."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, cast
from uuid import UUID

from PySide6.QtWidgets import QWidget

from ssu_desktop.actions.desk import Desk, Refused, Saved
from ssu_desktop.actions.placing import LivingPage, end_place, place_person
from ssu_desktop.actions.rooms import RoomRow, remove_room, rooms_page, save_room
from ssu_desktop.language import N_, _
from ssu_desktop.records.kinds import Sex
from ssu_desktop.rules.room import MOST_BEDS, PlaceDraft, RoomDraft
from ssu_desktop.screens.ask import FormDialog, confirm, tell
from ssu_desktop.screens.cards import button
from ssu_desktop.screens.deciding import Reasons, answered, careful, keep_dialog, submitting
from ssu_desktop.screens.fields import (
    AnyField,
    CheckField,
    DateField,
    NotesField,
    NumberField,
    PickField,
    TextField,
)
from ssu_desktop.screens.law_words import explaining
from ssu_desktop.screens.theme import scaled

Done = Callable[[Saved], object]
_WIDTH = 520
KEPT_FOR: Mapping[Sex, str] = {Sex.FEMALE: N_("for women|room"), Sex.MALE: N_("for men|room")}


class RoomDialog(FormDialog):
    """Adds a room to a unit, or changes, closes or removes one."""

    def __init__(
        self, parent: QWidget | None, desk: Desk, unit_id: UUID, room: RoomRow | None, done: Done
    ) -> None:
        start = room.draft if room is not None else RoomDraft()

        def save(values: Mapping[str, object], reasons: Reasons) -> Saved | Refused:
            typed: dict[str, Any] = dict(values)  # each field gives its draft's type
            draft = RoomDraft(revision=start.revision, **typed)
            return save_room(desk, unit_id, room.id if room else None, draft, reasons)

        rows: list[AnyField | list[AnyField]] = [
            [
                TextField("name", N_("Number or name of the room"), longest=60),
                NumberField("beds", N_("Beds"), lowest=1, highest=MOST_BEDS),
            ],
            PickField("sex", N_("Kept for|room"), lambda: [(sex, _(word)) for sex, word in KEPT_FOR.items()]),
            CheckField("for_couples", N_("Kept for a married couple")),
            NotesField("note", N_("Note"), lines=2),
            DateField("closed_on", N_("Closed from"), lambda: desk.today),
        ]
        title, verb = (
            (N_("Change the room"), N_("Save the room")) if room else (N_("A new room"), N_("Add the room"))
        )
        submit = submitting(careful(save), done)
        super().__init__(parent, title, rows, verb, submit, explaining(desk))
        for name, field in self.fields.items():
            field.set_value(getattr(start, name))
        self.setMinimumWidth(scaled(_WIDTH))
        keep_dialog(self, desk, f"room:{room.id if room else unit_id}")
        if room is not None:
            self._offer_removal(desk, room, done)

    def _offer_removal(self, desk: Desk, room: RoomRow, done: Done) -> None:
        take_out = button("quiet")
        self.words.say(take_out.setText, N_("Remove|a room"))
        take_out.clicked.connect(lambda: self._remove(desk, room, done))
        self.footer.add_left(take_out)

    def _remove(self, desk: Desk, room: RoomRow, done: Done) -> None:
        title = N_("Remove the room {name}?")
        if not confirm(self, title, N_("Remove|a room"), danger=True, name=room.draft.name):
            return
        answer = answered(lambda: remove_room(desk, room.id, room.draft.revision))
        if isinstance(answer, Refused):
            tell(self, N_("This stays as it is"), answer.findings[0].text, **answer.findings[0].values)
        else:
            self.accept()
            done(answer)


class PlaceDialog(FormDialog):
    """Places the person of a stay in a room, or moves them; under the room stands who lives there."""

    def __init__(self, parent: QWidget | None, desk: Desk, living: LivingPage, done: Done) -> None:
        self._rooms = {room.id: room for room in rooms_page(desk, living.unit_id).rooms}
        self._stay_id = living.stay_id

        def save(values: Mapping[str, object], reasons: Reasons) -> Saved | Refused:
            typed: dict[str, Any] = dict(values)  # each field gives its draft's type
            return place_person(desk, living.stay_id, PlaceDraft(**typed), reasons)

        self.room: PickField[UUID] = PickField("room_id", N_("Room"), self._offered)
        rows: list[AnyField | list[AnyField]] = [
            self.room,
            DateField("since", N_("Since"), lambda: desk.today, past=True),
            CheckField("with_spouse", N_("Lives here with husband or wife")),
            TextField("compatibility", N_("Health, and how they get on with the neighbours")),
        ]
        title, verb = (
            (N_("Move to another room"), N_("Move|to a room"))
            if living.place
            else (N_("Place in a room"), N_("Place|in a room"))
        )
        super().__init__(parent, title, rows, verb, submitting(careful(save), done), explaining(desk))
        self.fields["since"].set_value(desk.today)
        if living.place is not None:
            self.fields["with_spouse"].set_value(living.place.with_spouse)
        self.room.changed.connect(self._tell_neighbours)
        if not self._rooms:
            self.room.show_note(
                N_("The unit has no rooms yet: they are entered in Settings, on the unit's page.")
            )
        self.setMinimumWidth(scaled(_WIDTH))
        keep_dialog(self, desk, f"place:{living.stay_id}")

    def _offered(self) -> list[tuple[UUID, str]]:
        return [(room_id, f"{room.draft.name} – {beds_words(room)}") for room_id, room in self._rooms.items()]

    def _tell_neighbours(self) -> None:
        chosen = self.room.value()
        room = self._rooms[chosen] if chosen is not None else None
        names = [one.name for one in room.dwellers if one.stay_id != self._stay_id] if room else []
        if names:
            self.room.show_note(N_("Lives here: {names}"), names=", ".join(names))


def beds_words(room: RoomRow) -> str:
    """Return how many beds of a room are free, in words."""
    if room.free < 0:
        return _(N_("over the beds: {count}"), count=-room.free)
    return _(N_("free: {free} of {beds}"), free=room.free, beds=room.beds)


def ask_end_of_place(parent: QWidget | None, desk: Desk, stay_id: UUID, done: Done) -> None:
    """Ask from which day on the person lives in no room."""
    day = DateField("ended_on", N_("Lives in no room from"), lambda: desk.today, past=True)
    day.set_value(desk.today)
    submit = submitting(
        careful(lambda values, _reasons: end_place(desk, stay_id, cast("date | None", values["ended_on"]))),
        done,
    )
    FormDialog(parent, N_("End the place in the room"), [day], N_("End the place"), submit).open()
