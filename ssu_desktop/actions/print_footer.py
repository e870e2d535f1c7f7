"""The foot of a printed page: when, by what code it is found, up to which entry the history had come."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ssu_desktop.forms.registry import Footer
from ssu_desktop.language import N_, Language, translate
from ssu_desktop.language.dates import short
from ssu_desktop.records import Change, Printout
from ssu_desktop.records.kinds import Operation
from ssu_desktop.storage.journal import Head

_WITH_ENTRY = frozenset({"annex-2"})
"""The forms at whose foot the last entry of the history stands: kept in the office, they bear witness."""


def code_of(printout_id: UUID) -> str:
    """Return the code that leads from a sheet of paper to its printout: `7F3A-91BC`."""
    tail = printout_id.hex[-8:].upper()
    return f"{tail[:4]}-{tail[4:]}"


def details_of(form: str, head: Head) -> dict[str, object]:
    """Return the entry of the history that a form bears, for its journal; nothing for other forms."""
    return {"entry": head.seq, "entry_code": head.code} if form in _WITH_ENTRY else {}


def footer_of(
    printout_id: UUID,
    language: Language,
    at: datetime,
    first_at: datetime | None = None,
    told: Mapping[str, object] | None = None,
) -> Footer:
    """Return the footer of a print, or of a repeat of the one that was printed `first_at`.

    `told`: what the print is, or was, journalled with; where that names an entry of the history, so does the
    footer. A repeat names that of the first print: it is what the paper then said."""
    when = _moment_text(at)
    if first_at is None:
        mark = translate(language, N_("Printed: {when}"), when=when)
    else:
        first = _moment_text(first_at)
        mark = translate(language, N_("Repeat print: {when}. First printed: {first}"), when=when, first=first)
    footer = Footer(mark=mark, code=code_of(printout_id))
    if not told or "entry" not in told:
        return footer
    said = N_("Electronic history up to entry {entry}: {code}")
    said = translate(language, said, entry=told["entry"], code=told["entry_code"])
    return replace(footer, mark=f"{mark}. {said}")


def footer_again(session: Session, printout: Printout) -> Footer:
    """Return the footer that a print bears, be it a first print or a repeat."""
    language, first_id, first_at = Language(printout.language), printout.id, None
    if printout.reprint_of_id is not None:
        first_id = printout.reprint_of_id
        first_at = session.get_one(Printout, first_id).printed_at
    told = told_at_print(session, first_id)
    return footer_of(printout.id, language, printout.printed_at, first_at, told)


def told_at_print(session: Session, printout_id: UUID) -> dict[str, object]:
    """Return what a print was journalled with."""
    asked = select(Change.after).where(Change.row_id == printout_id, Change.operation == Operation.PRINT)
    told: dict[str, object] = json.loads(session.scalar(asked.order_by(Change.seq).limit(1)) or "{}")
    return told


def _moment_text(at: datetime) -> str:
    local = at.astimezone()
    return f"{short(local.date())} {local:%H:%M}"
