"""The menu of what is printed of many people at once, and of what came of it."""

from collections.abc import Callable, Sequence
from uuid import UUID

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from ssu_desktop.actions.desk import Desk
from ssu_desktop.language import N_, _
from ssu_desktop.screens.pack_dialog import PackDialog
from ssu_desktop.screens.power_cut_dialog import PowerCutDialog
from ssu_desktop.screens.screen import Screen
from ssu_desktop.screens.signing import SigningScreen


def fill_papers(
    menu: QMenu, screen: Screen, desk: Desk, listed: Callable[[], Sequence[UUID]], unit_id: UUID | None
) -> None:
    """Put into `menu` what can be done with papers; `listed` gives the people of the screen's list."""

    def told() -> None:
        screen.saved.emit(_(N_("Printed and remembered")), None)

    def pack() -> None:
        dialog = PackDialog(screen, desk, people=tuple(listed()), unit_id=unit_id)
        dialog.accepted.connect(told)
        dialog.open()

    def power_cut() -> None:
        dialog = PowerCutDialog(screen, desk, unit_id)
        dialog.accepted.connect(told)
        dialog.open()

    def sign() -> None:
        screen.opens.emit(SigningScreen(desk))

    menu.clear()
    offered = (
        (N_("Print a pack of forms…"), pack, desk.may(N_("Print a form"))),
        (N_("Forms for a power cut…"), power_cut, desk.may_with_everybody(N_("Print a form"))),
        (N_("Papers to be signed"), sign, True),
    )
    for text, act, may in offered:
        if not may:
            continue
        action = QAction(_(text), menu)
        action.triggered.connect(lambda _checked=False, act=act: act())
        menu.addAction(action)
