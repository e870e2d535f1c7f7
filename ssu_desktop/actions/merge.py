"""Two records of one person become one, with nothing lost."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import cast
from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from ssu_desktop.actions.departures import record_departures
from ssu_desktop.actions.desk import Desk, Refused, Saved, unanswered
from ssu_desktop.actions.naming import refresh_keys
from ssu_desktop.actions.presence import refresh_present
from ssu_desktop.actions.scope import any_hidden
from ssu_desktop.actions.stored import gone
from ssu_desktop.language import N_, Language, translate
from ssu_desktop.language.dates import short
from ssu_desktop.records import (
    Conviction,
    Departure,
    Disability,
    FormerName,
    HeadOrder,
    IdentityPaper,
    Person,
    Photo,
    Printout,
    Referral,
    RehabilitationProgramme,
    Relative,
    Scan,
    Snooze,
    Stay,
)
from ssu_desktop.records.kinds import Kind, Status
from ssu_desktop.rules.finding import Finding, Weight
from ssu_desktop.rules.stay import ENDED
from ssu_desktop.storage.veil import TELLING

FIELDS: Mapping[str, str] = {
    "iin": N_("IIN"),
    "born": N_("Birth date"),
    "sex": N_("Sex"),
    "nationality": N_("Nationality"),
    "birthplace": N_("Place of birth"),
    "address": N_("Address"),
    "registered_address": N_("Registered address"),
    "phone": N_("Phone"),
    "education": N_("Education|of a person"),
    "profession": N_("Profession"),
    "social_status": N_("Social status"),
    "diagnosis": N_("Diagnosis"),
}
"""The fields of which one value stays; the msgid names it to the user."""

_MARKS = ("without_parental_care", "legally_incapable")
MOVED = (
    Stay,
    Relative,
    Disability,
    RehabilitationProgramme,
    IdentityPaper,
    Conviction,
    FormerName,
    Printout,
    Departure,
    Referral,
    Scan,
    HeadOrder,
    Snooze,
)
"""The records that go to the kept person; the photo goes where there is none."""


def conflicts(desk: Desk, keep_id: UUID, drop_id: UUID) -> Mapping[str, tuple[object, object]]:
    """Return the fields that both records fill differently: (kept record's, dropped record's) value."""
    with desk.read() as session:
        keep, drop = session.get_one(Person, keep_id), session.get_one(Person, drop_id)
        return {field: pair for field, pair in _both(keep, drop).items() if all(pair)}


def _both(keep: Person, drop: Person) -> dict[str, tuple[object, object]]:
    pairs = {field: (getattr(keep, field), getattr(drop, field)) for field in FIELDS}
    return {field: pair for field, pair in pairs.items() if pair[0] != pair[1]}


def merge_people(
    desk: Desk,
    keep_id: UUID,
    drop_id: UUID,
    choices: Mapping[str, str] | None = None,
    reasons: Mapping[str, str] | None = None,
) -> Saved | Refused:
    """Move all that the record `drop_id` has to `keep_id`, in one transaction that can be undone.

    `choices` says of a conflicting field whether "keep" (else "drop") stays; what does not stay goes to the
    note, a different name to the former names. The dropped record remains, marked, out of the lists."""
    given = reasons or {}
    with desk.read() as session:
        findings = tuple(_check(session, keep_id, drop_id))
    if standing := unanswered(findings, given):
        return Refused(standing)
    with desk.write(N_("Merge two records of one person")) as session:
        keep, drop = session.get_one(Person, keep_id), session.get_one(Person, drop_id)
        untold = TELLING["person"] if any_hidden(session, (keep_id, drop_id)) else ()
        _join_fields(keep, drop, choices or {}, Language(desk.user.language), untold)
        _join_names(session, keep, drop)
        _move(session, keep_id, drop_id)
        drop.merged_into_id = keep_id
        refresh_present(session, keep_id)
        refresh_present(session, drop_id)
        refresh_keys(session, keep)
        record_departures(session, desk, findings, given, keep_id)
    return Saved(keep_id, findings)


def _check(session: Session, keep_id: UUID, drop_id: UUID) -> Iterator[Finding]:
    people = [session.get(Person, person_id) for person_id in (keep_id, drop_id)]
    if keep_id == drop_id or any(person is None or person.merged_into_id for person in people):
        yield gone()
        return
    if all(_has_open_stay(session, person_id) for person_id in (keep_id, drop_id)):
        yield Finding(
            code="merge-both-open",
            text=N_("Both records have a stay that is not over. After merging, the person has two."),
            weight=Weight.WARN,
        )


def _has_open_stay(session: Session, person_id: UUID) -> bool:
    over = [*ENDED, Status.NONE]
    asked = select(exists().where(Stay.person_id == person_id, Stay.status.not_in(over)))
    return bool(session.scalar(asked))


def _join_fields(
    keep: Person, drop: Person, choices: Mapping[str, str], language: Language, untold: Collection[str]
) -> None:
    """Fill the kept record's gaps; of two different values one stays and the other goes to the note.

    What all may read does not get the `untold` fields: the dropped record keeps them."""
    lines = [keep.note, drop.note]
    for field, (kept, dropped) in _both(keep, drop).items():
        takes_dropped = not kept or (dropped and choices.get(field) == "drop")
        if takes_dropped:
            setattr(keep, field, dropped)
        other = kept if takes_dropped else dropped
        if other and field not in untold:
            lines.append(f"{translate(language, FIELDS[field])}: {_shown(other, language)}")
    for mark in _MARKS:
        setattr(keep, mark, getattr(keep, mark) or getattr(drop, mark))
    keep.note = "\n".join(dict.fromkeys(line for line in lines if line))


def _shown(value: object, language: Language) -> str:
    if isinstance(value, Kind):
        return translate(language, value.msgid)
    return short(value) if isinstance(value, date) else str(value)


def _join_names(session: Session, keep: Person, drop: Person) -> None:
    """Let the search find the kept record by the dropped one's name too."""
    if drop.full_name != keep.full_name:
        session.add(
            FormerName(
                person_id=keep.id,
                surname=drop.surname,
                given_name=drop.given_name,
                patronymic=drop.patronymic,
            )
        )


def _move(session: Session, keep_id: UUID, drop_id: UUID) -> None:
    """Move all records of one person to the other; of two photos the kept record's stays in sight."""
    for record in MOVED:
        for moved in session.scalars(select(record).where(record.person_id == drop_id)):
            cast("Stay | Relative | Printout", moved).person_id = keep_id
    if not session.scalar(select(exists().where(Photo.person_id == keep_id))):
        for photo in session.scalars(select(Photo).where(Photo.person_id == drop_id)):
            photo.person_id = keep_id
