"""The tab of movements: every stay of a person, the newest first, and what may be entered next."""

from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ssu_desktop.actions.desk import Desk, Saved
from ssu_desktop.actions.history import Record
from ssu_desktop.actions.order_texts import begin_order
from ssu_desktop.actions.orders import order_of_movement, read_order
from ssu_desktop.actions.person import person_header
from ssu_desktop.actions.portal import turn_mark
from ssu_desktop.actions.queue_count import has_queue
from ssu_desktop.actions.stay_history import MovementRow, StayRow, stay_history
from ssu_desktop.actions.stay_terms import terms_of
from ssu_desktop.language import N_
from ssu_desktop.records.kinds import MovementKind
from ssu_desktop.rules.movement import correctable
from ssu_desktop.rules.stay import ENDED, PRESENT
from ssu_desktop.screens.cards import button, plain_label
from ssu_desktop.screens.facts import empty_out
from ssu_desktop.screens.lines import KeyLines
from ssu_desktop.screens.movement_form import CancelDialog, CorrectDialog
from ssu_desktop.screens.movement_offers import (
    admit_person,
    ask_movement,
    offer_movements,
    queue_person,
    telling,
)
from ssu_desktop.screens.offers import offer_allowed
from ssu_desktop.screens.order_form import OrderDialog
from ssu_desktop.screens.screen import Command
from ssu_desktop.screens.scrolling import scrolling
from ssu_desktop.screens.stay_card import MovementLine, StayCard
from ssu_desktop.screens.tab import PersonTab
from ssu_desktop.screens.terms_form import TermsDialog
from ssu_desktop.screens.theme import scaled

__all__ = ["MovementsTab", "admit_person", "offer_movements", "queue_person"]


