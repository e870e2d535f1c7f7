"""What happens to the demo's people: admission, papers, plans, rounds, movements."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from ssu_desktop.actions.belongings import save_belonging
from ssu_desktop.actions.card import read_card, save_card
from ssu_desktop.actions.demo.papers import leave_papers
from ssu_desktop.actions.demo.sheets import sheet_of
from ssu_desktop.actions.demo.waiting import wait
from ssu_desktop.actions.desk import Desk, Refused, Saved
from ssu_desktop.actions.monitoring import monitoring_page
from ssu_desktop.actions.monitoring_editing import complete_round, set_mark
from ssu_desktop.actions.person import save_person
from ssu_desktop.actions.personal_file import file_page, save_document
from ssu_desktop.actions.plan import plan_page
from ssu_desktop.actions.plan_approval import approve_plan, mark_filled
from ssu_desktop.actions.plan_editing import new_version, save_plan, start_plan
from ssu_desktop.actions.stay import admit, record_movement
from ssu_desktop.records.kinds import (
    Category,
    DisabilityGroup,
    Domain,
    Funding,
    MarkKind,
    MovementKind,
    PaperKind,
    Period,
    RelationKind,
    RoundKind,
    StayLength,
    UnitKind,
)
from ssu_desktop.rules.admission import AdmissionDraft
from ssu_desktop.rules.admission_sheet import SheetDraft
from ssu_desktop.rules.finding import Weight
from ssu_desktop.rules.monitoring import round_dates
from ssu_desktop.rules.movement import MovementDraft
from ssu_desktop.rules.person import (
    ConvictionDraft,
    DisabilityDraft,
    PaperDraft,
    PersonDraft,
    ProgrammeDraft,
    RelativeDraft,
)
from ssu_desktop.rules.personal_file import DocumentDraft
from ssu_desktop.rules.plan_draft import ItemDraft
from ssu_desktop.rules.round_draft import MarkDraft, RoundDraft

Story = Mapping[str, Any]
_REASON = "Жергілікті атқарушы органның шешімі бойынша"
_IN_NEED_OF_PAPERS = {Category.CHILDREN, Category.MUSCULOSKELETAL, Category.ADULTS, Category.DISABLED}
_FIRST_POINTS = (18, 9, 14, 11, 16, 7, 3, 2)
_BETTER_EACH_ROUND = 0.88
_ROUNDS_A_YEAR = 4  # the last of a year is the first of the next
_YEAR = timedelta(days=365)
_SHEETS_SINCE, _ILL = 45, 16  # days ago


def done(act: Callable[[Mapping[str, str]], Saved | Refused]) -> UUID:
    """Do it, giving a reason for each warning; an outright refusal is a mistake in the demo's data."""
    result = act({})
    if isinstance(result, Refused):
        warned = [finding for finding in result.findings if finding.weight is Weight.WARN]
        result = act({finding.code: _REASON for finding in warned})
    if isinstance(result, Refused):
        raise ValueError(f"the demo's story is impossible: {result.findings}")
    return result.id


def _needs_no_reason(act: Callable[[], Saved | Refused], _reasons: Mapping[str, str]) -> Saved | Refused:
    return act()


def _of_a_woman(surname: str) -> str:
    return f"{surname}а" if surname.endswith(("ов", "ев", "ин")) else surname


