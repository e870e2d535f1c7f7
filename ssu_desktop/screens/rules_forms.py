"""The forms of the order of a house: its internal rules, an acquaintance, a point of the self-check."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from ssu_desktop.actions.desk import Desk, Refused, Saved
from ssu_desktop.actions.house import (
    PointRow,
    RulesRow,
    acquaint,
    answer_point,
    remove_rules,
    save_rules,
)
from ssu_desktop.language import N_, spoken
from ssu_desktop.records.kinds import Answer, NoticeSigner
from ssu_desktop.rules.house import AcquaintanceDraft, CheckDraft, RulesDraft
from ssu_desktop.screens.ask import FormDialog, confirm, tell
from ssu_desktop.screens.cards import button, plain_label
from ssu_desktop.screens.deciding import Reasons, answered, careful, keep_dialog, submitting
from ssu_desktop.screens.fields import AnyField, ChoiceField, DateField, NotesField, TextField
from ssu_desktop.screens.law_words import explaining
from ssu_desktop.screens.theme import scaled

Done = Callable[[Saved], object]
_WIDTH = 520


class RulesDialog(FormDialog):
    """Adds an edition of the internal rules, or changes or removes one."""

    def __init__(
        self, parent: QWidget | None, desk: Desk, unit_id: UUID, rules: RulesRow | None, done: Done
    ) -> None:
        start = rules.draft if rules is not None else RulesDraft(approved_on=desk.today)

        def save(values: Mapping[str, object], reasons: Reasons) -> Saved | Refused:
            typed: dict[str, Any] = dict(values)  # each field gives its draft's type
            draft = RulesDraft(revision=start.revision, **typed)
            return save_rules(desk, unit_id, rules.id if rules else None, draft, reasons)

        rows: list[AnyField | list[AnyField]] = [
            [
                DateField("approved_on", N_("Approved on"), lambda: desk.today, past=True),
                TextField("order_number", N_("Order number"), longest=60),
            ],
            TextField("approved_by", N_("Approved by"), longest=200),
            NotesField("note", N_("Note"), lines=2),
        ]
        verb = N_("Save the rules") if rules else N_("Add the rules")
        submit = submitting(careful(save), done)
        super().__init__(parent, N_("Internal rules"), rows, verb, submit, explaining(desk))
        for name, field in self.fields.items():
            field.set_value(getattr(start, name))
        keep_dialog(self, desk, f"rules:{rules.id if rules else unit_id}")
        if rules is not None:
            self._offer_removal(desk, rules, done)

    def _offer_removal(self, desk: Desk, rules: RulesRow, done: Done) -> None:
        take_out = button("quiet")
        self.words.say(take_out.setText, N_("Remove|the rules"))
        take_out.clicked.connect(lambda: self._remove(desk, rules, done))
        self.footer.add_left(take_out)

    def _remove(self, desk: Desk, rules: RulesRow, done: Done) -> None:
        if not confirm(self, N_("Remove these internal rules?"), N_("Remove|the rules"), danger=True):
            return
        answer = answered(lambda: remove_rules(desk, rules.id, rules.draft.revision))
        if isinstance(answer, Refused):
            tell(self, N_("This stays as it is"), answer.findings[0].text, **answer.findings[0].values)
        else:
            self.accept()
            done(answer)


class AcquaintanceDialog(FormDialog):
    """Notes that people were made acquainted with the internal rules and signed for it."""

    def __init__(
        self,
        parent: QWidget | None,
        desk: Desk,
        stay_ids: Sequence[UUID],
        done: Done,
        *,
        by_representative: bool = False,
        whom: str = "",
    ) -> None:
        def save(values: Mapping[str, object], reasons: Reasons) -> Saved | Refused:
            typed: dict[str, Any] = dict(values)  # each field gives its draft's type
            return acquaint(desk, stay_ids, AcquaintanceDraft(**typed), reasons)

        rows: list[AnyField] = [
            DateField("signed_on", N_("Acquainted on"), lambda: desk.today, past=True),
            ChoiceField("signer", N_("Who signed"), NoticeSigner, empty=False),
        ]
        title, verb = N_("Acquaintance with the internal rules"), N_("Note the acquaintance")
        super().__init__(parent, title, rows, verb, submitting(careful(save), done), explaining(desk))
        if whom:
            self.column.insertWidget(0, plain_label("muted", whom, wraps=True))
        self.fields["signed_on"].set_value(desk.today)
        self.fields["signer"].set_value(
            NoticeSigner.REPRESENTATIVE if by_representative else NoticeSigner.RECIPIENT
        )


class PointDialog(FormDialog):
    """Asks for the answer to a point of the self-check; above it stands what the order says."""

    def __init__(
        self, parent: QWidget | None, desk: Desk, unit_id: UUID, point: PointRow, done: Done
    ) -> None:
        def save(values: Mapping[str, object], _reasons: Reasons) -> Saved | Refused:
            typed: dict[str, Any] = dict(values)  # each field gives its draft's type
            return answer_point(desk, unit_id, point.point, CheckDraft(**typed))

        rows: list[AnyField | list[AnyField]] = [
            ChoiceField("answer", N_("Answer"), Answer),
            [
                DateField("checked_on", N_("Checked on"), lambda: desk.today, past=True),
                TextField("checked_by", N_("Who checked"), longest=200),
            ],
            NotesField("note", N_("Note"), lines=2),
        ]
        submit = submitting(careful(save), done)
        super().__init__(
            parent, N_("A point of the self-check"), rows, N_("Save the answer"), submit, explaining(desk)
        )
        self.setMinimumWidth(scaled(_WIDTH))
        self.column.insertWidget(0, plain_label("", point.figure.meaning(spoken()), wraps=True))
        self.fields["answer"].set_value(point.draft.answer)
        self.fields["checked_on"].set_value(desk.today)
        self.fields["checked_by"].set_value(desk.user.full_name)
        self.fields["note"].set_value(point.draft.note)
