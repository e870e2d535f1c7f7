"""Official forms as PDF: previews that leave no trace, and prints that are remembered word for word.

Every form is drawn before anything is stored: what could not be drawn leaves nothing behind.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from sqlalchemy import select

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.journal import last_entry
from ssu_desktop.actions.plan import staff_names
from ssu_desktop.actions.print_footer import details_of, footer_of
from ssu_desktop.actions.printing_both import filled_for_person, filled_for_unit
from ssu_desktop.actions.printing_loading import (
    fill_plan,
    plan_options,
)
from ssu_desktop.actions.printing_office import NOT_FOUND, CannotPrint, Choice, Filled, Lacking, Office
from ssu_desktop.actions.printouts import (
    Printed,
    PrintoutRow,
    Progress,
    list_printouts,
    moment,
    preview_printout,
    remember,
    reprint,
    reprint_page,
)
from ssu_desktop.forms.both import BOTH
from ssu_desktop.forms.registry import FORMS, Footer, form_of, render, render_parts
from ssu_desktop.language import N_, Language, translate
from ssu_desktop.records import Plan, PlanItem, PlanSection, Unit, new_id
from ssu_desktop.records.kinds import PlanState
from ssu_desktop.rules.plan_draft import ItemDraft, PlanDraft

__all__ = [
    "BOTH",
    "FORM_CODES",
    "CannotPrint",
    "Printed",
    "PrintoutRow",
    "Progress",
    "list_printouts",
    "preview_form",
    "preview_plan_draft",
    "preview_printout",
    "print_blank",
    "print_form",
    "print_unit",
    "reprint",
    "reprint_page",
]

FORM_CODES = tuple(FORMS)
"""The official forms: annex-2, annex-3, annex-4, annex-5, annex-9."""


def preview_form(
    desk: Desk,
    form: str,
    subject_id: UUID,
    language: Language,
    *,
    plan_id: UUID | None = None,
    plan_number: int | None = None,
    on: date | None = None,
) -> bytes:
    """Return the PDF that `print_form` would give, marked as a preview; nothing is remembered.

    The subject is a person, or a unit: then its register, or the form of the first person of those that
    `print_unit` would give. Raises CannotPrint."""
    choice = Choice(plan_id=plan_id, plan_number=plan_number, on=on)
    with desk.read() as session:
        office = Office(session, language, desk.today, desk.law)
        if session.get(Unit, subject_id) is not None:
            found = _printable(filled_for_unit(office, form, subject_id, choice))[:1]
        else:
            found = filled_for_person(office, form, subject_id, choice)
    return draw_preview(form, found, language)


def draw_preview(
    form: str,
    found: Sequence[Filled],
    language: Language,
    *,
    duplex: bool = False,
    firsts: Sequence[int | None] = (),
) -> bytes:
    """Return contents, each of its own form or else of `form`, as a PDF that is marked as a preview."""
    parts = [(one.form or form, one.content) for one in found]
    feet = [replace(_preview_footer(language), first=first) for first in firsts or (0,) * len(parts)]
    return render_parts(parts, footer=feet, duplex=duplex).pdf


def _preview_footer(language: Language) -> Footer:
    return Footer(mark=translate(language, N_("Preview")))


def preview_plan_draft(desk: Desk, plan_id: UUID, draft: PlanDraft, language: Language) -> bytes:
    """Return the plan form with unsaved input; nothing is remembered. Raises CannotPrint.

    A version that was filled in or approved takes no more input: it is shown as it stands."""
    with desk.read() as session:
        office = Office(session, language, desk.today, desk.law)
        asked = select(Plan).where(Plan.id == plan_id).options(*plan_options())
        stored = session.scalars(asked).one_or_none()
        if stored is None:
            raise CannotPrint(NOT_FOUND)
        typed = stored.state is PlanState.DRAFT
        plan = _unsaved(stored, draft, staff_names(session)) if typed else stored
        content = fill_plan(office, plan)
    return render("annex-4", [content], footer=_preview_footer(language)).pdf


def _unsaved(stored: Plan, draft: PlanDraft, names: dict[UUID, str]) -> Plan:
    """Return a plan outside the session that has the draft's values."""
    return Plan(
        stay=stored.stay,
        state=PlanState.DRAFT,
        period_from=draft.period_from,
        period_until=draft.period_until,
        observed_from=draft.observed_from,
        observed_until=draft.observed_until,
        review_on=draft.review_on,
        approved_by="",
        items=[_unsaved_item(item, names) for item in draft.items],
        sections=[_unsaved_section(section, draft) for section in stored.sections],
    )


