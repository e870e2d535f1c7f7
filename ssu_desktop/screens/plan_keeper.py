"""A draft plan is saved as it is typed; what cannot be saved as a plan is kept as unsaved input."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from ssu_desktop.actions.desk import Desk, Refused
from ssu_desktop.actions.drafts import packed, unpacked
from ssu_desktop.actions.plan import PlanView, read_plan
from ssu_desktop.actions.plan_editing import save_plan
from ssu_desktop.rules.plan_draft import PlanDraft
from ssu_desktop.screens.deciding import answered, kept_at
from ssu_desktop.screens.drafts import PAUSE_MS
from ssu_desktop.screens.kept_input import KeptInput


class PlanKeeper(QObject):
    """Saves one draft plan 1.5 s after the last change, and at once on `flush`.

    `draft` gives the plan as it stands on the screen. Where saving is refused (dates that contradict, a plan
    changed by somebody else), the input is kept beside the plan and offered again; `refused` says why.
    """

    saved = Signal(object)  # the PlanView as it was stored
    refused = Signal(object)  # the findings that stand in the way; none when it is saved again

    def __init__(self, desk: Desk, draft: Callable[[], PlanDraft], parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._draft = desk, draft
        self._plan_id: UUID | None = None
        self._kept: KeptInput | None = None
        self._revision: int | None = None
        self._changed = False
        self.pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self.pause.timeout.connect(self.flush)

    def watch(self, view: PlanView | None) -> None:
        """Keep what is typed into this plan from now on; None: nothing that may be changed is shown."""
        self.flush()
        self._plan_id = view.id if view is not None else None
        self._revision = view.revision if view is not None else None
        self._kept = kept_at(self._desk, f"plan:{view.id}") if view is not None else None

    def note(self) -> None:
        """Remember that something changed; it is saved after a pause."""
        if self._plan_id is not None:
            self._changed = True
            self.pause.start()

    @property
    def unsaved(self) -> bool:
        """Whether something is typed that is not in the plan yet."""
        return self._changed

    def flush(self) -> bool:
        """Save now, if anything changed; return whether all that was typed is in the plan."""
        self.pause.stop()
        if not self._changed or self._plan_id is None:
            return True
        draft = replace(self._draft(), revision=self._revision)
        plan_id = self._plan_id
        answer = answered(lambda: save_plan(self._desk, plan_id, draft))
        if isinstance(answer, Refused):
            if self._kept is not None:
                self._kept.put(packed(draft))
            self.refused.emit(answer.findings)
            return False
        self._changed = False
        if self._kept is not None:
            self._kept.clear()
        view = read_plan(self._desk, self._plan_id)
        if view is not None:
            self._revision = view.revision
            self.saved.emit(view)
        return True

    def left_over(self) -> PlanDraft | None:
        """Return the input of an earlier time that could not be saved, or None."""
        return _read(self._kept.waiting()) if self._kept is not None else None

    def take_up(self) -> PlanDraft | None:
        """Return the input of an earlier time: it is gone on with."""
        return _read(self._kept.take_up()) if self._kept is not None else None

    def refuse(self) -> None:
        """Forget the input of an earlier time."""
        if self._kept is not None:
            self._kept.refuse()

    def throw_away(self) -> None:
        """Forget what is typed now and could not be saved."""
        self.pause.stop()
        self._changed = False
        if self._kept is not None:
            self._kept.clear()


def _read(kept: Mapping[str, Any] | None) -> PlanDraft | None:
    try:
        return unpacked(PlanDraft, kept) if kept is not None else None
    except ValueError:  # kept by another version of the program
        return None
