"""The checklist of an admission: answers, seizures, indications, grounds, identification, steps of intake."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from ssu_desktop.language import Language, translate
from ssu_desktop.law import load_law
from ssu_desktop.records.kinds import Answer, Category, IntakeStep, UnitKind
from ssu_desktop.rules.admission_sheet import AnswerDraft, SheetDraft, SheetGround, check_sheet
from ssu_desktop.rules.finding import Finding, Weight
from ssu_desktop.rules.intake import IntakeDraft, check_card_after_intake, check_intake

LAW = load_law()
DAY = date(2026, 3, 4)
TODAY = date(2026, 3, 12)
A_DAY = timedelta(days=1)


def ground(kind: str, category: Category, **others: date) -> SheetGround:
    """Return whom the sheet is about."""
    return SheetGround(kind=UnitKind(kind), category=category, admitted_on=DAY, **others)


def answered(about: SheetGround, yes: Iterable[str] = ()) -> SheetDraft:
    """Return a sheet with every question answered: those of `yes` so, the other ones no."""
    items = LAW.admission_checklist(about.kind, about.category, DAY)
    answers = [
        AnswerDraft(
            code=item.code,
            answer=Answer.YES if item.code in yes else Answer.NO,
            relative="Ұлы" if item.part == "ground" else "",
            document="Анықтама № 4" if item.part == "ground" else "",
        )
        for item in items
    ]
    return SheetDraft(
        examined_on=DAY, examined_by="Дәрігер", answers=tuple(answers), intake=STEPS, **IDENTIFIED
    )


STEPS = tuple(
    IntakeDraft(step=step, done_on=DAY, done_time=f"0{9 + n}:00"[-5:]) for n, step in enumerate(IntakeStep)
)
IDENTIFIED = {"identified_on": DAY, "identified_how": "сұхбат"}


def findings(draft: SheetDraft, about: SheetGround) -> list[Finding]:
    """Return what stands against the sheet."""
    return list(check_sheet(draft, about, LAW, TODAY))


def told(found: Iterable[Finding]) -> list[tuple[str, str | None]]:
    """Return the codes with their paragraphs."""
    return [(one.code, one.article.paragraph if one.article else None) for one in found]


CHILD = ground("S", Category.CHILDREN)
NEED = "S.children.need.3"
OLD = ground("S", Category.ELDERLY)
ALONE = "S.elderly.family.none"


@pytest.mark.parametrize(
    "item", [row for row in LAW.admission_items if row.part == "contraindication"], ids=lambda row: row.code
)
def test_each_contraindication_answered_yes_warns_by_its_paragraph(item: object) -> None:
    """R230-044 to R230-050, R230-053 to R230-104: all 52 items, each for all of its categories."""
    row = next(one for one in LAW.admission_items if one is item)
    for category in map(Category, sorted(row.categories)):
        about = ground(row.unit_kind, category)
        found = [one for one in findings(answered(about, {row.code}), about) if one.code == "contraindicated"]
        assert told(found) == [("contraindicated", row.article.paragraph)]
        assert found[0].weight is Weight.WARN
        assert row.name_kk in translate(Language.KK, found[0].text, **found[0].values)
        assert row.name_ru in translate(Language.RU, found[0].text, **found[0].values)
        assert not [one for one in findings(answered(about), about) if one.code == "contraindicated"]


def test_a_question_without_an_answer_is_counted() -> None:
    assert findings(answered(CHILD, {NEED}), CHILD) == []
    draft = answered(CHILD, {NEED})
    left = replace(draft, answers=draft.answers[2:])
    (found,) = findings(left, CHILD)
    assert (found.code, dict(found.values), found.field) == (
        "checklist-open",
        {"count": 2, "all": 4},
        "answer.S.children.1",
    )


@pytest.mark.parametrize(
    ("kind", "category", "seizures", "expected"),
    [
        ("S", Category.CHILDREN, 4, []),
        ("S", Category.CHILDREN, 5, [("seizures-frequent", "6(1)")]),
        ("S", Category.CHILDREN, 6, [("seizures-frequent", "6(1)")]),
        ("S", Category.MUSCULOSKELETAL, 5, [("seizures-frequent", "6(2)")]),
        ("S", Category.ADULTS, 5, [("seizures-frequent", "6(3)")]),
        ("S", Category.ELDERLY, 0, []),
        ("S", Category.ELDERLY, 1, [("seizures-frequent", "6(5)")]),
        ("D", Category.CHILDREN, 5, [("seizures-frequent", "14(1)")]),
        ("D", Category.MUSCULOSKELETAL, 4, []),
        ("D", Category.ADULTS, 5, [("seizures-frequent", "14(3)")]),
        ("D", Category.DISABLED, 1, [("seizures-frequent", "14(4)")]),
        ("H", Category.CHILDREN, 30, []),
        ("H", Category.ADULTS, 5, [("seizures-frequent", "25(3)")]),
        ("H", Category.DISABLED, 1, [("seizures-frequent", "25(5)")]),
    ],
)
def test_seizures_are_weighed_by_kind_and_category(
    kind: str, category: Category, seizures: int, expected: list[tuple[str, str]]
) -> None:
    """R230-047, R230-052: from five a month; the exception of the rare ones ends at one a month."""
    about = ground(kind, category)
    draft = replace(answered(about), seizures_a_month=seizures)
    assert [one for one in told(findings(draft, about)) if one[0].startswith("seizures")] == expected


@pytest.mark.parametrize(
    ("kind", "category", "code", "paragraph"),
    [
        ("S", Category.CHILDREN, "S.children.need.1", "6(1)"),
        ("S", Category.MUSCULOSKELETAL, "S.tqa.need.1", "6(2)"),
        ("S", Category.ADULTS, "S.adults_psy.need.5", "6(3)"),
        ("D", Category.CHILDREN, "D.children.need.2", "14(1)"),
        ("D", Category.ADULTS, "D.adults_psy.need.3", "14(3)"),
        ("H", Category.CHILDREN, "H.children.need.3", "25(1)"),
        ("H", Category.ADULTS, "H.adults_psy.need.4", "25(3)"),
    ],
)
def test_one_indication_at_least_is_confirmed(
    kind: str, category: Category, code: str, paragraph: str
) -> None:
    """R230-026 to R230-028, R230-034, R230-036, R230-038, R230-040."""
    about = ground(kind, category)
    assert told(findings(answered(about), about)) == [("indication-missing", paragraph)]
    assert findings(answered(about, {code}), about) == []


@pytest.mark.parametrize(
    ("kind", "category", "code", "paragraph"),
    [
        ("S", Category.DISABLED, "S.disabled.family.none", "6(4)"),
        ("S", Category.ELDERLY, "S.elderly.family.old_spouse", "6(5)"),
        ("H", Category.DISABLED, "H.disabled.family.elsewhere", "25(4)"),
        ("H", Category.ELDERLY, "H.elderly.family.conflict", "25(5)"),
    ],
)
def test_the_family_condition_is_asked_in_s_and_h(
    kind: str, category: Category, code: str, paragraph: str
) -> None:
    """R230-029 to R230-033, R230-041."""
    about = ground(kind, category)
    assert told(findings(answered(about), about)) == [("ground-missing", paragraph)]
    assert findings(answered(about, {code}), about) == []


@pytest.mark.parametrize("category", [Category.DISABLED, Category.ELDERLY, Category.MUSCULOSKELETAL])
def test_day_care_asks_neither_for_the_family_nor_for_indications_of_these(category: Category) -> None:
    """R230-037."""
    about = ground("D", category)
    assert findings(answered(about), about) == []


def test_a_ground_names_the_relative_and_the_document() -> None:
    draft = answered(OLD, {"S.elderly.family.prison"})

    def with_proof(relative: str, document: str) -> SheetDraft:
        answers = (replace(one, relative=relative, document=document) for one in draft.answers)
        return replace(draft, answers=tuple(answers))

    assert findings(with_proof("Ұлы", "Анықтама"), OLD) == []
    for proof in (("", "Анықтама"), ("Ұлы", "")):
        (note,) = findings(with_proof(*proof), OLD)
        assert (note.code, note.weight) == ("ground-unproven", Weight.NOTE)
    alone = replace(answered(OLD, {ALONE}))
    nobody = replace(alone, answers=tuple(replace(one, relative="") for one in alone.answers))
    assert findings(nobody, OLD) == []


def test_the_level_of_limitation_is_the_first_or_the_second_at_home() -> None:
    """R230-039."""
    about = ground("H", Category.MUSCULOSKELETAL)
    for level, expected in ((None, ["25(2)"]), (1, []), (2, []), (3, ["25(2)"])):
        draft = replace(answered(about), limitation_level=level)
        assert [one.article.paragraph for one in findings(draft, about) if one.article] == expected
    assert (
        findings(answered(ground("D", Category.MUSCULOSKELETAL)), ground("D", Category.MUSCULOSKELETAL)) == []
    )


def test_who_examined_is_told_and_a_late_examination_warns() -> None:
    draft = answered(CHILD, {NEED})
    (note,) = findings(replace(draft, examined_by=" "), CHILD)
    assert (note.code, note.weight, note.field) == ("examined-unknown", Weight.NOTE, "examined_by")
    for day, expected in ((DAY - A_DAY, []), (DAY, []), (DAY + A_DAY, [("examined-late", None)])):
        assert told(findings(replace(draft, examined_on=day), CHILD)) == expected


def test_impossible_entries_are_refused() -> None:
    draft = answered(CHILD, {NEED})

    def stops(changed: SheetDraft, about: SheetGround = CHILD) -> list[str]:
        return [one.code for one in findings(changed, about) if one.weight is Weight.STOP]

    assert stops(replace(draft, seizures_a_month=999)) == []
    assert stops(replace(draft, seizures_a_month=1000)) == ["number-out-of-bounds"]
    assert stops(replace(draft, seizures_a_month=-1)) == ["number-out-of-bounds"]
    assert stops(replace(draft, children_with=21)) == ["number-out-of-bounds"]
    assert stops(replace(draft, examined_on=TODAY + A_DAY)) == ["date-in-future"]
    assert stops(draft, ground("S", Category.CHILDREN, born=DAY + A_DAY)) == ["before-birth", "before-birth"]
    assert stops(replace(draft, examined_by="а" * 301)) == ["text-too-long"]


GUEST = ground("T", Category.HOMELESS)


def test_a_guest_of_a_temporary_stay_is_identified_and_told_to_be_referred() -> None:
    """R230-043, R230-051: identification; a contraindication leads to health care."""
    draft = answered(GUEST)
    assert findings(draft, GUEST) == []
    assert told(findings(replace(draft, identified_on=None), GUEST)) == [("not-identified", "33")]
    assert told(findings(replace(draft, identified_how=""), GUEST)) == [("not-identified", "33")]
    (found,) = findings(answered(GUEST, {"T.all.3"}), GUEST)
    assert "referred" in found.text


def steps(*days: date | None, times: tuple[str, str, str] = ("", "", "")) -> tuple[IntakeDraft, ...]:
    """Return the three steps done on these days."""
    return tuple(
        IntakeDraft(step=step, done_on=day, done_time=time)
        for step, day, time in zip(IntakeStep, days, times, strict=True)
    )


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (steps(DAY, DAY, DAY), []),
        (steps(DAY - A_DAY, DAY, DAY), []),
        (steps(DAY, DAY - A_DAY, DAY), ["intake-order"]),
        (steps(DAY, DAY, DAY, times=("09:00", "09:30", "09:20")), ["intake-order"]),
        (steps(DAY, DAY, DAY, times=("09:00", "09:00", "09:00")), []),
        (steps(DAY, DAY, DAY, times=("09:00", "", "08:00")), []),
        (steps(DAY, None, DAY), ["intake-missing"]),
        (steps(DAY, DAY, DAY + A_DAY), ["register-before-intake"]),
        ((), ["intake-missing"] * 3),
    ],
)
def test_the_steps_come_before_the_register_in_their_order(
    given: tuple[IntakeDraft, ...], expected: list[str]
) -> None:
    """R230-267, R230-270: examination, sanitary treatment, disinfection, card, register."""
    found = list(check_intake(given, LAW, TODAY, registered_on=DAY))
    assert [one.code for one in found] == expected
    assert {one.article.paragraph for one in found if one.article} <= {"37(1)"}
    assert all(one.weight is Weight.WARN for one in found)


def test_an_unreadable_time_and_a_step_without_its_day_are_refused() -> None:
    (time,) = [
        one
        for one in check_intake(steps(DAY, DAY, DAY, times=("25:00", "", "")), LAW, TODAY, registered_on=DAY)
        if one.weight is Weight.STOP
    ]
    assert (time.code, time.field) == ("time-unreadable", "intake.medical.done_time")
    given = (IntakeDraft(step=IntakeStep.MEDICAL, done_by="Дәрігер"), *steps(None, DAY, DAY)[1:])
    codes = [one.code for one in check_intake(given, LAW, TODAY, registered_on=DAY)]
    assert codes == ["intake-day", "intake-missing"]
    late = steps(TODAY + A_DAY, TODAY, TODAY)
    assert "date-in-future" in [one.code for one in check_intake(late, LAW, TODAY, registered_on=TODAY)]


@pytest.mark.parametrize(
    ("given", "filled", "expected"),
    [
        (steps(DAY, DAY, DAY), DAY - A_DAY, ["card-before-intake"] * 3),
        (steps(DAY, DAY, DAY), DAY, []),
        (steps(DAY, DAY, DAY), DAY + A_DAY, []),
        (steps(DAY, DAY, None), DAY, ["intake-missing"]),
        ((), None, []),
    ],
)
def test_the_card_is_filled_in_after_the_steps(
    given: tuple[IntakeDraft, ...], filled: date | None, expected: list[str]
) -> None:
    assert [one.code for one in check_card_after_intake(given, filled, LAW)] == expected
