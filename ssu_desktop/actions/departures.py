"""Rules that were overridden: who, which, why; the inspection may ask for the list."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ssu_desktop.actions.desk import Desk
from ssu_desktop.language import Bilingual, Language, translate
from ssu_desktop.law import Article
from ssu_desktop.records import Departure, Person, User
from ssu_desktop.records.kinds import Kind
from ssu_desktop.rules.finding import Finding, Weight


@dataclass(frozen=True, kw_only=True)
class DepartureRow:
    """One overridden rule; `text` is a msgid with holes for `values`."""

    id: UUID
    happened_on: date
    code: str
    text: str
    values: Mapping[str, object]
    article: Article | None
    reason: str
    person_id: UUID | None
    person_name: str
    user_name: str


def record_departures(
    session: Session,
    desk: Desk,
    findings: Iterable[Finding],
    reasons: Mapping[str, str],
    person_id: UUID | None = None,
) -> None:
    """Add a `Departure` for every WARN that `reasons` answers, in the caller's transaction."""
    for finding in findings:
        reason = reasons.get(finding.code, "").strip()
        if finding.weight is not Weight.WARN or not reason:
            continue
        session.add(
            Departure(
                person_id=person_id,
                user_id=desk.user.id,
                code=finding.code,
                finding=_stored(finding),
                article=f"{finding.article.act} {finding.article.paragraph}" if finding.article else "",
                reason=reason,
                happened_on=desk.today,
            )
        )


def _stored(finding: Finding) -> str:
    """Return the finding as JSON from which it can be said again in either language."""
    values = {name: _plain(value) for name, value in finding.values.items()}
    return json.dumps({"text": finding.text, "values": values}, ensure_ascii=False, default=str)


def _plain(value: object) -> object:
    if isinstance(value, Bilingual):
        return {"kk": value.kk, "ru": value.ru}
    return {"msgid": value.msgid} if isinstance(value, Kind) else value


def _said(value: object) -> object:
    """Return what `_plain` made of a value, to be worded in the language that is asked for."""
    match value:
        case {"kk": str(kk), "ru": str(ru)}:
            return Bilingual(kk, ru)
        case {"msgid": str(msgid)}:
            return Bilingual(translate(Language.KK, msgid), translate(Language.RU, msgid))
    return value


def finding_words(stored: str, language: Language) -> str:
    """Return a kept finding in `language`."""
    said = json.loads(stored)
    values = {name: _said(value) for name, value in said["values"].items()}
    text: str = said["text"]
    return translate(language, text, **values)


def list_departures(
    desk: Desk,
    *,
    person_id: UUID | None = None,
    since: date | None = None,
    until: date | None = None,
    limit: int | None = 2_000,
) -> tuple[DepartureRow, ...]:
    """Return the overridden rules, the latest first; of one person or of all, of a period or ever."""
    asked = (
        select(Departure, Person.surname, Person.given_name, Person.patronymic, User.full_name)
        .outerjoin(Person, Person.id == Departure.person_id)
        .outerjoin(User, User.id == Departure.user_id)
        .order_by(Departure.id.desc())
        .limit(limit)
    )
    if person_id is not None:
        asked = asked.where(Departure.person_id == person_id)
    if since is not None:
        asked = asked.where(Departure.happened_on >= since)
    if until is not None:
        asked = asked.where(Departure.happened_on <= until)
    with desk.read() as session:
        return tuple(_row(*found) for found in session.execute(asked))


def _row(
    departure: Departure, surname: str | None, given: str | None, patronymic: str | None, user: str | None
) -> DepartureRow:
    said = json.loads(departure.finding)
    act, _blank, paragraph = departure.article.partition(" ")
    return DepartureRow(
        id=departure.id,
        happened_on=departure.happened_on,
        code=departure.code,
        text=said["text"],
        values={name: _said(value) for name, value in said["values"].items()},
        article=Article(act, paragraph) if departure.article else None,
        reason=departure.reason,
        person_id=departure.person_id,
        person_name=" ".join(part for part in (surname, given, patronymic) if part),
        user_name=user or "",
    )
