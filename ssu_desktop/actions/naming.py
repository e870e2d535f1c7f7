"""What searching and sorting need beside a name; kept in step with it in the same transaction."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ssu_desktop.language.names import search_key, sort_key
from ssu_desktop.records import FormerName, Person, PersonalFile, Stay
from ssu_desktop.rules.person import searchable


def refresh_keys(session: Session, person: Person) -> None:
    """Derive the person's sort and search keys from the names, old names, IIN and file numbers.

    Call it in the transaction that changed any of them, before its commit."""
    former = select(FormerName).where(FormerName.person_id == person.id).order_by(FormerName.id)
    numbers = select(PersonalFile.number).join(Stay, Stay.id == PersonalFile.stay_id)
    put_keys(
        person,
        former=tuple(name.full_name for name in session.scalars(former)),
        numbers=tuple(session.scalars(numbers.where(Stay.person_id == person.id).order_by(PersonalFile.id))),
    )


def refresh_keys_of(session: Session, person_id: UUID) -> None:
    """Do as `refresh_keys` for the person of this id; the session is flushed first."""
    session.flush()
    refresh_keys(session, session.get_one(Person, person_id))


def put_keys(person: Person, *, former: tuple[str, ...] = (), numbers: tuple[str, ...] = ()) -> None:
    """Set the keys of a person whose old names and file numbers are at hand."""
    for name, key in keys_of(person.full_name, person.iin, former=former, numbers=numbers).items():
        setattr(person, name, key)


def keys_of(
    name: str, iin: str | None, *, former: tuple[str, ...] = (), numbers: tuple[str, ...] = ()
) -> dict[str, str]:
    """Return the keys, by the names of their columns, of a person with this whole name."""
    return {"sort_key": sort_key(name), "search_key": search_key(searchable(name, former, iin, numbers))}
