"""Builds a plan domain by domain: services from the catalogue, signed off or left empty for a reason."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog

from ssu_desktop.actions.assessment_in_plan import SUGGESTED, suggested_offers
from ssu_desktop.actions.organisation import list_staff
from ssu_desktop.actions.plan import read_plan
from ssu_desktop.actions.plan_editing import copy_plan
from ssu_desktop.actions.plan_section import take_sign_off_back
from ssu_desktop.actions.plan_template import apply_template
from ssu_desktop.actions.service import service_offers
from ssu_desktop.language import spoken
from ssu_desktop.records.kinds import Domain
from ssu_desktop.rules.plan_draft import ItemDraft
from ssu_desktop.rules.service import Offer
from ssu_desktop.screens.ask import FormDialog
from ssu_desktop.screens.plan_carry import CarryDialog
from ssu_desktop.screens.plan_section_forms import empty_dialog, sign_dialog
from ssu_desktop.screens.plan_templates import TemplateDialog, keep_dialog_of
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
        suggested = suggested_offers(tab.desk, tab.plan.stay_id, tab.rows.domain)
        known = {offer.ref for offer in suggested}
        others = (one for one in service_offers(tab.desk, tab.plan.stay_id) if one.ref not in known)
        ServicePicker(
            tab.window(),
            tab.rows.domain,
            (*suggested, *others),
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

    def carry_over(self, before_id: UUID | None) -> None:
        """Ask what becomes of each activity of an earlier plan, and take over what goes on."""
        tab = self.tab
        before = read_plan(tab.desk, before_id) if before_id is not None else None
        if before is None or tab.plan is None:
            return
        plan_id, earlier_id = tab.plan.id, before.id
        CarryDialog(
            tab.window(),
            before.items,
            lambda becomes: tab.show_answer(copy_plan(tab.desk, plan_id, earlier_id, becomes)),
        ).open()

    def choose_template(self) -> None:
        """Ask for a template, and put its rows into the draft."""
        tab = self.tab
        if tab.plan is None or not tab.keeper.flush():
            return
        plan_id = tab.plan.id
        TemplateDialog(
            tab.window(),
            tab.desk,
            tab.plan.stay_id,
            lambda chosen: tab.show_answer(apply_template(tab.desk, plan_id, chosen)),
        ).open()

    def keep_template(self) -> None:
        """Ask for a title, and keep the plan as a template."""
        self._ask(keep_dialog_of)

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
                service_ref="" if offer.ref.startswith(SUGGESTED) else offer.ref,
                responsible_id=responsible,
            )
            for offer in offers
        ]
        self.tab.editor.add_items(rows)

    def _specialist(self, domain: Domain) -> UUID | None:
        """Return who answers for a domain where it is one member of staff alone."""
        own = [member.id for member in list_staff(self.tab.desk) if member.domain is domain]
        return own[0] if len(own) == 1 else None
