"""Sends a person to health care instead of admitting them, and shows the paper that they take along."""

from collections.abc import Callable, Mapping, Sequence
from uuid import UUID

from PySide6.QtWidgets import QWidget

from ssu_desktop.actions.desk import Desk, Refused, Saved
from ssu_desktop.actions.organisation import list_units
from ssu_desktop.actions.referral import record_referral, referral_paper
from ssu_desktop.language import N_, Language, spoken
from ssu_desktop.records.kinds import UnitKind
from ssu_desktop.rules.referral import ReferralDraft
from ssu_desktop.screens.ask import Dialog, FormDialog, tell
from ssu_desktop.screens.cards import button, plain_label
from ssu_desktop.screens.deciding import Reasons, keep_dialog, submitting
from ssu_desktop.screens.fields import AnyField, DateField, PickField, TextField
from ssu_desktop.screens.law_words import explaining
from ssu_desktop.screens.preview import PdfPreview
from ssu_desktop.screens.printing import print_pdf, save_pdf
from ssu_desktop.screens.theme import scaled

_WIDTH, _HEIGHT = 640, 720
_FILE_NAME = "referral"


class ReferralDialog(FormDialog):
    """Asks where the person is sent; the contraindications found are the reason, or one is written."""

    def __init__(
        self,
        parent: QWidget | None,
        desk: Desk,
        person_id: UUID,
        done: Callable[[Saved], object],
        *,
        unit_id: UUID | None = None,
        codes: tuple[str, ...] = (),
    ) -> None:
        self._desk, self._person_id, self._codes = desk, person_id, codes
        rows: list[AnyField | Sequence[AnyField]] = [
            PickField("unit_id", N_("Unit"), lambda: _units(desk)),
            [
                DateField("referred_on", N_("Date"), lambda: desk.today, past=True),
                TextField("referred_to", N_("Health organisation"), longest=300),
            ],
            [TextField("reason", N_("Reason"), longest=500)],
            [
                TextField("transport", N_("Transport"), longest=200),
                TextField("accompanied_by", N_("Accompanied by"), longest=200),
            ],
            [TextField("note", N_("Note"))],
        ]
        verb = N_("Refer|to health care")
        submit = submitting(self._record, done)
        super().__init__(parent, N_("Referral to health care"), rows, verb, submit, explaining(desk))
        self.found = plain_label("muted", wraps=True)
        self.column.insertWidget(0, self.found)
        self._show_found()
        units = _units(desk)
        self.fields["unit_id"].set_value(unit_id or (units[0][0] if len(units) == 1 else None))
        self.fields["referred_on"].set_value(desk.today)
        keep_dialog(self, desk, f"referral:{person_id}")

    def _show_found(self) -> None:
        names = {item.code: item.name(spoken()) for item in self._desk.law.admission_items}
        self.found.setText("; ".join(names[code] for code in self._codes))
        self.found.setVisible(bool(self._codes))

    def _record(self, values: Mapping[str, object], reasons: Reasons) -> Saved | Refused:
        draft = ReferralDraft(codes=self._codes, **values)  # type: ignore[arg-type]  # each field gives its draft's type
        return record_referral(self._desk, self._person_id, draft, reasons)


def _units(desk: Desk) -> list[tuple[UUID, str]]:
    """Return the units of temporary stay, whose paragraph it is; all units where there is none."""
    units = list_units(desk)
    temporary = [unit for unit in units if unit.kind is UnitKind.TEMPORARY]
    return [(unit.id, unit.name(spoken())) for unit in temporary or units]


class ReferralPaperDialog(Dialog):
    """The referral as it is printed, in either language."""

    def __init__(self, parent: QWidget | None, desk: Desk, referral_id: UUID) -> None:
        super().__init__(parent, N_("Referral to health care"))
        self._desk, self._referral_id = desk, referral_id
        self.preview = PdfPreview()
        self.preview.title.hide()  # the heading says it already
        self.close_it = button()
        self.words.say(self.close_it.setText, N_("Close"))
        self.close_it.clicked.connect(self.accept)
        self.column.addWidget(self.preview, 1)
        self.footer.add(self.close_it)
        self.preview.language_chosen.connect(lambda _code: self.look())
        self.preview.print_asked.connect(lambda: self._put(print_pdf))
        self.preview.save_asked.connect(lambda: self._put(save_pdf))
        self.preview.language.choose(spoken().value)
        self.resize(scaled(_WIDTH), scaled(_HEIGHT))
        self.look()

    def look(self) -> None:
        """Draw the paper in the chosen language."""
        language = Language(self.preview.language.current())
        self.preview.show_pdf(referral_paper(self._desk, self._referral_id, language))

    def _put(self, put: Callable[[QWidget, bytes, str], object]) -> None:
        try:
            put(self, self.preview.data, _FILE_NAME)
        except OSError as error:
            tell(self, N_("The referral was not printed: {cause}"), cause=str(error))
