"""What stands above all tabs of a person: photo, name, who it is, where the person stands, the two menus."""

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPixmap, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QMenu, QVBoxLayout, QWidget

from ssu_desktop.actions.person import PersonHeader
from ssu_desktop.language import N_, _, spoken
from ssu_desktop.screens.cards import button, plain_label
from ssu_desktop.screens.chips import ChipLabel
from ssu_desktop.screens.standing import category_word, status_chip
from ssu_desktop.screens.theme import scaled, wear
from ssu_desktop.screens.words import Words

_WIDTH, _HEIGHT = 46, 56
_RADIUS = 6
_IN_TWO_LINES = 1.8  # times the width: a word is not broken
_WIDE = 1000  # at 100 %: below, the words of the menus are short


class Portrait(QLabel):
    """The photo, or the initials; a click or Enter asks what to do with it."""

    asked = Signal(QPoint)  # where a menu may open

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFixedSize(scaled(_WIDTH), scaled(_HEIGHT))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        wear(self, "portrait")

    def show_person(self, name: str, jpeg: bytes | None) -> None:
        """Show the photo, cut to its place, else the first letters of surname and given name."""
        picture = QPixmap()
        if jpeg is not None and picture.loadFromData(jpeg):
            self.setPixmap(self._cut(picture))
        else:
            self.setText("".join(part[0] for part in name.split()[:2]))

    def _cut(self, picture: QPixmap) -> QPixmap:
        fill = Qt.AspectRatioMode.KeepAspectRatioByExpanding
        grown = picture.scaled(self.size(), fill, Qt.TransformationMode.SmoothTransformation)
        shown = QPixmap(self.size())
        shown.fill(Qt.GlobalColor.transparent)
        painter, edge = QPainter(shown), QPainterPath()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge.addRoundedRect(shown.rect(), scaled(_RADIUS), scaled(_RADIUS))
        painter.setClipPath(edge)
        painter.drawPixmap((self.width() - grown.width()) // 2, (self.height() - grown.height()) // 2, grown)
        painter.end()
        return shown

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ask on Enter or Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._ask()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ask on a click."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._ask()

    def _ask(self) -> None:
        self.asked.emit(self.mapToGlobal(QPoint(0, self.height() + scaled(4))))


class PersonBand(QWidget):
    """The band of a person's page; shows what `show_header` is given."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = Words()
        self.portrait = Portrait()
        self.name = plain_label("heading", wraps=True)
        self.who = plain_label("muted", wraps=True)
        self.status = ChipLabel()
        self.acts, self.print = button("", "more"), button("", "print")
        for one in (self.acts, self.print):
            one.setMenu(QMenu(one))
        self._lay_out()
        self.words.say(self.acts.setText, N_("Actions"))
        self.words.say(self.print.setText, N_("Print  F9"))
        self.words.say(self.portrait.setToolTip, N_("Photo"))
        self.words.say(self.portrait.setAccessibleName, N_("Photo"))

    def _lay_out(self) -> None:
        row, told, first = QHBoxLayout(self), QVBoxLayout(), QHBoxLayout()
        self._below = below = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.setContentsMargins(scaled(28), scaled(4), scaled(28), scaled(4))
        row.setSpacing(scaled(14))
        told.setSpacing(scaled(2))
        first.setSpacing(scaled(10))
        below.setSpacing(scaled(8))
        first.addWidget(self.name, 1)
        for one in (self.acts, self.print):
            first.addWidget(one, 0, Qt.AlignmentFlag.AlignTop)
        below.addWidget(self.status, 0, Qt.AlignmentFlag.AlignTop)
        below.addWidget(self.who, 1)
        told.addLayout(first)
        told.addLayout(below)
        told.addStretch(1)
        row.addWidget(self.portrait, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(told, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say less on the menus where there is little room."""
        super().resizeEvent(event)
        narrow = self.width() < scaled(_WIDE)
        self.words.say(self.print.setText, N_("Print|short") if narrow else N_("Print  F9"))
        self._share_line()

    def _share_line(self) -> None:
        """Put the state below the line about the person where that would take three lines beside it."""
        words = self.who.fontMetrics().horizontalAdvance(self.who.text())
        taken = scaled(2 * 28 + 14 + 8) + self.portrait.width() + self.status.sizeHint().width()
        way = QBoxLayout.Direction
        fits = words <= _IN_TWO_LINES * (self.width() - taken)
        self._below.setDirection(way.LeftToRight if fits else way.BottomToTop)

    def show_header(self, header: PersonHeader, jpeg: bytes | None, who: str) -> None:
        """Show a person; `who` is the line below the name."""
        self.name.setText(header.full_name)
        self.who.setText(who)
        stay = header.stay
        kind, since = (stay.unit_kind, stay.status_since) if stay else (None, None)
        chip = status_chip(header.status, kind, since)
        self.status.show_chip(chip)
        self.portrait.show_person(header.full_name, jpeg)
        self._share_line()

    def changeEvent(self, event: QEvent) -> None:
        """Say the words again when the language changes."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.words.again()


class MergedNotice(QFrame):
    """This record was merged into another one: the way there."""

    asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = Words()
        text, self.open = plain_label(wraps=True), button()
        row = QHBoxLayout(self)
        row.setContentsMargins(scaled(14), scaled(8), scaled(8), scaled(8))
        row.addWidget(text, 1)
        row.addWidget(self.open)
        self.words.say(text.setText, N_("This record was merged into another one of the same person."))
        self.words.say(self.open.setText, N_("Open that record"))
        self.open.clicked.connect(self.asked)
        wear(self, "banner")
        self.hide()

    def changeEvent(self, event: QEvent) -> None:
        """Say the words again when the language changes."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.words.again()


def who_line(header: PersonHeader, today_age: str) -> str:
    """Return the line below the name: age, IIN, category, unit, file; what is not known is left out."""
    stay = header.stay
    unit = ""
    if stay is not None:
        unit = stay.unit_name_kk if spoken() == "kk" else stay.unit_name_ru
    parts = (
        today_age,
        _(N_("IIN {iin}"), iin=header.iin) if header.iin else _(N_("no IIN")),
        category_word(header.category),
        unit,
        _(N_("file {number}"), number=stay.file_number) if stay and stay.file_number else "",
    )
    return " · ".join(part for part in parts if part)
