"""All ways on which what is kept comes out: every function of the actions that reads, asked for one person.

They are found by looking through the package, so that a new one is walked as well, or fails a test."""

import importlib
import inspect
import pkgutil
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from itertools import islice, product
from pathlib import Path
from typing import Any
from uuid import UUID

import pypdfium2
from sqlalchemy import select
from sqlalchemy.exc import NoResultFound

from ssu_desktop import actions
from ssu_desktop.actions.binder import BinderYear, binder_years
from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.history import HistoryQuery, Record
from ssu_desktop.actions.journal import JournalQuery
from ssu_desktop.actions.orders import OrderQuery
from ssu_desktop.actions.pack import FORM_TITLES, PackAsked
from ssu_desktop.actions.people import PeopleQuery
from ssu_desktop.actions.printing_lists import ListAsked
from ssu_desktop.actions.printing_office import CannotPrint
from ssu_desktop.actions.printing_papers import Asked
from ssu_desktop.actions.signing import PaperQuery
from ssu_desktop.actions.unit_marks import MarksAsked
from ssu_desktop.language import Language
from ssu_desktop.records import (
    Assessment,
    Change,
    HeadOrder,
    MonitoringRound,
    Movement,
    PersonalFile,
    Plan,
    Printout,
    Referral,
    Scan,
    Stay,
)
from ssu_desktop.records.kinds import Category, Domain, UnitKind
from ssu_desktop.storage import DataFileError

Way = Callable[..., object]

# What these write is that something was printed, exported or looked at.
LOOKING = {
    "person.open_person",
    "printouts.reprint",
    "printouts.reprint_page",
    "scans.copy_scan",
    "scans.scan_content",
}

# What is called with what was typed, or what changes something by another's hand: nothing comes out of it.
NOT_WALKED = {
    "admission_sheet.impossible_entries",
    "assessment.assessed_rounds",
    "assessment.complete_assessment",
    "assessment.keep_assessment",
    "assessment_in_plan.put_into_plan",
    "backups.keep_backup",
    "backups.keep_if_changed",
    "backups.loss_of",
    "backups.make_ready_to_restore",
    "backups.note_kept_before",
    "backups.require_restore",
    "editions.give_out_edition",
    "editions.give_out_law",
    "export.save_list",
    "key_change.after_closing",
    "key_change.make_up_for_key_change",
    "monitoring_editing.complete_round",
    "monitoring_editing.save_round",
    "person.check_person_in_file",
    "plan_editing.revise_after",
    "printing.preview_plan_draft",
    "printing.print_filled",
    "printing_papers.inventory_of",
    "register_import.propose_import",
    "rulebook.reread",
    "rules_scan.take_scan_off",
    "scans.attach_scan",
    "scans.kept_scan",
    "stay.check_admission_draft",
    "stay.check_movement_draft",
    "waiting.check_application_draft",
    "waiting.queue_counts",
}


def ways() -> dict[str, Way]:
    """Return every function of the actions that reads, by its module and name."""
    found = {}
    for module in pkgutil.iter_modules(actions.__path__):
        for name, way in vars(importlib.import_module(f"{actions.__name__}.{module.name}")).items():
            called = f"{module.name}.{name}"
            if called not in NOT_WALKED and _is_way(way, f"{actions.__name__}.{module.name}", called):
                found[called] = way
    return found


def _is_way(way: object, module: str, called: str) -> bool:
    if not inspect.isfunction(way) or way.__module__ != module or way.__name__.startswith("_"):
        return False
    if next(iter(inspect.signature(way).parameters), "") != "desk":
        return False
    return called in LOOKING or "desk.write(" not in inspect.getsource(way)


@dataclass(frozen=True)
class Sought:
    """Of whom is asked: everything that has an id, as the file has it past all veils."""

    person: UUID
    other: UUID
    units: tuple[UUID, ...]
    ids: Mapping[str, tuple[UUID, ...]]
    text: str


