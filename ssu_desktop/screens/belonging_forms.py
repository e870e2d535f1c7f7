"""Short forms of what belongs to a person: relatives, disability, programme, identity papers, convictions."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from ssu_desktop.actions.belongings import remove_belonging, save_belonging
from ssu_desktop.actions.desk import Desk, Refused, Saved
from ssu_desktop.actions.person import Entry
from ssu_desktop.language import N_
from ssu_desktop.records.kinds import DisabilityGroup, PaperKind, RelationKind, UnitKind
from ssu_desktop.rules.person import (
    ConvictionDraft,
    DisabilityDraft,
    PaperDraft,
    ProgrammeDraft,
    RelativeDraft,
)
from ssu_desktop.screens.ask import FormDialog, confirm, tell
from ssu_desktop.screens.cards import button
from ssu_desktop.screens.deciding import Reasons, keep_dialog, submitting
from ssu_desktop.screens.fields import AnyField, CheckField, ChoiceField, DateField, NumberField, TextField
from ssu_desktop.screens.ticks import KindsField

Draft = RelativeDraft | DisabilityDraft | ProgrammeDraft | PaperDraft | ConvictionDraft
Rows = Sequence[AnyField | Sequence[AnyField]]

_TITLES: Mapping[type[Draft], tuple[str, str, str]] = {
    RelativeDraft: (
        N_("New relative or representative"),
        N_("Relative or representative"),
        N_("Remove the relative?"),
    ),
    DisabilityDraft: (N_("New disability"), N_("Disability"), N_("Remove the disability?")),
    ProgrammeDraft: (
        N_("New rehabilitation programme"),
        N_("Rehabilitation programme"),
        N_("Remove the rehabilitation programme?"),
    ),
    PaperDraft: (N_("New identity document"), N_("Identity document"), N_("Remove the identity document?")),
    ConvictionDraft: (N_("New conviction"), N_("Conviction"), N_("Remove the conviction?")),
}


class BelongingDialog(FormDialog):
    """Adds or changes one entry; `done` is called after it was saved or removed."""

    def __init__(
        self,
        parent: QWidget,
        desk: Desk,
        person_id: UUID,
        entry: Entry[Any] | None,
        kind: type[Draft],
        done: Callable[[], object],
    ) -> None:
        self._desk, self._person_id, self._entry, self._kind = desk, person_id, entry, kind
        self._done = done
        new, old, _question = _TITLES[kind]
        super().__init__(
            parent,
            old if entry else new,
            _rows(kind, desk),
            N_("Save"),
            submitting(self._save, lambda _saved: done()),
        )
        self._show(entry.draft if entry else kind())
        entry_id = entry.id if entry else "new"
        keep_dialog(self, desk, f"{kind.__name__}:{person_id}:{entry_id}")
        if entry is not None:
            self._offer_removal()

    def _save(self, values: Mapping[str, object], reasons: Reasons) -> Saved | Refused:
        told = {name: value for name, value in values.items() if value is not None}
        if self._entry is not None:
            told["revision"] = self._entry.draft.revision
        draft = self._kind(**told)  # type: ignore[arg-type]  # each field gives its draft's type
        return save_belonging(
            self._desk, self._person_id, self._entry.id if self._entry else None, draft, reasons
        )

    def _show(self, draft: Draft) -> None:
        for field in fields(draft):
            if field.name in self.fields:
                self.fields[field.name].set_value(getattr(draft, field.name))

    def _offer_removal(self) -> None:
        remove = button("danger")
        self.words.say(remove.setText, N_("Remove"))
        remove.setAutoDefault(False)
        remove.clicked.connect(self._remove)
        self.footer.add_left(remove)

    def _remove(self) -> None:
        if self._entry is not None and removed(self, self._desk, self._person_id, self._entry, self._kind):
            self.accept()
            self._done()


def removed(parent: QWidget, desk: Desk, person_id: UUID, entry: Entry[Any], kind: type[Draft]) -> bool:
    """Ask, and remove an entry; say why where it stays. Return whether it is gone."""
    text = N_("Remove only what was entered by mistake. The history keeps what it said.")
    if not confirm(parent, _TITLES[kind][2], N_("Remove"), text=text, danger=True):
        return False
    answer = remove_belonging(desk, kind, person_id, entry.id, entry.draft.revision)
    if isinstance(answer, Refused):
        finding = answer.findings[0]
        tell(parent.window(), N_("This stays as it is"), finding.text, **finding.values)
        return False
    return True


def _rows(kind: type[Draft], desk: Desk) -> Rows:
    if kind is RelativeDraft:
        return _relative_rows(desk)
    if kind is DisabilityDraft:
        return _disability_rows(desk)
    if kind is ProgrammeDraft:
        return _programme_rows(desk)
    return _paper_rows(desk) if kind is PaperDraft else _conviction_rows()


def _day(desk: Desk, name: str, label: str) -> DateField:
    return DateField(name, label, lambda: desk.today)


def _relative_rows(desk: Desk) -> Rows:
    return [
        ChoiceField("relation", N_("Relation"), RelationKind, empty=False),
        TextField("full_name", N_("Surname, given name, patronymic")),
        [
            _day(desk, "born", N_("Birth date")),
            NumberField("birth_year", N_("or the year alone"), highest=2100),
        ],
        [TextField("phone", N_("Phone")), TextField("address", N_("Address"))],
        CheckField("is_representative", N_("Legal representative")),
        TextField("representation_document", N_("Document of representation: number and date")),
        [
            TextField("absence_reason", N_("Reason why a parent is absent")),
            TextField("absence_document", N_("Document that proves it")),
        ],
    ]


def _disability_rows(desk: Desk) -> Rows:
    return [
        ChoiceField("group", N_("Group"), DisabilityGroup, empty=False),
        [_day(desk, "established_on", N_("Established on")), _day(desk, "until", N_("Until"))],
        CheckField("indefinite", N_("Without a term")),
        TextField("certificate", N_("Certificate: series, number")),
    ]


def _programme_rows(desk: Desk) -> Rows:
    return [
        TextField("number", N_("Number")),
        [_day(desk, "issued_on", N_("Issued on")), _day(desk, "until", N_("Valid until"))],
        CheckField("indefinite", N_("Without a term")),
        KindsField("recommended", N_("Recommends services of these units"), UnitKind),
    ]


def _paper_rows(desk: Desk) -> Rows:
    return [
        ChoiceField("kind", N_("Document"), PaperKind, empty=False),
        TextField("number", N_("Number")),
        [_day(desk, "issued_on", N_("Issued on")), _day(desk, "valid_until", N_("Valid until"))],
        TextField("issued_by", N_("Issued by")),
    ]


def _conviction_rows() -> Rows:
    return [
        TextField("article", N_("Article of the Criminal Code")),
        TextField("term", N_("Term")),
        [TextField("served_when", N_("When served")), TextField("served_where", N_("Where served"))],
    ]
