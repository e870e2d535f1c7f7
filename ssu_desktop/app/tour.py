"""The tour needs no display: a demo file, each screen as a picture in both languages, each form as a PDF."""

import os
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from uuid import UUID

from ssu_desktop.actions.demo import LOGIN, PASSWORD, make_demo
from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.opening import open_desk
from ssu_desktop.actions.organisation import list_units
from ssu_desktop.actions.people import PeopleQuery, list_people
from ssu_desktop.actions.printing import FORM_CODES, print_blank, print_form, print_unit
from ssu_desktop.language import Language
from ssu_desktop.records.kinds import Status, UnitKind

_IN_THE_WINDOW = ("Омаров Ерлан", "Қасымова Айгүл")
_OF_A_UNIT = "annex-2"
_OF_TEMPORARY_STAY = "annex-9"


def make_tour(folder: Path, *, clock: Callable[[], date] = date.today) -> Iterator[Path]:
    """Make the demo file in `folder` and yield the path of each picture and PDF as it is written."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "demo.ssu"
    if not path.exists():
        make_demo(folder, clock=clock)
    desk = open_desk(path, LOGIN, PASSWORD, clock=clock)
    try:
        for language in Language:
            yield from _forms(desk, folder / "forms", language)
    finally:
        desk.file.close()
    yield from _screens(path, folder / "screens", clock)


def _forms(desk: Desk, folder: Path, language: Language) -> Iterator[Path]:
    folder.mkdir(exist_ok=True)
    units = {unit.kind: unit.id for unit in list_units(desk)}
    for form in FORM_CODES:
        yield _written(folder / f"{form}-{language}-blank.pdf", print_blank(desk, form, language).pdf)
        if form == _OF_A_UNIT:
            printed = print_unit(desk, form, units[UnitKind.STATIONARY], language)
        else:
            kind = UnitKind.TEMPORARY if form == _OF_TEMPORARY_STAY else UnitKind.STATIONARY
            printed = print_form(desk, form, _somebody(desk, units[kind], kind), language)
        yield _written(folder / f"{form}-{language}.pdf", printed.pdf)


def _somebody(desk: Desk, unit_id: UUID, kind: UnitKind) -> UUID:
    text = _IN_THE_WINDOW[0] if kind is UnitKind.STATIONARY else ""
    query = PeopleQuery(text=text, unit_id=unit_id, statuses=(Status.RECEIVING,))
    return list_people(desk, query).rows[0].id


def _written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def _screens(path: Path, folder: Path, clock: Callable[[], date]) -> Iterator[Path]:
    from PySide6.QtWidgets import QApplication

    from ssu_desktop.app.sights import sights

    folder.mkdir(exist_ok=True)
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(sys.argv[:1])
    for name, picture in sights(app, path, clock):
        target = folder / f"{name}.png"
        picture.save(str(target))
        yield target