@dataclass(frozen=True, kw_only=True)
class Life:
    """Lets people live their stories at the desk."""

    desk: Desk
    told: Story
    units: Mapping[UnitKind, UUID]
    specialists: Mapping[Domain, UUID]

    def live(self, story: Story, person: PersonDraft) -> None:
        """Enter the person and all that the story tells."""
        person_id = done(lambda reasons: save_person(self.desk, None, person, reasons))
        self._belongings(story, person_id, person)
        if story.get("queue"):
            wait(self.desk, self.told, story, person_id, self.units[UnitKind(story["unit"])], done)
            return
        self._stay(story, person_id, story["ago"])
        if "again" in story:
            again = {**story, "moves": [], "rounds": 1, "plan": "filled", "file": 0.9}
            self._stay(again, person_id, story["again"])

    def _ago(self, days: int) -> date:
        return self.desk.today - timedelta(days=days)

    def _stay(self, story: Story, person_id: UUID, ago: int) -> None:
        admitted = self._ago(ago)
        temporary = story["unit"] == UnitKind.TEMPORARY
        draft = AdmissionDraft(
            unit_id=self.units[UnitKind(story["unit"])],
            category=Category(story["category"]),
            admitted_on=admitted,
            order_number=f"{100 + ago}-ж",
            order_date=admitted,
            came_from=self.told["origins"][ago % len(self.told["origins"])],
            funding=Funding(story.get("funding", "guaranteed")),
            length=StayLength(story.get("length", "temporary" if temporary else "permanent")),
            planned_until=admitted + _YEAR if temporary else None,
            decision_number=f"{ago}-ш",
            decision_date=admitted - timedelta(days=7),
            decision_body=self.told["decision_body"],
        )
        sheet = self._sheet(UnitKind(story["unit"]), Category(story["category"]), ago)
        done(lambda reasons: admit(self.desk, person_id, draft, reasons, sheet))
        stay_id = self._latest_stay(person_id)
        self._papers(stay_id, admitted, story.get("file", 0.0))
        if story.get("card"):
            self._card(stay_id, admitted)
        self._plans(story, stay_id, admitted)
        self._rounds(stay_id, admitted, story.get("rounds", 0))
        if story.get("plan") == "second":
            self._rounds(stay_id, admitted + _YEAR, 1, plan_number=2)
        if story.get("marks"):
            self._marks(stay_id, story["marks"])
        for kind, days, more in story.get("moves", ()):
            self._move(stay_id, MovementKind(kind), self._ago(days), more)
        page = file_page(self.desk, stay_id)
        if "scan" in story and page is not None:
            leave_papers(self.desk, person_id, page, admitted, story["scan"])

    def _sheet(self, kind: UnitKind, category: Category, ago: int) -> SheetDraft | None:
        """Return the sheet of those admitted since the checklist is kept in the program; one is ill."""
        if ago > _SHEETS_SINCE:
            return None
        return sheet_of(self.desk.law, kind, category, self._ago(ago), ill=ago == _ILL)

    def _latest_stay(self, person_id: UUID) -> UUID:
        from ssu_desktop.actions.person import person_page

        page = person_page(self.desk, person_id)
        if page is None or not page.stays:
            raise ValueError("the person of the story has no stay")
        return max(page.stays, key=lambda stay: stay.id).id

    def _move(self, stay_id: UUID, kind: MovementKind, day: date, more: Story) -> None:
        reasons = self.told["leave_reasons" if kind.value in {"left", "suspended"} else "discharge_reasons"]
        draft = MovementDraft(
            kind=kind,
            happened_on=day,
            order_number=f"{day.day + 30}-ш",
            order_date=day,
            reason=reasons[more["reason"]] if "reason" in more else "",
            until=self._ago(-more["until"]) if "until" in more else None,
            destination=more.get("destination", ""),
        )
        done(lambda given: record_movement(self.desk, stay_id, draft, given))

    def _belongings(self, story: Story, person_id: UUID, person: PersonDraft) -> None:
        for draft in self._owned(story, person):
            done(partial(save_belonging, self.desk, person_id, None, draft))

    def _owned(
        self, story: Story, person: PersonDraft
    ) -> Iterator[RelativeDraft | DisabilityDraft | ProgrammeDraft | PaperDraft | ConvictionDraft]:
        category, ago = Category(story["category"]), int(story["ago"])
        child = category is Category.CHILDREN
        yield RelativeDraft(
            relation=RelationKind.MOTHER if child else RelationKind.SIBLING,
            full_name=f"{_of_a_woman(person.surname)} Гүлсім",
            birth_year=(person.born or self.desk.today).year - (28 if child else 3),
            address=person.address,
            phone=person.phone,
            is_representative=child,
        )
        if category in _IN_NEED_OF_PAPERS:
            group = (
                DisabilityGroup.CHILD if child else (DisabilityGroup.FIRST, DisabilityGroup.SECOND)[ago % 2]
            )
            yield DisabilityDraft(group=group, established_on=self._ago(ago + 200), indefinite=ago % 3 == 0)
            yield ProgrammeDraft(
                number=f"АОЖБ-{ago}",
                issued_on=self._ago(ago + 30),
                until=None if ago % 4 == 0 else self._ago(-(ago % 11) * 13 - 4),
                indefinite=ago % 4 == 0,
            )
        if story["unit"] == UnitKind.TEMPORARY and ago % 2:
            yield PaperDraft(kind=PaperKind.IDENTITY_CARD, number="044123780", issued_by="ҚР ІІМ")
        if category in {Category.RELEASED, Category.PROBATION}:
            yield ConvictionDraft(article="188-бап", term="2 жыл", served_where="Қостанай облысы")

    def _papers(self, stay_id: UUID, admitted: date, share: float) -> None:
        page = file_page(self.desk, stay_id)
        if page is None:
            return
        needed = [row for row in page.rows if row.required]
        for row in needed[: round(len(needed) * share)]:
            draft = DocumentDraft(code=row.code, form=row.form, received_on=admitted, pages=2)
            done(partial(save_document, self.desk, page.file_id, draft, None))

    def _card(self, stay_id: UUID, admitted: date) -> None:
        card = read_card(self.desk, stay_id)
        if card is None:
            raise ValueError("the stay of the story is gone")
        told = self.told["card"]
        draft = replace(card, **told, filled_on=admitted, filled_by_id=self.specialists[Domain.LEGAL])
        done(lambda _given: save_card(self.desk, stay_id, draft))

    def _plans(self, story: Story, stay_id: UUID, admitted: date) -> None:
        state = story.get("plan")
        if not state:
            return
        approved = self._plan(stay_id, admitted, state)
        if state == "revised":
            why = self.told["revision_reason"]
            done(lambda _given: new_version(self.desk, approved, why))
        if state == "second":
            self._plan(stay_id, admitted + _YEAR, "approved")

    def _plan(self, stay_id: UUID, start: date, state: str) -> UUID:
        plan_id = done(lambda _given: start_plan(self.desk, stay_id))
        page = plan_page(self.desk, stay_id)
        if page is None or page.plan is None:
            raise ValueError("the plan of the story is gone")
        draft = page.plan.draft
        drafted = min(start + timedelta(days=4), self.desk.today)
        draft = replace(
            draft,
            observed_from=start,
            observed_until=drafted,
            drafted_on=drafted,
            items=tuple(self._items(draft.period_from, draft.period_until, few=state == "draft")),
        )
        done(lambda _given: save_plan(self.desk, plan_id, draft))
        if state == "draft":
            return plan_id
        filled = min(drafted + timedelta(days=2), self.desk.today)
        done(lambda given: mark_filled(self.desk, plan_id, filled, given))
        if state != "filled":
            done(lambda given: approve_plan(self.desk, plan_id, filled, reasons=given))
        return plan_id

    def _items(self, start: date | None, end: date | None, *, few: bool) -> Iterator[ItemDraft]:
        for domain in Domain:
            for question, answer, points, service, period in self.told["items"][domain.value]:
                if few and domain not in {Domain.HOUSEHOLD, Domain.MEDICAL, Domain.CULTURAL}:
                    continue
                yield ItemDraft(
                    domain=domain,
                    question=question,
                    answer=answer,
                    points=points,
                    service=service,
                    responsible_id=self.specialists.get(domain),
                    period=Period(period),
                    date_from=start,
                    date_until=end,
                )

    def _rounds(self, stay_id: UUID, started: date, count: int, *, plan_number: int = 1) -> None:
        kinds = list(RoundKind)[: min(count, 5)]
        dates = round_dates(started, self.desk.law)
        for number, kind in enumerate(kinds):
            if dates[kind] > self.desk.today:
                return
            draft = self._round(number + _ROUNDS_A_YEAR * (plan_number - 1), kind, dates[kind])
            marked_on_paper = {"round-unmarked": self.told["marked_on_paper"]}
            done(partial(self._complete, stay_id, draft, plan_number, marked_on_paper))

    def _complete(
        self,
        stay_id: UUID,
        draft: RoundDraft,
        number: int,
        known: Mapping[str, str],
        reasons: Mapping[str, str],
    ) -> Saved | Refused:
        return complete_round(self.desk, stay_id, draft, number, {**reasons, **known})

    def _round(self, number: int, kind: RoundKind, held_on: date) -> RoundDraft:
        scores = {
            domain: round(points * _BETTER_EACH_ROUND**number)
            for domain, points in zip(Domain, _FIRST_POINTS, strict=True)
        }
        revised = (Domain.MEDICAL,) if number == 2 else ()
        return RoundDraft(
            kind=kind,
            held_on=held_on,
            scores=scores,
            goal=self.told["goals"][number % len(self.told["goals"])],
            decision=self.told["decisions"]["some" if revised else "none"],
            revised_domains=revised,
            specialist_id=self.specialists[Domain.HOUSEHOLD],
        )

    def _marks(self, stay_id: UUID, count: int) -> None:
        """Mark the first `count` activities in the last three months."""
        page = monitoring_page(self.desk, stay_id)
        if page is None:
            return
        months = [month for month in page.months if month <= self.desk.today][-3:]
        for row, activity in enumerate(page.activities[:count]):
            for month in months:
                mark = MarkKind.POSITIVE if (row + month.month) % 3 else MarkKind.NO_CHANGE
                draft = MarkDraft(item_id=activity.item_id, month=month, mark=mark)
                done(partial(_needs_no_reason, partial(set_mark, self.desk, stay_id, draft)))
