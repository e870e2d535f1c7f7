"""One stay as a card: where, since when, what may follow, and its events in the order of time."""

from collections.abc import Iterable
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from ssu_desktop.actions.stay import ACTION_OF
from ssu_desktop.actions.stay_history import MovementRow, StayRow
from ssu_desktop.language import N_, _, spoken
from ssu_desktop.language.dates import short
from ssu_desktop.records.kinds import MovementKind, UnitKind
from ssu_desktop.rules.movement import correctable
from ssu_desktop.rules.order import KIND_OF
from ssu_desktop.screens.cards import Card, button, plain_label
from ssu_desktop.screens.chips import Chip, ChipLabel, Tone
from ssu_desktop.screens.filters import Flow
from ssu_desktop.screens.lines import KeyLine, cell
from ssu_desktop.screens.movement_offers import possible_of
from ssu_desktop.screens.movement_words import movement_verb
from ssu_desktop.screens.standing import status_chip
from ssu_desktop.screens.theme import scaled

_DAY_WIDTH = 92
_SHARES, _WITHOUT_REST = (4, 4, 7), (4, 11, 0)


class StayCard(Card):
    """Shows one stay; made anew when anything of it changes."""

    asked = Signal(object)  # the MovementKind that is to be entered
    cancel_asked = Signal(object)  # the MovementRow
    order_asked = Signal(object)  # the MovementRow whose order is to be written or seen
    correction_asked = Signal(object)  # the MovementRow
    terms_asked = Signal()

    def __init__(self, stay: StayRow) -> None:
        super().__init__(titled=True)
        self.stay = stay
        self.terms = button()
        self.lines = [MovementLine(row, stay.unit_kind) for row in stay.movements]
        self.verbs: list[QPushButton] = []
        self._head()
        self.column.addWidget(plain_label("hint", " · ".join(_facts(stay)), wraps=True))
        self._verbs()
        for line in self.lines:
            self.column.addWidget(line)
            line.cancel_asked.connect(self.cancel_asked)
            line.order_asked.connect(self.order_asked)
            line.correction_asked.connect(self.correction_asked)
        if not self.lines:
            text = _(N_("No event is entered in this stay yet."))
            self.column.addWidget(plain_label("muted", text, wraps=True))

    def first_verb(self) -> QPushButton | None:
        """Return the button of what most likely follows."""
        return self.verbs[0] if self.verbs else None

    def by_action(self) -> dict[str, list[QWidget]]:
        """Return the buttons by the action that a role needs for them."""
        offers: dict[str, list[QWidget]] = {
            N_("Correct an entry"): [line.correcting for line in self.lines],
            N_("Cancel an entry"): [line.cancelling for line in self.lines],
            N_("Change the terms of a stay"): [self.terms],
        }
        for verb in self.verbs:
            offers.setdefault(ACTION_OF[MovementKind(verb.objectName())], []).append(verb)
        return offers

    def _head(self) -> None:
        stay = self.stay
        head = QHBoxLayout()
        head.setSpacing(scaled(8))
        self.title.setText(stay.unit_name(spoken()))
        self.column.removeWidget(self.title)
        head.addWidget(self.title, 1)
        chips = [status_chip(stay.status, stay.unit_kind, stay.status_since)]
        if stay.readmitted:
            chips.insert(0, Chip(_(N_("re-admitted")), Tone.NEUTRAL))
        for chip in chips:
            head.addWidget(ChipLabel(chip.text, chip.tone), 0, Qt.AlignmentFlag.AlignTop)
        self.column.insertLayout(0, head)

    def _verbs(self) -> None:
        possible = possible_of(self.stay)
        begun = self.stay.admitted_on is not None
        if not possible and not begun:
            return
        verbs = Flow()
        verbs.setSpacing(scaled(8))
        for kind in possible:
            verb = button()
            verb.setObjectName(kind.value)
            verb.setText(f"{_(movement_verb(kind, self.stay.unit_kind))}…")
            verb.clicked.connect(partial(self.asked.emit, kind))
            verbs.addWidget(verb)
            self.verbs.append(verb)
        if begun:
            self.terms.setText(_(N_("Terms of the stay…")))
            self.terms.clicked.connect(self.terms_asked)
            verbs.addWidget(self.terms)
        self.column.addLayout(verbs)


