"""The cards of the overview about the life in the house: the room, the internal rules."""

from collections.abc import Callable
from uuid import UUID

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.house import ReadingPage, reading_page
from ssu_desktop.actions.placing import LivingPage, PlaceRow, living_page
from ssu_desktop.language import N_, _
from ssu_desktop.language.dates import short
from ssu_desktop.screens.cards import button
from ssu_desktop.screens.chips import Chip, Tone
from ssu_desktop.screens.facts import EntryRow, ListCard
from ssu_desktop.screens.offers import offer_allowed
from ssu_desktop.screens.room_forms import PlaceDialog, ask_end_of_place
from ssu_desktop.screens.rules_forms import AcquaintanceDialog


class RoomCard(ListCard):
    """Where the person lives and with whom, and the rooms before; a unit without rooms has no such card."""

    def __init__(self, desk: Desk, stored: Callable[[], object]) -> None:
        self._desk, self._stored = desk, stored
        self._page: LivingPage | None = None
        super().__init__(N_("Room"), N_("Place…"), self.place, N_("Has no room yet."))

    def show_stay(self, stay_id: UUID | None) -> None:
        """Show the room of a stay."""
        page = self._page = living_page(self._desk, stay_id) if stay_id is not None else None
        self.setVisible(page is not None and (page.here or bool(page.former)))
        if page is None:
            return
        self.act.setVisible(page.here)
        self.words.say(self.act.setText, N_("Move…") if page.place else N_("Place…"))
        rows = [self._present(page, page.place)] if page.place else []
        self.show_rows([*rows, *(_former(row) for row in page.former)])

    def place(self) -> None:
        """Ask for the room."""
        if self._page is not None:
            PlaceDialog(self, self._desk, self._page, lambda _saved: self._stored()).open()

    def _present(self, page: LivingPage, place: PlaceRow) -> EntryRow:
        names = _(N_("with: {names}"), names=", ".join(page.neighbours)) if page.neighbours else ""
        since = _(N_("since {day}"), day=short(place.since))
        detail = " · ".join(part for part in (since, names, place.compatibility) if part)
        chip = Chip(_(N_("with husband or wife")), Tone.NEUTRAL) if place.with_spouse else None
        row = EntryRow(_(N_("room {name}"), name=place.room), detail, chip, opens=page.here)
        row.opened.connect(self.place)
        if page.here:
            end = button("small")
            end.setText(_(N_("End…|a place")))
            end.clicked.connect(self._end)
            row.add_below(end)
            offer_allowed(self._desk, row, {N_("End a place in a room"): (end,)})
        if not self._desk.may(N_("Place a person in a room")):
            row.shut()
        return row

    def _end(self) -> None:
        if self._page is not None:
            ask_end_of_place(self, self._desk, self._page.stay_id, lambda _saved: self._stored())


def _former(row: PlaceRow) -> EntryRow:
    days = " – ".join(short(day) for day in (row.since, row.until) if day is not None)
    return EntryRow(_(N_("room {name}"), name=row.room), days, opens=False)


class ReadingCard(ListCard):
    """Whether the person was made acquainted with the internal rules; home service has no such card."""

    def __init__(self, desk: Desk, stored: Callable[[], object]) -> None:
        self._desk, self._stored = desk, stored
        self._page: ReadingPage | None = None
        empty = N_("The unit's internal rules are not entered yet.")
        super().__init__(N_("Internal rules"), N_("Note…|an acquaintance"), self.note, empty)

    def show_stay(self, stay_id: UUID | None) -> None:
        """Show what is known of a stay."""
        page = self._page = reading_page(self._desk, stay_id) if stay_id is not None else None
        self.setVisible(page is not None and (page.here or page.signed_on is not None))
        if page is None:
            return
        self.act.setVisible(page.here and page.approved_on is not None)
        self.show_rows([_reading(page)] if page.approved_on is not None else [])

    def note(self) -> None:
        """Ask when the person was made acquainted, and who signed."""
        page = self._page
        if page is not None:
            AcquaintanceDialog(
                self,
                self._desk,
                [page.stay_id],
                lambda _saved: self._stored(),
                by_representative=page.needs_representative,
            ).open()


def _reading(page: ReadingPage) -> EntryRow:
    rules = _(N_("Rules of {day}"), day=short(page.approved_on)) if page.approved_on else ""
    if page.signed_on is None or page.signer is None:
        return EntryRow(rules, "", Chip(_(N_("not acquainted")), Tone.SOON), opens=False)
    signed = _(N_("acquainted on {day}, signed: {who}"), day=short(page.signed_on), who=_(page.signer.msgid))
    return EntryRow(rules, signed, Chip(_(N_("acquainted|chip")), Tone.DONE), opens=False)