class MovementsTab(PersonTab):
    """A card for each stay; Ins admits or enters what follows, F2 corrects and Del cancels an entry.

    Space marks an entry as typed over into the state portal, and takes the mark back.
    """

    code = "movements"
    title_msgid = N_("Movements")
    help_topic = "movements"

    def __init__(self, desk: Desk, person_id: UUID, parent: QWidget | None = None) -> None:
        super().__init__(desk, person_id, parent)
        self._stays: tuple[StayRow, ...] | None = None
        self.cards: list[StayCard] = []
        self.lines = KeyLines()
        self.queue, self.admit = button(), button("primary")
        self.nothing = plain_label("muted", wraps=True)
        self._lay_out()
        self.queue.clicked.connect(lambda: queue_person(desk, person_id, self, self._reread))
        self.admit.clicked.connect(lambda: admit_person(desk, person_id, self, self._reread))
        self.commands = {
            Command.DELETE: self.cancel_current,
            Command.ADD: self.enter_next,
            Command.EDIT: self.correct_current,
        }
        offers = {
            N_("Put a person in the queue"): (self.queue,),
            N_("Admit a person"): (self.admit, Command.ADD),
            N_("Correct an entry"): (Command.EDIT,),
            N_("Cancel an entry"): (Command.DELETE,),
        }
        offer_allowed(desk, self, offers)

    def _lay_out(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(scaled(28), scaled(16), scaled(28), scaled(16))
        column.setSpacing(scaled(16))
        self._column = QVBoxLayout()
        self._column.setSpacing(scaled(16))
        column.addWidget(self.nothing)
        column.addLayout(self._column)
        column.addStretch(1)
        self.foot = QWidget()
        row = QHBoxLayout(self.foot)
        row.setContentsMargins(scaled(28), 0, scaled(28), scaled(16))
        row.setSpacing(scaled(10))
        row.addStretch(1)
        row.addWidget(self.queue)
        row.addWidget(self.admit)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(scaled(8))
        whole.addWidget(scrolling(inner), 1)
        whole.addWidget(self.foot)
        self.words.say(self.queue.setText, N_("Put in the queue|verb"))
        self.words.say(self.admit.setText, N_("Admit"))
        self.words.say(
            self.nothing.setText,
            N_("No stay yet. Admit the person with the order, or put them in the queue of a unit."),
        )

    def refresh(self) -> None:
        """Read the stays again; what did not change stays as it is, with the cursor."""
        stays = stay_history(self.desk, self.person_id)
        if stays != self._stays:
            self._stays = stays
            self._show()

    def retranslate(self) -> None:
        """Say the words and the values in the language of the interface."""
        super().retranslate()
        self._show()

    def enter_next(self) -> None:
        """Admit where nothing runs, else put the cursor on the verbs of the stay that runs."""
        running = next((card for card in self.cards if card.stay.status not in ENDED), None)
        if running is None:
            self.admit.click()
        elif (first := running.first_verb()) is not None:
            first.setFocus()

    def record_in_sight(self) -> Record | None:
        """Return the stay under the cursor, else the newest one."""
        line = self.lines.current()
        card = next((card for card in self.cards if line in card.lines), None) or next(iter(self.cards), None)
        return Record("stay", card.stay.id) if card is not None else None

    def cancel_current(self) -> None:
        """Ask for the reason to cancel the entry under the cursor."""
        line = self.lines.current()
        if isinstance(line, MovementLine):
            self._ask_cancelling(line.row)

    def correct_current(self) -> None:
        """Ask for what is right in place of the entry under the cursor."""
        line = self.lines.current()
        card = next((card for card in self.cards if line in card.lines), None)
        if isinstance(line, MovementLine) and card is not None:
            self._ask_correction(card.stay, line.row)

    def _show(self) -> None:
        stays = self._stays or ()
        self.lines.leave()
        empty_out(self._column)
        self.cards = [self._card(stay) for stay in stays]
        for card in self.cards:
            self._column.addWidget(card)
            self.lines.take(card.lines)
        self.lines.come_back()
        self.nothing.setVisible(not stays)
        self._offer(stays)

    def _offer(self, stays: tuple[StayRow, ...]) -> None:
        """Offer to admit where nothing runs, and to queue where nothing waits."""
        header = person_header(self.desk, self.person_id)
        merged = header is None or header.merged_into_id is not None
        running = [stay for stay in stays if stay.status not in ENDED]
        again = any(stay.admitted_on is not None for stay in stays)
        self.words.say(self.admit.setText, N_("Admit again") if again else N_("Admit"))
        self.admit.setVisible(not running and not merged)
        may_wait = all(stay.status in PRESENT for stay in running) and not merged
        self.queue.setVisible(may_wait and has_queue(self.desk))
        self.foot.setVisible(not self.admit.isHidden() or not self.queue.isHidden())

    def _card(self, stay: StayRow) -> StayCard:
        card = StayCard(stay)
        offer_allowed(self.desk, self, card.by_action())
        card.asked.connect(partial(self._ask, stay))
        card.cancel_asked.connect(self._ask_cancelling)
        card.order_asked.connect(self.write_order)
        card.correction_asked.connect(partial(self._ask_correction, stay))
        card.terms_asked.connect(partial(self.ask_terms, stay))
        for line in card.lines:
            if self.desk.may(N_("Correct an entry")):
                line.opened.connect(partial(self._ask_correction, stay, line.row))
            if self.desk.may(N_("Mark as typed over into the portal")):
                line.ticked.connect(partial(self._turn_portal, line.row))
        return card

    def write_order(self, row: MovementRow) -> None:
        """Open the order of an event; where none is written yet, begin it with the text of its kind."""
        known = order_of_movement(self.desk, row.id)
        if known is None and not self.desk.may(N_("Write an order of the head")):
            return
        draft = read_order(self.desk, known) if known else begin_order(self.desk, movement_id=row.id)
        if draft is not None:
            done = telling(self.desk, self, self._reread)
            OrderDialog(self, self.desk, known, draft, done).open()

    def ask_terms(self, stay: StayRow) -> None:
        """Ask for other terms of a stay: its end, category, decision."""
        begun = terms_of(self.desk, stay.id)
        if begun is not None:
            TermsDialog(self, self.desk, stay, begun, telling(self.desk, self, self._reread)).open()

    def _ask(self, stay: StayRow, kind: MovementKind) -> None:
        ask_movement(self.desk, self.person_id, stay, kind, self, self._reread)

    def _turn_portal(self, row: MovementRow) -> None:
        """Mark an entry as typed over into the portal, or take the mark back (Space)."""
        if isinstance(turn_mark(self.desk, row.id), Saved):
            telling(self.desk, self, self._reread)(Saved(row.id))

    def _ask_correction(self, stay: StayRow, row: MovementRow) -> None:
        if row.cancelled:
            return
        if not correctable(row.kind):
            self._ask_cancelling(row)
            return
        done = telling(self.desk, self, self._reread)
        CorrectDialog(self, self.desk, stay, row, done).open()

    def _ask_cancelling(self, row: MovementRow) -> None:
        if not row.cancelled:
            CancelDialog(self, self.desk, row, telling(self.desk, self, self._reread)).open()

    def _reread(self) -> None:
        self.refresh()
        self.changed.emit()
