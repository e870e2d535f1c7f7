"""Python's collector of cycles runs on the window's thread only, between events."""

import gc

from PySide6.QtCore import QObject, QTimer

_EACH_SECOND_MS = 1000


class Collector(QObject):
    """Collects in the collector's own measure, once a second.

    Left alone the collector strikes wherever an object is made: in a worker's thread, or in the middle of
    an event that walks over widgets, and what it destroys there are widgets: the process would crash."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=_EACH_SECOND_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def collect(self) -> None:
        """Collect the generations that have grown beyond their thresholds, the oldest last."""
        for generation, (count, threshold) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True)):
            if count > threshold:
                gc.collect(generation)
