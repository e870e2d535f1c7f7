"""Text of several lines that is broken only where it may be."""

from PySide6.QtWidgets import QLabel

from ssu_desktop.language.pairs import unbroken


class Wrapping(QLabel):
    """A label that breaks its text into lines, but not between a number and its sign or within a date."""

    def __init__(self) -> None:
        super().__init__()
        self.setWordWrap(True)

    def setText(self, text: str) -> None:
        """Show `text`."""
        super().setText(unbroken(text))
