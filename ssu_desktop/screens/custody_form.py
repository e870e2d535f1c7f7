"""The forms of originals in custody: taking in by one act, giving back."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, cast
from uuid import UUID

from PySide6.QtWidgets import QWidget

from ssu_desktop.actions.custody import CustodyRow, custody_begun, give_back, originals_on_list, take_in
from ssu_desktop.actions.desk import Desk, Refused, Saved
from ssu_desktop.language import N_, spoken
from ssu_desktop.law import Document
from ssu_desktop.rules.custody import CustodyDraft, Original, ReturnDraft
from ssu_desktop.screens.ask import FormDialog
from ssu_desktop.screens.cards import plain_label
from ssu_desktop.screens.deciding import Reasons, keep_dialog, submitting
from ssu_desktop.screens.fields import AnyField, CheckField, DateField, TextField
from ssu_desktop.screens.law_words import explaining
from ssu_desktop.screens.theme import scaled

Done = Callable[[Saved], object]
_WIDTH = 620
_NUMBER = "number:"
_OTHER = "other"
_NAMED = ("accepted_on", "consent_on", "act_number", "accepted_by", "handed_by", "place", "note")


class TakeInDialog(FormDialog):
    """Takes originals in: what they are, who hands them over, with the written consent."""

    def __init__(self, parent: QWidget | None, desk: Desk, file_id: UUID, done: Done) -> None:
        self._desk, self._file_id = desk, file_id
        self._known = originals_on_list(desk)
        super().__init__(
            parent,
            N_("Take originals in"),
            [*_originals(self._known), *_circumstances(desk)],
            N_("Take in"),
            submitting(self._take_in, done),
            explaining(desk),
        )
        self.setMinimumWidth(scaled(_WIDTH))
        hint = N_("Originals are kept with the person's written consent, by an act that both sign.")
        told = plain_label("hint", wraps=True)
        self.words.say(told.setText, hint)
        self.column.insertWidget(0, told)
        begun = custody_begun(desk, file_id)
        for name in ("accepted_on", "act_number", "accepted_by", "handed_by"):
            self.fields[name].set_value(getattr(begun, name))
        keep_dialog(self, desk, f"custody:{file_id}")

    def _take_in(self, values: Mapping[str, object], reasons: Reasons) -> Saved | Refused:
        named: dict[str, Any] = {name: values[name] for name in _NAMED}  # each field gives its draft's type
        draft = CustodyDraft(originals=tuple(self._ticked(values)), **named)
        return take_in(self._desk, self._file_id, draft, reasons)

    def _ticked(self, values: Mapping[str, object]) -> Sequence[Original]:
        ticked = [
            Original(code=row.code, number=cast("str", values[_NUMBER + row.code]))
            for row in self._known
            if values[row.code]
        ]
        if title := cast("str", values[_OTHER]):
            ticked.append(Original(title=title, number=cast("str", values[_NUMBER + _OTHER])))
        return ticked


def _originals(known: Sequence[Document]) -> list[list[AnyField]]:
    rows: list[list[AnyField]] = []
    for row in known:
        tick, number = CheckField(row.code, _named(row)), TextField(_NUMBER + row.code, N_("Its number"))
        number.hide()  # until the original is ticked
        tick.box.toggled.connect(number.setVisible)
        rows += [[tick], [number]]
    other = TextField(_OTHER, N_("Another original"))
    return [*rows, [other, TextField(_NUMBER + _OTHER, N_("Its number"), longest=60)]]


def _named(row: Document) -> str:
    return row.name_kk if spoken() == "kk" else row.name_ru


def _circumstances(desk: Desk) -> list[list[AnyField]]:
    return [
        [
            DateField("accepted_on", N_("Taken in on"), lambda: desk.today, past=True),
            DateField("consent_on", N_("Written consent of"), lambda: desk.today, past=True),
            TextField("act_number", N_("Act number"), longest=60),
        ],
        [TextField("handed_by", N_("Handed over by")), TextField("accepted_by", N_("Taken in by"))],
        [TextField("place", N_("Where it is kept")), TextField("note", N_("Note"))],
    ]


class GiveBackDialog(FormDialog):
    """Gives originals back: when, to whom, by whom."""

    def __init__(
        self, parent: QWidget | None, desk: Desk, rows: Sequence[CustodyRow], person: str, done: Done
    ) -> None:
        def give(values: Mapping[str, object], _reasons: Reasons) -> Saved | Refused:
            typed: dict[str, Any] = dict(values)  # each field gives its draft's type
            draft = ReturnDraft(**typed)
            return give_back(desk, {row.id: row.revision for row in rows}, draft)

        fields: list[list[AnyField]] = [
            [DateField("returned_on", N_("Given back on"), lambda: desk.today, past=True)],
            [TextField("returned_to", N_("Given back to"))],
            [TextField("returned_by", N_("Given back by"))],
        ]
        super().__init__(parent, N_("Give originals back"), fields, N_("Give back"), submitting(give, done))
        what = plain_label(wraps=True, text="; ".join(row.title(spoken()) for row in rows))
        self.column.insertWidget(0, what)
        self.fields["returned_on"].set_value(desk.today)
        self.fields["returned_to"].set_value(person)
        self.fields["returned_by"].set_value(desk.user.full_name)
        keep_dialog(self, desk, f"return:{rows[0].id}")
