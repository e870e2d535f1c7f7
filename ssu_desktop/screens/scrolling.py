"""A column that scrolls within its page, so that the page's own footer stays in sight."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

from ssu_desktop.screens.theme import scaled

_LOWEST = 110


def scrolling(inner: QWidget) -> QScrollArea:
    """Return a frame in which `inner` scrolls up and down; it takes the height that is left to it."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inner)
    area.setMinimumHeight(scaled(_LOWEST))
    # Ignored: its own wish for height must not make the page higher than the window.
    area.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
    return area
