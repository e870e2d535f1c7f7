"""An edition of the internal rules as a line of a unit's page, with the scan of what the head approved."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from ssu_desktop.actions.house import RulesRow
from ssu_desktop.language import N_, Noun, _, counted, spoken
from ssu_desktop.language.dates import short
from ssu_desktop.screens.attaching import ATTACH, REPLACE, scan_clip, scan_link
from ssu_desktop.screens.chips import Chip, Tone
from ssu_desktop.screens.facts import EntryRow


class RulesLine(EntryRow):
    """Enter opens the edition; Ctrl+Ins and the clip attach a scan, the link shows the one that is there.

    Who may not attach one (`may_attach`) is offered the link alone."""

    attach_asked = Signal()
    looked_at = Signal()  # the scan is to be shown

    def __init__(self, row: RulesRow, *, may_attach: bool) -> None:
        super().__init__(*_words(row))
        self._may_attach = may_attach
        if row.scan is not None:
            self.look = scan_link([row.scan])
            self.look.clicked.connect(self.looked_at)
            self.add_below(self.look)
        if may_attach:
            self.clip = scan_clip(REPLACE if row.scan is not None else ATTACH)
            self.clip.clicked.connect(self.attach_asked)
            self.add_below(self.clip)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Attach with Ctrl+Ins; else as every line."""
        attaches = event.key() == Qt.Key.Key_Insert
        if attaches and self._may_attach and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.attach_asked.emit()
        else:
            super().keyPressEvent(event)


def _words(row: RulesRow) -> tuple[str, str, Chip]:
    day = row.draft.approved_on
    title = _(N_("approved on {day}"), day=short(day)) if day else ""
    order = _(N_("order {number}"), number=row.draft.order_number) if row.draft.order_number else ""
    details = " · ".join(part for part in (order, row.draft.approved_by, row.draft.note) if part)
    signed = _(N_("acquainted: {people}"), people=counted(spoken(), row.signed, Noun.PERSON))
    return title, details, Chip(signed, Tone.DONE if row.signed else Tone.NEUTRAL)
