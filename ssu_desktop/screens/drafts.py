"""What is typed and not yet decided: collected after a pause, kept by whoever keeps drafts, offered again."""

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget
from shiboken6 import isValid

from ssu_desktop.language import N_
from ssu_desktop.screens.cards import button, plain_label
from ssu_desktop.screens.field import AnyField
from ssu_desktop.screens.kept_input import KeptInput
from ssu_desktop.screens.theme import icon_pixmap, scaled, tokens, wear
from ssu_desktop.screens.words import Words

PAUSE_MS = 1500  # after the last keystroke

Typed = Mapping[str, str]


class DraftKeeper(QObject):
    """Keeps the unsaved input of one screen at a time.

    `save(key, typed)`, `load(key)` and `drop(key)` are the actions that keep it. A draft is saved 1.5 s
    after the last change, and at once when a field is left or on `flush()`, if anything changed. An older
    draft is not lost where the user types on without deciding on it: it is offered again the next time.
    """

    def __init__(
        self,
        save: Callable[[str, dict[str, str]], object],
        load: Callable[[str], Typed | None],
        drop: Callable[[str], object],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._save, self._load, self._drop = save, load, drop
        self._kept: KeptInput | None = None
        self._fields: list[AnyField] = []
        self._changed = False
        self.pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self.pause.timeout.connect(self.flush)

    def watch(self, key: str, fields: Iterable[AnyField]) -> bool:
        """Keep what is typed into `fields` under `key`; return whether an older draft waits there."""
        self.stop()
        self._kept, self._fields = KeptInput(self._save, self._load, self._drop, key), list(fields)
        for field in self._fields:
            field.changed.connect(self._note)
            field.committed.connect(self.flush)
        return self._kept.waiting() is not None

    def stop(self) -> None:
        """Save what is not saved yet and watch nothing more: the screen goes."""
        self.flush()
        for field in self._fields:
            if isValid(field):
                field.changed.disconnect(self._note)
                field.committed.disconnect(self.flush)
        self._fields = []

    def take_up(self) -> None:
        """Put the older draft back into the fields that it names."""
        kept = (self._kept.take_up() if self._kept is not None else None) or {}
        for field in self._fields:
            if field.name in kept:
                field.restore(kept[field.name])

    def flush(self) -> None:
        """Save now, if anything changed since the last time."""
        self.pause.stop()
        if self._changed and self._kept is not None:
            self._changed = False
            self._kept.put({field.name: field.typed() for field in self._fields})

    def leave(self) -> None:
        """Save now and let it wait for another time: whatever closes the screen decides nothing."""
        self.stop()
        self._kept = None

    def forget(self) -> None:
        """Drop what is typed now: it was decided upon."""
        self.pause.stop()
        self._changed = False
        if self._kept is not None:
            self._kept.clear()

    def refuse(self) -> bool:
        """Drop the older draft; return whether one that is older still is there to be decided upon."""
        if self._kept is None:
            return False
        self._kept.refuse()
        return self._kept.waiting() is not None

    def offer(self, parent: QWidget | None = None) -> "DraftBanner":
        """Return a banner that offers the older draft and does what is chosen."""
        banner = DraftBanner(parent)
        banner.taken.connect(self.take_up)
        banner.refused.connect(lambda: banner.setVisible(self.refuse()))
        return banner

    def _note(self) -> None:
        self._changed = True
        self.pause.start()


class DraftBanner(QFrame):
    """Unsaved input is there: go on with it, or throw it away."""

    taken = Signal()
    refused = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = Words()
        sign = plain_label()
        sign.setPixmap(icon_pixmap("history", tokens().accent, size=scaled(18)))
        text = plain_label(wraps=True)
        self.go_on, self.throw_away = button(), button("quiet")
        row = QHBoxLayout(self)
        row.setContentsMargins(scaled(14), scaled(8), scaled(8), scaled(8))
        row.setSpacing(scaled(10))
        for widget in (sign, text, self.throw_away, self.go_on):
            row.addWidget(widget, 1 if widget is text else 0)
        self.words.say(text.setText, N_("What you typed here last time was not saved. Go on with it?"))
        self.words.say(self.go_on.setText, N_("Go on"))
        self.words.say(self.throw_away.setText, N_("Throw away"))
        for one, choice in ((self.go_on, self.taken), (self.throw_away, self.refused)):
            one.clicked.connect(self.hide)
            one.clicked.connect(choice)
        wear(self, "banner")

    def changeEvent(self, event: QEvent) -> None:
        """Say the words again when the language changes."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.words.again()