class MovementLine(KeyLine):
    """One event: the day, what it was, its order, and the rest; a cancelled one is struck out."""

    cancel_asked = Signal(object)
    correction_asked = Signal(object)
    order_asked = Signal(object)

    def __init__(self, row: MovementRow, unit_kind: UnitKind) -> None:
        rest = " · ".join(_rest(row))
        super().__init__(row.id, f"{short(row.happened_on)} {_(row.word)}", rest)
        self.row = row
        line = QHBoxLayout(self)
        line.setContentsMargins(scaled(8), scaled(3), scaled(4), scaled(3))
        line.setSpacing(scaled(12))
        day = plain_label("muted", short(row.happened_on))
        day.setMinimumWidth(scaled(_DAY_WIDTH))
        struck = row.cancelled
        cells = (
            cell("muted" if struck else "", _(row.word), struck=struck),
            cell("muted", _order(row, unit_kind), struck=struck),
            cell("muted", rest),
        )
        level = Qt.AlignmentFlag.AlignVCenter
        line.addWidget(day, 0, level)
        for one, share in zip(cells, _SHARES if rest else _WITHOUT_REST, strict=True):
            line.addWidget(one, share, level)
        self.order = self._icon("order", _(N_("Order of this event")), self.order_asked)
        self.order.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # no key does it
        if row.kind not in KIND_OF:
            self.order.hide()
        line.addWidget(self.order, 0, level)
        self.correcting = self._icon("edit", _(N_("Correct the entry (F2)")), self.correction_asked)
        line.addWidget(self.correcting, 0, level)
        self.cancelling = self._icon("close", _(N_("Cancel the entry (Del)")), self.cancel_asked)
        line.addWidget(self.cancelling, 0, level)
        if not correctable(row.kind):
            self.correcting.hide()

    def _icon(self, icon_name: str, tip: str, asks: SignalInstance) -> QPushButton:
        """Return a small button for what a key does, too; a cancelled entry keeps its room only."""
        made = button("small", icon_name)
        made.setFixedSize(scaled(28), scaled(20))
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setToolTip(tip)
        made.setAccessibleName(tip)
        kept = made.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        made.setSizePolicy(kept)
        if self.row.cancelled:
            made.hide()
        made.clicked.connect(lambda: asks.emit(self.row))
        return made


def _facts(stay: StayRow) -> Iterable[str]:
    days = [short(day) for day in (stay.admitted_on, stay.ended_on) if day is not None]
    if days:
        yield " – ".join(days)
    for category in (stay.category, *stay.further_categories):
        yield _(category.msgid)
    yield _(stay.length.msgid)
    if stay.planned_until is not None:
        yield _(N_("planned until {day}"), day=short(stay.planned_until))
    yield _(stay.funding.msgid)
    if stay.file_number:
        yield _(N_("file {number}"), number=stay.file_number)
    if stay.came_from:
        yield _(N_("came from: {place}"), place=stay.came_from)
    if stay.decision_number or stay.decision_date:
        yield _(N_("decision {number}"), number=_numbered(stay.decision_number, stay.decision_date))


def _numbered(number: str, day: date | None) -> str:
    """Return a number with its day, or what there is of them."""
    if number and day is not None:
        return _(N_("No. {number} of {day}"), number=number, day=short(day))
    return _(N_("No. {number}"), number=number) if number else short(day) if day is not None else ""


def _order(row: MovementRow, unit_kind: UnitKind) -> str:
    numbered = _numbered(row.order_number, row.order_date)
    if not numbered:
        return ""
    if row.kind is MovementKind.DEFERRED:
        return _(N_("notice {number}"), number=numbered)
    if unit_kind is UnitKind.HOME:
        return _(N_("decision {number}"), number=numbered)
    return _(N_("order {number}"), number=numbered)


def _rest(row: MovementRow) -> Iterable[str]:
    if row.cancelled:
        yield _(N_("Cancelled: {reason}"), reason=row.cancel_reason)
    yield from (f"→ {place}" for place in (row.to_unit(spoken()), row.destination) if place)
    if row.until is not None:
        yield _(N_("until {day}"), day=short(row.until))
    if row.expelled:
        yield _(N_("expelled"))
    if row.notice_signer is not None:
        yield _(N_("notice signed by {signer}"), signer=_(row.notice_signer.msgid))
    yield from (text for text in (row.reason, row.note) if text)
    if row.portal_on is not None:
        stays, there = N_("still on the portal, to be taken back"), N_("on the portal {day}, {who}")
        yield _(stays) if row.cancelled else _(there, day=short(row.portal_on), who=row.portal_by)
