"""Admission sheets for tests: every question answered, so that nothing stands against them."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from ssu_desktop.law import load_law
from ssu_desktop.records.kinds import Answer, Category, IntakeStep, UnitKind
from ssu_desktop.rules.admission_sheet import AnswerDraft, SheetDraft
from ssu_desktop.rules.intake import IntakeDraft

DAY = date(2026, 3, 4)
DECIDED: dict[str, Any] = {"decision_number": "8", "decision_date": DAY, "decision_body": "Басқарма"}
"""The fields of a decision of the local executive body."""


def answered(
    kind: UnitKind, category: Category, yes: Iterable[str] = (), day: date = DAY, **others: Any
) -> SheetDraft:
    """Return a sheet on which everything is answered: the codes of `yes` so, the rest no."""
    confirmed = set(yes)
    items = load_law().admission_checklist(kind, category, day)
    answers = tuple(
        AnswerDraft(
            code=item.code,
            answer=Answer.YES if item.code in confirmed else Answer.NO,
            relative="Ұлы" if item.part == "ground" and item.code in confirmed else "",
            document="Анықтама № 4" if item.part == "ground" and item.code in confirmed else "",
        )
        for item in items
    )
    sheet = SheetDraft(examined_on=day, examined_by="Дәрігер Асанова", answers=answers)
    if kind is UnitKind.TEMPORARY:
        steps = tuple(IntakeDraft(step=step, done_on=day, done_by="Мейіргер") for step in IntakeStep)
        sheet = replace(sheet, intake=steps, identified_on=day, identified_how="сұхбат")
    return replace(sheet, **others)
