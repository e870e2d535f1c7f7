"""The admission sheets of the demo's people: examined, answered, and one against the law."""

from collections.abc import Iterable, Sequence
from datetime import date

from ssu_desktop.law import AdmissionItem, Law
from ssu_desktop.records.kinds import Answer, Category, IntakeStep, UnitKind
from ssu_desktop.rules.admission_sheet import NO_RELATIVES, AnswerDraft, SheetDraft, limitation_levels
from ssu_desktop.rules.intake import IntakeDraft

_DOCTOR = "Асанова Г. Т., терапевт"
_NURSE = "Оспанова Л., мейіргер"
_TIMES = ("09:10", "09:40", "10:15")


def sheet_of(law: Law, kind: UnitKind, category: Category, day: date, *, ill: bool = False) -> SheetDraft:
    """Return a sheet as of the day of admission; `ill` finds the first contraindication."""
    items = law.admission_checklist(kind, category, day)
    levels = limitation_levels(kind, category, day, law)
    temporary = kind is UnitKind.TEMPORARY
    return SheetDraft(
        examined_on=day,
        examined_by=_DOCTOR,
        limitation_level=levels[0] if levels else None,
        identified_on=day if temporary else None,
        identified_how="сұхбат, полиция анықтамасы" if temporary else "",
        answers=tuple(_answer(item, item.code in _confirmed(items, ill=ill)) for item in items),
        intake=_steps(day) if temporary else (),
    )


def _confirmed(items: Sequence[AdmissionItem], *, ill: bool) -> set[str]:
    """Return the code of the first question of each part that is to be answered yes."""
    first: dict[str, str] = {}
    for item in items:
        first.setdefault(item.part, item.code)
    return {code for part, code in first.items() if ill or part != "contraindication"}


def _answer(item: AdmissionItem, confirmed: bool) -> AnswerDraft:
    proven = confirmed and item.part == "ground"
    return AnswerDraft(
        code=item.code,
        answer=Answer.YES if confirmed else Answer.NO,
        relative="ұлы" if proven and not item.code.endswith(NO_RELATIVES) else "",
        document="АХАЖ анықтамасы" if proven else "",
    )


def _steps(day: date) -> tuple[IntakeDraft, ...]:
    steps: Iterable[tuple[IntakeStep, str]] = zip(IntakeStep, _TIMES, strict=True)
    return tuple(IntakeDraft(step=step, done_on=day, done_time=time, done_by=_NURSE) for step, time in steps)
