"""From a form to its action: the user's reason answers the warnings that were shown, and no others."""

from collections.abc import Callable, Container, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QObject

from ssu_desktop.actions.desk import Desk, Refused, Saved
from ssu_desktop.actions.drafts import drop_draft, load_draft, save_draft
from ssu_desktop.rules.finding import Finding, Weight
from ssu_desktop.screens.ask import FormDialog, Submit
from ssu_desktop.screens.drafts import DraftKeeper
from ssu_desktop.screens.findings import to_answer
from ssu_desktop.screens.kept_input import KeptInput
from ssu_desktop.storage import DataFileError

Reasons = Mapping[str, str]
Act = Callable[[Mapping[str, object], Reasons], Saved | Refused]


class Decision:
    """One form's way through its action, as often as it is refused; `saved` is the answer in the end."""

    def __init__(self) -> None:
        self.saved: Saved | None = None
        self._given: dict[str, str] = {}
        self._shown: tuple[Finding, ...] = ()

    def attempt(
        self, act: Callable[[Reasons], Saved | Refused], reason: str, fields: Container[str] = ()
    ) -> tuple[Finding, ...]:
        """Do `act` with the reason for each warning that was shown; return what still stands in the way.

        A warning that one of the form's `fields` has the place to answer is not answered by the reason.
        """
        if reason:
            self._given |= {found.code: reason for found in to_answer(self._shown, fields)}
        answer = act(self._given)
        if isinstance(answer, Refused):
            self._shown = answer.findings
            return answer.findings
        self.saved = answer
        return ()


def submitting(act: Act, done: Callable[[Saved], object]) -> Submit:
    """Return what a FormDialog submits to: `act(values, reasons)`, then `done` with what was saved."""
    decision = Decision()

    def submit(values: Mapping[str, object], reason: str) -> Sequence[Finding]:
        standing = decision.attempt(partial(act, values), reason, values)
        if decision.saved is not None:
            done(decision.saved)
        return standing

    return submit


def answered(act: Callable[[], Saved | Refused]) -> Saved | Refused:
    """Do `act`; what the data file cannot take comes back as a refusal in its own words."""
    try:
        return act()
    except DataFileError as error:
        return Refused((not_saved(error),))


def not_saved(error: DataFileError) -> Finding:
    """Return the trouble of a data file as a remark on the form."""
    return Finding(code="not-saved", text=error.text, values=error.values, weight=Weight.STOP)


def careful(act: Act) -> Act:
    """Return `act` that answers with a refusal where the data file cannot take it."""

    def attempt(values: Mapping[str, object], reasons: Reasons) -> Saved | Refused:
        return answered(lambda: act(values, reasons))

    return attempt


def keeper_at(desk: Desk, parent: QObject) -> DraftKeeper:
    """Return a keeper of unsaved input that keeps it in the data file of `desk`."""
    return DraftKeeper(
        partial(save_draft, desk), partial(load_draft, desk), partial(drop_draft, desk), parent
    )


def kept_at(desk: Desk, key: str) -> KeptInput:
    """Return what is kept in the data file of `desk` under `key`."""
    return KeptInput(partial(save_draft, desk), partial(load_draft, desk), partial(drop_draft, desk), key)


def keep_dialog(dialog: FormDialog, desk: Desk, key: str) -> DraftKeeper:
    """Keep what is typed into `dialog` under `key` until it is decided upon; offer what a crash left."""
    keeper = keeper_at(desk, dialog)
    if keeper.watch(key, dialog.fields.values()):
        dialog.column.insertWidget(0, keeper.offer())
    dialog.finished.connect(lambda _result: keeper.forget())
    return keeper
