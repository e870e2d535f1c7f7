"""The person's photo: checked, turned upright, made small; kept inside the encrypted file."""

from io import BytesIO
from uuid import UUID

from sqlalchemy import select

from ssu_desktop.actions.desk import Desk, Refused, Saved
from ssu_desktop.actions.stored import gone
from ssu_desktop.exchange.pictures import LARGEST_FILE, NoPicture, TooManyPixels, decoded, on_white
from ssu_desktop.language import N_
from ssu_desktop.records import Person, Photo
from ssu_desktop.rules.finding import Finding, Weight

LONGEST_SIDE = 480
_QUALITY = 85
_FORMATS = ("JPEG", "PNG", "BMP", "WEBP", "TIFF", "GIF")


def photo(desk: Desk, person_id: UUID) -> bytes | None:
    """Return the photo as JPEG, at most 480 pixels a side, or None."""
    with desk.read() as session:
        return session.scalar(select(Photo.jpeg).where(Photo.person_id == person_id))


def set_photo(desk: Desk, person_id: UUID, picture: bytes) -> Saved | Refused:
    """Keep a photo in place of what was there; any usual picture will do, a file that is none is refused."""
    jpeg = small_jpeg(picture)
    if jpeg is None:
        return Refused((_no_picture(),))
    with desk.read() as session:
        person = session.get(Person, person_id)
        if person is None or person.merged_into_id is not None:
            return Refused((gone(),))
    with desk.write(N_("Set the photo")) as session:
        kept = session.scalar(select(Photo).where(Photo.person_id == person_id))
        if kept is None:
            kept = Photo(person_id=person_id)
            session.add(kept)
        kept.jpeg = jpeg
        session.flush()
        return Saved(kept.id)


def remove_photo(desk: Desk, person_id: UUID) -> Saved | Refused:
    """Take the photo out."""
    with desk.write(N_("Remove the photo")) as session:
        kept = session.scalar(select(Photo).where(Photo.person_id == person_id))
        if kept is None:
            return Refused((gone(),))
        session.delete(kept)
        return Saved(kept.id)


def small_jpeg(picture: bytes) -> bytes | None:
    """Return the picture as a small upright JPEG without its maker's data, or None where it is no picture."""
    if len(picture) > LARGEST_FILE:
        return None
    try:
        paper = on_white(decoded(picture, _FORMATS, LONGEST_SIDE))
    except (TooManyPixels, NoPicture):
        return None
    made = BytesIO()
    paper.save(made, "JPEG", quality=_QUALITY, optimize=True)
    return made.getvalue()


def _no_picture() -> Finding:
    return Finding(
        code="no-picture",
        text=N_("This file is no picture that can be read, or it is too large. The photo was not changed."),
        field="photo",
        weight=Weight.STOP,
    )