def _unsaved_section(section: PlanSection, draft: PlanDraft) -> PlanSection:
    filled = any(item.domain is section.domain for item in draft.items)
    return PlanSection(domain=section.domain, empty_reason="" if filled else section.empty_reason)


def _unsaved_item(item: ItemDraft, names: dict[UUID, str]) -> PlanItem:
    named = names.get(item.responsible_id, "") if item.responsible_id is not None else ""
    return PlanItem(
        domain=item.domain,
        question=item.question,
        answer=item.answer,
        points=item.points,
        service=item.service,
        responsible_id=item.responsible_id,
        responsible_name=named or item.responsible_name,
        period=item.period,
        date_from=item.date_from,
        date_until=item.date_until,
        service_ref=item.service_ref,
        volume=item.volume,
        frequency=item.frequency,
    )


def print_form(
    desk: Desk,
    form: str,
    person_id: UUID,
    language: Language,
    *,
    plan_id: UUID | None = None,
    plan_number: int | None = None,
) -> Printed:
    """Print a person's form, remember it word for word, and journal it.

    Annex 3, 4, 5 and 9 are of the latest admitted stay (9: of the latest temporary one); annex 2 has the
    rows of all the person's stays. Annex 4 is the latest approved plan, else the draft, marked as one, or
    the version `plan_id`; approved, it is as it was approved. Annex 5 is the latest plan year, or
    `plan_number`. Raises CannotPrint with what is to be done first."""
    with desk.read() as session:
        office = Office(session, language, desk.today, desk.law)
        found = filled_for_person(office, form, person_id, Choice(plan_id=plan_id, plan_number=plan_number))
    return print_filled(desk, form, found, language)


def print_unit(
    desk: Desk,
    form: str,
    unit_id: UUID,
    language: Language,
    *,
    progress: Progress | None = None,
    on: date | None = None,
) -> Printed:
    """Print a form for everyone present in a unit, in the order of the Kazakh alphabet, as one PDF.

    Annex 2 is the unit's register; "queue" and "present" are its own lists, the latter of the day `on`. Who
    lacks a plan or a journal is named in `skipped`. `progress` is told (done, all) after each person; what
    it raises stops the work, and nothing is remembered. Raises CannotPrint where there is nobody to print
    for."""
    with desk.read() as session:
        found = filled_for_unit(Office(session, language, desk.today, desk.law), form, unit_id, Choice(on=on))
    skipped = tuple((one.name, one.reason) for one in found if isinstance(one, Lacking))
    return print_filled(desk, form, _printable(found), language, skipped=skipped, progress=progress)


def _printable(found: Sequence[Filled | Lacking]) -> list[Filled]:
    """Return what can be printed; if everybody lacks something, raise CannotPrint with the first reason."""
    filled = [one for one in found if isinstance(one, Filled)]
    for one in found:
        if isinstance(one, Lacking) and not filled:
            raise CannotPrint(one.reason)
    return filled


def print_filled(
    desk: Desk,
    form: str,
    found: Sequence[Filled],
    language: Language,
    *,
    skipped: tuple[tuple[str, str], ...] = (),
    progress: Progress | None = None,
    duplex: bool = False,
    firsts: Sequence[int | None] = (),
) -> Printed:
    """Draw contents, each of its own form or else of `form`, as one PDF, remember and journal them.

    `duplex`: each begins on the front of a sheet. `firsts`: the number of the first page of each, see
    `Footer.first`."""
    at, head = moment(desk), last_entry(desk)
    ids = tuple(new_id() for _one in found)
    bears = [details_of(one.form or form, head) for one in found]

    def told(done: int) -> None:
        if progress is not None:
            progress(done, len(found))

    rendered = render_parts(
        [(one.form or form, one.content) for one in found],
        footer=[
            replace(footer_of(printout_id, language, at, told=bearing), first=first)
            for printout_id, bearing, first in zip(ids, bears, firsts or (0,) * len(ids), strict=True)
        ],
        told=told,
        duplex=duplex,
    )
    remember(desk, form, language, at, list(zip(ids, found, rendered.lengths, strict=True)), head)
    return Printed(
        pdf=rendered.pdf,
        pages=rendered.pages,
        printout_ids=ids,
        missing=rendered.missing,
        skipped=skipped,
    )


def print_blank(desk: Desk, form: str, language: Language) -> Printed:  # noqa: ARG001 - as all printing
    """Print an empty form to be filled in by hand. It tells of nobody: nothing is remembered."""
    blank = form_of(form).blank(language)
    rendered = render(form, [blank])
    return Printed(pdf=rendered.pdf, pages=rendered.pages, missing=rendered.missing)
