"""The monitoring journal (annex 5) from a journal's rounds and marks."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from ssu_desktop.forms.annex_5 import ActivityMark, Annex5, Gap, Recommendation, Round
from ssu_desktop.forms.fill import day, span, staff_name, word
from ssu_desktop.forms.fill_annex_4 import NO_SERVICES, service_of
from ssu_desktop.forms.wording import load_wording
from ssu_desktop.language import Language
from ssu_desktop.language.dates import month_name
from ssu_desktop.records import monitoring
from ssu_desktop.records.kinds import Domain, RoundKind
from ssu_desktop.records.organisation import Staff
from ssu_desktop.records.plan import PlanItem
from ssu_desktop.rules.absence import Absence, RoundGap

_FORM = "annex-5"


def fill_annex_5(
    *,
    journal: monitoring.MonitoringJournal,
    items: Mapping[UUID, PlanItem],
    staff: Mapping[UUID, Staff],
    language: Language,
    gaps: Sequence[RoundGap] = (),
    services: Mapping[str, tuple[str, str]] = NO_SERVICES,
    needs: Mapping[str, tuple[str, str]] = NO_SERVICES,
) -> Annex5:
    """Return the journal's texts: the five rounds in their columns, additional ones after them.

    To be loaded: the journal's `marks`, `rounds` with `scores`, and `stay` with `person`. `items` are
    the activities that marks name, `gaps` the rounds that absences explain; `services` and `needs` give
    the words of activities in both languages, as in the plan.
    """
    person = journal.stay.person
    by_kind = {one.kind: one for one in journal.rounds}
    regular = [kind for kind in RoundKind if kind is not RoundKind.EXTRA]
    columns = [_round(by_kind[kind], staff, language) if kind in by_kind else Round() for kind in regular]
    extra = [_round(one, staff, language) for one in journal.rounds if one.kind is RoundKind.EXTRA]
    return Annex5(
        language=language,
        bookmark=person.full_name,
        name=person.full_name,
        born=day(person.born),
        diagnosis=person.diagnosis,
        rounds=(*columns, *extra),
        marks=tuple(
            _mark(one, item, service_of(item, services, needs, language), language)
            for one, item in _in_order(journal.marks, items)
        ),
        recommendations=tuple(_advice(one, staff) for one in journal.rounds if one.recommendations),
        gaps=tuple(_gap(one, language) for one in gaps),
    )


def _gap(one: RoundGap, language: Language) -> Gap:
    """Return a gap: the days of each absence and what it was, in the form's language."""
    away = [f"{_days(absence)} ({word(absence.kind, language)})" for absence in one.away]
    return Gap(label=word(one.kind, language), due=day(one.due), held=day(one.held_on), away="\n".join(away))


def _days(absence: Absence) -> str:
    return f"{span(absence.since, absence.until)}{'' if absence.until else '–…'}"


def _round(one: monitoring.MonitoringRound, staff: Mapping[UUID, Staff], language: Language) -> Round:
    scores = {score.domain: score.points for score in one.scores}
    return Round(
        label=f"{word(one.kind, language)}, {day(one.held_on)}",
        assessed=day(one.held_on),
        points=tuple(str(scores[domain]) if domain in scores else "" for domain in Domain),
        total=str(sum(scores.values())) if scores else "",
        goal=one.goal,
        decision=_decision(one, language),
        specialist=staff_name(staff, one.specialist_id, one.specialist_name),
    )


def _decision(one: monitoring.MonitoringRound, language: Language) -> str:
    """The form asks which kind of service is to be reviewed: the domains follow the decision."""
    domains = ", ".join(_domain(domain, language) for domain in one.revised_domains)
    return ": ".join(part for part in (one.decision, domains) if part)


def _domain(domain: Domain, language: Language) -> str:
    return load_wording(_FORM).say(f"domain_{domain.value}", language)


def _in_order(
    marks: Sequence[monitoring.ActivityMark], items: Mapping[UUID, PlanItem]
) -> list[tuple[monitoring.ActivityMark, PlanItem]]:
    """Return the marks with their activities: by the month, within it as the plan has them."""
    places = {domain: place for place, domain in enumerate(Domain)}
    known = [(one, items[one.item_id]) for one in marks if one.item_id in items]
    return sorted(
        known, key=lambda pair: (pair[0].month, places[pair[1].domain], pair[1].position, pair[1].id)
    )


def _mark(one: monitoring.ActivityMark, item: PlanItem, activity: str, language: Language) -> ActivityMark:
    return ActivityMark(
        activity=activity,
        domain=_domain(item.domain, language),
        month=f"{month_name(one.month.month, language)} {one.month.year}",
        result=word(one.mark, language),
        note=one.note,
    )


def _advice(one: monitoring.MonitoringRound, staff: Mapping[UUID, Staff]) -> Recommendation:
    author = staff_name(staff, one.specialist_id, one.specialist_name)
    return Recommendation(date=day(one.held_on), text=one.recommendations, author=author)
