"""Opening a personal file: the next number by the facility's pattern, or the person's earlier file."""

from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ssu_desktop.actions.desk import Desk, Refused, Saved
from ssu_desktop.actions.naming import refresh_keys_of
from ssu_desktop.actions.stored import gone
from ssu_desktop.language import N_
from ssu_desktop.records import Organisation, PersonalFile, Stay, Unit, new_id
from ssu_desktop.records.kinds import Status, UnitKind
from ssu_desktop.rules.fields import missing
from ssu_desktop.rules.file_number import USUAL_PATTERN, Numbering


def open_personal_file(desk: Desk, stay_id: UUID) -> Saved | Refused:
    """Open the file of a stay that came in without one (out of a register); `Saved.id` is the file."""
    with desk.read() as session:
        stay = session.get(Stay, stay_id)
        if stay is None:
            return Refused((gone(),))
        if stay.admitted_on is None:
            text = N_("A personal file is opened on admission.")
            return Refused((missing("stay_id", text, code="file-before-admission"),))
    with desk.write(N_("Open a personal file")) as session:
        stay = session.get_one(Stay, stay_id)
        file = open_file(session, stay, stay.admitted_on or desk.today)
        refresh_keys_of(session, stay.person_id)
        return Saved(file.id)


def open_file(session: Session, stay: Stay, opened_on: date) -> PersonalFile:
    """Return the file of a stay, opened now where there is none.

    The file of an earlier stay in a unit of this kind goes on (Order 230, para 12(2)).
    """
    present = session.scalar(select(PersonalFile).where(PersonalFile.stay_id == stay.id))
    if present is not None:
        return present
    kind = session.get_one(Unit, stay.unit_id).kind
    file = _earlier_file(session, stay, kind)
    if file is None:
        file = _new_file(session, stay, kind, opened_on)
    file.stay_id = stay.id
    session.flush()
    return file


def _new_file(session: Session, stay: Stay, kind: UnitKind, opened_on: date) -> PersonalFile:
    organisation = session.scalar(select(Organisation).limit(1))
    pattern = organisation.file_number_pattern if organisation is not None else USUAL_PATTERN
    numbering = Numbering(pattern, session.scalars(select(PersonalFile.number)))
    file = PersonalFile(
        id=new_id(),
        stay_id=stay.id,
        number=numbering.next(kind, opened_on.year),
        opened_on=opened_on,
        place=organisation.place if organisation is not None else "",
    )
    session.add(file)
    return file


def _earlier_file(session: Session, stay: Stay, kind: UnitKind) -> PersonalFile | None:
    """Return the file of the latest stay that ended in a unit of this kind.

    Whoever comes back from another organisation brings the file along that went there with them."""
    return session.scalar(
        select(PersonalFile)
        .join(Stay, Stay.id == PersonalFile.stay_id)
        .join(Unit, Unit.id == Stay.unit_id)
        .where(
            Stay.person_id == stay.person_id,
            Stay.id != stay.id,
            Stay.status.in_((Status.DISCHARGED, Status.TRANSFERRED)),
            Unit.kind == kind,
        )
        .order_by(Stay.ended_on.desc(), Stay.id.desc())
        .limit(1)
    )
