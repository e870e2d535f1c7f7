"""The four steps of social work in health care and what stands against one (Order 153, para 9)."""

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from ssu_desktop.language import N_
from ssu_desktop.language.dates import short
from ssu_desktop.law import Article
from ssu_desktop.records.kinds import CaseStepKind, Grade
from ssu_desktop.rules.entry import check_happened
from ssu_desktop.rules.fields import check_fields, missing
from ssu_desktop.rules.finding import Finding, Weight

_ACT = "order-153"
_STEPS = tuple(CaseStepKind)
_PARAGRAPHS: Mapping[CaseStepKind, str] = {step: f"9({n})" for n, step in enumerate(_STEPS, start=1)}


@dataclass(frozen=True, kw_only=True)
class CaseStepDraft:
    """One step as it is entered; the three grades belong to the assessment."""

    step: CaseStepKind
    done_on: date | None = None
    done_by: str = ""
    urgency: Grade | None = None
    complexity: Grade | None = None
    severity: Grade | None = None
    note: str = ""
    revision: int | None = None

    @property
    def grades(self) -> tuple[Grade | None, Grade | None, Grade | None]:
        """Urgency, complexity, severity."""
        return self.urgency, self.complexity, self.severity


def paragraph_of(step: CaseStepKind) -> Article:
    """Return the paragraph of a step."""
    return Article(act=_ACT, paragraph=_PARAGRAPHS[step])


def check_case_step(
    draft: CaseStepDraft, known: Mapping[CaseStepKind, date], today: date
) -> Iterator[Finding]:
    """Find what stands against a step; `known` are the days of the steps that are entered.

    The order is the standard's: a step without the one before it, and an assessment without its grades
    (para 9(2)), ask for a reason; an evaluation that tells nothing (para 9(4)) is refused."""
    article = paragraph_of(draft.step)
    yield from check_happened(draft.done_on, today, "done_on")
    yield from check_fields(draft)
    if not draft.done_by.strip():
        yield missing("done_by", N_("Say who did this step."), code="case-step-by")
    if draft.step is CaseStepKind.ASSESSMENT and None in draft.grades:
        text = N_("Urgency, complexity and severity are not all determined.")
        yield Finding(code="case-grades", text=text, field="severity", article=article)
    if draft.step is CaseStepKind.EVALUATION and not draft.note.strip():
        text = N_("Write what the evaluation showed: without it the services are not ended.")
        yield Finding(code="case-evaluation", text=text, field="note", article=article, weight=Weight.STOP)
    yield from _check_order(draft, known)


def check_planning(known: Container[CaseStepKind]) -> Iterator[Finding]:
    """Warn of a plan that is begun before first contact and assessment are entered (para 9(1) to 9(3))."""
    for step in _STEPS[: _STEPS.index(CaseStepKind.INTERVENTION)]:
        if step not in known:
            text = N_("The plan is begun before this step of social work is entered: {step}.")
            code = f"plan-before-{step.value}"
            yield Finding(code=code, text=text, values={"step": step}, article=paragraph_of(step))


def _check_order(draft: CaseStepDraft, known: Mapping[CaseStepKind, date]) -> Iterator[Finding]:
    place = _STEPS.index(draft.step)
    article = paragraph_of(draft.step)
    before = _STEPS[place - 1] if place else None
    if before is not None and before not in known:
        text = N_("The step before it is not entered: {step}.")
        yield Finding(code="case-step-before", text=text, values={"step": before}, article=article)
    earlier = [known[step] for step in _STEPS[:place] if step in known]
    later = [known[step] for step in _STEPS[place + 1 :] if step in known]
    if draft.done_on is None:
        return
    for wrong in [day for day in earlier if day > draft.done_on] + [
        day for day in later if day < draft.done_on
    ]:
        text = N_("The steps follow one another: another one is entered for {day}.")
        yield Finding(
            code="case-step-order",
            text=text,
            values={"day": short(wrong)},
            field="done_on",
            article=article,
            weight=Weight.STOP,
        )
        return
