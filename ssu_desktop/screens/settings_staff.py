"""Who works here, and who signs as head: both print on the forms."""

from collections.abc import Mapping
from datetime import date
from typing import cast
from uuid import UUID

from ssu_desktop.actions.organisation import StaffRow, list_staff, list_units
from ssu_desktop.actions.signatories import SignatoryRow, list_signatories, remove_signatory, save_signatory
from ssu_desktop.language import N_, _, spoken
from ssu_desktop.rules.organisation import SignatoryDraft, StaffDraft
from ssu_desktop.screens.ask import FormDialog, confirm
from ssu_desktop.screens.chips import Chip, Tone
from ssu_desktop.screens.choices import CheckField
from ssu_desktop.screens.datefield import DateField
from ssu_desktop.screens.deciding import answered, careful, keep_dialog, submitting
from ssu_desktop.screens.pages import Column, ColumnKind
from ssu_desktop.screens.settings_section import ListSection
from ssu_desktop.screens.staff_form import StaffDialog
from ssu_desktop.screens.texts import TextField
from ssu_desktop.screens.unit_form import fill


class StaffSection(ListSection[StaffRow]):
    """The members of staff with their posts; who left keeps standing on the papers of that time."""

    code = "staff"
    deed = N_("Change a member of staff")
    title_msgid = N_("Staff")
    recorded = "staff"
    hint = N_("Their names are offered in plans and journals, and stand on the signature lines.")
    add_verb = N_("Add a member of staff…")

    def columns(self) -> list[Column[StaffRow]]:
        """Name, position, unit, until when."""
        return [
            Column(title=N_("Name"), value=lambda row: row.full_name, kind=ColumnKind.STRONG, stretch=True),
            Column(title=N_("Position"), value=_position, width=175),
            Column(title=N_("Unit"), value=self._unit, spare=True, width=150),
            Column(
                title=N_("Works until"),
                value=lambda row: row.works_until,
                kind=ColumnKind.DATE,
                spare=True,
                width=172,
            ),
        ]

    def rows(self) -> tuple[StaffRow, ...]:
        """Read the staff, former ones too."""
        self._units = {unit.id: unit.name(spoken()) for unit in list_units(self.desk, closed=True)}
        return list_staff(self.desk, former=True)

    def _unit(self, row: StaffRow) -> str:
        return self._units.get(row.unit_id, "") if row.unit_id else ""

    def add(self) -> None:
        """Add a member of staff."""
        self._ask(None, StaffDraft())

    def edit(self) -> None:
        """Change the chosen one."""
        row = self.table.current()
        if row is not None:
            self._ask(row.id, row.draft)

    def _ask(self, staff_id: UUID | None, start: StaffDraft) -> None:
        StaffDialog(self, self.desk, lambda _saved: self.tell_saved(), staff_id, start).exec()


def _position(row: StaffRow) -> str:
    return row.position(spoken()) or _(row.post.msgid)


class SignatoriesSection(ListSection[SignatoryRow]):
    """Who signs as head, from when until when; an acting head goes before the head."""

    code = "signatories"
    deed = N_("Change who signs")
    title_msgid = N_("Signatories")
    recorded = "signatory"
    hint = N_(
        "A form is signed by whoever was head, or acting head, on its date. Enter a leave of the head as a "
        "new line with the acting head and both dates."
    )
    add_verb = N_("Add a signatory")
    remove_verb = N_("Remove")

    def columns(self) -> list[Column[SignatoryRow]]:
        """Name, head or acting, from, until."""
        return [
            Column(title=N_("Name"), value=lambda row: row.name, kind=ColumnKind.STRONG, stretch=True),
            Column(title=N_("Signs as"), value=_as_what, kind=ColumnKind.CHIP, width=150),
            Column(title=N_("From"), value=lambda row: row.valid_from, kind=ColumnKind.DATE, width=105),
            Column(
                title=N_("Until"),
                value=lambda row: row.valid_until,
                kind=ColumnKind.DATE,
                width=132,
                spare=True,
            ),
        ]

    def rows(self) -> tuple[SignatoryRow, ...]:
        """Read the signatories."""
        return list_signatories(self.desk)

    def add(self) -> None:
        """Add someone who signs."""
        self._ask(None, SignatoryDraft(valid_from=self.desk.today))

    def edit(self) -> None:
        """Change the chosen line."""
        row = self.table.current()
        if row is not None:
            self._ask(row.id, row.draft)

    def remove(self) -> None:
        """Take out a line that was entered by mistake."""
        row = self.table.current()
        title = N_("Remove {name} from the signatories?")
        text = N_("Printed papers keep the name that they bear.")
        if row is not None and confirm(self, title, N_("Remove"), text=text, danger=True, name=row.name):
            self.done(answered(lambda: remove_signatory(self.desk, row.id, row.draft.revision)))

    def _ask(self, signatory_id: UUID | None, start: SignatoryDraft) -> None:
        dialog = FormDialog(
            self,
            N_("Who signs as head"),
            [
                TextField("name", N_("Name as it stands on the forms"), hint=N_("surname and initials")),
                CheckField("acting", N_("Acting head")),
                [
                    DateField("valid_from", N_("From"), lambda: self.desk.today),
                    DateField("valid_until", N_("Until"), lambda: self.desk.today),
                ],
            ],
            N_("Save the signatory") if signatory_id else N_("Add the signatory"),
            submitting(
                careful(
                    lambda values, _r: save_signatory(self.desk, signatory_id, _signatory(values, start))
                ),
                lambda _saved: self.tell_saved(),
            ),
        )
        fill(dialog.fields, start)
        keep_dialog(dialog, self.desk, f"signatory:{signatory_id}")
        dialog.exec()


def _signatory(values: Mapping[str, object], start: SignatoryDraft) -> SignatoryDraft:
    return SignatoryDraft(
        revision=start.revision,
        name=str(values["name"]),
        acting=bool(values["acting"]),
        valid_from=cast("date | None", values["valid_from"]),
        valid_until=cast("date | None", values["valid_until"]),
    )


def _as_what(row: SignatoryRow) -> Chip:
    return Chip(_(N_("acting head")), Tone.SOON) if row.acting else Chip(_(N_("head|signatory")), Tone.DONE)
