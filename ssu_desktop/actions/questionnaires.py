"""Questionnaires of needs: the program's examples and the facility's own, by versions, as one file."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from ssu_desktop import paths
from ssu_desktop.actions.desk import Desk, Refused, Saved, unanswered
from ssu_desktop.actions.drafts import packed
from ssu_desktop.actions.stored import check_fresh, gone
from ssu_desktop.exchange.questionnaire_file import (
    draft_of_row,
    read_questionnaire_file,
    write_questionnaire_file,
)
from ssu_desktop.exchange.safety import CannotRead
from ssu_desktop.language import N_, Bilingual
from ssu_desktop.language.names import clean
from ssu_desktop.law import Law
from ssu_desktop.records import Assessment, Questionnaire, new_id
from ssu_desktop.records.kinds import Category, Domain, Operation, UnitKind
from ssu_desktop.rules.finding import Finding, Weight
from ssu_desktop.rules.questionnaire import (
    Question,
    QuestionnaireDraft,
    Suggestion,
    check_questionnaire,
    highest_sum,
    lowest_sum,
    questions_of,
)
from ssu_desktop.storage import note

_SHIPPED = UUID("0192f3c4-7d10-7a55-8c1e-5d2f3b9a6e01")  # so that an example has one id in every data file
_DOMAINS = {domain: place for place, domain in enumerate(Domain)}


@dataclass(frozen=True, kw_only=True)
class QuestionnaireView:
    """One version; `stored` False is an example that the data file does not hold yet."""

    id: UUID
    code: str
    version: int
    domain: Domain
    title_kk: str
    title_ru: str
    categories: tuple[Category, ...]
    unit_kinds: tuple[UnitKind, ...]
    example: bool
    source: Bilingual
    questions: tuple[Question, ...]
    retired_on: date | None = None
    stored: bool = False
    revision: int = 0

    @property
    def title(self) -> Bilingual:
        """The title in the language of the moment."""
        return Bilingual(self.title_kk, self.title_ru)

    @property
    def bounds(self) -> tuple[int, int]:
        """The fewest and the most points that it can give."""
        return lowest_sum(self.questions), highest_sum(self.questions)

    @property
    def draft(self) -> QuestionnaireDraft:
        """Return a draft that begins from this version."""
        return QuestionnaireDraft(
            code=self.code,
            domain=self.domain,
            title_kk=self.title_kk,
            title_ru=self.title_ru,
            categories=self.categories,
            unit_kinds=self.unit_kinds,
            source="" if self.example else str(self.source),
            questions=self.questions,
        )


@cache
def shipped_questionnaires() -> tuple[QuestionnaireView, ...]:
    """Return the example set of the program, in the order of the domains."""
    content = json.loads((paths.resources() / "plans" / "questionnaires.json").read_text(encoding="utf-8"))
    common = {"answers": content["answers"]}
    source = Bilingual(content["source_kk"], content["source_ru"])
    return tuple(
        _shipped(draft_of_row({**common, **row}), content["version"], source)
        for row in content["questionnaires"]
    )


def _shipped(draft: QuestionnaireDraft, version: int, source: Bilingual) -> QuestionnaireView:
    if draft.domain is None:
        raise ValueError(draft.code)
    return QuestionnaireView(
        id=uuid5(_SHIPPED, f"{draft.code}/{version}"),
        code=draft.code,
        version=version,
        domain=draft.domain,
        title_kk=draft.title_kk,
        title_ru=draft.title_ru,
        categories=draft.categories,
        unit_kinds=draft.unit_kinds,
        example=True,
        source=source,
        questions=draft.questions,
    )


def view_of(row: Questionnaire) -> QuestionnaireView:
    """Return a stored version."""
    by_id = {one.id: one for one in shipped_questionnaires()}
    source = by_id[row.id].source if row.id in by_id else Bilingual(row.source, row.source)
    return QuestionnaireView(
        id=row.id,
        code=row.code,
        version=row.version,
        domain=row.domain,
        title_kk=row.title_kk,
        title_ru=row.title_ru,
        categories=row.categories,
        unit_kinds=row.unit_kinds,
        example=row.example,
        source=source,
        questions=questions_of(row.content),
        retired_on=row.retired_on,
        stored=True,
        revision=row.revision,
    )


def newest(session: Session) -> tuple[QuestionnaireView, ...]:
    """Return the newest version of each questionnaire by domain, retired ones too."""
    found: dict[str, QuestionnaireView] = {one.code: one for one in shipped_questionnaires()}
    for row in session.scalars(select(Questionnaire).order_by(Questionnaire.version)):
        if row.code not in found or row.version >= found[row.code].version:
            found[row.code] = view_of(row)
    return tuple(sorted(found.values(), key=lambda one: (_DOMAINS[one.domain], one.example, one.title_kk)))


def list_questionnaires(desk: Desk) -> tuple[QuestionnaireView, ...]:
    """Return the newest version of each questionnaire by domain, retired ones too."""
    with desk.read_house() as session:
        return newest(session)


def find_questionnaire(session: Session, questionnaire_id: UUID) -> QuestionnaireView | None:
    """Return one version, an old one as it was."""
    row = session.get(Questionnaire, questionnaire_id)
    if row is not None:
        return view_of(row)
    return next((one for one in shipped_questionnaires() if one.id == questionnaire_id), None)


def store_example(session: Session, view: QuestionnaireView) -> None:
    """Put an example into the data file where it is not there yet: something refers to it now."""
    if session.get(Questionnaire, view.id) is None:
        session.add(_row_of(view.draft, view.id, view.version, example=True))
        session.flush()


def _row_of(draft: QuestionnaireDraft, row_id: UUID, version: int, *, example: bool = False) -> Questionnaire:
    if draft.domain is None:
        raise ValueError(draft.code)
    return Questionnaire(
        id=row_id,
        code=draft.code,
        version=version,
        domain=draft.domain,
        title_kk=draft.title_kk,
        title_ru=draft.title_ru,
        categories=draft.categories,
        unit_kinds=draft.unit_kinds,
        example=example,
        source=draft.source,
        content=_content(draft),
    )


def _content(draft: QuestionnaireDraft) -> dict[str, Any]:
    return {"questions": packed(draft)["questions"]}


def save_questionnaire(
    desk: Desk, questionnaire_id: UUID | None, draft: QuestionnaireDraft, revision: int | None = None
) -> Saved | Refused:
    """Add a questionnaire, or change one; `Saved.id` is the version that holds now.

    A version by which somebody was assessed, and an example of the program, are never changed: a new
    version takes their place."""
    draft = tidied(draft)
    with desk.read_house() as session:
        before = None if questionnaire_id is None else find_questionnaire(session, questionnaire_id)
        if questionnaire_id is not None and before is None:
            return Refused((gone(),))
        row = None if questionnaire_id is None else session.get(Questionnaire, questionnaire_id)
        findings = (*check_questionnaire(draft), *check_fresh(row, revision))
    if standing := unanswered(findings, {}):
        return Refused(standing)
    with desk.write(N_("Save a questionnaire")) as session:
        code = before.code if before is not None else new_id().hex
        return Saved(_store(session, replace(draft, code=code), before))


def tidied(draft: QuestionnaireDraft) -> QuestionnaireDraft:
    """Return a draft with clean titles; questions and answers keep the words that were typed, trimmed."""
    return replace(
        draft,
        title_kk=clean(draft.title_kk),
        title_ru=clean(draft.title_ru),
        source=clean(draft.source),
        questions=tuple(
            replace(
                one,
                text_kk=clean(one.text_kk),
                text_ru=clean(one.text_ru),
                answers=tuple(
                    replace(answer, text_kk=clean(answer.text_kk), text_ru=clean(answer.text_ru))
                    for answer in one.answers
                ),
            )
            for one in draft.questions
        ),
    )


def _store(session: Session, draft: QuestionnaireDraft, before: QuestionnaireView | None) -> UUID:
    """Put a questionnaire in place of `before`: into the same row only where nobody was assessed by it."""
    row = session.get(Questionnaire, before.id) if before is not None else None
    if row is None or row.example or _is_used(session, row.id):
        version = 1 if before is None else before.version + 1
        made = _row_of(draft, new_id(), version)
        session.add(made)
        return made.id
    for name in ("title_kk", "title_ru", "categories", "unit_kinds", "source"):
        setattr(row, name, getattr(draft, name))
    row.domain = draft.domain or row.domain
    row.content = _content(draft)
    return row.id


def _is_used(session: Session, questionnaire_id: UUID) -> bool:
    return bool(session.scalar(select(exists().where(Assessment.questionnaire_id == questionnaire_id))))


def retire_questionnaire(desk: Desk, questionnaire_id: UUID, *, back: bool = False) -> Saved | Refused:
    """Offer a questionnaire no longer, or (`back`) again; assessments made by it stay as they are."""
    with desk.read_house() as session:
        view = find_questionnaire(session, questionnaire_id)
    if view is None:
        return Refused((gone(),))
    words = N_("Use a questionnaire again") if back else N_("Retire a questionnaire")
    with desk.write(words) as session:
        store_example(session, view)
        session.get_one(Questionnaire, view.id).retired_on = None if back else desk.today
    return Saved(view.id)


def give_out_questionnaires(desk: Desk, codes: Iterable[str], path: Path) -> None:
    """Write the newest versions of these questionnaires into one file. Raises OSError."""
    wanted = set(codes)
    views = [view for view in list_questionnaires(desk) if view.code in wanted]
    rows = [packed(_without_own_services(view.draft, desk.law)) for view in views]
    write_questionnaire_file(path, rows)
    with desk.write(N_("Export questionnaires")) as session:
        note(session, Operation.EXPORT, "questionnaire", None, None, {"file": path.name})


def _without_own_services(draft: QuestionnaireDraft, law: Law) -> QuestionnaireDraft:
    """Return a draft whose suggestions name rows of the law's catalogue only: no other facility has ours."""
    known = law.services.by_code

    def kept(one: Suggestion) -> Suggestion:
        hints = (hint if hint.ref in known else replace(hint, ref="") for hint in one.services)
        return replace(one, services=tuple(hints))

    questions = (replace(one, suggests=tuple(map(kept, one.suggests))) for one in draft.questions)
    return replace(draft, questions=tuple(questions))


