"""The card of the overview that tells how a person was admitted: checklist, grounds, intake, referrals."""

from collections.abc import Callable, Iterable
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QWidget

from ssu_desktop.actions.admission_sheet import SheetPage, read_sheet
from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.person import PersonPage
from ssu_desktop.actions.referral import ReferralRow, list_referrals
from ssu_desktop.language import N_, Language, _, spoken
from ssu_desktop.language.dates import short
from ssu_desktop.law import AdmissionItem
from ssu_desktop.records.kinds import Answer
from ssu_desktop.rules.admission_sheet import AnswerDraft
from ssu_desktop.rules.intake import IntakeDraft, done
from ssu_desktop.screens.facts import EntryRow, Facts, ListCard
from ssu_desktop.screens.referral_form import ReferralPaperDialog
from ssu_desktop.screens.sheet_dialog import stay_sheet_dialog


class SheetCard(ListCard):
    """Shows the sheet of the present stay, else of the latest; it opens to be entered or changed."""

    def __init__(self, desk: Desk, stored: Callable[[], object]) -> None:
        self._desk, self._stored = desk, stored
        self._page: SheetPage | None = None
        empty = N_("No checklist was entered: this admission comes from an old register.")
        super().__init__(N_("Admission sheet"), N_("Change|the sheet"), self.edit, empty)

    def show_person(self, page: PersonPage) -> None:
        """Show how the person was admitted, and where they were referred to."""
        stay_id = _stay_of(page)
        self._page = read_sheet(self._desk, stay_id) if stay_id is not None else None
        referrals = list_referrals(self._desk, page.header.id)
        self.setVisible(self._page is not None or bool(referrals))
        self.act.setVisible(self._page is not None)
        rows: list[QWidget] = []
        if self._page is not None and self._page.entered:
            facts = Facts()
            facts.show_facts(_facts(self._page))
            rows.append(facts)
        self.show_rows([*rows, *(self._referral(row) for row in referrals)])

    def edit(self) -> None:
        """Open the sheet."""
        if self._page is not None:
            stay_sheet_dialog(self, self._desk, self._page, lambda _saved: self._stored()).open()

    def _referral(self, row: ReferralRow) -> QWidget:
        text = _(N_("Referred on {day}: {where}"), day=short(row.referred_on), where=row.referred_to)
        shown = EntryRow(text, "; ".join(row.reasons[Language(spoken())]))
        shown.opened.connect(partial(self._open_referral, row.id))
        return shown

    def _open_referral(self, referral_id: UUID) -> None:
        ReferralPaperDialog(self, self._desk, referral_id).open()


def _stay_of(page: PersonPage) -> UUID | None:
    """Return the present stay, else the latest that began."""
    if page.header.stay is not None:
        return page.header.stay.id
    return next((stay.id for stay in page.stays if stay.admitted_on is not None), None)


def _facts(page: SheetPage) -> Iterable[tuple[str, str]]:
    draft = page.draft
    examined = [short(draft.examined_on)] if draft.examined_on else []
    yield _(N_("Examination")), ", ".join([*examined, draft.examined_by] if draft.examined_by else examined)
    yield _(N_("Medical contraindications")), _contraindications(page)
    if draft.seizures_a_month is not None:
        yield _(N_("Seizures a month")), str(draft.seizures_a_month)
    yield _(N_("Indications")), "; ".join(_confirmed(page, "indication"))
    yield _(N_("Family grounds")), "; ".join(_confirmed(page, "ground"))
    if draft.limitation_level is not None:
        yield _(N_("Level of limitation")), str(draft.limitation_level)
    if draft.identified_on is not None:
        parts = (short(draft.identified_on), draft.identified_how, draft.identified_by)
        yield _(N_("Identification")), ", ".join(part for part in parts if part)
    if draft.children_with:
        yield _(N_("Children staying along")), str(draft.children_with)
    for step in done(draft.intake):
        yield _(step.step.msgid), told_step(step)


def told_step(step: IntakeDraft) -> str:
    """Return when a step was done and by whom."""
    day = short(step.done_on) if step.done_on else ""
    return ", ".join(part for part in (f"{day} {step.done_time}".strip(), step.done_by) if part)


def _contraindications(page: SheetPage) -> str:
    items = [item for item in page.questions.items if item.part == "contraindication"]
    answered = page.draft.answered
    left = sum(item.code not in answered for item in items)
    found = _confirmed(page, "contraindication")
    if left:
        found = [*found, _(N_("without an answer: {count}"), count=left)]
    return "; ".join(found) or _(N_("none|contraindications"))


def _confirmed(page: SheetPage, part: str) -> list[str]:
    answered = page.draft.answered
    return [
        _with_proof(item, answered[item.code])
        for item in page.questions.items
        if item.part == part and item.code in answered and answered[item.code].answer is Answer.YES
    ]


def _with_proof(item: AdmissionItem, answer: AnswerDraft) -> str:
    proof = ", ".join(part for part in (answer.relative, answer.document) if part)
    return f"{item.name(spoken())} ({proof})" if proof else item.name(spoken())