def sought(desk: Desk, person: UUID, other: UUID, text: str) -> Sought:
    """Find the ids of all that a person has."""
    with desk.file.oversee() as session:
        stays = tuple(session.scalars(select(Stay.id).where(Stay.person_id == person)))

        def of(record: Any, *conditions: Any) -> tuple[UUID, ...]:
            return tuple(session.scalars(select(record.id).where(*conditions)))

        prints = of(Printout, (Printout.person_id == person) | Printout.person_id.is_(None))
        ids = {
            "stay_id": stays,
            "plan_id": of(Plan, Plan.stay_id.in_(stays)),
            "file_id": of(PersonalFile, PersonalFile.stay_id.in_(stays)),
            "movement_id": of(Movement, Movement.stay_id.in_(stays)),
            "order_id": of(HeadOrder, HeadOrder.person_id == person),
            "scan_id": of(Scan, Scan.person_id == person),
            "printout_id": prints,
            "referral_id": of(Referral, Referral.person_id == person),
            "assessment_id": of(Assessment, Assessment.stay_id.in_(stays)),
            "round_id": tuple(islice(session.scalars(select(MonitoringRound.id)), 1)),
            "action_id": tuple(
                islice(session.scalars(select(Change.action_id).where(Change.person_id == person)), 3)
            ),
        }
        units = tuple(session.scalars(select(Stay.unit_id).where(Stay.person_id == person)))
    return Sought(person=person, other=other, units=units, ids=ids, text=text)


def walk(desk: Desk, what: Sought, folder: Path, only: str = "") -> Iterator[tuple[str, str]]:
    """Go every way, and yield its name with all words that came out on it; so do those of its refusals."""
    for name, way in ways().items():
        if only not in ("", name):
            continue
        for values in _values_of(desk, way, what, folder):
            told: object
            try:
                told = way(desk, **values)
                text = " ".join(words(told))
            except (DataFileError, CannotPrint, LookupError, NoResultFound) as refused:
                text = f"{refused} {vars(refused)}"
            for written in folder.glob("*.xlsx"):
                text += words_of_book(written)
                written.unlink()
            yield name, text


def _values_of(desk: Desk, way: Way, what: Sought, folder: Path) -> Iterator[dict[str, object]]:
    """Yield the values with which a way is asked, one after the other."""
    wanted = [
        one
        for one in list(inspect.signature(way).parameters.values())[1:]
        if one.default is one.empty or one.name in _ALSO
    ]
    choices = [tuple(_choices(desk, way.__name__, one, what, folder)) for one in wanted]
    for chosen in product(*choices):
        yield dict(zip((one.name for one in wanted), chosen, strict=True))


_ALSO = ("query", "person_id", "movement_id", "text")


def _choices(desk: Desk, way: str, asked: inspect.Parameter, what: Sought, folder: Path) -> Iterable[object]:
    name = asked.name
    if name == "subject_id" or (way == "print_form" and name == "person_id"):
        return (what.person, *what.units) if name == "subject_id" else (what.person,)
    if name == "form":
        return _FORMS_OF_UNITS if way == "print_unit" else _FORMS
    if name in what.ids:
        return what.ids[name]
    if asked.annotation in _by_kind(desk, what):
        return _by_kind(desk, what)[asked.annotation]
    return _by_name(desk, what, folder)[name]


_FORMS = (
    "annex-2",
    "annex-3",
    "annex-4",
    "annex-5",
    "annex-9",
    "annex-9-both",
    "trend",
    "needs",
    "case-history",
)
_FORMS_OF_UNITS = ("annex-2", "annex-3", "annex-9", "acquaintance", "progress")


