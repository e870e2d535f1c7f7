"""Long work off the window's thread: progress, time left, Cancel, and what went wrong, in one place."""

import time
from collections.abc import Callable
from typing import ClassVar, Generic, TypeVar

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, QTimer, Signal
from PySide6.QtWidgets import QProgressBar, QWidget
from shiboken6 import isValid

from ssu_desktop.language import N_, _
from ssu_desktop.screens.ask import Dialog, tell
from ssu_desktop.screens.cards import button, plain_label
from ssu_desktop.storage.errors import DataFileError

T = TypeVar("T")

_SHOW_AFTER_MS = 400  # what is done sooner shows no dialog at all
_GUESS_AFTER_SECONDS = 2.0
_TELL_EVERY_SECONDS = 0.05


class Cancelled(Exception):  # noqa: N818 - not an error: the user's wish
    """The user pressed Cancel; raised inside the task by `Progress.tell`."""


class Progress(QObject):
    """What a task tells of itself while it runs; its methods may be called from any thread."""

    told = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self.cancelled = False
        self._told_at = 0.0

    def tell(self, done: int, total: int) -> None:
        """Tell that `done` of `total` steps are done. Raises Cancelled when the user gave up."""
        if self.cancelled:
            raise Cancelled
        now = time.monotonic()
        if now - self._told_at >= _TELL_EVERY_SECONDS or done >= total:  # a quick task would flood the window
            self._told_at = now
            self.told.emit(done, total)


class _Runner(QRunnable, Generic[T]):
    """Runs the task in the pool and sends back what came of it."""

    class Ends(QObject):
        done = Signal(object)
        failed = Signal(object)

    def __init__(self, task: Callable[[Progress], T], progress: Progress) -> None:
        super().__init__()
        self.setAutoDelete(False)
        self.ends = self.Ends()
        self._task, self._progress = task, progress

    def run(self) -> None:
        """Do the task; every exception goes back to the window's thread, none is lost here."""
        try:
            result = self._task(self._progress)
        except Exception as error:  # a thread has no caller: what it raises is carried to one
            self.ends.failed.emit(error)
        else:
            self.ends.done.emit(result)


class Work(QObject, Generic[T]):
    """One long work under way; `ended` comes last, however it went."""

    ended = Signal()
    _under_way: ClassVar[set[QObject]] = set()

    def __init__(
        self,
        parent: QWidget,
        task: Callable[[Progress], T],
        done: Callable[[T], object],
        title: str,
        failed: Callable[[Exception], object] | None = None,
        *,
        quiet: bool = False,
    ) -> None:
        super().__init__(parent)
        self._quiet = quiet
        self._done, self._failed, self._title = done, failed, title
        self.progress = Progress()
        self.dialog = ProgressDialog(parent, title, self.progress)
        self._runner = _Runner(task, self.progress)
        self._runner.ends.done.connect(self._succeed, Qt.ConnectionType.QueuedConnection)
        self._runner.ends.failed.connect(self._fail, Qt.ConnectionType.QueuedConnection)
        self._later = QTimer(self, singleShot=True, interval=_SHOW_AFTER_MS)
        self._later.timeout.connect(self.dialog.show)

    def start(self) -> None:
        """Begin."""
        Work._under_way.add(self)
        if not self._quiet:
            self._later.start()
        QThreadPool.globalInstance().start(self._runner)

    def _succeed(self, result: T) -> None:
        self._close()
        try:
            self._done(result)
        finally:
            self._end()

    def _fail(self, error: Exception) -> None:
        self._close()
        try:
            if not isinstance(error, Cancelled):
                (self._failed or self._show_failure)(error)
        finally:
            self._end()

    def _close(self) -> None:
        self._later.stop()
        self.dialog.close()
        self.dialog.deleteLater()

    def _end(self) -> None:
        Work._under_way.discard(self)
        self.ended.emit()
        self.deleteLater()

    def _show_failure(self, error: Exception) -> None:
        parent = self.parent()
        window = parent if isinstance(parent, QWidget) else None
        if isinstance(error, DataFileError):
            tell(window, N_("This could not be done"), error.text, **error.values)
            return
        tell(
            window,
            N_("This could not be finished: {work}"),
            N_("What was kept before stays as it was. The cause: {cause}"),
            work=_(self._title),
            cause=str(error) or type(error).__name__,
        )


def run_in_background(
    parent: QWidget,
    task: Callable[[Progress], T],
    done: Callable[[T], object],
    title: str,
    *,
    failed: Callable[[Exception], object] | None = None,
    quiet: bool = False,
) -> Work[T]:
    """Run `task` in another thread and hand its result to `done` in this one.

    `title` is a msgid. What the task raises goes to `failed`, or is shown; after Cancel neither is called.
    `quiet`: no dialog, for what cannot be stopped; the caller shows that it is busy.
    """
    work = Work(parent, task, done, title, failed, quiet=quiet)
    work.start()
    return work


def wait_for_work() -> None:
    """Wait until nothing runs beside the window any more: the data file is to be closed."""
    QThreadPool.globalInstance().waitForDone()


def is_working() -> bool:
    """Return whether a window waits for what runs beside it; one that is gone waits no more."""
    return any(isValid(work) for work in Work._under_way)


class ProgressDialog(Dialog):
    """A bar, the time that is left, and Cancel."""

    def __init__(self, parent: QWidget, title: str, progress: Progress) -> None:
        super().__init__(parent, title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self._progress = progress
        self._began = time.monotonic()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 0)
        self.left = plain_label("muted")
        self.column.addWidget(self.bar)
        self.column.addWidget(self.left)
        self.stop = button()
        self.words.say(self.stop.setText, N_("Cancel"))
        self.stop.clicked.connect(self.reject)
        self.footer.add(self.stop)
        progress.told.connect(self.show_progress)

    def show_progress(self, done: int, total: int) -> None:
        """Move the bar and guess the time that is left."""
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        passed = time.monotonic() - self._began
        guess = passed / done * (total - done) if done and passed > _GUESS_AFTER_SECONDS else None
        self.left.setText(f"{done} / {total}" if guess is None else f"{done} / {total} · {time_left(guess)}")

    def reject(self) -> None:
        """Ask the task to stop; it does at its next step."""
        self._progress.cancelled = True
        self.stop.setEnabled(False)
        self.words.say(self.left.setText, N_("Stopping..."))


def time_left(seconds: float) -> str:
    """Return how long it still takes, in words, in the language of the interface."""
    minutes = round(seconds / 60)
    if minutes < 1:
        return _(N_("less than a minute left"))
    return _(N_("about {minutes} min left"), minutes=minutes)
