"""Picks services for one domain of a plan: searched as one types, several at once, or a row of one's own."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QWidget

from ssu_desktop.language import N_, _, spoken
from ssu_desktop.law import Act, Article, cite_paragraph
from ssu_desktop.records.kinds import Domain
from ssu_desktop.rules.service import Fit, Offer, found
from ssu_desktop.screens.ask import Dialog
from ssu_desktop.screens.cards import button, plain_label
from ssu_desktop.screens.chips import Chip, Tone
from ssu_desktop.screens.field import submits
from ssu_desktop.screens.filters import SearchLine
from ssu_desktop.screens.pages import Column, ColumnKind
from ssu_desktop.screens.theme import scaled
from ssu_desktop.screens.ticked_table import TickedTable

_WIDTH, _HEIGHT = 940, 620
_TONES = {True: Tone.DONE, False: Tone.NEUTRAL}


class ServicePicker(Dialog):
    """The services of a domain, what suits the person first; `chosen` takes those that were picked.

    Space ticks, Enter takes what is ticked, or else the row with the cursor. Ins takes a row of one's own
    with the words that stand in the search line (`own`).
    """

    def __init__(
        self,
        parent: QWidget | None,
        domain: Domain,
        offers: Sequence[Offer],
        acts: Mapping[str, Act],
        *,
        chosen: Callable[[Sequence[Offer]], object],
        own: Callable[[str], object],
    ) -> None:
        super().__init__(parent, N_("Services: {domain}"), domain=_(domain.msgid))
        self._domain, self._offers, self._acts = domain, offers, acts
        self._chosen, self._own = chosen, own
        self._found: Sequence[Offer] = ()
        self.table: TickedTable[Offer] = TickedTable(
            self._columns(),
            lambda at, limit: self._found[at : at + limit],
            lambda: len(self._found),
            key=lambda offer: offer.ref,
        )
        self.line = SearchLine(N_("Search in Kazakh or in Russian"), self.table)
        self.others, self.told = QCheckBox(), plain_label("muted", wraps=True)
        self.cancel, self.free, self.go = button(), button(), button("primary")
        self._lay_out()
        self._bind()
        self.search()
        self.line.setFocus()

    def _lay_out(self) -> None:
        self.words.say(self.others.setText, N_("Show also what is meant for others"))
        self.words.say(self.cancel.setText, N_("Cancel"))
        self.words.say(self.free.setText, N_("A row of one's own  Ins"))
        self.table.empty.teach(N_("Nothing found. Try fewer letters, or take a row of one's own."))
        self.table.horizontalHeader().hide()
        self.table.setMinimumSize(scaled(420), scaled(130))
        self.resize(scaled(_WIDTH), scaled(_HEIGHT))
        self.told.setMinimumHeight(3 * self.told.fontMetrics().lineSpacing())
        self.told.setAlignment(Qt.AlignmentFlag.AlignTop)
        for part in (self.line, self.table, self.told, self.others):
            self.column.addWidget(part, 1 if part is self.table else 0)
        self.footer.add_left(self.free)
        self.footer.add(self.cancel, self.go)

    def _bind(self) -> None:
        self.line.searched.connect(lambda _text: self.search())
        self.line.entered.connect(self.take)
        self.others.clicked.connect(lambda _on: self.search())
        self.table.opened.connect(lambda _row: self.take())
        self.table.ticks_changed.connect(self._tell)
        self.table.picked.connect(lambda _row: self._tell())
        self.cancel.clicked.connect(self.reject)
        self.free.clicked.connect(self.take_own)
        self.go.clicked.connect(self.take)

    def _columns(self) -> list[Column[Offer]]:
        return [
            Column(title=N_("Service"), value=lambda row: row.words(spoken()), stretch=True, width=380),
            Column(title=N_("Act"), value=self._act, kind=ColumnKind.CHIP, width=320),
        ]

    def _act(self, offer: Offer) -> Chip:
        """Return where it comes from; the words tell whether it is in force, not the colour alone."""
        if offer.fit is Fit.SUGGESTED:
            return Chip(_(N_("fits the assessment")), Tone.ACCENT)
        if offer.article is None:
            return Chip(_(N_("own service")), Tone.DONE)
        return Chip(self._act_words(offer.article, in_force=offer.in_force), _TONES[offer.in_force])

    def _act_words(self, article: Article, *, in_force: bool) -> str:
        act = self._acts[article.act]
        name = act.short_kk if spoken() == "kk" else act.short_ru
        return _(N_("{act}, in force"), act=name) if in_force else _(N_("{act}, repealed"), act=name)

    def search(self) -> None:
        """Show what has all the words of the line; what is ticked stays ticked."""
        self._found = found(
            self._offers, self.line.text(), domain=self._domain, others=self.others.isChecked()
        )
        self.table.refresh()
        if self._found:
            self.table.selectRow(0)
            self.table.scrollToTop()
        self._tell()

    def take(self) -> None:
        """Take what is ticked, else the row with the cursor."""
        taken = self.table.taken()
        if taken:
            self._close(lambda: self._chosen(taken))

    def take_own(self) -> None:
        """Take a row of one's own with the words of the search line."""
        words = self.line.text().strip()
        self._close(lambda: self._own(words))

    def _close(self, work: Callable[[], object]) -> None:
        """Close, and do the work once the cursor is back in the window: an editor may open there."""
        self.accept()
        QTimer.singleShot(0, self, work)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take with Ctrl+Enter, a row of one's own with Ins."""
        if submits(event):
            self.take()
        elif event.key() == Qt.Key.Key_Insert:
            self.take_own()
        else:
            super().keyPressEvent(event)

    def _tell(self) -> None:
        """Say the whole words of the row with the cursor, where they stand, and whom they are meant for."""
        offer = self.table.current() if self._found else None
        self.told.setText(self._whole(offer) if offer is not None else "")
        count = len(self.table.ticked)
        self.go.setText(_(N_("Take {count}"), count=count) if count else _(N_("Take")))
        self.go.setEnabled(bool(count) or offer is not None)

    def _whole(self, offer: Offer) -> str:
        parts = [offer.words(spoken())]
        if offer.article is not None:
            parts.append(self._act_words(offer.article, in_force=offer.in_force))
            parts.append(cite_paragraph(offer.article, spoken()))
        if offer.fit is Fit.OTHERS:
            parts.append(_(N_("meant for other categories or units")))
        return " · ".join(parts)
