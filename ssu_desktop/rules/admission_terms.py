"""On what terms a person is admitted: length, contract, ward, night stay, decision, the unit's licence."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from ssu_desktop.language import N_
from ssu_desktop.language.dates import short
from ssu_desktop.law import Article, Law, NoFigure
from ssu_desktop.records.kinds import Category, Establishment, Placement, StayLength, UnitKind
from ssu_desktop.rules.entry import article_of
from ssu_desktop.rules.finding import Finding, Weight
from ssu_desktop.rules.plan import months_after

if TYPE_CHECKING:
    from ssu_desktop.rules.admission import AdmissionDraft, UnitFacts


def check_terms(draft: "AdmissionDraft", day: date, unit: "UnitFacts", law: Law) -> Iterator[Finding]:
    """Find what stands against the terms of an admission on `day` into `unit`."""
    yield from _check_length(draft, day, unit.kind, law)
    yield from _check_contract(draft, day, unit.kind, law)
    yield from _check_placement(draft, day, unit.kind, law)
    if draft.placement is Placement.INDEPENDENT:
        yield from _check_support(day, unit, law)
    yield from _check_night_stay(draft, day, unit, law)


def _check_length(draft: "AdmissionDraft", day: date, kind: UnitKind, law: Law) -> Iterator[Finding]:
    """Warn of a temporary stay that is open or too long (R230-012, 014, 015, 111, 118)."""
    if draft.length is not StayLength.TEMPORARY and kind is not UnitKind.TEMPORARY:
        return
    try:
        limit = law.known_figure("stay.temporary_longest", kind, on=day)
    except NoFigure:
        return
    last = months_after(day, limit.value)
    if draft.planned_until is None:
        text = N_("Enter until when the temporary stay lasts: {day} at the latest.")
    elif draft.planned_until > last:
        text = N_("The temporary stay may last until {day} at the latest.")
    else:
        return
    values = {"day": short(last)}
    yield Finding(code="stay-term", text=text, values=values, field="planned_until", article=limit.article)


def _check_contract(draft: "AdmissionDraft", day: date, kind: UnitKind, law: Law) -> Iterator[Finding]:
    """Ask for the contract of a temporary stay in a stationary unit (R230-110)."""
    if draft.contract_date is not None and draft.contract_date > day:
        text = N_("The contract of {signed} is later than the admission on {day}.")
        values = {"signed": short(draft.contract_date), "day": short(day)}
        yield Finding(code="contract-late", text=text, values=values, field="contract_date")
    article = article_of(law, "stay.contract", kind, day)
    if article is None or draft.length is not StayLength.TEMPORARY:
        return
    if not draft.contract_number.strip() or draft.contract_date is None:
        yield Finding(
            code="contract-missing",
            text=N_("A temporary stay needs a contract; its number or date is missing."),
            field="contract_date" if draft.contract_number.strip() else "contract_number",
            article=article,
        )


def _check_placement(draft: "AdmissionDraft", day: date, kind: UnitKind, law: Law) -> Iterator[Finding]:
    """Warn of a ward that is not for this category (R230-105 to R230-107)."""
    if draft.placement is Placement.ORDINARY or draft.category is None:
        return
    served = article_of(law, f"stay.placement.{draft.placement}.{draft.category}", kind, day)
    if served is None:
        yield Finding(
            code="placement-foreign",
            text=N_("“{placement}” is not for the category “{category}”."),
            values={"placement": draft.placement, "category": draft.category},
            field="placement",
            article=article_of(law, "stay.placement", UnitKind.STATIONARY, day),
        )
    elif draft.placement is Placement.INDEPENDENT and not draft.decision_number.strip():
        text = N_("The decision to give support of independent living is missing.")
        yield Finding(code="support-decision", text=text, field="decision_number", article=served)


def _check_support(day: date, unit: "UnitFacts", law: Law) -> Iterator[Finding]:
    """Warn where the unit for support of independent living is full (R230-105)."""
    try:
        places = law.known_figure("stay.independent_places", unit.kind, on=day)
    except NoFigure:
        return
    least, most = places.values
    if unit.supported >= most:
        text = N_("Support of independent living has from {least} to {most} places; {taken} are taken.")
        values = {"least": least, "most": most, "taken": unit.supported}
        yield Finding(
            code="support-full", text=text, values=values, field="placement", article=places.article
        )


def _check_night_stay(draft: "AdmissionDraft", day: date, unit: "UnitFacts", law: Law) -> Iterator[Finding]:
    """Warn of nights outside a rehabilitation centre, or without a decision (R230-113)."""
    if not draft.night_stay:
        return
    article = article_of(law, "stay.night", UnitKind.DAY, day)
    if unit.kind is not UnitKind.DAY or unit.establishment is not Establishment.REHABILITATION_CENTRE:
        text = N_("Nights are given in rehabilitation centres of day care only.")
        yield Finding(code="night-stay", text=text, field="night_stay", article=article)
    elif not draft.decision_number.strip():
        text = N_("A night stay needs a decision of the local executive body.")
        yield Finding(code="night-decision", text=text, field="decision_number", article=article)
    elif Category.MUSCULOSKELETAL not in (draft.category, *draft.further_categories):
        text = N_("Nights are for people from another settlement or with musculoskeletal disorders.")
        yield _note("night-ground", text, "night_stay", article)


def check_decision(draft: "AdmissionDraft", kind: UnitKind, law: Law) -> Iterator[Finding]:
    """Warn where the local executive body's decision is not entered in full; T asks for none."""
    if draft.admitted_on is None:
        return
    article = article_of(law, "admission.decision", kind, draft.admitted_on)
    parts = {
        "decision_number": draft.decision_number.strip(),
        "decision_date": draft.decision_date,
        "decision_body": draft.decision_body.strip(),
    }
    missing = next((field for field, value in parts.items() if not value), None)
    if article is not None and missing is not None:
        text = N_("The decision of the local executive body is not entered in full: number, date, body.")
        yield Finding(code="decision-missing", text=text, field=missing, article=article)


def check_licence(day: date, unit: "UnitFacts", law: Law) -> Iterator[Finding]:
    """Warn of a day on which the unit's licence was not yet issued or had run out (R230-021)."""
    article = article_of(law, "unit.licence", unit.kind, day)
    if unit.licence_until is not None and day > unit.licence_until:
        text = N_("The unit's licence ran out on {day}.")
        values = {"day": short(unit.licence_until)}
        yield Finding(code="licence-expired", text=text, values=values, field="unit_id", article=article)
    if unit.licence_issued_on is not None and day < unit.licence_issued_on:
        text = N_("The unit's licence was issued on {day} only.")
        values = {"day": short(unit.licence_issued_on)}
        yield Finding(code="licence-not-yet", text=text, values=values, field="admitted_on", article=article)


def _note(code: str, text: str, field: str, article: Article | None) -> Finding:
    return Finding(code=code, text=text, field=field, article=article, weight=Weight.NOTE)
