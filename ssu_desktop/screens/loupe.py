"""The sign of a search line: an icon that grows with the text, which Qt's own does not."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QLabel, QLineEdit

from ssu_desktop.screens.theme import icon_pixmap, scaled

_SIDE, _LEFT, _GAP = 18, 10, 2


class Loupe(QLabel):
    """Stands at the left within a line, in its middle; the text begins after it."""

    def __init__(self, line: QLineEdit) -> None:
        super().__init__(line)
        ratio = self.devicePixelRatioF()
        picture = icon_pixmap("search", size=round(scaled(_SIDE) * ratio))
        picture.setDevicePixelRatio(ratio)
        self.setPixmap(picture)
        self.setStyleSheet("background: transparent; border: 0;")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.resize(scaled(_SIDE), scaled(_SIDE))
        line.setTextMargins(scaled(_SIDE + _GAP), 0, 0, 0)
        line.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the middle when the line changes its height."""
        if event.type() is QEvent.Type.Resize and isinstance(watched, QLineEdit):
            self.move(scaled(_LEFT), (watched.height() - self.height()) // 2)
        return False
