"""The page of a unit: rooms and who lives in them, internal rules, self-check, what its size asks for."""

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.house import OrderPage, RulesRow, order_page
from ssu_desktop.actions.organisation import UnitRow, list_units
from ssu_desktop.actions.placing import living_page
from ssu_desktop.actions.printing_lists import ListAsked
from ssu_desktop.actions.rooms import RoomsPage, rooms_page
from ssu_desktop.actions.rules_scan import attach_rules_scan
from ssu_desktop.actions.scans import read_scanned
from ssu_desktop.actions.unit_needs import unit_needs
from ssu_desktop.language import N_, _, spoken
from ssu_desktop.rules.room import has_rooms
from ssu_desktop.screens.ask import tell
from ssu_desktop.screens.attaching import ask_file, attach_file
from ssu_desktop.screens.card_columns import CardColumns
from ssu_desktop.screens.cards import Header, button
from ssu_desktop.screens.chips import Chip, ChipLabel
from ssu_desktop.screens.facts import EntryRow, ListCard
from ssu_desktop.screens.list_dialog import ListDialog
from ssu_desktop.screens.offers import offer_allowed
from ssu_desktop.screens.room_forms import PlaceDialog, RoomDialog
from ssu_desktop.screens.rules_forms import AcquaintanceDialog, PointDialog, RulesDialog
from ssu_desktop.screens.rules_line import RulesLine
from ssu_desktop.screens.scan_dialog import ScanDialog
from ssu_desktop.screens.screen import Command, Screen
from ssu_desktop.screens.theme import scaled
from ssu_desktop.screens.undoing import undo_last
from ssu_desktop.screens.unit_words import (
    home_rows,
    night_rows,
    point_row,
    reader_row,
    room_row,
    rooms_words,
    since_words,
)

_TWO_COLUMNS = 760
_LEFT = ("rooms", "without", "home", "night")


