"""Templates of plans: kept from a plan, offered by category and unit, put into a draft."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ssu_desktop.actions.asked import stay_in_unit
from ssu_desktop.actions.desk import Desk, Refused, Saved, unanswered
from ssu_desktop.actions.drafts import packed, unpacked
from ssu_desktop.actions.plan import items_of, read_plan
from ssu_desktop.actions.plan_editing import not_a_draft
from ssu_desktop.actions.plan_section import contents, settle_sections
from ssu_desktop.actions.stored import gone
from ssu_desktop.language import N_
from ssu_desktop.language.names import clean, sort_key
from ssu_desktop.records import Plan, PlanItem, PlanTemplate, Staff, new_id, utc_now
from ssu_desktop.records.kinds import Category, PlanState, UnitKind
from ssu_desktop.rules.fields import LONGEST_NAME, check_length, missing
from ssu_desktop.rules.finding import Finding
from ssu_desktop.rules.plan import moved_into
from ssu_desktop.rules.plan_draft import ItemDraft, check_row_counts
from ssu_desktop.rules.questionnaire import fits

_EPOCH = date(2000, 1, 1)
"""The first day of every template: the dates of its activities keep their distance from it."""


@dataclass(frozen=True, kw_only=True)
class TemplateRow:
    """One template; `suits`: it is meant for the category and the kind of unit that were asked for."""

    id: UUID
    title: str
    rows: int
    suits: bool


def save_template(
    desk: Desk,
    plan_id: UUID,
    title: str,
    categories: Sequence[Category] = (),
    unit_kinds: Sequence[UnitKind] = (),
) -> Saved | Refused:
    """Keep the activities of a plan as a template, without the person's answers and points.

    A template of the same title is replaced by it. No categories or kinds of unit: it is for all."""
    title = clean(title)
    view = read_plan(desk, plan_id)
    if view is None:
        return Refused((gone(),))
    items = [_without_the_person(item.draft, view.period_from) for item in view.items]
    if standing := unanswered(_check(title, items), {}):
        return Refused(standing)
    with desk.write(N_("Keep a template of a plan")) as session:
        template = _of_title(session, title) or PlanTemplate(id=new_id(), title=title)
        template.categories, template.unit_kinds = tuple(categories), tuple(unit_kinds)
        template.content = {"items": [packed(item) for item in items]}
        template.retired_on = None
        session.add(template)
        return Saved(template.id)


def _check(title: str, items: Sequence[ItemDraft]) -> tuple[Finding, ...]:
    found = list(check_length(title, LONGEST_NAME, "title"))
    if not title:
        found.append(missing("title", N_("Name the template."), code="template-nameless"))
    if not items:
        found.append(missing("title", N_("The plan has no activity yet."), code="plan-empty"))
    return tuple(found)


def _of_title(session: Session, title: str) -> PlanTemplate | None:
    return session.scalars(select(PlanTemplate).where(PlanTemplate.title == title)).first()


def _without_the_person(item: ItemDraft, starts: date) -> ItemDraft:
    return replace(
        item,
        id=None,
        answer="",
        points=None,
        carried=None,
        date_from=_moved(item.date_from, _EPOCH - starts),
        date_until=_moved(item.date_until, _EPOCH - starts),
    )


def _moved(day: date | None, by: timedelta) -> date | None:
    return None if day is None else day + by


def list_templates(desk: Desk, stay_id: UUID) -> tuple[TemplateRow, ...]:
    """Return the templates, those for the category and unit of a stay first, each by its title."""
    with desk.read_rows() as source:
        found = stay_in_unit.first(source, stay_id=stay_id)
    if found is None:
        return ()
    stay, kind = found
    categories = (stay.category, *stay.further_categories)
    with desk.read() as session:
        kept = session.scalars(select(PlanTemplate).where(PlanTemplate.retired_on.is_(None))).all()
        rows = [
            TemplateRow(
                id=one.id,
                title=one.title,
                rows=len(one.content["items"]),
                suits=fits(one.categories, one.unit_kinds, categories, kind),
            )
            for one in kept
        ]
    return tuple(sorted(rows, key=lambda row: (not row.suits, sort_key(row.title))))


def retire_template(desk: Desk, template_id: UUID) -> Saved | Refused:
    """Offer a template no longer; the plans that began with it stay as they are."""
    with desk.read() as session:
        if session.get(PlanTemplate, template_id) is None:
            return Refused((gone(),))
    with desk.write(N_("Remove a template of a plan")) as session:
        session.get_one(PlanTemplate, template_id).retired_on = desk.today
    return Saved(template_id)


def apply_template(desk: Desk, plan_id: UUID, template_id: UUID) -> Saved | Refused:
    """Put the activities of a template behind those of a draft, their dates inside the plan.

    A specialist who works here no longer is left out."""
    with desk.read() as session:
        plan, template = session.get(Plan, plan_id), session.get(PlanTemplate, template_id)
        if plan is None or template is None:
            return Refused((gone(),))
        if plan.state is not PlanState.DRAFT:
            return not_a_draft(plan.state)
        drafts = [_for_plan(row, plan, _working(session, desk.today)) for row in _rows(template.content)]
        if too_many := tuple(check_row_counts((*items_of(session, [plan_id]), *drafts))):
            return Refused(too_many)
    with desk.write(N_("Begin a plan from a template")) as session:
        before = contents(session, plan_id)
        after = len(items_of(session, [plan_id]))
        for place, draft in enumerate(drafts):
            session.add(_item(plan_id, after + place, draft))
        settle_sections(session, plan_id, before)
        session.get_one(Plan, plan_id).changed_at = utc_now()
    return Saved(plan_id)


def _rows(content: Mapping[str, Any]) -> list[ItemDraft]:
    return [unpacked(ItemDraft, row) for row in content["items"]]


def _working(session: Session, today: date) -> dict[UUID, str]:
    return {
        one.id: one.short_name
        for one in session.scalars(select(Staff))
        if one.works_until is None or one.works_until >= today
    }


def _for_plan(draft: ItemDraft, plan: Plan, staff: Mapping[UUID, str]) -> ItemDraft:
    by, days = plan.period_from - _EPOCH, (plan.period_from, plan.period_until)
    date_from, date_until = moved_into((draft.date_from, draft.date_until), by, days)
    works = draft.responsible_id is None or draft.responsible_id in staff
    return replace(
        draft,
        responsible_id=draft.responsible_id if works else None,
        responsible_name=draft.responsible_name if works else "",
        date_from=date_from,
        date_until=date_until,
    )


def _item(plan_id: UUID, position: int, draft: ItemDraft) -> PlanItem:
    values = {name: getattr(draft, name) for name in ItemDraft.__dataclass_fields__ if name != "id"}
    return PlanItem(id=new_id(), plan_id=plan_id, position=position, **values)
