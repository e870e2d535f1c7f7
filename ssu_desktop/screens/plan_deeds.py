"""What is decided about a plan, each in a short form: dates, filled in, approved, revised, the next one."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QWidget

from ssu_desktop.actions.desk import Desk, Saved
from ssu_desktop.actions.person import person_page
from ssu_desktop.actions.plan import PlanPage, PlanView, plan_page
from ssu_desktop.actions.plan_approval import approve_plan, mark_filled
from ssu_desktop.actions.plan_editing import new_version, save_plan, start_plan
from ssu_desktop.actions.signatories import signatory_on
from ssu_desktop.language import N_
from ssu_desktop.records.kinds import Domain
from ssu_desktop.rules.finding import Finding
from ssu_desktop.rules.plan_section import check_empty_domains, check_signed_off
from ssu_desktop.screens.ask import FormDialog, Submit
from ssu_desktop.screens.cards import plain_label
from ssu_desktop.screens.datefield import DateField
from ssu_desktop.screens.deciding import keep_dialog, submitting
from ssu_desktop.screens.field import AnyField
from ssu_desktop.screens.findings import Explain
from ssu_desktop.screens.plan_remarks import in_its_domain
from ssu_desktop.screens.texts import NotesField, TextField

_MOST_LINES = 5
Values = Mapping[str, Any]
Done = Callable[[Saved], object]


def dates_dialog(parent: QWidget, desk: Desk, plan: PlanView, explain: Explain, done: Done) -> FormDialog:
    """Return the form of a draft's dates."""
    today = _clock(desk)
    rows = [
        [_date("period_from", N_("Plan from"), today), _date("period_until", N_("Plan until"), today)],
        [
            _date("observed_from", N_("Observation from"), today),
            _date("observed_until", N_("Observation until"), today),
        ],
        [_date("drafted_on", N_("Drafted on"), today), _date("review_on", N_("Review on"), today)],
    ]
    draft = plan.draft
    for field in (field for row in rows for field in row):
        field.set_value(getattr(draft, field.name))

    def act(values: Values, _reasons: Mapping[str, str]) -> Any:
        return save_plan(desk, plan.id, replace(draft, **values))

    dialog = FormDialog(parent, N_("Dates of the plan"), rows, N_("Save"), submitting(act, done), explain)
    keep_dialog(dialog, desk, f"plan-dates:{plan.id}")
    return dialog


def begin_dialog(parent: QWidget, desk: Desk, stay_id: UUID, explain: Explain, done: Done) -> FormDialog:
    """Return the form of a plan that is begun before its time: what comes before it, and why all the same."""

    def act(_values: Values, reasons: Mapping[str, str]) -> Any:
        return start_plan(desk, stay_id, reasons=reasons)

    verb = N_("Begin the plan")
    dialog = FormDialog(parent, verb, [], verb, submitting(act, done), explain)
    dialog.submit()  # shows at once what the reason is asked for
    return dialog


def fill_dialog(parent: QWidget, desk: Desk, plan: PlanView, explain: Explain, done: Done) -> FormDialog:
    """Return the form that marks a plan as filled in; what it lacks is shown and asks for a reason."""
    filled_on = _date("filled_on", N_("Filled in on"), _clock(desk))
    filled_on.set_value(plan.filled_on or desk.today)

    def act(values: Values, reasons: Mapping[str, str]) -> Any:
        return mark_filled(desk, plan.id, _as_date(values["filled_on"]), reasons, revision=plan.revision)

    submit = submitting(act, done)
    verb = N_("Mark as filled in")
    briefly = _briefly(submit, plan)
    dialog = FormDialog(parent, N_("The plan is filled in"), [filled_on], verb, briefly, explain)
    _note(dialog, check_empty_domains(filled_domains(plan), plan.sections))
    return dialog


def filled_domains(plan: PlanView) -> set[Domain]:
    """Return the domains of a plan that have activities."""
    return {item.domain for item in plan.items}


def _note(dialog: FormDialog, remarks: Iterable[Finding]) -> None:
    """Say above a form what stands in nobody's way, but should be known before one decides."""
    for remark in remarks:
        told = plain_label("muted", wraps=True)
        dialog.words.say(told.setText, remark.text, **remark.values)
        dialog.column.insertWidget(0, told)


def approve_dialog(parent: QWidget, desk: Desk, plan: PlanView, explain: Explain, done: Done) -> FormDialog:
    """Return the form of approval: the day, and who approves - by default who signs as head on that day."""
    day = _date("approved_on", N_("Approved on"), _clock(desk))
    by = TextField("approved_by", N_("Approved by"))
    day.set_value(desk.today)
    offered = ""

    def offer() -> None:
        nonlocal offered
        value = day.value()
        signatory = signatory_on(desk, value) if value is not None else None
        if by.value() == offered:
            offered = signatory.name if signatory is not None else ""
            by.set_value(offered)

    offer()
    day.changed.connect(offer)

    def act(values: Values, reasons: Mapping[str, str]) -> Any:
        named = values["approved_by"]
        return approve_plan(desk, plan.id, values["approved_on"], named, reasons, revision=plan.revision)

    dialog = FormDialog(
        parent, N_("Approval of the plan"), [day, by], N_("Approve"), submitting(act, done), explain
    )
    _note(dialog, check_signed_off(filled_domains(plan), plan.sections))
    return dialog


def version_dialog(parent: QWidget, desk: Desk, plan: PlanView, explain: Explain, done: Done) -> FormDialog:
    """Return the form that begins a new version of an approved plan: why it is revised."""
    reason = NotesField("reason", N_("Why is the plan revised?"))

    def act(values: Values, _reasons: Mapping[str, str]) -> Any:
        return new_version(desk, plan.id, values["reason"])

    rows: list[AnyField] = [reason]
    title = N_("A new version of the plan")
    return FormDialog(parent, title, rows, N_("Begin a new version"), submitting(act, done), explain)


def plan_before(desk: Desk, page: PlanPage, number: int) -> UUID | None:
    """Return the newest version of the plan before the plan `number`, of an earlier stay if need be."""
    for version in page.versions:  # the newest first
        if version.number < number:
            return version.id
    person = person_page(desk, page.person_id)
    for stay in person.stays if person is not None else ():
        other = plan_page(desk, stay.id) if stay.id != page.stay_id else None
        if other is not None and other.versions and _is_earlier(other, page):
            return other.versions[0].id
    return None


def _is_earlier(other: PlanPage, page: PlanPage) -> bool:
    return (
        other.admitted_on is not None
        and page.admitted_on is not None
        and other.admitted_on < page.admitted_on
    )


def _briefly(submit: Submit, plan: PlanView) -> Submit:
    """Return `submit` with the first few of its remarks: the others stand below the table."""

    def briefly(values: Mapping[str, object], reason: str) -> Sequence[Finding]:
        remarks = submit(values, reason)[:_MOST_LINES]
        return [in_its_domain(remark, plan.draft.items) for remark in remarks]

    return briefly


def _clock(desk: Desk) -> Callable[[], date]:
    return lambda: desk.today


def _date(name: str, label: str, today: Callable[[], date]) -> DateField:
    return DateField(name, label, today)


def _as_date(value: object) -> date | None:
    return value if isinstance(value, date) else None
