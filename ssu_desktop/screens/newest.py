"""Work that is asked for again and again while one types: only the newest is done, and only it is shown."""

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ssu_desktop.screens.work import Progress, run_in_background

T = TypeVar("T")


class Newest(QObject, Generic[T]):
    """Runs one task at a time off the window's thread; a newer one takes the place of all that wait.

    What was overtaken while it ran is neither shown nor told of, and nothing is after `parent` is destroyed.
    `title` is a msgid, as for `run_in_background`.
    """

    def __init__(
        self, parent: QWidget, title: str, done: Callable[[T], object], failed: Callable[[Exception], object]
    ) -> None:
        super().__init__(parent)
        self._parent, self._title, self._done, self._failed = parent, title, done, failed
        self._waiting: Callable[[], T] | None = None
        self.busy = False

    def ask(self, task: Callable[[], T]) -> None:
        """Do `task` now, or as soon as the one that runs has ended."""
        if self.busy:
            self._waiting = task
        else:
            self._begin(task)

    def _begin(self, task: Callable[[], T]) -> None:
        def run(_progress: Progress) -> T:
            return task()

        self.busy = True
        run_in_background(self._parent, run, self._succeed, self._title, failed=self._fail, quiet=True)

    def _succeed(self, result: T) -> None:
        if not self._overtaken():
            self._done(result)

    def _fail(self, error: Exception) -> None:
        if not self._overtaken():
            self._failed(error)

    def _overtaken(self) -> bool:
        """Return whether a newer task waited; it is begun."""
        self.busy = False
        task, self._waiting = self._waiting, None
        if task is not None:
            self._begin(task)
        return task is not None
