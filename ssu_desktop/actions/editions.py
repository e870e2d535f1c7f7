"""Further editions of the law: taken in from a file, given out as one, withdrawn with a reason."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import select

from ssu_desktop.actions.desk import Desk, Refused, Saved, unanswered
from ssu_desktop.actions.rulebook import missing_act, reread
from ssu_desktop.actions.stored import gone
from ssu_desktop.exchange.law_file import read_law_file, write_law_file
from ssu_desktop.exchange.safety import CannotRead
from ssu_desktop.language import N_
from ssu_desktop.law import shipped_rows
from ssu_desktop.records import LawEdition
from ssu_desktop.records.kinds import Operation
from ssu_desktop.rules.editions import check_edition
from ssu_desktop.rules.fields import missing
from ssu_desktop.rules.finding import Finding, Weight
from ssu_desktop.storage import note

EXPORTING = N_("Export an edition of the law")


@dataclass(frozen=True, kw_only=True)
class EditionRow:
    """One edition that was added; `rows` counts its acts, changes, figures and checklist rows."""

    id: UUID
    title: str
    valid_from: date
    added_on: date
    added_by: str
    rows: int
    withdrawn_on: date | None
    withdrawn_reason: str


def list_editions(desk: Desk) -> tuple[EditionRow, ...]:
    """Return the editions that were added to this data file, the latest first, withdrawn ones too."""
    with desk.read_house() as session:
        kept = session.scalars(select(LawEdition).order_by(LawEdition.id.desc()))
        return tuple(_row(edition) for edition in kept)


def _row(edition: LawEdition) -> EditionRow:
    return EditionRow(
        id=edition.id,
        title=edition.title,
        valid_from=edition.valid_from,
        added_on=edition.added_on,
        added_by=edition.added_by,
        rows=sum(len(rows) for rows in edition.content.values()),
        withdrawn_on=edition.withdrawn_on,
        withdrawn_reason=edition.withdrawn_reason,
    )


def add_edition(desk: Desk, path: Path) -> Saved | Refused:
    """Take an edition in from a file, whole or not at all; the rules go by it at once.

    What was printed before stands as it was: a print is kept with its own words."""
    try:
        file = read_law_file(path)
    except CannotRead as error:
        return Refused((_unreadable(error.text, error.values),))
    if standing := unanswered(check_edition(file.rows, desk.law), {}):
        return Refused(standing)
    with desk.write(N_("Add an edition of the law")) as session:
        edition = LawEdition(
            title=file.title,
            valid_from=file.valid_from,
            added_on=desk.today,
            added_by=desk.user.full_name,
            content=dict(file.content),
            withdrawn_reason="",
        )
        session.add(edition)
        session.flush()
        saved = Saved(edition.id)
    reread(desk)
    return saved


def _unreadable(text: str, values: Mapping[str, object]) -> Finding:
    return Finding(code="file-unreadable", text=text, values=values, weight=Weight.STOP)


def withdraw_edition(desk: Desk, edition_id: UUID, reason: str) -> Saved | Refused:
    """Let the rules no longer go by an edition that was added by mistake; it stays on the list.

    Refused while another edition rests on an act that this one brought."""
    if not reason.strip():
        return Refused((missing("reason", N_("Say why."), code="reason-missing"),))
    with desk.read_house() as session:
        act = missing_act(session, edition_id)
    if act is not None:
        text = N_("Another edition rests on the act “{act}” that this one brought: withdraw that one first.")
        return Refused((Finding(code="edition-needed", text=text, values={"act": act}, weight=Weight.STOP),))
    with desk.write(N_("Withdraw an edition of the law")) as session:
        edition = session.get(LawEdition, edition_id)
        if edition is None or edition.withdrawn_on is not None:
            return Refused((gone(),))
        edition.withdrawn_on, edition.withdrawn_reason = desk.today, reason.strip()
    reread(desk)
    return Saved(edition_id)


def give_out_edition(desk: Desk, edition_id: UUID, path: Path) -> None:
    """Write an edition that was added into a file for another facility. Raises OSError."""
    with desk.read_house() as session:
        edition = session.get_one(LawEdition, edition_id)
        title, first, content = edition.title, edition.valid_from, edition.content
    write_law_file(path, title, first, content)
    _note(desk, path)


def give_out_law(desk: Desk, path: Path) -> None:
    """Write all that the program itself knows of the law into a file: what a new edition is made from.

    Raises OSError."""
    content: Mapping[str, Any] = json.loads(json.dumps(shipped_rows()))
    first = min(act.valid_from for act in desk.law.acts.values())
    write_law_file(path, "SSU Desktop", first, content, to_be_changed=True)
    _note(desk, path)


def _note(desk: Desk, path: Path) -> None:
    with desk.write(EXPORTING) as session:
        note(session, Operation.EXPORT, "law_edition", None, None, {"file": path.name})