class UnitPage(Screen):
    """Cards of one unit; Ins adds a room or the rules, F9 prints the sheet of acquaintance."""

    help_topic = "unit"

    def __init__(self, desk: Desk, unit_id: UUID, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk, self.unit_id = desk, unit_id
        self.unit = self._read_unit()
        self.rooms: RoomsPage | None = None
        self.order: OrderPage | None = None
        self.header, self.kind, self.sheet = Header(), ChipLabel(""), button("", "print")
        self.words.say(self.sheet.setText, N_("Sheet of acquaintance  F9"))
        self.sheet.clicked.connect(self.open_print)
        self.header.add(self.kind, self.sheet)
        self.cards = self._make_cards()
        self._lay_out()
        self.commands = {Command.ADD: self.add, Command.PRINT: self.open_print}
        offers = {
            N_("Add a room"): (self.cards["rooms"].act,),
            N_("Add internal rules"): (self.cards["rules"].act, Command.ADD),
            N_("Note an acquaintance with the internal rules"): (self.cards["unread"].act,),
        }
        offer_allowed(desk, self, offers)
        offer_allowed(desk, self, {N_("Print a form"): (self.sheet, Command.PRINT)}, of_many=True)

    def _show_openable(self, card: str, action: str, rows: Sequence[EntryRow]) -> None:
        """Show the lines of a card; they open where the user may do what they open."""
        if not self.desk.may(action):
            for row in rows:
                row.shut()
        self.cards[card].show_rows(rows)

    def _read_unit(self) -> UnitRow:
        return next(unit for unit in list_units(self.desk, closed=True) if unit.id == self.unit_id)

    def _make_cards(self) -> dict[str, ListCard]:
        add = N_("+ Add")
        return {
            "rooms": ListCard(
                N_("Rooms"), add, self.add_room, N_("No room yet. Add the rooms with their beds.")
            ),
            "without": ListCard(N_("Without a room"), "", None, N_("Everybody has a room.")),
            "rules": ListCard(
                N_("Internal rules"),
                add,
                self.add_rules,
                N_("Not entered yet. The head approves them; newcomers sign that they know them."),
            ),
            "unread": ListCard(
                N_("To be acquainted with the rules"),
                N_("All have signed…"),
                self.note_all,
                N_("Everybody here knows the rules."),
            ),
            "check": ListCard(N_("Self-check"), "", None, ""),
            "home": ListCard(N_("Units of home service"), "", None, N_("Nobody is served yet.")),
            "night": ListCard(
                N_("Posts of the night duty"),
                "",
                None,
                N_("Enter the rooms with their beds, or mark who stays the night: the posts go by them."),
            ),
        }

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, scaled(20), 0, 0)
        head = QHBoxLayout()
        head.setContentsMargins(scaled(28), 0, scaled(28), 0)
        head.addWidget(self.header)
        whole.addLayout(head)
        whole.addWidget(CardColumns(self.cards, _LEFT, narrow=_TWO_COLUMNS, top=8), 1)

    def title(self) -> str:
        """Return the name of the unit."""
        return self.unit.name(spoken())

    def heightForWidth(self, _width: int) -> int:
        """Return the least height: the cards scroll within themselves."""
        return self.minimumSizeHint().height()

    def retranslate(self) -> None:
        """Say the words and the values in the language of the interface."""
        super().retranslate()
        for card in self.cards.values():
            card.words.again()
        self.refresh()

    def refresh(self) -> None:
        """Read the unit again."""
        self.unit = self._read_unit()
        self.header.title.setText(self.title())
        self.kind.show_chip(Chip(_(self.unit.kind.msgid)))
        self._show_rooms()
        self._show_order()
        self._show_needs()

    def _show_rooms(self) -> None:
        lived_in = has_rooms(self.unit.kind, round_the_clock=self.unit.round_the_clock)
        page = self.rooms = rooms_page(self.desk, self.unit_id) if lived_in else None
        for code in ("rooms", "without"):
            self.cards[code].setVisible(page is not None)
        if page is None:
            return
        rows = [room_row(room) for room in (*page.rooms, *page.closed)]
        for row, room in zip(rows, (*page.rooms, *page.closed), strict=True):
            row.opened.connect(partial(self._open_room, room.id))
        self.cards["rooms"].title.setText(rooms_words(page))
        self._show_openable("rooms", N_("Change a room"), rows)
        waiting = [reader_row(one.name, "") for one in page.without]
        for row, one in zip(waiting, page.without, strict=True):
            row.opened.connect(partial(self._place_in_room, one.stay_id))
        self._show_openable("without", N_("Place a person in a room"), waiting)
        self.cards["without"].setVisible(bool(page.rooms))

    def _show_order(self) -> None:
        page = self.order = order_page(self.desk, self.unit_id)
        self.cards["rules"].setVisible(page.asked)
        self.sheet.setVisible(bool(page.editions))
        editions = [self._edition_line(row) for row in page.editions]
        self._show_openable("rules", N_("Change the internal rules"), editions)
        unread = [reader_row(one.name, since_words(one.admitted_on)) for one in page.unread]
        for row, one in zip(unread, page.unread, strict=True):
            row.opened.connect(partial(self._note, [one.stay_id], one.name))
        self.cards["unread"].setVisible(page.asked and bool(page.editions))
        self.cards["unread"].act.setVisible(len(unread) > 1)
        self._show_openable("unread", N_("Note an acquaintance with the internal rules"), unread)
        points = [point_row(point) for point in page.points]
        for row, point in zip(points, page.points, strict=True):
            row.opened.connect(partial(self._answer, point.point))
        self.cards["check"].setVisible(bool(points))
        self._show_openable("check", N_("Answer a point of the self-check"), points)

    def _edition_line(self, row: RulesRow) -> RulesLine:
        line = RulesLine(row, may_attach=self.desk.may(N_("Attach the scan of the internal rules")))
        line.opened.connect(partial(self._open_rules, row.id))
        line.attach_asked.connect(partial(self._ask_scan, row.id))
        line.looked_at.connect(partial(self._look, row))
        return line

    def _show_needs(self) -> None:
        needs = unit_needs(self.desk, self.unit_id)
        self.cards["home"].setVisible(needs.home is not None)
        self.cards["home"].show_rows(home_rows(needs.home) if needs.home is not None else ())
        self.cards["night"].setVisible(needs.round_the_clock)
        self.cards["night"].show_rows(night_rows(needs))

    def add(self) -> None:
        """Add a room where there are rooms, else the rules."""
        if self.rooms is not None:
            self.add_room()
        elif self.order is not None and self.order.asked:
            self.add_rules()

    def add_room(self) -> None:
        """Ask for a new room."""
        RoomDialog(self, self.desk, self.unit_id, None, self._saved).open()

    def _open_room(self, room_id: UUID) -> None:
        page = self.rooms
        rooms = (*page.rooms, *page.closed) if page is not None else ()
        room = next(room for room in rooms if room.id == room_id)
        RoomDialog(self, self.desk, self.unit_id, room, self._saved).open()

    def _place_in_room(self, stay_id: UUID) -> None:
        living = living_page(self.desk, stay_id)
        if living is not None:
            PlaceDialog(self, self.desk, living, self._saved).open()

    def add_rules(self) -> None:
        """Ask for a new edition of the rules."""
        RulesDialog(self, self.desk, self.unit_id, None, self._saved).open()

    def _open_rules(self, rules_id: UUID) -> None:
        editions = self.order.editions if self.order is not None else ()
        rules = next(row for row in editions if row.id == rules_id)
        RulesDialog(self, self.desk, self.unit_id, rules, self._saved).open()

    def _ask_scan(self, rules_id: UUID) -> None:
        if path := ask_file(self, N_("Attach a scan")):
            attach_file(
                self,
                path,
                lambda: attach_rules_scan(self.desk, rules_id, read_scanned(path)),
                lambda: self._saved(None),
            )

    def _look(self, row: RulesRow) -> None:
        if row.scan is not None:
            ScanDialog(self, self.desk, _(N_("Internal rules")), [row.scan]).open()

    def note_all(self) -> None:
        """Note at once that all who had not signed have signed the sheet."""
        unread = self.order.unread if self.order is not None else ()
        if unread:
            self._note([one.stay_id for one in unread], ", ".join(one.name for one in unread))

    def _note(self, stay_ids: list[UUID], whom: str) -> None:
        AcquaintanceDialog(self, self.desk, stay_ids, self._saved, whom=whom).open()

    def _answer(self, code: str) -> None:
        points = self.order.points if self.order is not None else ()
        point = next(one for one in points if one.point == code)
        PointDialog(self, self.desk, self.unit_id, point, self._saved).open()

    def open_print(self) -> None:
        """Show the sheet of acquaintance as it is printed."""
        if self.order is None or not self.order.editions:
            tell(self, N_("There are no internal rules to be acquainted with yet."))
            return
        asked = ListAsked(
            form="acquaintance",
            unit_kk=self.unit.name_kk,
            unit_ru=self.unit.name_ru,
            unit_id=self.unit_id,
        )
        dialog = ListDialog(self.window(), self.desk, asked)
        dialog.accepted.connect(lambda: self.saved.emit(_(N_("Printed and remembered")), None))
        dialog.open()

    def _saved(self, _saved: object) -> None:
        self.saved.emit(_(N_("Saved")), undo_last(self.desk, self, self.refresh))
        self.refresh()
