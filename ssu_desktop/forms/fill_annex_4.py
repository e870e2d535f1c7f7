"""The individual plan (annex 4) from one version of a plan."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from ssu_desktop.forms.annex_4 import Annex4, EmptyDomain, PlanRow, Signer
from ssu_desktop.forms.fill import (
    day,
    head_name,
    official_day,
    organisation_name,
    span,
    staff_name,
    word,
)
from ssu_desktop.language import Language
from ssu_desktop.records.kinds import PlanState, Post
from ssu_desktop.records.organisation import Organisation, Signatory, Staff
from ssu_desktop.records.plan import Plan, PlanItem, PlanSection
from ssu_desktop.rules.service import printed_words

NO_SERVICES: Mapping[str, tuple[str, str]] = {}
_ROLES = {
    Post.SOCIAL_WORK_SPECIALIST: "social_worker",
    Post.PSYCHOLOGIST: "psychologist",
    Post.MEDICAL: "medic",
    Post.CONSULTANT: "consultant",
}


def fill_annex_4(
    *,
    organisation: Organisation,
    head: Signatory | None,
    plan: Plan,
    staff: Mapping[UUID, Staff],
    language: Language,
    services: Mapping[str, tuple[str, str]] = NO_SERVICES,
    needs: Mapping[str, tuple[str, str]] = NO_SERVICES,
) -> Annex4:
    """Return the plan's texts, as a draft until it was approved.

    `head` is who signs on the day of approval, before it today. To be loaded: the plan's `items`,
    `sections` and `stay`, of the stay `person` and `unit`. `staff` holds those who answer for activities;
    each of them gets a signature line by their post. `services` gives the words of known services, in
    Kazakh and in Russian, by their reference: untouched, they are printed in the form's language. So are
    questions and answers that `needs` gives in both, by their words in either.
    """
    stay = plan.stay
    return Annex4(
        language=language,
        bookmark=stay.person.full_name,
        draft=plan.state not in (PlanState.APPROVED, PlanState.REPLACED),
        kind=stay.unit.kind.value,
        head=_approver(plan, head, language),
        approved=official_day(plan.approved_on, language),
        organisation=organisation_name(organisation, language),
        name=stay.person.full_name,
        born=day(stay.person.born),
        diagnosis=stay.person.diagnosis,
        admitted=official_day(stay.admitted_on, language),
        observed_from=day(plan.observed_from),
        observed_until=day(plan.observed_until),
        period_from=day(plan.period_from),
        period_until=day(plan.period_until),
        rows=tuple(_row(item, staff, services, needs, language) for item in plan.items),
        empty=tuple(_empty(plan.sections)),
        reviewed=official_day(plan.review_on, language),
        signers=tuple(_signers(plan.items, staff)),
    )


def _approver(plan: Plan, head: Signatory | None, language: Language) -> str:
    """Return who approved the plan, an acting head called so; before approval whoever is to sign."""
    if head is None or plan.approved_by not in ("", head.name):
        return plan.approved_by
    return head_name(head, language)


def volume_of_service(item: PlanItem, known: tuple[str, str] | None, language: Language) -> str:
    """Return what stands in column 4: the service, below it how much of it and how often."""
    kk, ru = known or ("", "")
    words = printed_words(item.service, kk, ru, language.value)
    amount = ", ".join(part for part in (item.volume, item.frequency) if part)
    return "\n".join(part for part in (words, amount) if part)


def _row(
    item: PlanItem,
    staff: Mapping[UUID, Staff],
    services: Mapping[str, tuple[str, str]],
    needs: Mapping[str, tuple[str, str]],
    language: Language,
) -> PlanRow:
    when = (word(item.period, language), span(item.date_from, item.date_until))
    return PlanRow(
        domain=item.domain.value,
        question=_asked(item.question, needs, language),
        answer=_asked(item.answer, needs, language),
        volume=volume_of_service(item, _known(item, services, needs), language),
        specialist=staff_name(staff, item.responsible_id, item.responsible_name),
        dates=", ".join(part for part in when if part),
    )


def _known(
    item: PlanItem, services: Mapping[str, tuple[str, str]], needs: Mapping[str, tuple[str, str]]
) -> tuple[str, str] | None:
    """Return a service in both languages, as a former edition, the law now or a questionnaire has it."""
    found = services.get(item.service) if item.service_ref else None
    return found or services.get(item.service_ref) or needs.get(item.service)


def service_of(
    item: PlanItem,
    services: Mapping[str, tuple[str, str]],
    needs: Mapping[str, tuple[str, str]],
    language: Language,
) -> str:
    """Return the service of an activity in the language of a form, where it is known in both."""
    kk, ru = _known(item, services, needs) or ("", "")
    return printed_words(item.service, kk, ru, language.value)


def _asked(words: str, needs: Mapping[str, tuple[str, str]], language: Language) -> str:
    """Return a question or an answer in the language of the form, where a questionnaire has it in both."""
    kk, ru = needs.get(words, ("", ""))
    return printed_words(words, kk, ru, language.value)


def _empty(sections: Iterable[PlanSection]) -> Iterable[EmptyDomain]:
    for section in sections:
        if section.empty_reason:
            yield EmptyDomain(domain=section.domain.value, reason=section.empty_reason)


def _signers(items: Iterable[PlanItem], staff: Mapping[UUID, Staff]) -> Iterable[Signer]:
    """Yield everyone who answers for an activity once; the date is written by hand."""
    seen: set[str] = set()
    for item in items:
        name = staff_name(staff, item.responsible_id, item.responsible_name)
        member = staff.get(item.responsible_id) if item.responsible_id else None
        if name and name not in seen:
            seen.add(name)
            yield Signer(role=_ROLES.get(member.post, "specialist") if member else "specialist", name=name)