def _by_kind(desk: Desk, what: Sought) -> Mapping[object, tuple[object, ...]]:
    records = [("person", what.person), *((k[:-3], one) for k, ids in what.ids.items() for one in ids)]
    tables = {"order": "head_order", "file": "personal_file", "round": "monitoring_round"}
    months = tuple(date(desk.today.year, month, 1) for month in range(1, desk.today.month + 1))
    papers = tuple(Asked(form="order", record_id=one) for one in what.ids["order_id"])
    return {
        HistoryQuery: (
            HistoryQuery(),
            HistoryQuery(person_id=what.person),
            HistoryQuery(user_id=desk.user.id),
            *(
                HistoryQuery(record=Record(tables.get(table, table), one))
                for table, one in records
                if table != "action"
            ),
        ),
        JournalQuery: (JournalQuery(), JournalQuery(person_id=what.person)),
        PeopleQuery: (PeopleQuery(), PeopleQuery(text=what.text)),
        PeopleQuery | None: (PeopleQuery(), PeopleQuery(text=what.text)),
        OrderQuery: (OrderQuery(), OrderQuery(text=what.text)),
        PaperQuery: (PaperQuery(), PaperQuery(signed=True), PaperQuery(text=what.text)),
        PackAsked: (
            PackAsked(forms=tuple(FORM_TITLES), unit_id=what.units[0]),
            PackAsked(forms=tuple(FORM_TITLES), people=(what.person,)),
        ),
        ListAsked: (
            *(ListAsked(form=form, unit_id=what.units[0]) for form in ("queue", "present")),
            ListAsked(form="seen", person_id=what.person),
        ),
        MarksAsked: (MarksAsked(unit_id=what.units[0], months=months),),
        Asked: (
            *papers,
            Asked(form="order-register", orders=OrderQuery()),
            *(Asked(form="inventory", record_id=one) for one in what.ids["file_id"]),
        ),
        Language: (Language.KK,),
    }


def _by_name(desk: Desk, what: Sought, folder: Path) -> Mapping[str, tuple[object, ...]]:
    days = tuple(date(desk.today.year, desk.today.month, day) for day in range(1, desk.today.day + 1))
    return {
        "person_id": (what.person,),
        "keep_id": (what.person,),
        "drop_id": (what.other,),
        "unit_id": what.units,
        "text": (what.text,),
        "key": ("person:new",),
        "path": (folder / "out.xlsx",),
        "day": (desk.today,),
        "on": (desk.today,),
        "now": (datetime.now().astimezone(),),
        "month": (date(desk.today.year, desk.today.month, 1),),
        "monday": (date(2026, 3, 9),),
        "days": (days,),
        "year": (desk.today.year,),
        "years": (_years(desk, what.person),),
        "page": (1,),
        "seq": (1,),
        "code": ("0000",),
        "pattern": ("{n}",),
        "everybody": (True,),
        "staff_id": (None,),
        "domain": (Domain.HOUSEHOLD,),
        "unit_kind": (UnitKind.TEMPORARY,),
        "category": (Category.VIOLENCE,),
    }


def _years(desk: Desk, person: UUID) -> tuple[BinderYear, ...]:
    try:
        return tuple(binder_years(desk, person))
    except (DataFileError, LookupError):
        return ()


def words(told: object) -> Iterator[str]:
    """Yield all words in what a way returned: of records, of lists, of printed pages."""
    if isinstance(told, bytes):
        yield words_of_pdf(told) if told.startswith(b"%PDF") else told.decode("utf-8", "replace")
    elif isinstance(told, Mapping):
        for key, value in told.items():
            yield from (*words(key), *words(value))
    elif is_dataclass(told) and not isinstance(told, type):
        for field in fields(told):
            yield from words(getattr(told, field.name))
    elif isinstance(told, Iterable) and not isinstance(told, str):
        for one in told:
            yield from words(one)
    else:
        yield str(told)


def words_of_pdf(pdf: bytes) -> str:
    """Return the words of all pages."""
    document = pypdfium2.PdfDocument(pdf)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def words_of_book(path: Path) -> str:
    """Return what a workbook holds, as it is packed."""
    with zipfile.ZipFile(path) as book:
        return " ".join(book.read(name).decode("utf-8", "replace") for name in book.namelist())