def take_in_questionnaires(desk: Desk, path: Path) -> Saved | Refused:
    """Take the questionnaires of a file in, all or none; one that is there already gets a new version.

    The values of a refusal name the questionnaire by its `title`. `Saved.id` is the last of them."""
    try:
        drafts = tuple(map(tidied, read_questionnaire_file(path)))
    except CannotRead as error:
        return Refused((_unreadable(error.text, error.values),))
    if standing := tuple(found for draft in drafts for found in _lacking(draft)):
        return Refused(standing)
    with desk.write(N_("Take questionnaires in from a file")) as session:
        known = {view.code: view for view in newest(session)}
        for draft in drafts:
            before = known.get(draft.code)
            saved = (
                before.id if before is not None and _same(before, draft) else _store(session, draft, before)
            )
        return Saved(saved)


def _same(view: QuestionnaireView, draft: QuestionnaireDraft) -> bool:
    return replace(view.draft, source=draft.source) == draft


def _lacking(draft: QuestionnaireDraft) -> Iterable[Finding]:
    title = Bilingual(draft.title_kk or draft.code, draft.title_ru or draft.code)
    for found in unanswered(check_questionnaire(draft), {}):
        yield replace(found, values={**found.values, "title": title})


def _unreadable(text: str, values: Mapping[str, object]) -> Finding:
    return Finding(code="file-unreadable", text=text, values=values, weight=Weight.STOP)
