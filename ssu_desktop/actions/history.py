"""The history of a person out of the change journal: when, who, what, from which value to which."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Date, Enum, func, select
from sqlalchemy.orm import Session

from ssu_desktop.actions.departures import finding_words
from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.history_words import FIELDS, HIDDEN, RECORDS
from ssu_desktop.language import N_, Language, translate
from ssu_desktop.language.dates import short
from ssu_desktop.law import Law
from ssu_desktop.records import AdmissionAnswer, Base, Change, Staff, Stay, Unit
from ssu_desktop.records.base import KindList
from ssu_desktop.records.kinds import Kind, Operation


@dataclass(frozen=True, kw_only=True)
class FieldChange:
    """One field: `record` and `field` are msgids; `before` and `after` are words, "" for nothing."""

    record: str
    field: str
    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class HistoryRow:
    """One action that touched the person; `at` is UTC, `action` a msgid. Views and prints have no changes."""

    action_id: UUID
    at: datetime
    who: str
    action: str
    operation: Operation
    changes: tuple[FieldChange, ...]


def person_history(
    desk: Desk, person_id: UUID, language: Language, *, limit: int = 50, offset: int = 0, views: bool = True
) -> tuple[HistoryRow, ...]:
    """Return a page of the actions that touched a person, the latest first, values in `language`.

    Without `views` those that only looked at the page are left out."""
    latest = func.max(Change.seq)
    asked = select(Change.action_id).where(*_of(person_id, views)).group_by(Change.action_id)
    with desk.read() as session:
        action_ids = list(session.scalars(asked.order_by(latest.desc()).limit(limit).offset(offset)))
        told: dict[UUID, list[Change]] = {action_id: [] for action_id in action_ids}
        mine = select(Change).where(Change.action_id.in_(action_ids), Change.person_id == person_id)
        for change in session.scalars(mine.order_by(Change.seq)):
            told[change.action_id].append(change)
        names = _names(session, language) | _lawful(desk.law, language)
        names |= {answer.id.hex: names.get(answer.code, "") for answer in _answers(session, person_id)}
    return tuple(_row(changes, names, language) for changes in told.values())


def _of(person_id: UUID, views: bool) -> list[ColumnElement[bool]]:
    mine = [Change.person_id == person_id]
    return mine if views else [*mine, Change.operation != Operation.VIEW]


def count_history(desk: Desk, person_id: UUID, *, views: bool = True) -> int:
    """Return how many actions touched a person, with or without those that only looked at the page."""
    asked = select(func.count(Change.action_id.distinct())).where(*_of(person_id, views))
    with desk.read() as session:
        return session.scalar(asked) or 0


def _names(session: Session, language: Language) -> dict[str, str]:
    """Return what stands for the ids of units and staff in the journal."""
    units = {unit.id.hex: unit.name(language) for unit in session.scalars(select(Unit))}
    return units | {staff.id.hex: staff.short_name for staff in session.scalars(select(Staff))}


def _answers(session: Session, person_id: UUID) -> Iterable[AdmissionAnswer]:
    """Return the answers of the person's admissions: a change of one is told by its question."""
    asked = select(AdmissionAnswer).join(Stay, Stay.id == AdmissionAnswer.stay_id)
    return session.scalars(asked.where(Stay.person_id == person_id))


def _lawful(law: Law, language: Language) -> dict[str, str]:
    """Return what stands for the codes of the checklists and for the articles in the journal."""
    kazakh = language is Language.KK
    documents = {row.code: row.name_kk if kazakh else row.name_ru for row in law.document_rows}
    papers = (paper for row in law.document_rows if row.alternatives for paper in row.alternatives.papers)
    documents |= {paper.code: paper.kk if kazakh else paper.ru for paper in papers}
    questions = {row.code: row.name(language) for row in law.admission_items}
    articles = {figure.article for figure in law.figures} | {row.article for row in law.document_rows}
    articles |= {row.article for row in law.admission_items}
    return documents | questions | {f"{one.act} {one.paragraph}": law.cite(one, language) for one in articles}


def _row(changes: list[Change], names: Mapping[str, str], language: Language) -> HistoryRow:
    first = changes[0]
    return HistoryRow(
        action_id=first.action_id,
        at=first.at,
        who=first.user_name,
        action=_ACTIONS.get(first.action, first.action),
        operation=first.operation,
        changes=tuple(field for change in changes for field in _fields(change, names, language)),
    )


_ACTIONS = {"undo": N_("Take back an action")}


def _fields(change: Change, names: Mapping[str, str], language: Language) -> Iterable[FieldChange]:
    if change.operation not in (Operation.INSERT, Operation.UPDATE, Operation.DELETE):
        return
    before: dict[str, object] = json.loads(change.before) if change.before else {}
    after: dict[str, object] = json.loads(change.after) if change.after else {}
    for name in dict.fromkeys((*before, *after)):
        if name in HIDDEN or name not in FIELDS or (change.table_name, name) in _SAID_OTHERWISE:
            continue
        if change.operation is Operation.INSERT and after.get(name) is False:
            continue  # a mark that was not set tells nothing
        old = _said(change.table_name, name, before.get(name), names, language)
        new = _said(change.table_name, name, after.get(name), names, language)
        if old != new:
            record = _record(change, before | after, names)
            yield FieldChange(record=record, field=FIELDS[name], before=old, after=new)


_SAID_OTHERWISE = frozenset({("departure", "code"), ("admission_answer", "code")})


def _record(change: Change, values: Mapping[str, object], names: Mapping[str, str]) -> str:
    """Return what the change is of: the msgid of the record, or the question that is answered."""
    if change.table_name == "admission_answer":
        code, row = str(values.get("code")), change.row_id.hex if change.row_id else ""
        if question := names.get(code) or names.get(row):
            return question
    return RECORDS.get(change.table_name, change.table_name)


def _said(table: str, name: str, value: object, names: Mapping[str, str], language: Language) -> str:
    """Return a journal's value in words: dates, words of closed lists, names for ids, yes and no."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return translate(language, N_("yes") if value else N_("no"))
    column = Base.metadata.tables[table].columns.get(name) if table in Base.metadata.tables else None
    kind = column.type if column is not None else None
    if isinstance(kind, Date) and isinstance(value, str):
        return short(date.fromisoformat(value))
    if isinstance(kind, Enum) and kind.enum_class is not None:
        return _word(kind.enum_class(value), language)
    if isinstance(kind, KindList) and isinstance(value, list):
        return ", ".join(_word(kind.kind(word), language) for word in value)
    if isinstance(value, str) and value in names:
        return names[value]
    return _said_by_code(table, name, str(value), names, language)


def _said_by_code(table: str, name: str, value: str, names: Mapping[str, str], language: Language) -> str:
    """Return a value that is a code of the forms or of the law's catalogues in words."""
    if (table, name) == ("departure", "finding"):
        return finding_words(value, language)
    if (table, name) == ("referral", "codes"):
        return "; ".join(names.get(code, code) for code in value.split())
    if table == "printout" and name == "form":
        return translate(language, N_("annex {annex}"), annex=value.removeprefix("annex-"))
    return value


def _word(word: object, language: Language) -> str:
    return translate(language, word.msgid) if isinstance(word, Kind) else str(word)
