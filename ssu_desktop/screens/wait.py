"""The wait after too many wrong passwords: the seconds run down beside the field."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from ssu_desktop.screens.field import AnyField
from ssu_desktop.storage.errors import TooManyTries

_SECOND = 1000  # ms


class Wait(QTimer):
    """Tells how many seconds are left, and takes the remark away when they are over."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, interval=_SECOND)
        self._field: AnyField | None = None
        self._error = TooManyTries(failed=0, seconds=0)
        self.left = 0
        self.timeout.connect(self._tick)

    def begin(self, field: AnyField, error: TooManyTries) -> None:
        """Say beside `field` how long is still to be waited, second by second."""
        self._field, self._error = field, error
        self.left = int(str(error.values["seconds"]))
        self._say()
        self.start()

    def _tick(self) -> None:
        self.left -= 1
        if self.left > 0:
            self._say()
        else:
            self.stop()
            if self._field is not None:
                self._field.clear_error()

    def _say(self) -> None:
        if self._field is not None:
            self._field.show_error(self._error.text, **{**self._error.values, "seconds": self.left})
