"""A pack: the forms of many people printed together as one PDF, each remembered like a single print."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.printing import draw_preview, print_filled
from ssu_desktop.actions.printing_loading import fill_for_person, fill_for_unit
from ssu_desktop.actions.printing_office import (
    LATEST,
    NOBODY,
    CannotPrint,
    Filled,
    Lacking,
    Office,
)
from ssu_desktop.actions.printouts import Printed, Progress
from ssu_desktop.language import N_, Language, translate
from ssu_desktop.records import Person

PACK = "pack"

FORM_TITLES: Mapping[str, str] = {
    "annex-2": N_("Register (annex 2)"),
    "annex-3": N_("Personal file (annex 3)"),
    "annex-4": N_("Individual plan (annex 4)"),
    "annex-5": N_("Monitoring journal (annex 5)"),
    "annex-9": N_("Registration card (annex 9)"),
}
"""The official forms, that a pack is made of, by their codes."""

_NO_FORM = N_("Choose at least one form.")


@dataclass(frozen=True, kw_only=True)
class PackAsked:
    """What goes into a pack: `forms`, of everyone present in a unit, or of `people` in this order.

    `by_form`: all of one form, then all of the next; else all of one person. `duplex`: each form begins on
    the front of a sheet."""

    forms: tuple[str, ...]
    unit_id: UUID | None = None
    people: tuple[UUID, ...] = ()
    by_form: bool = False
    duplex: bool = False


@dataclass(frozen=True, kw_only=True)
class Pack:
    """What a pack holds, in its order, and who or what was left out, with the msgid of the reason."""

    papers: tuple[Filled, ...]
    skipped: tuple[tuple[str, str], ...]


def print_pack(
    desk: Desk, asked: PackAsked, language: Language, *, progress: Progress | None = None
) -> Printed:
    """Print a pack as one PDF with a bookmark for each form, remember and journal each of them.

    `progress` is told (done, all) after each form; what it raises stops the work, and nothing is remembered.
    Raises CannotPrint where there is nothing to print."""
    pack = gather(desk, asked, language)
    return print_filled(
        desk,
        PACK,
        pack.papers,
        language,
        skipped=pack.skipped,
        progress=progress,
        duplex=asked.duplex,
    )


def preview_pack(desk: Desk, asked: PackAsked, language: Language) -> bytes:
    """Return the pages of the first person of a pack, marked as a preview. Raises CannotPrint."""
    papers = gather(desk, asked, language).papers
    first = next((one.person_id for one in papers if one.person_id is not None), None)
    shown = [one for one in papers if one.person_id in (None, first)]
    return draw_preview(PACK, shown, language, duplex=asked.duplex)


def gather(desk: Desk, asked: PackAsked, language: Language) -> Pack:
    """Return what a pack holds; nothing is drawn or remembered. Raises CannotPrint."""
    if not asked.forms:
        raise CannotPrint(_NO_FORM)
    with desk.read() as session:
        office = Office(session, language, desk.today, desk.law)
        found = [(form, one) for form in asked.forms for one in _found(office, form, asked)]
    papers = [_named(form, one, language) for form, one in found if isinstance(one, Filled)]
    skipped = tuple(dict.fromkeys((one.name, one.reason) for _form, one in found if isinstance(one, Lacking)))
    if not papers:
        raise CannotPrint(skipped[0][1] if skipped else NOBODY)
    return Pack(papers=tuple(papers if asked.by_form else _by_person(papers)), skipped=skipped)


def _found(office: Office, form: str, asked: PackAsked) -> Iterator[Filled | Lacking]:
    """Yield a form of everyone; where the whole unit cannot have it, the form itself is told as lacking."""
    if asked.unit_id is None:
        for person_id in asked.people:
            yield from _of_person(office, form, person_id)
        return
    try:
        yield from fill_for_unit(office, form, asked.unit_id, LATEST)
    except CannotPrint as error:
        yield Lacking(name=translate(office.language, FORM_TITLES[form]), reason=error.text)


def _of_person(office: Office, form: str, person_id: UUID) -> Sequence[Filled | Lacking]:
    try:
        return fill_for_person(office, form, person_id, LATEST)
    except CannotPrint as error:
        person = office.session.get(Person, person_id)
        return [Lacking(name=person.full_name if person else "", reason=error.text)]


def _named(form: str, one: Filled, language: Language) -> Filled:
    """Return a paper with a bookmark that says whose it is and what."""
    title = translate(language, FORM_TITLES[form])
    whose = one.content.bookmark
    bookmark = f"{whose}: {title}" if whose else title
    return replace(one, form=form, content=replace(one.content, bookmark=bookmark))


def _by_person(papers: Sequence[Filled]) -> Iterator[Filled]:
    """Yield what is of a unit first, then all of each person, in the order in which people come up."""
    of_person: dict[UUID | None, list[Filled]] = {None: []}
    for paper in papers:
        of_person.setdefault(paper.person_id, []).append(paper)
    for found in of_person.values():
        yield from found
