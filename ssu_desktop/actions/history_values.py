"""A row of the change journal in words: which record, which field, from which value to which."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy import Date, Enum, select
from sqlalchemy.orm import Session

from ssu_desktop.actions.departures import finding_words
from ssu_desktop.actions.form_names import FORM_NAMES
from ssu_desktop.actions.history_words import DETAILS, RECORDS, field_word
from ssu_desktop.language import N_, Language, translate
from ssu_desktop.language.dates import short, weekdays_short
from ssu_desktop.language.numbers import tenge
from ssu_desktop.law import Law
from ssu_desktop.records import AdmissionAnswer, Base, Change, Room, Staff, Stay, Unit, User
from ssu_desktop.records.base import KindList, UtcDateTime
from ssu_desktop.records.kinds import Kind, Operation
from ssu_desktop.storage.journal import CHANGING
from ssu_desktop.storage.snapshot import Occasion
from ssu_desktop.storage.veil import MASK


@dataclass(frozen=True, kw_only=True)
class FieldChange:
    """One field: `record` and `field` are msgids; `before` and `after` are words, "" for nothing."""

    record: str
    field: str
    before: str
    after: str


@dataclass(frozen=True)
class Teller:
    """Tells the rows of the journal in `language`; `names` stand for ids and codes."""

    names: Mapping[str, str]
    language: Language

    def changes(self, change: Change) -> Iterator[FieldChange]:
        """Yield the fields that a row tells of, in words."""
        if change.operation not in CHANGING:
            yield from self._details(change)
            return
        before, after = _values(change.before), _values(change.after)
        record = self._record(change, before | after)
        for name in dict.fromkeys((*before, *after)):
            field = field_word(change.table_name, name)
            if field is None or (change.table_name, name) in _SAID_OTHERWISE:
                continue
            if change.operation is Operation.INSERT and after.get(name) is False:
                continue  # a mark that was not set tells nothing
            old = self._said(change.table_name, name, before.get(name))
            new = self._said(change.table_name, name, after.get(name))
            if old != new:
                yield FieldChange(record=record, field=field, before=old, after=new)

    def _details(self, change: Change) -> Iterator[FieldChange]:
        for name, value in _values(change.after).items():
            if name in DETAILS:
                said = _moment(str(value)) if name == "at" else self._said("printout", name, value)
                yield FieldChange(record=change.operation.msgid, field=DETAILS[name], before="", after=said)

    def _record(self, change: Change, values: Mapping[str, object]) -> str:
        """Return what the change is of: the msgid of the record, or the question that is answered."""
        if change.table_name == "admission_answer":
            code, row = str(values.get("code")), change.row_id.hex if change.row_id else ""
            if question := self.names.get(code) or self.names.get(row):
                return question
        return RECORDS.get(change.table_name, change.table_name)

    def _said(self, table: str, name: str, value: object) -> str:
        """Return a journal's value in words: dates, words of closed lists, names for ids, yes and no."""
        if value is None or value == "":
            return ""
        if isinstance(value, bool):
            return translate(self.language, N_("yes") if value else N_("no"))
        if isinstance(value, dict):
            return translate(self.language, N_("a picture"))
        column = Base.metadata.tables[table].columns.get(name) if table in Base.metadata.tables else None
        kind = column.type if column is not None else None
        if isinstance(value, str) and value in self.names:
            return self.names[value]
        if value == MASK:  # whatever it is of: a veil stands before it
            return MASK
        return self._typed(kind, value) or self._by_code(table, name, str(value))

    def _typed(self, kind: object, value: object) -> str:
        if isinstance(kind, Date) and isinstance(value, str):
            return short(date.fromisoformat(value))
        if isinstance(kind, UtcDateTime) and isinstance(value, str):
            return _moment(value)
        if isinstance(kind, Enum) and kind.enum_class is not None:
            return self._word(kind.enum_class(value))
        if isinstance(kind, KindList) and isinstance(value, list):
            return ", ".join(self._word(kind.kind(word)) for word in value)
        return ""

    def _by_code(self, table: str, name: str, value: str) -> str:
        """Return a value that is a code of the forms or of the law's catalogues in words."""
        if (table, name) == ("departure", "finding"):
            return finding_words(value, self.language)
        if (table, name) == ("visit_schedule", "weekdays"):
            return weekdays_short(value, self.language)
        if (table, name) == ("referral", "codes"):
            return "; ".join(self.names.get(code, code) for code in value.split())
        if name == "price" and value.isdecimal():
            return tenge(int(value))
        words = {**FORM_NAMES, **_WORDS} if table in ("printout", "user") else {}
        return translate(self.language, words[value]) if value in words else value

    def _word(self, word: object) -> str:
        return translate(self.language, word.msgid) if isinstance(word, Kind) else str(word)


_SAID_OTHERWISE = frozenset({("departure", "code"), ("admission_answer", "code")})
_WORDS: Final[Mapping[str, str]] = {
    "kk": N_("Kazakh|language"),
    "ru": N_("Russian|language"),
    "password": N_("password"),
    "recovery code": N_("recovery code"),
    "key of the data file": N_("key of the data file"),
} | {occasion.value: occasion.msgid for occasion in Occasion}


def _moment(value: str) -> str:
    """Return a moment as the clock on the wall showed it."""
    here = datetime.fromisoformat(value).astimezone()
    return f"{short(here.date())} {here:%H:%M}"


def teller(session: Session, law: Law, language: Language) -> Teller:
    """Return what tells the journal in `language`, with the names of today."""
    return Teller(_names(session, language) | _lawful(law, language), language)


def _names(session: Session, language: Language) -> dict[str, str]:
    """Return what stands for the ids of units, rooms, staff and users in the journal."""
    units = {unit.id.hex: unit.name(language) for unit in session.scalars(select(Unit))}
    rooms = {room.id.hex: room.name for room in session.scalars(select(Room))}
    users = {user.id.hex: user.full_name for user in session.scalars(select(User))}
    return (
        units | rooms | users | {staff.id.hex: staff.short_name for staff in session.scalars(select(Staff))}
    )


def answers_of(session: Session, person_id: object, names: Mapping[str, str]) -> dict[str, str]:
    """Return the questions of a person's admissions by the ids of their answers: those are told by them."""
    asked = select(AdmissionAnswer).join(Stay, Stay.id == AdmissionAnswer.stay_id)
    found = session.scalars(asked.where(Stay.person_id == person_id))
    return {answer.id.hex: names.get(answer.code, "") for answer in found}


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


def _values(told: str | None) -> dict[str, object]:
    return json.loads(told) if told else {}
