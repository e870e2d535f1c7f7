"""The facility's own services, offered in plans beside those of the law's catalogue."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import cast
from uuid import UUID

from ssu_desktop.actions.service import OwnServiceRow, list_own_services, save_own_service
from ssu_desktop.language import N_, _, spoken
from ssu_desktop.records.kinds import Category, Domain, UnitKind
from ssu_desktop.rules.service import OwnServiceDraft
from ssu_desktop.screens.ask import FormDialog
from ssu_desktop.screens.choices import ChoiceField
from ssu_desktop.screens.datefield import DateField
from ssu_desktop.screens.deciding import careful, keep_dialog, submitting
from ssu_desktop.screens.pages import Column, ColumnKind
from ssu_desktop.screens.settings_section import ListSection
from ssu_desktop.screens.texts import NotesField
from ssu_desktop.screens.ticks import KindsField
from ssu_desktop.screens.unit_form import fill


class ServicesSection(ListSection[OwnServiceRow]):
    """What the facility offers beyond the catalogue; old plans keep what is no longer offered."""

    code = "services"
    deed = N_("Change an own service")
    title_msgid = N_("Own services")
    recorded = "own_service"
    hint = N_(
        "They are offered in plans beside the services of the acts. Plans keep the words they were given."
    )
    add_verb = N_("Add a service…")

    def columns(self) -> list[Column[OwnServiceRow]]:
        """The words, the domain, until when it was offered."""
        return [
            Column(title=N_("Service"), value=_words, kind=ColumnKind.STRONG, stretch=True),
            Column(title=N_("Domain"), value=_domain, width=190),
            Column(
                title=N_("Offered until"),
                value=lambda row: row.draft.retired_on,
                kind=ColumnKind.DATE,
                spare=True,
                width=130,
            ),
        ]

    def rows(self) -> tuple[OwnServiceRow, ...]:
        """Read the services, those no longer offered too."""
        return list_own_services(self.desk)

    def add(self) -> None:
        """Add a service."""
        self._ask(None, OwnServiceDraft())

    def edit(self) -> None:
        """Change the chosen one."""
        row = self.table.current()
        if row is not None:
            self._ask(row.id, row.draft)

    def _ask(self, service_id: UUID | None, start: OwnServiceDraft) -> None:
        dialog = FormDialog(
            self,
            N_("Change the service") if service_id else N_("A new service"),
            [
                [
                    ChoiceField("domain", N_("Domain"), Domain),
                    DateField("retired_on", N_("Offered until"), lambda: self.desk.today),
                ],
                NotesField("text_kk", N_("Service in Kazakh"), lines=2),
                NotesField("text_ru", N_("Service in Russian"), lines=2),
                KindsField("categories", N_("For which categories; none ticked: for all"), Category),
                KindsField("unit_kinds", N_("In which units; none ticked: in all"), UnitKind),
            ],
            N_("Save the service") if service_id else N_("Add the service"),
            submitting(
                careful(lambda values, _r: save_own_service(self.desk, service_id, _draft(values, start))),
                lambda _saved: self.tell_saved(),
            ),
        )
        fill(dialog.fields, start)
        keep_dialog(dialog, self.desk, f"service:{service_id}")
        dialog.exec()


def _draft(values: Mapping[str, object], start: OwnServiceDraft) -> OwnServiceDraft:
    return replace(
        start,
        domain=cast("Domain | None", values["domain"]),
        text_kk=str(values["text_kk"]),
        text_ru=str(values["text_ru"]),
        categories=cast("tuple[Category, ...]", values["categories"]),
        unit_kinds=cast("tuple[UnitKind, ...]", values["unit_kinds"]),
        retired_on=cast("date | None", values["retired_on"]),
    )


def _words(row: OwnServiceRow) -> str:
    first, second = row.draft.text_kk, row.draft.text_ru
    return (first or second) if spoken().value == "kk" else (second or first)


def _domain(row: OwnServiceRow) -> str:
    return _(row.draft.domain.msgid) if row.draft.domain is not None else ""
