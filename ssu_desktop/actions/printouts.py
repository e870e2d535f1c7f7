"""What was printed: kept word for word, listed, printed again."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.print_footer import code_of, details_of, footer_again, footer_of, told_at_print
from ssu_desktop.actions.printing_office import NOT_FOUND, CannotPrint, Filled
from ssu_desktop.actions.taken_out import named
from ssu_desktop.forms.content import Content, SnapshotError
from ssu_desktop.forms.registry import form_of, render
from ssu_desktop.language import N_, Language
from ssu_desktop.records import Printout, new_id
from ssu_desktop.records.kinds import Operation
from ssu_desktop.storage.errors import IsHidden
from ssu_desktop.storage.journal import Head, note
from ssu_desktop.storage.veil import MASK

JAM = timedelta(hours=1)
"""How long after printing a single page can be printed again unmarked."""

Progress = Callable[[int, int], None]
"""Told (done, all); it raises to stop the work."""


@dataclass(frozen=True, kw_only=True)
class Printed:
    """A finished PDF. `missing`: letters that no face has. `skipped`: (name, msgid of the reason)."""

    pdf: bytes
    pages: int
    printout_ids: tuple[UUID, ...] = ()
    missing: frozenset[str] = field(default_factory=frozenset)
    skipped: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class PrintoutRow:
    """One print in the list; `code` stands at the foot of its pages; `page_until`: JAM's end."""

    id: UUID
    form: str
    edition: str
    language: Language
    printed_at: datetime
    printed_by: str
    pages: int
    person_id: UUID | None
    unit_id: UUID | None
    plan_id: UUID | None
    reprint_of_id: UUID | None
    code: str
    page_until: datetime


def moment(desk: Desk) -> datetime:
    """Return the moment of the work: the desk's day at the present time of day, with its zone."""
    now = datetime.now().astimezone()
    return now if now.date() == desk.today else datetime.combine(desk.today, now.time()).astimezone()


def remember(
    desk: Desk,
    form: str,
    language: Language,
    at: datetime,
    drawn: Sequence[tuple[UUID, Filled, int]],
    head: Head,
) -> None:
    """Store prints (id, content, pages) and journal them in one transaction.

    `head` is the last entry of the history, which some forms bear. An order is journalled as printed itself,
    too: what stands on paper is not taken back by Undo."""
    with desk.write(N_("Print a form")) as session:
        for printout_id, filled, pages in drawn:
            session.add(
                Printout(
                    id=printout_id,
                    form=filled.form or form,
                    edition=form_of(filled.form or form).wording.edition,
                    language=language.value,
                    person_id=filled.person_id,
                    unit_id=filled.unit_id,
                    plan_id=filled.plan_id,
                    printed_at=at,
                    printed_by=desk.user.full_name,
                    pages=pages,
                    content=filled.content.to_snapshot(),
                )
            )
        session.flush()
        for printout_id, filled, pages in drawn:
            code = filled.form or form
            details = {"form": code, "language": language, "pages": pages}
            details |= details_of(code, head) | named(filled.people)
            note(session, Operation.PRINT, "printout", printout_id, filled.person_id, details)
            if filled.order_id is not None:
                note(session, Operation.PRINT, "head_order", filled.order_id, None, {"language": language})


def list_printouts(
    desk: Desk, person_id: UUID | None = None, *, unit_id: UUID | None = None
) -> tuple[PrintoutRow, ...]:
    """Return what was printed of a person, of a unit (its register), or of all, the latest first."""
    asked = select(
        Printout.id,
        Printout.form,
        Printout.edition,
        Printout.language,
        Printout.printed_at,
        Printout.printed_by,
        Printout.pages,
        Printout.person_id,
        Printout.unit_id,
        Printout.plan_id,
        Printout.reprint_of_id,
    ).order_by(Printout.printed_at.desc(), Printout.id.desc())
    if person_id is not None:
        asked = asked.where(Printout.person_id == person_id)
    if unit_id is not None:
        asked = asked.where(Printout.unit_id == unit_id)
    with desk.read() as session:
        return tuple(
            PrintoutRow(
                **{**row, "language": Language(row["language"])},
                code=code_of(row["id"]),
                page_until=row["printed_at"] + JAM,
            )
            for row in session.execute(asked).mappings()
        )


