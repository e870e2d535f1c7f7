"""Rounds of monitoring are saved as they are typed; what cannot be saved is kept as unsaved input."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from ssu_desktop.actions.desk import Desk, Refused
from ssu_desktop.actions.drafts import packed, unpacked
from ssu_desktop.actions.monitoring import MonitoringPage, monitoring_page
from ssu_desktop.actions.monitoring_editing import save_round
from ssu_desktop.records.kinds import Domain, RoundKind
from ssu_desktop.rules.round_draft import RoundDraft
from ssu_desktop.screens.deciding import answered, kept_at
from ssu_desktop.screens.drafts import PAUSE_MS
from ssu_desktop.screens.kept_input import KeptInput
from ssu_desktop.screens.monitoring_rounds import Rounds


class RoundKeeper(QObject):
    """Saves the rounds of one journal 1.5 s after the last change, and at once on `flush`."""

    saved = Signal(object)  # the MonitoringPage as it was stored
    refused = Signal(int, object)  # the column, the findings that stand in the way

    def __init__(self, desk: Desk, rounds: Rounds, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._rounds = desk, rounds
        self._page: MonitoringPage | None = None
        self._changed: set[int] = set()
        self._kept: dict[str, KeptInput] = {}
        self.pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self.pause.timeout.connect(self.flush)
        rounds.changed.connect(self._note)

    def watch(self, page: MonitoringPage | None) -> None:
        """Keep what is typed into the rounds of this journal from now on."""
        self._changed.clear()
        self.pause.stop()
        self._page = page
        self._kept.clear()

    @property
    def unsaved(self) -> bool:
        """Whether something is typed that is not in the journal yet."""
        return bool(self._changed)

    def flush(self) -> bool:
        """Save now, if anything changed; return whether all that was typed is in the journal."""
        self.pause.stop()
        page = self._page
        if page is None or not self._changed:
            return True
        done = {column for column in sorted(self._changed) if self._save(page, column)}
        self._changed -= done
        if done:
            stored = monitoring_page(self._desk, page.stay_id, page.plan_number)
            if stored is not None and len(stored.columns) == len(self._rounds.columns):
                self._page = stored
                self.saved.emit(stored)
        return not self._changed

    def _save(self, page: MonitoringPage, column: int) -> bool:
        draft = self._rounds.drafts[column]
        kept = self._kept_of(page, draft)
        answer = answered(lambda: save_round(self._desk, page.stay_id, draft, page.plan_number))
        if isinstance(answer, Refused):
            kept.put(packed(draft))
            self.refused.emit(column, answer.findings)
            return False
        kept.clear()
        return True

    def _kept_of(self, page: MonitoringPage, draft: RoundDraft) -> KeptInput:
        key = _key(page, draft)
        if key not in self._kept:
            self._kept[key] = kept_at(self._desk, key)
        return self._kept[key]

    def left_over(self) -> dict[int, RoundDraft]:
        """Return the input of an earlier time that could not be saved, by the number of the column."""
        return self._read_all(KeptInput.waiting)

    def take_up(self) -> dict[int, RoundDraft]:
        """Return the input of an earlier time, by the number of the column: it is gone on with."""
        return self._read_all(KeptInput.take_up)

    def _read_all(self, read: Callable[[KeptInput], Mapping[str, Any] | None]) -> dict[int, RoundDraft]:
        found = {}
        page = self._page
        for column, draft in enumerate(self._rounds.drafts if page is not None else ()):
            kept = read(self._kept_of(page, draft)) if page is not None else None
            if kept is None:
                continue
            try:
                found[column] = _read(unpacked(RoundDraft, kept), draft)
            except (ValueError, TypeError):  # kept by another version of the program
                continue
        return found

    def refuse(self) -> None:
        """Forget the input of an earlier time."""
        for kept in self._kept.values():
            kept.refuse()

    def throw_away(self) -> None:
        """Forget what is typed now and could not be saved."""
        self.pause.stop()
        self._changed.clear()
        for kept in self._kept.values():
            kept.clear()

    def _note(self, column: int) -> None:
        if self._page is not None:
            self._changed.add(column)
            self.pause.start()


def _key(page: MonitoringPage, draft: RoundDraft) -> str:
    extra = draft.kind is RoundKind.EXTRA and draft.id is not None
    return f"round:{page.stay_id}:{page.plan_number}:{draft.id if extra else draft.kind.value}"


def _read(kept: RoundDraft, stored: RoundDraft) -> RoundDraft:
    """Return kept input as a draft of the round as it is stored now."""
    scores = {Domain(domain): points for domain, points in kept.scores.items()}
    return replace(kept, id=stored.id, kind=stored.kind, revision=stored.revision, scores=scores)
