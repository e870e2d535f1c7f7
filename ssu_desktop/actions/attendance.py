"""Attendance of a day-care unit: a day of everybody, entered at once, and what a week or a month comes to."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ssu_desktop.actions.departures import record_departures
from ssu_desktop.actions.desk import Desk, Refused, Saved, unanswered
from ssu_desktop.actions.served import ServedStay, people_of, served_stays
from ssu_desktop.actions.stored import check_fresh, copy_draft, gone
from ssu_desktop.language import N_
from ssu_desktop.language.clock import minutes_between
from ssu_desktop.records import Attendance, Person, Stay
from ssu_desktop.records.kinds import Status
from ssu_desktop.rules.day_stay import AttendanceDraft, Attendant, check_attendance
from ssu_desktop.rules.fields import cleaned
from ssu_desktop.rules.finding import Finding

NO_REASONS: Mapping[str, str] = {}


@dataclass(frozen=True, kw_only=True)
class DayLine:
    """One person on a day; `served` False for those who were away, suspended, or not here yet."""

    stay_id: UUID
    person_id: UUID
    name: str
    status: Status
    served: bool
    came: str = ""
    left: str = ""
    note: str = ""
    revision: int = 0

    @property
    def draft(self) -> AttendanceDraft:
        """Return a draft that begins from this day."""
        return AttendanceDraft(
            stay_id=self.stay_id, came=self.came, left=self.left, note=self.note, revision=self.revision
        )


def attendance_of_day(desk: Desk, unit_id: UUID, day: date) -> tuple[DayLine, ...]:
    """Return everybody of a unit on a day, by name, with what is entered of the day."""
    with desk.read() as session:
        stays = served_stays(session, unit_id, [day])
        kept = _kept(session, [one.stay_id for one in stays], day)
        return tuple(_line(one, kept.get(one.stay_id), day) for one in stays)


def _kept(session: Session, stay_ids: Sequence[UUID], day: date) -> dict[UUID, Attendance]:
    asked = select(Attendance).where(Attendance.stay_id.in_(stay_ids), Attendance.day == day)
    return {row.stay_id: row for row in session.scalars(asked)}


def _line(one: ServedStay, kept: Attendance | None, day: date) -> DayLine:
    return DayLine(
        stay_id=one.stay_id,
        person_id=one.person_id,
        name=one.name,
        status=one.status,
        served=day in one.served,
        came=kept.came if kept is not None else "",
        left=kept.left if kept is not None else "",
        note=kept.note if kept is not None else "",
        revision=kept.revision if kept is not None else 0,
    )


def usual_hours(desk: Desk, unit_id: UUID) -> tuple[str, str]:
    """Return when people came and left on the latest day that is entered in full, both empty for none."""
    asked = select(Attendance.came, Attendance.left).join(Stay, Stay.id == Attendance.stay_id)
    asked = asked.where(Stay.unit_id == unit_id, Attendance.left != "")
    with desk.read() as session:
        found = session.execute(asked.order_by(Attendance.day.desc(), Attendance.id).limit(1)).first()
    return (found[0], found[1]) if found is not None else ("", "")


def save_attendance(
    desk: Desk,
    unit_id: UUID,
    day: date,
    drafts: Sequence[AttendanceDraft],
    reasons: Mapping[str, str] = NO_REASONS,
) -> Saved | Refused:
    """Enter a day of several people, all of them or none; `Saved.id` is the unit.

    A reason answers its warning for everybody, and is kept for each of them."""
    drafts = [cleaned(draft) for draft in drafts]
    with desk.read() as session:
        stays = {one.stay_id: one for one in served_stays(session, unit_id, [day])}
        kept = _kept(session, [draft.stay_id for draft in drafts], day)
        people = people_of(session, [draft.stay_id for draft in drafts])
        found = {
            draft.stay_id: tuple(_findings(desk, day, draft, stays, people, kept.get(draft.stay_id)))
            for draft in drafts
        }
    if standing := unanswered((one for findings in found.values() for one in findings), reasons):
        return Refused(standing)
    with desk.write(N_("Enter the attendance of a day")) as session:
        kept = _kept(session, [draft.stay_id for draft in drafts], day)
        for draft in drafts:
            _put(session, draft, day, kept.get(draft.stay_id))
            record_departures(session, desk, found[draft.stay_id], reasons, people[draft.stay_id].id)
    return Saved(unit_id)


def _findings(
    desk: Desk,
    day: date,
    draft: AttendanceDraft,
    stays: Mapping[UUID, ServedStay],
    people: Mapping[UUID, Person],
    kept: Attendance | None,
) -> Iterator[Finding]:
    person, stay = people.get(draft.stay_id), stays.get(draft.stay_id)
    if person is None:
        yield gone()
        return
    served, night = stay is not None and day in stay.served, stay is not None and stay.night
    who = Attendant(name=person.full_name, served=served, night=night)
    yield from check_attendance(draft, who, day, desk.law, desk.today)
    yield from check_fresh(kept, draft.revision)


def _put(session: Session, draft: AttendanceDraft, day: date, kept: Attendance | None) -> None:
    if draft.empty:
        if kept is not None:
            session.delete(kept)
        return
    row = kept or Attendance(stay_id=draft.stay_id, day=day)
    copy_draft(draft, row)
    session.add(row)


@dataclass(frozen=True, kw_only=True)
class AttendanceSum:
    """What a span of days comes to for one person.

    `days` on which the person came, `minutes` of those whose end is entered; `missed` with a note instead;
    `outside` the length of a day that the order names."""

    stay_id: UUID
    person_id: UUID
    name: str
    days: int
    minutes: int
    missed: int
    outside: int


def attendance_sums(desk: Desk, unit_id: UUID, days: Sequence[date]) -> tuple[AttendanceSum, ...]:
    """Return what these days, in their order, come to for everybody who was in the unit, by name."""
    with desk.read() as session:
        stays = served_stays(session, unit_id, days)
        kept: dict[UUID, list[Attendance]] = {one.stay_id: [] for one in stays}
        within = Attendance.day.between(days[0], days[-1])
        for row in session.scalars(select(Attendance).where(Attendance.stay_id.in_(kept), within)):
            kept[row.stay_id].append(row)
        sums = (_sum(desk, one, kept[one.stay_id]) for one in stays)
        return tuple(
            one for one, stay in zip(sums, stays, strict=True) if one.days or one.missed or stay.served
        )


def _sum(desk: Desk, one: ServedStay, kept: Sequence[Attendance]) -> AttendanceSum:
    came = [row for row in kept if row.came]
    return AttendanceSum(
        stay_id=one.stay_id,
        person_id=one.person_id,
        name=one.name,
        days=len(came),
        minutes=sum(minutes_between(row.came, row.left) for row in came),
        missed=len(kept) - len(came),
        outside=sum(_is_outside(desk, one, row) for row in came),
    )


def _is_outside(desk: Desk, one: ServedStay, row: Attendance) -> bool:
    draft = AttendanceDraft(stay_id=row.stay_id, came=row.came, left=row.left)
    who = Attendant(name=one.name, served=True, night=one.night)
    return any(check_attendance(draft, who, row.day, desk.law, max(row.day, desk.today)))