def reprint(desk: Desk, printout_id: UUID) -> Printed:
    """Print again word for word what was printed, marked as a repeat with the day of the first.

    The repeat is remembered and journalled as a print of its own. Raises CannotPrint."""
    first = _first(desk, printout_id)
    language, at, new = Language(first.language), moment(desk), new_id()
    content = _content(first)
    with desk.read() as session:
        told = told_at_print(session, first.id)
    footer = footer_of(new, language, at, first.printed_at, told)
    rendered = render(first.form, [content], footer=footer)
    with desk.write(N_("Print a form again")) as session:
        session.add(
            Printout(
                id=new,
                form=first.form,
                edition=first.edition,
                language=first.language,
                person_id=first.person_id,
                unit_id=first.unit_id,
                plan_id=first.plan_id,
                printed_at=at,
                printed_by=desk.user.full_name,
                pages=rendered.pages,
                reprint_of_id=first.id,
                content=first.content,
            )
        )
        session.flush()
        details = {"form": first.form, "language": language, "pages": rendered.pages, "repeat_of": first.id}
        details |= {"people": told["people"]} if "people" in told else {}
        note(session, Operation.PRINT, "printout", new, first.person_id, details)
    return Printed(pdf=rendered.pdf, pages=rendered.pages, printout_ids=(new,), missing=rendered.missing)


def reprint_page(desk: Desk, printout_id: UUID, page: int) -> Printed:
    """Print one jammed page (counted from 1) again exactly as it was, unmarked, within the hour.

    Journalled, but no print of its own: the sheet takes the place of the jammed one. Raises CannotPrint."""
    with desk.read() as session:
        printout = session.get(Printout, printout_id)
        if printout is None or not 1 <= page <= printout.pages:
            raise CannotPrint(NOT_FOUND)
        footer = footer_again(session, printout)
    if moment(desk) - printout.printed_at > JAM:
        text = N_("A single page is printed again within the hour only: print the form again.")
        raise CannotPrint(text)
    rendered = render(printout.form, [_content(printout)], footer=footer, only_page=page)
    with desk.write(N_("Print a jammed page again")) as session:
        details = {"form": printout.form, "page": page}
        note(session, Operation.PRINT, "printout", printout.id, printout.person_id, details)
    return Printed(pdf=rendered.pdf, pages=1, printout_ids=(printout.id,), missing=rendered.missing)


def preview_printout(desk: Desk, printout_id: UUID) -> bytes:
    """Return the pages as they were printed, to look at; nothing is remembered. Raises CannotPrint."""
    with desk.read() as session:
        printout = session.get(Printout, printout_id)
        if printout is None:
            raise CannotPrint(NOT_FOUND)
        footer = footer_again(session, printout)
    return render(printout.form, [_content(printout)], footer=footer).pdf


def _first(desk: Desk, printout_id: UUID) -> Printout:
    """Return the print that this one repeats, or itself."""
    with desk.read() as session:
        found = session.get(Printout, printout_id)
        if found is None:
            raise CannotPrint(NOT_FOUND)
        return found if found.reprint_of_id is None else session.get_one(Printout, found.reprint_of_id)


def _content(printout: Printout) -> Content:
    """Return what was printed. Raises IsHidden where a veil hides it."""
    if str(printout.content) == MASK:
        raise IsHidden
    try:
        return form_of(printout.form).content.from_snapshot(printout.content)
    except (KeyError, SnapshotError) as error:
        text = N_("This print was made by another version of the program and cannot be read by this one.")
        raise CannotPrint(text) from error
