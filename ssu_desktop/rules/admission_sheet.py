"""The checklist of an admission: contraindications, indications, the family's grounds, the examination.

Order 230, paras 6, 14, 25, 32 and 33. Each question is answered yes or no; what stands against the admission
warns with its paragraph, and only an impossible entry is refused.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ssu_desktop.language import N_, Bilingual
from ssu_desktop.law import AdmissionItem, Law
from ssu_desktop.records.kinds import Answer, Category, UnitKind
from ssu_desktop.rules.entry import article_of
from ssu_desktop.rules.fields import check_fields, check_not_future
from ssu_desktop.rules.finding import Finding, Weight
from ssu_desktop.rules.intake import IntakeDraft, check_intake

MOST_SEIZURES = 999
MOST_CHILDREN = 20
NO_RELATIVES = "none"
"""How the code of the ground ends that names no relative: there are none."""


@dataclass(frozen=True, kw_only=True)
class AnswerDraft:
    """The answer to one question of the checklist; a ground names the relative and its document."""

    code: str
    answer: Answer
    relative: str = ""
    document: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class SheetDraft:
    """What an admission establishes; `revision` is that of the sheet that was read, if there was one."""

    examined_on: date | None = None
    examined_by: str = ""
    seizures_a_month: int | None = None
    limitation_level: int | None = None
    identified_on: date | None = None
    identified_how: str = ""
    identified_by: str = ""
    children_with: int = 0
    answers: tuple[AnswerDraft, ...] = ()
    intake: tuple[IntakeDraft, ...] = ()
    revision: int | None = None

    @property
    def answered(self) -> Mapping[str, AnswerDraft]:
        """Return the answers by the code of their question."""
        return {answer.code: answer for answer in self.answers}


@dataclass(frozen=True, kw_only=True)
class SheetGround:
    """Whom the sheet is about: the kind of unit, the category, the day of admission, the birth date."""

    kind: UnitKind
    category: Category
    admitted_on: date
    born: date | None = None


def check_sheet(draft: SheetDraft, ground: SheetGround, law: Law, today: date) -> Iterator[Finding]:
    """Find what stands against the admission by its checklist, and what cannot be right on the sheet."""
    yield from _check_entries(draft, ground, today)
    items = law.admission_checklist(ground.kind, ground.category, ground.admitted_on)
    yield from _check_contraindications(draft, [one for one in items if one.part == "contraindication"])
    yield from _check_seizures(draft, items)
    yield from _check_indications(draft, [one for one in items if one.part == "indication"])
    yield from _check_grounds(draft, [one for one in items if one.part == "ground"])
    yield from _check_limitation(draft, ground, law)
    if ground.kind is UnitKind.TEMPORARY:
        yield from _check_identified(draft, ground, law)
        yield from check_intake(draft.intake, law, today, registered_on=ground.admitted_on)


def _check_entries(draft: SheetDraft, ground: SheetGround, today: date) -> Iterator[Finding]:
    yield from check_fields(draft)
    for answer in draft.answers:
        yield from check_fields(answer, within=f"answer.{answer.code}.")
    for field in ("examined_on", "identified_on"):
        day: date | None = getattr(draft, field)
        yield from check_not_future(day, today, field, code="date-in-future")
        if day is not None and ground.born is not None and day < ground.born:
            text = N_("The day lies before the person's birth.")
            yield Finding(code="before-birth", text=text, field=field, weight=Weight.STOP)
    yield from _check_number(draft.seizures_a_month, MOST_SEIZURES, "seizures_a_month")
    yield from _check_number(draft.children_with, MOST_CHILDREN, "children_with")
    if draft.examined_on is not None and draft.examined_on > ground.admitted_on:
        text = N_("The examination comes before the admission, not after it.")
        yield Finding(code="examined-late", text=text, field="examined_on")


def _check_number(number: int | None, most: int, field: str) -> Iterator[Finding]:
    if number is not None and not 0 <= number <= most:
        yield Finding(
            code="number-out-of-bounds",
            text=N_("A whole number from {lowest} to {highest} belongs here."),
            values={"lowest": 0, "highest": most},
            field=field,
            weight=Weight.STOP,
        )


def _check_contraindications(draft: SheetDraft, items: Sequence[AdmissionItem]) -> Iterator[Finding]:
    answered = draft.answered
    for item in items:
        if item.code in answered and answered[item.code].answer is Answer.YES:
            text = N_("There is a medical contraindication: {item}.")
            if item.unit_kind == UnitKind.TEMPORARY:
                text = N_("There is a contraindication: {item}. The person is to be referred to health care.")
            yield _of(item, "contraindicated", text)
    if open_items := [item for item in items if item.code not in answered]:
        yield Finding(
            code="checklist-open",
            text=N_("Contraindications without an answer: {count} of {all}."),
            values={"count": len(open_items), "all": len(items)},
            field=f"answer.{open_items[0].code}",
            article=open_items[0].article,
        )
    elif items and (draft.examined_on is None or not draft.examined_by.strip()):
        text = N_("It is not entered who examined the person, and when.")
        yield Finding(
            code="examined-unknown",
            text=text,
            field="examined_on" if draft.examined_on is None else "examined_by",
            article=items[0].article,
            weight=Weight.NOTE,
        )


def _check_seizures(draft: SheetDraft, items: Sequence[AdmissionItem]) -> Iterator[Finding]:
    """Warn where seizures are so many that a "no" contradicts the item (R230-047, R230-052)."""
    count = draft.seizures_a_month
    for item in items:
        if count is None or item.seizures_from is None or count < item.seizures_from:
            continue
        answer = draft.answered.get(item.code)
        if answer is not None and answer.answer is Answer.NO:
            text = N_("With {count} seizures a month this is a contraindication: {item}.")
            yield _of(item, "seizures-frequent", text, count=count)


def _check_indications(draft: SheetDraft, items: Sequence[AdmissionItem]) -> Iterator[Finding]:
    if not items or _any_yes(draft, items):
        return
    text = N_("None of the indications of this category is confirmed; at least one is needed.")
    if len(items) == 1:
        text = N_("This is not confirmed: {item}.")
    yield _of(items[0], "indication-missing", text)


def _check_grounds(draft: SheetDraft, items: Sequence[AdmissionItem]) -> Iterator[Finding]:
    if not items:
        return
    if not _any_yes(draft, items):
        text = N_("It is not said why the family gives no care; at least one ground is needed.")
        yield _of(items[0], "ground-missing", text)
    for item in items:
        answer = draft.answered.get(item.code)
        if answer is None or answer.answer is Answer.NO:
            continue
        if not answer.document.strip() or not (item.code.endswith(NO_RELATIVES) or answer.relative.strip()):
            text = N_("The relative or the document of this ground is missing: {item}.")
            yield _of(item, "ground-unproven", text, weight=Weight.NOTE)


def _any_yes(draft: SheetDraft, items: Sequence[AdmissionItem]) -> bool:
    answered = draft.answered
    return any(one.code in answered and answered[one.code].answer is Answer.YES for one in items)


def _check_limitation(draft: SheetDraft, ground: SheetGround, law: Law) -> Iterator[Finding]:
    levels = limitation_levels(ground.kind, ground.category, ground.admitted_on, law)
    if levels and draft.limitation_level not in levels:
        figure = law.known_figure(_limitation_key(ground.category), ground.kind, on=ground.admitted_on)
        text = N_("The level of limitation is missing: the first or the second.")
        yield Finding(code="limitation-missing", text=text, field="limitation_level", article=figure.article)


def limitation_levels(kind: UnitKind, category: Category, on: date, law: Law) -> tuple[int, ...]:
    """Return the levels of limitation that this category is served with; empty where none is asked."""
    editions = law.editions(_limitation_key(category), kind)
    return law.known_figure(_limitation_key(category), kind, on=on).values if editions else ()


def _limitation_key(category: Category) -> str:
    return f"admission.limitation.{category.value}"


def _check_identified(draft: SheetDraft, ground: SheetGround, law: Law) -> Iterator[Finding]:
    """Warn where a person of a temporary stay is not identified; para 31 asks neither IIN nor papers."""
    if draft.identified_on is None or not draft.identified_how.strip():
        yield Finding(
            code="not-identified",
            text=N_("It is not entered how and when the person was identified."),
            field="identified_on" if draft.identified_on is None else "identified_how",
            article=article_of(law, "admission.identification", ground.kind, ground.admitted_on),
        )


def _of(
    item: AdmissionItem, code: str, text: str, *, weight: Weight = Weight.WARN, **values: object
) -> Finding:
    """Return a finding about one question, which stands under it."""
    words = Bilingual(item.name_kk, item.name_ru)
    return Finding(
        code=code,
        text=text,
        values={"item": words, **values},
        field=f"answer.{item.code}",
        article=item.article,
        weight=weight,
    )
