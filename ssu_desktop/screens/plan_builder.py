"""Builds a plan domain by domain: services from the catalogue, signed off or left empty for a reason."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog

from ssu_desktop.actions.organisation import list_staff
from ssu_desktop.actions.plan_section import take_sign_off_back
from ssu_desktop.actions.service import service_offers
from ssu_desktop.language import spoken
from ssu_desktop.records.kinds import Domain
from ssu_desktop.rules.plan_draft import ItemDraft
from ssu_desktop.rules.service import Offer
from ssu_desktop.screens.ask import FormDialog
from ssu_desktop.screens.plan_section_forms import empty_dialog, sign_dialog
from ssu_desktop.screens.service_picker import ServicePicker

if TYPE_CHECKING:
    from ssu_desktop.screens.plan_tab import PlanTab


class PlanBuilder(QObject):
    """Asks what goes into the plan on behalf of its tab."""

    def __init__(self, tab: "PlanTab") -> None:
        super().__init__(tab)
        self.tab = tab
        section = tab.editor.section
        section.sign_asked.connect(lambda: self._ask(sign_dialog))
        section.reason_asked.connect(lambda: self._ask(empty_dialog))
        section.back_asked.connect(self.take_sign_off_back)

    def pick_services(self) -> None:
        """Ask for services of the domain in sight, and put them into its rows."""
        tab = self.tab
        if tab.plan is None or tab.table.is_editing():
            return
        ServicePicker(
            tab.window(),
            tab.rows.domain,
            service_offers(tab.desk, tab.plan.stay_id),
            tab.desk.law.acts,
            chosen=self._take,
            own=tab.editor.add_row,
        ).open()

    def _ask(self, dialog: Callable[..., FormDialog]) -> None:
        tab = self.tab
        if tab.plan is None or not tab.keeper.flush():
            return
        asked = dialog(tab.window(), tab.desk, tab.plan, tab.rows.domain)
        if asked.exec() == QDialog.DialogCode.Accepted:
            tab.tell_saved()

    def take_sign_off_back(self) -> None:
        """Take back the sign-off of the domain in sight."""
        tab = self.tab
        if tab.plan is not None and tab.keeper.flush():
            tab.show_answer(take_sign_off_back(tab.desk, tab.plan.id, tab.rows.domain))

    def _take(self, offers: Sequence[Offer]) -> None:
        domain = self.tab.rows.domain
        responsible = self._specialist(domain)
        rows = [
            ItemDraft(
                domain=domain,
                service=offer.words(spoken()),
                service_ref=offer.ref,
                responsible_id=responsible,
            )
            for offer in offers
        ]
        self.tab.editor.add_items(rows)

    def _specialist(self, domain: Domain) -> UUID | None:
        """Return who answers for a domain where it is one member of staff alone."""
        own = [member.id for member in list_staff(self.tab.desk) if member.domain is domain]
        return own[0] if len(own) == 1 else None
